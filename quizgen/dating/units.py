"""Read one unit of a date: a day, a month, a season, a year, a century. The grammar stands in `grammar`.

Each function goes past what it reads and says whether it could; where it could not, the text is no date.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.dating.piece import Piece

if TYPE_CHECKING:
    from quizgen.dating.tokens import Cursor


def unit(cursor: Cursor, piece: Piece) -> bool:
    """Read a unit."""
    match cursor.kind:
        case "number":
            return _from_number(cursor, piece)
        case "month" | "verb":
            return _from_month(cursor, piece)
        case "ordinal":
            return _from_ordinal(cursor, piece)
        case "era" | "decade" | "year" | "grouped":
            return _decade_or_year(cursor, piece)
        case "season":
            return _season(cursor, piece)
        case "weekday":
            return _weekday(cursor, piece)
        case "iso" | "figures":
            return _figures(cursor, piece)
    return False


def _from_number(cursor: Cursor, piece: Piece) -> bool:
    cursor.take("number")
    digits = cursor.word
    if len(digits) <= 2:
        if _other_day(cursor, piece) or of_month(cursor):
            piece.unit, piece.day, piece.month = "day", int(digits), cursor.number
            return True
    elif cursor.kind == "month":  # 1917 October 18, as astronomers write
        piece.year, piece.digits = int(digits), len(digits)
        return digits[0] != "0" and _from_month(cursor, piece) and piece.unit == "day"
    cursor.at -= 1
    if not year(cursor, piece):
        return False
    if piece.era or piece.digits > 2:
        piece.unit = "year"
    else:
        piece.number, piece.width = piece.year, piece.digits
        piece.year = piece.digits = 0
    return True


def _other_day(cursor: Cursor, piece: Piece) -> bool:
    """Read the 18 of 5 (18) October, or of 5/18 October, and the month."""
    start = cursor.at
    slashed = cursor.take("/")
    if (slashed or cursor.take("(")) and cursor.take("number") and len(cursor.word) <= 2:
        other = Piece("day", day=int(cursor.word))
        if (slashed or cursor.take(")")) and of_month(cursor):
            other.month = cursor.number
            piece.other, piece.slashed = other, slashed
            return True
    cursor.at = start
    return False


def of_month(cursor: Cursor) -> bool:
    """Read "of"? month; the cursor's number is the month."""
    if cursor.sees("of", "month") or cursor.sees("of", "verb"):
        cursor.at += 1
    return cursor.take("month") or cursor.take("verb")


def _from_ordinal(cursor: Cursor, piece: Piece) -> bool:
    cursor.take("ordinal")
    number = cursor.number
    if cursor.take("unit"):
        piece.plural = cursor.word in ("centuries", "millennia")
        piece.unit = "century" if cursor.word.startswith("c") else "millennium"
        piece.number = number
        era(cursor, piece)
    elif of_month(cursor):
        piece.unit, piece.day, piece.month = "day", number, cursor.number
    else:
        piece.number, piece.width, piece.ordinal = number, 2, True
    return True


def _from_month(cursor: Cursor, piece: Piece) -> bool:
    verb = cursor.kind == "verb"
    cursor.take(cursor.kind)
    piece.unit, piece.month = "month", cursor.number
    if _that_day(cursor):
        piece.unit, piece.day = "day", cursor.number
    elif cursor.sees("of", "number"):
        cursor.at += 1
    return not verb or piece.unit == "day"


def _that_day(cursor: Cursor) -> bool:
    """Read the 18 of October 18, but not the 44 of March 44 BC; the cursor's number is the day."""
    if cursor.sees("the", "ordinal"):
        cursor.at += 1
    if cursor.take("ordinal"):
        return True
    if cursor.sees("number", "era") and cursor.tokens[cursor.at + 2][0] != "number":
        return False
    digits = cursor.tokens[cursor.at][1] if cursor.kind == "number" else ""
    if not isinstance(digits, str) or not 1 <= len(digits) <= 2 or int(digits) > 31:
        return False
    cursor.at += 1
    cursor.number = int(digits)
    return True


def _decade_or_year(cursor: Cursor, piece: Piece) -> bool:
    called = cursor.take("year")
    era(cursor, piece)
    if not called and cursor.take("decade"):
        piece.unit, piece.number, piece.width = "decade", int(cursor.word), len(cursor.word)
        era(cursor, piece)
        return True
    if not year(cursor, piece):
        return False
    piece.unit = "year"
    if called and not piece.era and piece.digits < 3:
        piece.era = "ad"
    return True


def _season(cursor: Cursor, piece: Piece) -> bool:
    cursor.take("season")
    piece.unit, piece.season = "season", cursor.word
    if not cursor.take("of"):
        cursor.take(",")
    if year(cursor, piece) and piece.season == "winter":
        second_year(cursor, piece)
    return True


def _weekday(cursor: Cursor, piece: Piece) -> bool:
    cursor.take("weekday")
    piece.weekday = cursor.number
    cursor.take(",")
    cursor.take("the")
    return cursor.kind != "weekday" and unit(cursor, piece) and piece.unit == "day"


def _figures(cursor: Cursor, piece: Piece) -> bool:
    """1917-10-18; and 18/10/1917 where only one number can be the month."""
    piece.unit = "day"
    if cursor.take("iso"):
        word = cursor.word
        piece.year, piece.month, piece.day = int(word[:4]), int(word[5:7]), int(word[8:])
        piece.digits = 4
        return word[0] != "0"
    cursor.take("figures")
    first, second, last = cursor.word.replace("/", "-").replace(".", "-").split("-")
    day, month = int(first), int(second)
    if day <= 12 < month:
        day, month = month, day
    piece.day, piece.month, piece.year, piece.digits = day, month, int(last), 4
    return last[0] != "0" and 1 <= month <= 12 and (12 < day <= 31 or day == month)


def era(cursor: Cursor, piece: Piece) -> bool:
    """Read BC, BCE, AD or CE, unless one was read already."""
    if piece.era or not cursor.take("era"):
        return False
    piece.era = cursor.word
    return True


def year(cursor: Cursor, piece: Piece) -> bool:
    """Read era? number era?; nothing where there is no year."""
    start, before = cursor.at, piece.era
    era(cursor, piece)
    if cursor.take("number") or cursor.take("grouped"):
        grouped = cursor.tokens[cursor.at - 1][0] == "grouped"
        digits = cursor.word
        era(cursor, piece)
        if (digits[0] != "0" or digits == "0") and not (grouped and piece.era != "bc"):
            piece.year, piece.digits = int(digits), len(digits)
            return True
    cursor.at, piece.era = start, before
    return False


def second_year(cursor: Cursor, piece: Piece) -> None:
    """Read the 33 of 1732/33, the 17 of a winter 1916–17; nothing where the year is not the next one."""
    start, before = cursor.at, piece.era
    if (cursor.take("/") or cursor.take("dash")) and cursor.take("number"):
        digits = cursor.word
        era(cursor, piece)
        following = piece.year - 1 if piece.era == "bc" else piece.year + 1
        if str(following).endswith(digits) and (len(digits) < 3 or len(digits) == len(str(following))):
            piece.two_years = True
            return
    cursor.at, piece.era = start, before
