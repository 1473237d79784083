"""The preset: what Anki's deck options say of our decks, where the person who takes a package wants them too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

PRESET_ID = 1_795_392_000_731
"""Frozen, and its owner is quizgen: Anki adds a preset it does not know by its id, and leaves one it knows as the
person has it. So a second package with other values changes nothing in a collection that has the first."""

PRESET_NAME = "quizgen"

_DATED = 1_795_392_000
"""Unix seconds; never the time of writing, so that the same preset is the same bytes."""


@dataclass(frozen=True, slots=True)
class Preset:
    """How our decks are to be studied in Anki."""

    retention: float = 0.9
    """The chance of recall at which a card comes again, 0.7 to 0.99."""
    new_per_day: int = 20
    weights: tuple[float, ...] | None = None
    """The 21 of FSRS-6; None: Anki's own."""


def deck_config(preset: Preset) -> dict[str, Any]:
    """The preset as a collection of schema 11 has it: Anki's own values but for what `Preset` says.

    Anki's names for the weights have changed with the versions of FSRS: `fsrsParams6` holds 21. That FSRS is on
    is a setting of the whole collection, which no package brings.
    """
    return {
        "id": PRESET_ID,
        "mod": _DATED,
        "name": PRESET_NAME,
        "usn": -1,
        "maxTaken": 60,
        "autoplay": True,
        "timer": 0,
        "replayq": True,
        "new": {
            "bury": False,
            "delays": [1.0, 10.0],
            "initialFactor": 2500,
            "ints": [1, 4, 0],
            "order": 1,
            "perDay": preset.new_per_day,
        },
        "rev": {
            "bury": False,
            "ease4": 1.3,
            "ivlFct": 1.0,
            "maxIvl": 36500,
            "perDay": 200,
            "hardFactor": 1.2,
        },
        "lapse": {"delays": [10.0], "leechAction": 1, "leechFails": 8, "minInt": 1, "mult": 0.0},
        "dyn": False,
        "easyDaysPercentages": [1.0] * 7,
        "desiredRetention": preset.retention,
        "fsrsParams6": list(preset.weights or ()),
    }
