"""The configuration file checked: TOML in, settings out, and each mistake by its line."""

from __future__ import annotations

import re
import tomllib
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

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
    message = str(error.get("msg", "")) if isinstance(error, dict) else ""
    return f"{place}: {name} has a value that it cannot have; {message[:1].lower()}{message[1:]}"


def _weights(path: str, text: str, weights: list[float]) -> tuple[float, ...]:
    usual = Settings().scheduler.weights
    if weights and len(weights) != len(usual):
        place = f"{path}:{_line(text, 'weights')}"
        raise QuizgenError(f"{place}: there are {len(weights)} weights; the scheduler has {len(usual)}")
    return tuple(weights)


def _known_keys(path: str, text: str, keys: dict[str, str]) -> None:
    # Deferred: the table of keys loads Textual, and few set keys.
    from tui.app.keys import KEYS

    known = {key.id for key in KEYS}
    for name in keys:
        if name not in known:
            near = nearest(name, sorted(known))
            remedy = f'did you mean "{near}"?' if near else "the help (F1) shows the names at its right"
            raise QuizgenError(f'{path}:{_line(text, name)}: no deed is called "{name}"; {remedy}')


def _line(text: str, name: str) -> int:
    """The line on which a name is set, or 1."""
    found = re.search(rf"^\s*\[?\"?{re.escape(name)}\"?\s*[\]=.]", text, re.MULTILINE)
    return text.count("\n", 0, found.end()) + 1 if found else 1
