"""The end of a session: how it went, what to look at again, what comes next."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.study.asked import GRADES
from decks.study.summary import Summary
from quizgen.finding import QuizgenError
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.present import Present
from tui.report import counted, duration

AGAIN = "To look at again:"

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.study.options import Purpose
    from decks.study.session import Session
    from decks.study.summary import Result
    from tui.app.app import StudyApp
    from tui.desk import Desk


class SummaryScreen(Present[None]):
    """What a session came to."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("summary"))
    AUTO_FOCUS = "#summary"
    app: StudyApp

    def __init__(self, desk: Desk, session: Session) -> None:
        super().__init__()
        self.desk = desk
        self.session = session
        self.summary = session.summary()

    def compose(self) -> ComposeResult:
        """One text, that scrolls; below it the missed answers a row each, where one may have been right."""
        with VerticalScroll(id="summary"):
            yield Static(id="told", markup=False)
        yield OptionList(id="missed", markup=False)
        yield KeyLine()

    def on_mount(self) -> None:
        """Tell it."""
        self._draw()

    def _draw(self) -> None:
        rows, summary = self.query_one("#missed", OptionList), self.summary
        rows.display = bool(summary.disputable)
        self.query_one("#summary").set_class(rows.display, "-above")
        told = text(summary, self.session.today, self.session.options.purpose, rows=rows.display)
        self.query_one("#told", Static).update(told)
        at = rows.highlighted or 0
        rows.clear_options()
        if rows.display:
            rows.add_options([Option(row(result)) for result in summary.missed])
            rows.highlighted = min(at, len(summary.missed) - 1)
            rows.focus()
        self.refresh_bindings()

    def _highlighted(self) -> Result | None:
        at = self.query_one("#missed", OptionList).highlighted
        return None if at is None else self.summary.missed[at]

    def on_option_list_option_highlighted(self) -> None:
        """What can be done is another for each answer."""
        self.refresh_bindings()

    def on_option_list_option_selected(self) -> None:
        """Enter, which the rows take for themselves, goes on as it does without them."""
        self.app.action_decks()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """The missed can be studied where there are some; what was written can have been right."""
        if action == "insist":
            return self._highlighted() in self.summary.disputable
        return bool(self.summary.missed) if action == "wrong" else True

    def action_insist(self) -> None:
        """The student was right: the answer counts as that."""
        missed = self._highlighted()
        if missed is None:
            return
        try:
            self.session.insist_on(missed.card.id)
        except QuizgenError as error:
            self.notify(words.shown(str(error)), title="Not saved", severity="error", markup=False)
            return
        self.summary = self.session.summary()
        self._draw()

    def action_wrong(self) -> None:
        """Study the cards that were missed."""
        cards = [result.card.id for result in self.summary.missed]
        purpose: Purpose = "cram" if self.session.options.purpose == "cram" else "learn"
        options = replace(self.session.options, purpose=purpose, exam=None)
        self.app.study(self.desk.session(sheets=self.session.sheets, cards=cards, options=options))

    def action_ahead(self) -> None:
        """Study what will be due in the coming days."""
        self._again("ahead")

    def action_cram(self) -> None:
        """Go through all the cards; the schedule is left alone."""
        self._again("cram")

    def _again(self, purpose: Purpose) -> None:
        options = replace(self.session.options, purpose=purpose, exam=None)
        session = self.desk.session(sheets=self.session.sheets, options=options)
        if session.asked is None:
            self.notify("There are no cards for that.")
        else:
            self.app.study(session)

    def action_undo(self) -> None:
        """Take back the newest grade, and go on with its card."""
        try:
            done = self.session.undo()
        except QuizgenError as error:
            self.notify(str(error), severity="error")
            return
        if done is None or self.session.asked is None:
            self.notify("There is nothing to take back.")
        else:
            self.app.study(self.session)


def text(summary: Summary, today: int, purpose: Purpose, *, rows: bool = False) -> Content:
    """The summary as a person reads it; where the missed stand in `rows` below it, with no more than their heading."""
    return words.paragraphs(
        [
            Content(headline(summary, purpose)).stylize("bold"),
            Content(graded(summary)),
            Content(coming(summary, today)),
            leeches(summary),
            Content(AGAIN).stylize("bold") if rows else missed(summary),
        ]
    )


def headline(summary: Summary, purpose: Purpose) -> str:
    """How many cards, and how many right."""
    if not summary.asked:
        if summary.left or purpose != "learn":
            return "No card was answered."
        return "Nothing is due, and the new cards of today are learned."
    right = f"{summary.right} right at once ({summary.score} %)"
    if purpose == "test":
        return f"Score: {summary.right} of {summary.asked}, {summary.score} %."
    return f"{counted(summary.asked, 'card')}: {right}, in {duration(summary.milliseconds)}."


def graded(summary: Summary) -> str:
    """How often each grade was given."""
    if summary.purpose == "test" or not summary.asked:
        return ""
    return " · ".join(
        f"{name} {number}" for name, number in zip(GRADES.values(), summary.grades, strict=True)
    )


def coming(summary: Summary, today: int) -> str:
    """What comes next."""
    lines = []
    if summary.left:
        lines.append(f"Left for today: {counted(summary.left, 'card')}.")
    if summary.tomorrow:
        lines.append(f"Due tomorrow: {counted(summary.tomorrow, 'card')}.")
    elif summary.next_day:
        day = date.fromordinal(summary.next_day)
        lines.append(
            f"Next due: {day:%A}, {day:%d} {day:%B %Y}, in {counted(summary.next_day - today, 'day')}."
        )
    if summary.new and not summary.left and summary.purpose == "learn":
        lines.append(f"{counted(summary.new, 'new card')} left, for the days to come.")
    if not summary.left:
        lines.append("a studies ahead; c goes through all cards and leaves the schedule alone.")
    return "\n".join(lines)


def leeches(summary: Summary) -> Content:
    """The cards that became leeches."""
    return Content("\n").join(
        Content(f"Leech: {words.shown(card.prompt)}  {words.shown(card.origin)}") for card in summary.leeches
    )


def missed(summary: Summary) -> Content:
    """The cards to look at again, each with its answer and what was given."""
    if not summary.missed:
        return Content("")
    return Content("\n").join([Content(AGAIN).stylize("bold"), *map(row, summary.missed)])


def row(result: Result) -> Content:
    """A card that was missed, its answer and what was given."""
    given = f"   you: {words.shown(result.given)}" if result.given else ""
    card = result.card
    return Content.assemble(
        f"· {words.shown(card.prompt)}\n  ", (words.shown(card.answer), "bold"), (given, words.QUIET)
    )
