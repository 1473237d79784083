"""What names name, as far as their own words, their form, and what was met before tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from quizgen.distractors.countries import country_of
from quizgen.distractors.vocabulary import CONTINENTS, LANDMARKS, ORGANISATIONS, PERSON_KINDS, RANKS
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import ends_as_plural
from quizgen.tagging.names.given import GIVEN
from quizgen.tagging.vocabulary import FESTIVALS, GROUPS, PEOPLE, PLACES

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from quizgen.english.token import Token
    from quizgen.fact import Name

Sort = Literal["person", "people", "organisation", "country", "place", "institution", "thing", "site", "name"]
"""institution: acts like people, and things happen at it; site: a thing or a place; name: its words do not tell."""


@dataclass(slots=True)
class Met:
    """The names met so far, in lower case, and what their sentences made of them. It grows with the text's names."""

    known: Mapping[str, Sort] = field(default_factory=dict)
    """From the front matter of sheets; it wins, where it tells a kind."""
    sorts: dict[str, Sort] = field(default_factory=dict)

    def sort_of(self, name: str) -> Sort | None:
        """What is known of a name as written, or of what ends in it, as surnames do; None if nothing is."""
        lower = name.lower()
        return self.told(name) or self.sorts.get(lower) or self.known.get(lower)

    def told(self, name: str) -> Sort | None:
        """What the front matter says a name is; None where it only lists it."""
        known = self.known.get(name.lower())
        return known if known != "name" else None

    def learn(self, name: str, sort: Sort) -> None:
        """Remember a name, and for a person each word of it that can stand for the whole."""
        lower = name.lower()
        if sort != "name" or lower not in self.sorts:
            self.sorts[lower] = sort
        parts = lower.split()
        if sort == "person" and 1 < len(parts) < 5 and "of" not in parts:
            self.sorts.setdefault(parts[-1], sort)


def known_sorts(names: Mapping[str, Name]) -> dict[str, Sort]:
    """What the front matter says of names, by name and other name in lower case, articles left out; of persons also
    by their last words alone, where these say nothing themselves."""
    found: dict[str, Sort] = {}
    last: dict[str, Sort] = {}
    for name, told in names.items():
        for spelling in (name, *told.also):
            sort = _sort_of_kind(told.kind.lower(), plural=bool(told.plural))
            found[spelling.lower().removeprefix("the ")] = sort
            if sort == "person" and " " in spelling and " of " not in spelling:
                last[spelling.lower().split()[-1]] = sort
    return last | found


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


_SORTS: dict[str, Sort] = {
    **dict.fromkeys(("river", "water", "mountain", "land", "street", "building"), "place"),
    "institution": "institution",
    **dict.fromkeys(("event", "law", "prize"), "thing"),
    "star": "site",
}
_PEOPLES = ("ers", "ians", "eans", "ites", "eses")
"""How the names of a town's or a land's people end: "East Berliners", "Carthaginians"."""
_PLACES_ABROAD = frozenset(
    "piazza plaza palazzo palais château castel rue avenue campo ponte monte puerto rio san santa los las la el "
    "villa".split()
)
"""With what names of places begin in other languages."""
_WORLDS = frozenset(
    "sun moon earth mercury venus mars jupiter saturn uranus neptune pluto ceres milky-way".split()
)
_WORKS = frozenset(
    "symphony sonata concerto gospel opera ballet sonnet ode cantata mass requiem manifesto report".split()
)


def sort_of(tokens: Sequence[Token], start: int, end: int, met: Met) -> Sort:
    """What the name that is tokens `start` up to `end` names."""
    text = " ".join(token.text for token in tokens[start:end])
    told = met.told(text) or _by_words(tokens, start, end, text)
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
    if _is_title(tokens, start, end) or (start and tokens[start].is_in(words.PREPOSITIONS)):
        return "thing"
    first = tokens[start].lower.rstrip(".")
    head = next(
        (tokens[index - 1] for index in range(start + 1, end) if tokens[index].lower == "of"), tokens[end - 1]
    )
    lower = head.lower
    if country_of(text):
        return "country"
    if lower in CONTINENTS or text.lower() in _WORLDS:
        return "place"
    if any(LANDMARKS.get(token.lower) == "institution" for token in tokens[start + 1 : end - 1]):
        return "institution"  # "King's College London"
    if first in RANKS - {"general", "saint"} or (
        first == "general" and end - start > 1 and lower not in ORGANISATIONS
    ):
        return "person"
    if first in PEOPLE and end - start > 1 and lower not in ORGANISATIONS:
        return "person"
    if lower in words.PEOPLES or (first != "new" and lower.endswith(_PEOPLES) and not look_up(lower).forms):
        return "people"
    if end - start > 1 and first not in PEOPLE and look_up(first).lemma("NNS") in PEOPLE:
        return "people"  # "the Brothers Grimm"
    singular = head.lower if head.lower in PEOPLE else look_up(head.lower).lemma("NNS", "NN")
    if lower in RANKS or (singular in PEOPLE and end - start > 1):
        return "person" if singular == lower else "people"
    if first in GIVEN and end - start == 2 and lower in _SURNAMES and not _is_led(tokens, start):
        return "person"
    if lower in LANDMARKS and (end - start > 1 or (start and tokens[start - 1].lower == "the")):
        return "institution" if lower in ORGANISATIONS else _SORTS[LANDMARKS[lower]]
    if lower == "congress" and head is not tokens[end - 1]:
        return "thing"  # "the Congress of Vienna" was one, and "the Congress of the United States" is rare
    if lower in ORGANISATIONS or lower.removesuffix("s") in GROUPS:
        return "organisation"
    if first in _PLACES_ABROAD and end - start > 1:
        return "place"
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
    if end - start == 1 and (lower.endswith(("ity", "ism", "ology")) or lower in FESTIVALS):
        return "thing"
    if lower in _WORKS or first in ("operation", "project"):
        return "thing"
    return "place" if lower in PLACES and end - start > 1 else None


_SURNAMES = frozenset(
    "hall church bridge bridges park parks hill wood woods field fields banks rivers lake forest".split()
)
"""Words for places that are family names as well: "Asaph Hall", but "at Albert Hall"."""


def _is_led(tokens: Sequence[Token], start: int) -> bool:
    """Whether an article or a preposition of place stands before a name."""
    return start > 0 and tokens[start - 1].lower in ("the", "in", "at", "near", "through", "to", "from")


def _is_title(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "Pride and Prejudice": two common nouns."""
    return (
        end - start == 3
        and tokens[start + 1].lower == "and"
        and tokens[start].lower not in PEOPLE
        and all(look_up(tokens[index].lower).can_be("NN") for index in (start, start + 2))
    )


def _by_shape(tokens: Sequence[Token], start: int, end: int) -> Sort:
    """What the form of a name that says nothing makes likely."""
    whole = tokens[start:end]
    if whole[0].lower in GIVEN and tokens[start - 1].lower != "the" and (end - start > 1 or not start):
        return "person"
    if end - start == 1 and whole[0].text.isupper() and len(whole[0].text) > 2:
        return "institution"
    if start and tokens[start - 1].lower == "the" and not any(token.sort == "number" for token in whole):
        plural = ends_as_plural(whole[-1].lower)
        alone = end < len(tokens) and tokens[end].lower in ("is", "was", "has")  # "the Ganges is"
        if end - start == 1:
            return "name" if plural and not alone else "site"
        return "name" if plural else "thing" if look_up(whole[-1].lower).can_be("NN", "NNS") else "site"
    if whole[0].lower in ("the", "a", "an") or any(token.sort == "number" for token in whole):
        return "thing"
    if end - start == 1:
        return "name"
    letters = any(re.fullmatch(r"(?:[A-Z]\.)+", token.text) for token in whole)
    small = any(token.lower in ("van", "von", "bin", "ibn", "the", "and") for token in whole)
    if letters or small:
        return "person"
    return "name"
