"""The card that is up: in which form it is asked, and what each grade would do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from decks.progress.state import after

if TYPE_CHECKING:
    from decks.card import Card
    from decks.progress.state import CardState
    from decks.scheduling.fsrs import Scheduler
    from decks.study.options import Mode

Manner = Literal["cards", "choice", "typed"]
"""How one card is answered: a mode, with what is mixed decided."""

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
GRADES = {AGAIN: "Again", HARD: "Hard", GOOD: "Good", EASY: "Easy"}
"""By rating, as FSRS counts them."""

_TURNS: tuple[Manner, ...] = ("choice", "cards", "typed")
"""Mixed: recognised first, then recalled, then written, and round again."""


@dataclass(frozen=True, slots=True)
class Button:
    """One of the four grades, and the interval it gives."""

    rating: int
    interval: int
    """Study days until the card comes again; 0 for today."""

    @property
    def name(self) -> str:
        """`Again`, `Hard`, `Good`, `Easy`."""
        return GRADES[self.rating]

    @property
    def when(self) -> str:
        """The interval in words that fit a button: `today`, `3 d`, `2.5 mo`, `1.2 y`."""
        return interval(self.interval)


@dataclass(frozen=True, slots=True)
class Asked:
    """A card as it is put to a person."""

    card: Card
    state: CardState
    manner: Manner
    since: int
    """The instant at which it came up, in UTC milliseconds."""
    choices: tuple[str, ...] = ()
    key: int = -1
    """The right one of the choices."""


MOST = 9
"""Choices that a key each can choose."""


def choosable(choices: tuple[str, ...], key: int) -> tuple[tuple[str, ...], int]:
    """At most `MOST` neighbours among the choices, the right one with them; and its number then."""
    start = max(0, min(key - MOST // 2, len(choices) - MOST))
    return choices[start : start + MOST], key - start


def buttons(state: CardState, day: int, scheduler: Scheduler) -> tuple[Button, ...]:
    """What each grade would give a card on a study day. Grading does the very same (`state.after`)."""
    return tuple(Button(rating, after(state, rating, day, scheduler).due - day) for rating in GRADES)


def manner(mode: Mode, state: CardState) -> Manner:
    """How a card is asked in a mode."""
    return _TURNS[state.repetitions % len(_TURNS)] if mode == "mixed" else mode


def interval(days: int) -> str:
    """A number of days in few letters: `today`, `3 d`, `2.5 mo`, `1.2 y`."""
    if days <= 0:
        return "today"
    if days < 31:
        return f"{days} d"
    months = days / 30.4375
    return f"{_short(months)} mo" if months < 12 else f"{_short(days / 365.25)} y"


def _short(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
