"""Cut what stands beside a verb into its constituents.

tail    = (preposition noun | noun | adverb | "to" verb | verb-ing | adjective | clause | mark)*
noun    = determiner? (adjective | number | name | noun | phrase)+ ("of" noun)*
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.clause import Piece
from quizgen.english.noun import begins_with_hedge, is_gerund_with_object, noun_end
from quizgen.english.token import by_first_word, fixed_phrase_at
from quizgen.english.verbs import is_adverb, is_particle_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token

_COMPOUNDS = by_first_word(
    tuple(written.split())
    for written in (
        "because of", "out of", "according to", "instead of", "due to", "thanks to", "along with", "together with",
        "rather than", "prior to", "owing to", "ahead of", "such as", "up to", "next to", "close to", "apart from",
        "away from", "so that", "from around", "as of", "as well as", "as well", "as early as", "as late as",
        "as recently as", "on board", "as long ago as", "as far back as", "as far away as",
    )
)  # fmt: skip
"""Prepositions of several words."""


def compound_at(tokens: Sequence[Token], index: int, end: int) -> int:
    """How many tokens a preposition of several words takes up that begins here; 0 if none does."""
    return fixed_phrase_at(tokens, index, end, _COMPOUNDS)


_TAKES_GERUND = frozenset(
    "keep start begin stop continue finish avoid enjoy help go remember try risk quit practise practice consider "
    "involve mean include suggest recommend propose deny admit imagine".split()
)
"""Verbs whose -ing is their object, so that what follows it can be asked for ("kept pressing for …")."""


_ALSO_NOUNS = frozenset({"little", "most", "much", "enough", "less", "more", "once"})
"""Adverbs that may begin a noun phrase."""


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
    inner = tuple(one for one in clauses if one[0] < end and start < one[1])
    key = (start, end, inner, two_objects, verb)
    known = _known_of(tokens)
    if key not in known:
        known[key] = tuple(_cut(tokens, start, end, inner, two_objects=two_objects, verb=verb))
    return known[key]


_Known = dict[tuple[object, ...], tuple[Piece, ...]]
_last: tuple[Sequence[Token], _Known] = ((), {})


def _known_of(tokens: Sequence[Token]) -> _Known:
    """What was cut of these tokens before: the readings of a sentence differ little, and come one after the other."""
    global _last  # of one sentence only, so that nothing grows
    found = _last
    if found[0] is not tokens:
        found = _last = (tokens, {})
    return found[1]


def _cut(
    tokens: Sequence[Token],
    start: int,
    end: int,
    clauses: Sequence[tuple[int, int]],
    *,
    two_objects: bool,
    verb: str,
) -> list[Piece]:
    pieces: list[Piece] = []
    inside = ""
    index = start
    while index < end:
        piece = _next(tokens, index, end, clauses, two_objects)
        if verb in words.CAUSING and not pieces and piece.sort == "noun":
            piece = _less_infinitive(tokens, piece, end)
        if (
            piece.sort == "participle"
            and index == start
            and verb in _TAKES_GERUND
            and tokens[index].word.can_be("VBG")
        ):
            piece = Piece("infinitive", piece.start, piece.end)
        elif (
            piece.sort == "participle"
            and verb in words.DECLARING
            and [found.sort for found in pieces] == ["noun"]
        ):
            piece = Piece("adjective", piece.start, piece.end)  # "had [Angkor Wat] built"
        elif (
            piece.sort == "participle"
            and index == start
            and verb in words.NAMING
            and tokens[index].word.can_be("VBN")
        ):
            piece = Piece("adjective", piece.start, piece.end)  # "was declared eradicated"
        elif verb in words.CAUSING and _is_bare_infinitive(tokens, pieces, index, end):
            piece = Piece("infinitive", index, _infinitive_end(tokens, index + 1, end))
        elif piece.sort == "participle":
            inside = "participle"
        elif piece.sort == "mark" or piece.sort == "coordinator":
            inside = ""
        elif inside:
            piece = Piece(piece.sort, piece.start, piece.end, piece.head, inside)
        pieces.append(piece)
        index = piece.end
    return pieces


def _next(
    tokens: Sequence[Token], index: int, end: int, clauses: Sequence[tuple[int, int]], two: bool
) -> Piece:
    token = tokens[index]
    for first, last in clauses:
        if first <= index < last:
            return Piece("clause", index, min(last, end))
    if token.sort in ("mark", "aside"):
        return Piece("mark", index, index + 1)
    if token.is_in(words.COORDINATORS):
        return Piece("coordinator", index, index + 1)
    if begins_with_hedge(tokens, index, end):
        return Piece("noun", index, noun_end(tokens, index, end, clauses, two))
    if _is_infinitive(tokens, index, end):
        return Piece("infinitive", index, _infinitive_end(tokens, index + 2, end))
    if (wide := _preposition(tokens, index, end)) > index:
        after = wide
        return Piece("preposition", index, max(noun_end(tokens, after, end, clauses, two), after), head=after)
    if is_adverb(token) and not token.is_in(_ALSO_NOUNS) and not _opens_noun(tokens, index, end):
        return Piece("adverb", index, index + 1)
    if (
        token.word.can_be("VBG") and not token.word.can_be("NN") and not token.proper
    ) or is_gerund_with_object(tokens, index):
        return Piece("participle", index, index + 1)
    if _is_reduced_relative(tokens, index, end):
        return Piece("participle", index, index + 1)
    stop = noun_end(tokens, index, end, clauses, two)
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


def _opens_noun(tokens: Sequence[Token], index: int, end: int) -> bool:
    """As in "swallow | very large prey"."""
    if tokens[index].lower not in ("very", "extremely", "highly") or index + 2 >= end:
        return False
    adjective, noun = tokens[index + 1], tokens[index + 2]
    return adjective.word.can_be("JJ") and noun.sort == "word" and noun.word.can_be("NN", "NNS")


def _less_infinitive(tokens: Sequence[Token], noun: Piece, end: int) -> Piece:
    """The object without the verb behind it: "chimpanzees | use grass stems"."""
    for index in range(noun.start + 1, noun.end):
        several = tokens[index - 1].kind in ("who", "what") or tokens[index - 1].word.can_be("NNS")
        if several and _is_bare_infinitive(tokens, [noun], index, end):
            return Piece("noun", noun.start, index)
    return noun


def _is_bare_infinitive(tokens: Sequence[Token], before: Sequence[Piece], index: int, end: int) -> bool:
    """As in "made [the boyars] | shave", "saw chimpanzees | use stems", but not "made [Paris] | rich"."""
    token = tokens[index]
    if not before or before[0].sort != "noun" or any(piece.sort == "infinitive" for piece in before):
        return False
    if token.proper or not token.word.can_be("VB") or token.word.can_be("VBZ", "VBD"):
        return False
    if token.is_in(words.PREPOSITIONS, words.ADVERBS, words.PARTICLES) or tokens[index - 1].text == ",":
        return False  # "near" is no verb here, nor is the "pine" of "from basil, pine nuts and garlic"
    if not token.word.can_be("NN", "JJ"):
        return True
    after = tokens[index + 1] if index + 1 < end else None
    return (
        after is None
        or after.kind not in ("", "who")
        or after.is_in(words.DETERMINERS, words.PREPOSITIONS)
        or (after.word.can_be("NN", "NNS"))
    )


def _infinitive_end(tokens: Sequence[Token], index: int, end: int) -> int:
    """Behind "to have brought", "to be built": the participles go with the infinitive."""
    while (
        index < end
        and tokens[index - 1].lower in ("have", "be", "been")
        and (tokens[index].word.can_be("VBN", "VBG") or tokens[index].lower == "been")
    ):
        index += 1
    if index < end and is_particle_of(tokens, index - 1, index):
        index += 1  # "to work out [the structure]"
    return index


def _is_infinitive(tokens: Sequence[Token], index: int, end: int) -> bool:
    """As in "to burn [his manuscripts]", but not "to power in 1922"."""
    if tokens[index].lower != "to" or index + 1 >= end:
        return False
    verb = tokens[index + 1]
    if not verb.word.can_be("VB"):
        return False
    if not verb.word.can_be("NN", "JJ") or (
        verb.word.can_be("NN") and verb.lower not in words.TO_WITHOUT_ARTICLE
    ):
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


def _preposition(tokens: Sequence[Token], index: int, end: int) -> int:
    """The index behind the preposition that begins here; `index` if none does."""
    token = tokens[index]
    if width := compound_at(tokens, index, end):
        return index + width
    if not token.is_in(words.PREPOSITIONS):
        return index
    after = tokens[index + 1] if index + 1 < end else None
    if token.lower == "at" and index + 2 < end and tokens[index + 2].kind == "when" and after is not None:
        return index + 2 if after.lower in ("about", "around") else index + 1
    if (
        after is not None
        and after.is_in(words.PREPOSITIONS)
        and token.lower in ("from", "until", "since", "till", "in")
    ):
        return index + 2  # "from under the table", "until after the war"
    return index + 1
