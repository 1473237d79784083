"""A review on the screen: the sentence that is up among its neighbours, and what would be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Input, Static

from quizgen.finding import QuizgenError
from tui.app.keyline import KeyLine
from tui.app.keys import TAG_KEYS, bindings
from tui.app.present import Present
from tui.app.words import shown
from tui.review import words
from tui.review.pointing import Pointed

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual import events
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from quizgen.tagging.review.review import Review
    from quizgen.tagging.review.stretches import Side


LEGEND: words.Legend = (
    (*(((tag,), tag) for tag in TAG_KEYS), (("right_who",), "who and right")),
    (
        (("resolve",), "pronoun"),
        (("name",), "its name"),
        (("rewrite",), "anew"),
        (("paragraph",), "paragraph right"),
    ),
    (
        (("word_before", "next_word"), "word"),
        (("end_earlier", "end_later"), "end"),
        (("start_earlier", "start_later"), "begin"),
        (("grow_start", "grow_end"), "by a phrase"),
        (("letters",), "by letters"),
    ),
)
"""Deeds whose keys stand beside the sentence, and what they are called there: classes, the sentence, boundaries."""


class ReviewScreen(Present[None]):
    """Draws a review and passes on the keys; what they mean is the review's."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("review"))
    AUTO_FOCUS = ""

    def __init__(self, review: Review) -> None:
        super().__init__()
        self.review = review
        self.letters = False
        """Whether boundaries move by letters."""
        self._seen = -1
        """The sentence that was scrolled to."""
        self._write: Callable[[str], str] | None = None
        """What is done with the line that is being written; None while none is."""

    def compose(self) -> ComposeResult:
        """Where we are, the sentences, the questions, the keys."""
        with Horizontal(id="where"):
            yield Static(id="place", markup=False)
            yield Static(id="counts", markup=False)
        with Horizontal(id="desk"):
            with VerticalScroll(id="text", can_focus=False):
                yield Static(id="before", markup=False)
                yield Pointed(id="sentence")
                yield Static(id="stands", markup=False)
                yield Static(id="after", markup=False)
            with Vertical(id="asked"):
                with VerticalScroll(id="asking", can_focus=False):
                    yield Static(id="questions", markup=False)
                yield Static(id="tags", markup=False)
        yield Input(id="written", select_on_focus=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Show where the review stopped."""
        self.query_one("#written", Input).display = False
        self.draw()

    # What is shown

    def draw(self) -> None:
        """Show the review as it stands."""
        review = self.review
        with self.app.batch_update():
            self._count()
            rows = self.size.height
            before, after = (rows // 10, rows // 7) if rows >= 20 else (0, 1)
            self._neighbours("#before", range(max(0, review.at - before), review.at))
            self._neighbours(
                "#after", range(review.at + 1, min(len(review.decisions), review.at + 1 + after))
            )
            self.query_one("#sentence", Pointed).show(review.decision, review.focus)
            stands = self.query_one("#stands", Static)
            stands.update(self._stands())
            stands.display = bool(self._stands())
            self.query_one("#questions", Static).update(words.questions(review.questions()))
        self.call_after_refresh(self._look_at_focus)
        self.refresh_bindings()

    def _look_at_focus(self) -> None:
        """Scroll no farther than it takes to see what is in focus; a sentence that comes up as far as its end."""
        scroll, up = self.query_one("#text", VerticalScroll), self.query_one("#sentence", Pointed)
        top, height = up.virtual_region.y, scroll.size.height
        y = scroll.scroll_offset.y
        if self._seen != self.review.at:
            self._seen = self.review.at
            y = max(0, min(top, top + up.virtual_region.height - height))
        first, last = (top + line for line in up.lines_in_focus())
        scroll.scroll_to(y=max(min(y, first), last - height + 1), animate=False)

    def _legend(self) -> Content:
        """The keys that the line of keys has no room for, as the person has them: a line for each kind."""
        bound = self._bindings.copy()
        bound.apply_keymap(self.app._keymap)
        keys: dict[str, str] = {}
        for _, one in bound:
            keys.setdefault((one.id or "").removeprefix("review."), self.app.get_key_display(one))
        lines = LEGEND if self.size.height >= 30 else LEGEND[:1]  # the questions need their room
        return words.legend(keys, lines, self.query_one("#tags", Static).size.width or self.size.width)

    def _neighbours(self, id_: str, places: range) -> None:
        lines = self.query_one(id_, Static)
        lines.display = bool(places)
        lines.update(Content("\n").join([words.line(self.review, at) for at in places]))

    def _stands(self) -> str:
        done = "All is decided; q ends." if self.review.is_done else ""
        letters = "Boundaries move by letters; l: by words." if self.letters else ""
        return " ".join(one for one in (words.why(self.review), done, letters) if one)

    def _count(self) -> None:
        review = self.review
        place = " › ".join((*review.sentence.heading, review.sentence.place))
        self.query_one("#place", Static).update(shown(place))
        counts = words.counts(review, width=self.size.width)
        self.query_one("#counts", Static).update(counts)

    def on_resize(self) -> None:
        """Show as many neighbours as there is room for, and what keys do."""
        if self.is_mounted:
            self.draw()
            self.call_after_refresh(lambda: self.query_one("#tags", Static).update(self._legend()))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """While something is written, keys are letters; some deeds are only for a span."""
        if self._write is not None:
            return action == "end"
        if action == "remove":
            return self.review.span is not None
        return self.review.can_undo if action == "undo" else True

    # What is done

    def _do(self, deed: Callable[[], str]) -> bool:
        """Do something; where it cannot be done or saved, say so, and all is as it was."""
        try:
            wrong = deed()
        except QuizgenError as error:
            self.notify(str(error), title="Not saved", severity="error", timeout=15)
            return False
        self.app.clear_notifications()
        if wrong:
            self.notify(f"{wrong[:1].upper()}{wrong[1:]}.", severity="warning", timeout=5)
        self.draw()
        return not wrong

    def action_accept(self) -> None:
        """The sentence is right."""
        self._do(self.review.accept)

    def action_accept_paragraph(self) -> None:
        """The paragraph is right from here on."""
        self._do(self.review.accept_paragraph)

    def action_reject(self) -> None:
        """The sentence is no fact."""
        self._do(self.review.reject)

    def action_skip(self) -> None:
        """The sentence comes again after all others."""
        self._do(self.review.skip)

    def action_remove(self) -> None:
        """Take the tag off."""
        self._do(self.review.remove)

    def action_tag(self, tag: str) -> None:
        """Give what is in focus this tag."""
        self._do(lambda: self.review.change(tag))

    def action_finish(self, deed: str) -> None:
        """The last thing that was amiss, and then the sentence is right: one key for both."""
        deeds = {"remove": self.review.remove, "resolve": self.review.resolve}
        if self._do(deeds.get(deed, lambda: self.review.change(deed))):
            self._do(self.review.accept)

    def action_resolve(self) -> None:
        """The pronoun stands for the next of those who were named before it."""
        if self.review.candidates():
            self._do(self.review.resolve)
        else:
            self.action_name()

    def action_name(self) -> None:
        """Write whom the pronoun stands for."""
        self._begin("whom it stands for, then Enter", "", self.review.resolve)

    def action_rewrite(self) -> None:
        """Write the sentence anew."""
        self._begin("the fact, then Enter", self.review.source(), self.review.rewrite)

    def action_undo(self) -> None:
        """Take back the newest thing done."""
        self._do(self.review.undo)

    def action_stop(self, by: int) -> None:
        """Go to another phrase."""
        self.review.next_stop(by)
        self.draw()

    def action_word(self, by: int) -> None:
        """Go to another word."""
        self.review.next_word(by)
        self.draw()

    def action_move(self, side: Side, by: int) -> None:
        """Move a boundary."""
        self._do(lambda: self.review.move(side, by, letters=self.letters))

    def action_grow(self, side: Side) -> None:
        """Move a boundary over a phrase."""
        self._do(lambda: self.review.grow(side))

    def action_letters(self) -> None:
        """Move boundaries by letters, or by words again."""
        self.letters = not self.letters
        self.draw()

    def action_scroll(self, by: int) -> None:
        """Scroll the questions, where there are more than can be seen."""
        self.query_one("#asking").scroll_relative(y=by, animate=False)

    def action_go(self, by: int) -> None:
        """Go to another sentence."""
        self.review.go(self.review.at + by)
        self.draw()

    def action_first(self) -> None:
        """Go to the first sentence."""
        self.review.go(0)
        self.draw()

    def action_last(self) -> None:
        """Go to the last sentence."""
        self.review.go(len(self.review.decisions) - 1)
        self.draw()

    # Where the mouse points

    def on_pointed_chosen(self, event: Pointed.Chosen) -> None:
        """Put a span, a word or a selection into focus."""
        if self._write is None:
            (self.review.choose if event.exact else self.review.look_at)(event.stretch)
            self.draw()

    def on_click(self, event: events.Click) -> None:
        """Go to a sentence that was clicked."""
        at = event.style.meta.get(words.PLACE)
        if self._write is None and at is not None and not self.get_selected_text():
            self.review.go(at)
            self.draw()

    def action_end(self) -> None:
        """Leave what is being written as it was; else end the review, of which all is saved."""
        if self._write is not None:
            self._stop_writing()
        else:
            self.app.exit()

    # What is written

    def _begin(self, hint: str, value: str, write: Callable[[str], str]) -> None:
        written = self.query_one("#written", Input)
        written.placeholder, written.value, written.display = hint, value, True
        written.cursor_position = len(value)
        self._write = write
        written.focus()
        self.refresh_bindings()

    def _stop_writing(self) -> None:
        self._write = None
        self.query_one("#written", Input).display = False
        self.set_focus(None)
        self.refresh_bindings()

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Take what was written; where it is not right it stays to be mended."""
        write, value = self._write, event.value.strip()
        if write is None:
            return
        if not value or self._do(lambda: write(value)):
            self._stop_writing()
