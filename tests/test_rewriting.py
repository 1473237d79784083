"""A fact that was read is written so that it is read again as it was, and asked in the same words."""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from question_cases import load
from test_writing import TEXTS, WORDS

from quizgen.ask import questions
from quizgen.fact import Fact, Name, Place, Sheet, Span
from quizgen.reader import read_text
from quizgen.reading.writing import folded, front, written
from quizgen.sample import sample
from quizgen.tags import TAGS

ROOT = Path(__file__).parent.parent
NOWHERE = Place("sheet.md")


@cache
def sheets() -> tuple[Sheet, ...]:
    """The sheets that ship with quizgen, those of the tests of reading, and the sentences of those of questions."""
    seeds = [(path.read_text("utf-8"), str(path)) for path in sorted((ROOT / "seeds").glob("*.md"))]
    cases = [
        (path.read_text("utf-8").partition("---8<---")[0], "sheet.md")
        for path in sorted((ROOT / "tests/cases/reading").glob("*.txt"))
    ]
    sentences = [
        ("\n\n".join(case.tagged for case in load(path)), f"{path.stem}.md")
        for path in sorted((ROOT / "tests/cases/questions").glob("*.txt"))
    ]
    read = [
        read_text(text, path).sheet
        for text, path in (*seeds, *cases, *sentences, ("".join(sample(300)), "sample.md"))
    ]
    return tuple(sheet for sheet in read if sheet is not None and sheet.facts)


def alone(sheet: Sheet, fact: Fact) -> Sheet:
    """What is read of the fact, written: a sheet with nothing else in it."""
    reading = read_text(written(sheet, fact), sheet.path)
    assert reading.findings == () and reading.sheet is not None
    assert len(reading.sheet.facts) == 1
    return reading.sheet


def bare(fact: Fact) -> Fact:
    """What a fact says, wherever it stands."""
    spans = tuple(replace(span, place=NOWHERE) for span in fact.spans)
    pictures = tuple(replace(picture, place=NOWHERE) for picture in fact.pictures)
    sounds = tuple(replace(sound, place=NOWHERE) for sound in fact.sounds)
    return replace(
        fact, place=NOWHERE, stamped=True, section=(), spans=spans, pictures=pictures, sounds=sounds
    )


def says(fact: Fact) -> str:
    beside = (text for span in fact.spans for text in (*span.also, *span.wrong))
    return "\n".join((fact.text, fact.explanation, *beside))


def test_every_fact_comes_back_as_it_was() -> None:
    count = 0
    for sheet in sheets():
        for fact in sheet.facts:
            again = alone(sheet, fact)
            resolved = replace(fact, source=fact.source or sheet.source)
            assert bare(again.facts[0]) == bare(resolved)
            assert again.formulas == {formula for formula in sheet.formulas if formula in says(fact)}
            assert (again.language, again.calendar) == (sheet.language, sheet.calendar)
            count += 1
    assert count > 1_500


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.md")), ids=lambda path: path.stem)
def test_facts_of_a_sheet_are_asked_as_before(path: Path) -> None:
    sheet = read_text(path.read_text("utf-8"), str(path)).sheet
    assert sheet is not None
    read = [alone(sheet, fact) for fact in sheet.facts]
    names = {title: name for one in read for title, name in one.names.items()}
    assert names.items() <= sheet.names.items()
    facts = tuple(
        replace(one.facts[0], section=fact.section) for one, fact in zip(read, sheet.facts, strict=True)
    )
    before = [(one.id, one.text, one.key, one.also, one.variants, one.rule) for one in questions(sheet)]
    after = questions(replace(sheet, facts=facts, names=names))
    assert [(one.id, one.text, one.key, one.also, one.variants, one.rule) for one in after] == before


@pytest.mark.parametrize("path", sorted((ROOT / "seeds").glob("*.md")), ids=lambda path: path.stem)
def test_no_fact_depends_on_its_place_in_the_sheet(path: Path) -> None:
    sheet = read_text(path.read_text("utf-8"), str(path)).sheet
    assert sheet is not None
    turned = replace(
        sheet,
        id="",
        title="",
        facts=tuple(reversed(sheet.facts)),
        names=dict(reversed(sheet.names.items())),
    )
    assert [written(sheet, fact) for fact in sheet.facts] == [written(turned, fact) for fact in sheet.facts]


def tagged(pieces: list[tuple[str, str, str]]) -> Fact:
    """A fact of pieces: words before a span, the words of the span, and its tag."""
    source = "".join(f"{before} [{words}]{{.{tag}}} " for before, words, tag in pieces)
    sheet = read_text(f"- {source}{{#id}}", "sheet.md").sheet
    assert sheet is not None
    return sheet.facts[0]


@settings(max_examples=50)
@given(
    st.lists(st.tuples(TEXTS, WORDS, st.sampled_from(list(TAGS))), min_size=1, max_size=3),
    TEXTS, st.lists(WORDS, max_size=3), st.text(max_size=9), st.booleans(),
)  # fmt: skip
def test_any_text_comes_back_from_any_place(
    pieces: list[tuple[str, str, str]], tail: str, values: list[str], explanation: str, nested: bool
) -> None:
    values = list(dict.fromkeys(map(folded, values)))
    text, spans = "", []
    for before, words, tag in pieces:
        text += f"{folded(before)} " if folded(before) else ""
        span = Span(len(text), len(text) + len(folded(words)), tag, NOWHERE)
        right = [value for value in values if value != folded(words)]
        spans.append(
            replace(span, also=tuple(right[:1]), wrong=tuple(right[1:]), kind=values[0] if values else "")
        )
        text += folded(words)
    text += folded(tail)
    if nested:
        spans.insert(0, Span(0, len(text), "what", NOWHERE, "outer"))
    says = "\n".join(line for line in map(folded, explanation.split("\n")) if line)
    fact = Fact(
        "id",
        text,
        tuple(spans),
        NOWHERE,
        explanation=says,
        tags=("a b", "c"),
        source=values[0] if values else "",
    )
    sheet = Sheet("sheet", "sheet", "sheet.md", (fact,), tags=("a b",))
    assert bare(alone(sheet, fact).facts[0]) == fact


LISTED = st.builds(Name, st.sampled_from(["", "person", "a: b", "null"]), st.sampled_from([None, True, False]),
                   st.lists(WORDS.map(folded), max_size=2).map(tuple))  # fmt: skip


@settings(max_examples=50)
@given(WORDS, LISTED, LISTED, st.sampled_from(["", "the "]), st.sampled_from(["", "julian"]))
def test_what_the_front_matter_says_of_names_comes_along(
    words: str, known: Name, other: Name, article: str, calendar: str
) -> None:
    words = folded(words)
    also = tuple(dict.fromkeys(("Someone", *known.also)))
    fact = Fact("id", f"x {article}{words} y", (Span(2, 2 + len(article + words), "who", NOWHERE),), NOWHERE)
    sheet = Sheet("sheet", "sheet", "sheet.md", (fact,), calendar=calendar or "gregorian",
                  names={words: replace(known, also=also), "Another: one": other})  # fmt: skip
    once = alone(sheet, fact)
    assert once.names[words] == sheet.names[words]
    assert once.names.items() <= sheet.names.items()
    twice = alone(once, once.facts[0])
    assert bare(twice.facts[0]) == bare(once.facts[0])


def test_a_fact_reads_as_a_person_would_have_written_it() -> None:
    said = (
        '- In [1835]{.when calendar="julian"}, [the [Turin]{.where} Academy]{.what plural kind="society"'
        ' also="it|the academy"} met. {#turin .hard difficulty="2" source="p. 3"}\n'
        "  > A first line.\n  >\n  > A second."
    )
    sheet = read_text(said, "sheet.md").sheet
    assert sheet is not None
    assert written(sheet, sheet.facts[0]) == said


def test_an_explanation_of_code_keeps_its_lines() -> None:
    source = "- x [y]{.what}\n  > Like this:\n  >\n  > ```\n  > if a:\n  >\n  >     b  c\n  > ~~~\n  > ```\n"
    sheet = read_text(source, "sheet.md").sheet
    assert sheet is not None
    (fact,) = sheet.facts
    assert fact.explanation == "Like this:\nif a:\n\n    b  c\n~~~"
    assert alone(sheet, fact).facts[0].explanation == fact.explanation


def test_a_picture_is_found_again_from_its_sheet(tmp_path: Path) -> None:
    (tmp_path / "maps").mkdir()
    addresses = {"a map (1).png": "a map (1).png", "b&amp;c.png": "b&amp;amp;c.png", "d.png": "d.png"}
    for name in addresses:
        (tmp_path / "maps" / name).write_bytes(b"x")
    listed = " ".join(f"![See \\[here\\] & there](<maps/{address}>)" for address in addresses.values())
    sheet = read_text(f"- A [map]{{.what}} {listed} of it.", str(tmp_path / "sheet.md")).sheet
    assert sheet is not None and len(sheet.facts[0].pictures) == 3
    assert bare(alone(sheet, sheet.facts[0]).facts[0]) == bare(sheet.facts[0])


def test_a_sound_stays_before_or_behind_what_is_asked(tmp_path: Path) -> None:
    for name in ("a.mp3", "b.ogg", "c.wav"):
        (tmp_path / name).write_bytes(b"x")
    source = "- The dog (![a](a.mp3)[der [Hund]{.what}]{.what} ![b](b.ogg)) and ![c](c.wav), too [x]{.who}."
    sheet = read_text(source, str(tmp_path / "sheet.md")).sheet
    assert sheet is not None
    (fact,) = sheet.facts
    (again,) = alone(sheet, fact).facts
    assert bare(again) == bare(fact)
    assert [behind(again, number) for number in range(3)] == [[1, 2], [1, 2], []]
    assert [behind(fact, number) for number in range(3)] == [[1, 2], [1, 2], []]


def behind(fact: Fact, span: int) -> list[int]:
    """Which sounds stand behind a span."""
    return [n for n, sound in enumerate(fact.sounds) if sound.place.column > fact.spans[span].place.column]


def test_dollars_that_are_no_formula_stay_so() -> None:
    source = (
        "---\nmath: true\n---\n- $a_1$ costs \\$5 [x\\$]{.what} and b\\$ [$c*d*e$]{.what}.\n  > $f_1$ \\$g$"
    )
    sheet = read_text(source, "sheet.md").sheet
    assert sheet is not None and sheet.formulas == {"$a_1$", "$c*d*e$", "$f_1$"}
    again = alone(sheet, sheet.facts[0])
    assert again.formulas == sheet.formulas
    assert bare(again.facts[0]) == bare(sheet.facts[0])


@settings(max_examples=80)
@given(WORDS, TEXTS)
def test_title_and_source_come_back(title: str, source: str) -> None:
    sheet = Sheet("id", folded(title), "sheet.md", source=folded(source), tags=("a, b", "c"))
    read = read_text("\n".join((*front(sheet), "", "- x [y]{.answer}")), "sheet.md").sheet
    assert read is not None
    assert (read.title, read.id, read.source, read.tags) == (sheet.title, "id", sheet.source, sheet.tags)
