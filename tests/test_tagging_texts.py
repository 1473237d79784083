"""Plain text comes in from files of several kinds, is cleaned, and is cut into sentences that know their lines."""

from __future__ import annotations

import pytest
from tagging_cases import Cleaning, cleaning_cases, numbered, sentence_cases, shown

from quizgen.tagging.sentences import parted


@pytest.mark.parametrize("case", list(cleaning_cases()), ids=str)
def test_text_is_cleaned(case: Cleaning) -> None:
    assert shown(numbered(case.lines)) == list(case.paragraphs)


@pytest.mark.parametrize("case", sentence_cases())
def test_sentences_end_where_they_do(case: str) -> None:
    text = case.replace(" ‖ ", " ")
    assert " ‖ ".join(text[start:end] for start, end in parted(text)) == case
