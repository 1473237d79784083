"""The clauses that a sentence may part into, and whether one is a sentence by its own verb."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.english import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Clause, Parse
    from quizgen.english.token import Token
    from quizgen.english.verbs import Group

SHORTEST = 4
"""Words of a clause that is a fact, not a remark on the one before."""


@dataclass(frozen=True, slots=True)
class Part:
    """A main clause with a subject and a verb: tokens `start` up to `end` (exclusive), joints left out."""

    read: Parse
    clause: Clause
    start: int
    end: int

    @property
    def tokens(self) -> Sequence[Token]:
        """All of them."""
        return self.read.tokens[self.start : self.end]

    @property
    def subject(self) -> Sequence[Token]:
        """Its words."""
        first, last = self.clause.subject or (0, 0)
        return self.read.tokens[first:last]

    @property
    def group(self) -> Group:
        """Its first verb."""
        return self.clause.predicates[0].group

    @property
    def tail(self) -> Sequence[Token]:
        """What stands behind the verb, marks left out."""
        return [token for token in self.read.tokens[self.group.last + 1 : self.end] if token.sort != "mark"]

    @property
    def is_past(self) -> bool:
        """Whether it tells what happened, once or up to now."""
        verb = self.read.tokens[self.group.first]
        return (
            verb.is_in(_PAST)
            or verb.word.can_be("VBD")
            or (len(self.group.aux) > 0 and verb.is_in(words.HAVE))
        )

    @property
    def verb(self) -> str:
        """The verb without its forms."""
        return self.read.tokens[self.group.verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")


_PAST = frozenset({"was", "were", "had", "did"})


def is_whole(part: Part) -> bool:
    """Whether its verb is surely finite, and more is told than the verb."""
    verb = part.read.tokens[part.group.verb]
    if len(part.read.words(part.start, part.end).split()) < SHORTEST or part.clause.inverted:
        return False
    if verb.is_in(words.AUXILIARIES) and not (part.tail and verb.is_in(words.BE, words.HAVE)):
        return False  # "and Italy did, too"
    if len(part.tail) == 1 and part.tail[0].word.can_be("JJ") and part.verb in words.LINKING | {"be"}:
        return False  # "but France was hesitant"
    if part.start and not part.tail:
        return False  # "and Lincoln was elected"
    return _is_surely_finite(part)


def _is_surely_finite(part: Part) -> bool:
    """As "rose", "was"; not as in "…, and rocks | found in Italy", "The treaty, | signed in 2000, and …"."""
    tokens, first = part.read.tokens, part.group.first
    verb = tokens[first]
    if verb.is_in(words.AUXILIARIES) or not verb.word.can_be("VBN", "NN", "NNS"):
        return True
    if tokens[first - 1].text == ",":
        return False
    if not part.start or _governs(tokens, part.group.last):
        return True
    listed = any(token.text == "," for token in tokens[: part.start - 2])
    named = is_name(part.subject[-1]) or part.subject[-1].is_in(RESOLVED)
    return not listed and (named or (len(part.tail) > 0 and part.tail[0].word.can_be("NN", "NNS")))


def _governs(tokens: Sequence[Token], verb: int) -> bool:
    """Whether an object stands right behind a verb, as behind no participle."""
    after = tokens[verb + 1] if verb + 1 < len(tokens) else None
    return after is not None and (
        after.is_in(words.DETERMINERS) or after.proper or after.sort in ("phrase", "number", "quoted")
    )


def is_name(token: Token) -> bool:
    """Whether it names something, other than a time."""
    return token.proper or (token.sort == "phrase" and token.kind != "when" and not token.lower[0].isdigit())


RESOLVED = frozenset({"he", "she", "they"})
"""The pronouns that are told whom they stand for."""
