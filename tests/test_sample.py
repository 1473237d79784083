"""Invented sheets: repeatable, of any size, grammatical, without a contradiction, and honest about it."""

from __future__ import annotations

import random
import re
import subprocess
import sys
from collections import defaultdict
from itertools import islice
from pathlib import Path

import pytest
from click.testing import CliRunner
from faker import Faker

from quizgen.sample import sample
from quizgen.sources import read_all
from quizgen.tags import TAGS
from tui.cli import quizgen

ROOT = Path(__file__).parent.parent

SPAN = re.compile(r"\[([^][]*)\]\{\.(\w+)\}")
FACT = re.compile(r"- (.+) \{#([a-z0-9-]+)\}\n")


def facts(number: int, seed: int = 1) -> list[tuple[str, str]]:
    """(text with its tags, id) of every fact of a sample."""
    return [found.groups() for line in sample(number, seed) if (found := FACT.fullmatch(line))]


def plain(text: str) -> str:
    """Without its tags; spans nest at most once."""
    return SPAN.sub(r"\1", SPAN.sub(r"\1", text))


@pytest.mark.parametrize("number", [1, 7, 8, 9, 10, 100, 1234])
def test_sample_has_as_many_facts_as_asked_for(number: int) -> None:
    assert len(facts(number)) == number


def test_every_line_is_a_heading_a_fact_or_empty() -> None:
    lines = "".join(sample(500)).splitlines(keepends=True)
    front = lines.index("---\n", 1)
    others = [line for line in lines[front + 1 :] if not FACT.fullmatch(line)]
    assert others
    assert all(re.fullmatch(r"\n|# .+\n", line) for line in others)


def test_same_numbers_give_the_same_sheet_and_another_seed_another_one() -> None:
    assert list(sample(50, 3)) == list(sample(50, 3))
    assert facts(50, 3) != facts(50, 4)


def test_sample_neither_minds_nor_moves_anybody_elses_chance() -> None:
    first = list(sample(20))
    random.seed(99)
    Faker.seed(99)
    before = random.getstate()
    assert list(sample(20)) == first
    assert random.getstate() == before


def test_sample_is_the_same_in_another_process() -> None:
    source = "import sys; from quizgen.sample import sample; sys.stdout.writelines(sample(30, 5))"
    done = subprocess.run(
        [sys.executable, "-c", source], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout == "".join(sample(30, 5))


def test_a_larger_sample_begins_with_the_smaller_one() -> None:
    assert facts(1000)[:100] == facts(100)


def test_sample_streams() -> None:
    assert len(list(islice(sample(10**12), 1000))) == 1000


def test_ids_and_facts_are_unique() -> None:
    many = facts(30_000)
    assert len({id_ for _, id_ in many}) == len(many)
    assert len({text for text, _ in many}) == len(many)


def test_sample_says_that_it_is_invented() -> None:
    sheet = "".join(sample(12, 3))
    assert "title: An invented sample, 12 facts\n" in sheet
    assert "none of it is true" in sheet


def test_all_tags_that_ask_are_used() -> None:
    used = {tag for text, _ in facts(500) for _, tag in SPAN.findall(SPAN.sub(r"\1", text) + text)}
    assert used == {tag for tag, meaning in TAGS.items() if meaning.word}


def test_there_are_many_shapes_of_sentences() -> None:
    shapes = {SPAN.sub(r"<\2>", SPAN.sub(r"\1", text)) for text, _ in facts(2_000)}
    assert len(shapes) >= 30


def test_every_fact_is_a_sentence_with_nothing_left_unfilled() -> None:
    for text, _ in facts(2_000):
        assert re.fullmatch(r"\"?[A-Z].*[a-z0-9]\"?\.", plain(text)), text
        assert not re.search(r"[%$\[\]{}]|  ", plain(text)), text


def test_articles_stand_inside_their_spans_and_prepositions_outside() -> None:
    for text, _ in facts(2_000):
        assert not re.search(r"\b(?:the|a|an) \[", text, re.IGNORECASE), text
        for answer, tag in SPAN.findall(text):
            # A range keeps its "from": it is no date without it.
            assert not re.match(r"(?:in|on|at|of|by|with|since|until|before|because) ", answer), text
            assert tag != "howmany" or re.fullmatch(r"[\d,]+|[a-z]+", answer), text


def test_articles_agree_with_the_sound_that_follows() -> None:
    for text, _ in facts(2_000):
        assert not re.search(r"\b[Aa] (?!uni)[aeiouAEIOU]|\b[Aa]n [^aeiouAEIOU]", plain(text)), text


def test_nobody_acts_before_birth_or_after_death() -> None:
    years = defaultdict(dict)
    for text, id_ in facts(5_000):
        who, _, kind = id_.rpartition("-")
        if found := re.findall(r"\b1[789]\d\d\b", plain(text)):
            years[who][kind] = [int(year) for year in found]
    lives = [life for life in years.values() if "born" in life]
    assert len(lives) > 100
    for life in lives:
        acts = [year for kind, found in life.items() if kind not in ("born", "museum") for year in found]
        assert min(acts) >= life["born"][0] + 18
        assert max(acts) <= max(life.get("died", acts))


def test_a_work_has_one_maker() -> None:
    makers = defaultdict(set)
    for text, _ in facts(20_000):
        sentence = plain(text)
        if made := re.fullmatch(
            r"(.+) was (?:painted|composed|written|designed) by (.+?)(?: in \d+)?\.", sentence
        ):
            makers[made[1]].add(made[2])
        if made := re.search(r'(?:^|, )([A-Z]\w+ \w+) (?:painted|composed|wrote) (".+")', sentence):
            makers[made[2]].add(made[1])
    assert len(makers) > 500
    assert all(len(who) == 1 for who in makers.values())


@pytest.mark.parametrize("number", [0, -5])
def test_sample_of_nothing_is_refused(number: int) -> None:
    with pytest.raises(ValueError, match="at least one fact"):
        next(sample(number))
    assert CliRunner().invoke(quizgen, ["sample", "--facts", str(number)]).exit_code == 2


def test_command_writes_the_sheet_to_stdout_or_to_a_file(tmp_path: Path) -> None:
    wanted = "".join(sample(25, 2))
    assert CliRunner().invoke(quizgen, ["sample", "--facts", "25", "--seed", "2"]).stdout == wanted
    path = tmp_path / "sheet.md"
    done = CliRunner().invoke(quizgen, ["sample", "--facts", "25", "--seed", "2", "-o", str(path)])
    assert (done.exit_code, done.stdout) == (0, "")
    assert str(path) in done.stderr
    assert path.read_bytes() == wanted.encode()
    assert list(tmp_path.iterdir()) == [path]


def test_command_names_the_folder_that_is_missing(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "sheet.md"
    done = CliRunner().invoke(quizgen, ["sample", "-o", str(path)])
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{path}: ")


def test_sample_reads_without_a_finding(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text("".join(sample(1_000)), "utf-8")
    done = CliRunner().invoke(quizgen, ["check", str(path)])
    assert (done.exit_code, done.stdout) == (0, "")
    (reading,) = read_all([str(path)])
    assert reading.sheet is not None
    assert [fact.id for fact in reading.sheet.facts] == [id_ for _, id_ in facts(1_000)]


def test_output_does_not_depend_on_the_day() -> None:
    text = "".join(sample(20_000))
    assert max(int(year) for year in re.findall(r"\b\d{4}\b(?!,)", text.partition("---\n\n")[2])) < 2000
