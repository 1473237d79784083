"""A question, and the fact and span it was asked of."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from quizgen.fact import Fact, Span

Form = Literal["open", "cloze"]

BLANK = "_____"
"""What stands in a cloze where the answer was."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked for one span of one fact."""

    id: str
    """`sheet/fact/ask`: what is asked, never how it is worded. A second span of the same tag adds its
    name, or else its number: `…/what-radium`, `…/what-2`."""
    fact: Fact
    span: Span
    text: str
    """"Who broke party discipline on 18 October 1917?", for a cloze the sentence with `BLANK` in it, and of a plain
    card its author's words, which may be anything."""
    variants: tuple[str, ...] = ()
    """Other sound wordings, best first."""
    rule: str = "cloze"
    """The name of the rule that asked it."""
    lead: str = ""
    """What stood before the span and is a part of a right answer: "beneath", where the question says "Where"."""

    named: str = ""
    """The answer with its owner named, where the author says whose "his" is: "Trotsky's troops"."""

    @property
    def form(self) -> Form:
        """A cloze where no rule could ask, else an open question."""
        return "cloze" if self.rule == "cloze" else "open"

    @property
    def ask(self) -> str:
        """The tag of the span: who, what, when, …, answer."""
        return self.span.tag

    @property
    def answer(self) -> str:
        """The span's text as tagged."""
        return self.fact[self.span]

    @property
    def has_all_choices(self) -> bool:
        """Whether its author said what there is to choose from: so it is on a plain card with wrong answers."""
        return self.ask == "answer" and bool(self.span.wrong)

    @property
    def key(self) -> str:
        """What a card shows as the answer: the name a tagged pronoun stands for, else the answer as tagged, its owner
        named, behind its `lead`."""
        return self.span.stands_for or f"{self.lead} {self.named or self.answer}".lstrip()

    @property
    def also(self) -> tuple[str, ...]:
        """Other right answers than the one tagged; the key first where it differs."""
        better = (self.key,) if self.key != self.answer else ()
        return (*better, *self.span.also)
