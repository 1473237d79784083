"""From the rows of a table to entries: a question a row, whatever its columns are called."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from decks.classroom.cells import unquoted
from decks.importing import columns, own, rows
from decks.importing.decoding import decoded
from decks.importing.soundness import fault
from decks.importing.titles import title_of
from decks.quiz import Entry, LeftOut, Quiz, Taken
from quizgen.finding import QuizgenError
from quizgen.question import BLANK
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.importing.columns import Columns
    from decks.importing.rows import Row

_SEPARATORS = re.compile(r"\s*[,;|]\s*")
_BARS = re.compile(r"\s*[;|]\s*")
_LEVELS = re.compile(r"\s+[>›]\s+|\s*::\s*|\s*\|\s*")
_GAP = re.compile(r"_{3,}")
_SEP = re.compile(r"(?i)sep=(.)(?=\r?\n)")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"

Said = tuple[tuple[str, str], ...]
"""What a person says of columns: pairs of a role and a column."""


def read(data: bytes, name: str, said: Said = (), delimiter: str = "") -> Taken:
    """Read a table of text. Raises QuizgenError where it is none, or no column is known to be question or answer."""
    text, notes = decoded(data, name)
    if said_so := _SEP.match(text):  # as Excel has it; the line stays, so that rows keep their numbers
        text, delimiter = text[said_so.end() :], said_so[1]
    found, broken = rows.rows(text, delimiter or rows.delimiter_of(text))
    return read_rows(found, name, said, tuple(broken), notes)


def read_tsv(data: bytes, name: str, said: Said = ()) -> Taken:
    """Read a table of text with tabs between cells."""
    return read(data, name, said, "\t")


def read_rows(
    found: Sequence[Row], name: str, said: Said, broken: tuple[LeftOut, ...] = (), notes: tuple[str, ...] = ()
) -> Taken:
    """The entries of rows that were read somehow; `broken` are rows that were not, and `notes` what to say."""
    if not found:
        raise QuizgenError(f"{name}: there is no row in this table; write a question and its answer in each")
    if own.is_own(found[0].cells) and not said:
        taken = own.read(found, title_of(name))
        return Taken(taken.quiz, (*broken, *taken.left_out), (*notes, "a table that quizgen wrote"))
    layout = columns.find(found, said, name)
    entries: list[Entry] = []
    left_out = list(broken)
    wide = len(found[layout.header].cells) if layout.header >= 0 else 0
    doubts: list[str] = []
    for row in found[layout.header + 1 :]:
        made = _too_wide(row, wide) or _Row(row, layout, name, doubts).entry()
        (left_out if isinstance(made, LeftOut) else entries).append(made)  # type: ignore[arg-type]  # by its type
    return Taken(Quiz(title_of(name), tuple(entries)), tuple(left_out), (*notes, *layout.notes, *doubts))


def _too_wide(row: Row, headings: int) -> LeftOut | None:
    """A row with more cells than there are headings, if there are any, holds what nobody can place."""
    if not headings or not any(cell.strip() for cell in row.cells[headings:]):
        return None
    reason = f"has {len(row.cells)} cells, and the heading {headings}; look at its quotation marks"
    return LeftOut(f"row {row.number}", reason)


class _Row:
    """A row, with what its columns are."""

    def __init__(self, row: Row, layout: Columns, name: str, doubts: list[str]) -> None:
        self.row = row
        self.layout = layout
        self.name = name
        self.doubts = doubts
        """What is passed over though a person may have meant something by it, in words."""

    def texts(self, role: str) -> list[str]:
        """What stands in the columns of a role, as far as anything does."""
        cells = self.row.cells
        there = (unquoted(cells[number]).strip() for number in self.layout.of(role) if number < len(cells))
        return [text for text in there if text]

    def text(self, role: str) -> str:
        return next(iter(self.texts(role)), "")

    def refused(self, role: str, reason: str) -> LeftOut:
        return LeftOut(self.place(role), reason)

    def place(self, role: str) -> str:
        """`row 7, column 2`: the row, and the first column of a role if there is one."""
        number = self.layout.of(role)
        return f"row {self.row.number}" + (f", column {number[0] + 1}" if number else "")

    def entry(self) -> Entry | LeftOut:
        cells = self.row.cells
        choices = [
            unquoted(cells[number]).strip() if number < len(cells) else ""
            for number in self.layout.of("choice")
        ]
        return self.chosen(choices) if any(choices) else self.written()

    def written(self) -> Entry | LeftOut:
        """With an answer in words, and wrong ones if there are any."""
        answer = self.text("answer") or self.text("correct")
        if not answer:
            return self.refused(
                "answer" if self.layout.of("answer") else "correct", "the answer is empty; write one"
            )
        sentence, question = self.text("sentence"), self.text("question")
        if not question and sentence.count(answer) == 1:
            question = sentence.replace(answer, BLANK)
        if not question:
            if sentence:
                reason = "the answer does not stand once in the sentence; write it as it stands there, or a question"
                return self.refused("sentence", reason)
            return self.refused("question", "the question is empty; write one")
        given = self.texts("wrong")
        wrong = [text for text in given if text != answer]
        if len(wrong) < len(given):
            self.doubts.append(f"{self.place('wrong')}: a wrong answer is the right one; it is passed over")
        if not wrong:
            return self.made("short", question, answers=(answer, *self.several("also", _BARS)))
        return self.made("choice", question, choices=(answer, *wrong), key=(0,))

    def chosen(self, choices: list[str]) -> Entry | LeftOut:
        """With choices, of which some may be empty and some are said to be right."""
        said = self.text("correct") or self.text("answer")
        key = _key(said, choices, by_number=self.layout.by_number)
        if not key:
            reason = (
                f'"{shown(said)}" is not one choice, nor its number'
                if said
                else "no choice is said to be right"
            )
            return self.refused(
                "correct",
                f"{reason}; write the letter of one, from A to {_LETTERS[len(choices) - 1].upper()}",
            )
        if not self.text("question"):
            return self.refused("question", "the question is empty; write one")
        filled = [number for number, choice in enumerate(choices) if choice]
        right = tuple(filled.index(number) for number in key)
        return self.made(
            "choice", self.text("question"), choices=tuple(choices[number] for number in filled), key=right
        )

    def made(
        self,
        kind: str,
        question: str,
        answers: tuple[str, ...] = (),
        choices: tuple[str, ...] = (),
        key: tuple[int, ...] = (),
    ) -> Entry | LeftOut:
        entry = Entry(
            id=self.text("id"), kind=kind, text=_GAP.sub(BLANK, question),  # type: ignore[arg-type]  # two of its words
            answers=answers, choices=choices, key=key, feedback=self.text("feedback"),
            sentence=self.text("sentence"), tags=self.several("tags", _SEPARATORS),
            section=self.several("section", _LEVELS), points=self.points(),
            source=f"{self.name}:{self.row.number}",
        )  # fmt: skip
        reason = fault(entry)
        return self.refused("question", reason) if reason else entry

    def points(self) -> int:
        """One, where the row says none or nothing that could be some."""
        said = self.text("points")
        if said and not _is_small(said):
            self.doubts.append(
                f'{self.place("points")}: "{shown(said)}" is no whole number from 1 to 9999; 1 point is taken'
            )
        return int(said) if _is_small(said) else 1

    def several(self, role: str, between: re.Pattern[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(part for text in self.texts(role) for part in between.split(text) if part))


def _is_small(number: str) -> bool:
    return number.isascii() and number.isdigit() and len(number) < 5 and int(number) > 0


def _key(said: str, choices: list[str], *, by_number: bool) -> tuple[int, ...]:
    """The places of the right choices: they are said by numbers, by letters, or in words; empty where it is not clear.

    "4" of 2, 4, 6, 8 could be the second or the fourth, so that it is neither, unless the heading asks for numbers.
    """
    parts = [part.casefold() for part in _SEPARATORS.split(said) if part]
    folded = [choice.casefold() for choice in choices]
    whole = said.casefold()
    ways = [
        [int(part) - 1 if part.isascii() and part.isdigit() and len(part) < 4 else -1 for part in parts],
        [folded.index(whole)]
        if whole in folded
        else [folded.index(part) if part in folded else -1 for part in parts],
        [_LETTERS.find(part) if len(part) == 1 else -1 for part in parts],
    ]
    sound = [
        tuple(dict.fromkeys(way))
        for way in (ways[:1] if by_number else ways)
        if way and _are_there(way, choices)
    ]
    return sound[0] if len(set(sound)) == 1 else ()


def _are_there(way: list[int], choices: list[str]) -> bool:
    return all(0 <= number < len(choices) and choices[number] != "" for number in way)
