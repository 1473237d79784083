"""What is known of one card: its state, and every answer ever given."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from decks.study.asked import GRADES, interval
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
from tui.app.present import Present
from tui.report import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.card import Card
    from decks.progress.event import Event
    from decks.progress.state import CardState
    from tui.desk import Desk


class AboutScreen(Present[None]):
    """One card, looked at closely."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("help"))
    AUTO_FOCUS = "#about"

    def __init__(self, desk: Desk, card: Card, *, answered: bool = True) -> None:
        """`answered`: whether the answer may be shown."""
        super().__init__()
        self.answered = answered
        self.desk = desk
        self.card = card

    def compose(self) -> ComposeResult:
        """One text, that scrolls."""
        state = self.desk.store.state(self.card.id)
        undone = self.desk.store.undone()
        history = [
            event
            for event in self.desk.store.history(self.card.id)
            if event.kind != "undo" and event.uid not in undone
        ]
        with VerticalScroll(id="about"):
            yield Static(self._text(state, history), markup=False)
        yield KeyLine()

    def _text(self, state: CardState, history: list[Event]) -> Content:
        card = self.card
        rows = [
            ("Card", card.id),
            ("Fact", card.origin),
            ("Tags", ", ".join(card.tags)),
            *standing(state, self.desk.today),
        ]
        table = Content("\n").join(
            Content.assemble((f"{name:<11}", words.QUIET), words.shown(said)) for name, said in rows if said
        )
        log = Content("\n").join(Content(words.shown(told(event, whole=self.answered))) for event in history)
        answer = words.answer_of(card) if self.answered else Content("")
        return words.paragraphs([Content(words.shown(card.prompt)).stylize("bold"), answer, table, log])


def standing(state: CardState, today: int) -> list[tuple[str, str]]:
    """What the schedule knows of a card, a row each."""
    rows: list[tuple[str, str]] = []
    if state.is_new:
        rows.append(("Due", "new: never answered"))
    else:
        days = state.due - today
        when = "today" if days <= 0 else f"in {interval(days)}"
        rows += [
            ("Due", f"{when}, {date.fromordinal(state.due).isoformat()}"),
            ("Interval", interval(state.interval)),
            ("Stability", f"{state.stability:.1f} days until 9 of 10 would still know it"),
            ("Difficulty", f"{state.difficulty:.1f} of 10"),
            ("Answered", f"{counted(state.repetitions, 'time')}, forgotten {counted(state.lapses, 'time')}"),
        ]
    if state.suspended:
        rows.append(("Suspended", "yes"))
    if state.buried >= today:
        rows.append(("Buried", "until tomorrow"))
    if state.flag:
        rows.append(("Flag", str(state.flag)))
    if state.marked:
        rows.append(("Marked", "yes"))
    return rows


def told(event: Event, *, whole: bool = True) -> str:
    """One event of the log as a line: when, what, how it was answered; if not `whole` without words of answers."""
    when = datetime.fromtimestamp(event.at / 1000, UTC) + timedelta(minutes=event.offset)
    line = f"{when:%Y-%m-%d %H:%M}  {event.kind}"
    if event.rating:
        line += f"  {GRADES[event.rating]}  {event.duration / 1000:.1f} s"
    if not whole:
        return line
    if event.typed:
        line += f"  “{event.typed}”"
    return line + (f"  {event.value}" if event.value else "")
