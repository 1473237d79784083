"""Worksheets as they are composed: cases word for word, and what holds of all."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from worksheet_text import written

from decks.paper.by_question import by_question
from decks.paper.compose import Plan, compose, counts, missing
from decks.paper.leaks import folded, folded_key
from decks.paper.naming import read_versions
from decks.paper.parts import PARTS, USUAL, Wanted, read_parts, read_points
from decks.paper.plan import Named
from decks.paper.wording import INSTRUCTIONS, PART_TITLES
from decks.paper.worksheet import Choices, Exercise, Order, Pairs, Text, Version, Worksheet
from quizgen.ask import attempts
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Bank, Options
from quizgen.question import BLANK
from quizgen.reader import read_text
from quizgen.sample import sample
from quizgen.sources import find_sheets

CASES = Path(__file__).parent / "cases" / "worksheets"
CUT = "---8<---\n"
SHIPPED = {path.stem: path.read_text(encoding="utf-8") for path in find_sheets([])}


def bank(text: str, name: str = "sheet.md", seed: int = 0) -> Bank:
    sheet = read_text(text, name).sheet
    assert sheet is not None
    return Bank(sheet, attempts(sheet), Options(seed=seed))


def plan(head: str) -> Plan:
    """`parts=choice:2 seed=1`"""
    given = dict(word.split("=", 1) for word in head.split())
    return Plan(
        parts=read_parts(given["parts"]),
        versions=read_versions(given.get("versions", "1")),
        points=read_points(given["points"]) if "points" in given else {},
        seed=int(given.get("seed", 0)),
        lines=int(given.get("lines", 2)),
    )


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_worksheet_is_what_its_case_shows(path: Path, tmp_path: Path, rewrite: bool) -> None:
    """A case: a line with the plan, a sheet, a cut, the worksheet, and what was missing."""
    head, _, rest = path.read_text(encoding="utf-8").partition("\n")
    sheet, _, expected = rest.partition(CUT)
    (tmp_path / "flag.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    made_of = bank(sheet, str(tmp_path / "sheet.md"), plan(head).seed)
    worksheet = compose([made_of], plan(head))
    got = written(worksheet) + "".join(f"! {one}\n" for one in missing(worksheet, plan(head)))
    if rewrite:
        path.write_text(f"{head}\n{sheet}{CUT}{got}", encoding="utf-8", newline="\n")
    assert got == expected or rewrite


# --- what holds of all --------------------------------------------------------------------------------------

BANKS = {name: bank(text, f"{name}.md") for name, text in SHIPPED.items()}
INVENTED = bank("".join(sample(120, 5)), "sample.md")
NUMBERS = {"timeline": 2, "match": 12, "crossword": 15, "wordsearch": 12}
PLANS = st.builds(
    lambda kinds, share, seed, versions: Plan(
        parts=tuple(
            Wanted(kind, max(PARTS[kind].least, round(share * NUMBERS.get(kind, 12))))
            for kind in PARTS
            if kind in kinds
        ),
        seed=seed,
        versions=versions,
    ),
    st.sets(st.sampled_from(list(PARTS)), min_size=1, max_size=6),
    st.sampled_from([0.2, 0.5, 1.0]),
    st.integers(0, 9),
    st.sampled_from([(Named(),), (Named("A"), Named("B"), Named("Zoë", pupil=True))]),
)


def exercises(version: Version) -> list[Exercise]:
    return [exercise for part in version.parts for exercise in part.exercises]


@settings(max_examples=25)
@given(plan=PLANS, names=st.sets(st.sampled_from(sorted(BANKS)), min_size=1, max_size=2))
def test_what_holds_of_every_worksheet(plan: Plan, names: set[str]) -> None:
    banks = [BANKS[name] for name in sorted(names)]
    worksheet = compose(banks, plan)
    assert worksheet == compose(banks, plan)
    there = counts(worksheet)
    assert all(there.get(one.kind, 0) <= one.number for one in plan.parts)
    assert [version.name for version in worksheet.versions] == [named.name for named in plan.versions]
    first = worksheet.versions[0]
    for version in worksheet.versions:
        made = exercises(version)
        assert [exercise.number for exercise in made] == list(range(1, len(made) + 1))
        assert len({exercise.id for exercise in made}) == len(made)
        assert all(exercise.key and exercise.blocks for exercise in made)
        assert {exercise.id for exercise in made} == {exercise.id for exercise in exercises(first)}
        assert version.points == first.points
        assert Counter(line.id for exercise in made for line in exercise.key) == Counter(
            line.id for exercise in exercises(first) for line in exercise.key
        )
        assert version.cards == first.cards
        for exercise in made:
            the_key_says_what_is_right(exercise)


def the_key_says_what_is_right(exercise: Exercise) -> None:
    for block in exercise.blocks:
        match block:
            case Choices(options):
                letter, _, text = exercise.key[0].answer.partition(" · ")
                assert options["ABCDEFGHIJ".index(letter)] == text
                assert exercise.bubbles == len(options)
            case Pairs(left, right):
                keys = [line.answer.partition(" · ") for line in exercise.key]
                letters = ["ABCDEF".index(letter) for letter, _, _ in keys]
                assert [right[letter] for letter in letters] == [text for _, _, text in keys]
                assert letters != sorted(letters)
                assert len(left) == len(keys)
            case Order(events):
                places = [int(line.answer.partition(" · ")[0]) for line in exercise.key]
                assert sorted(places) == list(range(1, len(events) + 1))
                assert places != sorted(places)


PRINTED = {"wordsearch", "crossword", "timeline", "first"}
"""Of which the text asks for nothing that could be read elsewhere, or asks for all of it in one grid."""


def given_away(worksheet: Worksheet) -> list[tuple[str, str]]:
    """Answers that stand in the text of another exercise."""
    made = [(part.kind, one) for part in worksheet.versions[0].parts for one in part.exercises]
    texts = {
        one.id: folded(
            " ".join(
                " ".join((*block.left, *block.right)) if isinstance(block, Pairs) else block.text
                for block in one.blocks
                if isinstance(block, Pairs | Text)
            )
        )
        for _, one in made
    }
    keys = [
        (one.id, folded_key(line.answer.rpartition(" · ")[2]))
        for kind, one in made
        if kind not in PRINTED and kind != "true-false"
        for line in one.key
    ]
    return [(id_, key) for id_, key in keys for other, text in texts.items() if other != id_ and key in text]


@pytest.mark.parametrize("seed", range(4))
def test_no_exercise_tells_the_answer_of_another_where_there_are_enough_facts(seed: int) -> None:
    parts = "choice:8,true-false:5,bank:5,match:4,cloze:5,open:6,long:2,blanks:2"
    for banks in ([INVENTED], list(BANKS.values())):
        worksheet = compose(banks, Plan(parts=read_parts(parts), seed=seed))
        assert len(exercises(worksheet.versions[0])) > 30
        assert given_away(worksheet) == []


FIVE = """# Rivers
- [The Danube]{.what} flows into the [Black Sea]{.where}.
- [The Elbe]{.what} flows into the [North Sea]{.where}.
- [The Vistula]{.what} flows into the [Baltic Sea]{.where}.
- [The Volga]{.what} flows into the [Caspian Sea]{.where}.
- [The Rhone]{.what} flows into the [Mediterranean Sea]{.where}.
"""


def facts_of(worksheet: Worksheet) -> Counter[str]:
    """How many exercises, or pairs, stand on each fact, by the line where it stands."""
    return Counter(
        source
        for part in worksheet.versions[0].parts
        for exercise in part.exercises
        for source in {line.source for line in exercise.key}
    )


def test_a_fact_is_used_once_while_there_are_enough_and_then_as_rarely_as_possible() -> None:
    enough = facts_of(compose([INVENTED], Plan(parts=read_parts("choice:12,true-false:12,open:12,cloze:12"))))
    assert set(enough.values()) == {1}
    few = bank("".join(sample(12, 5)), "few.md")
    scarce = facts_of(compose([few], Plan(parts=read_parts("cloze:12,true-false:12"))))
    assert set(scarce.values()) == {2}


@pytest.mark.parametrize(
    ("parts", "repeated"),
    [
        ("true-false:2,open:3", 0),
        ("true-false:3,open:4", 2),
        ("true-false:5,cards:5", 0),
        ("open:10", 0),
        ("cloze:5,open:5,wordsearch:2", 5),
    ],
)
def test_facts_that_come_again_in_another_part_are_counted(parts: str, repeated: int) -> None:
    assert compose([bank(FIVE)], Plan(read_parts(parts))).repeated == repeated


def test_questions_come_from_all_sections() -> None:
    for made_of in BANKS.values():
        sections = {fact.place.line: fact.section for fact in made_of.sheet.facts}
        worksheet = compose([made_of], Plan(parts=read_parts("cloze:12")))
        drawn = Counter(sections[int(source.rpartition(":")[2])] for source in facts_of(worksheet))
        assert len(drawn) >= min(5, len(set(sections.values())))


def test_another_version_changes_none_of_the_others() -> None:
    parts = read_parts("choice:6,match:6,timeline:1,bank:4,crossword:6")
    named = [Named(name) for name in ("A", "B", "C")]
    two, three = (compose([BANKS["astronomy"]], Plan(parts, tuple(named[:n]))) for n in (2, 3))
    assert three.versions[:2] == two.versions
    assert len({replace(version, name="") for version in three.versions}) == 3


@pytest.mark.parametrize("seed", range(3))
def test_no_key_can_be_guessed_by_its_place(seed: int) -> None:
    worksheet = compose([INVENTED], Plan(parts=read_parts("choice:40,first:6"), seed=seed))
    letters = Counter(
        line.answer[0] for exercise in worksheet.versions[0].parts[0].exercises for line in exercise.key
    )
    assert max(letters.values()) <= 0.4 * letters.total()
    assert min(letters[letter] for letter in "ABC") >= 0.1 * letters.total()


def test_the_words_of_a_bank_are_distinct_and_some_fit_nowhere() -> None:
    spare = 0
    for made_of in (*BANKS.values(), INVENTED):
        worksheet = compose([made_of], Plan(parts=read_parts("bank:8")))
        part = worksheet.versions[0].parts[0]
        words = part.before[0].words  # type: ignore[union-attr]
        answers = [exercise.key[0].answer for exercise in part.exercises]
        assert len({folded_key(word) for word in words}) == len(words)
        assert {answer.casefold() for answer in answers} <= {word.casefold() for word in words}
        assert len(words) - len(answers) <= 2
        spare += len(words) - len(answers)
        assert all(block.text.count(BLANK) == 1 for one in part.exercises for block in one.blocks)  # type: ignore[union-attr]
    assert spare


@pytest.mark.parametrize(
    ("fact", "word", "answer"),
    [
        ("[A crescendo]{.what} is a passage that grows louder.", "a crescendo", "A crescendo"),
        ("[The pyramids]{.what} were built by farmers.", "the pyramids", "The pyramids"),
        ("[Mercury and Venus]{.what} have no moons.", "Mercury and Venus", "Mercury and Venus"),
        ("[Python]{.what} uses indentation.", "Python", "Python"),
        ("[Smallpox]{.what} is caused by a virus.", "smallpox", "Smallpox"),
        ("[CERN]{.who} runs the largest ring of magnets.", "CERN", "CERN"),
        ("[Marie]{.who}'s father taught physics.", "Marie", "Marie"),
        ("The [Treaty of Rome]{.what} founded a market.", "Treaty of Rome", "Treaty of Rome"),
    ],
)
def test_no_capital_in_a_word_bank_tells_which_gap_begins_a_sentence(
    fact: str, word: str, answer: str
) -> None:
    part = compose([bank(f"# Sheet\n\n{fact}\n")], Plan(parts=read_parts("bank:1"))).versions[0].parts[0]
    assert part.before[0].words == (word,)  # type: ignore[union-attr]
    assert part.exercises[0].key[0].answer == answer


def test_the_key_by_question_gives_the_letter_that_each_version_has() -> None:
    versions = (Named("A"), Named("B"))
    worksheet = compose([BANKS["music"]], Plan(read_parts("choice:4,true-false:2,match:4,cloze:1"), versions))
    listed = dict(by_question(worksheet))
    answers: dict[str, list[str]] = {}
    for version in worksheet.versions:
        for exercise in exercises(version):
            for line in exercise.key:
                letter = line.answer.partition(" · ")[0] if " · " in line.answer else ""
                answers.setdefault(line.id, []).append(f"{exercise.number} {letter}".strip())
    assert {id: [one.replace("\u00a0", " ") for one in there] for id, there in listed.items()} == answers
    assert any(len({one[-1] for one in there}) == 2 for there in answers.values())


@pytest.mark.parametrize("seed", range(12))
def test_neither_all_statements_are_true_nor_all_false(seed: int) -> None:
    made_of = bank(FIVE, seed=seed)
    parts = read_parts("true-false:5")
    worksheet = compose([made_of], Plan(parts, seed=seed))
    told = Counter(line.answer for one in exercises(worksheet.versions[0]) for line in one.key)
    assert 2 <= told["A · True"] <= 3
    assert told.total() == 5
    for exercise in exercises(worksheet.versions[0]):
        assert bool(exercise.key[0].note) == (exercise.key[0].answer == "B · False")
    assert worksheet == compose([bank(FIVE, seed=seed)], Plan(parts, seed=seed))


def test_statements_that_cannot_be_false_are_all_true() -> None:
    lone = """# One
- The old bridge fell [because of the flood]{.why}.
- Ada Lovelace worked [with great care]{.how}.
- [Wolfgang Amadeus Mozart]{.who} played for the queen.
- The largest forests grow [in Siberia]{.where}.
"""
    made = exercises(compose([bank(lone)], Plan(read_parts("true-false:4"))).versions[0])
    assert [one.key[0].answer for one in made] == ["A · True"] * 4


# --- what is asked for --------------------------------------------------------------------------------------


def test_every_part_has_its_words() -> None:
    assert PARTS.keys() == PART_TITLES.keys() == INSTRUCTIONS.keys()
    assert read_parts(USUAL)
    assert [one.kind for one in read_parts("open:1, Choice:2 ,long:1")] == ["choice", "open", "long"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("chioce:3", "did you mean choice?"),
        ("flashcards:3", "did you mean cards?"),
        ("nonsense:3", "there are choice, true-false"),
        ("choice", '"choice" has no number'),
        ("choice:", "has no number"),
        ("choice:-1", "of choice there are 1 to 500 questions"),
        ("choice:٣", "no whole number; write parts as in choice:10,cloze:8"),
        ("choice:1.5", "no whole number; write parts as in choice:10,cloze:8"),
        ("choice:" + "9" * 5000, "of choice there are 1 to 500 questions"),
        ("choice:100000", "choice:100000 cannot be; of choice there are 1 to 500 questions"),
        ("choice:0", "of choice there are 1 to 500 questions"),
        ("match:2", "of match there are 3 to 500 pairs"),
        ("choice:1,choice:2", "choice stands there twice"),
        (" , ", "no parts are named"),
        ("\x1b[31m:1", "\ufffd[31m"),
    ],
)
def test_wrong_parts_say_what_would_be_right(text: str, said: str) -> None:
    with pytest.raises(QuizgenError) as caught:
        read_parts(text)
    assert said in str(caught.value)


def test_points_count_for_each_answer() -> None:
    assert read_points("choice=2,open=3") == {"choice": 2, "open": 3}
    points = read_points("choice=2,match=3,timeline=0")
    worksheet = compose(
        [BANKS["music"]], Plan(read_parts("choice:2,match:4,timeline:1,open:1"), points=points)
    )
    assert [part.points for part in worksheet.versions[0].parts] == [4, 12, 0, 1]
    for wrong, said in (
        ("choice=101", "choice=101 cannot be; an answer gives 0 to 100 points"),
        ("choice=-2", "choice=-2 cannot be"),
        ("cards=1", "cards give no points"),
        ("choice", "has no number"),
    ):
        with pytest.raises(QuizgenError, match=said):
            read_points(wrong)
