"""An item of QTI 1.2 on its way to an entry: what it says of itself, and the labels of its choices."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.classroom.qti.material import RESPONSES, text_of
from decks.classroom.taking import asked

if TYPE_CHECKING:
    from collections.abc import Callable

    from decks.classroom.qti.scoring import Scoring
    from decks.classroom.tree import Node
    from decks.quiz import Entry


class Item:
    """An item on its way to an entry."""

    __slots__ = ("blank", "kind", "note", "presentation", "responses", "scoring")

    def __init__(
        self,
        item: Node,
        presentation: Node,
        kind: str,
        blank: Entry,
        score: Scoring,
        note: Callable[[str], None],
    ) -> None:
        self.presentation = presentation
        self.kind = kind
        self.blank = blank
        self.scoring = score
        self.note = note
        self.responses = list(presentation.walk(*RESPONSES))


def labels(response: Node) -> list[tuple[str, str]]:
    """Return the identifiers and texts of what a response offers."""
    return [
        (label.attributes.get("ident", ""), asked(text_of(label)))
        for label in response.walk("response_label")
    ]


def fields(item: Node) -> dict[str, str]:
    """Return what the item says of itself, in Canvas's fields or in elements of their own, as Blackboard does."""
    fields: dict[str, str] = {}
    metadata = item.child("itemmetadata")
    for node in metadata.walk("qtimetadatafield", *_ELEMENTS) if metadata is not None else ():
        if node.tag == "qtimetadatafield":
            fields[node.said("fieldlabel").lower()] = node.said("fieldentry")
        else:
            fields.setdefault(node.tag, node.text.strip())
    return fields


_ELEMENTS = (
    "bbmd_questiontype",
    "qmd_itemtype",
    "qmd_questiontype",
    "qmd_weighting",
    "qmd_absolutescore_max",
)


def kind_of(fields: dict[str, str]) -> str:
    """Return Canvas's name of the question's type; empty where only its presentation tells."""
    said = fields.get("question_type", "")
    if said:
        return said
    for field in ("cc_profile", "bbmd_questiontype", "qmd_questiontype", "qmd_itemtype"):
        if fields.get(field):
            return _NAMES.get(fields[field].lower(), "")
    return ""


_NAMES = {
    "cc.essay.v0p1": "essay_question",
    "essay": "essay_question",
    "long answer": "essay_question",
    "file upload": "file_upload_question",
    "hot spot": "hot_spot_question",
    "calculated": "calculated_question",
    "matching": "matching_question",
}
