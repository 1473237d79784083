"""How much the neighbours of a word speak for its being the finite verb, in points."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.verbs import can_be_finite, is_adverb, is_particle_of, is_semi_modal

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token


def evidence(tokens: Sequence[Token], index: int) -> float:
    """How much the neighbours speak for this token being a finite verb, in points: above 0 is for it."""
    token = tokens[index]
    if token.kind == "verb":
        return 50.0
    before, after = _before(tokens, index), tokens[min(index + 1, len(tokens) - 1)]
    if token.is_in(words.FINITE_BE, words.MODALS) or token.lower in (
        "has",
        "had",
        "have",
        "do",
        "does",
        "did",
    ):
        score = 4.0
    elif token.word.can_be("VBD") and not token.word.can_be("VBN", "NN", "JJ"):
        score = 3.0
    elif token.word.can_be("VBD"):
        score = 1.0 if not token.word.can_be("NN", "JJ") else 0.3
    else:
        score = (
            6.0
            if is_semi_modal(tokens, index)
            else 0.5
            if not token.word.can_be("NN", "NNS", "JJ", "RB")
            else -0.3
        )
    if _is_caused(tokens, index):
        score -= 5.0
    if _is_inside_noun(tokens, index):
        score -= 3.0
    if (
        token.lower in _NAMED
        and before is not None
        and (before.sort == "mark" or before.word.can_be("NN", "NNS"))
    ):
        score -= 6.0  # "a redwood named [Hyperion]", "Ghana, formerly called [the Gold Coast]"
    elif _describes(tokens, index):
        score -= 2.5
    if _is_rather_noun(tokens, index):
        score -= 2.0
    if _stands_in_phrase(tokens, index):
        score -= 5.0
    if _is_no_plural(tokens, index) or _resumes(tokens, index):
        score += 2.0
    return (
        score
        + _parallel(tokens, index, before)
        + _from_left(before)
        + _from_right(token, after)
        + _from_particle(tokens, index)
    )


_NAMED = frozenset("named called nicknamed titled entitled dubbed".split())


def _describes(tokens: Sequence[Token], index: int) -> bool:
    """As in "The Parthenon, a temple | made of marble, stands …": a participle in an apposition between commas."""
    if not tokens[index].word.can_be("VBN") or not tokens[index].word.can_be("VBD"):
        return False
    commas = [number for number, token in enumerate(tokens) if token.text == ","]
    before = [number for number in commas if number < index]
    after = [number for number in commas if number > index]
    return (
        bool(before and after) and tokens[before[-1] + 1].is_in(words.ARTICLES) and before[-1] + 1 < index - 1
    )


def _is_rather_noun(tokens: Sequence[Token], index: int) -> bool:
    """As in "warm | air rises", and as in "aphids, mites and | scale insects"."""
    word = tokens[index].word
    if word.can_be("VBD") or not word.can_be("NN", "NNS"):
        return False
    if word.lemma("NNS", "NN") in words.HARDLY_VERBS or tokens[index].lower in words.HARDLY_VERBS:
        return True
    listed = index > 3 and tokens[index - 1].is_in(words.COORDINATORS) and tokens[index - 3].text == ","
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return (
        listed
        and tokens[index - 2].word.can_be("NN", "NNS")
        and after is not None
        and after.word.can_be("NN", "NNS")
        and not after.is_in(words.DETERMINERS)
    )


def _stands_in_phrase(tokens: Sequence[Token], index: int) -> bool:
    """As in "wash their hands in | chlorinated lime": a participle between a preposition and its noun."""
    if index + 1 >= len(tokens) or not tokens[index - 1].is_in(words.PREPOSITIONS):
        return False
    word, after = tokens[index].word, tokens[index + 1]
    bare = not after.is_in(words.DETERMINERS, words.PREPOSITIONS) and after.word.can_be("NN", "NNS")
    return bare and word.can_be("VBN") and not is_particle_of(tokens, index - 2, index - 1)


_ONE = frozenset({"a", "an", "each", "every", "another"})


def _is_no_plural(tokens: Sequence[Token], index: int) -> bool:
    """As in "a current | flows": behind such a word only a verb ends in that way."""
    word = tokens[index].word
    if not word.can_be("VBZ") or word.can_be("NN") or not tokens[index - 1].word.can_be("NN"):
        return False
    first = index - 2
    while first > 0 and tokens[first].sort == "word" and tokens[first].word.can_be("NN", "JJ", "VBN", "VBG"):
        first -= 1
    return first >= 0 and tokens[first].is_in(_ONE)


def _resumes(tokens: Sequence[Token], index: int) -> bool:
    """As in "The film, which starred Al Jolson, | brought …": the verb behind a relative clause between commas."""
    if tokens[index - 1].text != "," or not tokens[index].word.can_be("VBD", "VBZ"):
        return False
    commas = [number for number in range(index - 1) if tokens[number].text == ","]
    return bool(commas) and any(
        token.is_in(words.RELATIVES) for token in tokens[commas[-1] + 1 : commas[-1] + 4]
    )


def _is_inside_noun(tokens: Sequence[Token], index: int) -> bool:
    """As in "a published | letter", "its most | trusted leaders": an article and adjectives stand before it."""
    first = index - 1
    while first >= 0 and (is_adverb(tokens[first]) or tokens[first].word.can_be("JJ", "VBN")):
        first -= 1
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    noun = tokens[index].word.can_be("NN", "NNS") or (after is not None and after.word.can_be("NN", "NNS"))
    return noun and 0 <= first < index - 1 and tokens[first].is_in(words.ARTICLES, words.POSSESSIVES)


def _is_caused(tokens: Sequence[Token], index: int) -> bool:
    """As in "made [the boyars] shave", "declared [smallpox] eradicated": a base form or a participle behind the
    object of such a verb is no finite verb."""
    token = tokens[index]
    if index < 2:
        return False
    held = tokens[index - 1].kind in ("who", "what") or tokens[index - 1].is_in(words.OBJECT_PRONOUNS)
    if token.word.can_be("VBN") and held:
        return tokens[index - 2].word.lemma("VBD", "VBZ", "VB") in words.DECLARING
    if not token.word.can_be("VB") or token.word.can_be("VBZ", "VBD"):
        return False
    return any(
        earlier.word.lemma("VBD", "VBZ", "VB") in words.CAUSING
        for earlier in takewhile(_goes_on, reversed(tokens[max(0, index - 7) : index - 1]))
    )


def _goes_on(token: Token) -> bool:
    """Whether it can stand between such a verb and the one it calls for, or is that verb."""
    return token.sort != "mark" and not token.is_in(words.SUBORDINATORS, words.WH_WORDS, words.COORDINATORS)


def _parallel(tokens: Sequence[Token], index: int, before: Token | None) -> float:
    """As in "opens at nine and closes at five": after "and", a verb of the same form as one before."""
    if before is None or not before.is_in(words.COORDINATORS):
        return 0.0
    word = tokens[index].word
    if index > 1 and tokens[index - 2].kind in ("when", "where", "how", "why") and word.can_be("VBZ", "VBD"):
        return 1.0  # "was built in [1897] and turns": no noun is a pair with a time
    for form in ("VBZ", "VBD"):
        if word.can_be(form) and any(
            earlier.word.can_be(form) and can_be_finite(tokens, number)
            for number, earlier in enumerate(tokens[:index])
        ):
            return 1.0
    if word.can_be("VB") and not word.can_be("VBZ", "VBD"):
        for number, earlier in enumerate(tokens[:index]):
            told = number > 0 and (
                tokens[number - 1].kind in ("who", "what") or tokens[number - 1].word.can_be("NNS")
            )
            plain = told and earlier.word.can_be("VB") and not earlier.word.can_be("VBZ", "VBD")
            if (plain and can_be_finite(tokens, number)) or earlier.lower in ("have", "are"):
                return 1.0  # "carry oxygen and live for 120 days"
    return 0.0


def _from_particle(tokens: Sequence[Token], index: int) -> float:
    """As in "sets up [a current]", "take over the station"."""
    if index + 2 >= len(tokens) or not is_particle_of(tokens, index, index + 1):
        return 0.0
    object_ = tokens[index + 2]
    return 1.5 if object_.sort == "phrase" or object_.is_in(words.DETERMINERS) else 0.0


def _before(tokens: Sequence[Token], index: int) -> Token | None:
    """The nearest token on the left that is no adverb."""
    index -= 1
    while index >= 0 and is_adverb(tokens[index]):
        index -= 1
    return tokens[index] if index >= 0 else None


def _from_left(before: Token | None) -> float:
    if before is None:
        return -4.0
    if before.sort == "phrase":
        return {"who": 2.5, "what": 2.5, "where": 1.0, "when": 0.5, "howmany": -1.5}.get(before.kind, 0.0)
    if before.sort in ("quoted", "aside", "number"):
        return 0.5
    if before.is_in(words.SUBJECT_PRONOUNS):
        return 3.0
    if before.is_in(words.RELATIVES):
        return 2.0
    if before.sort == "mark":
        return -0.3
    if before.is_in(words.SUBORDINATORS, words.CLAUSE_PREPOSITIONS):
        return -2.0
    if before.is_in(words.COORDINATORS):
        return -0.3
    if before.proper or before.word.can_be("NN", "NNS"):
        return 0.4 if before.word.can_be("VB") else 0.8
    if before.word.can_be("JJ"):
        return -2.0
    return 0.0


def _from_right(token: Token, after: Token) -> float:
    if after.sort == "phrase":
        return {"who": 1.5, "what": 1.5, "where": 1.0, "howmany": 1.2, "how": 0.5}.get(after.kind, 0.3)
    if (
        after.lower == "by"
        and token.word.can_be("VBN")
        and token.word.lemma("VBN") not in ("die", "go", "come")
    ):
        return -3.0
    if after.lower == "of":
        return -1.5
    if after.is_in(words.DETERMINERS) or after.sort in ("number", "quoted"):
        return 1.5
    if after.is_in(words.OBJECT_PRONOUNS, words.PARTICLES):
        return 1.0
    if after.is_in(words.AUXILIARIES):
        return -1.5
    if after.is_in(words.PREPOSITIONS) or after.lower == "to":
        return 0.3
    if after.proper:
        return 0.8
    return 0.5 if after.word.can_be("NN", "NNS") else 0.2
