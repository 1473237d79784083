"""Cut what stands beside a verb into its constituents.

tail    = (preposition noun | noun | adverb | "to" verb | verb-ing | adjective | clause | mark)*
noun    = determiner? (adjective | number | name | noun | phrase)+ ("of" noun)*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.clause import Piece
from quizgen.english.verbs import is_adverb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token

_COMPOUND = {
    ("because", "of"), ("out", "of"), ("according", "to"), ("instead", "of"), ("due", "to"), ("thanks", "to"),
    ("as", "well"), ("along", "with"), ("together", "with"), ("rather", "than"), ("prior", "to"),
    ("owing", "to"), ("ahead", "of"), ("such", "as"), ("up", "to"), ("next", "to"), ("close", "to"),
    ("apart", "from"), ("away", "from"), ("as", "of"), ("from", "around"), ("as", "early"), ("as", "late"),
}  # fmt: skip
"""Prepositions of two words."""


_TAKES_GERUND = frozenset(
    "keep start begin stop continue finish avoid enjoy help go remember try risk quit practise practice consider "
    "involve mean include suggest recommend propose deny admit imagine".split()
)
"""Verbs whose -ing is their object, so that what follows it can be asked for ("kept pressing for …")."""


def cut(
    tokens: Sequence[Token],
    start: int,
    end: int,
    clauses: Sequence[tuple[int, int]] = (),
    *,
    two_objects: bool = False,
    verb: str = "",
) -> tuple[Piece, ...]:
    """The constituents of tokens `start` up to `end`.

    `clauses` are the ranges of clauses inside, taken whole; `two_objects` lets a noun phrase begin right
    behind another ("gave [Stalin] [the post]"); `verb` is the lemma of the verb before them.
    """
    pieces: list[Piece] = []
    inside = ""
    index = start
    while index < end:
        piece = _next(tokens, index, end, clauses, two_objects)
        if (
            piece.sort == "participle"
            and index == start
            and verb in _TAKES_GERUND
            and tokens[index].word.can_be("VBG")
        ):
            piece = Piece("infinitive", piece.start, piece.end)
        elif piece.sort == "participle" and index == start and verb in words.NAMING and tokens[index].word.can_be("VBN"):
            piece = Piece("adjective", piece.start, piece.end)  # "was declared eradicated"
        elif piece.sort == "participle":
            inside = "participle"
        elif piece.sort == "mark" or piece.sort == "coordinator":
            inside = ""
        elif inside:
            piece = Piece(piece.sort, piece.start, piece.end, piece.head, inside)
        pieces.append(piece)
        index = piece.end
    return tuple(pieces)


def _next(
    tokens: Sequence[Token], index: int, end: int, clauses: Sequence[tuple[int, int]], two: bool
) -> Piece:
    token = tokens[index]
    for first, last in clauses:
        if first <= index < last:
            return Piece("clause", index, min(last, end))
    if token.sort == "aside":
        return Piece("mark", index, index + 1)
    if token.sort == "mark":
        return Piece("mark", index, index + 1)
    if token.is_in(words.COORDINATORS):
        return Piece("coordinator", index, index + 1)
    if _is_hedge(tokens, index, end):
        return Piece("noun", index, _noun(tokens, index, end, clauses, two))
    if _is_infinitive(tokens, index, end):
        return Piece("infinitive", index, index + 2)
    if (wide := _preposition(tokens, index, end)) > index:
        after = wide
        return Piece("preposition", index, max(_noun(tokens, after, end, clauses, two), after), head=after)
    if is_adverb(token) and not token.is_in(
        frozenset({"little", "most", "much", "enough", "less", "more", "once"})
    ):
        return Piece("adverb", index, index + 1)
    if token.word.can_be("VBG") and not token.word.can_be("NN") and not token.proper:
        return Piece("participle", index, index + 1)
    if _is_reduced_relative(tokens, index, end):
        return Piece("participle", index, index + 1)
    stop = _noun(tokens, index, end, clauses, two)
    if stop > index:
        only = tokens[stop - 1]
        if (
            only.sort == "word"
            and only.word.can_be("JJ")
            and not only.word.can_be("NN", "NNS")
            and not only.proper
            and not tokens[index].is_in(words.DETERMINERS)
        ):
            return Piece("adjective", index, stop)
        return Piece("noun", index, stop)
    return Piece("adverb", index, index + 1)


def _is_infinitive(tokens: Sequence[Token], index: int, end: int) -> bool:
    """ "to burn [his manuscripts]", but not "to power in 1922"."""
    if tokens[index].lower != "to" or index + 1 >= end:
        return False
    verb = tokens[index + 1]
    if not verb.word.can_be("VB"):
        return False
    if not verb.word.can_be("NN", "JJ") or (verb.word.can_be("NN") and verb.lower not in words.TO_WITHOUT_ARTICLE):
        return True
    after = tokens[index + 2] if index + 2 < len(tokens) else None
    return after is not None and (
        (after.sort in ("phrase", "number", "quoted") and after.kind not in ("when", "where"))
        or after.proper
        or after.is_in(words.DETERMINERS, words.OBJECT_PRONOUNS, words.PARTICLES)
    )


def _is_reduced_relative(tokens: Sequence[Token], index: int, end: int) -> bool:
    token = tokens[index]
    if not token.word.can_be("VBN") or (
        token.word.can_be("JJ") and index + 1 < end and not tokens[index + 1].is_in(words.PREPOSITIONS)
    ):
        return False
    after = tokens[index + 1] if index + 1 < end else None
    return after is None or after.is_in(words.PREPOSITIONS) or after.lower == "to" or after.sort == "mark"


def _is_hedge(tokens: Sequence[Token], index: int, end: int) -> bool:
    """ "more than [600] works", "about 5 kg": a hedge and its number are one noun phrase."""
    width = hedge_at(tokens, index)
    return width > 0 and index + width < end and is_number(tokens[index + width])


def is_number(token: Token) -> bool:
    """A number, in figures or in words, or a phrase that is a quantity."""
    return token.sort == "number" or token.kind == "howmany" or token.is_in(words.NUMBER_WORDS)


def hedge_at(tokens: Sequence[Token], index: int) -> int:
    """How many tokens of hedge ("more than", "about") stand here; 0 if none."""
    for hedge in words.HEDGES:
        if tuple(token.lower for token in tokens[index : index + len(hedge)]) == hedge:
            return len(hedge)
    return 0


def hedge_before(tokens: Sequence[Token], index: int, start: int) -> int:
    """Where the hedge begins that ends right before token `index`; `index` itself if there is none."""
    for hedge in words.HEDGES:
        first = index - len(hedge)
        if first >= start and tuple(token.lower for token in tokens[first:index]) == hedge:
            return first
    return index


def _preposition(tokens: Sequence[Token], index: int, end: int) -> int:
    """The index behind the preposition that begins here; `index` if none does."""
    token = tokens[index]
    if index + 1 < end and (token.lower, tokens[index + 1].lower) in _COMPOUND:
        stop = index + 2
        return stop + 1 if token.lower == "as" and stop < end and tokens[stop].lower == "as" else stop
    if not token.is_in(words.PREPOSITIONS):
        return index
    after = tokens[index + 1] if index + 1 < end else None
    if (
        after is not None
        and after.is_in(words.PREPOSITIONS)
        and token.lower in ("from", "until", "since", "till", "in")
    ):
        return index + 2  # "from under the table", "until after the war"
    return index + 1


def _noun(
    tokens: Sequence[Token], index: int, end: int, clauses: Sequence[tuple[int, int]], two: bool
) -> int:
    """The end of the noun phrase that begins at `index`; `index` if none does."""
    start = index
    if index < end:
        index += hedge_at(tokens, index) if _is_hedge(tokens, index, end) else 0
    whole = index
    while index < end and not any(first <= index < last for first, last in clauses):
        token = tokens[index]
        if token.sort == "mark":
            break
        if token.sort == "aside":
            break
        if index > whole and _begins_another(tokens, start, index, two):
            break
        if token.lower == "of" and index > start:
            index += 1
            continue
        if token.is_in(words.COORDINATORS) and index > start and _goes_on(tokens, start, index, end):
            index += 1
            continue
        if not _is_nominal(token, tokens[index - 1] if index > start else None, tokens, index, end):
            break
        index += 1
    return index


def _is_nominal(token: Token, before: Token | None, tokens: Sequence[Token], index: int, end: int) -> bool:
    if token.sort in ("phrase", "quoted", "number") or token.proper:
        return token.kind not in ("why", "how")
    if token.lower in ("'s", "’s", "'", "’"):
        return before is not None
    if token.sort != "word" or (token.is_in(words.PREPOSITIONS | {"to"}) and token.lower != "per"):
        return token.lower == "per"
    if token.is_in(words.COORDINATORS, words.SUBORDINATORS, words.NEGATIONS):
        return False
    if token.is_in(
        words.DETERMINERS,
        words.SUBJECT_PRONOUNS,
        words.OBJECT_PRONOUNS,
        words.OTHER_PRONOUNS,
        words.NUMBER_WORDS,
    ):
        return True
    if token.word.can_be("NN", "NNS", "JJ"):
        if is_adverb(token) and before is None and not token.word.can_be("JJ", "NN"):
            return False
        return True
    after = tokens[index + 1] if index + 1 < end else None
    if token.word.can_be("VBN", "VBG"):  # "the spinning frame": before its noun only
        if before is not None and before.is_in(words.ARTICLES | words.POSSESSIVES):
            return True
        if before is not None and before.word.can_be("VBG") and tokens[index - 2].is_in(words.ARTICLES):
            return True  # "a growing liking"
        return after is not None and (after.word.can_be("NN", "NNS") or after.proper)
    if is_adverb(token):  # "a very large telescope"
        return before is not None and before.is_in(words.DETERMINERS) and after is not None
    return (not token.word.lemmas and token.lower.isalpha()) or bool(token.lower.strip("-").count("-"))


def _begins_another(tokens: Sequence[Token], start: int, index: int, two: bool) -> bool:
    """Whether a new noun phrase begins at `index`, right behind one that is whole."""
    token, before = tokens[index], tokens[index - 1]
    if token.lower in ("'s", "’s", "'", "’", "per"):
        return False
    if before.is_in(words.DETERMINERS, words.COORDINATORS) and before.lower not in (
        "this",
        "that",
        "all",
        "each",
    ):
        return False
    if before.lower in ("of", "per", "'s", "’s", "'", "’"):
        return False
    if token.kind in ("when", "where", "why", "how"):
        return not (before.word.can_be("JJ") and not before.word.can_be("NN"))
    if token.sort == "phrase":
        if is_number(before) and token.kind != "howmany":
            return before.kind == "" and two
        if before.sort == "phrase" or two:
            return True
        return before.is_in(words.SUBJECT_PRONOUNS, words.OBJECT_PRONOUNS) or token.kind == "howmany"
    if before.sort == "phrase" and before.kind in ("when", "where"):
        return True
    if before.is_in(words.OBJECT_PRONOUNS) and before.lower != "her":
        return True
    if _is_rate(tokens, start, index):
        return False
    if token.is_in(words.ARTICLES | words.POSSESSIVES):
        return not before.is_in(words.DETERMINERS) and not before.is_in(
            frozenset({"such", "quite", "half", "all"})
        )
    if token.is_in(words.SUBJECT_PRONOUNS):
        return True
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
        return token.lower not in words.MEASURE_ADJECTIVES  # "keep [their eggs] warm by …"
    if two and token.proper and not before.proper:
        return False
    return False


def _ends(tokens: Sequence[Token], index: int) -> bool:
    """Whether a noun phrase ends before this token for certain."""
    return (
        index >= len(tokens)
        or tokens[index].sort == "mark"
        or tokens[index].is_in(words.PREPOSITIONS - {"of"})
    )


_RATES = frozenset(
    "second minute hour day night week month year century kilo kilogram pound litre gallon head".split()
)


def _is_rate(tokens: Sequence[Token], start: int, index: int) -> bool:
    """ "5 dollars a day", "29,500 per cent a month": the rate belongs to the number."""
    if not tokens[index].is_in(frozenset({"a", "an"})) or index + 1 >= len(tokens):
        return False
    measured = any(is_number(token) for token in tokens[max(start, index - 3) : index])
    return measured and tokens[index + 1].lower in _RATES


def _goes_on(tokens: Sequence[Token], start: int, index: int, end: int) -> bool:
    """Whether the coordinator at `index` joins two noun phrases."""
    after = tokens[index + 1] if index + 1 < end else None
    if after is None:
        return False
    if after.sort in ("phrase", "number", "quoted") or after.proper:
        return after.kind not in ("when", "why", "how") or tokens[index - 1].kind == after.kind
    if after.is_in(words.PREPOSITIONS):
        return False
    return after.is_in(words.DETERMINERS) or after.word.can_be("NN", "NNS", "JJ")
