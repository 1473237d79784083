"""Dates: what is read and what is refused, two calendars, order, EDTF, and that what is written reads back."""

from __future__ import annotations

import datetime
import re
from pathlib import Path

import pytest
from date_cases import as_text, cases, read_case
from hypothesis import assume, given
from hypothesis import strategies as st

from quizgen.dates import (
    Calendar,
    Date,
    DateError,
    Moment,
    Precision,
    Relation,
    both_calendars,
    compare,
    convert,
    date_of,
    read_date,
    read_edtf,
    same,
    write_date,
    write_edtf,
)
from quizgen.dating.days import day_number, day_of, days_in_month
from quizgen.dating.moment import PARTS, PRECISIONS
from quizgen.dating.tokens import LONGEST
from quizgen.dating.vocabulary import TABLE
from quizgen.fact import Fact, Place, Sheet, Span

CALENDARS: tuple[Calendar, Calendar] = ("gregorian", "julian")
READ = [case for name in ("history", "school", "refused", "blind") for case in cases(f"{name}.txt")]


@pytest.mark.parametrize(("expression", "expected"), READ)
def test_an_expression_is_read_or_refused_as_its_case_says(expression: str, expected: str) -> None:
    assert read_case(expression) == expected


def test_the_cases_hold_as_much_to_read_as_was_promised() -> None:
    refused = [expected for _, expected in READ if expected in ("refused", "error")]
    assert len(READ) >= 330
    assert len(refused) >= 100
    assert len({expression for expression, _ in READ}) == len(READ)


@pytest.mark.parametrize(("expression", "message"), cases("errors.txt"))
def test_a_date_that_is_none_says_why(expression: str, message: str) -> None:
    with pytest.raises(DateError, match=rf"\A{re.escape(message)}\Z"):
        read_date(expression)


# --- calendars -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("number", "days"), cases("days.txt"))
def test_days_are_those_of_another_program(number: str, days: str) -> None:
    for text, calendar in zip(days.split(), CALENDARS, strict=True):
        year, month, day = _numbers(text)
        assert day_number(year, month, day, calendar) == int(number)
        assert day_of(int(number), calendar) == (year, month, day)


def _numbers(text: str) -> tuple[int, int, int]:
    year, month, day = text.rsplit("-", 2)
    return int(year), int(month), int(day)


@given(st.dates())
def test_gregorian_days_are_those_of_python(day: datetime.date) -> None:
    assert day_number(day.year, day.month, day.day, "gregorian") == day.toordinal() + 1721425


@given(st.integers(-(10**9), 10**9), st.sampled_from(CALENDARS))
def test_every_day_number_is_one_day_of_each_calendar(number: int, calendar: Calendar) -> None:
    year, month, day = day_of(number, calendar)
    assert 1 <= month <= 12
    assert 1 <= day <= days_in_month(year, month, calendar)
    assert day_number(year, month, day, calendar) == number


# --- strategies ------------------------------------------------------------------------------------------------

DOUBTS = st.tuples(st.booleans(), st.booleans())


@st.composite
def days(draw: st.DrawFn, calendar: Calendar) -> Moment:
    number = draw(st.integers(day_number(-9000, 1, 1, calendar), day_number(9000, 1, 1, calendar)))
    rough, unsure = draw(DOUBTS)
    return Moment("day", *day_of(number, calendar), "", "", calendar, rough, unsure)


@st.composite
def moments(draw: st.DrawFn, calendar: Calendar) -> Moment:
    """Any moment that has an English name."""
    precision: Precision = draw(st.sampled_from(PRECISIONS))
    if precision == "day":
        return draw(days(calendar))
    part = draw(st.sampled_from(["", "", *PARTS]))
    if precision in ("century", "millennium"):
        years = 100 if precision == "century" else 1000
        year = years * draw(st.integers(-9000 // years, 9000 // years)) + 1
    elif precision == "decade":
        label = 10 * draw(st.integers(1, 899))
        year = draw(st.sampled_from((label, -label - 8)))
    else:
        year = draw(st.integers(-9000, 9000) | st.integers(1400, 2100) | st.integers(-120, 120))
    month = draw(st.integers(1, 12)) if precision == "month" else 0
    season = draw(st.sampled_from(("spring", "summer", "autumn", "winter"))) if precision == "season" else ""
    turning = season == "winter" and year != 0 and draw(st.booleans())
    return Moment(precision, year, month, 0, season, part, calendar, *draw(DOUBTS), turning)


@st.composite
def dates(draw: st.DrawFn, calendar: Calendar) -> Date:
    moment = draw(moments(calendar))
    relation: Relation = draw(st.sampled_from(("at", "span", "between", "before", "after", "since", "until")))
    if relation in ("before", "until"):
        return Date(relation, None, moment)
    if relation in ("after", "since"):
        return Date(relation, moment, None)
    if relation == "at":
        return Date("at", moment, moment)
    other = draw(moments(calendar))
    start, end = sorted((moment, other), key=lambda one: one.first)
    assume(start != end)
    return Date(relation, start, end)


ANY_DATE = st.sampled_from(CALENDARS).flatmap(dates)
WORDS = st.lists(
    st.sampled_from(
        [*TABLE, "18", "1917", "44", "1840s", "18th", "AD", "BC", "–", "-", "(", ")", "/", ",", "?", "c."]
    ),
    max_size=9,
).map(" ".join)


# --- what holds of every date ----------------------------------------------------------------------------------


@pytest.mark.parametrize(("expression", "written"), cases("written.txt"))
def test_a_date_is_written_as_its_case_says(expression: str, written: str) -> None:
    date = read_date(expression)
    assert date is not None
    assert write_date(date) == written
    assert read_date(written) == date


@given(ANY_DATE)
def test_what_is_written_reads_back_equal(date: Date) -> None:
    moment = date.start or date.end
    assert moment is not None
    assert read_date(write_date(date), calendar=moment.calendar) == date


@given(ANY_DATE)
def test_what_is_written_as_edtf_reads_back_as_the_same_days(date: Date) -> None:
    moment = date.start or date.end
    assert moment is not None
    again = read_edtf(write_edtf(date), calendar=moment.calendar)
    exact = not any(end and end.precision in ("season", "century") for end in (date.start, date.end))
    if exact:
        assert (again.first, again.last) == (date.first, date.last)
    if date.relation == "at" and not moment.part and not moment.turning and moment.year > 0:
        assert again == date or moment.precision == "millennium"


@given(st.one_of(WORDS, st.text()))
def test_no_text_does_harm(text: str) -> None:
    for read in (read_date, read_edtf):
        try:
            date = read(text)
        except DateError as error:
            assert "; " in str(error)
        else:
            assert date is None or as_text(date)


@given(WORDS)
def test_whatever_is_read_reads_back_equal(text: str) -> None:
    try:
        date = read_date(text)
    except DateError:
        return
    if date is not None and len({end.calendar for end in (date.start, date.end) if end}) == 1:
        moment = date.start or date.end
        assert moment is not None
        assert read_date(write_date(date), calendar=moment.calendar) == date


def test_a_long_text_is_refused_unread() -> None:
    assert read_date("the " * LONGEST) is None
    assert read_date("18 October 1917" + " " * LONGEST) is None


# --- order -----------------------------------------------------------------------------------------------------


@given(ANY_DATE, ANY_DATE, ANY_DATE)
def test_compare_is_an_order(one: Date, other: Date, third: Date) -> None:
    assert compare(one, one) == 0
    there, back = compare(one, other), compare(other, one)
    assert back == (None if there is None else -there)
    assert (there == 0) == same(one, other)
    if there == -1 and compare(other, third) == -1:
        assert compare(one, third) == -1


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("1917", "1918", -1),
        ("44 BC", "AD 14", -1),
        ("44 BC", "753 BC", 1),
        ("18 October 1917", "October 1917", None),
        ("18 October 1917 O.S.", "31 October 1917", 0),
        ("18 October 1917 O.S.", "30 October 1917", 1),
        ("the 18th century", "the 19th century", -1),
        ("1900", "the 19th century", None),
        ("the early 1840s", "the late 1840s", -1),
        ("before 1917", "1917", -1),
        ("until 1917", "1917", None),
        ("after 1917", "1917", 1),
        ("since 1917", "1916", 1),
        ("c. 1500", "1540", None),
        ("c. 1500", "1560", -1),
        ("c. 1513", "1520", -1),
        ("1917", "c. 1917", None),
        ("winter 1917", "January 1918", None),
        ("the winter of 1916–17", "May 1917", -1),
    ],
)
def test_one_date_is_before_another(one: str, other: str, expected: int | None) -> None:
    first, second = read_date(one), read_date(other)
    assert first and second
    assert compare(first, second) == expected


# --- two calendars ---------------------------------------------------------------------------------------------


@given(st.sampled_from(CALENDARS).flatmap(days))
def test_a_day_converted_is_the_same_day(day: Moment) -> None:
    for calendar in CALENDARS:
        there = convert(day, calendar)
        assert there.calendar == calendar
        assert there.first == there.last == day.first
        assert convert(there, day.calendar) == day
        assert same(Date("at", day, day), Date("at", there, there))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("18 October 1917 O.S.", "18 October 1917 (31 October in the Gregorian calendar)"),
        ("24 December 1900 O.S.", "24 December 1900 (6 January 1901 in the Gregorian calendar)"),
        ("18 October 1917", ""),
        ("October 1917 O.S.", ""),
        ("since 18 October 1917 O.S.", ""),
    ],
)
def test_a_julian_day_is_shown_in_both_calendars(expression: str, expected: str) -> None:
    date = read_date(expression)
    assert date is not None
    assert both_calendars(date) == expected
    if expected:
        assert read_date(expected) == date


# --- EDTF ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("text", "expected"), cases("edtf.txt"))
def test_edtf_is_read_as_another_program_reads_it(text: str, expected: str) -> None:
    if expected == "error":
        with pytest.raises(DateError):
            read_edtf(text)
        return
    date = read_edtf(text)
    assert date.first is not None
    assert date.last is not None
    found = [day_of(number, "gregorian") for number in (date.first, date.last)]
    assert found == [_numbers(day) for day in expected.split()]


@pytest.mark.parametrize("expected", sorted({right for _, right in READ} - {"refused", "error"}))
def test_the_edtf_of_a_case_is_read_and_written_alike(expected: str) -> None:
    text, *others = expected.split()
    assert write_edtf(read_edtf(text, calendar="julian" if "julian" in others else "gregorian")) == text


# --- spans -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("span", "sheet", "expected"),
    [
        ({}, {}, "1917-10-18"),
        ({}, {"calendar": "julian"}, "1917-10-18 julian"),
        ({"calendar": "julian"}, {}, "1917-10-18 julian"),
        ({"calendar": "gregorian"}, {"calendar": "julian"}, "1917-10-18"),
        ({"date": "1917-10-19"}, {}, "1917-10-19"),
        ({"date": "1917-10-19"}, {"calendar": "julian"}, "1917-10-19 julian"),
        ({"date": "soon"}, {}, "None"),
    ],
)
def test_the_author_says_which_date_a_span_is(
    span: dict[str, str], sheet: dict[str, str], expected: str
) -> None:
    place = Place("sheet.md")
    fact = Fact("fact", "It was done on 18 October 1917.", (), place)
    tagged = Span(15, 30, "when", place, **span)  # type: ignore[arg-type]
    date = date_of(fact, tagged, Sheet("sheet", "Sheet", "sheet.md", **sheet))  # type: ignore[arg-type]
    assert (as_text(date) if date else "None") == expected


def test_a_day_that_is_none_is_no_date_of_its_span() -> None:
    place = Place("sheet.md")
    tagged = Span(15, 28, "when", place)
    fact = Fact("fact", "It was done on 31 April 1917.", (tagged,), place)
    assert date_of(fact, tagged, Sheet("sheet", "Sheet", "sheet.md")) is None


def _documented() -> tuple[list[str], list[str], list[str]]:
    """The examples of the manual: of what is read, of what is not, and of EDTF."""
    manual = (Path(__file__).parent.parent / "docs" / "fact-sheets.md").read_text(encoding="utf-8")
    section = manual.partition("## Dates\n")[2].partition("\n## ")[0]
    read, _, rest = section.partition("What may be two things is not read:")
    refused, _, edtf = rest.partition("Nothing is lost")
    rows = [row.split("|")[2] for row in read.splitlines() if row.startswith("|")]
    kinds = [row.split("|")[1] for row in edtf.splitlines() if row.startswith("|")]
    return tuple(re.findall(r"`([^`]+)`", text) for text in (" ".join(rows), refused, " ".join(kinds)))  # type: ignore[return-value]


def test_the_manual_says_truly_what_is_read() -> None:
    read, refused, edtf = _documented()
    assert min(len(read), len(refused) * 6, len(edtf) * 3) >= 30
    assert [example for example in read if read_case(example) in ("refused", "error")] == []
    assert [example for example in refused if read_case(example) != "refused"] == []
    assert [write_edtf(read_edtf(example)) for example in edtf] == edtf
