"""From a command to a session: the desk is laid, and the app or the lines take over."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from decks.library import Library
from decks.places import cache_file, config_file, data_file
from decks.progress.store import Store
from decks.study.choosing import check
from decks.study.clock import wall_clock
from quizgen.finding import QuizgenError
from quizgen.sources import find_sheets
from tui.desk import Desk
from tui.running import mind_no_color, run
from tui.settings import Settings, load
from tui.terminal import safe, watched

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from decks.library import Shelf
    from decks.study.clock import Now
    from decks.study.options import Options


def settings() -> Settings:
    """The person's settings. Raises QuizgenError where their file is wrong."""
    return load(config_file(), cache_file().parent)


def progress(shown: bool, doing: str = "Reading") -> Callable[[str, int, int], None] | None:
    """What says on a terminal how far the reading of a sheet is; None where nobody looks."""
    if not shown:
        return None

    def say(path: str, done: int, total: int) -> None:
        end = "\r" if done < total else "\r\x1b[K"
        text = f"{doing} {safe(path)}: {done:,} of {total:,}" if done < total else ""
        click.echo(f"\r\x1b[K{text}{end}", nl=False, err=True)

    return say


def shelf(library: Library, paths: Sequence[str]) -> Shelf:
    """The sheets of these paths, compiled; what is wrong with them is said on stderr.

    Raises QuizgenError where there is not one card in them.
    """
    found = library.compile(paths, say=progress(watched()))
    for error in found.errors:
        click.echo(safe(error), err=True)
    if not any(sheet.cards for sheet in found.sheets):
        if found.errors:
            raise click.exceptions.Exit(1)
        raise QuizgenError(
            "there is nothing to study; tag what a fact should be asked for, as in [1917]{.when}"
        )
    return found


def studied(library: Library, store: Store) -> tuple[str, ...]:
    """The paths of the sheets with a card that was graded; of sheets of one id the one that was used last."""
    begun = store.connection.execute(
        "SELECT DISTINCT substr(card, 1, instr(card, '/') - 1) FROM state WHERE repetitions > 0"
    )
    ids = {sheet for (sheet,) in begun}
    paths = {
        id_: path
        for id_, path in library.connection.execute("SELECT id, path FROM sheet ORDER BY used, number")
        if id_ in ids and Path(path).is_file()
    }
    return tuple(sorted(paths.values()))


def _all(library: Library, store: Store) -> tuple[str, ...]:
    """The sheets that were studied, wherever they lie, then those that ship with quizgen."""
    own = studied(library, store)
    # One's own copy of a shipped sheet, changed and studied, takes its place.
    names = {Path(path).name for path in own}
    return (*own, *(str(path) for path in find_sheets(()) if path.name not in names)) if own else ()


@contextmanager
def desk(
    paths: Sequence[str], chosen: Callable[[Settings], Options], clock: Callable[[], Now] = wall_clock
) -> Iterator[Desk]:
    """The desk laid: sheets compiled, progress open. Without paths, with what was studied and what ships with quizgen.

    Raises QuizgenError where there is nothing to study, and where the progress cannot be kept.
    """
    set_ = settings()
    options = chosen(set_)
    with Library.open(cache_file()) as library, Store.open(data_file()) as store:
        chosen_paths = tuple(paths) or _all(library, store)
        found = shelf(library, chosen_paths)
        store.attach(library.path)
        laid = Desk(store, library, found, chosen_paths, options, set_, clock)
        check(library, options.selection)
        if options.chooses:
            laid.deal_choices(found.sheets, progress(watched(), "Dealing choices for"))
        laid.notes += [*found.errors, *([found.note] if found.note else [])]
        yield laid


def back_up(laid: Desk) -> None:
    """Keep a copy of the progress where something was saved since the last; say on stderr where that cannot be."""
    # Deferred: a session is over before it is needed.
    from decks.progress import backup

    try:
        backup.back_up(laid.store.path, laid.clock().at)
    except QuizgenError as error:
        click.echo(safe(f"no backup could be made: {error}"), err=True)


def study_in_app(laid: Desk, *, decks: bool) -> None:
    """Run the app, beginning with the first card or the list of decks."""
    mind_no_color()
    from tui.app.app import StudyApp

    app = StudyApp(laid, None if decks else laid.session())
    run(app)
