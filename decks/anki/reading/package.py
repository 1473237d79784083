"""Packages of every generation: .apkg and .colpkg, as Anki 2.0, 2.1 and later write them."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from decks.anki.reading import archive, media, rows, wire
from decks.anki.reading.broken import BrokenError, Losses
from decks.anki.reading.database import Database
from decks.anki.reading.heads import heads
from decks.anki.reading.zone import offset
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from decks.anki.reading.archive import Archive
    from decks.anki.reading.collection import Card, Note, NoteType, Package, Review
    from decks.quiz import LeftOut

_T = TypeVar("_T")

COLLECTIONS = ("collection.anki21b", "collection.anki21", "collection.anki2")
"""The newest first. A newer package also has the oldest, for an Anki that knows no other: a note that says so."""
MOST_ROWS = 20_000_000
"""Notes, cards or reviews."""

_SOUGHT = {"note": "nid:", "card": "cid:"}
"""What to write before an id in Anki's browser to find it."""
_META = "meta"
_VERSIONS = {1: "collection.anki2", 2: "collection.anki21", 3: "collection.anki21b"}
"""What a package of each version holds, which its entry `meta` names since 2.1.50."""
_SQLITE = b"SQLite format 3\x00"
_VERSION_BYTES = slice(18, 20)


@contextmanager
def opened(path: Path) -> Iterator[Package]:
    """A package of Anki's, open for reading: its collection lies in a temporary folder until the end.

    Raises QuizgenError for what is none, is damaged, too large or too new, and where there is no room for it.
    """
    with ExitStack() as stack:
        try:
            packed = stack.enter_context(archive.opened(path))
            file = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="quizgen-"))) / "collection"
            entry = _collection(packed)
            _unpack(packed, entry, file)
        except OSError as error:
            reason = error.strerror or str(error)
            raise QuizgenError(
                f"{path.as_posix()}: cannot be read ({reason}); see that it is there, and room on the disk"
            ) from error
        database = stack.enter_context(closing(Database(file, packed.name)))
        database.check()
        if entry == COLLECTIONS[-1]:
            _refuse_stand_in(database, packed.name)
        yield Collection(packed, database, latest=entry == COLLECTIONS[0])


class Collection:
    """A collection that is open: a `Package`."""

    def __init__(self, packed: Archive, database: Database, *, latest: bool) -> None:
        self._packed = packed
        self._latest = latest
        self._database = database
        found = heads(database)
        self.name = packed.name
        self.created, self.rollover = found.created, found.rollover
        self.offset = offset(database)
        self.types: Mapping[int, NoteType] = found.types
        self.decks: Mapping[int, tuple[str, ...]] = found.decks
        self._losses = {"heads": found.left_out}
        self._entries = media.entries(packed, latest=latest)
        self.media = frozenset(self._entries)
        self._unpacked: set[str] = set()
        """The entries of files that were asked for, which come to `_total` bytes."""
        self._total = 0

    def notes(self) -> Iterator[Note]:
        """Go through its notes."""
        return self._made("note", rows.NOTES, lambda row: rows.note(row, self.types))

    def cards(self) -> Iterator[Card]:
        """Go through its cards."""
        return self._made("card", rows.CARDS, rows.card)

    def reviews(self) -> Iterator[Review]:
        """Go through its log of reviews."""
        return self._made("review", rows.REVIEWS, rows.review)

    def file(self, name: str) -> bytes:
        """Return the content of a file of `media`."""
        entry = self._entries.get(name)
        if entry is None:
            raise QuizgenError(
                f'{self.name}: there is no file "{shown(name)}" in it; export it with its media'
            )
        content = self._packed.content(entry, archive.MOST_FILE, zstd=self._latest)
        if entry not in self._unpacked:
            self._unpacked.add(entry)
            self._total += len(content)
        most = max(archive.FREELY, archive.FILES_RATIO * self._packed.size)
        if self._total > most:
            raise QuizgenError(
                f"{self.name}: its pictures and sounds unpack to more than {most // 1_000_000:,} MB;"
                " take a package that Anki wrote"
            )
        return content

    @property
    def left_out(self) -> tuple[LeftOut, ...]:
        """What is broken, as far as the streams were gone through."""
        return tuple(lost for losses in self._losses.values() for lost in losses.told())

    def _made(self, kind: str, query: str, make: Callable[[tuple[Any, ...]], _T]) -> Iterator[_T]:
        losses = self._losses[kind] = Losses(kind)
        last = None
        for count, row in enumerate(self._database.rows(query), 1):
            if count > MOST_ROWS:
                raise QuizgenError(f"{self.name}: it has more than {MOST_ROWS:,} {kind}s; split it")
            # Pages that point to each other in circles give rows again that were there.
            if last is not None and (row[0] == last or (query is not rows.CARDS and row[0] < last)):
                raise self._database.damaged(f"its table of {kind}s runs in circles")
            last = row[0]
            try:
                made = make(row)
            except BrokenError as error:
                losses.lose(f"{_SOUGHT.get(kind, '')}{row[0]}", str(error))
            else:
                yield made


def _collection(packed: Archive) -> str:
    """The entry that is the collection."""
    there = [entry for entry in COLLECTIONS if entry in packed.entries]
    if not there:
        raise QuizgenError(f"{packed.name}: there is no collection of Anki's in it; export a deck as .apkg")
    if _META not in packed.entries:
        return there[0]
    try:
        version = wire.number(wire.fields(packed.content(_META, 1_000)), 1)
    except wire.WireError as error:
        raise QuizgenError(f"{packed.name}: its entry meta is broken; export it from Anki anew") from error
    wanted = _VERSIONS.get(version, "")
    if wanted not in there:
        raise QuizgenError(
            f"{packed.name}: this package is of version {version}, "
            + ("but its collection is missing; export it from Anki anew" if wanted else _TOO_NEW)
        )
    return wanted


_TOO_NEW = 'newer than what is known; export it with "Support older Anki versions"'


def _refuse_stand_in(database: Database, name: str) -> None:
    """Raise for the collection of one note by which newer packages ask an old Anki to be updated."""
    texts = [row[0] for row in database.rows("SELECT flds FROM notes NOT INDEXED LIMIT 2")]
    if len(texts) == 1 and isinstance(texts[0], bytes) and b".colpkg" in texts[0]:
        raise QuizgenError(
            f"{name}: only the note that asks for a newer Anki is in it, its collection is missing;"
            " export it from Anki anew"
        )


def _unpack(packed: Archive, entry: str, file: Path) -> None:
    """Write the collection to a file of ours, as one that needs no other file beside it."""
    with file.open("w+b") as out:
        for chunk in packed.chunks(entry, archive.MOST_COLLECTION, zstd=entry == COLLECTIONS[0]):
            out.write(chunk)
        out.seek(0)
        header = bytearray(out.read(100))
        if not header.startswith(_SQLITE) or len(header) < 100:
            raise QuizgenError(f"{packed.name}: its collection is no SQLite file; export it from Anki anew")
        # Anki writes with a log beside the file, which is said here and then sought: there is none.
        header[_VERSION_BYTES] = b"\x01\x01"
        out.seek(0)
        out.write(header)
