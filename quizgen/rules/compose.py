"""Put a question together from a wh-phrase and the clause around the gap."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.wording import join, question
from quizgen.rules.operator import operator
from quizgen.rules.reference import subject_text
from quizgen.rules.tail import lengths, opening, tail_text
from quizgen.rules.target import TOO_DEEP, Refusal, Wording, begin

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Clause, Piece
    from quizgen.rules.target import Target


_DANGLES = re.compile(
    r"(?i)\b(?:that|so|because|and|or|but|nor|the|a|an|if|when|while|although|where|who|which|what|how|why|even|very|each"
    r"|every|at least|at most)\?$"
)
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W_]+")


def in_front(
    target: Target, asked: Sequence[str], gap: Sequence[Piece], *, keep: str = "", moved: str = ""
) -> Wording | Refusal:
    """Wh-phrase in front, auxiliary or do after it: "When did … reach …?".

    asked: the wh-phrases, best first; keep: what stays where the gap was; moved: what the verb's first object
    becomes when it has to follow the others.
    """
    subject = subject_text(target)
    if isinstance(subject, Refusal):
        return subject
    verb = operator(target)
    if isinstance(verb, Refusal):
        return verb
    before, behind = opening(target), _circumstance(target)
    if keep and target.piece is not None and target.piece.start == 0:
        keep = begin(target, 0, keep)  # "At the foot of [Table Mountain] lies …"
    forms: list[str] = []
    for short in lengths(target, gap):
        tail = tail_text(target, gap, keep=keep, short=short)
        for wh in asked:
            forms.append(question(before, wh, verb.operator, subject, verb.verb, tail, moved, behind))
    return wording(target, forms)


def through_that(target: Target, asked: Sequence[str]) -> Wording | Refusal:
    """Ask for an object of a that-clause: "What did Lavoisier show that combustion requires?"."""
    inner, piece = target.clause, target.piece
    outer = target.parse.clauses[inner.parent]
    clause = piece_of(outer, inner)
    if outer.sort != "main" or clause is None or piece is None or piece.sort not in ("noun", "preposition"):
        return TOO_DEEP
    if not says_that(target, outer):
        return TOO_DEEP
    rest = join(target.parse.words(clause.start, piece.noun), target.parse.words(piece.end, clause.end))
    return in_front(target.with_clause(outer), asked, [clause], keep=rest)


def says_that(target: Target, outer: Clause) -> bool:
    """Whether a that-clause is what the outer verb says, shows or knows: not in "was so long that …"."""
    verb = target.tokens[outer.predicates[0].groups[-1].verb]
    degrees = any(token.lower in ("so", "such") for token in target.tokens[outer.start : target.clause.start])
    return not degrees and not verb.is_in(words.BE)


def piece_of(outer: Clause, inner: Clause) -> Piece | None:
    """The piece of a clause's tails that is another clause."""
    return next(
        (piece for predicate in outer.predicates for piece in predicate.tail if piece.start == inner.start),
        None,
    )


def _circumstance(target: Target) -> str:
    """A question inside "while he was working at …" says when that was: "when he invented …"."""
    clause, main = target.clause, target.main
    opener = target.tokens[clause.opener].lower if clause.opener is not None else ""
    if clause.sort != "adverbial" or opener not in ("while", "when", "as", "whilst") or main.subject is None:
        return ""
    if clause.subject is None or any(
        token.sort == "quoted" and token.text[-2:-1] == "," for token in target.tokens
    ):
        return ""
    pronoun = target.tokens[clause.subject[0]]
    resolved = clause.subject[1] - clause.subject[0] == 1 and pronoun.is_in(words.SUBJECT_PRONOUNS)
    if not resolved or target.span.tag == "when":
        return ""
    seen_from_main = target.with_clause(main)
    inner = [piece for piece in main.predicates[0].tail if piece.start == clause.start]
    group = main.predicates[0].group
    verb = target.parse.words(group.first, main.predicates[0].groups[-1].last + 1)
    tail = _tail_alone(seen_from_main) if main.fronted else tail_text(seen_from_main, inner)
    return f"when {pronoun.text} {verb} {tail}"


def _tail_alone(target: Target) -> str:
    """The tail without what was fronted."""
    return target.parse.words(target.predicate.groups[-1].last + 1, target.predicate.end)


def wording(target: Target, forms: Sequence[str]) -> Wording | Refusal:
    """The forms less doubles; a refusal if the first gives its own answer away."""
    first, *others = dict.fromkeys(forms)
    if leaks(target, first):
        return Refusal(
            "leak",
            "the answer stands a second time in the sentence, so a question would give it away; say it once",
        )
    if _DANGLES.search(first):
        return Refusal(
            "part-of-phrase", "a word that leads to the span would be left behind; tag it with the span"
        )
    return Wording(first, tuple(form for form in others if not leaks(target, form)))


def leaks(target: Target, text: str) -> bool:
    """Whether the answer stands in the question."""
    answer = target.fact[target.span]
    name = answer.removeprefix("the ").removeprefix("The ")
    if name.isupper() and name.isalpha() and len(name) > 1:  # "the WHO" is not in "Who …?"
        return bool(re.search(rf"\b{name}\b", text))
    bare = _plain(answer) or " ".join(_WORD.findall(answer.casefold()))
    return bool(bare) and f" {bare} " in f" {' '.join(_WORD.findall(text.casefold()))} "


def _plain(text: str) -> str:
    found = _WORD.findall(text.casefold())
    while found and found[0] in words.ARTICLES:
        found.pop(0)
    return " ".join(found)
