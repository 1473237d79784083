"""Inline text: the two ways of reading it agree, and both agree with markdown-it."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from quizgen.reading import markup

BRACKETS = st.lists(
    st.sampled_from(
        [
            *("[", "]", "{", "}", "(", ")", " ", "\n", ".", "#", "=", '"', "'", "|", "-", ":", "é", "“"),
            *(
                "a",
                "word",
                "who",
                ".who",
                ".what",
                "#id",
                "{.who}",
                "]{.what}",
                "{#id}",
                '{also="x"}',
                "\u202e",
                "\t",
            ),
        ]
    ),
    max_size=20,
).map("".join)
"""Text with everything but the signs that only markdown-it is asked about."""

COMMONMARK = st.lists(
    st.sampled_from(
        [
            *(
                "*",
                "**",
                "_",
                "`",
                "``",
                "\\",
                "&",
                "&amp;",
                "&#65;",
                "<",
                ">",
                "<http://a>",
                "a@b.c",
                "\n",
                "  \n",
            ),
            *("[", "]", "](b)", "](<b c>)", '](b "t")', "(", ")", " ", "word", "é", "a", ".", "!", '"'),
        ]
    ),
    max_size=20,
).map("".join)
"""Text with everything but tags and comments."""

ORACLE = MarkdownIt("commonmark", {"html": False}).disable(["image"])


@given(BRACKETS)
def test_the_direct_way_reads_as_markdown_it_does(source: str) -> None:
    assert markup.read_plain(source.strip()) == markup.read_rich(source.strip())


@given(COMMONMARK)
def test_text_without_tags_is_what_commonmark_makes_of_it(source: str) -> None:
    source = re.sub(r"!+\[", "[", source).strip()
    tokens = ORACLE.parseInline(source, {})[0].children or []
    breaks = ("softbreak", "hardbreak")
    text = "".join(" " if token.type in breaks else token.content for token in tokens)
    assert markup.read(source).text == re.sub(r"\s+", " ", text).strip()


@given(st.one_of(BRACKETS, COMMONMARK))
def test_marks_lie_inside_the_text_and_point_at_their_brackets(source: str) -> None:
    marked = markup.read(source.strip())
    for mark in marked.marks:
        assert 0 <= mark.start <= mark.end <= len(marked.text)
        assert source.strip()[mark.at] in "[!"
        assert source.strip()[mark.brace] == "{"
