"""Ask for a number: "how many" takes its noun along, with hedges, units and money in their own words.

Indonesia consists of more than [17,000]{.howmany} islands.
More than how many islands does Indonesia consist of? -> 17,000

A marathon is [42.195]{.howmany} kilometres long.
How many kilometres long is a marathon? -> 42.195

The U.S. government bought Alaska for [$7.2 million]{.howmany}.
For how much did the U.S. government buy Alaska? -> $7.2 million

[Twelve]{.howmany} astronauts have walked on the Moon.
How many astronauts have walked on the Moon? -> Twelve
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import inflect, look_up
from quizgen.english.noun import hedge_before
from quizgen.english.wording import join, question
from quizgen.rules.compose import in_front, through_that, wording
from quizgen.rules.reference import subject_text
from quizgen.rules.subject import about_subject
from quizgen.rules.target import Refusal, Wording, is_one_of_several

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Piece
    from quizgen.rules.target import Target

_MONEY = re.compile(
    r"[$£€¥]|\b(?:dollars?|pounds?|euros?|francs?|roubles?|rubles?|yen|cents?|pence|marks?"
    r"|rupees?|crowns?|shillings?|lire|pesos?|guilders?|ducats?|florins?|kron(?:er|or))\b",
    re.IGNORECASE,
)
_FRACTION = re.compile(r"\b(?:half|third|quarter|fifth|sixth|eighth|tenth)s?$", re.IGNORECASE)
_PERCENT = re.compile(r"%|\bper ?cent\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?:[\d.,×·^⁰¹²³⁴-⁹⁻−+/]+|\b(?:a|an|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|"
    r"sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred|thousand|"
    r"million|billion|trillion|dozen|half|and|quarter)\b)[\s-]*",
    re.IGNORECASE,
)
_NOT_EXACT = frozenset({"about", "around", "approximately", "roughly", "nearly", "almost", "some", "just", "only",
                        "exactly", "precisely", "circa"})  # fmt: skip
"""Hedges without which the answer is still right."""


_POINTING = frozenset({"just", "only", "exactly", "precisely", "barely", "another"})
"""Hedges that a question is better off without: "only how many"."""

_TIMES = re.compile(
    r"^(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?|decades?|centuries)$", re.IGNORECASE
)


_TIMES_IN = r"(?i)\b(?:second|minute|hour|day|week|month|year)s?\b"


_ORDINAL = re.compile(r"(?:the )?(?:\d+(?:st|nd|rd|th)|first|second|third|[a-z-]{2,}th)")


def quantity(target: Target) -> Wording | Refusal | None:
    """How many + noun, as subject or in front of an inverted clause."""
    if target.span.tag != "howmany":
        return None
    if (half := _of_two_counts(target)) is not None:
        return half
    if is_one_of_several(target):
        return Refusal("one-of-several", 'the number is joined to another by "and"; tag both together')
    if target.position == "subject" and target.clause.subject is not None:
        return _as_subject(target, *target.clause.subject)
    piece = target.piece
    if piece is None or target.position == "elsewhere":
        return Refusal(
            "part-of-phrase", "the number stands where it cannot be asked for; say it in a fact of its own"
        )
    if target.fact[target.span].lower() in ("half a", "half an"):
        return Refusal("part-of-phrase", "the number needs its noun here; tag both together")
    if not _NUMBER.search(target.fact[target.span]):
        return Refusal("no-number", "there is no number in the span; tag the number alone")
    if _ORDINAL.fullmatch(target.fact[target.span].lower()):
        return Refusal(
            "ordinal", "the span says which one in a row, not how many; tag it with what it counts"
        )
    behind_infinitive = any(
        other.sort == "infinitive" and other.start < piece.start for other in target.predicate.tail
    )
    if piece.sort == "preposition" and behind_infinitive and target.verb in ("be", "become"):
        return Refusal(
            "island", "the number belongs to what was done first or alone; say it in a fact of its own"
        )
    if _is_age(target):
        return in_front(target, ["at what age"], [piece])
    if target.index and target.tokens[target.index - 1].lower in ("minus", "plus"):
        return Refusal("part-of-phrase", "the sign belongs to the number; tag both together")
    if (measure := _measured_before(target)) is not None:
        if not _unit(target):
            return Refusal("part-of-phrase", "the unit stands outside of the span; tag the number with it")
        words_before = target.parse.words(measure.start, measure.head)
        noun = target.tokens[measure.end - 2].text
        return in_front(target, [join(words_before, "what", noun)], [measure, piece])
    return _in_front(target, piece.noun, piece.end)


def _of_two_counts(target: Target) -> Wording | Refusal | None:
    """As in "[two] hydrogen atoms and [one] oxygen atom": each is counted by itself."""
    piece, tokens = target.piece, target.tokens
    if piece is None or target.position != "tail" or piece.sort not in ("noun", "preposition"):
        return None
    preposition = target.parse.words(piece.start, piece.head) if piece.sort == "preposition" else ""
    run = _run_of_counts(target, piece)
    if len(run) > 2:
        end = next(
            (index for index in range(piece.start, piece.end) if tokens[index].is_in(words.COORDINATORS)),
            piece.end,
        )
        start = piece.start if target.index < end else end + 1
        return in_front(target, [_how_many(target, end if start == piece.start else piece.end)], run)
    links = [index for index in range(piece.start, piece.end) if tokens[index].is_in(words.COORDINATORS)]
    if len(links) != 1 or tokens[links[0]].lower != "and":
        return None
    halves = ((piece.noun, links[0]), (links[0] + 1, piece.end))
    if not all(tokens[first].kind == "howmany" and last - first > 1 for first, last in halves):
        return None
    end = next(last for first, last in halves if first <= target.index < last)
    return in_front(target, [_how_many(target, end)], [piece], keep=preposition)


def _is_age(target: Target) -> bool:
    """As in "died in 1817, aged only [41]"."""
    piece = target.piece
    assert piece is not None
    return (
        piece.sort == "preposition"
        and target.tokens[piece.start].lower == "aged"
        and piece.end - 1 == target.index
        and target.fact[target.span].isdigit()
        and not target.main.fronted
    )


def _run_of_counts(target: Target, piece: Piece) -> list[Piece]:
    """The pieces of a list of counts, its commas among them: "six faces, twelve edges and eight corners"."""
    tail = list(target.predicate.tail)
    run = [tail.index(piece)]
    while (
        run[0] > 1 and tail[run[0] - 1].sort in ("mark", "coordinator") and _counts(target, tail[run[0] - 2])
    ):
        run[:0] = [run[0] - 2, run[0] - 1]
    while (
        run[-1] + 2 < len(tail)
        and tail[run[-1] + 1].sort in ("mark", "coordinator")
        and _counts(target, tail[run[-1] + 2])
    ):
        run += [run[-1] + 1, run[-1] + 2]
    return [tail[number] for number in run]


def _counts(target: Target, piece: Piece) -> bool:
    """As in "[twelve] edges", "no antennae": a number and what it counts."""
    first = target.tokens[piece.start]
    number = first.sort == "number" or first.lower == "no" or first.is_in(words.NUMBER_WORDS)
    whole = piece.end - piece.start > 1 and all(
        target.tokens[index].lower != "of" for index in range(piece.start, piece.end)
    )
    return piece.sort == "noun" and whole and (number or first.kind == "howmany")


def _as_subject(target: Target, first: int, last: int) -> Wording | Refusal:
    if target.fact[target.span].lower() in ("one", "1"):
        return Refusal("one", 'the verb tells that it is one, and "how many" asks for several; do not tag it')
    hedge = hedge_before(target.tokens, target.index, first)
    if hedge != first and not _article_only(target, first, hedge):
        return Refusal(
            "part-of-phrase",
            "the number stands inside a longer phrase; say it in a fact of its own",
        )
    if target.clause.sort not in ("main", "coordinate", "adverbial"):
        return Refusal(
            "island", "the number stands in a clause that cannot be asked alone; say it in a fact of its own"
        )
    phrases = _phrases(target, hedge, last)
    return about_subject(target, phrases, singular=False)


def _article_only(target: Target, first: int, hedge: int) -> bool:
    return all(token.is_in(words.ARTICLES) for token in target.tokens[first:hedge])


def _in_front(target: Target, start: int, end: int) -> Wording | Refusal:
    piece = target.piece
    assert piece is not None
    hedge = hedge_before(target.tokens, target.index, start)
    before = [token.lower for token in target.tokens[start:hedge]]
    gap = [piece]
    if before and before[-1] == "of" and end - 1 > target.index and len(before) > _MOST_IN_FRONT:
        return Refusal("part-of-phrase", "too much stands before the number; say it in a fact of its own")
    if before and before[-1] == "of" and end - 1 > target.index:
        phrases = [join(target.parse.words(start, hedge), phrase) for phrase in _phrases(target, hedge, end)]
    elif before and before[-1] == "of":
        if (asked := _measure_of(target, piece, (piece,))) is not None:
            return asked
        phrases = _of_number(target, start, hedge - 1)
    elif before in (["every"], ["each"]):
        gap = [*_once_before(target), piece]
        once = join(*(target.parse.words(one.start, one.end) for one in gap[:-1]))
        phrases = [join(once, f"every {_how_many(target, end)}"), "how often"]
    elif not before and (of := _of_before(target)) is not None:
        if (asked := _measure_of(target, of, (of, piece))) is not None:
            return asked
        gap = [of, piece]
        if end - 1 > target.index:
            phrases = [join(target.parse.words(of.start, target.index), _how_many(target, end))]
        else:
            phrases = _of_number(target, of.start, of.end - 1)
    elif before not in ([], ["the"], ["a"], ["an"], ["its"], ["their"], ["another"]):
        return Refusal(
            "part-of-phrase",
            "the number stands inside a longer phrase; say it in a fact of its own",
        )
    elif _is_bare_predicate(target, end):
        phrases = [_predicate_word(target)]
    elif _is_bare(target, end):
        return Refusal("bare-number", "the number has no noun; write what is counted behind it")
    else:
        phrases = _phrases(target, hedge, end)
    if not phrases:
        return Refusal(
            "part-of-phrase",
            "the number stands inside a longer phrase; say it in a fact of its own",
        )
    if (compared := _comparison_behind(target, end)) is not None:
        phrases = [
            join(phrase, target.parse.words(compared[0].start, compared[-1].end)) for phrase in phrases
        ]
        gap += compared
    follows = _adjective_behind(target) or _distance_behind(target) or _confined(target, end)
    if follows is not None:
        phrases = [join(phrase, target.parse.words(follows.start, follows.end)) for phrase in phrases]
        gap.append(follows)
    if target.clause.sort == "that":
        return through_that(target, phrases)
    if piece.sort != "preposition":
        return in_front(target, phrases, gap)
    preposition = target.parse.words(piece.start, piece.head)
    if preposition.lower() == "than":
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    if preposition.lower() == "worth" or (preposition.lower() == "for" and target.verb == "have"):
        return in_front(target, phrases, gap, keep=preposition)
    if preposition.lower() == "of" or _sticks_to_verb(target):
        return in_front(target, phrases, gap, keep=preposition)
    if preposition.lower() == "between" and not _MONEY.search(target.fact[target.span]):
        return Refusal("half-of-range", 'only the ends of the range are tagged; tag "between" with them')
    if preposition.lower() == "between":
        return in_front(target, phrases, gap)
    return in_front(target, [join(preposition, phrase) for phrase in phrases], gap)


_MOST_IN_FRONT = 3
"""Tokens, the "of" included: "A height of how many metres", but not "The world record of how many seconds"."""


def _of_number(target: Target, start: int, of: int) -> list[str]:
    """As in "a pH of [7]" asks "what pH", "at the age of [35]" "at what age"."""
    nouns = [token for token in target.tokens[start:of] if not token.is_in(words.DETERMINERS)]
    if not nouns or any(token.is_in(words.PREPOSITIONS) or token.sort == "phrase" for token in nouns):
        return []
    return [join("what", " ".join(token.text for token in nouns))]


def _measure_of(target: Target, measure: Piece, gap: Sequence[Piece]) -> Wording | Refusal | None:
    """As in "has a population of [14 million]": "What is the population of Tokyo?"."""
    found = [token for token in target.tokens[measure.start : measure.end] if token.sort == "word"]
    nouns = [token.text for token in found[1:] if token.lower != "of" and token.word.can_be("NN", "JJ")]
    first = target.tokens[target.predicate.group.first].lower
    alone = target.predicate.tail == tuple(gap) and not target.clause.fronted and target.clause.sort == "main"
    if (
        not alone
        or target.predicate.group.aux
        or first not in ("has", "have", "had")
        or measure.sort != "noun"
    ):
        return None
    if not nouns or not found[0].is_in(frozenset({"a", "an"})) or len(nouns) + 2 < len(found):
        return None
    subject = subject_text(target)
    if isinstance(subject, Refusal):
        return subject
    measured = " ".join(nouns)
    be = "was" if first == "had" else "is"
    usual = in_front(target, [f"what {measured}"], gap)
    others = (usual.text,) if isinstance(usual, Wording) else ()
    return wording(target, [question("what", be, f"the {measured} of", subject), *others])


def _once_before(target: Target) -> list[Piece]:
    """The "about once" of "about once every 27 days"."""
    found: list[Piece] = []
    for piece in reversed(target.leading):
        lower = target.parse.words(piece.start, piece.end).lower()
        if lower not in ("once", "twice") and not (found and lower in ("about", "roughly", "only")):
            break
        found.insert(0, piece)
    return found


def _of_before(target: Target) -> Piece | None:
    """The "a pH of" before "about [2]", which the hedge has cut off."""
    before = target.before
    ends_in_of = before is not None and before.sort == "noun" and target.tokens[before.end - 1].lower == "of"
    return before if ends_in_of else None


_MEASURES = frozenset(
    "height depth altitude speed distance rate temperature age width length weight angle price cost pressure".split()
)


def _measured_before(target: Target) -> Piece | None:
    """The "at a height of" before "about [3,600] metres", which the hedge has cut off."""
    before = target.before
    if before is None or before.sort != "preposition" or before.end - before.head != 3:
        return None
    article, noun, of = target.tokens[before.head : before.end]
    measured = article.is_in(words.ARTICLES) and noun.lower in _MEASURES and of.lower == "of"
    return before if measured else None


def _is_bare_predicate(target: Target, end: int) -> bool:
    """As in "was [thirteen]", "is [9]": a number and nothing more behind be."""
    piece = target.piece
    assert piece is not None
    alone = piece.sort == "noun" and end - 1 == target.index and not _unit(target)
    return alone and target.verb == "be" and _adjective_behind(target) is None and not target.says_there


def _is_bare(target: Target, end: int) -> bool:
    """As in "spiders have [eight]": what is counted stands in another clause."""
    answer = target.fact[target.span]
    said = end - 1 > target.index or _unit(target) or _MONEY.search(answer) or _PERCENT.search(answer)
    return not said and target.verb != "be" and _adjective_behind(target) is None


def _predicate_word(target: Target) -> str:
    subject = target.clause.subject
    if subject is None:
        return "what"
    head = target.tokens[subject[0]]
    return "how old" if head.kind == "who" or head.lower in ("he", "she") else "what"


def _adjective_behind(target: Target) -> Piece | None:
    """The "long" of "42 kilometres long", where it was cut off as a piece of its own."""
    after = target.behind
    if after is None or after.end - after.start != 1:
        return None
    return after if target.tokens[after.start].lower in words.MEASURE_ADJECTIVES else None


def _comparison_behind(target: Target, end: int) -> list[Piece] | None:
    """The "as heavy as an electron" of "1,836 times as heavy as an electron"."""
    behind = list(target.following)
    if target.tokens[end - 1].lower != "times":
        return None
    compares = any(target.tokens[piece.start].lower in ("as", "than") for piece in behind)
    return behind if behind and compares and behind[0].sort != "mark" else None


def _distance_behind(target: Target) -> Piece | None:
    """The "from the Sun" of "lies about 4.2 light-years from the Sun": the distance is one phrase."""
    piece, after = target.piece, target.behind
    if piece is None or piece.sort != "noun" or after is None or after.sort != "preposition":
        return None
    opener = target.tokens[after.start].lower
    if opener in ("after", "before") and _TIMES.match(target.tokens[piece.end - 1].lower):
        return after  # "37 seconds after launch"
    apart = target.verb in ("lie", "be", "stand", "live", "sit")
    return after if apart and opener in ("from", "above", "below", "away") else None


_CONFINED = frozenset({"prison", "jail", "exile", "office", "captivity", "bars", "hospital", "power"})


def _confined(target: Target, end: int) -> Piece | None:
    """The "in prison" of "after 27 years in prison": where the years were spent."""
    piece, after = target.piece, target.behind
    if piece is None or after is None or not piece.sort == after.sort == "preposition":
        return None
    timed = _TIMES.match(target.tokens[end - 1].text.split(" ")[-1])
    return after if timed and target.tokens[after.end - 1].lower in _CONFINED else None


def _sticks_to_verb(target: Target) -> bool:
    """As in "consist of", "look for": a preposition right behind the verb that the verb itself calls for."""
    piece = target.piece
    assert piece is not None
    return (
        piece.start == target.predicate.groups[-1].last + 1
        and target.tokens[piece.start].lower in ("of", "to", "on", "into")
        and target.verb
        in ("consist", "amount", "rise", "grow", "fall", "depend", "add", "climb", "drop", "divide", "split")
    )


def _phrases(target: Target, hedge: int, end: int) -> list[str]:
    """As in "more than how many works", and without its hedge where the answer stays right."""
    before = target.parse.words(hedge, target.index)
    asked = _how_many(target, end)
    if not before:
        return [asked]
    if before.lower() in _POINTING or asked.startswith(("how old", "what ")):
        return [asked]
    if before.lower() in _NOT_EXACT:
        return [asked, join(before.lower(), asked)]
    return [join(before.lower(), asked), asked]


def _unit(target: Target) -> str:
    """The noun inside the span: "kilobytes" of "[4 kilobytes]"; hedges and number taken off."""
    answer = target.fact[target.span]
    found = answer.split()
    for hedge in words.HEDGES:
        if tuple(word.lower() for word in found[: len(hedge)]) == hedge:
            found = found[len(hedge) :]
            break
    if [word.lower() for word in found[:2]] == ["a", "few"]:
        found = found[2:]
    bare = re.sub(r"(?i)\b(?:between|from|to|or)\b", "", " ".join(found))
    return " ".join(_NUMBER.sub("", bare).split()).strip(" -–—")


def _several(noun: str) -> str:
    """The "hours" that "how many" takes where the answer is one hour."""
    found = noun.split(" ")
    for index, word in enumerate(found):
        if word in words.PREPOSITIONS:
            break
        if index + 1 == len(found) or found[index + 1] in words.PREPOSITIONS:
            known = look_up(word)
            if known.can_be("NN") and not known.can_be("NNS"):
                found[index] = inflect(word, "NNS")
            break
    return " ".join(found)


def _how_many(target: Target, end: int) -> str:
    """The question phrase of the number and the words behind it."""
    answer = target.fact[target.span]
    behind = target.parse.words(target.index + 1, end)
    if _PERCENT.search(answer) or _PERCENT.match(behind):
        of_what = _PERCENT.sub("", behind, count=1).strip()
        as_it_is = not of_what or of_what.split(" ")[0] in ("of", "a", "an", "per", "each", "every")
        return join("what percentage", of_what if as_it_is else f"of {of_what}")
    if _FRACTION.search(answer) and behind.lower().startswith("of "):
        return join("what fraction", behind)
    if _MONEY.search(answer) or (_FRACTION.search(answer) and (not behind or behind.startswith("of "))):
        return join("how much", behind)
    if behind.lower().startswith(("years old", "year old")):
        return "how old"
    if answer.lower() in ("one", "1", "a", "an"):
        behind = _several(behind)
    unit = _unit(target)
    follows = behind or (
        target.tokens[target.index + 1].lower if target.index + 1 < len(target.tokens) else ""
    )
    if unit and follows in words.MEASURE_ADJECTIVES:
        return join("how", behind)
    if len(re.findall(_TIMES_IN, unit)) > 1 and target.verb in ("last", "take", "be", "go", "run"):
        return "how long"
    if "°" in unit or unit.startswith("degrees"):
        subject = target.clause.subject
        said = target.parse.words(*subject).lower() if subject else ""
        return "what" if "temperature" in said or "point" in said else "what temperature"
    if unit and behind.lower().startswith("of ") and not _TIMES.match(unit):
        return join("how much", behind[3:])
    if unit and not behind and target.verb in ("weigh", "cost"):
        return "how much"
    return join("how many", unit, behind)
