"""A study session one line at a time: for a pipe, a screen reader, a terminal that can do no more.

The same session as on the screen, with the same events in the log.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from functools import partial
from shutil import get_terminal_size
from textwrap import fill
from typing import TYPE_CHECKING, TextIO, TypeVar

import click

from decks.study.asked import AGAIN, GOOD, GRADES
from quizgen.finding import QuizgenError
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable

    from decks.study.asked import Asked, Button
    from decks.study.session import Session
    from decks.study.summary import Summary

Given = TypeVar("Given")

RATINGS = {"1": 1, "2": 2, "3": 3, "4": 4, "again": 1, "hard": 2, "good": 3, "easy": 4, "n": AGAIN, "y": GOOD}
"""What may be said for a grade, apart from its number."""

HELP = """\
Enter    show the answer; then, give the grade that is suggested
1 to 4   grade: Again, Hard, Good, Easy (n is Again, y is Good); before that, one of the choices
r        I was right, where my answer was judged wrong; of a test, at its end
u        undo          b  bury until tomorrow     s  suspend
f NUMBER flag, 0 to 7  m  mark, or take it off    q  stop
Where an answer is to be written, put a colon before these: :u"""


class _Stop(Exception):  # noqa: N818 - not an error: the person has had enough
    """The person wants to stop, or is gone."""


def study(session: Session, source: TextIO) -> None:
    """Ask every card until none is left, reading what the person says from source.

    Ends when no card is left, at `q` and at the end of the input; an interrupt passes through. However it ends,
    the summary is said; after that only which answers of a test were right all the same.
    """
    session.fill()
    if session.asked is None:
        _say("No card is due among those that you chose.")
    _say(f"{counted(session.left, 'card')}. Think, then press Enter. ? shows what else can be said, q stops.")
    try:
        while session.asked is not None:
            _ask(session, session.asked, source)
    except _Stop:
        pass
    finally:
        _sum_up(session.summary())
    with suppress(_Stop):
        _dispute(session, source)


def _ask(session: Session, asked: Asked, source: TextIO) -> None:
    """Ask the card that is up until it is graded or put away."""
    again = f", {session.coming_again} of them again" if session.coming_again else ""
    _say(f"\n{session.left} to go{again}.")
    _say(asked.card.prompt)
    for number, choice in enumerate(asked.choices, 1):
        _say(f"{number}  {choice}")
    while session.asked is asked and not session.revealed:
        _before(session, asked, _hear(source, _PROMPTS[asked.manner]))
        if session.asked is not None and session.asked.card.id == asked.card.id:
            asked = session.asked  # its flag or mark is another
    if session.asked is not asked:
        return
    _show(session, asked)
    while session.asked is asked:
        _after(session, asked, _hear(source, _grades(session.buttons, session)))
        if session.asked is not None and session.asked.card.id == asked.card.id and session.revealed:
            asked = session.asked


_PROMPTS = {
    "cards": "Enter shows the answer: ",
    "choice": "Number of your choice: ",
    "typed": "Your answer: ",
}


def _before(session: Session, asked: Asked, said: str) -> None:
    """What is said before the answer is shown."""
    if asked.manner == "typed":
        if said.startswith(":"):
            _command(session, said[1:])
        else:
            _do(lambda: session.answer(said))
    elif asked.manner == "choice" and 1 <= _number(said) <= len(asked.choices):
        _do(lambda: session.choose(_number(said) - 1))
    elif asked.manner == "cards" and not said:
        _do(session.reveal)
    else:
        _command(session, said)


def _after(session: Session, asked: Asked, said: str) -> None:
    """What is said after the answer was shown."""
    rating = RATINGS.get(said.lower()) if said else (session.suggested or GOOD)
    if rating is None:
        _command(session, said)
        return
    outcome = _do(lambda: session.grade(rating))
    if outcome is None:
        return
    if not outcome.saved:
        _say("Another window graded this card meanwhile; its grade counts.")
    if outcome.leech:
        _say("A leech: this card was forgotten again and again. Word it anew, or split it.")
    if outcome.suspended:
        _say("It is suspended: it does not come again until you take that back.")


def _command(session: Session, said: str) -> None:
    word, _, rest = said.strip().lower().partition(" ")
    match word:
        case "q" | "quit":
            raise _Stop
        case "u" | "undo":
            _do(lambda: _undo(session))
        case "b" | "bury":
            _do(session.bury)
        case "s" | "suspend":
            _do(session.suspend)
        case "m" | "mark":
            _do(session.mark)
        case "f" | "flag" if 0 <= _number(rest) <= 7:
            _do(lambda: session.flag(_number(rest)))
        case "r" if session.verdict is not None:
            _do(session.insist)
        case _:
            _say(HELP)


def _undo(session: Session) -> None:
    _say("Taken back." if session.undo() else "There is nothing to take back.")


def _number(said: str) -> int:
    """The number that was said; -1 where it is none, or one of more digits than anything here has."""
    return int(said) if said.isdecimal() and len(said) < 7 else -1


def _do(deed: Callable[[], Given]) -> Given | None:
    """Do something to the session; where it cannot be saved, say so, and nothing has changed."""
    try:
        return deed()
    except QuizgenError as error:
        _say(str(error))
        return None


def _grades(buttons: tuple[Button, ...], session: Session) -> str:
    if not session.schedules:
        return f"{', '.join(f'{rating} {name}' for rating, name in GRADES.items())}: "
    return f"{', '.join(f'{one.rating} {one.name} {one.when}' for one in buttons)}: "


def _show(session: Session, asked: Asked) -> None:
    card = asked.card
    if asked.state.changed not in ("", card.answer):
        _say(f"The answer has changed since you last saw it. It was: {asked.state.changed}")
    if session.given.strip() or session.verdict is not None:
        _say(_judged(session))
    _say(f"Answer: {card.answer}")
    if card.also:
        _say(f"Also right: {', '.join(card.also)}")
    for line in (card.sentence, card.explanation, card.source):
        if line:
            _say(line)


def _judged(session: Session) -> str:
    suggested = "Right." if session.suggested == GOOD else "Not right."
    verdict = session.verdict
    if verdict is None:
        return suggested
    if verdict.kind == "typo":
        return "Right, with a slip."
    reason = f" ({verdict.reason})" if verdict.reason else ""
    return f"{suggested}{reason}" if verdict.kind == "right" else f"{suggested}{reason} If it was, say r."


def _say(text: str) -> None:
    """Print text, on a terminal broken between words."""
    width = get_terminal_size().columns if sys.stdout.isatty() else 0
    for line in safe(text).split("\n"):
        click.echo(fill(line, width) if width > 1 and line else line)


def _hear(source: TextIO, question: str) -> str:
    """What the person says to a question; raises _Stop when nobody is there any more."""
    click.echo(question, nl=False)
    line = source.readline()
    if not source.isatty():
        # Where nobody presses Enter, nothing ends the line of the question.
        click.echo()
    if not line:
        raise _Stop
    return line.strip()


def _dispute(session: Session, source: TextIO) -> None:
    """After a test, which shows no verdict before: the student's last word on each answer judged wrong."""
    for result in session.summary().disputable:
        _say(f"\n{result.card.prompt}")
        _say(f"You wrote: {result.given}")
        _say(f"Answer: {result.card.answer}")
        if _hear(source, "Enter goes on; r: I was right: ").lower() == "r":
            _do(partial(session.insist_on, result.card.id))
            _say(_score(session.summary()))


def _score(summary: Summary) -> str:
    left = f", {summary.left} to go" if summary.left else ""
    return f"Score: {summary.right} of {summary.asked}, {summary.score} %{left}."


def _sum_up(summary: Summary) -> None:
    left = f", {summary.left} to go" if summary.left else ""
    if summary.purpose == "test":
        _say(f"\n{_score(summary)}")
    else:
        _say(f"\n{counted(summary.asked, 'card')} asked: {summary.right} known at once{left}.")
    if summary.tomorrow:
        _say(f"Due tomorrow: {counted(summary.tomorrow, 'card')}.")
    if summary.missed:
        _say("To look at again:")
    for result in summary.missed:
        _say(f"{result.card.origin}: {result.card.prompt} {result.card.answer}")
