"""What stands before a verb and behind it: fronted adjuncts, the subject, asides; a subject that follows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.clause import Piece, Predicate
from quizgen.english.noun import is_number, joins_adjectives
from quizgen.english.pieces import compound_at, cut
from quizgen.english.verbs import is_adverb
from quizgen.english.walk import COMMAS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.english.verbs import Group


_STANDS_BEFORE_SUBJECT = frozenset(
    "be stand lie sit hang live come rise run rest begin dwell follow grow remain exist flow".split()
)

_HOW_FAR = frozenset({"deep", "high", "low", "close"})
"""Adverbs before a place in front: "Deep in the Amazon lives …"; elsewhere they are adjectives."""


def _says_how_far(tokens: Sequence[Token], start: int, end: int) -> bool:
    """Whether such an adverb begins here, and no preposition like "close to"."""
    return (
        start + 1 < end
        and tokens[start].lower in _HOW_FAR
        and tokens[start + 1].is_in(words.PREPOSITIONS)
        and not compound_at(tokens, start, end)
    )


def before_verb(
    tokens: Sequence[Token], start: int, end: int, inner: Sequence[tuple[int, int]]
) -> tuple[tuple[Piece, ...], tuple[int, int] | None, tuple[Piece, ...]]:
    """Fronted adjuncts, the subject, and asides between subject and verb."""
    while (
        end > start and is_adverb(tokens[end - 1]) and tokens[end - 1].lower not in ("there", "once", "alone")
    ):
        end -= 1
    segments = _segments(tokens, start, end, inner)
    fronted: list[Piece] = []
    if segments and _is_speech(tokens, start):
        fronted.append(Piece("noun", start, start + 1))
        segments[0] = (start + 1, segments[0][1])
        segments = [segment for segment in segments if segment[0] < segment[1]]
    if _says_how_far(tokens, start, end):
        fronted.append(Piece("adverb", start, start + 1))
        segments[0] = (start + 1, segments[0][1])
    while len(segments) > 1 and (pieces := _fronted(tokens, *segments[0], inner)):
        fronted += pieces
        segments.pop(0)
    segments = _joined(tokens, segments, fronted, inner)
    if not segments:
        return tuple(fronted), None, ()
    first, last = segments[0]
    pieces = cut(tokens, first, last, inner)
    while (
        pieces
        and _is_adjunct(tokens, pieces[0])
        and not _hedges(tokens, pieces[0])
        and not _has_epithet(tokens, pieces[0])
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


def _has_epithet(tokens: Sequence[Token], piece: Piece) -> bool:
    """As in "Peter the Great", "Philip the Bold"."""
    article, epithet = tokens[piece.end : piece.end + 2] if piece.end + 1 < len(tokens) else (None, None)
    capital = tokens[piece.start].sort == "word" and tokens[piece.start].text[:1].isupper()
    named = article is not None and article.text == "the" and epithet is not None and epithet.proper
    return piece.end - piece.start == 1 and capital and named and not is_adverb(tokens[piece.start])


def _joined(
    tokens: Sequence[Token],
    segments: list[tuple[int, int]],
    fronted: list[Piece],
    inner: Sequence[tuple[int, int]],
) -> list[tuple[int, int]]:
    """The segments less those that go with the fronted ones: "In hot, | dry weather," and "In 1929, | which …,"."""
    while fronted and len(segments) > 1:
        first, last = segments[0]
        before = tokens[fronted[-1].end - 1]
        bare = (
            fronted[-1].sort == "preposition"
            and before.word.can_be("JJ")
            and not before.word.can_be("NN", "NNS")
        )
        if bare:
            fronted[-1] = Piece("preposition", fronted[-1].start, last, fronted[-1].head)
        elif tokens[first].is_in(words.RELATIVES) and any(first <= start <= first + 1 for start, _ in inner):
            fronted.append(Piece("mark", first, last))
        else:
            break
        segments = segments[1:]
    return segments


def behind_verb(
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


def _segments(
    tokens: Sequence[Token], start: int, end: int, inner: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Cut at the commas that stand in no inner clause, and part no adjectives."""
    cuts = [
        index
        for index in range(start, end)
        if tokens[index].text in COMMAS
        and tokens[index].sort == "mark"
        and not any(first <= index < last for first, last in inner)
        and not joins_adjectives(tokens, index, end)
    ]
    edges = [start, *[edge for index in cuts for edge in (index, index + 1)], end]
    return [(first, last) for first, last in zip(edges[::2], edges[1::2], strict=True) if first < last]


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
    if pieces[0].sort == "infinitive":
        return (Piece("infinitive", start, end),)
    if len(pieces) == 1 and pieces[0].sort == "preposition" and compound_at(tokens, start, end):
        return pieces  # "According to the report,"
    if pieces[0].sort in ("participle", "adjective") or (
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
    last = pieces[-1]
    if (
        token.lower == "as"
        and start < last.start
        and last.sort == "clause"
        and tokens[last.start].lower == "as"
    ):
        return (Piece("clause", start, end),)  # "As soon as the pressure falls,"
    if all(_is_adjunct(tokens, piece) for piece in pieces):
        return pieces
    if pieces[0].sort == "preposition" and len(pieces) > 1 and pieces[1].sort == "participle":
        return (Piece("participle", start, end),)  # "By boiling his instruments,"
    first_other = next(piece for piece in pieces if not _is_adjunct(tokens, piece))
    if first_other.sort in ("participle", "infinitive"):
        return (Piece("participle", start, end),)  # "As seen from the Earth,"
    return ()


_THAT_TIME = frozenset("every each this that last next one some".split())


def _is_adjunct(tokens: Sequence[Token], piece: Piece) -> bool:
    if piece.sort in ("preposition", "clause", "mark"):
        return piece.sort != "clause" or tokens[piece.start].lower not in words.WH_WORDS - {"when", "where"}
    if piece.sort == "adverb":
        return tokens[piece.start].lower != "there"
    if piece.sort == "noun" and tokens[piece.end - 1].lower in words.PERIODS | words.WEEKDAYS:
        return tokens[piece.start].lower in _THAT_TIME  # "Every autumn, butterflies …"
    return piece.sort == "noun" and tokens[piece.start].kind in ("when", "why", "how")


def _hedges(tokens: Sequence[Token], piece: Piece) -> bool:
    """As in "Nearly all of", "Almost half", "Only a few": the adverb belongs to the number behind it."""
    if piece.sort != "adverb" or piece.end >= len(tokens):
        return False
    number = tokens[piece.end]
    if tokens[piece.start].lower in ("only", "even") and number.sort == "phrase":
        return number.kind in ("who", "what", "where", "howmany")
    return tokens[piece.start].lower in _BEFORE_NUMBERS and (
        is_number(number) or number.is_in(_QUANTITIES) or number.text[:1].isdigit()
    )


_BEFORE_NUMBERS = frozenset(
    {"nearly", "almost", "only", "just", "roughly", "approximately", "exactly", "virtually"}
)
_QUANTITIES = frozenset(
    {"all", "every", "half", "a", "few", "both", "everyone", "everything", "some", "nobody"}
)


def _is_list(tokens: Sequence[Token], segments: Sequence[tuple[int, int]]) -> bool:
    """As in "Lead, tin and zinc": the last segment holds the "and"."""
    first, last = segments[-1]
    return (
        any(tokens[index].is_in(words.COORDINATORS) for index in range(first, last))
        and not tokens[first].is_in(words.PREPOSITIONS, words.WH_WORDS)
        and not tokens[segments[1][0]].is_in(words.WH_WORDS, words.PREPOSITIONS)
        and tokens[segments[1][0]].lower != "such"
    )
