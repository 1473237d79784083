"""The entries of a ledger: what was said of each note, the date it is to have, and who is gone."""

from __future__ import annotations

import json
import re
import sqlite3
from collections import Counter
from contextlib import closing, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from decks.anki import name, past
from decks.anki.escape import escape
from decks.anki.ids import FIELD_NAMES
from decks.anki.ledger_file import is_no_room, pack_ledger
from decks.anki.rows import EARLIEST, LIVE, MARKED, RETIRED
from quizgen.finding import QuizgenError
from quizgen.forms import FORMS

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence
    from pathlib import Path

    from decks.anki.rows import Row

    _Known = tuple[int, int, int, str, str]
    """Type, date, flag, tags, fields."""

Standing = Literal["none", "new", "kept", "package"]
"""Nobody keeps one; there was none, nor a package in its place; there was one; the last package served as one."""

RETIRED_TAG = "quizgen::retired "
"""Behind all others."""

_DIGITS = re.compile(r"\d+")
_ORIGIN, _ID = FIELD_NAMES.index("Origin"), FIELD_NAMES.index("Id")


def unusable(path: Path, reason: str) -> QuizgenError:
    """What to say of a ledger that cannot be used."""
    return QuizgenError(
        f"{path}: {reason}, and nothing is written; take it from a backup, or move it away: without a ledger the"
        " last package tells what was sent before, and without that every note is as new as its sheet"
    )


@dataclass(frozen=True, slots=True)
class Gone:
    """A note that is in its sheet no more, as it was, with the date and the tag of one that is retired."""

    guid: str
    type: int
    """Its id in Anki."""
    modified: int
    tags: str
    fields: str
    first: str
    """The first of the fields."""
    deck: tuple[str, ...]
    """Levels of its name."""
    description: str
    """Of the outermost deck, in HTML."""
    cards: tuple[int, ...]
    """Their ordinals."""


class Ledger:
    """A ledger that is open: it is told of each note, gives it its date, and knows in the end what is to be kept."""

    def __init__(
        self,
        path: Path,
        before: Path | None,
        next_: Path,
        known: sqlite3.Connection | None,
        stood: Standing,
    ) -> None:
        """Of the file at `path`, unpacked to `before` and opened as `known`."""
        self._path = path
        self._before = before
        self.next = next_
        """The ledger to come, once the package is made."""
        self.stood = stood
        self.new = self.changed = self.same = self.retired = 0
        self.left: Counter[str] = Counter()
        """Notes of the last package whose sheets were not given, by the sheet's id."""
        self.first = 0
        """The id of the first note, which stays the same from package to package; 0 where there was none."""
        self._known = known
        if known is not None:
            self.first = known.execute("SELECT min(id) FROM notes").fetchone()[0] or 0
            known.execute("BEGIN")

    def close(self) -> None:
        """Let go of the files."""
        if self._known is not None:
            self._known.close()

    def dated(self, notes: Sequence[Row]) -> list[Row]:
        """Rows of notes with the dates they are to have; they come with those of their sheets."""
        half = len(notes) // 2 + 1  # an older SQLite takes 999 values at a time
        with self._reading():
            known = self._look_up(notes[:half]) | self._look_up(notes[half:])
        return [self._dated(note, known.get(note[1])) for note in notes]

    def _look_up(self, notes: Sequence[Row]) -> dict[str, _Known]:
        if self._known is None or not notes:
            return {}
        rows = self._known.execute(
            "SELECT guid, mid, mod, flags, tags, flds, id FROM notes"
            f" WHERE guid IN ({', '.join('?' * len(notes))})",
            [note[1] for note in notes],
        ).fetchall()
        self._see([(row[-1],) for row in rows])
        return {guid: tuple(row) for guid, *row, _ in rows}

    def _see(self, ids: list[tuple[int]]) -> None:
        assert self._known is not None
        self._known.executemany("INSERT OR IGNORE INTO quizgen_seen VALUES (?)", ids)

    def _dated(self, note: Row, known: _Known | None) -> Row:
        id_, guid, kind, modified, tags, fields, *rest = note
        if known is None:
            self.new += 1
            return note
        before, at, flag, tags_before, fields_before = known
        if (
            flag != RETIRED
            and before == kind
            and (fields_before == fields or _same(fields_before, str(fields)))
            and (tags_before == tags or _unmarked(tags_before) == _unmarked(str(tags)))
        ):
            self.same += 1
            return (id_, guid, kind, at, tags, fields, *rest)
        self.changed += 1
        return (id_, guid, kind, max(int(modified), at + 1), tags, fields, *rest)

    def gone(self, sheets: Mapping[str, int], forms: Collection[str]) -> Iterator[Gone]:
        """The notes to retire, as they were, in their old order: of these sheets, which come with their dates.

        Those that were retired before come again until their sheet has changed since: so a package that is written
        twice before anybody imports it says the same. Notes of other sheets have been left out, and notes in other
        forms (see `form_of`) were not asked for: they are only kept.
        """
        if self._known is None:
            return
        prefixes = {escape(sheet): modified for sheet, modified in sheets.items()}
        found: list[tuple[int]] = []
        with self._reading():
            self._known.execute("CREATE INDEX IF NOT EXISTS quizgen_cards ON cards (nid)")
            (decks,) = self._known.execute("SELECT decks FROM col").fetchone()
            shelf = json.loads(decks)
            rows = self._known.execute(
                "SELECT id, guid, mid, mod, flags, tags, flds, sfld FROM notes"
                " WHERE id NOT IN quizgen_seen ORDER BY id"
            )
            for id_, guid, kind, at, flag, tags, fields, first in rows:
                asked = fields.split("\x1f")[_ID]
                sheet = asked.partition("/")[0]
                if sheet not in prefixes and flag == LIVE:
                    self.left[sheet] += 1
                if sheet not in prefixes or form_of(asked) not in forms:
                    continue
                latest = max(prefixes[sheet], EARLIEST)
                if flag == RETIRED and at < latest:
                    continue
                found.append((id_,))
                deck, cards = self._cards(id_, shelf)
                outermost = shelf.get(str(name.deck_id(name.deck_key(deck[:1]))), {})
                again = flag == RETIRED
                yield Gone(
                    guid, kind, at if again else max(latest, at + 1),
                    tags if again else _unmarked(tags) + RETIRED_TAG, fields, first,
                    deck, outermost.get("desc", ""), cards,
                )  # fmt: skip
            self._see(found)
        self.retired = len(found)

    def _cards(
        self, note: int, shelf: Mapping[str, Mapping[str, str]]
    ) -> tuple[tuple[str, ...], tuple[int, ...]]:
        assert self._known is not None
        cards = self._known.execute(
            "SELECT did, ord FROM cards WHERE nid = ? ORDER BY ord", (note,)
        ).fetchall()
        deck = shelf[str(cards[0][0])]["name"]
        return tuple(deck.split("::")), tuple(ordinal for _, ordinal in cards)

    def keep(self, collection: Path, checksum: int) -> None:
        """Make the ledger to come: the package's collection, which becomes it, and what is in no package."""
        if self._known is not None:
            self._known.execute("COMMIT")
        with closing(sqlite3.connect(collection, isolation_level=None)) as made:
            for pragma in ("journal_mode = OFF", "synchronous = OFF"):
                made.execute(f"PRAGMA {pragma}")
            made.execute("CREATE TABLE ledger (checksum integer not null)")
            made.execute("INSERT INTO ledger VALUES (?)", (checksum,))
            if self._known is not None:
                made.execute("ATTACH ? AS past", (str(self._before),))
                with self._reading():
                    past.keep_unseen(made)
        pack_ledger(collection, self.next)

    @contextmanager
    def _reading(self) -> Iterator[None]:
        """What cannot be read in a ledger that could be opened was put there by somebody."""
        try:
            yield
        except (sqlite3.DatabaseError, ValueError, LookupError, AttributeError, TypeError) as error:
            if is_no_room(error):
                raise
            raise unusable(self._path, f"is broken ({error})") from error


def _same(one: str, other: str) -> bool:
    """Whether two notes say the same.

    On which line a fact stands is nothing that it says: with every line before it, it moves. Where its link leads is.
    """
    before, after = one.split("\x1f"), other.split("\x1f")
    if len(before) != len(after):
        return False
    before[_ORIGIN], after[_ORIGIN] = _address(before[_ORIGIN]), _address(after[_ORIGIN])
    return before == after


def _address(origin: str) -> str:
    """Where the link of an Origin leads but for its line; nothing where it is none."""
    return _DIGITS.sub("", origin) if origin.startswith("<") else ""


def form_of(id_: str) -> str:
    """The form in which an item asks; empty for a question as it is asked, whose id ends in a tag."""
    last = id_.rpartition("/")[2]
    return last if last in FORMS else ""


def _unmarked(tags: str) -> str:
    return tags.removesuffix(MARKED)
