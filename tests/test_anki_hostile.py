"""Sheets of hostile facts, all the way into the real Anki: no package is refused, and no character lost."""

from __future__ import annotations

import json
import os
import random
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_collection import bring, collection, complaints, shown
from anki_writing import MONDAY, told
from test_anki import HOSTILE, PIECES, assert_seen, nfc, seen

from decks import deal
from decks.anki.note import NoteDeck
from decks.anki.noting import notes
from quizgen.ask import attempts
from quizgen.forms.bank import Bank
from quizgen.reader import read_text
from quizgen.reading.writing import escaped, folded, quoted

if TYPE_CHECKING:
    from anki_collection import Shown

    from decks.card import Card
    from quizgen.fact import Sheet

FACTS = int(os.environ.get("QUIZGEN_HOSTILE_FACTS", "300"))
"""How many facts are tried; more by the environment."""
A_SHEET = 100
ALPHABETS = [
    *("".join(map(chr, range(first, last))) for first, last in ((0x20, 0x7F), (0x20, 0x100), (1, 0x3000))),
    "אבגدخل\u202e\u2066\u2069漢字e\u0301👩‍👩‍👧\U000e0041\ufffe\uffff\u2028\x85",
]
MORE = ["{{Question}}", "{{#Cloze}}", "{{type:Answer}}", "[latex]x[/latex]", "[$]x[/$]", "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>", "</style>", "&nbsp;", "%00", "'; DROP TABLE notes; --", "{{c2::x::y}}", "a,b|c",
        "![x](y.png)", "[x]{.who}", "{#id}", "***", "$x$", "\\[", "`", "~~~", "- ", "1. ", "# ", "> "]  # fmt: skip


def text(chance: random.Random) -> str:
    pieces = []
    for _ in range(chance.randint(1, 6)):
        alphabet = chance.choice(ALPHABETS)
        pieces.append(
            chance.choice(PIECES + HOSTILE + MORE)
            if chance.random() < 0.6
            else "".join(chance.choices(alphabet, k=chance.randint(1, 12)))
        )
    return "".join(pieces)[:400]


def sheet(number: int, chance: random.Random) -> tuple[Sheet, dict[str, tuple[str, str]]]:
    """A sheet of hostile facts, every other one with its answer in the middle; the whole and the answer of each."""
    # A title with a tagged span in it would be taken for a fact, and its front matter for one that never ends.
    title = folded(text(chance)).replace("]{", "] {") or "x"
    lines = ["---", f"id: hostile-{number}", f"title: {json.dumps(title)}", "---"]
    wanted = {}
    for fact in range(A_SHEET):
        if fact % 10 == 0:
            lines += ["", f"# {escaped('Part ' + text(chance))}", ""]
        prompt, answer = (folded(f"{word} {text(chance)} {word}") for word in ("what", "that"))
        other, reason = f"or {text(chance)}", text(chance)
        rest = folded(f" on {text(chance)} on") if fact % 2 else ""
        span = f"[{escaped(answer)}]{{.answer also={quoted(other)}}}"
        lines.append(f"- {escaped(prompt)} {span} {escaped(rest)} {{#f{fact}}}")
        lines.append(f"  > so {escaped(reason)}")
        wanted[f"hostile-{number}/f{fact}/answer"] = (f"{prompt} {answer} {rest}".strip(), answer)
    read = read_text("\n".join(lines) + "\n", f"hostile-{number}.md")
    assert read.sheet is not None
    assert [str(finding) for finding in read.findings if finding.severity == "error"] == []
    return read.sheet, wanted


@pytest.mark.parametrize("number", range(-(-FACTS // A_SHEET)))
def test_hostile_facts_are_taken_and_seen_as_they_stand_in_the_sheet(tmp_path: Path, number: int) -> None:
    read, wanted = sheet(number, random.Random(number))
    bank = Bank(read, attempts(read))
    cards = {question.id: deal.card(read, question) for question in bank.questions}
    assert {id_: (card.sentence, card.answer) for id_, card in cards.items()} == wanted
    with collection(tmp_path) as col:
        path = tmp_path / "x.apkg"
        deck = NoteDeck(read.title, notes(bank), modified=MONDAY, sheet=read.id)
        told(path, deck)
        assert bring(col, path) == {"new": len(wanted)}
        got = {card.id: card for card in shown(col)}
        assert complaints(col) == []
        assert told(path, NoteDeck(read.title, notes(bank), modified=MONDAY + 1, sheet=read.id)).same == len(
            wanted
        )
        assert bring(col, path) == {"duplicate": len(wanted)}
    assert got.keys() == cards.keys()
    for id_, card in cards.items():
        if card.form == "cloze":
            assert_seen(card, got[id_])
        else:
            assert_told(card, got[id_])


def assert_told(card: Card, shown: Shown) -> None:
    """Of a question that is only its own words Anki shows these, and the answer behind them."""
    assert nfc(shown.front) == nfc({"prompt": seen(card.prompt)})
    parts = {"prompt": card.prompt, "answer": card.answer, "also": card.also[0], "extra": card.explanation}
    assert nfc({name: shown.back.get(name, "") for name in parts}) == nfc(
        {name: seen(text) for name, text in parts.items()}
    )
