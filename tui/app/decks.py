"""The list of decks: what is due, what is new, how far each is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.content import Content
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from decks.study.overview import Standing, standings
from tui.app import words
from tui.app.keyline import KeyLine
from tui.app.keys import bindings
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
        self.run_worker(self._count, thread=True, exclusive=True)

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
        options = [Option(_row(one, width), id=str(one.sheet.number)) for one in found]
        if len(found) > 1:
            options.insert(0, Option(_together(found, width), id=ALL))
        rows.clear_options()
        rows.add_options(options)
        rows.highlighted = min(at, len(options) - 1) if options else None
        due, new = sum(one.due for one in found), sum(one.new for one in found)
        self.query_one("#heading", Static).update(
            f"{counted(len(found), 'deck')} · {due:,} due · {new:,} new"
        )
        self.refresh_bindings()

    def _sheets(self) -> tuple[Shelved, ...]:
        """What the highlighted row stands for."""
        rows = self.query_one("#decks", OptionList)
        if rows.highlighted is None:
            return ()
        chosen = rows.get_option_at_index(rows.highlighted).id
        return tuple(one.sheet for one in self.standings if chosen in (ALL, str(one.sheet.number)))

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
            self.run_worker(lambda: self._deal(sheets, options), thread=True, exclusive=True)
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


def _row(one: Standing, width: int) -> Content:
    exam = ""
    return _line(words.shown(one.sheet.title) + exam, one.due, one.new, one.begun, one.total, width)


def _together(found: list[Standing], width: int) -> Content:
    return _line(
        "All decks",
        sum(one.due for one in found),
        sum(one.new for one in found),
        sum(one.begun for one in found),
        sum(one.total for one in found),
        width,
    )


def _line(title: str, due: int, new: int, begun: int, total: int, width: int) -> Content:
    """Title, counts, and a bar of how much is begun; on a narrow screen the counts go below the title."""
    counts = f"{due:>5,} due {new:>6,} new"
    bar = f"{_bar(begun, total, 10)} {_percent(begun, total):>4}"
    if width < 60:
        return Content.assemble((title, "bold"), f"\n  {due:,} due · {new:,} new · {_percent(begun, total)}")
    name = Content(title).truncate(max(10, width - 48), ellipsis=True, pad=True).stylize("bold")
    return Content.assemble(name, f"  {counts}   {bar}")


def _bar(part: int, whole: int, width: int) -> str:
    full = round(width * part / whole) if whole else 0
    return "━" * full + "┄" * (width - full)


def _percent(part: int, whole: int) -> str:
    return f"{100 * part // whole} %" if whole else "–"
