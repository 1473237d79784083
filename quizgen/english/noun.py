"""Where a noun phrase ends.

noun = determiner? hedge? (adjective | number | name | noun | phrase)+ ("of" noun)*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.token import by_first_word, fixed_phrase_at
from quizgen.english.verbs import is_adverb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token


def is_gerund_with_object(tokens: Sequence[Token], index: int) -> bool:
    """ "boiling [his instruments]": an -ing word with an object of its own is a verb."""
    if index + 1 >= len(tokens) or not tokens[index].word.can_be("VBG") or tokens[index].proper:
        return False
    if index and tokens[index - 1].is_in(words.DETERMINERS):
        return False
    after = tokens[index + 1]
    return after.is_in(words.DETERMINERS) or after.kind in ("who", "what", "howmany")


_RATES = frozenset(
    "second minute hour day night week month year century kilo kilogram pound litre gallon head".split()
)


_HEDGES = by_first_word(words.HEDGES)


def is_number(token: Token) -> bool:
    """A number, in figures or in words, or a phrase that is a quantity."""
    if token.sort == "number" or token.kind == "howmany" or token.is_in(words.NUMBER_WORDS):
        return True
    first, hyphen, last = token.lower.partition("-")  # "twenty-four"
    return bool(hyphen) and first in words.NUMBER_WORDS and last in words.NUMBER_WORDS


def hedge_at(tokens: Sequence[Token], index: int) -> int:
    """How many tokens of hedge ("more than", "about") stand here; 0 if none."""
    return fixed_phrase_at(tokens, index, len(tokens), _HEDGES)


def hedge_before(tokens: Sequence[Token], index: int, start: int) -> int:
    """Where the hedge begins that ends right before token `index`; `index` itself if there is none."""
    for hedge in words.HEDGES:
        first = index - len(hedge)
        if first >= start and tuple(token.lower for token in tokens[first:index]) == hedge:
            return first
    return index


def begins_with_hedge(tokens: Sequence[Token], index: int, end: int) -> bool:
    """As in "more than [600] works", "about a third of": a hedge and its number are one noun phrase."""
    width = hedge_at(tokens, index)
    if not width or index + width >= end:
        return False
    first = tokens[index + width]
    part = first.lower in ("a", "an") and index + width + 2 < end and tokens[index + width + 1]
    return is_number(first) or bool(
        part and part.lower in PARTS and tokens[index + width + 2].lower in ("of", "million", "thousand")
    )


PARTS = words.ORDINALS - {"first", "second", "last", "next"} | {"half", "quarter", "dozen"}
"""Nouns for a part of a whole: "a third of"."""


def noun_end(
    tokens: Sequence[Token], index: int, end: int, clauses: Sequence[tuple[int, int]], two: bool
) -> int:
    """The end of the noun phrase that begins at `index`; `index` if none does."""
    start = index
    if is_gerund_with_object(tokens, index):
        return index
    if index < end:
        index += hedge_at(tokens, index) if begins_with_hedge(tokens, index, end) else 0
    whole = index
    while index < end and not any(first <= index < last for first, last in clauses):
        token = tokens[index]
        if token.text == "," and joins_adjectives(tokens, index, end):
            index += 1
            continue
        if token.sort in ("mark", "aside"):
            break
        if token.lower == "of" and index > start:
            index += 1
            continue
        if token.is_in(words.COORDINATORS) and index > start and _goes_on(tokens, index, end):
            index += 1
            continue
        if index > whole and _begins_another(tokens, start, index, two):
            break
        if not _is_nominal(token, tokens[index - 1] if index > start else None, tokens, index, end):
            break
        index += 1
    return index


def joins_adjectives(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether the comma at `index` stands between adjectives before their noun: "a tiny, heavy nucleus"."""
    start = index
    while start and (tokens[start - 1].text == "," or _is_adjective(tokens[start - 1])):
        start -= 1
    opened = start and (
        tokens[start - 1].is_in(words.ARTICLES, words.POSSESSIVES)
        or (tokens[start - 1].is_in(words.PREPOSITIONS) and tokens[start].lower not in _ALONE)
    )
    before = [one for one in tokens[start:index] if one.text != ","]
    if not opened or not before or index + 1 >= end:
        return False
    after = tokens[index + 1]
    if not before[-1].word.can_be("NN", "NNS"):
        return after.sort in ("word", "phrase") and not after.is_in(words.DETERMINERS)
    at = index
    while at + 2 < end and tokens[at].text == "," and tokens[at + 1].word.can_be("JJ"):
        at += 2
    noun = tokens[at]
    described = at > index and not tokens[at - 1].is_in(words.DETERMINERS)
    return described and (noun.sort == "phrase" or noun.word.can_be("NN", "NNS", "JJ"))


_ALONE = frozenset(
    "general particular short brief public private full vain common first last present total".split()
)
"""Adjectives that a preposition makes an adverb of: "in general, public schools …"."""


def _is_adjective(token: Token) -> bool:
    return token.sort == "word" and token.word.can_be("JJ") and not token.proper


def _is_nominal(token: Token, before: Token | None, tokens: Sequence[Token], index: int, end: int) -> bool:
    if token.sort in ("phrase", "quoted", "number") or token.proper:
        return token.kind not in ("why", "how")
    if token.lower in words.POSSESSIVE_MARKS:
        return before is not None
    if token.sort != "word" or (
        (token.is_in(words.PREPOSITIONS) or token.lower == "to") and token.lower != "per"
    ):
        return token.lower == "per"
    if token.is_in(words.COORDINATORS, words.SUBORDINATORS, words.NEGATIONS, words.PARTICLES):
        return False
    if token.is_in(
        words.DETERMINERS,
        words.SUBJECT_PRONOUNS,
        words.OBJECT_PRONOUNS,
        words.OTHER_PRONOUNS,
        words.NUMBER_WORDS,
    ):
        return True
    if token.lower in ("today", "yesterday", "tomorrow", "tonight", "now") and before is not None:
        return False
    beyond = tokens[index + 1] if index + 1 < end else None
    if token.text[:1].isupper() and token.lower in words.PROPER_ADJECTIVES:
        return True  # "Welsh", which the lexicon has for a verb alone
    if token.lower in ("early", "late") and beyond is not None and beyond.is_in(words.PREPOSITIONS):
        return before is None or before.is_in(words.DETERMINERS)
    if token.word.can_be("NN", "NNS", "JJ"):
        return not is_adverb(token) or before is not None or token.word.can_be("JJ", "NN")
    after = tokens[index + 1] if index + 1 < end else None
    if token.word.can_be("VBN", "VBG"):  # "the spinning frame": before its noun only
        if before is not None and before.is_in(words.ARTICLES, words.POSSESSIVES):
            return True
        if before is not None and before.word.can_be("VBG") and tokens[index - 2].is_in(words.ARTICLES):
            return True  # "a growing liking"
        return after is not None and (after.word.can_be("NN", "NNS") or after.proper or _is_unknown(after))
    if token.lower in ("very", "extremely", "highly") and before is None and after is not None:
        return after.word.can_be("JJ")  # "swallow very large prey"
    if is_adverb(token):  # "a very large telescope"
        if before is not None and is_number(before):
            return after is not None and after.word.can_be("JJ")  # "[1,350] potentially active volcanoes"
        return before is not None and before.is_in(words.DETERMINERS) and after is not None
    if token.word.can_be("VBZ") and index and tokens[index - 1].is_in(words.PREPOSITIONS, words.DETERMINERS):
        return True  # "behind bars": the lexicon misses some nouns
    if before is not None and before.is_in(words.ARTICLES) and token.word.can_be("VB"):
        return True  # "a dam"
    unknown = not token.word.lemmas and any(letter.isalpha() for letter in token.lower)
    return unknown or "-" in token.lower.strip("-")


def _is_described(tokens: Sequence[Token], start: int, index: int) -> bool:
    """As in "bought a small [house]": an adjective is no receiver, though some are nouns as well ("gave the poor
    [bread]"); a name or a determiner begins a noun phrase of its own."""
    before, token = tokens[index - 1], tokens[index]
    if before.sort != "word" or before.proper or not before.word.can_be("JJ") or index - start < 2:
        return False
    begins = token.text.split(" ")[0]
    return begins.lower() not in words.DETERMINERS and begins[:1].islower()


def _is_unknown(token: Token) -> bool:
    """A word that the lexicon lacks, which is mostly a noun; those of grammar have no forms either."""
    return token.sort == "word" and not token.word.forms and not token.is_in(_GRAMMAR)


_GRAMMAR = (
    words.DETERMINERS | words.PREPOSITIONS | words.COORDINATORS | words.SUBORDINATORS | words.PARTICLES
    | words.WH_WORDS | words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | words.OTHER_PRONOUNS | words.AUXILIARIES
    | words.BE | words.NEGATIONS | words.ADVERBS | words.POSSESSIVE_MARKS | {"to", "there"}
)  # fmt: skip


def _begins_another(tokens: Sequence[Token], start: int, index: int, two: bool) -> bool:
    """Whether a new noun phrase begins at `index`, right behind one that is whole."""
    token, before = tokens[index], tokens[index - 1]
    if token.lower in words.POSSESSIVE_MARKS or token.lower == "per":
        return False
    if before.is_in(words.DETERMINERS, words.COORDINATORS) and before.lower not in (
        "this",
        "that",
        "all",
        "each",
    ):
        return False
    if before.lower in words.POSSESSIVE_MARKS or before.lower in ("of", "per"):
        return False
    if before.is_in(words.DETERMINERS) and token.sort == "phrase":
        return False  # "each [autumn]"
    if token.sort == "phrase" and token.text.split(" ")[0] in words.PREPOSITIONS_BUT_OF:
        return True  # "protect the body [against infections]"
    if token.kind in ("when", "where", "why", "how"):
        return not (before.word.can_be("JJ") and not before.word.can_be("NN"))
    if token.sort == "phrase" and _is_name_of(before, token):
        return False
    if token.kind in ("who", "what") and before.lower in words.WEEKDAYS | words.MONTHS:
        return True  # "On Tuesday [the class] …"
    if token.sort == "phrase" and _is_described(tokens, start, index):
        return False
    if token.sort == "phrase":
        if is_number(before) and token.kind != "howmany":
            return before.kind == "" and two
        if before.sort == "phrase" or two:
            return True
        return before.is_in(words.SUBJECT_PRONOUNS, words.OBJECT_PRONOUNS) or token.kind == "howmany"
    if before.sort == "phrase" and before.kind in ("when", "where"):
        return True
    if two and is_number(token) and before.word.can_be("NN", "NNS"):
        return True  # "paid his workers | five dollars a day"
    if is_number(before) and token.lower in ("other", "more", "further", "different", "separate"):
        return False  # "[nine] other countries"
    if token.sort == "number" and "–" in token.text:
        return True  # "beat [Brazil] 7–1"
    if before.is_in(words.OBJECT_PRONOUNS) and before.lower != "her":
        return True
    if _is_rate(tokens, start, index):
        return False
    if (
        token.lower in ("next", "last")
        and index + 1 < len(tokens)
        and tokens[index + 1].lower in words.PERIODS
    ):
        return True  # "hire 200 engineers | next year"
    if token.is_in(words.ARTICLES, words.POSSESSIVES):
        return not before.is_in(words.DETERMINERS) and not before.is_in(
            frozenset({"such", "quite", "half", "all"})
        )
    if token.is_in(words.SUBJECT_PRONOUNS):
        return True
    if is_number(token) and index + 1 < len(tokens) and tokens[index + 1].lower == "times":
        return not before.is_in(words.DETERMINERS)  # "orbited the Earth | 48 times"
    if token.lower == "half" and before.word.can_be("JJ"):
        return False  # "the western half"
    if token.is_in(words.DETERMINERS) and (before.sort == "phrase" or before.word.can_be("NN", "NNS")):
        return True
    if (
        before.kind in ("who", "what", "where")
        and token.word.can_be("JJ")
        and not token.word.can_be("NN")
        and not token.proper
    ):
        return token.lower not in words.MEASURE_ADJECTIVES  # "found [Al Capone] guilty of …"
    if before.kind in ("who", "what") and token.word.can_be("JJ") and _ends(tokens, index + 1):
        return True  # "keep [their eggs] warm by …"
    if before.kind == "howmany" and token.word.can_be("RB") and not token.word.can_be("NN", "NNS"):
        if index + 1 < len(tokens) and token.lower.endswith("ly") and tokens[index + 1].word.can_be("JJ"):
            return False  # "[1,350] potentially active volcanoes"
        return token.lower not in words.MEASURE_ADJECTIVES  # "spent [£5] online"
    return False


def _is_name_of(noun: Token, name: Token) -> bool:
    """As in "the play ["Emma"]", "his friend [Max Brod]": the name of what the noun says it is."""
    if noun.sort != "word" or noun.proper or not noun.word.can_be("NN"):
        return False
    if noun.lower in ("name", "pseudonym", "nickname", "title"):
        return name.text[:1].isupper() and name.kind in ("who", "what")
    if name.kind == "who":
        return name.text[:1].isupper() and name.text.split(" ")[0].lower() not in words.DETERMINERS
    return name.kind == "what" and name.text[:1] in '"“«‘'


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun phrase ends before this token for certain."""
    return (
        index >= len(tokens) or tokens[index].sort == "mark" or tokens[index].is_in(words.PREPOSITIONS_BUT_OF)
    )


def _is_rate(tokens: Sequence[Token], start: int, index: int) -> bool:
    """As in "5 dollars a day", "29,500 per cent a month": the rate belongs to the number."""
    if not tokens[index].is_in(frozenset({"a", "an"})) or index + 1 >= len(tokens):
        return False
    measured = any(is_number(token) for token in tokens[max(start, index - 3) : index])
    return measured and tokens[index + 1].lower in _RATES


def _goes_on(tokens: Sequence[Token], index: int, end: int) -> bool:
    """Whether the coordinator at `index` joins two noun phrases."""
    after = tokens[index + 1] if index + 1 < end else None
    if after is None:
        return False
    before = tokens[index - 1]
    if after.sort == "phrase" and before.sort == "phrase" and after.kind != before.kind:
        return False  # "red in [acids] and [blue] in …"
    if after.sort in ("phrase", "number", "quoted") or after.proper:
        return after.kind not in ("when", "why", "how") or tokens[index - 1].kind == after.kind
    if after.is_in(words.PREPOSITIONS):
        return False
    return after.is_in(words.DETERMINERS) or after.word.can_be("NN", "NNS", "JJ")
