"""Vanished cards: kept, and offered to the new card that is nearly the same."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from progress_cases import PLAIN, happened, opened

from decks.card import Card
from decks.progress.content import content_of
from decks.progress.relink import offers, vanished

if TYPE_CHECKING:
    from pathlib import Path

    from decks.progress.store import Store

OLD = Card(
    id="october/kamenev-broke/who",
    form="open",
    prompt="Who broke party discipline on 18 October 1917?",
    answer="Lev Kamenev",
    sentence="Lev Kamenev broke party discipline on 18 October 1917.",
    blank=(0, 11),
)
NEW = replace(OLD, id="october/kamenev-broke-discipline/who")


def study(store: Store, *cards: Card) -> None:
    for card in cards:
        store.append(happened("grade", card.id, value="3"), content=content_of(card), scheduler=PLAIN)


@pytest.mark.parametrize(
    "change",
    [
        {},
        {"prompt": "Who broke the party’s discipline on October 18, 1917?", "sentence": "Quite another."},
        {
            "prompt": "who  broke party discipline on 18 October 1917?",
            "answer": "Lev Kamenyev",
            "sentence": "",
        },
        {"prompt": "By whom was party discipline broken?", "answer": "Lev B. Kamenev"},
    ],
    ids=["only the id", "same answer, similar prompt", "same prompt, similar answer", "same sentence"],
)
def test_a_card_nearly_the_same_is_offered(tmp_path: Path, change: dict[str, str]) -> None:
    with opened(tmp_path) as store:
        study(store, OLD)
        (offer,) = offers(store, [replace(NEW, **change)])  # type: ignore[arg-type]
        assert (offer.old, offer.new, offer.content) == (OLD.id, NEW.id, content_of(OLD))
        assert offer.state == store.state(OLD.id)
        assert 0.6 <= offer.likeness <= 1


@pytest.mark.parametrize(
    "change",
    [
        {"prompt": "Who wrote April Theses?", "sentence": "Quite another."},
        {"prompt": "Who left?", "answer": "Lev Kamenyev", "sentence": "Quite another."},
        {"answer": "Grigory Zinoviev"},
        {"prompt": "Who was shot in 1936?", "sentence": ""},
        {"id": "november/kamenev-broke-discipline/who"},
    ],
    ids=["another question", "neither is the same", "another answer", "no sentence", "another sheet"],
)
def test_another_card_is_not_offered(tmp_path: Path, change: dict[str, str]) -> None:
    with opened(tmp_path) as store:
        study(store, OLD)
        # So that the sheet is there, whatever the id of the other.
        rest = replace(OLD, id="october/lenin/who", prompt="?", answer="!", sentence=".")
        assert offers(store, [replace(NEW, **change), rest]) == []  # type: ignore[arg-type]


def test_what_is_there_or_was_never_studied_has_not_vanished(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        study(store, OLD)
        store.append(happened("flag", "october/other/who", value="3"))
        store.append(happened("exam", "october", value="2027-01-31"))
        assert [state.card for state in vanished(store, [NEW.id])] == [OLD.id]
        assert vanished(store, [OLD.id, NEW.id]) == []
        assert vanished(store, ["november/lenin/who"]) == []
        assert offers(store, [OLD, NEW]) == offers(store, []) == []


def test_a_card_with_progress_of_its_own_is_not_offered(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        study(store, OLD, NEW)
        assert offers(store, [NEW]) == []


def test_each_card_is_offered_once_and_the_likest_first(tmp_path: Path) -> None:
    other = replace(
        OLD, id="october/b/who", prompt="Who broke party discipline on 18 October 1918?", sentence=""
    )
    with opened(tmp_path) as store:
        study(store, OLD, other)
        near = replace(NEW, id="october/x/who", prompt=other.prompt + "!", sentence="")
        found = offers(store, [near, NEW])
        assert [(offer.old, offer.new) for offer in found] == [(OLD.id, NEW.id), (other.id, near.id)]
        assert found[0].likeness == 1 > found[1].likeness
        assert [(offer.old, offer.new) for offer in offers(store, [near])] == [(other.id, near.id)]


def test_a_taken_offer_moves_the_schedule_and_is_undone_like_a_grade(tmp_path: Path) -> None:
    with opened(tmp_path) as store:
        study(store, OLD)
        before = store.state(OLD.id)
        (offer,) = offers(store, [NEW])
        got = store.append(offer.event(2 * 86_400_000, 0, 2, "s1"))
        assert replace(got, card=OLD.id, rank=before.rank, last=before.last) == before
        assert offers(store, [NEW]) == vanished(store, [NEW.id]) == []
        event = store.undoable("s1")
        assert event is not None and event.kind == "relink"
        store.undo(event, event.at, 0, 2, "s1")
        assert [one.new for one in offers(store, [NEW])] == [NEW.id]


def test_offers_of_big_sheets_with_few_answers_are_found_at_once(tmp_path: Path) -> None:
    def cards(name: str, mark: str) -> list[Card]:
        return [
            replace(
                OLD,
                id=f"s/{name}{n}/who",
                prompt=f"Is claim {n} of {n * 7} true{mark}",
                answer="yes",
                sentence="",
            )
            for n in range(1500)
        ]

    with opened(tmp_path) as store:
        old = cards("old", "?")
        store.append_all(
            [
                happened("grade", card.id, value="3", content=content_of(card).id, uid=f"{n:016x}", rank=1)
                for n, card in enumerate(old)
            ],
            contents=map(content_of, old),
            schedulers=[PLAIN],
        )
        start = time.perf_counter()
        found = offers(store, cards("new", " ?"))
        assert time.perf_counter() - start < 10
        assert len(found) == 1500
        assert all(offer.old.replace("old", "new") == offer.new for offer in found)
