"""The options of multiple-choice questions: of the key's kind and form, wrong, in order, and fairly placed."""

from __future__ import annotations

from collections import Counter
from itertools import groupby, pairwise

import pytest
from choice_cases import complaints, dealt, decks
from hypothesis import given
from hypothesis import strategies as st
from sheets import SHEETS

from quizgen.ask import questions
from quizgen.choices import Choices, Pool, deal_choices, scarce_choices
from quizgen.fact import Sheet
from quizgen.question import Question
from quizgen.reader import read_text
from quizgen.sample import sample

DECKS = decks()
SEEDS = range(20)


@pytest.mark.parametrize("deck", DECKS, ids=lambda deck: deck["id"])
def test_an_examiner_strikes_nothing(deck: dict) -> None:
    for seed in SEEDS:
        options = dealt(deck, seed)
        for check in deck["checks"]:
            assert complaints(deck, check, options) == [], (seed, check["question"])


def read(text: str, path: str = "deck.md") -> tuple[list[Question], Sheet]:
    sheet = read_text(text, path).sheet
    assert sheet is not None
    return list(questions(sheet)), sheet


def deal(text: str, **how: object) -> list[tuple[Question, Choices]]:
    asked, sheet = read(text)
    return list(zip(asked, deal_choices(asked, sheet, **how), strict=True))  # type: ignore[arg-type]


NAMES = "".join(
    f"- [Ada{chr(97 + i % 26)} Byron{chr(97 + i // 26)}o]{{.who}} met [the {i}th guest]{{.what}}.\n"
    for i in range(200)
)
DATES = "".join(f"- Comet number {i} was seen in [{1500 + 2 * i}]{{.when}}.\n" for i in range(200))
NUMBERS = "".join(f"- House number {i} has [{5 + 3 * i % 90}]{{.howmany}} windows.\n" for i in range(60))
SAMPLE = "".join(sample(100, 1))


@pytest.mark.parametrize("seed", [0, 1, 2, 7])
@pytest.mark.parametrize("text", [NAMES, DATES, NUMBERS, SAMPLE], ids=["names", "dates", "numbers", "sample"])
def test_keys_stand_in_all_places_alike(text: str, seed: int) -> None:
    full = [choice for _, choice in deal(text, seed=seed) if len(choice.options) == 4]
    assert len(full) >= 40
    places = [choice.key for choice in full]
    counts = Counter(places)
    chi_square = sum((counts[place] - len(places) / 4) ** 2 / (len(places) / 4) for place in range(4))
    assert chi_square < 7.81, counts  # p > 0.05 at three degrees of freedom


@pytest.mark.parametrize("text", [NAMES, DATES, NUMBERS, SAMPLE], ids=["names", "dates", "numbers", "sample"])
def test_no_place_five_times_on_end(text: str) -> None:
    places = [choice.key for _, choice in deal(text) if choice.options]
    assert max(len(list(run)) for _, run in groupby(places)) < 5


def test_the_same_seed_deals_the_same_and_another_another() -> None:
    assert deal(SAMPLE, seed=3) == deal(SAMPLE, seed=3)
    assert deal(SAMPLE, seed=3) != deal(SAMPLE, seed=4)


def test_dates_and_numbers_are_in_order() -> None:
    for _, choice in (*deal(DATES), *deal(NUMBERS)):
        assert list(choice.options) == sorted(choice.options, key=int)


PEOPLE = st.lists(
    st.sampled_from(
        ["Lev Kamenev", "Kamenev", "L. Kamenev", "Leon Trotsky", "Trotski", "Rosa Luxemburg", "Clara Zetkin",
         "the USA", "the United States", "America", "France", "NATO", "North Atlantic Treaty Organization"]
    ),
    min_size=2,
    max_size=10,
)  # fmt: skip
SAME = [{"Lev Kamenev", "Kamenev", "L. Kamenev"}, {"Leon Trotsky", "Trotski"},
        {"the USA", "the United States", "America"}, {"NATO", "North Atlantic Treaty Organization"}]  # fmt: skip
FRONT = "---\nnames:\n  Leon Trotsky: {kind: person, also: [Trotski]}\n---\n"


@given(PEOPLE, st.integers(0, 5))
def test_no_two_options_name_the_same_and_none_is_in_the_question(people: list[str], seed: int) -> None:
    facts = "".join(f"- [{name}]{{.who}} sang to [{other}]{{.who}} in [{1900 + i}]{{.when}}.\n"
                    for i, (name, other) in enumerate(pairwise(people)))  # fmt: skip
    for question, choice in deal(FRONT + facts, seed=seed):
        for same in SAME:
            assert (
                len(
                    {
                        option[0].lower() + option[1:] if option.startswith("The ") else option
                        for option in choice.options
                    }
                    & same
                )
                < 2
            )
        for index, option in enumerate(choice.options):
            assert index == choice.key or option.lower() not in question.text.lower()
        if choice.options:
            assert choice.key is not None and choice.options[choice.key] == question.answer


@given(SHEETS, st.integers(0, 3))
def test_whatever_is_in_a_sheet_the_key_is_among_its_options(text: str, seed: int) -> None:
    sheet = read_text(text, "deck.md").sheet
    assert sheet is not None
    asked = list(questions(sheet))
    for question, choice in zip(asked, deal_choices(asked, sheet, seed=seed, invent_names=True), strict=True):
        assert len(choice.options) != 1
        assert len({option.casefold() for option in choice.options}) == len(choice.options)
        if choice.key is not None:
            assert choice.options[choice.key] == (question.span.stands_for or question.answer)


def test_another_deck_of_the_same_tag_lends_answers() -> None:
    own = "---\ntags: [war]\n---\n- [Ada Byron]{.who} met [Otto Klein]{.who}.\n"
    other = "- [Rosa Marsh]{.who} met nobody.\n- [Carl Orff]{.who} slept.\n- [Ivo Kern]{.who} met [Otto Klein]{.who}.\n"
    asked, sheet = read(own)
    lent = read("---\ntags: [war, peace]\n---\n" + other, "lent.md")
    strange = read("---\ntags: [peace]\n---\n" + other, "strange.md")
    first, *_ = deal_choices(asked, sheet, sisters=[(lent[1], lent[0])])
    assert "Carl Orff" in first.options
    assert "Ivo Kern" not in first.options, "the other deck says that he met Otto Klein too"
    first, *_ = deal_choices(asked, sheet, sisters=[(strange[1], strange[0])])
    assert first == Choices()


def test_names_are_invented_only_where_asked_for_and_in_the_style_of_the_deck() -> None:
    text = "- [Leo Tolstoy]{.who} wrote it.\n- The town built [a mill]{.what}.\n"
    assert deal(text)[0][1] == Choices()
    (_, choice), *_ = deal(text, invent_names=True)
    assert len(choice.options) == 4
    assert all(len(option.split()) == 2 and option.istitle() for option in choice.options)
    (_, choice), *_ = deal("- [Анна Керн]{.who} wrote it.\n", invent_names=True)
    assert len(choice.options) == 4
    assert all(
        "а" <= letter.lower() <= "ё" for option in choice.options for letter in option if letter != " "
    )
    (_, choice), *_ = deal("- [Tolstoy]{.who} wrote it.\n", invent_names=True)
    assert len(choice.options) == 4 and all(" " not in option for option in choice.options)
    assert deal("- [Louis XIV]{.who} wrote it.\n", invent_names=True)[0][1] == Choices(), (
        "no style that it knows"
    )
    assert deal("- [Γιώργος Σεφέρης]{.who} wrote it.\n", invent_names=True)[0][1] == Choices(), "nor script"


def test_never_more_than_asked_for() -> None:
    assert {len(choice.options) for _, choice in deal(DATES, count=3)} == {3}
    assert {len(choice.options) for _, choice in deal(DATES, count=6)} == {6}
    with pytest.raises(ValueError, match="at least two"):
        deal(DATES, count=1)


def test_no_date_lies_in_the_future() -> None:
    text = "".join(f"- Probe {i} landed in [{2014 + i}]{{.when}}.\n" for i in range(8))
    for seed in SEEDS:
        assert (
            max(
                int(option)
                for _, choice in deal(text, seed=seed, latest_year=2021)
                for option in choice.options
            )
            <= 2021
        )


@pytest.mark.parametrize(("word", "apart"), [("about", 8.0), ("Some", 8.0), ("handsome", 1.6)])
def test_only_a_hedge_of_its_own_makes_a_number_inexact(word: str, apart: float) -> None:
    (question,), sheet = read(f"- {word} [40]{{.howmany}} knights rode to Rome.\n")
    scale = Pool([question], sheet, latest_year=2025).answer_to(question).scale
    assert scale is not None and scale.apart == pytest.approx(apart)


def test_an_old_style_day_is_not_offered_in_new_style() -> None:
    text = (
        "- Kamenev resigned on [18 October 1917]{.when}.\n- The committee met on [31 October 1917]{.when}.\n"
    )
    for seed in SEEDS:
        for _, choice in deal(text, seed=seed):
            assert not {"18 October 1917", "31 October 1917"} <= set(choice.options)


def test_scarce_choices_are_found_with_their_place_and_remedy() -> None:
    asked, sheet = read(
        '---\nnames: {Ada: {kind: person}}\n---\n- [Ada Byron]{.who} met [Otto Klein]{.who kind="baker"}.\n'
    )
    found = list(scarce_choices(asked, deal_choices(asked, sheet), 4))
    assert [finding.code for finding in found] == ["no-choices", "no-choices"]
    assert found[0].place.line == 4
    assert 'each with kind="baker"' in found[1].message
