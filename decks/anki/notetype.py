"""The note type: the fields and the card every note of ours has in Anki, frozen for ever."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from decks.card import Card

from decks.anki.escape import cloze, escape_all, is_blank, listed

# Frozen: the ids and names from here to FIELDS, and their order. Anki knows a note type by its id and takes
# an update only if its names are the same in the same order; change one, and in every collection that has
# our cards a second note type appears and no note is updated again. A new purpose takes a spare field. How
# the card looks (front.html, back.html, style.css) and what the editor says of a field may change.
NOTE_TYPE_ID = 1_795_392_000_217
NOTE_TYPE_NAME = "quizgen"
CARD_ID = 2_982_886_227_919_481_462
CARD_NAME = "Card"
FIELDS: tuple[tuple[str, int, str], ...] = (
    ("Question", 4_002_005_457_122_360_745, "What is asked; never empty"),
    ("Answer", 3_426_318_336_985_006_464, "The right answer"),
    ("Sentence", 2_658_230_518_709_017_744, "The whole fact, its answer as {{c1::…}}; never empty"),
    ("Also", 3_455_145_750_414_703_402, "Other right answers, as a list"),
    ("Extra", 2_497_681_257_049_418_799, "The explanation"),
    ("Source", 3_834_469_461_639_565_739, "Where the fact comes from"),
    ("Origin", 3_549_514_841_552_876_029, "File and line of the fact in its sheet"),
    ("Id", 1_721_792_325_516_843_791, "What is asked of which fact; leave it alone"),
    (
        "Cloze",
        260_631_523_806_775_941,
        "Anything here asks the sentence with its gap instead of the question",
    ),
    ("Typed", 259_138_412_229_751_849, "Not used yet"),
    ("Choices", 1_368_895_096_902_976_215, "Not used yet"),
    ("Hint", 217_825_978_034_654_080, "Not used yet"),
    ("Image", 2_587_471_871_455_566_250, "Not used yet"),
    ("Audio", 3_540_779_456_587_112_999, "Not used yet"),
    ("Spare 1", 3_697_668_786_978_703_750, "Not used yet"),
    ("Spare 2", 4_593_168_094_282_109_310, "Not used yet"),
    ("Spare 3", 2_889_584_780_525_236_425, "Not used yet"),
    ("Spare 4", 66_499_940_086_148_958, "Not used yet"),
)
"""Name, id and what Anki's editor says of it while it is empty.

There is one note type for open questions and clozes both. Anki cannot change a note's type by an import: it
calls the note a conflict and keeps the old one. But whether a card is a question or a cloze is only how it is
worded: a rule that learns to ask, or is no longer sure, turns one into the other, and must not cost the card
its update or its progress. So the type is a cloze type for Anki, which makes one card of the `{{c1::…}}` in
Sentence, and the card shows Question unless Cloze is filled."""


RESTYLED = 1_795_305_600
"""When front.html, back.html or style.css last changed, in Unix seconds (here 22 November 2026).

Anki takes our card's looks if they are newer than its own, and what a user changed of them is gone; so
this is never the time of writing, but a day set by hand when there is a new look to bring."""

_UNUSED = len(FIELDS) - 9


def fields(card: Card) -> list[str]:
    """The note of a card: a text in HTML for each of `FIELDS`."""
    start, end = card.blank
    prompt, answer, before, hidden, after, explanation, source, origin, id_ = escape_all(
        (
            card.prompt,
            card.answer,
            card.sentence[:start],
            card.sentence[start:end] or card.answer or "…",  # Anki makes no card of an empty cloze
            card.sentence[end:],
            card.explanation,
            card.source,
            # The folder is left out: it names this machine, and the same sheet elsewhere is the same package.
            card.origin.replace("\\", "/").rpartition("/")[2],
            card.id,
        )
    )
    return [
        prompt or "…",
        answer,
        cloze(before, hidden, after),
        listed(card.also),
        explanation,
        source,
        origin,
        id_,
        "1" if card.form == "cloze" or is_blank(card.prompt) else "",  # nor do we of an empty front
        *("",) * _UNUSED,
    ]


def type_id(key: str) -> int:
    """The id of a note type in Anki."""
    return {"basic": NOTE_TYPE_ID}[key]


def model(key: str, deck: int) -> dict[str, Any]:
    """A note type as Anki's collection has it; `deck` is where Anki's editor adds a new note of it."""
    return {"basic": note_type}[key](deck)


def note_type(deck: int) -> dict[str, Any]:
    """The note type as Anki's collection has it; `deck` is where Anki's editor adds a new note of it."""
    # genanki pulls in yaml and chevron, 60 ms that only writing a package has to pay.
    import genanki

    model = genanki.Model(
        NOTE_TYPE_ID,
        NOTE_TYPE_NAME,
        fields=[{"name": name, "id": id_, "description": about} for name, id_, about in FIELDS],
        templates=[
            {"name": CARD_NAME, "id": CARD_ID, "qfmt": _look("front.html"), "afmt": _look("back.html")}
        ],
        css=_look("style.css"),
        model_type=genanki.Model.CLOZE,
    )
    # genanki does not know the fields of a filter ({{cloze:…}}), and would call Question required.
    model._req = [[0, "any", [_at("Sentence")]]]
    made: dict[str, Any] = model.to_json(RESTYLED, deck)
    return made


def _at(field: str) -> int:
    return [name for name, _, _ in FIELDS].index(field)


def _look(name: str) -> str:
    return files("decks.anki").joinpath(name).read_text("utf-8").strip()
