"""Names in a sentence: where they stand, and what they name as far as their own words tell.

    name  = word (word | particle word | "of" "the"? word | "and" word word | "'s" word | numeral)*
    word  = a capitalised word, unless only the sentence's beginning makes it one

A word at the beginning is a name if it was met as one before, if a small letter makes no word of it, if another
name stands right behind it, or if its noun could not stand there without an article ("Hamlet was performed").
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from quizgen.distractors.countries import country_of
from quizgen.distractors.vocabulary import CONTINENTS, LANDMARKS, ORGANISATIONS, PERSON_KINDS, RANKS
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.wording import is_mass
from quizgen.tagging.vocabulary import GROUPS, PEOPLE, PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.english.token import Token
    from quizgen.fact import Name

Sort = Literal["person", "people", "organisation", "country", "place", "institution", "thing", "name"]
"""institution: acts like people, and things happen at it; name: its words do not tell."""


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: tokens `start` up to `end` (exclusive)."""

    start: int
    end: int
    sort: Sort


@dataclass(slots=True)
class Met:
    """The names met so far, in lower case, and what their sentences made of them. It grows with the text's names."""

    known: Mapping[str, Sort] = field(default_factory=dict)
    """From the front matter of sheets; it wins."""
    sorts: dict[str, Sort] = field(default_factory=dict)

    def sort_of(self, name: str) -> Sort | None:
        """What is known of a name as written, or of what ends in it, as surnames do; None if nothing is."""
        lower = name.lower()
        return self.known.get(lower) or self.sorts.get(lower)

    def learn(self, name: str, sort: Sort) -> None:
        """Remember a name, and for a person each word of it that can stand for the whole."""
        lower = name.lower()
        if sort != "name" or lower not in self.sorts:
            self.sorts[lower] = sort
        parts = lower.split()
        if sort == "person" and 1 < len(parts) < 5 and "of" not in parts:
            self.sorts.setdefault(parts[-1], sort)


def known_sorts(names: Mapping[str, Name]) -> dict[str, Sort]:
    """What the front matter says of names, by name and other name in lower case, articles left out."""
    found: dict[str, Sort] = {}
    for name, told in names.items():
        for spelling in (name, *told.also):
            sort = _sort_of_kind(told.kind.lower(), plural=bool(told.plural))
            found[spelling.lower().removeprefix("the ")] = sort
    return found


def _sort_of_kind(kind: str, *, plural: bool) -> Sort:
    last = kind.split()[-1] if kind else ""
    if kind in PERSON_KINDS or last in PEOPLE or last in RANKS:
        return "people" if plural else "person"
    if last in GROUPS or last in ORGANISATIONS - {"city"}:
        return "organisation"
    if last == "country":
        return "country"
    if last in PLACES or last in LANDMARKS or last in ("city", "town", "state", "place"):
        return "place"
    return ("people" if plural else "name") if not kind else "thing"


def names(tokens: Sequence[Token], met: Met) -> list[Named]:
    """The names among the tokens of a sentence, none overlapping another."""
    found: list[Named] = []
    index = 0
    while index < len(tokens):
        if not _is_name_word(tokens, index, met):
            index += 1
            continue
        end = _end(tokens, index)
        if end - index == 1 and _is_adjective(tokens, index):
            index = end
            continue
        found.append(Named(index, end, _sort(tokens, index, end, met)))
        index = end
    return found


_NEVER = (
    words.DETERMINERS | words.PREPOSITIONS | words.SUBJECT_PRONOUNS | words.OTHER_PRONOUNS | words.COORDINATORS
    | words.SUBORDINATORS | words.WH_WORDS | words.AUXILIARIES | words.ADVERBS | words.NUMBER_WORDS | words.ORDINALS
    | words.OBJECT_PRONOUNS | words.NEGATIONS | {"to", "there", "mr", "i"}
)  # fmt: skip
_NEVER_INSIDE = _NEVER - {"great", "may", "will"}
"""Of capitalised words; "Theresa May" and "Catherine the Great" are names."""
_NO_NAMES = words.MONTHS | words.WEEKDAYS | {"bc", "ad", "bce", "ce"}
_PARTICLES = frozenset("van von de der den di da du del della la le al bin ibn ben und zu af av ter".split())
_NUMERAL = re.compile(r"[IVX]+|\d{1,3}")
_JOINING_HEADS = (
    frozenset(LANDMARKS) | ORGANISATIONS | RANKS | GROUPS | PLACES
    | frozenset("house members member bank declaration bill rights origin theory hall day wars art book tale".split())
)  # fmt: skip


def _is_capital(token: Token) -> bool:
    return token.sort == "word" and token.text[:1].isupper()


def _is_name_word(tokens: Sequence[Token], index: int, met: Met) -> bool:
    """Whether a name can begin here."""
    token = tokens[index]
    if not _is_capital(token) or token.lower in _NO_NAMES:
        return False
    first = index == 0 or tokens[index - 1].text in ("“", "‘", ":", '"')
    if not first:
        title = token.lower in ("the", "a", "an") and index + 1 < len(tokens) and tokens[index + 1].proper
        return title or token.lower not in _NEVER
    if token.lower in _NEVER:
        return False
    return _opens_with_name(tokens, index, met)


_STUFFS = (*words.CHEMICAL_ENDINGS, "phyll", "plast", "phyte", "zoa", "rna", "dna")
"""How the names of stuffs and cells end that no lexicon has; no people, those, when they begin a sentence."""


def _opens_with_name(tokens: Sequence[Token], index: int, met: Met) -> bool:
    """Whether the first word of a sentence is a name."""
    token = tokens[index]
    if met.sort_of(token.text) or not token.lower.isalpha() or token.text.isupper():
        return True
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and (_is_capital(after) or after.lower in _PARTICLES):
        return token.lower not in words.PROPER_ADJECTIVES or after.proper
    known = look_up(token.lower)
    if not known.forms or country_of(token.text):
        return token.lower not in words.PEOPLES and not token.lower.endswith(_STUFFS)
    if after is None or not known.can_be("NN", "VB") or known.can_be("NNS", "RB") or is_mass(token.lower):
        return False
    bare = (
        after.is_in(words.AUXILIARIES)
        or after.word.can_be("VBD", "VBZ")
        or after.lower in words.POSSESSIVE_MARKS
    )
    return bare and not after.word.can_be("NN", "NNS") and not known.can_be("VBG")


def _end(tokens: Sequence[Token], start: int) -> int:
    """Behind the last word of the name that begins at `start`."""
    end = start + 1
    while end < len(tokens):
        wider = _wider(tokens, start, end)
        if wider == end:
            return end
        end = wider
    return end


def _wider(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the name ends if what stands at `end` belongs to it; `end` if it does not."""
    token = tokens[end]
    if _glued(tokens, end) and token.lower not in words.POSSESSIVE_MARKS:
        return end + 2 if token.text == "," and _is_town_in(tokens, start, end) else end
    if _is_capital(token) and token.lower not in _NEVER_INSIDE:
        return end + 1
    if _NUMERAL.fullmatch(token.text) and tokens[end - 1].sort == "word":
        return end + 1
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    if behind is None or not _is_capital(behind) or behind.lower in _NEVER_INSIDE:
        return _behind_small_words(tokens, start, end)
    if token.lower in _PARTICLES or (token.lower == "the" and end - start == 1):
        return end + 2
    if token.lower in words.POSSESSIVE_MARKS:
        return end + 2 if behind.lower in LANDMARKS or behind.lower in ("men", "law", "theorem") else end
    if token.lower == "of" and _joins_of(tokens[end - 1]):
        return end + 2
    if token.lower in ("and", "&") and _is_shared_surname(tokens, start, end):
        return end + 3
    return end


def _is_town_in(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "in Montgomery, Alabama": two names behind a preposition of place, and no list."""
    if not start or tokens[start - 1].lower not in ("in", "at", "near", "from", "to") or end - start > 2:
        return False
    if end + 1 == len(tokens) or not _is_capital(tokens[end + 1]) or tokens[end + 1].lower in _NEVER:
        return False
    after = tokens[end + 2] if end + 2 < len(tokens) else None
    if after is None or after.kind == "when" or after.text == ".":
        return True
    beyond = tokens[end + 3] if end + 3 < len(tokens) else None
    return (
        after.text == ","
        and beyond is not None
        and not _is_capital(beyond)
        and not beyond.is_in(words.COORDINATORS)
    )


def _behind_small_words(tokens: Sequence[Token], start: int, end: int) -> int:
    """As in "Bank of the West", "Ursula von der Leyen"."""
    if end + 2 >= len(tokens) or not _is_capital(tokens[end + 2]):
        return end
    pair = (tokens[end].lower, tokens[end + 1].lower)
    if pair[0] in _PARTICLES and pair[1] in _PARTICLES:
        return end + 3
    return end + 3 if pair == ("of", "the") and _joins_of(tokens[end - 1]) else end


def _joins_of(head: Token) -> bool:
    lower = head.lower
    return (
        lower in _JOINING_HEADS
        or lower.removesuffix("s") in _JOINING_HEADS
        or look_up(lower).can_be("NN", "NNS")
    )


def _is_shared_surname(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "Marie and Pierre Curie": one name, and one of two words behind it."""
    if end - start != 1 or end + 2 >= len(tokens) or not tokens[end + 2].proper or _glued(tokens, end + 2):
        return False
    alone = end + 3 >= len(tokens) or not tokens[end + 3].proper
    single = tokens[start].lower
    heads = LANDMARKS.keys() | ORGANISATIONS
    return alone and not country_of(tokens[start].text) and tokens[end + 2].lower not in heads | {single}


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether no space parts a token from the one before it."""
    return tokens[index].start == tokens[index - 1].end


def _is_adjective(tokens: Sequence[Token], index: int) -> bool:
    """As in "Dutch engineers", "the French"; but "the Baltic" is a name."""
    lower = tokens[index].lower
    if lower not in words.PROPER_ADJECTIVES:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    return lower not in ("atlantic", "pacific", "baltic", "arctic", "antarctic", "mediterranean") or (
        after is not None
        and after.sort == "word"
        and after.word.can_be("NN", "NNS")
        and not after.is_in(_NEVER)
    )


# --- what it names ---------------------------------------------------------------------------------------------------

_SORTS: dict[str, Sort] = {
    **dict.fromkeys(("river", "water", "mountain", "land", "street", "building"), "place"),
    "institution": "institution",
    **dict.fromkeys(("event", "law", "prize", "star"), "thing"),
}
_WORKS = frozenset(
    "symphony sonata concerto gospel opera ballet sonnet ode cantata mass requiem manifesto report".split()
)


def _sort(tokens: Sequence[Token], start: int, end: int, met: Met) -> Sort:
    text = " ".join(token.text for token in tokens[start:end])
    told = met.known.get(text.lower()) or _by_words(tokens, start, end, text)
    if told is not None:
        return told
    if sort := met.sort_of(text):
        return sort
    last = met.sorts.get(tokens[end - 1].lower) if end - start < 4 else None
    return last or _by_shape(tokens, start, end)


def _by_words(tokens: Sequence[Token], start: int, end: int, text: str) -> Sort | None:
    """What the words of the name say; None where they are only a name."""
    if any(token.text == "," for token in tokens[start:end]):
        return "place"
    first = tokens[start].lower.rstrip(".")
    head = next(
        (tokens[index - 1] for index in range(start + 1, end) if tokens[index].lower == "of"), tokens[end - 1]
    )
    lower = head.lower
    if country_of(text):
        return "country"
    if lower in CONTINENTS:
        return "place"
    if first in RANKS - {"general", "saint"} or (
        first == "general" and end - start > 1 and lower not in ORGANISATIONS
    ):
        return "person"
    if first in PEOPLE and end - start > 1 and lower not in ORGANISATIONS:
        return "person"
    if lower in words.PEOPLES:
        return "people"
    singular = head.lower if head.lower in PEOPLE else look_up(head.lower).lemma("NNS", "NN")
    if lower in RANKS or (singular in PEOPLE and end - start > 1):
        return "person" if singular == lower else "people"
    if lower in LANDMARKS and (end - start > 1 or (start and tokens[start - 1].lower == "the")):
        return "institution" if lower in ORGANISATIONS else _SORTS[LANDMARKS[lower]]
    if lower in ORGANISATIONS or lower.removesuffix("s") in GROUPS:
        return "organisation"
    if first in (
        "mount",
        "lake",
        "cape",
        "port",
        "fort",
        "loch",
        "saint",
        "st",
        "new",
        "north",
        "south",
        "east",
        "west",
    ):
        return "place" if first not in ("saint", "st") else None
    if lower in _WORKS or first in ("operation", "project"):
        return "thing"
    return "place" if lower in PLACES and end - start > 1 else None


def _by_shape(tokens: Sequence[Token], start: int, end: int) -> Sort:
    """What the form of a name that says nothing makes likely."""
    whole = tokens[start:end]
    if end - start == 1 and whole[0].text.isupper() and len(whole[0].text) > 2:
        return "institution"
    if start and tokens[start - 1].lower == "the" and not any(token.sort == "number" for token in whole):
        plural = whole[-1].lower.endswith("s") and not whole[-1].lower.endswith(("ss", "us", "is"))
        return (
            "people" if plural and end - start == 1 else "place" if end - start == 1 else _of_crash(whole[-1])
        )
    if whole[0].lower in ("the", "a", "an") or any(token.sort == "number" for token in whole):
        return "thing"
    if end - start == 1:
        return "name"
    letters = any(re.fullmatch(r"(?:[A-Z]\.)+", token.text) for token in whole)
    small = any(token.lower in ("van", "von", "bin", "ibn", "the", "and") for token in whole)
    if letters or small:
        return "person"
    return "name"


def _of_crash(head: Token) -> Sort:
    """As in "the Wall Street Crash": what ends in a common noun names such a thing."""
    return "thing" if look_up(head.lower).can_be("NN", "NNS") else "name"
