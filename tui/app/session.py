"""The session on the screen: the question, the answer, the grades."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Horizontal, VerticalScroll
from textual.widgets import Input, Static

from decks.progress.errors import NotSavedError
from decks.study.asked import GOOD
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.grades import Grades
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.present import Present

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.progress.event import Event
    from decks.study.session import Outcome, Session
    from tui.desk import Desk

ALWAYS = {"undo", "end", "scroll"}
"""What can be done with or without a card."""


class SessionScreen(Present[None]):
    """Draws a session and passes on the keys; what they mean is the session's."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("session"))
    AUTO_FOCUS = ""

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__()
        self.desk = desk
        self.session = session

    def compose(self) -> ComposeResult:
        """Where we are, the card, the grades, the keys."""
        with Horizontal(id="where"):
            yield Static(id="place", markup=False)
            yield Static(id="counts", markup=False)
        with VerticalScroll(id="card", can_focus=False):
            yield Static(id="question", markup=False)
            if self.session.options.writes:
                yield Input(id="typed", placeholder="your answer, then Enter", select_on_focus=False)
            yield Static(id="answer", markup=False)
        yield Grades()
        yield KeyLine()

    def on_mount(self) -> None:
        """Show the first card; all else waits until it is there."""
        self.draw()
        self.call_after_refresh(self._fill)

    def _fill(self) -> None:
        before = self.session.asked
        self.session.fill()
        self.session.warm_up()
        if self.session.asked is before:
            self._count()
        else:
            self.draw()

    # What is shown

    def draw(self) -> None:
        """Show the session as it stands; where nothing is left, its end."""
        session, asked = self.session, self.session.asked
        if asked is None:
            self._finish()
            return
        # Deferred, not shown: all changes of one key reach the terminal in one piece.
        with self.app.batch_update():
            self.query_one("#place", Static).update(words.place(asked.card))
            self._count()
            question = words.question(asked, session.given, revealed=session.revealed)
            self.query_one("#question", Static).update(question)
            self._draw_typing(writing=asked.manner == "typed" and not session.revealed)
            answer = self.query_one("#answer", Static)
            answer.display = session.revealed
            grades = self.query_one(Grades)
            grades.display = session.revealed
            scroll = self.query_one("#card", VerticalScroll)
            if session.revealed:
                answer.update(words.answer(asked, session.given, session.verdict))
                grades.show(session.buttons, session.suggested or GOOD, intervals=session.schedules)
                self.call_after_refresh(self._look_at_answer)
            else:
                scroll.scroll_home(animate=False)
        self.refresh_bindings()

    def _look_at_answer(self) -> None:
        """Scroll no farther than it takes to see the whole answer, and never past its beginning."""
        scroll = self.query_one("#card", VerticalScroll)
        beginning = self.query_one("#answer", Static).virtual_region.y
        scroll.scroll_to(y=min(beginning, scroll.max_scroll_y), animate=False)

    def on_resize(self) -> None:
        """Count in as many words as there is room for."""
        if self.is_mounted:
            self._count()

    def _count(self) -> None:
        session = self.session
        if self.size.width < 60:
            text = f"{session.done}/{session.done + session.left - session.coming_again}"
        else:
            again = f" · {session.coming_again} again" if session.coming_again else ""
            text = f"{session.done} done · {session.left} to go{again}"
        self.query_one("#counts", Static).update("".join(self._signs()) + text)

    def _signs(self) -> list[str]:
        asked = self.session.asked
        if asked is None:
            return []
        flag = f"⚑{asked.state.flag}" if asked.state.flag else ""
        signs = [flag, "★" if asked.state.marked else "", "new" if asked.state.is_new else ""]
        return [f"{sign} · " for sign in signs if sign]

    def _draw_typing(self, *, writing: bool) -> None:
        if not self.session.options.writes:
            return
        typed = self.query_one("#typed", Input)
        typed.display = writing
        if writing:
            typed.value = ""
            typed.focus()
        else:
            self.set_focus(None)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Only what can be done now has a key."""
        session, asked = self.session, self.session.asked
        if action in ALWAYS:
            return True
        if asked is None:
            return False
        match action:
            case "reveal":
                return not session.revealed and asked.manner == "cards"
            case "choose":
                number = parameters[0]
                return not session.revealed and isinstance(number, int) and number <= len(asked.choices)
            case "accept" | "grade":
                return session.revealed
            case "write":
                return asked.manner == "typed" and not session.revealed and self.focused is None
            case "insist":
                return session.verdict is not None and session.verdict.kind == "wrong"
            case "edit":
                # The editor shows the answer.
                return session.options.purpose != "test"
            case "about":
                return session.revealed or session.options.purpose != "test"
            case _:
                return True

    # What is done

    def _do(self, deed: Callable[[], object]) -> bool:
        """Do something to the session; where it cannot be done or saved, say so and leave everything as it was."""
        try:
            deed()
        except QuizgenError as error:
            title = "Not saved" if isinstance(error, NotSavedError) else ""
            self.notify(words.shown(str(error)), title=title, severity="error", markup=False, timeout=15)
            return False
        self.draw()
        return True

    def action_reveal(self) -> None:
        """Show the answer."""
        self._do(self.session.reveal)

    def action_write(self) -> None:
        """Go on with the answer that was left."""
        self.query_one("#typed", Input).focus()

    def action_choose(self, number: int) -> None:
        """Take a choice, from 1."""
        self._do(lambda: self.session.choose(number - 1))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Have the answer judged. Of two that were sent at once, the second is still the first card's."""
        if event.value == event.input.value:
            event.input.value = ""
            self._do(lambda: self.session.answer(event.value))

    def action_accept(self) -> None:
        """Give the grade that the answer earned, or where none was judged, Good."""
        self.action_grade(self.session.suggested or GOOD)

    def action_grade(self, rating: int) -> None:
        """Grade the card."""
        outcomes: list[Outcome] = []
        card = self.session.asked
        if self._do(lambda: outcomes.append(self.session.grade(rating))):
            self._tell(outcomes[0], card.card.prompt if card else "")

    def _tell(self, outcome: Outcome, prompt: str) -> None:
        if not outcome.saved:
            self.notify(
                "Another window graded this card meanwhile; its grade counts.",
                markup=False,
                severity="warning",
            )
        elif outcome.leech:
            away = " It is suspended." if outcome.suspended else ""
            self.notify(
                f"A leech: this card was forgotten again and again. Word it anew, or split it.{away} "
                f"{words.shown(prompt)}",
                markup=False,
                severity="warning",
                timeout=10,
            )

    def _tell_shortly(self, what: str) -> None:
        """Say something in place of what was said before, so that words never cover the card."""
        self.app.clear_notifications()
        self.notify(what, markup=False, timeout=3)

    def on_grades_chosen(self, event: Grades.Chosen) -> None:
        """Grade with the mouse."""
        self.action_grade(event.rating)

    def action_insist(self) -> None:
        """The student was right."""
        self._do(self.session.insist)

    def action_undo(self) -> None:
        """Take back the newest thing done."""
        done: list[Event | None] = []
        if self._do(lambda: done.append(self.session.undo())):
            event, asked = done[0], self.session.asked
            what = f"Taken back: {words.deed(event)}" if event else "There is nothing to take back."
            of = f", of “{words.shown(asked.card.prompt)}”" if event and asked else ""
            self._tell_shortly(what + of)

    def action_bury(self) -> None:
        """Put the card away until tomorrow."""
        if self._do(self.session.bury):
            self._tell_shortly("Buried until tomorrow.")

    def action_suspend(self) -> None:
        """Put the card away until it is taken back."""
        if self._do(self.session.suspend):
            self._tell_shortly("Suspended; in the list of all cards it can be taken back.")

    def action_flag(self) -> None:
        """The next flag: none, 1 to 7, none."""
        asked = self.session.asked
        if asked is not None:
            self._do(lambda: self.session.flag((asked.state.flag + 1) % 8))

    def action_mark(self) -> None:
        """Mark the card, or take the mark off."""
        self._do(self.session.mark)

    def action_scroll(self, lines: int) -> None:
        """Move the card up or down; at once, or of many keys before the next refresh only one would count."""
        self.query_one("#card", VerticalScroll).scroll_relative(y=lines, animate=False, immediate=True)

    def action_edit(self) -> None:
        """Open the fact in the editor at its line, then go on with what it says now."""
        from tui.app.editing import edit_fact

        asked = self.session.asked
        if asked is not None:
            edit_fact(self.app, self.desk, asked.card, self._read_anew)

    def _read_anew(self) -> None:
        if not self.is_here:
            return
        shelf, before = self.desk.shelf, self.session.asked
        self._do(lambda: self.session.refresh(shelf.sheets, whole=not shelf.errors))
        after = self.session.asked
        if before is not None and (after is None or after.card.id != before.card.id):
            self.notify(
                "This card is gone: its fact was taken out, or it has no id and is another fact with its words "
                "changed. quizgen id SHEET gives every fact an id; l in the list of decks finds lost cards.",
                markup=False,
                timeout=12,
            )

    def action_about(self) -> None:
        """Show what is known of the card."""
        from tui.app.about import AboutScreen

        asked = self.session.asked
        if asked is not None:
            self.app.push_screen(AboutScreen(self.desk, asked.card, answered=self.session.revealed))

    def action_end(self) -> None:
        """Leave the answer being written; else end the session."""
        if self.focused is not None:
            self.set_focus(None)
        else:
            self._finish()

    def _finish(self) -> None:
        from tui.app.summary import SummaryScreen

        self.app.switch_screen(SummaryScreen(self.desk, self.session))
