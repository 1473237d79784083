"""Play cases of reviews: what a person does with suggested facts, a step a line, and what then stands where.

    # a wrong class is changed, and the sentence is a fact
    | [Lenin|who] was in [hiding|what?].
    up [Lenin|who] was in ▸[hiding|what?].
    change where
    accept
    fact [Lenin]{.who} was in [hiding]{.where}.

Lines that begin with a bar are the text: one sentence each, its suggestions in brackets, an unsure one with a question
mark. `| # Words` is a heading, an empty one begins a paragraph, `| !opinion: He may.` cannot be a fact. A deed is
called as in `Review`, and `no accept: nothing in it is tagged` demands that it cannot be done and says why. What else
can be said are the methods of `Play`, each named as its step.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from steps import Steps

from quizgen.fact import Sheet
from quizgen.finding import QuizgenError
from quizgen.reader import read
from quizgen.tagging.passage import Sentence, Suggestion, Tagged
from tui.review.keeping import Kept
from tui.review.words import sentence

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.tagging.review.review import Review

_MARK = re.compile(r"\[([^|\]]+)\|(\w+)((?: \w+=[^\]?]+)?)(\??)\]")
_SENTENCE = re.compile(r"(?:!(?P<refused>[^:]+): )?(?P<text>.+)")


def tagged_of(lines: list[str]) -> list[Tagged]:
    """The sentences of a case."""
    return list(_tagged(lines))


def _tagged(lines: list[str]) -> Iterator[Tagged]:
    paragraph, heading = 1, ()
    for number, line in enumerate(lines, 1):
        if line.startswith("#"):
            marks, _, words = line.partition(" ")
            heading = (*heading[: len(marks) - 1], words)
        elif not line:
            paragraph += 1
        elif found := _SENTENCE.fullmatch(line):
            text, spans = _spans(found["text"])
            place = Sentence(text, number, number, paragraph, heading)
            yield Tagged(place, spans, found["refused"] or "")


def _spans(marked: str) -> tuple[str, tuple[Suggestion, ...]]:
    text, spans, done = "", [], 0
    for mark in _MARK.finditer(marked):
        text += marked[done : mark.start()]
        said = tuple(tuple(pair.split("=", 1)) for pair in [mark[3].strip()] if pair)
        spans.append(Suggestion(len(text), len(text) + len(mark[1]), mark[2], said, not mark[4]))
        text += mark[1]
        done = mark.end()
    return text + marked[done:], tuple(spans)


class Play(Steps):
    """One person with one text."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / "sheet.md"
        self.lines: list[str] = []
        self.kept: Kept | None = None

    @property
    def review(self) -> Review:
        """The review that is under way."""
        assert self.kept is not None, "there is no text yet"
        return self.kept.review

    def write(self, text: str) -> None:
        """A text is to be reviewed."""
        self.lines = text.split("\n")[:-1]
        self.open()

    def open(self) -> None:
        """Begin, or go on with what lies on the disk."""
        sheet = Sheet("sheet", "Sheet", str(self.path), source="A book")
        self.kept = Kept(tagged_of(self.lines), sheet, self.path)

    def do(self, line: str) -> None:
        """One step; a deed must be possible."""
        word, _, rest = line.strip().partition(" ")
        if hasattr(self, f"do_{word}"):
            super().do(line)
        else:
            assert self.deed(word, rest) == ""

    def deed(self, word: str, rest: str) -> str:
        """Do something to the review; why it cannot be done."""
        review = self.review
        match word:
            case "move":
                side, by, *letters = rest.split()
                assert side in ("start", "end")
                return review.move(side, int(by), letters=bool(letters))  # type: ignore[arg-type]
            case "tag":
                tag, _, words = rest.partition(" ")
                at = review.decision.text.index(words)
                return review.tag((at, at + len(words)), tag)
            case "change" | "resolve" | "rewrite" | "grow":
                return str(getattr(review, word)(rest))
            case _:
                assert not rest
                return str(getattr(review, word)())

    def do_no(self, rest: str) -> None:
        """`no accept: why`: it cannot be done, and nothing changes."""
        deed, _, why = rest.partition(": ")
        before = list(self.review.decisions)
        word, _, rest = deed.partition(" ")
        assert self.deed(word, rest).startswith(why)
        assert self.review.decisions == before

    def do_focus(self, words: str) -> None:
        at = self.review.decision.text.index(words)
        self.review.look_at((at, at + len(words)))

    def do_next(self, rest: str) -> None:
        self.review.next_stop(int(rest or "1"))

    def do_word(self, rest: str) -> None:
        self.review.next_word(int(rest or "1"))

    def do_go(self, number: str) -> None:
        """Put the sentence up that has this number, from 1."""
        self.review.go(int(number) - 1)

    def do_times(self, rest: str) -> None:
        """A deed so many times: `times 3 undo`."""
        number, _, deed = rest.partition(" ")
        for _ in range(int(number)):
            self.do(deed)

    def do_up(self, marked: str) -> None:
        """The sentence that is up, its focus, and how it is tagged."""
        shown = sentence(self.review.decision, self.review.focus).plain
        assert shown == marked, shown

    def do_count(self, rest: str) -> None:
        """`count accepted 2`"""
        status, number = rest.split()
        assert self.review.count(status) == int(number), self.review.count(status)  # type: ignore[arg-type]

    def do_done(self, _: str) -> None:
        assert self.review.is_done

    def do_undone(self, _: str) -> None:
        assert not self.review.is_done

    def do_asks(self, rest: str) -> None:
        """`asks Who left? -> Lenin | Where was Lenin?`: all that is asked of the sentence that is up."""
        asked = [f"{one.text} -> {one.key}" for one in self.review.questions()]
        assert asked == [one for one in rest.split(" | ") if one], asked

    def do_named(self, rest: str) -> None:
        """Whom a pronoun in focus may stand for."""
        assert self.review.candidates() == rest.split(", "), self.review.candidates()

    def do_kill(self, _: str) -> None:
        """The program is killed, and started again."""
        self.open()

    def do_torn(self, _: str) -> None:
        """It is killed in the middle of writing a step, and started again."""
        assert self.kept is not None
        with self.kept.steps.open("ab") as steps:
            steps.write(b'{"deed": "acce')
        self.open()

    def do_between(self, rest: str) -> None:
        """It is killed when a step was kept and its sheet was not: `between accept`."""
        before = self.path.read_bytes()
        self.do(rest)
        self.path.write_bytes(before)
        self.open()

    def do_text(self, rest: str) -> None:
        """The text is another when the program is started again: `text Lenin -> Stalin`."""
        old, _, new = rest.partition(" -> ")
        self.lines = [line.replace(old, new) for line in self.lines]

    def do_insert(self, rest: str) -> None:
        """The text has a sentence more at its start when the program is started again."""
        self.lines.insert(0, rest)

    def do_edit(self, rest: str) -> None:
        """Somebody edits the sheet: `edit Lenin -> Stalin`."""
        old, _, new = rest.partition(" -> ")
        self.path.write_text(self.path.read_text("utf-8").replace(old, new), "utf-8")

    def do_fails(self, rest: str) -> None:
        """`fails kill: was edited`: it ends with an error that says so, and files stay as they are."""
        deed, _, why = rest.partition(": ")
        files = {one: one.read_bytes() for one in self.path.parent.iterdir()}
        decisions = list(self.review.decisions)
        try:
            self.do(deed)
        except QuizgenError as error:
            assert why in str(error), error
        else:
            raise AssertionError("it was done")
        assert {one: one.read_bytes() for one in self.path.parent.iterdir()} == files
        assert self.review.decisions == decisions

    def do_fact(self, marked: str) -> None:
        """A line of the sheet is this fact, whatever its id and source."""
        found = [line.partition(" {#")[0] for line in self.sheet()]
        assert f"- {marked}" in found, "\n".join(found)

    def do_line(self, line: str) -> None:
        """A line of the sheet, as it stands there."""
        assert line in self.sheet(), "\n".join(self.sheet())

    def do_unsaid(self, words: str) -> None:
        """The sheet does not say this."""
        assert words not in self.path.read_text("utf-8")

    def sheet(self) -> list[str]:
        """The lines of the sheet, which any other command can read."""
        reading = read(self.path)
        assert not [one for one in reading.findings if one.severity == "error"]
        return self.path.read_text("utf-8").splitlines()
