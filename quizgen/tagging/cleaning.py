"""Lines of a text as clean paragraphs, in which each character is known by its line.

    text      = (page | blank | heading | paragraph)*
    paragraph = line+        lines that belong together, each as `plain` gives it

Lines belong together where the first is full: the next word would not have fit on it. So a line that was cut ends its
paragraph, and so does every line of a text that was never wrapped. What goes on in lower case or behind a hyphen
belongs to what stands before it, also on the next page. Memory is flat: some hundred lines are looked at at once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import deque
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Literal

from quizgen.tagging.characters import SOFT_HYPHEN, plain
from quizgen.tagging.headings import heading
from quizgen.tagging.hyphens import Hyphens
from quizgen.tagging.pages import PAGE, without_edges

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.tagging.passage import Line

_AHEAD = 100
"""Lines that tell how wide a text is set."""
_WIDEST = 160
"""Characters of a line: a text that has longer ones is not wrapped."""
_NARROWEST = 30
"""Characters: shorter lines are those of a list or a poem."""
_FULL = 0.86
"""How far, of the width of a text, a full line reaches with the next word:
letters differ in width, and so lines of a book do by a tenth."""
_ENDED = re.compile(r"[.!?:;…][’”\"'»)\]]*$")
_ITEM = re.compile(r"(?:[•◦▪‣●■*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"[-–—\[( ]*(?:[Pp]age )?(?:\d{1,3}|[ivxlc]+)(?: of \d+)?[-–—\]). ]*")
_RUNNING = re.compile(r"(?:\d{1,4}\W+(?=\D)[^a-z]{4,}|[^a-z]{4,}\W\d{1,4})")

_Gap = Literal["", "blank", "page"]


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together, as one text."""

    text: str
    number: int
    """From 1, in the whole text."""
    starts: tuple[int, ...]
    """Where each of its lines begins in the text."""
    lines: tuple[int, ...]
    """The number of each line."""
    heading: tuple[str, ...] = ()
    """The headings above it, the widest first."""

    def line(self, offset: int) -> int:
        """The number of the line in which the character at an offset stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def paragraphs(lines: Iterable[Line]) -> Iterator[Paragraph]:
    """The paragraphs of a text, one after the other as its lines come in."""
    walk = _Walk()
    for line, width, following in _measured(without_edges(lines)):
        yield from walk.step(line, width, following)
    yield from walk.done()


def _measured(lines: Iterable[Line]) -> Iterator[tuple[Line, int, str]]:
    """Each line with the width of the text around it in characters (0 for one that is not wrapped), and the text of
    the line that follows."""
    rest = iter(lines)
    ahead = deque(islice(rest, _AHEAD))
    seen: deque[int] = deque((len(line.text) for line in ahead if line.text.strip()), 2 * _AHEAD)
    width, count = _width(seen), 0
    while ahead:
        line = ahead.popleft()
        for coming in islice(rest, 1):
            ahead.append(coming)
            if coming.text.strip():
                seen.append(len(coming.text))
        count += 1
        if count % _AHEAD == 0:
            width = _width(seen)
        yield line, width, ahead[0].text if ahead else ""


def _width(lengths: Iterable[int]) -> int:
    """How wide most lines are. The longest few may be addresses or tables, unless they are far too long."""
    ordered = sorted(lengths)
    if not ordered or ordered[-1 - len(ordered) // 30] > _WIDEST:
        return 0
    width = ordered[-1 - len(ordered) // 10]
    return width if width >= _NARROWEST else 0


class _Walk:
    """What is known on the way through the lines: the paragraph that is open, and the headings above."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.lines: list[int] = []
        self.gap: _Gap = "blank"
        self.number = 0
        self.headings: list[tuple[int, str]] = []
        self.hyphens = Hyphens()

    def step(self, line: Line, width: int, following: str) -> Iterator[Paragraph]:
        """Take in a line; yield the paragraph that it ends."""
        if line.text.startswith(PAGE):
            self.gap = "page"
        text = plain(line.text)
        if not text:
            self.gap = self.gap or "blank"
        elif self._interrupts(text):
            self.gap = "page"
        elif title := self._heading(text, following):
            yield from self.done()
            self._under(*title)
        else:
            indented = line.text.startswith(("  ", "\t"))
            if not self._goes_on(text, width, indented):
                yield from self.done()
                text = text[item.end() :] if (item := _ITEM.match(text)) else text
            self.hyphens.learn(text)
            self.pieces.append(text)
            self.lines.append(line.number)
            self.gap = ""

    def _interrupts(self, text: str) -> bool:
        """Whether a line is a page number, or a running header inside a sentence."""
        if len(text) > 100 or not any(map(str.isdigit, text)):
            return False
        if _PAGE_NUMBER.fullmatch(text):
            return True
        return bool(self.pieces and not _ENDED.search(self.pieces[-1]) and _RUNNING.fullmatch(text))

    def _heading(self, text: str, following: str) -> tuple[int, str] | None:
        alone = bool(self.gap) and (not following.strip() or following.startswith(PAGE))
        if self.gap == "page" and self.pieces and not _ENDED.search(self.pieces[-1]):
            alone = False  # a sentence may go on here
        return heading(text, alone=alone)

    def _under(self, level: int, words: str) -> None:
        self.headings = [above for above in self.headings if above[0] < level]
        self.headings.append((level, words))
        self.gap = "blank"

    def _goes_on(self, text: str, width: int, indented: bool) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        if not self.pieces:
            return False
        last = self.pieces[-1]
        ended = _ENDED.search(last) is not None
        if (
            self.gap == "blank"
            or (ended and (indented or self.gap))
            or (_ITEM.match(text) and (ended or not width))
        ):
            return False
        if text[0].islower() or last[-1] in f"-{SOFT_HYPHEN}":
            return True
        return len(last) + 1 + len(text.partition(" ")[0]) > _FULL * width > 0

    def done(self) -> Iterator[Paragraph]:
        """The paragraph that is open, if there is one."""
        if not self.pieces:
            return
        self.number += 1
        text, starts = self.hyphens.joined(self.pieces)
        above = tuple(words for _, words in self.headings)
        yield Paragraph(text, self.number, starts, tuple(self.lines), above)
        self.pieces, self.lines = [], []
