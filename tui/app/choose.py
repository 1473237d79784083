"""How to study: the options of a session, chosen before it begins."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.screen import ModalScreen
from textual.widgets import Button, Input, Label, Select

from decks.study.choosing import any_card, check
from decks.study.options import MODES, PURPOSES, Options
from quizgen.finding import QuizgenError
from quizgen.selection import Selection
from tui.app.present import Present

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from decks.library import Shelved
    from tui.desk import Desk

MODE_WORDS = {
    "cards": "in your head",
    "choice": "by choosing",
    "typed": "in writing",
    "mixed": "each in its turn",
}
PURPOSE_WORDS = {
    "learn": "learn: what is due, then new cards",
    "ahead": "ahead: what will be due soon",
    "cram": "cram: all cards, schedule untouched",
    "test": "test: a score at the end",
}


class ChooseScreen(ModalScreen[Options | None], Present[Options | None]):
    """A form; Escape leaves it, Begin gives back what was chosen."""

    AUTO_FOCUS = "#mode"
    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "back")]

    def __init__(self, desk: Desk, sheets: Sequence[Shelved]) -> None:
        super().__init__()
        self.desk = desk
        self.sheets = sheets

    def compose(self) -> ComposeResult:
        """One field below the other."""
        usual = self.desk.options
        with VerticalScroll(id="form"):
            yield Label("Answer", markup=False)
            yield Select(
                [(words, mode) for mode, words in MODE_WORDS.items()],
                value=usual.mode,
                allow_blank=False,
                id="mode",
                compact=True,
            )
            yield Label("For", markup=False)
            yield Select(
                [(words, purpose) for purpose, words in PURPOSE_WORDS.items()],
                value=usual.purpose,
                allow_blank=False,
                id="purpose",
                compact=True,
            )
            for name, label in FIELDS.items():
                yield Label(label, markup=False)
                yield Input(id=name, compact=True)
            yield Select(
                [("whether marked or not", False), ("only if marked", True)],
                value=usual.marked,
                allow_blank=False,
                id="marked",
                compact=True,
            )
            yield Button("Begin", id="begin", variant="primary", compact=True)

    def on_input_submitted(self) -> None:
        """Enter in a field begins, too."""
        self._begin()

    def on_button_pressed(self) -> None:
        """Begin."""
        self._begin()

    def _begin(self) -> None:
        mode, purpose = self._chosen("mode"), self._chosen("purpose")
        selection = Selection(
            asks=self._words("ask"), sections=self._words("section"), tags=self._words("tags"),
            difficulties=self._words("difficulty"),
        )  # fmt: skip
        numbers = {name: self._number(name) for name in ("limit", "flag")}
        if None in numbers.values():
            return
        limit, flag = numbers["limit"], numbers["flag"]
        options = replace(
            self.desk.options,
            mode=next(one for one in MODES if one == mode),
            purpose=next(one for one in PURPOSES if one == purpose),
            exam=None,
            selection=selection,
            limit=limit or None,
            flags=(flag,) if flag else (),
            marked=self._chosen("marked") is True,
        )
        try:
            check(self.desk.library, selection)
        except QuizgenError as error:
            self.notify(str(error), markup=False, severity="warning")
            return
        if not any_card(self.desk.store, self.sheets, options, self.desk.today):
            self.notify("There is no card for that; choose less narrowly.", markup=False)
        else:
            self.dismiss(options)

    def _chosen(self, name: str) -> object:
        return self.query_one(f"#{name}", Select).value

    def _words(self, name: str) -> tuple[str, ...]:
        said = self.query_one(f"#{name}", Input).value
        return tuple(word.strip() for word in said.split(",") if word.strip())

    def _number(self, name: str) -> int | None:
        """A field's number, 0 where it is empty; None, and a word about it, where it is no number."""
        said = self.query_one(f"#{name}", Input).value.strip()
        most = 7 if name == "flag" else 1_000_000
        if not said or (said.isdecimal() and len(said) < 8 and int(said) <= most):
            return int(said or "0")
        self.notify(f"{FIELDS[name]}: {said} is no number up to {most:,}", markup=False)
        return None


FIELDS = {
    "section": "Only these headings (with commas between)",
    "tags": "Only these tags",
    "ask": "Only these questions: who, what, when, …",
    "difficulty": "Only these difficulties",
    "flag": "Only this flag (1 to 7)",
    "limit": "Cards at most",
}
"""The fields that are written in."""
