"""The day of an exam: set, taken off, and what it takes to be ready."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Input, Static

from decks.study.exam import course
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.present import Present
from tui.planned import told

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.library import Shelved
    from tui.desk import Desk


class ExamScreen(ModalScreen[None], Present[None]):
    """Asks for the day; shows how many cards each day until then would take."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "back")]
    AUTO_FOCUS = "#day"

    def __init__(self, desk: Desk, sheets: Sequence[Shelved]) -> None:
        super().__init__()
        self.desk = desk
        self.sheets = sheets

    def compose(self) -> ComposeResult:
        """A field and the plan."""
        known = self.desk.store.exams().get(self.sheets[0].id)
        with VerticalScroll(id="form"):
            yield Static("Day of the exam, as 2027-06-01; empty for none. Enter saves.", markup=False)
            yield Input(known.isoformat() if known else "", id="day", compact=True)
            yield Static(id="plan", markup=False)

    def on_input_changed(self, event: Input.Changed) -> None:
        """Show the plan for the day that stands there."""
        day = _day(event.value)
        plan = self.query_one("#plan", Static)
        if day is None or day.toordinal() < self.desk.today:
            plan.update("")
        else:
            plan.update("…")
            self.run_worker(lambda: self._plan(day), thread=True, exclusive=True)

    def _plan(self, day: date) -> None:
        today = self.desk.today
        try:
            with self.desk.another_store() as store:
                found = told(course(store, self.sheets, self.desk.options, today, day), today, day)
        except QuizgenError as error:
            found = str(error)
        self.found(lambda: self.query_one("#plan", Static).update(Content(words.shown(found))))

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Save the day."""
        said, day = event.value.strip(), _day(event.value)
        if said and (day is None or day.toordinal() < self.desk.today):
            self.notify(f"{said} is no day to come; write it as 2027-06-01", markup=False, severity="warning")
            return
        try:
            self.desk.set_exam(self.sheets, day)
        except QuizgenError as error:
            self.notify(str(error), severity="error", markup=False)
            return
        self.dismiss()


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None
