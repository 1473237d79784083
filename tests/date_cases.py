"""The cases of dates, which are text: an expression, an arrow, and what it is."""

from __future__ import annotations

import re
from pathlib import Path

from quizgen.dates import Date, DateError, read_date, write_edtf

CASES = Path(__file__).parent / "cases" / "dates"


def cases(name: str) -> list[tuple[str, str]]:
    """The lines `expression -> what it is` of a case file."""
    lines = (CASES / name).read_text(encoding="utf-8").splitlines()
    cut = [line.rpartition(" -> ") for line in lines if " -> " in line and not line.startswith("#")]
    return [(left, right) for left, _, right in cut]


def read_case(expression: str) -> str:
    """What is read in an expression, as the cases write it; options stand in brackets in front of it."""
    options = re.match(r"\[(julian|year (\d+))\] ", expression)
    text = expression[options.end() :] if options else expression
    try:
        if options and options[2]:
            date = read_date(text, year=int(options[2]))
        else:
            date = read_date(text, calendar="julian" if options else "gregorian")
    except DateError:
        return "error"
    return as_text(date) if date else "refused"


def as_text(date: Date) -> str:
    """EDTF, and behind it what EDTF does not say."""
    ends = dict.fromkeys(end for end in (date.start, date.end) if end)
    words = [write_edtf(date)]
    words += [date.relation] if date.relation in ("between", "before", "after") else []
    words += [end.part for end in ends if end.part]
    words += ["turning" for end in ends if end.turning]
    words += dict.fromkeys("julian" for end in ends if end.calendar == "julian")
    return " ".join(words)
