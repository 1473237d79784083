"""What kind of thing an answer is, by its tag, its kind, its words and their form.

Only answers of one kind stand together. A kind is *loose* where the words alone do not tell enough ("Colossus",
"the agenda"): such answers stand together only in like settings.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from quizgen.distractors.countries import country_of
from quizgen.distractors.vocabulary import (
    CONTINENTS,
    LANDMARKS,
    LANGUAGES,
    ORGANISATIONS,
    PARTICLES,
    PERSON_KINDS,
    RANKS,
)
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import ends_as_plural, number_of
from quizgen.english.wording import is_mass

_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_QUOTES = {'"': '"', "“": "”", "«": "»", "‘": "’", "„": "“", "'": "'"}
_ACRONYM = re.compile(r"(?:[^\W\d_]\.){2,}|[A-ZА-Я][A-ZА-Я&-]{1,7}")
_CAMEL = re.compile(r"^(?!Ma?c|De|Di|La|Le|Van|Fitz|O['’]).*[a-z][A-Z]")
"""As "SpaceX" and "YouTube", but not "McCartney"."""
_NUMERAL = re.compile(r"[IVX]+")
_SCRIPTS = (("cyrillic", "Ѐ", "ӿ"), ("greek", "Ͱ", "Ͽ"), ("han", "一", "鿿"), ("arabic", "؀", "ۿ"))
_JOINED = re.compile(r"\band\b|,|&|\bor\b")


@dataclass(frozen=True, slots=True)
class Kind:
    """What answers share that stand together."""

    name: str
    form: str = ""
    """How the name is built ("full", "single"): an answer of the same form is better."""
    loose: bool = False


def kind_of(text: str, tag: str, *, given: str = "", known: str = "") -> Kind | None:
    """The kind of an answer as it is written in the middle of a sentence; None where it has none to speak of.

    `given` is the span's own kind, `known` what the front matter says of the name.
    """
    if tag == "answer":  # in any language: what it is, only its author can say
        said = (given or known).lower()
        return Kind(f"answer {said}{_script(text)}") if said else None
    found = _WORD.findall(text)
    if not found or (text.lower() in words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | words.OTHER_PRONOUNS):
        return None
    if found[0].lower() in words.POSSESSIVES - {"whose"}:
        return None  # "his options": whose, only its own sentence says
    if tag == "when":
        age = re.fullmatch(r"the [A-Z][^\W\d_]+ (Ages?|[Ee]ra|[Pp]eriod)", text)
        return Kind(f"period {age[1].lower().rstrip('s')}") if age else None
    script = _script(text)
    if tag in ("why", "how"):
        return _of_manner(text, found, tag)
    if given and given.lower() not in PERSON_KINDS:
        return Kind(f"kind {given.lower()}{script}", _number(text, found))
    if text[0] in _QUOTES and text[-1] == _QUOTES[text[0]] and len(text) > 2:
        return Kind(f"title {text[0]}{script}")
    if country_of(text):
        return Kind(f"country{script}")
    joined = " joined" if _JOINED.search(text) and not _is_one_name(text) else ""
    if known.lower() in PERSON_KINDS or given:
        return Kind(f"person{joined}{script}", _form_of_person(found))
    named = _of_name(found, tag) if _is_name(found) else None
    if named is not None:
        return Kind(f"{named.name}{joined}{script}", named.form, named.loose)
    return (
        _of_noun(text, found, tag, joined)
        if not script
        else Kind(f"{tag}{script}", str(len(found)), loose=True)
    )


def _script(text: str) -> str:
    for name, first, last in _SCRIPTS:
        if any(first <= letter <= last for letter in text):
            return f" {name}"
    return ""


def _is_one_name(text: str) -> bool:
    """Whether "and" stands inside one name: "Romeo and Juliet" does not say, "Procter & Gamble" does."""
    return " & " in text or text.endswith((", Inc.", ", Ltd."))


def _is_name(found: list[str]) -> bool:
    telling = [word for word in found if word.lower() not in words.ARTICLES]
    return bool(telling) and (telling[0][0].isupper() or (len(telling) > 1 and _has_inner_capital(telling)))


def _has_inner_capital(telling: list[str]) -> bool:
    """As in "van Gogh", "al-Khwarizmi": a particle first, and then nothing but capitals."""
    return telling[0].lower().rstrip("-") in PARTICLES and all(
        word[0].isupper() or word.lower() in PARTICLES for word in telling[1:]
    )


def _of_name(found: list[str], tag: str) -> Kind | None:
    lower = [word.lower().rstrip(".") for word in found]
    bare = lower[1:] if lower[0] in words.ARTICLES else lower
    head = _head(bare)
    if tag == "who":
        return _of_people(found, lower, bare, head)
    if head in CONTINENTS and len(bare) < 3:
        return Kind("continent")
    if head in LANDMARKS or bare[0] in LANDMARKS:
        return Kind(
            f"the {LANDMARKS.get(head) or LANDMARKS[bare[0]]}", head if head in LANDMARKS else bare[0]
        )
    if tag == "where":
        sort = "organisation" if head in ORGANISATIONS or _ACRONYM.fullmatch(found[-1]) else "place"
        return Kind(sort, "single" if len(bare) == 1 else "many")
    if len(bare) == 1 and bare[0] in LANGUAGES and len(found) == 1:
        return Kind("language")
    if head in ORGANISATIONS:
        return Kind("organisation")
    if lower[0] == "the" and len(bare) == 1 and _is_plural(bare[0]):
        return Kind("a people")
    return Kind("name", "single" if len(bare) == 1 else "many", loose=True)


def _of_people(found: list[str], lower: list[str], bare: list[str], head: str) -> Kind:
    if bare[0] in RANKS or (head in RANKS and lower[0] == "the"):
        return Kind("person", "ranked")
    if _CAMEL.search(found[-1]):
        return Kind("organisation", "camel")
    acronym = _ACRONYM.fullmatch(found[-1]) and not (len(found) > 1 and _NUMERAL.fullmatch(found[-1]))
    if head in ORGANISATIONS or bare[-1] in ORGANISATIONS or acronym:
        return Kind("organisation", "acronym" if len(bare) == 1 else "many")
    if lower[0] == "the":
        return Kind("a people" if _is_plural(bare[-1]) else "organisation", "many")
    if bare[0] in words.PEOPLES or bare[-1] in words.PEOPLES:
        return Kind("a people", "bare")
    if any(word[0].islower() and word not in PARTICLES for word in found) and "the" not in lower:
        return Kind("people mixed", loose=True)
    return Kind("person", _form_of_person(found))


def _form_of_person(found: list[str]) -> str:
    """How a person's name is built."""
    if _NUMERAL.fullmatch(found[-1]) and len(found) > 1:
        return "numbered"
    if "the" in [word.lower() for word in found[1:]]:
        return "the"
    if len(found) == 1:
        return "single"
    return "initials" if re.fullmatch(r"(?:[^\W\d_]\.?){1,3}", found[0]) and len(found[0]) < 3 else "full"


def _head(bare: list[str]) -> str:
    """The last word before "of" and the like."""
    for index, word in enumerate(bare):
        if index and word in words.PREPOSITIONS:
            return bare[index - 1]
    return bare[-1]


def _is_plural(word: str) -> bool:
    return word in words.PEOPLES or ends_as_plural(word)


@lru_cache(maxsize=16384)
def _number_of(text: str) -> str:
    number = number_of(text)
    return ("plural" if _is_plural(text.lower()) else "singular") if number == "unknown" else number


def _number(text: str, found: list[str]) -> str:
    lower = found[0].lower()
    article = "the" if lower == "the" else "a" if lower in ("a", "an") else ""
    return f"{article} {_number_of(text)}"


def _of_noun(text: str, found: list[str], tag: str, joined: str) -> Kind | None:
    lower = [word.lower() for word in found]
    people = "people" if tag == "who" else "thing"
    if lower[0] in (
        "every",
        "each",
        "any",
        "some",
        "no",
        "all",
        "both",
        "most",
        "many",
        "this",
        "that",
        "these",
        "those",
    ):
        return None
    if lower[0] in ("a", "an"):
        return Kind(f"{people} a{joined}", str(len(found)), loose=len(found) > 4)
    if lower[0] == "the":
        return Kind(f"{people} the {_number_of(text)}{joined}", str(len(found)), loose=True)
    if lower[0] in words.PREPOSITIONS:
        return Kind(f"{tag} {lower[0]}", str(len(found)), loose=True)
    if lower[0] in words.NUMBER_WORDS or lower[0].isdigit():
        return Kind(f"{people} counted{joined}", lower[-1], loose=True)
    if lower[0].endswith("ing") and look_up(lower[0]).can_be("VBG") and not is_mass(lower[0]):
        return Kind("doing", str(len(found)))
    if lower[0] == "to":
        return Kind("to do", str(len(found)), loose=True)
    if lower[0] == "that" or any(word in words.FINITE_BE for word in lower):
        return Kind("clause", loose=True)
    return Kind(f"{people} bare {_bare_number(text, lower)}{joined}", str(len(found)), loose=len(found) > 3)


def _bare_number(text: str, lower: list[str]) -> str:
    number = _number_of(text)
    return "plural" if number == "plural" and not is_mass(lower[-1]) else "singular"


def _of_manner(text: str, found: list[str], tag: str) -> Kind | None:
    """Reasons, purposes and manners: only those of one form, and that speak of nothing but themselves."""
    lower = [word.lower() for word in found]
    pronouns = words.POSSESSIVES | words.SUBJECT_PRONOUNS | words.OBJECT_PRONOUNS | {"this", "these", "those"}
    if pronouns & set(lower) or len(found) > 16:
        return None
    if lower[0] == "to" and len(lower) > 1:
        return Kind(f"{tag} to", str(len(found)))
    if lower[0].endswith("ing"):
        return Kind(f"{tag} doing", str(len(found)))
    if len(found) == 1 and lower[0].endswith("ly"):
        return Kind(f"{tag} adverb")
    if lower[0] in words.PREPOSITIONS:
        return Kind(f"{tag} {lower[0]}", str(len(found)))
    if tag == "why" and len(found) > 2:
        return Kind("why clause" if lower[0] not in ("a", "an") else "why clause a")
    number = "a" if lower[0] in ("a", "an") else "the" if lower[0] == "the" else _number_of(text)
    return Kind(f"{tag} noun {number}")
