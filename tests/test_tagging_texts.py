"""Plain text comes in from files of several kinds, is cleaned, and is cut into sentences that know their lines."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

import pytest
import typst
from docx import Document
from docx.oxml import OxmlElement
from hypothesis import given
from hypothesis import strategies as some
from tagging_cases import CASES, Cleaning, cleaning_cases, numbered, sentence_cases, shown

from decks.importing.texts import TEXTS, guess, lines, lines_of
from quizgen.finding import QuizgenError
from quizgen.tagging.cleaning import paragraphs
from quizgen.tagging.sentences import parted, sentences

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from quizgen.tagging.passage import Line


@pytest.mark.parametrize("case", list(cleaning_cases()), ids=str)
def test_text_is_cleaned(case: Cleaning) -> None:
    assert shown(numbered(case.lines)) == list(case.paragraphs)


@pytest.mark.parametrize("case", sentence_cases())
def test_sentences_end_where_they_do(case: str) -> None:
    text = case.replace(" ‖ ", " ")
    assert " ‖ ".join(text[start:end] for start, end in parted(text)) == case


def test_a_sentence_knows_its_lines_paragraph_and_headings() -> None:
    text = ["# War", "", "The fleet left in the spring of 1905. The em-", "peror waited.", "", "Nobody came."]
    found = [
        (one.text, one.line, one.end_line, one.paragraph, one.heading)
        for one in sentences(paragraphs(numbered(text)))
    ]
    assert found == [
        ("The fleet left in the spring of 1905.", 3, 3, 1, ("War",)),
        ("The emperor waited.", 3, 4, 1, ("War",)),
        ("Nobody came.", 6, 6, 2, ("War",)),
    ]


@given(
    some.lists(
        some.text(some.sampled_from("aA1 .-–!?(“”)[]\"'#\f\u00ad\u00b9\t\u001b"), max_size=40), max_size=12
    )
)
def test_whatever_stands_in_a_text_it_is_cleaned_and_cut(text: list[str]) -> None:
    letters = "".join(text)
    before = 0
    for sentence in sentences(paragraphs(numbered(text))):
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.text.isprintable()
        assert before <= sentence.line <= sentence.end_line <= len(text)
        assert sentence.text.count("A") <= letters.count("A")
        before = sentence.line


def test_a_long_text_is_given_on_while_it_is_read() -> None:
    read = 0

    def endless() -> Iterator[Line]:
        nonlocal read
        for read in range(1, 10_000):
            friend = "abcdefg"[read % 7]
            yield from numbered([f"\fHeader {read}", f"It met in the flat of {friend} and left at dawn.", ""])

    stream = sentences(paragraphs(endless()))
    for _ in range(5):
        next(stream)
    assert read < 100


# Files


def written(path: Path) -> str:
    return "".join(f"{line.number}|{line.text}\n" for line in lines(path))


@pytest.mark.parametrize("name", ["chapter.md", "page.html"])
def test_files_are_read_as_lines(name: str, rewrite: bool) -> None:
    golden = CASES / "texts" / f"{name}.lines"
    now = written(CASES / "texts" / name)
    if rewrite:
        golden.write_text(now, encoding="utf-8", newline="\n")
    assert golden.read_text(encoding="utf-8") == now


def test_plain_text_keeps_its_lines_and_pages() -> None:
    read = lines_of(io.BytesIO("\ufeffOne\r\ntwo\rthree\n\n\x0cfour\x0cfive".encode()), "x.txt")
    assert [(line.number, line.text) for line in read] == [
        (1, "One"), (2, "two"), (3, "three"), (4, ""), (5, "\ffour"), (5, "\ffive"),
    ]  # fmt: skip


def test_old_encodings_are_read_and_said() -> None:
    said: list[str] = []
    read = lines_of(io.BytesIO("Zürich – “so”".encode("cp1252")), "x.txt", say=said.append)
    assert [line.text for line in read] == ["Zürich – “so”"]
    assert "Windows-1252" in said[0]
    page = "<meta charset=windows-1251><p>Ленин".encode("cp1251")
    assert [line.text for line in lines_of(io.BytesIO(page), "x.html")] == ["Ленин", ""]


def document() -> bytes:
    """A Word document with a heading, a deleted, an inserted, a hidden and a raised run, and a table."""
    made = Document()
    made.add_heading("The Rising", 1)
    paragraph = made.add_paragraph("Lenin spoke")
    inserted = OxmlElement("w:ins")
    inserted.append(made.add_paragraph().add_run(" on power.")._element)
    paragraph._p.append(inserted)
    paragraph.add_run("15").font.superscript = True
    paragraph.add_run(" Hidden.").font.hidden = True
    paragraph.add_run(" It was\tclear.")
    made.add_table(1, 1).cell(0, 0).text = "In a cell."
    file = io.BytesIO()
    made.save(file)
    return file.getvalue()


def test_word_documents_are_read() -> None:
    read = [(line.number, line.text) for line in lines_of(io.BytesIO(document()), "x.docx") if line.text]
    assert read == [(1, "# The Rising"), (2, "Lenin spoke on power.¹⁵ It was clear."), (4, "| In a cell.")]
    found = list(sentences(paragraphs(lines_of(io.BytesIO(document()), "x.docx"))))
    assert [one.text for one in found] == ["Lenin spoke on power.", "It was clear.", "In a cell."]
    assert {one.heading for one in found} == {("The Rising",)}


BOOK = """
#set page(width: 9cm, height: 5cm, margin: 1.5cm, header: [THE RISING #h(1fr) #context counter(page).display()])
#set par(justify: true)
#set text(hyphenate: true, lang: "en", size: 10pt)
The revolutionary government reorganised the administration of the surrounding municipalities.
The official office of the difficult minister was afterwards transferred to another metropolis.
The representatives of neighbouring constituencies congratulated the extraordinary commissioner.
The international correspondents misunderstood the characteristically complicated announcement.
The administration of transportation was fundamentally restructured by experienced professionals.
"""


@pytest.fixture(scope="module")
def book() -> bytes:
    made = typst.compile(BOOK.encode())
    assert isinstance(made, bytes)
    return made


def test_pdf_files_are_read_without_headers_and_hyphens(book: bytes) -> None:
    read = list(lines_of(io.BytesIO(book), "x.pdf"))
    assert sum(line.text.startswith("\f") for line in read) > 1
    assert any(line.text.endswith(("-", "\u00ad", "‐")) for line in read)
    found = [one.text for one in sentences(paragraphs(read))]
    assert found == [line for line in BOOK.strip().split("\n") if not line.startswith("#")]


def many(count: int) -> bytes:
    """A zip whose parts say that they come to gigabytes."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", b" " * count)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("x.docx", b"PK\x03\x04 nothing", "this is no Word document; save it as .docx"),
        ("x.docx", many(101_000_000), "this document unpacks to too much; save it as plain text"),
        ("x.docx", many(10), "this is no Word document; save it as .docx anew"),
        ("x.pdf", b"%PDF-1.7 nothing", "this PDF cannot be read"),
        ("x.pdf", typst.compile(b"#rect()"), "this PDF has no text, only pictures"),
        ("x.txt", b"\xff\xfe\x00\xd8\x00", "this is no text in UTF-16; save it as UTF-8"),
    ],
    ids=["no docx", "bomb", "empty docx", "no pdf", "picture", "broken text"],
)
def test_what_cannot_be_read_says_so(name: str, data: bytes, said: str) -> None:
    with pytest.raises(QuizgenError) as error:
        list(lines_of(io.BytesIO(data), name))
    assert str(error.value).startswith(f"{name}: {said}")


def test_a_file_that_is_not_there_says_so(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match="look at its path"):
        lines(tmp_path / "none.txt")


@pytest.mark.parametrize(
    ("start", "name", "kind"),
    [
        (b"%PDF-1.7", "chapter.txt", "pdf"),
        (b"PK\x03\x04", "chapter", "docx"),
        (b"\n<!doctype HTML>", "-", "html"),
        (b"<html>", "chapter.md", "md"),
        (b"# One", "chapter.md", "md"),
        (b"Words", "page.htm", "html"),
        (b"Words", "chapter.rst", "txt"),
    ],
)
def test_what_a_file_is_is_seen(start: bytes, name: str, kind: str) -> None:
    assert guess(start, name) == kind
    assert kind in TEXTS


@pytest.mark.parametrize("kind", ["md", "html"])
@pytest.mark.parametrize(
    "piece", ["<!--", "<script", "<a ", "[", "[a](", "`", "*", "_", "<sup>", "\\", "&#", "](", "``"]
)
def test_text_that_never_ends_is_read_soon(kind: str, piece: str) -> None:
    assert sum(1 for _ in lines_of(io.BytesIO(piece.encode() * 20_000), "x", kind)) < 50_000


@pytest.mark.parametrize(
    "piece", [*'a.-(“#’15"', ". ", "a.1 ", "A. ", "’.", "aA", "[1]", ". (", "¹,", "–", "- ", "# "]
)
def test_a_line_without_end_is_cut_soon(piece: str) -> None:
    text = [piece * 30_000 + end for end in ("", "-", "x", " x.", "§")]
    found = list(sentences(paragraphs(numbered(text))))
    assert sum(len(one.text) for one in found) <= sum(map(len, text)) + len(text)
