"""The study app in a real browser, served by the command as people run it."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest
from browser import browser, found, until

from decks.places import data_file
from decks.progress.store import Store

ROOT = Path(__file__).parent.parent

SHEET = """---
title: The Moon
---

- [Neil Armstrong]{.who} first walked on the Moon. {#first}
- [Twelve]{.howmany} people have walked on the Moon. {#twelve}
"""


@pytest.mark.skipif(found() is None, reason="no Chromium is installed")
def test_a_card_is_answered_in_a_browser_and_its_grade_is_in_the_log(tmp_path: Path) -> None:
    (tmp_path / "moon.md").write_text(SHEET, "utf-8")

    async def work() -> None:
        served = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "tui", "study", "--web", "moon.md"),
            cwd=tmp_path,
            env=os.environ | {"PYTHONPATH": str(ROOT)},
            stderr=asyncio.subprocess.PIPE,
        )
        assert served.stderr is not None
        try:
            async with asyncio.timeout(60):
                address = re.search(rb"http://\S+", await served.stderr.readline())
                assert address is not None
                async with browser(tmp_path / "profile") as chromium:
                    tab = await chromium.open(address[0].decode())
                    await until(lambda: "Who first walked on the Moon?" in tab.text)
                    await tab.press(" ")
                    await until(lambda: "Neil Armstrong" in tab.text)
                    await tab.press("4")
                    await until(lambda: "How many people have walked on the Moon?" in tab.text)
        finally:
            if served.returncode is None:
                served.terminate()
            await served.wait()

    asyncio.run(work())
    with Store.open(data_file(), create=False) as store:
        assert [(event.card, event.rating) for event in store.events(("grade",))] == [("moon/first/who", 4)]
