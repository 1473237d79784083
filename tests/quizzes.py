"""Quizzes full of traps: what learning platforms, spreadsheets and HTML take for their own, in every kind of entry."""

from __future__ import annotations

import io
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from decks.quiz import Entry, Kind, Quiz
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

TRAPS: tuple[str, ...] = tuple(
    r"""
    \ \\ \n \: \= ~ = # { } {} : :: -> --> // /* | || % %50% %100% $ $$ $x^2$ @@ * ** \* ? ; , ,, "
    "" ' '' ` ``` ´ “x” ‘y’ «z» & &amp; &lt; &nbsp; &#160; &#x41; &bogus; && < > <b> </b> <br> <br/>
    <script>alert(1)</script> <!-- <![CDATA[ ]]> <?php <img/src=x/onerror=alert(1)> [html] [plain]
    [markdown] [moodle] [x] [ ] [[1]] [id:x] [tag:y] {1:SHORTANSWER:=x} {#3:1} =1+1 +1 -1 @SUM(A1)
    =HYPERLINK("x") =cmd|'/C'!A0 0 00 007 1.0 1e5 -0 1/2 3,5 TRUE FALSE T F True N/A NULL None NaN
    ____ __ _ blank $CATEGORY: $course$ ::x:: #### # ## - 1. 2) > *x* _x_ **x** \(x\) \[x\] \\(x\\)
    C:\new\table a\ \b ]] é ñ ß İ ı Å Å ﬁ Ленин Ωμέγα 中文 日本語 한국어 עברית العربية हिन्दी ไทย 😀 👩‍👩‍👧 🇫🇷
    e̋ x² H₂O ½ ﷽ ‽ … – — − × © ™ 100% 50% %s %d {0} ${x} #{x} <%=x%> {{x}} %zz% AT&T R&D a<b b>a
    i<0 x->y x=y ~x =x #x x# x~ x= a:b a::b http://x.y/?a=b&c=d
    """.split()
)
"""Words of which any number may stand together."""

SPACES: tuple[str, ...] = (" ",) * 24 + (
    "",
    "",
    "  ",
    "   ",
    "\n",
    "\n\n",
    "\u00a0",
    "\u202f",
    "\u200b",
    "\u200f",
    "\t",
)
"""What stands between two words."""

PLAIN: tuple[str, ...] = tuple(
    "the of a Aurora cruiser fired at Winter Palace who when 1917 October on is".split()
)

AROUND: tuple[str, ...] = ("",) * 30 + (" ", "  ", "\n", "\u00a0")
"""What stands before a text, and behind it."""

CONTROLS: tuple[str, ...] = (
    "\x00",
    "\x07",
    "\x0b",
    "\x1b[31m",
    "\x7f",
    "\x85",
    "\r",
    "\r\n",
    "\ud800",
    "\ufffe",
    "\u2028",
    "\u202e",
)
"""Few texts have one: some formats hold none of them."""


def hostile(count: int = 2000, seed: int = 5) -> tuple[Entry, ...]:
    """Return `count` sound entries of all kinds; the same ones for the same seed.

    Ids differ and are never empty. Texts, answers, choices and parts have something to see in them, those of one
    entry differ by more than case and spaces, and a text has as many blanks as its entry has answers to gaps.
    """
    chance = Random(seed)
    return tuple(entry(chance, number) for number in range(count))


def hostile_quiz(count: int = 2000, seed: int = 5) -> Quiz:
    """Return a quiz of hostile entries, with a hostile title."""
    return Quiz('Traps & "pits" <1>: {all}/of = them ~ #1', hostile(count, seed), "For a\nlong <afternoon>")


def written(platform: ModuleType, quiz: Quiz) -> tuple[bytes, set[str]]:
    """Return a quiz's file, and the ids of what it could not hold."""
    out = io.BytesIO()
    done = platform.write(quiz, out)
    return out.getvalue(), {one.name for one in done.left_out}


def mapped(entry: Entry, change: Callable[[str], str]) -> Entry:
    """Return an entry with all its texts changed."""
    return replace(
        entry,
        text=change(entry.text),
        answers=tuple(map(change, entry.answers)),
        choices=tuple(map(change, entry.choices)),
        parts=tuple(map(change, entry.parts)),
        feedback=change(entry.feedback),
        correction=change(entry.correction),
    )


def entry(chance: Random, number: int) -> Entry:
    """Return one sound entry of any kind."""
    kind = chance.choice(tuple(_MAKERS))
    made = _MAKERS[kind](chance)
    return Entry(
        id=chance.choice(
            ("traps/n{}/who", "traps/n{}/what-2/choice", "a b/[n{}]", 'x"<{}>&', "Прага/n{}")
        ).format(number),
        kind=kind,
        feedback=phrase(chance) if chance.random() < 0.5 else "",
        tags=tuple(dict.fromkeys(chance.choice(_TAGS) for _ in range(chance.choice((0, 0, 1, 3))))),
        section=chance.choice(_SECTIONS),
        points=chance.choice((1, 1, 1, 2, 5, 10)),
        source=f"traps.md:{number + 1}",
        **made,  # type: ignore[arg-type]
    )


_TAGS = (
    "history",
    "two words",
    "1917",
    "a,b",
    "c:d",
    "[e]",
    "f\\g",
    "<h>",
    "R&D",
    "Ленин",
    "=1",
    "#i",
    '"j"',
)

_SECTIONS: tuple[tuple[str, ...], ...] = (
    (),
    ("Traps",),
    ("Traps", "First part"),
    ("Traps", "AC/DC", "1 // 2"),
    ("Traps", "a:b {c} = <d> & #e ~f \\g"),
    ("Other",),
)


def phrase(chance: Random, longest: int = 9) -> str:
    """Return some words of which most are traps, with something to see in them."""
    while True:
        words = [_word(chance) for _ in range(chance.randint(1, longest))]
        if chance.random() < 0.01:
            words *= 60
        joined = "".join(word + chance.choice(SPACES) for word in words).rstrip(" ")
        text = chance.choice(AROUND) + joined + chance.choice(AROUND)
        if BLANK not in text and any(letter.isalnum() or letter in "=~#%&<>" for letter in text):
            return text


def _word(chance: Random) -> str:
    lot = chance.random()
    if lot < 0.002:
        return chance.choice(CONTROLS)
    return chance.choice(TRAPS) if lot < 0.6 else chance.choice(PLAIN)


def _phrases(chance: Random, count: int, longest: int = 4) -> tuple[str, ...]:
    found: dict[str, str] = {}
    while len(found) < count:
        text = phrase(chance, longest)
        found.setdefault("".join(filter(str.isalnum, text)).casefold() or text.strip(), text)
    return tuple(found.values())


def _short(chance: Random) -> dict[str, object]:
    return {"text": phrase(chance), "answers": _phrases(chance, chance.choice((1, 1, 2, 3)), 2)}


def _gaps(chance: Random) -> dict[str, object]:
    count = chance.choice((1, 1, 2, 3))
    pieces = [phrase(chance, 3) for _ in range(count + 1)]
    if chance.random() < 0.3:
        pieces[0] = ""
    if chance.random() < 0.3:
        pieces[-1] = ""
    text = BLANK.join(pieces)
    while text.count(BLANK) > count or BLANK + "_" in text or "_" + BLANK in text:
        text = text.replace("_" + BLANK, BLANK).replace(BLANK + "_", BLANK)
    return {"text": text, "answers": tuple(phrase(chance, 2) for _ in range(count))}


def _choice(chance: Random) -> dict[str, object]:
    choices = _phrases(chance, chance.randint(2, 6))
    return {"text": phrase(chance), "choices": choices, "key": (chance.randrange(len(choices)),)}


def _true_false(chance: Random) -> dict[str, object]:
    truth = chance.random() < 0.5
    return {
        "text": phrase(chance),
        "choices": ("True", "False"),
        "key": (0 if truth else 1,),
        "correction": "" if truth or chance.random() < 0.3 else phrase(chance),
    }


def _matching(chance: Random) -> dict[str, object]:
    count = chance.randint(2, 6)
    choices = _phrases(chance, count + chance.choice((0, 0, 1, 2)))
    key = tuple(chance.sample(range(len(choices)), count))
    return {"text": phrase(chance), "parts": _phrases(chance, count), "choices": choices, "key": key}


def _ordering(chance: Random) -> dict[str, object]:
    choices = _phrases(chance, chance.randint(2, 6))
    return {
        "text": phrase(chance),
        "choices": choices,
        "key": tuple(chance.sample(range(len(choices)), len(choices))),
    }


def _essay(chance: Random) -> dict[str, object]:
    return {"text": phrase(chance)}


_MAKERS: dict[Kind, Callable[[Random], dict[str, object]]] = {
    "short": _short,
    "gaps": _gaps,
    "choice": _choice,
    "true-false": _true_false,
    "matching": _matching,
    "ordering": _ordering,
    "essay": _essay,
}
