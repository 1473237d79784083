"""From a bank to notes: every question, or the items of some forms, with all that is shown around them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from decks import deal
from decks.anki.escape import attribute, escape, told
from decks.anki.filling import FILLINGS, gapped, outside, stands_in
from decks.anki.ids import FIELD_NAMES
from decks.anki.linking import address
from decks.anki.media import MediaFiles
from decks.anki.name import deck_name
from decks.anki.note import Note
from decks.anki.notetype import fields
from quizgen.forms import FORMS
from quizgen.forms.asked import as_asked
from quizgen.reading.writing import written
from quizgen.rules.cloze import hidden

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from decks.anki.note import Media
    from quizgen.fact import Fact, Picture, Sheet, Sound
    from quizgen.forms.bank import Bank
    from quizgen.item import Item
    from quizgen.question import Question


@dataclass(frozen=True, slots=True)
class Options:
    """What notes have besides their question and answer."""

    typed: bool = False
    """Whether short answers are typed, and compared."""
    link: str = ""
    """Where a sheet's line opens, as `vscode://file/{path}:{line}`; empty: its name is told and is no link."""


LONGEST_TYPED = 40
"""Characters of an answer that a person can be asked to type."""
MOST_TYPED = 5
"""Its words."""


def notes(
    bank: Bank, forms: Sequence[str] = (), look: Options = Options(), files: MediaFiles | None = None
) -> Iterator[Note]:
    """The notes of a bank's items in these forms, form by form; without forms every question as it is asked.

    `files` gathers pictures and sounds, and says which were left out; one for all banks of a package. Raises
    QuizgenError for an address in `look` that is none.
    """
    if not forms:
        yield from asked(bank.sheet, bank.questions, look, files)
    writer = _Writer(bank.sheet, look, files or MediaFiles())
    for form in dict.fromkeys(forms):
        yield from (writer.note(item) for item in FORMS[form](bank) if _can_be_seen(item))


def asked(
    sheet: Sheet, questions: Iterable[Question], look: Options = Options(), files: MediaFiles | None = None
) -> Iterator[Note]:
    """The notes of a sheet's questions as they are asked, one by one; otherwise as `notes`."""
    writer = _Writer(sheet, look, files or MediaFiles())
    return (writer.note(as_asked(question)) for question in questions)


class _Writer:
    """Writes the notes of one sheet. Its state is what it has met."""

    def __init__(self, sheet: Sheet, look: Options, files: MediaFiles) -> None:
        self.sheet, self.look, self.files = sheet, look, files
        self.told: tuple[Sequence[Fact], str] = ((), "")
        """The facts met last and their Markdown: all questions of a fact come together."""
        if look.link:
            address(look.link, sheet.path, 1)

    def note(self, item: Item) -> Note:
        facts = list({question.fact.id: question.fact for question in item.questions}.values())
        key, filled, cards = self.filled(item, facts)
        media: list[Media] = []
        self.attach(item, facts, filled, media)
        filled["Spare 1"] = self.markdown(facts)
        levels = (self.sheet.title, *facts[0].section)
        if deck_name(levels) != levels:
            filled["Spare 4"] = escape("\n".join(levels))
        if self.look.link:
            place = facts[0].place
            to = attribute(address(self.look.link, place.path, place.line))
            filled["Origin"] = f'<a href="{to}">{filled["Origin"]}</a>'
        return Note(
            item.id,
            key,
            tuple(filled[name] for name in FIELD_NAMES),
            deck=levels,
            tags=tuple(dict.fromkeys(tag for fact in facts for tag in fact.tags)),
            cards=cards,
            media=tuple(dict.fromkeys(media)),
        )

    def filled(self, item: Item, facts: Sequence[Fact]) -> tuple[str, dict[str, str], int]:
        """Type, fields and cards of an item, without its files."""
        question, formulas = item.questions[0], self.sheet.formulas
        card = deal.card(self.sheet, question)
        if item.form not in FILLINGS:
            if item.id != question.id:
                card = replace(card, id=item.id, prompt=item.text, answer=item.answer, also=item.also)
                card = replace(card, form="cloze" if item.form == "cloze" else "open")
            made = dict(zip(FIELD_NAMES, fields(card, formulas), strict=True))
            if item.id != question.id and item.form == "cloze":
                gaps = [(start, end, 1) for start, end in hidden(question.fact, question.span)]
                made["Sentence"] = gapped(question.fact, outside(question.fact, gaps, formulas), formulas)
            if self.look.typed and item.form == "open" and is_typed(question, card.answer):
                made["Typed"] = "1"
            return "basic", made, 1
        cards = [card, *(deal.card(self.sheet, other) for other in item.questions[1:])]
        key, own, number = FILLINGS[item.form](item, self.sheet)
        shared = {
            "Question": told(item.text, formulas),
            # What explains one fact of several would stand there without it.
            "Extra": told(card.explanation, formulas) if len(facts) == 1 else "",
            "Source": _together("; ", (one.source for one in cards), formulas),
            "Origin": escape(card.origin.replace("\\", "/").rpartition("/")[2]),
            "Id": escape(item.id),
        }
        return key, dict.fromkeys(FIELD_NAMES, "") | shared | own, number

    def markdown(self, facts: Sequence[Fact]) -> str:
        """The facts as they would stand in a sheet of their own, for the way back."""
        if self.told[0] != facts:
            renamed = [self.renamed(fact) if fact.files else fact for fact in facts]
            self.told = (facts, escape(written(self.sheet, *renamed)))
        return self.told[1]

    def renamed(self, fact: Fact) -> Fact:
        """The fact with its files called as they are in Anki, whatever folder the sheet will lie in when it is back."""
        folder = Path(self.sheet.path).parent

        def path(one: Picture | Sound) -> str:
            file = self.files.media(one.path)
            return str(folder / file.name) if file else one.path

        pictures = tuple(replace(one, path=path(one)) for one in fact.pictures)
        return replace(
            fact, pictures=pictures, sounds=tuple(replace(one, path=path(one)) for one in fact.sounds)
        )

    def attach(self, item: Item, facts: Sequence[Fact], filled: dict[str, str], media: list[Media]) -> None:
        """Put pictures and sounds into the fields, and their files into `media`."""
        for fact in facts:
            for picture in fact.pictures:
                if file := self.files.media(picture.path):
                    gives_away = any(stands_in(answer, picture.alt) for answer in _answers(item))
                    alt = "" if gives_away else attribute(picture.alt)
                    filled["Image"] += f'<img src="{file.name}" alt="{alt}">'
                    media.append(file)
            asked = item.questions[0].span.place
            for sound in fact.sounds:
                if file := self.files.media(sound.path):
                    before = (sound.place.line, sound.place.column) < (asked.line, asked.column)
                    filled["Audio" if before and len(facts) == 1 else "Spare 2"] += f"[sound:{file.name}]"
                    media.append(file)


def _can_be_seen(item: Item) -> bool:
    """A question of a set has no room for the picture or sound that it may be about."""
    return item.form != "matching" or not any(question.fact.files for question in item.questions)


def _answers(item: Item) -> Iterator[str]:
    """What no description of a picture may tell before the card is turned."""
    for question in item.questions:
        yield from (question.answer, *question.also)


def is_typed(question: Question, answer: str) -> bool:
    """Whether an answer is short and certain enough to be typed: no reason, no formula, none of given choices."""
    short = len(answer) <= LONGEST_TYPED and len(answer.split()) <= MOST_TYPED and "$" not in answer
    return short and question.ask not in ("why", "how") and not question.span.wrong


def _together(between: str, texts: Iterable[str], formulas: frozenset[str]) -> str:
    return told(between.join(filter(None, dict.fromkeys(texts))), formulas)
