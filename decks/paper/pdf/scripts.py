"""SCRIPTS: which fonts of the system set a script that quizgen brings no font for."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Script:
    """Letters that are written with the same fonts."""

    ranges: tuple[tuple[int, int], ...]
    """Of code points, first and last."""
    families: tuple[str, ...]
    """The best first: free ones, then those of Windows, macOS and old systems."""
    install: str = ""
    """What to install where none is there: a font that is free to have."""
    makeshift: bool = False
    """Whether the fonts that are always there have its letters, but none that one would want to read."""


_HAN = (
    (0x2E80, 0x2FDF),
    (0x3003, 0x3007),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)
_CHINESE = (
    "Noto Sans CJK SC",
    "Noto Sans SC",
    "Source Han Sans SC",
    "Microsoft YaHei",
    "PingFang SC",
    "Hiragino Sans GB",
    "SimSun",
)
_TAIWAN = (
    "Noto Sans CJK TC",
    "Noto Sans TC",
    "Source Han Sans TC",
    "Microsoft JhengHei",
    "PingFang TC",
    "PMingLiU",
)
_JAPANESE = (
    "Noto Sans CJK JP",
    "Noto Sans JP",
    "Source Han Sans JP",
    "Yu Gothic",
    "Hiragino Sans",
    "Hiragino Kaku Gothic ProN",
    "Meiryo",
    "MS Gothic",
)
_KOREAN = (
    "Noto Sans CJK KR",
    "Noto Sans KR",
    "Source Han Sans KR",
    "Malgun Gothic",
    "Apple SD Gothic Neo",
    "Nanum Gothic",
)

SCRIPTS: dict[str, Script] = {
    "Hebrew": Script(
        ((0x590, 0x5FF), (0xFB1D, 0xFB4F)), ("Noto Sans Hebrew", "Arial", "Arial Hebrew"), "Noto Sans Hebrew"
    ),
    "Arabic": Script(
        ((0x600, 0x6FF), (0x750, 0x77F), (0x8A0, 0x8FF), (0xFB50, 0xFDFF), (0xFE70, 0xFEFC)),
        ("Noto Naskh Arabic", "Noto Sans Arabic", "Arial", "Geeza Pro", "Times New Roman", "DejaVu Sans"),
        "Noto Naskh Arabic",
        makeshift=True,
    ),
    "Devanagari": Script(
        ((0x900, 0x97F), (0xA8E0, 0xA8FF)),
        ("Noto Sans Devanagari", "Nirmala UI", "Kohinoor Devanagari", "Mangal", "Devanagari MT"),
        "Noto Sans Devanagari",
    ),
    "Thai": Script(
        ((0xE00, 0xE7F),), ("Noto Sans Thai", "Leelawadee UI", "Thonburi", "Tahoma"), "Noto Sans Thai"
    ),
    "Hiragana": Script(((0x3040, 0x309F),), _JAPANESE, "Noto Sans CJK"),
    "Katakana": Script(((0x30A0, 0x30FF), (0x31F0, 0x31FF), (0xFF66, 0xFF9F)), _JAPANESE, "Noto Sans CJK"),
    "Hangul": Script(((0x1100, 0x11FF), (0x3130, 0x318F), (0xAC00, 0xD7FF)), _KOREAN, "Noto Sans CJK"),
    "CJK": Script((*_HAN, (0x3000, 0x3002), (0x3008, 0x303F), (0xFF00, 0xFF65)), _CHINESE, "Noto Sans CJK"),
    "Emoji": Script(
        ((0x2600, 0x27BF), (0x1F000, 0x1FAFF)),
        (
            "Noto Emoji",
            "Segoe UI Emoji",
            "Apple Color Emoji",
            "Noto Color Emoji",
            "Segoe UI Symbol",
            "Symbola",
        ),
        "Noto Emoji",
    ),
}
"""Those that many need, or whose best font is not called as the script is. Hebrew and many signs are set by the fonts
that are always there; fonts of the system are looked for only where those fail. For others any font may serve."""

SERIF = (
    "Libertinus Serif",
    "New Computer Modern",
    "IBM Plex Sans",
    "New Computer Modern Math",
    "DejaVu Sans Mono",
)
SANS = (
    "IBM Plex Sans",
    "Libertinus Serif",
    "New Computer Modern",
    "New Computer Modern Math",
    "DejaVu Sans Mono",
)
"""All of them embedded in Typst or shipped in fonts/."""
UNASSIGNED = "Unassigned"
"""Stands for the script of what Unicode has no name for."""
_BY_LANGUAGE = {"ja": _JAPANESE, "ko": _KOREAN, "zh-tw": _TAIWAN, "zh-hk": _TAIWAN, "zh-hant": _TAIWAN}


def families(letters: Iterable[str], language: str, sans: bool) -> list[str]:
    """The fonts to set these letters in, in the order they are asked for each letter: first those that are always
    there, then those of the system for scripts that the text has. A sheet with kana is Japanese, with Hangul Korean."""
    found = dict.fromkeys(script for script in map(script_of, sorted(letters)) if script in SCRIPTS)
    *ordered, last = SANS if sans else SERIF
    ordered += _BY_LANGUAGE.get(language.lower(), _BY_LANGUAGE.get(language.partition("-")[0].lower(), ()))
    for name in sorted(found, key=lambda name: name == "CJK"):
        ordered += SCRIPTS[name].families
    return list(dict.fromkeys((*ordered, last)))


def wants_system(letters: Iterable[str]) -> bool:
    """Whether fonts of the system are to be looked for though those that are always there might do."""
    return any(script in SCRIPTS and SCRIPTS[script].makeshift for script in map(script_of, letters))


def script_of(letter: str) -> str:
    """The script of a letter as people call it: a key of SCRIPTS, or the first word of its name in Unicode."""
    for name, script in SCRIPTS.items():
        if any(first <= ord(letter) <= last for first, last in script.ranges):
            return name
    return unicodedata.name(letter, UNASSIGNED).split()[0].capitalize()
