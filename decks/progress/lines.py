"""The lines of an exported log, as pydantic checks them: only who brings a log in imports this."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

Id = Annotated[str, Field(pattern="^[0-9a-f]{16}$")]
Short = Annotated[str, Field(max_length=1000)]
Number = Annotated[int, Field(strict=True)]


class _Line(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class LogLine(_Line):
    """The first line."""

    type: Literal["log"]
    version: Annotated[Number, Field(ge=1)]


class SchedulerLine(_Line):
    """What a grade went by."""

    type: Literal["scheduler"]
    id: Id
    settings: str


class ContentLine(_Line):
    """What a card said."""

    type: Literal["content"]
    id: Id
    prompt: str
    answer: str
    sentence: str


class EventLine(_Line):
    """An event, with all fields. What they must be for its kind is said by `decks.progress.event.fault`."""

    type: Literal["event"]
    uid: Id
    rank: Annotated[Number, Field(ge=1)]
    kind: Short
    card: Short
    at: Number
    offset: Number
    day: Number
    session: Short
    rating: Number
    mode: Literal["", "cards", "typed", "choice"]
    typed: str
    verdict: Literal["", "right", "typo", "wrong"]
    duration: Number
    content: Short
    scheduler: Short
    target: Short
    value: str


LINE: TypeAdapter[LogLine | SchedulerLine | ContentLine | EventLine] = TypeAdapter(
    Annotated[LogLine | SchedulerLine | ContentLine | EventLine, Field(discriminator="type")]
)
