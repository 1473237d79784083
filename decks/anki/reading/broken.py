"""What one broken row costs: itself, and a sentence that says so."""

from __future__ import annotations

from decks.quiz import LeftOut

MOST_NAMED = 100
"""Of the broken rows of one kind; the others are counted."""

MEND = "run Check Database in Anki and export it anew"


class BrokenError(ValueError):
    """A row that cannot be used; its text says what is wrong."""


class Losses:
    """The broken rows of one stream, as far as it has been gone through."""

    __slots__ = ("_named", "_unnamed", "kind", "mend")

    def __init__(self, kind: str, mend: str = MEND) -> None:
        self.kind, self.mend = kind, mend
        """"note", "card", …"""
        self._named: list[LeftOut] = []
        self._unnamed = 0

    def lose(self, which: str, reason: str) -> None:
        """Pass over one: `reason` is what is wrong."""
        if len(self._named) < MOST_NAMED:
            self._named.append(LeftOut(f"{self.kind} {which}", f"{reason}; {self.mend}"))
        else:
            self._unnamed += 1

    def told(self) -> tuple[LeftOut, ...]:
        """All that were passed over so far, the first of them by name."""
        if not self._unnamed:
            return tuple(self._named)
        more = LeftOut(f"{self._unnamed:,} more {self.kind}s", f"are as broken; {self.mend}")
        return (*self._named, more)


def number(value: object, least: int, most: int, what: str) -> int:
    """A whole number of a file within its bounds. Raises BrokenError; `what` names it."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)  # what old Ankis computed, they stored as it came
    if not isinstance(value, int):
        raise BrokenError(f"its {what} is no whole number")
    if not least <= value <= most:
        raise BrokenError(f"its {what} is {value}, which cannot be")
    return value


def text(value: object, what: str) -> str:
    """A text of a file. Raises BrokenError; `what` names it."""
    if not isinstance(value, bytes):
        raise BrokenError(f"its {what} is no text")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BrokenError(f"its {what} is not UTF-8") from error
