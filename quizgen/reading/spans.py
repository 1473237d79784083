"""What the attributes of a span mean: its tag, its other right answers, what it is called."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.dates import DateError, read_edtf
from quizgen.fact import Span
from quizgen.reading.attributes import SPAN_KEYS, Attributes, Problem, Word
from quizgen.reading.quoting import nearest, shown
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from quizgen.dates import Calendar
    from quizgen.fact import Name, Place
    from quizgen.reading.markup import Mark

CALENDARS = ("gregorian", "julian")


@dataclass(frozen=True, slots=True)
class Known:
    """What the front matter says of one spelling of a name."""

    name: Name
    spellings: tuple[str, ...]
    """All there are, this one among them."""


def spellings(names: Mapping[str, Name]) -> dict[str, Known]:
    """What is known of each spelling, by `spelling_key`. A spelling of two names says nothing and is left out."""
    known: dict[str, Known] = {}
    doubtful: set[str] = set()
    for title, name in names.items():
        every = (title, *name.also)
        for key in {spelling_key(spelling) for spelling in every}:
            if key in known:
                doubtful.add(key)
            known[key] = Known(name, every)
    return {key: value for key, value in known.items() if key not in doubtful}


def spelling_key(name: str) -> str:
    """A name without a leading "the" and without the case of its first letter."""
    bare = name[4:].lstrip() if name[:4].lower() == "the " else name
    return bare[:1].lower() + bare[1:]


def read_span(mark: Mark, text: str, place: Place, known: Mapping[str, Known]) -> Span | None:
    """The span of a mark in a fact's text; None where it has no tag. Whether it is sound, `problems` says."""
    attributes = mark.attributes
    hashed = attributes.id.text if attributes.id else ""
    if not attributes.tag:
        return None
    words = text[mark.start : mark.end]
    name = known.get(spelling_key(words)) if known else None
    if name is None and is_plain(attributes):
        return Span(mark.start, mark.end, attributes.tag, place, hashed)
    also = others(words, [*attributes.several("also"), *(name.spellings if name else ())], named=bool(name))
    stands_for = attributes.value("is")
    right = {words, stands_for, *also}
    return Span(
        start=mark.start,
        end=mark.end,
        tag=attributes.tag,
        place=place,
        name=hashed,
        also=also,
        kind=attributes.value("kind"),
        date=attributes.value("date"),
        calendar=attributes.value("calendar").lower(),
        stands_for=stands_for,
        plural=_plural(attributes, name.name if name else None),
        wrong=tuple(dict.fromkeys(one for one in attributes.several("not") if one not in right)),
    )


def is_plain(attributes: Attributes) -> bool:
    """Whether there is a tag, and besides at most a name: so it is with nearly every span."""
    return bool(attributes.tag) and len(attributes.classes) == 1 and not attributes.keys


def others(words: str, answers: Iterable[str], *, named: bool) -> tuple[str, ...]:
    """The answers that are not the words themselves, each once."""
    same = spelling_key(words)
    return tuple(
        dict.fromkeys(
            answer
            for answer in answers
            if answer and answer != words and not (named and spelling_key(answer) == same)
        )
    )


def _plural(attributes: Attributes, name: Name | None) -> bool | None:
    value = attributes.value("plural").lower()
    if value in ("true", "false"):
        return value == "true"
    if any(word.text == "plural" for word in attributes.classes):
        return True
    return name.plural if name else None


def problems(attributes: Attributes) -> Iterator[Problem]:
    """What is wrong with the attributes of a span, beyond their grammar. Offsets count from the brace."""
    yield from _tag_problems(attributes)
    yield from unknown_keys(attributes, SPAN_KEYS)
    calendar = attributes.values.get("calendar")
    if calendar and calendar.text.strip().lower() not in CALENDARS:
        message = f'"{shown(calendar.text)}" is no calendar; write julian or gregorian'
        yield Problem(calendar.at, "unknown-calendar", message)
    plural = attributes.values.get("plural")
    if plural and plural.text.strip().lower() not in ("true", "false"):
        message = f'plural cannot be "{shown(plural.text)}"; write plural=true or plural=false'
        yield Problem(plural.at, "bad-plural", message)


def wrong_problems(attributes: Attributes, span: Span, words: str) -> Iterator[Problem]:
    """A warning for what `not=` calls wrong, though it is the answer or listed as right. `span` has these words."""
    given = attributes.values.get("not")
    right = {words, span.stands_for, *span.also}
    for wrong in dict.fromkeys(attributes.several("not")) if given else ():
        if given and wrong in right:
            message = f'"{shown(wrong)}" is a right answer here and cannot be wrong too; take it out of not='
            yield Problem(given.at, "right-and-wrong", message, "warning")


def date_problems(attributes: Attributes, calendar: Calendar) -> Iterator[Problem]:
    """What is wrong with a date that the author gave; `calendar` is the sheet's."""
    given = attributes.values.get("date")
    if given is None:
        return
    text, named = attributes.value("date"), attributes.value("calendar").lower()
    try:
        read_edtf(text, calendar="julian" if (named or calendar) == "julian" else "gregorian")
    except DateError as error:
        yield Problem(given.at, "bad-date", str(error).replace(text, shown(text)) if text else str(error))


def _tag_problems(attributes: Attributes) -> Iterator[Problem]:
    """Exactly one of the classes is a tag, and the others mean something."""
    tags = [word for word in attributes.classes if word.text in TAGS]
    strange = [word for word in attributes.classes if word.text not in TAGS and word.text != "plural"]
    for word in strange:
        yield Problem(word.at, "unknown-tag", _unknown_tag(word))
    for word in tags[1:]:
        message = f"a second tag, .{word.text} after .{tags[0].text}; keep one, or nest one span in another"
        yield Problem(word.at, "two-tags", message)
    if not tags and not strange and not attributes.problems:
        message = f"this span has no tag and is just text; give it one of {_all_tags()}"
        yield Problem(0, "no-tag", message, "warning")


def _unknown_tag(word: Word) -> str:
    asked = (tag for tag, known in TAGS.items() if word.text.lower() in re.findall(r"\w+", known.meaning))
    meant = nearest(word.text, TAGS) or next(asked, "")
    hint = f".{meant} is the nearest of" if meant else "the tags are"
    return f"no tag is called .{shown(word.text)}; {hint} {_all_tags()}"


def _all_tags() -> str:
    return ", ".join(f".{tag}" for tag in TAGS)


def unknown_keys(attributes: Attributes, known: tuple[str, ...]) -> Iterator[Problem]:
    """A warning for each key that means nothing here."""
    for key, at in attributes.keys.items():
        if key in known:
            continue
        if key.lower().startswith("on"):
            message = f'"{shown(key)}" begins with "on" like a script, and Markdown programs drop such keys; rename it'
            yield Problem(at, "script-key", message, "warning")
            continue
        meant = nearest(key, known)
        hint = f"{meant} is the nearest of" if meant else "known are"
        message = f'no key here is called "{shown(key)}"; {hint} {", ".join(known)}'
        yield Problem(at, "unknown-key", message, "warning")
