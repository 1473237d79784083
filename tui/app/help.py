"""Help: what each key does on the screen it was asked from, read off that screen's own bindings."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import VerticalScroll
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Static

from tui.app.keyline import KeyLine
from tui.app.keys import KEYS, bindings
from tui.app.present import Present

if TYPE_CHECKING:
    from collections.abc import Iterator

    from textual.app import ComposeResult
    from textual.binding import Binding, BindingType


class HelpScreen(Present[None]):
    """A list of keys, one deed a line, with the name that the configuration knows it by."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings("help"))
    AUTO_FOCUS = "#keys"

    def __init__(self, asked: Screen[object], foot: tuple[str, ...]) -> None:
        """`asked` is the screen whose keys are wanted; `foot` are lines below them."""
        super().__init__()
        self.foot = foot
        self.asked = asked

    def compose(self) -> ComposeResult:
        """One text, that scrolls."""
        with VerticalScroll(id="keys"):
            yield Static(self._text(), markup=False)
        yield KeyLine()

    def _text(self) -> Content:
        bound: dict[str, list[Binding]] = {}
        for binding in self._bound():
            if binding.id:
                bound.setdefault(f"{binding.id.partition('.')[0]} {binding.description}", []).append(binding)
        rows = [(self._keys(same), same[0].description, str(same[0].id)) for same in bound.values()]
        # The screen's own first, in the order of the table.
        rows.sort(key=lambda row: (row[2].startswith("app."), _ORDER[row[2]]))
        widest = max(len(keys) for keys, _, _ in rows)
        lines = [
            Content.assemble((keys.ljust(widest), "bold"), f"  {says}", (f"  {id_}", "dim"))
            for keys, says, id_ in rows
        ]
        return Content("\n").join([*lines, Content(""), *map(Content, self.foot)])

    def _bound(self) -> Iterator[Binding]:
        """The bindings of the screen and the app, those too that can do nothing just now, with the person's keys."""
        for node in (self.asked, self.app):
            # Not `active_bindings`, which leaves out what cannot be done now.
            bindings = node._bindings.copy()
            bindings.apply_keymap(self.app._keymap)
            yield from (binding for _, binding in bindings)

    def _keys(self, same: list[Binding]) -> str:
        keys = list(dict.fromkeys(self.app.get_key_display(binding) for binding in same))
        return " ".join(keys) if len(keys) < 4 else f"{keys[0]} … {keys[-1]}"


_ORDER = {key.id: number for number, key in enumerate(KEYS)}
