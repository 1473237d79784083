"""`quizgen study`: a study session, in the app, a line at a time, or in a browser window."""

from __future__ import annotations

import io
import sys
from datetime import date
from typing import TYPE_CHECKING, Any

import click

from decks.study.options import MODES
from quizgen.finding import QuizgenError
from tui.options import selecting

if TYPE_CHECKING:
    from decks.study.options import Options
    from tui.settings import Settings


MOST = 1_000_000
"""Cards that can be asked for, as in the configuration file; a deck is smaller."""


@click.command("study")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option(
    "--mode",
    type=click.Choice(MODES),
    help="How cards are answered: in your head, by choosing, in writing, or each in turn.",
)
@click.option("--cram", is_flag=True, help="Go through all cards; the schedule stays as it is.")
@click.option(
    "--test", is_flag=True, help="Without feedback until the end; then a score, and the missed to study."
)
@click.option(
    "--ahead", type=click.IntRange(1, 3650), metavar="DAYS", help="Also what will be due within so many days."
)
@click.option(
    "--exam", type=click.DateTime(["%Y-%m-%d"]), metavar="YYYY-MM-DD", help="Study for an exam on this day."
)
@click.option("--new", type=click.IntRange(0, MOST), metavar="N", help="New cards a day at most.")
@click.option("--reviews", type=click.IntRange(0, MOST), metavar="N", help="Due cards a day at most.")
@click.option("--limit", type=click.IntRange(1, MOST), metavar="N", help="Ask this many cards at most.")
@click.option(
    "--flag",
    "flags",
    type=click.IntRange(1, 7),
    multiple=True,
    help="Only cards with this flag; may be given several times.",
)
@click.option("--marked", is_flag=True, help="Only cards that are marked.")
@click.option("--shuffle", is_flag=True, help="New cards in another order than the sheet's.")
@click.option("--seed", type=int, metavar="N", help="With --shuffle: the same number, the same order.")
@selecting
@click.option("--decks", is_flag=True, help="Begin with the list of decks.")
@click.option(
    "--plain", is_flag=True, help="A line at a time, as for a screen reader; so it is in a pipe, too."
)
@click.option("--web", is_flag=True, help="In a browser window, served on this machine alone.")
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=0,
    metavar="N",
    help="With --web: the port; 0 is any that is free.",
)
def command(paths: tuple[str, ...], plain: bool, web: bool, port: int, decks: bool, **said: Any) -> None:
    """Learn the cards by heart: those that are due, then some new ones.

    You say how well you knew each, and it comes again when you would be about to forget it. Progress is saved
    with every answer. Without SHEET: what you studied before and the sheets that ship with quizgen, the list of
    decks first.
    """
    _consistent(said)
    if web:
        _in_browser(port)
        return
    # Deferred: what the help does not need.
    from tui.launch import back_up, desk, study_in_app
    from tui.lines import study
    from tui.running import no_screen

    with desk(paths, lambda settings: _options(settings, said)) as laid:
        if said["exam"]:
            laid.set_exam(laid.shelf.sheets, _coming(said["exam"].date()))
        if plain or no_screen():
            session = laid.session()
            try:
                # It is None where quizgen was started without one.
                study(session, sys.stdin or io.StringIO())
            finally:
                back_up(laid)
        else:
            study_in_app(laid, decks=decks or not paths)
        errors = laid.shelf.errors
    if errors:
        raise click.exceptions.Exit(1)


def _consistent(said: dict[str, Any]) -> None:
    if said["seed"] is not None and not said["shuffle"]:
        raise click.UsageError("--seed says how to shuffle; give --shuffle as well")
    purposes = [f"--{name}" for name in ("cram", "test", "ahead", "exam") if said[name]]
    if len(purposes) > 1:
        raise click.UsageError(f"{' and '.join(purposes)} are different sessions; choose one of them")


def _options(settings: Settings, said: dict[str, Any]) -> Options:
    purpose = next((name for name in ("cram", "test", "ahead") if said[name]), "learn")
    seed = said["seed"] if said["seed"] is not None else (0 if said["shuffle"] else None)
    return settings.options(
        mode=said["mode"],
        purpose=purpose,
        ahead=said["ahead"],
        new=said["new"],
        reviews=said["reviews"],
        limit=said["limit"],
        flags=said["flags"],
        marked=said["marked"],
        seed=seed,
        selection=said["selection"],
    )


def _coming(exam: date) -> date:
    if exam < date.today():
        raise QuizgenError(f"{exam.isoformat()}: this day is over; give the day of an exam that is to come")
    return exam


def _in_browser(port: int) -> None:
    # Deferred: the extra `web`, which few have.
    from tui.web import serve

    words = [word for word in sys.argv[1:] if word != "--web"]
    serve([sys.executable, "-m", "tui", *words], title="quizgen", port=port)
