"""Draw the pictures of our cards in Anki: `python -m docs.make_anki_pictures`, or `make anki-pictures`.

The shipped sheets, and two small ones with a picture, a formula, a sound and Arabic, are written as a package;
Anki's own desktop imports and shows it (`anki_camera.py`, in a process of its own, offscreen). So a picture is what a
person sees.
"""

from __future__ import annotations

import io
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import wave
from dataclasses import asdict, dataclass
from pathlib import Path

from decks.anki import write_notes
from decks.anki.note import NoteDeck
from decks.anki.noting import Options, notes
from docs.anki_camera import environment
from quizgen.ask import attempts
from quizgen.forms.bank import Bank
from quizgen.reader import read

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "anki"
LIMIT = 600
"""Seconds for all pictures together; a minute is usual."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A card, and what is done with it before its answer is shown."""

    name: str
    title: str
    words: str
    """What the picture does not say of itself."""
    search: str
    """For Anki's search; the first card found is shown."""
    act: str = ""
    """A script in the card's page."""
    acted: str = ""
    """What the card shows then, where that is to be seen before the answer."""

    @property
    def sides(self) -> tuple[tuple[str, str], ...]:
        """What is to be seen of it: the ends of the files' names, and words."""
        acted = (("acted", self.acted),) if self.acted else ()
        return (("front", "the question"), *acted, ("back", "the answer"))


WRONG = "document.querySelector('.choices li:not(.right) button').click()"
"""Choose what is wrong, which turns the card."""
TYPED = "document.getElementById('typeans').value = 'Carolus Linnaeus'"
ORDERED = """for (const name of ["Huygens", "Galilei", "Hall", "Tombaugh", "Union"])
  [...document.querySelectorAll(".events button")].find((one) => one.textContent.includes(name)).click()"""

GALLERY = (
    Shown(
        "open",
        "A question",
        "The answer, the fact it comes from, its explanation and its source stand on the back.",
        "Id:october-1917/kamenev-dissent/when",
    ),
    Shown(
        "cloze",
        "A gap",
        "The fact itself asks: where no rule is sure of a question, and in the form `cloze`.",
        "Id:computing/colossus/what/cloze",
    ),
    Shown(
        "typed",
        "An answer to be typed",
        "Anki compares it letter by letter; another right answer of the sheet is accepted as well.",
        "Id:biology/linnaeus-names/who",
        TYPED,
    ),
    Shown(
        "choice",
        "Multiple choice",
        "Shuffled anew each time. A press chooses and turns the card, which says what was right.",
        "Id:astronomy/uranus-discovery/who/choice",
        WRONG,
    ),
    Shown(
        "true-false",
        "True or false",
        "With the correction.",
        "Id:biology/spider-webs/true-false",
        WRONG,
    ),
    Shown(
        "blanks",
        "A fact with several gaps",
        "One card for each of them.",
        "Id:computing/mouse-demonstration/blanks",
    ),
    Shown(
        "matching",
        "Matching",
        "Which belongs to which, in your head or on paper.",
        "Id:computing/*/matching",
    ),
    Shown(
        "timeline",
        "A timeline",
        "Press what happened first, then what came next; the back says how far that was right.",
        "Id:astronomy/*galilean-moons*/timeline",
        ORDERED,
        "in the order that was pressed",
    ),
    Shown(
        "picture",
        "A picture and formulas",
        "Of a sheet that says `math: true`.",
        "Id:figures/pythagoras/*",
    ),
    Shown(
        "sound",
        "A sound",
        "Played with the question, and again at a press.",
        "Id:figures/tone/*",
    ),
    Shown(
        "arabic",
        "From right to left",
        "Each field runs as its own words do.",
        "Id:capitals/cairo/*",
    ),
)
WINDOW = GALLERY[0]
"""Shown with Anki's window around it, in the README."""

LIGHTS = (("", ""), ("-night", ", at night"))
"""The ends of the files' names, and words."""

LIBRARIES = (
    "libasound2 libdbus-1-3 libegl1 libfontconfig1 libgbm1 libgl1 libgssapi-krb5-2 libnss3 libpulse0 libxcomposite1"
    " libxdamage1 libxkbcommon0 libxkbfile1 libxrandr2 libxtst6 fonts-noto-core"
).split()
"""What Qt's web view wants of Debian and its kin; the wheels bring the rest."""


def document() -> str:
    """The page that shows them all."""
    lines = [
        "# Cards in Anki",
        "",
        "Every type of note that quizgen writes, photographed in Anki's own desktop, by day and by night;",
        "`make anki-pictures` draws them anew.",
    ]
    for shown in GALLERY:
        heads = (said.removeprefix("the ").capitalize() for _, said in shown.sides)
        lines += ["", f"## {shown.title}", "", shown.words, "", f"| {' | '.join(heads)} |"]
        lines.append("|---" * len(shown.sides) + "|")
        lines += [
            f"| {' | '.join(_picture(shown, light, side) for side in shown.sides)} |" for light in LIGHTS
        ]
    return "\n".join(lines) + "\n"


def _picture(shown: Shown, light: tuple[str, str], side: tuple[str, str]) -> str:
    return f"![{shown.title}: {side[1]}{light[1]}](anki/{shown.name}-{side[0]}{light[0]}.png)"


FIGURES = """\
---
title: Figures and tones
source: "General knowledge, written for quizgen"
math: true
---

- What does the theorem of Pythagoras say of this triangle? [$a^2 + b^2 = c^2$]{.answer} {#pythagoras}
  > The longest side is therefore $$c = \\sqrt{a^2 + b^2}.$$

  ![A right triangle with the legs a and b](triangle.svg)

- Which note is this? ![A tone](tone.wav) [the A above middle C, 440 hertz]{.answer} {#tone}
"""
CAPITALS = """\
---
title: عواصم
source: "معارف عامة"
language: ar
---

- ما عاصمة مصر؟ [القاهرة]{.answer} {#cairo}
  > تقع على ضفاف النيل.
"""
TRIANGLE = """\
<svg xmlns="http://www.w3.org/2000/svg" width="300" height="190" viewBox="20 20 380 240">
<path fill="none" stroke="#333" stroke-width="3" d="M40 220H360V40ZM336 220V196H360"/>
<g font-family="serif" font-style="italic" font-size="28" fill="#333">
<text x="195" y="252">b</text><text x="374" y="138">a</text><text x="180" y="118">c</text></g></svg>
"""


def tone() -> bytes:
    """A second of the A above middle C."""
    rate = 8000
    sound = io.BytesIO()
    with wave.open(sound, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(1)
        out.setframerate(rate)
        out.writeframes(bytes(round(128 + 60 * math.sin(math.tau * 440 * at / rate)) for at in range(rate)))
    return sound.getvalue()


DECKS = (
    ("seeds/october-1917.md", ""),
    ("seeds/computing.md", "cloze blanks matching"),
    ("seeds/astronomy.md", "choice timeline"),
    ("seeds/biology.md", "true-false"),
    ("seeds/biology.md", "typed"),
    ("figures.md", ""),
    ("capitals.md", ""),
)
"""The sheets, and in which forms they are asked; none: as they are asked without --forms; `typed`: so, to be typed."""


def package(folder: Path) -> Path:
    """A package with all the cards that are shown."""
    for name, content in (
        ("figures.md", FIGURES.encode()),
        ("capitals.md", CAPITALS.encode()),
        ("triangle.svg", TRIANGLE.encode()),
        ("tone.wav", tone()),
    ):
        (folder / name).write_bytes(content)
    path = folder / "shown.apkg"
    with path.open("wb") as out:
        write_notes((deck(folder, name, forms.split()) for name, forms in DECKS), out)
    return path


def deck(folder: Path, name: str, forms: list[str]) -> NoteDeck:
    """The notes of a sheet, in these forms."""
    sheet = read(ROOT / name if name.startswith("seeds/") else folder / name).sheet
    if sheet is None:
        raise SystemExit(f"{name}: cannot be read")
    bank = Bank(sheet, attempts(sheet))
    made = notes(bank, [form for form in forms if form != "typed"], Options(typed="typed" in forms))
    return NoteDeck(sheet.title, made, modified=1_795_435_200)


def plan(folder: Path, pictures: Path) -> dict[str, object]:
    """What the camera is to do; see `anki_camera.py`."""
    (base := folder / "anki").mkdir()
    return {
        "base": str(base),
        "packages": [str(package(folder))],
        "cards": [{**asdict(shown), "acted": bool(shown.acted)} for shown in GALLERY],
        "folder": str(pictures),
        "window": WINDOW.search,
    }


def ready() -> str:
    """Why Anki cannot be started here; empty where it can."""
    tried = subprocess.run(
        [sys.executable, "-c", "import aqt, PyQt6.QtWebEngineWidgets"],
        capture_output=True, text=True, timeout=60, check=False, env=os.environ | environment(),
    )  # fmt: skip
    return tried.stderr.strip().rpartition("\n")[2] if tried.returncode else ""


def prepare() -> None:
    """Get the libraries of the system that Qt's web view wants, where this may be done; else say which they are."""
    why = ready()
    if "No module named" in why:
        raise SystemExit(f"{why}; Anki's desktop comes with the extra anki-pictures: make anki-pictures")
    if why and shutil.which("apt-get") and os.getuid() == 0:
        print("Installing what Qt's web view needs ...")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in ("update -q", "install -y -q --no-install-recommends " + " ".join(LIBRARIES)):
            subprocess.run(
                ["apt-get", *words.split()], env=quiet, stdout=subprocess.DEVNULL, timeout=LIMIT, check=False
            )
        why = ready()
    if why:
        raise SystemExit(
            f"Anki's desktop cannot be started: {why}\nOn Debian and its kin, Qt's web view needs\n"
            f"  apt-get install {' '.join(LIBRARIES)}"
        )


def main() -> None:
    """Draw the pictures, and write the page around them."""
    (ROOT / "docs" / "anki-gallery.md").write_text(document(), "utf-8")
    prepare()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        (pictures := Path(folder) / "pictures").mkdir()
        (orders := Path(folder) / "plan.json").write_text(json.dumps(plan(Path(folder), pictures)), "utf-8")
        try:
            done = subprocess.run(
                [sys.executable, "-m", "docs.anki_camera", str(orders)],
                cwd=ROOT, env=os.environ | environment(), capture_output=True, text=True, timeout=LIMIT, check=False,
            )  # fmt: skip
        except subprocess.TimeoutExpired:
            raise SystemExit(f"Anki took longer than {LIMIT} seconds; the pictures stay") from None
        if done.returncode:
            raise SystemExit(f"{done.stderr.strip()}\nThe pictures stay as they are.")
        drawn = keep(pictures)
    print(
        f"drew {drawn} pictures: docs/anki/, shown by docs/anki-gallery.md, and docs/anki-front.png and -back.png"
    )


def keep(pictures: Path) -> int:
    """Put the pictures in their places, and take away those that nothing shows any more; how many there are."""
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.glob("*.png"):
        old.unlink()
    made = sorted(pictures.glob("*.png"))
    for picture in made:
        window = picture.stem.startswith("window-")
        place = (
            FOLDER.parent / f"anki-{picture.stem.removeprefix('window-')}.png"
            if window
            else FOLDER / picture.name
        )
        shutil.copyfile(picture, place)
    return len(made)


if __name__ == "__main__":
    main()
