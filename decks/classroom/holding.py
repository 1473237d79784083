"""What a format can hold: an entry is written whole, or left out with the reason; nothing of it is ever cut."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from decks.quiz import LeftOut

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from decks.quiz import Entry

Made = TypeVar("Made")

HALF = re.compile("[\ud800-\udfff]")
"""Half a character, which no file in UTF-8 holds."""

NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What XML 1.0 has no place for, and control characters that it only discourages: they mean nothing on a page."""

ANSWERED_BY = {
    "short": "an answer in words",
    "gaps": "gaps to fill",
    "choice": "choices",
    "true-false": "true and false",
    "matching": "pairs to match",
    "ordering": "things to put in order",
    "essay": "a long answer",
}
"""What each kind of entry needs from a format."""


class NotHeldError(Exception):
    """Why an entry has no place in a format: "what is wrong; what would be right"."""


def held(
    entries: Iterable[Entry], make: Callable[[Entry], Made], left_out: list[LeftOut]
) -> Iterator[tuple[Entry, Made]]:
    """Each entry with what `make` made of it; the others, for which it raised NotHeldError, go to `left_out`."""
    for entry in entries:
        try:
            made = make(entry)
        except NotHeldError as error:
            left_out.append(LeftOut(entry.id, str(error)))
        else:
            yield entry, made


def check_kind(entry: Entry, kinds: tuple[str, ...], title: str) -> None:
    """Raise NotHeldError for an entry of another kind than a format has."""
    if entry.kind not in kinds:
        forms = "choice" if kinds == ("choice", "true-false") else "open"
        raise NotHeldError(
            f"{title} has no place for {ANSWERED_BY[entry.kind]}; ask in another form, as --forms {forms}"
        )


def check_characters(entry: Entry, refused: re.Pattern[str], title: str) -> None:
    """Raise NotHeldError for an entry with a character that a format has no place for, in any of its texts."""
    joined = "\n".join(texts(entry))
    if found := refused.search(joined):
        raise NotHeldError(
            f"{title} has no place for the character U+{ord(found[0]):04X}; take it out of the text"
        )


def texts(entry: Entry) -> Iterator[str]:
    """All that an entry says."""
    yield entry.id
    yield entry.text
    yield from entry.answers
    yield from entry.choices
    yield from entry.parts
    yield entry.feedback
    yield entry.sentence
    yield entry.correction
    yield from entry.tags
    yield from entry.section
    yield entry.source
