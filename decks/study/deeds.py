"""What is done to cards by hand, outside of a session: to one of them or to thousands, and taken back again."""

from __future__ import annotations

from dataclasses import replace
from secrets import token_hex
from typing import TYPE_CHECKING, Literal, TypedDict

from decks.progress.event import Event
from decks.progress.log import COLUMNS
from decks.study.asked import GOOD

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.progress.state import CardState
    from decks.progress.store import Store
    from decks.study.clock import Now

Deed = Literal["suspend", "bury", "mark", "flag", "reset"]
"""Kinds of events that need no answer of a learner."""

MANY = "many:"
"""How the session of an event begins that was done to many cards at once; they are taken back at once, too."""

AT_ONCE = 250
"""Cards in one transaction, which takes some hundredths of a second: more would hold up the screen."""


class _Place(TypedDict):
    uid: str
    rank: int


def batch() -> str:
    """The name of a session, for what is done to many cards at once."""
    return f"{MANY}{token_hex(8)}"


def put(
    store: Store, deed: Deed, cards: Sequence[str], value: str, now: Now, rollover: int, session: str = ""
) -> int:
    """Do this to each of these cards (ids), in one transaction, and say to how many.

    `value` is as the log has it: "1" or "0", for a flag its number, for a reset nothing. Cards that stand so already
    are passed over. Raises NotSavedError, and then nothing was done.
    """
    day = now.day(rollover)
    meant = [state for state in store.states(cards).values() if not stands(state, deed, value, day)]
    if len(meant) == 1:
        store.append(Event(deed, meant[0].card, now.at, now.offset, day, session=session, value=value))
        return 1
    return store.append_all(
        Event(deed, state.card, now.at, now.offset, day, session=session, value=value, **_place(state, now))
        for state in meant
    )


def stands(state: CardState, deed: Deed, value: str, day: int) -> bool:
    """Whether a deed would change nothing about a card on this study day."""
    match deed:
        case "suspend":
            return state.suspended == (value == "1")
        case "bury":
            return (state.buried >= day) == (value == "1")
        case "mark":
            return state.marked == (value == "1")
        case "flag":
            return state.flag == int(value)
        case "reset":
            return state.is_new and not state.suspended and not state.buried


def undoing(store: Store) -> tuple[Event, ...]:
    """What undo would take back: the newest event, or all that were done at once with it, the newest first."""
    newest = store.undoable()
    if newest is None or not newest.session.startswith(MANY):
        return (newest,) if newest else ()
    undone = store.undone()
    rows = store.connection.execute(
        f"SELECT {COLUMNS} FROM event WHERE session = ? AND kind <> 'undo' ORDER BY seq DESC",
        (newest.session,),
    )
    return tuple(event for row in rows if (event := Event(*row)).uid not in undone)


def take_back(store: Store, events: Sequence[Event], now: Now, rollover: int) -> None:
    """Take events back in one transaction. Raises NotSavedError, and then none was.

    Raises ConflictError where there is one, and another window took it back before.
    """
    day = now.day(rollover)
    if len(events) == 1:
        store.undo(events[0], now.at, now.offset, day, "")
        return
    states = store.states(event.card for event in events)
    store.append_all(
        Event(
            "undo", event.card, now.at, now.offset, day, target=event.uid, **_place(states[event.card], now)
        )
        for event in events
    )


def called_right(store: Store, answer: Event, now: Now, rollover: int) -> Event:
    """Put in the place of an answer that was judged wrong the same one as right, in one transaction; gives that.

    Raises NotSavedError, and then nothing has changed.
    """
    place = _place(store.state(answer.card), now)
    undo = Event("undo", answer.card, now.at, now.offset, now.day(rollover), target=answer.uid, **place)
    right = replace(answer, rating=GOOD, verdict="right", uid=token_hex(8), rank=place["rank"] + 1)
    store.append_all((undo, right))
    return right


def _place(state: CardState, now: Now) -> _Place:
    """Where an event stands in the log of its card: behind all that is known of it."""
    return {"uid": token_hex(8), "rank": max(now.at, state.rank + 1)}
