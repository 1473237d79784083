"""Exercises: what was drawn for a part, as it stands in one version, with its key."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from decks.paper import wording
from decks.paper.answer_sheet import pair_label
from decks.paper.candidates import written
from decks.paper.characters import letter
from decks.paper.leaks import folded
from decks.paper.letters import words_of
from decks.paper.options import shuffled_options, unsorted
from decks.paper.word_bank import listed
from decks.paper.worksheet import (
    Choices,
    Clue,
    Clues,
    Exercise,
    Flashcard,
    Line,
    Order,
    Pairs,
    Part,
    Picture,
    Space,
    Text,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from random import Random

    from decks.paper.candidates import Candidate
    from decks.paper.draw import Drawn
    from decks.paper.plan import Plan
    from decks.paper.worksheet import Block, Grid
    from quizgen.question import Question

_ASKED = re.compile(r"(?i)\s*true or false\?$")
"""What stands behind a statement elsewhere; here the heading asks."""

LONG = 3
"""A longer answer has so many times the lines of a short one."""


def part(drawn: Drawn, plan: Plan, chance: Random) -> Part:
    """The part of one version: its exercises in an order of their own, numbered from 1."""
    order = list(drawn.candidates)
    chance.shuffle(order)
    made = _BUILD[drawn.kind](
        replace(drawn, candidates=tuple(order)) if _is_loose(drawn) else drawn, plan, chance
    )
    before: tuple[Block, ...] = ()
    instruction = wording.INSTRUCTIONS[drawn.kind]
    if drawn.kind == "bank":
        words = [*map(listed, drawn.candidates), *drawn.spare]
        chance.shuffle(words)
        before = (Words(tuple(words), wording.WORD_BANK),)
        instruction = wording.SPARE_WORDS if drawn.spare else instruction
    numbered = tuple(replace(one, number=number) for number, one in enumerate(made, 1))
    return Part(drawn.kind, wording.PART_TITLES[drawn.kind], instruction, numbered, before)


def _is_loose(drawn: Drawn) -> bool:
    """Whether its items are exercises of their own; those of a puzzle belong to its grid."""
    return drawn.crossword is None and drawn.search is None


def cards(drawn: Drawn) -> tuple[Flashcard, ...]:
    """Cards of what was drawn, the same in all versions."""
    return tuple(
        Flashcard(one.item.id, one.item.text, question.key if one.item.form == "open" else one.item.answer,
                  "" if question.rule == "plain" else question.fact.text)
        for one in drawn.candidates
        for question in one.item.questions
    )  # fmt: skip


# --- the key ------------------------------------------------------------------------------------------------


def _line(question: Question, answer: str, id_: str = "", note: str = "") -> Line:
    place = question.fact.place
    # Whoever is handed the key need not know in which folder of whom the sheet lies.
    path = Path(place.path).name if Path(place.path).is_absolute() else place.path
    return Line(answer, id_ or question.id, f"{path}:{place.line}", note)


def _note(one: Candidate, shown: str) -> str:
    """The correction, other right answers, the explanation."""
    item = one.item
    others = (*item.also, item.answer) if item.form in ("open", "cloze") else ()
    return " ".join(filter(None, (item.correction, _also(others, shown), item.questions[0].fact.explanation)))


def _also(others: Iterable[str], shown: str) -> str:
    """Other right answers than the one that is shown, each once."""
    also = "; ".join(other for other in dict.fromkeys(others) if other != shown)
    return f"{wording.ALSO}: {also}." if also else ""


# --- one exercise for each item ----------------------------------------------------------------------------


def _pictures(one: Candidate) -> tuple[Picture, ...]:
    """Those of its fact; words that tell the answer do not stand in for them."""
    fact = one.item.questions[0].fact
    return tuple(
        Picture(
            Path(picture.path), "" if any(key in folded(picture.alt) for key in one.keys) else picture.alt
        )
        for picture in fact.pictures
    )


def _single(one: Candidate, plan: Plan, kind: str, blocks: tuple[Block, ...], answer: str) -> Exercise:
    line = _line(one.item.questions[0], answer, one.item.id, _note(one, answer))
    return Exercise(1, one.item.id, (*_pictures(one), *blocks), plan.worth(kind), (line,))


def _chosen(
    one: Candidate, plan: Plan, kind: str, blocks: tuple[Block, ...], options: Sequence[str], key: int
) -> Exercise:
    """One whose answer is the letter of an option."""
    made = _single(one, plan, kind, blocks, options[key])
    line = _lettered(made.key[0], key)
    return replace(made, key=(line,), bubbles=len(options))


def _lettered(line: Line, number: int) -> Line:
    return replace(line, answer=f"{letter(number)} · {line.answer}", letter=letter(number))


def _choice(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    made = []
    for one, (options, key) in zip(drawn.candidates, shuffled_options(drawn.candidates, chance), strict=True):
        blocks = (Text(one.item.text), Choices(options))
        made.append(_chosen(one, plan, drawn.kind, blocks, options, key))
    return made


def _true_false(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    options = (wording.TRUE, wording.FALSE)
    made = []
    for one in drawn.candidates:
        statement = _ASKED.sub("", one.item.text)
        blocks = (Text(statement), Choices(options, inline=True), Space(1, wording.CORRECTION))
        made.append(_chosen(one, plan, drawn.kind, blocks, options, one.item.key[0]))
    return made


def _gap(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    return [
        _single(one, plan, drawn.kind, (Text(one.item.text),), one.item.answer) for one in drawn.candidates
    ]


def _written(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    lines = plan.lines * (LONG if drawn.kind == "long" else 1)
    return [
        _single(one, plan, drawn.kind, (Text(one.item.text), Space(lines)), one.item.questions[0].key)
        for one in drawn.candidates
    ]


# --- one exercise with several answers ---------------------------------------------------------------------


def _blanks(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    made = []
    for one in drawn.candidates:
        key = tuple(
            _line(question, answer, note=_also(question.span.also, answer))
            for question, answer in zip(one.item.questions, one.item.answers, strict=True)
        )
        blocks: tuple[Block, ...] = (*_pictures(one), Text(one.item.text))
        made.append(Exercise(1, one.item.id, blocks, plan.worth(drawn.kind) * len(key), key))
    return made


def _match(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    made = []
    for one in drawn.candidates:
        item = one.item
        left = chance.sample(range(len(item.parts)), len(item.parts))
        right = unsorted([item.key[number] for number in left], chance)
        pairs = Pairs(
            tuple(item.parts[n] for n in left), tuple(item.choices[n] for n in right), plan.answer_sheet
        )
        key = tuple(
            _lettered(_line(item.questions[n], item.choices[item.key[n]]), right.index(item.key[n]))
            for n in left
        )
        key = _labelled(key, map(pair_label, range(len(key)))) if pairs.labelled else key
        made.append(Exercise(1, item.id, (pairs,), plan.worth(drawn.kind) * len(key), key))
    return made


def _timeline(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    made = []
    for one in drawn.candidates:
        item = one.item
        order = unsorted(list(item.key), chance)
        key = tuple(
            _line(
                item.questions[n], f"{item.key.index(n) + 1} · {item.choices[n]} ({item.questions[n].answer})"
            )
            for n in order
        )
        events = Order(tuple(item.choices[n] for n in order), plan.answer_sheet)
        key = _labelled(key, map(letter, range(len(key)))) if events.labelled else key
        made.append(Exercise(1, item.id, (events,), plan.worth(drawn.kind) * len(key), key))
    return made


def _labelled(key: tuple[Line, ...], labels: Iterable[str]) -> tuple[Line, ...]:
    """The lines of an exercise whose answers have labels on the worksheet."""
    return tuple(
        replace(line, answer=f"{label}: {line.answer}") for line, label in zip(key, labels, strict=False)
    )


# --- puzzles ------------------------------------------------------------------------------------------------


def _crossword(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    layout = drawn.crossword
    assert layout is not None
    clues: dict[bool, list[Clue]] = {False: [], True: []}
    for place in layout.placed:
        item = drawn.candidates[place.index].item
        lengths = tuple(len(word) for word in words_of(written(item)))
        clues[place.down].append(Clue(place.number, item.text, lengths, " ".join(words_of(written(item)))))
    key = tuple(
        _line(
            drawn.candidates[place.index].item.questions[0],
            f"{wording.clue_label(place.number, wording.DOWN if down else wording.ACROSS)}: "
            f"{written(drawn.candidates[place.index].item)}",
        )
        for down in (False, True)
        for place in layout.placed
        if place.down == down
    )
    blocks = (replace(layout.grid, hidden=True), Clues(tuple(clues[False]), tuple(clues[True])))
    return [_puzzle(drawn, plan, blocks, key, layout.grid)]


def _search(drawn: Drawn, plan: Plan, chance: Random) -> list[Exercise]:
    search = drawn.search
    assert search is not None
    words = {
        place: " ".join(words_of(written(drawn.candidates[place.index].item))) for place in search.hidden
    }
    places = sorted(search.hidden, key=lambda place: words[place])
    key = tuple(
        _line(
            drawn.candidates[place.index].item.questions[0],
            f"{words[place]}: {wording.place_label(place.row + 1, place.column + 1)}, "
            f"{wording.direction_label(*place.step)}",
        )
        for place in places
    )
    blank = tuple(tuple(replace(cell, found=False) for cell in row) for row in search.grid.rows)
    blocks = (
        replace(search.grid, rows=blank),
        Words(tuple(words[place] for place in places), wording.WORDS_TO_FIND),
    )
    return [_puzzle(drawn, plan, blocks, key, search.grid)]


def _puzzle(
    drawn: Drawn, plan: Plan, blocks: tuple[Block, ...], key: tuple[Line, ...], solution: Grid
) -> Exercise:
    id_ = f"{drawn.candidates[0].bank.sheet.id}/{drawn.kind}"
    return Exercise(1, id_, blocks, plan.worth(drawn.kind) * len(key), key, solution=solution)


_BUILD: dict[str, Callable[[Drawn, Plan, Random], list[Exercise]]] = {
    "choice": _choice,
    "true-false": _true_false,
    "first": _choice,
    "match": _match,
    "bank": _gap,
    "cloze": _gap,
    "blanks": _blanks,
    "timeline": _timeline,
    "open": _written,
    "long": _written,
    "crossword": _crossword,
    "wordsearch": _search,
}
