"""The log as text, a JSON object a line: to take it elsewhere, and to bring two copies together.

    {"type": "log", "version": 1}
    {"type": "scheduler", "id": …, "settings": …}
    {"type": "content", "id": …, "prompt": …, "answer": …, "sentence": …}
    {"type": "event", "uid": …, "rank": …, "kind": …, "card": …, …}

Lines may stand in any order. Bringing the same lines again changes nothing, and of two copies it does not matter
which is brought to which. A wrong line is named and left out; the others come in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, BinaryIO

from decks.progress.content import Content
from decks.progress.event import NAMES, Event, fault
from decks.scheduling.fsrs import Scheduler
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from decks.progress.store import Store

VERSION = 1
LONGEST = 1_000_000
"""Bytes of a line; a card and all that was typed for it fit in many times."""
MOST_TOLD = 100
"""How many wrong lines are told one by one."""


@dataclass(frozen=True, slots=True)
class Imported:
    """What came of bringing a log in."""

    new: int
    """Events."""
    known: int
    """Events that were here already."""
    wrong: tuple[str, ...]
    """A sentence for each line that was left out: `path:line: what is wrong; what would be right`."""


def export(store: Store, out: BinaryIO) -> int:
    """Write the whole log, and give the number of events. The same log gives the same bytes, however it was merged."""
    _line(out, type="log", version=VERSION)
    for id, scheduler in store.schedulers().items():
        _line(out, type="scheduler", id=id, settings=scheduler.to_json())
    for id, content in store.contents():
        _line(
            out,
            type="content",
            id=id,
            prompt=content.prompt,
            answer=content.answer,
            sentence=content.sentence,
        )
    number = 0
    for event in store.events():
        _line(out, type="event", **{name: getattr(event, name) for name in ("uid", "rank", *NAMES[:-2])})
        number += 1
    return number


def import_(store: Store, lines: Iterable[bytes | str], path: str = "the log") -> Imported:
    """Bring in the lines that `export` wrote, all in one transaction. `path` names them where one is wrong.

    Raises QuizgenError where a newer quizgen wrote them, and NotSavedError where nothing could be saved.
    """
    read = _Reading(path, store.schedulers())
    for number, line in enumerate(lines, start=1):
        read.line(number, line)
    events = read.sound_events(_kept(store, read))
    new = store.append_all(
        events.values(), contents=read.contents.values(), schedulers=read.schedulers.values()
    )
    return Imported(new=new, known=len(events) - new, wrong=read.told())


def bounded(file: BinaryIO) -> Iterator[bytes]:
    """The lines of a file, of which an overlong one is cut, so that no file can fill the memory."""
    while line := file.readline(LONGEST + 1):
        yield line
        while len(line) > LONGEST and not line.endswith(b"\n"):
            line = file.readline(LONGEST + 1)


def _line(out: BinaryIO, **values: object) -> None:
    out.write(json.dumps(values, ensure_ascii=False, separators=(",", ":")).encode() + b"\n")


def _kept(store: Store, read: _Reading) -> dict[str, Event]:
    """The events of the store that have the uid of one that comes in."""
    if not read.events:
        return {}
    return {event.uid: event for event in store.events() if event.uid in read.events}


@dataclass(slots=True)
class _Reading:
    """The lines read by now, sorted by what they are."""

    path: str
    schedulers: dict[str, Scheduler]
    contents: dict[str, Content] = field(default_factory=dict)
    events: dict[str, tuple[int, Event]] = field(default_factory=dict)
    wrong: list[tuple[int, str]] = field(default_factory=list)
    untold: int = 0

    def line(self, number: int, line: bytes | str) -> None:
        if len(line) > LONGEST:
            return self._tell(number, f"the line is too long; at most {LONGEST:,} bytes are read")
        if not line.strip():
            return None
        value = _checked(line)
        if isinstance(value, str):
            return self._tell(number, value)
        if isinstance(value, Scheduler):
            self.schedulers[value.id] = value
        elif isinstance(value, Content):
            self.contents[value.id] = value
        elif isinstance(value, Event):
            self._event(number, value)
        elif value > VERSION:
            raise QuizgenError(f"{self.path}:{number}: a newer quizgen wrote this log; update quizgen")
        return None

    def sound_events(self, kept: dict[str, Event]) -> dict[str, Event]:
        """The events that fit together with the rest and with those that the store has under their uids."""
        sound = {}
        for uid, (number, event) in self.events.items():
            if event.scheduler and event.scheduler not in self.schedulers:
                self._tell(
                    number,
                    f"no line says what the scheduler {event.scheduler} is; export the whole log again",
                )
            elif kept.get(uid, event) != event:
                self._tell(
                    number, f"the event {uid} is known, and says something else here; events never change"
                )
            else:
                sound[uid] = event
        return sound

    def told(self) -> tuple[str, ...]:
        sentences = [f"{self.path}:{number}: {what}" for number, what in sorted(self.wrong)]
        if self.untold:
            sentences.append(f"{self.path}: {self.untold:,} more lines are wrong; export the log again")
        return tuple(sentences)

    def _event(self, number: int, event: Event) -> None:
        if self.events.setdefault(event.uid, (number, event))[1] != event:
            self._tell(number, f"the event {event.uid} says something else above; events never change")

    def _tell(self, number: int, what: str) -> None:
        if len(self.wrong) < MOST_TOLD:
            self.wrong.append((number, what))
        else:
            self.untold += 1


def _checked(line: bytes | str) -> Event | Content | Scheduler | int | str:
    """What a line says: an event, a content, a scheduler, the version of the log, or what is wrong with it."""
    # Here, since only who brings a log in waits for pydantic.
    from pydantic import ValidationError

    from decks.progress.lines import LINE

    try:
        value: Any = LINE.validate_json(line)
    except ValidationError as error:
        first = error.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"][1:])
        return f"{place + ': ' if place else ''}{first['msg']}; a line is what 'quizgen log export' wrote"
    return _ours(value.model_dump(exclude={"type"}), value.type)


def _ours(given: dict[str, Any], type: str) -> Event | Content | Scheduler | int | str:
    if type == "log":
        return int(given["version"])
    if type == "event":
        event = Event(**given)
        return fault(event) or event
    id = given.pop("id")
    try:
        value = Content(**given) if type == "content" else Scheduler.from_json(given["settings"])
    except QuizgenError as error:
        return str(error)
    except (ValueError, TypeError, ArithmeticError) as error:
        return f"the {type} cannot be read ({error}); no line may be edited"
    return value if value.id == id else f"the {type} is not the one that its id names; no line may be edited"
