"""The app that shows a review."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.app.frame import Frame
from tui.app.keys import bindings
from tui.review.screen import ReviewScreen

if TYPE_CHECKING:
    from textual.binding import BindingType

    from quizgen.tagging.review.review import Review
    from tui.settings import Settings

ELSEWHERE = {"app.decks", "app.cards", "app.statistics", "app.settings"}
"""What needs sheets that are studied."""


class ReviewApp(Frame):
    """One screen; every step is saved by the review itself."""

    CSS_PATH: ClassVar = ["../app/study.tcss", "review.tcss"]
    BELOW_KEYS: ClassVar[tuple[str, ...]] = (
        "A class tags the words in focus: arrows go from word to word, and their ends move as those of a span.",
        "Mouse: a click goes to a span, a word or a sentence, a drag chooses words, two clicks one word of a span.",
        "The names at the right are those for [keys] in the configuration file; quizgen doctor says where it lies.",
        "For lines instead of screens, as for a screen reader: quizgen tag TEXT --review --plain",
    )
    BINDINGS: ClassVar[list[BindingType]] = [key for key in bindings("app") if key.id not in ELSEWHERE]

    def __init__(self, review: Review, settings: Settings) -> None:
        self._notes: list[str] = []
        super().__init__(settings, self._notes)
        self.review = review

    def on_mount(self) -> None:
        """Show where the review stopped; leave in good order when the terminal or the system ends us."""
        self.push_screen(ReviewScreen(self.review))
        self._mind_signals()
        for note in self._notes:
            self.notify(note, timeout=10)

    async def action_back(self) -> None:
        """Leave the screen that is on top of the review."""
        self.pop_screen()
