"""The log as text: taken out and brought in again, in any order, however often, and with whatever is wrong in it."""

from __future__ import annotations

import io
import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from progress_cases import PLAIN, dump, graded, happened, hasty, opened

from decks.progress import exchange
from decks.progress.content import Content
from decks.progress.exchange import Imported, bounded, export, import_
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from decks.progress.store import Store

LENIN = Content("Who returned?", "Влади́мир «Lenin»", "Two\nlines\x00.")


def exported(store: Store) -> list[bytes]:
    out = io.BytesIO()
    assert export(store, out) == len(list(store.events()))
    return out.getvalue().splitlines(keepends=True)


def studied(folder: Path, name: str = "progress.db") -> list[bytes]:
    """The exported log of a store with a little of everything."""
    with opened(folder, name) as store:
        graded(store, session="s1", typed="[/red] 1\u2028", duration=3000)
        store.append(happened("grade", "s/g/who", 2, "1"), content=LENIN)
        store.undo(store.history("s/g/who")[0], 0, 0, 2, "")
        store.append(happened("relink", "s/h/who", 3, "s/f/who"))
        store.append(happened("exam", "s", 3, "2027-01-31"))
        return exported(store)


def line(lines: list[bytes], of: str, /, **changes: object) -> str:
    """The first line that says this, changed."""
    found = next(one for one in map(json.loads, lines) if of in (one["type"], one.get("kind")))
    return json.dumps(found | changes)


def test_a_log_comes_back_as_it_was(tmp_path: Path) -> None:
    lines = studied(tmp_path)
    with opened(tmp_path) as mine, opened(tmp_path, "other.db") as other:
        assert import_(other, lines) == Imported(new=5, known=0, wrong=())
        assert dump(other) == dump(mine)
        assert list(other.events()) == list(mine.events())
        assert list(other.contents()) == [(LENIN.id, LENIN)]
        assert (other.exams(), other.undone()) == (mine.exams(), mine.undone())
        assert exported(other) == lines


def test_to_bring_it_in_again_changes_nothing(tmp_path: Path) -> None:
    lines = studied(tmp_path)
    with opened(tmp_path) as store:
        before = dump(store)
        assert import_(store, lines * 2) == Imported(new=0, known=5, wrong=())
        assert (dump(store), exported(store)) == (before, lines)


def test_it_does_not_matter_which_is_brought_to_which(tmp_path: Path) -> None:
    with opened(tmp_path, "a.db") as one, opened(tmp_path, "b.db") as other:
        import_(one, studied(tmp_path))
        import_(other, exported(one))
        graded(one, 1, day=9)
        graded(other, 4, day=8)
        other.undo(other.history("s/f/who")[0], 0, 0, 8, "")
        mine, yours = exported(one), exported(other)
        assert import_(one, yours) == Imported(new=2, known=5, wrong=())
        assert import_(other, reversed(mine)) == Imported(new=1, known=5, wrong=())
        assert (dump(one), exported(one)) == (dump(other), exported(other))
        assert one.differing() == other.differing() == 0


def test_a_file_may_have_empty_lines_any_order_and_other_line_ends(tmp_path: Path) -> None:
    lines = [text.strip() + b"\r\n" for text in reversed(studied(tmp_path))]
    with opened(tmp_path, "other.db") as store:
        assert import_(store, [b"\n", *lines, b"  "]).new == 5
    with opened(tmp_path, "text.db") as store:
        assert import_(store, [text.decode() for text in lines]).new == 5


WRONG = {
    "not JSON": ("{", "Invalid JSON"),
    "not an object": ("[]", ""),
    "not UTF-8": (b"\xff\xfe", "Invalid JSON"),
    "a deep one": ("[" * 100_000, "Invalid JSON"),
    "no such type": ('{"type": "card"}', "Input tag 'card'"),
    "a field too many": (("grade", {"mood": "good"}), "mood: Extra inputs"),
    "a field that is a text": (("grade", {"at": "1"}), "at: Input should be a valid integer"),
    "a field that is true": (("grade", {"rating": True}), "rating: Input should be a valid integer"),
    "half a character": ('{"type": "content", "prompt": "\\ud800"}', "Invalid JSON"),
    "no uid": (("grade", {"uid": "x"}), "uid: String should match"),
    "a long card": (("grade", {"card": "x" * 1001}), "card: String should have at most"),
    "a rating of 5": (("grade", {"uid": "0" * 16, "rating": 5}), "rating is 5; it lies between 0 and 4"),
    "a day beyond all": (("grade", {"uid": "0" * 16, "day": 10**30}), "day is 1000000"),
    "no such kind": (("grade", {"uid": "0" * 16, "kind": "guess"}), "no event is called 'guess'"),
    "an unknown scheduler": (
        ("grade", {"uid": "0" * 16, "scheduler": "f" * 16}),
        "no line says what the scheduler",
    ),
    "an event that changed": (("grade", {"rating": 4}), "events never change"),
    "a scheduler that changed": (("scheduler", {"settings": '{"retention": 0.8}'}), "no line may be edited"),
    "a scheduler of nothing": (("scheduler", {"settings": '{"weights": [1e999]}'}), "weights"),
    "a huge weight": (("scheduler", {"settings": '{"weights": [1%s]}' % ("0" * 400)}), ""),
    "a content that changed": (("content", {"answer": "Trotsky"}), "no line may be edited"),
    "a line too long": ('{"type": "log", "version": 1}' + " " * exchange.LONGEST, "the line is too long"),
}


@pytest.mark.parametrize("wrong", WRONG, ids=WRONG)
def test_a_wrong_line_is_named_and_the_others_come_in(tmp_path: Path, wrong: str) -> None:
    lines = studied(tmp_path)
    given, sentence = WRONG[wrong]
    bad = line(lines, given[0], **given[1]) if isinstance(given, tuple) else given
    with opened(tmp_path, "other.db") as store:
        got = import_(store, [*lines[:3], bad, *lines[3:]], "my log.jsonl")
        # Which of two that contradict each other is first, is told by their order.
        number = 5 if wrong == "an event that changed" else 4
        assert [text.partition(": ")[0] for text in got.wrong] == [f"my log.jsonl:{number}"]
        assert sentence in got.wrong[0]
        assert "; " in got.wrong[0]
        assert got.new == 5
        assert store.differing() == 0
        if wrong != "an event that changed":
            assert exported(store) == lines


def test_a_known_event_that_says_something_else_is_named(tmp_path: Path) -> None:
    lines = studied(tmp_path)
    with opened(tmp_path) as store:
        got = import_(store, [line(lines, "grade", rating=4)])
        assert got.new == got.known == 0
        assert "is known, and says something else here" in got.wrong[0]
        assert exported(store) == lines


def test_a_log_of_a_newer_quizgen_is_refused(tmp_path: Path) -> None:
    with (
        opened(tmp_path) as store,
        pytest.raises(QuizgenError, match=r"log:1: a newer quizgen .*; update quizgen"),
    ):
        import_(store, [b'{"type": "log", "version": 2}'])


def test_of_many_wrong_lines_the_first_are_told_and_the_rest_counted(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        got = import_(store, ["{"] * 1250, "x")
    assert len(got.wrong) == 101
    assert got.wrong[-1] == "x: 1,150 more lines are wrong; export the log again"


def test_an_overlong_line_is_never_in_memory_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exchange, "LONGEST", 10)
    file = io.BytesIO(b"short\n" + b"x" * 95 + b"\nnext\n" + b"y" * 11)
    assert list(bounded(file)) == [b"short\n", b"x" * 11, b"next\n", b"y" * 11]


@given(st.lists(st.one_of(st.text(), st.binary()), max_size=5))
@settings(max_examples=20)
def test_whatever_a_line_says_the_log_stays_sound(lines: list[str | bytes]) -> None:
    with tempfile.TemporaryDirectory() as folder, hasty(folder) as store:
        got = import_(store, lines)
        assert got.new == got.known == 0
        assert len(got.wrong) == sum(bool(line.strip()) for line in lines)


def test_schedulers_come_along(tmp_path: Path) -> None:
    lines = studied(tmp_path)
    with opened(tmp_path, "other.db") as store:
        import_(store, [text for text in lines if b'"scheduler","id"' in text])
        assert store.schedulers() == {PLAIN.id: PLAIN}
