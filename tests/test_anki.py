"""Packages for Anki, judged by the real Anki: nothing is refused, lost, shown otherwise or doubled."""

from __future__ import annotations

import hashlib
import io
import json
import os
import random
import re
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
import tracemalloc
import unicodedata
import zipfile
from contextlib import closing
from dataclasses import replace
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki_collection import (
    KEEPING,
    Shown,
    bring,
    collection,
    complaints,
    package,
    progress,
    shown,
    study,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import tui.commands.anki
from decks import deal
from decks.anki import ANKI, Written, is_ours, write
from decks.anki.escape import escape
from decks.anki.name import deck_id, guid
from decks.anki.notetype import CARD_ID, CARD_NAME, FIELDS, NOTE_TYPE_ID, NOTE_TYPE_NAME, RESTYLED
from decks.anki.package import COLLECTION, EARLIEST
from decks.card import Card, Deck
from decks.write import replacing
from quizgen.ask import questions
from quizgen.finding import QuizgenError
from quizgen.reader import read_text
from quizgen.rules import REWORDED
from quizgen.sample import sample
from quizgen.sources import read_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROOT = Path(__file__).parent.parent
CASES = Path(__file__).parent / "cases" / "anki"
MONDAY = 1_700_438_400
"""Some day. It is past on any machine: Check Database sets a note of the future to today."""

KAMENEV = Card(
    id="october-1917/kamenev/who",
    form="open",
    prompt="Who broke party discipline on 18 October 1917?",
    answer="Lev Kamenev",
    sentence="Lev Kamenev broke party discipline on 18 October 1917.",
    blank=(0, 11),
    also=("Kamenev", "L. B. Kamenev"),
    explanation="Old Style; 31 October in the Gregorian calendar.",
    source="A history of the year",
    origin="sheets/october-1917.md:14",
    deck=("Petrograd, October 1917", "Dissent"),
    tags=("history",),
)
GAP = replace(
    KAMENEV,
    id="october-1917/kamenev/what",
    form="cloze",
    prompt="Lev Kamenev broke _____ on 18 October 1917.",
    answer="party discipline",
    blank=(18, 34),
    also=(),
)


def cases(name: str) -> list[Any]:
    lines = (CASES / f"{name}.jsonl").read_text("utf-8").splitlines()
    return [
        pytest.param(number, json.loads(line), id=json.loads(line)["what"])
        for number, line in enumerate(lines)
    ]


def seen(text: str) -> str:
    """What a person is to see of a text: itself, but for characters that have nothing to show."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    signs = {code: 0x2400 + code for code in range(0x20) if chr(code) not in "\t\n"} | {0x7F: 0x2421}
    others = dict.fromkeys([*range(0x80, 0xA0), *range(0xD800, 0xE000)], 0xFFFD)
    return unicodedata.normalize("NFC", text.translate(signs | others))


def everywhere(number: int, text: str, form: str) -> Card:
    """A card with a text in each of its places."""
    sentence = f"{text}before {text} after{text}"
    start = len(text) + len("before ")
    return Card(
        id=f"texts/{number:03}/{form}",
        form="open" if form == "open" else "cloze",
        prompt=text,
        answer=text,
        sentence=sentence,
        blank=(start, start + len(text)),
        also=(text, f"other {text}"),
        explanation=text,
        source=text,
        origin=f"sheets/{text}.md:1",
        deck=("Texts", text),
        tags=(text,),
    )


def assert_seen(card: Card, shown: Shown) -> None:
    """What Anki shows of a card, front and back, is the card's text."""
    start, end = card.blank
    before, hidden, after = card.sentence[:start], card.sentence[start:end], card.sentence[end:]
    rest = {
        "also": "\n".join(seen(text) for text in card.also if not is_blank(text)),
        "extra": seen(card.explanation),
        "source": seen(card.source),
        "origin": seen(card.origin.replace("\\", "/").rpartition("/")[2]),
    }
    back = {name: text for name, text in rest.items() if text.strip(" \n\t")}
    ignored = rest.keys() - back.keys()
    if card.form == "cloze" or is_blank(card.prompt):
        front = {"prompt": seen(before) + "[...]" + seen(after)}
        back |= {"prompt": seen(before) + seen(hidden) + seen(after)}
    else:
        front = {"prompt": seen(card.prompt)}
        back |= {
            "prompt": seen(card.prompt),
            "answer": seen(card.answer),
            "sentence": seen(before) + seen(hidden) + seen(after),
        }
    assert nfc(shown.front) == nfc(front)
    assert nfc({name: text for name, text in shown.back.items() if name not in ignored}) == nfc(back)
    assert unicodedata.normalize("NFC", shown.emphasised) == seen(hidden)


def is_blank(text: str) -> bool:
    return not any(character.isprintable() and character != " " for character in text)


def nfc(parts: dict[str, str]) -> dict[str, str]:
    return {name: unicodedata.normalize("NFC", text) for name, text in parts.items()}


class Judged:
    """One import of many cards, for the cases that only look at what came of their own."""

    def __init__(self, folder: Path, *decks: Deck) -> None:
        path = package(folder, *decks)
        with collection(folder) as col:
            self.first = bring(col, path)
            self.cards = shown(col)
            self.complaints = complaints(col)
            self.again = bring(col, path)
            self.decks = {deck.name for deck in col.decks.all_names_and_ids()}
        self.by_id = {card.id: card for card in self.cards}

    def assert_taken(self, number: int) -> None:
        assert self.first == {"new": number}
        assert len(self.cards) == number
        assert self.complaints == []
        assert self.again == {"duplicate": number}


# What a person sees


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    cards = [
        everywhere(number, case["text"], form)
        for number, case in (param.values for param in cases("texts"))
        for form in ("open", "cloze")
    ]
    judged = Judged(tmp_path_factory.mktemp("texts"), Deck("Texts", cards))
    judged.assert_taken(len(cards))
    return judged


@pytest.mark.parametrize("form", ["open", "cloze"])
@pytest.mark.parametrize(("number", "case"), cases("texts"))
def test_text_is_seen_as_it_is_in_the_card(texts: Judged, number: int, case: Any, form: str) -> None:
    card = everywhere(number, case["text"], form)
    assert seen(case["text"]) == unicodedata.normalize("NFC", case.get("seen", case["text"]))
    assert_seen(card, texts.by_id[card.id])


HOSTILE = [json.loads(line)["text"] for line in (CASES / "texts.jsonl").read_text("utf-8").splitlines()]
PIECES = [
    "{{c1::",
    "::",
    "}}",
    "\\(",
    "\\)",
    "[sound:",
    "]",
    "<!--",
    "-->",
    "&amp;",
    "\\",
    "<",
    "\x1f",
    "\ud800",
]


@settings(
    max_examples=12,
    deadline=None,
    database=None,
    phases=[Phase.generate],  # a card that fails is small enough, and each try costs an import
    suppress_health_check=list(HealthCheck),
)
@given(
    pieces=st.lists(
        st.one_of(st.sampled_from(PIECES + HOSTILE), st.text(max_size=12)), min_size=4, max_size=40
    ),
    seed=st.integers(0),
)
def test_any_text_at_all_is_taken_and_seen_as_it_is(pieces: list[str], seed: int) -> None:
    chance = random.Random(seed)  # hypothesis's own would note down every one of ten thousand choices

    def some(most: int) -> str:
        return "".join(chance.choices(pieces, k=chance.randint(0, most)))

    decks = [tuple(some(2) for _ in range(chance.randint(0, 14))) for _ in range(8)]
    cards = [replace(hostile(number, chance, some), deck=chance.choice(decks)) for number in range(250)]
    with tempfile.TemporaryDirectory() as folder:
        judged = Judged(Path(folder), Deck("Hostile", cards))
    judged.assert_taken(len(cards))
    for card in cards:
        assert_seen(card, judged.by_id[card.id])


def hostile(number: int, chance: random.Random, some: Callable[[int], str]) -> Card:
    before, hidden, after = some(4), some(4) or "x", some(4)
    return Card(
        id=f"hostile/{number}",
        form=chance.choice(["open", "cloze"]),
        prompt=some(4),
        answer=hidden,
        sentence=before + hidden + after,
        blank=(len(before), len(before + hidden)),
        also=tuple(some(3) for _ in range(chance.randint(0, 2))),
        explanation=some(4),
        source=some(3),
        origin=some(3),
        tags=tuple(some(2) for _ in range(chance.randint(0, 4))),
    )


def test_open_card_shows_question_then_answer_fact_explanation_and_source(tmp_path: Path) -> None:
    judged = Judged(tmp_path, Deck("October", [KAMENEV]))
    (card,) = judged.cards
    assert card.front == {"prompt": "Who broke party discipline on 18 October 1917?"}
    assert list(card.back.items()) == [
        ("prompt", "Who broke party discipline on 18 October 1917?"),
        ("answer", "Lev Kamenev"),
        ("also", "Kamenev\nL. B. Kamenev"),
        ("sentence", "Lev Kamenev broke party discipline on 18 October 1917."),
        ("extra", "Old Style; 31 October in the Gregorian calendar."),
        ("source", "A history of the year"),
        ("origin", "october-1917.md:14"),
    ]
    assert card.emphasised == "Lev Kamenev"


def test_cloze_shows_the_sentence_with_a_gap_then_with_its_answer(tmp_path: Path) -> None:
    (card,) = Judged(tmp_path, Deck("October", [replace(GAP, explanation="", source="", origin="")])).cards
    assert card.front == {"prompt": "Lev Kamenev broke [...] on 18 October 1917."}
    assert card.back == {"prompt": "Lev Kamenev broke party discipline on 18 October 1917."}
    assert card.emphasised == "party discipline"


def test_plain_card_shows_its_own_words_and_their_answer_behind_them(tmp_path: Path) -> None:
    text = (
        '- What is the capital of France? [Paris]{.answer also="Paname" not="Rome"} {#f}\n'
        "- The [Sun]{.answer} is a [star]{.answer}. {#g}\n- `{{c1::x}}` is [<b>]{.answer} {#h}\n"
    )
    sheet = read_text(text, "sheet.md").sheet
    assert sheet is not None
    cards = [deal.card(sheet, question) for question in questions(sheet)]
    plain, sun, star, code = Judged(tmp_path, Deck("Plain", cards)).cards
    assert plain.front == {"prompt": "What is the capital of France?"}
    assert list(plain.back.items()) == [
        ("prompt", "What is the capital of France?"),
        ("answer", "Paris"),
        ("also", "Paname"),
        ("origin", "sheet.md:1"),
    ]
    assert [sun.front["prompt"], star.front["prompt"]] == ["The [...] is a star.", "The Sun is a [...]."]
    assert (code.front["prompt"], code.back["answer"]) == ("{{c1::x}} is", "<b>")


def test_cloze_hides_the_place_of_the_answer_not_the_first_text_that_equals_it(tmp_path: Path) -> None:
    sentence = "Anna met Anna in Anna."
    card = replace(GAP, answer="Anna", sentence=sentence, blank=(9, 13))
    (got,) = Judged(tmp_path, Deck("October", [card])).cards
    assert got.front["prompt"] == "Anna met [...] in Anna."


@pytest.mark.parametrize("form", ["open", "cloze"])
def test_card_whose_answer_has_no_place_in_its_sentence_is_not_lost(tmp_path: Path, form: Any) -> None:
    cards = [
        replace(GAP, id="s/1/what", form=form, blank=(5, 5)),
        replace(GAP, id="s/2/what", form=form, blank=(0, 0), answer=""),
        replace(GAP, id="s/3/what", form=form, blank=(90, 99), sentence=""),
        replace(GAP, id="s/4/what", form=form, blank=(0, 0), answer="", sentence="", prompt=""),
    ]
    judged = Judged(tmp_path, Deck("October", cards))
    judged.assert_taken(4)
    assert all(card.front["prompt"].strip() for card in judged.cards)
    assert [card.emphasised for card in judged.cards] == [GAP.answer, "…", GAP.answer, "…"]


def test_looks_load_nothing_and_take_no_text_for_code() -> None:
    looks = "".join(look.read_text("utf-8") for look in LOOKS)
    outside = (
        r"javascript:|\bon\w+=|url\(|@import|@font-face|https?:|src=|href=|fetch|XMLHttp|import\b|WebSocket"
    )
    runs = r"eval|Function\(|innerHTML|outerHTML|insertAdjacent|document\.write|setTimeout"
    assert not re.search(f"{outside}|{runs}", looks)


def test_every_text_keeps_its_white_space_and_finds_its_own_direction() -> None:
    within = {"also", "choices", "match", "pairs", "events"}
    for look in LOOKS:
        for tag in re.findall(r"<[^>]+>(?=\{\{(?:cloze:)?\w+\}\})", look.read_text("utf-8")):
            part = re.findall(r'class="(\w+)', tag)[0]
            if part not in {"image", "audio", "id"}:
                assert part in KEEPING | within
                assert 'dir="auto"' in tag or part in within - {"also"}


# Names


@pytest.fixture(scope="module")
def decks(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    cards = [
        replace(KAMENEV, id=f"decks/{number}/who", deck=tuple(case["path"]))
        for number, case in (param.values for param in cases("decks"))
    ]
    judged = Judged(tmp_path_factory.mktemp("decks"), Deck("The deck's own title", cards))
    judged.assert_taken(len(cards))
    return judged


@pytest.mark.parametrize(("number", "case"), cases("decks"))
def test_card_lies_in_the_deck_of_its_section(decks: Judged, number: int, case: Any) -> None:
    assert decks.by_id[f"decks/{number}/who"].deck == case["deck"]


def test_there_are_no_decks_but_those_of_cards_and_what_they_lie_in(decks: Judged) -> None:
    paths = [card.deck.split("::") for card in decks.cards]
    above = {"::".join(path[:depth]) for path in paths for depth in range(1, len(path) + 1)}
    assert decks.decks - {"Default"} == above


def test_deck_with_a_very_long_name_is_kept(tmp_path: Path) -> None:
    (card,) = Judged(tmp_path, Deck("x", [replace(KAMENEV, deck=("long " * 2000,))])).cards
    assert card.deck == ("long " * 2000).strip()


def test_cards_go_into_the_deck_of_that_name_that_a_person_has(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        col.decks.id("PETROGRAD, October 1917::dissent")
        bring(col, package(tmp_path, Deck("x", [KAMENEV])))
        assert [card.deck for card in shown(col)] == ["PETROGRAD, October 1917::dissent"]


def test_description_is_on_the_outermost_deck(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", [KAMENEV], description="Facts of <1917>\nand after")))
        inner, outer = (col.decks.by_name(name) for name in (col_deck(KAMENEV, 2), col_deck(KAMENEV, 1)))
    assert inner and inner["desc"] == ""
    assert outer and outer["desc"] == "Facts of &lt;1917&gt;<br>and after"


def col_deck(card: Card, levels: int) -> str:
    return "::".join(card.deck[:levels])


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    cards = [
        replace(KAMENEV, id=f"tags-{number}/x/who", tags=tuple(case["tags"]), deck=("Tags",))
        for number, case in (param.values for param in cases("tags"))
    ]
    judged = Judged(tmp_path_factory.mktemp("tags"), Deck("Tags", cards))
    judged.assert_taken(len(cards))
    return judged


@pytest.mark.parametrize(("number", "case"), cases("tags"))
def test_no_tag_is_dropped_or_split(tagged: Judged, number: int, case: Any) -> None:
    assert sorted(tagged.by_id[f"tags-{number}/x/who"].tags) == sorted(
        [*case["kept"], f"quizgen::tags-{number}"]
    )


def test_own_tag_names_sheet_and_section(tmp_path: Path) -> None:
    card = replace(KAMENEV, deck=("Title", "The  second part", 'a::b "c"', ""), tags=())
    (got,) = Judged(tmp_path, Deck("x", [card])).cards
    assert got.tags == ("quizgen::october-1917::The_second_part::a∷b_c_",)


# Order


def test_new_cards_come_in_sheet_order_over_all_decks(tmp_path: Path) -> None:
    def deck(sheet: str, numbers: range) -> Deck:
        sections = ("Z", "A", "M")
        cards = [
            replace(KAMENEV, id=f"{sheet}/{number}/who", deck=(sheet, sections[number % 3]))
            for number in numbers
        ]
        return Deck(sheet, cards)

    judged = Judged(tmp_path, deck("zebra", range(30)), deck("ant", range(30)))
    assert [card.id for card in judged.cards] == [
        *(f"zebra/{number}/who" for number in range(30)),
        *(f"ant/{number}/who" for number in range(30)),
    ]
    assert len({card.due for card in judged.cards}) == 60


# Identity


def test_schema_is_frozen() -> None:
    """Not a word of this may change: people's collections hold it, and would take no update any more."""
    assert (NOTE_TYPE_ID, NOTE_TYPE_NAME, CARD_ID, CARD_NAME) == (
        1795392000217,
        "quizgen",
        2982886227919481462,
        "Card",
    )
    assert [(name, id_) for name, id_, _ in FIELDS] == [
        ("Question", 4002005457122360745),
        ("Answer", 3426318336985006464),
        ("Sentence", 2658230518709017744),
        ("Also", 3455145750414703402),
        ("Extra", 2497681257049418799),
        ("Source", 3834469461639565739),
        ("Origin", 3549514841552876029),
        ("Id", 1721792325516843791),
        ("Cloze", 260631523806775941),
        ("Typed", 259138412229751849),
        ("Choices", 1368895096902976215),
        ("Hint", 217825978034654080),
        ("Image", 2587471871455566250),
        ("Audio", 3540779456587112999),
        ("Spare 1", 3697668786978703750),
        ("Spare 2", 4593168094282109310),
        ("Spare 3", 2889584780525236425),
        ("Spare 4", 66499940086148958),
    ]


LOOKS = sorted(files("decks.anki").joinpath("looks").iterdir(), key=lambda look: look.name)


def test_new_looks_have_a_new_date() -> None:
    """Anki takes looks that are newer than its own: with new ones, set RESTYLED to today, and both here."""
    looks = "\0".join(look.read_text("utf-8") for look in LOOKS)
    assert (hashlib.sha256(looks.encode()).hexdigest()[:16], RESTYLED) == ("353ce153158dc777", 1_795_392_000)


def test_schema_arrives_in_anki_with_its_ids(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", [KAMENEV])))
        got = col.models.get(NOTE_TYPE_ID)
    assert got is not None
    assert [(field["name"], field["id"]) for field in got["flds"]] == [(name, id_) for name, id_, _ in FIELDS]
    assert [(template["name"], template["id"]) for template in got["tmpls"]] == [(CARD_NAME, CARD_ID)]


def test_guids_and_deck_ids_are_what_they_always_were() -> None:
    assert guid("october-1917/kamenev/who") == "WKFb05b3Z1J7pvjU"
    assert guid("") == "47DEQpj8HBSa-_TI"
    assert guid("\ud800/é") == "22e-dDUIEqWO8QiQ"
    assert deck_id(("petrograd, october 1917", "dissent")) == 13914537563367


def test_guids_of_different_ids_differ() -> None:
    ids = [
        f"{a}{joint}{b}"
        for joint in ("/", "__", "::", "\x1f", "")
        for a in range(60)
        for b in range(100, 160)
    ]
    assert len({guid(id_) for id_ in ids}) == len(set(ids))
    assert all(re.fullmatch(r"[A-Za-z0-9_-]{16}", guid(id_)) for id_ in ids)


def test_two_cards_with_one_id_are_refused_with_both_places() -> None:
    one, other = replace(KAMENEV, origin="a.md:3"), replace(KAMENEV, prompt="Who?", origin="b.md:7")
    said = r"^b\.md:7: october-1917/kamenev/who is also the id of the question at a\.md:3"
    with pytest.raises(QuizgenError, match=said):
        write([Deck("x", [one]), Deck("y", [other])], io.BytesIO())


# Updates


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"prompt": "Who broke ranks with the party?"}, id="a rule asks otherwise"),
        pytest.param({"sentence": "Lev Kamenev broke Party discipline in 1917."}, id="a typo in the fact"),
        pytest.param(
            {"answer": "Lev Kamenyev", "sentence": "Lev Kamenyev broke it.", "blank": (0, 12)},
            id="in the answer",
        ),
        pytest.param(
            {"explanation": "Another.", "source": "Another.", "also": (), "tags": ("x",)}, id="all the rest"
        ),
        pytest.param({"form": "cloze"}, id="a rule is no longer sure"),
        pytest.param({"deck": ("Another title", "Another section")}, id="another section"),
        pytest.param({"origin": "elsewhere/renamed.md:99"}, id="another file"),
    ],
)
def test_change_updates_the_note_in_place_and_keeps_its_progress(
    tmp_path: Path, change: dict[str, Any]
) -> None:
    others = [
        replace(KAMENEV, id=f"october-1917/{number}/who", prompt=f"Who {number}?") for number in range(6)
    ]
    before = [*others[:3], KAMENEV, GAP, *others[3:]]
    changed = replace(KAMENEV, **change)
    after = [replace(GAP, form="open", prompt="What did he break?"), *others[::-1], changed]
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", before, modified=MONDAY)))
        study(col, 20)
        learned = progress(col)
        assert sum(row[-1] for row in learned.values()) == 20
        assert bring(col, package(tmp_path, Deck("x", after, modified=MONDAY + 1))) == {"updated": 8}
        assert progress(col) == learned
        assert complaints(col) == []
        got = {card.id: card for card in shown(col)}
    assert_seen(changed, got[changed.id])
    assert_seen(after[0], got[GAP.id])
    assert set(changed.tags) <= set(got[changed.id].tags)


def test_cloze_that_a_rule_learns_to_ask_is_updated(tmp_path: Path) -> None:
    asked = replace(GAP, form="open", prompt="What did Lev Kamenev break on 18 October 1917?")
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", [GAP], modified=MONDAY)))
        study(col, 1)
        learned = progress(col)
        assert bring(col, package(tmp_path, Deck("x", [asked], modified=MONDAY + 1))) == {"updated": 1}
        assert progress(col) == learned
        (got,) = shown(col)
    assert_seen(asked, got)


def test_new_and_retired_facts_leave_the_rest_alone(tmp_path: Path) -> None:
    cards = [replace(KAMENEV, id=f"october-1917/{number}/who") for number in range(12)]
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", cards[:10], modified=MONDAY)))
        study(col, 12)
        learned = progress(col)
        assert bring(col, package(tmp_path, Deck("x", cards[2:], modified=MONDAY))) == {
            "new": 2,
            "duplicate": 8,
        }
        assert {id_: row for id_, row in progress(col).items() if id_ in learned} == learned
        assert len(progress(col)) == 12


def test_unchanged_sheet_leaves_what_a_person_edited_alone(tmp_path: Path) -> None:
    path = package(tmp_path, Deck("x", [KAMENEV], modified=MONDAY))
    with collection(tmp_path) as col:
        bring(col, path)
        note = col.get_note(col.db.scalar("SELECT id FROM notes"))
        note["Extra"], note.tags = "My own words", ["mine"]
        col.update_note(note)
        assert bring(col, path) == {"duplicate": 1}
        (got,) = shown(col)
    assert (got.back["extra"], got.tags) == ("My own words", ("mine",))


def test_looks_that_a_person_changed_stay_until_there_are_newer_ones(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        bring(col, package(tmp_path, Deck("x", [KAMENEV], modified=MONDAY)))
        kind = col.models.get(NOTE_TYPE_ID)
        assert kind is not None
        kind["css"] = ".card { color: green }"
        col.models.update_dict(kind)
        # Changed a second after they were made, whatever the clock of this machine says.
        col.db.execute("UPDATE notetypes SET mtime_secs = ?", RESTYLED + 1)
        assert bring(col, package(tmp_path, Deck("x", [KAMENEV], modified=MONDAY + 1))) == {"updated": 1}
        kept = col.models.get(NOTE_TYPE_ID)
    assert kept is not None and kept["css"] == ".card { color: green }"


@pytest.mark.parametrize("modified", [-1, 0, 1, 315_532_800])
def test_time_before_anki_counts_is_as_good_as_any(tmp_path: Path, modified: int) -> None:
    Judged(tmp_path, Deck("x", [KAMENEV, GAP], modified=modified)).assert_taken(2)


def test_package_over_one_of_another_sheet_of_the_same_second_takes_nothing_from_it(tmp_path: Path) -> None:
    def sheet(name: str) -> Deck:
        return Deck(name, [replace(KAMENEV, id=f"{name}/{n}/who", prompt=f"{name} {n}") for n in range(50)])

    with collection(tmp_path) as col:
        assert bring(col, package(tmp_path, sheet("a"))) == {"new": 50}
        assert bring(col, package(tmp_path, sheet("b"))) == {"new": 50}
        assert sorted(card.front["prompt"] for card in shown(col)) == sorted(
            f"{name} {n}" for name in "ab" for n in range(50)
        )
        assert complaints(col) == []


# Files


def test_package_is_a_zip_without_the_clock_and_without_media(tmp_path: Path) -> None:
    with zipfile.ZipFile(package(tmp_path, Deck("x", [KAMENEV]))) as archive:
        entries = archive.infolist()
        assert archive.read("media") == b"{}"
    assert [entry.filename for entry in entries] == [COLLECTION, "media"]
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 3)}


def test_empty_package_holds_nothing_and_is_taken(tmp_path: Path) -> None:
    out = io.BytesIO()
    assert write([Deck("x", [])], out) == Written(0, 0)
    (tmp_path / "empty.apkg").write_bytes(out.getvalue())
    with collection(tmp_path) as col:
        assert bring(col, tmp_path / "empty.apkg") == {}
        assert [deck.name for deck in col.decks.all_names_and_ids()] == ["Default"]


def test_writing_says_how_much_there_is() -> None:
    cards = [KAMENEV, GAP, replace(KAMENEV, id="b/1/who", deck=("Other",))]
    assert write([Deck("x", cards)], io.BytesIO()) == Written(notes=3, decks=2, cards=3)


def test_same_decks_give_the_same_bytes() -> None:
    def once() -> bytes:
        out = io.BytesIO()
        write([Deck("x", [KAMENEV, GAP], modified=MONDAY)], out)
        return out.getvalue()

    assert once() == once()


def test_cards_may_be_a_stream_that_is_never_held(temporary: Path) -> None:
    def peak(number: int) -> int:
        tracemalloc.start()
        write([Deck("x", (replace(KAMENEV, id=f"a/{n}/who") for n in range(number)))], io.BytesIO())
        try:
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(100)
    few, many = peak(2_500), peak(10_000)
    # What grows is the package itself, which lies in memory here: 90 bytes a card.
    assert many - few < 7_500 * 200


def test_long_texts_and_many_decks_take_time_in_proportion() -> None:
    """What is quadratic takes minutes here; the bounds leave room for the slowest machine."""
    begin = time.process_time()
    assert len(escape("a < b " * 200_000)) == 200_000 * 9
    write(
        [Deck("x", [replace(KAMENEV, id=f"a/{n}/who", deck=("T", f"{n}")) for n in range(5_000)])],
        io.BytesIO(),
    )
    assert time.process_time() - begin < 20


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The system's temporary folder, for as long as a test lasts."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_writing_leaves_no_temporary_file(temporary: Path) -> None:
    write([Deck("x", [KAMENEV])], io.BytesIO())
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt, MemoryError])
def test_failing_leaves_no_temporary_file(temporary: Path, error: type[BaseException]) -> None:
    def cards() -> Iterator[Card]:
        yield from (replace(KAMENEV, id=f"a/{number}/who") for number in range(3_000))
        assert list(temporary.rglob(COLLECTION))
        raise error

    with pytest.raises(error):
        write([Deck("x", cards())], io.BytesIO())
    assert list(temporary.iterdir()) == []


@pytest.mark.parametrize("error", [RuntimeError, KeyboardInterrupt])
def test_file_that_is_not_finished_leaves_the_old_one(tmp_path: Path, error: type[BaseException]) -> None:
    path = tmp_path / "x.apkg"
    path.write_bytes(b"old")
    with pytest.raises(error), replacing(path) as out:
        out.write(b"new")
        raise error
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"x.apkg": b"old"}


def test_finished_file_takes_the_place_of_the_old_one(tmp_path: Path) -> None:
    path = tmp_path / "x.apkg"
    path.write_bytes(b"old")
    with replacing(path) as out:
        out.write(b"new")
        assert path.read_bytes() == b"old"
    assert {file.name: file.read_bytes() for file in tmp_path.iterdir()} == {"x.apkg": b"new"}


@pytest.mark.skipif(os.name == "nt", reason="Windows has no umask, and links need a privilege there")
def test_file_has_the_rights_of_any_other_and_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    link, target = tmp_path / "link.apkg", tmp_path / "target.apkg"
    link.symlink_to(target)
    with replacing(link) as out:
        out.write(b"new")
    assert link.is_symlink() and target.read_bytes() == b"new"
    assert target.stat().st_mode == (tmp_path / "plain").stat().st_mode


@pytest.mark.parametrize(
    ("path", "reason"),
    [("none/x.apkg", "there is no folder .*none; make it"), ("folder", "is a folder; name a file in it")],
)
def test_file_that_cannot_be_written_says_why(tmp_path: Path, path: str, reason: str) -> None:
    (tmp_path / "folder").mkdir()
    with (
        pytest.raises(QuizgenError, match=f"^{re.escape(str(tmp_path / path))}: {reason}"),
        replacing(tmp_path / path),
    ):
        pass
    assert [file.name for file in tmp_path.iterdir()] == ["folder"]


def test_formats_know_their_own_files(tmp_path: Path) -> None:
    other, broken = tmp_path / "other.zip", tmp_path / "broken.apkg"
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("collection.anki2", "of somebody else")
    broken.write_bytes(b"PK\x05\x06 and no more")
    assert ANKI.suffix == ".apkg"
    assert ANKI.holds(package(tmp_path, Deck("x", [KAMENEV])))
    assert not any(ANKI.holds(path) for path in (other, broken, tmp_path, tmp_path / "none"))


# The command


SHEET = """---
id: october
title: October
source: A history of the year
tags: [history]
---

# Dissent

- [Lev Kamenev]{.who} broke [party discipline]{.what} on [18 October 1917]{.when}. {#kamenev}
  > Old Style.

# Nobody asks

- Nothing is tagged here.
"""


@pytest.fixture
def sheet(tmp_path: Path) -> Path:
    path = tmp_path / "october-1917.md"
    path.write_text(SHEET, "utf-8")
    return path


def quizgen(folder: Path, *arguments: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "tui", "anki", *arguments],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)} | env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
    )


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_command_writes_what_anki_takes_and_says_what_to_do_next(tmp_path: Path, sheet: Path) -> None:
    run = quizgen(tmp_path, sheet.name)
    assert (run.returncode, run.stdout) == (0, "")
    assert re.match(r"wrote october\.apkg: 3 notes in 1 deck, \d+ kB\n(.*\n)*.*File > Import", run.stderr)
    assert names(tmp_path) == ["october-1917.md", "october.apkg", "october.apkg.ledger"]
    with collection(tmp_path) as col:
        assert bring(col, tmp_path / "october.apkg") == {"new": 3}
        who, *_ = shown(col)
        outer = col.decks.by_name("October")
        assert complaints(col) == []
    assert (who.id, who.deck) == ("october/kamenev/who", "October::Dissent")
    assert who.tags == ("history", "quizgen::october::Dissent")
    assert who.back["answer"] == "Lev Kamenev"
    assert who.back["extra"] == "Old Style."
    assert who.back["source"] == "A history of the year"
    assert outer and outer["desc"] == "A history of the year"


def test_same_sheet_gives_the_same_bytes_in_another_folder_and_process(tmp_path: Path, sheet: Path) -> None:
    os.utime(sheet, (MONDAY, MONDAY))
    (tmp_path / "other").mkdir()
    one = quizgen(tmp_path, sheet.name, "-o", "one.apkg", PYTHONHASHSEED="1")
    other = quizgen(tmp_path / "other", str(sheet), "-o", "other.apkg", PYTHONHASHSEED="2", TZ="Asia/Tokyo")
    assert (one.returncode, other.returncode) == (0, 0)
    assert (tmp_path / "one.apkg").read_bytes() == (tmp_path / "other" / "other.apkg").read_bytes()


@pytest.mark.parametrize(
    ("touched", "epoch", "date"),
    [
        pytest.param(MONDAY, "", MONDAY + REWORDED, id="as new as the sheet and our wording"),
        pytest.param(0, "", EARLIEST, id="but never of no time at all"),
        pytest.param(MONDAY + 5, str(MONDAY), MONDAY, id="and the environment has the last word"),
    ],
)
def test_notes_are_as_new_as_what_they_say(
    tmp_path: Path, sheet: Path, touched: int, epoch: str, date: int
) -> None:
    os.utime(sheet, (touched, touched))
    assert quizgen(tmp_path, sheet.name, SOURCE_DATE_EPOCH=epoch).returncode == 0
    with zipfile.ZipFile(tmp_path / "october.apkg") as archive:
        archive.extract(COLLECTION, tmp_path)
    with closing(sqlite3.connect(tmp_path / COLLECTION)) as rows:
        assert rows.execute("SELECT DISTINCT mod FROM notes").fetchall() == [(date,)]


def test_date_that_is_none_is_refused(tmp_path: Path, sheet: Path) -> None:
    run = quizgen(tmp_path, sheet.name, SOURCE_DATE_EPOCH="yesterday")
    assert run.returncode == 1
    assert run.stderr.startswith("SOURCE_DATE_EPOCH is yesterday; it is a number of seconds")
    assert names(tmp_path) == [sheet.name]


def test_fixed_typo_updates_the_note_and_keeps_its_progress(tmp_path: Path, sheet: Path) -> None:
    with collection(tmp_path) as col:
        os.utime(sheet, (MONDAY, MONDAY))
        quizgen(tmp_path, sheet.name)
        assert bring(col, tmp_path / "october.apkg") == {"new": 3}
        study(col, 6)
        learned = progress(col)
        sheet.write_text(SHEET.replace("Lev Kamenev", "Lev Borisovich Kamenev"), "utf-8")
        os.utime(sheet, (MONDAY + 1, MONDAY + 1))
        quizgen(tmp_path, sheet.name)
        assert bring(col, tmp_path / "october.apkg") == {"updated": 3}
        assert progress(col) == learned
        assert shown(col)[0].back["answer"] == "Lev Borisovich Kamenev"


def test_errors_cost_the_facts_they_stand_in_and_the_rest_is_written(tmp_path: Path, sheet: Path) -> None:
    sheet.write_text(SHEET + "\n- [Lenin]{.whom} left. {#lenin}\n", "utf-8")
    run = quizgen(tmp_path, sheet.name, "no-such-sheet.md")
    assert run.returncode == 1
    assert re.search(rf"^{sheet.name}:17:\d+: ", run.stderr, re.MULTILINE)
    assert re.search(r"^no-such-sheet\.md:", run.stderr, re.MULTILINE)
    assert "wrote october.apkg: 3 notes" in run.stderr
    assert is_ours(tmp_path / "october.apkg")


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("", "tag what a fact should be asked for, as in [1917]{.when}"),
        ("Nothing is tagged here.\n", "tag what a fact should be asked for, as in [1917]{.when}"),
        ("- [Lenin]{.whom} left.\n", "mend first what is said above"),
    ],
)
def test_where_nothing_is_asked_nothing_is_written(
    tmp_path: Path, sheet: Path, text: str, remedy: str
) -> None:
    sheet.write_text(text, "utf-8")
    run = quizgen(tmp_path, sheet.name)
    assert run.returncode == 1
    assert f"nothing is written; {remedy}" in run.stderr
    assert ("whom" in run.stderr) == ("whom" in text)
    assert names(tmp_path) == [sheet.name]


@pytest.mark.parametrize(
    ("output", "right"), [("october", "october.apkg"), ("october.zip", "october.apkg"), (".", "quizgen.apkg")]
)
def test_wrong_suffix_names_the_right_one(tmp_path: Path, sheet: Path, output: str, right: str) -> None:
    run = quizgen(tmp_path, sheet.name, "-o", output)
    assert run.returncode == 2
    assert f"{output}: an Anki package ends in .apkg; would {right} be right?" in run.stderr
    assert names(tmp_path) == [sheet.name]


def test_file_of_another_kind_is_written_over_only_by_force(tmp_path: Path, sheet: Path) -> None:
    (tmp_path / "x.apkg").write_text("my thesis", "utf-8")
    run = quizgen(tmp_path, sheet.name, "-o", "x.apkg")
    assert run.returncode == 1
    assert run.stderr.startswith(
        "x.apkg: is not an Anki package that quizgen wrote, and would be lost; name another file, or"
    )
    assert (tmp_path / "x.apkg").read_text("utf-8") == "my thesis"
    assert quizgen(tmp_path, sheet.name, "-o", "x.apkg", "--force").returncode == 0
    assert is_ours(tmp_path / "x.apkg")
    assert quizgen(tmp_path, sheet.name, "-o", "x.apkg").returncode == 0


def test_missing_folder_is_named(tmp_path: Path, sheet: Path) -> None:
    run = quizgen(tmp_path, sheet.name, "-o", "decks/x.apkg")
    assert run.returncode == 1
    assert f"{Path('decks/x.apkg')}: there is no folder decks; make it, or name another" in run.stderr


def test_sheets_that_ship_with_quizgen_are_taken_whole(tmp_path: Path) -> None:
    assert quizgen(tmp_path, "-o", "seeds.apkg").returncode == 0
    sheets = [reading.sheet for reading in read_all([]) if reading.sheet]
    cards = [deal.card(sheet, question) for sheet in sheets for question in questions(sheet)]
    with collection(tmp_path) as col:
        assert bring(col, tmp_path / "seeds.apkg") == {"new": len(cards)}
        got = shown(col)
        assert complaints(col) == []
    assert [card.id for card in got] == [card.id for card in cards]
    for one, other in zip(cards, got, strict=True):
        assert_seen(one, other)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGINT to send to one process")
def test_interrupt_leaves_the_old_package_and_nothing_else(tmp_path: Path) -> None:
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    out.mkdir()
    temporary.mkdir()
    (tmp_path / "long.md").write_text("".join(sample(20_000, 1)), "utf-8")
    old = package(out, Deck("x", [KAMENEV]), name="x.apkg").read_bytes()
    with subprocess.Popen(
        [sys.executable, "-m", "tui", "anki", "long.md", "-o", "out/x.apkg"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        stderr=subprocess.PIPE,
        text=True,
    ) as run:
        deadline = time.monotonic() + 60
        while not list(temporary.rglob(COLLECTION)) and run.poll() is None and time.monotonic() < deadline:
            time.sleep(0.01)
        assert len(names(out)) == 2
        run.send_signal(signal.SIGINT)
        said = run.communicate(timeout=60)[1]
    # A shell says 130 for both: where the signal strikes while a library is imported that makes its classes with
    # `exec`, Python remembers it, and however it was caught ends by it.
    assert run.returncode in (130, -signal.SIGINT)
    assert "Traceback" not in said
    assert (names(out), (out / "x.apkg").read_bytes()) == (["x.apkg"], old)
    assert names(temporary) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limit to the size of files")
def test_full_disk_is_a_sentence_and_leaves_nothing(tmp_path: Path, sheet: Path) -> None:
    out, temporary = tmp_path / "out", tmp_path / "temporary"
    out.mkdir()
    temporary.mkdir()
    source = (
        "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (8_000, 8_000));"
        "sys.argv[0] = 'quizgen'; from tui.cli import main; main()"
    )
    run = subprocess.run(
        [sys.executable, "-B", "-c", source, "anki", str(sheet), "-o", "x.apkg"],
        cwd=out,
        env=os.environ | {"PYTHONPATH": str(ROOT), "TMPDIR": str(temporary)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert run.returncode == 1
    assert "cannot be made there" in run.stderr and len(run.stderr.splitlines()) == 1
    assert names(out) == names(temporary) == []


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


@pytest.mark.parametrize("stderr", [Terminal(), io.StringIO()])
def test_long_package_shows_how_far_it_is_where_somebody_looks(
    tmp_path: Path, sheet: Path, monkeypatch: pytest.MonkeyPatch, stderr: io.StringIO
) -> None:
    monkeypatch.setattr(tui.commands.anki, "LONG", 1)
    monkeypatch.setattr(sys, "stderr", stderr)
    monkeypatch.chdir(tmp_path)
    tui.commands.anki.command([sheet.name, "-o", "x.apkg"], standalone_mode=False)
    assert ("100%" in stderr.getvalue()) == stderr.isatty()
    assert "wrote x.apkg" in stderr.getvalue()
