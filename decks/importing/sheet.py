"""A quiz as a fact sheet: each question a plain card with its answer tagged, in Markdown that reads back equal.

    short, choice    prompt [answer]{.answer also="…" not="…"}      or the sentence with the answer in its gap
    true-false       statement True or false? [True]{.answer not="False"}
    gaps             the sentence with an `.answer` in each gap
    matching         for each part a card, the other choices being `not=`

A sheet has no place for the order of things, an essay, or several right choices: these are left out and named, and
so is what has no word to read. Ends of lines are folded to spaces; points have no place.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from decks.quiz import LeftOut
from quizgen.forms.matching import STEM
from quizgen.question import BLANK
from quizgen.reading.attributes import NAME
from quizgen.reading.quoting import INVISIBLE
from quizgen.reading.sections import headings, levels
from quizgen.reading.slug import fact_slug, short_slug, unique
from quizgen.reading.writing import escaped, folded, quoted
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from decks.quiz import Entry, Quiz


_CLASS = re.compile(rf"(?![\d-]){NAME}")
_LOST = re.compile(rf"[\n\r\v\f\x85\u2028\u2029]|{INVISIBLE.pattern}")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
_ASKS_TRUTH = re.compile(r"(?i)true or false|false or true")


@dataclass(frozen=True, slots=True)
class Made:
    """A sheet that was made of a quiz."""

    text: str
    cards: int
    left_out: tuple[LeftOut, ...]
    folded: int = 0
    """Questions in which the ends of lines became spaces, or characters that nobody sees were left out."""
    weighed: int = 0
    """Questions that gave more than one point, which a sheet does not keep."""


class _Card(NamedTuple):
    """What is written of a question: the source of its sentence, and its words."""

    source: str
    words: str


class _NoCardError(Exception):
    """Why a sheet has no place for an entry: "what is wrong; what would be right"."""


def make(quiz: Quiz, title: str, source: str) -> Made:
    """The sheet of a quiz. `title` is the sheet's, `source` says where its questions come from."""
    lines = list(_front(quiz, title, source))
    left_out: list[LeftOut] = []
    taken: set[str] = set()
    counts: dict[str, int] = {}
    cards = refolded = weighed = 0
    above: tuple[str, ...] = ()
    for entry in sorted(
        quiz.entries, key=lambda one: bool(_section(one, quiz))
    ):  # below a heading all belongs to it
        try:
            made = _cards(entry)
        except _NoCardError as error:
            left_out.append(LeftOut(entry.id or entry.source, str(error)))
            continue
        section = levels(_section(entry, quiz))
        lines += headings(above, section)
        above = section
        for number, card in enumerate(made):
            name = unique(_id(entry, card, number if len(made) > 1 else 0), taken, counts)
            lines += [f"- {card.source} {_attributes(name, entry.tags)}", *_explanation(entry)]
        cards += len(made)
        weighed += entry.points > 1
        refolded += any(_LOST.search(text.strip()) for text in (entry.text, *entry.answers, *entry.choices))
    return Made("\n".join(lines) + "\n", cards, tuple(left_out), refolded, weighed)


def _front(quiz: Quiz, title: str, source: str) -> Iterator[str]:
    yield "---"
    yield f"title: {_yaml(title)}"
    yield f"id: {short_slug(title) or 'imported'}"
    if quiz.language != "en" and _LANGUAGE.fullmatch(quiz.language):
        yield f"language: {_yaml(quiz.language)}"
    yield f"source: {_yaml(source)}"
    yield "---"
    yield ""


def _yaml(text: str) -> str:
    """A text in double quotes, in which YAML knows the escapes of JSON."""
    return json.dumps(folded(text))


def _section(entry: Entry, quiz: Quiz) -> tuple[str, ...]:
    """The headings above an entry, without one that only says what quiz it is."""
    names = tuple(name for one in entry.section if (name := folded(one)))
    return names[1:] if names[:1] == (folded(quiz.title),) else names


def _cards(entry: Entry) -> list[_Card]:
    """What is written of an entry: one card, or one for each part. Raises _NoCardError for one without a place."""
    if entry.kind == "gaps":
        return [_gaps(entry)]
    if entry.kind == "matching":
        return [_matched(entry, number) for number in range(len(entry.parts))]
    if entry.kind in ("ordering", "essay"):
        what = "the order of things" if entry.kind == "ordering" else "a text that a person marks"
        raise _NoCardError(
            f"a sheet has no question that is answered by {what}; write facts that can be asked for"
        )
    if len(entry.key) > 1:
        raise _NoCardError("several choices are right; write a question for each of them")
    wrong = [choice for number, choice in enumerate(entry.choices) if number not in entry.key]
    if entry.kind == "true-false" and not _ASKS_TRUTH.search(entry.text):
        return [_card(f"{entry.text.rstrip()} True or false?", entry.answer, (), wrong)]
    return [_card(entry.text, entry.answer, entry.answers[1:], wrong)]


def _matched(entry: Entry, number: int) -> _Card:
    right = entry.choices[entry.key[number]]
    return _card(entry.parts[number], right, (), [choice for choice in entry.choices if choice != right])


def _card(text: str, answer: str, also: Sequence[str], wrong: Sequence[str]) -> _Card:
    """The prompt with its answer behind it; where it has one gap with words behind it, the answer in the gap."""
    prompt, tagged = folded(text), _tagged(answer, also, wrong)
    if not prompt:
        raise _NoCardError("the question has no word that a sheet can hold; write one")
    before, gap, behind = prompt.partition(BLANK)
    # Elsewhere in the sentence the answer would become a gap too, and at its end no gap is left.
    if (
        gap
        and behind.strip()
        and BLANK not in behind
        and answer.casefold() not in (before + behind).casefold()
    ):
        return _Card(_between([before, behind], [tagged]), f"{before} {answer} {behind}")
    return _Card(f"{escaped(prompt)} {tagged}", prompt)


def _gaps(entry: Entry) -> _Card:
    pieces = folded(entry.text).split(BLANK)
    if len(pieces) != len(entry.answers) + 1:
        raise _NoCardError(
            f"there are {len(pieces) - 1} gaps and {len(entry.answers)} answers; give each gap one"
        )
    if len(entry.answers) == 1:
        return _card(entry.text, entry.answers[0], (), ())
    if not "".join(pieces).strip():
        raise _NoCardError("there are no words around the gaps; write some")
    return _Card(_between(pieces, [_tagged(answer, (), ()) for answer in entry.answers]), " ".join(pieces))


def _between(pieces: Sequence[str], tagged: Sequence[str]) -> str:
    """Plain pieces of a sentence with tagged ones between them; spaces next to these stay."""
    written: list[str] = []
    for piece, span in zip(pieces, [*tagged, ""], strict=True):
        start = " " if piece[:1] == " " and written else ""
        end = " " if piece[-1:] == " " and piece.strip() and span else ""
        written.append(f"{start}{escaped(piece)}{end}{span}")
    return "".join(written)


def _tagged(answer: str, also: Iterable[str], wrong: Iterable[str]) -> str:
    """`[answer]{.answer also="…" not="…"}`."""
    words = folded(answer)
    if not words:
        raise _NoCardError("the answer has no word that a sheet can hold; write one")
    attributes = ".answer"
    for key, texts in (("also", also), ("not", wrong)):
        others = dict.fromkeys(other for text in texts if (other := folded(text)) and other != words)
        attributes += f" {key}={quoted(*others)}" if others else ""
    return f"[{escaped(answer)}]{{{attributes}}}"


def _id(entry: Entry, card: _Card, number: int) -> str:
    """The imported id as a slug, else the question's first telling words."""
    given = short_slug(entry.id)
    if not given:
        return fact_slug(card.words, ())
    return f"{given}-part-{number + 1}" if number else given


def _attributes(name: str, tags: Sequence[str]) -> str:
    """`{#id .tag tags="two words"}`: what cannot be a class, or would be taken for a span's tag, stands in `tags=`."""
    plain = [tag for tag in tags if _CLASS.fullmatch(tag) and tag not in TAGS]
    others = [folded(re.sub("[,|]", " ", tag)) for tag in tags if tag not in plain]
    classes = "".join(f" .{tag}" for tag in dict.fromkeys(plain))
    listed = ", ".join(tag for tag in dict.fromkeys(others) if tag)
    return f"{{#{name}{classes}{f' tags={quoted(listed)}' if listed else ''}}}"


def _explanation(entry: Entry) -> Iterator[str]:
    """A block quote under the card, a paragraph a line: what is shown with the answer."""
    stem = (
        entry.text if entry.kind == "matching" and entry.text != STEM else ""
    )  # its cards are made of its parts
    said = (stem, entry.correction, *entry.feedback.split("\n"), entry.sentence)
    own = () if stem else (folded(entry.text), folded(entry.text.replace(BLANK, entry.answer)))
    lines = dict.fromkeys(line for text in said if (line := folded(text)) and line not in own)
    for number, line in enumerate(lines):
        yield from (["  >"] if number else [])
        yield f"  > {escaped(line)}"
