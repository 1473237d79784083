"""Two months of study by the study session's own code, and the way to the real Anki and back."""

from __future__ import annotations

import time
from contextlib import contextmanager
from random import Random
from typing import TYPE_CHECKING

from anki import import_export_pb2
from anki.collection import Card as AnkiCard
from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
)
from anki.decks import DeckId
from anki.scheduler.v3 import CardAnswer
from steps import facts

from decks.anki import write_notes
from decks.anki.note import Note, NoteDeck
from decks.anki.notetype import fields
from decks.anki.preset import Preset
from decks.anki.progress import schedules
from decks.card import Card
from decks.library import Library
from decks.progress.days import offset_of
from decks.progress.store import Store
from decks.scheduling.fsrs import DEFAULT, Scheduler
from decks.study.clock import Now, wall_clock
from decks.study.options import Options
from decks.study.session import Session

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

OWN = Scheduler(tuple(round(weight * 1.07, 4) for weight in DEFAULT), retention=0.87)
"""Weights of a person's own."""
DAYS = 60
DAY = 86_400_000
IF_NEWER = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER


class Season:
    """A student's log of the last two months, up to some days ago by the real clock, which Anki goes by, too."""

    def __init__(self, folder: Path, cards: int = 64, days: int = DAYS) -> None:
        self.sheet = folder / "maps.md"
        self.sheet.write_text(f"---\ntitle: Maps\nid: maps\n---\n\n{facts(cards)}", "utf-8")
        self.now = wall_clock()
        self.options = Options(new=1, scheduler=OWN)
        self.store = Store.open(folder / "season.db")
        self.store.connection.execute("PRAGMA synchronous = OFF")
        self._library = Library.open(folder / "library.db")
        self._shelf = self._library.compile([str(self.sheet)])
        self.store.attach(self._library.path)
        self._chance = Random(7)
        self._at = 0
        for back in range(days + 3, 3, -1):
            self._day(back)

    @property
    def today(self) -> int:
        return self.now.day(4)

    @property
    def cards(self) -> list[Card]:
        ids = [id_ for (id_,) in self._library.connection.execute("SELECT id FROM card ORDER BY place")]
        return list(self._library.cards(ids))

    def close(self) -> None:
        self.store.close()
        self._library.close()

    def _clock(self) -> Now:
        self._at += 1_700
        return Now(self._at, offset_of(self._at))

    def _day(self, back: int) -> None:
        self._at = self.now.at - back * DAY
        session = Session(self.store, self._library, self._shelf.sheets, self.options, self._clock)
        session.fill()
        while session.asked is not None:
            chance = self._chance.random()
            if chance < 0.02:
                session.flag(self._chance.randint(1, 7))
            elif chance < 0.03:
                session.mark()
            elif chance < 0.04:
                session.suspend()
            elif chance < 0.05:
                session.bury()
            elif chance < 0.08:
                session.undo()
            else:
                session.reveal()
                session.grade(self._chance.choices((1, 2, 3, 4), (20, 10, 60, 10))[0])


def package(path: Path, cards: list[Card], store: Store, today: int) -> Path:
    """A package with all that the log knows of these cards."""
    learned = schedules(store, today)
    notes = (
        Note(card.id, "basic", tuple(fields(card)), card.deck, card.tags, schedule=learned(card.id))
        for card in cards
    )
    with path.open("wb") as out:
        preset = Preset(OWN.retention, weights=OWN.weights)
        write_notes([NoteDeck("Maps", notes, modified=int(time.time()) - 10)], out, preset=preset)
    return path


@contextmanager
def anki(folder: Path, *packages: Path) -> Iterator[Collection]:
    """The real Anki, with FSRS, and these packages taken with their schedules."""
    folder.mkdir(exist_ok=True)
    col = Collection(str(folder / "collection.anki2"))
    try:
        col.set_config("fsrs", True)
        for path in packages:
            bring(col, path)
        yield col
    finally:
        col.close()


def bring(col: Collection, path: Path) -> None:
    options = ImportAnkiPackageOptions(
        update_notes=IF_NEWER, update_notetypes=IF_NEWER, with_scheduling=True, with_deck_configs=True
    )
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def exported(col: Collection, path: Path, *, legacy: bool) -> Path:
    """What Anki writes of all its decks."""
    options = ExportAnkiPackageOptions(
        with_scheduling=True, with_deck_configs=True, with_media=True, legacy=legacy
    )
    col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


def answered(col: Collection, cards: list[int], *, reschedule: bool) -> None:
    """Answer cards in a filtered deck, Easy."""
    deck = col.sched.get_or_create_filtered_deck(deck_id=DeckId(0))
    deck.config.reschedule = reschedule
    del deck.config.search_terms[1:]
    deck.config.search_terms[0].search = f"cid:{','.join(map(str, cards))}"
    col.decks.select(DeckId(col.sched.add_or_update_filtered_deck(deck).id))
    for _ in cards:
        (queued,) = col.sched.get_queued_cards(fetch_limit=1).cards
        card = AnkiCard(col, backend_card=queued.card)
        card.start_timer()
        answer = col.sched.build_answer(card=card, states=queued.states, rating=CardAnswer.EASY)
        col.sched.answer_card(answer)
