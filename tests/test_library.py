"""Compiled decks: the cards are those that dealing gives, come at once the second time, and nothing loses them."""

from __future__ import annotations

import json
import os
import sqlite3
import subprocess
import sys
from contextlib import closing
from functools import partial
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING, Any

import pytest

from decks import deal, places
from decks.card import Card
from decks.library import Library, Shelf, compiling, fingerprint, keeping, near, opening, shelving
from decks.library.folding import folded, plain
from decks.library.listing import ORDERS, Listing, Row, StoppedError
from decks.library.search import read_search
from decks.progress.content import content_of
from decks.progress.event import Event
from decks.progress.store import Store
from decks.scheduling.fsrs import Scheduler
from quizgen.ask import questions
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Bank, Options
from quizgen.sample import sample
from quizgen.sources import find_sheets, read_all
from tui.choosing import banks

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent

OCTOBER = """---
title: October
tags: [history]
---

# The party

- [Lev Kamenev]{.who also="Leo Kamenev"} broke [party discipline]{.what} on [18 October 1917]{.when}. {.hard}
  > In *Novaya Zhizn*.
- [Vladimir Lenin]{.who} returned to [Petrograd]{.where} in [April 1917]{.when}. {difficulty=easy}

# The war

- [Aleksandr Kerensky]{.who} led [the government]{.what} from [July 1917]{.when}. {source="A newspaper"}
"""

CURIE = """---
title: Radioactivity
tags: [science]
language: en-GB
---

- [Marie Skłodowska]{.who} discovered [radium]{.what} in [1898]{.when}.
- [Antoine Becquerel]{.who} found [rays]{.what} in [Paris]{.where}.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "sheets"
    path.mkdir()
    (path / "curie.md").write_text(CURIE, "utf-8")
    (path / "october.md").write_text(OCTOBER, "utf-8")
    return path


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "cache" / "library.db") as opened:
        yield opened


def ids(library: Library, shelf: Shelf) -> list[str]:
    """The ids of the cards on a shelf, in its order."""
    question = "SELECT id FROM card WHERE sheet = ? ORDER BY position"
    return [id_ for one in shelf.sheets for (id_,) in library.connection.execute(question, (one.number,))]


def dealt(paths: list[str]) -> list[Card]:
    sheets = [reading.sheet for reading in read_all(paths) if reading.sheet is not None]
    return [deal.card(sheet, question) for sheet in sheets for question in questions(sheet)]


def no_compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise AssertionError("a sheet was compiled that should be known")

    monkeypatch.setattr(compiling, "compile_sheet", fail)


# --- what is kept -------------------------------------------------------------------------------------------------


def test_the_cards_are_those_that_dealing_gives(library: Library, folder: Path) -> None:
    given = [str(folder), *map(str, find_sheets([]))]
    shelf = library.compile(given)
    wanted = dealt(given)
    assert shelf.cards == len(wanted) > 300
    assert library.cards([card.id for card in wanted]) == wanted
    assert ids(library, shelf) == [card.id for card in wanted]
    assert library.card(wanted[7].id) == wanted[7]
    assert [(sheet.id, sheet.title, sheet.language, sheet.path) for sheet in shelf.sheets[:2]] == [
        ("curie", "Radioactivity", "en-GB", str(folder / "curie.md")),
        ("october", "October", "en", str(folder / "october.md")),
    ]
    assert (shelf.errors, shelf.note) == ((), "")


def test_without_paths_the_shelf_holds_the_sheets_that_ship_with_quizgen(library: Library) -> None:
    assert [sheet.path for sheet in library.compile([]).sheets] == [str(path) for path in find_sheets([])]


def test_a_row_says_what_other_rooms_join_by(library: Library, folder: Path) -> None:
    shelf = library.compile([str(folder)])
    rows = library.connection.execute(
        "SELECT id, fact, ask, content_id, answer_id FROM card WHERE sheet = ? ORDER BY position",
        (shelf.sheets[1].number,),
    ).fetchall()
    for id_, fact, ask, content, answer in rows:
        card = library.card(id_)
        assert id_ == f"october/{fact}/{ask}" == f"october/{card.fact}/{card.ask}"
        assert (content, answer) == (content_of(card).id, content_of(card).answer_id)


def test_a_card_knows_where_it_comes_from() -> None:
    card = Card(
        "october/kamenev-broke/when-2", "open", "When?", "1917", "It was 1917.", (7, 11), origin="a:b/x.md:14",
        deck=("October", "The party", "Kamenev"),
    )  # fmt: skip
    assert (card.fact, card.ask, card.path, card.line) == ("kamenev-broke", "when", "a:b/x.md", 14)
    assert card.section == ("The party", "Kamenev")
    bare = Card("7", "open", "", "", "", (0, 0))
    assert (bare.fact, bare.path, bare.line, bare.section) == ("", "", 0, ())


def test_cards_come_in_the_order_they_are_asked_for_and_unknown_ones_are_left_out(
    library: Library, folder: Path
) -> None:
    some = ids(library, library.compile([str(folder)]))[:3]
    wanted = [some[2], "no/such/card", some[0], some[2]]
    assert [card.id for card in library.cards(wanted)] == [some[2], some[0], some[2]]
    with pytest.raises(QuizgenError, match=r"no sheet has the card no/such/card; .*start again"):
        library.card("no/such/card")
    assert library.cards([]) == []


# --- the second time ----------------------------------------------------------------------------------------------


def test_a_known_sheet_is_not_compiled_again(
    tmp_path: Path, library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "wrong.md").write_text("- [a]{.whom} b.\n- [Rosa]{.who} spoke.\n", "utf-8")
    first = library.compile([str(folder), "no.md"])
    no_compiling(monkeypatch)
    assert library.compile([str(folder), "no.md"]) == first
    with Library.open(tmp_path / "cache" / "library.db") as again:
        assert again.compile([str(folder), "no.md"]) == first
        assert again.card(ids(again, first)[0]).path == str(folder / "curie.md")


def test_a_path_is_shown_as_it_was_written_this_time(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "curie.md").write_text(CURIE + "- [a]{.whom} b.\n", "utf-8")
    first = library.compile([str(folder / "curie.md")])
    no_compiling(monkeypatch)
    monkeypatch.chdir(folder)
    again = library.compile(["curie.md"])
    assert [sheet.path for sheet in again.sheets] == ["curie.md"]
    assert again.errors == tuple(
        error.replace(str(folder / "curie.md"), "curie.md") for error in first.errors
    )
    assert again.errors[0].startswith("curie.md:9:")
    assert library.card(ids(library, again)[0]).origin == "curie.md:7"


def test_a_changed_sheet_is_compiled_again_and_its_old_cards_go(library: Library, folder: Path) -> None:
    library.compile([str(folder)])
    (folder / "curie.md").write_text(CURIE.replace("radium", "polonium"), "utf-8")
    shelf = library.compile([str(folder)])
    assert {card.answer for card in library.cards(ids(library, shelf))} >= {"polonium", "party discipline"}
    for table, per_sheet in (("sheet", 1), ("card", None), ("answer", None)):
        (count,) = library.connection.execute(f"SELECT count(*) FROM {table}").fetchone()
        assert count == (2 * per_sheet if per_sheet else 6 + 9 + (table == "answer")), table
    assert library.find_near_answers([shelf.sheets[0].number], "radium") == []


def test_other_rules_ask_every_sheet_again(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = library.compile([str(folder)])
    monkeypatch.setattr(shelving, "fingerprint", lambda: "other rules")
    after = library.compile([str(folder)])
    assert {sheet.number for sheet in before.sheets}.isdisjoint(sheet.number for sheet in after.sheets)


def test_the_fingerprint_is_of_all_that_asks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "quizgen" / "rules" / "__pycache__").mkdir(parents=True)
    rule = tmp_path / "quizgen" / "rules" / "who.py"
    rule.write_text("one", "utf-8")
    monkeypatch.setattr(fingerprint, "_ROOT", tmp_path)

    def made() -> str:
        fingerprint.fingerprint.cache_clear()
        return fingerprint.fingerprint()

    try:
        first = made()
        (tmp_path / "quizgen" / "rules" / "__pycache__" / "who.pyc").write_text("x", "utf-8")
        assert made() == first
        rule.write_text("other", "utf-8")
        second = made()
        assert second != first
        os.utime(rule, (1, 1))
        third = made()
        assert third != second
        (tmp_path / "quizgen" / "codes.md").write_text("", "utf-8")
        assert made() != third
    finally:
        fingerprint.fingerprint.cache_clear()


def test_a_card_is_that_of_the_shelf_where_two_sheets_hold_its_id(library: Library, tmp_path: Path) -> None:
    for name, year in (("one", "1898"), ("two", "1902")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "curie.md").write_text(
            f"- [Radium]{{.what}} was found in [{year}]{{.when}}. {{#radium}}\n", "utf-8"
        )
    paths = [str(tmp_path / name / "curie.md") for name in ("one", "two")]
    for path, year in zip(paths, ("1898", "1902"), strict=True):
        library.compile([path])
        assert library.card("curie/radium/when").answer == year
    library.compile([paths[0]])
    assert library.card("curie/radium/when").answer == "1898"
    # Of no sheet on the shelf: still found, by its full path.
    library.compile(find_sheets([])[:1] and [str(find_sheets([])[0])])
    assert library.card("curie/radium/when").origin == f"{paths[1]}:1"


# --- what is wrong ------------------------------------------------------------------------------------------------


def test_errors_are_those_of_the_reader(library: Library, folder: Path, tmp_path: Path) -> None:
    (folder / "wrong.md").write_text("- [a]{.whom} b.\n- [Rosa]{.who} spoke.\n", "utf-8")
    (folder / "latin.md").write_bytes("- [Zo\xeb]{.who} spoke.\n".encode("latin-1"))
    (tmp_path / "curie.md").write_text(CURIE + "- [a]{.whom} b.\n", "utf-8")
    given = [str(tmp_path / "none.md"), str(folder), str(tmp_path / "curie.md")]
    wanted = [
        str(finding)
        for reading in read_all(given)
        for finding in reading.findings
        if finding.severity == "error"
    ]
    assert len(wanted) == 5
    for _ in range(2):  # made, then known
        shelf = library.compile(given)
        assert list(shelf.errors) == wanted
        assert [sheet.id for sheet in shelf.sheets] == ["curie", "october", "wrong"]


def test_a_sheet_without_facts_lies_on_the_shelf_without_cards(library: Library, tmp_path: Path) -> None:
    (tmp_path / "empty.md").write_text("Nothing.\n", "utf-8")
    for _ in range(2):
        shelf = library.compile([str(tmp_path / "empty.md")])
        assert [(sheet.id, sheet.cards) for sheet in shelf.sheets] == [("empty", 0)]
    assert library.choices("empty/a/who") == ((), None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_name_that_is_no_text_does_no_harm(library: Library, tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/w\xff.md"
    try:
        with open(path, "wb") as file:  # noqa: PTH123 Path takes no bytes
            file.write(b"- [Rosa]{.who} spoke.\n")
    except OSError:
        pytest.skip("no such names here")
    for _ in range(2):
        (sheet,) = library.compile([os.fsdecode(path)]).sheets
        assert (sheet.cards, sheet.path) == (1, os.fsdecode(path))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such files")
def test_a_pipe_is_read_once(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "pipe.md"
    os.mkfifo(path)
    for answer in ("Rosa", "Clara"):
        writer = Thread(target=path.write_text, args=(f"- [{answer}]{{.who}} spoke.\n", "utf-8"))
        writer.start()
        shelf = library.compile([str(path)])
        writer.join()
        assert [card.answer for card in library.cards(ids(library, shelf))] == [answer]


# --- while it works -----------------------------------------------------------------------------------------------


def test_progress_is_told_and_an_interrupt_keeps_whole_sheets_only(library: Library, folder: Path) -> None:
    (folder / "sample.md").write_text("".join(sample(200, 1)), "utf-8")
    said: list[tuple[str, int, int]] = []

    def say(path: str, done: int, total: int) -> None:
        said.append((Path(path).name, done, total))
        if done == 128:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        library.compile([str(folder)], say=say)
    assert said == [
        ("curie.md", 0, 0), ("curie.md", 0, 2), ("curie.md", 2, 2),
        ("october.md", 0, 0), ("october.md", 0, 3), ("october.md", 3, 3),
        ("sample.md", 0, 0), ("sample.md", 0, 200), ("sample.md", 64, 200), ("sample.md", 128, 200),
    ]  # fmt: skip
    assert library.connection.execute("SELECT id FROM sheet ORDER BY id").fetchall() == [
        ("curie",),
        ("october",),
    ]
    del said[:]
    shelf = library.compile([str(folder)], say=lambda *told: said.append(told))
    assert {Path(path).name for path, _, _ in said} == {"sample.md"}
    assert said[-1][1:] == (200, 200)
    assert shelf.cards == len(ids(library, shelf))


def test_a_sheet_written_while_it_is_read_is_read_again(library: Library, folder: Path) -> None:
    path = folder / "curie.md"

    def say(_: str, done: int, total: int) -> None:
        if (done, total) == (0, 2):
            path.write_text(CURIE.replace("radium", "polonium"), "utf-8")

    shelf = library.compile([str(path)], say=say)
    assert "polonium" in {card.answer for card in library.cards(ids(library, shelf))}


COMPILE = """
import sys
from pathlib import Path
from decks.library import Library
with Library.open(Path(sys.argv[1])) as library:
    shelf = library.compile(sys.argv[2:])
    assert not shelf.note, shelf.note
    print(shelf.cards, *(sheet.number for sheet in shelf.sheets))
"""


def test_two_processes_at_once_make_one_library(tmp_path: Path, folder: Path) -> None:
    (folder / "sample.md").write_text("".join(sample(100, 1)), "utf-8")
    path = tmp_path / "cache" / "library.db"
    command = [sys.executable, "-c", COMPILE, str(path), str(folder)]
    both = [subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    said = [one.communicate()[0] for one in both]
    assert [one.returncode for one in both] == [0, 0]
    assert said[0] == said[1]
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("SELECT count(*) FROM sheet").fetchone() == (3,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_a_warm_library_loads_nothing_heavy(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "cache" / "library.db"
    with Library.open(path) as library:
        first = ids(library, library.compile([str(folder)]))[0]
    source = (
        "import sys; from pathlib import Path; from decks.library import Library\n"
        "with Library.open(Path(sys.argv[1])) as library:\n"
        "    library.compile([sys.argv[2]]); library.card(sys.argv[3])\n"
        "    library.find_near_answers([1, 2], 'Lenin')\n"
        "print(*sys.modules)"
    )
    command = [sys.executable, "-c", source, str(path), str(folder), first]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "decks.library.library" in loaded
    assert loaded.isdisjoint(
        "pydantic markdown_it yaml lemminflect numpy rich faker genanki textual platformdirs "
        "quizgen.reader quizgen.ask quizgen.dates decks.deal".split()
    )


# --- when the file is bad -----------------------------------------------------------------------------------------


def torn(path: Path) -> None:
    """The tables' own table is whole, and what lies behind it is not."""
    data = path.read_bytes()
    path.write_bytes(data[:4096] + b"\xa5" * (len(data) - 4096))


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda path: path.write_bytes(b"\x00\x01 no database" * 1000), id="noise"),
        pytest.param(lambda path: path.write_bytes(path.read_bytes()[:5000]), id="cut"),
        pytest.param(torn, id="torn"),
        pytest.param(lambda path: changed(path, "PRAGMA user_version = 99"), id="another version"),
        pytest.param(lambda path: changed(path, "DROP TABLE card"), id="a table gone"),
        pytest.param(lambda path: changed(path, "DROP TABLE sheet"), id="its first table gone"),
    ],
)
def test_a_damaged_file_is_made_anew(tmp_path: Path, folder: Path, spoil: Any) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        before = library.compile([str(folder / "curie.md")])
    spoil(path)
    with Library.open(path) as library:
        shelf = library.compile([str(folder)])
        assert shelf.note == ""
        assert len(library.cards(ids(library, shelf))) == shelf.cards == before.cards + 9
    with closing(sqlite3.connect(path)) as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def changed(path: Path, statement: str) -> None:
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        connection.execute(statement)


def test_damage_met_while_reading_is_an_error_and_gone_the_next_time(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "library.db"
    with Library.open(path) as library:
        shelf = library.compile([str(folder)])
        some = ids(library, shelf)
        library.connection.execute("DROP TABLE card")
        with pytest.raises(QuizgenError, match=r"cannot be read .*; start again"):
            library.card(some[0])
    with Library.open(path) as library:
        assert len(library.cards(ids(library, library.compile([str(folder)])))) == shelf.cards


def test_the_database_of_another_program_is_left_alone(tmp_path: Path, folder: Path) -> None:
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        store.append(Event("flag", "a/b/who", at=1, offset=0, day=738_000, value="1"))
    before = path.read_bytes()
    with Library.open(path) as library:
        assert "is the database of another program" in library.note
        assert library.compile([str(folder)]).cards == 15
    assert path.read_bytes() == before
    assert sorted(file.name for file in tmp_path.iterdir()) == ["progress.db", "sheets"]


def test_a_full_disk_does_not_stop_the_session(library: Library, folder: Path) -> None:
    place = library.path
    library.compile([str(folder / "curie.md")])
    (folder / "sample.md").write_text("".join(sample(300, 1)), "utf-8")
    library.connection.execute(
        f"PRAGMA max_page_count = {library.connection.execute('PRAGMA page_count').fetchone()[0] + 9}"
    )
    shelf = library.compile([str(folder)])
    assert "cannot be kept in" in shelf.note
    assert str(place) in shelf.note
    assert library.path != place
    assert len(library.cards(ids(library, shelf))) == shelf.cards == len(dealt([str(folder)]))
    library.close()
    assert not library.path.exists()
    with Library.open(place) as again:
        assert again.connection.execute("SELECT id FROM sheet").fetchone() == ("curie",)


def test_a_folder_that_cannot_be_written_does_not_stop_the_session(tmp_path: Path, folder: Path) -> None:
    (tmp_path / "file").write_text("", "utf-8")
    with Library.open(tmp_path / "file" / "library.db") as library:
        assert "cannot be kept in" in library.note
        shelf = library.compile([str(folder)])
        assert (shelf.cards, shelf.note) == (15, library.note)
        temporary = library.path
        assert temporary.exists()
    assert not temporary.exists()


def test_no_room_anywhere_is_an_error(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room() -> None:
        raise OSError("no room")

    monkeypatch.setattr(opening, "open_temporary", no_room)
    (tmp_path / "file").write_text("", "utf-8")
    with pytest.raises(QuizgenError, match=r"no room for the cards .*; make some"):
        Library.open(tmp_path / "file" / "library.db")


# --- what goes again ----------------------------------------------------------------------------------------------


def test_sheets_nobody_studied_for_two_months_go_when_one_comes(library: Library, folder: Path) -> None:
    october, curie = str(folder / "october.md"), str(folder / "curie.md")
    library.compile([october])
    library.connection.execute("UPDATE sheet SET used = used - 61")
    library.compile([october])  # used again
    library.compile([curie])
    assert library.connection.execute("SELECT count(*) FROM sheet").fetchone() == (2,)
    library.connection.execute("UPDATE sheet SET used = used - 61")
    (folder / "curie.md").write_text(CURIE + "\n", "utf-8")
    shelf = library.compile([curie])
    assert library.connection.execute("SELECT id FROM sheet").fetchall() == [("curie",)]
    assert library.connection.execute("SELECT count(*) FROM card").fetchone() == (shelf.cards,)


def test_room_that_is_free_is_given_back(library: Library, folder: Path) -> None:
    (folder / "sample.md").write_text("".join(sample(300, 1)), "utf-8")
    library.compile([str(folder)])
    (before,) = library.connection.execute("PRAGMA page_count").fetchone()
    (folder / "sample.md").write_text("".join(sample(3, 1)), "utf-8")
    library.compile([str(folder)])
    (after,) = library.connection.execute("PRAGMA page_count").fetchone()
    assert after < before / 2


def test_a_library_that_is_too_big_loses_what_was_not_used_for_longest(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.compile([str(folder / "october.md")])
    monkeypatch.setattr(keeping, "BIGGEST", 1)
    shelf = library.compile([str(folder / "curie.md")])
    assert library.connection.execute("SELECT id FROM sheet").fetchall() == [("curie",)]
    assert len(library.cards(ids(library, shelf))) == 6


# --- answers that are near ----------------------------------------------------------------------------------------


def test_a_typed_answer_finds_those_it_may_be_taken_for(library: Library, folder: Path) -> None:
    shelf = library.compile([str(folder)])
    curie, october = (sheet.number for sheet in shelf.sheets)
    for typed, wanted in [
        ("radium", "radium"), ("RADUM", "radium"), ("raduim", "radium"), ("the  Government", "the government"),
        ("marie sklodovska", "Marie Skłodowska"), ("Leo Kamenef", "Leo Kamenev"), ("Petorgrad", "Petrograd"),
    ]:  # fmt: skip
        assert library.find_near_answers([curie, october], typed)[0] == wanted, typed
    assert library.find_near_answers([curie], "Petrograd") == []
    assert library.find_near_answers([], "Petrograd") == []
    assert library.find_near_answers([october], "") == []
    assert library.find_near_answers([october], "Zanzibar") == []


def test_no_answer_is_missed_that_is_two_slips_away() -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        connection.executescript(
            "CREATE TABLE answer (number INTEGER PRIMARY KEY, text TEXT, folded TEXT);"
            "CREATE TABLE piece (text TEXT, answer INTEGER, PRIMARY KEY (text, answer)) WITHOUT ROWID"
        )
        for word in ("radium", "mitosis", "Petrograd", "party discipline"):
            connection.execute("DELETE FROM piece")
            connection.execute(
                "INSERT OR REPLACE INTO answer VALUES (?, ?, ?)", (1 << 32, word, word.lower())
            )
            found = [(piece, 1 << 32) for piece in near.pieces(folded(word))]
            connection.executemany("INSERT OR IGNORE INTO piece VALUES (?, ?)", found)
            for typed in slips(slips({word.lower()})):
                assert near.find_near(connection, [1], typed) == [word], typed


def slips(words: set[str]) -> set[str]:
    """Every word one letter away: left out, doubled by another, or another in its place."""
    made = set(words)
    for word in words:
        for at in range(1, len(word)):
            made |= {word[:at] + letter + word[at + 1 :] for letter in ("", "z")}
            made.add(f"{word[:at]}z{word[at:]}")
    return made


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Skłodowska", "sklodowska"),
        ("ÉCOLE", "ecole"),
        ("Straße", "strasse"),
        ("Plain", "plain"),
        ("Ёлка", "елка"),
    ],
)
def test_accents_and_capitals_are_left_out(text: str, wanted: str) -> None:
    assert plain(text) == wanted


# --- choices ------------------------------------------------------------------------------------------------------


def wanted_choices(paths: list[str]) -> dict[str, tuple[tuple[str, ...], int | None]]:
    """As the command line deals them."""
    sheets = [reading.sheet for reading in read_all(paths) if reading.sheet is not None]
    made: list[Bank] = banks(sheets, Options())
    return {id_: (one.options, one.key) for bank in made for id_, one in bank.choices.items()}


def test_choices_are_those_of_the_command_line(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "one.md").write_text("".join(sample(40, 1)), "utf-8")
    (folder / "two.md").write_text("".join(sample(30, 2)), "utf-8")
    given = [str(folder), str(ROOT / "seeds" / "october-1917.md")]
    some = ids(library, library.compile(given))
    said: list[tuple[str, int, int]] = []
    found = {id_: library.choices(id_, say=lambda *told: said.append(told)) for id_ in some}
    assert found == wanted_choices(given)
    assert sum(key is not None for _, key in found.values()) > 100
    assert (str(folder / "one.md"), 0) in {told[:2] for told in said}
    # And they are kept.
    from decks.library import choosing

    monkeypatch.setattr(choosing, "deal_choices", None)
    library.compile(given)
    assert library.choices(some[-1]) == found[some[-1]]


def test_choices_follow_the_sheets_that_lend_them(library: Library, folder: Path) -> None:
    (folder / "one.md").write_text("".join(sample(12, 1)), "utf-8")
    (folder / "two.md").write_text("".join(sample(30, 2)), "utf-8")
    alone, both = [str(folder / "one.md")], [str(folder / "one.md"), str(folder / "two.md")]
    for given in (alone, both, alone):
        shelf = library.compile(given)
        some = ids(library, shelf)[: shelf.sheets[0].cards]
        wanted = wanted_choices(given)
        assert {id_: library.choices(id_) for id_ in some} == {id_: wanted[id_] for id_ in some}
    lent = wanted_choices(both)
    assert any(lent[id_] != one for id_, one in wanted_choices(alone).items())


def test_a_sheet_that_was_changed_meanwhile_has_no_choices(library: Library) -> None:
    path = library.path.parent / "sample.md"
    path.write_text("".join(sample(30, 1)), "utf-8")
    some = ids(library, library.compile([str(path)]))
    path.write_text("".join(sample(30, 2)), "utf-8")
    assert {library.choices(id_) for id_ in some} == {((), None)}
    assert library.choices("no/such/card") == ((), None)


def test_choices_that_cannot_be_kept_are_had_for_the_session(library: Library) -> None:
    path = library.path.parent / "sample.md"
    path.write_text("".join(sample(100, 1)), "utf-8")
    some = ids(library, library.compile([str(path)]))
    library.connection.execute("PRAGMA query_only = 1")
    wanted = wanted_choices([str(path)])
    assert {id_: library.choices(id_) for id_ in some} == wanted
    assert library.connection.execute("SELECT count(*) FROM choice").fetchone() == (0,)


# --- lists --------------------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(library: Library, folder: Path) -> Shelf:
    # The number of the second is the lower one.
    library.compile([str(folder / "october.md")])
    return library.compile([str(folder)])


@pytest.fixture
def progress(tmp_path: Path, library: Library, shelf: Shelf) -> Path:
    """What a learner did with the first cards: two graded, one flagged, one marked, one buried, one put away."""
    some = ids(library, shelf)
    path = tmp_path / "progress.db"
    with Store.open(path) as store:
        put = {"at": 1_700_000_000_000, "offset": 0, "day": 738_000}
        store.append(Event("grade", some[0], rating=3, mode="cards", **put), scheduler=Scheduler())
        store.append(Event("grade", some[7], rating=4, mode="cards", **put), scheduler=Scheduler())
        store.append(Event("flag", some[1], value="2", **put))
        store.append(Event("mark", some[2], value="1", **put))
        store.append(Event("bury", some[3], value="1", **put))
        store.append(Event("suspend", some[4], value="1", **put))
    return path


def listed(listing: Listing) -> list[str]:
    return [row.id for row in listing.page(0, 1000)]


def test_pages_go_through_the_sheets_in_their_order(library: Library, shelf: Shelf) -> None:
    some = ids(library, shelf)
    with closing(Listing(library.path, shelf)) as listing:
        assert listing.count == 15
        for start in range(16):
            for count in (0, 1, 4, 20):
                assert [row.id for row in listing.page(start, count)] == some[start : start + count]
        row = listing.page(6, 1)[0]
        card = library.card(row.id)
        assert (row.prompt, row.answer, row.section, row.ask) == (
            card.prompt,
            card.answer,
            card.section,
            card.ask,
        )
        assert (row.sheet, row.position, row.due, row.repetitions, row.marked) == (
            shelf.sheets[1].number, 0, 0, 0, False,
        )  # fmt: skip


@pytest.mark.parametrize("order", sorted(ORDERS))
@pytest.mark.parametrize("descending", [False, True])
def test_a_list_is_sorted_as_asked_and_what_is_unknown_comes_last(
    library: Library, shelf: Shelf, progress: Path, order: str, descending: bool
) -> None:
    with closing(Listing(library.path, shelf, progress)) as listing:
        straight = listing.page(0, 100)
        assert listing.arrange(order=order, descending=descending) == 15
        rows = listing.page(0, 100)
    wanted = sorted(straight, key=lambda row: value_of(row, order, straight), reverse=descending)
    if order not in ("position", "prompt", "answer", "section", "ask"):
        wanted.sort(key=lambda row: not value_of(row, order, straight))
    if order in ("prompt", "answer", "position"):
        assert rows == wanted
    assert [value_of(row, order, straight) for row in rows] == [
        value_of(row, order, straight) for row in wanted
    ]
    assert sorted(row.id for row in rows) == sorted(row.id for row in straight)


def value_of(row: Row, order: str, straight: list[Row]) -> Any:
    if order == "position":
        return straight.index(row)
    value = getattr(row, order)
    if order == "section":
        return json.dumps(value).lower() if value else ""
    return value.lower() if isinstance(value, str) else value


@pytest.mark.parametrize(
    ("search", "wanted"),
    [
        ("", range(15)),
        ("radium", [0, 1, 2]),
        ("RADIUM", [0, 1, 2]),
        ("marie sklodowska", [0, 1, 2]),
        ("Skłodowska", [0, 1, 2]),
        ("SKŁODOWSKA -ask:who", [1, 2]),
        ('"found rays"', [3, 4, 5]),
        ('"rays found"', []),
        ("found rays", [3, 4, 5]),
        ("hist", range(6, 15)),
        ("tag:history", range(6, 15)),
        ("tag:hist", []),
        ("tag:hard", [6, 7, 8]),
        ("-tag:history", range(6)),
        ('section:"The war"', [12, 13, 14]),
        ("section:WAR", [12, 13, 14]),
        ("ask:when", [2, 8, 11, 14]),
        ("ask:WHEN 1917 -october", [11, 14]),
        ("sheet:curie", range(6)),
        ("sheet:radio", range(6)),
        ("-sheet:curie ask:who", [6, 9, 12]),
        ("is:new", [1, 2, 3, 4, 5, 6, *range(8, 15)]),
        ("-is:new", [0, 7]),
        ("is:due", [0]),
        ("is:flagged", [1]),
        ("flag:2", [1]),
        ("flag:3", []),
        ("is:marked", [2]),
        ("is:buried", [3]),
        ("is:suspended", [4]),
        ("is:leech", []),
        ("100%", []),
        ("_", []),
        ("-", []),
        ("it's", []),
    ],
)
def test_a_search_finds_what_it_says(
    library: Library, shelf: Shelf, progress: Path, search: str, wanted: list[int]
) -> None:
    some = ids(library, shelf)
    with closing(Listing(library.path, shelf, progress)) as listing:
        # The card graded 3 is due on this day, that graded 4 is not yet.
        assert listing.arrange("-is:suspended", day=738_000) == 14
        day = 738_000 + 4
        # Buried for the day it was buried, and no longer.
        count = listing.arrange(search, day=738_000 if search == "is:buried" else day)
        assert listed(listing) == [some[at] for at in wanted]
        assert count == listing.count == len(list(wanted))


@pytest.mark.parametrize("file", [None, "not/there/yet.db"])
def test_without_progress_every_card_is_new(library: Library, shelf: Shelf, file: str | None) -> None:
    with closing(Listing(library.path, shelf, Path(file) if file else None)) as listing:
        assert listing.arrange("is:new") == 15
        assert listing.arrange("is:due", day=800_000) == 0
        assert listing.arrange(order="due") == 15
        assert listed(listing) == ids(library, shelf)


@pytest.mark.parametrize(
    ("search", "said"),
    [
        ("is:deu", "is: cannot be deu; did you mean is:due?"),
        ("ask:whom", "ask: cannot be whom; did you mean ask:who?"),
        ("flag:9", "flag: cannot be 9; there is 1, 2, 3, 4, 5, 6, 7"),
        ("sheet:none", 'no sheet here is called "none"; there is curie, october'),
        ("tags:x", "nothing can be searched for by tags:; did you mean tag:?; a word with a colon stands in quotes"),
        ('ask:who "open', '""open" cannot be searched for; write words, or words in quotes: "first war"'),
        ("tag:", "nothing"),
        ('a"b', "cannot be searched for"),
    ],
)  # fmt: skip
def test_a_search_that_cannot_be_read_says_what_would_be_right(
    library: Library, shelf: Shelf, search: str, said: str
) -> None:
    if search == "tag:":
        assert read_search(search).values == (("v0", "%tag:%"),)
        return
    with closing(Listing(library.path, shelf)) as listing:
        listing.arrange("radium")
        with pytest.raises(QuizgenError) as caught:
            listing.arrange(search)
        assert said in str(caught.value)
        assert len(listed(listing)) == 3


def test_an_unknown_order_is_an_error(library: Library, shelf: Shelf) -> None:
    with (
        closing(Listing(library.path, shelf)) as listing,
        pytest.raises(QuizgenError, match=r"sorted by colour; there is position"),
    ):
        listing.arrange(order="colour")


def test_a_list_that_is_given_up_leaves_the_one_before(library: Library, shelf: Shelf) -> None:
    with closing(Listing(library.path, shelf)) as listing:
        listing.arrange("radium")
        for after in (1, 20, 80):  # steps of the database's machine

            def stop(left: list[None]) -> None:
                if not left:
                    listing.stop()
                    listing._connection.set_progress_handler(None, 0)
                del left[-1:]

            listing._connection.set_progress_handler(partial(stop, [None] * after), 1)
            with pytest.raises(StoppedError, match="given up; search again"):
                listing.arrange(order="prompt")
        assert len(listed(listing)) == listing.count == 3
        assert listing.arrange(order="prompt") == 15


def test_progress_can_join_the_library(library: Library, shelf: Shelf, progress: Path) -> None:
    with Store.open(progress) as store:
        store.attach(library.path)
        found = store.connection.execute(
            "SELECT card.id FROM state JOIN library.card ON card.id = state.card AND card.sheet IN (?, ?) "
            "ORDER BY card.sheet, card.position",
            [sheet.number for sheet in shelf.sheets],
        ).fetchall()
    assert len(found) == 6


# --- places -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["data", "cache", "config"])
def test_the_environment_says_where_files_are(
    kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = {"data": places.data_file, "cache": places.cache_file, "config": places.config_file}[kind]
    monkeypatch.setenv(f"QUIZGEN_{kind.upper()}", str(tmp_path))
    assert file("x") == tmp_path / "x"
    assert file().parent == tmp_path
    monkeypatch.setenv(f"QUIZGEN_{kind.upper()}", "~/x")
    assert file("y") == Path.home() / "x" / "y"
    monkeypatch.setenv(f"QUIZGEN_{kind.upper()}", "")
    usual = file("x")
    assert usual.is_absolute()
    assert usual.parent.name in ("quizgen", "Cache")
