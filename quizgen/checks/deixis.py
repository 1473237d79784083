"""Words whose time or place depends on who reads them, and when.

[Keitel]{.who} signed the surrender in [the last week of the war]{.when}.
->

[The minister]{.who} closed the mine [last week]{.when}.
-> deixis

[Paris]{.where} is the capital of our country.
-> deixis

Istanbul, which is now the largest city of Turkey, was once called [Byzantium]{.what}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import unquoted
from quizgen.dating.vocabulary import WEEKDAYS
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Fact, Sheet

_UNITS = "night|day|week|weekend|month|year|decade|century|season|spring|summer|autumn|fall|winter"
_DAYS = "|".join(WEEKDAYS).lower()
_FEW = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|twenty|thirty|forty|fifty|a few|several"
    r"|(?<![\d.,])\d{1,3})"
)
_OURS = (
    "country|nation|homeland|city|town|village|region|state|county|school|class|university|college|church|"
    "government|parliament|president|prime minister|king|queen|army|team|company"
)

_ALWAYS = (
    r"yesterday|tomorrow|tonight|nowadays|currently|lately|presently",
    r"today(?!['’]s)",
    r"at present(?! day|-day)|at the moment(?=[.,;)]|$)|these days|in recent (?:years|decades|months|weeks|times)",
    rf"in the (?:last|past) (?:{_FEW} )?(?:few )?(?:days|weeks|months|years|decades|centuries)",
    r"(?:so far|until now|till now|up to now|to date)(?=[.,;)]|$)",
    rf"this (?:{_UNITS}|morning|afternoon|evening)(?! of\b)",
    rf"(?:last|next) (?:{_UNITS}|{_DAYS})(?! of\b)",
    rf"(?:about |around |some |over |nearly |almost )?{_FEW} (?:days?|weeks?|months?|years?|decades?) ago",
    r"(?:a (?:long|short) time|some time|not long|(?<!as )long) ago",
    rf"(?:our|this) (?:{_OURS})",
    r"the (?:current|incumbent|present|reigning) (?:president|prime minister|chancellor|king|queen|pope|mayor|"
    r"government|head of|champions?|record)",
    r"(?:is|are|has|have|'s|’s) now",
    r"now (?!as\b|is\b|was\b|this\b|its\b|his\b|us\b|across\b)[a-z]+[^s\W]s|now(?=[.;]|$)",
    r"(?:has|have|was|were|is|are) (?:only |very |quite )?recently|recently(?=[.,;)]|$)",
    r"recently (?=(?:\w+ed|went|won|came|became|began|found|took|left|made|gave|bought|built|lost|sold|held)\b)",
    r"here(?! and there)",
)
_TELLS = re.compile(rf"\b(?:{'|'.join(_ALWAYS)})\b", re.IGNORECASE)
_AT_THE_START = re.compile(r"(?:Now|Recently|So far|To date|Until now|Up to now)\b,?")

_DETERMINED = re.compile(r"(?i)\b(?:the|his|her|its|their|every|each|a|\w+['’]s|\w+s['’])(?: very)? $")
"""Before "last" and "next": the last year of something is one for all."""
_RELATING = re.compile(r"(?i)\b(?:what|which|that|who)(?: is| are)? $")
"""Before "is now" and "today": "in what is now Turkey" only explains a name."""
_TELLS_OF_THEN = re.compile(
    r"(?i)\b(?:the|an?|had|been|his|her|its|their|most|more|of|by|and|two|three|s) $|[,’'] $"
)
"""Before "recently": "his recently built house", "had recently married"."""
_NAMED = re.compile(r" (?:called|known|named)\b")


def deixis(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """The first word of a fact that means another time or place to every reader."""
    fact = asked.fact
    if any(refusal.code == "deixis" for attempt in asked.attempts for _, refusal in attempt.refusals):
        return  # said by the rule that could not ask
    match = _first(fact)
    if match is None:
        return
    held = [span for span in fact.spans if span.start <= match.start() and match.end() <= span.end]
    place = held[-1].place if held else fact.place
    word = match[0].strip()
    message = f'"{word}" means something else to every reader; give the date, or the place by its name'
    yield Finding(place, "warning", "deixis", message, fact.id)


def _first(fact: Fact) -> re.Match[str] | None:
    text = unquoted(fact.text)
    found = [match for match in (_AT_THE_START.match(text), *_TELLS.finditer(text)) if match]
    return next(
        (match for match in found if not _is_in_title(fact, match) and not _is_one_for_all(text, match)), None
    )


def _is_in_title(fact: Fact, match: re.Match[str]) -> bool:
    """As in "[Tomorrow Never Dies]{.what}": a capital that is not the sentence's, or that begins a longer span."""
    if not match[0][:1].isupper():
        return False
    begins = match.start() == 0 or fact.text[: match.start()].endswith((". ", ": ", "! ", "? "))
    return not begins or any(
        span.tag != "when" and span.start <= match.start() and match.end() < span.end for span in fact.spans
    )


def _is_one_for_all(text: str, match: re.Match[str]) -> bool:
    before, behind, word = text[: match.start()], text[match.end() :], match[0].lower()
    if before.endswith("-"):
        return True
    if word.startswith(("last ", "next ")):
        return bool(_DETERMINED.search(before))
    if word == "recently ":
        return bool(_TELLS_OF_THEN.search(before))
    if "now" in word:
        return bool(_RELATING.search(before) or _NAMED.match(behind))
    return word == "today" and bool(
        _RELATING.search(before) or _NAMED.match(behind) or behind.startswith("-")
    )
