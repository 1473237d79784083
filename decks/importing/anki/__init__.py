"""From a package of Anki's to fact sheets: quizgen's own notes become their facts again, all others plain cards.

    sheets = take(package, name)                # nothing is written yet
    allow(made, path)                           # would anything be lost?
    saved = save(package, made, path)           # one of them, with its pictures and sounds beside it

A sheet of ours comes back as the one it was exported from. Other notes come into a sheet for each deck that lies in
no other, under headings for the decks in it; notes that a person added to a deck of ours join its sheet.
"""

from __future__ import annotations

from decks.importing.anki.saving import Saved, allow, make_folder, save, source
from decks.importing.anki.sheets import Made, Sheets
from decks.importing.anki.taking import take

__all__ = ["Made", "Saved", "Sheets", "allow", "make_folder", "save", "source", "take"]
