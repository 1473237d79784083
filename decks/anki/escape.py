r"""Plain text into the HTML of an Anki field, so that what a person sees is the text and nothing else.

Anki reads more than HTML in a field. What means something to it is written as an entity:

    & < >          HTML
    [              [sound:…], [latex], [$]
    { }            {{c1::…}}, {{Field}}
    :              inside a cloze, where :: begins a hint

and the two that survive an entity are met otherwise: `\(` and `\[` begin a formula in what the browser shows,
but not across an element; control characters and halves of surrogate pairs, which Anki drops or refuses,
become signs that can be seen.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_SPECIAL = re.compile(r"[\x00-\x08\n-\x1f&<>\[{}\\\x7f-\x9f\ud800-\udfff]")
"""Most texts have none of these, and one look at each character says so."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

ENTITIES: tuple[tuple[str, str], ...] = (
    ("&", "&amp;"),
    ("<", "&lt;"),
    (">", "&gt;"),
    ("\\(", "<span>\\</span>("),
    ("\\[", "<span>\\</span>["),
    ("[", "&#91;"),
    ("{", "&#123;"),
    ("}", "&#125;"),
    ("\r\n", "<br>"),
    ("\r", "<br>"),
    ("\n", "<br>"),
)
"""In this order: what a later line writes must not be met by an earlier one."""


def visible(text: str) -> str:
    """The text with a sign for every character that Anki would drop or refuse.

    The control characters of ASCII have signs of their own (U+2400 and on); the rest becomes U+FFFD.
    """
    return _UNSEEN.sub(_sign, text)


def is_blank(text: str) -> bool:
    """Whether there is nothing to see in a text: white space and characters without a shape."""
    return not any(map(str.isprintable, text.strip()))


def escape(text: str) -> str:
    """The HTML that shows `text`, character for character; white space is kept by the card's style."""
    if _SPECIAL.search(text) is None:
        return text
    for plain, html in ENTITIES:
        text = text.replace(plain, html)
    return visible(text)


def escape_all(texts: tuple[str, ...]) -> tuple[str, ...]:
    """Each text escaped; one look at all of them together, twice as fast, where none needs it."""
    return texts if _SPECIAL.search("".join(texts)) is None else tuple(map(escape, texts))


def cloze(before: str, hidden: str, after: str) -> str:
    """The HTML of a sentence, given escaped, whose middle is Anki's cloze 1; it may not be empty."""
    return f"{before}{{{{c1::{hidden.replace(':', '&#58;')}}}}}{after}"


def listed(texts: Iterable[str]) -> str:
    """The HTML of several texts, one beside the other, blank ones left out; empty for none."""
    items = "".join(f"<li>{escape(text)}</li>" for text in texts if not is_blank(text))
    return items and f"<ul>{items}</ul>"


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
