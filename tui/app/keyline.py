"""The line at the foot of a screen: the keys that do something now, made from the bindings themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from tui.app.keys import KEYS

if TYPE_CHECKING:
    from textual.screen import Screen


class KeyLine(Static):
    """As many keys as there is room for; the help, which has them all, always."""

    DEFAULT_CSS = "KeyLine { dock: bottom; height: 1; padding: 0 1; }"

    def on_mount(self) -> None:
        """Follow the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._follow)
        self._follow(self.screen)

    def on_resize(self) -> None:
        """Fit the new width."""
        self._follow(self.screen)

    def _follow(self, screen: Screen[object]) -> None:
        if self.is_attached:
            self.update(line(screen, self.size.width or 80))


def line(screen: Screen[object], width: int) -> Content:
    """`space show  u undo  ? help`, in at most `width` cells."""
    found: dict[str, Content] = {}
    for active in screen.active_bindings.values():
        binding = active.binding
        if binding.show and active.enabled and binding.id and binding.description:
            key = screen.app.get_key_display(binding)
            found.setdefault(binding.id, Content.assemble((key, "bold"), f" {binding.description}"))
    last = found.pop("app.help", Content(""))
    shown: list[Content] = []
    left = width - last.cell_length
    # A key that was set anew stands behind all others in Textual's order.
    for one in (found[key.id] for key in KEYS if key.id in found):
        left -= one.cell_length + 2
        if left < 0:
            break
        shown.append(one)
    return Content("  ").join([*shown, last])
