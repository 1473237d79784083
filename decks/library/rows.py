"""Rows of the library as cards."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from decks.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.library.shelf import Shelved

SHOWN = (
    "place >> 32, id, form, prompt, answer, sentence, tags, section, start, stop, also, explanation, source, "
    "line, difficulty, wrong"
)
"""The columns that `card` makes a card of."""


def card(kept: tuple[Any, ...], sheet: Shelved) -> Card:
    """The card of the columns `SHOWN`; what all cards of a sheet share comes from the sheet."""
    _, id_, form, prompt, answer, sentence, tags, section, start, stop, also = kept[:11]
    explanation, source, line, difficulty, wrong = kept[11:]
    return Card(
        id=id_,
        form=form,
        prompt=prompt,
        answer=answer,
        sentence=sentence,
        blank=(start, stop),
        also=unpacked(also),
        explanation=explanation,
        source=source,
        origin=f"{sheet.path}:{line}",
        deck=(sheet.title, *unpacked(section)),
        tags=unpacked(tags),
        difficulty=difficulty,
        language=sheet.language,
        wrong=unpacked(wrong),
    )


def packed(texts: Iterable[str]) -> str:
    """Texts as JSON, and nothing where there is none."""
    found = list(texts)
    return json.dumps(found, ensure_ascii=False) if found else ""


def unpacked(text: str) -> tuple[str, ...]:
    """The texts that were `packed`."""
    return tuple(json.loads(text)) if text else ()
