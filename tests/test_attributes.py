"""The braces behind a span: what they say, and where they are wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quizgen.reading.attributes import block_at, looks_like_attributes, parse, unclosed

NAMES = st.from_regex(r"[a-z0-9_é-]{1,8}", fullmatch=True)
KEYS = st.from_regex(r"[a-z][a-z0-9_-]{0,7}", fullmatch=True).filter(lambda key: key not in ("id", "class"))
VALUES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters='"&\\'), min_size=1
)
SPACES = st.sampled_from([" ", "  ", "\t", "\n "])


@given(st.none() | NAMES, st.lists(NAMES, max_size=3), st.dictionaries(KEYS, VALUES, max_size=3), SPACES)
def test_what_is_written_is_what_is_read_and_its_place_is_right(
    name: str | None, classes: list[str], values: dict[str, str], space: str
) -> None:
    parts = [f".{one}" for one in classes] + [f'{key}="{value}"' for key, value in values.items()]
    parts += [f"#{name}"] if name is not None else []
    block = "{" + space.join(parts) + space + "}"
    attributes = parse(block)
    assert attributes.problems == ()
    assert (attributes.id.text if attributes.id else None) == name
    assert [word.text for word in attributes.classes] == classes
    assert {key: word.text for key, word in attributes.values.items()} == values
    for word in attributes.classes:
        assert block.startswith("." + word.text, word.at)
    for key, word in attributes.values.items():
        assert block.startswith(word.text, word.at)
        assert block.startswith(key + "=", attributes.keys[key])


@given(
    st.lists(
        st.sampled_from(
            ["{", '"', "'", " ", ".", "#", "=", "a", "who", "\\", "“", "”", "&quot;", "\n", ",", "also"]
        ),
        max_size=15,
    ).map("".join)
)
def test_anything_between_braces_is_read_or_is_a_problem_inside_them(inside: str) -> None:
    block = block_at("{" + inside + "}", 0)
    if block is None:
        problem = unclosed("{" + inside + "}", 0)
        assert 0 <= problem.at <= len(inside) + 2
        return
    attributes = parse(block)
    assert all(0 < problem.at < len(block) for problem in attributes.problems)
    read = [word.text for word in (*attributes.classes, *attributes.values.values())]
    assert attributes.problems or read or attributes.id or not block.strip("{} \n")


@pytest.mark.parametrize(
    ("block", "at", "code"),
    [
        ("{.who also='x'}", 11, "single-quotes"),
        ("{.who also=‘x’}", 11, "curly-quotes"),
        ("{.who also=“x y” kind=z}", 11, "curly-quotes"),
        ("{also=a/b}", 7, "unquoted-value"),
        ("{date=1917~}", 10, "unquoted-value"),
        ("{also=a b}", 8, "unquoted-value"),
        ("{also=}", 6, "empty-value"),
        ("{also =a}", 5, "space-at-equals"),
        ("{also= a}", 6, "space-at-equals"),
        ("{who}", 1, "missing-dot"),
        ("{howmuch}", 1, "missing-dot"),
        ("{also}", 1, "missing-value"),
        ("{zebra}", 1, "bad-attribute"),
        ("{.who,.what}", 5, "bad-class"),
        ("{.who.what}", 5, "missing-space"),
        ("{.}", 1, "bad-class"),
        ("{#}", 1, "bad-id"),
        ("{#a/b}", 3, "bad-id"),
        ("{#a #b}", 4, "duplicate-hash"),
        ('{id="a b"}', 6, "bad-id"),
        ("{a=1 a=2}", 5, "duplicate-key"),
        (r'{also="the \"x\""}', 11, "escaped-quote"),
        ('{"x"}', 1, "bad-attribute"),
        ('{a="x"b="y"}', 6, "missing-space"),
        ("{: .who}", 1, "bad-attribute"),
    ],
)
def test_each_mistake_has_a_code_and_points_at_its_character(block: str, at: int, code: str) -> None:
    assert [(problem.at, problem.code) for problem in parse(block).problems] == [(at, code)]


@pytest.mark.parametrize(
    "block",
    [
        "{}",
        "{ }",
        "{.who}",
        "{ .who }",
        "{#a}",
        "{.who #a .b}",
        "{a=b}",
        "{a=1917-10-25}",
        "{a=b.c:d}",
        '{a=""}',
        '{a="}"}',
        '{a="b\\c"}',
    ],
)
def test_what_keeps_to_the_grammar_has_no_problem(block: str) -> None:
    assert block_at(block + " and more", 0) == block
    assert parse(block).problems == ()


def test_references_are_read_in_values_and_only_whole_ones() -> None:
    values = parse('{a="&quot;x&quot; &#65;&#x42; AT&T &amp &nothing;"}').value("a")
    assert values == '"x" AB AT&T &amp &nothing;'


@pytest.mark.parametrize(
    ("source", "code", "at"),
    [
        ("{.who and so on", "unclosed-brace", 0),
        ("{.who [b]{.what}", "unclosed-brace", 0),
        ('{.who also="a b}', "unclosed-quote", 11),
        (r'{.who also="a \"b\" c', "escaped-quote", 14),
    ],
)
def test_a_block_that_never_closes_says_why(source: str, code: str, at: int) -> None:
    assert block_at(source, 0) is None
    problem = unclosed(source, 0)
    assert (problem.code, problem.at) == (code, at)


@pytest.mark.parametrize(
    "text", ["{.who}", "{#id}", "{ .who", "{who}", "{ who }", "{also=", "{dificulty=1}", "{class=x}"]
)
def test_what_can_only_be_attributes_is_known(text: str) -> None:
    assert looks_like_attributes(text, 0)


@pytest.mark.parametrize(
    "text", ["{}", "{1, 2}", "{x}", "{x=1}", "{whom}", "{ }", "{.}", "{# }", "{who and what}", "{a.b}"]
)
def test_a_brace_that_may_be_part_of_the_sentence_is_left_alone(text: str) -> None:
    assert not looks_like_attributes(text, 0)
