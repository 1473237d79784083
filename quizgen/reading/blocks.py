"""The blocks of a sheet: paragraphs, items, headings and quotes by markdown-it, and where each line of them stands.

CommonMark's block rules, but for these:

* No reference definitions: one would turn `[words]{.tag}` into a link. No headings by underlining: a line of
  dashes under a fact would make it one. No HTML.
* A comment that ends where its line ends is left out whole, empty lines or not. Any other is read inside its
  paragraph; text behind a comment is never lost.
* A code block that is never closed does not swallow the rest of the sheet.
* What is nested deeper than `DEEPEST` is read as plain paragraphs, and said.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_block import fence, paragraph

from quizgen.fact import Place

if TYPE_CHECKING:
    from markdown_it.rules_block import StateBlock
    from markdown_it.token import Token

DEEPEST = 60
"""Lists and quotes inside each other; a list counts twice, for itself and for its item."""

_TRIMMED = "\t\n\v\f\r "


def blocks(text: str) -> list[Token]:
    """The tokens of a sheet's body, whose lines end in `\\n`. Their `map` counts lines from 0.

    Beside markdown-it's own there are `unclosed_fence` and `too_deep`, each before the paragraph it became.
    """
    tokens: list[Token] = []
    _MARKDOWN.block.parse(text, _MARKDOWN, {"fences": _Fences(text)}, tokens)
    return tokens


class Stretch(NamedTuple):
    """The source of a paragraph or heading, and where its characters stand in the sheet."""

    source: str
    path: str
    starts: tuple[int, ...]
    """Offset of each line in the source."""
    lines: tuple[int, ...]
    """Number of each line in the sheet, from 1."""
    columns: tuple[int, ...]
    """Column in the sheet of each line's first character, from 1."""

    def place(self, offset: int) -> Place:
        """Where the character at an offset stands; just behind the last for an offset at the end."""
        index = bisect_right(self.starts, offset) - 1 if len(self.starts) > 1 else 0
        return Place(self.path, self.lines[index], self.columns[index] + offset - self.starts[index])


def stretch(token: Token, lines: list[str], path: str, before: int = 0) -> Stretch:
    """Where an inline token's text stands.

    `lines` are the body's, without their ends; `before` is how many lines of the sheet stand before them.
    """
    source = token.content
    first = token.map[0] if token.map else 0
    if "\n" not in source:
        return Stretch(source, path, (0,), (before + first + 1,), (_column(source, lines[first]),))
    starts, columns = [], []
    start = 0
    parts = source.split("\n")
    for number, part in enumerate(parts):
        starts.append(start)
        columns.append(_column(part, lines[first + number]))
        start += len(part) + 1
    numbers = range(before + first + 1, before + first + 1 + len(parts))
    return Stretch(source, path, tuple(starts), tuple(numbers), tuple(columns))


def _column(part: str, line: str) -> int:
    """The column of a part of a line, from 1: it is what the line ends with, space aside."""
    if line.endswith(part):
        return len(line) - len(part) + 1
    bare = part.strip(_TRIMMED)
    indent = len(part) - len(part.lstrip(_TRIMMED))
    line = line.rstrip(_TRIMMED)
    start = len(line) - len(bare) if line.endswith(bare) else max(line.rfind(bare), 0)
    return start - indent + 1


# --- rules -------------------------------------------------------------------------------------------------


class _Fences:
    """Which lines can close a code block: asked once for every line that could open one."""

    def __init__(self, text: str) -> None:
        self.lines: dict[str, list[int]] = {"`": [], "~": []}
        self.longest: dict[str, list[int]] = {"`": [], "~": []}
        if "```" not in text and "~~~" not in text:
            return
        for number, line in enumerate(text.split("\n")):
            mark = line.strip("\t >")
            if len(mark) >= 3 and mark[0] in "`~" and mark == mark[0] * len(mark):
                self.lines[mark[0]].append(number)
                self.longest[mark[0]].append(len(mark))
        for lengths in self.longest.values():
            for index in range(len(lengths) - 2, -1, -1):
                lengths[index] = max(lengths[index], lengths[index + 1])

    def can_close(self, mark: str, length: int, line: int) -> bool:
        """Whether a line of at least so many marks stands after the given one."""
        index = bisect_right(self.lines[mark], line)
        return index < len(self.lines[mark]) and self.longest[mark][index] >= length


_FENCE = re.compile(r"`{3,}|~{3,}")


def _fence_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = _FENCE.match(state.src, state.bMarks[start] + state.tShift[start])
    if opening is None:
        return False
    if not state.env["fences"].can_close(opening[0][0], len(opening[0]), start):
        if not silent and fence(state, start, end, True):
            _note(state, "unclosed_fence", start)
        return False
    return fence(state, start, end, silent)


def _comment_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    opening = state.bMarks[start] + state.tShift[start]
    if not state.src.startswith("<!--", opening) or state.is_code_block(start):
        return False
    closing = _comment_end(state, opening)
    if closing < 0:
        return False
    line = bisect_right(state.bMarks, closing - 1, lo=start, hi=state.lineMax) - 1
    if state.src[closing : state.eMarks[line]].strip(_TRIMMED):
        return False
    if not silent:
        state.line = min(line + 1, end)
    return True


def _comment_end(state: StateBlock, opening: int) -> int:
    """Behind the next `-->`, or -1; once there is none, there is none for the comments that follow."""
    if state.env.get("no_comment_ends"):
        return -1
    found = state.src.find("-->", opening + 2)
    if found < 0:
        state.env["no_comment_ends"] = True
        return -1
    return found + 3


def _depth_rule(state: StateBlock, start: int, end: int, silent: bool) -> bool:
    if state.level < DEEPEST or silent:
        return False
    _note(state, "too_deep", start)
    return paragraph(state, start, end, silent)


def _note(state: StateBlock, kind: str, line: int) -> None:
    state.push(kind, "", 0).map = [line, line + 1]


def _markdown() -> MarkdownIt:
    """CommonMark's block rules, changed as the module says."""
    # markdown-it's own limit drops what is nested deeper, and with it the rest of the sheet: ours stands before it.
    markdown = MarkdownIt("commonmark", {"html": False, "maxNesting": 10 * DEEPEST})
    markdown.disable(["reference", "lheading", "html_block"])
    ruler = markdown.block.ruler
    alternatives = ["paragraph", "reference", "blockquote", "list"]
    ruler.at("fence", _fence_rule, {"alt": alternatives})
    ruler.before("fence", "comment", _comment_rule, {"alt": ["paragraph", "blockquote"]})
    ruler.before("code", "depth", _depth_rule)
    return markdown


_MARKDOWN = _markdown()
