"""One key for the spellings of a word: British and American, Latin and English, abbreviated; and what sounds alike."""

from __future__ import annotations

import re
from functools import lru_cache

_WHOLE = {
    "aluminium": "aluminum", "grey": "gray", "plough": "plow", "mould": "mold", "programme": "program",
    "jewellery": "jewelry", "whiskey": "whisky", "yoghurt": "yogurt", "sceptic": "skeptic", "judgement": "judgment",
    "artefact": "artifact", "aeroplane": "airplane", "moustache": "mustache", "pyjamas": "pajamas",
    "practise": "practice", "doughnut": "donut", "ageing": "aging", "skilful": "skillful", "fulfil": "fulfill",
    "enrol": "enroll", "hapsburg": "habsburg", "hapsburgs": "habsburgs", "maths": "math", "manoeuvre": "maneuver",
    "licence": "license", "axe": "ax", "omelette": "omelet",
    "st": "saint", "ste": "saint", "mt": "mount", "ft": "fort", "dr": "doctor", "prof": "professor", "jr": "junior",
    "sr": "senior", **dict(zip("αβγδεζηθλμνξπρστφχψω", "alpha beta gamma delta epsilon zeta eta theta lambda mu nu xi "
    "pi rho sigma tau phi chi psi omega".split(), strict=True)), "vs": "versus", "dept": "department",
    "univ": "university",
}  # fmt: skip

_ENDINGS = tuple(
    (re.compile(pattern), by, least)
    for pattern, by, least in (
        (r"(?<=..)our(?=s?$|ed$|ing$|ful|able|ite|less|y$|ist|al$|er|hood)", "or", 5),
        (r"is(?=(?:e[sdr]?|ers|ing|ations?|able)$)", "iz", 7),
        (r"ys(?=(?:e[sdr]?|ers|ing)$)", "yz", 6),
        (r"(?<=[bt])re(?=s?$)", "er", 5),
        (r"ae(?!l|$)|oe(?!i)", "e", 6),
        (r"sulph", "sulf", 5),
        (r"ogue(?=s?$)", "og", 6),
        (r"ence$", "ense", 6),
        (r"ll(?=(?:ed|ing|ers?|ors?|ous)$)", "l", 8),
    )
)


@lru_cache(maxsize=8192)
def one_spelling(word: str) -> str:
    """The key of a word in small letters without accents, one for colour and color, Mt and Mount."""
    if word in _WHOLE:
        return _WHOLE[word]
    if len(word) < 5 or not word.isascii():
        return word
    for pattern, by, least in _ENDINGS:
        if len(word) >= least:
            word = pattern.sub(by, word)
    return word


_SOUNDS = (("ph", "f"), ("ck", "k"), ("qu", "k"), ("c", "k"), ("x", "ks"), ("z", "s"), ("y", "i"), ("j", "i"),
           ("wh", "w"), ("w", "v"), ("rh", "r"), ("th", "t"), ("kn", "n"), ("dt", "t"))  # fmt: skip


def sound(word: str) -> str:
    """Roughly how a word sounds: what slips of the ear leave as it is (c and k, ph and f, y and i, doubled letters)."""
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _undoubled(word)


def _undoubled(word: str) -> str:
    return re.sub(r"(.)\1", r"\1", word.replace("ck", "k"))


def sound_alike(one: str, other: str, *, silent: bool) -> bool:
    """Whether two names differ in a doubled letter or ck alone, or where `silent` says so in an e at the end.

    Eliot and Elliott; Clark and Clarke.
    """
    end = "e" if silent else ""
    return _undoubled(one).removesuffix(end) == _undoubled(other).removesuffix(end)


_PLURALS = (
    ("s", ""), ("es", ""), ("ies", "y"), ("ves", "f"), ("ves", "fe"), ("i", "us"), ("a", "um"), ("a", "on"),
    ("es", "is"), ("ae", "a"), ("ata", "a"), ("ices", "ex"), ("ices", "ix"), ("men", "man"),
)  # fmt: skip
_IRREGULAR = {
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "children": "child",
    "oxen": "ox",
}


def differ_in_number(one: str, other: str) -> bool:
    """Whether two words may be one noun in the singular and the plural."""
    if min(len(one), len(other)) < 3:
        return False
    if _IRREGULAR.get(one) == other or _IRREGULAR.get(other) == one:
        return True
    return any(
        _changed(plural, end, by) == single
        for plural, single in ((one, other), (other, one))
        for end, by in _PLURALS
        if len(single) > 2
    )


def _changed(word: str, end: str, by: str) -> str:
    return word.removesuffix(end) + by if word.endswith(end) else ""
