"""What is said about a list of cards and about what was done to them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.study.asked import GRADES
from tui.app.columns import DOWN, UP, due, signs
from tui.app.words import shown
from tui.report import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.library.listing import Row
    from decks.progress.event import Event

SORTS = {
    "position": "the sheets' own order",
    "prompt": "question",
    "answer": "answer",
    "section": "section",
    "ask": "what is asked: who, when, …",
    "due": "due",
    "interval": "interval",
    "lapses": "how often forgotten",
    "difficulty": "difficulty",
    "stability": "how well it is known",
    "flag": "flag",
    "suspended": "suspended",
}
"""What a list can be sorted by, in words."""

MOST_FIRST = ("lapses", "difficulty")
"""What begins with the most where nobody says otherwise: the cards that give trouble."""

HINT = (
    "is:due is:new is:suspended is:buried is:flagged is:marked is:leech flag:2 "
    'tag:war section:war ask:when sheet:war "these words" -not'
)
"""What can be written in the search line, each as an example."""

_BEGUN = re.compile(r'(?:^|\s)-?(?:[^\W\d]+:)?"?$')


def finished(line: str) -> str:
    """A search line without the word that is only begun: a field with nothing behind it, as in `ask:`."""
    return _BEGUN.sub("", line).strip()


_BECAME = {
    ("suspend", "1"): "suspended",
    ("suspend", "0"): "no longer suspended",
    ("bury", "1"): "buried until tomorrow",
    ("bury", "0"): "no longer buried",
    ("mark", "1"): "marked",
    ("mark", "0"): "no longer marked",
    ("flag", "0"): "no flag",
}


def became(kind: str, value: str, rating: int = 0) -> str:
    """What an event made of a card: `suspended`, `flag 2`, `Good`."""
    if rating:
        return GRADES[rating]
    if kind == "flag" and value != "0":
        return f"flag {value}"
    return _BECAME.get((kind, value)) or {"reset": "new again", "relink": "relinked"}.get(kind, kind)


def taken_back(events: Sequence[Event], prompt: str) -> str:
    """What undo did, with the question of the card where there is one, and the number of cards where there are more."""
    what = became(events[0].kind, events[0].value, events[0].rating)
    of = counted(len(events), "card") if len(events) > 1 else shown(prompt) or shown(events[0].card)
    return f"Taken back: {what}: {of}"


def standing(
    count: int, of: int, *, chosen: int = 0, order: str = "position", descending: bool = False
) -> str:
    """How many cards are listed, of how many; how many are chosen; what they are sorted by."""
    parts = [counted(count, "card") if count == of else f"{count:,} of {counted(of, 'card')}"]
    if chosen:
        parts.append(f"{chosen:,} chosen")
    if order != "position" or descending:
        parts.append(f"by {SORTS[order].partition(':')[0]} {DOWN if descending else UP}")
    return " · ".join(parts)


def told(row: Row, title: str, today: int) -> str:
    """Where a card stands, in its sheet and in time."""
    when = due(row, today)
    when = when if when in ("new", "suspended", "buried") else f"due {when}"
    lapses = f"forgotten {counted(row.lapses, 'time')}" if row.lapses else ""
    parts = (" › ".join((title, *row.section)), when, signs(row), lapses)
    return shown(" · ".join(part for part in parts if part))
