r"""Formulas in a text of Anki's, `\(…\)`, `\[…\]` and `[latex]…[/latex]`, as the dollars of a sheet.

While a text is still being put together, `DOLLAR` stands for the dollars of its formulas, so that no other is taken for
one of them: `in_dollars` makes `DOLLAR`s, and `settled` ends them.
"""

from __future__ import annotations

import re

from decks.importing.anki.signs import DOLLAR, LINE
from quizgen.reading.formulas import formula_at

_OPENING = re.compile(r"\\[(\[]|\[(?:\$\$?|latex)\]")
_CLOSING = {"\\(": "\\)", "\\[": "\\]", "[$]": "[/$]", "[$$]": "[/$$]", "[latex]": "[/latex]"}
_DISPLAYED = ("\\[", "[$$]")
_ENVIRONMENT = re.compile(r"\\begin\{(?:displaymath|math|equation\*?)\}(.*)\\end\{\w+\*?\}", re.DOTALL)
_BETWEEN_DOLLARS = re.compile(r"(\$\$?)([^$]+)\1")
_IS_FORMULA = re.compile(r"[\\^_=]")
_MARKED = re.compile(f"({DOLLAR}+)([^{DOLLAR}]*){DOLLAR}+")


def in_dollars(text: str) -> str:
    """The text with its formulas between signs of `DOLLAR`."""
    if "\\" not in text and "[" not in text:
        return text
    pieces: list[str] = []
    unclosed: set[str] = set()
    """Signs behind which there is no end any more, so that none is sought twice."""
    done = 0
    while opening := _OPENING.search(text, done):
        sign, start = opening[0], opening.end()
        end = -1 if sign in unclosed else text.find(_CLOSING[sign], start)
        if end < 0:
            unclosed.add(sign)
            pieces.append(text[done:start])
            done = start
        else:
            pieces += (text[done : opening.start()], _written(sign, text[start:end].replace(LINE, " ")))
            done = end + len(_CLOSING[sign])
    return "".join((*pieces, text[done:]))


def settled(text: str) -> tuple[str, frozenset[str]]:
    """The text as it is to be read in a sheet, and its formulas, dollars included."""
    if DOLLAR not in text:
        return text, frozenset()
    found: set[str] = set()
    pieces: list[str] = []
    done = 0
    for match in _MARKED.finditer(text):
        sign = "$" * len(match[1])
        formula = f"{sign}{match[2]}{sign}"
        behind = text[match.end() : match.end() + 1]
        if formula_at(formula, 0) == formula:
            found.add(formula)
            gap = " " if behind.isdigit() or behind == "$" else ""  # else it would not end here
            pieces += (text[done : match.start()], formula, gap)
        else:
            pieces += (text[done : match.start()], match[2])
        done = match.end()
    return "".join((*pieces, text[done:])).replace(DOLLAR, ""), frozenset(found)


def _written(sign: str, inside: str) -> str:
    return _latex(inside) if sign == "[latex]" else _dollars(inside, displayed=sign in _DISPLAYED)


def _latex(inside: str) -> str:
    """A piece of a LaTeX document: a formula, or words with formulas among them."""
    bare = " ".join(inside.split())
    if environment := _ENVIRONMENT.fullmatch(bare):
        return _dollars(environment[1], displayed=True)
    if "$" in bare:
        return _BETWEEN_DOLLARS.sub(lambda found: _dollars(found[2], displayed=len(found[1]) > 1), bare)
    return _dollars(bare, displayed=bare.startswith("\\begin")) if _IS_FORMULA.search(bare) else bare


def _dollars(inside: str, *, displayed: bool) -> str:
    formula = " ".join(inside.split())
    if not formula:
        return ""
    sign = DOLLAR * (2 if displayed else 1)
    return f"{sign}{formula}{sign}"
