"""Crosswords and word searches: what has to hold of every grid, whatever the words."""

from __future__ import annotations

import re
import time
from collections import Counter
from itertools import pairwise
from string import ascii_uppercase

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.paper.crossword import WIDEST, Layout, lay
from decks.paper.letters import squares_of, words_of
from decks.paper.rude import rude_words
from decks.paper.word_search import DIRECTIONS, LARGEST, WordSearch, hide, lines

PLANETS = "MERCURY VENUS EARTH MARS JUPITER SATURN URANUS NEPTUNE PLUTO CERES TITAN PHOBOS DEIMOS EUROPA OBERON".split()
CYRILLIC = "МЕРКУРИЙ ВЕНЕРА ЗЕМЛЯ МАРС ЮПИТЕР САТУРН УРАН НЕПТУН".split()
GREEK = "ΕΡΜΗΣ ΑΦΡΟΔΙΤΗ ΑΡΗΣ ΔΙΑΣ ΚΡΟΝΟΣ ΟΥΡΑΝΟΣ".split()
WORDS = st.lists(
    st.one_of(
        st.sampled_from([*PLANETS, "ASSASSIN", "ESSEX", "KNAW", "SAAS", "TITLE"]),
        st.text("ABEST", min_size=3, max_size=9),
        st.text(ascii_uppercase, min_size=3, max_size=15),
    ),
    min_size=1,
    max_size=14,
    unique=True,
)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("the Winter Palace", ("WINTER", "PALACE")),
        ("Crêpe-maker", ("CREPE", "MAKER")),
        ("O'Hara", ("OHARA",)),
        ("St. Petersburg", ("ST", "PETERSBURG")),
        ("Straße", ("STRASSE",)),
        ("Ångström", ("ANGSTROM",)),
        ("Анна Каренина", ("АННА", "КАРЕНИНА")),
        ("Σωκράτης", ("ΣΩΚΡΑΤΗΣ",)),
        ("the", ("THE",)),
        ("18 October", ()),
        ("H₂O", ()),
        ("Mars и Venus", ()),
        ("שלום", ()),
        ("red, green", ()),
        ("", ()),
        ("–", ()),
    ],
)
def test_an_answer_in_squares(answer: str, words: tuple[str, ...]) -> None:
    assert words_of(answer) == words
    assert squares_of(answer) == ("".join(words) if 3 <= len("".join(words)) <= 15 else "")


# --- crosswords ---------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(words=WORDS, most=st.integers(2, 14))
def test_what_holds_of_every_crossword(words: list[str], most: int) -> None:
    layout = lay(words, most, "seed")
    assert layout == lay(words, most, "seed")
    if layout is not None:
        holds(layout, words)
        assert 2 <= len(layout.placed) <= most


def holds(layout: Layout, words: list[str]) -> None:
    rows = layout.grid.rows
    height, width = len(rows), len(rows[0])
    assert max(height, width) <= WIDEST
    assert all(len(row) == width for row in rows)
    # Every row or column of letters is a word that was laid, and every word laid is there: none is made by accident.
    read = [
        ("".join(cell.letter or "." for cell in row), number, False) for number, row in enumerate(rows)
    ] + [("".join(row[number].letter or "." for row in rows), number, True) for number in range(width)]
    found = Counter(
        (match[0], number if down else match.start(), match.start() if down else number, down)
        for line, number, down in read
        for match in re.finditer(r"[^.]{2,}", line)
    )
    laid = Counter((words[one.index], one.column, one.row, one.down) for one in layout.placed)
    assert found == laid
    assert max(laid.values()) == 1
    assert len({one.index for one in layout.placed}) == len(layout.placed)
    # Numbers run in reading order over the squares where words begin.
    numbers = {(one.row, one.column): one.number for one in layout.placed}
    in_order = [numbers[square] for square in sorted(numbers)]
    assert in_order == list(range(1, len(numbers) + 1))
    for row in range(height):
        for column in range(width):
            assert rows[row][column].number == numbers.get((row, column), 0)
            assert rows[row][column].blocked == (rows[row][column].letter == "")
    is_connected(layout)
    assert all(any(cell.letter for cell in row) for row in (rows[0], rows[-1]))


def is_connected(layout: Layout) -> None:
    squares = {
        (r, c) for r, row in enumerate(layout.grid.rows) for c, cell in enumerate(row) if not cell.blocked
    }
    reached = [min(squares)]
    seen = set(reached)
    for row, column in reached:
        beside = {(row + 1, column), (row - 1, column), (row, column + 1), (row, column - 1)}
        new = (beside & squares) - seen
        reached += new
        seen |= new
    assert seen == squares


def test_a_crossword_of_fifteen_words_is_tight_and_quick() -> None:
    started = time.perf_counter()
    layout = lay(PLANETS, 15, "1")
    took = time.perf_counter() - started
    assert layout is not None
    assert len(layout.placed) == 15
    assert layout.crossings >= 16
    assert took < 3  # 0.1 s, on a machine that has nothing else to do


@pytest.mark.parametrize("words", [["ABC", "DEF"], ["ABC"]])
def test_words_that_share_no_letter_are_no_crossword(words: list[str]) -> None:
    assert lay(words, 5, "1") is None


def test_a_word_that_crosses_nothing_is_left_out_and_the_others_stay() -> None:
    layout = lay(["MARS", "ZZZ", "SATURN"], 3, "1")
    assert layout is not None
    assert {one.index for one in layout.placed} == {0, 2}


# --- word searches ------------------------------------------------------------------------------------------


@settings(max_examples=40)
@given(words=WORDS, search=st.sampled_from(sorted(DIRECTIONS)))
def test_what_holds_of_every_word_search(words: list[str], search: str) -> None:
    made = hide(words, search, "seed")  # type: ignore[arg-type]
    assert made == hide(words, search, "seed")  # type: ignore[arg-type]
    if made is not None:
        is_clean(made, words, search)


def is_clean(made: WordSearch, words: list[str], search: str) -> None:
    letters = [[cell.letter for cell in row] for row in made.grid.rows]
    side = len(letters)
    assert all(len(row) == side for row in letters)
    assert side <= max(LARGEST, *(len(word) for word in words))
    runs = {one.index: one.squares(len(words[one.index])) for one in made.hidden}
    for index, run in runs.items():
        assert "".join(letters[row][column] for row, column in run) == words[index]
    assert all(one.step in DIRECTIONS[search] for one in made.hidden)  # type: ignore[index]
    for line in lines(side):
        text = "".join(letters[row][column] for row, column in line)
        for index, run in runs.items():
            places = {frozenset(line[at : at + len(words[index])]) for at in at_all(words[index], text)}
            assert places <= {frozenset(run)}
        for rude in RUDE:
            for at in at_all(rude, text):
                inside = set(line[at : at + len(rude)])
                assert any(inside <= set(run) and rude in words[index] for index, run in runs.items())
    covered = {square for run in runs.values() for square in run}
    assert {(r, c) for r in range(side) for c in range(side) if made.grid.rows[r][c].found} == covered


RUDE = rude_words()


def at_all(word: str, text: str) -> list[int]:
    return [match.start() for match in re.finditer(f"(?={word})", text)]


@pytest.mark.parametrize("words", [PLANETS, CYRILLIC, GREEK], ids=["latin", "cyrillic", "greek"])
def test_the_letters_between_are_letters_of_the_words(words: list[str]) -> None:
    made = hide(words, "usual", "1")
    assert made is not None
    assert len(made.hidden) == len(words)
    assert {cell.letter for row in made.grid.rows for cell in row} <= set("".join(words))


def test_a_word_inside_another_is_left_out() -> None:
    made = hide(["STARTING", "START", "TRATS"], "usual", "1")
    assert made is not None
    assert [one.index for one in made.hidden] == [0]


def test_a_word_that_reads_backwards_as_a_rude_one_is_left_out() -> None:
    backwards = rude_words()[-1][::-1]
    made = hide([backwards, *PLANETS], "easy", "1")
    assert made is not None
    assert 0 not in {one.index for one in made.hidden}
    assert len(made.hidden) == len(PLANETS)


def test_the_list_of_rude_words_is_clean_itself() -> None:
    listed = rude_words()
    assert len(listed) > 100
    assert list(listed) == sorted(set(listed))
    assert all(word.isalpha() and word.isupper() and len(word) >= 3 for word in listed)
    assert not any(one != other and one in other for one, other in pairwise(listed))
