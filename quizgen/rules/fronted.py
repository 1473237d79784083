"""Ask for an object, a predicate, a time, a place, a reason: the question word goes in front.

Marie Curie discovered [radium]{.what} in [1898]{.when}.
What did Marie Curie discover in 1898? -> radium
When did Marie Curie discover radium? -> 1898

CERN has operated the Large Hadron Collider since [2008]{.when}.
Since when has CERN operated the Large Hadron Collider? -> 2008

Diamonds are made of [carbon]{.what}.
What are diamonds made of? -> carbon

Penguins cannot fly because [their wings have become flippers]{.why}.
Why can penguins not fly? -> their wings have become flippers

Violinists tune their instruments by [turning the pegs]{.how}.
How do violinists tune their instruments? -> turning the pegs
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.wording import join
from quizgen.rules.compose import in_front, through_that
from quizgen.rules.subject import about_subject, which
from quizgen.rules.target import NOT_MINE, Refusal, is_one_of_several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target, Wording

_WORD = {"who": "who", "what": "what", "when": "when", "where": "where", "why": "why", "how": "how"}

_PLACE_DROPPED = frozenset(
    "in at on to near along inside into onto within under beneath underneath behind beside between among around "
    "across throughout outside above below over through toward towards by amid atop upon aboard".split()
)
"""Prepositions that "where" already means."""

_TIME_DROPPED = frozenset({"in", "at", "on", "during", "throughout", "around", "about", "over", "between"})
_TIME_CARRIED = frozenset({"since", "until", "till", "by", "before", "after", "from"})

_PIED = frozenset(
    "during before after since until despite because throughout within except without besides among amid between "
    "beyond via per".split()
)
"""Prepositions that do not stand well at the end of a question."""

_DURATION = re.compile(
    r"\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries|millennia|generations)\b",
    re.IGNORECASE,
)
_COUNT = re.compile(
    r"^(?:(?:about|around|nearly|almost|over|more than|only|just|roughly|approximately|some|at least|up to|several|many) )?"
    r"(?:\d|an?\b|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty|forty|fifty|sixty|"
    r"seventy|eighty|ninety|hundred|several|many|half)",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\d|\b(?:century|centuries|spring|summer|autumn|winter|fall|dawn|dusk|noon|midday|midnight|night|morning|"
    r"afternoon|evening|sunrise|sunset|easter|christmas|antiquity|prehistory|"
    + "|".join(sorted((words.MONTHS - {"may", "march"}) | words.WEEKDAYS))
    + r"|May|March)\b",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\d{3,4}")
_FULL_DATE = re.compile(rf"(?i)(?=.*\d{{1,4}}).*\b(?:{'|'.join(sorted(words.MONTHS))})\b")


def fronted(target: Target) -> Wording | Refusal:
    """Wh-word + auxiliary + subject + verb + rest, in the clause that holds the span."""
    if target.position not in ("tail", "fronted") or target.piece is None or target.span.tag not in _WORD:
        return NOT_MINE
    refusal = _island(target)
    if refusal is not None:
        return refusal
    if target.clause.sort == "that":
        return _through_that(target)
    if (cleft := _cleft(target)) is not None:
        return cleft
    if target.span.tag in ("why", "how"):
        return _reason_or_manner(target)
    if (joined := _besides(target)) is not None:
        return joined
    if is_one_of_several(target):
        return Refusal("one-of-several", 'the span is joined to another by "and"; tag both together')
    if target.span.tag == "when":
        return _time(target)
    if target.span.tag == "where":
        return _place(target)
    return _thing(target)


def _besides(target: Target) -> Wording | Refusal | None:
    """ "[hydrogen] and [oxygen]": one of two is asked for besides the other."""
    piece, tokens = target.piece, target.tokens
    assert piece is not None
    start = piece.head if piece.sort == "preposition" else piece.start
    if target.position != "tail" or piece.end - start != 3 or tokens[start + 1].lower != "and":
        return None
    pair = (tokens[start], tokens[start + 2])
    if pair[0].kind != pair[1].kind or target.span.tag not in ("who", "what"):
        return None
    other = pair[1] if target.index == start else pair[0]
    preposition = target.parse.words(piece.start, piece.head) if piece.sort == "preposition" else ""
    return in_front(target, [_wh(target)], [piece], keep=preposition, moved=f"besides {other.text}")


def _island(target: Target) -> Refusal | None:
    clause, piece = target.clause, target.piece
    assert piece is not None
    if clause.sort in ("nominal", "contact") or (clause.sort == "relative" and not clause.bounded):
        return Refusal("island", "the span stands in a clause that cannot be asked alone")
    opener = target.tokens[clause.opener].lower if clause.opener is not None else ""
    if clause.sort == "adverbial" and opener in words.UNCERTAIN_SUBORDINATORS | {"had", "were", "should"}:
        return Refusal("island", f'what stands behind "{opener}" is no fact by itself')
    if piece.inside or piece.sort == "participle":
        return Refusal("island", "the span stands in a phrase that cannot be asked alone")
    if piece.sort == "clause":
        return Refusal("island", "the span stands in a clause that cannot be asked alone")
    return None


def _through_that(target: Target) -> Wording | Refusal:
    """ "What did Lavoisier show that combustion requires?": only objects can be asked for through "that"."""
    inner, piece = target.clause, target.piece
    outer = target.parse.clauses[inner.parent]
    assert piece is not None
    if outer.sort != "main" or target.span.tag not in ("who", "what") or piece.sort != "noun":
        return Refusal("island", "the span stands too deep in the sentence to be asked for")
    whole = _whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    clause = next(
        (p for predicate in outer.predicates for p in predicate.tail if p.start == inner.start), None
    )
    if clause is None:
        return Refusal("island", "the span stands too deep in the sentence to be asked for")
    rest = join(target.parse.words(clause.start, piece.start), target.parse.words(piece.end, clause.end))
    return in_front(target.with_clause(outer), [_wh(target)], [clause], keep=rest)


def _cleft(target: Target) -> Wording | Refusal | None:
    """ "It was [Koch] who identified …" and "What Mendel studied was [peas]" already hold their question."""
    clause, piece = target.clause, target.piece
    assert piece is not None
    if (
        clause.sort != "main"
        or target.verb != "be"
        or clause.subject is None
        or piece != target.predicate.tail[0]
    ):
        return None
    for inner in target.parse.clauses[1:]:
        if (
            inner.sort == "relative"
            and inner.bounded
            and inner.antecedent == (piece.start, piece.end)
            and (
                target.tokens[clause.subject[0]].lower == "it"
                and inner.subject == (inner.opener, (inner.opener or 0) + 1)
            )
        ):
            return about_subject(target.with_clause(inner), [_wh(target)])
        if inner.sort == "nominal" and inner.start == clause.subject[0]:
            if target.tokens[inner.start].lower != "what" or target.span.tag != "what":
                return Refusal("island", "the sentence holds its own question already")
            return in_front(target.with_clause(inner), [_wh(target)], [])
    return None


def _wh(target: Target) -> str:
    if target.span.kind:
        return f"Which {which(target)}"
    return _WORD[target.span.tag].capitalize()


def _whole_noun(target: Target, start: int, end: int) -> Refusal | None:
    """A refusal unless the span is the head of the noun phrase, with only its article and the like before it."""
    if end - 1 != target.index:
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    before = target.tokens[start : target.index]
    if any(
        token.is_in(words.PREPOSITIONS, words.COORDINATORS)
        or token.sort in ("mark", "phrase")
        or token.lower in ("'s", "’s", "'", "’")
        for token in before
    ):
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    return None


def _thing(target: Target) -> Wording | Refusal:
    piece = target.piece
    assert piece is not None
    if piece.sort == "preposition":
        return _thing_behind_preposition(target, piece)
    if piece.sort != "noun":
        return Refusal("part-of-phrase", "the span stands where it cannot be asked for")
    if _ends_with_of(target, piece.start, piece.end):
        return in_front(target, [_wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = _whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    if _is_first_of_two(target, piece):
        return (
            in_front(target, [_wh(target)], [piece], keep="")
            if target.verb not in words.DITRANSITIVE
            else (_receiver(target, piece))
        )
    return in_front(target, [_wh(target)], [piece])


def _ends_with_of(target: Target, start: int, end: int) -> bool:
    """ "the capital of [France]", "guilty of [tax evasion]": "of" can stay behind when its noun is asked for."""
    of = target.index - 1
    return (
        end - 1 == target.index
        and of > start
        and target.tokens[of].lower == "of"
        and not any(
            token.sort in ("phrase", "mark") or token.is_in(words.COORDINATORS) or token.lower in ("'s", "’s")
            for token in target.tokens[start:of]
        )
    )


def _is_first_of_two(target: Target, piece: Piece) -> bool:
    tail = target.predicate.tail
    return (
        len(tail) > 1
        and tail[0] == piece
        and tail[1].sort == "noun"
        and target.tokens[tail[1].start].kind not in ("when", "where")
        and not target.predicate.group.passive
    )


def _receiver(target: Target, piece: Piece) -> Wording | Refusal:
    """ "Who did the Academy award the prize to in 1964?": the receiver's "to" stands behind the other object."""
    given = target.predicate.tail[1]
    preposition = "for" if target.verb in ("buy", "bring", "leave", "earn", "win") else "to"
    keep = join(target.parse.words(given.start, given.end), preposition)
    return in_front(target, [_wh(target)], [piece, given], keep=keep)


def _thing_behind_preposition(target: Target, piece: Piece) -> Wording | Refusal:
    preposition = target.parse.words(piece.start, piece.head)
    if _ends_with_of(target, piece.head, piece.end):
        return in_front(target, [_wh(target)], [piece], keep=target.parse.words(piece.start, target.index))
    whole = _whole_noun(target, piece.head, piece.end)
    if whole is not None:
        return whole
    lower = preposition.lower()
    word = f"which {which(target)}" if target.span.kind else ("whom" if target.span.tag == "who" else "what")
    naming = target.verb in ("name", "call", "model", "take", "look", "run")
    pied = lower.split()[0] in _PIED and not (naming and lower == "after")
    if lower == "by" and not target.span.kind:
        pied = True
    if pied or target.position == "fronted" or target.span.kind:
        return in_front(target, [f"{preposition.capitalize()} {word}"], [piece])
    return in_front(target, [_wh(target)], [piece], keep=preposition)


def _place(target: Target) -> Wording | Refusal:
    piece = target.piece
    assert piece is not None
    tokens = target.tokens
    if piece.sort == "preposition":
        return _place_behind_preposition(target, piece)
    of = target.index - 1
    if (
        piece.sort == "noun"
        and of > piece.start
        and tokens[of].lower == "of"
        and piece.end - 1 == target.index
    ):
        if target.verb in ("be", "become"):
            return in_front(
                target,
                ["Which place" if not target.span.kind else _wh(target)],
                [piece],
                keep=target.parse.words(piece.start, target.index),
            )
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    first_word = target.fact[target.span].split(" ")[0].lower()
    if first_word in words.PREPOSITIONS or (first_word in words.ADVERBS and target.position == "tail"):
        return in_front(target, ["Where"], [piece])
    whole = _whole_noun(target, piece.start, piece.end)
    if whole is not None:
        return whole
    if target.position == "fronted":
        return in_front(target, ["Where"], [piece])
    if target.span.kind:
        return in_front(target, [_wh(target)], [piece])
    if target.verb == "be":
        return in_front(target, ["What"], [piece])
    return in_front(target, ["What", "Which place"], [piece])


def _place_behind_preposition(target: Target, piece: Piece) -> Wording | Refusal:
    preposition = target.parse.words(piece.start, piece.head)
    of = target.index - 1
    if of > piece.head and target.tokens[of].lower == "of" and piece.end - 1 == target.index:
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    whole = _whole_noun(target, piece.head, piece.end)
    if whole is not None:
        return whole
    lower = preposition.lower()
    if target.span.kind:
        return _with_place_kind(target, piece, preposition)
    if lower in ("from", "to") and _has_other_end(target, piece):
        return in_front(target, [f"{preposition.capitalize()} where"], [piece])
    if lower in _PLACE_DROPPED:
        return in_front(target, ["Where"], [piece])
    if lower in ("from", "off", "past", "of", "out of"):
        return in_front(target, ["Where"], [piece], keep=preposition)
    return in_front(target, [f"{preposition.capitalize()} where"], [piece])


def _has_other_end(target: Target, piece: Piece) -> bool:
    """Whether a journey has both its ends in the sentence: "from the lungs to the rest of the body"."""
    ends = {target.tokens[other.start].lower for other in target.predicate.tail if other.sort == "preposition"}
    return {"from", "to"} <= ends


def _with_place_kind(target: Target, piece: Piece, preposition: str) -> Wording | Refusal:
    return in_front(target, [f"{preposition.capitalize()} which {which(target)}", "Where"], [piece])


def _time(target: Target) -> Wording | Refusal:
    piece = target.piece
    assert piece is not None
    answer = target.fact[target.span]
    if piece.sort == "preposition":
        return _time_behind_preposition(target, piece, answer)
    if any(token.is_in(words.PREPOSITIONS) for token in target.tokens[piece.start : target.index]):
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    if piece.end - 1 != target.index:
        return Refusal("part-of-phrase", "only a part of the time is tagged; tag the whole of it")
    lower = answer.lower()
    if lower in words.DEIXIS and " " not in lower:
        return Refusal("deixis", f'"{answer}" means another day to every reader; give the date')
    if lower.startswith(("every ", "each ", "once ", "twice ")) or lower in (
        "daily",
        "weekly",
        "monthly",
        "yearly",
    ):
        return in_front(target, ["How often"], [piece])
    if lower.startswith("for ") or (
        _is_duration(answer) and not lower.endswith(("ago", "later", "before", "earlier"))
    ):
        return in_front(target, ["How long"], [piece])
    if (
        target.verb == "be"
        and target.position == "tail"
        and not target.predicate.group.aux
        and (target.predicate.tail[0] == piece)
    ):
        return in_front(target, ["When"], [piece])
    return in_front(target, _when(answer, ""), [piece])


def _is_duration(answer: str) -> bool:
    return bool(_DURATION.search(answer) and _COUNT.match(answer)) and not re.search(
        r"\b(?:in|of|from) ", answer
    )


def _when(answer: str, preposition: str) -> list[str]:
    """ "When", and by how exactly the time is given a closer phrase."""
    asked = ["When"]
    if re.search(r"(?i)\bcentur(?:y|ies)\b", answer):
        asked.append("In which century")
    elif (
        _FULL_DATE.match(answer)
        and re.match(r"(?i)(?:\d|[a-z]+ \d{1,2}(?:st|nd|rd|th)?\b)", answer)
        and (preposition in ("on", ""))
    ):
        asked.append("On which date")
    elif re.fullmatch(r"\d{3,4}|\d+ (?:BCE?|CE|AD)|AD \d+", answer) and preposition == "in":
        asked.append("In which year")
    return asked


def _time_behind_preposition(target: Target, piece: Piece, answer: str) -> Wording | Refusal:
    tokens = target.tokens
    preposition = target.parse.words(piece.start, piece.head)
    lower = preposition.lower()
    if any(token.is_in(words.PREPOSITIONS) for token in tokens[piece.head : target.index]) or (
        piece.end - 1 != target.index
    ):
        return Refusal("part-of-phrase", "only a part of the time is tagged; tag the whole of it")
    if _half_of_range(target, piece):
        return Refusal("half-of-range", "only one end of the period is tagged; tag the whole of it")
    if _is_duration(answer):
        phrase = {"for": "For how long", "in": "In how long", "within": "Within how long", "over": "Over how long",
                  "after": "After how long"}.get(lower)  # fmt: skip
        if phrase is not None:
            return in_front(target, [phrase], [piece])
    is_date = bool(_DATE.search(answer))
    if (
        lower in _TIME_DROPPED
        or lower.split()[0] in ("as", "towards", "near")
        or lower in ("up to", "for", "within")
    ):
        phrases = {"up to": ["Up to when"], "within": ["Within what"], "for": ["For when"]}.get(lower)
        return in_front(target, phrases or _when(answer, lower), [piece])
    if lower in ("before", "after") and not is_date:
        return in_front(target, [f"{preposition.capitalize()} what", "When"], [piece])
    if lower == "until" and target.position == "fronted" and tokens[piece.start - 1].lower == "not":
        return in_front(target, _when(answer, ""), [piece])
    if lower in _TIME_CARRIED:
        if lower == "from" and re.search(r"(?i)\b(?:to|until|till)\b|[–—-]", answer):
            return in_front(target, ["When"], [piece])
        asked = [f"{preposition.capitalize()} when"]
        if re.fullmatch(r"\d{3,4}|\d+ (?:BCE?|CE|AD)", answer):
            asked.append(f"{preposition.capitalize()} which year")
        return in_front(target, asked, [piece])
    return in_front(target, [f"{preposition.capitalize()} when"], [piece])


def _half_of_range(target: Target, piece: Piece) -> bool:
    """ "from [1914] to [1918]": neither end can be asked for by "when"."""
    tail = target.predicate.tail
    around = [other for other in tail if other != piece and other.sort == "preposition"]
    mine = target.tokens[piece.start].lower
    for other in around:
        theirs = target.tokens[other.start].lower
        holds_time = any(
            target.tokens[index].kind == "when" for index in range(other.start, other.end)
        ) or any(target.tokens[index].sort == "number" for index in range(other.start, other.end))
        if holds_time and {mine, theirs} == {"from", "to"}:
            return True
    return False


_REASON_LINKS = ({"because"}, {"because", "of"}, {"in", "order"}, {"so", "as"}, {"due", "to"}, {"owing", "to"},
                 {"thanks", "to"}, {"for"}, {"since"}, {"as"}, {"so"}, {"out", "of"}, {"from"}, {"so", "that"})  # fmt: skip
_MANNER_LINKS = (
    {"by"},
    {"from"},
    {"with"},
    {"through"},
    {"using"},
    {"via"},
    {"in"},
    {"as"},
    {"by", "means", "of"},
    {"on"},
)


def _reason_or_manner(target: Target) -> Wording | Refusal:
    piece = target.piece
    assert piece is not None
    tail: Sequence[Piece] = target.predicate.tail if target.position == "tail" else target.clause.fronted
    number = tail.index(piece)
    gap = [piece]
    if piece.sort in ("preposition", "noun") and piece.end - 1 != target.index:
        return Refusal("part-of-phrase", "only a part of the phrase is tagged; tag the whole of it")
    links = _REASON_LINKS if target.span.tag == "why" else _MANNER_LINKS
    if number and _is_link(target, tail[number - 1], links):
        gap.insert(0, tail[number - 1])
    return in_front(target, [_WORD[target.span.tag].capitalize()], gap)


def _is_link(target: Target, piece: Piece, links: Sequence[set[str]]) -> bool:
    found = {token.lower for token in target.tokens[piece.start : piece.end]}
    return piece.sort in ("adverb", "preposition", "participle") and found in links
