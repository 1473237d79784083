"""Let the two ends of a date lend each other what they leave out: 18–25 October, 753–510 BC, 1861–65."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from quizgen.dating.piece import Phrase, Piece

_HAS_MONTH = ("day", "month", "season")


def lend(phrase: Phrase) -> bool | None:
    """Complete both ends of a phrase in place; whether the start got its year from the end, and None where an
    end stays incomplete or could be completed in two ways."""
    start, end = phrase.start, phrase.end
    if start is None or end is None or start.plural or not _scopes_are_clear(phrase, start, end):
        return None
    if not (
        _end_like_start(start, end, phrase.hyphen)
        if not end.unit
        else _start_like_end(start, end, phrase.marked)
    ):
        return None
    if not start.style:
        start.style = end.style
    borrowed = start.unit in _HAS_MONTH and not start.digits
    if borrowed:
        if end.unit not in _HAS_MONTH:
            return None
        start.year, start.digits, start.two_years = end.year, end.digits, end.two_years
    elif start.unit in _HAS_MONTH and end.unit in _HAS_MONTH and not end.digits:
        return None
    if start.era == "bc" and not end.era:
        return None
    start.era = start.era or end.era
    end.era = end.era or start.era
    return borrowed


def _scopes_are_clear(phrase: Phrase, start: Piece, end: Piece) -> bool:
    """Of "c. 1340–1400" nobody knows whether both are meant to be rough."""
    if phrase.marked:
        return True
    return start.approximate <= end.approximate and end.uncertain <= start.uncertain


def _end_like_start(start: Piece, end: Piece, hyphen: bool) -> bool:
    """A bare number at the end: the 65 of 1861–65, the 25 of October 18–25."""
    if start.unit == "day" and not start.digits and not start.other:
        end.unit, end.day, end.month = "day", end.number, start.month
        return True
    if start.unit != "year" or end.ordinal or start.era == "bc":
        return False
    if hyphen and start.digits == 4 and end.width == 2 and 1 <= end.number <= 12:
        return False  # 2003-04 may be a month
    end.unit, end.year, end.digits = "year", end.number, end.width
    return bool(start.era and end.year > start.year) or _prolong(start, end)


def _prolong(start: Piece, end: Piece) -> bool:
    """Make 1865 of the 65 behind 1861."""
    if start.digits < (3 if start.era or end.era else 4) or end.digits > 2:
        return False
    scale: int = 10**end.digits
    end.year += start.year // scale * scale
    end.digits = start.digits
    return end.year > start.year


def _start_like_end(start: Piece, end: Piece, marked: bool) -> bool:
    if start.unit == "season" and end.unit == "year" and not marked:
        return False
    if not start.unit:
        return _bare_start(start, end)
    if start.unit == "year" == end.unit and not start.era and end.digits < start.digits:
        if end.era == "bc":  # 480–79 BC: 479, or 79?
            scale: int = 10**end.digits
            return start.year // scale * scale + end.year >= start.year
        return end.year > start.year or _prolong(start, end)
    if end.unit == "day" and not end.month:  # the 25, 1917 of October 18–25, 1917
        end.month = start.month if start.unit == "day" and not start.digits else 0
    return True


def _bare_start(start: Piece, end: Piece) -> bool:
    """A bare number at the start: the 18 of 18–25 October, the 8th of 8th–9th century, the 54 of 54–68 AD."""
    if end.unit == "day" and not end.other:
        start.unit, start.day, start.month = "day", start.number, end.month
        return True
    if end.unit in ("century", "millennium"):
        start.unit = end.unit
        return start.ordinal
    if end.unit == "year" and end.era and not start.ordinal:
        start.unit, start.year, start.digits = "year", start.number, start.width
        return True
    return False
