"""Which word asks for a noun phrase: who, where, what, how many; or none, where its answer would say nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.distractors.vocabulary import LANDMARKS
from quizgen.english import words
from quizgen.tagging.heads import head_of, is_group, is_person, is_place, singular_of
from quizgen.tagging.names.in_clauses import AT, of_name
from quizgen.tagging.vocabulary import (
    ABSTRACT,
    ASKING,
    BODIES,
    DESCRIBING,
    EVENTS,
    MAKING,
    MOVING,
    REACHING,
    SPEAKING,
    STATES,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.tagging.constituents import Constituent
    from quizgen.tagging.names.sorts import Sort

_WITHIN = frozenset(
    "inside outside near across beneath below above along beyond aboard opposite onto".split()
)
"""Prepositions of place whatever follows, if it is a thing."""
_OF_PEOPLE = frozenset("with for against to by from on of between among under about after".split())
_OF_THINGS = frozenset({"from", "into", "as", "of", "with", "against"})
_VAGUE = frozenset(
    "way fact case thing something anything nothing everything one time part kind sort number himself "
    "herself itself themselves each other others same much many more most all none".split()
)  # fmt: skip
_MEASURE = re.compile(
    r"(?:(?:about|around|nearly|almost|over|more than|less than|roughly|only|some|up to|at least) )?"
    r"[$€£]?\d[\d.,]*(?: (?:million|billion|trillion|thousand))?"
    r"(?: ?(?:%|per ?cent|°C|°F|(?:square |cubic )?(?:m|km|kg|kilomet(?:er|re)s?|met(?:er|re)s?|miles?|feet|tons?"
    r"|tonnes?|degrees|kilograms?|grams?|lit(?:er|re)s?|dollars|pounds|euros|volts?|watts?|hertz|light-years?|inches|acres|hectares|knots)))?"
)


def class_of(tokens: Sequence[Token], part: Constituent, sort: Sort | None) -> str | None:
    """The tag of a constituent; `sort` is what its name names, None where it is no name."""
    if part.whole:
        return "what"
    if part.start and tokens[part.start - 1].lower == "whose":
        return None  # "whose real name was …"
    if part.role == "adjunct" and _is_compared(tokens, part):
        return None
    text = _text(tokens, part)
    if sort is None and _MEASURE.fullmatch(text):
        after = tokens[part.end] if part.end < len(tokens) else None
        counts = after is not None and after.word.can_be("NN", "NNS") and not after.is_in(words.PREPOSITIONS)
        return None if counts or text.isdigit() else "howmany"
    head = head_of(tokens, part.start, part.end)
    if _tells_time(part, tokens[part.start], head, sort):
        return "when"
    rate = part.end - part.start > 2 and tokens[part.end - 2].lower in ("a", "an", "per")
    if sort is None and singular_of(head) in _UNITS_OF_TIME and not rate:
        return "when" if _is_time_before(tokens, part) else None
    if tokens[part.start].lower in _COMPASS and part.role != "adjunct":
        return "where" if part.end - part.start > 1 and tokens[part.start + 1].lower == "of" else None
    if sort is None and (_is_quality(tokens, part) or (part.end - part.start == 1 and head.lower in _IDIOMS)):
        return None
    if sort is None and _is_people(tokens, part):
        return "who" if part.verb != "be" or part.existential else "what"
    if sort is None and (_is_idiom(tokens, part, head) or _is_extent(tokens, part)):
        return None
    if sort is None and (_is_vague(tokens, part, head) or not _says_something(tokens, part)):
        return None
    if sort is not None:
        return of_name(part, sort)
    if is_person(head) and part.role == "complement":
        return "what" if not part.existential else "who"
    if is_group(head) and part.existential:
        return "who"
    if singular_of(head) in STATES and (part.role == "agent" or _acts(part)):
        return "who"
    if part.role == "object" and singular_of(head) in BODIES and part.verb not in MAKING | _HOLDING:
        return "who"
    if is_person(head) and part.role == "object" and part.verb in ("have", "contain"):
        return None  # nobody asks whom a city has
    if is_person(head):
        return "who" if part.role != "adjunct" or part.preposition in _OF_PEOPLE else None
    if part.role == "adjunct":
        return _of_adjunct(tokens, part, head)
    if singular_of(head) in _HOUSES and part.role == "subject" and part.verb not in SPEAKING:
        return "what"
    if is_group(head) and (part.role == "agent" or (part.role == "subject" and not part.passive)):
        return "who" if part.verb not in ("be", "have", "become", "stand", "lie") else "what"
    if (
        part.role == "object"
        and part.verb in REACHING
        and is_place(head)
        and singular_of(head) not in _CARRIERS
    ):
        return "where"
    return "what"


_CARRIERS = frozenset("ship boat vessel train plane aeroplane airplane car wagon carriage".split())
"""Places to be in, and things to be taken."""


def _is_idiom(tokens: Sequence[Token], part: Constituent, head: Token) -> bool:
    """As in "keep track of changes": a bare noun that only makes the verb."""
    bare = tokens[part.start] is head and part.role == "object"
    return bare and head.lower in ("track", "advantage", "care", "part", "charge", "control", "place")


def _is_extent(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "is 128 bits long", "more passengers than goods"."""
    behind = tokens[part.end].lower if part.end < len(tokens) else ""
    if behind == "than" and tokens[part.start].lower in ("more", "fewer", "less"):
        return True
    return (
        part.end < len(tokens)
        and tokens[part.end].lower in words.MEASURE_ADJECTIVES
        and part.role == "complement"
    )


def _is_people(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "The Dutch have reclaimed land"."""
    last = tokens[part.end - 1]
    return (
        part.end - part.start == 2
        and part.role in ("subject", "agent")
        and tokens[part.start].lower == "the"
        and last.lower in words.PROPER_ADJECTIVES
        and (last.lower.endswith(("ch", "sh", "ese", "ss")) or last.lower in ("maya", "inca", "aztec"))
    )


def _acts(part: Constituent) -> bool:
    """Whether it does what people do, as "most countries" in "most countries have abolished the death penalty"."""
    return part.role == "subject" and not part.passive and part.verb not in DESCRIBING


def _is_compared(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "faster than through [air]"."""
    first = part.start - len(part.preposition.split(" "))
    return first > 0 and tokens[first - 1].lower in ("than", "as")


def _is_vague(tokens: Sequence[Token], part: Constituent, head: Token) -> bool:
    """As in "the way"; not "the first part of Don Quixote"."""
    told = head.lower in ("part", "number", "name") and any(
        token.lower == "of" for token in tokens[part.start + 1 : part.end - 1]
    )
    told = told or (head is not tokens[part.end - 1] and head.lower in ("case", "fact", "way", "time"))
    return tokens[part.end - 1].is_in(words.OBJECT_PRONOUNS) or (
        head.lower in _VAGUE and not (told and tokens[part.start].is_in(words.ARTICLES))
    )


_HOUSES = frozenset("school laboratory workshop studio academy empire colony college university".split())
"""Groups that are rather what they are in, where nobody speaks."""
_HOLDING = frozenset("have own buy sell use lack need run open close leave take seize control form".split())
"""What is done with a school, not to the people in it."""
_COMPASS = frozenset("north south east west northeast northwest southeast southwest".split())
_IDIOMS = frozenset(
    "place part side advantage care effect shape root power office charge control refuge strike trial "
    "fire board".split()
)
"""Objects that only make a verb: "took place"."""
_DURING = frozenset({"during", "before", "after", "since", "until", "throughout"})


_UNITS_OF_TIME = frozenset("second minute hour day week month year decade century millennium moment".split())


def _is_time_before(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "in the years before the war", not "two years before Robert Scott"."""
    inside = part.preposition in ("in", "during") and tokens[part.start].is_in(words.ARTICLES)
    return inside and any(token.lower == "before" for token in tokens[part.start : part.end])


def _tells_time(part: Constituent, first: Token, head: Token, sort: Sort | None) -> bool:
    """As in "during the Second World War", "until his death": an event that says when."""
    if part.role != "adjunct" or part.preposition not in _DURING or part.measured:
        return False
    definite = sort is not None or first.is_in(words.ARTICLES, words.POSSESSIVES)
    definite = definite or first.is_in(words.NUMBER_WORDS) or first.sort == "number"
    bare = not first.is_in(words.DETERMINERS, words.OBJECT_PRONOUNS, words.OTHER_PRONOUNS)
    if part.preposition == "during" and bare:
        return True  # "during photosynthesis"
    if part.preposition == "during":
        return definite and (not first.is_in(_INDEFINITE) or singular_of(head) in EVENTS)
    names_event = re.split(" (?:of|in|at) ", head.lower)[0].split(" ")[-1] in EVENTS
    return (definite and singular_of(head) in EVENTS) or (names_event and definite)


_INDEFINITE = frozenset({"a", "an"})


def _is_quality(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "were gravely ill": no noun, though its last word may be one elsewhere."""
    last = tokens[part.end - 1]
    determined = (
        tokens[part.start].is_in(words.DETERMINERS, words.NUMBER_WORDS) or tokens[part.start].sort == "number"
    )
    return part.role == "complement" and not determined and last.word.can_be("JJ") and not last.proper


def _text(tokens: Sequence[Token], part: Constituent) -> str:
    pieces = tokens[part.start : part.end]
    return "".join(
        token.text if not number or token.start == pieces[number - 1].end else f" {token.text}"
        for number, token in enumerate(pieces)
    )


def _says_something(tokens: Sequence[Token], part: Constituent) -> bool:
    """Whether there is a noun in it, and no pronoun alone."""
    inner = tokens[part.start : part.end]
    if len(inner) == 1 and inner[0].is_in(
        words.SUBJECT_PRONOUNS,
        words.OBJECT_PRONOUNS,
        words.OTHER_PRONOUNS,
        words.RELATIVES,
        words.DETERMINERS,
    ):
        return False
    first = inner[0].lower
    if len(inner) > 1 and inner[1].lower == "by" and inner[0].word.can_be("VBN"):
        return False  # "designed by John Roebling and completed"
    if inner[0].is_in(words.SUBJECT_PRONOUNS):
        return False  # "the liquid they produce", where no clause was seen
    if first in ("this", "these", "that", "such", "no", "any", "there", "what", "whatever", "which", "whose"):
        return False
    article = len(inner) == 2 and inner[0].is_in(words.ARTICLES)
    return any(_is_noun(token) for token in inner) or (article and inner[1].word.can_be("VB"))  # "a dam"


def _is_noun(token: Token) -> bool:
    if token.proper or token.sort in ("quoted", "phrase") or token.lower in words.PROPER_ADJECTIVES:
        return True
    closed = token.is_in(
        words.DETERMINERS, words.NUMBER_WORDS, words.ORDINALS, words.SUBJECT_PRONOUNS, words.OBJECT_PRONOUNS,
        words.OTHER_PRONOUNS, words.ADVERBS,
    )  # fmt: skip
    return (
        token.sort == "word"
        and not closed
        and (token.word.can_be("NN", "NNS", "VBG") or not token.word.forms)
    )


def _of_adjunct(tokens: Sequence[Token], part: Constituent, head: Token) -> str | None:
    preposition = "from" if part.preposition == "out of" else part.preposition.split(" ")[-1]
    singular = singular_of(head)
    if part.role == "agent" or part.preposition == "by":
        return "who" if is_group(head) else "what" if part.passive else None
    if part.verb in ASKING.get(preposition, ()) and not (is_place(head) and part.verb in MOVING):
        return "what"
    if singular in ABSTRACT and not is_place(head):
        return None
    if singular in STATES and preposition in ("from", "in", "to", "across"):
        return "where"
    if is_group(head) and preposition in _OF_PEOPLE and not (part.verb in MOVING and is_place(head)):
        return "who"
    definite = tokens[part.start].is_in(words.ARTICLES, words.POSSESSIVES) or part.end - part.start > 1
    same = tokens[min(part.start + 1, part.end - 1)].lower == "same"
    if preposition == "at" and tokens[part.start].is_in(words.DETERMINERS) and singular not in _DEGREES:
        return None if same else "where"
    if preposition in AT and ((is_place(head) and (definite or preposition in AT)) or preposition in _WITHIN):
        return "where"
    if preposition in ("from", "to") and is_place(head):
        return "where" if part.verb in MOVING or definite else None
    if preposition in ("from", "to") and part.verb in MOVING:
        return "where" if preposition == "to" and _is_thing(tokens, part) and not part.after_object else None
    if preposition in ("in", "on", "at") and is_group(head) and definite:
        return "where"
    if head.proper and any(one.lower in words.POSSESSIVE_MARKS for one in tokens[part.start : part.end]):
        return "where" if head.lower in LANDMARKS or head.lower in EVENTS else "what"  # "in Homer's Iliad"
    if preposition == "as" and any(token.lower == "same" for token in tokens[: part.start]):
        return None  # "in the same year as …"
    things = preposition in _OF_THINGS and definite
    return "what" if things or part.preposition in ("from", "into", "as") else None


_DEGREES = frozenset(
    "speed temperature pressure price rate cost angle frequency distance height depth altitude level age expense risk "
    "intensity pace voltage stage university".split()
)
"""At what something happens that is no place: "at a high temperature"."""


def _is_thing(tokens: Sequence[Token], part: Constituent) -> bool:
    """Whether it is definite and no event: "returned to the inner solar system", not "to the meeting"."""
    head = head_of(tokens, part.start, part.end)
    return tokens[part.start].lower == "the" and singular_of(head) not in EVENTS
