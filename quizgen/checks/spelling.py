"""One name, spelt in two ways.

[Leon Trotsky]{.who} founded [the Red Army]{.what}.
[Leon Trotski]{.who} went into [exile]{.where} in [1929]{.when}.
-> name-spellings

[Claude Monet]{.who} painted [Impression, Sunrise]{.what}.
[Édouard Manet]{.who} painted [Olympia]{.what}.
->

[Charles I]{.who} was beheaded in London in [1649]{.when}.
[Charles II]{.who} was crowned in Westminster in [1661]{.when}.
->
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from quizgen.distractors.vocabulary import RANKS
from quizgen.english import words
from quizgen.fact import Sheet
from quizgen.finding import Finding

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from quizgen.fact import Fact, Name, Place
    from quizgen.question import Question

SHORTEST = 5
"""Letters of a word whose two spellings are taken for one name."""
LONG = 7
"""Letters of a word in which one may be a slip."""

_CAPITAL = r"[^\W\d_a-zß-öø-ÿ][^\W\d_]*(?:[-’'][^\W\d_]+)*"
_NAME = re.compile(
    rf"(?<![\w’'-]){_CAPITAL}(?: (?:(?:van|von|de|da|di|del|della|der|den|du|la|le|of|the|al|el) )*{_CAPITAL})*"
)
_NO_NAMES = (
    words.DETERMINERS | words.PREPOSITIONS | words.SUBJECT_PRONOUNS | words.WH_WORDS | words.SUBORDINATORS
)

_GENERAL = frozenset(
    "River Mount Lake Sea Cape Castle Fort Port New Old North South East West Northern Southern Eastern Western Great "
    "Little Upper Lower Father Mother Battle Treaty Siege Republic University Kingdom County Duchy House".split()
) | {rank.capitalize() for rank in RANKS}
"""Words that many names share: what stands beside one of them is a name of its own."""

_LETTERS = str.maketrans(
    {
        "ø": "o",
        "œ": "oe",
        "æ": "ae",
        "ß": "ss",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ı": "i",
        "ä": "ae",
        "ö": "oe",
        "ü": "ue",
    }
)
_SOUNDS = (
    ("ae", "a"), ("oe", "o"), ("ue", "u"), ("aa", "a"), ("tsch", "ch"), ("tch", "ch"), ("ou", "u"), ("ph", "f"),
    ("w", "v"), ("ks", "x"), ("y", "i"), ("j", "i"), ("ie", "e"), ("ck", "k"),
)  # fmt: skip
_ENDS = (("iff", "iv"), ("off", "ov"), ("eff", "ev"), ("skii", "ski"))


def spelling(questions: Sequence[Question], sheet: Sheet) -> Iterator[Finding]:
    """The first place of each spelling that an earlier one of the same name is set against."""
    met = _Met(sheet)
    for fact in sheet.facts:
        for name, place in _names(fact):
            other = met.other_spelling(name, fact.place.line)
            if other:
                where = f"on line {other[1]}" if other[1] else "in the front matter"
                message = (
                    f'"{name}" is spelt "{other[0]}" {where}; keep one spelling, or list the other as also '
                    "of the name in the front matter"
                )
                yield Finding(place, "warning", "name-spellings", message, fact.id)


def misspelt(names: Iterable[str], listed: Mapping[str, Name]) -> frozenset[str]:
    """Those names that are other spellings of one before them, or of one that a front matter lists."""
    met = _Met(Sheet("", "", "", names=listed))
    return frozenset(name for name in names if met.other_spelling(_bare(name), 0))


def _names(fact: Fact) -> Iterator[tuple[str, Place]]:
    """Each name in a fact without its article, and where it stands: its span's place, else the fact's."""
    for match in _NAME.finditer(fact.text):
        found = re.sub(r"['’]s?$", "", match[0]).split(" ")
        while found and found[0].lower() in _NO_NAMES:
            found.pop(0)
        held = [span for span in fact.spans if span.start <= match.start() < span.end]
        sure = match.start() or len(found) > 1 or any(span.tag in ("who", "where") for span in held)
        if found and sure and found[0][:1].isupper():  # the capital of "Deserts grow" is only the sentence's
            yield " ".join(found), held[-1].place if held else fact.place


class _Met:
    """The names met so far, by what their other spellings have in common with them."""

    def __init__(self, sheet: Sheet) -> None:
        self.lines: dict[str, int] = {}
        self.by_sound: dict[tuple[str, ...], str] = {}
        self.by_stub: dict[tuple[str, ...], str] = {}
        also = (span.also for fact in sheet.facts for span in fact.spans)
        self.listed = {spelt for entry in sheet.names.values() for spelt in entry.also}
        self.listed |= set(sheet.names) | {spelt for spellings in also for spelt in spellings}
        self.listed |= {_bare(spelt) for spelt in self.listed}
        for name in sheet.names:
            self.other_spelling(_bare(name), 0)

    def other_spelling(self, name: str, line: int) -> tuple[str, int] | None:
        """An earlier spelling of the name and its line (0: the front matter), at the first sight of this one."""
        if name in self.lines:
            return None
        self.lines[name] = line
        parts = tuple(name.split(" "))
        sound = tuple(_sound(part) for part in parts)
        earlier = [self.by_sound.setdefault(sound, name)]
        if any(part not in _GENERAL and len(part) >= 3 for part in parts[:-1]):
            earlier += [self.by_stub.setdefault(stub, name) for stub in _stubs(parts)]
        for other in earlier:
            if other != name and not {name, other} <= self.listed and _is_same_name(other, name):
                return other, self.lines[other]
        return None


def _bare(name: str) -> str:
    return name[4:] if name[:4].lower() == "the " else name


def _is_same_name(one: str, other: str) -> bool:
    """Whether they differ in one word that is long enough, and by more than its capitals."""
    pairs = list(zip(one.split(" "), other.split(" "), strict=True))
    differing = [(left, right) for left, right in pairs if left.casefold() != right.casefold()]
    if len(differing) != 1:
        return False
    left, right = differing[0]
    return min(len(left), len(right)) >= SHORTEST and left[1:].islower() and right[1:].islower()


def _sound(word: str) -> str:
    """The word without what transliterations and diacritics make different.

    `distractors.spelling` takes other letters for the same: there a match too many costs an option, here it is a
    false warning.
    """
    low = unicodedata.normalize("NFC", word.casefold()).translate(_LETTERS)
    low = "".join(letter for letter in unicodedata.normalize("NFD", low) if letter.isalpha())
    for end, same in _ENDS:
        low = low.removesuffix(end) + same if low.endswith(end) else low
    for spelt, same in _SOUNDS:
        low = low.replace(spelt, same)
    return re.sub(r"(.)\1+", r"\1", low)


def _stubs(parts: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The name with one letter left out of one long word, neither its first nor its last.

    Two names with a stub in common differ by one letter more, less, other or moved. After Wolf Garbe's SymSpell.
    """
    for number, word in enumerate(parts):
        if len(word) < LONG - 1 or not word[1:].isalpha():
            continue
        ahead, behind = parts[:number], parts[number + 1 :]
        for at in range(1, len(word) - 1):
            yield (*ahead, f"{word[:at].casefold()}{word[at + 1 :].casefold()}", *behind, str(number))
        yield (*ahead, word.casefold(), *behind, str(number))
