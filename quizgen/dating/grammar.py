"""Dates as people write them in English.

    date    = ("before" | "prior to" | "after" | "since" | "until" | "till" | "up to" | "by") moment
            | "from" moment ("on" | "onwards")?
            | "from" moment to moment | "between" moment "and" moment
            | ("in" | "on" | "during" | "throughout")? moment (to moment)?
    to      = dash | "to" | "until" | "till" | "through"; "and" in "the 8th and 9th centuries"
    moment  = ("c." | "about" | … | "perhaps" | … | "~" | "?")* style? "the"? (part "the"?)? unit behind*
    part    = ("early" | "mid" | "late") (dash | "in")?
            | ("beginning" | "start" | "middle" | "end" | "close") "of"
            | ("first" | "second") "half" "of" | (ordinal | "last") "quarter" "of"
            | ("night" | "morning" | "afternoon" | "evening" | "day") "hours"? "of"
    unit    = number (("/" number) | "(" number ")")? "of"? month     18 October, 5 (18) October
            | number month day                                        1917 October 18
            | era? number era?                                        1917; the 18 of 18–25 October
            | month ("the"? ordinal | number | "of")?                 October 18, October
            | ordinal (("century" | "millennium") era? | "of"? month)?
            | "year"? year | era? decade era?                         the year 79, the 1840s
            | season ("of" | ",")? year ((dash | "/") number)?        winter 1916–17
            | weekday ","? "the"? unit
            | 1917-10-18 | 18/10/1917                                 if only one number can be the month
    year    = era? number era?
    behind  = ","? (year ("/" number)? | style) | "?" | "(" ("?" | "decade" | style) ")"
            | "(" style? "the"? unit behind* ")"                      the day in the other calendar
    style   = "O.S." | "N.S." | ("Old" | "New") "Style" | ("in" "the")? ("Julian" | "Gregorian") "calendar"?

Square brackets are as good as round ones. What a moment leaves out (the month of 18–25 October, the era of
753–510 BC) its neighbour says; that, and whether the calendar has such a day, is the business of `complete`. A
token is looked at a few times at most.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating.behind import behind, style
from quizgen.dating.piece import Phrase, Piece
from quizgen.dating.tokens import Cursor
from quizgen.dating.units import unit

if TYPE_CHECKING:
    from quizgen.dating.moment import Relation
    from quizgen.dating.vocabulary import Token

_OPEN: dict[str, Relation] = {
    "before": "before",
    "prior": "before",
    "after": "after",
    "since": "since",
    "by": "until",
    "up": "until",
}
_HALVES = {1: "first half", 2: "second half"}
_QUARTERS = {1: "first quarter", 2: "second quarter", 3: "third quarter", 4: "last quarter"}


def parse(tokens: list[Token]) -> Phrase | None:
    """What the tokens of a date say; None where they are none."""
    cursor = Cursor(tokens)
    phrase = _date(cursor)
    return phrase if cursor.at == len(tokens) else None


# --- date --------------------------------------------------------------------------------------------------------


def _date(cursor: Cursor) -> Phrase | None:
    if cursor.kind in ("open", "to"):
        return _open(cursor)
    if cursor.take("from"):
        return _from(cursor)
    if cursor.take("between"):
        start = _moment(cursor)
        return _span("between", start, cursor) if cursor.take("and") else None
    lead = cursor.word if cursor.take("lead") else ""
    phrase = _bare(cursor)
    if phrase:
        phrase.lead = lead
    return phrase


def _open(cursor: Cursor) -> Phrase | None:
    cursor.take(cursor.kind)
    word = cursor.word
    if word in ("prior", "up") and not (cursor.take("to") and cursor.word == "to"):
        return None
    relation = "until" if word in ("until", "till") else _OPEN.get(word)
    moment = _moment(cursor)
    if relation is None or moment is None:
        return None
    return (
        Phrase(relation, moment, None) if relation in ("after", "since") else Phrase(relation, None, moment)
    )


def _from(cursor: Cursor) -> Phrase | None:
    start = _moment(cursor)
    if cursor.take("to") or cursor.take("dash"):
        return _span("span", start, cursor)
    if cursor.take("lead") and cursor.word != "on":
        return None
    cursor.take("onward")
    return Phrase("since", start, None) if start else None


def _bare(cursor: Cursor) -> Phrase | None:
    start = _moment(cursor)
    if start is None:
        return None
    if cursor.take("dash") or cursor.take("to"):
        hyphen = cursor.word == "-"
        phrase = _span("span", start, cursor)
        if phrase:
            phrase.marked, phrase.hyphen = False, hyphen
        return phrase
    if start.ordinal and cursor.take("and"):
        return _two_centuries(start, cursor)
    if start.night and start.slashed and start.other:  # the night of 9/10 November
        end = Piece("day", day=start.other.day, month=start.month, year=start.year, digits=start.digits)
        end.era, end.style, start.other = start.era, start.style, None
        return Phrase("span", start, end)
    return Phrase("at", start, start)


def _two_centuries(start: Piece, cursor: Cursor) -> Phrase | None:
    """Read the 8th and 9th centuries, which must be neighbours, the earlier first."""
    phrase = _span("span", start, cursor)
    end = phrase.end if phrase else None
    if end is None or not end.plural:
        return None
    return phrase if end.number == start.number + (-1 if end.era == "bc" else 1) else None


def _span(relation: Relation, start: Piece | None, cursor: Cursor) -> Phrase | None:
    end = _moment(cursor)
    return Phrase(relation, start, end) if start and end else None


# --- moment ------------------------------------------------------------------------------------------------------


def _moment(cursor: Cursor) -> Piece | None:
    piece = Piece()
    while cursor.take("hedge") or cursor.take("~") or cursor.take("?"):
        if cursor.word in ("uncertain", "?"):
            piece.uncertain = True
        else:
            piece.approximate = True
    style(cursor, piece)
    cursor.take("the")
    sound = _part(cursor, piece) and unit(cursor, piece) and behind(cursor, piece)
    return piece if sound else None


def _part(cursor: Cursor, piece: Piece) -> bool:
    """Read a part, if there is one; False where one is begun and not finished."""
    if cursor.kind in ("number", "month"):  # as nearly all begin
        return True
    if cursor.take("part"):
        piece.part = cursor.word
        sound = cursor.take("dash") or not cursor.take("lead") or cursor.word == "in"
    elif cursor.take("edge"):
        piece.part = cursor.word
        sound = cursor.take("of")
    elif cursor.take("time of day"):
        piece.night = True
        cursor.take("hours")
        sound = cursor.take("of")
    elif (
        cursor.sees("ordinal", "half") or cursor.sees("ordinal", "quarter") or cursor.sees("last", "quarter")
    ):
        sound = _fraction(cursor, piece) and cursor.take("of")
    else:
        return True
    cursor.take("the")
    return sound


def _fraction(cursor: Cursor, piece: Piece) -> bool:
    cursor.number = 4  # of the last quarter
    cursor.take(cursor.kind)
    piece.part = (_HALVES if cursor.kind == "half" else _QUARTERS).get(cursor.number, "")
    cursor.at += 1
    return bool(piece.part)
