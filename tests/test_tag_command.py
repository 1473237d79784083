"""`quizgen tag`: from a text to a sheet that reads back, and nothing lost on the way."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given, settings
from hypothesis import strategies as st

from bench.tagging import read as tagged_cases
from bench.tagging import untag
from quizgen.checks import findings
from quizgen.fact import Fact, Sheet
from quizgen.identity import missing
from quizgen.reader import read_text
from quizgen.tagging.passage import Line, Tagged
from quizgen.tagging.suggest import Known, suggest
from quizgen.tagging.text.cleaning import paragraphs
from quizgen.tagging.text.sentences import sentences
from tui.cli import quizgen
from tui.suggesting import write

CASES = Path(__file__).parent / "cases" / "tagging"
CHAPTER = """\
# The rising

Lev Kamenev attacked the plan in Petrograd on 18 October. Perhaps he was afraid -- nobody knows.

He left the Central Committee. And then what? The Bolsheviks took the Winter
Palace in 1917.
"""


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("chapter.txt").write_text(CHAPTER, encoding="utf-8")


def run(*arguments: str, text: str | bytes | None = None) -> Result:
    return CliRunner().invoke(quizgen, ["tag", *arguments], input=text, catch_exceptions=False)


def tag(text: str, sheet: Sheet | None = None) -> tuple[str, list[Tagged]]:
    """The sheet of a text, and the suggestions in it."""
    numbered = [Line(number, line) for number, line in enumerate(text.split("\n"), 1)]
    tagged = list(suggest(sentences(paragraphs(numbered)), Known()))
    out = io.BytesIO()
    if any(not one.refused for one in tagged):
        write(tagged, sheet or Sheet("x", "X", "x.md", source="x.txt"), out)
    return out.getvalue().decode(), tagged


def facts(text: str) -> tuple[Fact, ...]:
    reading = read_text(text, "x.md")
    assert reading.sheet is not None
    return reading.sheet.facts


def test_a_text_becomes_a_sheet_of_its_name() -> None:
    done = run("chapter.txt", "--year", "1917", "--calendar", "julian")
    assert (done.exit_code, done.stdout) == (0, "")
    assert Path("chapter.md").read_text(encoding="utf-8") == (
        "---\n"
        "title: chapter\n"
        "id: chapter\n"
        "source: chapter.txt\n"
        "calendar: julian\n"
        "---\n"
        "\n"
        "# The rising\n"
        "\n"
        "- [Lev Kamenev]{.who} attacked [the plan]{.what} in [Petrograd]{.where} on"
        ' [18 October]{.when date="1917-10-18"}. {#kamenev-attacked-plan-petrograd source="chapter.txt, line 3"}\n'
        '<!-- line 3, supposition: Perhaps [he]{.who is="Lev Kamenev"} was afraid - - nobody knows. -->\n'
        '- [He]{.who is="Lev Kamenev"} left [the Central Committee]{.who}.'
        ' {#left-central-committee source="chapter.txt, line 5"}\n'
        "<!-- line 5, question: And then what? -->\n"
        "- [The Bolsheviks]{.who} took [the Winter Palace]{.what} in [1917]{.when}."
        ' {#bolsheviks-took-winter-palace source="chapter.txt, lines 5–6"}\n'
    )
    assert "wrote chapter.md: 3 suggested facts; 2 sentences left as comments" in done.stderr
    assert "quizgen tag chapter.txt -o chapter.md --year 1917 --calendar julian --review" in done.stderr


def test_standard_input_goes_to_standard_output() -> None:
    done = run("-", text="Ada Lovelace wrote the first program in 1843.\n")
    assert "[Ada Lovelace]{.who}" in done.stdout
    assert 'source="line 1"' in done.stdout
    assert done.stderr == "wrote 1 suggested fact\n"


def test_a_markdown_text_is_not_written_over() -> None:
    Path("notes.md").write_text("Ada Lovelace wrote the first program in 1843.\n", encoding="utf-8")
    assert run("notes.md").exit_code == 0
    assert Path("notes-facts.md").exists()
    assert Path("notes.md").read_text(encoding="utf-8").startswith("Ada")


def test_a_text_is_not_written_over_by_its_own_sheet() -> None:
    Path("notes.md").write_text("Ada Lovelace wrote the first program in 1843.\n", encoding="utf-8")
    done = run("notes.md", "-o", "./notes.md", "--force")
    assert done.exit_code == 2
    assert "is the text itself" in done.stderr
    assert Path("notes.md").read_text(encoding="utf-8").startswith("Ada")


def test_a_sheet_that_is_there_is_written_over_only_by_force() -> None:
    Path("chapter.md").write_text("mine\n", encoding="utf-8")
    refused = run("chapter.txt")
    assert refused.exit_code == 1
    assert "is there already" in refused.stderr
    assert Path("chapter.md").read_text(encoding="utf-8") == "mine\n"
    assert run("chapter.txt", "--force").exit_code == 0
    assert "Kamenev" in Path("chapter.md").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "there is no sentence in this text"),
        ("\n\n   \n", "there is no sentence in this text"),
        ("Perhaps it rained. Who knows?\n", "no sentence can be a fact"),
    ],
)
def test_a_text_without_facts_writes_nothing(text: str, said: str) -> None:
    Path("empty.txt").write_text(text, encoding="utf-8")
    done = run("empty.txt")
    assert done.exit_code == 1
    assert said in done.stderr
    assert sorted(path.name for path in Path().iterdir()) == ["chapter.txt", "empty.txt"]


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["nowhere.txt"], 1, "nowhere.txt: cannot be read"),
        ([".", "-o", "x.md"], 1, "cannot be read"),
        (["chapter.txt", "-o", "sheet.txt"], 2, "would sheet.md be right?"),
        (["chapter.txt", "-o", "no/where.md"], 1, "no/where.md: there is no folder"),
        (["chapter.txt", "--plain"], 2, "give --review as well"),
        (["-", "--review"], 2, "--review needs a text and a sheet that are files"),
        (["chapter.txt", "--names", "no.md"], 1, "no.md"),
        (["chapter.txt", "--calendar", "mayan"], 2, "julian"),
    ],
)
def test_what_cannot_be_done_is_said(arguments: list[str], code: int, said: str) -> None:
    done = run(*arguments, text="")
    assert done.exit_code == code
    assert said.replace("/", "\\") in done.stderr or said in done.stderr
    assert list(Path().glob("*.md")) == []


def test_names_of_another_sheet_are_known_and_come_along() -> None:
    Path("other.md").write_text(
        "---\ntitle: Other\nnames:\n  Aurora: {kind: ship, also: [the Avrora]}\n  Nobody Else: {kind: person}\n---\n\n"
        "- [Smolny]{.where} lies in [Petrograd]{.where}. {#smolny}\n",
        encoding="utf-8",
    )
    Path("next.txt").write_text("The sailors guarded Aurora. Smolny stood empty.\n", encoding="utf-8")
    assert run("next.txt", "-o", "next.md", "--names", "other.md").exit_code == 0
    sheet = read_text(Path("next.md").read_text(encoding="utf-8"), "next.md").sheet
    assert sheet is not None
    assert sheet.names["Aurora"].also == ("the Avrora",)
    assert "Nobody Else" not in sheet.names
    told = {fact[span]: span.tag for fact in sheet.facts for span in fact.spans}
    assert told["Aurora"] == "what"
    assert sheet.names["Smolny"].kind == "place", "told by a fact of the other sheet"


def test_a_review_begins_over_the_suggested_sheet_and_goes_on() -> None:
    assert run("chapter.txt", "-o", "sheet.md").exit_code == 0
    first = run("chapter.txt", "-o", "sheet.md", "--review", text="\nq\n")
    assert first.exit_code == 0, first.output
    assert len(facts(Path("sheet.md").read_text(encoding="utf-8"))) == 1
    second = run("chapter.txt", "-o", "sheet.md", "--review", text="\n\n")
    assert "All is decided" in second.stdout
    assert len(facts(Path("sheet.md").read_text(encoding="utf-8"))) == 3
    assert run("chapter.txt", "-o", "sheet.md").exit_code == 1, "what was reviewed is not suggested over"


def test_a_review_leaves_a_sheet_alone_that_somebody_edited() -> None:
    assert run("chapter.txt", "-o", "sheet.md").exit_code == 0
    with Path("sheet.md").open("a", encoding="utf-8") as sheet:
        sheet.write("- Mine.\n")
    before = Path("sheet.md").read_bytes()
    done = run("chapter.txt", "-o", "sheet.md", "--review", text="\n")
    assert done.exit_code == 1
    assert Path("sheet.md").read_bytes() == before


@pytest.mark.parametrize("name", ["own.jsonl", "blind.jsonl"])
def test_a_suggested_sheet_has_no_errors_and_its_facts_are_the_sentences(name: str) -> None:
    text = "\n".join(untag(case)[0] for case in tagged_cases(CASES / name))
    written, tagged = tag(text)
    reading = read_text(written, "x.md")
    assert reading.sheet is not None
    wrong = [one for one in (*reading.findings, *findings(reading.sheet)) if one.severity == "error"]
    assert wrong == []
    assert missing(written, "x.md") == (), "every id is stamped"
    kept = [one for one in tagged if not one.refused]
    assert [fact.text for fact in reading.sheet.facts] == [one.sentence.text for one in kept]
    assert [[(span.start, span.end, span.tag) for span in fact.spans] for fact in reading.sheet.facts] == [
        [(span.start, span.end, span.tag) for span in one.spans] for one in kept
    ]


PIECES = st.sampled_from(
    "Lenin|left|Rome|in 1917.|He|Perhaps|[Ada]{.who}|]{.when}|<!--|-->|--|`x`|*|_a_|$5|# A|- item|1. one|> q|{#id}|\\|"
    "wrote|the letter|<b>|&amp;|\x1b[31m|\u202e|“Stop!”|(see|p. 3).|—|http://a.b|The cat|sat.|\n|\n\n|\f|’s|!|?"
    .split("|")
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_whatever_a_text_holds_its_sheet_reads_back(text: str) -> None:
    written, tagged = tag(text)
    kept = [one for one in tagged if not one.refused]
    if not kept:
        return
    reading = read_text(written, "x.md")
    assert [one for one in reading.findings if one.severity == "error"] == []
    assert reading.sheet is not None
    found = [(fact.text, [fact[span] for span in fact.spans]) for fact in reading.sheet.facts]
    # The white space and the invisible that a sheet cannot hold are folded.
    assert [re.sub(r"\W", "", text) for text, _ in found] == [
        re.sub(r"\W", "", one.sentence.text) for one in kept
    ]
    assert len({fact.id for fact in reading.sheet.facts}) == len(kept)


def test_the_same_text_gives_the_same_sheet() -> None:
    assert run("chapter.txt", "-o", "one.md", "--title", "T").exit_code == 0
    assert run("chapter.txt", "-o", "-", "--title", "T").exit_code == 0
    again = run("chapter.txt", "-o", "-", "--title", "T").stdout
    one = Path("one.md").read_text(encoding="utf-8")
    assert again.partition("source:")[2] == one.partition("source:")[2]
