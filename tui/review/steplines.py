"""The lines of a file of steps: checked as they are read, and what each sentence came to."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from quizgen.finding import QuizgenError
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.review.reviewed import Decision
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from pathlib import Path

Line = TypeVar("Line", bound=BaseModel)

LARGEST = 1 << 28
"""Bytes of a file of steps; a million steps are fewer."""
NO_STEP = "this is no step of a review; give the file as quizgen wrote it, or begin anew with another -o"


class SpanLine(BaseModel):
    """A span of a sentence."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    start: int
    end: int
    tag: str
    sure: bool = True
    attributes: dict[str, str] = {}


class ChangeLine(BaseModel):
    """What a sentence came to, known by its words."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    sentence: str
    text: str
    spans: list[SpanLine]
    status: Literal["open", "accepted", "rejected", "skipped"]
    id: str = ""


class StepLine(BaseModel):
    """A step, and the checksum of the sheet that it made."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    deed: Literal["accept", "reject", "skip", "change", "remove", "move", "tag", "resolve", "rewrite", "undo"]
    changes: list[ChangeLine]
    sheet: str


class HeadLine(BaseModel):
    """What the file is."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    review: Literal[1]
    options: str = ""
    """With what the text was read, as it is typed."""


def whole_lines(path: Path) -> tuple[list[bytes], int, int]:
    """The lines that have an end, their length and the file's: the last may have been cut by a crash."""
    if not path.exists():
        return [], 0, 0
    if path.stat().st_size > LARGEST:
        raise QuizgenError(f"{path}: is larger than any review; name another sheet with -o")
    data = path.read_bytes()
    size = data.rfind(b"\n") + 1
    return data[:size].splitlines(), size, len(data)


def checked(model: type[Line], line: bytes, path: Path, number: int) -> Line:
    """A line by its model. Raises QuizgenError, with its place, where it is no such line."""
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise QuizgenError(f"{path}:{number}: {NO_STEP}") from error


def is_sound(change: ChangeLine) -> bool:
    """Whether its spans lie in its text, and their tags are known."""
    return all(0 <= one.start < one.end <= len(change.text) and one.tag in TAGS for one in change.spans)


def line_of(key: str, decision: Decision) -> dict[str, object]:
    """A sentence, by what it is known by, as it was decided."""
    spans = [
        {"start": one.start, "end": one.end, "tag": one.tag}
        | ({} if one.sure else {"sure": False})
        | ({"attributes": dict(one.attributes)} if one.attributes else {})
        for one in decision.spans
    ]
    line: dict[str, object] = {
        "sentence": key,
        "text": decision.text,
        "spans": spans,
        "status": decision.status,
    }
    return line | ({"id": decision.id} if decision.id else {})


def decision_of(change: ChangeLine) -> Decision:
    """What a line says that a sentence came to."""
    spans = tuple(
        Suggestion(one.start, one.end, one.tag, tuple(one.attributes.items()), one.sure)
        for one in change.spans
    )
    return Decision(change.text, spans, change.status, change.id)
