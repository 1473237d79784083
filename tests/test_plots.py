"""Plots as text: what is drawn for which values, in cases/plots/plots.txt."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tui.plots import DRAWN, Row, bar, bars, cells, columns, heatmap, table

CASES = Path(__file__).parent / "cases" / "plots" / "plots.txt"


def plotted(command: str, given: list[str]) -> list[str]:
    """What the plot that a case names draws of its lines."""
    name, *numbers = command.split()
    rows = [[cell.strip() for cell in line.split("|")] for line in given]
    if name == "table":
        return table(rows)
    width = int(numbers[0])
    if name == "columns":
        return columns([int(row[1]) for row in rows], [row[0] for row in rows], width, int(numbers[1]))
    if name == "heatmap":
        values = [int(value) for line in given for value in line.split()]
        return heatmap(values, date.fromisoformat(numbers[1]), width)
    return bars([Row(row[0], float(row[1]), row[2]) for row in rows], width, drawn=name == "bars")


def test_plots_are_drawn_as_the_cases_show(rewrite: bool) -> None:
    blocks = CASES.read_text("utf-8").strip("\n").split("\n\n# ")
    now = []
    for block in blocks:
        title, command, *rest = block.split("\n")
        given = rest[: rest.index("---")]
        now.append("\n".join([title, command, *given, "---", *plotted(command, given)]))
    text = "\n\n# ".join(now) + "\n"
    if rewrite:
        CASES.write_text(text, "utf-8", newline="\n")
    assert text == CASES.read_text("utf-8")


@given(st.floats(0, 1), st.integers(1, 100))
def test_a_bar_is_never_wider_than_its_room_nor_empty_where_there_is_something(
    share: float, width: int
) -> None:
    drawn = bar(share, width)
    assert len(drawn) <= width
    assert bool(drawn) == (share > 0)


@given(st.lists(st.integers(0, 500), max_size=400), st.integers(4, 120))
def test_every_day_of_a_map_has_its_place(values: list[int], width: int) -> None:
    lines = heatmap(values, date(2026, 11, 23), width)
    days = sum(line[3:].count(shade) for line in lines[:-1] for shade in "·░▒▓█")
    assert days == len(values)
    assert all(cells(line) <= width for line in lines[:-1] if DRAWN & set(line))
