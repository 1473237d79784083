r"""Which cards of a shelf are looked for: the grammar of the search line, and what it asks the database.

    search = (term white-space)*                         every term must hold
    term   = "-"? (field ":" value | value)              a minus: must not hold
    value  = word | '"' any character but '"' '"'        in quotes: these words, just so
    field  = "is" | "tag" | "section" | "ask" | "sheet" | "flag"

A word alone must occur in the question, the answer, the sentence or the tags, also inside another word; capitals
and accents do not matter. "12:30" is a word, since no field is a number; other words with a colon need quotes.

    is:new        never graded                 is:suspended  put away until it is taken back
    is:due        was graded, and is due       is:buried     put away for today
    is:flagged    has a flag; flag:2 that one  is:marked     has a mark
    is:leech      was forgotten so often that it should be worded anew
    tag:war       has this tag                 section:war   a heading above it has this word in it
    ask:when      asks for a time              sheet:war     the sheet has this id, or this in its title
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.library.folding import plain
from quizgen.finding import QuizgenError
from quizgen.reading.quoting import nearest, shown
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from decks.library.shelf import Shelved

LEECH = 8
"""Lapses from which a card is a leech, as in Anki."""

_TERM = re.compile(
    r'\s*(?P<minus>-?)(?:(?P<field>[^\W\d]+):)?(?:"(?P<quoted>[^"]*)"|(?P<word>[^\s"]+))(?=\s|$)'
)

_FIRST = "c.id IN (SELECT card FROM state WHERE "
_IS = {
    "new": "c.id NOT IN (SELECT card FROM state WHERE repetitions > 0)",
    "due": f"{_FIRST}repetitions > 0 AND due <= :day AND buried < :day AND NOT suspended)",
    "suspended": f"{_FIRST}suspended)",
    "buried": f"{_FIRST}buried >= :day)",
    "flagged": f"{_FIRST}flag > 0)",
    "marked": f"{_FIRST}marked)",
    "leech": f"{_FIRST}lapses >= {LEECH})",
}


@dataclass(frozen=True, slots=True)
class Search:
    """What was looked for, as a condition on the rows of `card` (c), with the table `state` beside it."""

    condition: str = ""
    """Of SQL; empty where every card is meant."""
    values: tuple[tuple[str, object], ...] = ()
    """What the names in the condition stand for; `day` is for whoever knows it."""


def read_search(text: str, sheets: Sequence[Shelved] = ()) -> Search:
    """What a search line looks for among the cards of these sheets.

    Raises QuizgenError, what is wrong and what would be right, for a line that cannot be read.
    """
    values: dict[str, object] = {}

    def put(value: object) -> str:
        values[f"v{len(values)}"] = value
        return f":v{len(values) - 1}"

    conditions = []
    at, end = 0, len(text.rstrip())
    while at < end:
        found = _TERM.match(text, at)
        if found is None:
            rest = shown(text[at:].strip())
            raise QuizgenError(
                f'"{rest}" cannot be searched for; write words, or words in quotes: "first war"'
            )
        at = found.end()
        value = found["word"] if found["quoted"] is None else found["quoted"]
        condition = _field(found["field"], value, sheets, put) if found["field"] else _words(value, put)
        conditions.append(f"NOT ({condition})" if found["minus"] else f"({condition})")
    return Search(" AND ".join(conditions), tuple(values.items()))


def _field(name: str, value: str, sheets: Sequence[Shelved], put: Callable[[object], str]) -> str:
    match name.lower():
        case "is":
            return _IS[_known("is", value, _IS)]
        case "ask":
            asks = [tag for tag, one in TAGS.items() if one.asks]
            return f"c.ask = {put(_known('ask', value, asks))}"
        case "flag":
            return f"{_FIRST}flag = {put(int(_known('flag', value, '1234567')))})"
        case "tag":
            return f"c.tags LIKE {put(_like(_quoted(value)))} ESCAPE '\\'"
        case "section":
            return f"c.section LIKE {put(_like(_quoted(value)[1:-1]))} ESCAPE '\\'"
        case "sheet":
            return _sheets(value, sheets)
    fields = ("is", "tag", "section", "ask", "sheet", "flag")
    near = nearest(name, fields)
    remedy = f"did you mean {near}:?" if near else f"write {', '.join(f'{field}:' for field in fields)}"
    raise QuizgenError(
        f"nothing can be searched for by {shown(name)}:; {remedy}; a word with a colon stands in quotes"
    )


def _words(words: str, put: Callable[[object], str]) -> str:
    """The words as they are written one behind the other; of text that is ASCII SQLite ignores capitals itself."""
    folded = plain(words)
    mark = put(_like(folded))
    columns = ("prompt", "answer", "sentence", "tags", "plain") if folded.isascii() else ("plain",)
    return " OR ".join(f"c.{column} LIKE {mark} ESCAPE '\\'" for column in columns)


def _sheets(value: str, sheets: Sequence[Shelved]) -> str:
    wanted = plain(value)
    numbers = [sheet.number for sheet in sheets if wanted == plain(sheet.id) or wanted in plain(sheet.title)]
    if not numbers:
        there = ", ".join(dict.fromkeys(shown(sheet.id) for sheet in sheets[:20]))
        raise QuizgenError(f'no sheet here is called "{shown(value)}"; there is {there or "none"}')
    return f"c.sheet IN ({', '.join(map(str, numbers))})"


def _known(field: str, value: str, known: Iterable[str]) -> str:
    """A value that is one of a few."""
    there = list(known)
    if value.lower() in there:
        return value.lower()
    near = nearest(value, there)
    remedy = f"did you mean {field}:{near}?" if near else f"there is {', '.join(there)}"
    raise QuizgenError(f"{field}: cannot be {shown(value)}; {remedy}")


def _quoted(text: str) -> str:
    """A text as it stands in the JSON of the library."""
    return json.dumps(text, ensure_ascii=False)


def _like(text: str) -> str:
    """The pattern for texts that have this one in them."""
    escaped = text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")
    return f"%{escaped}%"
