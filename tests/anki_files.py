"""Files of Anki's for the tests of reading: made by the real Anki, and changed into what nobody should read."""

from __future__ import annotations

import io
import sqlite3
import zipfile
from contextlib import closing
from typing import TYPE_CHECKING, Any

import zstandard
from anki.collection import Collection, ExportAnkiPackageOptions
from anki_collection import study

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

LATEST, LEGACY, OLDEST = "collection.anki21b", "collection.anki21", "collection.anki2"
PICTURE = b"\x89PNG\r\n\x1a\n no picture at all, but its bytes " * 9
TEXTS = (
    ("Who?", "Lev <b>Kamenev</b>"),
    ('<img src="é 1.png"> what', "a &lt; b"),
    ("Ленин 中文 עברית 👩‍👩‍👧", "\u00a0 two  spaces\nand a line"),
    ("{{c1::not}} a cloze", "'; DROP TABLE notes; --"),
    ("# hash", '"quoted" and\ta tab'),
)


def real(folder: Path) -> tuple[dict[str, Path], dict[str, list[Any]]]:
    """A collection with a bit of everything: how Anki exports it, and its rows as it says them itself."""
    col = Collection(str(folder / "real.anki2"))
    basic, cloze = col.models.by_name("Basic"), col.models.by_name("Cloze")
    deck = col.decks.id("Geschichte::1917::Öl")
    (folder / "é 1.png").write_bytes(PICTURE)
    assert col.media.add_file(str(folder / "é 1.png")) == "é 1.png"
    (folder / "b.mp3").write_bytes(b"ID3" * 40_000)
    for front, back in TEXTS:
        note = col.new_note(basic)
        note["Front"], note["Back"], note.tags = front, back, ["history", "a::b"]
        col.add_note(note, deck)
    note = col.new_note(cloze)
    note["Text"] = (
        f"{{{{c1::One}}}} and {{{{c3::three}}}} [sound:{col.media.add_file(str(folder / 'b.mp3'))}]"
    )
    col.add_note(note, deck)
    note = col.new_note(col.models.by_name("Basic (and reversed card)"))
    note["Front"], note["Back"] = "chat", "cat"
    col.add_note(note, col.decks.id("Sprachen"))
    study(col, 4)
    fresh = list(col.find_cards("is:new"))
    col.set_user_flag_for_cards(3, fresh[:1])
    col.sched.suspend_cards(fresh[1:2])
    col.sched.rebuild_filtered_deck(col.decks.new_filtered("Away"))
    rows = {
        table: [list(row) for row in col.db.all(f"SELECT {columns} FROM {table} ORDER BY {order}")]
        for table, columns, order in (
            ("notes", "id, guid, mid, mod, tags, flds", "id"),
            (
                "cards",
                "id, nid, did, ord, type, queue, due, ivl, reps, lapses, odue, odid, flags",
                "nid, ord",
            ),
            ("revlog", "id, cid, ease, ivl, lastIvl, factor, time, type", "id"),
        )
    }
    rows["memory"] = [
        [
            card.id,
            *((card.memory_state.stability, card.memory_state.difficulty) if card.memory_state else (0, 0)),
        ]
        for card in map(col.get_card, sorted(col.find_cards("")))
    ]
    rows["created"] = [col.db.scalar("SELECT crt FROM col")]
    paths = {name: folder / name for name in ("latest.apkg", "legacy.apkg", "latest.colpkg", "legacy.colpkg")}
    for name in ("latest", "legacy"):
        for stem, learned in ((name, True), (f"{name}-bare", False)):
            options = ExportAnkiPackageOptions(
                with_scheduling=learned,
                with_media=learned,
                with_deck_configs=learned,
                legacy=name == "legacy",
            )
            paths[f"{stem}.apkg"] = folder / f"{stem}.apkg"
            col.export_anki_package(out_path=str(folder / f"{stem}.apkg"), options=options, limit=None)
    for html in (True, False):
        paths[f"notes-{html}.txt"] = folder / f"notes-{html}.txt"
        col.export_note_csv(
            out_path=str(folder / f"notes-{html}.txt"), limit=None, with_html=html, with_tags=True,
            with_deck=True, with_notetype=True, with_guid=True,
        )  # fmt: skip
    for name in ("latest", "legacy"):
        col.export_collection_package(
            str(folder / f"{name}.colpkg"), include_media=True, legacy=name == "legacy"
        )
        if col.db is None:
            col.reopen()
    col.close()
    return paths, rows


def entries(path: Path) -> dict[str, bytes]:
    """What is in a package."""
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def package(path: Path, content: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> Path:
    """A package with just that in it."""
    with zipfile.ZipFile(path, "w", method) as archive:
        for name, data in content.items():
            archive.writestr(name, data)
    return path


def changed(given: Path, path: Path, *statements: str | Callable[[sqlite3.Connection], object]) -> Path:
    """A package with its collection changed by SQL, or by what a function does to it."""
    content = entries(given)
    entry = next(name for name in (LATEST, LEGACY, OLDEST) if name in content)
    data = unpacked(content[entry]) if entry == LATEST else content[entry]
    file = path.with_suffix(".db")
    file.write_bytes(data[:18] + b"\x01\x01" + data[20:])
    with closing(sqlite3.connect(file)) as db:
        db.create_collation("unicase", lambda one, other: (one > other) - (one < other))
        for statement in statements:
            if callable(statement):
                statement(db)
            else:
                db.execute(statement)
            db.commit()
    data = file.read_bytes()
    content[entry] = zstandard.ZstdCompressor().compress(data) if entry == LATEST else data
    return package(path, content)


def unpacked(data: bytes) -> bytes:
    return zstandard.ZstdDecompressor().decompressobj().decompress(data)


def unsized(chunks: Iterable[bytes]) -> bytes:
    """A zstd frame that does not say how much it unpacks to."""
    out = io.BytesIO()
    with zstandard.ZstdCompressor().stream_writer(out, closefd=False) as writer:
        for chunk in chunks:
            writer.write(chunk)
    return out.getvalue()
