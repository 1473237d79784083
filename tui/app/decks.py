"""The list of decks: what is due, what is new, how far each is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.progress.done import done
from decks.study.overview import Standing, standings
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import BASE, bindings
from tui.app.present import Present
from tui.report import counted

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.library import Shelved
    from decks.study.options import Options, Purpose
    from tui.app.app import StudyApp
    from tui.desk import Desk

ALL = "all"
"""The row that stands for all decks together, where there are several."""


class DecksScreen(Present[None]):
    """One row a deck, and with several one for all."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("decks"))
    AUTO_FOCUS = "#decks"
    app: StudyApp

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.standings: list[Standing] = []

    def compose(self) -> ComposeResult:
        """A heading, the rows, the keys."""
        yield Static(id="heading", markup=False)
        yield OptionList(id="decks", markup=False)
        yield KeyLine()

    def on_screen_resume(self) -> None:
        """Count anew, for a session may have changed it all."""
        self.in_thread(self._count)

    def _count(self) -> None:
        with self.desk.another_store() as store:
            found = standings(store.connection, self.desk.shelf.sheets, self.desk.today)
        self.found(self._show, found)

    def on_resize(self) -> None:
        """Fit the new width."""
        if self.standings:
            self._show(self.standings)

    def _show(self, found: list[Standing]) -> None:
        self.standings = found
        rows = self.query_one("#decks", OptionList)
        at = rows.highlighted or 0
        width = self.size.width
        lines = [self._row(one) for one in found]
        options = [
            Option(_line(line, width), id=f"sheet {one.sheet.id}")
            for one, line in zip(found, lines, strict=True)
        ]
        if len(found) > 1:
            options.insert(0, Option(_line(self._all(found, lines), width), id=ALL))
        rows.clear_options()
        rows.add_options(options)
        rows.highlighted = min(at, len(options) - 1) if options else None
        together = self._all(found, lines)
        self.query_one("#heading", Static).update(
            f"{counted(len(found), 'deck')} · {together.due:,} due · {together.new:,} new today"
        )
        self.refresh_bindings()

    def _row(self, one: Standing) -> _Row:
        exam = self.desk.store.exams().get(one.sheet.id)
        days = exam.toordinal() - self.desk.today if exam else 0
        title = words.shown(one.sheet.title) + (f" · exam in {counted(days, 'day')}" if days > 0 else "")
        left = max(0, self.desk.options.new - self._met([one]))
        return _Row(title, one.due, min(one.new, left), one.begun, one.total)

    def _all(self, found: list[Standing], rows: list[_Row]) -> _Row:
        left = max(0, self.desk.options.new - self._met(found))
        sums = (sum(getattr(row, name) for row in rows) for name in ("due", "new", "begun", "total"))
        due, new, begun, total = sums
        return _Row("All decks", due, min(new, left), begun, total)

    def _met(self, found: list[Standing]) -> int:
        """New cards of these decks that were learned today."""
        return done(self.desk.store, self.desk.today, [one.sheet.id for one in found]).new

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """There is a way back where a session is under way below."""
        return len(self.app.screen_stack) > BASE if action == "back" else True

    async def action_back(self) -> None:
        """Go back to the session that is under way."""
        await self.app.action_back()

    def _sheets(self) -> tuple[Shelved, ...]:
        """What the highlighted row stands for."""
        rows = self.query_one("#decks", OptionList)
        if rows.highlighted is None:
            return ()
        chosen = rows.get_option_at_index(rows.highlighted).id
        return tuple(one for one in self.desk.shelf.sheets if chosen in (ALL, f"sheet {one.id}"))

    def on_option_list_option_selected(self) -> None:
        """Enter, or a click."""
        self.action_study()

    def action_study(self) -> None:
        """Study what is due and new."""
        self._begin(self.desk.options)

    def action_study_ahead(self) -> None:
        """Study what will be due in the coming days."""
        self._begin(self._for("ahead"))

    def action_cram(self) -> None:
        """Go through all cards; the schedule is left alone."""
        self._begin(self._for("cram"))

    def action_test(self) -> None:
        """Twenty questions without feedback, and a score at the end."""
        options = self._for("test")
        self._begin(replace(options, limit=options.limit or TEST))

    def _for(self, purpose: Purpose) -> Options:
        return replace(self.desk.options, purpose=purpose, exam=None)

    def _begin(self, options: Options) -> None:
        sheets = self._sheets()
        if sheets and options.chooses:
            self.notify("Dealing the choices …", timeout=2)
            self.in_thread(lambda: self._deal(sheets, options))
        elif sheets:
            self._study(sheets, options)

    def _deal(self, sheets: tuple[Shelved, ...], options: Options) -> None:
        self.desk.deal_choices(sheets)
        self.found(self._study, sheets, options)

    def _study(self, sheets: tuple[Shelved, ...], options: Options) -> None:
        self.app.study(self.desk.session(sheets=sheets, options=options))

    def action_options(self) -> None:
        """Choose how to study, then begin."""
        from tui.app.choose import ChooseScreen

        sheets = self._sheets()
        if sheets:
            self.app.push_screen(ChooseScreen(self.desk, sheets), self._begin_chosen)

    def _begin_chosen(self, options: Options | None) -> None:
        if options is not None:
            self._begin(options)

    def action_exam(self) -> None:
        """Set the day of the exam for a deck."""
        from tui.app.exam import ExamScreen

        sheets = self._sheets()
        if sheets:
            self.app.push_screen(ExamScreen(self.desk, sheets), lambda _: self.on_screen_resume())

    def action_relink(self) -> None:
        """Look for cards that lost their fact."""
        from tui.app.relink import RelinkScreen

        self.app.push_screen(RelinkScreen(self.desk))


TEST = 20
"""Questions of a test, where nobody says how many."""


@dataclass(frozen=True, slots=True)
class _Row:
    """What stands in one row."""

    title: str
    due: int
    new: int
    """That may still be learned today."""
    begun: int
    total: int


def _line(row: _Row, width: int) -> Content:
    """Title, counts, and a bar of how much is begun; on a narrow screen the counts go below the title."""
    counts = f"{row.due:>5,} due {row.new:>6,} new"
    percent = _percent(row.begun, row.total)
    if width < 60:
        return Content.assemble(
            (row.title, "bold"), f"\n  {row.due:,} due · {row.new:,} new · {percent} begun"
        )
    name = Content(row.title).truncate(max(10, width - 48), ellipsis=True, pad=True).stylize("bold")
    return Content.assemble(name, f"  {counts}   {_bar(row.begun, row.total, 10)} {percent:>4}")


def _bar(part: int, whole: int, width: int) -> str:
    full = round(width * part / whole) if whole else 0
    return "━" * full + "┄" * (width - full)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else "–"
