r"""The braces behind a span or a fact: `{#kamenev .who also="Kamenev|L. Kamenev"}`.

    attributes = "{" space* (attribute (space+ attribute)*)? space* "}"
    attribute  = "." name | "#" name | key "=" value | "plural"
    name       = (letter | digit | "_" | "-")+
    key        = letter (letter | digit | "_" | "-" | ":")*
    value      = bare | '"' any character but '"' '"'
    bare       = (letter | digit | "_" | "-" | ":" | ".")+

Character references are read in a quoted value: `&quot;` is how a quotation mark gets into one. `class=…`
and `id=…` are other ways to write `.…` and `#…`. Whatever breaks the grammar is a problem that points to
the character, and the attributes after it are still read.

A value of several, as of `also`, has bars between them; `&#124;` is how a bar gets into one of them.
"""

from __future__ import annotations

import html
import re
from dataclasses import dataclass, field
from functools import lru_cache
from html.entities import html5
from typing import TYPE_CHECKING

from quizgen.reading.quoting import INVISIBLE, nearest, shown
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from quizgen.finding import Severity

SPAN_KEYS = ("also", "not", "kind", "date", "calendar", "is", "plural")
FACT_KEYS = ("difficulty", "tags", "source")

NAME = r"[\w-]+"
"""What ids, names of spans and classes are made of."""


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong in a piece of source text."""

    at: int
    """Offset of the character that is wrong."""
    code: str
    message: str
    severity: Severity = "error"

    def shifted(self, by: int) -> Problem:
        """The same problem, in a text that begins `by` characters earlier."""
        return Problem(self.at + by, self.code, self.message, self.severity)


@dataclass(frozen=True, slots=True)
class Word:
    """A piece of an attribute, and where it stands."""

    text: str
    at: int
    """Offset from the opening brace."""
    raw: str = ""
    """Of a quoted value with character references: as it was before they were read."""


@dataclass(frozen=True, slots=True)
class Attributes:
    """What stands between a pair of braces; offsets count from the opening one."""

    id: Word | None = None
    classes: tuple[Word, ...] = ()
    tag: str = ""
    """The first of the classes that is one."""
    values: dict[str, Word] = field(default_factory=dict)
    """By key; the place is that of the value's first character, inside its quotes."""
    keys: dict[str, int] = field(default_factory=dict)
    """Where each key stands."""
    problems: tuple[Problem, ...] = ()

    def value(self, key: str) -> str:
        """The value of a key, white space folded; empty where there is none."""
        word = self.values.get(key)
        return " ".join(word.text.split()) if word else ""

    def several(self, key: str) -> tuple[str, ...]:
        """The parts of a value that has bars between them, white space folded; what is empty is left out."""
        word = self.values.get(key)
        if word is None:
            return ()
        parts = (_dereferenced(part) for part in (word.raw or word.text).split("|"))
        folded = (" ".join(INVISIBLE.sub("", part).split()) for part in parts)
        return tuple(part for part in folded if part)


_REACH = re.compile(r'\{(?:[^{}"]|"[^"]*+")*+')
"""As far as a block can go. It stops at the next brace outside quotes, so that no text is looked at twice."""
_KEYS = "|".join(("class", "id", *SPAN_KEYS, *FACT_KEYS))
_LOOKS = re.compile(rf"\{{\s*+(?:[.#][\w-]|(?:{_KEYS})\s*=|(?:{'|'.join(TAGS)})\s*\}})")
_KEYED = re.compile(r"\{\s*+([A-Za-z][\w-]*)=")

_SPACE = re.compile(r"\s*+")
_NAME = re.compile(NAME)
_KEY = re.compile(r"[^\W\d][\w:-]*+")
_EQUALS = re.compile(r"\s*+=\s*+")
_BARE = re.compile(r"[\w:.-]*+")
_QUOTED = re.compile(r'"([^"]*+)"')
_REFERENCE = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_CURLY = {"“": "”", "”": "”", "„": "“", "«": "»", "»": "«", "‘": "’", "’": "’", "‚": "‘", "‹": "›"}


def looks_like_attributes(source: str, at: int) -> bool:
    """Whether the brace at `at` can only be meant as attributes, and not as part of the sentence."""
    if _LOOKS.match(source, at):
        return True
    keyed = _KEYED.match(source, at)
    return bool(keyed and nearest(keyed[1], SPAN_KEYS + FACT_KEYS))


def block_at(source: str, at: int) -> str | None:
    """The text of the attributes that open at `at`, braces included; None where they never close."""
    reach = _REACH.match(source, at)
    if reach is None or not source.startswith("}", reach.end()):
        return None
    return source[at : reach.end() + 1]


def unclosed(source: str, at: int) -> Problem:
    """Why the attributes that open at `at` never close."""
    reach = _REACH.match(source, at)
    end = reach.end() if reach else at + 1
    escaped = source.find('\\"', at, end + 2)
    if escaped >= 0:
        return _escaped_quote(escaped)
    if source.startswith('"', end):
        return Problem(
            end, "unclosed-quote", 'this quotation mark is never closed; write the value as key="value"'
        )
    return Problem(at, "unclosed-brace", "this brace is never closed; put } after the last attribute")


_HASH = re.compile(rf"\{{#({NAME})\}}")


def parse(block: str) -> Attributes:
    """Read a block, braces included. What is wrong in it is among the `problems`, never raised."""
    if hash_only := _HASH.fullmatch(
        block
    ):  # the id of a fact: there are as many as facts, so do not keep them
        return Attributes(Word(hash_only[1], 1))
    return _parsed(block)


@lru_cache(maxsize=4096)
def _parsed(block: str) -> Attributes:
    return _Parser(block).attributes()


class _Parser:
    """Goes once from the first brace to the last."""

    def __init__(self, block: str) -> None:
        self.block = block
        self.end = len(block) - 1
        self.at = 1
        self.id: Word | None = None
        self.classes: list[Word] = []
        self.values: dict[str, Word] = {}
        self.keys: dict[str, int] = {}
        self.problems: list[Problem] = []
        self.bare_key = ""
        """Of the value just read, if it had no quotes."""

    def attributes(self) -> Attributes:
        self.skip(_SPACE)
        while self.at < self.end:
            self.attribute()
            self.skip(_SPACE)
        tag = next((word.text for word in self.classes if word.text in TAGS), "")
        return Attributes(self.id, tuple(self.classes), tag, self.values, self.keys, tuple(self.problems))

    def attribute(self) -> None:
        mark, key, self.bare_key = self.block[self.at], self.bare_key, ""
        if mark == ".":
            self.named("class", "bad-class")
        elif mark == "#":
            self.named("id", "bad-id")
        elif _KEY.match(self.block, self.at, self.end):
            self.pair(key)
        else:
            self.wrong(
                self.at,
                "bad-attribute",
                f'"{shown(mark)}" cannot stand here; write .tag, #name or key="value", with spaces between',
            )

    def named(self, key: str, code: str) -> None:
        """`.name` or `#name`."""
        start = self.at
        self.at += 1
        name = self.skip(_NAME)
        if not name:
            self.wrong(
                start, code, f'"{self.block[start]}" has no name after it; write {self.block[start]}name'
            )
        elif self.ended(code):
            self.put(key, name, start, start)

    def pair(self, before: str) -> None:
        """`key=value`; before it stood the bare value of the key `before`."""
        start = self.at
        key = self.skip(_KEY)
        after = self.at
        equals = self.skip(_EQUALS)
        if not equals:
            self.bare_word(start, key, before)
        elif equals != "=":
            at = after if self.block[after] != "=" else after + 1
            self.skip(_QUOTED)
            self.wrong(
                at, "space-at-equals", f'there is space at the "="; write {shown(key)}="…" without space'
            )
        else:
            self.value(key, start)

    def value(self, key: str, start: int) -> None:
        """What stands after `key=`."""
        at = self.at
        opening = self.block[at]
        if opening == '"':
            self.quoted(key, start)
        elif opening == "'":
            self.wrong(at, "single-quotes", f'single quotes do not hold a value; write {shown(key)}="…"', "'")
        elif opening in _CURLY:
            message = f'{opening} is a curly quotation mark; write {shown(key)}="…" with straight ones'
            self.wrong(at, "curly-quotes", message, _CURLY[opening] + '"')
        else:
            self.bare(key, start)

    def quoted(self, key: str, start: int) -> None:
        match = _QUOTED.match(self.block, self.at, self.end)
        if match is None:  # cannot be: the block would not have closed
            self.wrong(self.at, "unclosed-quote", "this quotation mark is never closed")
            return
        text = match[1]
        if (len(text) - len(text.rstrip("\\"))) % 2:
            self.problems.append(_escaped_quote(match.end() - 2))
            self.at = self.end
            return
        at = self.at + 1
        self.at = match.end()
        if self.ended("bad-value"):
            read = _dereferenced(text)
            self.put(key, read, start, at, text if read != text else "")

    def bare(self, key: str, start: int) -> None:
        at = self.at
        text = self.skip(_BARE)
        if not self.at_end():
            offending = shown(self.block[self.at])
            message = f'"{offending}" cannot stand in a value without quotes; write {shown(key)}="…"'
            self.wrong(self.at, "unquoted-value", message)
        elif not text:
            self.wrong(at, "empty-value", f'{shown(key)} has no value; write {shown(key)}="…"')
        else:
            self.put(key, text, start, at)
            self.bare_key = key

    def put(self, key: str, text: str, start: int, at: int, raw: str = "") -> None:
        """Keep what was read, unless it is there already."""
        text = INVISIBLE.sub("", text)
        if key == "class":
            self.classes += [Word(name, at) for name in text.split()]
        elif key == "id":
            self.put_id(text, at)
        elif key in self.values:
            self.problems.append(
                Problem(
                    start,
                    "duplicate-key",
                    f"{shown(key)} is given twice; keep one, several answers go in one with |",
                )
            )
        else:
            self.values[key] = Word(text, at, raw)
            self.keys[key] = start

    def put_id(self, text: str, at: int) -> None:
        if self.id is not None:
            message = (
                f"a second # in one pair of braces; keep one of #{shown(self.id.text)} and #{shown(text)}"
            )
            self.problems.append(Problem(at, "duplicate-hash", message))
        elif not re.fullmatch(NAME, text):
            offending = re.search(r"[^\w-]", text)
            where = at + (offending.start() if offending else 0)
            self.problems.append(Problem(where, "bad-id", _bad_name(offending[0] if offending else " ")))
        else:
            self.id = Word(text, at)

    def bare_word(self, start: int, word: str, before: str) -> None:
        """A word with neither dot nor value: plural may stand so, any other is a mistake."""
        if word == "plural" and not before:
            self.classes.append(Word(word, start))
            return
        if before:
            message = f'a value of several words stands in quotes; write {shown(before)}="…"'
            self.wrong(start, "unquoted-value", message)
            return
        meant = nearest(word, (*TAGS, "plural"))
        keyed = word if word in SPAN_KEYS + FACT_KEYS else ""
        if keyed:
            self.wrong(start, "missing-value", f'{keyed} has no value; write {keyed}="…"')
        elif meant:
            self.wrong(start, "missing-dot", f'"{shown(word)}" has no dot; write {{.{meant}}}')
        else:
            message = f'"{shown(word)}" is no attribute; write .tag, #name or key="value"'
            self.wrong(start, "bad-attribute", message)

    def ended(self, code: str) -> bool:
        """Whether the attribute ends here, as it must; otherwise say which character is in the way."""
        if self.at_end():
            return True
        offending = self.block[self.at]
        if offending in '.#"' or code == "bad-value":
            self.wrong(
                self.at,
                "missing-space",
                f'"{offending}" follows without space; put a space between attributes',
            )
        else:
            self.wrong(self.at, code, _bad_name(offending))
        return False

    def at_end(self) -> bool:
        return self.at >= self.end or self.block[self.at].isspace()

    def skip(self, pattern: re.Pattern[str]) -> str:
        match = pattern.match(self.block, self.at, self.end)
        if match is None:
            return ""
        self.at = match.end()
        return match[0]

    def wrong(self, at: int, code: str, message: str, closing: str = "") -> None:
        """Report, and go on behind the attribute: at the closing mark, else at the next space."""
        self.problems.append(Problem(at, code, message))
        if closing:
            found = re.compile(f"[{closing}]").search(self.block, at + 1, self.end)
            self.at = found.end() if found else self.end
        space = re.compile(r"\s").search(self.block, max(self.at, at), self.end)
        self.at = space.start() if space else self.end


def _escaped_quote(at: int) -> Problem:
    return Problem(
        at, "escaped-quote", 'a backslash does not escape a quotation mark here; write &quot; instead of \\"'
    )


def _bad_name(character: str) -> str:
    return f'"{shown(character) or " "}" cannot stand in a name; names are made of letters, digits, - and _'


def _dereferenced(text: str) -> str:
    return _REFERENCE.sub(_character, text) if "&" in text else text


def _character(reference: re.Match[str]) -> str:
    name = reference[0][1:]
    # html.unescape would also read the beginning of a name that is none: &nothing; as ¬hing;
    return html.unescape(reference[0]) if name[0] == "#" else html5.get(name, reference[0])
