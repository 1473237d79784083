"""The sentence that is up, with words to point at: a click means a span or a word, a drag the words it goes over.

While the mouse is drawn the sentence stays as it stands and only its colours change: brackets would shift the words
from under it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.containers import VerticalScroll
from textual.message import Message
from textual.widgets import Static

from tui.review.words import UP, WORD, sentence

if TYPE_CHECKING:
    from textual import events

    from quizgen.tagging.review.reviewed import Decision
    from quizgen.tagging.review.stretches import Stretch

LEFT = 1


class Pointed(Static):
    """Shows a sentence, and tells at what in it somebody points."""

    ALLOW_SELECT = False  # what is chosen here is to be tagged, not copied

    @dataclass
    class Chosen(Message):
        """Somebody pointed at a stretch of the sentence."""

        stretch: Stretch
        exact: bool
        """Whether just these words are meant: they were dragged over, or a word was clicked twice."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id, markup=False)
        self._decision: Decision | None = None
        self._focus: Stretch = (0, 0)
        self._from: Stretch | None = None
        """Where the mouse went down; None while it is up."""
        self._over: Stretch | None = None
        """From there to where it is drawn; None while it was not."""
        self._pressed: Stretch | None = None
        """Where it went down last."""
        self._clicked: Stretch | None = None
        """What the first of two clicks was on: it redraws the sentence, and other words may stand there now."""

    def show(self, decision: Decision, focus: Stretch) -> None:
        """Show a sentence with what is in focus."""
        self._decision, self._focus = decision, focus
        self._from = self._over = None
        self.update(sentence(decision, focus))

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin at a word."""
        stretch = self._stretch(event)
        if event.button == LEFT and stretch is not None and not self.disabled:
            self._from, self._over = stretch, None
            self._pressed = stretch
            self.capture_mouse()

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Go on to another word; at the edge of what is seen of the sentence, on to more of it."""
        if self._from is None or self._decision is None:
            return
        scroll = self.query_ancestor(VerticalScroll)
        beyond = event.screen_y - min(max(event.screen_y, scroll.region.y), scroll.region.bottom - 1)
        if beyond:
            scroll.scroll_relative(y=1 if beyond > 0 else -1, animate=False)
        stretch = self._stretch(event)
        if stretch is None or (self._over is None and stretch == self._from):
            return
        self._over = (min(self._from[0], stretch[0]), max(self._from[1], stretch[1]))
        self.update(sentence(self._decision, self._focus, self._over))

    def on_mouse_up(self) -> None:
        """End; the mouse may have been let go anywhere."""
        self.release_mouse()
        if self._from is not None:
            self.post_message(self.Chosen(self._over or self._from, exact=self._over is not None))
        self._from = None

    def on_click(self, event: events.Click) -> None:
        """At the second click in one place the word is meant by itself, whatever its span."""
        event.stop()
        if event.chain == 1:
            self._clicked = self._pressed
        elif self._clicked is not None:
            self.post_message(self.Chosen(self._clicked, exact=True))

    def _stretch(self, event: events.MouseEvent) -> Stretch | None:
        """What stands under the mouse, or else before it on its line."""
        for x in range(event.screen_x, self.region.x - 1, -1):
            meta = self.screen.get_style_at(x, event.screen_y).meta
            if WORD in meta:
                start, end = meta[WORD]
                return start, end
        return None

    def lines_in_focus(self) -> tuple[int, int]:
        """The first line that shows what is in focus, and the last; both 0 where nothing is."""
        strips = self.render_lines(self.size.region)
        lines = [
            y for y, strip in enumerate(strips) if any(one.style and UP in one.style.meta for one in strip)
        ]
        return (lines[0], lines[-1]) if lines else (0, 0)
