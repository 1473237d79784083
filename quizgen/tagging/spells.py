"""Times that no calendar tells and "when" asks for: spells, ages, seasons, hours of the day."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.dating.vocabulary import MONTHS, WEEKDAYS

if TYPE_CHECKING:
    from collections.abc import Iterator

SEASONS = "spring|summer|autumn|fall|winter"
_MONTH = "|".join(MONTHS)
_UNIT = "second|minute|hour|day|night|week|month|year|decade|century|centurie|millennium|generation"
_SMALL = "one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[a-z]+teen|twenty|thirty|forty|fifty|sixty"
_NUMBER = (
    rf"(?:\d[\d,.]*|half an?|(?:{_SMALL}|seventy|eighty|ninety|a hundred|a thousand|several|many|a few|an?)"
    rf"(?:[ -](?:{_SMALL}|hundred|thousand|million|billion)\b)*)"
)
_HEDGE = (
    "(?:(?:about|around|almost|nearly|roughly|just over|just under|well over|over|more than|less than|at least"
    "|only|just|some|another) )?"
)
_MOMENT = (
    "dawn|dusk|noon|midnight|midday|sunset|sunrise|morning|evening|night|birth|death"
    rf"|{SEASONS}|{'|'.join(WEEKDAYS)}"
)
_COUNTED = rf"{_HEDGE}{_NUMBER} (?:more )?(?:{_UNIT})s?\b"
_NOT_OLD = r"(?! (?:old|of age|of)\b)"

_HAPPENED = (
    r"(?:(?:his|her|its|their) (?:death|birth|marriage|election|arrival|return|defeat|discovery)"
    r"|the (?-i:[A-Z][\w’'-]*)(?:(?: of(?: the)?)? (?-i:[A-Z][\w’'-]*))+(?=[.,;)]|$))"
)
"""What a time is reckoned from: a name of several words with an article is an event's, where it does nothing."""

_SHAPES: tuple[tuple[str, str], ...] = (
    (
        r"\b(?:for|after|within|lasted|lasts|took|takes|in) ",
        rf"(?!(?:an?|half) (?:year|day|week)\b){_COUNTED}{_NOT_OLD}",
    ),
    (r"\b(?:for|after|within) ", rf"{_COUNTED}{_NOT_OLD}"),
    (r"\b(?:for|after|within) ", rf"{_COUNTED} of [a-z]+(?=[.,;]|$| (?:in|on|at|and|by|with)\b)"),
    (
        r"\b(?:spends?|spent|reigns?|reigned|ruled|served|lived|waited|stayed|worked) ",
        rf"(?:up to )?{_COUNTED}{_NOT_OLD}(?: an? (?:{_UNIT})\b)?",
    ),
    (r"", rf"\b{_COUNTED} (?:before|after) {_HAPPENED}"),
    (r"", r"(?:\bthe )?\b\d{3,4}0s ?(?:[-–]|to|and) ?(?:the )?\d{3,4}0s\b"),
    (r"\bon ", r"\d{1,2}[/.]\d{1,2}[/.]\d{4}\b"),
    (r"", rf"\b{_HEDGE}(?:{_NUMBER} (?:thousand|million|billion)|\d{{1,3}}(?:,\d{{3}})+) years ago\b"),
    (
        r"\b(?:over|in|during|for|within|after|of) ",
        rf"the (?:next|last|first|following|past|final) (?:{_NUMBER} )?(?:{_UNIT})s?\b(?! of\b)",
    ),
    (
        r"",
        rf"\bthe (?:last|first|final|early|later) (?:{_NUMBER} )?(?:days|weeks|months|years) of "
        r"(?:his|her|its|their|the) (?:life|lives|reign|career|rule|war|century)\b",
    ),
    (r"\b(?:over|for|after) ", rf"(?:many|several|hundreds of|thousands of|millions of) (?:{_UNIT})s\b"),
    (r"", rf"\b{_COUNTED} (?:later|earlier|afterwards)\b"),
    (
        r"",
        r"(?:\b(?:about|almost|nearly|roughly) )?"
        rf"\bevery (?:other |few |{_NUMBER} )?(?:{_UNIT}|{SEASONS}|morning|evening)s?\b",
    ),
    (r"", rf"(?:(?<=^)|(?<=[a-z] )|(?<=, ))each (?:{_UNIT}|{SEASONS}|morning|evening|night)\b(?! of\b)"),
    (r"\b(?:from|between) ", rf"(?:{_MOMENT}) (?:to|until|till|and) (?:{_MOMENT})\b"),
    (
        r"",
        rf"\bthe (?:following|same|next|previous) (?:day|night|week|month|year|decade|century|morning|evening|afternoon"
        rf"|{SEASONS}|{_MONTH}|{'|'.join(WEEKDAYS)})\b(?! of\b| as\b)",
    ),
    (r"\b\d{4}\b.*", rf"\bthat (?:same )?(?:night|day|week|month|year|morning|evening|afternoon|{SEASONS})\b"),
    (
        r"\b(?:[Oo]n|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil) ",
        r"(?-i:(?:(?:All |New |Good )?[A-Z][a-z]+(?:['’]s|s['’])?|Palm|Ash) (?:Day|Eve|Sunday|Monday|Friday|Wednesday))"
        r"(?:,? \d{3,4})?\b",
    ),
    (
        r"\b(?:[Aa]t|[Bb]y|[Bb]efore|[Aa]fter|[Uu]ntil|[Ss]ince) ",
        r"(?-i:Christmas|Easter|Ramadan|Lent|Passover|Pentecost|Midsummer)(?: \d{3,4})?\b(?! [A-Z])",
    ),
    (r"\b(?:in|during|throughout) ", r"the (?:dry|rainy|wet|breeding|growing|mating|hunting) season\b"),
    (r"\bat ", r"the age of (?:\d+|[a-z]+(?:-[a-z]+)?)\b|(?:age|aged) \d+\b"),
    (r"\bat ", r"(?:night|dawn|dusk|noon|midnight|midday|sunset|sunrise)\b"),
    (r"\bin ", r"the (?:early |late )?(?:morning|afternoon|evening)\b(?! of\b)"),
    (
        r"\b(?:in|during) ",
        rf"(?:(?:early|late|mid)[ -])?(?:the )?(?:(?!early|late)[\w-]+ )?(?:{SEASONS})\b(?! of\b| \d|-)",
    ),
    (r"\b(?:during|since|until|after|before|throughout) ", r"the (?:[\w-]+ ){0,2}(?:age|era|period|century|decade)\b"),
    (r"\b(?:in|during|since|after|until|of) ", r"the (?-i:[A-Z][\w-]+ )+(?:ages?|era|period|dynasty)\b"),
    (r"", rf"(?:\bthe )?\b(?:ides|kalends|nones) of (?:{_MONTH})(?: (?:\d+(?: BCE?)?|AD \d+))?\b"),
    (
        r"",
        rf"\bthe (?:last|final|first|closing|opening|early|later) (?:days|weeks|months|years) of (?:the )?"
        rf"(?:(?:{_MONTH}) )?(?:\d{{4}}s?)\b",
    ),
    (r"\b(?:at|by|until|from|before|after) ", r"\d{1,2}(?:[:.]\d\d)? ?(?:a\.m\.|p\.m\.|am\b|pm\b|o['’]clock)"),
)  # fmt: skip
"""What stands before a spell, and the spell."""
_TELLS = re.compile(
    rf"(?i)\b(?:\d+0s|\d+[/.]\d+[/.]\d{{4}}|{_UNIT}|{SEASONS}|season|eve|sunday|christmas|easter|ramadan|lent|passover|pentecost|midsummer|{_MONTH}|{'|'.join(WEEKDAYS)}|age|era|period|dynasty|night|morning|afternoon|evening|dawn"
    r"|dusk|noon|mid(?:night|day)|sunset|sunrise|a\.m|p\.m|am|pm|o['’]clock)s?\b"
)
_SPELLS = tuple(re.compile(rf"(?i){before}(?P<spell>{spell})") for before, spell in _SHAPES)


def spells(text: str) -> Iterator[tuple[int, int]]:
    """Where spells stand in a sentence, as offsets; they may overlap one another."""
    if _TELLS.search(text) is None:
        return
    for shape in _SPELLS:
        for match in shape.finditer(text):
            yield match.span("spell")
