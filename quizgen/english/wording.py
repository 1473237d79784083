"""Put words together as English writes them: capitals, spaces, commas, apostrophes."""

from __future__ import annotations

import re
from itertools import pairwise

from quizgen.english import words
from quizgen.english.lexicon import look_up

_FIRST_WORD = re.compile(r"[^\W_]+(?:[-'’.][^\W_]+)*\.?")
_SPACE_BEFORE_MARK = re.compile(r"\s+([,;:.?!])(?=\s|$)")
_DOUBLED = re.compile(r"([,;])(?:\s*[,;])+")
_OPENING = re.compile(r"^[\s,;:—–]+")

_ALWAYS_LARGE = (
    words.MONTHS | words.WEEKDAYS | words.PROPER_ADJECTIVES | words.PEOPLES | words.NAMES_LIKE_WORDS
)

_CLOSED = (
    words.DETERMINERS
    | {"neither", "both", "either", "such"}
    | words.PREPOSITIONS
    | words.SUBJECT_PRONOUNS
    | words.OTHER_PRONOUNS
    | words.NUMBER_WORDS
    | words.SUBORDINATORS
    | words.WH_WORDS
    | words.COORDINATORS
    | words.AUXILIARIES
    | words.ADVERBS
)

_PEOPLE = re.compile(rf"(?i) (?:{'|'.join(sorted(words.PEOPLES))})\b")
_LETTERED = frozenset({"vitamin", "vitamins", "hepatitis", "influenza", "type", "blood"})
_LARGE_BEFORE = frozenset({"old", "young", "black", "white", "great", "united", "grand"})
"""Adjectives that are rather a part of the name: "Old Catholics"."""

_NO_NOUN_FOLLOWS = words.PREPOSITIONS | words.COORDINATORS | words.AUXILIARIES

_SMALL_IN_TITLES = words.PREPOSITIONS | words.ARTICLES | words.COORDINATORS


def join(*parts: str) -> str:
    """The parts with single spaces between them; marks that a part left over are tidied away."""
    text = " ".join(" ".join(parts).split())
    text = _SPACE_BEFORE_MARK.sub(r"\1", text)
    if "," in text or ";" in text:
        text = _DOUBLED.sub(r"\1", text)
    return _OPENING.sub("", text.rstrip(" ,;:—–-"))


def question(*parts: str) -> str:
    """The parts as a question: first letter large, question mark at the end."""
    text = join(*parts)
    if text.endswith((".", "!")) and not re.search(
        r"\b(?:[^\W\d_]\.){1,}$|\b(?:Dr|St|Jr|Sr|Inc|Ltd|Co|etc|BC|AD)\.$", text
    ):
        text = text[:-1]
    return text[:1].upper() + text[1:] + "?"


_AND_NAME = re.compile(r"\s(?:and|or)(?:\s[A-ZÀ-ÖØ-Þ][\w'’-]*)+")


def lower_first(text: str, *, is_name: bool = False, is_common: bool = False) -> str:
    """The beginning of a sentence as it is written in its middle: "The pyramids" but "Indonesia", "CERN".

    `is_name` says that the caller knows the text for a name ("Python"), `is_common` that a noun that could be
    either ("Theft", "Python") is rather a common one.
    """
    match = _FIRST_WORD.match(text)
    if match is None or not text[0].isupper():
        return text
    word = match.group()
    if is_name and word.lower() not in words.ARTICLES:
        return text
    rest = text[match.end() :]
    return text[0].lower() + text[1:] if _is_common(word, rest, is_common) else text


def _is_common(word: str, rest: str, doubtful: bool) -> bool:
    """Whether a capitalised first word is large only because it is the first."""
    lower = word.lower()
    if lower in words.ARTICLES:
        return True
    if word == "I" or (len(word) > 1 and any(letter.isupper() for letter in word[1:])) or "." in word:
        return False
    if "-" in lower and words.NUMBER_WORDS.issuperset(lower.split("-")):
        return True  # "Thirty-seven"
    following = _next_word(rest)
    if lower not in _CLOSED and _is_title(rest):
        return False
    if lower in words.PLURAL_WITHOUT_S:
        return True
    if lower in _CLOSED:
        return not (
            following[:1].isupper() and lower in ("one", "no", "little", "far", "long") and lower != "neither"
        )
    if (
        _PEOPLE.match(rest)
        and lower not in _ALWAYS_LARGE
        and look_up(lower).can_be("JJ")
        and lower not in _LARGE_BEFORE
    ):
        return True  # "Observant Jews", "Ancient Romans"
    if lower in _LETTERED and len(following) == 1:
        return True  # "Vitamin C"
    if following in ("the", "v", "vs"):
        return False  # "Peter the Great", "Dolly the sheep", "Roe v. Wade"
    if _AND_NAME.fullmatch(rest) and look_up(lower).lemma("NNS") in ("", lower):
        return False  # "Mercury and Venus", but "Oil and Persian gas", "Lions and Tigers"
    if lower in _ALWAYS_LARGE:
        return False
    if (following[:1].isupper() or following[:1].isdigit()) and not rest.startswith((",", ";")):
        return False
    if rest.startswith(("'s", "’s")):
        return False
    if "-" in word and word.index("-") == 1:
        return False  # "X-rays"
    base = lower.split("-")[-1] if "-" in lower else lower
    known = look_up(base)
    if is_mass(lower) or (
        not known.lemmas
        and base.isalpha()
        and base.endswith("s")
        and not base.endswith(("ss", "us", "is", "as", "os"))
    ):
        return True  # a mass noun; a plural that no table knows ("Ribosomes")
    if not known.lemmas or ("-" in lower and any(part[:1].isupper() for part in word.split("-")[1:])):
        return known.can_be("VBG", "NN") and lower.endswith("ing")
    if following and following not in _NO_NOUN_FOLLOWS and known.can_be("JJ", "NN", "VBN", "VBG"):
        return True  # "Heavy snow", "Horseshoe crabs"
    if known.can_be("NNS") and (
        known.lemma("NNS") != base or (base.endswith("s") and look_up(base[:-1]).can_be("NN"))
    ):
        return True  # "Bees"
    return doubtful or not known.can_be("NN")


def _is_title(rest: str) -> bool:
    """As in "Pictures at an Exhibition", "War and Peace": every telling word is capitalised, and one of them is no
    name and yet has no "the" of its own."""
    found = re.findall(r"[^\W_]+", rest)
    if not found or not all(word[0].isupper() for word in found if word.lower() not in _SMALL_IN_TITLES):
        return False
    return any(
        word[0].isupper()
        and look_up(word.lower()).can_be("NN")
        and word.lower() not in _UNIQUE
        and (before in ("a", "an") or before in words.COORDINATORS)
        for before, word in pairwise(["", *found])
    )


_UNIQUE = frozenset("earth moon sun heaven hell parliament congress church".split())


def is_mass(noun: str) -> bool:
    """Whether a noun (lower case, singular) stands alone without an article: "light", "photosynthesis"."""
    if noun in words.MASS_NOUNS:
        return True
    if not look_up(noun).lemmas:  # "Buddhism", but "hydrolase"
        return len(noun) > 5 and noun.endswith(words.CHEMICAL_ENDINGS)
    return len(noun) > 6 and noun.endswith(words.MASS_ENDINGS) and noun != "parliament"


def _next_word(rest: str) -> str:
    match = re.match(r"\s+([^\W_]+)", rest)
    return match.group(1) if match else ""
