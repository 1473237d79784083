"""What a person changed of our notes in Anki, so that they no longer say what their facts say.

The facts stay as they were told, and a changed sentence or answer comes into the sheet as a plain card of its own
behind them. What was changed beside these goes into the fact.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from decks import deal
from decks.anki import notetype
from decks.anki.ids import FIELD_NAMES, IDS
from decks.anki.plain import filled, plain, text
from decks.anki.reading import item
from decks.importing.anki.beside import NAMES, Change, seen, tells, with_changes
from decks.importing.anki.ours import RETIRED
from decks.importing.anki.said import fields, too_long
from quizgen.ask import questions
from quizgen.fact import Fact, Place, Span
from quizgen.reading.quoting import shown
from quizgen.reading.slug import unique
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from decks.anki.reading.collection import Note, Package
    from decks.importing.anki.sheets import Made
    from quizgen.fact import Sheet

_TYPES = {IDS[key][1]: key for key in ("basic", "choice", "blanks")}
"""Those whose notes say what one fact says. What the others say is drawn by chance from several."""
_DRAWN = ("first", "matching", "timeline")
"""Forms of notes that say what several facts say."""
_NO_NAME = re.compile(r"[^\w-]+")


class _Asked(NamedTuple):
    """What a note says: all questions of a sheet are held at once, so that of the fact only fingerprints are."""

    question: str
    told: int
    """Of the sentence with its gap, and the answer."""
    words: int
    """Of the sentence."""
    answer: int
    tagged: int
    """Of the answer without what stands before it and is a part of it: "Leeds" of "near Leeds"."""
    beside: tuple[int, ...]
    """Of each of `beside.NAMES`."""


def with_edits(package: Package, sheets: list[Made]) -> tuple[list[Made], list[str]]:
    """The sheets with what was changed in Anki, and what to say of it. Asks every question once."""
    changed: dict[str, list[tuple[str, Fact]]] = {}
    beside: dict[str, list[Change]] = {}
    said: list[str] = []
    asked = {id_: one for made in sheets for id_, one in _expected(made.sheet)}
    known = {f"{made.sheet.id}/{fact.id}": fact for made in sheets for fact in made.sheet.facts}
    taken = {made.sheet.id: {fact.id for fact in made.sheet.facts} for made in sheets}
    counts: dict[str, dict[str, int]] = {}
    for note in package.notes() if sheets else ():
        id_ = item(note) if RETIRED not in note.tags else ""
        sheet, _, rest = id_.partition("/")
        if sheet not in taken or too_long(note):
            continue
        raw = fields(note)
        if hint := folded(plain(raw["Hint"])):
            said.append(f'{id_}: its Hint "{shown(hint)}" stays in Anki; a sheet has no place for it')
        here = _seen(raw)
        there = _said(here, raw)
        fits, worded = _compared(there, asked, id_, _TYPES[note.type]) if note.type in _TYPES else (True, "")
        if worded:
            own = f'"{shown(worded)}"'
            said.append(f'{id_}: asks "{shown(here["Question"])}" in Anki; the sheet keeps its own, {own}')
        if fits:
            names = _differing(there, asked, id_) if tells(raw["Spare 1"], known.get(_fact(id_))) else ()
            beside.setdefault(sheet, []).extend(Change(id_, one, raw[one], note.modified) for one in names)
            continue
        name = unique(f"{_NO_NAME.sub('-', rest)}-in-anki", taken[sheet], counts.setdefault(sheet, {}))
        if card := _card(name, here, raw, note):
            changed.setdefault(sheet, []).append((rest.split("/")[0], card))
            said.append(
                f"{id_}: its note was changed in Anki; what it says now is a card of its own, #{name}"
            )
        else:
            said.append(
                f"{id_}: its note was changed in Anki and has no answer any more; the fact is as it was"
            )
    every: list[Made] = []
    for made in sheets:
        whole, told = with_changes(made.sheet, beside.get(made.sheet.id, ()))
        said += told
        every.append(_with(replace(made, sheet=whole), changed.get(made.sheet.id, [])))
    return every, said


def _differing(here: _Asked, asked: Mapping[str, _Asked], id_: str) -> Iterator[str]:
    """The fields beside question and answer that are not what the fact gives, where it gives them for sure."""
    there = asked.get(id_) or asked.get(id_.rpartition("/")[0]) or asked.get(_fact(id_))
    for name, one, other in zip(NAMES, here.beside, there.beside if there else (), strict=False):
        # A note with choices or several gaps has other right answers of its own.
        if one != other and (name != "Also" or id_ in asked):
            yield name


def _compared(here: _Asked, asked: Mapping[str, _Asked], id_: str, type_: str) -> tuple[bool, str]:
    """Whether a note still says what its fact says, and how the sheet words its question, if otherwise."""
    if id_.rpartition("/")[2] in _DRAWN:
        return True, ""
    there = asked.get(id_) or asked.get(id_.rpartition("/")[0])
    if there is None:  # with gaps for several questions it is no single one's
        there = asked.get(_fact(id_))
        return there is not None and here.words == there.words, ""
    if id_ not in asked:  # in another form it has gaps and choices of its own
        fits = here.words in (there.words, _NOTHING) and (
            type_ != "choice" or here.answer in (there.answer, there.tagged)
        )
    else:
        fits = here.told == there.told
    worded = (id_ in asked or type_ == "choice") and here.question != there.question
    return fits, there.question if fits and worded else ""


def _fact(id_: str) -> str:
    """The sheet and the fact of a question's id."""
    return "/".join(id_.split("/")[:2])


def _expected(sheet: Sheet) -> Iterator[tuple[str, _Asked]]:
    """What the note of each question of a sheet says, and one of each fact."""
    for question in questions(sheet):
        made = notetype.fields(deal.card(sheet, question), sheet.formulas)
        raw = dict(zip(FIELD_NAMES, made, strict=True))
        said = _said(_seen(raw), raw)._replace(tagged=_mark(question.answer))
        yield from ((question.id, said), (_fact(question.id), said))


def _seen(said: Mapping[str, str]) -> dict[str, str]:
    """What a person reads in the fields of a note."""
    names = ("Question", "Sentence", "Answer", "Extra", "Source")
    words = {name: said[name] for name in names} | {"Words": filled(said["Sentence"])}
    return {name: folded(unicodedata.normalize("NFC", text(html))) for name, html in words.items()}


def _said(here: Mapping[str, str], raw: Mapping[str, str]) -> _Asked:
    told = hash((here["Sentence"], here["Answer"]))
    beside = tuple(hash(seen(name, raw[name])) for name in NAMES)
    answer = hash(here["Answer"])
    return _Asked(here["Question"], told, hash(here["Words"]), answer, answer, beside)


def _mark(words: str) -> int:
    return hash(folded(unicodedata.normalize("NFC", words)))


_NOTHING = hash("")


def _card(name: str, said: Mapping[str, str], raw: Mapping[str, str], note: Note) -> Fact | None:
    prompt, answer = said["Question"], said["Answer"]
    if not prompt or not answer:
        return None
    text, place = f"{prompt} {answer}", Place("sheet.md")
    span = Span(
        len(prompt) + 1,
        len(text),
        "answer",
        place,
        also=tuple(one for one in seen("Also", raw["Also"]) if one != answer),
    )
    tags = tuple(tag for tag in note.tags if tag.casefold().split("::")[0] != "quizgen")
    return Fact(name, text, (span,), place, explanation=said["Extra"], tags=tags, source=said["Source"])


def _with(made: Made, cards: list[tuple[str, Fact]]) -> Made:
    """The sheet with each card behind the fact that it was made from, or at the end where that is gone."""
    if not cards:
        return made
    left: dict[str, list[Fact]] = {}
    for behind, card in cards:
        left.setdefault(behind, []).append(card)
    facts: list[Fact] = []
    for fact in made.sheet.facts:
        facts.append(fact)
        facts += (replace(card, section=fact.section) for card in left.pop(fact.id, ()))
    facts += (card for every in left.values() for card in every)
    return replace(made, sheet=replace(made.sheet, facts=tuple(facts)))
