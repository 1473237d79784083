"""What is no statement of fact: questions, orders, and words in quotation marks alone.

Who discovered [radium]{.what}?
-> not-a-statement

Name [the capital of France]{.where}.
-> not-a-statement

"To be or not to be, that is [the question]{.what}."
-> not-a-statement

[Quo Vadis]{.what} was written by [Henryk Sienkiewicz]{.who}.
->
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.checks.text import listed
from quizgen.english import words
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.ask import Asked
    from quizgen.fact import Sheet

_ASKS = re.compile(
    r"(?i)(?:(?:in|on|at|by|from|to|of|for|with) )?"
    rf"(?:{listed(' '.join(sorted(words.WH_WORDS | words.AUXILIARIES)))})\b"
)
_ORDERS = re.compile(
    r"(?:Name|List|Describe|Explain|Give|Define|Find|Calculate|Compare|State|Discuss|Identify|Remember|Write|Learn|Tell"
    r"|Say|See|Complete|Fill in|Think of|Look at|Note|Consider|Imagine|Don['’]t|Do not|Let['’]s|Please)"
    r" (?=(?:the|a|an|three|two|four|five|some|all|that|this|how|why|what|which|who|when|where|me|us|your|forget|at)\b)"
)
_QUOTED = re.compile(r"[\"“«][^\"“”«»]*[.!?,][\"”»][.]?")


def statement(asked: Asked, sheet: Sheet) -> Iterator[Finding]:
    """Why a fact states nothing, if it does not."""
    fact = asked.fact
    if why := _why(fact.text):
        yield Finding(fact.place, "warning", "not-a-statement", why, fact.id)


def _why(text: str) -> str:
    if text.endswith("?") and _ASKS.match(text):
        return "this is a question already; write the fact that answers it"
    if _ORDERS.match(text):
        return "this tells somebody to do something; write what is so"
    if _QUOTED.fullmatch(text):
        return "somebody's words stand here alone; say whose they are"
    return ""
