"""What a person changed of our notes in Anki, so that they no longer say what their facts say.

The facts stay as they were told, and the changed words come into the sheet as plain cards of their own behind them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

from decks import deal
from decks.anki import notetype
from decks.anki.ids import FIELD_NAMES, IDS
from decks.anki.reading import is_ours, item
from decks.importing.anki.ours import RETIRED, fields, plain
from quizgen.ask import questions
from quizgen.fact import Fact, Place, Span
from quizgen.reading.slug import unique
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from decks.anki.reading.collection import Note, Package
    from decks.importing.anki.sheets import Made
    from quizgen.fact import Sheet

_BASIC = IDS["basic"][1]
_GAP = re.compile(r"\{\{c\d+::([^{}]*)\}\}")
_TOLD = ("Sentence", "Answer")
"""The fields that say what the fact says, however the question is worded."""


def with_edits(package: Package, sheets: list[Made]) -> tuple[list[Made], list[str]]:
    """The sheets with what was changed in Anki, and what to say of it. Asks every question once."""
    if not sheets:
        return sheets, []
    changed: dict[str, list[tuple[str, Fact]]] = {}
    said: list[str] = []
    asked = {one.sheet.id: dict(_expected(one.sheet)) for one in sheets}
    taken = {one.sheet.id: {fact.id for fact in one.sheet.facts} for one in sheets}
    for note in package.notes():
        if note.type != _BASIC or not is_ours(note) or RETIRED in note.tags:
            continue
        id_ = item(note)
        sheet, _, rest = id_.partition("/")
        if sheet not in asked:
            continue
        here, there = _seen(fields(note)), asked[sheet].get(id_)
        in_form = id_.rpartition("/")[0] in asked[sheet]
        if in_form:  # in another form, with gaps and choices of its own
            there = asked[sheet][id_.rpartition("/")[0]]
        told = ("Words",) if in_form else _TOLD
        if there is not None and all(here[name] == there[name] for name in told):
            if not in_form and here["Question"] != there["Question"]:
                said.append(
                    f'{id_}: asks "{here["Question"]}" in Anki, and "{there["Question"]}" in its sheet'
                )
            continue
        name = unique(f"{rest.replace('/', '-')}-in-anki", taken[sheet], {})
        if card := _card(name, here, note):
            changed.setdefault(sheet, []).append((rest.split("/")[0], card))
            said.append(
                f"{id_}: its note was changed in Anki; what it says now is a card of its own, #{name}"
            )
        else:
            said.append(
                f"{id_}: its note was changed in Anki and has no answer any more; the fact is as it was"
            )
    return [_with(one, changed.get(one.sheet.id, [])) for one in sheets], said


def _expected(sheet: Sheet) -> Iterator[tuple[str, dict[str, str]]]:
    """What the note of each question of a sheet says."""
    for question in questions(sheet):
        made = notetype.fields(deal.card(sheet, question), sheet.formulas)
        yield question.id, _seen(dict(zip(FIELD_NAMES, made, strict=True)))


def _seen(said: Mapping[str, str]) -> dict[str, str]:
    """What a person reads in the fields of a note."""
    names = ("Question", *_TOLD, "Extra", "Source")
    seen = {name: folded(unicodedata.normalize("NFC", plain(said[name]))) for name in names}
    return seen | {"Words": _GAP.sub(r"\1", seen["Sentence"])}


def _card(name: str, said: Mapping[str, str], note: Note) -> Fact | None:
    prompt, answer = said["Question"], said["Answer"]
    if not prompt or not answer:
        return None
    text, place = f"{prompt} {answer}", Place("sheet.md")
    span = Span(len(prompt) + 1, len(text), "answer", place)
    tags = tuple(tag for tag in note.tags if tag.casefold().split("::")[0] != "quizgen")
    return Fact(name, text, (span,), place, explanation=said["Extra"], tags=tags, source=said["Source"])


def _with(made: Made, cards: list[tuple[str, Fact]]) -> Made:
    """The sheet with each card behind the fact that it was made from, or at the end where that is gone."""
    if not cards:
        return made
    facts: list[Fact] = []
    left = list(cards)
    for fact in made.sheet.facts:
        facts.append(fact)
        facts += [replace(card, section=fact.section) for behind, card in left if behind == fact.id]
        left = [one for one in left if one[0] != fact.id]
    facts += [card for _, card in left]
    return replace(made, sheet=replace(made.sheet, facts=tuple(facts)))
