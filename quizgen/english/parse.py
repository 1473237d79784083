"""Find the clauses of a sentence: which verbs are finite, what each clause begins and ends with.

Every way to choose the finite verbs is a reading (at most 128). A reading is walked once, left to right, with
a stack of open clauses; a clause takes one verb, or several joined by "and". Each verb earns points from its
neighbours (`verbs.evidence`), each clause without verb or subject and each verb without clause costs points.
The best reading is the parse; how far it leads over the next with another main verb is its margin.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.clause import Clause, ClauseSort, Parse, Piece, Predicate
from quizgen.english.number import number_of
from quizgen.english.pieces import cut
from quizgen.english.token import Phrase, Token, tokenise
from quizgen.english.verbs import Group, can_be_finite, evidence, group_at, is_adverb, split_particle

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

MOST_DOUBTFUL = 7
"""Weak candidates that are tried both ways: 2 ** 7 readings."""

NO_RIVAL = 9.0
"""The margin of a reading that has no rival, in points."""

COMMAS = frozenset({",", "—", "–", "-"})
STOPS = frozenset({";", ":"})

_STANDS_BEFORE_SUBJECT = frozenset(
    "be stand lie sit hang live come rise run rest begin dwell follow grow remain exist flow".split()
)


def parse(text: str, phrases: Sequence[Phrase] = ()) -> Parse:
    """Read a sentence, given the phrases in it that hold together (they may nest)."""
    tokens = tokenise(text, phrases)
    ranked = sorted((_read(tokens, chosen) for chosen in _readings(tokens)), key=lambda found: -found.score)
    if not ranked or not ranked[0].clauses:
        return Parse(text, tokens, (), 0.0)
    best = ranked[0]
    rival = next(
        (found.score for found in ranked[1:] if found.main_verb != best.main_verb), best.score - NO_RIVAL
    )
    return Parse(text, tokens, best.clauses, min(best.score - rival, best.health))


@dataclass(frozen=True, slots=True)
class _Reading:
    score: float
    clauses: tuple[Clause, ...]
    main_verb: int
    health: float
    """Points lost by broken structure, taken from `NO_RIVAL`."""


def _readings(tokens: Sequence[Token]) -> Iterable[tuple[int, ...]]:
    """Every choice of finite verbs worth a walk."""
    candidates = [index for index in range(len(tokens)) if can_be_finite(tokens, index)]
    points = {index: evidence(tokens, index) for index in candidates}
    tagged = [index for index in candidates if tokens[index].kind == "verb"]
    sure = [index for index in candidates if index in tagged or _is_sure(tokens[index], points[index])]
    doubtful = sorted((index for index in candidates if index not in sure), key=lambda index: -points[index])
    doubtful = doubtful[:MOST_DOUBTFUL]
    for size in range(len(doubtful) + 1):
        for some in combinations(doubtful, size):
            if chosen := tuple(sorted((*sure, *some))):
                yield chosen


def _is_sure(token: Token, points: float) -> bool:
    if (
        token.is_in(words.FINITE_BE, words.MODALS)
        or token.lower in ("has", "had", "does", "did")
        or points >= 8
    ):
        return True
    if not token.word.can_be("VBD") or token.word.can_be("VBN", "VB", "NNS"):
        return False
    return points > (3.0 if token.word.can_be("NN", "JJ", "RB") else 0.0)


@dataclass(slots=True)
class _Open:
    """A clause being walked through."""

    sort: ClauseSort
    start: int
    opener: int | None = None
    parent: int = -1
    antecedent: tuple[int, int] | None = None
    bounded: bool = False
    groups: list[Group] = field(default_factory=list)
    end: int = -1


class _Walk:
    """One reading of the sentence, walked left to right."""

    def __init__(self, tokens: Sequence[Token], groups: dict[int, Group]) -> None:
        self.tokens = tokens
        self.groups = groups
        self.end = len(tokens)
        while self.end and tokens[self.end - 1].text in (".", "!", "…"):
            self.end -= 1
        self.clauses = [_Open("main", 0)]
        self.stack = [0]
        self.lost = 0.0

    def run(self) -> None:
        """Open and close clauses until the sentence ends."""
        index = 0
        while index < self.end:
            if index in self.groups:
                self.verb(self.groups[index])
                index = self.groups[index].last + 1
                continue
            token = self.tokens[index]
            if token.sort == "mark" and token.text in COMMAS:
                self.comma(index)
            elif token.sort == "word":
                self.word(index)
            index += 1
        while self.stack:
            self.close(self.end)

    @property
    def top(self) -> _Open:
        return self.clauses[self.stack[-1]]

    def open(self, clause: _Open) -> None:
        clause.parent = self.stack[-1]
        self.clauses.append(clause)
        self.stack.append(len(self.clauses) - 1)

    def close(self, end: int) -> None:
        clause = self.top
        while end > clause.start + 1 and is_adverb(self.tokens[end - 1]) and end < self.end:
            end -= 1  # an adverb before the next verb belongs to that verb
        clause.end = end
        self.stack.pop()

    def comma(self, index: int) -> None:
        top = self.top
        if not top.groups or len(self.stack) == 1:
            return
        fronted = not self.clauses[top.parent].groups
        if (top.sort == "relative" and top.bounded) or (top.sort == "adverbial" and fronted):
            top.end = index
            self.stack.pop()

    def word(self, index: int) -> None:
        token = self.tokens[index]
        if index == 0 and token.lower in ("had", "were", "should"):
            self.open(_Open("adverbial", index, index))
        elif token.lower == "because" and self.lower(index + 1) == "of":
            return
        elif token.is_in(words.SUBORDINATORS) and self.verb_ahead(index):
            if token.lower != "so" or self.lower(index + 1) == "that":
                self.open(_Open("adverbial", index, index))
        elif token.is_in(words.CLAUSE_PREPOSITIONS) and self.clause_follows(index):
            self.open(_Open("adverbial", index, index))
        elif token.is_in(words.WH_WORDS | {"that"}) and self.verb_ahead(index):
            self.wh_word(index)

    def lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < self.end else ""

    def verb_ahead(self, index: int) -> bool:
        return any(index < first for first in self.groups)

    def clause_follows(self, index: int) -> bool:
        """After "before", "since", "as" …: one noun phrase and then a finite verb."""
        first = min((first for first in self.groups if first > index + 1), default=None)
        if first is None:
            return False
        between = self.tokens[index + 1 : first]
        if any(
            token.sort == "mark"
            or token.is_in((words.PREPOSITIONS - {"of"}) | words.WH_WORDS | {"that", "to"})
            for token in between
        ):
            return False
        last = first - 1
        while last > index and is_adverb(self.tokens[last]):
            last -= 1
        if last == index or self.tokens[last].is_in(words.COORDINATORS):
            return False
        waiting = any(not self.clauses[number].groups for number in self.stack)
        return not waiting or any(later > first and later > self.groups[first].last for later in self.groups)

    def wh_word(self, index: int) -> None:
        token = self.tokens[index]
        before = index - 1
        start = index
        if (
            token.lower in ("whom", "which", "whose")
            and self.tokens[before].is_in(words.PREPOSITIONS)
            and before > 0
        ) or (self.lower(before) == "of" and token.lower in ("whom", "which")):
            start = before
            before -= 1
        bounded = before > 0 and self.tokens[before].text in COMMAS
        if bounded:
            before -= 1
        noun = before >= self.top.start and self.is_noun_end(before)
        after_verb = bool(self.top.groups) and before <= self.after_verb(self.top.groups[-1])
        if token.lower == "that":
            self.that(index, start, before, noun and not after_verb, bounded)
        elif token.lower in ("what", "how", "why", "whether") or not noun:
            if token.lower == "when" or (token.lower == "where" and self.top.groups and not after_verb):
                self.open(_Open("adverbial", index, index))
            else:
                self.open(_Open("nominal", index, index))
        elif token.lower == "when":
            self.open(_Open("adverbial", index, index))
        else:
            self.open(_Open("relative", start, index, antecedent=self.noun_before(before), bounded=bounded))

    def that(self, index: int, start: int, before: int, noun: bool, bounded: bool) -> None:
        saying = False
        if self.top.groups:
            verb = self.tokens[self.top.groups[-1].verb]
            lemma = verb.word.lemma("VBD", "VBN", "VBZ", "VB")
            saying = lemma in words.TELLING or (not noun and lemma in words.SAYING)
        if saying or (self.top.groups and not noun):
            self.open(_Open("that", index, index))
        elif noun and self.lower(index + 1) not in ("of", "year", "time", "day"):
            self.open(_Open("relative", start, index, antecedent=self.noun_before(before), bounded=bounded))

    def after_verb(self, group: Group) -> int:
        """The last token of the verb group, adverbs behind it included."""
        last = group.last
        while last + 1 < self.end and is_adverb(self.tokens[last + 1]):
            last += 1
        return last

    def is_noun_end(self, index: int) -> bool:
        token = self.tokens[index]
        if token.sort in ("phrase", "quoted", "number", "aside") or token.proper:
            return True
        return token.word.can_be("NN", "NNS") or token.is_in(words.OTHER_PRONOUNS)

    def noun_before(self, last: int) -> tuple[int, int]:
        """The noun phrase that ends with token `last`."""
        first = last
        inside = {index for group in self.groups.values() for index in range(group.first, group.last + 1)}
        while first - 1 >= self.top.start and first - 1 not in inside:
            if self.tokens[first].sort == "phrase" and self.lower(first - 1) != "of":
                break
            before = self.tokens[first - 1]
            if before.sort == "mark" or before.is_in(words.PREPOSITIONS - {"of"}) or before.lower == "to":
                break
            first -= 1
            if before.is_in(words.ARTICLES) and self.lower(first - 1) != "of":
                break
        return first, last + 1

    def verb(self, group: Group) -> None:
        while True:
            top = self.top
            if not top.groups:
                top.groups.append(group)
                return
            link = self.link(group.first, top)
            if link == "verb":
                top.groups.append(group)
                return
            if isinstance(link, int):
                self.coordinate(link, group)
                return
            if len(self.stack) > 1 and top.sort != "coordinate":
                self.close(group.first)
                continue
            self.stray(group)
            return

    def link(self, first: int, top: _Open) -> str | int | None:
        """How a further verb joins an open clause: "verb" (and wrote), the index of the coordinator before a
        new subject (and he wrote), or not at all."""
        before = first - 1
        while before > top.groups[-1].last and is_adverb(self.tokens[before]):
            before -= 1
        token = self.tokens[before]
        if token.is_in(words.COORDINATORS) or token.lower == "then":
            return "verb"
        if token.text in COMMAS and self.list_goes_on(first):
            return "verb"
        for index in range(before, top.groups[-1].last, -1):
            token = self.tokens[index]
            if token.text in STOPS:
                return index
            if token.is_in(words.COORDINATORS) and not self.tokens[index + 1].is_in(words.PREPOSITIONS):
                if self.tokens[index - 1].text not in COMMAS:
                    self.lost += 1.5
                return index
        return None

    def list_goes_on(self, first: int) -> bool:
        """Whether "…, removes waste and returns" has its "and" before a later verb."""
        for later in self.groups:
            if later > first:
                before = later - 1
                while before > first and is_adverb(self.tokens[before]):
                    before -= 1
                if self.tokens[before].is_in(words.COORDINATORS):
                    return True
        return False

    def coordinate(self, start: int, group: Group) -> None:
        while len(self.stack) > 1 and self.top.sort not in ("coordinate",):
            self.close(start)
        if self.top.sort == "coordinate":
            self.close(start)
        self.open(_Open("coordinate", start, start, groups=[group]))

    def stray(self, group: Group) -> None:
        """A verb that joins nothing: the one before may have been a contact clause's."""
        top = self.top
        earlier = top.groups[-1]
        lemma = self.tokens[earlier.verb].word.lemma("VBD", "VBN", "VBZ", "VB")
        has_subject = group.first > earlier.last + 1
        border = self.border(top, earlier)
        if lemma in words.SAYING and has_subject and border is None:
            self.open(_Open("that", earlier.last + 1, None, groups=[group]))
            self.lost += 0.5
        elif border is not None and len(top.groups) == 1:
            contact = _Open(
                "contact",
                border,
                None,
                self.stack[-1],
                self.noun_before(border - 1),
                groups=[earlier],
                end=group.first,
            )
            self.clauses.append(contact)
            top.groups[:] = [group]
            self.lost += 1.5
        else:
            top.groups.append(group)
            self.lost += 8.0

    def border(self, top: _Open, group: Group) -> int | None:
        """Where two noun phrases touch before the verb: "the telegram | Zimmermann sent"."""
        for index in range(top.start + 1, group.first):
            token, before = self.tokens[index], self.tokens[index - 1]
            begins = (
                token.proper
                or token.kind == "who"
                or token.is_in(words.SUBJECT_PRONOUNS | words.ARTICLES | words.POSSESSIVES)
            )
            ends = before.kind in ("who", "what", "where") or (
                before.sort == "word" and before.word.can_be("NN", "NNS") and not before.proper
            )
            if begins and ends and before.text not in COMMAS:
                return index
        return None


def _read(tokens: Sequence[Token], chosen: tuple[int, ...]) -> _Reading:
    groups: dict[int, Group] = {}
    reached = -1
    for index in chosen:
        if index > reached:
            group = _inverted_group(tokens, index) or group_at(tokens, index)
            groups[index] = group
            reached = group.last
    walk = _Walk(tokens, groups)
    walk.run()
    clauses = tuple(_finish(walk, number) for number in range(len(walk.clauses)))
    clauses += tuple(_participles(tokens, clauses[0]))
    lost = walk.lost + sum(_loss(tokens, clause) for clause in clauses) + _neglect(tokens, groups)
    score = sum(evidence(tokens, index) for index in groups) - lost
    verb = clauses[0].predicates[0].group.verb if clauses[0].predicates else -1
    return _Reading(score, clauses if verb >= 0 else (), verb, NO_RIVAL - lost)


def _inverted_group(tokens: Sequence[Token], index: int) -> Group | None:
    """ "Never again would a crew fly": the auxiliary stands before its subject."""
    if (
        not index
        or not tokens[0].is_in(words.OPENING_NEGATIVES)
        or not tokens[index].is_in(words.AUXILIARIES)
    ):
        return None
    after = index + 1
    if tokens[after].sort == "phrase":
        noun: Piece | None = Piece("noun", after, after + 1)
    else:
        noun = next(iter(cut(tokens, after, len(tokens))), None)
    if noun is None or noun.sort != "noun" or noun.end >= len(tokens):
        return None
    pair = (*tokens[: index + 1], *tokens[noun.end :])
    group = group_at(pair, index)
    shift = noun.end - after
    if group.verb == index:
        return None
    aux = tuple(number if number <= index else number + shift for number in group.aux)
    return Group(
        index,
        group.verb + shift,
        group.last + shift,
        aux,
        None,
        None if group.particle is None else group.particle + shift,
        group.passive,
    )


def _finish(walk: _Walk, number: int) -> Clause:
    """The clause, with its subject found and its tails cut."""
    tokens, found = walk.tokens, walk.clauses[number]
    inner = [(other.start, other.end) for other in walk.clauses if other.parent == number]
    if not found.groups:
        return Clause(found.sort, found.start, found.end, found.opener, None, (), parent=found.parent)
    first = found.groups[0]
    start = found.start if found.opener is None else found.opener + 1
    front, subject, asides = _before_verb(tokens, start, first.first, inner)
    inverted = False
    if subject is None and found.sort in ("relative", "nominal") and found.opener is not None:
        subject = (found.opener, found.opener + 1)
    predicates = _predicates(tokens, found, inner)
    if subject is None:
        said = any(tokens[piece.start].sort == "quoted" for piece in front)
        subject, inverted, predicates = _behind_verb(tokens, first, predicates, said=said)
    return Clause(
        found.sort,
        found.start,
        found.end,
        found.opener,
        subject,
        predicates,
        front,
        asides,
        found.antecedent,
        inverted,
        found.parent,
        found.bounded or _is_cleft(walk, found),
    )


def _is_cleft(walk: _Walk, found: _Open) -> bool:
    """ "It was Koch who …": the relative clause says nothing about which Koch, so it can be asked alone."""
    main = walk.clauses[0]
    if (
        found.sort != "relative"
        or found.antecedent is None
        or not main.groups
        or walk.tokens[0].lower != "it"
    ):
        return False
    return main.groups[0].last + 1 == found.antecedent[0] and walk.tokens[main.groups[0].verb].is_in(words.BE)


def _participles(tokens: Sequence[Token], main: Clause) -> Iterable[Clause]:
    """ "Voyager 1, launched in 1977, …", "Expelled from France, Karl Marx …": clauses that lack only "was"."""
    if main.subject is None or main.inverted:
        return
    for piece in (*main.fronted, *main.asides):
        verb = piece.start
        while verb < piece.end and is_adverb(tokens[verb]):
            verb += 1
        if verb >= piece.end - 1 or not tokens[verb].word.can_be("VBN") or tokens[verb].proper:
            continue
        if not tokens[verb + 1].is_in(words.PREPOSITIONS) and tokens[verb + 1].kind not in ("when", "how"):
            continue
        group = Group(verb, verb, verb, passive=True)
        predicate = Predicate((group,), piece.end, cut(tokens, verb + 1, piece.end))
        yield Clause(
            "participle", piece.start, piece.end, None, main.subject, (predicate,), parent=0, bounded=True
        )


def _segments(
    tokens: Sequence[Token], start: int, end: int, inner: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut at the commas that stand in no inner clause."""
    cuts = [
        index
        for index in range(start, end)
        if tokens[index].text in COMMAS
        and tokens[index].sort == "mark"
        and not any(first <= index < last for first, last in inner)
    ]
    edges = [start, *[edge for index in cuts for edge in (index, index + 1)], end]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


def _before_verb(
    tokens: Sequence[Token], start: int, end: int, inner: Sequence[tuple[int, int]]
) -> tuple[tuple[Piece, ...], tuple[int, int] | None, tuple[Piece, ...]]:
    """Fronted adjuncts, the subject, and asides between subject and verb."""
    while end > start and is_adverb(tokens[end - 1]) and tokens[end - 1].lower not in ("there", "once"):
        end -= 1
    segments = _segments(tokens, start, end, inner)
    fronted: list[Piece] = []
    if segments and _is_speech(tokens, start):
        fronted.append(Piece("noun", start, start + 1))
        segments[0] = (start + 1, segments[0][1])
        segments = [segment for segment in segments if segment[0] < segment[1]]
    while len(segments) > 1 and (pieces := _fronted(tokens, *segments[0], inner)):
        fronted += pieces
        segments.pop(0)
    if not segments:
        return tuple(fronted), None, ()
    first, last = segments[0]
    pieces = cut(tokens, first, last, inner)
    while (
        pieces
        and _is_adjunct(tokens, pieces[0])
        and (any(piece.sort == "noun" for piece in pieces[1:]) or pieces[0].sort != "noun")
    ):
        fronted.append(pieces[0])
        pieces = pieces[1:]
    while last - first > 1 and tokens[last - 1].sort == "aside":
        last -= 1
    if len(segments) > 1 and _is_list(tokens, segments):
        last = segments[-1][1]
        segments = segments[:1]
    asides = tuple(Piece("mark", *segment) for segment in segments[1:])
    if not pieces:
        return tuple(fronted), None, asides
    return tuple(fronted), (pieces[0].start, last), asides


def _is_speech(tokens: Sequence[Token], start: int) -> bool:
    """Somebody's words with a comma, and then who said them."""
    token, after = tokens[start], tokens[min(start + 1, len(tokens) - 1)]
    return token.sort == "quoted" and (token.text[-2:-1] in (",", "!", "?") or after.text == ",")


def _fronted(
    tokens: Sequence[Token], start: int, end: int, inner: Sequence[tuple[int, int]]
) -> tuple[Piece, ...]:
    """The pieces of a segment before the subject, or none if it is the subject itself."""
    token = tokens[start]
    pieces = cut(tokens, start, end, inner)
    if not pieces:
        return ()
    if pieces[0].sort in ("participle", "infinitive", "adjective") or (
        token.word.can_be("VBG", "VBN") and not token.word.can_be("NN", "NNS", "VBD") and not token.proper
    ):
        return (Piece("participle", start, end),)
    if (
        token.word.can_be("VBN")
        and len(pieces) > 1
        and not token.proper
        and tokens[start + 1].is_in(words.PREPOSITIONS)
    ):
        return (Piece("participle", start, end),)
    if all(_is_adjunct(tokens, piece) for piece in pieces):
        return pieces
    first_other = next(piece for piece in pieces if not _is_adjunct(tokens, piece))
    if first_other.sort in ("participle", "infinitive"):
        return (Piece("participle", start, end),)  # "As seen from the Earth,"
    return ()


def _is_adjunct(tokens: Sequence[Token], piece: Piece) -> bool:
    if piece.sort in ("preposition", "clause", "mark"):
        return piece.sort != "clause" or tokens[piece.start].lower not in words.WH_WORDS - {"when", "where"}
    if piece.sort == "adverb":
        return tokens[piece.start].lower != "there"
    return piece.sort == "noun" and tokens[piece.start].kind in ("when", "why", "how")


def _is_list(tokens: Sequence[Token], segments: Sequence[tuple[int, int]]) -> bool:
    """ "Lead, tin and zinc": the last segment holds the "and"."""
    first, last = segments[-1]
    return (
        any(tokens[index].is_in(words.COORDINATORS) for index in range(first, last))
        and not tokens[first].is_in(words.PREPOSITIONS, words.WH_WORDS)
        and not tokens[segments[1][0]].is_in(words.WH_WORDS, words.PREPOSITIONS)
    )


def _predicates(
    tokens: Sequence[Token], found: _Open, inner: Sequence[tuple[int, int]]
) -> tuple[Predicate, ...]:
    predicates: list[Predicate] = []
    joined: list[Group] = []
    for group, after in zip(found.groups, [*found.groups[1:], None], strict=True):
        joined.append(group)
        end = found.end if after is None else _before_link(tokens, after.first, group.last + 1)
        if after is not None and end <= group.last + 1:
            continue
        predicates.append(_predicate(tokens, tuple(joined), end, inner))
        joined = []
    return tuple(predicates)


def _before_link(tokens: Sequence[Token], first: int, least: int) -> int:
    """The end of a tail before the "and" or comma that links the next verb."""
    while first > least and (
        is_adverb(tokens[first - 1])
        or tokens[first - 1].is_in(words.COORDINATORS)
        or tokens[first - 1].text in COMMAS
    ):
        first -= 1
    return first


def _predicate(
    tokens: Sequence[Token], groups: tuple[Group, ...], end: int, inner: Sequence[tuple[int, int]]
) -> Predicate:
    last = groups[-1]
    lemma = tokens[last.verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")
    particle = None if last.particle else split_particle(tokens, last.verb, end)
    two = lemma in words.DITRANSITIVE or lemma in words.NAMING
    if particle is None:
        return Predicate(groups, end, cut(tokens, last.last + 1, end, inner, two_objects=two, verb=lemma))
    tail = (
        *cut(tokens, last.last + 1, particle, inner, two_objects=two),
        Piece("adverb", particle, particle + 1),
        *cut(tokens, particle + 1, end, inner),
    )
    return Predicate(groups, end, tail, particle)


def _behind_verb(
    tokens: Sequence[Token], group: Group, predicates: tuple[Predicate, ...], *, said: bool
) -> tuple[tuple[int, int] | None, bool, tuple[Predicate, ...]]:
    """A subject that follows its verb."""
    if group.aux and group.aux[0] == group.first and group.verb > group.first:
        after = group.first + 1
        inside = next(iter(cut(tokens, after, group.verb)), None)
        if inside is not None and inside.sort == "noun":
            return (inside.start, inside.end), True, predicates
    tail = predicates[0].tail
    lemma = tokens[group.verb].word.lemma("VBD", "VBZ", "VB") or "be"
    if (said or lemma in _STANDS_BEFORE_SUBJECT) and tail and tail[0].sort == "noun":
        rest = Predicate(predicates[0].groups, predicates[0].end, tail[1:], predicates[0].particle)
        return (tail[0].start, tail[0].end), True, (rest, *predicates[1:])
    return None, False, predicates


def _loss(tokens: Sequence[Token], clause: Clause) -> float:
    """Points a clause costs for what it lacks."""
    if not clause.predicates:
        return 12.0 if clause.sort == "main" else 6.0
    if clause.subject is None:
        return 5.0
    lost = 1.0 if clause.inverted else 0.0
    first, last = clause.subject
    if last - first > 1 and _is_plural_before_noun(tokens[last - 2], tokens[last - 1]):
        lost += 2.0
    if (
        last - first == 1
        and tokens[first].sort == "word"
        and tokens[first].word.can_be("JJ")
        and not (tokens[first].word.can_be("NN", "NNS") or tokens[first].proper)
    ):
        lost += 2.0
    return lost + _disagreement(tokens, clause)


def _is_plural_before_noun(before: Token, noun: Token) -> bool:
    """"spiders spin": a plural hardly ever stands before another noun, so the second is rather the verb."""
    plural = before.sort == "word" and before.word.can_be("NNS") and not before.word.can_be("NN", "VBZ", "JJ")
    return plural and not before.proper and noun.sort == "word" and noun.word.can_be("NN") and noun.word.can_be("VB")


def _disagreement(tokens: Sequence[Token], clause: Clause) -> float:
    """Singular subjects with plural verbs, and the other way round."""
    assert clause.subject is not None
    first, last = clause.subject
    if clause.sort == "relative" and clause.opener == first:
        if clause.antecedent is None:
            return 0.0
        first, last = clause.antecedent
    verb = tokens[clause.predicates[0].group.first]
    number = number_of(" ".join(token.text for token in tokens[first:last]))
    singular_verb = verb.lower in ("is", "was", "has", "does") or (
        verb.word.can_be("VBZ") and not verb.word.can_be("VB", "VBD")
    )
    plural_verb = verb.lower in ("are", "were", "have", "do") or (
        verb.word.can_be("VB") and not verb.word.can_be("VBD", "VBZ") and not verb.is_in(words.MODALS)
    )
    wrong = (number == "plural" and singular_verb) or (number == "singular" and plural_verb)
    return 3.0 if wrong else 0.0


def _neglect(tokens: Sequence[Token], groups: dict[int, Group]) -> float:
    """Points for words left as nouns or participles where a noun phrase follows that nothing governs."""
    inside = {index for group in groups.values() for index in range(group.first, group.last + 1)}
    lost = 0.0
    for index in range(1, len(tokens) - 1):
        token, after = tokens[index], tokens[index + 1]
        if index in inside or token.sort != "word" or token.proper or not can_be_finite(tokens, index):
            continue
        if tokens[index - 1].kind in ("who", "what") and not token.word.can_be("VBN", "VB"):
            lost += 1.5
        if (after.sort == "phrase" and after.kind in ("who", "what", "howmany")) or after.is_in(
            words.ARTICLES
        ):
            lost += 2.5 if not token.word.can_be("NN", "NNS") or evidence(tokens, index) > 2 else 1.5
    return lost
