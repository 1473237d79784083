"""The characters of a line: what is set in print but not said, such as footnote numbers, is taken out.

Taken out are footnote numbers glued to the end of a word or sentence ("power’.15", "power.¹⁵", "power[15]"), signs that
nobody sees, and what a terminal would act upon. Ligatures become their letters and accents join theirs; any other
letter stays. A number is left that is part of what it stands at: a unit (km²), an abbreviation (No.5), a name (MI6).
"""

from __future__ import annotations

import re
import unicodedata

from quizgen.reading.quoting import INVISIBLE

SOFT_HYPHEN = "\u00ad"
"""Stands at the end of a line whose last word goes on in the next; nowhere else in what `plain` gives."""
ENDED = re.compile(r"[.!?:;…][’”\"'»)\]]*$")
"""How a line ends that ends a sentence, or a part of one."""
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
"""For readers of formats that raise digits by markup."""

_UNSEEN = re.compile("[\u200b-\u200f\ufffc]")
_LETTERS = str.maketrans(
    {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st", "‐": "-", "‑": "-"}
)
_RAISED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?’”\"'»)\]]))[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,4}(?:[,–-][⁰¹²³⁴⁵⁶⁷⁸⁹]+)*")
_BRACKETED = re.compile(
    r"(?:(?<=[^\W\d_]{2})|(?<=[\d)’”\"'.,;:!?\]]))"
    r"(?:\[(?:\d{1,3}(?:[,–-] ?\d{1,3})*|[a-z]|(?:note|nb|n) ?\d+|citation needed|clarification needed|edit)\]"
    r"(?::\d{1,4}(?:[–-]\d{1,4})?)?(?: (?=\[\d))?)+"
)
_SLANTED = re.compile(r"(?<!\w)_(?=[\w“‘\"'])(?!_)|(?<=[\w.,;:!?’”\"'])(?<!_)_(?!\w)")
"""What some write for slanted letters."""
_GLUED = re.compile(r"(?:(\b[^\W\d_]+)|([’”\"')\]]))([.,;:!?][’”\"']?)\d{1,3}(?:[,–-]\d{1,3})*(?=\s|$)")
_BEHIND_YEAR = re.compile(r"(?:(?<=\b1\d\d\d\.)|(?<=\b20\d\d\.))\d{1,3}(?=\s+[“‘\"(]?[A-Z]|\s*$)")
_SHORT = frozenset(
    "no nos vol vols fig figs ch chap art sec par op pt bk ca nr eq ver approx "
    "jan feb mar apr may jun jul aug sep sept oct nov dec".split()
)
"""A number glued to one of these and a stop is its own."""
_MARKED = re.compile(r"[.,;:!?][’”\"']?\d")


_SIGNED = re.compile(r"(?<=[^\W\d_]{2})[*†‡]{1,3}(?=[\s.,;:!?]|$)|(?<=[.,;:!?’”\"'])[*†‡]{1,3}(?=\s|$)")
_SPACED = re.compile(
    r"(?<!\S)(?:(?:[^\W\d_] ){2,}[^\W\d_](?:\s{2,}(?:[^\W\d_] )+[^\W\d_])+|(?:[^\W\d_] ){4,}[^\W\d_])(?!\S)"
)
"""Words that are set with blanks between their letters, and wider ones between the words."""
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
"""Raised digits as plain ones."""
_NUMBERS = re.compile(r"\d+|[a-z]\b|[*†‡]+")


def plain(text: str, marks: set[str] | None = None) -> str:
    """A line as it is read aloud: one blank between words, none around them.

    The marks of footnotes that are taken out are put into `marks`.
    """
    if not text.isprintable() or not text.isascii():
        text = _seen(text, marks)
    text = " ".join(_SPACED.sub(_closed, text).split())
    if "[" in text:
        text = _without(_BRACKETED, text, marks)
    if "_" in text:
        text = _SLANTED.sub("", text)
    if "*" in text or "†" in text or "‡" in text:
        text = _without(_SIGNED, text, marks)
    if not _MARKED.search(text):
        return text
    return _GLUED.sub(lambda match: _unglued(match, marks), _without(_BEHIND_YEAR, text, marks))


def _without(pattern: re.Pattern[str], text: str, marks: set[str] | None) -> str:
    if marks is not None:
        for match in pattern.finditer(text):
            marks.update(_NUMBERS.findall(match[0].translate(DIGITS)))
    return pattern.sub("", text)


def _closed(match: re.Match[str]) -> str:
    return " ".join(word.replace(" ", "") for word in re.split(r"\s{2,}", match[0]))


def _seen(text: str, marks: set[str] | None) -> str:
    """Without what is not seen; a soft hyphen is, where a line ends in it."""
    broken = text.rstrip().endswith(SOFT_HYPHEN)
    text = INVISIBLE.sub("", _UNSEEN.sub("", text)).translate(_LETTERS)
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
    text = _without(_RAISED, text, marks)
    return text.rstrip() + SOFT_HYPHEN if broken else text


def _unglued(match: re.Match[str], marks: set[str] | None) -> str:
    word, closed, mark = match.groups()
    if word and (word.lower() in _SHORT or len(word) == 1 or (word.lower() == "pp" and mark == ".")):
        return match[0]
    kept = f"{word or closed}{mark}"
    if marks is not None:
        marks.update(_NUMBERS.findall(match[0][len(kept) :]))
    return kept
