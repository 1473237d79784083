"""A text on its way to a sheet of suggested facts: what is read, what is known, what is written."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from io import BytesIO
from pathlib import Path
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, BinaryIO

import click

from decks.importing.texts.readers import lines, lines_of
from decks.write import replacing
from quizgen.fact import NO_NAMES, Sheet
from quizgen.finding import QuizgenError
from quizgen.reading.slug import short_slug
from quizgen.reading.writing import folded, folded_names, front
from quizgen.tagging import sheet as sheets
from quizgen.tagging.soundness import sound
from quizgen.tagging.suggest import Known, suggest
from quizgen.tagging.text.cleaning import paragraphs
from quizgen.tagging.text.language import Language
from quizgen.tagging.text.sentences import sentences
from quizgen.tags import TAGS
from tui.report import counted
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping

    from quizgen.dates import Calendar
    from quizgen.fact import Name
    from quizgen.tagging.passage import Line, Sentence, Tagged

    Opinion = Callable[[Iterable[Tagged]], Iterator[Tagged]]

STDIN = Path("-")
_IN_MEMORY = 1 << 22
"""Bytes of a sheet; a larger one waits in a temporary file until its front matter is known."""


@dataclass(frozen=True, slots=True)
class Text:
    """A text, and what a person says of it."""

    path: Path
    """Or STDIN."""
    kind: str = ""
    """One of TEXTS; empty for what it looks like."""
    title: str = ""
    """The sheet's; empty for the file's name."""
    year: int | None = None
    """Astronomical: of days and months that are told without one."""
    calendar: Calendar = "gregorian"
    names: Mapping[str, Name] = field(default_factory=lambda: NO_NAMES)
    """That are known already."""
    opinion: Opinion | None = None
    """A second one, asked of what is suggested."""

    def sheet(self, path: Path) -> Sheet:
        """What is known of the sheet at a path before the text is read; its names are all that are known."""
        stem = "" if path == STDIN else path.stem
        title = folded(self.title or ("" if self.path == STDIN else self.path.stem) or stem)
        return Sheet(
            id=short_slug(stem or title) or "facts",
            title=title,
            path=str(path),
            calendar=self.calendar,
            source="" if self.path == STDIN else folded(self.path.name),
            names=self.names,
        )


def suggested(text: Text, *, shown: bool) -> Iterator[Tagged]:
    """What is suggested for each sentence of a text; with `shown` a bar says on stderr how far it is.

    Raises QuizgenError, at the latest with its last sentence, for what cannot be read.
    """
    notes: list[str] = []
    language = Language()
    with _progress(text, shown=shown) as tell:
        read = language.watching(_sentences(text, notes.append, tell))
        found = suggest(read, Known(text.names), text.year, text.calendar)
        yield from sound(text.opinion(found) if text.opinion else found, text.sheet(STDIN))
    if language.is_foreign:
        notes.append("this hardly looks English, the one language in which anything is suggested")
    for note in notes:  # behind the bar, which they would break
        click.echo(safe(f"{_shown(text.path)}: {note}"), err=True)


def _sentences(text: Text, say: Callable[[str], None], tell: Callable[[float], None]) -> Iterator[Sentence]:
    return sentences(paragraphs(_untagged(text, _lines(text, say, tell)), say))


def _untagged(text: Text, lines: Iterable[Line]) -> Iterator[Line]:
    """The lines. Raises QuizgenError where tags stand in one."""
    for line in lines:
        if "]{." in line.text and _TAGGED.search(line.text):
            raise QuizgenError(
                f"{_shown(text.path)}:{line.number}: there are tags in this line, so this is a fact sheet; "
                "quizgen check and quizgen questions read it"
            )
        yield line


_TAGGED = re.compile(rf"\]\{{\.(?:{'|'.join(TAGS)})\b")


def _lines(text: Text, say: Callable[[str], None], tell: Callable[[float], None]) -> Iterator[Line]:
    if text.path != STDIN:
        return lines(text.path, text.kind, say, tell)
    if sys.stdin is None:
        raise QuizgenError("there is no standard input; name a file")
    return lines_of(sys.stdin.buffer, _shown(STDIN), text.kind, say, tell)


def _shown(path: Path) -> str:
    return "standard input" if path == STDIN else str(path)


@contextmanager
def _progress(text: Text, *, shown: bool) -> Iterator[Callable[[float], None]]:
    """What to call with the share of the text that is read: a bar on stderr, where somebody sees it."""
    if not shown:
        yield lambda share: None
        return
    steps = 1000
    with click.progressbar(length=steps, label=safe(text.path.name), file=sys.stderr) as bar:
        yield lambda share: bar.update(round(share * steps) - bar.pos)


@dataclass(slots=True)
class Counts:
    """What a text came to."""

    facts: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    """Why sentences are no facts."""
    names: set[str] = field(default_factory=set)
    """Those of the known names that the facts speak of."""


def _counting(tagged: Iterable[Tagged], names: Mapping[str, Name], counts: Counts) -> Iterator[Tagged]:
    waiting = _by_first_word(names)
    for one in tagged:
        if one.refused:
            counts.reasons[one.refused] += 1
        else:
            counts.facts += 1
            counts.names.update(_spoken_of(one.sentence.text.casefold(), waiting) if waiting else ())
        yield one


def _by_first_word(names: Mapping[str, Name]) -> dict[str, list[tuple[str, str]]]:
    """Names and their spellings in folded case, by the first word of each."""
    found: dict[str, list[tuple[str, str]]] = {}
    for name, spellings in folded_names(names).items():
        for spelt in spellings:
            if word := _WORD.search(spelt):
                found.setdefault(word[0], []).append((name, spelt))
    return found


def _spoken_of(text: str, waiting: Mapping[str, list[tuple[str, str]]]) -> Iterator[str]:
    for word in set(_WORD.findall(text)) & waiting.keys():
        for name, spelt in waiting[word]:
            if re.search(rf"(?<!\w){re.escape(spelt)}(?!\w)", text):
                yield name


_WORD = re.compile(r"\w+")


def write(tagged: Iterable[Tagged], sheet: Sheet, out: BinaryIO) -> Counts:
    """Write the sheet of a text as it is suggested; of the sheet's names those that occur. What it came to.

    Raises QuizgenError where there is no fact in it; then nothing is written.
    """
    counts = Counts()
    with SpooledTemporaryFile(_IN_MEMORY) as body:
        for line in sheets.lines(_counting(tagged, sheet.names, counts), sheet):
            body.write(f"{line}\n".encode("utf-8", "replace"))
        if not counts.facts:
            raise QuizgenError(_no_fact(counts))
        out.write("\n".join([*front(_with_names(sheet, counts)), ""]).encode("utf-8", "replace"))
        body.seek(0)
        if body.read(1) != b"\n":  # a heading brings its empty line along
            out.write(b"\n")
        body.seek(0)
        shutil.copyfileobj(body, out)
    return counts


def _with_names(sheet: Sheet, counts: Counts) -> Sheet:
    return replace(sheet, names={name: told for name, told in sheet.names.items() if name in counts.names})


def _no_fact(counts: Counts) -> str:
    if not counts.reasons:
        return "nothing is written: there is no sentence in this text; give one that is written in sentences"
    return f"nothing is written: no sentence can be a fact ({_reasons(counts)}); give statements, each with its names"


def write_file(tagged: Iterable[Tagged], sheet: Sheet, path: Path) -> Counts:
    """As `write`, to the file at a path or to standard output; the file is there whole or not at all."""
    if path == STDIN:
        return write(tagged, sheet, sys.stdout.buffer)
    with replacing(path) as out:
        return write(tagged, sheet, out)


def reviewable(tagged: Iterable[Tagged], sheet: Sheet) -> tuple[list[Tagged], Sheet, str]:
    """What a review needs: the suggestions, the sheet with those of its names that occur, and what `write` would
    write of them, which is empty where there is no fact."""
    counts = Counts()
    found = list(_counting(tagged, sheet.names, counts))
    named = _with_names(sheet, counts)
    out = BytesIO()
    if counts.facts:
        write(found, named, out)
    return found, named, out.getvalue().decode("utf-8")


def summary(counts: Counts, path: Path) -> str:
    """What was written, and what was not."""
    left = sum(counts.reasons.values())
    kept = f"; {counted(left, 'sentence')} left as comments ({_reasons(counts)})" if left else ""
    where = "" if path == STDIN else f" {path}:"
    return f"wrote{where} {counted(counts.facts, 'suggested fact')}{kept}"


def _reasons(counts: Counts) -> str:
    return ", ".join(f"{reason}: {number:,}" for reason, number in counts.reasons.most_common())
