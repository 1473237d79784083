"""Text files of Anki's: the real Anki takes every note that we write, and we read what it exports."""

from __future__ import annotations

import csv
import io
import random
import re
import unicodedata
from html import unescape
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import ImportCsvRequest
from anki_collection import bring, collection, complaints, package
from anki_files import TEXTS, real
from quizzes import hostile_quiz

from decks.anki import name as naming
from decks.anki.escape import visible
from decks.anki.notetype import FIELDS
from decks.anki.reading import has_headers, item, read_text
from decks.card import Card, Deck
from decks.formats import FORMATS
from decks.quiz import Entry, Quiz
from quizgen.finding import QuizgenError
from quizgen.question import BLANK

if TYPE_CHECKING:
    from anki.collection import Collection

There = tuple[Path, dict[str, tuple[str, ...]], list[str]]
Real = tuple[dict[str, Path], dict[str, list[Any]]]
QUIZ = hostile_quiz()
ENTRIES = {naming.guid(f"text/{entry.id}"): entry for entry in QUIZ.entries}


def written(path: Path, quiz: Quiz) -> dict[str, str]:
    """Write a quiz; what was left out, and why."""
    with path.open("wb") as out:
        made = FORMATS["anki-tsv"].write(quiz, out)
    return {one.name: one.reason for one in made.left_out}


def imported(col: Collection, path: Path) -> dict[str, int]:
    """Import a text as a person does who changes nothing in the window, and count what became of its notes."""
    metadata = col.get_csv_metadata(str(path), None)
    log = col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata)).log
    fields = ("new", "updated", "duplicate", "conflicting", "missing_notetype", "missing_deck", "empty_first_field",
              "first_field_match")  # fmt: skip
    return {field: count for field in fields if (count := len(getattr(log, field)))}


def seen(html: str) -> str:
    """The text of a field of ours; every tag in it is one that we wrote, since theirs are escaped."""
    return unescape(
        re.sub(
            r"</?span>", "", re.sub(r"<br>|</li>", "\n", re.sub(r"</?[ou]l[^>]*>|<li>|</?small>", "", html))
        )
    )


def as_anki(text: str) -> str:
    """A text as Anki keeps it."""
    return unicodedata.normalize("NFC", "\n".join(map(visible, re.split(r"\r\n|\r|\n", text))))


@pytest.fixture(scope="module")
def there(tmp_path_factory: pytest.TempPathFactory) -> There:
    """A file of hostile questions, and what Anki made of it: type, fields, deck, tags of each guid; complaints."""
    folder = tmp_path_factory.mktemp("text")
    path = folder / "traps.txt"
    assert written(path, QUIZ) == {}
    with collection(folder) as col:
        assert imported(col, path) == {"new": len(ENTRIES)}
        assert imported(col, path) == {"duplicate": len(ENTRIES)}
        rows = {}
        for id_ in col.find_notes(""):
            note = col.get_note(id_)
            decks = {col.decks.name(card.did) for card in note.cards()}
            rows[note.guid] = (note.note_type()["name"], *note.fields, *sorted(decks), " ".join(note.tags))
        return path, rows, complaints(col)


def test_anki_takes_every_note_with_its_guid_deck_and_tags(there: There) -> None:
    _, rows, wrong = there
    assert rows.keys() == ENTRIES.keys() and wrong == []
    for guid, (type_, _, _, deck, tags) in rows.items():
        entry = ENTRIES[guid]
        assert type_ == ("Cloze" if entry.kind == "gaps" else "Basic")
        levels = naming.deck_name(entry.section or (QUIZ.title,))
        assert deck.casefold() == "::".join(levels).casefold()
        sheet, slash, _ = entry.id.partition("/")
        expected = naming.tags(entry.tags, sheet if slash else "", entry.section[1:]).split()
        assert sorted(map(str.casefold, tags.split())) == sorted(map(str.casefold, expected))


def test_every_text_is_shown_letter_for_letter(there: There) -> None:
    for guid, (_, front, back, *_) in there[1].items():
        entry = ENTRIES[guid]
        if entry.kind == "gaps":
            answers = re.findall(r"\{\{c(\d+)::(.*?)\}\}", front)
            assert [(int(number), seen(text)) for number, text in answers] == [
                (number, as_anki(text)) for number, text in enumerate(entry.answers, 1)
            ]
            gapped = seen(re.sub(r"\{\{c\d+::.*?\}\}", "\x01", front)).replace("\x01", BLANK)
            assert gapped == as_anki(entry.text)
            continue
        offered = () if entry.kind == "true-false" else (*entry.parts, *entry.choices)
        assert seen(front) == as_anki(entry.text) + "".join(f"{as_anki(one)}\n" for one in offered)
        right = entry.answers or tuple(entry.choices[one] for one in entry.key)
        if entry.kind == "matching":
            right = tuple(
                f"{part} — {entry.choices[one]}" for part, one in zip(entry.parts, entry.key, strict=True)
            )
        assert "\n".join(map(as_anki, right)) in seen(back)
        assert as_anki(entry.feedback) in seen(back) and as_anki(entry.correction) in seen(back)


def test_no_field_begins_like_a_formula_and_no_row_like_a_comment(there: There) -> None:
    head, rows = there[0].read_text("utf-8").split("#tags column:6\n")
    assert head.startswith("# quizgen\n#separator:tab\n#html:true\n")
    assert rows.count("\n") == len(ENTRIES)
    for guid, *cells in csv.reader(io.StringIO(rows), delimiter="\t"):
        assert re.fullmatch(r"[\w-]{16}", guid)
        assert not any(cell.startswith(tuple("=+-@\t\r")) for cell in cells)


def test_our_reader_gives_back_what_was_written(there: There) -> None:
    path, rows, _ = there
    found = read_text(path.read_bytes(), path.as_posix())
    decks = {card.note: found.decks[card.deck] for card in found.cards()}
    read = {}
    for note in found.notes():
        read[note.guid] = (
            found.types[note.type].name,
            *(unicodedata.normalize("NFC", field) for field in note.fields),
        )
        assert "::".join(decks[note.id]).casefold() == rows[note.guid][3].casefold()
        assert sorted(map(str.casefold, note.tags)) == sorted(map(str.casefold, rows[note.guid][4].split()))
    assert read == {guid: row[:3] for guid, row in rows.items()}
    assert found.left_out == () and found.media == frozenset() and list(found.reviews()) == []


@pytest.mark.parametrize(
    ("entry", "deck", "fields"),
    [
        (Entry("s/a/who", "short", "Who?", ("A", "B"), feedback="F", section=("1917",)), "1917 (quizgen)",
         ("Who?", "A<br>B<br><small>F</small>")),
        (Entry("s/a/who", "short", "=1+1", ("-x",), section=("=cmd",)), "＝cmd", ("&#61;1+1", "&#45;x")),
        (Entry("s/a/who", "short", "#x", ("",), section=("Default", "a::b")), "Default (quizgen)::a∷b", ("#x", "")),
        (Entry("s/a/b", "gaps", f"{BLANK} and {BLANK}", ("a:b", "{{c1::x}}")), "T",
         ("{{c1::a&#58;b}} and {{c2::&#123;&#123;c1&#58;&#58;x&#125;&#125;}}", "")),
        (Entry("s/a/t", "true-false", "It is.", choices=("True", "False"), key=(1,), correction="It is not."), "T",
         ("It is.", "False<br>It is not.")),
        (Entry("s/a/c", "choice", "Which?", choices=("a", "<b>"), key=(1,)), "T",
         ('Which?<ol type="A"><li>a</li><li>&lt;b&gt;</li></ol>', "&lt;b&gt;")),
        (Entry("s/a/o", "ordering", "Order:", choices=("b", "a"), key=(1, 0)), "T",
         ("Order:<ul><li>b</li><li>a</li></ul>", "<ol><li>a</li><li>b</li></ol>")),
    ],
)  # fmt: skip
def test_an_entry_is_a_note_that_anki_knows(
    tmp_path: Path, entry: Entry, deck: str, fields: tuple[str, str]
) -> None:
    path = tmp_path / "x.txt"
    assert written(path, Quiz("T", [entry])) == {}
    with collection(tmp_path) as col:
        assert imported(col, path) == {"new": 1}
        (id_,) = col.find_notes("")
        note = col.get_note(id_)
        assert (note.guid, tuple(note.fields)) == (naming.guid(f"text/{entry.id}"), fields)
        assert {col.decks.name(card.did) for card in note.cards()} == {deck}


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry("x", "short", " \u200b", ("a",)), "no card of an empty front; write what is asked"),
        (Entry("x", "gaps", "no gap", ("a",)), "not as many as its answers; write an answer for each"),
        (Entry("x", "gaps", BLANK, (" ",)), "not as many as its answers; write an answer for each"),
    ],
)  # fmt: skip
def test_what_anki_would_lose_is_left_out(tmp_path: Path, entry: Entry, reason: str) -> None:
    assert reason in written(tmp_path / "x.txt", Quiz("T", [entry]))["x"]


# What others write


@pytest.fixture(scope="module")
def exported(
    tmp_path_factory: pytest.TempPathFactory,
) -> Real:
    return real(tmp_path_factory.mktemp("anki"))


def test_what_anki_exports_is_read_as_it_was(exported: Real) -> None:
    path = exported[0]["notes-True.txt"]
    found = read_text(path.read_bytes(), path.name)
    rows = exported[1]["notes"]
    assert [(note.guid, " ".join(note.tags), "\x1f".join(note.fields)) for note in found.notes()] == [
        (row[1], str(row[4]).strip(), row[5]) for row in rows
    ]
    assert [type_.name for type_ in found.types.values()] == ["Basic", "Cloze", "Basic (and reversed card)"]
    assert {"Geschichte::1917::Öl", "Away"} >= {"::".join(deck) for deck in found.decks.values()}
    assert [card.ordinal for card in found.cards()] == [*[0] * len(TEXTS), 0, 2, 0, 1]
    with pytest.raises(QuizgenError, match=r"notes-True\.txt: a text file has no pictures or sounds; "):
        found.file("b.mp3")


def test_our_own_notes_are_known_again(tmp_path: Path) -> None:
    cards = [
        Card(f"s/f{n}/who", "open", "Who?", "A", "A did.", (0, 1), (), "", "", "", ("S",), ())
        for n in range(3)
    ]
    path = tmp_path / "notes.txt"
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("S", cards)))
        basic = col.new_note(col.models.by_name("Basic"))
        basic["Front"], basic["Back"] = "a", "b"
        col.add_note(basic, 1)
        col.export_note_csv(
            out_path=str(path), limit=None, with_html=True, with_tags=True, with_deck=True, with_notetype=True,
            with_guid=True,
        )  # fmt: skip
    found = read_text(path.read_bytes(), path.name)
    items = {item(note): found.types[note.type] for note in found.notes()}
    assert items.keys() == {"", *(card.id for card in cards)}
    assert items[""].fields == ("Front", "Back")
    assert items[cards[0].id].fields == tuple(row[0] for row in FIELDS)


def test_without_html_the_text_is_plain(exported: Real) -> None:
    path = exported[0]["notes-False.txt"]
    notes = list(read_text(path.read_bytes(), path.name).notes())
    assert notes[0].fields == ("Who?", "Lev Kamenev")
    assert notes[1].fields[1] == "a &lt; b"


CASES: dict[str, tuple[str, str]] = {
    "tabs without headers": ("a\tb\nc\td\n", "Basic|Import|a|b\nBasic|Import|c|d"),
    "other signs": ("a; b,c\n", "Basic|Import|a| b,c"),
    "a mark and old ends": ("\ufeff#deck:D\r#tags: x y\ra\tb\r", "Basic|D|a|b|x y"),
    "tags first": ("tags: one two\na\tb\n", "Basic|Import|a|b|one two"),
    "names of signs": ("#Separator: Pipe\n#html:true\n<b>a</b>|b\n", "Basic|Import|<b>a</b>|b"),
    "a sign itself": ("#separator:,\na,b\n", "Basic|Import|a|b"),
    "a tab itself": ("#separator:\t\na, b\tc\n", "Basic|Import|a, b|c"),
    "plain text": ("#html:false\na<b\t\"x\ny\"\n", "Basic|Import|a&lt;b|x<br>y"),
    "guessed HTML": ("a & b\t<i>x</i>\n", "Basic|Import|a & b|<i>x</i>"),
    "guessed text": ("a & b\ti < 3\n", "Basic|Import|a &amp; b|i &lt; 3"),
    "comments": ("# no header\n#\na\tb\n#c\td\n\"#e\"\tf\n\"g\n#h\"\ti\n",
     "Basic|Import|a|b\nBasic|Import|#e|f\nBasic|Import|g<br>#h|i"),
    "columns": (
        "#separator:tab\n#notetype column:2\n#deck column:1\n#tags column:4\n#guid column:5\n"
        "D::E\tCloze\t{{c2::x}} {{c1::y}}\tt u\tg1\tmore\nD\tBasic\tf\t\tg2\tb\n",
        "Cloze|D::E|{{c2::x}} {{c1::y}}|more|t u|g1|0 1\nBasic|D|f|b||g2",
    ),
    "names of columns": (
        "#columns:Word;Tags;Meaning\n#notetype:Mine\nchat;t1 t2;cat\n", "Mine|Import|chat|cat|t1 t2"
    ),
    "missing cells": ("#tags column:3\na\nb\tc\n", "Basic|Import|a|\nBasic|Import|b|c"),
    "a type unknown": ("#notetype:Sprüche\n{{c1::a}}\tb\tc\n", "Sprüche|Import|{{c1::a}}|b|c"),
    "more fields than Basic": ("a\tb\tc\n", "Basic|Import|a|b|c"),
    "empty rows": ("\n\t\n \t\na\tb\n\n", "Basic|Import|a|b"),
    "a quote never closed": ('"a\tb\nc\td\n', "Basic|Import|c|d\n! line 1: a quotation mark is never closed"),
}  # fmt: skip


@pytest.mark.parametrize("title", CASES)
def test_what_people_write_is_read_as_anki_reads_it(title: str) -> None:
    text, expected = CASES[title]
    found = read_text(text.encode(), "Import.txt")
    lines = []
    for note in found.notes():
        cards = [card for card in found.cards() if card.note == note.id]
        ordinals = " ".join(str(card.ordinal) for card in cards)
        deck = "::".join(found.decks[cards[0].deck])
        row = [found.types[note.type].name, deck, *note.fields, " ".join(note.tags), note.guid]
        lines.append("|".join([*row, *([ordinals] if len(cards) > 1 else [])]).rstrip("|"))
    lines += [f"! {one.name}: {one.reason.partition(';')[0]}" for one in found.left_out]
    assert [line.rstrip("|") for line in expected.split("\n")] == lines


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "there is no note in this file; "),
        ("#html:true\n#deck:x\n", "there is no note in this file; "),
        ("#separator:dash\na-b", 'x.txt:1:1: no separator is called "dash"; write tab or comma'),
        ("\n", "there is no note"),
        (
            '"a\tb',
            "there is no note in this file (line 1: a quotation mark is never closed); write the fields",
        ),
        ("#deck:x\n#html:perhaps\na\tb", 'x.txt:2:1: html is "perhaps"; write true or false'),
        ("#guid column:0\na\tb", 'x.txt:1:1: guid column is "0"; write the number of a column'),
        ("#guid column:1e9\na\tb", 'guid column is "1e9"; write the number'),
        ("#tags column:99999999999\na\tb", "write the number of a column"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, reason: str) -> None:
    with pytest.raises(QuizgenError) as caught:
        read_text(text.encode(), "x.txt")
    assert reason in str(caught.value)


def test_quotation_marks_that_are_never_closed_take_no_time() -> None:
    """Each of these lines leaves a mark open, whether it begins within one or not."""
    found = read_text(b"#\n" * 20_000 + b"c\td\n" + b'x"\t"\n' * 100_000, "x.txt")
    assert [note.fields for note in found.notes()] == [("c", "d")]
    assert [one.name for one in found.left_out][-2:] == ["line 20051", "line 20052 and all below"]
    assert {one.reason.partition("; ")[2] for one in found.left_out} == {"look at its quotation marks"}


@pytest.mark.parametrize(
    ("data", "whether"),
    [
        (b"#separator:tab\n", True), (b"\xef\xbb\xbf#HTML:true\r\na", True), (b"# quizgen\n#deck:x", True),
        (b"tags: a b\nc\td", True), (b"#notetype column:1\n", True), (b"chat\tcat\n", False), (b"", False),
        (b"# A heading: with words\n", False), (b"::Q::Who?{=A}", False), (b"// deck: x", False),
    ],
)  # fmt: skip
def test_a_text_says_whether_it_is_ankis(data: bytes, whether: bool) -> None:
    assert has_headers(data) is whether


def test_any_bytes_are_read_or_refused_in_a_sentence() -> None:
    chance = random.Random(7)
    words = [*b'\t \n " # 1 {{c1:: }} \xff \0 \r , a <b>'.split(b" "), b"#deck column:", b"#tags: "]
    for _ in range(1500):
        data = b"".join(chance.choice(words) for _ in range(chance.randrange(40)))
        try:
            found = read_text(data, "x.txt")
        except QuizgenError as error:
            assert re.fullmatch(r"x\.txt:[^\n]+; [^\n]+", str(error))
            continue
        notes = list(found.notes())
        assert {card.note for card in found.cards()} <= {note.id for note in notes}
        assert all(len(note.fields) == len(found.types[note.type].fields) for note in notes)


def test_whatever_stands_in_a_text_is_read_as_the_real_anki_reads_it(tmp_path: Path) -> None:
    """But for rows of nothing but spaces, which Anki makes notes of."""
    chance = random.Random(5)
    words = [
        "\t",
        "\t",
        "\n",
        "\n",
        "\r\n",
        '"a"',
        '"a\tb"',
        '"x\ny"',
        '""',
        "b c",
        "#",
        "é",
        "<b>q</b>",
        "&amp;",
        " ",
    ]
    path = tmp_path / "x.txt"
    with collection(tmp_path) as col:
        for number in range(150):
            html = chance.choice(("true", "false"))
            head = f"#separator:tab\n#html:{html}\n#notetype:Basic\n#deck:D{number}\n#columns:Front\tBack\n"
            text = head + "".join(chance.choice(words) for _ in range(chance.randrange(1, 20))) + "\nend"
            path.write_text(text, "utf-8", newline="")
            col.decks.id(f"D{number}")
            metadata = col.get_csv_metadata(str(path), None)
            metadata.dupe_resolution = metadata.DUPLICATE
            col.import_csv(ImportCsvRequest(path=str(path), metadata=metadata))
            theirs = [tuple(col.get_note(id_).fields) for id_ in sorted(col.find_notes(f"deck:D{number}"))]
            found = read_text(path.read_bytes(), "x.txt")
            ours = [note.fields[:2] for note in found.notes() if note.fields[0]]
            assert ours == [fields for fields in theirs if "".join(fields).strip()]
            assert found.left_out == ()
