"""JSON and JSON lines: ours, and what `quizgen questions --format jsonl` prints; each object is checked by a model."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pydantic import AliasChoices, BaseModel, ConfigDict, Field, ValidationError

from decks.importing.decoding import decoded
from decks.importing.rows import MOST_ROWS
from decks.importing.soundness import fault
from decks.importing.titles import title_of
from decks.quiz import Entry, Kind, LeftOut, Quiz, Taken
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterable


class QuestionLine(BaseModel):
    """One question, under the keys of `decks.classroom.lines`; others are passed over."""

    model_config = ConfigDict(frozen=True)
    id: str = ""
    kind: Kind | None = None
    form: str = ""
    question: str = Field(default="", validation_alias=AliasChoices("question", "term", "front", "prompt"))
    answer: str = Field(default="", validation_alias=AliasChoices("answer", "definition", "back"))
    also: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    key: int | tuple[int, ...] | None = None
    parts: tuple[str, ...] = ()
    correction: str = ""
    sentence: str = ""
    feedback: str = Field(default="", validation_alias=AliasChoices("feedback", "explanation"))
    tags: tuple[str, ...] = ()
    title: str = ""
    section: tuple[str, ...] = ()
    points: int = Field(default=1, ge=0, le=1_000_000)
    path: str = ""
    line: int = 0
    source: str = ""


class QuizObject(BaseModel):
    """A whole quiz."""

    model_config = ConfigDict(frozen=True)
    title: str = ""
    description: str = ""
    language: str = "en"
    questions: tuple[object, ...]


_KINDS: dict[str, Kind] = {
    "true-false": "true-false",
    "blanks": "gaps",
    "matching": "matching",
    "timeline": "ordering",
}


def read_json(data: bytes, name: str) -> Taken:
    """Read a quiz, or a bare list of questions. Raises QuizgenError where the file is neither."""
    text, notes = decoded(data, name)
    try:
        value = json.loads(text)
        whole = QuizObject.model_validate({"questions": value} if isinstance(value, list) else value)
    except json.JSONDecodeError as error:
        raise QuizgenError(
            f"{name}:{error.lineno}:{error.colno}: this is not JSON ({error.msg}); mend it"
        ) from error
    except (RecursionError, ValidationError, ValueError) as error:
        raise QuizgenError(f'{name}: this is no list of questions; write {{"questions": [ … ]}}') from error
    entries, left_out = _entries((f"question {n}", one) for n, one in enumerate(whole.questions, 1))
    quiz = Quiz(whole.title or title_of(name), entries, whole.description, whole.language)
    return Taken(quiz, left_out, notes)


def read_jsonl(data: bytes, name: str) -> Taken:
    """Read an object a line. Raises QuizgenError where no line is one."""
    text, notes = decoded(data, name)
    found: list[tuple[str, object]] = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            found.append((f"line {number}", _loaded(line)))
    if not any(isinstance(value, dict) for _, value in found):
        raise QuizgenError(
            f'{name}: there is no object in this file; write {{"question": "…", "answer": "…"}} a line'
        )
    entries, left_out = _entries(found)
    return Taken(Quiz(title_of(name), entries), left_out, notes)


def _loaded(line: str) -> object:
    """The value of a line; of one that is not JSON, the reason as an exception."""
    try:
        return json.loads(line)
    except (ValueError, RecursionError) as error:
        return error


def _entries(values: Iterable[tuple[str, object]]) -> tuple[tuple[Entry, ...], tuple[LeftOut, ...]]:
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    for number, (place, value) in enumerate(values, 1):
        if number > MOST_ROWS:
            left_out.append(
                LeftOut(f"{place} and all below", f"there are {MOST_ROWS:,} questions at most; split it")
            )
            break
        made = _made(value)
        if isinstance(made, Entry):
            entries.append(made)
        else:
            left_out.append(LeftOut(place, made))
    return tuple(entries), tuple(left_out)


def _made(value: object) -> Entry | str:
    """The entry of an object, or what is wrong with it."""
    if isinstance(value, Exception):
        return f"this is not JSON ({value}); mend it"
    try:
        entry = _entry(QuestionLine.model_validate(value))
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "this"
        return f"{where}: {first['msg'][:1].lower()}{first['msg'][1:]}; look at docs/classroom.md"
    return fault(entry) or entry


def _entry(line: QuestionLine) -> Entry:
    kind = line.kind or _KINDS.get(line.form) or ("choice" if line.choices else "short")
    key = (line.key,) if isinstance(line.key, int) else line.key or ()
    also = tuple(other for other in line.also if other != line.answer)
    return Entry(
        id=line.id, kind=kind, text=line.question,
        answers=(line.answer, *also) if kind == "short" and line.answer else line.answers,
        choices=line.choices, key=key, parts=line.parts, feedback=line.feedback,
        sentence=line.sentence, correction=line.correction, tags=line.tags,
        section=(line.title, *line.section) if line.title or line.section else (), points=line.points,
        source=f"{line.path}:{line.line}" if line.path else line.source,
    )  # fmt: skip
