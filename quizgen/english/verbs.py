"""Verb groups: which words can be the finite verb, and the auxiliaries, adverbs and particle around it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.english import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token


@dataclass(frozen=True, slots=True)
class Group:
    """A finite verb with what belongs to it; all numbers are token indices."""

    first: int
    """The finite word: the first auxiliary, else the verb itself."""
    verb: int
    """The main verb."""
    last: int
    """The last token of the group, particle included."""
    aux: tuple[int, ...] = ()
    """Auxiliaries in order, with the "to" of had to and used to; "not" left out."""
    negation: int | None = None
    particle: int | None = None
    passive: bool = False


def is_adverb(token: Token) -> bool:
    """Whether it can stand between an auxiliary and its verb without being part of either."""
    if token.sort == "phrase":
        return token.kind == "how"
    return (
        token.sort == "word"
        and not token.proper
        and (
            token.is_in(words.ADVERBS, words.NEGATIONS)
            or (token.lower.endswith("ly") and token.word.can_be("RB") and not token.word.can_be("VB"))
        )
    )


_ALSO_SUBJECTS = frozenset(
    "that which what this those these all each both many some most few any none others her less more much".split()
)
"""Determiners that can also stand alone, so that a verb may follow."""

_NEVER_VERBS = (
    words.PREPOSITIONS
    | words.PARTICLES
    | (words.ADVERBS - {"fast", "last", "still", "even", "long"})
    | words.DETERMINERS
    | words.COORDINATORS
    | (
        words.SUBORDINATORS
        | words.WH_WORDS
        | words.NUMBER_WORDS
        | words.SUBJECT_PRONOUNS
        | words.OBJECT_PRONOUNS
        | {"times", "plus", "minus"}
    )
)
"""Words the lexicon also knows as verbs ("to up the price"), which a fact sheet does not use so."""


def can_be_finite(tokens: Sequence[Token], index: int) -> bool:
    """Whether the token can be a finite verb where it stands."""
    token = tokens[index]
    if token.kind == "verb":
        return True
    if (
        token.sort != "word"
        or token.proper
        or token.lower in _NEVER_VERBS
        or (token.lower[0] in "'’" and token.lower not in words.MODALS)
    ):
        return False
    if index == 0:
        return False
    before = tokens[index - 1]
    if before.lower in ("to", "having", "being", "be", "been") or (
        before.is_in(words.GET) and token.word.can_be("VBN")
    ):
        return False
    if before.is_in(words.NEGATIONS) or token.lower in ("be", "been", "being"):
        return False
    if before.lower == "her" and token.word.can_be("NN", "NNS"):
        return False  # "lays her eggs"
    if before.lower in ("which", "whom") and index > 1 and tokens[index - 2].is_in(words.PREPOSITIONS):
        return token.is_in(words.AUXILIARIES)  # "the technique by which bats find their way"
    if before.is_in(words.HAVE) and token.word.can_be("VBN"):
        return False  # it belongs to that auxiliary's group
    if before.kind == "howmany" and token.word.can_be("NNS"):
        return False  # "[30] metres"
    if token.lower in words.MEASURE_ADJECTIVES and (before.word.can_be("NNS") or before.kind == "howmany"):
        return False  # "30 metres long"
    if before.lower in words.POSSESSIVE_MARKS or (
        before.is_in(words.DETERMINERS) and before.lower not in _ALSO_SUBJECTS
    ):
        return False
    if token.is_in(words.FINITE_BE, words.MODALS, words.DO) or token.lower in ("has", "have", "had"):
        return True
    if not token.word.can_be("VB", "VBZ", "VBD"):
        return False
    return not before.is_in(_NO_VERB_FOLLOWS)


_NO_VERB_FOLLOWS = (
    words.PREPOSITIONS
    - words.CLAUSE_PREPOSITIONS
    - words.PARTICLES
    - {"in", "on", "over", "through", "about", "by"}  # these may end a verb
)


def group_at(tokens: Sequence[Token], index: int) -> Group:
    """The verb group whose finite word is at `index`."""
    aux: list[int] = []
    negation: int | None = None
    passive = False
    current = index
    while True:
        following, negation = _next(tokens, current + 1, negation)
        step = _step(tokens, current, following)
        if step is None:
            break
        aux.append(current)
        passive = tokens[current].is_in(words.BE, words.GET) and _is_participle(tokens[step])
        if step > following:  # "had to", "used to", "going to": the words between go with the auxiliary
            aux += [between for between in range(following, step) if tokens[between].lower in ("going", "to")]
        current = step
    particle = _particle(tokens, current)
    return Group(index, current, particle or current, tuple(aux), negation, particle, passive)


def _next(tokens: Sequence[Token], start: int, negation: int | None) -> tuple[int, int | None]:
    """The next token that is no adverb, and where "not" was on the way."""
    while start < len(tokens) - 1 and (
        is_adverb(tokens[start])
        or (
            tokens[start].lower in ("neither", "either", "both")
            and tokens[start + 1].word.can_be("VB", "VBN")
        )
    ):
        if tokens[start].is_in(words.NEGATIONS):
            negation = start
        start += 1
    return min(start, len(tokens) - 1), negation


def _step(tokens: Sequence[Token], current: int, following: int) -> int | None:
    """Where the auxiliary at `current` hands over to; None if it is the main verb."""
    token, after = tokens[current], tokens[following]
    if following == current or after.sort not in ("word", "phrase") or after.proper:
        return None
    if after.sort == "phrase" and after.kind != "verb":
        return None
    beyond = tokens[following + 1] if following + 1 < len(tokens) else after
    tagged = after.kind == "verb"
    if token.is_in(words.MODALS) or is_semi_modal(tokens, current):
        if after.lower == "and" and beyond.is_in(words.MODALS):
            return following + 1
        return (
            following
            if tagged or after.word.can_be("VB") or after.lower in ("be", "have", "do", "'ve", "’ve")
            else None
        )
    if token.is_in(words.DO):
        return following if tagged or after.word.can_be("VB") or after.lower == "have" else None
    if token.is_in(words.HAVE) or token.lower in ("used", "ought"):
        if after.lower == "to" and beyond.word.can_be("VB"):
            return following + 1
        if token.lower in ("used", "ought"):
            return None
        return following if tagged or after.lower == "been" or _is_participle(after) else None
    if token.is_in(words.BE):
        if after.lower == "being" or tagged:
            return following
        if (
            after.lower == "going"
            and beyond.lower == "to"
            and tokens[min(following + 2, len(tokens) - 1)].word.can_be("VB")
        ):
            return following + 2
        if after.word.can_be("VBG") and not _is_noun_here(tokens, following):
            return following
        return following if _is_participle(after) else None
    if token.is_in(words.GET):
        return following if _is_participle(after) else None
    return None


def is_semi_modal(tokens: Sequence[Token], index: int) -> bool:
    """As in "need not", "dare not": verbs that behave as modals before "not"."""
    return (
        tokens[index].lower in ("need", "dare")
        and index + 1 < len(tokens)
        and tokens[index + 1].is_in(words.NEGATIONS)
    )


def _is_participle(token: Token) -> bool:
    return token.word.can_be("VBN") or token.lower == "been"


def _is_noun_here(tokens: Sequence[Token], index: int) -> bool:
    """-ing words after be are verbs, unless "of" follows: "was the beginning of", "is breeding of"."""
    return index + 1 < len(tokens) and tokens[index + 1].lower == "of"


def _particle(tokens: Sequence[Token], verb: int) -> int | None:
    """Right after the verb, or behind one object: "called [the meeting] off"."""
    after = verb + 1
    if after >= len(tokens):
        return None
    if is_particle_of(tokens, verb, after):
        return after
    return None


def is_particle_of(tokens: Sequence[Token], verb: int, index: int) -> bool:
    """Whether the token is a particle of the verb, and no preposition: "took over", not "sat in"."""
    token = tokens[index]
    if token.sort != "word":
        return False
    beyond = tokens[index + 1].lower if index + 1 < len(tokens) else ""
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if token.lower in words.PARTICLES:
        if token.lower == "off" and after is not None and after.kind == "where":
            return False  # "was wrecked off [the coast]"
        if token.lower == "up" and beyond == "to":
            return tokens[verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG") in words.UP_TO
        return beyond not in ("of",) and not (token.lower in ("down", "back") and beyond == "to")
    if after is not None and after.kind in ("where", "when"):
        return False  # "is set in [Macondo]"
    lemma = tokens[verb].word.lemma("VBD", "VBZ", "VB", "VBN", "VBG")
    return (lemma, token.lower) in words.PHRASAL and token.lower != beyond


_NO_PARTICLE_FOLLOWS = words.PREPOSITIONS_BUT_OF - words.PARTICLES


def split_particle(tokens: Sequence[Token], verb: int, end: int) -> int | None:
    """A particle behind the object: "called [the meeting] off on …"; None if there is none before `end`."""
    for index in range(verb + 2, min(end, verb + 7)):
        token = tokens[index]
        if token.sort == "mark" or token.is_in(_NO_PARTICLE_FOLLOWS):
            return None
        if token.sort == "word" and token.lower in words.PARTICLES:
            beyond = tokens[index + 1] if index + 1 < len(tokens) else None
            if token.lower == "up" and beyond is not None and beyond.lower == "to":
                return None  # "up to 80 times"
            ends = beyond is None or beyond.sort == "mark" or beyond.is_in(words.PREPOSITIONS)
            return index if ends and (beyond is None or beyond.lower != "of") else None
    return None
