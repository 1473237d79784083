"""Gaps of times: "when", "since when", "how long", "how often", and closer words for an exact date.

The war ended in [1918]{.when}.
When did the war end? -> 1918

Nelson Mandela remained in prison until [February 1990]{.when}.
Until when did Nelson Mandela remain in prison? -> February 1990

Members of the House are elected [every two years]{.when}.
How often are members of the House elected? -> every two years

The siege went on for [six days]{.when}.
For how long did the siege go on? -> six days
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dates import date_in
from quizgen.english import words
from quizgen.rules.compose import in_front
from quizgen.rules.target import PART_OF_PHRASE, Refusal

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording


_TIME_DROPPED = frozenset({"in", "at", "on", "during", "throughout", "around", "about", "over", "between"})

_TIME_CARRIED = frozenset({"since", "until", "till", "by", "before", "after", "from"})

_DURATION = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|millennia|generations)\b",
    re.IGNORECASE,
)

_COUNT = re.compile(
    r"^(?:(?:just over|just under|well over|about|around|nearly|almost|over|more than|only|just|roughly|approximately"
    r"|some|at least|up to|several"
    r"|many) )?"
    r"(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|several|many|half)",
    re.IGNORECASE,
)

_DATE = re.compile(
    r"\d|\b(?:century|centuries|spring|summer|autumn|winter|fall|dawn|dusk|noon|midday|midnight|night|morning|"
    r"afternoon|evening|sunrise|sunset|easter|christmas|antiquity|prehistory|"
    + "|".join(sorted((words.MONTHS - {"may", "march"}) | words.WEEKDAYS))
    + r"|May|March)\b",
    re.IGNORECASE,
)

_SPELL = re.compile(
    r"(?:a (?:long|short) (?:time|while)|(?:many |several |some |a few )?"
    r"(?:seconds|minutes|hours|days|nights|weeks|months|years|decades|centuries|generations))"
)
"""How long, without a number."""

_PLANNING = frozenset("schedule plan set fix book arrange intend call design expect postpone".split())
"""Verbs behind which "for" leads to a date."""

_ANY_YEAR = 2000
"""For days and months told without one; it has a 29 February."""

_CLOSER = {
    "day": ("on which date", ("on", "")),
    "month and year": ("in which month and year", ("in",)),
    "month": ("in which month", ("in",)),
    "year": ("in which year", ("in",)),
    "decade": ("in which decade", ("in", "during")),
    "century": ("in which century", ("in", "during", "")),
}
"""By how exactly a time is told: what asks for it more closely than "when", and in place of which prepositions."""


def time(target: Target) -> Wording | Refusal:
    """When, in front, with the preposition where it says more than "when" does."""
    piece = target.piece
    assert piece is not None
    answer = target.fact[target.span]
    if piece.sort == "preposition":
        return _time_behind_preposition(target, piece, answer)
    if (bare := target.lone_before("for")) is not None and _is_duration(answer):
        return in_front(target, ["for how long"], [bare, piece])
    opener = target.lone_before("when", "whenever", "while", "once")
    if opener is not None and piece.end - 1 == target.index:  # a clause, tagged as a whole
        return _led(in_front(target, ["when"], [opener, piece]), target.tokens[opener.start].lower)
    if any(token.is_in(words.PREPOSITIONS) for token in target.tokens[piece.start : target.index]):
        return PART_OF_PHRASE
    if target.verb == "spend" and target.leading == ():
        return Refusal("part-of-phrase", "the time is what was spent; say in a fact of its own when it was")
    if target.index and target.tokens[target.index - 1].lower in ("another", "further"):
        return Refusal(
            "part-of-phrase",
            f'"{target.tokens[target.index - 1].text}" adds to a time told before; tag it too',
        )
    if target.index and target.tokens[target.index - 1].lower in ("next", "last", "this"):
        return Refusal("deixis", "the word before the span means another time to every reader; give the date")
    if piece.end - 1 != target.index:
        return Refusal("part-of-phrase", "only a part of the time is tagged; tag the whole of it")
    lower = answer.lower()
    if lower in words.DEIXIS and " " not in lower:
        return Refusal("deixis", f'"{answer}" means another day to every reader; give the date')
    first, _, rest = lower.partition(" ")
    if first == "per" or (first in ("a", "an") and _DURATION.fullmatch(rest) and _is_counted(target, piece)):
        return Refusal("part-of-phrase", "a rate belongs to its number; tag both together")
    if first in _TIME_CARRIED and rest:
        if first == "from" and re.search(r"\b(?:to|until|till)\b|[–—-]", rest):
            return in_front(target, ["from when until when" if target.verb == "last" else "when"], [piece])
        word = "when" if _DATE.search(rest) or first in ("until", "till", "since") else "what"
        return in_front(target, [f"{first} {word}"], [piece])
    if lower.startswith(("every ", "each ", "once ", "twice ")) or lower in (
        "daily",
        "weekly",
        "monthly",
        "yearly",
    ):
        return in_front(target, ["how often"], [piece])
    if lower.startswith("for ") or _is_duration(answer):
        return in_front(target, ["how long"], [piece])
    if (
        target.verb == "be"
        and target.position == "tail"
        and not target.predicate.group.aux
        and target.predicate.tail[:1] == (piece,)
    ):
        return in_front(target, ["when"], [piece])
    return in_front(target, _when(answer, ""), [piece])


def _is_counted(target: Target, piece: Piece) -> bool:
    """As in "six grams of salt [a day]": a number stands before it, whose rate it is."""
    return any(token.kind == "howmany" or token.sort == "number" for token in target.tokens[: piece.start])


def _led(asked: Wording | Refusal, lead: str) -> Wording | Refusal:
    """The question, its answer behind the word that "when" has swallowed: "between 1918 and 1920"."""
    return asked if isinstance(asked, Refusal) else replace(asked, lead=lead)


def _is_duration(answer: str) -> bool:
    return bool(_DURATION.search(answer) and _COUNT.match(answer)) and not re.search(
        r"\b(?:in|of|from|before|after) |\b(?:ago|later|before|earlier|afterwards)$", answer
    )


def _when(answer: str, preposition: str) -> list[str]:
    """As in "When", and by how exactly the time is told a closer phrase."""
    asked, instead_of = _CLOSER.get(_exactness(answer), ("", ()))
    first = answer.partition(" ")[0].lower()
    said = preposition or (first if first in _TIME_DROPPED else "")
    return ["when", asked] if asked and said in instead_of else ["when"]


def _exactness(answer: str) -> str:
    """A key of _CLOSER; empty where the answer is no date, is two, or is rougher or finer than its unit."""
    date = date_in(answer, year=_ANY_YEAR)
    moment = date.start if date and date.relation == "at" else None
    if moment is None or moment.approximate or (moment.part and moment.precision in ("month", "year")):
        return ""
    if moment.precision == "month" and (moment.year != _ANY_YEAR or str(_ANY_YEAR) in answer):
        return "month and year"
    return moment.precision


def _time_behind_preposition(target: Target, piece: Piece, answer: str) -> Wording | Refusal:
    tokens = target.tokens
    preposition = target.parse.words(piece.start, piece.head)
    lower = preposition.lower()
    if any(token.is_in(words.PREPOSITIONS) for token in tokens[piece.head : target.index]) or (
        piece.end - 1 != target.index
    ):
        return Refusal("part-of-phrase", "only a part of the time is tagged; tag the whole of it")
    if _is_inside_until(target, piece) or _is_inside_clause(target):
        return PART_OF_PHRASE
    if _half_of_range(target, piece):
        return Refusal("half-of-range", "only one end of the period is tagged; tag the whole of it")
    if tokens[target.index - 1].lower in ("another", "further"):
        return Refusal(
            "part-of-phrase", f'"{tokens[target.index - 1].text}" adds to a time told before; tag it too'
        )
    if lower == "for" and not target.span.kind and _SPELL.fullmatch(answer.lower()):
        return in_front(target, ["for how long"], [piece])
    if lower == "for" and _exactness(answer) and target.verb not in _PLANNING:
        return Refusal("part-of-phrase", "the time belongs to the noun before it; tag both together")
    if lower in ("about", "around") and _is_duration(answer):
        bare = target.lone_before("for")
        return in_front(target, ["for how long" if bare else "how long"], [bare, piece] if bare else [piece])
    if _is_duration(answer):
        phrase = {"for": "for how long", "in": "in how long", "within": "within how long", "over": "over how long",
                  "after": "After how long"}.get(lower)  # fmt: skip
        if phrase is not None:
            return in_front(target, [phrase], [piece])
    behind = tokens[piece.end].text if piece.end < len(tokens) else ""
    if behind in ("CE", "BCE", "BC", "AD", "a.m.", "p.m.") or tokens[target.index - 1].lower in (
        "c.",
        "ca.",
        "circa",
    ):
        return Refusal("part-of-phrase", "only a part of the time is tagged; tag the whole of it")
    is_date = bool(_DATE.search(answer))
    if lower in ("in about", "in around", "at about", "at around"):
        return _led(in_front(target, _when(answer, "in"), [piece]), lower.split()[1])
    if lower == "between":
        return _led(in_front(target, _when(answer, lower), [piece]), lower)
    if (
        lower in _TIME_DROPPED
        or lower.split()[0] in ("as", "towards", "near")
        or lower in ("up to", "for", "within")
    ):
        phrases = {"up to": ["up to when"], "within": ["within what time"], "for": ["for when"]}.get(lower)
        return in_front(target, phrases or _when(answer, lower), [piece])
    if lower in ("before", "after") and len(answer.split()) > 3 and target.predicate.tail[-1:] != (piece,):
        return Refusal("part-of-phrase", "what follows the span may belong to it; tag all of it")
    if lower in ("before", "after") and not is_date:
        return in_front(target, [f"{lower} what"], [piece])
    if lower == "until" and target.position == "fronted" and tokens[piece.start - 1].lower == "not":
        return in_front(target, _when(answer, ""), [piece])
    if lower == "since" and not _is_perfect(target):
        return Refusal(
            "since", '"since" asks for "has" or "had" before the verb; write has or had, or from … on'
        )
    if lower in _TIME_CARRIED:
        if lower == "from" and re.search(r"(?i)\b(?:to|until|till)\b|[–—-]", answer):
            return in_front(target, ["when"], [piece])
        asked = [f"{lower} when"]
        if _exactness(answer) == "year":
            asked.append(f"{lower} which year")
        return in_front(target, asked, [piece])
    year = _exactness(answer) == "year"
    return in_front(target, [f"{lower} which year" if year and lower == "to" else f"{lower} when"], [piece])


def _is_perfect(target: Target) -> bool:
    first = target.tokens[target.predicate.group.first]
    return first.is_in(words.HAVE | words.MODALS | words.FINITE_BE)


def _half_of_range(target: Target, piece: Piece) -> bool:
    """As in "from [1914] to [1918]": neither end can be asked for by "when"."""
    tail = target.predicate.tail
    around = [other for other in tail if other != piece and other.sort == "preposition"]
    mine = target.tokens[piece.start].lower
    for other in around:
        theirs = target.tokens[other.start].lower
        holds_time = any(
            target.tokens[index].kind == "when" for index in range(other.start, other.end)
        ) or any(target.tokens[index].sort == "number" for index in range(other.start, other.end))
        if holds_time and {mine, theirs} == {"from", "to"}:
            return True
        if holds_time and target.verb in ("last", "be") and {mine, theirs} == {"from", "until"}:
            return True
    return False


def _is_inside_clause(target: Target) -> bool:
    """As in "after [she had been hurt] in [1925]": the time of what was tagged before it as a whole."""
    if target.before is None:
        return False
    before = target.tokens[target.before.end - 1]
    return before.kind == "when" and len(before.text.split()) > 3


def _is_inside_until(target: Target, piece: Piece) -> bool:
    """As in "until his death in [1750]": the time of the death, not of what lasted until then."""
    row = target.row
    number = row.index(piece) if piece in row else 0
    before = row[number - 1] if number else None
    return (
        before is not None
        and before.sort == "preposition"
        and before.end > before.head
        and target.tokens[before.start].lower in ("until", "till", "since", "before", "after")
        and target.tokens[piece.start].lower in ("in", "on")
        and target.tokens[before.head].is_in(words.ARTICLES, words.POSSESSIVES)
    )
