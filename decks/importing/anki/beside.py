"""What a person changed in Anki beside the question and the answer of a note of ours: Extra, Also and Source.

They are taken over into the fact, as its explanation, its source and the other right answers of its span, wherever the
note would then say what it says in Anki. What cannot be is told, and the sheet keeps its own.
"""

from __future__ import annotations

import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from decks import deal
from decks.anki import notetype
from decks.anki.ids import FIELD_NAMES
from decks.anki.plain import plain
from decks.importing.anki.cleaning import cleaned, lines
from decks.importing.anki.formulas import settled
from decks.importing.anki.pieces import ITEM
from quizgen.ask import questions
from quizgen.finding import Finding
from quizgen.reader import read_text
from quizgen.reading.quoting import shown
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.fact import Fact, Place, Sheet
    from quizgen.question import Question
    from quizgen.reading.pictures import Image

NAMES = ("Extra", "Also", "Source")

Lines = tuple[str, ...]


class Change(NamedTuple):
    """A field of a note that is not what its fact gives."""

    id: str
    """Of the note's question."""
    name: str
    """Of the field."""
    html: str
    modified: int


def seen(name: str, html: str) -> Lines:
    """What a person reads in one of these fields: its lines, or the other right answers."""
    return _lines(plain(one) for one in _items(name, html))


def tells(markdown: str, fact: Fact | None) -> bool:
    """Whether a note can be told to differ from its fact in these fields.

    It asks for that fact alone, and its field Spare 1 says the same of it, or nothing: otherwise the note is older.
    """
    text = plain(markdown)
    if fact is None or not text.strip():
        return fact is not None
    sheet = read_text(text, "sheet.md", _unseen).sheet
    if sheet is None or len(sheet.facts) != 1:
        return sheet is None or not sheet.facts
    (own,) = sheet.facts
    return (own.explanation, own.source, _also(own)) == (fact.explanation, fact.source, _also(fact))


def _also(fact: Fact) -> list[Lines]:
    return [span.also for span in fact.spans]


def _unseen(image: Image, place: Place, fact: str) -> Finding:
    return Finding(place, "warning", "picture-missing", f"there is no file {image.address}", fact)


def with_changes(sheet: Sheet, changes: Iterable[Change]) -> tuple[Sheet, list[str]]:
    """The sheet with what was changed, and what to say of each change. Where two notes differ, the newer is right."""
    facts = {fact.id: fact for fact in sheet.facts}
    formulas = set(sheet.formulas)
    decided: set[tuple[str, str]] = set()
    said: list[str] = []
    for change in sorted(changes, key=lambda one: -one.modified):
        fact = facts.get(change.id.split("/")[1])
        if fact is None:
            continue
        there = replace(sheet, facts=(fact,), formulas=frozenset(formulas))
        if _is_said(there, change):
            continue
        shared = (fact.id, change.name)
        made = None if shared in decided else _changed(there, fact, change)
        if made:
            facts[fact.id] = made.facts[0]
            formulas |= made.formulas
            decided |= {shared} if change.name != "Also" else set()
        said.append(_told(change, there, made or there))
    every = tuple(facts[fact.id] for fact in sheet.facts)
    return replace(sheet, facts=every, formulas=frozenset(formulas)), said


def _told(change: Change, before: Sheet, after: Sheet) -> str:
    here = seen(change.name, change.html)
    words = f'is "{_short(here)}"' if here else "is empty"
    if _is_said(after, change):
        return f"{change.id}: its {change.name} {words} in Anki; the sheet has it so now"
    own = _short(
        line for question in _asked(before, change.id) for line in _expected(before, question, change.name)
    )
    return f"{change.id}: its {change.name} {words} in Anki; the sheet keeps its own" + (
        f', "{own}"' if own else ""
    )


def _short(texts: Iterable[str]) -> str:
    return shown("; ".join(texts))


def _changed(sheet: Sheet, fact: Fact, change: Change) -> Sheet | None:
    """The sheet, of this fact alone, with a change; None where the note would not say then what it says in Anki."""
    texts, formulas = _source(change, is_tex=bool(sheet.formulas))
    if change.name == "Extra":
        if any(line != folded(line) for line in fact.explanation.split("\n")):
            return None  # lines of code, whose spaces Anki's editor does not keep
        own = tuple(text for text in texts if text not in _generated(sheet, fact))
        fact = replace(fact, explanation="\n".join(own))
    elif change.name == "Source":
        fact = replace(fact, source="; ".join(texts))
    else:
        changed = _with_also(sheet, fact, change, texts)
        if changed is None:
            return None
        fact = changed
    made = replace(sheet, facts=(fact,), formulas=sheet.formulas | formulas)
    return made if _is_said(made, change) else None


def _with_also(sheet: Sheet, fact: Fact, change: Change, texts: Lines) -> Fact | None:
    """The fact with other right answers of the span that is asked."""
    for question in _asked(sheet, change.id):
        number = fact.spans.index(question.span)
        span = question.span
        before = _expected(sheet, question, "Also")
        here = seen("Also", change.html)
        kept = [one for one in span.also if one in here or one not in before]
        also = tuple(
            dict.fromkeys(
                (*kept, *(text for text, one in zip(texts, here, strict=False) if one not in before))
            )
        )
        if len(texts) != len(here) or set(also) & set(span.wrong):
            return None
        spans = (*fact.spans[:number], replace(span, also=also), *fact.spans[number + 1 :])
        return replace(fact, spans=spans)
    return None


def _is_said(sheet: Sheet, change: Change) -> bool:
    """Whether the fact of a sheet with no other gives what a field says in Anki."""
    here = seen(change.name, change.html)
    for question in _asked(sheet, change.id):
        there = _expected(sheet, question, change.name)
        if change.name == "Extra":
            made = _generated(sheet, sheet.facts[0])
            return [one for one in here if one not in made] == [one for one in there if one not in made]
        return sorted(here) == sorted(there)
    return False


def _asked(sheet: Sheet, id_: str) -> Iterator[Question]:
    """The question of a note, as the fact alone asks it; for one with several gaps the first."""
    every = list(questions(sheet))
    name = id_ if any(one.id == id_ for one in every) else id_.rpartition("/")[0]
    same = [one for one in every if one.id == name]
    yield from (same or ([] if name.count("/") > 1 else every))[:1]


def _expected(sheet: Sheet, question: Question, name: str) -> Lines:
    """What a field of the note of a question says."""
    return seen(name, _fields(sheet, question)[name])


def _fields(sheet: Sheet, question: Question) -> Mapping[str, str]:
    return dict(zip(FIELD_NAMES, notetype.fields(deal.card(sheet, question), sheet.formulas), strict=True))


def _generated(sheet: Sheet, fact: Fact) -> frozenset[str]:
    """Lines of Extra that no author wrote: a day in another calendar."""
    told = {line for one in questions(sheet) for line in deal.card(sheet, one).explanation.split("\n")}
    return frozenset(_lines(told)) - frozenset(_lines((fact.explanation,)))


def _source(change: Change, *, is_tex: bool) -> tuple[Lines, frozenset[str]]:
    """The texts of a field as a sheet has them, and the formulas in them."""
    if not is_tex:
        return seen(change.name, change.html), frozenset()
    found: set[str] = set()
    texts: list[str] = []
    for html in _items(change.name, change.html):
        for line in lines(cleaned(html).text):
            text, formulas = settled(line)
            texts.append(text)
            found |= formulas
    return _lines(texts), frozenset(found)


def _items(name: str, html: str) -> list[str]:
    return (ITEM.findall(html) if name == "Also" else []) or [html]


def _lines(texts: Iterable[str]) -> Lines:
    normal = (folded(unicodedata.normalize("NFC", line)) for text in texts for line in text.split("\n"))
    return tuple(line for line in normal if line)
