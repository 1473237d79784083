"""The configuration file checked: TOML in, settings out, and each mistake by its line."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from decks.scheduling.fsrs import Scheduler
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import nearest
from tui.settings import Settings

_COUNT = Annotated[int, Field(ge=0, le=1_000_000)]


class _File(BaseModel):
    """What may stand in the file; what does not stand there is as `Settings` has it."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    new: _COUNT | None = None
    reviews: _COUNT | None = None
    mode: Literal["cards", "choice", "typed", "mixed"] | None = None
    rollover: Annotated[int, Field(ge=0, le=23)] | None = None
    retention: Annotated[float, Field(ge=0.7, le=0.99)] | None = None
    longest: Annotated[int, Field(ge=1, le=36500)] | None = None
    siblings: Literal["apart", "bury"] | None = None
    leech: _COUNT | None = None
    leeches: Literal["suspend", "tell"] | None = None
    weights: list[float] | None = None
    theme: str | None = None
    editor: str | None = None
    keys: dict[str, str] | None = None


EXPECTED = {
    "new": "a whole number, 0 or more",
    "reviews": "a whole number, 0 or more",
    "mode": 'one of "cards", "choice", "typed", "mixed"',
    "rollover": "an hour, 0 to 23",
    "retention": "a number from 0.7 to 0.99",
    "longest": "a whole number of days, 1 to 36500",
    "siblings": '"apart" or "bury"',
    "leech": "a whole number, 0 or more",
    "leeches": '"suspend" or "tell"',
    "weights": "21 numbers in brackets, as quizgen weights prints them",
    "theme": "the name of a theme in quotes",
    "editor": "a command in quotes",
    "keys": "a section [keys] with a line for each",
}
"""What would be right, by setting."""


def checked(written: bytes, path: str) -> Settings:
    """The settings that a file's bytes are. Raises QuizgenError, `path:line: what is wrong; what would be right`."""
    try:
        text = written.decode("utf-8-sig")
        found = _File.model_validate(tomllib.loads(text))
    except UnicodeDecodeError as error:
        raise QuizgenError(f"{path}: is not UTF-8; save it as UTF-8") from error
    except tomllib.TOMLDecodeError as error:
        raise QuizgenError(_not_toml(path, str(error))) from error
    except ValidationError as error:
        first = error.errors()[0]
        raise QuizgenError(_wrong(path, text, [str(part) for part in first["loc"]], first)) from error
    said = {name: value for name, value in found.model_dump().items() if value is not None}
    if "weights" in said:
        said["weights"] = _weights(path, text, said["weights"])
    _known_keys(path, text, said.get("keys", {}))
    return Settings(**said)


def _not_toml(path: str, message: str) -> str:
    where = re.search(r"\(at line (\d+), column (\d+)\)", message)
    place = f"{path}:{where[1]}:{where[2]}" if where else path
    what = message.partition(" (at ")[0]
    return f'{place}: {what[:1].lower()}{what[1:]}; a line is name = value, with words in "quotes"'


def _wrong(path: str, text: str, loc: list[str], error: object) -> str:
    name = loc[0]
    place = f"{path}:{_line(text, name)}"
    if isinstance(error, dict) and error.get("type") == "extra_forbidden":
        near = nearest(name, list(_File.model_fields))
        known = f'did you mean "{near}"?' if near else f"there is {', '.join(_File.model_fields)}"
        return f'{place}: no setting is called "{name}"; {known}'
    if name == "keys" and len(loc) > 1:
        place = f"{path}:{_line(text, loc[1])}"
        return (
            f'{place}: the keys of {loc[1]} are no text; write them in quotes, as in "{loc[1]}" = "u,ctrl+z"'
        )
    return f"{place}: {name} cannot be that; write {EXPECTED[name]}"


def _weights(path: str, text: str, weights: list[float]) -> tuple[float, ...]:
    usual = Settings().scheduler.weights
    place = f"{path}:{_line(text, 'weights')}"
    if weights and len(weights) != len(usual):
        raise QuizgenError(f"{place}: there are {len(weights)} weights; the scheduler has {len(usual)}")
    try:
        return Scheduler(tuple(weights)).weights if weights else ()
    except QuizgenError as error:
        raise QuizgenError(f"{place}: {error}") from error


def _known_keys(path: str, text: str, keys: dict[str, str]) -> None:
    # Deferred: the table of keys loads Textual, and few set keys.
    from tui.app.keys import KEYS

    known = {key.id: key for key in KEYS}
    for name in keys:
        if name not in known:
            near = nearest(name, sorted(known))
            remedy = f'did you mean "{near}"?' if near else "the help (F1) shows the names at its right"
            raise QuizgenError(f'{path}:{_line(text, name)}: "{name}" is the name of nothing; {remedy}')
    for name, said in keys.items():
        if not _split(said):
            place = f"{path}:{_line(text, name)}"
            raise QuizgenError(
                f'{place}: {name} has no key; write a key, as in "{name}" = "{known[name].keys}"'
            )
        for other in KEYS:
            taken = set(_split(said)) & set(_split(keys.get(other.id, other.keys)))
            taken -= set(_split(known[name].keys)) & set(_split(other.keys))  # as it is by our own table
            if taken and other.id != name and _meet(name, other.id):
                raise QuizgenError(
                    f"{path}:{_line(text, name)}: {sorted(taken)[0]} is also the key of {other.id}; "
                    "give one of them another"
                )


def _split(keys: str) -> list[str]:
    return [key.strip() for key in keys.split(",") if key.strip()]


def _meet(one: str, other: str) -> bool:
    """Whether two deeds can be wanted at the same time: those of one screen, and those of the app with all.

    Before the answer is shown and after it are two times.
    """
    if {one, other} <= _BEFORE | _AFTER and (one in _BEFORE) != (other in _BEFORE):
        return False
    screens = {one.partition(".")[0], other.partition(".")[0]}
    return len(screens) == 1 or "app" in screens


_BEFORE = {"session.reveal", *(f"session.choice{number}" for number in range(1, 10))}
_AFTER = {"session.accept", "session.again", "session.hard", "session.good", "session.easy"}


def _line(text: str, name: str) -> int:
    """The line on which a name is set, or 1."""
    found = re.search(rf"^\s*\[?[\"']?{re.escape(name)}[\"']?\s*[\]=.]", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1
