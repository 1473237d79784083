"""The ledger: what a package said of each note before, so that Anki updates what has changed and nothing else.

Anki takes a note that is newer than its own, and with it goes what the person has made of theirs. So a note that
says what it said before keeps its date; one that says something else gets a newer one; and one that is gone from
its sheet is sent once more with the tag `quizgen::retired`, since no import can delete. All that was ever sent is
kept, in a file beside the package, which is replaced after the package is: if nothing comes of that, the old
ledger finds in the new package what it does not know yet.
"""

from __future__ import annotations

import shutil
import tempfile
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from decks.anki import past
from decks.anki.entries import Ledger, unusable
from decks.anki.ledger_file import UnsoundError, checksum, unpack_ledger, unpack_package
from decks.write import replacing
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator


def ledger_path(package: Path) -> Path:
    """Where the ledger of a package lies: beside it."""
    return package.with_name(f"{package.name}.ledger")


@contextmanager
def keeping(path: Path, package: Path) -> Iterator[Ledger]:
    """The ledger at `path` of what is written to `package` in the block, and kept when the block ends well.

    The package must be in its place by then (`replacing` within the block). Where there is no ledger, the package
    serves that is there now; see `Ledger.stood`. Raises QuizgenError for a file that is no ledger that can be
    used, which is left alone.
    """
    with tempfile.TemporaryDirectory(prefix="quizgen-") as folder:
        with closing(_open(path, package, Path(folder))) as ledger:
            yield ledger
        if ledger.next.exists():
            with replacing(path) as out, ledger.next.open("rb") as made:
                shutil.copyfileobj(made, out, 1 << 20)


def _open(path: Path, package: Path, folder: Path) -> Ledger:
    before = folder / "before"
    try:
        unpack_ledger(path, before)
        known, sent = past.opened_ledger(before)
    except FileNotFoundError:
        return _without(path, package, folder)
    except UnsoundError as error:
        raise unusable(path, str(error)) from error
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        with suppress(UnsoundError):  # somebody else's package stands there, and tells nothing of ours
            if checksum(package) not in (None, sent):
                unpack_package(package, folder / "sent")
                past.absorb(known, folder / "sent")
        return Ledger(path, before, folder / "next", known, "kept")
    except BaseException:
        known.close()
        raise


def _without(path: Path, package: Path, folder: Path) -> Ledger:
    """Where there is no ledger."""
    try:
        sent = folder / "sent"
        unpack_package(package, sent)
        return Ledger(package, sent, folder / "next", past.opened(sent), "package")
    except UnsoundError:
        return Ledger(path, None, folder / "next", None, "new")
