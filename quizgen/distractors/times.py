"""Dates and times: what one shares with others of its form, and its neighbours written in the same style.

A date's numbers and names are changed where they stand, and the rest of its text is kept: "the early 14th
century" has "the early 15th century" beside it. What comes out is read back, where dates can be read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from typing import TYPE_CHECKING, Literal, cast

from quizgen.dates import compare, date_in
from quizgen.dating.days import day_number, day_of
from quizgen.dating.vocabulary import MONTHS, ORDINALS, WEEKDAYS, ending
from quizgen.distractors.rounds import read_clock, read_round
from quizgen.distractors.scale import OnScale

if TYPE_CHECKING:
    from collections.abc import Sequence
    from random import Random

_SHORT = [month[:3] for month in MONTHS]
_ORDINALS = list(ORDINALS)[:21]
"""Of the centuries that have begun."""

Part = Literal["year", "short", "decade", "century", "month", "day", "text"]

_PIECE = re.compile(
    rf"""(?P<century>\b(?:\d{{1,2}}(?:st|nd|rd|th)|(?i:{"|".join(_ORDINALS)}))(?=[ -](?:century|centuries)\b))
    |(?P<decade>\b\d{{1,3}}0(?=['’]?s\b))
    |(?P<month>\b(?:{"|".join(MONTHS)}|{"|".join(_SHORT)}|Sept)\b)
    |(?P<short>(?<=\d\d\d\d[–/-])\d\d\b(?!\d))
    |(?P<year>\b(?:\d{{3,4}})\b|\b\d{{1,4}}(?=\s(?:B\.?\s?C|C\.?\s?E|A\.?\s?D))|(?<=AD\s)\d{{1,4}}\b)
    |(?P<day>\b\d{{1,2}}(?:st|nd|rd|th)?\b)""",
    re.VERBOSE,
)
_KNOWN = re.compile(
    r"(?i)(?:[\s,.~?()–—-]|['’]?s\b|\b(?:the|on|in|of|from|to|and|until|till|since|before|after|by|between|around|about|c|"
    r"ca|circa|early|mid|late|century|centuries|bce?|ce|ad|b|e|d|a|end|beginning|start|middle|first|second|half|year|spring|"
    rf"summer|autumn|fall|winter|{'|'.join(WEEKDAYS)})\b)*"
)
_BEFORE_CHRIST = re.compile(r"(?i)\bB\.?\s?C")
_QUALIFIER = re.compile(r"(?i)\b(?:early|mid|late)\b")
_END = re.compile(r"(?i)\b(?:mid|late|half|end|middle)\b")
_WEEKDAY = re.compile(rf"(?i)\b(?:{'|'.join(WEEKDAYS)})\b")
_ABOUT = re.compile(r"(?i)\b(?:c|ca|circa|about|around)\b")


@dataclass(frozen=True, slots=True)
class _Piece:
    part: Part
    text: str
    number: int


def read_time(text: str, *, latest: int) -> OnScale | None:
    """A date or a time in English; None where it is none, or of no form that has neighbours.

    `latest` is the year that is now, above which only a date that lies there itself has others.
    """
    text = text.strip()
    return read_round(text) or read_clock(text) or _date(text, latest)


def years_in(text: str) -> tuple[float, float] | None:
    """The first and the last moment that a text with dates in it speaks of, in years; None where there is none."""
    pieces = _pieces(text)
    spans = [_extent(pieces, index, text) for index, piece in enumerate(pieces) if piece.part in _YEARLY]
    return (min(span[0] for span in spans), max(span[1] for span in spans)) if spans else None


_YEARLY = ("year", "decade", "century")


@lru_cache(maxsize=16384)
def _pieces(text: str) -> tuple[_Piece, ...]:
    pieces: list[_Piece] = []
    at = 0
    for match in _PIECE.finditer(text):
        pieces += [_Piece("text", text[at : match.start()], 0)] if match.start() > at else []
        part = cast("Part", match.lastgroup)
        pieces.append(_Piece(part, match[0], _number(part, match[0])))
        at = match.end()
    return (*pieces, _Piece("text", text[at:], 0)) if at < len(text) else tuple(pieces)


def _number(part: str, written: str) -> int:
    if part == "month":
        return _SHORT.index(written[:3]) + 1
    if part == "century" and written.lower() in _ORDINALS:
        return _ORDINALS.index(written.lower()) + 1
    return int(re.sub(r"\D", "", written))


def _extent(pieces: Sequence[_Piece], index: int, text: str) -> tuple[float, float]:
    """From when to when the year, decade or century at `index` lasts, with the month and day beside it."""
    piece = pieces[index]
    sign = -1 if _BEFORE_CHRIST.search(text) else 1
    if piece.part == "century":
        start = (piece.number - 1) * 100 if sign > 0 else -piece.number * 100
        return float(start), start + 99.99
    if piece.part == "decade":
        return float(piece.number), piece.number + 9.99
    within = [other for other in pieces[max(0, index - 4) : index] if other.part in ("day", "month")]
    month = next((other.number for other in reversed(within) if other.part == "month"), 0)
    day = next((other.number for other in reversed(within) if other.part == "day"), 0) if month else 0
    start_of_month = sign * piece.number + (month - 1) / 12 if month else float(sign * piece.number)
    if day:
        return start_of_month + (day - 1) / 400, start_of_month + (day - 1) / 400 + 0.001
    return start_of_month, start_of_month + (0.08 if month else 0.99)


def _date(text: str, latest: int) -> OnScale | None:
    pieces = _pieces(text)
    extent = years_in(text)
    if extent is None or not any(piece.part in _YEARLY for piece in pieces):
        return None
    kept = "".join(piece.text for piece in pieces if piece.part == "text")
    if not _KNOWN.fullmatch(kept) or _WEEKDAY.search(kept):
        return None
    late = extent[0] > latest + 1
    low, high = _window(extent[0], pieces, latest)
    return OnScale(
        text=text,
        shape="".join(_mark(piece) for piece in pieces),
        value=extent[0] + _quarter(text),
        reach=(low, high if late else min(high, latest + 0.999)),
        apart=max(0.02 * abs(latest - extent[0]), 5.0) if _ABOUT.search(text) else 0.0,
        shift=partial(
            _shift,
            text,
            pieces,
            low,
            high if late else min(high, latest + 0.999),
            float("inf") if late else latest,
        ),
    )


def _quarter(text: str) -> float:
    match = _QUALIFIER.search(text)
    return {"early": 0.1, "mid": 0.4, "late": 0.7}[match[0].lower()] if match else 0.0


def _mark(piece: _Piece) -> str:
    if piece.part == "text":
        return _QUALIFIER.sub("early", piece.text.lower())
    letters = "" if piece.part != "month" else "long" if piece.text in MONTHS else "short"
    suffix = "th" if piece.text[-1:].isalpha() and piece.part == "day" else ""
    wordy = "word" if piece.part == "century" and piece.text[0].isalpha() else ""
    return f"<{piece.part}{letters}{suffix}{wordy}>"


def _window(start: float, pieces: Sequence[_Piece], latest: int) -> tuple[float, float]:
    """The further back, the wider: a quarter of the years that have passed, and some decades at least."""
    width = 15 + abs(latest - start) / 4
    parts = {piece.part for piece in pieces}
    width = max(width, 350 if "century" in parts else 45 if "decade" in parts else 0)
    low = start - width
    return (max(low, 1.0) if start > 0 else low), (min(start + width, -1.0) if start < 0 else start + width)


def _shift(
    text: str,
    pieces: Sequence[_Piece],
    low: float,
    high: float,
    latest: float,
    random: Random,
    up: bool,
    far: float,
) -> str:
    """Another date of the same form, later or earlier; empty where there is none that reads back as one."""
    if far < 1 and (days := _shift_days(pieces, random, up, far)):
        return days if _is_sound(text, days) else ""
    years = next(piece for piece in pieces if piece.part in _YEARLY)
    unit = {"century": 100, "decade": 10}.get(years.part, 1)
    if unit == 1 and years.number % 10 == 0 and (high - low) > 60:
        unit = 10  # a round year stands with round years
    start = _extent(pieces, pieces.index(years), text)[0]
    room = int(((high - start) if up else (start - low)) / unit)
    least = 1 if unit > 1 or any(piece.part == "month" for piece in pieces) else 2
    if room < least:
        return ""
    most = max(least, min(room, 5 if unit > 1 else max(12, room // 2), max(4, int(min(far, 1e6) / unit))))
    away = random.randint(least, most) * unit * (1 if up else -1)
    backwards = _BEFORE_CHRIST.search(text) is not None
    other = "".join(_rewrite(piece, -away if backwards else away, random) for piece in pieces)
    return other if _is_sound(text, other) and not _ends_late(other, latest) else ""


def _ends_late(text: str, latest: float) -> bool:
    """As "from 2008 to 2071", "the late 21st century"; but "the 2020s" and "the 21st century" have begun."""
    extent = years_in(text)
    ends = (
        _END.search(text) is not None or len([piece for piece in _pieces(text) if piece.part in _YEARLY]) > 1
    )
    return extent is not None and ends and extent[1] > latest + 1


def _shift_days(pieces: Sequence[_Piece], random: Random, up: bool, far: float) -> str:
    """Of a single day, another one some days or weeks away; empty for anything else."""
    parts = [piece.part for piece in pieces if piece.part != "text"]
    if sorted(parts) != ["day", "month", "year"]:
        return ""
    number = {piece.part: piece.number for piece in pieces}
    # Either calendar serves, as long as there and back are the same; the Julian one has every 29 February.
    start = day_number(number["year"], number["month"], number["day"], "julian")
    away = random.randint(2, max(15, int(far * 365)))
    year, month, day = day_of(start + (away if up else -away), "julian")
    if (month, day) == (2, 29) or year < 1:
        return ""
    return "".join(_on_day(piece, year, month, day) for piece in pieces)


def _on_day(piece: _Piece, year: int, month: int, day: int) -> str:
    match piece.part:
        case "year":
            return str(year)
        case "month":
            return (MONTHS if piece.text in MONTHS else _SHORT)[month - 1]
        case "day":
            return _day(piece, day)
        case _:
            return piece.text


def same_day(one: OnScale, other: OnScale) -> bool:
    """Whether two days are one day in the two calendars: 18 October 1917, Old Style, is 31 October."""
    mine, yours = _as_days(one.text), _as_days(other.text)
    if mine is None or yours is None:
        return False
    year = min(mine[1], yours[1])
    return abs(mine[0] - yours[0]) == year // 100 - year // 400 - 2


@lru_cache(maxsize=16384)
def _as_days(text: str) -> tuple[int, int] | None:
    number = {piece.part: piece.number for piece in _pieces(text)}
    if not {"day", "month", "year"} <= number.keys() or _BEFORE_CHRIST.search(text) or number["day"] > 31:
        return None
    return day_number(number["year"], number["month"], number["day"], "gregorian"), number["year"]


def _rewrite(piece: _Piece, away: int, random: Random) -> str:
    number = piece.number
    match piece.part:
        case "year" | "decade":
            return str(max(number + away, 0))
        case "short":
            return f"{(number + away) % 100:02}"
        case "century":
            return _ordinal(piece, number + away // 100)
        case "month":
            names = MONTHS if piece.text in MONTHS else _SHORT
            return random.choice(names)
        case "day":
            return _day(piece, random.randint(1, 28))
        case _:
            return piece.text


def _ordinal(piece: _Piece, number: int) -> str:
    if piece.text[0].isalpha():
        word = _ORDINALS[number - 1] if 0 < number <= len(_ORDINALS) else ""
        return word.capitalize() if piece.text[0].isupper() else word
    return f"{number}{ending(number)}"


def _day(piece: _Piece, day: int) -> str:
    return f"{day}{ending(day)}" if piece.text[-1:].isalpha() else str(day)


def _is_sound(text: str, other: str) -> bool:
    """Whether another date is one of the same form and says another time, as far as dates can be read."""
    if re.search(r"\b0+(?:st|nd|rd|th|s)?\b", other) or _runs_backwards(other):
        return False
    mine, yours = _read(text), _read(other)
    if mine is None:
        return [_mark(piece) for piece in _pieces(text)] == [_mark(piece) for piece in _pieces(other)]
    return (
        yours is not None
        and (mine.relation, mine.precision) == (yours.relation, yours.precision)
        and compare(mine, yours) not in (0,)
    )


def _runs_backwards(text: str) -> bool:
    """As in "1897–01"."""
    pieces = _pieces(text)
    return any(
        piece.part == "short" and piece.number <= pieces[index - 2].number % 100
        for index, piece in enumerate(pieces)
    )


_read = lru_cache(maxsize=16384)(date_in)
