"""Dates by value and precision, however they are written."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.answering.text import clean
from quizgen.dates import Date, date_in, value
from quizgen.dating.moment import PRECISIONS
from quizgen.dating.vocabulary import MONTHS

if TYPE_CHECKING:
    from quizgen.answering.reading import Reading
    from quizgen.dating.moment import Moment

_SOME_YEAR = 2000
"""Completes both dates where neither says its year; a leap year, so that 29 February is a day."""
_NUMERIC = re.compile(r"(?:on\s+)?(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})\.?", re.IGNORECASE)
_SHORT_YEAR = re.compile(r"(?<=[^\W\d_][ ,.])\s*['’]?(\d\d)\s*$")
_MAY_BE = re.compile(
    r"\d|centur|millenni|decade|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|ieth|eenth", re.IGNORECASE
)
_LEAD = re.compile(r"\s*(?:it was |that was |on the |on |by |at |sometime |around the year )", re.IGNORECASE)
_MONTHS = {
    name: month
    for month, names in zip(
        MONTHS,
        """januar janvier enero gennaio janeiro januari; februar février fevrier febrero febbraio fevereiro februari
        märz mars marzo março maart; avril abril aprile; mai mayo maggio maio mei; juni juin junio giugno junho
        juli juillet julio luglio julho; août aout agosto; septembre septiembre settembre setembro
        oktober octobre octubre ottobre outubro; novembre noviembre novembro
        dezember décembre decembre diciembre dicembre dezembro""".replace("\n", ";").split(";"),
        strict=True,
    )
    for name in names.split()
}
"""The months of German, French, Spanish, Italian, Portuguese and Dutch that are not spelt as in English."""
_FOREIGN = re.compile(rf"\b({'|'.join(sorted(_MONTHS, key=len, reverse=True))})\b", re.IGNORECASE)


@lru_cache(maxsize=2048)
def read_time(source: str) -> Date | None:
    """The date that a text is, with whatever preposition in front; None for what is none, and for a bare number."""
    if len(source) > 80 or not _MAY_BE.search(source):
        return None
    chars = _plain(source)
    return date_in(chars) or date_in(chars, year=_SOME_YEAR)


def _plain(source: str) -> str:
    chars = clean(source).chars.strip(" .,;?!\"'")
    chars = _LEAD.sub("", chars, count=1) if _LEAD.match(chars) else chars
    if re.search(r"\d", chars):  # Mars alone is a planet
        chars = _FOREIGN.sub(lambda found: _MONTHS[found[0].lower()], chars)
    chars = re.sub(r"\b(\d{1,2})\. (?=[A-Z])", r"\1 ", chars)  # 18. October
    chars = re.sub(r"\b(\d{1,2}) de (\w+) de (\d+)", r"\1 \2 \3", chars)
    return re.sub(
        r"\b[a-z]{3,}", lambda word: word[0].title() if word[0] in ("may", "march", "mar") else word[0], chars
    )


SHORT = 1700
"""The first year that may be written with two figures: nobody takes 2/1/92 for a day of 1492."""


def compare_times(expected: Reading, typed: Reading) -> str | None:
    """Empty where the typed text says the expected time; else what differs; None where one of the two is no date."""
    ours = read_time(expected.source)
    if ours is None:
        return None
    if ours.relation == "at" and ours.start is not None:
        if numbers := _NUMERIC.fullmatch(_plain(typed.source)):
            return _in_figures(ours.start, numbers)
        if ours.start.precision == "year" and _is_number(typed, ours.start.year):
            return ""  # 79 for AD 79
    theirs = read_time(typed.source) or _with_century(ours, typed.source)
    if theirs is None:
        return None
    if value(theirs) == value(ours):
        return ""
    return _difference(ours, theirs, _says_year(expected.source), _says_year(typed.source))


def _is_number(reading: Reading, number: int) -> bool:
    """Whether a text is this number alone."""
    return len(reading.tokens) == 1 and number in reading.tokens[0].values


def _with_century(ours: Date, typed: str) -> Date | None:
    """9 Nov 89, read in the century of the expected day."""
    if ours.precision != "day" or ours.start is None or not (short := _SHORT_YEAR.search(typed)):
        return None
    if ours.start.year < SHORT:
        return None
    year = 100 * (ours.start.year // 100) + int(short[1])
    return date_in(_plain(f"{typed[: short.start()]} {year}"))


def _says_year(source: str) -> bool:
    """Whether a text that is a date says its year."""
    return date_in(_plain(source)) is not None


def _in_figures(moment: Moment, numbers: re.Match[str]) -> str | None:
    """18/10/1917 and 10/18/1917: each order that can be the expected day is that day."""
    if moment.precision != "day":
        return None
    first, second, third = (int(number) for number in numbers.groups())
    asked = (moment.year, moment.month, moment.day)
    ways = ((third, second, first), (third, first, second), (first, second, third))
    for year, month, day in ways:
        short = year < 100 and moment.year >= SHORT
        years = {year, year + 100 * (moment.year // 100)} if short else {year}
        if (month, day) == asked[1:] and asked[0] in years:
            return ""
    return "the date differs"


def _difference(ours: Date, theirs: Date, with_year: bool, typed_with_year: bool) -> str:
    if ours.relation != theirs.relation:
        return "before, after, from or until: that differs"
    mine, yours = ours.start or ours.end, theirs.start or theirs.end
    if mine is None or yours is None:
        return "the date differs"
    if ours.relation == "at":
        if with_year and not typed_with_year:
            same_day = (mine.month, mine.day) == (yours.month, yours.day)
            return "the year is missing" if same_day else "the date differs"
        if typed_with_year and not with_year:
            return (
                ""
                if (mine.month, mine.day, mine.precision) == (yours.month, yours.day, yours.precision)
                else ("the date differs")
            )
        return _at(mine, yours)
    ends = [(ours.start, theirs.start), (ours.end, theirs.end)]
    if all(one is other or (one and other and _at(one, other) == "") for one, other in ends):
        return ""
    return "the date differs"


def _at(mine: Moment, yours: Moment) -> str:
    """What differs in two moments; a day in the expected month or year is right, since what was asked is in it."""
    if yours.approximate and not mine.approximate:
        return "the exact date is known"
    exact = PRECISIONS.index(yours.precision) - PRECISIONS.index(mine.precision)
    within = mine.first <= yours.first and yours.last <= mine.last
    if (
        within
        and (exact == 0 or (exact < 0 and mine.precision in ("month", "year")))
        and mine.part == yours.part
    ):
        return ""
    if within and exact < 0:
        return f"the {mine.precision} is asked for"
    if exact > 0 and yours.first <= mine.first and mine.last <= yours.last:
        return f"less precise: the {mine.precision} is asked for"
    if mine.year != yours.year and mine.precision == "year" == yours.precision:
        era = mine.year == 1 - yours.year
        name = "year" if mine.year > 999 or yours.year < 0 else "number"
        return "BC or AD: that differs" if era else f"the {name} differs"
    for name in ("year", "month", "day"):
        if getattr(mine, name) != getattr(yours, name) and mine.precision in ("day", "month", "year"):
            return f"the {name} differs"
    return f"the {mine.precision} differs"
