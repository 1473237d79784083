"""From the text of a fact sheet to its facts, and to everything that is wrong with it.

    sheet       = front-matter? (section | fact)*
    section     = heading (section | fact)*
    fact        = (item | paragraph) with at least one tagged span, explanation?
    explanation = block quote

A fact may have pictures and sounds, in its text or in a paragraph under it that has nothing else. An item's first
paragraph is its fact; items inside items are facts of their own. A mistake costs the fact it stands in and no other.
Nothing is left out in silence: what is not read has a finding.
"""

from __future__ import annotations

import gc
import unicodedata
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from quizgen.fact import Fact, Picture, Place, Sheet, Sound, Span
from quizgen.finding import Finding
from quizgen.reading import drafts, frontmatter, spans
from quizgen.reading.formulas import formulas_of
from quizgen.reading.loading import lines_of, load
from quizgen.reading.pictures import picture
from quizgen.reading.quoting import INVISIBLE, shown
from quizgen.reading.slug import fact_slug, slug, unique

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.reading.attributes import Attributes
    from quizgen.reading.drafts import Draft, Drafted
    from quizgen.reading.frontmatter import Head
    from quizgen.reading.pictures import Image

    Look = Callable[[Image, Place, str], Picture | Sound | Finding]


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading a sheet."""

    sheet: Sheet | None
    """None where the file could not be read at all."""
    findings: tuple[Finding, ...]
    """In the order of their places."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """What has to be written where so that a fact carries its id."""

    id: str
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Survey:
    """A reading, and the stamps that its facts lack."""

    reading: Reading
    stamps: tuple[Stamp, ...]


def read(path: Path) -> Reading:
    """Read a sheet from a file. Never raises for what is in the file or in its way: that is a finding."""
    loaded = load(path)
    if isinstance(loaded, Finding):
        return Reading(None, (loaded,))
    return read_text(loaded, str(path))


def read_text(text: str, path: str, look: Look = picture) -> Reading:
    """Read a sheet from its text; `path` is what its places are to say.

    `look` finds the file of a picture or sound; without it, it has to lie in the sheet's folder.
    """
    return survey(text, path, look).reading


def survey(text: str, path: str, look: Look = picture) -> Survey:
    """Read a sheet from its text, and find which facts have no id written to them yet."""
    lines = lines_of(text)
    with _uncollected():
        head = frontmatter.read(lines, path)
        drafted = drafts.draft(lines[head.lines :], path, head.lines, math=head.front.math)
        survey = _Survey(path, head, drafted, look)
        survey.findings += [*head.findings, *drafted.findings, *_invisible(lines, path)]
        return survey.survey()


@contextmanager
def _uncollected() -> Iterator[None]:
    """Keep the garbage collector out: reading makes many objects and no cycles, and a third of the time would
    go into looking for some."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def _invisible(lines: list[str], path: str) -> Iterator[Finding]:
    """A warning for each line with characters that nobody can see."""
    for number, line in enumerate(lines, 1):
        if not line.isprintable() and (match := INVISIBLE.search(line)):
            name = unicodedata.name(match[0], "a control character").lower()
            message = f"U+{ord(match[0]):04X} cannot be seen here ({name}) and is left out; delete it"
            yield Finding(Place(path, number, match.start() + 1), "warning", "invisible-character", message)


class _Survey:
    """Gives every draft its id, and makes of it a fact or findings."""

    def __init__(self, path: str, head: Head, drafted: Drafted, look: Look) -> None:
        self.path = path
        self.look = look
        self.head = head
        self.drafted = drafted
        self.known = spans.spellings(head.names)
        self.tags = head.front.tags
        self.findings: list[Finding] = []
        self.facts: list[Fact] = []
        self.stamps: list[Stamp] = []
        self.taken: set[str] = set()
        self.counts: dict[str, int] = {}

    def survey(self) -> Survey:
        title, lone = self.title()
        for draft in self.drafted.drafts:
            self.reserve(draft)
        for draft in self.drafted.drafts:
            self.draft(draft, draft.section[1:] if lone else draft.section)
        if not self.facts and not self.findings:
            message = "there is no fact in this sheet; write one like this: - [Lev Kamenev]{.who} resigned."
            self.findings.append(Finding(Place(self.path), "warning", "no-facts", message))
        self.findings.sort(key=lambda finding: (finding.place.line, finding.place.column))
        return Survey(Reading(self.sheet(title), tuple(self.findings)), tuple(self.stamps))

    def title(self) -> tuple[str, bool]:
        """The sheet's title, and whether it is its only heading of the first level, which then is no section."""
        titles = self.drafted.titles
        lone = len(titles) == 1 and not titles[0][1] and bool(titles[0][0])
        given = self.head.front.title
        if lone and given in ("", titles[0][0]):
            return titles[0][0], True
        return given or Path(self.path).stem, False

    def reserve(self, draft: Draft) -> None:
        """An id that the author gave is taken, even where the fact is not sound."""
        attributes = draft.marked.attributes
        if attributes is None or attributes.id is None:
            return
        given = attributes.id.text
        if given in self.taken:
            message = f"#{shown(given)} is the id of another fact above; give this one an id of its own"
            draft.wrong(draft.marked.brace + attributes.id.at, "duplicate-id", message)
        self.taken.add(given)

    def draft(self, draft: Draft, section: tuple[str, ...]) -> None:
        """A draft becomes a fact if it is sound and has a tagged span; what is wrong with it is reported."""
        attributes = draft.marked.attributes
        given = attributes.id.text if attributes and attributes.id else ""
        name = given
        self.look_at_dates(draft)
        if draft.sound and (tagged := self.tagged(draft)):
            name = given or unique(fact_slug(draft.marked.text, tagged), self.taken, self.counts)
            self.look_at_wrong_answers(draft, tagged)
            self.facts.append(self.fact(draft, name, tagged, section))
            if not given:
                self.stamps.append(_stamp(draft, name))
        elif draft.sound:
            self.leave_out(draft)
        for problem in draft.problems:
            place = draft.stretch.place(problem.at)
            self.findings.append(Finding(place, problem.severity, problem.code, problem.message, name))

    def look_at_dates(self, draft: Draft) -> None:
        """Only here, since the front matter says in which calendar a date must exist."""
        for mark in draft.marked.marks:
            if "date" in mark.attributes.values:
                found = spans.date_problems(mark.attributes, self.head.front.calendar)
                draft.problems += [problem.shifted(mark.brace) for problem in found]

    def leave_out(self, draft: Draft) -> None:
        """The pictures and sounds of what turned out to be no fact."""
        for image, place in draft.pictures:
            what = "sound" if image.is_sound else "picture"
            message = f"this {what} belongs to no fact and is left out; tag what it is to be asked with"
            self.findings.append(Finding(place, "warning", "image-left-out", message))

    def pictures(self, draft: Draft, name: str) -> Iterator[Picture | Sound]:
        """Those of a fact that can be shown or played; the others are reported."""
        for image, place in draft.pictures:
            found = self.look(image, place, name)
            if isinstance(found, Finding):
                self.findings.append(found)
            else:
                yield found

    def tagged(self, draft: Draft) -> tuple[Span, ...]:
        text, place = draft.marked.text, draft.stretch.place
        read = (spans.read_span(mark, text, place(mark.at), self.known) for mark in draft.marked.marks)
        return tuple(span for span in read if span)

    def look_at_wrong_answers(self, draft: Draft, tagged: tuple[Span, ...]) -> None:
        """Only here, since the front matter may list other right answers."""
        at = {
            draft.stretch.place(mark.at): mark
            for mark in draft.marked.marks
            if "not" in mark.attributes.values
        }
        for span in tagged if at else ():
            if mark := at.get(span.place):
                words = draft.marked.text[span.start : span.end]
                found = spans.wrong_problems(mark.attributes, span, words)
                draft.problems += [problem.shifted(mark.brace) for problem in found]

    def fact(self, draft: Draft, name: str, tagged: tuple[Span, ...], section: tuple[str, ...]) -> Fact:
        attributes = draft.marked.attributes
        found = tuple(self.pictures(draft, name))
        return Fact(
            id=name,
            text=draft.marked.text,
            spans=tagged,
            place=draft.stretch.place(0),
            stamped=bool(attributes and attributes.id),
            section=section,
            explanation="\n".join(draft.explanation),
            tags=tuple(dict.fromkeys((*self.tags, *_tags(attributes)))) if attributes else self.tags,
            difficulty=attributes.value("difficulty") if attributes else "",
            source=attributes.value("source") if attributes else "",
            pictures=tuple(one for one in found if isinstance(one, Picture)),
            sounds=tuple(one for one in found if isinstance(one, Sound)),
        )

    def sheet(self, title: str) -> Sheet:
        front, path = self.head.front, self.path
        return Sheet(
            id=front.id or slug(Path(path).stem) or "sheet",
            title=title,
            path=path,
            facts=tuple(self.facts),
            language=front.language,
            calendar=front.calendar,
            source=front.source,
            tags=front.tags,
            names=self.head.names,
            formulas=self.formulas() if front.math else frozenset(),
        )

    def formulas(self) -> frozenset[str]:
        """Those of the text, and of other right and wrong answers, in which nothing is escaped."""
        spans = (span for fact in self.facts for span in fact.spans)
        beside = (text for span in spans for text in (*span.also, *span.wrong))
        return self.drafted.formulas.union(*map(formulas_of, beside))


def _tags(attributes: Attributes) -> Iterator[str]:
    yield from (word.text for word in attributes.classes)
    for part in attributes.value("tags").replace("|", ",").split(","):
        if part.strip():
            yield part.strip()


def _stamp(draft: Draft, name: str) -> Stamp:
    """Behind the words, or inside the braces that are there already."""
    marked = draft.marked
    if marked.attributes:
        return Stamp(name, draft.stretch.place(marked.brace + 1), f"#{name} ")
    return Stamp(name, draft.stretch.place(marked.end), f" {{#{name}}}")
