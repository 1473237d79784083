"""What others put into Anki's files: every generation says the same, and what nobody should read is refused."""

from __future__ import annotations

import json
import random
import re
import sqlite3
import struct
import tempfile
from collections import Counter
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
import zstandard
from anki.import_export_pb2 import MediaEntries
from anki_collection import package as ours
from anki_files import (
    LATEST,
    LEGACY,
    OLDEST,
    PICTURE,
    TEXTS,
    changed,
    entries,
    package,
    real,
    unpacked,
    unsized,
)

from decks.anki.reading import archive, database, heads, is_ours, item, opened, wire
from decks.anki.reading import package as reading
from decks.anki.reading.collection import Card, Note, Review
from decks.card import Card as OurCard
from decks.card import Deck
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ALL = ("latest.apkg", "legacy.apkg", "latest.colpkg", "legacy.colpkg", "latest-bare.apkg", "legacy-bare.apkg")
BOTH = ("latest.apkg", "legacy.apkg")

Real = tuple[dict[str, Path], dict[str, list[Any]]]


@pytest.fixture(scope="module")
def anki(tmp_path_factory: pytest.TempPathFactory) -> Real:
    return real(tmp_path_factory.mktemp("anki"))


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The system's temporary folder, which must be empty again afterwards."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []


def everything(path: Path) -> tuple[list[Note], list[Card], list[Review], tuple[str, ...]]:
    """All that is in a package, each file unpacked too."""
    with opened(path) as found:
        rows = (list(found.notes()), list(found.cards()), list(found.reviews()))
        for name in found.media:
            found.file(name)
        return (*rows, tuple(f"{one.name}: {one.reason}" for one in found.left_out))


def refused(path: Path) -> str:
    """The sentence by which a package is refused."""
    with pytest.raises(QuizgenError) as caught:
        everything(path)
    said = str(caught.value)
    assert said.startswith(f"{path.as_posix()}: ") and re.search(r"; \w", said), said
    assert "\n" not in said and len(said) < len(path.as_posix()) + 300
    return said.removeprefix(f"{path.as_posix()}: ")


# What is there


@pytest.mark.parametrize("name", ALL)
def test_every_generation_says_what_anki_itself_says(anki: Real, temporary: Path, name: str) -> None:
    paths, rows = anki
    with opened(paths[name]) as found:
        assert (found.name, found.rollover, found.created) == (paths[name].as_posix(), 4, rows["created"][0])
        for _ in range(2):  # each stream can be gone through again
            assert [
                [note.id, note.guid, note.type, note.modified, list(note.tags), list(note.fields)]
                for note in found.notes()
            ] == [[*row[:4], row[4].split(), row[5].split("\x1f")] for row in rows["notes"]]
        assert found.left_out == ()
        # Without scheduling Anki forgets the home of what lies in a filtered deck.
        home = set() if "bare" in name else {("Sprachen",)}
        assert {("Geschichte", "1917", "Öl"), ("Away",)} | home <= set(found.decks.values())
        basic = next(type_ for type_ in found.types.values() if type_.name == "Basic")
        assert (basic.fields, basic.cloze, basic.templates[0].front) == (
            ("Front", "Back"),
            False,
            "{{Front}}",
        )
        assert "<hr id=answer>" in basic.templates[0].back
        assert [type_.cloze for type_ in found.types.values() if type_.name == "Cloze"] == [True]
        assert {len(type_.templates) for type_ in found.types.values() if "reversed card" in type_.name} == {
            2
        }
        if "bare" in name:
            assert (found.media, list(found.reviews())) == (frozenset(), [])
            assert {card.repetitions for card in found.cards()} == {0}
        else:
            assert found.media == {"é 1.png", "b.mp3"}
            assert (found.file("é 1.png"), found.file("b.mp3")) == (PICTURE, b"ID3" * 40_000)
            assert [[getattr(one, field) for field in Review.__slots__] for one in found.reviews()] == rows[
                "revlog"
            ]


@pytest.mark.parametrize("name", ALL[:4])
def test_a_card_is_at_home_in_its_deck_with_its_memory(anki: Real, name: str) -> None:
    paths, rows = anki
    with opened(paths[name]) as found:
        cards = list(found.cards())
    assert [
        [one.id, one.note, one.deck, one.ordinal, one.type, one.queue, one.due, one.interval, one.repetitions,
         one.lapses, one.flag] for one in cards
    ] == [
        [*row[:2], row[11] or row[2], *row[3:6], row[10] or row[6], *row[7:10], row[12] & 7]
        for row in rows["cards"]
    ]  # fmt: skip
    assert sum(bool(row[11]) for row in rows["cards"]) > 3
    memory = {id_: said for id_, *said in rows["memory"]}
    assert [[one.stability, one.difficulty] for one in cards] == [
        pytest.approx(memory[one.id]) for one in cards
    ]
    assert Counter(bool(one.last) for one in cards)[True] == len({row[1] for row in rows["revlog"]}) > 1
    assert {one.flag for one in cards} == {0, 3} and -1 in {one.queue for one in cards}


@pytest.mark.parametrize("key", ["json", "table"])
def test_the_hour_at_which_days_begin_is_read(anki: Real, tmp_path: Path, key: str) -> None:
    statement = (
        "UPDATE config SET val = '7' WHERE KEY = 'rollover'"
        if key == "table"
        else "UPDATE col SET conf = json_set(conf, '$.rollover', 7)"
    )
    inserted = "INSERT OR IGNORE INTO config VALUES ('rollover', 0, 0, '0')"
    given = anki[0]["latest.colpkg" if key == "table" else "legacy.apkg"]
    path = changed(given, tmp_path / "x.apkg", *([inserted] if key == "table" else []), statement)
    with opened(path) as found:
        assert found.rollover == 7


def test_our_own_notes_are_known_by_their_guid(anki: Real, tmp_path: Path) -> None:
    cards = [
        OurCard(f"s&<x>/f{n}/who", "open", "Who?", "A", "A did.", (0, 1), (), "", "", "s.md:1", ("S",), ())
        for n in range(3)
    ]
    path = changed(
        ours(tmp_path, Deck("S", cards)),
        tmp_path / "x.apkg",
        "UPDATE notes SET guid = 'x' WHERE rowid IN (SELECT max(id) FROM notes)",
    )
    with opened(path) as found:
        assert [item(note) for note in found.notes()] == [cards[0].id, cards[1].id, ""]
    assert not any(map(is_ours, everything(anki[0]["latest.apkg"])[0]))


def test_the_oldest_packages_have_neither_meta_nor_a_list_of_files(anki: Real, tmp_path: Path) -> None:
    content = entries(anki[0]["legacy.apkg"])
    path = package(tmp_path / "old.apkg", {OLDEST: content[LEGACY]})
    assert len(everything(path)[0]) == len(TEXTS) + 2
    both = package(tmp_path / "both.apkg", {OLDEST: content[OLDEST], LEGACY: content[LEGACY]})
    assert len(everything(both)[0]) == len(TEXTS) + 2


# Messages


def test_our_decoder_reads_what_protobuf_writes() -> None:
    chance = random.Random(3)
    for _ in range(50):
        message = MediaEntries()
        for _ in range(chance.randrange(5)):
            message.entries.add(
                name="é" * chance.randrange(300), size=chance.getrandbits(32), sha1=chance.randbytes(20)
            )
        listed = wire.fields(message.SerializeToString()).get(1, [])
        found = [wire.fields(one) for one in listed if isinstance(one, bytes)]
        assert [(wire.text(one, 1), wire.number(one, 2), one[3][-1]) for one in found] == [
            (one.name, one.size, one.sha1) for one in message.entries
        ]


@pytest.mark.parametrize(
    "data",
    [b"\x0a", b"\x0a\xff\xff\xff\xff\xff\xff\xff\xff\xff\x01x", b"\x08" + b"\xff" * 11, b"\x0b", b"\x0f", b"\x0d\x00",
     b"\x09\x00\x00"],
)  # fmt: skip
def test_what_is_no_message_is_told(data: bytes) -> None:
    with pytest.raises(wire.WireError):
        wire.fields(data)


# What is no package


def test_a_package_cut_off_anywhere_is_refused(anki: Real, tmp_path: Path, temporary: Path) -> None:
    path = tmp_path / "cut.apkg"
    for name in ALL[:4]:
        whole = anki[0][name].read_bytes()
        for tenth in range(10):
            path.write_bytes(whole[: len(whole) * tenth // 10])
            why = "it was cut off: its end is missing" if tenth else "it is empty"
            assert refused(path).startswith(f"this package cannot be unpacked ({why}); ")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n", "a PDF"),
        (b"\xef\xbb\xbf\r\n<!DOCTYPE HTML><html>", "a web page"),
        (b"<html lang=en>", "a web page"),
        (b'{"cards": []}', "a JSON file"),
        (b"SQLite format 3\x00" + bytes(84), "a bare collection"),
        (b"Rar!\x1a\x07\x00", "a RAR archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    ],
)
def test_what_is_no_package_is_called_what_it_is(data: bytes, what: str, tmp_path: Path) -> None:
    path = tmp_path / "deck.apkg"
    path.write_bytes(data)
    assert refused(path).startswith(f"this is {what}, and no package of Anki's; ")


def test_what_cannot_be_opened_is_told(tmp_path: Path) -> None:
    assert "cannot be read (" in refused(tmp_path / "none.apkg")
    assert "cannot be read (" in refused(tmp_path)


Content = dict[str, bytes]


def bomb(megabytes: int) -> Iterator[bytes]:
    return (bytes(1_000_000) for _ in range(megabytes))


def _meta(version: int) -> bytes:
    return bytes((8, version))


def _listed(*names: str) -> bytes:
    made = MediaEntries()
    for name in names:
        made.entries.add(name=name, size=3)
    return zstandard.ZstdCompressor().compress(made.SerializeToString())


ARCHIVES: dict[str, tuple[str, Callable[[Content], Content], str]] = {
    "ratio bomb": ("legacy.apkg", lambda c: c | {LEGACY: bytes(9_000_000)}, "unpacks to more than"),
    "zstd bomb that says so": (
        "latest.apkg", lambda c: c | {LATEST: zstandard.ZstdCompressor().compress(bytes(9_000_000))}, "unpacks to more"
    ),
    "zstd bomb that does not": ("latest.apkg", lambda c: c | {LATEST: unsized(bomb(9))}, "unpacks to more than"),
    "bomb of a list": ("latest.apkg", lambda c: c | {"media": unsized(bomb(9))}, "media unpacks to more than"),
    "bomb of a file": ("latest.apkg", lambda c: c | {"0": unsized(bomb(9))}, "0 unpacks to more than"),
    "bomb of meta": ("latest.apkg", lambda c: c | {"meta": bytes(9_000_000)}, "meta unpacks to more than"),
    "zip in a zip": ("legacy.apkg", lambda c: c | {LEGACY: b"PK\x03\x04" + bytes(500)}, "no SQLite file"),
    "zstd in zstd": (
        "latest.apkg", lambda c: c | {LATEST: zstandard.ZstdCompressor().compress(c[LATEST])}, "no SQLite file"
    ),
    "zstd cut off": ("latest.apkg", lambda c: c | {LATEST: c[LATEST][:-100]}, "cut off"),
    "no zstd": ("latest.apkg", lambda c: c | {LATEST: unpacked(c[LATEST])}, "cannot be unpacked"),
    "empty collection": ("legacy.apkg", lambda c: c | {LEGACY: b""}, "no SQLite file"),
    "half a collection": ("legacy.apkg", lambda c: c | {LEGACY: c[LEGACY][:20_000]}, "cannot be read"),
    "out of the folder": ("legacy.apkg", lambda c: c | {"../../evil": b"x"}, "leads out of the folder"),
    "absolute": ("legacy.apkg", lambda c: c | {"/etc/passwd": b"x"}, "leads out of the folder"),
    "another drive": ("legacy.apkg", lambda c: c | {"C:\\evil": b"x"}, "leads out of the folder"),
    "backslashes": ("legacy.apkg", lambda c: c | {"a\\..\\..\\evil": b"x"}, "leads out of the folder"),
    "a file out of the folder": ("latest.apkg", lambda c: c | {"media": _listed("../evil")}, "no name of a file"),
    "an absolute file": ("legacy.apkg", lambda c: c | {"media": b'{"0": "/etc/passwd"}'}, "no name of a file"),
    "a file of another drive": ("legacy.apkg", lambda c: c | {"media": b'{"0": "C:x"}'}, "no name of a file"),
    "a file without a name": ("legacy.apkg", lambda c: c | {"media": b'{"0": ".."}'}, "no name of a file"),
    "a list of numbers": ("legacy.apkg", lambda c: c | {"media": b'{"0": 1}'}, "list of pictures and sounds is broken"),
    "no JSON": ("legacy.apkg", lambda c: c | {"media": b"\xff{"}, "list of pictures and sounds is broken"),
    "deep JSON": ("legacy.apkg", lambda c: c | {"media": b"[" * 100_000}, "list of pictures and sounds is broken"),
    "huge number": ("legacy.apkg", lambda c: c | {"media": b"9" * 9_000}, "list of pictures and sounds is broken"),
    "absurd length": (
        "latest.apkg",
        lambda c: c | {"media": zstandard.ZstdCompressor().compress(b"\x0a\xff\xff\xff\xff\x7fx")},
        "list of pictures and sounds is broken",
    ),
    "no collection": ("legacy.apkg", lambda c: {"media": b"{}"}, "no collection of Anki's in it"),
    "only the note for an old Anki": ("latest.apkg", lambda c: {OLDEST: c[OLDEST], "media": b"{}"}, "asks for a newer"),
    "its version is missing": ("latest.apkg", lambda c: {OLDEST: c[OLDEST], "meta": _meta(3)}, "collection is missing"),
    "of the future": ("latest.apkg", lambda c: c | {"meta": _meta(4)}, "is of version 4, newer than what is known"),
    "no version": ("latest.apkg", lambda c: c | {"meta": b"\x0a\x01x"}, "its entry meta is broken"),
}  # fmt: skip


@pytest.mark.parametrize("name", ARCHIVES)
def test_an_archive_that_nobody_should_read_is_refused(
    anki: Real, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(archive, "FREELY", 1_000_000)
    given, change, reason = ARCHIVES[name]
    path = package(tmp_path / "x.apkg", change(entries(anki[0][given])))
    assert reason in refused(path)
    assert sorted(tmp_path.iterdir()) == [temporary, path]


def test_a_zip_of_too_many_entries_is_refused_before_they_are_read(
    anki: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = entries(anki[0]["legacy.apkg"]) | {str(n): b"" for n in range(4_000)}
    monkeypatch.setattr(archive, "MOST_DIRECTORY", 100_000)
    assert "its list of files is too long" in refused(package(tmp_path / "x.apkg", content))


@pytest.mark.parametrize(
    ("at", "value", "reason"),
    [
        (8, b"\x01\x00", "is encrypted; unpack it"),
        (10, b"\x0e\x00", "packed in a way that Anki does not know"),
        (10, b"\x63\x00", "packed in a way that Anki does not know"),
        (24, b"\x10\x00\x00\x00", "cannot be unpacked"),
        (42, b"\xf0\xff\xff\x0f", "cannot be unpacked"),
    ],
)
def test_a_directory_that_lies_is_refused(
    anki: Real, tmp_path: Path, at: int, value: bytes, reason: str
) -> None:
    data = bytearray(anki[0]["legacy.apkg"].read_bytes())
    for entry in (record.start() for record in re.finditer(rb"PK\x01\x02", bytes(data))):
        data[entry + at : entry + at + len(value)] = value
    path = tmp_path / "x.apkg"
    path.write_bytes(data)
    assert reason in refused(path)


# What is no collection


COLLECTIONS: dict[str, tuple[str, tuple[str, ...], str]] = {
    "no notes": ("legacy", ("DROP TABLE notes",), "has no table notes"),
    "no col": ("latest", ("DROP TABLE col",), "has no table col"),
    "no decks": ("latest", ("DROP TABLE decks",), "has no table decks"),
    "no row": ("legacy", ("DELETE FROM col",), "its collection is empty"),
    "no column": ("legacy", ("ALTER TABLE notes RENAME guid TO g",), "table notes has no column guid"),
    "a view": (
        "legacy", ("ALTER TABLE notes RENAME TO n", "CREATE VIEW notes AS SELECT * FROM n"), '"notes", which is no'
    ),
    "a trigger": (
        "latest", ("CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM notes; END",), '"t", which is no plain'
    ),
    "a virtual table": (
        "legacy",
        ("DROP TABLE notes", "CREATE VIRTUAL TABLE notes USING fts5(id, guid, mid, mod, tags, flds)"),
        'has "notes", which is no plain table',
    ),
    "a column that is computed": (
        "legacy",
        ("ALTER TABLE notes RENAME TO n",
         "CREATE TABLE notes (id INTEGER PRIMARY KEY, guid, mid, mod, tags, flds AS (hex(zeroblob(9))))"),
        "computes its column flds",
    ),
    "no key": (
        "legacy",
        ("ALTER TABLE cards RENAME TO n", "CREATE TABLE cards AS SELECT * FROM n"),
        "its table cards has no key",
    ),
    "SQL for a name": ("legacy", ('CREATE VIEW "x""; DROP TABLE notes" AS SELECT 1',), "which is no plain table"),
    "newer": ("latest", ("UPDATE col SET ver = 19",), "of schema 19, and 18 is the newest"),
    "text for a schema": ("legacy", ("UPDATE col SET ver = 'x'",), "its schema is no whole number"),
    "before all time": ("legacy", ("UPDATE col SET crt = -1",), "its day of creation is -1"),
    "after all time": ("latest", ("UPDATE col SET crt = 9e18",), "day of creation is 9000000000000000000"),
    "no JSON": ("legacy", ("UPDATE col SET models = 'x'",), "are no JSON"),
    "a list": ("legacy", ("UPDATE col SET decks = '[]'",), "decks are missing"),
    "deep JSON": ("legacy", ("UPDATE col SET models = replace(hex(zeroblob(100000)), '00', '[')",), "are no JSON"),
    "endless JSON": ("legacy", ("UPDATE col SET decks = zeroblob(200000)",), "too big"),
    "no UTF-8": ("legacy", ("UPDATE col SET models = CAST(X'FF' AS TEXT)",), "are no JSON"),
    "many tables": ("legacy", tuple(f"CREATE TABLE t{n} (x)" for n in range(20)), "more than 15 tables"),
    "many notes": ("legacy", (), "it has more than 3 notes"),
    "many decks": ("latest", (), "it has more than 2 decks"),
    "many types": ("legacy", (), "it has more than 1 note types"),
    "many fields": ("latest", (), "more than 1 fields"),
}  # fmt: skip

LIMITS = {
    "endless JSON": (database, "MOST_VALUE", 100_000),
    "many tables": (database, "MOST_TABLES", 15),
    "many notes": (reading, "MOST_ROWS", 3),
    "many decks": (heads, "MOST_DECKS", 2),
    "many types": (heads, "MOST_TYPES", 1),
    "many fields": (heads, "MOST_FIELDS", 1),
}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_collection_that_nobody_should_read_is_refused(
    anki: Real, tmp_path: Path, temporary: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    given, statements, reason = COLLECTIONS[name]
    path = changed(anki[0][f"{given}.apkg"], tmp_path / "x.apkg", *statements)
    if name in LIMITS:
        monkeypatch.setattr(*LIMITS[name])
    assert reason in refused(path)


def bent(data: bytearray, page: int, child: int) -> None:
    """Let every child of an interior page be one and the same."""
    size = struct.unpack(">H", data[16:18])[0]
    start = (page - 1) * size
    assert data[start] == 5  # an interior page of a table
    for cell in range(struct.unpack(">H", data[start + 3 : start + 5])[0]):
        at = start + struct.unpack(">H", data[start + 12 + 2 * cell : start + 14 + 2 * cell])[0]
        data[at : at + 4] = struct.pack(">I", child)
    data[start + 8 : start + 12] = struct.pack(">I", child)


@pytest.mark.parametrize(
    ("table", "columns"), [("cards", "?1, 1, 1" + ", 0" * 15), ("revlog", "?1, 1, 0, 3, 1, 1, 0, 0, 1")]
)
@pytest.mark.parametrize("levels", [0, 5], ids=["twice", "without end"])
def test_pages_that_run_in_circles_end(
    anki: Real, tmp_path: Path, table: str, columns: str, levels: int
) -> None:
    """Of 20 children each, five levels of pages give twenty to the fifth times the rows of the one leaf."""

    def fill(db: sqlite3.Connection) -> None:
        db.executemany(f"INSERT INTO {table} VALUES ({columns})", ((n,) for n in range(1, 9_000)))

    path = changed(anki[0]["legacy.apkg"], tmp_path / "x.apkg", fill)
    with closing(sqlite3.connect(tmp_path / "x.db")) as db:
        (root,) = db.execute("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    data = bytearray((tmp_path / "x.db").read_bytes())
    size = struct.unpack(">H", data[16:18])[0]
    start = (root - 1) * size
    first = start + struct.unpack(">H", data[start + 12 : start + 14])[0]
    (leaf,) = struct.unpack(">I", data[first : first + 4])
    for _ in range(levels):
        bent(data, root, leaf)
        data += data[start : start + size]
        leaf = len(data) // size
    bent(data, root, leaf)
    data[28:32] = struct.pack(">I", len(data) // size)
    said = refused(package(path, entries(path) | {LEGACY: bytes(data)}))
    assert ("interrupted" if levels and table == "cards" else "runs in circles") in said


# What costs only itself


def test_a_broken_row_costs_itself_and_is_named(anki: Real, tmp_path: Path) -> None:
    path = changed(anki[0]["legacy.apkg"], tmp_path / "x.apkg", *BROKEN)
    notes, cards, reviews, left_out = everything(path)
    whole = everything(anki[0]["legacy.apkg"])
    assert notes == whole[0] and reviews == whole[2]
    assert cards == [replace(card, stability=0, difficulty=0, last=0) for card in whole[1]]
    assert left_out == tuple(
        f"{said}; run Check Database in Anki and export it anew" for said in SAID.strip().split("\n")
    )


BROKEN = (
    *(
        f"INSERT INTO notes SELECT {1000 + n}, {guid}, {type_}, {mod}, 0, {tags}, {flds}, 0, 0, 0, '' FROM notes"
        " WHERE id > 9999 ORDER BY id LIMIT 1"
        for n, (guid, type_, mod, tags, flds) in enumerate(
            (
                ("x'fffe'", "mid", "0", "''", "flds"),
                ("'g'", "7", "0", "''", "flds"),
                ("'g'", "'x'", "0", "''", "flds"),
                ("'g'", "mid", "'now'", "''", "flds"),
                ("'g'", "mid", "-5", "''", "flds"),
                ("'g'", "mid", "1.5", "''", "flds"),
                ("'g'", "mid", "0", "x'ff'", "flds"),
                ("'g'", "mid", "0", "''", "CAST(x'61ff1f' AS TEXT)"),
                ("'g'", "mid", "0", "''", "'one'"),
                ("'g'", "mid", "0", "''", "'a' || char(31) || 'b' || char(31) || 'c'"),
                ("'g'", "mid", "0", "''", "replace(hex(zeroblob(2500001)), '00', 'ab') || char(31)"),
            )
        )
    ),
    'UPDATE cards SET data = \'{"s": NaN, "d": 1e999, "lrt": -5}\'',
    "UPDATE cards SET data = replace(hex(zeroblob(9000)), '00', '[') WHERE ord = 1",
    "UPDATE cards SET data = '{\"s\": ' || replace(hex(zeroblob(9000)), '00', '9') || '}' WHERE ord = 2",
    *(
        f"INSERT INTO cards SELECT {2000 + n}, {nid}, did, {ord_}, 0, 0, {type_}, queue, {due}, ivl, 0, reps,"
        f" lapses, 0, 0, {odid}, flags, data FROM cards WHERE id > 9999 ORDER BY id LIMIT 1"
        for n, (nid, ord_, type_, due, odid) in enumerate(
            (
                ("5", "0", "0", "0", "0"),
                ("nid", "900 + 1", "9", "0", "0"),
                ("nid", "902", "0", "'soon'", "0"),
                ("nid", "903", "0", "1 << 40", "0"),
                ("nid", "904", "0", "0", "-3"),
                ("nid", "99999", "0", "0", "0"),
            )
        )
    ),
    "INSERT INTO revlog VALUES (1, 1, 0, 9, 1, 1, 0, 0, 1), (2, 1, 0, 3, 'x', 1, 0, 0, 1)",
    "INSERT INTO revlog VALUES (-3, 1, 0, 3, 1, 1, 0, 0, 1)",
)
SAID = """
note nid:1000: its guid is not UTF-8
note nid:1001: its note type is not in the file, or broken
note nid:1002: its note type is not in the file, or broken
note nid:1003: its time of change is no whole number
note nid:1004: its time of change is -5, which cannot be
note nid:1005: its time of change is no whole number
note nid:1006: its list of tags is not UTF-8
note nid:1007: its text is not UTF-8
note nid:1008: it has 1 fields, and its note type 2
note nid:1009: it has 3 fields, and its note type 2
note nid:1010: its text has more than 5 MB
card cid:2000: its note is not in the file
card cid:2001: its type is 9, which cannot be
card cid:2002: its due day is no whole number
card cid:2003: its due day is 1099511627776, which cannot be
card cid:2004: its deck is -3, which cannot be
card cid:2005: its ordinal is 99999, which cannot be
review -3: its id is -3, which cannot be
review 1: its button is 9, which cannot be
review 2: its interval is no whole number
"""


def test_of_many_broken_rows_the_first_are_named(anki: Real, tmp_path: Path) -> None:
    many = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 1234)"
    path = changed(
        anki[0]["latest.apkg"],
        tmp_path / "x.apkg",
        f"INSERT INTO notes {many} SELECT i, 'g', 5, 0, 0, '', '', 0, 0, 0, '' FROM n",
    )
    with opened(path) as found:
        assert found.left_out == ()
        for _ in range(2):
            assert len(list(found.notes())) == len(TEXTS) + 2
            assert len(found.left_out) == 101
            assert found.left_out[-1].name == "1,134 more notes"


@pytest.mark.parametrize(
    ("given", "statement", "lost"),
    [
        ("legacy", "UPDATE col SET models = json_set(models, '$.' || json_quote('7'), 'x')", "7: it is no JSON object"),
        ("legacy", """UPDATE col SET models = json_set(models, '$."7"', json('{"id": 7}'))""", "7: it has no fields"),
        ("legacy", """UPDATE col SET models = json_set(models, '$."7"', json('{"id": 7, "flds": [{"name": 1}],
         "tmpls": [{}]}'))""", "7: its name is no text"),
        ("legacy", """UPDATE col SET decks = json_set(decks, '$."7"', json('{"id": [], "name": "x"}'))""", "7: its id"),
        ("latest", "INSERT INTO notetypes VALUES (7, 'Mine', 0, 0, x'0aff')", "Mine: it has no fields or no templates"),
        ("latest", "INSERT INTO decks VALUES (7, x'ff', 0, 0, '', '')", "\ufffd: its name is not UTF-8"),
        ("latest", "INSERT INTO decks VALUES (-7, 'd', 0, 0, '', '')", "d: its id is -7, which cannot be"),
    ],
)  # fmt: skip
def test_a_broken_type_or_deck_costs_itself(
    anki: Real, tmp_path: Path, given: str, statement: str, lost: str
) -> None:
    path = changed(anki[0][f"{given}.apkg"], tmp_path / "x.apkg", statement)
    *rows, left_out = everything(path)
    assert rows == list(everything(anki[0][f"{given}.apkg"])[:3])
    assert [said.startswith(f"note type or deck {lost}") for said in left_out] == [True]


@pytest.mark.parametrize("blob", ["x'0a'", "x'0affffffff7f'", "'text'", "x'08ffffffffffffffffffffff01'", "7"])
def test_the_notes_of_a_broken_type_are_named(anki: Real, tmp_path: Path, blob: str) -> None:
    broken = f"UPDATE templates SET config = {blob} WHERE ntid IN (SELECT mid FROM notes ORDER BY id LIMIT 1)"
    notes, cards, _, left_out = everything(changed(anki[0]["latest.apkg"], tmp_path / "x.apkg", broken))
    assert (len(notes), len(left_out)) == (2, len(TEXTS) + 1)
    assert len(cards) == len(everything(anki[0]["latest.apkg"])[1])


def test_a_file_that_is_listed_and_not_there_is_not_there(anki: Real, tmp_path: Path) -> None:
    for name in BOTH:
        content = entries(anki[0][name])
        del content["1"]
        with opened(package(tmp_path / "x.apkg", content)) as found:
            (kept,) = found.media
            gone = ({"é 1.png", "b.mp3"} - {kept}).pop()
            assert found.file(kept)
            with pytest.raises(QuizgenError, match=f'no file "{gone}" in it; '):
                found.file(gone)


@pytest.mark.parametrize("name", BOTH)
def test_many_files_that_unpack_to_too_much_together_are_refused(
    anki: Real, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setattr(archive, "FREELY", 900_000)
    files = {str(number): bytes(100_000) for number in range(10)}
    listed = json.dumps({number: f"{number}.png" for number in files}).encode()
    if name == "latest.apkg":
        files = {number: zstandard.ZstdCompressor().compress(data) for number, data in files.items()}
        listed = _listed(*(f"{number}.png" for number in range(10)))
    path = package(tmp_path / "x.apkg", entries(anki[0][name]) | files | {"media": listed})
    with opened(path) as found:
        for _ in range(20):  # one file again and again is one file
            assert len(found.file("0.png")) == 100_000
    assert "its pictures and sounds unpack to more than 0 MB" in refused(path)


def test_a_stream_that_nobody_ends_is_in_no_bodys_way(anki: Real, temporary: Path) -> None:
    with opened(anki[0]["latest.apkg"]) as found:
        notes, cards = found.notes(), found.cards()
        assert next(notes).id < next(notes).id and next(cards)
    del notes, cards


def test_whatever_is_changed_in_a_package_no_traceback_comes_of_it(
    anki: Real, tmp_path: Path, temporary: Path
) -> None:
    chance = random.Random(11)
    path, tally = tmp_path / "x.apkg", Counter[str]()
    for turn in range(240):
        name = ALL[turn % 4]
        content = entries(anki[0][name])
        entry = chance.choice(
            [*content][:1] + [one for one in content if one.startswith("collection")] * 3 + ["media"]
        )
        if turn % 10 == 0:
            path.write_bytes(spoilt(anki[0][name].read_bytes(), chance))
        else:
            packed = entry == LATEST or (entry == "media" and name.startswith("latest"))
            data = spoilt(unpacked(content[entry]) if packed else content[entry], chance)
            content[entry] = zstandard.ZstdCompressor().compress(data) if packed else data
            package(path, content)
        try:
            everything(path)
            tally["read"] += 1
        except QuizgenError as error:
            assert re.fullmatch(rf"{re.escape(path.as_posix())}: [^\n]+; [^\n]+", str(error))
            tally["refused"] += 1
    assert min(tally["read"], tally["refused"]) > 30


def spoilt(data: bytes, chance: random.Random) -> bytes:
    made = bytearray(data)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(min(len(made), chance.choice((200, 8_000, len(made)))))
        kind = chance.randrange(4)
        if kind == 0:
            made[at] ^= 1 << chance.randrange(8)
        elif kind == 1:
            made[at : at + 4] = chance.choice(
                (b"\xff" * 4, bytes(4), b"\x7f\xff\xff\xff", b"\x80\x00\x00\x00")
            )
        elif kind == 2:
            made[at] = chance.randrange(256)
        else:
            other = chance.randrange(len(made))
            made[at : at + 64] = made[other : other + 64]
    return bytes(made)
