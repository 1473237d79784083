"""Turn a clause into the beginning of a question: operator, subject, verb.

Three shapes are all there are. Subject questions leave the verb where it is but make it singular ("Who tunes
…"). Yes/no order moves the first auxiliary, or be, before the subject ("was the bridge built"). Where there is
neither, do carries tense and number and the verb goes back to its base ("did Ada write").
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import inflect
from quizgen.english.number import number_of
from quizgen.english.verbs import is_adverb, is_semi_modal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Clause, Parse, Predicate
    from quizgen.english.token import Token
    from quizgen.english.verbs import Group

_FULL = {"n't": "not", "n’t": "not", "ca": "can", "wo": "will", "sha": "shall", "'ll": "will", "’ll": "will",
         "'ve": "have", "’ve": "have", "'re": "are", "’re": "are"}  # fmt: skip
_SINGULAR = {"are": "is", "were": "was", "have": "has", "do": "does", "am": "is"}


_TOLD = re.compile(r"(?i)\d|\b(?:century|war|reign|yesterday|last|ago|revolution|empire)\b")
"""A time of the past, and no season or time of day at which something always happens."""


@dataclass(frozen=True, slots=True)
class Kernel:
    """What a question is made of besides its wh-word and its tail."""

    operator: str
    """The word before the subject: did, was, can …"""
    verb: str
    """What follows the subject: adverbs, auxiliaries, verbs, particle."""


def full(token: Token) -> str:
    """The word written out: "n't" is "not"."""
    return _FULL.get(token.lower, token.text)


def kernel(parse: Parse, predicate: Predicate) -> Kernel | None:
    """Operator and verb for yes/no order; None where the verb's form is not understood."""
    tokens, group = parse.tokens, predicate.group
    start = _start(tokens, group)
    first = tokens[group.first]
    beside = tokens[group.first + 1 : group.first + 3]
    if len(beside) == 2 and beside[0].is_in(words.COORDINATORS) and beside[1].is_in(words.MODALS):
        both = parse.words(group.first, group.first + 3)  # "can and should" move together
        return Kernel(both.lower(), parse.words(group.first + 3, predicate.groups[-1].last + 1))
    if _moves(tokens, group):
        rest = [full(tokens[index]) for index in _range(tokens, start, predicate) if index != group.first]
        return Kernel(full(first).lower(), " ".join(rest))
    operator = _do(first, present=is_present(parse, predicate))
    if operator is None:
        return None
    if first.lower == "lay" and not first.proper and predicate.tail[:1] and predicate.tail[0].sort == "noun":
        rest = [full(tokens[index]) for index in range(start, predicate.groups[-1].last + 1)]
        return Kernel("do", " ".join(rest))  # "snakes lay eggs": with an object it is no past of "lie"
    bases = {part.first: _base(tokens[part.first]) for part in predicate.groups}
    if "" in bases.values():
        return None
    rest = [bases.get(index) or full(tokens[index]) for index in _range(tokens, start, predicate)]
    return Kernel(operator, " ".join(rest))


def _range(tokens: Sequence[Token], start: int, predicate: Predicate) -> list[int]:
    """The verb's tokens less "also" and "not only", which point to another half of the sentence."""
    found = list(range(start, predicate.groups[-1].last + 1))
    paired = {
        number
        for index in found
        for number in (index, index + 1)
        if tokens[index].lower == "not" and index + 1 < len(tokens) and tokens[index + 1].lower == "only"
    }
    return [index for index in found if index not in paired and tokens[index].lower != "also"]


def subject_verb(parse: Parse, predicate: Predicate, *, singular: bool) -> str | None:
    """The verb as it stands after "Who" or "What"; `singular` makes a present or be agree with it."""
    tokens = parse.tokens
    start = _start(tokens, predicate.group)
    finite = {group.first for group in predicate.groups}
    parts: list[str] = []
    leads = predicate.group
    shares = tokens[leads.first].is_in(words.MODALS, words.DO) and leads.verb != leads.first
    for index in range(start, predicate.groups[-1].last + 1):
        token = tokens[index]
        if index not in finite or not singular or (shares and index != leads.first):
            parts.append(full(token))
            continue
        form = token.text if is_semi_modal(tokens, index) else third_person(token)
        if token.lower == "lay" and predicate.tail[:1] and predicate.tail[0].sort == "noun":
            form = "lays"  # with an object it is no past of "lie"
        if form is not None and is_present(parse, predicate):
            form = inflect(token.word.lemma("VB"), "VBZ")
        if form is None:
            return None
        parts.append(form)
    return " ".join(parts).replace("can not", "cannot")


def third_person(token: Token) -> str | None:
    """A finite verb agreeing with "who": "tune" becomes "tunes", "are" "is"; the past stays as it is."""
    lower = full(token).lower()
    if lower in _SINGULAR:
        return _SINGULAR[lower]
    if token.is_in(words.MODALS) or lower in ("is", "was", "has", "does", "had", "did"):
        return full(token)
    if token.kind == "verb" or token.word.can_be("VBD", "VBZ"):
        return token.text
    return inflect(token.word.lemma("VB"), "VBZ") if token.word.can_be("VB") else None


def _start(tokens: Sequence[Token], group: Group) -> int:
    """The verb group with the adverbs right before it."""
    start = group.first
    while (
        start > 0
        and is_adverb(tokens[start - 1])
        and tokens[start - 1].sort == "word"
        and tokens[start - 1].lower not in ("there", "once", "today", "ago", "alone")
    ):
        start -= 1
    return start


def _moves(tokens: Sequence[Token], group: Group) -> bool:
    """Whether the finite word is an operator: be always, have and do as auxiliaries, a modal."""
    first = tokens[group.first]
    if first.is_in(words.FINITE_BE, words.MODALS) or is_semi_modal(tokens, group.first):
        return True
    if first.lower == "ought":
        return True
    if not group.aux or first.is_in(words.GET) or first.lower == "used":
        return False
    return tokens[group.aux[1]].lower != "to" if len(group.aux) > 1 else True  # "had to", not "have had to"


def is_present(parse: Parse, predicate: Predicate) -> bool:
    """Whether a verb that is spelt alike in present and past ("cost", "put") is a present.

    With a singular subject it would have its -s. With a plural one it is a past where the sentence has a time
    or another past, or where its subject is a name; else a general truth.
    """
    verb = parse.tokens[predicate.group.first]
    if (
        not (verb.word.can_be("VBD") and verb.word.can_be("VB"))
        or verb.word.can_be("VBZ")
        or verb.is_in(words.MODALS)
    ):
        return False
    if verb.word.lemma("VBD") != verb.word.lemma("VB"):
        return False
    clause = next((c for c in parse.clauses if predicate in c.predicates), None)
    if clause is None or clause.subject is None:
        return False
    first, last = clause.subject
    subject = parse.words(first, last)
    if number_of(subject) != "plural" or any(token.proper for token in parse.tokens[first:last]):
        return False
    if parse.tokens[first].kind in ("who", "what") and any(
        word[:1].isupper() for word in subject.split()[1:]
    ):
        return False
    return not any(
        (token.kind == "when" and _TOLD.search(token.text))
        or token.is_year
        or (token is not verb and token.word.can_be("VBD") and not token.word.can_be("VB", "NN", "JJ", "VBN"))
        for token in parse.tokens
    )


def _do(first: Token, *, present: bool) -> str | None:
    """Which form of do carries the tense."""
    if first.lower in ("used", "had", "did", "got"):
        return "did"
    if first.lower in ("has", "does"):
        return "does"
    if first.lower in ("have", "do"):
        return "do"
    if first.word.can_be("VBZ"):
        return "does"
    if first.word.can_be("VBD"):
        return "do" if present else "did"
    return "do" if first.word.can_be("VB") else None


def _base(first: Token) -> str:
    if first.lower == "used" and first.word.can_be("VBD"):
        return "use"
    if first.lower in ("had", "has", "have"):
        return "have"
    if first.lower in ("did", "does", "do"):
        return "do"
    return first.word.lemma("VBZ", "VBD", "VB")


def active(parse: Parse, clause: Clause, predicate: Predicate) -> str | None:
    """The verb of a passive clause turned active, for a question after its agent: "was written by" gives
    "wrote", "has been used by" gives "has used"; None where that is not sure."""
    tokens, group = parse.tokens, predicate.group
    if not group.passive or len(predicate.groups) != 1 or group.negation is not None:
        return None
    auxiliaries = [tokens[index].lower for index in group.aux] or [
        "was" if clause.sort == "participle" else ""
    ]
    participle = tokens[group.verb]
    lemma = participle.word.lemma("VBN")
    if not lemma:
        return None
    adverbs = [
        tokens[index].text
        for index in range(group.first, group.verb)
        if index not in group.aux and index != group.negation
    ]
    if "only" in adverbs:
        return None  # it would speak of another word
    before = " ".join(adverbs)
    particle = tokens[group.particle].text if group.particle is not None else ""
    match auxiliaries:
        case [("was" | "were")]:
            verb = inflect(lemma, "VBD", participle.lower)
        case [("is" | "are")]:
            verb = inflect(lemma, "VBZ")
        case [("has" | "have"), "been"]:
            return " ".join(filter(None, ("has", before, participle.text, particle)))
        case ["had", "been"]:
            return " ".join(filter(None, ("had", before, participle.text, particle)))
        case [modal, "be"] if modal in words.MODALS:
            return " ".join(filter(None, (modal, before, lemma, particle)))
        case _:
            return None
    return " ".join(filter(None, (before, verb, particle)))
