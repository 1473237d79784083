"""Plain text comes in from files of several kinds, is cleaned, and is cut into sentences that know their lines."""

from __future__ import annotations

import _thread
import gc
import io
import subprocess
import sys
import threading
import time
import zipfile
from typing import TYPE_CHECKING

import pytest
import typst
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as some
from pypdf import PdfReader, PdfWriter
from pypdf.generic import NameObject, StreamObject
from tagging_cases import CASES, Cleaning, cleaning_cases, numbered, sentence_cases, shown

from decks.importing.texts import TEXTS, guess, lines, lines_of, pdf, source
from decks.importing.texts.patience import OutOfPatience, patience
from quizgen.finding import QuizgenError
from quizgen.tagging.text.apparatus import is_sentence
from quizgen.tagging.text.cleaning import paragraphs
from quizgen.tagging.text.sentences import parted, sentences

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


@pytest.mark.parametrize("name", ["chapter.md", "page.html", "notes.html"])
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


@pytest.mark.parametrize(
    "encoding",
    ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252", "latin-1"],
)
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("kind", ["txt", "md"])
def test_text_is_read_whatever_its_encoding(encoding: str, end: str, kind: str) -> None:
    text = ["Zürich is a city of the Swiss.", "", "It is old.", "Café"]
    many = text * 1500  # over the edges of what is read at a time
    data = end.join(many).encode(encoding)
    assert [line.text for line in lines_of(io.BytesIO(data), "x", kind)] == many


def test_a_text_of_two_encodings_is_read_line_by_line() -> None:
    data = "Zürich\n".encode() + "Zürich\n".encode("cp1252") + "Zürich".encode()
    said: list[str] = []
    assert [line.text for line in lines_of(io.BytesIO(data), "x.txt", say=said.append)] == ["Zürich"] * 3
    assert len(said) == 1


class Endless(io.RawIOBase):
    """A file without an end, as a pipe may be."""

    def __init__(self, piece: bytes) -> None:
        self.piece, self.count = piece, 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        self.count += size
        return (self.piece * (size // len(self.piece) + 1))[:size]


@pytest.mark.parametrize("kind", ["txt", "md"])
@pytest.mark.parametrize("piece", [b"It met in the flat.\n", b"It met in the flat. ", b"a"])
def test_text_is_given_on_while_it_is_read(kind: str, piece: bytes) -> None:
    file = Endless(piece)
    stream = lines_of(file, "-", kind)  # type: ignore[arg-type]
    assert all(len(next(stream).text) <= 50_000 for _ in range(3))
    assert file.count < 1_000_000


def test_a_text_that_is_too_big_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(source, "BIGGEST", 300_000)
    with pytest.raises(QuizgenError, match=r"bigger than \d+ MB; split it"):
        for _ in lines_of(Endless(b"It met.\n"), "-"):  # type: ignore[arg-type]
            pass


def test_a_text_without_line_breaks_is_cut_where_sentences_end() -> None:
    text = "The council met in the town hall of St. Petersburg. " * 5_000
    found = list(sentences(paragraphs(lines_of(io.BytesIO(text.encode()), "x.txt"))))
    assert len(found) == 5_000
    assert {(one.text, one.line) for one in found} == {(text[:51], 1)}


def made(kind: str) -> bytes:
    """A text of some length in a format."""
    sentences = ["The council met in the town hall."] * 600
    if kind == "pdf":
        found = typst.compile("\n#pagebreak()\n".join(sentences[:20]).encode())
        assert isinstance(found, bytes)
        return found
    if kind == "docx":
        document, file = Document(), io.BytesIO()
        for sentence in sentences:
            document.add_paragraph(sentence)
        document.save(file)
        return file.getvalue()
    return "".join(f"<p>{one}</p>\n" if kind == "html" else f"{one}\n\n" for one in sentences).encode() * 20


@pytest.mark.parametrize("kind", list(TEXTS))
def test_progress_is_told(kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"x.{kind}"
    path.write_bytes(made(kind))
    told: list[float] = []
    count = sum(1 for _ in lines(path, progress=told.append))
    assert count > 19
    assert told == sorted(told)
    assert told[-1] == 1 < len(told) < 210
    assert told[0] < 0.9


def test_progress_of_a_pipe_is_its_end() -> None:
    class Pipe(io.BytesIO):
        def seekable(self) -> bool:
            return False

    for kind in TEXTS:
        told: list[float] = []
        assert sum(1 for _ in lines_of(Pipe(made(kind)), "-", kind, progress=told.append)) > 19
        assert told[-1] == 1


def test_a_file_that_is_read_in_part_is_closed(tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("One\nTwo\n")
    stream = lines(tmp_path / "x.txt")
    next(stream)
    stream.close()  # type: ignore[attr-defined]
    lines(tmp_path / "x.txt")  # and one that is not read at all is not even open: no ResourceWarning


def test_word_documents_leave_out_what_their_styles_say() -> None:
    made, file = Document(), io.BytesIO()
    made.add_paragraph("Figure 1 shows the hall", style="Caption")
    made.add_paragraph("Iron is a metal.", style="List Bullet")
    paragraph = made.add_paragraph("Lenin spoke.")
    reference = OxmlElement("w:footnoteReference")
    reference.set(qn("w:id"), "2")
    paragraph.add_run()._element.append(reference)
    made.save(file)
    said: list[str] = []
    file.seek(0)
    found = [line.text for line in lines_of(file, "x.docx", say=said.append) if line.text]
    assert found == ["• Iron is a metal.", "Lenin spoke."]
    assert said == ["left out: 1 caption, 1 note"]


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


def test_columns_notes_captions_and_contents_of_a_pdf() -> None:
    made = typst.compile((CASES / "texts" / "book.typ").read_bytes())
    assert isinstance(made, bytes)
    said: list[str] = []
    found = list(sentences(paragraphs(lines_of(io.BytesIO(made), "x.pdf"), said.append)))
    assert [one.text for one in found if not one.text.startswith(("Lorem", "Ut enim"))] == [
        "Lenin went into hiding in July 1917 and wrote to the committee.",
        "The revolutionary government reorganised the administration of the surrounding municipalities.",
        "Quod idem licet transferre in voluptatem, ut postea variari voluptas distinguique possit, augeri "
        "amplificarique non possit.",
        "At.",
        "The first official office of the difficult minister was afterwards transferred to another metropolis.",
        "Kamenev wrote a letter in October.",
        "The representatives of neighbouring constituencies congratulated the extraordinary commissioner.",
        "As Figure 1 shows, the building was large.",
        "The international correspondents misunderstood the characteristically complicated announcement.",
        "The administration of transportation was fundamentally restructured by experienced professionals.",
        "Iron is a metal.",
        "Gold is heavy.",
        "The council met in the town hall.",
        "It decided to close the newspaper.",
        "Nobody came on Monday.",
    ]
    assert [one.heading for one in found if one.text.startswith("As Figure")] == [("The July Days",)]
    assert said == [
        "left out: 1 caption, 1 exercise, 4 lines of contents, 4 lines of page numbers and running heads, 6 notes, "
        "1 reference, 3 short lines"
    ]


PAGES = b"Lenin went into hiding.\n#pagebreak()\nKamenev wrote a letter.\n#pagebreak()\nNobody came."


def with_page(content: bytes) -> bytes:
    """A PDF of three pages, of which the second has this content."""
    made = typst.compile(PAGES)
    assert isinstance(made, bytes)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    stream = StreamObject()
    stream.set_data(content)
    writer.pages[1][NameObject("/Contents")] = writer._add_object(stream.flate_encode())
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.fixture
def uncollected() -> Iterator[None]:
    """No collection of garbage: Hypothesis watches each, and what is raised while it does is lost."""
    gc.disable()
    yield
    gc.enable()


SLOW = b"q 1 0 0 1 0 0 cm BT /F1 12 Tf (a) Tj ET Q\n" * 100_000


@pytest.mark.usefixtures("uncollected")
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (SLOW, "page 2 left out, since more than 0.2 seconds were not enough to read it"),
        (b"", "page 2 of 3 without text, perhaps pictures; a program for scans (OCR) can read them"),
        (b"(" + b" " * 80_000_000, "page 2 left out, since it cannot be read; save the file as PDF anew"),
    ],
    ids=["slow", "empty", "bomb"],
)
def test_a_page_that_cannot_be_read_is_named(
    content: bytes, said: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "LONGEST_FOR_PAGE", 0.2 if content == SLOW else 60)
    heard: list[str] = []
    found = [line.text for line in lines_of(io.BytesIO(with_page(content)), "x.pdf", say=heard.append)]
    assert found == ["\fLenin went into hiding.", "\f", "\fNobody came."]
    assert heard == [said]


@pytest.mark.usefixtures("uncollected")
def test_a_pdf_of_slow_pages_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pdf, "LONGEST_FOR_PAGE", 0.2)
    monkeypatch.setattr(pdf, "MOST_SLOW", 0)
    with pytest.raises(QuizgenError, match="take too long to read"):
        list(lines_of(io.BytesIO(with_page(SLOW)), "x.pdf"))


@pytest.mark.usefixtures("uncollected")
def test_who_interrupts_a_slow_pdf_need_not_wait() -> None:
    data = io.BytesIO(with_page(SLOW))
    began = time.monotonic()
    threading.Timer(0.3, _thread.interrupt_main).start()
    with pytest.raises(KeyboardInterrupt):
        list(lines_of(data, "x.pdf"))
    assert time.monotonic() - began < pdf.LONGEST_FOR_PAGE


@pytest.mark.usefixtures("uncollected")
def test_patience_ends_work_in_any_thread() -> None:
    ended: list[str] = []

    def work() -> None:
        try:
            with patience(0.05):
                while True:
                    pass
        except OutOfPatience:
            ended.append("given up")

    worker = threading.Thread(target=work)
    worker.start()
    worker.join(10)
    assert ended == ["given up"]
    with patience(60):
        pass
    assert sum(range(100_000)) == 4_999_950_000


TRACED = """
import sys
from decks.importing.texts.patience import patience
with patience(60):
    pass
def added():
    total = 0
    for number in (1, 2, 3):
        total += number
    print(total)
def traced(frame, event, argument):
    return traced
sys.settrace(traced)
added()
"""


def test_patience_that_was_kept_leaves_nothing_to_look_for() -> None:
    # An interruption that is taken back has Python look for it at every jump, and a traced loop never ends.
    done = subprocess.run(
        [sys.executable, "-c", TRACED], capture_output=True, text=True, timeout=60, check=True
    )
    assert done.stdout == "6\n"


def locked() -> bytes:
    made = typst.compile(PAGES)
    assert isinstance(made, bytes)
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(made)))
    writer.encrypt(user_password="x", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {chr(98 + i)} "{f"&{chr(97 + i)};" * 50}">' for i in range(9))
    + "]><x>&j;</x>"
)
"""Few letters that would come to 50⁹."""


def package(kind: str, part: str = "chapter.txt", content: str = "") -> bytes:
    """A zip that says what it is as OpenDocument and EPUB do."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as made:
        made.writestr("mimetype" if kind else part, kind or content)
    return file.getvalue()


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
        (
            "x.docx",
            package("", "word/document.xml", LAUGHS),
            "this is no Word document; save it as .docx anew",
        ),
        ("x.docx", package("", "xl/workbook.xml"), "this is a workbook (.xlsx); save what it says"),
        ("x.docx", package("", "ppt/slides/slide1.xml"), "this is a presentation (.pptx); save it as PDF"),
        ("x.docx", many(10), "this is no Word document; save it as .docx anew"),
        ("x.pdf", b"%PDF-1.7 nothing", "this PDF cannot be read"),
        ("x.pdf", typst.compile(b"#rect()"), "this PDF has no text, only pictures"),
        ("x.pdf", locked(), "this PDF is locked"),
        ("x.txt", b"\xff\xfe\x00\xd8\x00", "this is no text in UTF-16; save it as UTF-8"),
        ("x.txt", b"\x89PNG\r\n\x1a\n", "this is a picture; have a program for scans (OCR) read it"),
        ("x.txt", b"\xff\xd8\xff\xe0", "this is a picture"),
        (
            "x.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1",
            "this is a document of an old Office program (.doc); open it in Word",
        ),
        ("x.rtf", b"{\\rtf1 Lenin}", "this is a Rich Text file (.rtf); open it in a word processor"),
        (
            "x.odt",
            package("application/vnd.oasis.opendocument.text"),
            "this is an OpenDocument text (.odt); open it",
        ),
        ("x.epub", package("application/epub+zip"), "this is an EPUB book; convert it to .docx"),
        ("x.zip", package(""), "this is an archive; unpack it"),
        ("x.gz", b"\x1f\x8b\x08", "this is an archive; unpack it"),
        ("x.mp3", b"ID3\x03", "this is a recording"),
        ("x.ps", b"%!PS-Adobe", "this is a PostScript file; convert it to PDF"),
        ("x.md", bytes(range(256)), "this is no text; quizgen reads .txt, .md, .html, .docx and .pdf"),
        ("x.bin", bytes(4096), "this is no text"),
        ("x.html", b"<html>" + bytes(range(1, 30)), "this is no text"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
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


def test_no_letter_is_cut_where_a_text_has_neither_lines_nor_blanks() -> None:
    text, said = "漢字かな交じり文。" * 30_000, []
    assert (
        "".join(line.text for line in lines_of(io.BytesIO(text.encode()), "x.txt", say=said.append)) == text
    )
    assert said == []


def test_a_text_may_begin_with_the_name_of_a_format() -> None:
    (line,) = lines_of(io.BytesIO(b"ID3 grows a tree."), "x.txt")
    assert line.text == "ID3 grows a tree."


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


def test_a_cell_of_many_words_without_an_end_is_no_sentence_soon() -> None:
    assert is_sentence("“The treaty of 1918 ended (it is said) the war.”")
    assert not is_sentence("The treaty.")
    begin = time.perf_counter()
    assert not is_sentence("The " + "treaty " * 10_000 + "ended")
    assert time.perf_counter() - begin < 1
