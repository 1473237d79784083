r"""Moodle's embedded answers: texts with gaps in them, as Moodle itself takes them apart.

    gap          = "{" [points] ":" kind ":" alternative ("~" alternative)* "}"
    alternative  = ["=" | "%" number "%"] text ["#" feedback]

A text ends before `~`, `#` or `}` that neither a backslash nor an ampersand precedes; then its entities are
resolved, and `\}` and `\#` lose their backslash. What is written here therefore has entities for all that could
end it, and a backslash more where those two are meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import unescape

_MEANS_SOMETHING = re.compile(r"[&<>{}~#=%\\\"'*:]")

_START = re.compile(
    r"\{([0-9]*):(NUMERICAL|NM|(?:MULTICHOICE|MC)_?[VH]?S?|(?:MULTIRESPONSE|MR)_?H?S?|(?:SHORTANSWER|SA|MW)_?C?):"
)
_WORTH = re.compile(r"(=)|%(-?[0-9]+(?:[.,][0-9]*)?)%")
_ENDS = re.compile(r"[~#}]")


@dataclass(frozen=True, slots=True)
class Gap:
    """A gap of a text."""

    start: int
    """Where its brace opens, in the HTML."""
    end: int
    points: int
    kind: str
    """As it is written: "SA", "MULTICHOICE_V", …"""
    answers: tuple[tuple[float, str], ...]
    """Each with what it is worth, in hundredths of the gap's points."""
    feedback: tuple[str, ...]
    """HTML."""


def gap(answer: str, points: int) -> str:
    """Return the HTML of a gap with its one answer, to be typed in any case."""
    text = answer.replace("*", r"\*").replace(r"\}", r"\\}").replace(r"\#", r"\\#")
    return f"{{{points}:SHORTANSWER:={_MEANS_SOMETHING.sub(_entity, text)}}}"


def around(html: str) -> str:
    """Return HTML that stands around gaps and begins none itself."""
    return html.replace("{", "&#123;")


def gaps(html: str) -> list[Gap]:
    """Return the gaps of a text, in order; a brace that is never closed begins none."""
    found: list[Gap] = []
    at = 0
    while (start := _START.search(html, at)) is not None:
        read = _alternatives(html, start.end())
        if read is None:
            break
        at, alternatives = read
        answers = tuple(_weighed(text) for text, _ in alternatives if text)
        told = tuple(_resolve(feedback) for _, feedback in alternatives if feedback)
        found.append(Gap(start.start(), at, int(start[1] or 1), start[2], answers, told))
    return found


def _alternatives(html: str, start: int) -> tuple[int, list[tuple[str, str]]] | None:
    """Return where the gap ends, and each text with its feedback. One walk: a pattern would try every way to split."""
    made: list[tuple[str, str]] = []
    text: str | None = None
    for sign in _ENDS.finditer(html, start):
        before = html[max(start, sign.start() - 5) : sign.start()]
        if before.endswith("\\") or (text is None and before.endswith(("&", "&amp;"))):
            continue
        if sign[0] == "#":
            if text is None:
                text, start = html[start : sign.start()], sign.end()
            continue
        rest = html[start : sign.start()]
        made.append((rest, "") if text is None else (text, rest))
        text, start = None, sign.end()
        if sign[0] == "}":
            return start, made
    return None


def _weighed(text: str) -> tuple[float, str]:
    worth = _WORTH.match(text)
    if worth is None:
        return 0.0, _resolve(text)
    return 100.0 if worth[1] else float(worth[2].replace(",", ".")), _resolve(text[worth.end() :])


def _entity(match: re.Match[str]) -> str:
    return f"&#{ord(match[0])};"


def _resolve(text: str) -> str:
    return unescape(text).replace(r"\}", "}").replace(r"\#", "#")
