"""Class lists as schools have them, and names of versions and their files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from decks.paper.class_list import read_class
from decks.paper.naming import beside, read_versions
from quizgen.finding import QuizgenError


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ("Name\nAda Lovelace\nAlan Turing\n", ["Ada Lovelace", "Alan Turing"]),
        ("Ada Lovelace\r\nAlan Turing\r\n", ["Ada Lovelace", "Alan Turing"]),
        ("First name,Last name\nAda,Lovelace\n", ["Ada Lovelace"]),
        ("Nachname;Vorname;Klasse\nLovelace;Ada;7b\nTuring;Alan;7b\n", ["Ada Lovelace", "Alan Turing"]),
        ("\ufeffID\tPupil\tMark\n1\tAda Lovelace\t2\n", ["Ada Lovelace"]),
        ('no,name\n1,"Lovelace, Ada"\n', ["Lovelace, Ada"]),
        ("17;Ada;Lovelace;ada@school.org\n18;Alan;Turing;alan@school.org\n", ["Ada Lovelace", "Alan Turing"]),
        ("Surname\nLovelace\n", ["Lovelace"]),
        ("Имя,Фамилия\nАнна,Каренина\n", ["Анна Каренина"]),
        ("first name,surname\nZoë,\n,Voß\n", ["Zoë", "Voß"]),
        ("Name\n  Ada \u00a0 Lovelace \u202e\x1b[31m\n", ["Ada Lovelace [31m"]),
        ("Ada\nAda\nada\n", ["Ada", "Ada (2)", "ada (3)"]),
        ("Ada (2)\nAda\nAda\n", ["Ada (2)", "Ada", "Ada (3)"]),
    ],
)
def test_names_are_found_in_lists_of_many_kinds(data: str, names: list[str]) -> None:
    assert list(read_class(data.encode(), "7b.csv").names) == names


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_a_list_is_read_as_it_was_saved(encoding: str) -> None:
    assert read_class("Name\nZoë Müller\n".encode(encoding), "7b.csv").names == ("Zoë Müller",)


def test_odd_rows_are_said_with_their_line() -> None:
    read = read_class(b"Name,Class\nAda,7b\n,7b\n\nAda,7b\n", "7b.csv")
    assert read.names == ("Ada", "Ada (2)")
    assert read.notes == (
        '7b.csv: 2 names from column "Name"',
        "7b.csv:3: this row has no name; it is left out",
        "7b.csv:4: this row has no name; it is left out",
        '7b.csv:5: stands on line 2 too; this one is "Ada (2)"',
    )


def test_a_quote_that_never_closes_costs_one_row() -> None:
    read = read_class(b'Name\n"Anna\nBob\nCarl\n', "7b.csv")
    assert read.names == ("Bob", "Carl")
    assert [
        note for note in read.notes if note.startswith("7b.csv:2: this row is left out: a quotation mark")
    ]


def test_lines_inside_a_quoted_cell_are_a_space_and_are_counted() -> None:
    read = read_class(b'Name,Class\r\n"Ada\r\nLovelace",7b\r\n,7b\r\n"Bob\r\nCarl,7b\r\n', "7b.csv")
    assert read.names == ("Ada Lovelace", "Carl")
    assert [note.split(" ")[0] for note in read.notes[1:]] == ["7b.csv:4:", "7b.csv:5:"]


@pytest.mark.parametrize(
    "text",
    ["Name;Vorname\nLovelace;Ada\n", "Nom;Prénom\nLovelace;Ada\n", "Nr,Name,Vorname\n1,Lovelace,Ada\n"],
)
def test_name_beside_a_first_name_is_the_last_name(text: str) -> None:
    assert read_class(text.encode(), "7b.csv").names == ("Ada Lovelace",)


def test_name_beside_a_preferred_name_is_whole() -> None:
    assert read_class(b"Name,Preferred name\nAda Lovelace,Ada\n", "7b.csv").names == ("Ada Lovelace",)


def test_a_list_that_says_not_how_it_is_encoded_is_told() -> None:
    notes = read_class("Name\nBob\nАнна\n".encode("cp1251"), "7b.csv").notes
    assert notes[1].startswith("7b.csv: read as Windows-1252")
    assert notes[1].endswith('look at the names, such as "Àííà"')
    assert read_class("Name\nAnna\n".encode("utf-16-le"), "7b.csv").names == ("Anna",)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR",
        bytes(range(1, 256)),
        b"\0" * 50,
        b"\xff\xfea",
        b"---\ntitle: A\n---\n",
    ],
)
def test_what_is_no_list_is_refused(data: bytes) -> None:
    with pytest.raises(QuizgenError, match=r"^7b\.csv: is no table of names; "):
        read_class(data, "7b.csv")


def test_many_rows_without_a_name_are_counted() -> None:
    notes = read_class(b"Name,Class\nAda,7b\n" + b",7b\n" * 10, "7b.csv").notes
    assert len(notes) == 5
    assert notes[-1] == "7b.csv: and 7 more rows without a name"


def test_a_field_that_is_too_big_is_told_with_its_line() -> None:
    big = b"Name\n" + b"x" * 200_000 + b"\n"
    with pytest.raises(QuizgenError, match=r"^7b\.csv:2: .*a cell of more than 131,072"):
        read_class(big, "7b.csv")
    assert read_class(big + b"Ada\n", "7b.csv").names == ("Ada",)


@pytest.mark.parametrize("data", [b"", b"\n\n", b"Name\n", b",,\n", b"First name,Last name\n,\n"])
def test_a_list_without_names_is_an_error(data: bytes) -> None:
    with pytest.raises(QuizgenError, match=r"^7b\.csv: holds no names"):
        read_class(data, "7b.csv")


@given(st.binary(max_size=60))
def test_any_file_is_a_list_or_an_error(data: bytes) -> None:
    try:
        read = read_class(data, "7b.csv")
    except QuizgenError:
        return
    assert len({name.casefold() for name in read.names}) == len(read.names) > 0


@pytest.mark.parametrize(
    ("text", "names"),
    [("A,B", ["A", "B"]), ("3", ["A", "B", "C"]), ("1", [""]), (" red , blue green ", ["red", "blue green"])],
)
def test_versions_by_name_or_number(text: str, names: list[str]) -> None:
    assert [named.name for named in read_versions(text)] == names
    assert [named.name for named in read_versions("28")][-2:] == ["AA", "AB"]


@pytest.mark.parametrize("text", ["", ",", "A,a", "0", "201", "9" * 30])
def test_wrong_versions_are_told(text: str) -> None:
    with pytest.raises(QuizgenError):
        read_versions(text)


def test_files_have_names_that_every_system_takes() -> None:
    names = [
        "Ada",
        "ADA",
        'a/b\\c:d*e?f"g<h>i|j',
        "..",
        "Zoë",
        "Zoe\u0308",
        "CON",
        "x" * 300,
        "key",
        "\u202eevil",
    ]
    files = [path.name for path in beside(Path("out/quiz.pdf"), names, [Path("out/quiz-key.pdf")])]
    assert files == [
        "quiz-Ada.pdf",
        "quiz-ADA-2.pdf",
        "quiz-a-b-c-d-e-f-g-h-i-j.pdf",
        "quiz-version.pdf",
        "quiz-Zoë.pdf",
        "quiz-Zoë-2.pdf",
        "quiz-CON-.pdf",
        f"quiz-{'x' * 80}.pdf",
        "quiz-key-2.pdf",
        "quiz-evil.pdf",
    ]
