"""Times in a sentence: dates by the grammar in `quizgen.dates`, and what `spells` finds beside them.

Each run of words that belong to dates is tried from its left end, the longest piece first. What `read_date` can
read is a time, unless it is a bare number that its neighbours do not make a year, or a month that they do not make
one. Of what stands before a date only "between" and "from" are read with it, and none is part of the suggestion.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dates import date_in, write_edtf
from quizgen.dating.vocabulary import MONTHS, TABLE, VERBS, WEEKDAYS
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.spells import SEASONS, spells

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.dates import Calendar

_ANY_YEAR = 2000
"""A leap year: any day of the calendar can be read with it."""
_LONGEST = 14
"""In words; the longest dates people write have about ten."""

_MONTH = "|".join(MONTHS)
_DESCRIBED = re.compile(
    rf"\b(?:the |[Tt]he )(?!of\b)[a-z-]+(?: and [a-z]+)?,? (?=(?:{SEASONS}|months?|years?|night|day) of\b)"
)
_WORD = re.compile(
    r"(?P<word>\d+(?:,\d{3})*(?:st|nd|rd|th|s|['’]s)?(?!\w)|[^\W\d_]+(?:\.[^\W\d_]+)*\.?)|(?P<mark>[-‐‑–—/,()])|(?P<other>\S)"
)
_BEFORE_YEAR = frozenset(
    "in since by until till before after from of during around about circa c ca between to year and early late mid "
    "spring summer autumn winter throughout through late-".split()
)
_YEAR_FOLLOWS = re.compile(
    r"\s*(?:$|[.,;:)\]?!–—-]|(?:and|or|but|the|a|an|his|her|its|their|in|on|at|by|for|from|to|with|of|as|after|before|"
    r"when|where|while|because|he|she|it|they|who|which|that|until|under|against|was|were|is|are|had|has|did|would|"
    r"saw|marked|brought|only|alone|onwards?|near|between|into|through|during|without|over|nearly|almost|about|"
    r"[A-Z‘“\"'(]|[a-z]+ed\b))"
)
_BARE = re.compile(r"\d{3,4}")
_LEADS = re.compile(
    r"(?i)(?:in|on|during|throughout|before|prior to|after|since|until|till|up to|by|from|between) "
)
_HEDGED = re.compile(r"(?i)(?:about|around|circa|c\.|ca\.|by|before|after|early|late) ")
_APPROXIMATE = re.compile(r"(?i)(?:about|around) ")


def times(text: str, *, year: int | None = None, calendar: Calendar = "gregorian") -> list[Suggestion]:
    """The times that a sentence tells, in reading order.

    `year` (astronomical) completes a day or month without one, which is suggested as unsure where it is None;
    a date carries its EDTF where the words alone do not tell it.
    """
    found: list[Suggestion] = []
    if any(letter.isdigit() for letter in text) or _NAMED.search(text):
        found += _dates(text, year, calendar)
    for start, end in spells(text):
        covered = [one for one in found if one.start < end and start < one.end]
        if all(start <= one.start and one.end <= end for one in covered):
            found = [one for one in found if one not in covered]
            found.append(Suggestion(start, end, "when"))
    ordered = sorted(
        (_without_onwards(text, _with_part(text, one)) for one in found), key=lambda one: one.start
    )
    return list(_joined(text, ordered))


def _joined(text: str, found: Sequence[Suggestion]) -> Iterator[Suggestion]:
    """As in "at 11.30 a.m. on 29 May 1953": an hour and its day are one time."""
    last: Suggestion | None = None
    for one in found:
        if (
            last is not None
            and text[last.end : one.start] == " on "
            and _HOUR.search(text, last.start, last.end)
        ):
            last = replace(one, start=last.start)
            continue
        if last is not None:
            yield last
        last = one
    if last is not None:
        yield last


_HOUR = re.compile(r"(?i)(?:\d|a\.m\.|p\.m\.|\dam|\dpm|o['’]clock|noon|midnight|dawn|dusk)$")
_PART = re.compile(r"(?:the )?(?:mid|early|late)-$")


def _with_part(text: str, one: Suggestion) -> Suggestion:
    """As in "the mid-1450s"."""
    before = _PART.search(text[: one.start])
    return one if before is None or not text[one.start].isdigit() else replace(one, start=before.start())


def _without_onwards(text: str, one: Suggestion) -> Suggestion:
    """As in "from the tenth century onwards"."""
    behind = _ONWARDS.search(text, one.start, one.end)
    return one if behind is None else replace(one, end=behind.start())


_ONWARDS = re.compile(r",? onwards?$")
_NAMED = re.compile(rf"\b(?:{_MONTH}|{'|'.join(WEEKDAYS)})\b|\bcentur(?:y|ies)\b|\bmillenni")


def _dates(text: str, year: int | None, calendar: Calendar) -> list[Suggestion]:
    found: list[Suggestion] = []
    for run in _runs(text):
        index = 0
        while index < len(run):
            for last in range(min(len(run), index + _LONGEST), index, -1):
                date = _read(text, run[index][0], run[last - 1][1], year, calendar)
                if date is not None:
                    found.append(_described(text, date))
                    index = last
                    break
            else:
                index += 1
    return found


def _runs(text: str) -> list[list[tuple[int, int]]]:
    """The words and marks that stand together and belong to dates, as offsets."""
    runs: list[list[tuple[int, int]]] = [[]]
    for match in _WORD.finditer(text):
        if match.lastgroup == "mark" or (match.lastgroup == "word" and _belongs(match.group())):
            runs[-1].append(_word(match))
        elif runs[-1]:
            runs.append([])
    return [run for run in runs if run]


def _word(match: re.Match[str]) -> tuple[int, int]:
    """Without the full stop that ends the sentence: that of "B.C." stays, as there is another in it."""
    start, end = match.span()
    word = match.group()
    whole = len(word) > 5 or word.isupper() or word[:-1] in MONTHS  # "Sept." and "ca." keep theirs
    return start, end - (whole and word.endswith(".") and "." not in word[:-1])


def _belongs(word: str) -> bool:
    lower = word.lower().replace(".", "")
    return word[0].isdigit() or lower in TABLE or "-" in word


def _read(text: str, start: int, end: int, year: int | None, calendar: Calendar) -> Suggestion | None:
    """The date that is exactly this piece of the text, less its preposition."""
    piece = text[start:end]
    if _DAY_BEFORE.search(text, max(0, start - 4), start) and piece.split()[0] in MONTHS:
        return None  # "31 February 1900"
    if piece[0] in ",)-–—/" or piece[-1] in ",(-–—/" or piece.count("(") != piece.count(")"):
        return None
    if piece.split()[-1].lower() in ("of", "the", "in", "from", "and", "to") or not _says_time(piece):
        return None
    date = date_in(piece, calendar=calendar)
    completed = (
        date_in(piece, calendar=calendar, year=_ANY_YEAR if year is None else year) if date is None else None
    )
    if date is None and completed is None:
        return None
    lead = _LEADS.match(piece)
    begin = start + (lead.end() if lead else 0)
    if hedge := _APPROXIMATE.match(text, begin, end):
        begin = (
            hedge.end() if not _IN_TIME.search(text[:begin]) else begin
        )  # a preposition in "built around 1658"
    if completed is not None and not _without_year(text, begin, end):
        return None
    if date is not None and _counts(text, begin, end):
        return None
    bare = _HEDGED.match(text, begin, end)
    number = bare.end() if bare else begin
    if date is not None and _BARE.fullmatch(text[number:end]) and not _is_year(text, number, end):
        return None
    if date is not None:
        return Suggestion(begin, end, "when")
    if year is None or completed is None:
        return Suggestion(begin, end, "when", sure=False)
    return Suggestion(begin, end, "when", (("date", write_edtf(completed)),))


_DAY_BEFORE = re.compile(r"(?<!\d)\d{1,2} $")
_SECOND = re.compile(r" (?:and|to|or) \d[\d,]*")
_RANGE = re.compile(r"\d{3,4} ?(?:and|to|or|[-–—]) ?\d{3,4}")
_TITLED = re.compile(r"[Tt]he \d{3,4}")


def _counts(text: str, start: int, end: int) -> bool:
    """As in "between 1200 and 1500 workers", "the 1812 Overture": numbers that belong to what follows."""
    piece = text[start:end]
    if _RANGE.fullmatch(piece):
        return _YEAR_FOLLOWS.match(text[end:]) is None
    return _TITLED.fullmatch(piece) is not None


def _says_time(piece: str) -> bool:
    words = [word.strip(".,()").lower() for word in piece.split()]
    return any(
        word[:1].isdigit() or TABLE.get(word, ("",))[0] in ("month", "weekday", "unit", "season")
        for word in words
    )


def _is_year(text: str, start: int, end: int) -> bool:
    """Whether the neighbours of a bare number make it a year: "in 1917", but not "Room 1917" or "1917 soldiers"."""
    before, behind = text[:start].rstrip(), text[end:]
    if not 1000 <= int(text[start:end]) <= 2100 and not _is_early_year(text, start, end):
        return False
    if (second := _SECOND.match(behind)) and not _YEAR_FOLLOWS.match(behind, second.end()):
        return False  # "between 1200 and 1500 workers"
    if re.match(r" (?:[A-Z][\w.]+ ){1,3}(?:Avenue|Street|Road|Lane|Square|Drive|Boulevard|Place)\b", behind):
        return False
    if re.match(r"\s+(?:%|per ?cent|years\b|people\b)|[%°.,:]\d|\s?[°%]|-[a-z]", behind):
        return False
    if before.endswith("("):
        return behind[:1] in (")", "–", "-", ",")
    last = re.search(r"([\w’']+)[,]?$", before)
    if last is None:
        return bool(not before and re.match(r" (?:was|saw|marked|brought|is|became)\b", behind))
    return last[1].lower() in _BEFORE_YEAR and _YEAR_FOLLOWS.match(behind) is not None


_BEFORE_EARLY_YEAR = re.compile(r"(?:^|[ (])(?:[Ii]n|[Ss]ince|[Uu]ntil|[Aa]round|[Cc]irca) $")
_BEHIND_EARLY_YEAR = re.compile(r"[.,;)](?! ?\d)|$")


def _is_early_year(text: str, start: int, end: int) -> bool:
    """As in "raided Lindisfarne in 793.": three digits are seldom a year, and only where nothing is counted."""
    return (
        end - start == 3
        and _BEFORE_EARLY_YEAR.search(text[:start]) is not None
        and _BEHIND_EARLY_YEAR.match(text, end) is not None
    )


_IN_TIME = re.compile(
    r"(?i)(?:\b(?:in|since|until|till|by|before|after|during|throughout|of|from|between|every|last|next|early|late|mid|and"
    r"|to|following) (?:the )?|[-–])$"
)


def _without_year(text: str, start: int, end: int) -> bool:
    """Whether a month or day without a year is one: "on 18 October", "in March", but not "Theresa May", "the march"."""
    piece = text[start:end]
    if any(letter.isdigit() for letter in piece) or " " in piece.removeprefix("The ").removeprefix("the "):
        return not re.match(r" (?:[a-z]+s\b(?! of)|%)", text[end:]) or any(month in piece for month in MONTHS)
    if piece.lower() in VERBS and not piece[0].isupper():
        return False
    if piece not in MONTHS or re.match(r" [A-Z][a-z]", text[end:]) or re.match(r"['’]s\b|-", text[end:]):
        return False
    before = text[:start].split()
    if before and before[-1] == "and" and not any(word.strip(",") in MONTHS for word in before[-2:-1]):
        return False  # "April laughed and May agreed"
    return _IN_TIME.search(text[:start]) is not None


def _described(text: str, date: Suggestion) -> Suggestion:
    """A season with what is told of it: "the wet summer of 1816"."""
    for match in _DESCRIBED.finditer(text):
        if match.end() == date.start:
            return Suggestion(match.start(), date.end, "when", date.attributes, date.sure)
    return date
