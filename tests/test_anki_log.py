"""Progress both ways: the study log as Anki's schedules, through the real Anki, and Anki's reviews into the log."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

import pytest
from anki_collection import study
from anki_season import OWN, Season, anki, answered, exported, package
from hypothesis import given, settings
from hypothesis import strategies as st
from progress_cases import PLAIN, dump, happened, hasty, opened

from decks import deal
from decks.anki import name
from decks.anki.escape import cloze, escape, visible
from decks.anki.note import Schedule
from decks.anki.notetype import FIELDS, NOTE_TYPE_ID
from decks.anki.noting import notes
from decks.anki.plain import plain
from decks.anki.progress import schedules
from decks.anki.reading.collection import Card, NoteType, Review
from decks.anki.reading.collection import Note as FileNote
from decks.anki.reading.package import opened as read
from decks.importing.ours import contents
from decks.importing.progress import Brought, bring_in
from decks.progress.content import Content, content_of
from decks.progress.days import DAY, EPOCH_DAY, study_day
from decks.progress.errors import NotSavedError
from decks.progress.event import ELSEWHERE, Event
from decks.progress.exchange import export, import_
from decks.progress.store import Store
from decks.study.clock import Now
from decks.study.histories import histories
from quizgen.ask import attempts, questions
from quizgen.forms.bank import Bank
from quizgen.reader import read_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.progress.state import CardState

NAMES = tuple(one for one, _, _ in FIELDS)
MADE = date(2026, 3, 1).toordinal()
"""The day on which the invented collection was made."""
NOW = Now(round(datetime(2026, 6, 1, 12, tzinfo=UTC).timestamp() * 1000), 0)
WHO = "maps/f1/who"


# Through the real Anki.


@pytest.fixture(scope="module")
def season(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Season]:
    made = Season(tmp_path_factory.mktemp("season"))
    yield made
    made.close()


@pytest.fixture(scope="module")
def taken(season: Season, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the real Anki's collection, that took the season; and what it wrote of it, as it was taken."""
    folder = tmp_path_factory.mktemp("anki")
    out = package(folder / "out.apkg", season.cards, season.store, season.today)
    with anki(folder, out) as col:
        assert col.fix_integrity()[1]
        exported(col, folder / "latest.apkg", legacy=False)
        exported(col, folder / "legacy.apkg", legacy=True)
    return folder


@pytest.fixture(scope="module")
def studied(taken: Path) -> Path:
    """What the real Anki wrote after it was studied there, with all that can be done to a card."""
    with anki(taken) as col:
        study(col, 12)
        cards = col.db.list("SELECT id FROM cards WHERE type = 2 AND queue = 2 ORDER BY id LIMIT 5")
        col.sched.schedule_cards_as_new(cards[:1])
        col.sched.set_due_date(cards[1:2], "9")
        col.sched.suspend_cards(cards[2:3])
        answered(col, cards[3:], reschedule=False)
        exported(col, taken / "studied-latest.apkg", legacy=False)
        exported(col, taken / "studied-legacy.apkg", legacy=True)
    return taken


def brought(path: Path, store: Store, season: Season) -> Brought:
    with read(path) as found:
        return bring_in(store, found, season.now, OWN)


def told(state: CardState) -> CardState:
    """What must come back of a card, as exactly as Anki keeps it."""
    return replace(
        state,
        stability=round(state.stability, 4),
        difficulty=round(state.difficulty, 3),
        content="",
        buried=0,
        rank=0,
        last="",
    )


def reviews(store: Store) -> list[tuple[Any, ...]]:
    query = "SELECT card, day, hour, rating, duration, before FROM review ORDER BY card, day, hour, duration"
    return store.connection.execute(query).fetchall()


def test_a_season_is_a_season(season: Season) -> None:
    """All that can be in a log is in it, or the tests below would say little."""
    kinds = dict(season.store.connection.execute("SELECT kind, count(*) FROM event GROUP BY kind").fetchall())
    assert kinds["grade"] > 300
    assert {"undo", "suspend", "flag", "mark", "bury"} <= kinds.keys()
    ratings = season.store.connection.execute(
        "SELECT DISTINCT rating FROM review WHERE before = 0"
    ).fetchall()
    assert len(ratings) == 4
    learned = list(map(schedules(season.store, season.today), (card.id for card in season.cards)))
    assert {review.kind for one in learned if one for review in one.reviews} == {0, 1, 2}
    assert None in learned


@pytest.mark.parametrize("file", ["latest", "legacy", "out"])
def test_all_comes_back_into_an_empty_log(file: str, taken: Path, season: Season, tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        done = brought(taken / f"{file}.apkg", store, season)
        assert (done.new, done.known, done.memories, done.left_out) == (len(reviews(season.store)), 0, 0, ())
        assert reviews(store) == reviews(season.store)
        for card in season.cards:
            assert told(store.state(card.id)) == told(season.store.state(card.id))
        again = brought(taken / f"{file}.apkg", store, season)
        assert again == replace(done, new=0, known=done.new, cards=0, switches=0)
        assert store.differing() == 0


@pytest.mark.parametrize("file", ["latest", "legacy", "out"])
def test_nothing_is_new_to_the_log_it_came_from(file: str, taken: Path, season: Season) -> None:
    before = dump(season.store)
    done = brought(taken / f"{file}.apkg", season.store, season)
    assert (done.new, done.memories, done.switches) == (0, 0, 0)
    assert done.known == len(reviews(season.store))
    assert dump(season.store) == before


@pytest.mark.parametrize("file", ["latest", "legacy"])
@pytest.mark.parametrize("empty", [True, False])
def test_what_was_done_in_anki_comes_along(
    file: str, empty: bool, studied: Path, season: Season, tmp_path: Path
) -> None:
    """Fourteen answers and a reset are new; where the card then stands is what Anki says, to the day."""
    with opened(tmp_path) as store:
        if not empty:
            out = tmp_path / "log"
            with out.open("wb") as file_out:
                export(season.store, file_out)
            import_(store, out.read_bytes().splitlines())
        old = 0 if empty else len(reviews(season.store))
        total = len(reviews(season.store)) + 15
        done = brought(studied / f"studied-{file}.apkg", store, season)
        assert (done.new, done.known) == (total - old, old)
        # The day set by hand is no answer; it shows in where the card stands.
        assert done.by_hand == 1
        assert len(reviews(store)) == total - 1
        with read(studied / f"studied-{file}.apkg") as found:
            notes = {note.id: note.fields[NAMES.index("Id")] for note in found.notes()}
            for card in found.cards():
                state = store.state(notes[card.note])
                assert state.is_new == (card.type == 0)
                if not state.is_new:
                    # Anki keeps so many decimals, of its own arithmetic in single precision.
                    assert state.stability == pytest.approx(card.stability, abs=1e-4)
                    assert state.difficulty == pytest.approx(card.difficulty, abs=1e-3)
                    assert state.due == anki_day(card, season)
        # All answers are there, so the fit of weights goes on with what was answered since.
        grades = sum(kind == "grade" for kind, *_ in store.connection.execute("SELECT kind FROM review"))
        assert sum(map(len, histories(store))) == grades
        again = brought(studied / f"studied-{file}.apkg", store, season)
        assert (again.new, again.memories, again.switches) == (0, 0, 0)
        # The undo key takes back what was done here, and nothing of that.
        newest = store.undoable()
        assert newest is None if empty else newest is not None and newest.session != ELSEWHERE


def anki_day(card: Card, season: Season) -> int:
    if card.type in (1, 3):
        return study_day(card.due * 1000, season.now.offset, 4)
    return season.today + card.due


# Of an invented collection.


@dataclass
class Invented:
    """A collection as it was read: a `Package`."""

    name: str = "maps.apkg"
    created: int = (MADE - EPOCH_DAY) * 86_400 + 4 * 3600
    rollover: int = 4
    offset: int | None = 0
    types: dict[int, NoteType] = field(
        default_factory=lambda: {
            NOTE_TYPE_ID: NoteType(NOTE_TYPE_ID, "quizgen", NAMES, (), cloze=True),
            77: NoteType(77, "quizgen choice", NAMES, ()),
            5: NoteType(5, "Basic", ("Front", "Back"), ()),
        }
    )
    decks: dict[int, tuple[str, ...]] = field(default_factory=dict)
    media: frozenset[str] = frozenset()
    all_notes: list[FileNote] = field(default_factory=list)
    all_cards: list[Card] = field(default_factory=list)
    all_reviews: list[Review] = field(default_factory=list)

    def note(
        self, id_: str = WHO, *tags: str, type_: int = NOTE_TYPE_ID, guid: str = "", **fields: str
    ) -> int:
        number = len(self.all_notes) + 1
        texts = {
            "Question": "Who drew map 1?",
            "Answer": "Ada",
            "Sentence": "{{c1::Ada}} drew map 1.",
            "Id": id_,
        }
        texts |= fields
        said = tuple(texts.get(one, "") for one in NAMES)
        self.all_notes.append(FileNote(number, guid or name.guid(id_), type_, 0, tags, said))
        return number

    def card(self, id_: str = WHO, *tags: str, type_: int = NOTE_TYPE_ID, guid: str = "", **how: Any) -> int:
        """A note with a card; gives the card's id. New, unless it is said otherwise."""
        note = self.note(id_, *tags, type_=type_, guid=guid)
        usual = {"deck": 1, "ordinal": 0, "type": 0, "queue": 0, "due": note, "interval": 0}
        usual |= {"repetitions": 0, "lapses": 0, "flag": 0}
        self.all_cards.append(Card(id=100 + note, note=note, **(usual | how)))
        return 100 + note

    def review(
        self, card: int, day: int, ease: int = 3, kind: int = 1, factor: int = 500, later: int = 0, **how: Any
    ) -> None:
        """At noon of the day that many days after MADE, and so many milliseconds later."""
        usual = {"interval": 1, "before": 1, "duration": 4000} | how
        id_ = noon(day) + later
        self.all_reviews.append(Review(id_, card, ease, kind=kind, factor=factor, **usual))

    def notes(self) -> Iterator[FileNote]:
        return iter(self.all_notes)

    def cards(self) -> Iterator[Card]:
        return iter(self.all_cards)

    def reviews(self) -> Iterator[Review]:
        return iter(sorted(self.all_reviews, key=lambda one: one.id))

    def file(self, name: str) -> bytes:
        raise AssertionError("nobody needs a file")


def noon(day: int) -> int:
    return (MADE - EPOCH_DAY + day) * DAY + DAY // 2


def at(kind: str, day: int, value: str = "", card: str = WHO, **others: Any) -> Event:
    """An event of ours at noon of that many days after MADE."""
    return replace(happened(kind, card, MADE - EPOCH_DAY + day, value, **others), day=MADE + day)


def put(store: Store, *events: Event) -> None:
    for event in events:
        store.append(event, scheduler=PLAIN if event.kind == "grade" else None)


def bring(store: Store, package: Invented, now: Now = NOW, **how: Any) -> Brought:
    return bring_in(store, package, now, PLAIN, **{"zone": UTC, **how})


def events(store: Store) -> list[tuple[str, str, str, int]]:
    """Kind, card, value or rating, and day, as the log is folded."""
    return [
        (one.kind, one.card.removeprefix("maps/"), one.value or str(one.rating), one.day - MADE)
        for one in store.events()
    ]


def test_kinds_and_intervals_are_told_as_anki_writes_them(tmp_path: Path) -> None:
    """New, passed, failed, again the same day, passed the same day, out of turn, reset, new again."""
    with opened(tmp_path) as store:
        put(
            store,
            at("grade", 0, "3"),
            at("grade", 2, "3"),
            at("grade", 12, "1"),
            at("grade", 12, "1", at=noon(12) + 5),
        )
        put(store, at("grade", 12, "3", at=noon(12) + 9), at("cram", 12, "1", at=noon(12) + 12))
        put(store, at("grade", 13, "4"))
        store.undo(store.history(WHO)[-1], noon(13), 0, MADE + 13, "")
        put(store, at("reset", 20), at("grade", 21, "1"), at("grade", 21, "3", at=noon(21) + 5))
        found = schedules(store, MADE + 30)(WHO)
        assert found is not None
        state = store.state(WHO)
        told = [(one.kind, one.rating, one.before, one.interval) for one in found.reviews]
        assert told == [
            (0, 3, 0, 2), (1, 3, 2, 11), (1, 1, 11, 0), (2, 1, 0, 0), (2, 3, 0, 1), (3, 1, 1, 1),
            (4, 0, 0, 0), (0, 1, 0, 0), (0, 3, 0, state.interval),
        ]  # fmt: skip
        difficulties = [one.difficulty for one in found.reviews]
        assert difficulties[-1] == pytest.approx(state.difficulty, abs=0.002)
        assert found.difficulty == state.difficulty
        assert (difficulties[5], difficulties[6]) == (0, 0)
        assert min(one for one in difficulties if one) >= 1
        assert (found.due, found.repetitions, found.lapses) == (state.due, 2, 0)
        assert found.last == (noon(21) + 5) // 1000
        assert (found.retention, found.decay) == (PLAIN.retention, -PLAIN.decay)


def test_what_a_person_said_of_a_new_card_is_told_and_no_more(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        put(
            store, at("flag", 0, "3"), at("suspend", 0, "1", "maps/f2/who"), at("mark", 0, "1", "maps/f3/who")
        )
        put(
            store,
            at("bury", 0, "1", "maps/f4/who"),
            at("cram", 0, "3", "maps/f5/who"),
            at("flag", 0, "0", "maps/f6/who"),
        )
        learned = schedules(store, MADE)
        found = {number: learned(f"maps/f{number}/who") for number in (2, 3, 4, 5)} | {1: learned(WHO)}
        assert all(one is not None and one.repetitions == 0 and one.stability == 0 for one in found.values())
        assert found[1] == Schedule(0, 0, 0, 0, 0, 0, 0, decay=-PLAIN.decay, flag=3)
        assert [(one.suspended and number) or (one.marked and number) for number, one in found.items() if one]
        assert learned("maps/f6/who") is None
        assert learned("maps/f7/who") is None
        assert schedules(store, MADE + 1)("maps/f4/who") is None


def test_a_relinked_card_has_the_answers_of_the_old_one(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        put(store, at("grade", 0, "3"), at("grade", 2, "3"), at("relink", 3, WHO, "maps/g1/who"))
        learned = schedules(store, MADE + 9)
        assert learned(WHO) is None
        assert [one.at for one in learned("maps/g1/who").reviews] == [noon(0), noon(2)]  # type: ignore[union-attr]


# What comes in.


def test_anki_s_reviews_are_brought_in_once(tmp_path: Path) -> None:
    anki = Invented()
    card = anki.card()
    anki.review(card, 0, kind=0, before=0)
    anki.review(card, 0, 2, kind=0, later=600_000)
    anki.review(card, 3, 1, duration=-5)
    anki.review(card, 3, 4, kind=3, later=9)
    with opened(tmp_path) as store:
        done = bring(store, anki)
        assert done == Brought(4, 0, 1, 0, 0, 0, (), 0, 0, ())
        assert bring(store, anki) == replace(done, new=0, known=4, cards=0)
        found = [
            (one.kind, one.card, one.rating, one.day - MADE, one.at, one.duration) for one in store.events()
        ]
        assert found == [
            ("grade", WHO, 3, 0, noon(0), 4000), ("grade", WHO, 2, 0, noon(0) + 600_000, 4000),
            ("grade", WHO, 1, 3, noon(3), 0), ("grade", WHO, 4, 3, noon(3) + 9, 4000),
        ]  # fmt: skip


def test_what_is_no_answer_is_told_apart(tmp_path: Path) -> None:
    """A reset is one here; a day set by hand or by Anki is none; cramming in a filtered deck schedules nothing."""
    anki = Invented()
    card = anki.card()
    anki.review(card, 0, kind=0)
    anki.review(card, 1, 0, 4, 2500)
    anki.review(card, 2, 0, 5)
    anki.review(card, 3, 0, 1)
    anki.review(card, 4, 2, 3, 0)
    anki.review(card, 5, 0, 4, 0)
    anki.review(card, 6, 4, 0)
    with opened(tmp_path) as store:
        done = bring(store, anki)
        assert (done.new, done.resets, done.by_hand) == (4, 1, 3)
        assert events(store) == [
            ("grade", "f1/who", "3", 0), ("cram", "f1/who", "2", 4), ("reset", "f1/who", "0", 5),
            ("grade", "f1/who", "4", 6),
        ]  # fmt: skip
        assert (store.state(WHO).repetitions, store.state(WHO).first_day) == (1, MADE + 6)


def test_what_the_log_cannot_hold_is_named(tmp_path: Path) -> None:
    anki = Invented()
    card = anki.card()
    anki.review(card, 0, kind=0)
    anki.review(card, 1, 7)
    anki.review(card, 2, 9)
    said = (f"{WHO}: 2 reviews cannot be in the log: rating is 7; it lies between 0 and 4",)
    with opened(tmp_path) as store:
        for new in (1, 0):
            done = bring(store, anki)
            assert (done.new, done.known, done.cards, done.left_out) == (new, 1 - new, new, said)


def test_our_own_answers_are_known_again(tmp_path: Path) -> None:
    """By card, button and instant, which Anki may have moved by a little; also those that were taken back since."""
    anki = Invented()
    card = anki.card()
    for day, ease, later in ((0, 3, 0), (0, 3, 7), (1, 1, 0), (2, 3, 2), (3, 3, 0), (4, 0, 0)):
        anki.review(card, day, ease, *((4, 0) if not ease else ()), later=later)
    with opened(tmp_path) as store:
        put(
            store,
            at("grade", 0, "3"),
            at("grade", 0, "3", at=noon(0) + 7),
            at("grade", 1, "1"),
            at("grade", 2, "3"),
        )
        put(store, at("test", 3, "3"), at("reset", 4), at("grade", 5, "3"))
        store.undo(store.history(WHO)[2], noon(9), 0, MADE + 9, "")
        before = dump(store)
        assert bring(store, anki) == Brought(0, 6, 0, 0, 0, 0, (), 0, 0, ())
        assert dump(store) == before


@pytest.mark.parametrize(
    ("later", "ease", "card"), [(1001, 3, WHO), (-1, 3, WHO), (0, 2, WHO), (0, 3, "maps/f2/who")]
)
def test_another_answer_is_not_taken_for_ours(later: int, ease: int, card: str, tmp_path: Path) -> None:
    anki = Invented()
    anki.review(anki.card(card), 0, ease, later=later)
    with opened(tmp_path) as store:
        put(store, at("grade", 0, "3"))
        assert bring(store, anki).new == 1


def test_reviews_that_anki_lost_stay_in_the_log(tmp_path: Path) -> None:
    anki = Invented()
    card = anki.card()
    for day in range(5):
        anki.review(card, 2 * day, kind=day and 1)
    with opened(tmp_path) as store:
        bring(store, anki)
        before = dump(store)
        del anki.all_reviews[1:4]
        assert bring(store, anki).new == 0
        anki.all_cards.clear()
        assert bring(store, anki) == Brought(0, 0, 0, 0, 0, 0, (), 0, 0, ())
        assert dump(store) == before


def test_answers_of_both_sides_count_in_the_order_in_which_they_were_given(tmp_path: Path) -> None:
    """What Anki says of the memory is then of a part of them, and does not count."""
    anki = Invented()
    card = anki.card(
        type=2,
        queue=2,
        due=90,
        interval=80,
        repetitions=2,
        stability=80.0,
        difficulty=5.0,
        last=noon(9) // 1000,
    )
    anki.review(card, 0, kind=0)
    anki.review(card, 9)
    with opened(tmp_path) as store, opened(tmp_path, "all.db") as all_:
        put(store, at("grade", 4, "1"))
        put(all_, at("grade", 0, "3"), at("grade", 4, "1"), at("grade", 9, "3"))
        assert (bring(store, anki).new, bring(store, anki).memories) == (2, 0)
        mine, theirs = store.state(WHO), all_.state(WHO)
        assert (mine.stability, mine.due, mine.lapses) == (theirs.stability, theirs.due, 1)


@pytest.mark.parametrize("what", ["same", "reset", "changed", "answered before the change"])
def test_anki_s_word_counts_where_it_knew_all(what: str, tmp_path: Path) -> None:
    anki = Invented()
    card = anki.card(
        type=2,
        queue=2,
        due=44,
        interval=44,
        repetitions=9,
        lapses=2,
        stability=33.25,
        difficulty=4.5,
        last=noon(0) // 1000,
    )
    anki.review(card, 0, kind=0)
    with opened(tmp_path) as store:
        put(store, at("grade", 0, "3"))
        if what == "reset":
            put(store, at("reset", 1))
        elif what != "same":
            put(
                store,
                at(
                    "change",
                    1 if what == "changed" else 0,
                    "Ben",
                    at=noon(0) + (5 if what == "changed" else -5),
                ),
            )
        done = bring(store, anki)
        taken = what in ("same", "answered before the change")
        assert (done.new, done.memories) == (0, int(taken))
        state = store.state(WHO)
        assert ((state.stability, state.due) == (33.25, MADE + 44)) == taken
        if taken:
            # The log has all answers, by their kind: it counts them itself.
            assert (state.interval, state.repetitions, state.lapses, state.last_day) == (44, 1, 2, MADE)
        assert bring(store, anki).memories == 0


def test_a_memory_without_its_answers_is_anki_s(tmp_path: Path) -> None:
    """As of a history that was trimmed; what is answered here goes on from it, and no weights are fitted to it."""
    anki = Invented()
    known = {"type": 2, "queue": 2, "interval": 40, "repetitions": 9, "stability": 33.25, "difficulty": 4.5}
    anki.card(due=50, **known)
    anki.review(anki.card("maps/f2/who", due=52, last=noon(12) // 1000, **known), 12, kind=1)
    learning = {"type": 3, "queue": 1, "due": noon(20) // 1000 + 600, "interval": 3, "last": noon(20) // 1000}
    anki.card("maps/f3/who", stability=0.0002, difficulty=10.0, repetitions=0, **learning)
    anki.card("maps/f4/who", **{**known, "stability": 0.0, "due": 50})
    anki.card("maps/f5/who", **{**known, "due": -3_000_000})
    with opened(tmp_path) as store:
        assert bring(store, anki).memories == 3
        assert bring(store, anki).memories == 0
        one, two, three = (store.state(f"maps/f{number}/who") for number in (1, 2, 3))
        assert (one.stability, one.difficulty, one.due, one.interval) == (33.25, 4.5, MADE + 50, 40)
        assert (one.last_day, one.repetitions) == (MADE + 10, 9)
        assert (two.due, two.last_day, two.repetitions) == (MADE + 52, MADE + 12, 9)
        assert (three.stability, three.due, three.interval, three.repetitions) == (0.001, MADE + 20, 0, 1)
        assert store.state("maps/f4/who").is_new
        assert store.state("maps/f5/who").is_new
        put(store, at("grade", 52, "3", "maps/f2/who"))
        assert histories(store) == [[(3, 0)]]
        # The same to Anki again.
        found = schedules(store, MADE + 60)(WHO)
        assert found is not None
        assert (found.stability, found.last, found.reviews) == (33.25, noon(10) // 1000, ())


@pytest.mark.parametrize(("seconds", "taken"), [(59, 1), (61, 0)])
def test_a_memory_older_than_the_last_answer_does_not_count(seconds: int, taken: int, tmp_path: Path) -> None:
    """As where FSRS was switched off; what is out of turn does not make it older."""
    known = {"type": 2, "queue": 2, "due": 50, "interval": 40, "repetitions": 9, "difficulty": 4.5}
    anki = Invented()
    card = anki.card(stability=33.25, last=noon(3) // 1000 - seconds, **known)
    anki.review(card, 3, kind=0)
    anki.review(card, 9, kind=3, factor=0)
    with opened(tmp_path) as store:
        assert bring(store, anki).memories == taken


def test_switches_come_where_the_log_never_had_a_word_of_them(tmp_path: Path) -> None:
    anki = Invented()
    anki.card(WHO, "Marked", queue=-1, flag=4)
    anki.card("maps/f2/who", "marked", queue=-1, flag=4)
    anki.card("maps/f3/who", queue=-2)
    with opened(tmp_path) as store:
        put(store, *(at(kind, 0, "1", "maps/f2/who") for kind in ("suspend", "mark", "flag")))
        put(store, at("suspend", 1, "0", "maps/f2/who"), at("mark", 1, "0", "maps/f2/who"))
        assert (bring(store, anki).switches, bring(store, anki).switches) == (3, 0)
        found = [store.state(f"maps/f{number}/who") for number in (1, 2, 3)]
        assert [(one.suspended, one.flag, one.marked, one.buried) for one in found] == [
            (True, 4, True, 0), (False, 1, False, 0), (False, 0, False, 0),
        ]  # fmt: skip


def test_a_relinked_card_is_found_by_its_old_name_and_its_new(tmp_path: Path) -> None:
    anki = Invented()
    old, new = anki.card(), anki.card("maps/g1/who")
    for day, card in ((0, old), (2, old), (4, new), (6, old), (8, new)):
        anki.review(card, day, kind=0 if day == 0 else 1)
    with opened(tmp_path) as store:
        put(store, at("grade", 0, "3"), at("relink", 5, WHO, "maps/g1/who"))
        assert bring(store, anki).new == 4
        assert events(store) == [
            ("grade", "f1/who", "3", 0), ("grade", "f1/who", "3", 2), ("grade", "f1/who", "3", 4),
            ("relink", "g1/who", WHO, 5), ("grade", "g1/who", "3", 6), ("grade", "g1/who", "3", 8),
        ]  # fmt: skip
        assert store.state("maps/g1/who").repetitions == 5
        assert store.state(WHO).is_new
        assert bring(store, anki).new == 0


def test_what_is_not_ours_or_not_asked_here_is_counted_or_named(tmp_path: Path) -> None:
    anki = Invented()
    copy, choice, gap, second = (
        anki.card(guid="copied"), anki.card("maps/f1/who/choice", type_=77), anki.card("maps/f1/who/cloze"),
        anki.card("maps/f2/who", ordinal=1),
    )  # fmt: skip
    anki.all_notes.append(FileNote(90, "abc", 5, 0, (), ("Front", "Back")))
    anki.all_cards.append(replace(anki.all_cards[0], id=190, note=90))
    late, fine = anki.card("maps/f3/who"), anki.card("maps/f4/who")
    for card in (copy, choice, gap, second, 190, late, fine, 999):
        anki.review(card, 0, later=card, kind=0)
    anki.review(late, 4000)
    with opened(tmp_path) as store:
        done = bring(store, anki, there={"maps/f4/who"})
        assert (done.new, done.cards, done.others, done.foreign) == (2, 2, 3, 1)
        assert done.unknown == ("maps/f3/who",)
        assert done.left_out == (
            "maps/f1/who: 1 review is of a copy of its note, which another guid tells; the note that quizgen"
            " made counts",
            "maps/f3/who: 1 review lies in the future; set the clock right",
        )


@pytest.mark.parametrize(
    ("zone", "rollover", "day"),
    [("UTC", 4, 0), ("Asia/Tokyo", 4, 0), ("UTC", 13, -1), ("Pacific/Auckland", 0, 1)],
)
def test_the_day_is_that_of_the_study_app(zone: str, rollover: int, day: int, tmp_path: Path) -> None:
    anki = Invented(rollover=9)
    anki.review(anki.card(), 0)
    with opened(tmp_path) as store:
        bring(store, anki, zone=ZoneInfo(zone), rollover=rollover)
        assert [one.day - MADE for one in store.events()] == [day]


@pytest.mark.parametrize(("west", "offset"), [(0, 0), (-13, 13 * 60), (8, -8 * 60), (-13, None), (8, None)])
def test_anki_s_days_are_those_of_where_it_was_made(west: int, offset: int | None, tmp_path: Path) -> None:
    """At four in the morning there; a collection that does not say where is taken for one of this zone."""
    anki = Invented(created=(MADE - EPOCH_DAY) * 86_400 + (4 + west) * 3600, offset=offset)
    anki.card(type=2, queue=2, due=50, interval=40, repetitions=9, stability=33.25, difficulty=4.5)
    with opened(tmp_path) as store:
        bring(store, anki, zone=timezone(timedelta(hours=-west)))
        assert store.state(WHO).due == MADE + 50


def test_the_words_of_the_note_are_kept(tmp_path: Path) -> None:
    """So that a changed answer can be told; the log's own words where they are the same to Anki."""
    anki = Invented()
    for number, fields in enumerate(
        ({"Question": "Who &amp; what<br>is this?", "Sentence": "A {{c1::b}} c"}, {"Answer": "é"})
    ):
        note = anki.note(f"maps/f{number}/who", **fields)
        anki.all_cards.append(Card(100 + note, note, 1, 0, 0, 0, 0, 0, 0, 0, 0))
        anki.review(100 + note, 5, later=note)
    ours = Content("Who drew map 1?", "e\u0301", "Ada drew map 1.")
    with opened(tmp_path) as store:
        store.append(at("grade", 0, "3"), content=ours, scheduler=PLAIN)
        assert bring(store, anki).new == 2
        assert store.content(store.state("maps/f0/who").content) == Content(
            "Who & what\nis this?", "Ada", "A b c"
        )
        assert store.content(store.state(WHO).content) == ours


FORMULAS = """---
title: Sums
math: true
---

- The area of a circle is [$\\pi r^2 < 4$]{.what}. {#area}
- [$E = mc^2$]{.what} was found by [Albert Einstein]{.who} in [1905]{.when}. {#energy}
- [Ada \\<b\\> "Lovelace" & co]{.who} wrote \\[sound:x\\] {{c1::y}} \\(z\\) in [1843 :: x]{.when}. {#signs}
"""


def test_the_words_of_a_note_are_those_of_its_card() -> None:
    """Else the study app would say of each card from Anki that its answer has changed."""
    seed = (Path(__file__).parent.parent / "seeds" / "october-1917.md").read_text("utf-8")
    for text in (FORMULAS, seed):
        sheet = read_text(text, "x.md").sheet
        assert sheet is not None
        cards = {question.id: deal.card(sheet, question) for question in questions(sheet)}
        made = list(notes(Bank(sheet, attempts(sheet))))
        anki = Invented()
        anki.all_notes = [
            FileNote(number, name.guid(note.id), NOTE_TYPE_ID, 0, (), note.fields)
            for number, note in enumerate(made)
        ]
        found = dict(contents(anki, range(len(made))))
        assert found == {number: content_of(cards[note.id]) for number, note in enumerate(made)}
        assert len(found) == len(cards) > 4


def test_all_is_brought_or_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    anki = Invented()
    known = {
        "type": 2,
        "queue": 2,
        "due": 40,
        "interval": 40,
        "repetitions": 9,
        "stability": 33.25,
        "difficulty": 4.5,
    }
    anki.review(anki.card(**known), 0)
    with opened(tmp_path) as store:
        store.connection.execute(
            "CREATE TEMP TRIGGER full BEFORE INSERT ON event WHEN new.kind = 'import'"
            " BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        with pytest.raises(sqlite3.IntegrityError):
            bring(store, anki)
        assert not list(store.events())
        assert not store.connection.execute("SELECT * FROM state").fetchall()
        store.connection.execute("DROP TRIGGER full")
        store.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(NotSavedError):
            bring(store, anki)
        store.connection.execute("PRAGMA query_only = OFF")
        assert bring(store, anki).new == 1


def test_two_logs_that_took_the_same_package_agree(tmp_path: Path) -> None:
    anki = Invented()
    anki.review(anki.card(queue=-1), 0, kind=0)
    known = {
        "type": 2,
        "queue": 2,
        "due": 40,
        "interval": 40,
        "repetitions": 9,
        "stability": 33.25,
        "difficulty": 4.5,
    }
    anki.review(anki.card("maps/f2/who", **known), 1, kind=1)
    with opened(tmp_path) as one, opened(tmp_path, "other.db") as other:
        bring(one, anki)
        bring(other, anki)
        out = BytesIO()
        export(other, out)
        assert import_(one, out.getvalue().splitlines()).new == 0
        assert dump(one) == dump(other)


NUMBERS = st.integers(-(2**31), 2**32) | st.integers(-3, 60)
CARDS = st.fixed_dictionaries(
    {
        "type": st.integers(0, 3), "queue": st.integers(-3, 4), "due": NUMBERS, "interval": NUMBERS,
        "repetitions": st.integers(0, 2**31), "lapses": st.integers(0, 2**31), "flag": st.integers(0, 7),
        "stability": st.floats(0, 1e6), "difficulty": st.floats(0, 10), "last": st.integers(0, 253_402_300_799),
    }
)  # fmt: skip
REVIEWS = st.tuples(
    st.integers(0, 2), st.integers(0, 400) | st.integers(-20_000, 2_900_000), st.integers(0, 4), st.integers(0, 5),
    st.integers(0, 1), st.integers(0, 2000),
)  # fmt: skip


@settings(max_examples=40, deadline=None)
@given(st.lists(CARDS, min_size=3, max_size=3), st.lists(REVIEWS, max_size=8, unique_by=lambda one: one[1]))
def test_whatever_anki_says_is_brought_once(
    cards: list[dict[str, Any]], answers: list[tuple[int, int, int, int, int, int]]
) -> None:
    anki = Invented()
    ids = [anki.card(f"maps/f{number}/who", **how) for number, how in enumerate(cards)]
    for card, day, ease, kind, factor, later in answers:
        anki.review(ids[card], max(day, EPOCH_DAY - MADE), ease, kind, factor, later)
    with TemporaryDirectory() as folder, hasty(folder) as store:
        put(store, at("grade", 5, "3", "maps/f0/who"))
        done = bring(store, anki)
        states = dump(store)
        assert bring(store, anki) == replace(
            done, new=0, known=done.known + done.new, cards=0, memories=0, switches=0
        )
        assert dump(store) == states
        assert store.differing() == 0
        learned = schedules(store, MADE + 9)
        for number in range(3):
            learned(f"maps/f{number}/who")


@given(st.text(), st.text(), st.text(min_size=1))
def test_the_text_of_a_field_comes_back(before: str, after: str, hidden: str) -> None:
    texts = [visible(text.replace("\r\n", "\n").replace("\r", "\n")) for text in (before, hidden, after)]
    assert plain(escape(before)) == texts[0]
    assert plain(cloze(*map(escape, (before, hidden, after)))) == "".join(texts)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("\\(x^2\\) and \\[y\\]", "$x^2$ and $$y$$"),
        ("a<div>b</div><div>c&nbsp; d</div>", "a\nb\nc  d"),
        ("<script>alert(1)</script>x<style>b</style>", "x"),
        ("{{c1::a::hint}} {{c2::b}}", "a b"),
        ("</script><b>x", "x"),
        ("a \\) b", "a \\) b"),
        ("<" * 20_000, "<" * 20_000),
        ("{{c1::" * 20_000, "{{c1::" * 20_000),
    ],
)
def test_a_field_is_read_as_it_shows(html: str, text: str) -> None:
    assert plain(html) == text
