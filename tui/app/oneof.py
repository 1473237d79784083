"""One of a few things, chosen from a short list that lies over the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.app.present import Present

if TYPE_CHECKING:
    from collections.abc import Mapping

    from textual.app import ComposeResult
    from textual.binding import BindingType


class OneOfScreen(ModalScreen[str | None], Present[str | None]):
    """Gives back the name of what was chosen; Escape leaves it with nothing."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,q", "dismiss", "back")]
    DEFAULT_CSS = """
    OneOfScreen { align: center middle; }
    OneOfScreen > Vertical {
        width: 48; max-width: 100%; height: auto; max-height: 100%; border: round $foreground 50%; background: $surface;
    }
    OneOfScreen #asked { padding: 0 1; text-style: bold; height: auto; }
    OneOfScreen OptionList, OneOfScreen OptionList:focus { height: auto; max-height: 100%; border: none; padding: 0 1; }
    """

    def __init__(self, asked: str, options: Mapping[str, str], usual: str = "") -> None:
        """`options` are what can be chosen, by name, in words; `usual` is the one that the cursor is on."""
        super().__init__()
        self.asked = asked
        self.options = options
        self.usual = usual

    def compose(self) -> ComposeResult:
        """What is asked, and below it what can be chosen."""
        with Vertical():
            yield Static(self.asked, id="asked", markup=False)
            yield OptionList(*(Option(words, id=name) for name, words in self.options.items()), markup=False)

    def on_mount(self) -> None:
        """Put the cursor where most people want it."""
        rows = self.query_one(OptionList)
        rows.highlighted = list(self.options).index(self.usual) if self.usual in self.options else 0

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        self.dismiss(event.option.id)
