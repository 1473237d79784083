"""Anki's answers into the study log, for `quizgen import --progress`: what is done, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from decks.importing.readers import PACKAGES
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from decks.importing.progress import Brought

NAMED = 5
"""Cards that are named of each kind; the rest is counted."""


def bring_answers(packages: Sequence[tuple[Path, str]]) -> None:
    """Bring the answers of packages, each given with its key in PACKAGES, into the log.

    Raises QuizgenError where one cannot be read, and NotSavedError; what was brought from those before it is kept.
    """
    # Deferred: what no other import needs.
    from decks.importing.progress import bring_in
    from decks.places import data_file
    from decks.progress.backup import back_up
    from decks.progress.store import Store
    from decks.study.clock import wall_clock
    from tui.launch import settings

    set_, now = settings(), wall_clock()
    with Store.open(data_file()) as store:
        back_up(data_file(), now.at)
        for path, kind in packages:
            with PACKAGES[kind].opened(path) as package:
                brought = bring_in(store, package, now, set_.scheduler, rollover=set_.rollover)
                broken = [f"{one.name}: {one.reason}" for one in package.left_out]
            for line in (*broken, *_told(brought)):
                click.echo(safe(f"{path}: {line}"), err=True)


def _told(brought: Brought) -> Iterator[str]:
    yield from brought.left_out[:NAMED]
    if len(brought.left_out) > NAMED:
        yield f"and {len(brought.left_out) - NAMED:,} cards more of which something was left out"
    if not brought.new + brought.known:
        yield "no answers to quizgen's cards; export from Anki with Include scheduling information"
    of = f" of {counted(brought.cards, 'card')}" if brought.new else ""
    resets = f" and {counted(brought.resets, 'reset')}" if brought.resets else ""
    yield f"{counted(brought.new - brought.resets, 'answer')}{resets} new{of}, {brought.known:,} known"
    if brought.memories:
        yield f"{counted(brought.memories, 'card')} stand as Anki has them, since the answers alone do not come to that"
    if brought.switches:
        yield f"{brought.switches:,} suspended, flagged or marked in Anki, and here as well now"
    if brought.by_hand:
        yield f"{counted(brought.by_hand, 'review')} passed over: a day that was set by hand is no answer"
    if brought.others:
        yield f"{counted(brought.others, 'card')} passed over: choices and the like are asked in Anki alone"
    if brought.foreign:
        yield f"{counted(brought.foreign, 'note')} not of quizgen passed over; without --progress they become a sheet"
