"""Worksheets as web pages: every text as it is, nothing loaded or run, and questions whole when printed."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import io
import re
from typing import TYPE_CHECKING

import browser
import pytest
from lxml import html as parser
from paper_reading import PDFTOTEXT, hostile, key_texts, marked, pages, split_questions, squeezed, texts
from worksheets import worksheet

from decks.paper import html
from decks.paper.characters import plain
from decks.paper.look import Look
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

    from decks.paper.worksheet import Worksheet

SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"><script>alert(1)</script></svg>'


def made(sheet: Worksheet, key: bool = False) -> str:
    out = io.BytesIO()
    (html.write_key if key else html.write)(sheet, out)
    return out.getvalue().decode("utf-8")


@pytest.mark.parametrize("key", [False, True])
def test_every_text_is_there_letter_by_letter(key: bool) -> None:
    sheet = hostile()
    found = parser.document_fromstring(made(sheet, key)).text_content()
    wanted = key_texts(sheet) if key else texts(sheet)
    assert [text for text in wanted if plain(text) not in found] == []
    assert "\u202e" not in found


def test_nothing_is_loaded_or_run(tmp_path: Path) -> None:
    (picture := tmp_path / "p.svg").write_text(SVG, "utf-8")
    text = made(hostile(picture=picture))
    page = parser.document_fromstring(text)
    assert {one.tag for one in page.iter()} & {"script", "link", "iframe", "object", "a", "form"} == set()
    named = [
        value
        for one in page.iter()
        for name, value in one.items()
        if name in ("src", "href") or name[:2] == "on"
    ]
    assert named and all(value.startswith("data:image/svg+xml;base64,") for value in named)
    style = page.findtext(".//style") or ""
    assert "url(" not in style and "@import" not in style
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert "default-src 'none'" in policy and f"style-src 'sha256-{digest}'" in policy
    assert page.xpath("//img/@alt")[0] == "<label> <b>bold</b> &amp; &lt;"
    assert page.xpath("string(//meta[@name='generator']/@content)") == "quizgen"


def test_a_title_does_not_leave_the_style_it_stands_in() -> None:
    sheet = worksheet(1)
    text = made(type(sheet)('</style><b>"}\\', sheet.versions))
    assert text.count("</style") == 1 and len(parser.document_fromstring(text).xpath("//style")) == 1


@pytest.mark.parametrize(("language", "way"), [("he", "rtl"), ("ar-EG", "rtl"), ("de", "ltr")])
def test_the_page_says_its_language_and_which_way_it_runs(language: str, way: str) -> None:
    page = parser.document_fromstring(made(hostile(language=language)))
    assert (page.get("lang"), page.get("dir")) == (language, way)


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert made(worksheet(5, versions=2)) == made(worksheet(5, versions=2))


def test_a_missing_picture_is_named(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match=r"no\.png: cannot be read"):
        made(hostile(picture=tmp_path / "no.png"))


SHORT = ("choice", "cloze", "truth", "open")
KINDS = (*SHORT, "match", "timeline")
LOOKS = (
    (Look("a4"), KINDS),
    (Look("letter"), KINDS),
    (Look("a4", "dyslexia"), KINDS),
    (Look("letter", "large-18"), KINDS),
    (Look("a4", "large-36"), SHORT),
)
"""With the kinds whose questions have room on one page."""


@pytest.mark.skipif(
    browser.found() is None or PDFTOTEXT is None, reason="needs Chromium and pdftotext (poppler-utils)"
)
def test_a_browser_prints_every_text_and_splits_no_question(tmp_path: Path) -> None:
    sheets = {
        f"{seed}": marked(worksheet(seed, look, 2, kinds=kinds)) for seed, (look, kinds) in enumerate(LOOKS)
    }
    asyncio.run(_print(tmp_path, sheets | {"hostile": hostile()}))
    assert {name: split_questions(pages(tmp_path / f"{name}.pdf")) for name in sheets} == {
        name: [] for name in sheets
    }
    found = squeezed("".join(pages(tmp_path / "hostile.pdf")))
    assert [text for text in texts(hostile()) if text.isascii() and squeezed(plain(text)) not in found] == []


async def _print(folder: Path, sheets: dict[str, Worksheet]) -> None:
    async with browser.browser(folder / "profile") as one:
        for name, sheet in sheets.items():
            (file := folder / f"{name}.html").write_text(made(sheet), "utf-8")
            tab = await one.open(file.as_uri())
            async with asyncio.timeout(20):
                while (
                    await tab.run("document.readyState") != "complete"
                    or await tab.run("location.href") != file.as_uri()
                ):
                    await asyncio.sleep(0.05)
            printed = await tab.do("Page.printToPDF", preferCSSPageSize=True)
            (folder / f"{name}.pdf").write_bytes(base64.b64decode(printed["data"]))
            assert [url for url in tab.asked if not re.match("file:|data:", url)] == []
            assert tab.complaints == []
            await tab.shut()
