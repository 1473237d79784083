"""The answer sheet: what an exercise that has several answers, or none to be written there, has on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.paper.characters import letter
from decks.paper.wording import ACROSS, DOWN, clue_label
from decks.paper.worksheet import Clues, Grid, Order, Pairs

if TYPE_CHECKING:
    from decks.paper.worksheet import Exercise


@dataclass(frozen=True, slots=True)
class Field:
    """Room for one of several answers."""

    label: str
    """What stands before it here and on the worksheet; empty where that has none, as a second gap of a sentence."""
    wide: bool
    """Whether a word is written there, and not a letter or a number."""


def is_asked(one: Exercise) -> bool:
    """Whether it has a place at all: the words of a word search are known, and are ringed where they stand."""
    blocks = one.blocks
    return not any(isinstance(item, Grid) for item in blocks) or any(
        isinstance(item, Clues) for item in blocks
    )


def fields(one: Exercise) -> tuple[Field, ...]:
    """Room for each answer where there are several: pairs, events, clues, gaps; empty where there is but one."""
    for item in one.blocks:
        match item:
            case Pairs(left=left, labelled=labelled):
                return tuple(
                    Field(pair_label(index) if labelled else "", wide=False) for index in range(len(left))
                )
            case Order(events=events, labelled=labelled):
                return tuple(
                    Field(letter(index) if labelled else "", wide=False) for index in range(len(events))
                )
            case Clues(across=across, down=down):
                named = [(ACROSS, clue) for clue in across] + [(DOWN, clue) for clue in down]
                return tuple(Field(clue_label(clue.number, way), wide=True) for way, clue in named)
    return tuple(Field("", wide=True) for _ in one.key) if len(one.key) > 1 and is_asked(one) else ()


def pair_label(index: int) -> str:
    """Of the pair at `index`, from 0, whose partner has a letter: "1", "2", …"""
    return str(index + 1)
