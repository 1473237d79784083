"""The scripts of our cards in a real browser, fed as Anki feeds its own: both sides into one page, front then back."""

from __future__ import annotations

import asyncio
import json
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from anki_collection import bring, collection
from anki_notes import notes_of, packed
from browser import Browser, Tab, browser, found

from decks.anki.noting import Options

if TYPE_CHECKING:
    from collections.abc import AsyncIterator
    from pathlib import Path

pytestmark = pytest.mark.skipif(found() is None, reason="no Chromium here")

PAGE = """<!doctype html><meta charset="utf-8"><body class="card"><div id="qa"></div><script>
  BEFORE
  window.turned = 0;
  window.pycmd = word => { window.turned += word === "ans" };
  function run() {
    for (const old of document.querySelectorAll("#qa script")) {
      const fresh = document.createElement("script");
      fresh.textContent = old.textContent;
      old.replaceWith(fresh);
    }
  }
  function show(html) { document.getElementById("qa").innerHTML = html; run(); }
  function texts() { return [...document.querySelectorAll("#qa li")].map(item => item.innerText.trim()); }
  function marked(what) { return [...document.querySelectorAll("#qa li" + what)].map(item => item.innerText.trim()); }
</script>"""

NO_STORAGE = "Object.defineProperty(window, 'sessionStorage', {get() { throw new Error('none'); }});"
BROKEN = f"{NO_STORAGE} Math.imul = null;"

SHEET = """
- Which is it? [first]{.answer not="second|third|fourth|fifth|sixth|seventh|eighth"} {#c}
- Who? [Galileo]{.answer also="Galileo Galilei|Galilée"} {#g}
- Where? [the 17,000 islands]{.answer} {#i}
- Sign? [C#]{.answer} {#s}
- [Ann]{.who} found [\\\\(Titan]{.what} in [1655]{.when}.
- [Bob]{.who} found [\\\\(Uranus]{.what} in [1781]{.when}.
- [Cid]{.who} found [\\\\(Pluto]{.what} in [1930]{.when}.
"""
CHOICES = ["first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth"]
EVENTS = ["Ann found \\(Titan", "Bob found \\(Uranus", "Cid found \\(Pluto"]


@dataclass(frozen=True)
class Card:
    """As Anki renders it."""

    front: str
    back: str
    compared: dict[str, str]
    """What Anki puts in the place of its box on the back, for what was typed."""


def cards(folder: Path) -> dict[str, Card]:
    """By id, rendered by the real Anki."""
    made = notes_of(SHEET, ["open", "choice", "timeline", "matching"], Options(typed=True))
    with collection(folder) as col:
        bring(col, packed(folder, made))
        found = {}
        for card in map(col.get_card, col.find_cards("")):
            note = card.note()
            compared = {text: col.compare_answer(note["Answer"], text, False) for text in TYPED}
            found[note["Id"]] = Card(card.question(), card.answer(), compared)
    return found


@asynccontextmanager
async def page(chromium: Browser, folder: Path, before: str = "") -> AsyncIterator[Tab]:
    (path := folder / "page.html").write_text(PAGE.replace("BEFORE", before), "utf-8")
    tab = await chromium.open(path.as_uri())
    await tab.becomes("typeof texts", "function")
    yield tab
    assert tab.complaints == []
    assert [url for url in tab.asked if not url.startswith("file:")] == []
    await tab.shut()


async def shown(tab: Tab, html: str) -> list[str]:
    """The texts of the items of a side, from above."""
    await tab.run(f"show({json.dumps(html)})")
    found: list[str] = await tab.run("texts()")
    return found


TYPED = {
    "Galileo": None,  # exactly right: Anki says so itself
    "": None,
    "galileo galilei": "g",
    "Galilee.": "g",
    "Galilei": "",
    "17000 islands": "i",
    "The 17,000 Islands!": "i",
    "17.000 islands": "",
    "C": "",
    "c#": "s",
    "<b>Galileo</b>": "",
}
"""What is typed, and of which question it is an answer in other words."""


def test_the_scripts_of_cards_do_what_they_are_for(tmp_path: Path) -> None:
    made = cards(tmp_path)

    async def work() -> None:
        async with browser(tmp_path / "profile") as chromium:
            await choose(chromium, tmp_path, made["sheet/c/answer/choice"])
            await go_without(chromium, tmp_path, made["sheet/c/answer/choice"])
            await go_unscripted(chromium, tmp_path, made["sheet/c/answer/choice"])
            await order(
                chromium, tmp_path, next(card for id_, card in made.items() if id_.endswith("timeline"))
            )
            await match(
                chromium, tmp_path, next(card for id_, card in made.items() if id_.endswith("matching"))
            )
            await compare(chromium, tmp_path, made)

    asyncio.run(work())


async def choose(chromium: Browser, folder: Path, card: Card) -> None:
    """Shuffled anew each time, the same on the back, the right one and the chosen one marked there."""
    orders = []
    async with page(chromium, folder) as tab:
        for _ in range(4):
            front = await shown(tab, card.front)
            orders.append(tuple(front))
            assert sorted(front) == sorted(CHOICES)
            # Run twice on one page, it deals once.
            await tab.run("run()")
            assert await tab.run("texts()") == front
            assert await tab.run("document.querySelectorAll('button button').length") == 0
            await tab.run("document.querySelectorAll('button')[2].click()")
            assert await tab.run("marked('.chosen')") == [front[2]]
            assert await shown(tab, card.back) == front
            assert await tab.run("marked('.right')") == ["first"]
            assert await tab.run("marked('.chosen')") == [front[2]]
        assert await tab.run("window.turned") == 4
        # A new page in the same window, as on a telephone, still knows.
        front = await shown(tab, card.front)
        await tab.do("Page.reload")
        await tab.becomes("typeof texts === 'function' && document.querySelectorAll('li').length", 0)
        assert await shown(tab, card.back) == front
    assert len(set(orders)) > 1


async def go_without(chromium: Browser, folder: Path, card: Card) -> None:
    """Without storage the sides agree all the same; where all else fails there is the list as it was written."""
    async with page(chromium, folder, NO_STORAGE) as tab:
        front = await shown(tab, card.front)
        await tab.run("document.querySelectorAll('button')[1].click()")
        assert await shown(tab, card.back) == front
        assert await tab.run("marked('.chosen')") == [front[1]]
    async with page(chromium, folder, NO_STORAGE) as tab:
        assert await shown(tab, card.back) == front  # on a page of its own too
    async with page(chromium, folder, BROKEN) as tab:
        front = await shown(tab, card.front)
        assert sorted(front) == sorted(CHOICES)
        assert await shown(tab, card.back) == front


async def order(chromium: Browser, folder: Path, card: Card) -> None:
    """Pressed one after another they are numbered; the back has them in their order, and says which were right."""
    async with page(chromium, folder) as tab:
        front = await shown(tab, card.front)
        assert sorted(front) == EVENTS
        for text in (
            "Bob found \\(Uranus",
            "Ann found \\(Titan",
            "Cid found \\(Pluto",
            "Bob found \\(Uranus",
        ):
            await tab.run(f"document.querySelectorAll('button')[{front.index(text)}].click()")
        one = "[item.innerText.trim(), item.dataset.place]"
        places = f"Object.fromEntries([...document.querySelectorAll('li')].map(item => {one}))"
        assert await tab.run(places) == {"Ann found \\(Titan": "1", "Cid found \\(Pluto": "2"}
        back = await shown(tab, card.back)
        assert [" ".join(text.split()) for text in back] == [
            f"{event} {year}" for event, year in zip(EVENTS, (1655, 1781, 1930), strict=True)
        ]
        assert [text.split()[0] for text in await tab.run("marked('.right')")] == ["Ann"]
        assert [text.split()[0] for text in await tab.run("marked('.chosen')")] == ["Ann", "Cid"]


async def match(chromium: Browser, folder: Path, card: Card) -> None:
    """The pairs on the back stand in the order that their questions had."""
    async with page(chromium, folder) as tab:
        for _ in range(3):
            await shown(tab, card.front)
            parts = await tab.run(
                "[...document.querySelectorAll('ol li')].map(item => item.innerText.trim())"
            )
            await shown(tab, card.back)
            asked = await tab.run(
                "[...document.querySelectorAll('li > span')].map(item => item.innerText.trim())"
            )
            assert asked == parts and len(parts) == 3


async def compare(chromium: Browser, folder: Path, made: dict[str, Card]) -> None:
    """Another right answer is accepted, whatever Anki's own comparison says, which stays."""
    async with page(chromium, folder) as tab:
        for text, name in TYPED.items():
            for id_ in ("g", "i", "s"):
                card = made[f"sheet/{id_}/answer"]
                assert "[[type:nc:Answer]]" in card.front
                await shown(tab, card.back.replace("[[type:nc:Answer]]", card.compared[text]))
                accepted = await tab.run("!document.querySelector('.accepted').hidden")
                assert (text, id_, accepted) == (text, id_, name == id_)
                assert await tab.run("document.getElementById('typeans') !== null")


async def go_unscripted(chromium: Browser, folder: Path, card: Card) -> None:
    """Without scripts nothing on the front tells the right one from the others, and the back marks it."""
    look = """[...document.querySelectorAll('#qa li')].map(item => {
        const style = getComputedStyle(item), mark = getComputedStyle(item, '::after').content;
        return [style.color, style.fontWeight, style.borderColor, mark].join();
    })"""
    async with page(chromium, folder) as tab:
        looks = []
        for side in (card.front, card.back):
            await tab.run(f"document.getElementById('qa').innerHTML = {json.dumps(side)}")
            assert sorted(await tab.run("texts()")) == sorted(CHOICES)
            looks.append(await tab.run(look))
    assert [len(set(seen)) for seen in looks] == [1, 2]
