"""Reading sheets: what the facts are, and what is said of everything that is not one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from reading_text import as_text
from sheets import LINE_ENDS, MARKS, MISTAKES, NOISE, SENTENCES, SHEETS, written

from quizgen.fact import Place
from quizgen.finding import Finding
from quizgen.reader import read, read_text
from quizgen.reading.loading import BIGGEST
from quizgen.reading.quoting import INVISIBLE

CASES = Path(__file__).parent / "cases" / "reading"
CUT = "---8<---\n"
"""Between a sheet and what is read in it."""


@pytest.mark.parametrize("path", sorted(CASES.glob("*.txt")), ids=lambda path: path.stem)
def test_a_sheet_is_read_as_its_case_says(path: Path, rewrite: bool) -> None:
    sheet, _, expected = path.read_text(encoding="utf-8").partition(CUT)
    got = as_text(read_text(sheet, "sheet.md"))
    if rewrite:
        path.write_text(sheet + CUT + got, encoding="utf-8", newline="\n")
    assert got == expected or rewrite


def test_as_many_cases_report_nothing_as_report_something() -> None:
    expected = [path.read_text(encoding="utf-8").partition(CUT)[2] for path in CASES.glob("*.txt")]
    reported = [bool(re.search(r"^(?:error|warning) ", case, re.MULTILINE)) for case in expected]
    assert len(reported) >= 80
    assert reported.count(False) >= reported.count(True) >= 40


# --- what holds of every sheet -----------------------------------------------------------------------------


@given(st.one_of(SHEETS, NOISE))
@example("- [a]{.who}\u2028b\n")
@example("---\n\x85a: b: c\n---\n")
def test_whatever_the_text_facts_are_clean_and_places_exist(text: str) -> None:
    reading = read_text(text, "sheet.md")
    assert reading.sheet is not None
    lines = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    for fact in reading.sheet.facts:
        assert fact.spans
        assert fact.text == " ".join(fact.text.split())
        assert not INVISIBLE.search(fact.text + fact.explanation + fact.source)
        for span in fact.spans:
            assert fact[span] == fact[span].strip() != ""
            assert lines[span.place.line - 1][span.place.column - 1] == "["
    for finding in reading.findings:
        assert 1 <= finding.place.line <= len(lines)
        assert 1 <= finding.place.column <= len(lines[finding.place.line - 1]) + 1
        assert re.fullmatch(r"[^\n]+; [^\n]+", finding.message)
        assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", finding.code)
    assert list(reading.findings) == sorted(reading.findings, key=lambda f: (f.place.line, f.place.column))


@given(SHEETS, LINE_ENDS, MARKS)
def test_line_ends_and_byte_order_mark_make_no_difference(sheet: str, line_end: str, mark: str) -> None:
    assert read_text(written(sheet, line_end, mark), "sheet.md") == read_text(sheet, "sheet.md")


@given(st.lists(SENTENCES, max_size=3), MISTAKES, st.lists(SENTENCES, max_size=3))
def test_a_wrong_fact_costs_only_itself(before: list[str], mistake: str, after: list[str]) -> None:
    def texts(sentences: list[str]) -> list[str]:
        sheet = read_text("".join(f"- {sentence}\n" for sentence in sentences), "sheet.md").sheet
        assert sheet is not None
        return [fact.text for fact in sheet.facts]

    assert texts([*before, mistake, *after]) == texts([*before, *after])
    assert any(f.severity == "error" for f in read_text(f"- {mistake}\n", "sheet.md").findings)


@given(SHEETS)
def test_reading_twice_gives_the_same(sheet: str) -> None:
    assert read_text(sheet, "sheet.md") == read_text(sheet, "sheet.md")


def test_reading_leaves_the_garbage_collector_as_it_was() -> None:
    import gc

    assert gc.isenabled()
    read_text("[a]{.who}", "sheet.md")
    assert gc.isenabled()


# --- files -------------------------------------------------------------------------------------------------

SHEET = "- [André]{.who} wrote.\n"


def only_finding(path: Path) -> Finding:
    reading = read(path)
    assert reading.sheet is None
    (finding,) = reading.findings
    assert finding.severity == "error"
    assert finding.place.path == str(path)
    return finding


def test_a_file_is_read_like_its_text(tmp_path: Path) -> None:
    path = tmp_path / "My Sheet.md"
    path.write_bytes(b"\xef\xbb\xbf" + SHEET.replace("\n", "\r\n").encode())
    reading = read(path)
    assert reading == read_text(SHEET, str(path))
    assert reading.sheet is not None
    assert (reading.sheet.id, reading.sheet.title, reading.sheet.path) == ("my-sheet", "My Sheet", str(path))


@pytest.mark.parametrize("content", [b"", b"\xef\xbb\xbf", b" \r\n\r\n"])
def test_an_empty_file_is_a_sheet_without_facts_and_says_so(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "sheet.md"
    path.write_bytes(content)
    reading = read(path)
    assert reading.sheet is not None
    assert [(finding.severity, finding.code) for finding in reading.findings] == [("warning", "no-facts")]


@pytest.mark.parametrize(
    ("content", "place", "code"),
    [
        (SHEET.encode("latin-1"), (1, 8), "not-utf-8"),
        (b"\xef\xbb\xbfok\r\n\r\nna\xc3\xafve \xff", (3, 7), "not-utf-8"),
        (b"a\rb\xc3", (2, 2), "not-utf-8"),
        (SHEET.encode("utf-16"), (1, 1), "not-utf-8"),
        (SHEET.encode("utf-32"), (1, 1), "not-utf-8"),
        (SHEET.encode("utf-16-le"), (1, 1), "not-text"),
        (bytes(range(256)) * 40, (3, 115), "not-utf-8"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), (1, 1), "not-text"),
    ],
)
def test_what_is_not_utf8_is_refused_where_it_stops_being_so(
    tmp_path: Path, content: bytes, place: tuple[int, int], code: str
) -> None:
    path = tmp_path / "sheet.md"
    path.write_bytes(content)
    finding = only_finding(path)
    assert (finding.place, finding.code) == (Place(str(path), *place), code)
    assert "UTF-8" in finding.message


def test_an_old_windows_encoding_is_recognised(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_bytes("[Zoë]{.who} said “naïve”.".encode("cp1252"))
    assert "Windows-1252" in only_finding(path).message


def test_a_missing_file_and_a_folder_are_findings(tmp_path: Path) -> None:
    assert only_finding(tmp_path / "none.md").code == "missing"
    assert only_finding(tmp_path).code == "folder"
    assert only_finding(Path("a\0b.md")).code == "unreadable"


@pytest.mark.parametrize(
    ("error", "code"), [(PermissionError(), "no-permission"), (OSError(5, "Input/output"), "unreadable")]
)
def test_a_file_that_may_not_or_cannot_be_read_is_a_finding(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    def refuse(*args: object) -> None:
        raise error

    monkeypatch.setattr(Path, "open", refuse)
    assert only_finding(tmp_path / "sheet.md").code == code


def test_a_sheet_of_ten_megabytes_is_read(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    path.write_text(
        SHEET + "  > " + "Because of this. " * 620_000 + "\n\n- [Zoë]{.who} read.\n", encoding="utf-8"
    )
    assert path.stat().st_size > 10_000_000
    reading = read(path)
    assert reading.sheet is not None
    assert reading.findings == ()
    assert [len(fact.explanation) for fact in reading.sheet.facts] == [17 * 620_000 - 1, 0]


def test_a_huge_file_is_refused_in_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    with path.open("wb") as file:
        file.truncate(BIGGEST + 1)
    finding = only_finding(path)
    assert finding.code == "too-big"
    assert "100 MB" in finding.message


# --- hostile input -----------------------------------------------------------------------------------------

HOSTILE = [
    *(
        "[",
        "]",
        "{",
        "[a]{",
        "]{",
        "{.who} ",
        "[a]{.who} ",
        "[[a]{.who}",
        "[a] {.who} ",
        "x{.who}     ",
        ']{"',
        "]{'",
    ),
    *(
        ']{"\\"',
        '[a]{.who also="',
        "*",
        "*a ",
        "a**b",
        "_a ",
        "`",
        "`a ",
        "``a` ",
        "<!--",
        "<!-- a",
        "<!-- --> {#a} ",
    ),
    *(
        "![",
        "[a](",
        "[a](<b",
        '[a](b "',
        "[a](b)",
        "[[a](b)",
        "<",
        "<http://a",
        "&",
        "&#1;",
        "\\",
        "a\\\n",
        "word ",
    ),
    *(
        "> ",
        ">",
        "- ",
        "1. ",
        "> - ",
        "-\n",
        "> > > a\n",
        "  > a\nb\n",
        "```\n",
        "```a\n",
        "~~~~\n~~~\n",
        "<!--\n",
        "<!-- a\n\n",
    ),
    *(
        "# a\n",
        "a\n===\n",
        "-|-\n",
        "a | b\n",
        "[a]: b\n",
        "\t- [a]{.who}\n",
        "a\n2. b\n",
        "\x00",
        "\u202e\n",
        "\r",
        "---\n",
    ),
    "- [Lev Kamenev]{.who} resigned.\n",
]


def seconds(text: str) -> float:
    start = time.process_time()
    read_text(text, "sheet.md")
    return time.process_time() - start


@pytest.mark.parametrize("unit", HOSTILE, ids=ascii)
def test_time_grows_with_the_text_and_no_more(unit: str) -> None:
    """Four times the text takes about four times as long; what grows with its square takes sixteen times.

    A busy machine can slow one run down, hardly three.
    """
    small = min(seconds(unit * 5_000) for _ in range(2))
    assert any(seconds(unit * 20_000) < 10 * small + 0.1 for _ in range(3))


@pytest.mark.parametrize("unit", ["[", "]", "{", "[a]{", "*", "`", "<!--", "> ", "- ", "[a]{.who} "])
def test_a_hundred_thousand_of_them_are_read(unit: str) -> None:
    reading = read_text(unit * 100_000 + "\n\n[Lev]{.who} resigned.\n", "sheet.md")
    assert reading.sheet is not None
    assert [fact.text for fact in reading.sheet.facts][-1] == "Lev resigned."


def test_lists_and_quotes_inside_each_other_without_end_are_read() -> None:
    lists = "\n".join("  " * depth + "- [a]{.who} b" for depth in range(300))
    quotes = "\n".join("> " * depth + "a" for depth in range(1, 300))
    assert read_text(f"{lists}\n\n{quotes}\n", "sheet.md").sheet is not None
    assert "too-deep" in {finding.code for finding in read_text(lists, "sheet.md").findings}


def test_deep_and_big_front_matter_is_refused_before_it_is_built() -> None:
    for inside in (
        "a: " + "[" * 50_000,
        "a: " + "{b: " * 50_000,
        "a: &a [x]\nb: &b [*a, *a]\nc: [*b, *b]",
        "# " + "x" * 300_000,
    ):
        reading = read_text(f"---\n{inside}\n---\n[Lev]{{.who}} resigned.\n", "sheet.md")
        assert reading.sheet is not None
        assert len(reading.sheet.facts) == 1
        assert [finding.severity for finding in reading.findings] == ["error"]
