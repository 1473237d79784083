r"""What was decided in a review, on the disk after each step: the sheet as far as it is made, and beside it the steps.

    chapter.md                the facts that were accepted, the names in them, and as comments what is to be none
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
from secrets import token_hex
from typing import TYPE_CHECKING

from decks.write import replacing
from quizgen.finding import QuizgenError
from quizgen.tagging.review.growing import Growing
from quizgen.tagging.review.history import Change, Step
from quizgen.tagging.review.review import Review
from tui.review.steplines import (
    NO_STEP,
    HeadLine,
    StepLine,
    checked,
    decision_of,
    is_sound,
    line_of,
    whole_lines,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.fact import Sheet
    from quizgen.tagging.passage import Tagged

SUFFIX = ".review.jsonl"
_EDITED = (
    "was edited since the last review, which would write over that; go on in an editor, or rename the sheet, and the "
    "review goes on where it stopped, without what was edited"
)
_NO_REVIEW = (
    "is there already, and is neither a review's nor what is suggested for this text now; where somebody worked on "
    "it, go on in an editor with quizgen check, or review into another sheet with -o; where nobody did, delete it"
)


class Kept:
    """A review that lies on the disk; its files are open only while a step is saved."""

    def __init__(
        self, tagged: Sequence[Tagged], sheet: Sheet, path: Path, suggested: str = "", options: str = ""
    ) -> None:
        """Begin a review whose sheet is to be at `path`, or go on with the one that lies there.

        `suggested` is the sheet that is written for this text when nobody reviews it: where exactly that lies at
        `path`, nobody's work is in it, and the review's takes its place. `options` are those with which the text was
        read, as they are typed: a review goes on only with the same. Raises QuizgenError where a file cannot be read
        or written, where the sheet was edited since or is none of a review's, and where the text is no longer the
        one that was reviewed. All files then stay as they are.
        """
        self._options = options
        self.path = path
        self.steps = path.with_name(f"{path.name}{SUFFIX}")
        self._keys = list(_keys(tagged))
        self._places = {key: at for at, key in enumerate(self._keys)}
        self._growing = Growing(tagged, sheet)
        self.review = Review(tagged, sheet, self._keep)
        self._suggested = suggested.encode("utf-8", "replace")
        # Of the sheet before it is read: what is changed behind us is then seen.
        self._stamp = _stamp(path)
        self._length = 0
        """Of the file of steps as it lies there; what is behind `_size` was cut by a crash."""
        self._try_folder()
        self._size = self._resume()
        self._before = self._size
        """How long it was before the last step."""

    def _try_folder(self) -> None:
        """Raise where nothing could be saved, before anybody has decided anything."""
        part = self.path.with_name(f".quizgen-{token_hex(8)}.part")
        try:
            part.open("xb").close()
            part.unlink()
        except OSError as error:
            folder = (
                "" if self.path.parent.is_dir() else f"; there is no folder {self.path.parent}, make it first"
            )
            raise QuizgenError(
                f"{self.path}: cannot be written: {error.strerror or error}{folder}"
            ) from error

    def _resume(self) -> int:
        """Do again what the file of steps says; the length of what of it is whole."""
        try:
            lines, size, self._length = whole_lines(self.steps)
            there = self.path.read_bytes() if self.path.exists() else None
        except OSError as error:
            raise QuizgenError(
                f"{error.filename or self.steps}: cannot be read: {error.strerror or error}"
            ) from error
        read = [self._step(number, line) for number, line in enumerate(lines[1:], 2)]
        if lines:
            self._same_options(checked(HeadLine, lines[0], self.steps, 1).options)
        self._unedited(there, ["", *(one.sheet for one in read)])
        self.review.replay(self._replayed(read))
        named = {change.sentence for one in read for change in one.changes}
        begun = {self._places[key] for key in named if key in self._places}
        self._growing.put((at, self.review.decisions[at]) for at in sorted(begun))
        return size

    def _same_options(self, begun: str) -> None:
        if begun != self._options:
            was = f"with {begun}" if begun else "without options"
            raise QuizgenError(f"{self.path}: this review was begun {was}; go on with it just so")

    def _step(self, number: int, line: bytes) -> StepLine:
        step = checked(StepLine, line, self.steps, number)
        if not step.changes or not all(is_sound(one) for one in step.changes):
            raise QuizgenError(f"{self.steps}:{number}: {NO_STEP}")
        return step

    def _unedited(self, there: bytes | None, sums: Sequence[str]) -> None:
        if not there or there == self._suggested:
            return
        # The last step may have been kept and its sheet not.
        if _checksum(there) not in sums[-2:]:
            if len(sums) == 1:
                raise QuizgenError(f"{self.path}: {_NO_REVIEW}")
            raise QuizgenError(f"{self.path}: {_EDITED}")

    def _replayed(self, read: Sequence[StepLine]) -> Iterator[Step]:
        decisions = self.review.decisions
        last = {change.sentence: change.status for one in read for change in one.changes}
        for number, one in enumerate(read, 2):
            if one.deed == "undo" and not self.review.can_undo:
                raise QuizgenError(f"{self.steps}:{number}: {NO_STEP}")
            changes = []
            for change in one.changes:
                at = self._places.get(change.sentence)
                if at is None and last.get(change.sentence) != "accepted":
                    continue  # nothing of it is in the sheet
                if at is None:
                    raise QuizgenError(
                        f"{self.steps}:{number}: this sentence is not in the text any more: "
                        f"{change.text!r}; give the text and the options as they were, or begin anew with another -o"
                    )
                changes.append(Change(at, decisions[at], decision_of(change)))
            if changes:
                yield Step(one.deed, tuple(changes))

    def _keep(self, step: Step) -> None:
        """Save a step. Raises QuizgenError where it cannot be, and then it is as if it had not been done."""
        self._growing.put((one.at, one.after) for one in step.changes)
        text = self._growing.text().encode("utf-8", "replace")
        line = {
            "deed": step.deed,
            "changes": [line_of(self._keys[one.at], one.after) for one in step.changes],
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
            self._growing.put((one.at, one.before) for one in step.changes)
            if isinstance(error, QuizgenError):
                raise
            raise QuizgenError(f"{self.steps}: cannot be written: {error.strerror or error}") from error

    def _write(self, text: bytes) -> None:
        # Where it is gone, nothing is written over.
        if _stamp(self.path) not in (None, self._stamp):
            raise QuizgenError(
                f"{self.path}: was changed by another program, which this would write over; rename it, and do "
                "this again"
            )
        with replacing(self.path) as out:
            out.write(text)
        self._stamp = _stamp(self.path)

    def _append(self, line: object) -> None:
        data = json.dumps(line, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
        if self._size == 0:
            head = {"review": 1} | ({"options": self._options} if self._options else {})
            data = json.dumps(head, ensure_ascii=False).encode("utf-8", "replace") + b"\n" + data
        # An empty one is what a first step leaves that could not be kept.
        with self.steps.open("r+b" if self._length or self.steps.exists() else "xb", buffering=0) as log:
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
