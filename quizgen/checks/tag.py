"""Spans whose words cannot be what their tag asks for.

The treaty was signed in [Paris]{.when}.
-> wrong-tag

[1917]{.who} changed Russia.
-> wrong-tag

Winston lives in [1984]{.what kind="novel"}.
->

The shops are closed at [Easter]{.when}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import MONTH, listed
from quizgen.english import words
from quizgen.finding import Finding
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet
    from quizgen.question import Question

_YEAR = re.compile(r"(?:in |In )?(?:1\d\d\d|20\d\d)|\d+ (?:BCE?|AD|CE)|AD \d+")
_DATE = re.compile(rf"(?:\d\d? )?(?:{MONTH})(?: \d\d?,)? \d{{3,4}}|\d\d? (?:{MONTH})")
_NUMBER = re.compile(rf"(?i)(?:\d[\d.,]*|{listed(' '.join(sorted(words.NUMBER_WORDS - {'one', 'half'})))})")
_COUNTS = re.compile(
    r"(?i)\d|\b(?:"
    + listed(" ".join(sorted(words.NUMBER_WORDS)))
    + r"|no|none|all|both|most|many|much|more|less|fewer|few|several|some|any|lots?|plenty|enough|various|numerous"
    r"|countless|number|couple|pair|score|dozens|hundreds|thousands|millions|billions|trillions|thirds?|quarters?|fifths?"
    r"|sixths?|sevenths?|eighths?|ninths?|tenths?|hundredths?|thousandths?|single|double|triple|once|twice|percent|cent"
    r"|best|every|each|an?|majority|minority|[ivxlc]+)\b|[-\w]*(?:teen|ty|hundred|thousand|illion)\b|[½¼¾⅓⅔π∞]"
)
_QUANTITY = re.compile(
    r"(?i)\d[\d.,]* ?(?:m|km|cm|mm|metres?|meters?|kilometres?|kilometers?|miles?|feet|inches|kg|kilograms?|grams?|"
    r"tons?|tonnes?|litres?|liters?|degrees|°C|°F|%|percent|per cent|dollars|pounds|euros|people|volts?|hertz|watts?)"
)
_PLACES = frozenset(
    "Africa|Antarctica|Asia|Australia|Europe|North America|South America|Argentina|Austria|Belgium|Brazil|Britain|"
    "Bulgaria|Canada|Chile|China|Colombia|Cuba|Denmark|Egypt|England|Ethiopia|Finland|France|Germany|Great Britain|"
    "Greece|Hungary|Iceland|India|Indonesia|Iran|Iraq|Ireland|Israel|Italy|Japan|Kenya|Mexico|Morocco|New Zealand|"
    "Nigeria|Norway|Pakistan|Peru|Poland|Portugal|Romania|Russia|Scotland|Serbia|South Africa|Spain|Sweden|"
    "Switzerland|Syria|Thailand|Tunisia|Turkey|Ukraine|Venezuela|Vietnam|Wales|the United Kingdom|"
    "the United States|the Netherlands|the Soviet Union|Amsterdam|Athens|Baghdad|Beijing|Berlin|Boston|Brussels|"
    "Budapest|Buenos Aires|Cairo|Chicago|Copenhagen|Delhi|Dublin|Edinburgh|Florence|Geneva|Hamburg|Helsinki|"
    "Istanbul|Jerusalem|Kyiv|Lisbon|London|Los Angeles|Madrid|Manchester|Milan|Moscow|Munich|Naples|New York|Oslo|"
    "Oxford|Paris|Petrograd|Philadelphia|Prague|Rome|Saint Petersburg|San Francisco|Stockholm|Sydney|Tokyo|Toronto|"
    "Venice|Vienna|Warsaw|Washington|Zurich".split("|")
)
"""Places that everybody knows and that name no event."""


def tag(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Spans that another tag asks for."""
    for attempt in asked.attempts:
        question = attempt.question
        better = "" if question.span.kind or question.span.stands_for else _better(question)
        if better:
            message = f'"{question.answer}" is no answer to "{TAGS[question.ask].word}"; tag it .{better}'
            yield Finding(question.span.place, "warning", "wrong-tag", message, question.fact.id)


def _better(question: Question) -> str:
    """The tag that asks for such words; empty where the one they have may be right."""
    answer, ask = question.answer, question.ask
    is_time = _YEAR.fullmatch(answer) or _DATE.fullmatch(answer)
    if ask in ("who", "where") and is_time:
        return "when"
    if ask in ("who", "where") and (_NUMBER.fullmatch(answer) or _QUANTITY.fullmatch(answer)):
        return "howmany"
    if ask == "when" and answer in _PLACES:
        return "where"
    if ask == "when" and _QUANTITY.fullmatch(answer):
        return "howmany"
    if ask == "what" and _DATE.fullmatch(answer):
        return "when"
    return _better_than_number(question) if ask == "howmany" else _better_after_in(question)


def _better_than_number(question: Question) -> str:
    answer = question.answer
    if answer in _PLACES:
        return "where"
    if not _COUNTS.search(answer):
        return "what"
    return "when" if _DATE.fullmatch(answer) or _better_after_in(question, ("howmany",)) else ""


def _better_after_in(question: Question, asks: tuple[str, ...] = ("what",)) -> str:
    """A year behind "in" that ends its phrase."""
    text, span = question.fact.text, question.span
    alone = re.search(r"\b[Ii]n $", text[: span.start]) and re.match(r"[.,;]|$", text[span.end :])
    return "when" if question.ask in asks and alone and _YEAR.fullmatch(question.answer) else ""
