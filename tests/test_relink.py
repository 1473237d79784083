"""Vanished cards: kept, and offered to the new card that is nearly the same."""

from __future__ import annotations

import time
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from progress_cases import PLAIN, happened, opened
from screens import desk, play, screen_text, settled

from decks.card import Card
from decks.progress.content import content_of
from decks.progress.exchange import export, import_
from decks.progress.relink import declined, offers, vanished
from tui.app.app import StudyApp

if TYPE_CHECKING:
    from pathlib import Path

    from textual.pilot import Pilot

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


def test_a_declined_offer_is_passed_over_for_the_next_best_and_only_that_pair_is(tmp_path: Path) -> None:
    other = replace(NEW, id="october/other/who", prompt=f"{OLD.prompt} Who?")
    with opened(tmp_path / "here") as store, opened(tmp_path / "there") as elsewhere:
        study(store, OLD)
        (offer,) = offers(store, [NEW, other])
        before = store.state(NEW.id), store.state(OLD.id)
        store.append(offer.declined(2 * 86_400_000, 0, 2))
        assert [one.new for one in offers(store, [NEW, other], but=declined(store))] == [other.id]
        assert offers(store, [NEW], but=declined(store)) == []
        assert [one.new for one in offers(store, [NEW])] == [NEW.id]
        assert (replace(store.state(NEW.id), rank=0, last=""), store.state(OLD.id)) == before
        # The undo key passes it over, and another computer learns of it.
        assert [event.kind for event in [store.undoable()] if event] == ["grade"]
        told = BytesIO()
        export(store, told)
        assert import_(elsewhere, told.getvalue().splitlines()).wrong == ()
        assert declined(elsewhere) == {(OLD.id, NEW.id)}


def test_what_was_declined_is_shown_only_when_it_is_asked_for(tmp_path: Path) -> None:
    async def act(pilot: Pilot[None]) -> None:
        async def shows(keys: str, said: str) -> None:
            await pilot.press(*keys.split())
            await settled(pilot)
            assert said in " ".join(screen_text(pilot.app).split()), screen_text(pilot.app)

        await shows("f2", "1 deck")
        await shows("l", "was Who broke the party? Ada (1 answer) is Who broke the parties? Ada")
        await shows("x", "No other card lost its fact")
        await shows("q", "1 deck")
        await shows("l", "No other card lost its fact")
        await shows("l", "1 card lost the fact")
        await shows("enter", "No card lost its fact")
        await shows("u", "1 card lost the fact")

    with desk(tmp_path, {"a.md": "- [Ada]{.who} broke the party. {#old}\n"}) as laid:
        session = laid.session(cards=["a/old/who"])
        session.reveal()
        session.grade(3)
        (tmp_path / "a.md").write_text("- [Ada]{.who} broke the parties. {#new}\n", "utf-8")
        laid.take(laid.compiled_anew())
        play(StudyApp(laid), act)
        # The clock stands still, so that their order is anyhow.
        assert sorted(event.kind for event in laid.store.events()) == ["decline", "grade", "relink", "undo"]


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
        start = time.process_time()
        found = offers(store, cards("new", " ?"))
        assert time.process_time() - start < 10
        assert len(found) == 1500
        assert all(offer.old.replace("old", "new") == offer.new for offer in found)
