"""Judgements of taste: they have no right answer, unless it is said whose they are.

[Mozart]{.who} was the greatest composer of all time.
-> opinion

Many believe that [Mozart]{.who} was murdered.
-> opinion

[Haydn]{.who} called [Mozart]{.who} the greatest composer known to him.
->

[Thriller]{.what kind="album"} is the best-selling album of all time.
->

[Silver]{.what} is the best conductor of electricity among [the metals]{.what}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import listed, unquoted
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet

_JUDGED = listed(
    "achievement achievements actor actors actress architect art artist artists athlete author ballet band batsman "
    "book books bowler boxer building cathedral city cities comedian comic commander composer composers "
    "country cricketer culture dancer director discovery dish emperor explorer film films food footballer game "
    "general genius goalkeeper golfer guitarist hero heroes idea inventor invention king language leader leaders man "
    "masterpiece men mind minds monarch monument movie movies museum music musician musicians nation novel novelist "
    "novels opera orator painter painters painting paintings people person philosopher philosophers physicist pianist "
    "place places play player players playwright poem poems poet poets politician pope president prime queen ruler "
    "rulers sailor scientist scientists sculptor sculpture series show singer singers soldier song songs speech sport "
    "statesman story storyteller swimmer symphony team teacher thinker thinkers tragedy violinist warrior woman women "
    "work works writer writers"
)
_TASTE = (
    "admired beloved beautiful boring brilliant charming delicious elegant exciting extraordinary fascinating "
    "handsome iconic impressive inspiring interesting likeable lovable magnificent memorable remarkable significant "
    "spectacular stunning talented underrated overrated wonderful"
)
_WEIGHT = "important influential"
_MEASURED = (
    "export exports crop crops import imports industry product source sources partner trading cash port food"
)

_OPINION = re.compile(
    rf"\b(?:the|The|his|her|its|their|’s|'s) (?:single |very )?(?:greatest|best|worst|finest)(?: \w+){{0,2}}? "
    rf"(?:{_JUDGED})\b"
    rf"|\b(?:greatest|best|worst|finest|loveliest|nicest|coolest)(?: \w+){{0,2}} (?:of all time|ever)\b"
    rf"|\b(?:loveliest|prettiest|nicest|ugliest|tastiest|coolest)\b"
    rf"|\bmost (?:{listed(_TASTE)})\b"
    rf"|\bmost (?:{listed(_WEIGHT)})\b(?! (?:\w+ )?(?:{listed(_MEASURED)})\b)"
    rf"|\b(?:is|are|was|were) (?:(?:so|very|really|truly|simply|quite) )?(?:a |an |the )?"
    rf"(?:wonderful|beautiful|delicious|boring|awesome|amazing|fantastic|marvellous|lovely|ugly|overrated|underrated)\b"
    rf"|\ba brilliant (?:{_JUDGED})\b"
    rf"|\b(?:is|are|was|were) (?:far |much )?(?:better|worse) than\b"
    rf"|\b(?:is|are|was|were) a (?:better|worse) (?:{_JUDGED}) than\b"
    r"|\b(?:arguably|undoubtedly|without doubt|in my opinion|in our opinion|in my view|I think|I believe)\b"
)
_WEASEL = re.compile(
    r"\b(?:[Mm]any|[Ss]ome|[Mm]ost|[Ss]everal|[Aa] few)(?: of them| people| experts| historians| scholars| critics"
    r"| scientists| fans| of us)? (?:believe|think|say|argue|feel|consider|claim|hold|regard|agree)\b"
    r"|\b(?:It is|is|are) (?:often|sometimes|widely|generally|commonly|frequently) "
    r"(?:said|thought|believed|considered|regarded|claimed)\b"
    r"|\b(?:It is|is|are) (?:considered|regarded as) (?:to be )?(?:the |one of the )?(?:greatest|best|finest|most)\b"
)
_ATTRIBUTED = re.compile(
    r"(?i)\b(?:award|prize|oscar|medal|vot(?:ed|ers)|elected|poll|according to|critics|ranked|judg(?:ed|es)|survey|"
    r"list(?:ed)?|named|chosen|call(?:ed|s)|described|describes|consider(?:ed|s)|regarded|thought|praised|hailed|"
    r"wrote that|said that|told|known to|declared|reviewers?)\b"
)


def opinion(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """The first judgement of taste in a fact, unless somebody's."""
    fact = asked.fact
    text = unquoted(fact.text)
    if (match := _WEASEL.search(text)) is not None:
        message = f'"{match[0]}" does not say who; name who holds it, or say what is known'
        yield Finding(fact.place, "warning", "opinion", message, fact.id)
    elif (match := _OPINION.search(text)) is not None and not _ATTRIBUTED.search(text):
        message = f'"{match[0]}" is an opinion, which has no right answer; say whose it is, or what is a fact'
        yield Finding(fact.place, "warning", "opinion", message, fact.id)
