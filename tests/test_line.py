"""The line of cards that wait: siblings apart, missed cards again."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from decks.study.line import APART, Line
from decks.study.queue import fact_of

IDS = st.lists(
    st.builds("s/f{}/{}".format, st.integers(0, 9), st.sampled_from(["who", "what", "when"])), unique=True
)


def drawn(line: Line) -> list[str]:
    cards = []
    while (card := line.take()) is not None:
        cards.append(card)
    return cards


def test_cards_of_one_fact_have_others_between_them() -> None:
    cards = [f"s/f{fact}/{ask}" for fact in range(6) for ask in ("who", "what", "when")]
    order = drawn(Line(cards))
    assert order[:6] == [f"s/f{fact}/who" for fact in range(6)]
    for number, card in enumerate(order):
        assert fact_of(card) not in map(fact_of, order[number + 1 : number + 1 + APART])


def test_cards_of_a_single_fact_come_all_the_same() -> None:
    assert drawn(Line(["s/f/who", "s/f/what"])) == ["s/f/who", "s/f/what"]


def test_a_missed_card_comes_again_after_some_others() -> None:
    line = Line(f"s/f{number}/who" for number in range(9))
    first = line.take()
    assert first is not None
    line.come_again(first)
    assert line.coming_again == 1
    assert drawn(line).index(first) == APART


def test_a_missed_card_comes_at_once_where_no_other_waits() -> None:
    line = Line(["s/f/who"])
    line.come_again(str(line.take()))
    assert drawn(line) == ["s/f/who"]


def test_a_card_put_back_is_the_next() -> None:
    line = Line(["s/a/who", "s/b/who", "s/c/who"])
    card = str(line.take())
    line.put_back(card)
    assert line.take() == card


def test_a_forgotten_card_never_comes() -> None:
    line = Line(["s/a/who", "s/b/who"])
    line.come_again("s/b/what")
    line.forget("s/b/who")
    line.forget("s/b/what")
    assert drawn(line) == ["s/a/who"]


@given(IDS)
def test_every_card_comes_once(cards: list[str]) -> None:
    line = Line(cards)
    assert len(line) == len(cards)
    assert sorted(drawn(line)) == sorted(cards)
