"""Worksheets as PDF: ours, and bare Typst, which sets the same pages from an input that lies ready.

Each measurement runs in a process of its own; seconds are the best of `ROUNDS`, the library loaded and no font read.
With `QUIZGEN_ALL_LAYOUTS=1` in the environment also 1,000 sheets on each paper in each preset, and how many exercises
of them are split over pages, which is none.
"""

from __future__ import annotations

import io
import os
import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from bench._process import ROOT, alone, peak, run
from decks.paper import pdf
from decks.paper.look import PRESETS, Look
from decks.paper.pdf import typesetting
from decks.paper.pdf.key import key
from decks.paper.pdf.sheet import sheet as laid_out

sys.path.insert(0, str(ROOT / "tests"))
from worksheets import ordinary

if TYPE_CHECKING:
    from decks.paper.worksheet import Worksheet

ROUNDS = 3
QUESTIONS = 40
VERSIONS = (3, 30, 40)


def measure(who: str, versions: int) -> dict[str, float]:
    """Seconds to set so many versions and their key, megabytes at the peak, bytes of both files."""
    import typst  # noqa: F401  # what is loaded once is no part of it

    names = tuple(f"{number}" for number in range(1, versions + 1))
    sheet = ordinary(names=names, number=QUESTIONS)
    return {"ours": _ours, "bare": _bare}[who](sheet)


def _ours(sheet: Worksheet) -> dict[str, float]:
    begin, out = time.perf_counter(), io.BytesIO()
    pdf.write(sheet, out)
    pdf.write_key(sheet, out)
    return {"seconds": time.perf_counter() - begin, "megabytes": peak(), "bytes": len(out.getvalue())}


def _bare(sheet: Worksheet) -> dict[str, float]:
    with TemporaryDirectory() as folder:
        root = typesetting.prepared(Path(folder), {})
        ready = [
            typesetting.compiler("worksheet", laid_out(sheet, {}), root, system=False),
            typesetting.compiler("key", key(sheet), root, system=False),
        ]
        begin = time.perf_counter()
        made = [one.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0) for one in ready]
        seconds = time.perf_counter() - begin
    return {"seconds": seconds, "megabytes": peak(), "bytes": sum(map(len, made))}


def best(who: str, versions: int) -> dict[str, float]:
    runs = [alone("bench.worksheets", who, versions) for _ in range(ROUNDS)]
    return {key: min(one[key] for one in runs) for key in runs[0]}


def layouts() -> int:
    """How many exercises are split of 1,000 sheets for each paper and preset."""
    from pdf_marks import marks
    from test_pdf import gathered, paired

    wrong = 0
    for look in (Look(paper, preset) for paper in ("a4", "letter") for preset in PRESETS):
        whole = tall = split = 0
        for first in range(0, 1_000, 25):
            for begin, end in paired(marks(gathered(first, 25, look))):
                tall += begin.tall
                whole += not begin.tall
                split += not begin.tall and begin.page != end.page
        print(
            f"  {look.paper:6} {look.preset:9} {whole:6,} whole, {tall:5,} taller than a page, {split} split"
        )
        wrong += split
    return wrong


def main() -> int:
    print(
        f"PDF of {QUESTIONS} questions and the key\n{'versions':>10} {'seconds':>9} {'bare':>9} {'ratio':>7} {'MB':>6}"
    )
    for versions in VERSIONS:
        ours, bare = best("ours", versions), best("bare", versions)
        ratio = ours["seconds"] / bare["seconds"]
        print(
            f"{versions:>10} {ours['seconds']:>9.3f} {bare['seconds']:>9.3f} {ratio:>6.2f}x {ours['megabytes']:>6.0f}"
        )
    return layouts() if os.environ.get("QUIZGEN_ALL_LAYOUTS") else 0


if __name__ == "__main__":
    run(measure, main)
