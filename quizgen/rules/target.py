"""Where a span stands in its sentence: what every rule works on."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import number_of
from quizgen.english.wording import lower_first

if TYPE_CHECKING:
    from quizgen.english.clause import Clause, Parse, Piece, Predicate
    from quizgen.english.token import Token
    from quizgen.fact import Fact, Span


Position = Literal["subject", "tail", "fronted", "elsewhere"]


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule asks: the question and other sound wordings, best first."""

    text: str
    variants: tuple[str, ...] = ()
    lead: str = ""
    """What the answer needs before it to be right: the "beneath" that "Where do the catacombs lie?" leaves out."""


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rule that is meant for such a span does not ask."""

    code: str
    """The name of the reason, as findings give it."""
    why: str


PART_OF_PHRASE = Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")

TOO_DEEP = Refusal(
    "island", "the span stands too deep in the sentence to be asked for; say it in a fact of its own"
)


@dataclass(frozen=True, slots=True)
class Target:
    """A span, where it stands."""

    fact: Fact
    span: Span
    parse: Parse
    index: int
    """The span's token."""
    clause: Clause
    predicate: Predicate
    """The one whose tail holds the span; the first for a subject or a fronted adjunct."""
    position: Position
    piece: Piece | None
    """The constituent with the span, where it is no subject."""
    names: frozenset[str] = frozenset()
    """Texts known to be names."""
    tokens: tuple[Token, ...] = field(init=False, repr=False)
    """Of the whole sentence."""
    verb: str = field(init=False)
    """The lemma of the main verb. Like the tokens, looked up once: each guard and rule asks for them."""

    def __post_init__(self) -> None:
        object.__setattr__(self, "tokens", self.parse.tokens)
        token = self.tokens[self.predicate.groups[-1].verb]
        verb = "be" if token.is_in(words.BE) else token.word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")
        object.__setattr__(self, "verb", verb)

    @property
    def main(self) -> Clause:
        """The sentence's main clause."""
        return self.parse.clauses[0]

    @property
    def says_there(self) -> bool:
        """As in "There are eight planets": the subject stands for nothing."""
        return self.clause.subject is not None and self.tokens[self.clause.subject[0]].lower == "there"

    @property
    def row(self) -> tuple[Piece, ...]:
        """The pieces among which the span's stands: those of the tail, or those in front of the subject."""
        return self.predicate.tail if self.position == "tail" else self.clause.fronted

    @property
    def leading(self) -> tuple[Piece, ...]:
        """The pieces of the tail before the span's; none where the span stands outside of the tail."""
        tail = self.predicate.tail
        return tail[: tail.index(self.piece)] if self.piece in tail else ()

    @property
    def following(self) -> tuple[Piece, ...]:
        """The pieces of the tail behind the span's; none where the span stands outside of the tail."""
        tail = self.predicate.tail
        return tail[tail.index(self.piece) + 1 :] if self.piece in tail else ()

    @property
    def before(self) -> Piece | None:
        """The piece of the tail right before the span's."""
        leading = self.leading
        return leading[-1] if leading else None

    @property
    def behind(self) -> Piece | None:
        """The piece of the tail right behind the span's."""
        following = self.following
        return following[0] if following else None

    def lone_before(self, *leads: str) -> Piece | None:
        """The piece right before the span's where it is one of these words alone: the "for" of "for about [six
        months]", which the hedge has cut off."""
        before = self.before
        if before is None or before.end - before.start != 1:
            return None
        return before if self.tokens[before.start].lower in leads else None

    def with_clause(self, clause: Clause) -> Target:
        """The same span as seen from another clause."""
        return replace(self, clause=clause, predicate=clause.predicates[0])


def locate(fact: Fact, span: Span, parse: Parse, names: frozenset[str] = frozenset()) -> Target | Refusal:
    """Where the span stands; a refusal where no clause can be asked."""
    if not parse.clauses:
        return Refusal("no-verb", "no verb was found; write a whole sentence, or tag its verb: [rose]{.verb}")
    index = parse.token_at(span.start, span.end)
    if index is None:
        return Refusal(
            "nested",
            "the span stands inside another span or inside somebody's words; say it in a fact of its own",
        )
    number = parse.clause_of(index)
    clause = parse.clauses[number]
    if not clause.predicates:
        return Refusal(
            "no-verb", "no verb was found near it; write a whole sentence, or tag its verb: [rose]{.verb}"
        )

    def target(position: Position, predicate: Predicate, piece: Piece | None) -> Target:
        return Target(fact, span, parse, index, clause, predicate, position, piece, names)

    first = clause.predicates[0]
    if clause.subject and clause.subject[0] <= index < clause.subject[1]:
        return target("subject", first, None)
    for piece in clause.fronted:
        if index in piece:
            return target("fronted", first, piece)
    for predicate in clause.predicates:
        for piece in predicate.tail:
            if index in piece:
                return target("tail", predicate, piece)
    return target("elsewhere", first, None)


TITLED = frozenset(
    "newspaper magazine journal book novel play poem story film movie series song album opera ballet painting".split()
)
"""Kinds of things whose names keep the capital of their article."""


def begin(target: Target, start: int, text: str) -> str:
    """Text that began at token `start`, as it is written inside a sentence."""
    if start:
        return text
    found = text.split(" ")
    if any(" ".join(found[:length]) in target.names for length in range(1, len(found) + 1)):
        return text
    token = target.tokens[start]
    if text in words.PLANETS_OR_METALS:
        kinds = {span.kind for span in target.fact.spans if span.start == token.start}
        said = kinds | set(target.fact.text.lower().split())
        return (
            text.lower()
            if said & {"metal", "element", "liquid", "substance", "thermometers", "toxic"}
            else text
        )
    if any(span.kind in TITLED and span.start == token.start for span in target.fact.spans):
        return text  # "The Times" is its name, article and all
    if _is_work(target, start, text):
        return text
    head = found[0].lower()
    is_name = False
    if token.text == text and token.kind == "where":
        is_name = not look_up(head).lemmas  # "Athens", "Wales"
    elif token.text == text and token.kind == "who" and number_of(text) != "plural":
        is_name = head not in words.DETERMINERS | words.OTHER_PRONOUNS  # one person, and no article
    # In a tale a bare noun is rather a name: "Bell gave", but "Dough rises".
    either = look_up(head) if text.isalpha() and token.kind == "what" else None
    describes = either is not None and either.can_be("JJ") and either.can_be("NN")  # "Green", not "Python"
    if token.sort == "word" and head not in words.DETERMINERS and _is_somebody(target, token):
        return text
    is_common = (token.sort == "word" or describes) and not is_past(target, target.clause)
    return lower_first(text, is_name=is_name, is_common=is_common)


_BROUGHT_OUT = frozenset("release publish film premiere stage serialise serialize".split())
"""What is done to books, films and the like."""


def _is_work(target: Target, start: int, text: str) -> bool:
    """As in "The Jazz Singer, which was released in 1927": a title, its article and all."""
    behind = text.removeprefix("The ").split(" ")
    if not text.startswith("The ") or len(behind) < 2 or not all(word[:1].isupper() for word in behind):
        return False
    for clause in target.parse.clauses:
        begins = (clause.antecedent if clause.sort == "relative" else clause.subject) or (-1, -1)
        if begins[0] != start:
            continue
        for predicate in clause.predicates:
            verb = target.tokens[predicate.groups[-1].verb].word.lemma("VBN")
            if predicate.group.passive and verb in _BROUGHT_OUT:
                return True
    return False


_OF_PEOPLE = frozenset("he she his him her himself herself".split())


def _is_somebody(target: Target, first: Token) -> bool:
    """As in "Hamlet is told by [his father's ghost] …": a bare singular that "his" speaks of is a name."""
    alone = target.clause.subject == (0, 1) and not first.word.can_be("NNS", "JJ") and first.word.can_be("NN")
    spoken = any(word in _OF_PEOPLE for token in target.tokens[1:] for word in token.lower.split(" "))
    return alone and spoken


def is_past(target: Target, clause: Clause) -> bool:
    """Whether the clause's finite verb is a past, so that it tells what happened and not what always holds."""
    finite = target.tokens[clause.predicates[0].group.first]
    return finite.lower in ("was", "were", "had", "did") or (
        finite.word.can_be("VBD") and not finite.is_in(words.MODALS)
    )


def is_one_of_several(target: Target) -> bool:
    """Whether the span is joined to others by "and" or "or", so that asking for it alone would leave a hole."""
    if target.piece is None:
        return False
    first, last = target.piece.start, target.piece.end
    if any(target.tokens[index].is_in(words.COORDINATORS) for index in range(first, last)):
        return True
    return any(other is not None and other.sort == "coordinator" for other in (target.before, target.behind))
