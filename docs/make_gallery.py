"""Draw the gallery of worksheets: `python -m docs.make_gallery`.

Each picture is a page of a file that the command under it writes from the shipped sheets. Typst draws the PDFs; Word
files are printed by LibreOffice and web pages by Chromium first. Where these are not installed, their pictures stay.
"""

from __future__ import annotations

import json
import shlex
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path

import typst
from click.testing import CliRunner

from tui.cli import quizgen

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs" / "gallery"
PIXELS = 96.0
"""To an inch: as small as a page can be read."""

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
BROWSER = shutil.which("chromium") or shutil.which("google-chrome")


@dataclass(frozen=True, slots=True)
class Shown:
    """A page, and the command that makes it."""

    name: str
    title: str
    words: str
    """Of `quizgen worksheet`, without -o."""
    page: int = 1
    """Counted from 1."""
    suffix: str = "pdf"
    key: bool = False
    """Whether it is a page of the key."""


GALLERY = (
    Shown("standard", "The usual worksheet", ""),
    Shown("key", "Its key", "", key=True),
    Shown("gaps", "Matching and a word bank", "--parts match:6,bank:8", 1),
    Shown("crossword", "A crossword", "--parts crossword:12"),
    Shown("crossword-key", "Its solution", "--parts crossword:12", key=True),
    Shown("wordsearch", "A word search", "--parts wordsearch:14"),
    Shown("cards-front", "Flashcards: fronts", "--parts cards:8"),
    Shown("cards-back", "Flashcards: backs, mirrored for printing on both sides", "--parts cards:8", 2),
    Shown("answers", "An answer sheet", "--parts choice:24,open:4 --answer-sheet", 4),
    Shown(
        "versions",
        "The key of three versions, by question",
        "--parts choice:12 --versions A,B,C",
        2,
        key=True,
    ),
    Shown("dyslexia", "For readers with dyslexia", "--preset dyslexia"),
    Shown("large-18", "Large print, 18 points", "--preset large-18"),
    Shown("large-24", "Very large print, 24 points", "--preset large-24"),
    Shown("large-36", "Giant print, 36 points on A3", "--preset large-36"),
    Shown("word", "A Word file, to go on editing", "", suffix="docx"),
    Shown("web", "A web page, for the printer", "", suffix="html"),
)


def pdf_of(shown: Shown, folder: Path) -> Path | None:
    """The PDF of what the command writes; None where what prints it is not installed."""
    file = folder / f"{shown.name}.{shown.suffix}"
    done = CliRunner().invoke(quizgen, ["worksheet", *shlex.split(shown.words), "-o", str(file)])
    if done.exit_code:
        raise SystemExit(f"{shown.name}: {done.output}")
    if shown.key:
        file = file.with_stem(f"{file.stem}-key")
    pdf = file.with_suffix(".pdf")
    if shown.suffix == "docx":
        return (
            pdf
            if OFFICE
            and _ran(OFFICE, "--headless", "--convert-to", "pdf", "--outdir", str(folder), str(file))
            else None
        )
    if shown.suffix == "html":
        flags = ("--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking")
        printing = ("--no-pdf-header-footer", f"--print-to-pdf={pdf}", file.as_uri())
        return pdf if BROWSER and _ran(BROWSER, *flags, *printing) else None
    return pdf


def _ran(*words: str) -> bool:
    subprocess.run(words, check=True, capture_output=True, timeout=120)
    return True


PAGE = """#set page(width: auto, height: auto, margin: 0pt)
#box(stroke: 0.75pt + luma(160), image("page.pdf", page: int(sys.inputs.page), height: 842pt))
"""


def draw(pdf: Path, page: int) -> bytes:
    """A page of a PDF as a PNG, in a thin frame."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copyfile(pdf, Path(folder) / "page.pdf")
        (source := Path(folder) / "page.typ").write_text(PAGE, "utf-8")
        made = typst.compile(
            str(source), root=folder, format="png", ppi=PIXELS, sys_inputs={"page": json.dumps(page)}
        )
    assert isinstance(made, bytes)
    return made


def document() -> str:
    """The page that shows them all."""
    lines = [
        "# Gallery",
        "",
        "Pages as they come out of the printer. Each is written by the command under it, from the sheets that ship",
        "with quizgen; `make gallery` draws them anew.",
    ]
    for shown in GALLERY:
        words = " ".join(filter(None, ["quizgen worksheet", shown.words, f"-o sheet.{shown.suffix}"]))
        which = "the key" if shown.key else "the worksheet"
        lines += [
            "",
            f"## {shown.title}",
            "",
            f"![{shown.title}: page {shown.page} of {which}](gallery/{shown.name}.png)",
            "",
            f"`{words}`" + (" writes it beside the worksheet." if shown.key else ""),
        ]
    return "\n".join(lines) + "\n"


def main() -> None:
    """Draw what can be drawn on this machine, and write the page around it."""
    FOLDER.mkdir(exist_ok=True)
    (ROOT / "docs" / "gallery.md").write_text(document(), "utf-8")
    for shown in GALLERY:
        with tempfile.TemporaryDirectory() as folder:
            pdf = pdf_of(shown, Path(folder))
            if pdf is None:
                print(
                    f"docs/gallery/{shown.name}.png stays: no program that prints .{shown.suffix} is installed"
                )
                continue
            (FOLDER / f"{shown.name}.png").write_bytes(draw(pdf, shown.page))
    print(f"drew {len(GALLERY)} pages in docs/gallery/, shown by docs/gallery.md")


if __name__ == "__main__":
    main()
