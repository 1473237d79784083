"""Letters without their accents, except where another word would come of it."""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ı": "i",
        "ħ": "h",
        "ŋ": "n",
        "ĸ": "k",
    }
)
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})

OWN_LETTERS = frozenset("ñåäöü")
"""Letters of their own where a word is not a name: without the mark it is another word, or none."""

_TAKEN_IN = frozenset(
    """jalapeño piñata piña vicuña doppelgänger über führer müsli ångström fräulein röntgen smörgåsbord poltergeist café
cliché fiancé fiancée résumé protégé blasé touché exposé sauté soufflé entrée communiqué flambé risqué passé attaché
consommé purée crème déjà vis-à-vis papier-mâché à la voilà olé rosé sake saké maté coupé canapé pâté émigré divorcé
divorcée lamé macramé outré retroussé roué abbé cabaret pokémon señor señora señorita cañon""".split()
)
"""Words that English has taken in and often writes without the accent."""

_TELLING = frozenset(
    """sí él tú mí más té dé sé sólo aún cómo qué quién dónde cuándo está estás hablé papá mamá ésta éste
    où là ça dès sûr dû mûr pêche péché pêcher pécher côte côté tâche tâcher jeûne forêt pâte pâté mâle mâtin
    è né sì dà avó avô pôde pôr é à""".split()
)
"""Words that without the accent are others: Spanish, French, Italian, Portuguese."""

_FINAL = frozenset("áéíóúàèìòù")
_GERMAN = frozenset("der die das den dem des ein eine einen einem einer".split())


@lru_cache(maxsize=8192)
def fold_accents(word: str) -> str:
    """A word in case-folded letters without the accents of Latin and Greek, points of Hebrew and Arabic, ё as е."""
    if word.isascii():
        return word.casefold()
    kept: list[str] = []
    base = ""
    for char in unicodedata.normalize("NFD", word.casefold()):
        if not unicodedata.combining(char):
            base = char
        elif _is_accent(base, char):
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept)).replace("\u0640", "").translate(_LETTERS)


def _is_accent(base: str, mark: str) -> bool:
    """Whether a mark on a letter may be left out: й and が are letters of their own, é is not."""
    if base < "\u0400" or "\u1e00" <= base < "\u2000":
        return True
    if "\u0400" <= base < "\u0530":
        return mark in "\u0300\u0301" or (mark == "\u0308" and base == "е")
    return "\u0591" <= mark <= "\u05c7" or "\u064b" <= mark <= "\u0655" or mark == "\u0670"


def accented(word: str) -> str:
    """A word in case-folded letters with its accents, in NFC."""
    return word.casefold() if word.isascii() else unicodedata.normalize("NFC", word.casefold())


def spelt_out(word: str) -> str:
    """A word with ue, oe, ae, aa for ü, ö, ä, å, without its other accents; empty if it has none of these."""
    lower = accented(word)
    out = lower.translate(_SPELT_OUT)
    return fold_accents(out) if out != lower else ""


def needs_its_accents(word: str, before: str = "") -> bool:
    """Whether a word is another without them: año, où, schön; but not naïve, café or Zürich, since names keep none.

    `before` is the word before it: behind a German article a capital is no sign of a name.
    """
    if word.isascii() or (word[0].isupper() and not word.isupper() and before not in _GERMAN):
        return False
    lower = accented(word)
    if lower in _TAKEN_IN:
        return False
    return (
        not OWN_LETTERS.isdisjoint(lower)
        or lower in _TELLING
        or (len(lower) > 2 and lower[-1] in _FINAL and not lower.endswith(("té", "tà", "tù")))
    )
