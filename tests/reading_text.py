"""A reading in the form the cases are written in: a line for each fact, span and finding."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from quizgen.fact import Fact, Sheet, Span
    from quizgen.reader import Reading


def as_text(reading: Reading) -> str:
    """The reading of a sheet called sheet.md; what every sheet has by default is left out."""
    lines = [] if reading.sheet is None else [*_sheet(reading.sheet), *_facts(reading.sheet)]
    for finding in reading.findings:
        place = f"{finding.place.line}:{finding.place.column}"
        about = f" ({finding.fact})" if finding.fact else ""
        lines.append(f"{finding.severity} {finding.code} {place}{about} {finding.message}")
    return "".join(f"{line}\n" for line in lines)


def _sheet(sheet: Sheet) -> Iterator[str]:
    defaults = {
        "id": "sheet",
        "title": "sheet",
        "language": "en",
        "calendar": "gregorian",
        "source": "",
        "tags": (),
    }
    for key, default in defaults.items():
        value = getattr(sheet, key)
        if value != default:
            yield f"{key}: {_value(value)}"
    for formula in sorted(sheet.formulas):
        yield f"formula {formula}"
    for name, known in sheet.names.items():
        yield f"name {name}: kind={known.kind} plural={known.plural} also={_value(known.also)}"


def _facts(sheet: Sheet) -> Iterator[str]:
    for fact in sheet.facts:
        place = f"{fact.place.line}:{fact.place.column}"
        yield f"fact {fact.id}{'' if fact.stamped else ' (unstamped)'} {place} {fact.text}"
        for span in fact.spans:
            yield f"  .{span.tag} {span.place.line}:{span.place.column} [{fact[span]}]{_extras(span)}"
        yield from _fact_extras(sheet, fact)


def _extras(span: Span) -> str:
    keys = ("name", "also", "kind", "date", "calendar", "stands_for", "plural", "wrong")
    given = ((key, getattr(span, key)) for key in keys)
    return "".join(f" {key}={_value(value)}" for key, value in given if value not in ("", (), None))


def _fact_extras(sheet: Sheet, fact: Fact) -> Iterator[str]:
    if fact.section:
        yield f"  section: {' > '.join(fact.section)}"
    for line in fact.explanation.split("\n"):
        if line:
            yield f"  > {line}"
    for key in ("difficulty", "source"):
        if value := getattr(fact, key):
            yield f"  {key}: {value}"
    for sound in fact.sounds:
        yield f"  sound {sound.place.line}:{sound.place.column} [{sound.alt}] {Path(sound.path).as_posix()}"
    for picture in fact.pictures:
        yield f"  picture {picture.place.line}:{picture.place.column} [{picture.alt}] {Path(picture.path).as_posix()}"
    if fact.tags != sheet.tags:
        yield f"  tags: {_value(fact.tags)}"


def _value(value: object) -> str:
    return "|".join(value) if isinstance(value, tuple) else str(value)
