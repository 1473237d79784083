"""Draw the pictures of our cards in Anki: `python -m docs.make_anki_pictures`, or `make anki-pictures`.

The shipped sheets are written as a package; Anki's own desktop imports and shows it (`anki_camera.py`, in a process of
its own, offscreen). So a picture is what a person sees.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

from click.testing import CliRunner

from docs.anki_camera import environment
from tui.cli import quizgen

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


GALLERY = (
    Shown(
        "open",
        "A question",
        "The answer, the fact it comes from, its explanation and its source stand on the back.",
        "Id:october-1917/kamenev-dissent/when",
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


def packages(folder: Path) -> list[str]:
    """Packages with all the cards that are shown."""
    package = folder / "shown.apkg"
    done = CliRunner().invoke(quizgen, ["anki", str(ROOT / "seeds"), "-o", str(package)])
    if done.exit_code:
        raise SystemExit(done.output)
    return [str(package)]


def plan(folder: Path, pictures: Path) -> dict[str, object]:
    """What the camera is to do; see `anki_camera.py`."""
    (base := folder / "anki").mkdir()
    return {
        "base": str(base),
        "packages": packages(folder),
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
    if not ready():
        return
    if shutil.which("apt-get") and hasattr(os, "getuid") and os.getuid() == 0:
        print("Installing what Qt's web view needs ...")
        quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
        for words in (("update", "-q"), ("install", "-y", "-q", "--no-install-recommends", *LIBRARIES)):
            subprocess.run(
                ("apt-get", *words), env=quiet, stdout=subprocess.DEVNULL, timeout=LIMIT, check=False
            )
    if why := ready():
        raise SystemExit(
            f"Anki's desktop cannot be started: {why}\nIt comes with the extra anki-pictures; on Debian and its kin"
            f" Qt's web view also needs\n  apt-get install {' '.join(LIBRARIES)}"
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
