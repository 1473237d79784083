"""Formulas of chemistry and maths, where each sign counts: H2O, Fe³⁺, a² + b² = c², 2πr."""

from __future__ import annotations

import re

from quizgen.answering.text import clean

_SYMBOLS = frozenset(
    """H He Li Be B C N O F Ne Na Mg Al Si P S Cl Ar K Ca Sc Ti V Cr Mn Fe Co Ni Cu Zn Ga Ge As Se Br Kr Rb Sr Y Zr Nb
    Mo Tc Ru Rh Pd Ag Cd In Sn Sb Te I Xe Cs Ba La Ce Pr Nd Pm Sm Eu Gd Tb Dy Ho Er Tm Yb Lu Hf Ta W Re Os Ir Pt Au Hg
    Tl Pb Bi Po At Rn Fr Ra Ac Th Pa U Np Pu Am Cm Bk Cf Es Fm Md No Lr Rf Db Sg Bh Hs Mt Ds Rg Cn Nh Fl Mc Lv Ts Og
    D""".split()
)
_TOLD_APART = frozenset({"CO", "NO", "HF", "CN"})
"""Compounds that by their capitals alone differ from elements."""
_CHEMICAL = re.compile(r"\d*(?:[A-Z][a-z]?\d*|[()\[\]]\d*|·\d*)+(?:\^?\d*[+-])?")
_ELEMENT = re.compile(r"[A-Z][a-z]?")

_FUNCTIONS = frozenset("sin cos tan cot sec csc log lg ln exp sqrt pi lim max min det mod alpha beta gamma delta theta "
                       "lambda mu sigma omega phi".split())  # fmt: skip
_OPERATOR = re.compile(r"[=<>≤≥√±∫∑∞÷^]|(?<=[\w)])\s*[+*/×·-]\s*(?=[\w(√])|^[-+]\s*[^\W\d_]$|\d[^\W\d_]|\w!")
_TUPLE = re.compile(r"\(\s*-?[\d.]+\s*(?:[,;]\s*-?[\d.]+\s*)+\)")
_LETTERS = re.compile(r"[^\W\d_]+")


def is_chemical(source: str) -> bool:
    """Whether a text is a chemical formula, by its capitals: Ca, H2O, SO₄²⁻, Ca(OH)2; but no plain word."""
    chars = clean(source).chars.strip()
    return (
        _CHEMICAL.fullmatch(chars) is not None
        and all(element in _SYMBOLS for element in _ELEMENT.findall(chars))
        and bool(_ELEMENT.search(chars))
    )


def is_exact(source: str) -> bool:
    """Whether a chemical formula can be nothing else: it has a figure or a charge."""
    return re.search(r"[\d+]|[a-zA-Z\])]-$", clean(source).chars) is not None


def same_formula(expected: str, typed: str) -> bool:
    """Whether two chemical formulas are one; capitals count only where another formula that is taught comes of it."""
    ours, theirs = (re.sub(r"[\s^_{}·.*]", "", clean(source).chars) for source in (expected, typed))
    if ours == theirs:
        return True
    return ours.casefold() == theirs.casefold() and (theirs.islower() or ours.upper() not in _TOLD_APART)


def is_maths(source: str) -> bool:
    """Whether a text is a formula of maths: no words, and something is done with numbers or letters."""
    chars = clean(source).chars.strip()
    if _TUPLE.fullmatch(chars):
        return True
    words = _LETTERS.findall(chars)
    if ", " in chars or {"or", "of", "in", "is", "to"} & {word.lower() for word in words}:
        return False
    if not all(len(word) < 3 or word.lower() in _FUNCTIONS for word in words):
        return False
    if not re.search(r"\d|[=<>≤≥√±∫∑∞÷^+*×]|^\w\s*/\s*\w$|\b[^\W\d_]!", chars):
        return False
    return bool(words or re.search(r"[√∫∑∞±]|\d\s*[=+*^×÷]", chars)) and _OPERATOR.search(chars) is not None


def same_maths(expected: str, typed: str) -> bool:
    """Whether two formulas of maths are written with the same signs; the sides of an equation may be swapped."""
    ours, theirs = _plain(expected), _plain(typed)
    if ours == theirs:
        return True
    mine, yours = ours.split("="), theirs.split("=")
    if len(mine) == len(yours) == 2:
        return mine == yours[::-1]
    longer, shorter = sorted((mine, yours), key=len, reverse=True)
    return len(longer) == 2 and len(shorter) == 1 and len(longer[0]) == 1 and longer[1] == shorter[0]


_WRITTEN = (("**", "^"), ("≤", "<="), ("≥", ">="), ("÷", "/"), ("√", "sqrt"), ("π", "pi"), ("∞", "infinity"),
            ("·", "*"), ("×", "*"), ("+-", "±"), ("+/-", "±"), ("_", ""), ("{", "("), ("}", ")"),
            ("'", ""), ('"', ""))  # fmt: skip


def _plain(source: str) -> str:
    chars = clean(source).chars.casefold()
    chars = re.sub(r"(?<=\d)\s*x\s*(?=\d)", "*", chars)
    for written, plain in _WRITTEN:
        chars = chars.replace(written, plain)
    chars = re.sub(r"\s", "", chars).rstrip(".;,?")
    chars = re.sub(r"(?<!\d)\*|\*(?!\d)", "", chars)
    chars = re.sub(r"(\^|sqrt)\((\w+)\)", r"\1\2", chars)
    return chars[1:-1] if re.fullmatch(r"\([^()]*\)", chars) else chars
