"""Other people's notes as facts: a plain card for each card that asks for an answer, a sentence for gaps."""

from __future__ import annotations

import re
from base64 import b32encode
from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from decks.importing.anki import gaps, template
from decks.importing.anki.choosing import chosen
from decks.importing.anki.cleaning import (
    LONGEST,
    Cleaned,
    cleaned,
    filled,
    is_empty,
    lines,
    one_line,
    without_signs,
)
from decks.importing.anki.formulas import settled
from decks.importing.anki.reasons import NoFactError
from decks.importing.anki.signs import DOLLAR, OPEN
from quizgen.fact import Fact, Picture, Place, Sound, Span
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from decks.anki.reading.collection import Card, Note, NoteType, Template

SHOWN, HEARD = "What does the picture show?", "What do you hear?"
"""What is asked where a front has nothing to read."""

_GUID = re.compile(r"[A-Za-z][A-Za-z0-9_-]{5,47}", re.ASCII)
_LINE = re.compile(r"_{3,}|\[(?:\.{3}|…)\]")
_HIDDEN_PICTURE = re.compile(r"\{\{c\d+::image-occlusion:")
_IN_FORMULA = re.compile(f"{DOLLAR}[^{DOLLAR}]*{OPEN}[^{DOLLAR}]*{DOLLAR}")
_BEFORE, _SPAN, _BEHIND = Place("", 1), Place("", 2), Place("", 3)
"""A sound that stands before a span belongs to the question, and one behind it to the answer."""


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a card, or of several that are gaps of one text."""

    fact: Fact
    """Its pictures and sounds are known by their names in the package, and it has no section yet."""
    cards: tuple[Card, ...]
    formulas: frozenset[str] = frozenset()
    needs: str = ""
    """The file without which nothing is asked."""
    lost: tuple[str, ...] = ()
    """What is not asked, said as NoFactError says it."""
    notes: tuple[str, ...] = ()
    """What is asked, but not as in Anki."""


class _Sides(NamedTuple):
    """What a card asks and answers, cleaned."""

    front: Cleaned
    answer: Cleaned = Cleaned()
    """Empty where the front has the answer in it."""
    extra: tuple[Cleaned, ...] = ()
    wrong: tuple[str, ...] = ()
    in_text: bool = False
    """Whether the answers are gaps of the front."""
    unread: tuple[str, ...] = ()
    """Why gaps of the front are none of the fact."""


def facts(note: Note, known: NoteType, cards: Sequence[Card]) -> Iterator[Made | NoFactError]:
    """What becomes of the cards of a note. What two of them ask alike is asked once."""
    asked: set[str] = set()
    try:
        sides = list(_sides(note, known, cards))
    except NoFactError as error:
        yield error
        return
    for one, its in sides:
        try:
            made = _made(name_of(note, its[0].ordinal if len(its) == 1 and not known.cloze else 0), one, its)
        except NoFactError as error:
            yield error
            continue
        if made.fact.text not in asked:
            asked.add(made.fact.text)
            yield made


def name_of(note: Note, ordinal: int = 0) -> str:
    """The id of a fact: the note's guid where that can be one, else made of it; of its text where it has none."""
    name = note.guid
    if not _GUID.fullmatch(name):
        text = note.guid or (note.fields[0] if note.fields else "")
        digest = sha256(text.encode("utf-8", "surrogatepass")).digest()
        name = "n" + b32encode(digest[:8]).decode("ascii")[:11].lower()
    return f"{name}-{ordinal + 1}" if ordinal else name


def _sides(note: Note, known: NoteType, cards: Sequence[Card]) -> Iterator[tuple[_Sides, tuple[Card, ...]]]:
    """What is on both sides of each card, or of all together. Raises NoFactError where the type has no such thing.

    A copy of a note of ours is its owner's. Its gap is for Anki to make a card of, and is not always what is shown.
    """
    fields = {name: without_signs(text) for name, text in zip(known.fields, note.fields, strict=True)}
    if long := next((name for name, text in fields.items() if len(text) > LONGEST), ""):
        raise NoFactError(f"{long} has more than {LONGEST:,} characters; keep a sentence of it")
    if "image occlusion" in known.name.casefold() or any(map(_HIDDEN_PICTURE.search, note.fields)):
        raise NoFactError("it hides parts of a picture, which a sheet cannot; ask for them in words")
    if not cards or not known.templates:
        raise NoFactError("it has no card; let Anki check its database")
    choice = None if known.cloze else chosen(fields)
    if choice:
        wrong = tuple(line for html in choice.wrong if (line := one_line(cleaned(html).text)))
        extra = tuple(map(cleaned, choice.extra))
        yield _Sides(cleaned(choice.question), cleaned(choice.answer), extra, wrong), tuple(cards)
    elif known.name.startswith("quizgen") or not any(map(gaps.has_gaps, fields.values())):
        if known.cloze and not known.name.startswith("quizgen"):
            raise NoFactError("there is no gap in its text; write one, as {{c1::answer}}")
        yield from _by_card(known, fields, cards)
    else:
        sides = _shown(known.templates[0], fields, cloze=True) if known.cloze else None
        yield sides if sides and OPEN in sides.front.text else _filled_in(fields), tuple(cards)


def _by_card(
    known: NoteType, fields: Mapping[str, str], cards: Sequence[Card]
) -> Iterator[tuple[_Sides, tuple[Card, ...]]]:
    return (
        (_shown(known.templates[card.ordinal], fields), (card,))
        for card in cards
        if card.ordinal < len(known.templates)
    )


def _shown(one: Template, fields: Mapping[str, str], *, cloze: bool = False) -> _Sides:
    """The front of a card, the first thing to be read on its back alone, and what else stands there."""
    front = template.front(one.front, fields)
    behind = [
        cleaned(part) for html in template.behind(one.back, fields, front) for part in _without_small(html)
    ]
    if cloze:
        return _gapped(front.html, behind, [text for name, text in fields.items() if name in front.fields])
    at = next((number for number, one in enumerate(behind) if not is_empty(one.text)), len(behind))
    answer = behind[at] if at < len(behind) else Cleaned()
    return _Sides(cleaned(front.html), answer, (*behind[:at], *behind[at + 1 :]))


def _without_small(html: str) -> tuple[str, ...]:
    """Some HTML, and by itself what stands small at its end: that is said beside an answer, and no part of it."""
    begin, end = html.rfind("<small>"), html.rstrip().removesuffix("</small>")
    small = len(html.rstrip()) > len(end)
    return (html[:begin], html[begin + len("<small>") : len(end)]) if small and begin > 0 else (html,)


def _filled_in(fields: Mapping[str, str]) -> _Sides:
    """A text with gaps in a note whose type has no place for one: the first such field, and what the others say."""
    texts = list(fields.values())
    text = next(filter(gaps.has_gaps, texts))
    texts.remove(text)
    return _gapped(gaps.marked(text), [cleaned(gaps.marked(other)) for other in texts], [text])


def _gapped(front: str, behind: Sequence[Cleaned], texts: Sequence[str]) -> _Sides:
    """A front that is `marked`, of fields with these `texts`. A sheet has no place for hints but the explanation."""
    hints = (Cleaned(f"Hint: {one_line(cleaned(hint).text)}") for text in texts for hint in gaps.hints(text))
    unread: dict[str, None] = {}
    shown: set[str] = set()
    for number, html in gaps.innermost(front):
        inside = cleaned(html)
        if not is_empty(inside.text):
            continue
        what = "a picture" if inside.images else "a sound" if inside.sounds else ""
        said = f"there is nothing but {what} in its gap c{number}" if what else f"its gap c{number} is empty"
        unread[f"{said}, so that it is not asked; write the answer there in words"] = None
        shown |= {html} if what else set()
    front = gaps.opened(front, shown)
    return _Sides(cleaned(front), extra=(*behind, *hints), in_text=True, unread=tuple(unread))


def _made(name: str, sides: _Sides, cards: tuple[Card, ...]) -> Made:
    """The fact of a card. Raises NoFactError where it has nothing to ask, or nothing to answer."""
    prompt, needs = _prompt(sides.front)
    answer = one_line(filled(sides.answer.text))
    if OPEN not in prompt and not answer:
        if sides.unread:
            raise NoFactError(sides.unread[0])
        raise NoFactError(_no_answer(sides))
    if _IN_FORMULA.search(prompt):
        raise NoFactError("its gap stands inside a formula; put the whole formula into the gap")
    text, found, formulas = gaps.parted(_sentence(prompt, answer) if answer else prompt)
    if not found and sides.unread:
        raise NoFactError(sides.unread[0])
    if not found:
        raise NoFactError("there is nothing in its gap; write the answer there")
    right = text[found[0].start : found[0].end]
    wrong = tuple(dict.fromkeys(one for one in (settled(line)[0] for line in sides.wrong) if one != right))
    said, more = _explanation(sides.extra)
    fact = Fact(
        name, text, tuple(_spans(found, wrong)), _SPAN, explanation=said, pictures=_pictures(sides.front),
        sounds=tuple(_sounds(sides)),
    )  # fmt: skip
    return Made(fact, cards, formulas | more, needs, sides.unread, tuple(_notes(sides)))


def _prompt(front: Cleaned) -> tuple[str, str]:
    """What a front asks in words, and the file it cannot do without."""
    if not is_empty(front.text):
        return one_line(front.text, wrapped=True), ""
    if shown := next((image for image in front.images if image.name), None):
        return SHOWN, shown.name
    if front.sounds:
        return HEARD, front.sounds[0]
    raise NoFactError("there is nothing on its front; write a question")


def _no_answer(sides: _Sides) -> str:
    back = (sides.answer, *sides.extra)
    if any(one.images for one in back):
        return "its answer is a picture; write it in words"
    if any(one.sounds for one in back):
        return "its answer is a sound; write it in words"
    return "there is nothing on its back that is not on its front; write an answer"


def _sentence(prompt: str, answer: str) -> str:
    """The answer where the prompt leaves a line for it, else behind it."""
    before, *rest = _LINE.split(prompt, maxsplit=2)
    behind = rest[0] if len(rest) == 1 else ""
    # Elsewhere in the sentence the answer would become a gap too, and at its end no gap is left.
    if behind.strip() and answer.casefold() not in f"{before}{behind}".casefold():
        return f"{before}{gaps.gap(answer)}{behind}"
    return f"{prompt} {gaps.gap(answer)}"


def _spans(found: Sequence[gaps.Gap], wrong: tuple[str, ...]) -> Iterator[Span]:
    """A span for each gap, named by its number where that is neither the lowest nor a second time there."""
    lowest = min(gap.number for gap in found)
    named: set[int] = {lowest}
    for gap in found:
        name = "" if gap.number in named else f"c{gap.number}"
        named.add(gap.number)
        yield Span(gap.start, gap.end, "answer", _SPAN, name, wrong=wrong)


def _pictures(front: Cleaned) -> tuple[Picture, ...]:
    images = dict.fromkeys(image for image in front.images if image.name)
    return tuple(Picture(image.alt, image.name, _BEFORE) for image in images)


def _sounds(sides: _Sides) -> Iterator[Sound]:
    known = set(sides.front.sounds)
    yield from (Sound("", name, _BEFORE) for name in dict.fromkeys(sides.front.sounds))
    behind = (name for one in (sides.answer, *sides.extra) for name in one.sounds if name not in known)
    yield from (Sound("", name, _BEHIND) for name in dict.fromkeys(behind))


def _notes(sides: _Sides) -> Iterator[str]:
    shown = {image.name for image in sides.front.images}
    if any(not image.name for image in sides.front.images):
        yield "a picture lies on another computer, or stands in the text itself, and is not shown; save it as a file"
    if any(image.name not in shown for one in (sides.answer, *sides.extra) for image in one.images):
        yield "its back has a picture, and a sheet shows pictures with the question; only its words come along"


def _explanation(extra: Sequence[Cleaned]) -> tuple[str, frozenset[str]]:
    """What else stands on the back, a paragraph a line."""
    said: dict[str, None] = {}
    formulas: set[str] = set()
    for line in (line for one in extra for line in lines(filled(one.text))):
        text, found = settled(line)
        said[folded(text)] = None
        formulas |= found
    return "\n".join(line for line in said if line), frozenset(formulas)
