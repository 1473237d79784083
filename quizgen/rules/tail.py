"""What a question keeps of the sentence around its gap: the tail, and adjuncts from before the subject."""

from __future__ import annotations

from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.listing import lists
from quizgen.english.walk import COMMAS, STOPS
from quizgen.english.wording import join
from quizgen.rules.reference import object_text, owner_text, place_of_where
from quizgen.rules.target import begin, is_past

if TYPE_CHECKING:
    from collections.abc import Iterable

    from quizgen.english.clause import Clause, Piece
    from quizgen.rules.target import Target


CONNECTORS = frozenset(
    "however moreover therefore thus then meanwhile furthermore nevertheless finally indeed instead also".split()
)
"""Adverbs that tie a sentence to the one before it, which a question does not have."""

_KEPT_IN_FRONT = frozenset("as besides despite like unlike instead according notwithstanding".split())
"""Prepositions whose phrase cannot well go to the end of a question."""


_BEHIND = frozenset({"alike", "on", "together"})
"""Adverbs that close a phrase that is asked for: "by [Christians and Muslims] alike", "from [1 June] on"."""

_FOCUS = frozenset(
    "only just even exactly precisely perhaps probably as ever first high deep far right early late all".split()
)
"""Adverbs that point at the place or time right behind them."""


def tail_text(target: Target, gap: Iterable[Piece] = (), *, keep: str = "", short: bool = False) -> str:
    """What follows the verb, less the pieces of the gap and what only adds to the sentence.

    `keep` stands where the first gap was (a stranded preposition). `short` leaves out times and places too.
    Fronted adjuncts come at the end.
    """
    gaps = tuple(gap)
    kept = _kept(target, gaps) - _focus(target, gaps) - _reasons(target, gaps)
    front = fronted_texts(target)
    parts: list[str] = []
    put = not keep
    before = [] if short else [text for piece, text in front if _goes_inside(target, piece, gaps)]
    for number, piece in enumerate(target.predicate.tail):
        if before and _closes(target, number, piece):
            parts += before
            before = []
        if piece in gaps:
            if not put:
                parts.append(keep)
                put = True
        elif piece in kept and not (short and _is_extra(target, piece)):
            known = object_text(target, piece) or owner_text(target, piece)
            parts.append(known or target.parse.words(piece.start, piece.end))
    if not put:
        parts.append(keep)
    told = target.predicate.tail[:1]  # "told [a friend]": what was said comes behind who heard it
    behind = 1 if told and told[0].sort == "noun" and told[0] not in gaps else 0
    parts[behind:behind] = [text for piece, text in front if _is_speech(target, piece)]
    if (
        _is_object_relative(target.clause)
        and target.clause.antecedent is not None
        and target.tokens[target.clause.opener or 0].lower in ("which", "whom", "that", "who")
    ):
        first, last = target.clause.antecedent
        parts.insert(0, begin(target, first, target.parse.words(first, last)))
    parts.append(place_of_where(target))
    parts += before
    if not short:
        parts += [text for piece, text in front if piece.sort == "clause" and piece not in gaps]
    return join(*parts)


def _goes_inside(target: Target, piece: Piece, gaps: tuple[Piece, ...]) -> bool:
    return piece not in gaps and piece.sort != "clause" and not _is_speech(target, piece)


def _closes(target: Target, number: int, piece: Piece) -> bool:
    """Whether a time or place from before the subject has to stand before this piece, so that it is not read as a
    part of it: "Who showed in 1925 that …", "What did he write in 1874 to honour …"."""
    if piece.sort == "clause":
        return True
    kind = target.tokens[piece.end - 1].kind if piece.end - piece.start == 1 else ""
    link = (
        target.tokens[piece.start].lower in ("because", "so", "while", "when")
        and piece.end - piece.start == 1
    )
    if target.tokens[piece.start].lower == "by" and piece.end < len(target.tokens):
        link = target.tokens[piece.end].text.split(" ")[0].endswith("ing")
    return link or (
        number > 0
        and ((piece.sort == "participle" and target.tokens[piece.start].word.can_be("VBG")) or kind == "why")
    )


def _is_speech(target: Target, piece: Piece) -> bool:
    return piece.sort == "noun" and target.tokens[piece.start].sort == "quoted"


def _reasons(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """A because-clause says why the answer is right, so a question for it is better off without it; and a question
    for one reason without the other."""
    if not gaps or target.span.tag not in ("who", "what", "where", "when", "why", "how", "howmany"):
        return set()
    found: set[Piece] = set()
    because = False
    for piece in target.predicate.tail:
        because = because or target.tokens[piece.start].lower == "because"
        other = target.span.tag == "why" and target.tokens[piece.end - 1].kind == "why"
        if (because or other) and piece not in gaps:
            found.add(piece)
    return found


def _focus(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """As in "only at [full moon]": an adverb that pointed at the gap has nothing left to point at."""

    def is_word(piece: Piece, known: frozenset[str]) -> bool:
        return piece.end - piece.start == 1 and target.tokens[piece.start].lower in known

    pairs = list(pairwise(target.predicate.tail))
    is_state = target.verb in words.LINKING  # "was so high in 1923"
    return {piece for piece, after in pairs if after in gaps and is_word(piece, _FOCUS) and not is_state} | {
        piece for before, piece in pairs if before in gaps and is_word(piece, _BEHIND)
    }


def lengths(target: Target, gap: Iterable[Piece] = ()) -> tuple[bool, ...]:
    """What `tail_text` may be given for `short`: the whole question, and a shorter one if that asks enough."""
    return (False, True) if _may_be_short(target, gap) else (False,)


def _may_be_short(target: Target, gap: Iterable[Piece]) -> bool:
    """Whether enough is left to know what is asked when times and places go: "What did Hubble find?" is too little.

    A time or a place is asked of what the subject did; a reason needs all of it; else an object has to stay.
    """
    if target.span.tag in ("why", "how") or _must_stay_whole(target):
        return False
    if not is_past(target, target.clause):
        return False  # what holds in the north need not hold everywhere
    if target.span.tag in ("when", "where") and target.position != "subject":
        return True
    gaps = tuple(gap)
    return any(
        piece.sort in ("noun", "clause")
        and target.parse.words(piece.start, piece.end).lower() not in ("place", "part")
        and piece not in gaps
        and not _is_extra(target, piece)
        for piece in target.predicate.tail
    )


_LEADING = frozenset({"soon", "only", "even", "except", "if", "not", "where"})


def _must_stay_whole(target: Target) -> bool:
    """Sentences that are not true, or no sentences, without their times and places."""
    tail = target.predicate.tail
    compared = any(target.tokens[piece.start].lower in ("than", "as") for piece in tail)
    joined = any(piece.sort in ("coordinator", "clause") for piece in tail)
    is_what = target.position == "subject" and target.verb == "be"
    onwards = any(target.tokens[piece.start].lower in ("onwards", "onward") for piece in tail)
    if onwards:
        return True  # "from 1944 onwards": one without the other is nothing
    return target.says_there or compared or joined or is_what or target.predicate.group.negation is not None


def _is_extra(target: Target, piece: Piece) -> bool:
    """A tagged time or place, which a shorter question can do without."""
    if piece.sort not in ("preposition", "noun", "adverb"):
        return False
    kinds = {target.tokens[index].kind for index in range(piece.start, piece.end)} - {""}
    before = target.tokens[piece.start - 1] if piece.start else target.tokens[0]
    if before.lower in _LEADING or before.is_in(words.PREPOSITIONS, words.SUBORDINATORS):
        return False
    if "where" in kinds and target.tokens[piece.start].lower not in ("in", "at", "on", "near"):
        return False
    return bool(kinds) and kinds <= {"when", "where"} and not (piece.sort == "noun" and "where" in kinds)


def _is_object_relative(clause: Clause) -> bool:
    return (
        clause.sort == "relative"
        and clause.opener is not None
        and clause.subject is not None
        and clause.subject[0] != clause.opener
        and clause.opener == clause.start
    )


def fronted_texts(target: Target) -> list[tuple[Piece, str]]:
    """The adjuncts before the subject that can stand at the end instead."""
    found: list[tuple[Piece, str]] = []
    if target.clause.sort == "coordinate" and not target.clause.fronted:
        for (
            piece
        ) in target.main.fronted:  # "When … is bubbled through it, a solid forms and the liquid turns milky"
            if piece.sort == "clause" and not is_past(target, target.main):
                found.append((piece, begin(target, piece.start, target.parse.words(piece.start, piece.end))))
    for piece in target.clause.fronted:
        if piece.sort in ("participle", "mark") or _stays_in_front(target, piece):
            continue
        if _named_it(target, piece):
            if (condition := _with_pronoun(target, piece)) is not None:
                found.append((piece, condition))
            continue
        if piece.sort == "adverb" and target.tokens[piece.start].lower in CONNECTORS | {"not"}:
            continue
        if (
            piece.sort == "clause"
            and target.tokens[piece.start].lower in ("when", "where")
            and (
                piece.start > 1
                and target.tokens[piece.start - 1].text == ","
                and target.tokens[piece.start - 2].kind
            )
        ):
            continue  # "Since [1867], when the United States bought it, …"
        if piece.sort == "adverb" and any(
            other.start == piece.end and target.index in other for other in target.clause.fronted
        ):
            continue  # "Soon after [the war]": it points at the gap
        text = target.parse.words(piece.start, piece.end)
        if target.tokens[piece.start].sort == "quoted" and text[-2:-1] == ",":
            text = text[:-2] + text[-1]
        found.append((piece, begin(target, piece.start, text)))
    return found


def _named_it(target: Target, piece: Piece) -> bool:
    """A clause in front whose subject the pronoun in this one stands for: it would come twice."""
    if piece.sort != "clause" or target.clause.subject is None or target.position == "subject":
        return False
    first, last = target.clause.subject
    return last - first == 1 and target.tokens[first].is_in(words.SUBJECT_PRONOUNS)


def _with_pronoun(target: Target, piece: Piece) -> str | None:
    """As in "When water freezes, it expands": the names change places, for it does not expand "always".

    In a tale the clause only says once more when it happened, and the question is better off without it.
    """
    if is_past(target, target.clause) or target.clause.subject is None:
        return None
    for clause in target.parse.clauses[1:]:
        if clause.start == piece.start and clause.subject is not None:
            first, last = clause.subject
            pronoun = target.tokens[target.clause.subject[0]].lower
            opener = target.parse.words(piece.start, first)
            return f"{begin(target, piece.start, opener)} {pronoun} {target.parse.words(last, piece.end)}"
    return None


def _stays_in_front(target: Target, piece: Piece) -> bool:
    if target.index in piece:
        return False
    if piece.sort == "preposition" and target.tokens[piece.start].lower in _KEPT_IN_FRONT:
        return True
    # Behind the first of two predicates it would hide the second.
    return piece.sort != "mark" and target.position == "subject" and len(target.clause.predicates) > 1


def opening(target: Target) -> str:
    """What has to stay in front: "Having lost the election,", "Besides Titan,"; else empty."""
    pieces = [
        piece
        for piece in target.clause.fronted
        if piece.sort == "participle" or _stays_in_front(target, piece)
    ]
    if not pieces:
        return ""
    return ", ".join(target.parse.words(piece.start, piece.end) for piece in pieces) + ","


def _kept(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """The pieces of the tail that a question keeps: not asides, appositives and clauses that only add."""
    tail = target.predicate.tail
    kept: set[Piece] = set()
    segments: list[list[Piece]] = [[]]
    for piece in tail:
        if piece.sort == "mark" and target.tokens[piece.start].text in COMMAS | STOPS:
            segments.append([piece])
        else:
            segments[-1].append(piece)
    is_list = _is_list(target, segments)
    listed = {tail[number] for found in lists(target.tokens, tail) for number in found}
    for number, segment in enumerate(segments):
        body = [piece for piece in segment if piece.sort != "mark"]
        holds_gap = any(piece in gaps for piece in body)
        if (
            number
            and not is_list
            and not holds_gap
            and not any(piece in listed for piece in body)
            and not _belongs(target, segments[number - 1], body, gaps)
        ):
            if _is_closed_apposition(target, segments, number):
                segments[number + 1] = segments[number + 1][1:]  # with both its commas
                continue  # "his most famous work, a long book, in 1687"
            break
        if any(target.tokens[piece.start].lower == "rather" for piece in body) and not holds_gap:
            kept.update(takewhile(lambda piece: target.tokens[piece.start].lower != "rather", segment))
            break
        if number and target.tokens[segment[0].start].text in (":", ";") and not holds_gap:
            break
        staying = [piece for piece in segment if not _only_adds(target, piece)]
        if not number or any(piece.sort != "mark" for piece in staying):
            kept.update(staying)
    return kept - _described(target, gaps)


def _is_closed_apposition(target: Target, segments: list[list[Piece]], number: int) -> bool:
    """Whether a segment between two commas only adds, and a time or place behind it belongs to the sentence."""
    behind = segments[number + 1][1:2] if number + 1 < len(segments) else []
    body = [piece for piece in segments[number] if piece.sort != "mark"]
    plain = all(piece.sort in ("noun", "adverb") for piece in body) and bool(body)
    return (
        plain
        and bool(behind)
        and behind[0].sort == "preposition"
        and (target.tokens[behind[0].end - 1].kind in ("when", "where"))
    )


def _is_list(target: Target, segments: list[list[Piece]]) -> bool:
    """Whether the commas part the items of a list: "Paris, Rome and Bern", not "5 ml, and a spoon 15"."""
    last = segments[-1][1:4]
    if len(segments) < 2 or not last:
        return False
    if last[0].sort == "coordinator":
        return len(segments) > 2
    inside = any(
        target.tokens[index].is_in(words.COORDINATORS) for index in range(last[0].start, last[0].end)
    )
    return inside or any(piece.sort == "coordinator" for piece in last)


def _says_which(target: Target, piece: Piece) -> bool:
    """Whether a clause says which one the gap's noun is: "[villagers] who could not get a loan"."""
    return target.span.tag in ("who", "what", "where") and any(
        clause.sort == "relative"
        and clause.start == piece.start
        and clause.antecedent is not None
        and clause.antecedent[1] - 1 == target.index
        for clause in target.parse.clauses[1:]
    )


def _described(target: Target, gaps: tuple[Piece, ...]) -> set[Piece]:
    """What describes the gap's noun: the "led by Brutus" of "a group of senators led by Brutus"."""
    found: set[Piece] = set()
    inside = False
    for before, piece in pairwise(target.predicate.tail):
        if before in gaps and _says_which(target, piece):
            found.add(piece)  # "villagers who could not get a loan"
        inside = (before in gaps and piece.sort == "participle") or (inside and bool(piece.inside))
        if inside and piece not in gaps:
            found.add(piece)
    return found


def _belongs(target: Target, before: list[Piece], body: list[Piece], gaps: tuple[Piece, ...]) -> bool:
    """Whether what stands behind a comma still belongs to the clause: "in Ulm, Germany, on 14 March"."""
    if not body:
        return False
    first = body[0]
    if target.tokens[first.start].lower == "because":
        return True
    if first.sort == "preposition":
        return target.tokens[first.start].lower not in (
            "including",
            "such",
            "with",
            "of",
            "like",
            "unlike",
            "despite",
        )
    if first.sort == "noun" and target.tokens[first.start].sort == "quoted":
        return True  # 'said, "It moves"'
    if first.sort != "noun" or any(piece in gaps for piece in before):
        return False
    token = target.tokens[first.start]
    return (
        first.end - first.start == 1
        and (token.proper or token.kind == "where")
        and bool(before)
        and (before[-1].sort == "preposition")
    )


def _only_adds(target: Target, piece: Piece) -> bool:
    if piece.sort == "clause":
        clause = next(
            (c for c in target.parse.clauses if c.start == piece.start and c is not target.clause), None
        )
        if clause is None:
            return False
        bounded = target.tokens[piece.start - 1].text in (",", "—", "–", ";", ":")
        return clause.sort == "coordinate" or bounded
    return piece.sort == "mark" and target.tokens[piece.start].sort == "aside"
