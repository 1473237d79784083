"""What is made of a package: sheets of facts, each with the text of its file, and what there is to be said."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.fact import Picture, Sheet, Sound
from quizgen.reading.sections import headings, levels
from quizgen.reading.writing import front, item

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from decks.quiz import LeftOut
    from quizgen.fact import Fact


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet. Its pictures and sounds are known by their names in the package."""

    sheet: Sheet
    """Its facts are in order; its path is the name of its file, without folder and suffix."""
    needs: Mapping[str, str]
    """By id of a fact: the file without which it asks nothing."""

    @property
    def files(self) -> tuple[str, ...]:
        """The names of the pictures and sounds of its facts."""
        return tuple(dict.fromkeys(name for fact in self.sheet.facts for name in fact.files))


@dataclass(frozen=True, slots=True)
class Sheets:
    """All that a package came to."""

    sheets: tuple[Made, ...]
    """Those of quizgen's own first."""
    left_out: tuple[LeftOut, ...] = ()
    notes: tuple[str, ...] = ()
    """What is worth saying."""


def text_lines(made: Made, files: Mapping[str, str]) -> Iterator[str]:
    """The lines of a sheet's file.

    `files` gives for the name of a file in the package its path from the sheet's folder; what is not among them is left
    out of the facts, and those that ask nothing without it are left out whole.
    """
    kept = (_with(fact, files) for fact in made.sheet.facts if made.needs.get(fact.id, "") in {"", *files})
    facts = tuple(sorted(kept, key=lambda fact: bool(fact.section)))  # below a heading all belongs to it
    sheet = _common(replace(made.sheet, facts=facts, path="sheet.md"))
    yield from front(sheet)
    above: tuple[str, ...] | None = None
    title = sheet.title if all(fact.section[:1] == (sheet.title,) for fact in facts) else ""
    for fact in facts:
        section = levels(fact.section[1:] if title else fact.section)
        if above is None and not section:
            yield ""
        yield from headings(above or (), section, sheet.formulas)
        above = section
        yield item(sheet, fact)


def _with(fact: Fact, files: Mapping[str, str]) -> Fact:
    if not fact.pictures and not fact.sounds:
        return fact
    pictures: Iterable[Picture] = (replace(one, path=files.get(one.path, "")) for one in fact.pictures)
    sounds: Iterable[Sound] = (replace(one, path=files.get(one.path, "")) for one in fact.sounds)
    return replace(
        fact,
        pictures=tuple(one for one in pictures if one.path),
        sounds=tuple(one for one in sounds if one.path),
    )


def _common(sheet: Sheet) -> Sheet:
    """The sheet with the tags and the source that its facts share, which then stand in its front matter."""
    facts = sheet.facts
    if not facts:
        return sheet
    tags = facts[0].tags
    for fact in facts:
        same = next(
            (n for n, (one, other) in enumerate(zip(tags, fact.tags, strict=False)) if one != other), None
        )
        tags = tags[: min(len(tags), len(fact.tags)) if same is None else same]
    sources = Counter(fact.source for fact in facts)
    return replace(sheet, tags=tags, source="" if "" in sources else sources.most_common(1)[0][0])
