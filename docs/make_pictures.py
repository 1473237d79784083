"""Draw the picture of the README: what `quizgen questions` prints, as an SVG that loads nothing from outside."""

from __future__ import annotations

import io
from pathlib import Path

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from quizgen.reader import read
from tui.commands.questions import table

ROOT = Path(__file__).parent.parent
LINES = 30
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
    plain.print(table(sheet))
    top = plain.export_text(styles=True).splitlines()[:LINES]
    picture = Console(file=io.StringIO(), width=WIDTH, record=True, force_terminal=True, highlight=False)
    from rich.text import Text

    for line in top:
        picture.print(Text.from_ansi(line), no_wrap=True, overflow="crop")
    return picture.export_svg(
        title="quizgen questions october-1917.md", theme=THEME, code_format=FORMAT, unique_id="quizgen"
    )


if __name__ == "__main__":
    target = Path(__file__).parent / "questions.svg"
    target.write_text(draw(), encoding="utf-8")
    print(f"wrote {target}")
