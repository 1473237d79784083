"""Lines of a text as clean paragraphs, in which each character is known by its line.

    text      = (page | blank | heading | aside | row | paragraph)*
    paragraph = line+        lines that belong together, each as `plain` gives it
    aside     = line+        a note or a caption, to the next blank line or page, or where a full one ends

Lines belong together where the first is full: the next word would not have fit on it. So a line that was cut ends its
paragraph, and so does every line of a text that was never wrapped. What goes on in lower case or behind a hyphen
belongs to what stands before it, also on the next page or behind a note. What is no text (see apparatus.py) is left
out and counted. Memory is flat: some hundred lines are looked at at once.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from quizgen.tagging.text import apparatus
from quizgen.tagging.text.asides import Asides
from quizgen.tagging.text.characters import ENDED, SOFT_HYPHEN, plain
from quizgen.tagging.text.headings import LOWEST, heading
from quizgen.tagging.text.hyphens import Hyphens
from quizgen.tagging.text.pages import EDGES, PAGE, without_edges
from quizgen.tagging.text.verse import without_verse
from quizgen.tagging.text.widths import is_full, measured, stands_out

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from quizgen.tagging.passage import Line

_FEWEST_BLANKS = 3
"""Between the words of a line that may be the beginning of a sentence."""
_ITEM = re.compile(r"(?:[•◦▪‣●■➢➤✓\uf020-\uf0ff*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"[-–—\[( ]*(?:[Pp]age )?(?:\d{1,3}|[ivxlc]+)(?: of \d+)?[-–—\]). ]*")
_RUNNING = re.compile(r"(?:\d{1,4}\W+(?=\D)[^a-z]{4,}|[^a-z]{4,}\W\d{1,4})")

_INITIAL = re.compile(r"[“‘\"]?[A-Z]")
_BEHIND_INITIAL = frozenset(
    "t s n nd fter ll lthough mong ccording bout gain mid cross lready lso f ts nce thers ther ver nly ne ur".split()
)
"""What goes on behind an initial that may also be a word of its own: "A" and "t" are "At", "A" and "man" are two."""

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
    apart: bool = True
    """Whether it begins behind an empty line or on another page."""
    listed: bool = False
    """Whether it is an item of a list."""
    unit: str = "line"
    """What the numbers of its lines count."""

    def line(self, offset: int) -> int:
        """The number of the line in which the character at an offset stands."""
        return self.lines[bisect_right(self.starts, offset) - 1]


def paragraphs(lines: Iterable[Line], say: Callable[[str], None] = lambda note: None) -> Iterator[Paragraph]:
    """The paragraphs of a text, one after the other as its lines come in.

    `say` hears, behind the last of them, how much of what was left out.
    """
    left: Counter[str] = Counter()
    for number, paragraph in enumerate(without_verse(_read(lines, left), left), 1):
        yield replace(paragraph, number=number)
    if told := apparatus.left_out(left):
        say(told)


def _read(lines: Iterable[Line], left: Counter[str]) -> Iterator[Paragraph]:
    walk = _Walk(left)
    for line, width, following in measured(without_edges(lines, left)):
        yield from walk.step(line, width, following)
    yield from walk.done()


class _Walk:
    """What is known on the way through the lines: the paragraph that is open, and the headings above."""

    def __init__(self, left: Counter[str]) -> None:
        self.left = left
        self.pieces: list[str] = []
        self.lines: list[int] = []
        self.listed = self.apart = False
        """Of the paragraph that is open."""
        self.unit = "line"
        self.gap: _Gap = "blank"
        self.headings: list[tuple[int, str]] = []
        self.section = ""
        """What stands below the last headings, if it is no text."""
        self.before = self.headings
        """Those above what is no text, which hold again behind it."""
        self.hyphens = Hyphens()
        self.asides = Asides(left)

    def step(self, line: Line, width: int, following: str) -> Iterator[Paragraph]:
        """Take in a line; yield the paragraphs that it ends."""
        self.unit = line.unit
        if line.text.startswith(PAGE):
            self.gap, self.asides.last = "page", ""
        text = self.asides.plain(line.text)
        if not text:
            self.gap = "page" if self.asides.last else self.gap or "blank"
            self.asides.last = ""
        elif self.asides.is_licence(text):
            self.left["lines of a licence"] += 1
        elif self._interrupts(text):
            self.gap = "page"
            self.left[EDGES] += 1
        elif self.asides.takes(text, width, self._before(), waiting=self._is_open()):
            self.gap = "page"
        elif row := apparatus.cells(line.text.strip(PAGE)):
            yield from self._row(row, line.number)
        elif title := self._heading(text, following, width):
            yield from self.done()
            self._under(*title)
        elif apparatus.contents(text):
            yield from self.done()
            self.left["lines of contents"] += 1
        else:
            yield from self._write(text, line, width)

    def _write(self, text: str, line: Line, width: int) -> Iterator[Paragraph]:
        indented = line.text.startswith(("  ", "\t"))
        if self._dropped(text):
            self.pieces[0] += SOFT_HYPHEN
            self.gap = ""
        elif not self._goes_on(text, width, indented):
            yield from self.done()
            self.apart = bool(self.gap)
            if item := _ITEM.match(text):
                text, self.listed = text[item.end() :], True
        self.hyphens.learn(text)
        self.pieces.append(text)
        self.lines.append(line.number)
        self.gap = ""

    def _dropped(self, text: str) -> bool:
        """Whether a line goes on with the word of a large initial, which stands on a line of its own."""
        if len(self.pieces) != 1 or not _INITIAL.fullmatch(self.pieces[0]):
            return False
        first = text.partition(" ")[0]
        if self.pieces[0][-1] in "AIO":
            return first.lower() in _BEHIND_INITIAL
        return first[0].islower() or (first.isupper() and len(first) > 1)

    def _interrupts(self, text: str) -> bool:
        """Whether a line is a page number, or a running header inside a sentence."""
        if len(text) > 100 or not any(map(str.isdigit, text)):
            return False
        if _PAGE_NUMBER.fullmatch(text):
            return True
        return bool(self.pieces and not ENDED.search(self.pieces[-1]) and _RUNNING.fullmatch(text))

    def _before(self) -> str:
        """The line that stands right above."""
        return self.pieces[-1] if self.pieces and not self.gap else ""

    def _is_open(self) -> bool:
        """Whether a sentence may go on here; two words alone on their line are rather a label or a headline."""
        if not self.pieces or ENDED.search(self.pieces[-1]):
            return False
        return len(self.pieces) > 1 or self.pieces[0].count(" ") >= _FEWEST_BLANKS

    def _heading(self, text: str, following: str, width: int) -> tuple[int, str] | None:
        open_ = self._is_open()
        if self.gap and not (self.gap == "page" and open_):  # where a sentence may go on
            alone = not following.strip() or following.startswith(PAGE)
        else:
            alone = False
        if not open_ and stands_out(text, following, width):
            alone = True
        found = heading(text, alone=alone, apart=bool(self.gap) or not open_)
        if found is None and text[0].isupper() and not open_ and apparatus.section(text):
            found = (LOWEST, text)
        if found and found[0] == LOWEST and apparatus.is_imprint(text):
            return None
        if found and self.section and found[0] == LOWEST and (len(text) == 1 or text[-1].isdigit()):
            return None  # the letter above the entries of an index, or a title with its page
        return found

    def _under(self, level: int, words: str) -> None:
        if not self.section:
            self.before = self.headings
        self.headings = [above for above in self.headings if above[0] < level]
        self.headings.append((level, words))
        self.section = next(filter(None, (apparatus.section(words) for _, words in self.headings)), "")
        self.gap = "blank"

    def _row(self, row: tuple[str, ...], number: int) -> Iterator[Paragraph]:
        """The cells of a row that are sentences, each as a paragraph."""
        yield from self.done()
        told = [cell for cell in map(plain, row) if apparatus.is_sentence(cell)]
        self.left["rows of tables"] += not told
        for cell in told:
            self.pieces, self.lines = [cell], [number]
            yield from self.done()
        self.gap = "blank"

    def _goes_on(self, text: str, width: int, indented: bool) -> bool:
        """Whether a line belongs to the paragraph that is open."""
        if not self.pieces:
            return False
        last = self.pieces[-1]
        ended = ENDED.search(last) is not None
        if (
            self.gap == "blank"
            or (ended and (indented or self.gap))
            or (_ITEM.match(text) and (ended or not width))
        ):
            return False
        if text[0].islower() or last[-1] in f"-{SOFT_HYPHEN}":
            return True
        return is_full(last, text, width)

    def done(self) -> Iterator[Paragraph]:
        """The paragraph that is open, if there is one, and if it is text."""
        if not self.pieces:
            return
        text, starts = self.hyphens.joined(self.pieces)
        if self.section and apparatus.is_prose(text, self.section):
            self.headings, self.section = self.before, ""
        if kind := self.section or apparatus.kind(text, listed=self.listed):
            self.left[kind] += 1
        else:
            above = tuple(words for _, words in self.headings)
            yield Paragraph(text, 0, starts, tuple(self.lines), above, self.apart, self.listed, self.unit)
        self.pieces, self.lines, self.listed = [], [], False
