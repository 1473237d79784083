"""Begin a review, or go on with one: on the screen, or in lines."""

from __future__ import annotations

import io
import sys
from typing import TYPE_CHECKING

import click

from tui.review.keeping import Kept
from tui.running import mind_no_color, run
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from quizgen.fact import Sheet
    from quizgen.tagging.passage import Tagged
    from tui.settings import Settings


def review(
    tagged: Sequence[Tagged],
    sheet: Sheet,
    path: Path,
    settings: Settings,
    *,
    plain: bool,
    suggested: str = "",
    options: str = "",
) -> None:
    """Let a person go through suggested facts, whose sheet is made at `path`; `sheet` has its front matter.

    With `plain` in lines, from the standard input. Every step is saved, and the next call goes on where this one
    stopped. `suggested` is the sheet that is written for this text when nobody reviews it: where exactly that lies
    at `path`, the review's takes its place. `options` are those with which the text was read. Raises QuizgenError
    as `Kept` does.
    """
    kept = Kept(tagged, sheet, path, suggested, options)
    if plain or not tagged:
        from tui.review.lines import review_lines

        # It is None where quizgen was started without one.
        review_lines(kept.review, sys.stdin or io.StringIO())
    else:
        mind_no_color()
        # Deferred: Textual, which lines do without.
        from tui.review.app import ReviewApp

        run(ReviewApp(kept.review, settings))
    if kept.path.exists():
        facts = kept.review.count("accepted")
        click.echo(safe(f"{path}: facts: {facts}; the same command goes on from here"), err=True)
