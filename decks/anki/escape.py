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
from functools import reduce
from typing import TYPE_CHECKING

from quizgen.reading.formulas import parted

if TYPE_CHECKING:
    from collections.abc import Iterable, Set

_SPECIAL = re.compile(r"[\x00-\x08\n-\x1f&<>\[{}\\\x7f-\x9f\ud800-\udfff]")
"""Most texts have none of these, and one look at each character says so."""

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")

_IN_ATTRIBUTE = (
    ("&", "&amp;"),
    *((sign, f"&#{ord(sign)};") for sign in "\"'<>[]{}=\\:"),
)

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


def told(text: str, formulas: Set[str] = frozenset()) -> str:
    r"""The HTML that shows `text`, those of `formulas` that stand in it as MathJax has them: `\(…\)` and `\[…\]`."""
    if not formulas or "$" not in text:
        return escape(text)
    html = ""
    for part, is_formula in parted(text, formulas):
        behind = part.removeprefix(" ") if html.endswith("\\]") else part  # it would begin the next line
        html += _tex(part) if is_formula else escape(behind)
    return html


def _tex(formula: str) -> str:
    """All that HTML and Anki would take for theirs is an entity, and what would end it early is no delimiter."""
    marks, opening, closing = (2, "\\[", "\\]") if formula.startswith("$$") else (1, "\\(", "\\)")
    tex = _DELIMITER.sub(lambda match: match[1] or match[0], formula[marks:-marks])
    html = reduce(
        lambda text, sign: text.replace(sign, f"&#{ord(sign)};"), "<>[]{}:", tex.replace("&", "&amp;")
    )
    return f"{opening}{visible(html)}{closing}"


_DELIMITER = re.compile(r"\\([()\[\]])|\\.", re.DOTALL)
"""Not the second half of a line's end, as in `\\\\[2pt]`."""


def escape_all(texts: tuple[str, ...], formulas: Set[str] = frozenset()) -> tuple[str, ...]:
    """Each text as `told`; one look at all of them together, twice as fast, where none needs escaping."""
    if formulas:
        return tuple(told(text, formulas) for text in texts)
    return texts if _SPECIAL.search("".join(texts)) is None else tuple(map(escape, texts))


def cloze(before: str, hidden: str, after: str) -> str:
    """The HTML of a sentence, given escaped, whose middle is Anki's cloze 1; it may not be empty."""
    return f"{before}{gap(1, hidden)}{after}"


def gap(number: int, hidden: str) -> str:
    """Anki's cloze of that number, from 1, around HTML that is not empty."""
    return f"{{{{c{number}::{hidden.replace(':', '&#58;')}}}}}"


def attribute(text: str) -> str:
    """A text between the quotation marks of an attribute.

    An equals sign goes too: Anki looks for src= with a regular expression, and would find that of a description.
    """
    plain = visible(" ".join(text.split()))
    return reduce(lambda html, pair: html.replace(*pair), _IN_ATTRIBUTE, plain)


def listed(texts: Iterable[str], formulas: Set[str] = frozenset()) -> str:
    """The HTML of several texts, one beside the other, blank ones left out; empty for none."""
    items = "".join(f"<li>{told(text, formulas)}</li>" for text in texts if not is_blank(text))
    return items and f"<ul>{items}</ul>"


def _sign(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"
