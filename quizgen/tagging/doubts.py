"""Why a sentence can make no sound question, in a word or two; the first reason that holds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Parse
    from quizgen.tagging.passage import Suggestion

REASONS = {
    "cut": "it has no end, or ends where something must follow",
    "question": "it asks",
    "address": "it speaks of me, us or you",
    "no verb": "it states nothing",
    "supposition": "it says what may be",
    "opinion": "it says what somebody thinks, or judges taste",
    "condition": "it says what would be, if",
    "pronouns": "it says of nobody and nothing by name",
    "deixis": "its time or place depends on who reads it",
    "too long": "it is a table or a list that was taken for a sentence",
}
"""Each with what it means, for people."""

_ENDS = re.compile(r"[.!?…][)\]”’\"'»]*\s*$|[.!?][”’\"']$")
_OPEN_END = (
    words.PREPOSITIONS_BUT_OF
    | words.ARTICLES
    | words.COORDINATORS
    | (words.POSSESSIVES - {"her", "his"})
    | {"of", "as"}
)
_PHRASAL_END = frozenset(
    "about on off in over through along by around under across up down out before since".split()
)
_SUPPOSED = re.compile(
    r"(?i)\b(?:perhaps|maybe|possibly|presumably|conceivably|supposedly|allegedly|probably|doubtless|apparently|surely)\b"
    r"|\b(?:may|might|could|would|must|should) (?:well |also |not |never |even |only )*have\b"
    r"|\b(?:seem|appear)(?:s|ed)? (?:to|that|as|likely|unlikely)\b|\bthis seemed\b"
    r"|\b(?:it|this|that) (?:is|was|remains|would be|may be|might be|could be|seems|appears) "
    r"(?:not |un)?(?:clear|likely|certain|known|possible|probable|conceivable|unknown|doubtful|disputed)\b"
    r"|\b(?:un|not )clear (?:why|how|whether|if|what|who)\b|\bpossibilit(?:y|ies)\b|\bit is (?:said|thought|believed)\b"
    r"|\bwhether or not\b|\bno one knows\b|\bas if\b|\bis (?:said|thought|believed) to\b"
)
_TASTE = re.compile(
    r"(?i)\b(?:greatest|finest|loveliest|nicest|most (?:beautiful|important|influential|famous|beloved|brilliant|"
    r"remarkable|fascinating|impressive|interesting)|arguably|undoubtedly|unfortunately|fortunately|sadly|happily|"
    r"of course|obviously|clearly,|in (?:my|our|his|her) (?:view|opinion)|should|ought to)\b"
    r"|\b(?:experts|historians|scholars|critics|scientists|researchers|people)"
    r" (?:believe|think|argue|feel|consider|agree|assume|suspect)\b"
    r"|\b(?:is|are|was|were) (?:very |so |really |quite )?(?:beautiful|lovely|wonderful|terrible|ugly|boring|amazing"
    r"|great|good|bad|nice|fascinating)[.!]"
    r"|\b(?:the|his|her|their|its) (?:very )?(?:best|worst)\b(?![ -](?:known|preserved|selling|paid|studied))"
    r"|\b(?:many|some|most|several)(?: people| experts| historians| scholars| critics| scientists)? "
    r"(?:believe|think|say|argue|feel|consider|claim|hold|regard|agree)\b"
)
_ADDRESSED = re.compile(r"\b(?:I|[Ww]e|[Uu]s|[Mm]y(?! [A-Z])|[Oo]ur|[Yy]ou|[Yy]our|[Mm]e)\b(?![.\d])")
_TOLD_TO = re.compile(
    r"(?:(?:[A-Z][\w-]*(?: [\w-]+){0,2}: *)?(?:Read|Write|Answer|Copy|Discuss|Explain|Describe|Look|Compare|Draw|Fill|"
    r"Find|Learn|Complete|Solve|Choose|Underline|Circle|Name|Remember|Consider|Imagine|Turn|Prepare|Bring|Revise|Note"
    r"|Work)|(?:Homework|Task|Exercise|Note|Tip|Remember): *[A-Z][a-z]+)\b"
    r"(?! (?:was|is|had|has|did|became|[a-z]+ed|wrote|said|made|came|went|took|gave|won|led|died)\b|[,'’])"
)
"""As in "Homework: Read pages 34–36."; "Read wrote" and "Work is" tell of somebody or something."""
_NUMBERED = re.compile(r"\b([A-Z][\w’']+) I\b")
"""As in "Elizabeth I", "World War I": nobody who speaks."""
_DEIXIS = re.compile(
    r"(?i)\b(?:yesterday|tomorrow|tonight|nowadays|currently|today|at present|these days|right now|at the moment|"
    r"(?:last|this|next) (?:week|month|year|night)(?! of)|"
    r"(?<!,)(?!thousand|million|billion)\w+ (?:years?|days?|weeks?|months?) ago)\b"
)
_WOULD = frozenset({"would", "might", "may", "could"})
_POINTERS = words.SUBJECT_PRONOUNS | {"this", "that", "these", "those", "one", "such"}


def doubt(text: str, parse: Parse, spans: Sequence[Suggestion]) -> str:
    """Why a sentence can make no sound question; empty where nothing speaks against it.

    `spans` are what is suggested in it: what says nothing by name has none but pronouns and times.
    """
    bare = re.sub(r"[“\"][^“”\"]*[”\"]|‘[^’]*’", " ", text)
    if not _ENDS.search(text) or _ends_open(text):
        return "cut"
    if text.rstrip("”’\"') ").endswith("?"):
        return "question"
    if _ADDRESSED.search(_NUMBERED.sub(r"\1", bare)) or _TOLD_TO.match(text):
        return "address"
    if not parse.clauses or not parse.clauses[0].predicates:
        return "no verb"
    if _SUPPOSED.search(bare) or _is_supposed(parse):
        return "supposition"
    if _TASTE.search(bare):
        return "opinion"
    if _DEIXIS.search(bare):
        return "deixis"
    if parse.tokens[0].lower in ("if", "unless", "suppose", "let"):
        return "condition"
    return "pronouns" if _only_points(parse, spans) else ""


def _ends_open(text: str) -> bool:
    last = re.search(r"([\w’']+)\W*$", text)
    word = last[1].lower() if last else ""
    return word in _OPEN_END - _PHRASAL_END


def _is_supposed(parse: Parse) -> bool:
    """Whether the main verb says what only may be: "it would be in accord with …"."""
    group = parse.clauses[0].predicates[0].group
    auxiliaries = {parse.tokens[index].lower for index in group.aux}
    return bool(auxiliaries & _WOULD)


def _only_points(parse: Parse, spans: Sequence[Suggestion]) -> bool:
    """Whether the main subject is a pronoun that nothing explains, or nothing is left to ask for."""
    named = [span for span in spans if span.tag != "when"]
    if not named:
        return True
    subject = parse.clauses[0].subject
    if subject is None or subject[1] - subject[0] != 1:
        return False
    token = parse.tokens[subject[0]]
    if token.lower not in _POINTERS or any(span.start <= token.start < span.end for span in spans):
        return False
    return token.lower != "it" or _CLEFT.search(parse.text) is None


_CLEFT = re.compile(r"(?i)\bit (?:is|was) .+ (?:that|who|which) ")
"""As in "It was in 1917 that Lenin returned": "it" stands for nothing."""
