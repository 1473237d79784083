"""Schedules and presets in packages, judged by the real Anki: what was learned arrives to the day and the digit."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki_collection import bring, collection, complaints
from anki_writing import MONDAY, note, sheet, told

from decks.anki import write_notes
from decks.anki.note import NoteDeck, Review, Schedule
from decks.anki.preset import PRESET_ID, Preset

if TYPE_CHECKING:
    from anki.collection import Collection

NOW = int(time.time())
TODAY = date.today().toordinal()
WEIGHTS = tuple(round(0.1 + number / 7, 4) for number in range(21))


def written(folder: Path, *decks: NoteDeck, preset: Preset | None = None) -> Path:
    path = folder / "x.apkg"
    with path.open("wb") as out:
        write_notes(decks, out, preset=preset)
    return path


def bring_all(col: Collection, path: Path) -> None:
    """Import with everything that a package has."""
    options = ImportAnkiPackageOptions(with_scheduling=True, with_deck_configs=True)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options))


def learned(number: int, chance: random.Random) -> Schedule:
    """What a season of study may come to."""
    last = NOW - chance.randint(1, 200) * 86_400 - chance.randrange(86_400)
    reviews = tuple(
        Review(
            at=(last - (ago * 86_400)) * 1000 + chance.randrange(1000),
            rating=chance.randint(1, 4),
            interval=chance.randint(0, 40),
            before=chance.randint(0, 30),
            duration=chance.randint(300, 60_000),
            kind=chance.randint(0, 2),
            difficulty=chance.uniform(1, 10),
        )
        for ago in range(chance.randint(0, 5), -1, -1)
    )
    return Schedule(
        stability=chance.uniform(0.01, 900),
        difficulty=chance.uniform(1, 10),
        due=TODAY + chance.randint(-300, 600),
        interval=chance.randint(1, 500),
        last=last,
        repetitions=len(reviews),
        lapses=chance.randint(0, 3),
        retention=chance.choice((0.8, 0.9, 0.95)),
        decay=chance.choice((0.1542, 0.5)),
        suspended=number % 7 == 0,
        buried=number % 11 == 0,
        flag=number % 8,
        marked=number % 5 == 0,
        reviews=reviews,
    )


def test_what_was_learned_arrives_exactly(tmp_path: Path) -> None:
    chance = random.Random(6)
    schedules = {f"s/{number}/who": learned(number, chance) for number in range(150)}
    notes = [note(id_, schedule=schedule) for id_, schedule in schedules.items()]
    with collection(tmp_path) as col:
        bring_all(col, written(tmp_path, sheet([*notes, note("s/new/who")])))
        for id_, schedule in schedules.items():
            assert_as_learned(col, id_, schedule)
        (fresh,) = (col.get_card(id_) for id_ in col.find_cards("is:new"))
        assert (fresh.type, fresh.queue, fresh.due, fresh.memory_state) == (0, 0, 151, None)
        assert complaints(col) == []


def assert_as_learned(col: Collection, id_: str, schedule: Schedule) -> None:
    (number,) = col.find_cards(f'Id:"{id_}"')
    card = col.get_card(number)
    memory = card.memory_state
    assert memory is not None
    assert memory.stability == pytest.approx(schedule.stability, abs=6e-5, rel=1e-6)
    assert memory.difficulty == pytest.approx(schedule.difficulty, abs=6e-4)
    assert (card.desired_retention, card.decay) == pytest.approx(
        (schedule.retention, round(schedule.decay, 3))
    )
    assert card.last_review_time == schedule.last
    assert card.due - col.sched.today == schedule.due - study_day()
    queue = -1 if schedule.suspended else -3 if schedule.buried else 2
    assert (card.type, card.queue, card.ivl, card.reps, card.lapses, card.user_flag()) == (
        *(2, queue, schedule.interval, schedule.repetitions, schedule.lapses),
        schedule.flag,
    )
    assert ("marked" in card.note().tags) == schedule.marked
    rows = col.db.all(
        "SELECT id, ease, ivl, lastIvl, factor, time, type FROM revlog WHERE cid = ? ORDER BY id", number
    )
    assert [tuple(row) for row in rows] == [
        (
            *(one.at, one.rating, one.interval, one.before),
            *(round((one.difficulty - 1) / 9 * 1000 + 100), one.duration, one.kind),
        )
        for one in schedule.reviews
    ]


def study_day() -> int:
    """Today as Anki counts it here: days begin at four."""
    return (datetime.now().astimezone() - timedelta(hours=4)).toordinal()


@pytest.mark.parametrize(("lapses", "kind"), [(0, 1), (1, 3)])
def test_card_that_comes_again_the_same_day_is_in_learning(tmp_path: Path, lapses: int, kind: int) -> None:
    schedule = Schedule(2.5, 5.5, TODAY, 0, NOW - 60, 3, lapses, reviews=(Review(NOW * 1000, 1, 0, 0, 9, 0),))
    with collection(tmp_path) as col:
        bring_all(col, written(tmp_path, sheet([note("s/1/who", schedule=schedule)])))
        (card,) = (col.get_card(id_) for id_ in col.find_cards(""))
        assert (card.type, card.queue, card.due, card.reps) == (kind, 1, NOW - 60, 3)
        col.set_config("fsrs", True)
        col.decks.select(card.did)
        assert [queued.card.id for queued in col.sched.get_queued_cards().cards] == [card.id]


def test_reviews_of_one_millisecond_are_all_kept(tmp_path: Path) -> None:
    at = (NOW - 86_400) * 1000
    same = tuple(Review(at, rating, 3, 0, 9, 0) for rating in (3, 4))
    schedules = [Schedule(3, 5, TODAY, 3, at // 1000, 2, 0, reviews=same) for _ in range(3)]
    notes = [note(f"s/{number}/who", schedule=one) for number, one in enumerate(schedules)]
    with collection(tmp_path) as col:
        bring_all(col, written(tmp_path, sheet(notes)))
        assert col.db.list("SELECT id FROM revlog ORDER BY id") == list(range(at, at + 6))
        assert col.db.all("SELECT cid, count() FROM revlog GROUP BY cid HAVING count() <> 2") == []


def test_import_without_progress_takes_the_same_package_as_new(tmp_path: Path) -> None:
    schedule = learned(5, random.Random(1))
    with collection(tmp_path) as col:
        assert bring(col, written(tmp_path, sheet([note("s/1/who", schedule=schedule)]))) == {"new": 1}
        (card,) = (col.get_card(id_) for id_ in col.find_cards("is:new"))
        assert (card.memory_state, card.flags, card.note().tags) == (
            None,
            0,
            ["history", "quizgen::s::Section"],
        )
        assert complaints(col) == []


def test_progress_makes_no_note_newer(tmp_path: Path) -> None:
    path = tmp_path / "x.apkg"
    told(path, sheet([note("s/1/who")]))
    assert told(path, sheet([note("s/1/who", schedule=learned(5, random.Random(1)))])).same == 1
    assert told(path, sheet([note("s/1/who")])).same == 1


ZONES = Path("/usr/share/zoneinfo/Etc/GMT-12")
CLOCK = """
import json, sys, tempfile, time
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
with tempfile.TemporaryDirectory() as folder:
    col = Collection(folder + "/c.anki2")
    options = ImportAnkiPackageOptions(with_scheduling=True)
    col.import_anki_package(ImportAnkiPackageRequest(package_path=sys.argv[1], options=options))
    days = col.db.list("SELECT due FROM cards ORDER BY id")
    print(json.dumps([time.time(), *(day - col.sched.today for day in days)]))
    col.close()
"""


@pytest.mark.skipif(
    not ZONES.exists(), reason="this system has no zones by name, the only ones that Anki knows"
)
def test_due_days_are_right_at_any_hour_in_any_zone(tmp_path: Path) -> None:
    days = [TODAY + ahead for ahead in (-40, -1, 0, 1, 2, 90)]
    schedules = [Schedule(9, 5, day, 9, NOW - 86_400, 1, 0) for day in days]
    path = written(
        tmp_path,
        sheet([note(f"s/{day}/who", schedule=one) for day, one in zip(days, schedules, strict=True)]),
    )
    # Where it is night before Anki's day begins, soon after, and late: wherever this runs, and whenever.
    zones = [zone_at(hour) for hour in (2.5, 4.6, 23.5)]
    runs = [
        subprocess.Popen(
            [sys.executable, "-c", CLOCK, str(path)],
            env=os.environ | {"TZ": f"Etc/GMT{-offset:+}"},
            stdout=subprocess.PIPE,
            text=True,
        )
        for offset in zones
    ]
    for offset, run in zip(zones, runs, strict=True):
        at, *ahead = json.loads(run.communicate(timeout=60)[0])
        there = datetime.fromtimestamp(at, UTC) + timedelta(hours=offset - 4)
        assert ahead == [day - there.toordinal() for day in days]


def zone_at(hour: float) -> int:
    """Hours east of UTC, -11 to 12, where it is about that hour now."""
    now = datetime.now(UTC)
    return round(hour - now.hour - now.minute / 60 + 11) % 24 - 11


# Presets


def options_of(col: Collection, name: str) -> dict[str, Any]:
    deck = col.decks.by_name(name)
    assert deck is not None
    return dict(col.decks.config_dict_for_deck_id(deck["id"]))


def test_preset_arrives_with_its_weights_and_all_else_is_ankis(tmp_path: Path) -> None:
    path = written(tmp_path, sheet([note("s/1/who")]), preset=Preset(0.87, 33, WEIGHTS))
    with collection(tmp_path) as col:
        bring_all(col, path)
        ours, theirs = options_of(col, "Title::Section"), options_of(col, "Default")
        assert complaints(col) == []
    assert (ours["id"], ours["name"], ours["desiredRetention"]) == (PRESET_ID, "quizgen", pytest.approx(0.87))
    assert ours["new"]["perDay"] == 33
    assert ours["fsrsParams6"] == pytest.approx(WEIGHTS)
    set_by_us = ("id", "mod", "name", "usn", "desiredRetention", "fsrsParams6")
    theirs["new"]["perDay"] = 33
    assert {key: ours[key] for key in theirs if key not in set_by_us} == {
        key: theirs[key] for key in theirs if key not in set_by_us
    }


def test_preset_needs_to_be_asked_for_and_stays_as_the_person_has_it(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        path = written(tmp_path, sheet([note("s/1/who")]), preset=Preset(0.87, 33))
        bring(col, path)
        assert options_of(col, "Title")["name"] == "Default"
        bring_all(col, path)
        mine = options_of(col, "Title")
        mine["desiredRetention"] = 0.95
        col.decks.update_config(mine)
        bring_all(col, written(tmp_path, sheet([note("s/1/who")], MONDAY + 1), preset=Preset(0.8, 5)))
        assert options_of(col, "Title")["desiredRetention"] == pytest.approx(0.95)
        presets = [preset["name"] for preset in col.decks.all_config()]
    assert sorted(presets) == ["Default", "quizgen"]
