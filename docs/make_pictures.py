"""Draw the pictures of the README and of docs/tagging.md: `python -m docs.make_pictures`.

The table of questions, the study app and a review become SVGs that load nothing from outside. The card in Anki is
drawn with those of docs/anki-gallery.md (`make_anki_pictures.py`).
"""

from __future__ import annotations

import asyncio
import io
import os
import re
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from quizgen.ask import questions
from quizgen.forms.asked import as_asked
from quizgen.reader import read
from quizgen.tagging.review.review import Review
from tui.rows import table

if TYPE_CHECKING:
    from tui.app.frame import Frame

ROOT = Path(__file__).parent.parent
LINES = 28
WIDTH = 110

THEME = TerminalTheme(
    (250, 249, 246),
    (38, 38, 38),
    [(38, 38, 38), (170, 40, 40), (40, 120, 60), (150, 110, 20), (40, 80, 160), (120, 60, 140), (30, 120, 130),
     (120, 120, 120)],
)  # fmt: skip

FORMAT = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
  <style>
    .{unique_id}-matrix {{
      font-family: ui-monospace, Menlo, Consolas, "DejaVu Sans Mono", monospace;
      font-size: {char_height}px; line-height: {line_height}px;
    }}
    .{unique_id}-title {{ font-size: 18px; font-family: sans-serif; font-weight: bold; }}
    {styles}
  </style>
  <defs>
    <clipPath id="{unique_id}-clip-terminal">
      <rect x="0" y="0" width="{terminal_width}" height="{terminal_height}" />
    </clipPath>
    {lines}
  </defs>
  {chrome}
  <g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
    {backgrounds}
    <g class="{unique_id}-matrix">
    {matrix}
    </g>
  </g>
</svg>
"""


def draw() -> str:
    """The first lines of the table for the shipped October sheet."""
    sheet = read(ROOT / "seeds" / "october-1917.md").sheet
    assert sheet is not None
    plain = Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True)
    plain.print(table(sheet, map(as_asked, questions(sheet))))
    top = plain.export_text(styles=True).splitlines()[:LINES]
    picture = Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True, highlight=False)
    for line in top:
        picture.print(Text.from_ansi(line), no_wrap=True, overflow="crop")
    return picture.export_svg(
        title="quizgen questions october-1917.md", theme=THEME, code_format=FORMAT, unique_id="quizgen"
    )


CARD = "kamenev-dissent/when"


def draw_study() -> str:
    """A card of the October sheet in the study app, with its answer."""
    from decks.study.clock import Now
    from tui.app.app import StudyApp
    from tui.launch import desk

    with tempfile.TemporaryDirectory() as folder:
        for name in ("DATA", "CACHE", "CONFIG"):
            os.environ[f"QUIZGEN_{name}"] = str(Path(folder) / name)
        sheet = Path("seeds") / "october-1917.md"
        noon = Now(1_795_435_200_000, 0)
        with desk([str(sheet)], lambda settings: settings.options(), lambda: noon) as laid:
            session = laid.session(cards=[f"october-1917/{CARD}", "october-1917/kamenev-dissent/who"])
            return asyncio.run(_shot(StudyApp(laid, session), "quizgen study october-1917.md", "space"))


UP = 5
"""The sentence of the chapter in docs/tagging.md that is shown under review, from 0."""


def draw_review() -> str:
    """A sentence of the chapter that docs/tagging.md walks through, under review."""
    from tui.review.app import ReviewApp
    from tui.settings import Settings
    from tui.suggesting import Text, reviewable, suggested

    manual = (ROOT / "docs" / "tagging.md").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as folder:
        text = Text(Path(folder) / "october.txt", year=1917, calendar="julian")
        text.path.write_text(manual.partition("```text\n")[2].partition("```")[0], encoding="utf-8")
        tagged, sheet, _ = reviewable(suggested(text, shown=False), text.sheet(Path("october.md")))
    review = Review(tagged, sheet)
    for _ in range(UP):
        review.accept()
    return asyncio.run(_shot(ReviewApp(review, Settings()), "quizgen tag october.txt --review", "tab"))


async def _shot(app: Frame, title: str, key: str) -> str:
    async with app.run_test(size=(90, 22)) as pilot:
        await pilot.pause()
        await pilot.press(key)
        await pilot.pause(0.5)
        return _alone(app.export_screenshot(title=title))


def _alone(svg: str) -> str:
    """A picture without the fonts that it would fetch."""
    return re.sub(r"@font-face \{.*?\}\s*", "", svg, flags=re.DOTALL).replace("Fira Code", "ui-monospace")


def main() -> None:
    """Draw them."""
    (ROOT / "docs" / "questions.svg").write_text(draw(), encoding="utf-8")
    (ROOT / "docs" / "study.svg").write_text(draw_study(), encoding="utf-8")
    (ROOT / "docs" / "review.svg").write_text(draw_review(), encoding="utf-8")
    print("drew docs/questions.svg, docs/study.svg and docs/review.svg")


if __name__ == "__main__":
    main()
