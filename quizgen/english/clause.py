"""Clauses: a subject, its verb groups, and what stands before and after them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from quizgen.english.token import Token
from quizgen.english.verbs import Group

ClauseSort = Literal[
    "main", "relative", "contact", "adverbial", "that", "nominal", "coordinate", "participle"
]
"""contact: a relative clause without its pronoun; nominal: a wh-clause that is a subject or object;
participle: "launched in 1977," with the main clause's subject."""

PieceSort = Literal[
    "noun", "preposition", "adverb", "infinitive", "participle", "adjective", "clause", "mark", "coordinator"
]


@dataclass(frozen=True, slots=True)
class Piece:
    """A constituent: tokens `start` up to `end` (exclusive)."""

    sort: PieceSort
    start: int
    end: int
    head: int = -1
    """Of a prepositional piece: where its noun phrase begins."""
    inside: str = ""
    """What it stands in that cannot be asked out of: "participle"; else empty."""

    def __contains__(self, index: int) -> bool:
        return self.start <= index < self.end

    @property
    def noun(self) -> int:
        """Where it begins, its preposition left out."""
        return self.head if self.sort == "preposition" else self.start


@dataclass(frozen=True, slots=True)
class Predicate:
    """A verb group, or several that share what follows ("wrote, illustrated and printed"), and its tail."""

    groups: tuple[Group, ...]
    end: int
    """The tail goes from the last group up to here (exclusive)."""
    tail: tuple[Piece, ...] = ()
    particle: int | None = None
    """A particle that stands behind the object."""

    @property
    def group(self) -> Group:
        """The first verb group: the one whose auxiliary moves."""
        return self.groups[0]


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of a sentence; all numbers are token indices."""

    sort: ClauseSort
    start: int
    """Its first token, the word that opens it included."""
    end: int
    opener: int | None
    """The subordinator or relative pronoun."""
    subject: tuple[int, int] | None
    """Without fronted adjuncts and without asides before the verb."""
    predicates: tuple[Predicate, ...]
    fronted: tuple[Piece, ...] = ()
    asides: tuple[Piece, ...] = ()
    """What stands between commas behind the subject."""
    antecedent: tuple[int, int] | None = None
    """Of a relative clause: the noun phrase before it."""
    inverted: bool = False
    """The subject stands behind the verb: "On the hill stood a fort", "Never would a crew fly"."""
    parent: int = -1
    """The number of the clause it stands in."""
    bounded: bool = False
    """Commas set it off: a relative clause that only adds."""


@dataclass(frozen=True, slots=True)
class Parse:
    """A sentence, read."""

    text: str
    tokens: tuple[Token, ...]
    clauses: tuple[Clause, ...]
    """The main clause first; empty if no verb was found."""
    margin: float
    """Points between this reading and the next best with another verb; the confidence."""
    rivals: tuple[tuple[Clause, ...], ...] = ()
    """The clauses of other readings with the same main verb that are nearly as good: they may see another verb in
    an inner clause."""

    def words(self, start: int, end: int) -> str:
        """The sentence from token `start` up to token `end` (exclusive), as it is written."""
        if start >= end:
            return ""
        return self.text[self.tokens[start].start : self.tokens[end - 1].end]

    def subjects_of(self, index: int) -> set[tuple[int, int] | None]:
        """The subjects of the clauses that hold this token, in this reading and its rivals."""
        return {_subject_of(clauses, index) for clauses in (self.clauses, *self.rivals)}

    def clause_of(self, index: int) -> int:
        """The number of the innermost clause that holds this token."""
        holding = [number for number, clause in enumerate(self.clauses) if clause.start <= index < clause.end]
        return min(holding, key=lambda number: self.clauses[number].end - self.clauses[number].start)

    def token_at(self, start: int, end: int) -> int | None:
        """The token that is exactly these characters, quotation marks around it allowed."""
        for index, token in enumerate(self.tokens):
            if token.start <= start and end <= token.end:
                return index if token.text == self.text[start:end] else None
        return None


def _subject_of(clauses: tuple[Clause, ...], index: int) -> tuple[int, int] | None:
    """The subject of the innermost clause with a verb that holds a token."""
    holding = [clause for clause in clauses if clause.start <= index < clause.end and clause.predicates]
    return min(holding, key=lambda clause: clause.end - clause.start).subject if holding else None
