"""Names in a sentence: where they stand.

    name  = word (word | particle word | "of" "the"? word | "and" word word | "'s" word | numeral)*
    word  = a capitalised word, unless only the sentence's beginning makes it one

A word at the beginning is a name if it was met as one before, if a small letter makes no word of it, if another
name stands right behind it, or if its noun could not stand there without an article ("Hamlet was performed").
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.distractors.countries import country_of
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.noun import is_number
from quizgen.english.number import ends_as_plural
from quizgen.english.wording import is_mass
from quizgen.tagging.names.ends import NEVER, OPENING, PARTICLES, begins_pair, end_of, is_capital
from quizgen.tagging.names.given import GIVEN
from quizgen.tagging.names.sorts import sort_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.tagging.names.sorts import Met, Sort


@dataclass(frozen=True, slots=True)
class Named:
    """A name in a sentence: tokens `start` up to `end` (exclusive)."""

    start: int
    end: int
    sort: Sort


def written(text: str, tokens: Sequence[Token], name: Named) -> str:
    """A name as it stands in its sentence, without an article."""
    return text[tokens[name.start].start : tokens[name.end - 1].end]


def names(tokens: Sequence[Token], met: Met) -> list[Named]:
    """The names among the tokens of a sentence, none overlapping another."""
    found: list[Named] = []
    index = 0
    while index < len(tokens):
        if not _is_name_word(tokens, index, met):
            index += 1
            continue
        end = end_of(tokens, index)
        if (end - index == 1 and _is_adjective(tokens, index)) or _describes_noun(tokens, end):
            index = end
            continue
        found.append(Named(index, end, sort_of(tokens, index, end, met)))
        index = end
    return found


_NO_NAMES = words.MONTHS | words.WEEKDAYS | {"bc", "ad", "bce", "ce"}


def _is_name_word(tokens: Sequence[Token], index: int, met: Met) -> bool:
    """Whether a name can begin here."""
    token = tokens[index]
    if not is_capital(token) or token.lower in _NO_NAMES or is_number(token):
        return False
    first = index == 0 or tokens[index - 1].text in ("“", "‘", ":", '"')
    if not first:
        title = token.lower in ("the", "a", "an") and index + 1 < len(tokens) and tokens[index + 1].proper
        title = title or _opens_title(tokens, index)
        return title or token.lower not in NEVER
    if token.lower in NEVER:
        return False
    return _opens_with_name(tokens, index, met)


def _opens_title(tokens: Sequence[Token], index: int) -> bool:
    """As in "published On the Origin of Species": a small word with a capital in the middle of a sentence."""
    before = tokens[index - 1]
    if tokens[index].text not in OPENING or before.sort != "word" or not before.text.islower():
        return False
    behind = tokens[index + 1 : index + 3]
    article = bool(behind) and behind[0].text in ("the", "a", "an")
    return len(behind) > article and is_capital(behind[article])


_STUFFS = (*words.CHEMICAL_ENDINGS, "phyll", "plast", "phyte", "zoa", "rna", "dna")
"""How the names of stuffs and cells end that no lexicon has; no people, those, when they begin a sentence."""


def _opens_with_name(tokens: Sequence[Token], index: int, met: Met) -> bool:
    """Whether the first word of a sentence is a name."""
    token = tokens[index]
    compound = "-" in token.lower and bool(look_up(token.lower.split("-")[-1]).forms)  # "Insect-eating"
    if met.sort_of(token.text) or (not token.lower.isalpha() and not compound) or token.text.isupper():
        return True
    if compound:
        return False
    after = tokens[index + 1] if index + 1 < len(tokens) else None
    if after is not None and after.lower == "and" and begins_pair(tokens, index):
        return True
    if after is not None and (is_capital(after) or after.lower in PARTICLES):
        return token.lower not in words.PROPER_ADJECTIVES or after.proper
    known = look_up(token.lower)
    if token.lower in GIVEN and after is not None and after.word.can_be("VBD"):
        return True  # "Peter left Rome"
    if not known.forms and after is not None and _is_bare_plural(token, after):
        return False
    if not known.forms or country_of(token.text):
        return token.lower not in words.PEOPLES and not token.lower.removesuffix("s").endswith(_STUFFS)
    # "Fleming" is of no verb "to flem".
    rare = bool(known.lemma("VBG")) and not look_up(known.lemma("VBG")).forms
    mass = is_mass(token.lower) and not rare
    if after is None or not known.can_be("NN", "VB") or known.can_be("NNS", "RB") or mass:
        return False
    bare = (
        after.is_in(words.AUXILIARIES)
        or after.word.can_be("VBD", "VBZ")
        or after.lower in words.POSSESSIVE_MARKS
    )
    return bare and not after.word.can_be("NN", "NNS") and (not known.can_be("VBG") or rare)


def _is_bare_plural(token: Token, after: Token) -> bool:
    """As in "Ribosomes build proteins": behind a name the verb would have another form."""
    return (token.lower.endswith(("ria", "dria", "ae", "gi")) or ends_as_plural(token.lower)) and (
        after.lower in ("are", "were", "have", "do")
        or (after.word.can_be("VB") and not after.word.can_be("VBZ", "VBD"))
    )


def _describes_noun(tokens: Sequence[Token], end: int) -> bool:
    """As in "South American countries"."""
    return (
        tokens[end - 1].lower in words.PROPER_ADJECTIVES
        and end < len(tokens)
        and tokens[end].text.islower()
        and tokens[end].word.can_be("NN", "NNS")
        and not tokens[end].is_in(NEVER)
    )


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
        and not after.is_in(NEVER)
    )
