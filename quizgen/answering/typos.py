"""What is a slip of the pen: one edit in a word of five to seven letters, two in a longer one, and no other word of it.

one or two letters added, left out, changed or swapped; in a name never the first, and in a short one only
what sounds the same; a singular for a plural
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.answering.confusable import are_a_known_pair, are_confusable
from quizgen.answering.edits import edits
from quizgen.answering.sameness import same_token
from quizgen.answering.spelling import differ_in_number, sound, sound_alike
from quizgen.answering.vocabulary import TERMS, is_known
from quizgen.distractors.countries import country_of

if TYPE_CHECKING:
    from quizgen.answering.others import Others
    from quizgen.answering.tokens import Token

_VOWELS = frozenset("aeiouyаеиоуыэюяαεηιουω")
_NEAR_SOUNDS = frozenset(map(frozenset, ("dt", "cs", "gj", "bp", "fv")))
_NO_ALPHABET = re.compile(r"[\u0900-\u1cff\u2e80-\ud7ff\uf900-\ufaff]")
"""Scripts in which a sign is a syllable or a word, so that none is a slip for another."""

Slips = int | str
"""How many slips, or why it is none."""

ANOTHER_WORD = "that is another word"


def slips(
    expected: Token, typed: Token, others: Others, *, alone: bool = True, person: bool = False
) -> Slips:
    """How many slips lie between an expected word and a typed one; or why it is no slip. Empty: they are far apart.

    `alone` says that no other word of the answer is there to tell what is meant, `person` that it is a person's name,
    which has no plural.
    """
    if same_token(expected, typed):
        return 0
    if expected.kind != "word" or typed.kind != "word":
        return "the number differs" if expected.kind == typed.kind == "number" else ""
    ours, theirs = expected.key, typed.key
    if ours == theirs:
        return "the accents differ"
    if _NO_ALPHABET.search(ours):
        return ""
    name = expected.raw[0].isupper()
    plain = re.sub(r"[\W_]", "", theirs)
    if expected.roman is not None and len(ours) > 1 and expected.raw.isupper():
        return "the number differs"
    if are_a_known_pair(ours, theirs):
        return ANOTHER_WORD
    if (
        not (name and person)
        and _differ_in_number(ours, theirs)
        and not (name and is_known(theirs) and plain in others.words)
    ):
        return 1 if plain not in others.words else ANOTHER_WORD
    most = 2 if len(ours) > 7 else 1 if len(ours) > 4 else 0
    count = edits(ours, theirs, 2)
    if count > 2:
        return ""
    if count == 2 and len(ours) > 5 and sorted(ours) == sorted(theirs):
        count = 1  # a letter that stands elsewhere: Ghandi
    if plain in others.words or (
        is_known(theirs) and not (name and _is_another_spelling(ours, theirs, alone or not person))
    ):
        return ANOTHER_WORD
    if are_confusable(ours, theirs):
        return ANOTHER_WORD
    if count > most or _changes_what_counts(ours, theirs, name, alone):
        return "too far from the right spelling"
    return count


def slips_in_given_name(expected: Token, typed: Token, others: Others) -> int | None:
    """How many slips lie between two given names, be the typed one a name of its own; None for too many."""
    count = slips(expected, typed, others)
    if not isinstance(count, str):
        return count
    ours, theirs = expected.key, typed.key
    near = min(len(ours), len(theirs)) > 4 and ours[0] == theirs[0] and edits(ours, theirs, 1) == 1
    return 1 if near and theirs not in others.words else None


def _is_another_spelling(ours: str, theirs: str, alone: bool) -> bool:
    """Whether a name is how another may be spelt: Clarke for Clark, Jane Austin; but not Niger for Nigel."""
    if theirs in TERMS or country_of(theirs):
        return False
    return sound_alike(ours, theirs, silent=not alone or theirs.endswith("e")) or (
        not alone and len(ours) == len(theirs) > 5 and _consonants(ours) == _consonants(theirs)
    )


def _consonants(word: str) -> str:
    return "".join(letter for letter in word if letter not in _VOWELS)


def _differ_in_number(ours: str, theirs: str) -> bool:
    """As nouns of English do: suis and sui are none."""
    return differ_in_number(ours, theirs) and (is_known(ours if len(ours) > 3 else theirs) or theirs in TERMS)


def _changes_what_counts(ours: str, theirs: str, name: bool, alone: bool) -> bool:
    if ours[0] != theirs[0] and (name or len(ours) < 8 or sound(ours)[0] != sound(theirs)[0]):
        return True
    if len(ours) > 7 or len(ours) != len(theirs) or sorted(ours) == sorted(theirs):
        return False
    at = next(index for index, pair in enumerate(zip(ours, theirs, strict=True)) if pair[0] != pair[1])
    mine, yours = ours[at], theirs[at]
    if sound(mine) == sound(yours):
        return False
    if at == len(ours) - 1 and mine in _VOWELS and yours in _VOWELS:
        return True  # hablo, hable
    if at > 3 and mine in _VOWELS and yours in _VOWELS:
        return False  # Jupitor
    return name and alone and frozenset((mine, yours)) not in _NEAR_SOUNDS
