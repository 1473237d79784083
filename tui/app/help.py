"""Help: what each key does on the screen it was asked from, read off that screen's own bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.keyline import KeyLine
from tui.app.keys import bindings

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType


class HelpScreen(Screen[None]):
    """A list of keys, one deed a line, with the name that the configuration knows it by."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("help"))
    AUTO_FOCUS = "#keys"

    def __init__(self, asked: Screen[object]) -> None:
        """`asked` is the screen whose keys are wanted."""
        super().__init__()
        self.asked = asked

    def compose(self) -> ComposeResult:
        """One text, that scrolls."""
        with VerticalScroll(id="keys"):
            yield Static(self._text(), markup=False)
        yield KeyLine()

    def _text(self) -> Content:
        bound: dict[str, list[Binding]] = {}
        for node in (self.asked, self.app):
            for _, binding in node._bindings:
                if binding.id:
                    bound.setdefault(binding.id, []).append(binding)
        rows = [(self._keys(same), same[0].description, id_) for id_, same in bound.items()]
        widest = max(len(keys) for keys, _, _ in rows)
        lines = [
            Content.assemble((keys.ljust(widest), "bold"), f"  {says}", (f"  {id_}", "dim"))
            for keys, says, id_ in rows
        ]
        foot = Content(
            "\nThe names at the right are those for [keys] in the configuration file; F6 opens it.\n"
            "For lines instead of screens, as for a screen reader: quizgen study --plain"
        )
        return Content("\n").join([*lines, foot])

    def _keys(self, same: list[Binding]) -> str:
        return " ".join(dict.fromkeys(self.app.get_key_display(binding) for binding in same))
