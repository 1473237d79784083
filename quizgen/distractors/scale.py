"""Answers that lie on a scale: what a number, a date or a time of day shares with the others, and its neighbours."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from random import Random


@dataclass(frozen=True, slots=True)
class Limits:
    """Between what a wrong answer may lie; both ends are outside."""

    low: float = float("-inf")
    high: float = float("inf")

    def allow(self, value: float) -> bool:
        """Whether the value lies between."""
        return self.low < value < self.high


@dataclass(frozen=True, slots=True)
class OnScale:
    """An answer that has a value."""

    text: str
    shape: str
    """The text with marks in place of its numbers: only answers of one shape stand together."""
    value: float
    """By which the options are sorted."""
    reach: tuple[float, float]
    """How far down and how far up another answer is still plausible."""
    apart: float
    """Nearer than so, another answer could pass for right too."""
    shift: Callable[[Random, bool, float], str]
    """A neighbour in the text's own style, above it or below, hardly farther away than the number says; empty where
    there is none."""

    def is_near(self, other: OnScale, limits: Limits) -> bool:
        """Whether the other would be a plausible wrong answer for this one."""
        low, high = self.reach
        distance = abs(other.value - self.value)
        return (
            other.shape == self.shape
            and low <= other.value <= high
            and distance >= self.apart
            and distance > 0
            and limits.allow(other.value)
        )
