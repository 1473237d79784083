"""Word files: every text as it is, the same bytes, questions whole, and styles that a teacher can edit."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx import Document
from docx.oxml.ns import qn
from paper_reading import ODD, PDFTOTEXT, hostile, key_texts, marked, pages, split_questions, squeezed, texts
from worksheets import HOSTILE, ordinary, worksheet

from decks.paper import docx
from decks.paper.characters import plain
from decks.paper.look import Look
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from docx.table import Table

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
office = pytest.mark.skipif(
    OFFICE is None or PDFTOTEXT is None, reason="needs LibreOffice Writer and pdftotext (poppler-utils)"
)
PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000002000000010802000000"
    "7b40e8dd0000000f49444154789c63f8cfc0f0ff3f000700fe02fe5a3c2f250000000049454e44ae426082"
)


def paragraphs(data: bytes) -> list[str]:
    """The text of every paragraph, in tables and in the footers, too."""
    word = Document(io.BytesIO(data))
    roots = [word.element, *(section.footer._element for section in word.sections)]
    return [_text(one) for root in roots for one in root.iter(qn("w:p"))]


def _text(paragraph: object) -> str:
    signs = {qn("w:tab"): "\t", qn("w:br"): "\n"}
    return "".join(
        (one.text or "") if one.tag == qn("w:t") else signs.get(one.tag, "")
        for one in paragraph.iter()  # type: ignore[attr-defined]
        if one.getparent().tag == qn("w:r")
    )


def made(sheet: object, key: bool = False) -> bytes:
    out = io.BytesIO()
    (docx.write_key if key else docx.write)(sheet, out)  # type: ignore[arg-type]
    return out.getvalue()


@pytest.mark.parametrize("language", ["en", "he"])
def test_every_text_of_a_worksheet_and_its_key_is_there_letter_by_letter(language: str) -> None:
    sheet = hostile(language=language)
    for data, wanted in ((made(sheet), texts(sheet)), (made(sheet, key=True), key_texts(sheet))):
        found = "\v".join(paragraphs(data))
        assert [text for text in wanted if plain(text) not in found] == []
        assert "\u202e" not in found


def test_what_xml_forbids_is_shown_by_a_sign() -> None:
    found = "\n".join(paragraphs(made(hostile())))
    assert "a\u2400b\u240bc\u241b[31m\u2421" in found


def test_a_file_tells_nothing_of_when_it_was_made_and_lists_its_parts_in_order() -> None:
    data = made(worksheet(5, versions=2))
    assert data == made(worksheet(5, versions=2))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert archive.namelist()[0] == "[Content_Types].xml"
        assert archive.namelist()[1:] == sorted(archive.namelist()[1:])
    properties = Document(io.BytesIO(data)).core_properties
    assert (properties.author, properties.created.year) == ("quizgen", 2000)  # type: ignore[union-attr]


def test_questions_options_and_titles_have_styles_of_their_own() -> None:
    word = Document(io.BytesIO(made(ordinary(number=4))))
    named = {paragraph.style.name for paragraph in word.paragraphs if paragraph.style}
    assert {"Title", "Heading 1", "Instruction", "Question", "Option", "Answer Line"} <= named
    assert word.styles["Question"].paragraph_format.keep_with_next  # type: ignore[attr-defined]


def test_each_version_begins_on_the_front_of_a_leaf_and_counts_its_pages() -> None:
    word = Document(io.BytesIO(made(ordinary(names=("A", "B"), number=4))))
    assert [section.start_type.name for section in word.sections] == ["ODD_PAGE"] * 2  # type: ignore[union-attr]
    fields = [one.text for one in word.sections[1].footer._element.iter(qn("w:instrText"))]
    assert fields == [" PAGE ", " PAGEREF end2 "]
    names = [one.get(qn("w:name")) for one in word.element.iter(qn("w:bookmarkStart"))]
    assert names == ["end1", "end2"]


def test_a_language_from_right_to_left_turns_paragraphs_tables_and_runs() -> None:
    data = zipfile.ZipFile(io.BytesIO(made(replace(hostile(), language="he"))))
    document, styles = data.read("word/document.xml").decode(), data.read("word/styles.xml").decode()
    assert "<w:bidi/>" in styles and "<w:bidiVisual/>" in document and "<w:rtl/>" in document
    assert 'w:bidi="he"' in styles


SIDES = ("Fronts of the cards", "Backs of the cards, each behind its front")


def _says(table: Table) -> str:
    """What a table tells those who cannot see it."""
    return "".join(table._tbl.xpath("./w:tblPr/w:tblDescription/@w:val"))


def test_backs_lie_behind_their_fronts() -> None:
    sheet = replace(worksheet(5), answer_sheet=False)
    tables = [one for one in Document(io.BytesIO(made(sheet))).tables if _says(one) in SIDES]
    pairs = []
    for fronts, backs in zip(tables[::2], tables[1::2], strict=True):
        for front, back in zip(fronts.rows, backs.rows, strict=True):
            pairs += zip(
                [cell.paragraphs[0].text for cell in front.cells],
                [cell.paragraphs[0].text for cell in reversed(back.cells)],
                strict=True,
            )
    assert [pair for pair in pairs if any(pair)] == [
        (plain(card.front), plain(card.back)) for card in sheet.versions[0].cards
    ]


def test_cards_alone_make_no_sheet_without_questions() -> None:
    sheet = worksheet(5)
    sheet = replace(sheet, versions=(replace(sheet.versions[0], parts=()),))
    word = Document(io.BytesIO(made(sheet)))
    assert len(word.sections) == 1 and sheet.title not in [one.text for one in word.paragraphs]


def test_the_key_of_giant_print_is_on_paper_that_a_teacher_has() -> None:
    section = Document(io.BytesIO(made(ordinary(Look("letter", "large-36"), number=2), key=True))).sections[0]
    assert round(section.page_width.mm) == 216  # type: ignore[union-attr]


def test_the_header_of_a_key_is_repeated_and_marked() -> None:
    word = Document(io.BytesIO(made(ordinary(names=("A", "B"), number=4), key=True)))
    assert all(len(one._tbl.tr_lst[0].xpath("./w:trPr/w:tblHeader")) == 1 for one in word.tables)
    last = [[cell.text for cell in row.cells] for row in word.tables[-1].rows]
    assert last[0] == ["Question", "Version A", "Version B"]
    assert last[1] == ["october-1917/fact-1/who", "1", "1"]


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20"/></svg>'


@pytest.mark.parametrize(("name", "content"), [("p.png", PNG), ("p.svg", SVG.encode())])
def test_a_picture_is_there_with_its_words_and_no_wider_than_the_page(
    tmp_path: Path, name: str, content: bytes
) -> None:
    picture = tmp_path / name
    picture.write_bytes(content)
    word = Document(io.BytesIO(made(hostile(picture=picture))))
    assert len(word.inline_shapes) == 2
    assert word.inline_shapes[0]._inline.docPr.get("descr") == HOSTILE[3]
    assert int(word.inline_shapes[0].width) <= 170 * 36000


def test_a_file_that_is_no_picture_is_named(tmp_path: Path) -> None:
    (picture := tmp_path / "no.png").write_bytes(b"nothing")
    with pytest.raises(QuizgenError, match=r"no\.png: is no picture that can be read"):
        made(hostile(picture=picture))


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of PDFs that LibreOffice made of our files, all in one go."""
    folder = tmp_path_factory.mktemp("office")
    for name, sheet in SHEETS.items():
        (folder / f"{name}.docx").write_bytes(made(sheet))
    subprocess.run(
        [str(OFFICE), f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), *map(str, sorted(folder.glob("*.docx")))],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    return folder


SHORT = ("choice", "cloze", "truth", "open")
KINDS = (*SHORT, "match", "timeline")
LOOKS = (
    (Look("a4"), KINDS),
    (Look("letter"), KINDS),
    (Look("a4", "dyslexia"), KINDS),
    (Look("letter", "large-18"), KINDS),
    (Look("letter", "large-24"), SHORT),
    (Look("a4", "large-36"), SHORT),
)
"""With the kinds whose questions have room on one page."""
SHEETS = {"hostile": hostile()} | {
    f"{seed}-{look.paper}-{look.preset}": marked(worksheet(seed, look, 2, kinds=kinds))
    for seed, (look, kinds) in enumerate(LOOKS)
}


@office
def test_the_office_shows_every_text(printed: Path) -> None:
    found = squeezed("".join(pages(printed / "hostile.pdf")))
    assert [text for text in ODD if squeezed(plain(text)) not in found] == []


@office
@pytest.mark.parametrize("name", [name for name in SHEETS if name != "hostile"])
def test_the_office_splits_no_question_and_orphans_no_option(printed: Path, name: str) -> None:
    assert split_questions(pages(printed / f"{name}.pdf")) == []
