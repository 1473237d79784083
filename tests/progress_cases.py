"""What the tests of progress share: events of small cards, stores, and how a state is written down."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from decks.progress.event import Event
from decks.progress.store import Store
from decks.scheduling.fsrs import Scheduler

if TYPE_CHECKING:
    from decks.progress.state import CardState

PLAIN = Scheduler(fuzz=False)
DAY = 86_400_000
"""Milliseconds."""


def happened(kind: str, card: str = "s/f/who", day: int = 1, value: str = "", **others: object) -> Event:
    """An event at noon UTC of the day that many days after 1970; a grade goes by PLAIN."""
    rating = int(value) if kind in ("grade", "cram", "test") else 0
    fields = {
        "at": day * DAY + DAY // 2,
        "offset": 0,
        "day": day,
        "rating": rating,
        "scheduler": PLAIN.id if kind == "grade" else "",
        "target": value if kind == "undo" else "",
        "value": "" if rating or kind in ("cram", "test", "undo") else value,
    }
    return Event(kind, card, **(fields | others))  # type: ignore[arg-type]


def graded(store: Store, rating: int = 3, *, seen: str | None = None, **others: object) -> CardState:
    """Append a grade."""
    event = happened("grade", value=str(rating), **others)  # type: ignore[arg-type]
    return store.append(event, seen=seen, scheduler=PLAIN)


def opened(folder: Path, name: str = "progress.db") -> Store:
    """A store in a folder."""
    return Store.open(folder / name)


def hasty(folder: str, name: str = "progress.db") -> Store:
    """A store in a folder that does not wait for the disk: for what is tried a thousand times."""
    store = opened(Path(folder), name)
    store.connection.execute("PRAGMA synchronous = OFF")
    return store


def dump(store: Store) -> list[tuple[object, ...]]:
    """All states, by card."""
    return store.connection.execute("SELECT * FROM state ORDER BY card").fetchall()


def told(state: CardState) -> str:
    """A state in words; only what differs from a new card's."""
    parts = ["new"]
    if not state.is_new:
        parts = [f"due {state.due}", f"interval {state.interval}", f"graded {state.repetitions}"]
        parts += [f"first {state.first_day}", f"last {state.last_day}", f"stability {state.stability:.4f}"]
    parts += [
        f"{name} {value}"
        for name in ("lapses", "buried", "flag", "changed")
        if (value := getattr(state, name))
    ]
    parts += [name for name in ("suspended", "marked") if getattr(state, name)]
    return ", ".join(parts)
