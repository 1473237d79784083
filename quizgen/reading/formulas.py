r"""Formulas between dollars, by Pandoc's rule: what is one, and where it stands in a text.

    formula = "$$" tex "$$" | "$" tex "$"
    tex     = ("\" any | any but "$" and "\")+

Behind the first of two single dollars, and before the second, there is no space, and behind the second no digit: so
"$5 to $9" has none. Whether a sheet has formulas at all is for its front matter to say; which they are, for its
reader, who alone sees whether a dollar was escaped.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Set

_TEX = r"(?:[^$\\]|\\.)+?"
_FORMULA = re.compile(rf"\$\$(?!\$){_TEX}\$\$|\$(?![\s$]){_TEX}(?<!\s)\$(?!\d)", re.DOTALL)


def formula_at(text: str, at: int) -> str:
    """The formula that begins at an offset, dollars included; empty where none does."""
    match = _FORMULA.match(text, at)
    return match[0] if match else ""


def formulas_of(text: str) -> Iterator[str]:
    """All that are formulas by their dollars, white space folded."""
    return (" ".join(match[0].split()) for match in _FORMULA.finditer(text))


def parted(text: str, known: Set[str]) -> Iterator[tuple[str, bool]]:
    """The text in pieces, in order, and of each whether it is a formula: one of `known`, dollars included."""
    done = at = 0
    while known and (at := text.find("$", at)) >= 0:
        formula = formula_at(text, at)
        if formula in known:
            yield text[done:at], False
            yield formula, True
            done = at = at + len(formula)
        else:
            at += 1
    yield text[done:], False
