"""The same worksheet is the same bytes, whenever and wherever it is written."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import subprocess
import sys
from pathlib import Path

from worksheets import worksheet

from decks.paper import docx, html, markdown

ROOT = Path(__file__).parent

OTHER = {
    "TZ": "Asia/Tokyo",
    "LC_ALL": "tr_TR.UTF-8",
    "LANG": "tr_TR.UTF-8",
    "PYTHONHASHSEED": "7",
    "PYTHONUTF8": "0",
}

TOLD = "from test_paper_bytes import digests; print(digests())"


def digests() -> list[str]:
    """Of a worksheet and its key, by every writer."""
    made = []
    for writer in (docx, html, markdown):
        for write in (writer.write, writer.write_key):
            write(worksheet(11, versions=2), out := io.BytesIO())
            made.append(hashlib.sha256(out.getvalue()).hexdigest())
    return made


def test_another_clock_locale_and_order_of_sets_change_nothing() -> None:
    faked = ["faketime", "2031-07-01 12:00:00"] if shutil.which("faketime") else []
    path = os.pathsep.join([str(ROOT.parent), str(ROOT)])
    done = subprocess.run(
        [*faked, sys.executable, "-c", TOLD],
        env=os.environ | OTHER | {"PYTHONPATH": path},
        capture_output=True,
        check=True,
    )
    assert done.stdout.decode("ascii").strip() == str(digests())
