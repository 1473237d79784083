"""Nothing saved is ever lost: killed writers, full and read-only disks, damaged files, clocks that are wrong."""

from __future__ import annotations

import contextlib
import gc
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from progress_cases import DAY, dump, graded, opened

from decks.progress import opening
from decks.progress.backup import back_up, check, restore
from decks.progress.opening import APPLICATION, SCHEMA, backup_files
from decks.progress.store import DamagedError, NewerError, NotSavedError, Store
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

TESTS = Path(__file__).parent
ENVIRONMENT = os.environ | {"PYTHONPATH": os.pathsep.join((str(TESTS.parent), str(TESTS)))}

WRITER = """
import sys, time
from pathlib import Path
from decks.progress.days import offset_of, study_day
from decks.progress.store import ConflictError
from progress_cases import graded, opened

folder, card, number, careful = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), len(sys.argv) > 4
with opened(folder) as store:
    saved = 0
    while saved < number:
        at = time.time_ns() // 1_000_000
        seen = store.state(card).last if careful else None
        try:
            state = graded(store, card=card, at=at, day=study_day(at, offset_of(at)), seen=seen)
        except ConflictError:
            continue
        saved += 1
        print(state.last, flush=True)
"""
"""Grades a card over and over, and says of each grade that it is saved."""


def writer(
    folder: Path, card: str, number: int, *flags: str, before: tuple[str, ...] = ()
) -> subprocess.Popen[str]:
    command = [*before, sys.executable, "-c", WRITER, str(folder), card, str(number), *flags]
    return subprocess.Popen(command, env=ENVIRONMENT, stdout=subprocess.PIPE, text=True)


def acknowledged(process: subprocess.Popen[str]) -> list[str]:
    """The uids it said were saved; one cut off in the middle of its line was not said."""
    said, _ = process.communicate(timeout=60)
    return [line.strip() for line in said.splitlines(keepends=True) if line.endswith("\n")]


def uids(store: Store) -> set[str]:
    return {event.uid for event in store.events()}


@pytest.mark.parametrize("end", ["kill", "terminate"])
def test_a_writer_that_is_killed_loses_nothing_it_said_was_saved(tmp_path: Path, end: str) -> None:
    chance, said = random.Random(0), set[str]()
    rounds = 6 if end == "kill" else 2
    for _ in range(rounds):
        process = writer(tmp_path, "s/f/who", 1_000_000)
        assert process.stdout is not None
        said.add(process.stdout.readline().strip())
        time.sleep(chance.random() * 0.2)
        getattr(process, end)()
        said.update(acknowledged(process))
    with opened(tmp_path) as store:
        assert len(said) >= rounds
        assert said <= uids(store)
        assert check(store) == ()


@pytest.mark.parametrize("flags", [(), ("careful",)], ids=["each its own way", "each after what it saw"])
def test_two_windows_that_write_at_once_lose_nothing(tmp_path: Path, flags: tuple[str, ...]) -> None:
    # No file is there yet, so they also make it at once.
    windows = [writer(tmp_path, "s/f/who", 150, *flags) for _ in range(2)]
    said = [uid for window in windows for uid in acknowledged(window)]
    with opened(tmp_path) as store:
        assert len(said) == len(set(said)) == 300
        assert uids(store) == set(said)
        assert len({event.rank for event in store.events()}) == 300
        assert check(store) == ()


def test_windows_that_make_the_file_at_once_do_not_trip_over_each_other(tmp_path: Path) -> None:
    source = (
        "import sys; from pathlib import Path; from progress_cases import opened; opened(Path(sys.argv[1]))"
    )
    for number in range(3):
        command = [sys.executable, "-c", source, str(tmp_path / str(number))]
        starts = [subprocess.Popen(command, env=ENVIRONMENT) for _ in range(4)]
        assert [start.wait(timeout=60) for start in starts] == [0] * 4


@contextlib.contextmanager
def small_disk(folder: Path, size: str) -> Iterator[Path]:
    """A file system of its own, as only root on Linux may mount one."""
    if sys.platform != "linux" or os.geteuid() != 0 or shutil.which("mount") is None:
        pytest.skip("only root on Linux can mount a small disk")
    disk = folder / "disk"
    disk.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(disk)], capture_output=True, text=True
    )
    if mounted.returncode:
        pytest.skip(f"no disk can be mounted here: {mounted.stderr.strip()}")
    try:
        yield disk
    finally:
        subprocess.run(["umount", "-l", str(disk)], check=True)


def test_a_full_disk_is_told_and_the_store_is_fit_for_use_when_there_is_room(tmp_path: Path) -> None:
    with small_disk(tmp_path, "400k") as disk, opened(disk) as store:
        graded(store)
        ballast = disk / "ballast"
        with ballast.open("wb", buffering=0) as file, pytest.raises(OSError, match="space"):
            while True:
                file.write(bytes(4096))
        saved = 0
        with pytest.raises(
            NotSavedError, match=r"progress\.db: .*not saved; (make room|look after the disk)"
        ):
            while True:
                graded(store, typed="x" * 2000)
                saved += 1
        before = dump(store)
        with pytest.raises(NotSavedError):
            graded(store, typed="x" * 20_000)
        assert dump(store) == before
        assert len(list(store.events())) == saved + 1
        with pytest.raises(NotSavedError):
            back_up(store.path, 0)
        assert [file.name for file in (disk / "backups").glob("*")] == []
        ballast.unlink()
        assert graded(store, typed="x" * 20_000).repetitions == saved + 2
        assert check(store) == ()
        assert back_up(store.path, 0) is not None
    assert not list(tmp_path.glob("disk/*"))


LIMITED = """
import resource, sys
from pathlib import Path
from decks.progress.backup import check
from decks.progress.store import NotSavedError
from progress_cases import graded, opened

with opened(Path(sys.argv[1])) as store:
    graded(store)
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, hard))
    saved = 1
    try:
        while saved < 10_000:
            graded(store, typed="x" * 5000)
            saved += 1
    except NotSavedError as error:
        print(error)
    assert len(list(store.events())) == saved
    resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert graded(store, typed="x" * 5000).repetitions == saved + 1
    assert check(store) == ()
"""
"""Meets a file that may not grow, and goes on when it may again."""


def test_a_file_that_cannot_grow_is_told_and_the_store_is_fit_for_use_when_it_can(tmp_path: Path) -> None:
    pytest.importorskip("resource", reason="only POSIX limits the size of files")
    run = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)], env=ENVIRONMENT, capture_output=True, text=True
    )
    assert run.returncode == 0, run.stderr
    assert "so this was not saved; " in run.stdout


@contextlib.contextmanager
def read_only_folder(folder: Path) -> Iterator[Path]:
    """A folder with a store in it, that nobody may write in."""
    if sys.platform == "win32":
        pytest.skip("Windows folders have no such mode")
    if os.geteuid() != 0:
        opened(folder).close()
        folder.chmod(0o500)
        yield folder
        folder.chmod(0o700)
        return
    with small_disk(folder, "1m") as disk:
        opened(disk).close()
        subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
        yield disk


def test_a_read_only_folder_is_told(tmp_path: Path) -> None:
    with read_only_folder(tmp_path) as folder:
        with pytest.raises(NotSavedError, match=r"progress\.db: .*make the file and its folder writable"):
            opened(folder)
        with pytest.raises(NotSavedError, match="new"):
            opened(folder, "new.db")
        with pytest.raises(NotSavedError, match="deeper"):
            opened(folder / "deeper")
        assert {file.name for file in folder.iterdir()} <= {"progress.db"}


def test_a_file_that_becomes_read_only_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store)
        store.connection.execute("PRAGMA query_only = ON")
        with pytest.raises(NotSavedError, match=r"make the file and its folder writable"):
            graded(store)
        store.connection.execute("PRAGMA query_only = OFF")
        assert graded(store).repetitions == 2


def test_a_locked_file_is_told_and_nothing_is_half_done(tmp_path: Path) -> None:
    with opened(tmp_path) as one, opened(tmp_path) as other:
        graded(one)
        one.connection.execute("PRAGMA busy_timeout = 20")
        other.connection.execute("BEGIN IMMEDIATE")
        with pytest.raises(NotSavedError, match=r"another program keeps it locked.*; close that one"):
            graded(one)
        other.connection.execute("ROLLBACK")
        assert graded(one).repetitions == 2


def test_an_interrupted_save_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    with opened(tmp_path) as store:
        graded(store)
        before = dump(store)
        with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
            patch.setattr("decks.progress.store.write", interrupted)
            graded(store)
        assert (dump(store), len(list(store.events()))) == (before, 1)
        assert graded(store).repetitions == 2


@pytest.mark.skipif(os.name == "nt", reason="the file system that refuses a log is one of SQLite's for Unix")
@pytest.mark.parametrize("made", ["there", "elsewhere"])
def test_a_file_system_that_refuses_a_write_ahead_log_gets_a_journal(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, made: str
) -> None:
    if made == "elsewhere":
        with opened(tmp_path) as store:
            graded(store, card="s/g/who")

    def connect(path: Path) -> sqlite3.Connection:
        return sqlite3.connect(f"file://{path}?vfs=unix-dotfile", timeout=5, isolation_level=None, uri=True)

    monkeypatch.setattr(opening, "_connect", connect)
    with opened(tmp_path) as store:
        asked = ("journal_mode", "synchronous", "locking_mode")
        told = [store.connection.execute(f"PRAGMA {name}").fetchone()[0] for name in asked]
        assert told == ["delete", 2, "normal"]
        graded(store)
        assert check(store) == ()
    with opened(tmp_path) as store:
        assert len(dump(store)) == (1 if made == "there" else 2)


def full(folder: Path, number: int = 40) -> Path:
    """A file of progress with some pages in it, closed."""
    with opened(folder) as store:
        for turn in range(number):
            graded(store, card=f"s/{turn}/who", typed="x" * 1000, day=1 + turn)
    return folder / "progress.db"


def garbage(path: Path) -> None:
    path.write_bytes(random.Random(0).randbytes(50_000))


def text(path: Path) -> None:
    path.write_text("my diary", "utf-8")


def truncated(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def beheaded(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(bytes(100))


def foreign(path: Path) -> None:
    path.unlink()
    other = sqlite3.connect(path)
    other.execute("CREATE TABLE moz_places (url TEXT)")
    other.close()


def foreign_with_a_mark(path: Path) -> None:
    foreign(path)
    other = sqlite3.connect(path)
    other.execute("PRAGMA application_id = 77")
    other.close()


def schema_lost(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(100)
        file.write(random.Random(0).randbytes(3000))


@pytest.mark.parametrize(
    "damage", [garbage, text, truncated, beheaded, foreign, foreign_with_a_mark, schema_lost]
)
def test_a_damaged_file_is_told_and_left_as_it_is(tmp_path: Path, damage: object) -> None:
    path = full(tmp_path)
    damage(path)  # type: ignore[operator]
    before = path.read_bytes()
    for _ in range(2):
        with pytest.raises(DamagedError, match=r"progress\.db: .+; 'quizgen doctor --restore' .+"):
            Store.open(path)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["progress.db"]


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "empty"])
def test_where_backups_are_a_new_file_is_not_begun(tmp_path: Path, gone: bool) -> None:
    path = full(tmp_path)
    assert back_up(path, 0)
    if gone:
        path.unlink()
    else:
        os.truncate(path, 0)
    with pytest.raises(DamagedError, match=r"the file is (gone|empty).*--restore"):
        Store.open(path)
    assert restore(path, 0).events == 40


def test_where_only_the_log_beside_it_is_left_a_new_file_is_not_begun(tmp_path: Path) -> None:
    log = tmp_path / "progress.db-wal"
    log.write_bytes(b"what was saved last")
    with pytest.raises(DamagedError, match=r"the file is gone, but the log beside it is there"):
        opened(tmp_path)
    assert log.read_bytes() == b"what was saved last"


def test_a_file_of_a_newer_quizgen_is_refused_and_left_as_it_is(tmp_path: Path) -> None:
    path = full(tmp_path)
    newer = sqlite3.connect(path)
    newer.execute(f"PRAGMA user_version = {SCHEMA + 1}")
    newer.close()
    before = path.read_bytes()
    with pytest.raises(NewerError, match=r"a newer quizgen wrote it .*; update quizgen"):
        Store.open(path)
    assert path.read_bytes() == before


def test_a_file_whose_making_was_cut_off_is_made(tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    half = sqlite3.connect(tmp_path / "half.db")
    half.execute("PRAGMA journal_mode = WAL")
    half.close()
    for name in ("empty.db", "half.db"):
        with opened(tmp_path, name) as store:
            assert graded(store).repetitions == 1
            assert store.connection.execute("PRAGMA application_id").fetchone() == (APPLICATION,)


def test_a_folder_is_no_file_and_a_file_no_folder(tmp_path: Path) -> None:
    with pytest.raises(NotSavedError, match="this is a folder"):
        Store.open(tmp_path)
    (tmp_path / "file").touch()
    with pytest.raises(NotSavedError, match="could not be written"):
        Store.open(tmp_path / "file" / "progress.db")


def test_backups_are_made_when_there_is_something_new_and_five_are_kept(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        assert back_up(store.path, 0) is None
        for day in range(1, 8):
            graded(store, day=day)
            # The clock goes back each time: the newest is the newest all the same.
            made = back_up(store.path, (100 - day) * DAY)
            assert made is not None and made.name.startswith(f"progress-{day:06}-1970")
            assert back_up(store.path, 0) is None
        kept = backup_files(store.path)
        assert [file.name[:15] for file in kept] == [f"progress-{number:06}" for number in range(3, 8)]
        assert sorted(kept) == sorted((tmp_path / "backups").iterdir())
        shutil.copy(kept[-1], tmp_path / "copy.db")
        with opened(tmp_path, "copy.db") as copy:
            assert dump(copy) == dump(store)
            assert check(copy) == ()


def test_what_a_killed_backup_left_is_swept_up_and_what_another_makes_is_not(tmp_path: Path) -> None:
    path = full(tmp_path)
    folder = tmp_path / "backups"
    folder.mkdir()
    for name, age in (("old.partial", 3600), ("fresh.partial", 0)):
        (folder / name).write_bytes(b"half")
        os.utime(folder / name, (time.time() - age,) * 2)
    made = back_up(path, 0)
    assert made is not None
    assert {file.name for file in folder.iterdir()} == {"fresh.partial", made.name}


def test_a_backup_is_not_mistaken_for_that_of_another_file(tmp_path: Path) -> None:
    for name in ("a.db", "a-2.db", "[a].db"):
        with opened(tmp_path, name) as store:
            graded(store)
            assert back_up(store.path, 0)
    assert [len(backup_files(tmp_path / name)) for name in ("a.db", "a-2.db", "[a].db", "b.db")] == [
        1,
        1,
        1,
        0,
    ]


def test_restore_brings_back_the_newest_sound_backup_and_what_can_still_be_read(tmp_path: Path) -> None:
    path = full(tmp_path)
    sound = back_up(path, 0)
    with opened(tmp_path) as store:
        late = graded(store, card="s/late/who")
        before = dump(store)
    unsound = back_up(path, 0)
    assert sound and unsound
    garbage(unsound)
    # An index is gone: the table can be read, yet SQLite stumbles.
    raw = sqlite3.connect(path)
    (root,) = raw.execute("SELECT rootpage FROM sqlite_master WHERE name = 'event_card'").fetchone()
    raw.close()
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(bytes(4096))
    damaged = path.read_bytes()
    with opened(tmp_path) as store, pytest.raises(DamagedError, match="it is damaged"):
        store.history("s/late/who")
    with opened(tmp_path) as store:
        assert "--restore" in check(store)[0]
    got = restore(path, 1_800_000_000_000)
    assert (got.backup, got.events, got.saved) == (sound, 41, 1)
    assert got.aside is not None and got.aside.name == "progress-damaged-20270115T080000Z.db"
    assert got.aside.read_bytes() == damaged
    with opened(tmp_path) as store:
        assert store.state("s/late/who") == late
        assert dump(store) == before
        assert check(store) == ()


def test_restore_sets_the_log_beside_the_file_aside_too_and_reads_it(tmp_path: Path) -> None:
    path = full(tmp_path)
    assert back_up(path, 0)
    source = "from progress_cases import *; import os, sys; from pathlib import Path\n"
    source += "graded(opened(Path(sys.argv[1])), card='s/late/who'); os._exit(0)"
    subprocess.run([sys.executable, "-c", source, str(tmp_path)], env=ENVIRONMENT, check=True)
    assert (tmp_path / "progress.db-wal").stat().st_size
    got = restore(path, 0)
    assert (got.events, got.saved) == (41, 1)
    again = restore(path, 0)
    assert again.aside != got.aside
    assert len(list(tmp_path.glob("progress-damaged-*.db"))) == 2
    with opened(tmp_path) as store:
        assert check(store) == ()


def test_a_restore_that_finds_no_room_moves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> int:
        raise NotSavedError("the disk is full")

    path = full(tmp_path)
    assert back_up(path, 0)
    truncated(path)
    before = path.read_bytes()
    with monkeypatch.context() as patch, pytest.raises(NotSavedError):
        patch.setattr("decks.progress.backup.salvage", refused)
        restore(path, 0)
    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.partial*")) + list(tmp_path.glob("*damaged*"))
    # As one that was killed half-way leaves it.
    path.rename(tmp_path / "progress-damaged.db")
    (tmp_path / "progress.db.partial").write_bytes(b"half")
    assert restore(path, 0).events == 40
    assert (tmp_path / "progress-damaged.db").read_bytes() == before
    assert not list(tmp_path.glob("*.partial*"))


def test_without_a_sound_backup_nothing_is_touched(tmp_path: Path) -> None:
    path = full(tmp_path)
    beheaded(path)
    before = path.read_bytes()
    with pytest.raises(QuizgenError, match="no sound backup"):
        restore(path, 0)
    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["progress.db"]


def test_check_finds_a_wrong_state_and_a_missing_trigger(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store)
        assert check(store) == ()
        store.connection.execute("UPDATE state SET due = 5")
        store.connection.execute("DROP TRIGGER event_never_goes")
        trigger, state = check(store)
        assert "event_never_goes is gone" in trigger
        assert state.endswith("2 rows are not what the log comes to; 'quizgen doctor --rebuild' mends them")


def test_a_clock_that_was_put_back_loses_nothing(tmp_path: Path) -> None:
    faketime = shutil.which("faketime")
    if faketime is None:
        pytest.skip("faketime is not installed")
    said = []
    for moment in ("2031-05-01 12:00:00", "2026-11-01 01:30:00", "2001-01-01 00:00:00"):
        said += acknowledged(writer(tmp_path, "s/f/who", 3, before=(faketime, moment)))
    with opened(tmp_path) as store:
        assert [event.uid for event in store.history("s/f/who")] == said
        years = {time.gmtime(event.at / 1000).tm_year for event in store.events()}
        assert years == {2031, 2026, 2001} or years == {2030, 2026, 2000, 2031, 2001}
        state = store.state("s/f/who")
        assert (state.repetitions, state.last) == (9, said[-1])
        assert state.last_day == store.history("s/f/who")[-1].day
        assert check(store) == ()


def test_a_signal_to_end_in_the_middle_of_a_save_leaves_it_whole_or_undone(tmp_path: Path) -> None:
    # A handler that raises, as the app's may, strikes between any two steps of Python.
    if sys.platform == "win32":
        pytest.skip("Windows has no alarm")
    struck = False

    def end(*_: object) -> None:
        nonlocal struck
        struck = True
        raise SystemExit(143)

    before = signal.signal(signal.SIGALRM, end)
    saved, chance = 0, random.Random(0)
    # What is raised while a collector's callback runs, as Hypothesis has one, is swallowed there.
    gc.disable()
    try:
        with opened(tmp_path) as store:
            for _ in range(60):
                struck = False
                signal.setitimer(signal.ITIMER_REAL, chance.random() * 0.002 + 0.0001)
                with contextlib.suppress(SystemExit):
                    while not struck:
                        graded(store)
                        saved += 1
            assert graded(store).repetitions > saved
            assert saved < len(list(store.events())) <= saved + 60
            assert check(store) == ()
    finally:
        gc.enable()
        signal.signal(signal.SIGALRM, before)


def test_a_file_opened_twice_here_is_still_ours_when_others_come_and_go(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        graded(store, card="s/f/a")
        # As a thread of the app does that counts the decks.
        with Store.open(store.path, create=False) as second:
            assert not second.state("s/f/a").is_new
        assert answers_seen_elsewhere(store.path, "s/f/a") == 1
        assert store.path.with_name(f"{store.path.name}-wal").exists()
        graded(store, card="s/f/b")
        assert answers_seen_elsewhere(store.path, "s/f/b") == 1


LOOK = """
import sys
from pathlib import Path
from decks.progress.store import Store
with Store.open(Path(sys.argv[1]), create=False) as store:
    print(store.state(sys.argv[2]).repetitions)
"""


def answers_seen_elsewhere(path: Path, card: str) -> int:
    """By another process, that opens the file and closes it again."""
    command = [sys.executable, "-c", LOOK, str(path), card]
    done = subprocess.run(command, env=ENVIRONMENT, check=True, capture_output=True, text=True)
    return int(done.stdout)
