"""What forms a word can be, and what its other forms are: lemminflect, with regular spelling behind it."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from types import ModuleType

Form = Literal["VB", "VBZ", "VBD", "VBN", "VBG", "NN", "NNS", "JJ", "RB"]
"""Penn Treebank names: base, third person, past, participle, -ing; noun, plural; adjective; adverb.
The bare present (VBP) is spelt as the base and is not told apart from it."""

_VERB: tuple[Form, ...] = ("VB", "VBZ", "VBD", "VBN", "VBG")

_IRREGULAR: dict[str, dict[Form, str]] = {
    # Slips of the table, and the verbs whose forms it does not hold as single words.
    "be": {"VBZ": "is", "VBD": "was", "VBN": "been", "VBG": "being"},
    "have": {"VBZ": "has", "VBD": "had", "VBN": "had", "VBG": "having"},
    "do": {"VBZ": "does", "VBD": "did", "VBN": "done", "VBG": "doing"},
    "lie": {"VBZ": "lies", "VBD": "lay", "VBN": "lain", "VBG": "lying"},
    "ski": {"VBZ": "skis", "VBD": "skied", "VBN": "skied", "VBG": "skiing"},
    "boo": {"VBZ": "boos", "VBD": "booed", "VBN": "booed", "VBG": "booing"},
}


@dataclass(frozen=True, slots=True)
class Word:
    """The forms a word's spelling can be, and the lemma of each."""

    lemmas: tuple[tuple[Form, str], ...] = ()
    forms: frozenset[Form] = frozenset()
    """Those of the lemmas, for a quick answer."""

    def can_be(self, *forms: Form) -> bool:
        """Whether it can be one of these forms."""
        return not self.forms.isdisjoint(forms)

    def lemma(self, *forms: Form) -> str:
        """Its lemma as the first of these forms that it can be; "" if none."""
        for wanted in forms:
            for form, lemma in self.lemmas:
                if form == wanted:
                    return lemma
        return ""


@lru_cache
def _table() -> ModuleType:
    """Deferred: 130 ms to import and 200 ms for its first call, and only sentences need it.

    lemminflect hooks itself into spaCy wherever that is installed, and so would load it: a second, for nothing.
    """
    sys.meta_path.insert(0, _Alone)
    try:
        return import_module("lemminflect")
    finally:
        sys.meta_path.remove(_Alone)


class _Alone:
    """Tells an import that there is no spaCy."""

    @classmethod
    def find_spec(cls, name: str, path: object = None, target: object = None) -> None:
        """Raise ModuleNotFoundError for it, and leave all others to the finders behind."""
        if name == "spacy":
            raise ModuleNotFoundError(name=name)


@lru_cache(maxsize=65536)
def look_up(word: str) -> Word:
    """Every form `word` (in lower case) can be.

    A word that the table does not know may be a regular verb form by its ending.
    """
    table = _table()
    found: list[tuple[Form, str]] = []
    for kind, lemmas in table.getAllLemmas(word).items():
        for lemma in lemmas:
            if kind in ("VERB", "AUX"):
                found += [(form, lemma) for form in _verb_forms(word, lemma)]
            elif kind == "NOUN":
                plurals = table.getAllInflections(lemma, "NOUN").get("NNS", ())
                if lemma == word:
                    found.append(("NN", lemma))
                if word in plurals:
                    found.append(("NNS", lemma))
            elif kind == "ADJ":
                found.append(("JJ", lemma))
            elif kind == "ADV":
                found.append(("RB", lemma))
    if ("VB", word) in found and word.endswith("ed"):
        found = [entry for entry in found if entry[1] != word[:-1]]  # "feed" is no past of "fee"
    lemmas = tuple(dict.fromkeys(found)) or tuple(_regular(word))
    return Word(lemmas, frozenset(form for form, _ in lemmas))


def _verb_forms(word: str, lemma: str) -> list[Form]:
    if lemma in _IRREGULAR:
        return [form for form, spelling in {"VB": lemma, **_IRREGULAR[lemma]}.items() if spelling == word]
    forms = dict(_table().getAllInflections(lemma, "VERB"))
    forms.setdefault("VBN", forms.get("VBD", ()))  # the table leaves out a participle that equals the past
    return [form for form in _VERB if word in forms.get(form, ()) or (form == "VB" and word == lemma)]


def _regular(word: str) -> list[tuple[Form, str]]:
    """What the ending of an unknown word says."""
    if not word.isalpha() or len(word) < 4:
        return []
    if word.endswith("ed"):
        stem = _stem(word)
        return [("VBD", stem), ("VBN", stem), ("JJ", word)]
    if word.endswith("ing"):
        return [("VBG", word[:-3]), ("NN", word)]
    if word.endswith("ly"):
        return [("RB", word)]
    return []


_PREFIXES = ("re", "un", "co", "pre", "over", "under", "out", "up", "hard", "crowd")


def _stem(past: str) -> str:
    """The base of an unknown past: known behind its prefix ("re|purposed"), or spelt in one way only ("podcast|ed").

    Elsewhere empty ("hardcoded", "vlogged": an e lost, a letter doubled?), and who needs the base asks nothing.
    """
    for prefix in _PREFIXES:
        if past.startswith(prefix):
            for lemma in _table().getAllLemmas(past[len(prefix) :]).get("VERB", ()):
                return prefix + str(lemma)
    before, last = past[-4], past[-3]
    return past[:-2] if last in "dfhkmnpt" and before not in "aeiou" and before != last else ""


@lru_cache(maxsize=65536)
def inflect(lemma: str, form: Form, like: str = "") -> str:
    """The `form` of a lemma; of several spellings the one equal to `like` ("travelled"), else the first."""
    if lemma in _IRREGULAR:
        return _IRREGULAR[lemma].get(form, lemma)
    if form == "VB":
        return lemma
    spellings = _table().getInflection(lemma, form, inflect_oov=False)
    if like in spellings:
        return like
    return str(spellings[0]) if spellings else _spell(lemma, form)


def _spell(lemma: str, form: Form) -> str:
    """Regular spelling, for verbs no table knows."""
    ends_in_y = lemma.endswith("y") and lemma[-2:-1] not in tuple("aeiou")
    if form in ("VBZ", "NNS"):
        if ends_in_y:
            return lemma[:-1] + "ies"
        return lemma + ("es" if lemma.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")
    if form == "VBG":
        return (lemma[:-1] if lemma.endswith("e") and not lemma.endswith("ee") else lemma) + "ing"
    if ends_in_y:
        return lemma[:-1] + "ied"
    return lemma + ("d" if lemma.endswith("e") else "ed")
