"""The note types: the fields and the cards our notes have in Anki, frozen for ever."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from decks.anki.escape import cloze, escape_all, is_blank, listed
from decks.anki.ids import FIELD_NAMES, IDS

if TYPE_CHECKING:
    from collections.abc import Set

    from decks.card import Card

# Frozen: the names and ids in ids.py, and their order. Anki knows a note type by its id and takes an update only
# if its names are the same in the same order; change one, and in every collection that has our cards a second
# note type appears and no note is updated again. A new purpose takes a spare field. How the cards look (looks/)
# and what the editor says of a field may change.
ABOUT: dict[str, str] = {
    "Question": "What is asked; never empty",
    "Answer": "The right answer",
    "Sentence": "The whole fact, its answer marked; in quizgen and quizgen blanks as {{c1::…}} and never empty there",
    "Also": "Other right answers, as a list",
    "Extra": "The explanation",
    "Source": "Where the fact comes from",
    "Origin": "File and line of the fact in its sheet",
    "Id": "What is asked of which fact; leave it alone",
    "Cloze": "Anything here asks the sentence with its gap instead of the question",
    "Typed": "Anything here asks to type the answer",
    "Choices": "What to choose from, to match or to put in order, as a list",
    "Hint": "Not used yet",
    "Image": "Pictures, shown on both sides",
    "Audio": "Sounds that are played with the question",
    "Spare 1": "The fact as it stands in its sheet",
    "Spare 2": "Sounds that are played with the answer",
    "Spare 3": "Anything here leaves the whole fact out of the back, where it only repeats question and answer",
    "Spare 4": "Title and headings of the sheet, where a deck cannot be called so",
}
"""What Anki's editor says of a field while it is empty."""

FIELDS: tuple[tuple[str, int, str], ...] = tuple(
    (name, id_, ABOUT[name]) for name, id_ in zip(FIELD_NAMES, IDS["basic"][3], strict=True)
)
"""Of the type `basic`: name, id and what the editor says."""
NOTE_TYPE_NAME, NOTE_TYPE_ID, CARD_ID = IDS["basic"][:3]
CARD_NAME = "Card"

RESTYLED = 1_795_392_000
"""When a file in looks/ last changed, in Unix seconds (here 23 November 2026).

Anki takes our card's looks if they are newer than its own, and what a user changed of them is gone; so
this is never the time of writing, but a day set by hand when there is a new look to bring."""

_UNUSED = len(FIELDS) - 9 - 2


def fields(card: Card, formulas: Set[str] = frozenset()) -> list[str]:
    """The `basic` note of a card: a text in HTML for each of `FIELD_NAMES`; in it `formulas` are TeX."""
    start, end = card.blank
    prompt, answer, before, hidden, after, explanation, source, origin, id_ = escape_all(
        (
            card.prompt,
            card.answer,
            card.sentence[:start],
            card.sentence[start:end] or card.answer or "…",  # Anki makes no card of an empty cloze
            card.sentence[end:],
            card.explanation,
            card.source,
            # The folder is left out: it names this machine, and the same sheet elsewhere is the same package.
            card.origin.replace("\\", "/").rpartition("/")[2],
            card.id,
        ),
        formulas,
    )
    return [
        prompt or "…",
        answer,
        cloze(before, hidden, after),
        listed(card.also, formulas),
        explanation,
        source,
        origin,
        id_,
        "1" if card.form == "cloze" or is_blank(card.prompt) else "",  # nor do we of an empty front
        *("",) * _UNUSED,
        "1" if card.sentence == f"{card.prompt} {card.answer}" else "",
        "",
    ]


@dataclass(frozen=True, slots=True)
class NoteType:
    """A kind of note, and the one card that it makes, or in `blanks` the card for each number of its gaps.

    `basic` is for open questions and for gaps both. Anki cannot change a note's type by an import: it calls the
    note a conflict and keeps the old one. But whether a card is a question or a gap is only how it is worded: a
    rule that learns to ask, or is no longer sure, turns one into the other, and must not cost the card its update
    or its progress. So `basic` is a cloze type for Anki, which makes one card of the `{{c1::…}}` in Sentence, and
    the card shows Question unless Cloze is filled. A note in another form has another id, and never changes.
    """

    key: str
    """In `NOTE_TYPES`."""
    id: int
    name: str
    """In Anki."""
    card_id: int
    field_ids: tuple[int, ...]
    """In the order of `FIELD_NAMES`."""
    cloze: bool

    @property
    def front(self) -> str:
        """HTML with Anki's `{{fields}}`."""
        return _look(f"{self.key}-front.html")

    @property
    def back(self) -> str:
        """HTML with Anki's `{{fields}}`."""
        return _look(f"{self.key}-back.html")

    def model(self, deck: int) -> dict[str, Any]:
        """The type as Anki's collection has it; `deck` is where Anki's editor adds a new note of it."""
        # genanki pulls in yaml and chevron, 60 ms that only writing a package has to pay.
        import genanki

        named = zip(FIELD_NAMES, self.field_ids, strict=True)
        model = genanki.Model(
            self.id,
            self.name,
            fields=[{"name": name, "id": id_, "description": ABOUT[name]} for name, id_ in named],
            templates=[{"name": CARD_NAME, "id": self.card_id, "qfmt": self.front, "afmt": self.back}],
            css=_look("style.css"),
            model_type=genanki.Model.CLOZE if self.cloze else genanki.Model.FRONT_BACK,
        )
        # genanki does not know the fields of a filter ({{cloze:…}}), and would call others required.
        model._req = [[0, "any", [FIELD_NAMES.index("Sentence" if self.cloze else "Question")]]]
        made: dict[str, Any] = model.to_json(RESTYLED, deck)
        return made


NOTE_TYPES: dict[str, NoteType] = {
    key: NoteType(key, id_, name, card, fields, cloze=key in ("basic", "blanks"))
    for key, (name, id_, card, fields) in IDS.items()
}
"""Every kind of note there is, by a name of ours: basic, choice, true-false, blanks, matching, timeline."""


_PART = re.compile(r"<!-- (\S+) -->\n?")


@cache
def _look(name: str) -> str:
    """A file of looks/, in it those that it names in comments: `<!-- tail.html -->`."""
    text = files("decks.anki").joinpath("looks", name).read_text("utf-8").strip()
    text = _PART.sub(lambda match: f"{_look(match[1])}\n", text)
    return f"<script>\n{text}\n</script>" if name.endswith(".js") else text
