"""Decks whose options are known: what must, what may and what must not stand beside a key, judged as an examiner would.

A case is a deck of facts with checks. `ok` are the deck's answers that may stand beside the key, `bad` those that must
not, each with the reason; `open` says that invented neighbours may stand there too, of the `form` and in the `range`.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from quizgen.ask import questions
from quizgen.choices import Choices, deal_choices
from quizgen.fact import Sheet
from quizgen.question import Question
from quizgen.reader import read_text

CASES = Path(__file__).parent / "cases" / "choices"

Deck = dict[str, Any]


def decks() -> list[Deck]:
    """The decks of all case files."""
    return [
        json.loads(line)
        for file in sorted(CASES.glob("*.jsonl"))
        for line in file.read_text("utf-8").splitlines()
    ]


def sheet_of(deck: Deck) -> Sheet:
    """The deck as a sheet; its facts are called f0, f1, …"""
    front = f"---\n{deck['front']}\n---\n" if "front" in deck else ""
    facts = "".join(f"- {fact} {{#f{index}}}\n" for index, fact in enumerate(deck["facts"]))
    sheet = read_text(front + facts, f"{deck['id']}.md").sheet
    assert sheet is not None and len(sheet.facts) == len(deck["facts"])
    return sheet


def dealt(deck: Deck, seed: int) -> list[tuple[Question, Choices]]:
    """All questions of a deck with their options."""
    sheet = sheet_of(deck)
    asked = list(questions(sheet))
    return list(zip(asked, deal_choices(asked, sheet, seed=seed), strict=True))


def complaints(deck: Deck, check: dict[str, Any], dealt: list[tuple[Question, Choices]]) -> list[str]:
    """What an examiner would strike in the options of one check."""
    found = [
        choice
        for question, choice in dealt
        if (question.fact.id, question.ask, question.answer)
        == (f"f{check['fact']}", check["ask"], check["answer"])
    ]
    if not found or not found[0].options:
        return ["no options"] if check["min"] else []
    options, key, answer = found[0].options, found[0].key, check["answer"]
    assert key is not None
    wrong = [option for index, option in enumerate(options) if index != key]
    said = []
    if options[key] not in (answer, answer[0].lower() + answer[1:]):
        said.append("the key is altered")
    if len({option.strip().lower() for option in options}) < len(options):
        said.append("two options are alike")
    if not check["min"] <= len(wrong) <= check["max"]:
        said.append(f"{len(wrong)} wrong answers")
    said += [f"{option}: {check['bad'][option]}" for option in wrong if option in check["bad"]]
    ok = {
        spelt
        for option in check["ok"]
        for spelt in (option, option[0].lower() + option[1:], option[0].upper() + option[1:])
    }
    if not check["open"]:
        said += [f"{option}: not of the key's kind" for option in wrong if option not in ok]
    said += [
        f"{option}: in the question"
        for option in wrong
        if len(option) > 2 and option.lower() in check["question"].lower()
    ]
    if "form" in check:
        said += [f"{option}: another form" for option in wrong if not re.fullmatch(check["form"], option)]
    if "range" in check:
        low, high = check["range"]
        said += [f"{option}: out of range" for option in wrong if not low <= (_year(option) or 0) <= high]
    return [*said, *_order(check, options), *_length(check, wrong)]


def _order(check: dict[str, Any], options: tuple[str, ...]) -> list[str]:
    values = [_number(option) for option in options]
    if check["ask"] not in ("when", "howmany") or None in values or "BC" in check["answer"]:
        return []
    if not all(re.fullmatch(r"\D*\d[\d,.]*\D*", option) for option in options):
        return []
    return [] if values == sorted(values, key=lambda value: value or 0) else ["numbers out of order"]


def _length(check: dict[str, Any], wrong: list[str]) -> list[str]:
    longest = max(map(len, wrong))
    # Where the deck has no longer name, names are as long as they are: UNESCO, the World Health Organization.
    far = 1.8 if check["open"] or len(check["answer"]) <= 1.8 * max(map(len, check["ok"])) else 2.5
    return ["the key is the longest by far"] if 12 < len(check["answer"]) > far * longest else []


def _number(text: str) -> float | None:
    match = re.search(r"\d[\d,]*(?:\.\d+)?", text)
    return float(match[0].replace(",", "")) if match else None


def _year(text: str) -> float | None:
    years = re.findall(r"\b\d{4}\b", text)
    return float(years[-1]) if years else _number(text)
