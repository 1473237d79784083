"""`quizgen doctor`: the progress looked over, rebuilt from its log, or put back from a backup."""

from __future__ import annotations

import click

from quizgen.finding import QuizgenError
from tui.report import counted
from tui.terminal import safe


@click.command("doctor")
@click.option("--rebuild", is_flag=True, help="Work out where each card stands anew, from the log.")
@click.option("--restore", is_flag=True, help="Put the newest sound backup in the place of a damaged file.")
def command(rebuild: bool, restore: bool) -> None:
    """Look over your progress, and mend it.

    Without options nothing is changed: the file is checked, and what is wrong with it is said, each with its
    remedy. A damaged file is never deleted: --restore sets it aside under another name.
    """
    if rebuild and restore:
        raise click.UsageError("--rebuild and --restore are two cures; try --restore first")
    # Deferred: what the help does not need.
    from decks.places import cache_file, config_file, data_file
    from decks.progress.opening import backup_files
    from decks.progress.store import Store
    from decks.study.clock import wall_clock
    from tui.launch import settings

    path = data_file()
    if restore:
        from decks.progress.backup import restore as put_back

        done = put_back(path, wall_clock().at)
        if done.aside:
            _say(f"the file that was there lies in {done.aside}")
        _say(f"{path}: {counted(done.events, 'event')} again, from {done.backup}")
        if done.saved:
            _say(
                f"{counted(done.saved, 'event')} of them are newer than the backup; they could still be read"
            )
        return
    if not path.exists() and not backup_files(path):
        _say(f"{path}: nothing has been studied yet; quizgen study begins")
        return
    with Store.open(path, create=False) as store:
        if rebuild:
            _say(f"{path}: rebuilt from its log; {counted(store.rebuild(), 'row')} had to be changed")
            return
        from decks.progress.backup import check

        wrong = check(store)
        settings()  # says what is wrong with them
        _say(f"progress: {path}")
        _say(f"backups: {counted(len(backup_files(path)), 'file')} beside it")
        _say(f"decks, ready made: {cache_file()}")
        _say(f"settings: {config_file()}")
        if wrong:
            raise QuizgenError("\n".join(wrong))
        (events,) = store.connection.execute("SELECT count(*) FROM event").fetchone()
        _say(f"all is well: {counted(events, 'event')}, and every card stands where they lead")


def _say(text: str) -> None:
    click.echo(safe(text), err=True)
