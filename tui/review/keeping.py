r"""What was decided in a review, on the disk after each step: the sheet as far as it is made, and beside it the steps.

    chapter.md                the facts that were accepted, and as comments what is to be none
    chapter.md.review.jsonl   a line for the text, then one a step: what each changed sentence came to

A step is appended to the second and synced, then the sheet is replaced; so whatever ends the program, nothing is lost
that was shown, and the review goes on where it stopped. The line of a step has the checksum of the sheet that it
made, which tells a sheet that somebody edited meanwhile: that one is never replaced.
"""

from __future__ import annotations

import json
import os
from collections import Counter
from contextlib import suppress
from errno import ENOSPC
from hashlib import blake2s
from pathlib import Path
from typing import TYPE_CHECKING, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.reading.writing import front
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.review import Change, Review, Step
from quizgen.tagging.reviewed import Decision, heading, markdown, remark
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.tagging.passage import Tagged

Line = TypeVar("Line", bound=BaseModel)

SUFFIX = ".review.jsonl"
_HEAD = b'{"review": 1}\n'
LARGEST = 1 << 28
"""Bytes of a file of steps; a million steps are fewer."""


class _SpanLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    start: int
    end: int
    tag: str
    sure: bool = True
    attributes: dict[str, str] = {}


class _ChangeLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    sentence: str
    text: str
    spans: list[_SpanLine]
    status: Literal["open", "accepted", "rejected", "skipped"]
    id: str = ""


class _StepLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    deed: Literal["accept", "reject", "skip", "change", "remove", "move", "tag", "resolve", "rewrite", "undo"]
    changes: list[_ChangeLine]
    sheet: str


class _HeadLine(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)
    review: Literal[1]


class Kept:
    """A review that lies on the disk; its files are open only while a step is saved."""

    def __init__(self, tagged: Sequence[Tagged], sheet: Sheet, path: Path, suggested: str = "") -> None:
        """Begin a review whose sheet is to be at `path`, or go on with the one that lies there.

        `suggested` is the sheet that is written for this text when nobody reviews it: where exactly that lies at
        `path`, nobody's work is in it, and the review's takes its place. Raises QuizgenError where a file cannot be
        read or written, where the sheet was edited since or is none of a review's, and where the text is no longer
        the one that was reviewed. All files then stay as they are.
        """
        self.path = path
        self.steps = path.with_name(f"{path.name}{SUFFIX}")
        self._keys = list(_keys(tagged))
        self._sheet = _Pieces(tagged, sheet)
        self.review = Review(tagged, sheet, self._keep)
        self._suggested = suggested.encode("utf-8", "replace")
        # Of the sheet before it is read: what is changed behind us is then seen.
        self._stamp = _stamp(path)
        self._length = 0
        """Of the file of steps as it lies there; what is behind `_size` was cut by a crash."""
        self._size = self._resume()
        self._before = self._size
        """How long it was before the last step."""

    def _resume(self) -> int:
        """Do again what the file of steps says; the length of what of it is whole."""
        try:
            lines, size, self._length = _whole_lines(self.steps)
            there = self.path.read_bytes() if self.path.exists() else None
        except OSError as error:
            raise QuizgenError(
                f"{error.filename or self.steps}: cannot be read: {error.strerror or error}"
            ) from error
        read = [self._step(number, line) for number, line in enumerate(lines[1:], 2)]
        if lines:
            _checked(_HeadLine, lines[0], self.steps, 1)
        self._unedited(there, ["", *(one.sheet for one in read)])
        self.review.replay(self._replayed(read))
        return size

    def _step(self, number: int, line: bytes) -> _StepLine:
        step = _checked(_StepLine, line, self.steps, number)
        if not step.changes or not all(_is_sound(one) for one in step.changes):
            raise QuizgenError(f"{self.steps}:{number}: {_NO_STEP}")
        return step

    def _unedited(self, there: bytes | None, sums: Sequence[str]) -> None:
        if there is None or (there and there == self._suggested):
            return
        # The last step may have been kept and its sheet not.
        if _checksum(there) not in sums[-2:]:
            if len(sums) == 1:
                raise QuizgenError(f"{self.path}: {_NO_REVIEW}")
            raise QuizgenError(
                f"{self.path}: was edited since the last review, which would write over it; keep it under "
                f"another name, or delete {self.steps.name} to begin anew with another -o"
            )

    def _replayed(self, read: Sequence[_StepLine]) -> Iterator[Step]:
        places = {key: at for at, key in enumerate(self._keys)}
        decisions = self.review.decisions
        for number, one in enumerate(read, 2):
            if one.deed == "undo" and not self.review.can_undo:
                raise QuizgenError(f"{self.steps}:{number}: {_NO_STEP}")
            changes = []
            for change in one.changes:
                at = places.get(change.sentence)
                if at is None:
                    raise QuizgenError(
                        f"{self.steps}:{number}: this sentence is not in the text any more: "
                        f"{change.text!r}; give the text as it was, or begin anew with another -o"
                    )
                changes.append(Change(at, decisions[at], _decision(change)))
            step = Step(one.deed, tuple(changes))
            yield step
            self._sheet.put(step)

    def _keep(self, step: Step) -> None:
        """Save a step. Raises QuizgenError where it cannot be, and then it is as if it had not been done."""
        before = [(one.at, one.before) for one in step.changes]
        self._sheet.put(step)
        text = self._sheet.text().encode("utf-8", "replace")
        line = {
            "deed": step.deed,
            "changes": [_line(self._keys[one.at], one.after) for one in step.changes],
            "sheet": _checksum(text),
        }
        try:
            self._append(line)
            try:
                self._write(text)
            except QuizgenError:
                self._take_off()
                raise
        except (OSError, QuizgenError) as error:
            self._sheet.put_all(before)
            if isinstance(error, QuizgenError):
                raise
            raise QuizgenError(f"{self.steps}: cannot be written: {error.strerror or error}") from error

    def _write(self, text: bytes) -> None:
        if _stamp(self.path) != self._stamp:
            raise QuizgenError(
                f"{self.path}: was changed by another program, which this would write over; keep it under another "
                "name, and then begin the review again"
            )
        with replacing(self.path) as out:
            out.write(text)
        self._stamp = _stamp(self.path)

    def _append(self, line: object) -> None:
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        if self._size == 0:
            data = _HEAD + data
        with self.steps.open("r+b" if self._length else "xb", buffering=0) as log:
            if os.fstat(log.fileno()).st_size != self._length:
                raise QuizgenError(
                    f"{self.steps}: another window reviews this sheet; go on there, or begin again here"
                )
            log.truncate(self._size)
            log.seek(self._size)
            try:
                if log.write(data) != len(data):
                    raise OSError(ENOSPC, "the disk is full")
                os.fsync(log.fileno())
            except OSError:
                log.truncate(self._size)
                self._length = self._size
                raise
        self._before, self._size = self._size, self._size + len(data)
        self._length = self._size

    def _take_off(self) -> None:
        """Take the line off that was appended last."""
        with suppress(OSError):
            os.truncate(self.steps, self._before)
            self._size = self._length = self._before


class _Pieces:
    """The sheet in the making, kept in pieces: one a sentence."""

    def __init__(self, tagged: Sequence[Tagged], sheet: Sheet) -> None:
        self.tagged = tagged
        self.sheet = sheet
        self.head = "\n".join(front(sheet))
        self.pieces = ["" if not one.refused else remark(one.sentence, one.refused) for one in tagged]
        self.told = tuple(self.pieces)
        """What is said of a sentence that nobody decided."""

    def put(self, step: Step) -> None:
        """Write anew what a step changed."""
        self.put_all([(one.at, one.after) for one in step.changes])

    def put_all(self, decisions: Sequence[tuple[int, Decision]]) -> None:
        """Write these sentences as they were decided."""
        for at, decision in decisions:
            sentence = self.tagged[at].sentence
            if decision.status == "accepted":
                self.pieces[at] = markdown(decision, sentence, self.sheet)
            elif decision.status == "rejected":
                self.pieces[at] = remark(sentence, "rejected")
            else:
                self.pieces[at] = self.told[at]

    def text(self) -> str:
        """The whole sheet, each section under its headings."""
        lines = [self.head, ""] if self.head else []
        above: tuple[str, ...] = ()
        for one, piece in zip(self.tagged, self.pieces, strict=True):
            if not piece:
                continue
            headings = one.sentence.heading
            if headings != above:
                lines += _headings(above, headings)
                above = headings
            lines.append(piece)
        return "\n".join([*lines, ""])


def _headings(above: tuple[str, ...], headings: tuple[str, ...]) -> Iterator[str]:
    """Those that are not above already, with empty lines around them."""
    same = 0
    while same < min(len(above), len(headings)) and above[same] == headings[same]:
        same += 1
    # A section that goes on behind one inside it must say its own heading again.
    for level in range(min(same, len(headings) - 1) + 1, len(headings) + 1):
        yield from ("", heading(headings[:level]), "")


def _keys(tagged: Sequence[Tagged]) -> Iterator[str]:
    """What each sentence is known by: its words, and which it is of those that are the same."""
    counts: Counter[str] = Counter()
    for one in tagged:
        sum_ = _checksum(one.sentence.text.encode("utf-8", "replace"))
        counts[sum_] += 1
        yield sum_ if counts[sum_] == 1 else f"{sum_}-{counts[sum_]}"


def _stamp(path: Path) -> tuple[int, int] | None:
    """What changes when a file does: its time in nanoseconds, and its size; None where it is not."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_mtime_ns, about.st_size


def _checksum(data: bytes) -> str:
    return blake2s(data, digest_size=12).hexdigest()


def _whole_lines(path: Path) -> tuple[list[bytes], int, int]:
    """The lines that have an end, their length and the file's: the last may have been cut by a crash."""
    if not path.exists():
        return [], 0, 0
    if path.stat().st_size > LARGEST:
        raise QuizgenError(f"{path}: is larger than any review; name another sheet with -o")
    data = path.read_bytes()
    size = data.rfind(b"\n") + 1
    return data[:size].splitlines(), size, len(data)


_NO_REVIEW = (
    "is there already, and is neither a review's nor what is suggested for this text now; it may hold somebody's "
    "work, so it stays as it is: go on with it in an editor and quizgen check, or review into another sheet with -o"
)
_NO_STEP = "this is no step of a review; give the file as quizgen wrote it, or begin anew with another -o"


def _checked(model: type[Line], line: bytes, path: Path, number: int) -> Line:
    try:
        return model.model_validate_json(line)
    except ValidationError as error:
        raise QuizgenError(f"{path}:{number}: {_NO_STEP}") from error


def _is_sound(change: _ChangeLine) -> bool:
    return all(0 <= one.start < one.end <= len(change.text) and one.tag in TAGS for one in change.spans)


def _line(key: str, decision: Decision) -> dict[str, object]:
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


def _decision(change: _ChangeLine) -> Decision:
    spans = tuple(
        Suggestion(one.start, one.end, one.tag, tuple(one.attributes.items()), one.sure)
        for one in change.spans
    )
    return Decision(change.text, spans, change.status, change.id)
