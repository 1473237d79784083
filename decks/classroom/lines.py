"""JSON and JSON lines, for programs: a question an object, with the keys of `quizgen questions --format jsonl`.

`id`, `question`, `answer`, `also`, `choices`, `key`, `parts`, `answers`, `correction`, `section`, `tags`, `path` and
`line` mean what they mean there. `kind` says how it is answered (`decks.quiz.Kind`), `sentence` is the fact, `title`
the sheet's, `feedback` what is shown with the answer; `points`. What is empty is left out. JSON has `title`,
`description`, `language` and the objects as `questions`; JSON lines are the objects alone.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.holding import HALF, check_characters, held
from decks.quiz import Written

if TYPE_CHECKING:
    from decks.quiz import Entry, LeftOut, Quiz

PLACE = re.compile(r"(.+):([1-9]\d{0,8})", re.DOTALL)

_dumps = json.JSONEncoder(ensure_ascii=False).encode


def write_json(quiz: Quiz, out: BinaryIO) -> Written:
    """Write one object that holds the quiz; its questions stand a line each."""
    left_out: list[LeftOut] = []
    head = {"title": quiz.title, "description": quiz.description, "language": quiz.language}
    out.write(f'{_dumps(head)[:-1]}, "questions": ['.encode("utf-8", "replace"))
    count = 0
    for _, line in held(quiz.entries, _line, left_out):
        out.write((",\n" if count else "\n").encode() + line.encode())
        count += 1
    out.write(b"\n]}\n")
    return Written(count, tuple(left_out))


def write_jsonl(quiz: Quiz, out: BinaryIO) -> Written:
    """Write an object a line."""
    left_out: list[LeftOut] = []
    count = 0
    for _, line in held(quiz.entries, _line, left_out):
        out.write(line.encode() + b"\n")
        count += 1
    return Written(count, tuple(left_out))


def _line(entry: Entry) -> str:
    check_characters(entry, HALF, "UTF-8")
    return _dumps(as_json(entry))


def as_json(entry: Entry) -> dict[str, object]:
    """An entry under the keys that programs rely on."""
    every = {
        "id": entry.id,
        "kind": entry.kind,
        "question": entry.text,
        "answer": entry.answer if entry.kind != "gaps" else "",
        "also": entry.answers[1:] if entry.kind != "gaps" else (),
        "answers": entry.answers if entry.kind == "gaps" else (),
        "choices": entry.choices,
        "key": _key(entry),
        "parts": entry.parts,
        "correction": entry.correction,
        "sentence": entry.sentence,
        "feedback": entry.feedback,
        "tags": entry.tags,
        "title": entry.section[0] if entry.section else "",
        "section": entry.section[1:],
        "points": entry.points,
    } | _place(entry)
    return {key: value for key, value in every.items() if value not in ("", (), None)}


def _key(entry: Entry) -> int | tuple[int, ...] | None:
    """One number where one choice is right, all of them where the choices are ordered or matched."""
    if entry.kind in ("choice", "true-false") and len(entry.key) == 1:
        return entry.key[0]
    return entry.key or None


def _place(entry: Entry) -> dict[str, object]:
    """`path` and `line`; `source` for one that is no such place."""
    if match := PLACE.fullmatch(entry.source):
        return {"path": match[1], "line": int(match[2])}
    return {"source": entry.source}
