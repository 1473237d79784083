"""Worksheets for tests of writers, made by chance from a seed: every kind of block, long and hostile texts.

worksheet(7)                                      any worksheet; the same seed gives the same one
worksheet(7, Look("letter", "large-24"), versions=3)
ordinary()                                        one as a teacher has it, without anything odd
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from decks.paper.look import USUAL, Look
from decks.paper.worksheet import (
    Cell,
    Choices,
    Clue,
    Clues,
    Exercise,
    Flashcard,
    Grid,
    Line,
    Order,
    Pairs,
    Part,
    Picture,
    Space,
    Text,
    Version,
    Words,
    Worksheet,
)
from quizgen.question import BLANK

if TYPE_CHECKING:
    from pathlib import Path

    from decks.paper.worksheet import Block

HOSTILE = (
    '#panic("x")',
    "$x$ $ y $",
    "*b* _i_ **c**",
    "<label> <b>bold</b> &amp; &lt;",
    "@ref #import #let x = 1",
    "// comment /* more */",
    "`code` ```block```",
    "\\u{1F600} \\n \\",
    "= Heading",
    "- item",
    "+ 1",
    "{{field}} {c1::cloze}",
    "=1+1",
    "]]> <!-- -->",
    "'single' \"double\" “curly”",
    "a~b a--b a---b ...",
    "[link](https://example.org/)",
    "10 % of 5 € is £0.50 & more",
)
"""Texts that are code to some writer and must come out letter by letter."""

OVERRIDES = "left \u202eright\u202c \u2066isolated\u2069"
"""A text whose invisible marks would turn what stands around it."""

OTHER_SCRIPTS = (
    "Анна Каренина вышла в 1877 году",
    "Ο Σωκράτης ήπιε το κώνειο",
    "Łódź, Győr, Čeština, naïve, Ångström, ǆ",
    "שלום עולם",
    "H₂O → 2 × 10⁻³ ≤ ½",
)
"""Texts that the letters shipped with the writers can set."""

WORDS = (
    "the party letter of October in Petrograd was read by Lenin and Trotsky before dawn while ships "
    "fired once on the Winter Palace whose defenders had left for supper a telegraph office bridge and "
    "bank were taken without noise nobody noticed newspapers appeared as usual internationally recognised "
    "historians disagree about numbers 1917 25 theatre performances went on"
).split()


def words(random: Random, number: int) -> str:
    """So many words as a sentence."""
    text = " ".join(random.choice(WORDS) for _ in range(number))
    return text[:1].upper() + text[1:]


def sentence(random: Random, odd: float = 0.1) -> str:
    """A sentence of any length; with the chance `odd` one that is code, in another script, very long, or one word."""
    if random.random() >= odd:
        return words(random, random.randint(3, 22)) + "."
    return random.choice(
        (
            random.choice(HOSTILE),
            random.choice(HOSTILE) + " " + words(random, 5),
            random.choice(OTHER_SCRIPTS),
            OVERRIDES,
            words(random, random.randint(60, 220)) + ".",
            "https://example.org/" + "x" * random.randint(20, 120),
            "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz",
            "line one\nline two",
            "x",
        )
    )


def choice(random: Random) -> tuple[Block, ...]:
    options = tuple(
        words(random, random.choice((1, 1, 2, 4, 12))) if random.random() < 0.95 else sentence(random, 1)
        for _ in range(random.randint(2, 6))
    )
    return (Text(sentence(random)), Choices(options))


def truth(random: Random) -> tuple[Block, ...]:
    return (Text(sentence(random)), Choices(("True", "False"), inline=True), Space(1, "Correction"))


def cloze(random: Random) -> tuple[Block, ...]:
    return (Text(f"{words(random, 5)} {BLANK} {words(random, 6)} {BLANK}."),)


def open_(random: Random) -> tuple[Block, ...]:
    return (Text(sentence(random)), Space(random.choice((1, 2, 3, 4, 8)), random.choice(("", "Reasons"))))


def match(random: Random) -> tuple[Block, ...]:
    number = random.randint(2, 9)
    return (
        Pairs(
            tuple(words(random, random.randint(1, 8)) for _ in range(number)),
            tuple(words(random, random.randint(1, 4)) for _ in range(number + random.randint(0, 2))),
        ),
    )


def timeline(random: Random) -> tuple[Block, ...]:
    return (Order(tuple(sentence(random, 0.02) for _ in range(random.randint(3, 9)))),)


def grid(random: Random, hidden: bool) -> Grid:
    """Squares of a crossword, or of a word search."""
    width = random.randint(8, 16)
    rows = []
    for row in range(random.randint(8, 16)):
        cells = []
        for column in range(width):
            blocked = hidden and (row % 2 == 1 and column % 3 != 0)
            number = row * width + column + 1 if hidden and not blocked and column % 3 == 0 else 0
            letter = "" if blocked else random.choice("ABCDEFGHIJKLMNOPQRSTUVWXYZÉÑ")
            cells.append(Cell(letter, number % 100, blocked, not hidden and random.random() < 0.2))
        rows.append(tuple(cells))
    return Grid(tuple(rows), hidden)


def clues(random: Random) -> tuple[Clue, ...]:
    return tuple(
        Clue(number, words(random, random.randint(3, 10)), (random.randint(3, 9),), "ANSWER")
        for number in range(1, random.randint(3, 14))
    )


def crossword(random: Random) -> tuple[Block, ...]:
    return (grid(random, hidden=True), Clues(clues(random), clues(random)))


def search(random: Random) -> tuple[Block, ...]:
    hidden = tuple(words(random, 1).upper() for _ in range(random.randint(4, 15)))
    return (grid(random, hidden=False), Words(hidden, "Words to find"))


KINDS = {
    "choice": choice,
    "cloze": cloze,
    "match": match,
    "truth": truth,
    "timeline": timeline,
    "open": open_,
    "crossword": crossword,
    "search": search,
}
LONE = ("match", "timeline", "crossword", "search")
"""Of which a part has one or two."""


def part(random: Random, kind: str, first: int, most: int, seed: int, picture: Path | None) -> Part:
    exercises = []
    for number in range(first, first + random.randint(1, 2 if kind in LONE else most)):
        id = f"sheet-{seed}/{kind}-{number}/who"
        blocks = KINDS[kind](random)
        if picture is not None and random.random() < 0.1:
            blocks = (Picture(picture, random.choice(("", "A small picture"))), *blocks)
        options = [block for block in blocks if isinstance(block, Choices)]
        grids = [replace(block, hidden=False) for block in blocks if isinstance(block, Grid)]
        lines = tuple(
            Line(f"B · {words(random, 2)}", id, f"sheets/sheet-{seed}.md:{number + 10}", note)
            for note in random.choice((("",), ("Also: " + words(random, 4),), ("", "", "")))
        )
        exercises.append(
            Exercise(
                number,
                id,
                blocks,
                random.choice((1, 1, 2, 12)),
                lines,
                solution=grids[0] if grids else None,
                bubbles=len(options[0].options) if options else 0,
            )
        )
    before = (Words(tuple(words(random, 1) for _ in range(9)), "Words to use"),) if kind == "cloze" else ()
    title = "A part of a worksheet: " + kind
    return Part(kind, title, words(random, 9) + ".", tuple(exercises), before)


def worksheet(
    seed: int,
    look: Look = USUAL,
    versions: int = 1,
    most: int = 8,
    picture: Path | None = None,
    kinds: tuple[str, ...] = tuple(KINDS),
) -> Worksheet:
    """Any worksheet: some of the kinds of parts, up to `most` exercises in a part, and now and then a picture."""
    random = Random(seed)
    made = []
    for index in range(versions):
        parts: list[Part] = []
        for kind in random.sample(kinds, random.randint(1, min(4, len(kinds)))):
            first = 1 + sum(len(one.exercises) for one in parts)
            parts.append(part(random, kind, first, most, seed, picture))
        made.append(Version(chr(65 + index % 26) if versions > 1 else "", tuple(parts)))
    cards = tuple(
        Flashcard(
            f"card-{number}",
            sentence(random),
            words(random, random.randint(1, 4)),
            random.choice(("", sentence(random))),
        )
        for number in range(random.choice((0, 0, 3, 11)))
    )
    made[0] = replace(made[0], cards=cards)
    return Worksheet(
        words(random, random.randint(1, 6)),
        tuple(made),
        look,
        instructions=random.choice(("", words(random, 12) + ".")),
        answer_sheet=random.random() < 0.5,
        source=random.choice(("", words(random, 12))),
    )


def ordinary(look: Look = USUAL, names: tuple[str, ...] = ("",), number: int = 40) -> Worksheet:
    """`number` questions, half of them with four options, the others with lines to write on."""

    def exercise(position: int, shift: int) -> Exercise:
        id = f"october-1917/fact-{position}/who"
        answer = f"Answer {position}"
        line = Line(answer, id, f"seeds/october-1917.md:{position + 14}", "Also: another name.")
        text = f"Who read letter {position} of the party in Petrograd before the dawn of {position} October?"
        if position > number // 2:
            return Exercise(position, id, (Text(text), Space(2)), 2, (line,))
        options = [answer, "Lev Kamenev", "the Council of Elders", "Grigory Zinoviev"]
        turned = options[shift % 4 :] + options[: shift % 4]
        key = replace(line, answer=f"{'ABCD'[turned.index(answer)]} · {answer}")
        return Exercise(position, id, (Text(text), Choices(tuple(turned))), 1, (key,), bubbles=4)

    def version(name: str, shift: int) -> Version:
        half = number // 2
        chosen = tuple(exercise(position, shift + position) for position in range(1, half + 1))
        written = tuple(exercise(position, shift) for position in range(half + 1, number + 1))
        return Version(
            name,
            (
                Part("choice", "Multiple choice", "Draw a ring round the letter of the answer.", chosen),
                Part("open", "Short answers", "Answer in words or in a sentence.", written),
            ),
        )

    made = tuple(version(name, index) for index, name in enumerate(names))
    return Worksheet("Petrograd, October 1917", made, look, answer_sheet=False)
