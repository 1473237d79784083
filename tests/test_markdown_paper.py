"""Worksheets as Markdown: what a reader of CommonMark shows is the text and nothing else."""

from __future__ import annotations

import io
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from paper_reading import hostile, key_texts, squeezed, texts
from worksheets import worksheet

from decks.paper import markdown
from decks.paper.characters import plain

if TYPE_CHECKING:
    from decks.paper.worksheet import Worksheet

READER = MarkdownIt("commonmark").enable("table")


class Shown(HTMLParser):
    """Collects the text of an HTML page."""

    def __init__(self) -> None:
        super().__init__()
        self.text = ""

    def handle_data(self, data: str) -> None:
        self.text += data


def shown(source: str) -> str:
    reader = Shown()
    reader.feed(READER.render(source))
    reader.close()
    return reader.text


def made(sheet: Worksheet, key: bool = False) -> str:
    out = io.BytesIO()
    (markdown.write_key if key else markdown.write)(sheet, out)
    return out.getvalue().decode("utf-8")


@pytest.mark.parametrize("key", [False, True])
def test_every_text_appears_as_it_is(key: bool) -> None:
    sheet = hostile()
    found = squeezed(shown(made(sheet, key)))
    wanted = key_texts(sheet) if key else texts(sheet)
    assert [text for text in wanted if squeezed(plain(text)) not in found] == []


@given(st.text(st.sampled_from("ab 1.)-+*_#=~`<>&;[]()!|\\\n\"':$^{}/@"), max_size=30))
def test_any_text_appears_as_it_is(text: str) -> None:
    rendered = READER.render(f"**1** x\n\n{markdown.escape(text)}\n\n- {markdown.escape(text)}")
    inner = shown(markdown.escape(text))
    assert squeezed(inner) == squeezed(text)
    assert set(_tags(rendered)) <= {"p", "strong", "ul", "li", "br"}


def _tags(page: str) -> list[str]:
    tags: list[str] = []
    reader = HTMLParser()
    reader.handle_starttag = lambda tag, attributes: tags.append(tag)  # type: ignore[method-assign]
    reader.feed(page)
    return tags


def test_the_last_line_says_whose_file_it_is_and_the_same_sheet_is_the_same_bytes() -> None:
    text = made(worksheet(5, versions=2))
    assert text == made(worksheet(5, versions=2))
    assert text.endswith("\n<!-- quizgen -->\n")
    assert text.count("quizgen") == 1


def test_options_have_letters_gaps_are_rules_and_a_word_search_is_code() -> None:
    source = made(worksheet(5)) + made(hostile())
    assert "- A. " in source and r"\_\_\_\_" in source and "```text\nT S N R" in source
