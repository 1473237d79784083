"""What others put into Anki's files: packages and collections of every generation, and tables with headers.

with opened(path) as package:            # .apkg, .colpkg
    for note in package.notes(): …

package = read_text(data, name)          # .txt, .csv, .tsv with headers: the same Package, no reviews, no files
has_headers(data)                        # whether a text says that it is one of these
is_ours(note), item(note)                # quizgen's own, and the id of its question
"""

from __future__ import annotations

from decks.anki.reading.headers import has_headers
from decks.anki.reading.ours import is_ours, item
from decks.anki.reading.package import opened
from decks.anki.reading.text import read_text

__all__ = ["has_headers", "is_ours", "item", "opened", "read_text"]
