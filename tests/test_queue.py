"""The queue: few sheets and many find the same cards, each in the way that is quick for them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from screens import DAY, Clock, desk

from decks.study import queue
from decks.study.options import Options

if TYPE_CHECKING:
    from pathlib import Path


def sheets(number: int) -> dict[str, str]:
    return {
        f"sheet-{one}.md": f"- [Person {one}]{{.who}} found island {one}. {{#island}}\n"
        for one in range(1, number + 1)
    }


@pytest.mark.parametrize("number", [3, queue.FEW_SHEETS + 5])
def test_what_is_due_is_found_in_few_sheets_and_in_many(tmp_path: Path, number: int) -> None:
    clock = Clock()
    with desk(tmp_path, sheets(number), options=Options(new=1000), clock=clock) as laid:
        session = laid.session()
        session.fill()
        while session.asked is not None:
            session.reveal()
            session.grade(3)
        clock.at += 30 * DAY
        again = laid.session()
        assert again.left == number
        alone = laid.session(sheets=laid.shelf.sheets[:2])
        assert alone.left == 2


def test_more_sheets_than_a_query_can_join_are_studied_together(tmp_path: Path) -> None:
    with desk(tmp_path, sheets(1100), options=Options(new=2000)) as laid:
        session = laid.session()
        session.fill()
        assert session.left == 1100
        assert session.summary().new == 1100
