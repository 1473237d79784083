"""A text made plain, with the way back: one sort of dash, quote, blank and digit, and where each came from."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

LONGEST = 1000
"""Characters of a text that is looked into; a longer one is right only if it is the same but for case and blanks."""

ZERO_WIDTH = "\u200b"

_RAISED = dict(zip("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻ⁿ", "0123456789+-n", strict=True))
_PLAIN = {
    **dict.fromkeys("‐‑‒–—―−﹣－⁃", "-"),
    **dict.fromkeys("’‘‛ʼʻ′`´＇ˈ", "'"),
    **dict.fromkeys("“”„‟«»‹›″＂「」『』", '"'),
    **dict.fromkeys("⁄∕", "/"),
    **dict.fromkeys("⋅∙•・", "·"),
    **dict.fromkeys("˜∼～", "~"),
    "º": "°", "˚": "°", "✕": "×", "✖": "×", "。": ".", "、": ",", "ⅹ": "x",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Text:
    """A text made plain."""

    chars: str
    starts: tuple[int, ...]
    """Of each character, where in the source that stands which it was made from."""
    stops: tuple[int, ...]


def clean(source: str) -> Text:
    """A text in NFKC, its raised figures behind a ^, its digits ASCII, without what is not seen."""
    if source.isascii() and source.isprintable():
        return Text(source, tuple(range(len(source))), tuple(range(1, len(source) + 1)))
    chars: list[str] = []
    starts: list[int] = []
    stops: list[int] = []
    raised = False
    for start, stop in _clusters(source):
        cluster = source[start:stop]
        plain = _plain(cluster)
        is_raised = cluster in _RAISED
        if is_raised and not raised:
            plain = "^" + plain
        raised = is_raised
        chars += plain
        starts += [start] * len(plain)
        stops += [stop] * len(plain)
    return Text("".join(chars), tuple(starts), tuple(stops))


def _clusters(source: str) -> list[tuple[int, int]]:
    """Each character with the marks on it."""
    edges = [
        index
        for index, char in enumerate(source)
        if not index or char < "\u0300" or not (unicodedata.combining(char) or "\u1160" <= char <= "\u11ff")
    ]
    return list(zip(edges, [*edges[1:], len(source)], strict=True)) if edges else []


def _plain(cluster: str) -> str:
    if cluster in _RAISED:
        return _RAISED[cluster]
    if cluster in _PLAIN:
        return _PLAIN[cluster]
    if cluster.isspace():
        return " "
    category = unicodedata.category(cluster[0])
    if category in ("Cc", "Cf", "Cs"):
        return ""
    if category == "Nd":
        return str(unicodedata.decimal(cluster[0]))
    plain = unicodedata.normalize("NFKC", cluster)
    if "⁄" in plain:
        return " " + plain.replace("⁄", "/")  # 2½ is 2 1/2
    return "".join(_PLAIN.get(char, char) for char in plain)


_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")


def without_asides(source: str) -> str:
    """A text of the same length in which the parts in brackets are not seen: colo(u)r, Paris (France)."""
    return _ASIDE.sub(lambda aside: ZERO_WIDTH * len(aside[0]), source)


def with_asides(source: str) -> str:
    """A text of the same length in which the brackets alone are not seen."""
    return re.sub(r"[()\[\]]", ZERO_WIDTH, source)
