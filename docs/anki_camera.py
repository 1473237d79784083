"""Photograph cards in Anki itself: `python -m docs.anki_camera PLAN.json`.

Starts the desktop Anki (aqt, of the extra `anki-pictures`) on a profile of its own in a temporary folder, without
update checks and without syncing, imports packages, and reviews each card that the plan names, by day and by night.
Who gives the plan, waits for the end and sets the time limit is `docs.make_anki_pictures`.
"""

from __future__ import annotations

import json
import os
import sys
import time
import traceback
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

SIZE = (560, 900)
"""Of Anki's window, in pixels of the screen; a card may be as high as fits into it."""
SCALE = 1.5
"""Pixels of a picture for one of the screen."""
MARGIN = 28
"""Pixels of the screen left free under the card."""
LIMIT = 30.0
"""Seconds that one step may take."""
STILL = 0.35
"""Seconds in which nothing may move before a picture is taken."""
COLOURS = 256

DEPTH = """(() => {
  const page = document.getElementById("qa");
  if (!page || !page.textContent.trim()) return 0;
  if ([...document.images].some((image) => !image.complete)) return 0;
  if (document.querySelector("anki-mathjax:not(:has(mjx-container))")) return 0;
  return Math.ceil(Math.max(...[...page.querySelectorAll("*")].map((one) => one.getBoundingClientRect().bottom)));
})()"""
"""How far down the card goes; 0 while it is not drawn yet."""
PAGE = "Math.ceil(document.body.getBoundingClientRect().bottom)"
"""How far down the page goes that holds it."""

STILLNESS = """
Math.random = () => 0.3;
addEventListener("DOMContentLoaded", () => {
  document.head.appendChild(document.createElement("style")).textContent = "input { caret-color: transparent; }";
});
"""


def environment() -> dict[str, str]:
    """What must be set before Qt is loaded."""
    given = {"QT_SCALE_FACTOR": str(SCALE), "QTWEBENGINE_CHROMIUM_FLAGS": "--disable-gpu --disable-lcd-text"}
    if sys.platform == "linux":
        given["QT_QPA_PLATFORM"] = "offscreen"
        if os.getuid() == 0:
            given["QTWEBENGINE_DISABLE_SANDBOX"] = "1"  # Chromium's refuses to run as root
    return given


class Camera:
    """A running Anki, and what is seen in it."""

    def __init__(self, base: Path) -> None:
        # Without a key of its own it would send us to the Anki that the user may have open.
        os.environ["ANKI_SINGLE_INSTANCE_KEY"] = f"quizgen-{base.name}"
        import aqt
        from aqt import gui_hooks
        from aqt.profiles import ProfileManager, VideoDriver

        profile = ProfileManager(base)
        profile.setupMeta()
        profile.set_update_check(False)
        profile.set_check_for_addon_updates(False)
        profile.set_video_driver(VideoDriver.Software)
        profile.setLang("en")  # it also writes the rest; and nobody is asked for a language
        profile.db.close()
        gui_hooks.av_player_will_play_tags.append(lambda sounds, *_: sounds.clear())
        self.app = aqt._run(["anki", "--base", str(base), "--lang", "en"], exec=False)
        self.window: Any = aqt.mw
        # It has taken these, to say every error in a window that nobody sees.
        sys.stderr, sys.excepthook = sys.__stderr__, sys.__excepthook__
        drawn: list[object] = []
        gui_hooks.deck_browser_did_render.append(drawn.append)
        self.until(lambda: bool(drawn))  # which comes late, and would draw over a card
        self.window.resize(*SIZE)
        self.hold_still()

    def hold_still(self) -> None:
        """Take chance out of the cards' scripts and the blinking out of their boxes: next time is the same."""
        from PyQt6.QtWebEngineCore import QWebEngineScript

        script = QWebEngineScript()
        script.setSourceCode(STILLNESS)
        script.setInjectionPoint(QWebEngineScript.InjectionPoint.DocumentCreation)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        self.window.web.page().scripts().insert(script)

    def until(self, so: Callable[[], bool]) -> None:
        """Let Anki work until it is so."""
        end = time.monotonic() + LIMIT
        while not so():
            if time.monotonic() > end:
                raise SystemExit(f"Anki did not come so far in {LIMIT:.0f} seconds")
            self.app.processEvents()
            time.sleep(0.01)

    def pause(self, seconds: float) -> None:
        """Let Anki work for a while."""
        end = time.monotonic() + seconds
        self.until(lambda: time.monotonic() > end)

    def asked(self, script: str) -> Any:
        """What a script says in the page of the card."""
        said: list[Any] = []
        self.window.web.evalWithCallback(script, said.append)
        self.until(lambda: bool(said))
        return said[0]

    def settled(self) -> int:
        """Wait until the card is drawn and still; how far down it goes, in pixels of the screen."""
        end = time.monotonic() + LIMIT
        before = None
        while time.monotonic() < end:
            self.pause(STILL)
            now = (int(self.asked(DEPTH) or 0), self.window.grab().toImage())
            if now[0] and now == before:
                return now[0]
            before = now
        raise SystemExit("a card never came to rest")

    def take(self, packages: list[str]) -> None:
        """Import them."""
        from anki.collection import ImportAnkiPackageRequest

        for package in packages:
            self.window.col.import_anki_package(ImportAnkiPackageRequest(package_path=package))

    def lit(self, night: bool) -> None:
        """Day or night."""
        from aqt.theme import Theme

        self.window.set_theme(Theme.DARK if night else Theme.LIGHT)

    def ask(self, search: str) -> None:
        """Review the first card that Anki's search finds, and no other."""
        collection = self.window.col
        found = collection.find_cards(search, order="c.due, c.id")
        if not found:
            raise SystemExit(f"no package has a card like {search}")
        alone = collection.decks.id(f"Pictures::{found[0]}")
        collection.set_deck(found[:1], alone)
        collection.decks.select(alone)
        self.window.moveToState("review")
        self.until(lambda: self.window.reviewer.card is not None and self.window.reviewer.card.id == found[0])

    def act(self, script: str) -> None:
        """Do something in the page of the card, which may turn it."""
        self.asked(f"{script}; true")
        self.pause(STILL)

    def reveal(self) -> None:
        """Press the button that shows the answer, if it does not show yet."""
        if self.window.reviewer.state != "answer":
            self.window.reviewer._getTypedAnswer()
        self.until(lambda: self.window.reviewer.state == "answer")


def photograph(card: dict[str, Any], folder: Path, camera: Camera) -> None:
    """A card's sides by day and by night, all of one height."""
    shots: dict[str, Any] = {}
    depths: list[int] = []

    def take(name: str) -> None:
        depths.append(camera.settled())
        shots[name] = camera.window.web.grab().toImage()

    for light in ("", "-night"):
        camera.lit(bool(light))
        camera.ask(card["search"])
        take(f"front{light}")
        if card["act"]:
            camera.act(card["act"])
        if card["acted"]:
            take(f"acted{light}")
        camera.reveal()
        take(f"back{light}")
    height = int((max(depths) + MARGIN) * SCALE)
    for name, shot in shots.items():
        save(shot.copy(0, 0, shot.width(), min(height, shot.height())), folder / f"{card['name']}-{name}.png")


def photograph_window(search: str, folder: Path, camera: Camera) -> None:
    """Both sides of a card with Anki's window around it."""
    camera.lit(night=False)
    camera.ask(search)
    camera.reveal()
    camera.settled()
    page = int(camera.asked(PAGE))
    camera.window.resize(SIZE[0], page + camera.window.height() - camera.window.web.height())
    camera.ask(search)
    camera.settled()
    save(camera.window.grab().toImage(), folder / "window-front.png")
    camera.reveal()
    camera.settled()
    save(camera.window.grab().toImage(), folder / "window-back.png")


def save(shot: Any, path: Path) -> None:
    """A PNG of no more than 256 colours, those that are seen most: letters and lines need no more."""
    from aqt.qt import QImage

    shot = shot.convertToFormat(QImage.Format.Format_RGB32)
    pixels = memoryview(shot.constBits().asarray(shot.sizeInBytes())).cast("I")
    most = sorted(colour for colour, _ in Counter(pixels).most_common(COLOURS))
    small = shot.convertToFormat(QImage.Format.Format_Indexed8, most)
    small.setDotsPerMeterX(0)
    small.setDotsPerMeterY(0)
    if not small.save(str(path), "PNG", 0):
        raise SystemExit(f"could not write {path}")


def main() -> int:
    """Do what the plan says."""
    plan = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    os.environ.update(environment())
    try:
        camera = Camera(Path(plan["base"]))
        camera.take(plan["packages"])
        for card in plan["cards"]:
            photograph(card, Path(plan["folder"]), camera)
        photograph_window(plan["window"], Path(plan["folder"]), camera)
        camera.window.col.close()
    except SystemExit as stopped:
        print(stopped, file=sys.stderr)
        return 1
    except Exception:
        traceback.print_exc()
        return 1
    return 0


if __name__ == "__main__":
    result = main()
    sys.stdout.flush()
    sys.stderr.flush()
    # The windows are still open, and Qt crashes where Python takes them down in its own order.
    os._exit(result)
