"""The ledger beside a package, judged by the real Anki: what an author changed is updated, and nothing else."""

from __future__ import annotations

import hashlib
import os
import random
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki_collection import bring, collection, complaints, progress, study
from anki_writing import MONDAY, note, sheet, told

import decks.anki.ledger
from decks.anki import Written
from decks.anki.ledger import keeping, ledger_path
from decks.anki.ledger_file import pack_ledger, unpack_ledger
from decks.anki.notetype import NOTE_TYPES
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from anki.collection import Collection

    from decks.anki.note import Note, NoteDeck


@pytest.fixture
def package(tmp_path: Path) -> Path:
    return tmp_path / "x.apkg"


def numbered(numbers: range, **others: Any) -> list[Note]:
    """Notes of a sheet; each fact's line is its place."""
    return [note(f"s/{number}/who", line=at, **others) for at, number in enumerate(numbers)]


def texts(col: Collection, field: str = "Question") -> dict[str, str]:
    """A field of each note, by our id."""
    notes = [col.get_note(id_) for id_ in col.find_notes("")]
    return {note["Id"]: note[field] for note in notes}


def tags(col: Collection, id_: str) -> list[str]:
    (found,) = col.find_notes(f'Id:"{id_}"')
    return col.get_note(found).tags


def test_a_year_of_two_people(tmp_path: Path, package: Path) -> None:
    """The author edits, retires and adds; the person edits, tags, restyles and studies; both keep what is theirs."""
    first = {f"s/{number}/who": note(f"s/{number}/who", line=number) for number in range(1_000)}
    with collection(tmp_path) as col:
        assert told(package, sheet(first.values())) == Written(1000, 1, 1000, new=1000, ledger="new")
        assert bring(col, package) == {"new": 1000}
        mine = live_with_it(col)
        learned = progress(col)
        css = col.models.get(NOTE_TYPES["basic"].id)

        edited = {id_: note(id_, f"Who, if not {id_}?") for id_ in list(first)[100:170]}
        reworded = {id_: note(id_, f"{id_} is who?") for id_ in list(first)[170:200]}
        added = {f"s/{number}/who": note(f"s/{number}/who") for number in range(5_000, 5_020)}
        kept = {id_: one for id_, one in first.items() if id_ not in list(first)[200:210]}
        second = list((added | kept | edited | reworded).values())  # the new ones move all others down
        second = [note(one.id, one.fields[0], line=line) for line, one in enumerate(second)]
        written = told(package, sheet(second, MONDAY + 1000))
        assert (written.new, written.changed, written.same, written.retired) == (20, 100, 890, 10)
        assert bring(col, package) == {"new": 20, "updated": 110, "duplicate": 890}

        assert {id_: row for id_, row in progress(col).items() if id_ in learned} == learned
        assert sum(row[-1] for row in learned.values()) >= 50
        assert col.models.get(NOTE_TYPES["basic"].id) == css
        assert {id_: texts(col, "Extra")[id_] for id_ in mine} == mine
        assert all("mine" in tags(col, id_) for id_ in list(first)[50:60])
        wanted = {one.id: one.fields[0] for one in (*first.values(), *second)}
        assert texts(col) == wanted
        assert sorted(texts_of(col, "tag:quizgen::retired")) == sorted(list(first)[200:210])

        again = told(package, sheet(second, MONDAY + 2000))
        assert again == Written(1010, 1, 1010, same=1010, ledger="kept")
        assert bring(col, package) == {"duplicate": 1010}

        told(package, sheet([*second, first["s/200/who"]], MONDAY + 3000))
        assert bring(col, package) == {"updated": 1, "duplicate": 1010}
        assert tags(col, "s/200/who") == ["history", "quizgen::s::Section"]
        assert progress(col)["s/200/who"] == learned["s/200/who"]
        assert complaints(col) == []


def live_with_it(col: Collection) -> dict[str, str]:
    """Edit 50 notes and the looks, tag 10 others, answer 50 cards; what was written into Extra comes back."""
    mine = {}
    for number in range(60):
        (id_,) = col.find_notes(f'Id:"s/{number}/who"')
        own = col.get_note(id_)
        if number < 50:
            mine[own["Id"]] = own["Extra"] = f"My own words on {number}"
        else:
            own.tags.append("mine")
        col.update_note(own)
    kind = col.models.get(NOTE_TYPES["basic"].id)
    assert kind is not None
    kind["css"] = ".card { color: green }"
    col.models.update_dict(kind)
    options = col.decks.config_dict_for_deck_id(1)
    options["new"]["perDay"] = 1000
    col.decks.update_config(options)
    study(col, 50)
    return mine


def texts_of(col: Collection, search: str) -> list[str]:
    return [col.get_note(id_)["Id"] for id_ in col.find_notes(search)]


def test_same_notes_and_ledger_are_the_same_bytes_whenever_the_sheet_was_touched(package: Path) -> None:
    def once(modified: int, notes: list[Note]) -> tuple[str, str]:
        told(package, sheet(notes, modified))
        pair = (package, ledger_path(package))
        one, other = (hashlib.sha256(path.read_bytes()).hexdigest() for path in pair)
        return one, other

    first = once(MONDAY, numbered(range(50)))
    assert once(MONDAY, numbered(range(50))) == first
    assert once(MONDAY + 99, numbered(range(50))) == first
    retiring = once(MONDAY + 100, numbered(range(5, 60)))
    assert once(MONDAY + 100, numbered(range(5, 60))) == retiring
    settled = once(MONDAY + 200, numbered(range(5, 60)))
    assert settled != retiring != first
    assert once(MONDAY + 300, numbered(range(5, 60))) == settled


def test_retired_note_is_sent_until_its_sheet_changes_again(tmp_path: Path, package: Path) -> None:
    told(package, sheet(numbered(range(5))))
    for _ in range(2):  # who writes twice before importing has lost nothing
        assert told(package, sheet(numbered(range(3)))) == Written(3, 1, 5, same=3, retired=2, ledger="kept")
    assert told(package, sheet(numbered(range(3)), MONDAY + 100)) == Written(3, 1, 3, same=3, ledger="kept")
    with collection(tmp_path) as col:
        assert bring(col, package) == {"new": 3}


def test_retired_note_is_as_it_was_and_lies_where_it_lay(tmp_path: Path, package: Path) -> None:
    """Also for who meets it then for the first time: its deck, which nothing else lies in, comes along."""
    gone = note("s/gone/who", "Was it <b>bold</b>?", deck=("Old", "A::B"), tags=("x",))
    told(package, sheet([gone, note("s/1/who")]))
    told(package, sheet([note("s/1/who")]))
    with collection(tmp_path) as col:
        assert bring(col, package) == {"new": 2}
        (id_,) = col.find_notes("tag:quizgen::retired")
        got = col.get_note(id_)
        assert (got["Question"], got.tags) == (
            "Was it <b>bold</b>?",
            ["quizgen::retired", "quizgen::s::A∷B", "x"],
        )
        assert [col.decks.name(card.did) for card in got.cards()] == ["Old::A∷B"]
        assert complaints(col) == []


def test_note_that_changes_within_a_second_is_newer_all_the_same(tmp_path: Path, package: Path) -> None:
    with collection(tmp_path) as col:
        for number, question in enumerate(("a", "b", "a", "c")):
            told(package, sheet([note("s/1/who", question)], MONDAY - number))
            bring(col, package)
            assert texts(col) == {"s/1/who": question}


# What was left out is not what is gone


def both(package: Path) -> Written:
    return told(
        package, sheet(numbered(range(3))), sheet([note(f"t/{n}/who") for n in range(4)], MONDAY, "t")
    )


def test_sheets_that_are_left_out_retire_nothing(tmp_path: Path, package: Path) -> None:
    both(package)
    for left in ((("t", 4),), ()):  # told once
        assert told(package, sheet(numbered(range(3)))) == Written(3, 1, 3, same=3, left=left, ledger="kept")
    assert both(package) == Written(7, 1, 7, same=7, ledger="kept")
    written = told(package, sheet(numbered(range(2))), sheet([], MONDAY, "t"))
    assert (written.same, written.retired) == (2, 5)


def test_selection_retires_nothing(package: Path) -> None:
    told(package, sheet(numbered(range(6))))
    assert told(package, sheet(numbered(range(2))), retiring=()) == Written(2, 1, 2, same=2, ledger="kept")
    assert told(package, sheet(numbered(range(1, 6)))) == Written(5, 1, 6, same=5, retired=1, ledger="kept")


def test_forms_that_are_not_asked_for_retire_nothing(package: Path) -> None:
    choices = [note(f"s/{n}/who/choice", kind="choice") for n in range(3)]
    gaps = [note(f"s/{n}/who/cloze") for n in range(3)]
    told(package, sheet([*numbered(range(3)), *choices, *gaps]))
    assert told(package, sheet(numbered(range(2)))).retired == 1
    asked = sheet([*numbered(range(2)), *choices[:1]], MONDAY + 100)
    assert told(package, asked, retiring=("choice",)).retired == 2
    asked = sheet([*choices[:1], *gaps[:1]], MONDAY + 200)
    assert told(package, asked, retiring=("choice", "cloze")).retired == 2
    asked = sheet([*numbered(range(2)), *choices[:1], *gaps[:1]], MONDAY + 300)
    assert told(package, asked).same == 4


def test_all_notes_of_a_form_can_be_retired(tmp_path: Path, package: Path) -> None:
    choices = [note(f"s/{n}/who/choice", kind="choice") for n in range(3)]
    told(package, sheet(choices))
    written = told(package, sheet([], MONDAY + 100), retiring=("choice",))
    assert (written.notes, written.retired) == (0, 3)
    with collection(tmp_path) as col:
        assert bring(col, package) == {"new": 3}
        assert complaints(col) == []


def test_a_link_that_leads_elsewhere_is_new_and_another_line_is_not(package: Path) -> None:
    def linked(address: str) -> NoteDeck:
        fields = list(note("s/1/who").fields)
        fields[6] = f'<a href="{address}">s.md:1</a>'
        return sheet([replace(note("s/1/who"), fields=tuple(fields))])

    told(package, linked("https://a.example/s.md#L1"))
    assert told(package, linked("https://a.example/s.md#L7")).same == 1
    assert told(package, linked("https://b.example/s.md#L7")).changed == 1


def test_note_that_was_left_out_and_gone_since_is_retired_in_its_own_deck(
    tmp_path: Path, package: Path
) -> None:
    """A left out note lives in the ledger alone, and must lose nothing there."""
    others = [note("t/1/who", deck=("T", "One")), note("t/2/who", "As it was", deck=("T", "Two"))]
    told(package, sheet(numbered(range(2))), sheet(others, MONDAY, "t"))
    for number in range(3):
        told(package, sheet(numbered(range(2 + number))))
    assert told(package, sheet(others[:1], MONDAY, "t")).retired == 1
    with collection(tmp_path) as col:
        assert bring(col, package) == {"new": 2}
        (id_,) = col.find_notes("tag:quizgen::retired")
        assert col.get_note(id_)["Question"] == "As it was"
        assert [col.decks.name(card.did) for card in col.get_note(id_).cards()] == ["T::Two"]


# Where it fails


def test_what_was_not_finished_leaves_package_and_ledger_as_they_were(package: Path) -> None:
    told(package, sheet(numbered(range(5))))
    before = {path: path.read_bytes() for path in package.parent.iterdir()}

    def stopping() -> Iterator[Note]:
        yield from numbered(range(2_000))
        raise KeyboardInterrupt

    for notes in (stopping(), (note("s/1/who") for _ in range(2))):
        with pytest.raises((KeyboardInterrupt, QuizgenError)):
            told(package, sheet(notes))
        assert {path: path.read_bytes() for path in package.parent.iterdir()} == before


def test_new_package_with_the_old_ledger_does_no_harm(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Between the one and the other: what that package said is known again, and all that follows is newer."""

    def stopped(path: Path) -> Any:
        raise KeyboardInterrupt

    old = {id_: note(id_, "old") for id_ in ("s/same/who", "s/back/who", "s/on/who", "s/gone/who")}
    told(package, sheet(old.values()))
    with collection(tmp_path) as col:
        bring(col, package)
        monkeypatch.setattr(decks.anki.ledger, "replacing", stopped)
        changed = {id_: note(id_, "new") for id_ in ("s/back/who", "s/on/who")}
        with pytest.raises(KeyboardInterrupt):
            told(package, sheet([*changed.values(), old["s/same/who"], note("s/more/who", "new")]))
        monkeypatch.undo()
        assert bring(col, package) == {"new": 1, "updated": 3, "duplicate": 1}

        last = [old["s/back/who"], old["s/same/who"], old["s/gone/who"], note("s/on/who", "newest")]
        written = told(package, sheet(last))  # of the same second as all before
        assert (written.new, written.changed, written.same, written.retired) == (0, 3, 1, 1)
        assert bring(col, package) == {"updated": 4, "duplicate": 1}
        assert texts(col) == {one.id: one.fields[0] for one in last} | {"s/more/who": "new"}
        assert texts_of(col, "tag:quizgen::retired") == ["s/more/who"]
        assert told(package, sheet(last)) == Written(4, 1, 5, same=4, retired=1, ledger="kept")


def test_package_serves_where_its_ledger_is_lost(tmp_path: Path, package: Path) -> None:
    told(package, sheet(numbered(range(5))))
    ledger_path(package).unlink()
    written = told(package, sheet([*numbered(range(1, 5)), note("s/9/who")], MONDAY + 99))
    assert written == Written(5, 1, 6, new=1, same=4, retired=1, ledger="package")
    assert told(package, sheet(numbered(range(1, 5)))).ledger == "kept"


def test_without_ledger_and_package_all_is_as_new_as_the_sheet_and_said_to_be(
    tmp_path: Path, package: Path
) -> None:
    with collection(tmp_path) as col:
        told(package, sheet(numbered(range(5))))
        bring(col, package)
        package.unlink()
        ledger_path(package).unlink()
        assert told(package, sheet(numbered(range(4)), MONDAY + 1)).ledger == "new"
        assert bring(col, package) == {"updated": 4}


@pytest.mark.parametrize("content", [b"", b"PK\x05\x06 and no more", b"my thesis"])
def test_file_that_is_no_package_tells_nothing(package: Path, content: bytes) -> None:
    package.write_bytes(content)
    assert told(package, sheet(numbered(range(2)))) == Written(2, 1, 2, new=2, ledger="new")
    told_to, other = ledger_path(package).read_bytes(), package.with_name("other.apkg")
    package.write_bytes(content)
    assert told(package, sheet(numbered(range(2)))).same == 2
    assert ledger_path(package).read_bytes() == told_to
    assert not other.exists()


def cut(data: bytes) -> bytes:
    return data[:-20]


def turned(data: bytes) -> bytes:
    return data[:200] + bytes([data[200] ^ 1]) + data[201:]


def larger(data: bytes) -> bytes:
    return re.sub(rb"ledger 1 \d+", b"ledger 1 9999999", data)


def huge(data: bytes) -> bytes:
    return re.sub(rb"ledger 1 \d+", b"ledger 1 999999999999", data)


def newer(data: bytes) -> bytes:
    return data.replace(b"ledger 1 ", b"ledger 2 ", 1)


@pytest.mark.parametrize(
    ("spoil", "reason"),
    [
        pytest.param(lambda data: b"", "is no ledger of quizgen's", id="empty"),
        pytest.param(lambda data: b"my thesis", "is no ledger of quizgen's", id="something else"),
        pytest.param(lambda data: bytes(range(256)) * 9, "is no ledger of quizgen's", id="noise"),
        pytest.param(cut, "is broken", id="cut off"),
        pytest.param(turned, "is broken", id="a bit turned"),
        pytest.param(larger, "is broken", id="smaller than it says"),
        pytest.param(huge, "is broken", id="larger than can be"),
        pytest.param(newer, "is a ledger of a newer quizgen", id="newer"),
    ],
)
def test_ledger_that_cannot_be_used_is_named_and_left_alone(
    package: Path, spoil: Callable[[bytes], bytes], reason: str
) -> None:
    told(package, sheet(numbered(range(50))))
    path = ledger_path(package)
    path.write_bytes(spoil(path.read_bytes()))
    assert_refused(package, reason)


def assert_refused(package: Path, reason: str) -> None:
    path = ledger_path(package)
    before = (path.read_bytes(), package.read_bytes())
    with pytest.raises(QuizgenError, match=f"^{re.escape(str(path))}: {reason}.*move it away"):
        told(package, sheet(numbered(range(1, 3))))
    assert (path.read_bytes(), package.read_bytes()) == before
    path.unlink()
    assert told(package, sheet(numbered(range(50)))).ledger == "package"


def test_no_broken_byte_does_more_than_to_be_refused(package: Path) -> None:
    """Of a ledger all are told; a package that is broken is as good as none, and is written anew."""
    told(package, sheet(numbered(range(50))))
    path, chance = ledger_path(package), random.Random(3)
    ledger, whole = path.read_bytes(), package.read_bytes()
    for _ in range(60):
        path.write_bytes(flipped(ledger, chance))
        with pytest.raises(QuizgenError, match="move it away"):
            told(package, sheet(numbered(range(50))))
    path.unlink()
    for _ in range(60):
        package.write_bytes(flipped(whole, chance))
        assert told(package, sheet(numbered(range(50)))).ledger in ("new", "package")
        path.unlink()


def flipped(data: bytes, chance: random.Random) -> bytes:
    at = chance.randrange(len(data))
    return data[:at] + bytes([data[at] ^ 1 << chance.randrange(8)]) + data[at + 1 :]


NO_ROOM = """
import resource, sys
from pathlib import Path
from anki_writing import note, sheet, told
from quizgen.finding import QuizgenError
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
try:
    told(Path(sys.argv[1]), sheet([note(f"s/{number}/who") for number in range(200)]))
except QuizgenError as error:
    print(error)
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit to the size of files")
@pytest.mark.parametrize("share", [0.3, 1.02])
def test_full_disk_is_no_fault_of_the_ledger(tmp_path: Path, package: Path, share: float) -> None:
    """It strikes when the ledger is unpacked, or when its notes are made ready to be found."""
    told(package, sheet(numbered(range(300))))
    inside = tmp_path / "inside"
    unpack_ledger(ledger_path(package), inside)
    limit = int(inside.stat().st_size * share)
    inside.unlink()
    before = {path: path.read_bytes() for path in tmp_path.iterdir()}
    here = Path(__file__).parent
    run = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(package), str(limit)],
        env=os.environ | {"PYTHONPATH": f"{here}{os.pathsep}{here.parent}"},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert "what was written before cannot be unpacked there: " in run.stdout, run.stderr
    assert {path: path.read_bytes() for path in tmp_path.iterdir()} == before


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END",
        "CREATE VIEW v AS SELECT * FROM notes",
        "CREATE VIRTUAL TABLE v USING fts3(x)",
        "CREATE INDEX i ON notes (guid)",
        "DROP TABLE notes",
        "DROP TABLE notes; CREATE TABLE notes (id integer primary key, guid text)",
        "DROP TABLE cards",
        "DROP TABLE ledger",
        "DROP TABLE col",
        "DELETE FROM col",
        "DELETE FROM ledger",
        "UPDATE col SET decks = '['",
        "UPDATE col SET decks = '{}'",
        "UPDATE col SET decks = x'00ff'",
        "UPDATE notes SET mid = 1",
        "UPDATE notes SET mod = 1 << 62",
        "UPDATE notes SET mod = 'x'",
        "UPDATE notes SET flds = 1",
        "UPDATE notes SET flds = 'x'",
        "UPDATE notes SET flds = CAST(x'ff' AS TEXT)",
        "UPDATE notes SET guid = 'x' WHERE id IN (SELECT id FROM notes LIMIT 2)",
        "UPDATE notes SET flags = 7",
        "DELETE FROM cards",
    ],
)
def test_hostile_ledger_is_refused_whatever_is_in_it(package: Path, sql: str) -> None:
    told(package, sheet(numbered(range(50))))
    path, inside = ledger_path(package), package.with_name("inside")
    unpack_ledger(path, inside)
    with closing(sqlite3.connect(inside)) as made:
        made.executescript(sql)
    pack_ledger(inside, path)
    inside.unlink()
    assert_refused(package, "(is broken|holds|has no)")


def test_ledger_of_a_package_that_nothing_was_written_to_is_none(package: Path) -> None:
    with keeping(ledger_path(package), package):
        pass
    assert list(package.parent.iterdir()) == []


def test_ledger_leaves_no_temporary_file(
    tmp_path: Path, package: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(folder))
    for number in (4, 3, 4):
        told(package, sheet(numbered(range(number))))
    assert list(folder.iterdir()) == []
    assert sorted(path.name for path in tmp_path.iterdir()) == ["temporary", "x.apkg", "x.apkg.ledger"]
