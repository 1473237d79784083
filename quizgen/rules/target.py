"""Where a span stands in its sentence, and the text around the gap it leaves: what every rule works on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from quizgen.english import words
from quizgen.english.inversion import Kernel, full, kernel, subject_verb
from quizgen.english.lexicon import look_up
from quizgen.english.number import number_of
from quizgen.english.wording import join, lower_first

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.english.clause import Clause, Parse, Piece, Predicate
    from quizgen.english.token import Token
    from quizgen.fact import Fact, Span

Position = Literal["subject", "tail", "fronted", "elsewhere"]

CONNECTORS = frozenset(
    "however moreover therefore thus then meanwhile furthermore nevertheless finally indeed instead also".split()
)
"""Adverbs that tie a sentence to the one before it, which a question does not have."""


@dataclass(frozen=True, slots=True)
class Wording:
    """What a rule asks: the question and other sound wordings, best first."""

    text: str
    variants: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a rule does not ask."""

    code: str
    """Empty where the rule is simply not meant for such a span."""
    why: str


NOT_MINE = Refusal("", "the span does not stand where this rule asks")


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

    @property
    def tokens(self) -> tuple[Token, ...]:
        return self.parse.tokens

    @property
    def main(self) -> Clause:
        return self.parse.clauses[0]

    @property
    def verb(self) -> str:
        """The lemma of the main verb."""
        token = self.tokens[self.predicate.groups[-1].verb]
        if token.is_in(words.BE):
            return "be"
        return token.word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")

    def with_clause(self, clause: Clause) -> Target:
        """The same span as seen from another clause."""
        return replace(self, clause=clause, predicate=clause.predicates[0])


def locate(fact: Fact, span: Span, parse: Parse, names: frozenset[str] = frozenset()) -> Target | Refusal:
    """Where the span stands; a refusal where no clause can be asked."""
    if not parse.clauses:
        return Refusal("no-verb", "no verb was found; tag it with [verb]{.verb}")
    index = parse.token_at(span.start, span.end)
    if index is None:
        return Refusal("nested", "the span stands inside another span or inside somebody's words")
    number = parse.clause_of(index)
    clause = parse.clauses[number]
    if not clause.predicates:
        return Refusal("no-verb", "no verb was found near it; tag it with [verb]{.verb}")

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


def begin(target: Target, start: int, text: str) -> str:
    """Text that began at token `start`, as it is written inside a sentence."""
    if target.tokens[start].start > 0 and start > 0:
        return text
    known = text in target.names or text.split(" ")[0] in target.names
    token = target.tokens[start]
    head = text.split(" ")[0].lower()
    if token.kind == "where" and token.text == text:
        known = known or not look_up(head).lemmas  # "Athens", "Wales"
    if token.kind == "who" and token.text == text and number_of(text) != "plural":
        known = known or head not in words.DETERMINERS  # one person, and no article: a name
    return lower_first(text, is_name=known)


def subject_text(target: Target) -> str | Refusal:
    """The clause's subject, pronouns resolved, as it stands after the auxiliary."""
    clause = target.clause
    if clause.subject is None:
        return Refusal("no-subject", "no subject was found")
    first, last = clause.subject
    token = target.tokens[first]
    if clause.sort == "relative" and clause.opener != clause.start:
        return Refusal("relative", "the relative clause cannot be asked alone")
    if clause.sort == "relative" and not _can_stand_alone(target):
        return Refusal("relative", "the relative clause cannot be asked alone")
    if clause.sort == "relative" and clause.opener == first:
        if clause.antecedent is None or token.lower not in ("who", "which", "that"):
            return Refusal("relative", "the relative clause cannot be asked alone")
        return _antecedent(target)
    if last - first == 1 and token.sort == "phrase" and token.lower in words.SUBJECT_PRONOUNS:
        stands_for = next((s.stands_for for s in target.fact.spans if s.start == token.start), "")
        return stands_for or _resolve(target, token)
    if last - first == 1 and token.lower == "it" and _is_expletive(target):
        return "it"
    if last - first == 1 and token.is_in(words.SUBJECT_PRONOUNS):
        return _resolve(target, token)
    if token.lower.split(" ")[0] in _OWNERS:
        return _owned(target, first, last)
    if clause.sort == "relative" and clause.opener == first - 1 and target.tokens[first - 1].lower == "whose":
        owner = _antecedent(target)
        return (
            owner if isinstance(owner, Refusal) else f"{possessive(owner)} {target.parse.words(first, last)}"
        )
    if token.is_in(frozenset({"this", "these", "such", "those"})) and token.sort == "word":
        return Refusal("vague-pronoun", f'"{token.text}" points outside the sentence; name what it means')
    return begin(target, first, _without_inner(target, first, last))


def _without_inner(target: Target, first: int, last: int) -> str:
    """The words of a noun phrase less the clauses between commas inside it."""
    for clause in target.parse.clauses:
        if clause.bounded and first < clause.start and clause.end <= last:
            return join(target.parse.words(first, clause.start - 1), target.parse.words(clause.end + 1, last))
    return target.parse.words(first, last)


def _can_stand_alone(target: Target) -> bool:
    """Whether a relative clause becomes a sentence once its pronoun is replaced."""
    clause = target.clause
    opener = target.tokens[clause.opener or 0].lower
    if opener == "where":
        return _place_of_where(target) != ""
    return opener != "when"


def _place_of_where(target: Target) -> str:
    """"Assisi, where …": "in Assisi"; empty unless it is the bare name of a place."""
    clause = target.clause
    if clause.sort != "relative" or clause.antecedent is None or not clause.bounded:
        return ""
    first, last = clause.antecedent
    token = target.tokens[first]
    bare = last - first == 1 and token.kind == "where" and token.text[:1].isupper() and not token.lower.startswith("the ")
    return f"in {token.text}" if bare and target.tokens[clause.opener or 0].lower == "where" else ""


_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}


def _owned(target: Target, first: int, last: int) -> str | Refusal:
    """ "his first book" in an inner clause: the main subject's."""
    token = target.tokens[first]
    word = token.text.split(" ")[0]
    owner = _resolve(target, replace(token, text=_OWNERS[word.lower()], lower=_OWNERS[word.lower()]), word)
    if isinstance(owner, Refusal):
        return owner
    return f"{possessive(owner)}{target.parse.words(first, last)[len(word) :]}"


def possessive(name: str) -> str:
    """A name as an owner: "Einstein's", "the Bolsheviks'"."""
    return f"{name}'" if name.endswith("s") and number_of(name) == "plural" else f"{name}'s"


def _is_expletive(target: Target) -> bool:
    """ "It took years to …", "it is known that …": an "it" that stands for nothing."""
    return target.verb in ("take", "be", "seem", "appear", "require", "cost") and any(
        piece.sort == "infinitive"
        or (piece.sort == "clause" and target.tokens[piece.start].lower in ("that", "to"))
        for piece in target.predicate.tail
    )


def _antecedent(target: Target) -> str | Refusal:
    assert target.clause.antecedent is not None
    if not target.clause.bounded:
        return Refusal("restrictive", "the clause says which one is meant, so it cannot be asked alone")
    first, last = target.clause.antecedent
    return begin(target, first, target.parse.words(first, last))


def _resolve(target: Target, pronoun: Token, written: str = "") -> str | Refusal:
    """The noun phrase that a pronoun subject of an inner clause stands for: the main clause's subject."""
    refusal = Refusal(
        "vague-pronoun", f'nobody can tell who or what "{written or pronoun.text}" is; use a name, or is="…"'
    )
    main = target.main
    if target.clause is main:
        return _resolve_forward(target, pronoun) or refusal
    if main.subject is None or target.clause.sort not in ("adverbial", "coordinate", "relative"):
        return refusal
    first, last = main.subject
    head = target.tokens[first]
    if head.lower in words.SUBJECT_PRONOUNS and last - first == 1:
        stands_for = next((s.stands_for for s in target.fact.spans if s.start == head.start), "")
        return stands_for or refusal
    if head.is_in(words.SUBJECT_PRONOUNS, words.OTHER_PRONOUNS):
        return refusal
    if not _fits(target, pronoun, first, last):
        return refusal
    return begin(target, first, target.parse.words(first, last))


def _fits(target: Target, pronoun: Token, first: int, last: int) -> bool:
    """Whether the pronoun agrees with the noun phrase."""
    head = target.tokens[first]
    plural = number_of(target.parse.words(first, last)) == "plural"
    if pronoun.lower in ("he", "she"):
        return not plural and (head.kind == "who" or (head.kind == "" and head.text[:1].isupper()))
    if pronoun.lower == "it":
        return not plural and (head.kind != "who" or head.lower.startswith("the "))
    return pronoun.lower == "they" and plural


def _resolve_forward(target: Target, pronoun: Token) -> str | None:
    """ "Because copper conducts electricity well, it …": the subject of the clause in front."""
    for clause in target.parse.clauses[1:]:
        in_front = any(piece.start == clause.start for piece in target.clause.fronted)
        if (
            clause.sort == "adverbial"
            and in_front
            and clause.subject
            and _fits(target, pronoun, *clause.subject)
        ):
            first, last = clause.subject
            if not target.tokens[first].is_in(words.SUBJECT_PRONOUNS):
                return begin(target, first, target.parse.words(first, last))
    return None


_KEPT_IN_FRONT = frozenset("as besides despite like unlike instead according notwithstanding".split())
"""Prepositions whose phrase cannot well go to the end of a question."""


def operator(target: Target) -> Kernel | Refusal:
    """Auxiliary and verb of the predicate for yes/no order."""
    if target.clause.sort == "participle":
        return Kernel(_missing_be(target), target.tokens[target.predicate.group.verb].lower)
    clause, group = target.clause, target.predicate.group
    if clause.inverted and clause.subject and group.aux and group.aux[0] < clause.subject[0]:
        return _turned_round(target)
    shared = _shared_auxiliary(target)
    if shared is not None:
        return shared
    found = kernel(target.parse, target.predicate)
    return found or Refusal("verb-form", "the form of the verb is not understood; tag it with [verb]{.verb}")


def _missing_be(target: Target) -> str:
    """The "was" that a participle clause lacks."""
    assert target.clause.subject is not None
    plural = number_of(target.parse.words(*target.clause.subject)) == "plural"
    first = target.tokens[target.main.predicates[0].group.first]
    past = (
        target.span.tag == "when" or first.lower in ("was", "were", "had", "did") or first.word.can_be("VBD")
    )
    if past:
        return "were" if plural else "was"
    return "are" if plural else "is"


def _turned_round(target: Target) -> Kernel | Refusal:
    """ "Not until 1971 did Swiss women gain …" is in a question's order already, but says "not until"."""
    assert target.clause.subject is not None
    behind = target.tokens[target.clause.subject[1] : target.predicate.groups[-1].last + 1]
    if (
        target.span.tag != "when"
        or target.position != "fronted"
        or target.tokens[0].lower not in ("not", "only")
    ):
        return Refusal("inverted", "the auxiliary stands before the subject already")
    return Kernel(
        target.tokens[target.predicate.group.first].text.lower(), " ".join(full(token) for token in behind)
    )


def _shared_auxiliary(target: Target) -> Kernel | None:
    """ "was built in 1900 and destroyed in 1945": the second verb borrows the first one's auxiliary."""
    if target.predicate is target.clause.predicates[0]:
        return None
    first, second = target.clause.predicates[0].group, target.predicate.group
    token = target.tokens[second.verb]
    if (
        second.aux
        or not first.passive
        or not token.word.can_be("VBN")
        or target.tokens[second.first].is_in(words.BE)
    ):
        return None
    whole = kernel(target.parse, replace(target.predicate, groups=(replace(first, last=first.verb),)))
    if whole is None:
        return None
    verb = subject_verb(target.parse, target.predicate, singular=False)
    auxiliaries = whole.verb.split()[:-1]
    middle = [word for word in auxiliaries if word.lower() in words.BE]
    return Kernel(whole.operator, join(*middle, verb or token.text))


def tail_text(target: Target, gap: Iterable[Piece] = (), *, keep: str = "", short: bool = False) -> str:
    """What follows the verb, less the pieces of the gap and what only adds to the sentence.

    `keep` stands where the first gap was (a stranded preposition). `short` leaves out times and places too.
    Fronted adjuncts come at the end.
    """
    gaps = tuple(gap)
    kept = _kept(target, gaps) - _focus(target, gaps)
    parts: list[str] = []
    put = not keep
    if not short:
        parts += [
            text
            for piece, text in fronted_texts(target)
            if piece.sort == "noun" and piece not in gaps and target.tokens[piece.start].sort == "quoted"
        ]
    for piece in target.predicate.tail:
        if piece in gaps:
            if not put:
                parts.append(keep)
                put = True
        elif piece in kept and not (short and _is_extra(target, piece)):
            parts.append(target.parse.words(piece.start, piece.end))
    if not put:
        parts.append(keep)
    if (
        _is_object_relative(target.clause)
        and target.clause.antecedent is not None
        and target.tokens[target.clause.opener or 0].lower in ("which", "whom", "that", "who")
    ):
        first, last = target.clause.antecedent
        parts.insert(0, begin(target, first, target.parse.words(first, last)))
    parts.append(_place_of_where(target))
    if not short:
        parts += [
            text
            for piece, text in fronted_texts(target)
            if piece not in gaps and target.tokens[piece.start].sort != "quoted"
        ]
    return join(*parts)


def _focus(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """ "only at [full moon]": an adverb that pointed at the gap has nothing left to point at."""
    found = set()
    for piece, after in pairwise(target.predicate.tail):
        if (
            after in gaps
            and piece.sort == "adverb"
            and target.tokens[piece.start].lower
            in ("only", "just", "even", "exactly", "precisely", "perhaps", "probably", "as", "ever", "first")
        ):
            found.add(piece)
    return found


def _is_extra(target: Target, piece: Piece) -> bool:
    """A tagged time or place, which a shorter question can do without."""
    if piece.sort not in ("preposition", "noun", "adverb"):
        return False
    kinds = {target.tokens[index].kind for index in range(piece.start, piece.end)} - {""}
    return bool(kinds) and kinds <= {"when", "where"} and not (piece.sort == "noun" and "where" in kinds)


def _is_object_relative(clause: Clause) -> bool:
    return (
        clause.sort == "relative"
        and clause.opener is not None
        and clause.subject is not None
        and clause.subject[0] != clause.opener
        and clause.opener == clause.start
    )


def fronted_texts(target: Target) -> list[tuple[Piece, str]]:
    """The adjuncts before the subject that can stand at the end instead."""
    found: list[tuple[Piece, str]] = []
    for piece in target.clause.fronted:
        if piece.sort in ("participle", "mark") or _stays_in_front(target, piece) or _named_it(target, piece):
            continue
        if piece.sort == "adverb" and target.tokens[piece.start].lower in CONNECTORS | {"not"}:
            continue
        text = target.parse.words(piece.start, piece.end)
        if target.tokens[piece.start].sort == "quoted" and text[-2:-1] == ",":
            text = text[:-2] + text[-1]
        found.append((piece, begin(target, piece.start, text)))
    return found


def _named_it(target: Target, piece: Piece) -> bool:
    """A clause in front whose subject the pronoun in this one stands for: it would come twice."""
    if piece.sort != "clause" or target.clause.subject is None or target.position == "subject":
        return False
    first, last = target.clause.subject
    return last - first == 1 and target.tokens[first].is_in(words.SUBJECT_PRONOUNS)


def _stays_in_front(target: Target, piece: Piece) -> bool:
    return (
        piece.sort == "preposition"
        and target.tokens[piece.start].lower in _KEPT_IN_FRONT
        and (target.index not in piece)
    )


def opening(target: Target) -> str:
    """What has to stay in front: "Having lost the election,", "Besides Titan,"; else empty."""
    pieces = [
        piece
        for piece in target.clause.fronted
        if piece.sort == "participle" or _stays_in_front(target, piece)
    ]
    if not pieces:
        return ""
    return ", ".join(target.parse.words(piece.start, piece.end) for piece in pieces) + ","


def _kept(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """The pieces of the tail that a question keeps: not asides, appositives and clauses that only add."""
    tail = target.predicate.tail
    kept: set[Piece] = set()
    segments: list[list[Piece]] = [[]]
    for piece in tail:
        if piece.sort == "mark" and target.tokens[piece.start].sort == "mark":
            segments.append([piece])
        else:
            segments[-1].append(piece)
    is_list = len(segments) > 1 and any(piece.sort == "coordinator" for piece in segments[-1][:3])
    for number, segment in enumerate(segments):
        body = [piece for piece in segment if piece.sort != "mark"]
        if number and not is_list and not _belongs(target, segments[number - 1], body, gaps):
            if not any(piece in gaps for piece in body):
                break
        kept.update(piece for piece in segment if not _only_adds(target, piece))
    return kept


def _belongs(target: Target, before: list[Piece], body: list[Piece], gaps: tuple[Piece, ...]) -> bool:
    """Whether what stands behind a comma still belongs to the clause: "in Ulm, Germany, on 14 March"."""
    if not body:
        return False
    first = body[0]
    if first.sort == "preposition":
        return target.tokens[first.start].lower not in (
            "including",
            "such",
            "with",
            "of",
            "like",
            "unlike",
            "despite",
        )
    if first.sort != "noun" or any(piece in gaps for piece in before):
        return False
    token = target.tokens[first.start]
    return (
        first.end - first.start == 1
        and (token.proper or token.kind == "where")
        and bool(before)
        and (before[-1].sort == "preposition")
    )


def _only_adds(target: Target, piece: Piece) -> bool:
    if piece.sort == "clause":
        clause = next(
            (c for c in target.parse.clauses if c.start == piece.start and c is not target.clause), None
        )
        if clause is None:
            return False
        bounded = target.tokens[piece.start - 1].text in (",", "—", "–", ";", ":")
        return clause.sort == "coordinate" or bounded
    return piece.sort == "mark" and target.tokens[piece.start].sort == "aside"


def is_one_of_several(target: Target) -> bool:
    """Whether the span is joined to others by "and" or "or", so that asking for it alone would leave a hole."""
    tail = target.predicate.tail if target.position == "tail" else ()
    if target.piece is None:
        return False
    first, last = target.piece.start, target.piece.end
    if any(target.tokens[index].is_in(words.COORDINATORS) for index in range(first, last)):
        return True
    for number, piece in enumerate(tail):
        if piece == target.piece:
            around = [*tail[max(0, number - 1) : number], *tail[number + 1 : number + 2]]
            return any(other.sort == "coordinator" for other in around)
    return False
