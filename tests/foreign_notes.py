"""Notes as other people have them: types that are met in shared decks, and packages made of a few notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from decks.anki.reading.collection import Card, Note, NoteType, Template
from decks.importing.anki import take
from decks.importing.anki.sheets import text_lines

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from decks.anki.reading.collection import Review
    from decks.quiz import LeftOut

_SIDES = Template("Card 1", "{{Front}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Back}}")
_BACK = Template("Card 2", "{{Back}}", "{{FrontSide}}\n\n<hr id=answer>\n\n{{Front}}")
_WANTED = Template("Card 2", "{{#Add Reverse}}{{Back}}{{/Add Reverse}}", _BACK.back)
_TYPED = Template("Card 1", "{{Front}}\n\n{{type:Back}}", "{{Front}}<hr id=answer>{{type:Back}}")
_CLOZE = Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<br>\n{{Back Extra}}")
_CAPITAL = Template(
    "Country - Capital",
    "<div class=tags>{{Tags}}</div>What is the capital of <b>{{Country}}</b>?",
    '{{FrontSide}}<hr id="answer">Capital: {{Capital}}{{#Info}}<div class=info>{{Info}}</div>{{/Info}}',
)
_COUNTRY = Template(
    "Capital - Country", "{{^Hint}}{{Capital}} is the capital of …{{/Hint}}", "<!-- {{Hint}} -->{{Country}}"
)
_ALL_IN_ONE = ("Question", "Title", "QType (0=kprim,1=mc,2=sc)", *(f"Q_{number}" for number in range(1, 6)),
               "Answers", "Sources", "Extra 1")  # fmt: skip
_QUIZ = ("Question", "Option A", "Option B", "Option C", "Correct answer", "Explanation")
_OCCLUSION = ("Occlusion", "Image", "Header", "Back Extra", "Comments")

TYPES: dict[str, NoteType] = {
    known.name: known
    for known in (
        NoteType(1, "Basic", ("Front", "Back"), (_SIDES,)),
        NoteType(2, "Basic (and reversed card)", ("Front", "Back"), (_SIDES, _BACK)),
        NoteType(3, "Basic (optional reversed card)", ("Front", "Back", "Add Reverse"), (_SIDES, _WANTED)),
        NoteType(4, "Basic (type in the answer)", ("Front", "Back"), (_TYPED,)),
        NoteType(5, "Cloze", ("Text", "Back Extra"), (_CLOZE,), cloze=True),
        NoteType(6, "Capitals", ("Country", "Capital", "Info", "Hint"), (_CAPITAL, _COUNTRY)),
        NoteType(7, "AllInOne (kprim, mc, sc)", _ALL_IN_ONE,
                 (Template("Card", "{{Question}}<script>ask()</script>", "{{Answers}}"),)),
        NoteType(8, "Quiz", _QUIZ, (Template("Quiz", "{{Question}}{{Option A}}", "{{Correct answer}}"),)),
        NoteType(9, "Image Occlusion", _OCCLUSION, (_CLOZE,), cloze=True),
        NoteType(10, "Japanese", ("Text", "Meaning", "Audio"),
                 (Template("Read", "<p lang=ja>{{kanji:Text}}</p>", "{{furigana:Text}}<br>{{Meaning}}{{Audio}}"),)),
        NoteType(11, "Headed", ("Header", "Text", "Extra"),
                 (Template("Cloze", "{{#Header}}<h2>{{Header}}:</h2>{{/Header}}{{cloze:Text}}",
                           "<h2>{{Header}}</h2>{{cloze:Text}}{{Extra}}"),), cloze=True),
        NoteType(12, "Hinted", ("Front", "Hint", "Back"),
                 (Template("Card", "{{Front}} {{hint:Hint}}", "{{FrontSide}}<hr>{{Back}}"),)),
        NoteType(13, "Spoken", ("Front", "Back"),
                 (Template("Card", "{{Front}} {{tts fr_FR:Front}}", "{{tts en_US:Back}}{{Back}}"),)),
        NoteType(15, "Twice", ("Text", "Other"),
                 (Template("Cloze", "{{cloze:Text}}", "{{cloze:Text}}<hr>{{cloze:Other}}"),), cloze=True),
        NoteType(14, "Vocabulary", ("Word", "Meaning", "Example", "Gender"),
                 (Template("Card", "{{Word}}", "{{Word}}<br>{{Meaning}}<br>{{Example}}<br>Gender: {{Gender}}"),)),
    )
}  # fmt: skip


@dataclass
class Few:
    """A package of a few notes."""

    notes_: list[Note]
    cards_: list[Card]
    decks: Mapping[int, tuple[str, ...]]
    files: Mapping[str, bytes] = field(default_factory=dict)
    name: str = "deck.apkg"
    created: int = 0
    rollover: int = 4
    left_out: tuple[LeftOut, ...] = ()
    types: Mapping[int, NoteType] = field(
        default_factory=lambda: {known.id: known for known in TYPES.values()}
    )

    @property
    def media(self) -> frozenset[str]:
        return frozenset(self.files)

    def notes(self) -> Iterator[Note]:
        return iter(self.notes_)

    def cards(self) -> Iterator[Card]:
        return iter(self.cards_)

    def reviews(self) -> Iterator[Review]:
        return iter(())

    def file(self, name: str) -> bytes:
        return self.files[name]


def package(cases: list[dict], files: Mapping[str, bytes] | None = None) -> Few:  # type: ignore[type-arg]  # as JSON has them
    """The notes of cases, with all the cards of their types."""
    made, cards, decks = [], [], {}
    for number, case in enumerate(cases, 1):
        known = TYPES[case["type"]]
        made.append(Note(number, case.get("guid", f"{number:03}!"), known.id, 0, tuple(case.get("tags", "").split()),
                         tuple(case["fields"])))  # fmt: skip
        decks[number] = tuple(case.get("deck", ("Deck",)))
        several = len(known.templates) > 1 and (len(case["fields"]) < 3 or case["fields"][-1] or number == 0)
        for ordinal in range(len(known.templates) if several else 1):
            cards.append(Card(10 * number + ordinal, number, number, ordinal, 0, case.get("queue", 0), 0, 0, 0, 0,
                              case.get("flag", 0)))  # fmt: skip
    return Few(made, cards, decks, files or {})


def sheet_lines(few: Few) -> tuple[list[str], list[str], list[str]]:
    """The lines of a package's sheets, as if all files came along, what is left out, and what there is to be said."""
    sheets = take(few, few.name)
    lines = [
        line
        for made in sheets.sheets
        for line in text_lines(made, {name: f"m/{name}" for name in made.files})
    ]
    return lines, [f"{one.name}: {one.reason}" for one in sheets.left_out], list(sheets.notes)
