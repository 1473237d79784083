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
from collections import Counter, deque
from dataclasses import dataclass, replace
from itertools import islice
from typing import TYPE_CHECKING, Literal

from quizgen.tagging import apparatus
from quizgen.tagging.characters import SOFT_HYPHEN, plain
from quizgen.tagging.headings import LOWEST, heading
from quizgen.tagging.hyphens import Hyphens
from quizgen.tagging.pages import EDGES, PAGE, without_edges
from quizgen.tagging.verse import without_verse

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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
_TITLE = 0.6
"""How far, of the width of a text, a title reaches."""
_FEWEST_BLANKS = 3
_ENDED = re.compile(r"[.!?:;…][’”\"'»)\]]*$")
_ITEM = re.compile(r"(?:[•◦▪‣●■➢➤✓\uf020-\uf0ff*–—-]|\(?\d{1,3}[.)]|\(?[a-z]\))\s+(?=\S)")
_PAGE_NUMBER = re.compile(r"[-–—\[( ]*(?:[Pp]age )?(?:\d{1,3}|[ivxlc]+)(?: of \d+)?[-–—\]). ]*")
_RUNNING = re.compile(r"(?:\d{1,4}\W+(?=\D)[^a-z]{4,}|[^a-z]{4,}\W\d{1,4})")

_GLUED_TO_WORD = re.compile(r"(?<=[a-z]{3})\d{1,3}(?=[\s,;:.!?)’”]|$)")
_MOST_MARKS = 2_000
"""Marks of notes that are remembered of a text."""
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
    for line, width, following in _measured(without_edges(lines, left)):
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

    def __init__(self, left: Counter[str]) -> None:
        self.left = left
        self.pieces: list[str] = []
        self.lines: list[int] = []
        self.listed = self.apart = False
        """Of the paragraph that is open."""
        self.gap: _Gap = "blank"
        self.headings: list[tuple[int, str]] = []
        self.section = ""
        """What stands below the last headings, if it is no text."""
        self.hyphens = Hyphens()
        self.marks: set[str] = set()
        """The marks of notes that the text had, and whose notes did not come yet."""
        self.note = 0
        """The last number among them."""
        self.aside = ""
        """The last line of the note or caption that is open."""

    def step(self, line: Line, width: int, following: str) -> Iterator[Paragraph]:
        """Take in a line; yield the paragraphs that it ends."""
        if line.text.startswith(PAGE):
            self.gap, self.aside = "page", ""
        text = self._plain(line.text)
        if not text:
            self.gap = "page" if self.aside else self.gap or "blank"
            self.aside = ""
        elif self._interrupts(text):
            self.gap = "page"
            self.left[EDGES] += 1
        elif self._is_aside(text, width):
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

    def _plain(self, text: str) -> str:
        """A line as it is read; the marks of notes in it are put down, unless it is a note itself."""
        marks: set[str] = set()
        text = plain(text, marks)
        text = _GLUED_TO_WORD.sub(lambda match: self._unglued(match[0], marks), text)
        if marks and not self.aside and len(self.marks) < _MOST_MARKS:
            self.marks |= marks
            self.note = max((int(mark) for mark in marks if mark.isdigit()), default=self.note)
        return text

    def _unglued(self, number: str, marks: set[str]) -> str:
        """A number at the end of a word: nothing where it is the next note's, else itself."""
        last = max((int(mark) for mark in marks if mark.isdigit()), default=self.note)
        if not last < int(number) <= last + 2:
            return number
        marks.add(number)
        return ""

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
        return bool(self.pieces and not _ENDED.search(self.pieces[-1]) and _RUNNING.fullmatch(text))

    def _is_aside(self, text: str, width: int) -> bool:
        """Whether a line is one of a note or a caption; either ends with its sentence, unless its line is full."""
        before = self.pieces[-1] if self.pieces and not self.gap and not self.aside else ""
        apart = not before or _ENDED.search(before) is not None
        if mark := apparatus.note(text, self.marks, apart=apart or bool(self.aside)):
            self.marks.discard(mark)
            self.left["notes"] += 1
        elif apparatus.caption(text, before):
            self.left["captions"] += 1
        elif not self.aside or self._is_over(text, width):
            self.aside = ""
            return False
        self.aside = text
        return True

    def _is_over(self, text: str, width: int) -> bool:
        """Whether a line is none of the note or caption that stands above it."""
        if not _ENDED.search(self.aside):
            return False
        waited_for = self._is_open() and text[0].islower()
        # Both are set smaller than the text: a full line of theirs is longer than one of the text.
        return waited_for or len(self.aside) + 1 + len(text.partition(" ")[0]) <= width or not width

    def _is_open(self) -> bool:
        """Whether a sentence may go on here; two words alone on their line are rather a label or a headline."""
        if not self.pieces or _ENDED.search(self.pieces[-1]):
            return False
        return len(self.pieces) > 1 or self.pieces[0].count(" ") >= _FEWEST_BLANKS

    def _heading(self, text: str, following: str, width: int) -> tuple[int, str] | None:
        open_ = self._is_open()
        if self.gap and not (self.gap == "page" and open_):  # where a sentence may go on
            alone = not following.strip() or following.startswith(PAGE)
        else:
            alone = False
        if not open_ and _stands_out(text, following, width):
            alone = True
        found = heading(text, alone=alone, apart=bool(self.gap) or not open_)
        if found is None and text[0].isupper() and not open_ and apparatus.section(text):
            found = (LOWEST, text)
        if found and self.section and found[0] == LOWEST and (len(text) == 1 or text[-1].isdigit()):
            return None  # the letter above the entries of an index, or a title with its page
        return found

    def _under(self, level: int, words: str) -> None:
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
        ended = _ENDED.search(last) is not None
        if (
            self.gap == "blank"
            or (ended and (indented or self.gap))
            or (_ITEM.match(text) and (ended or not width))
        ):
            return False
        if text[0].islower() or last[-1] in f"-{SOFT_HYPHEN}":
            return True
        return _is_full(last, text, width)

    def done(self) -> Iterator[Paragraph]:
        """The paragraph that is open, if there is one, and if it is text."""
        if not self.pieces:
            return
        text, starts = self.hyphens.joined(self.pieces)
        if self.section and apparatus.is_prose(text, self.section):
            self.headings, self.section = self.headings[:-1], ""
        if kind := self.section or apparatus.kind(text, listed=self.listed):
            self.left[kind] += 1
        else:
            above = tuple(words for _, words in self.headings)
            yield Paragraph(text, 0, starts, tuple(self.lines), above, self.apart, self.listed)
        self.pieces, self.lines, self.listed = [], [], False


def _is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the line that follows would not have fit on a line."""
    return len(line) + 1 + len(following.partition(" ")[0]) > _FULL * width > 0


def _stands_out(text: str, following: str, width: int) -> bool:
    """Whether a line could be the title of what follows without a gap, as in a PDF: a short line above a long one."""
    return len(text) < _TITLE * width and following[:1].isupper() and len(following) > _FULL * _FULL * width
