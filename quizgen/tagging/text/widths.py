"""How wide a text is set, which tells whether a line is full: then what follows belongs to it."""

from __future__ import annotations

from collections import deque
from itertools import islice
from typing import TYPE_CHECKING

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
_TITLE = 0.6
"""How far, of the width of a text, a title reaches."""


def measured(lines: Iterable[Line]) -> Iterator[tuple[Line, int, str]]:
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


def is_full(line: str, following: str, width: int) -> bool:
    """Whether the first word of the line that follows would not have fit on a line."""
    return len(line) + 1 + len(following.partition(" ")[0]) > _FULL * width > 0


def stands_out(text: str, following: str, width: int) -> bool:
    """Whether a line could be the title of what follows without a gap, as in a PDF: a short line above a long one."""
    return len(text) < _TITLE * width and following[:1].isupper() and len(following) > _FULL * _FULL * width
