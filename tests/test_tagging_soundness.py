"""Sentences of which nothing sound can be asked, though something in them could be tagged."""

from __future__ import annotations

from pathlib import Path

import pytest

from quizgen.fact import Sheet
from quizgen.tagging.passage import Sentence
from quizgen.tagging.soundness import sound
from quizgen.tagging.suggest import Known, suggest

CASES = Path(__file__).parent / "cases" / "tagging" / "sound.txt"


@pytest.mark.parametrize("case", CASES.read_text(encoding="utf-8").splitlines()[1:])
def test_a_sentence_that_points_elsewhere_is_no_fact(case: str) -> None:
    text, _, reason = case.partition(" ->")
    (tagged,) = sound(suggest([Sentence(text, 1, 1, 1)], Known()), Sheet("x", "X", "x.md"))
    assert tagged.refused == reason.strip()


def test_who_was_named_before_makes_it_sound() -> None:
    named, pointing = sound(
        suggest([Sentence("Stalin wrote to Lenin.", 1, 1, 1), Sentence("He left Moscow.", 2, 2, 1)], Known()),
        Sheet("x", "X", "x.md"),
    )
    assert (named.refused, pointing.refused) == ("", "")
