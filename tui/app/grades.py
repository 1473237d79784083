"""The four grades, each with the interval it will give; keys and mouse alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult

    from decks.study.asked import Button


class Grade(Static):
    """One grade, to be clicked."""

    def __init__(self, rating: int) -> None:
        super().__init__(id=f"grade{rating}")
        self.rating = rating

    def on_click(self) -> None:
        """Pass on which grade was meant."""
        self.post_message(Grades.Chosen(self.rating))


class Grades(Horizontal):
    """Again, Hard, Good, Easy; the one that space and Enter give has a mark before it."""

    class Chosen(Message):
        """A grade was clicked."""

        def __init__(self, rating: int) -> None:
            super().__init__()
            self.rating = rating

    def compose(self) -> ComposeResult:
        """Four places in a row."""
        for rating in (1, 2, 3, 4):
            yield Grade(rating)

    def show(self, buttons: Sequence[Button], suggested: int, *, intervals: bool) -> None:
        """Write what each grade gives; without intervals where the schedule is not touched."""
        for button in buttons:
            mark = "▸" if button.rating == suggested else ""
            when = f"\n{button.when}" if intervals else ""
            self.query_one(f"#grade{button.rating}", Grade).update(
                Content.assemble((f"{mark}{button.rating} {button.name}", "bold"), when)
            )
