"""A card as styled text: whatever comes from a sheet is shown letter for letter, never read as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from decks.study.asked import GRADES
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from decks.card import Card
    from decks.progress.event import Event
    from decks.study.asked import Asked
    from quizgen.answers import Verdict

KEY = "bold underline $success"
"""The answer in its sentence: told by weight and line, so that it needs no colour, and by colour where there is one."""

ANSWER = "bold $success"

QUIET = "dim"


def shown(text: str) -> str:
    """Text of other people's, fit for the screen; a tab is four spaces, for a terminal would jump."""
    return safe(text).expandtabs(4)


def few(notes: Sequence[str], most: int = 3) -> list[str]:
    """The first of many notes, and how many more there are: a heap of them would cover the card."""
    shown_ = list(notes[:most])
    if len(notes) > most:
        shown_.append(f"… and {len(notes) - most:,} more; quizgen check lists them.")
    return shown_


def paragraphs(parts: Iterable[Content]) -> Content:
    """The parts that are not empty, with an empty line between them."""
    return Content("\n\n").join([part for part in parts if part.plain])


def place(card: Card) -> str:
    """Where a card belongs: the sheet's title and the sections."""
    return shown(" › ".join(card.deck))


def question(asked: Asked, given: str = "", *, revealed: bool = False) -> Content:
    """The question, and behind its number each choice; once revealed the right one has a mark, and a wrong one too."""
    choices = [
        Content(f"{_mark(asked, choice, given) if revealed else ' '}{number}  {shown(choice)}")
        for number, choice in enumerate(asked.choices, 1)
    ]
    return paragraphs([Content(shown(asked.card.prompt)).stylize("bold"), Content("\n").join(choices)])


def _mark(asked: Asked, choice: str, given: str) -> str:
    if choice == asked.choices[asked.key]:
        return "✓"
    return "✗" if choice == given else " "


def deed(event: Event) -> str:
    """What an event was, in a word: `Good`, `flag`, `bury`."""
    return GRADES[event.rating] if event.rating else event.kind


def answer(asked: Asked, given: str, verdict: Verdict | None) -> Content:
    """What was made of the answer given, the right one, and all that is shown with it."""
    origin = Content(shown(asked.card.origin)).stylize(QUIET)
    return paragraphs([_changed(asked), _judged(asked, given, verdict), answer_of(asked.card), origin])


def answer_of(card: Card) -> Content:
    """A card's answer, its sentence, its explanation and where it comes from."""
    return paragraphs(
        [
            Content(shown(card.answer)).stylize(ANSWER),
            _line("Also right: ", ", ".join(card.also)),
            sentence(card),
            Content(shown(card.explanation)),
            _line("Source: ", card.source),
        ]
    )


def sentence(card: Card) -> Content:
    """The whole fact, the answer marked in it."""
    start, end = card.blank
    before, key, behind = (
        shown(part) for part in (card.sentence[:start], card.sentence[start:end], card.sentence[end:])
    )
    return Content.assemble(before, (key, KEY), behind)


def _changed(asked: Asked) -> Content:
    # Changed there and back again, it is as it was.
    if asked.state.changed in ("", asked.card.answer):
        return Content("")
    return Content(f"The answer has changed since you last saw it. It was: {shown(asked.state.changed)}")


def _line(label: str, text: str) -> Content:
    return Content.assemble((label, QUIET), shown(text)) if text else Content("")


def _judged(asked: Asked, given: str, verdict: Verdict | None) -> Content:
    if asked.manner == "choice" and given:
        right = given == asked.choices[asked.key]
        return Content(f"✓ right: {shown(given)}" if right else f"✗ not right: {shown(given)}")
    if verdict is None:
        return Content("")
    head = {"right": "✓ right", "typo": "≈ right, with a slip", "wrong": "✗ not right"}[verdict.kind]
    reason = f" ({shown(verdict.reason)})" if verdict.reason else ""
    if not given.strip():
        return Content("✗ nothing written")
    differences = verdict.differences
    wrote = Content.assemble(("You wrote: ", QUIET), marked(given, (one.typed for one in differences)))
    expected = Content.assemble(
        ("Expected:  ", QUIET), marked(verdict.answer, (one.expected for one in differences))
    )
    return Content("\n").join([Content(head + reason), wrote, *([expected] if differences else [])])


def marked(text: str, spans: Iterable[tuple[int, int]]) -> Content:
    """Text with these pieces of it marked."""
    pieces: list[Content | str | tuple[str, str]] = []
    done = 0
    for start, end in spans:
        pieces += [shown(text[done:start]), (shown(text[start:end]), "reverse")]
        done = end
    return Content.assemble(*pieces, shown(text[done:]))
