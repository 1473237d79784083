"""The front matter of a sheet: YAML between two lines of dashes, checked, every mistake with its place.

    ---
    title: Petrograd, October 1917
    calendar: julian
    tags: [history, russia]
    names:
      Leon Trotsky: {kind: person, also: [Trotski, Lev Trotsky]}
    ---

It is only composed, never constructed: every value is text to us, so that a title may be `1917-10-25` and a
language `no`, and nothing in it can run. Aliases are refused, as a few lines of them can stand for gigabytes.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from types import MappingProxyType
from typing import TYPE_CHECKING, Annotated, Any, Literal

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from quizgen.fact import NO_NAMES, Name, Place
from quizgen.finding import Finding
from quizgen.reading.attributes import NAME
from quizgen.reading.quoting import INVISIBLE, nearest, shown

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pydantic_core import ErrorDetails

    from quizgen.finding import Severity

LONGEST = 250_000
"""Characters of front matter that are read: YAML is slow, and thousands of names fit in."""
DEEPEST = 12
"""Lists and mappings inside each other."""

Path = tuple[str | int, ...]
"""The keys that lead to a value: `("names", "Leon Trotsky", "kind")`."""


def _listed(value: object) -> object:
    """`a, b` or `a | b` for `[a, b]`."""
    if isinstance(value, str):
        return [part.strip() for part in re.split(r"[,|]", value) if part.strip()]
    return value


def _lowered(value: object) -> object:
    return value.lower() if isinstance(value, str) else value


Texts = Annotated[tuple[str, ...], BeforeValidator(_listed)]


class NameEntry(BaseModel):
    """What the front matter says of one name."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    kind: str = ""
    plural: bool | None = None
    also: Annotated[
        tuple[str, ...], BeforeValidator(lambda value: [value] if isinstance(value, str) else value)
    ] = ()


class FrontMatter(BaseModel):
    """The keys of a sheet's front matter."""

    model_config = ConfigDict(frozen=True, extra="forbid")
    id: str = Field(default="", pattern=rf"^(?:{NAME})?$")
    title: str = ""
    calendar: Annotated[Literal["gregorian", "julian"], BeforeValidator(_lowered)] = "gregorian"
    language: str = Field(default="en", pattern=r"^[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*$")
    source: str = ""
    tags: Texts = ()
    names: dict[str, NameEntry] = {}
    description: str = ""
    author: str = ""
    license: str = ""
    math: bool = False


NO_FRONT_MATTER = FrontMatter()


@dataclass(frozen=True, slots=True)
class Head:
    """A sheet's front matter, read."""

    front: FrontMatter = NO_FRONT_MATTER
    lines: int = 0
    """How many lines it takes up, its dashes included."""
    findings: tuple[Finding, ...] = ()

    @property
    def names(self) -> Mapping[str, Name]:
        """What is known of the names in the sheet."""
        if not self.front.names:
            return NO_NAMES
        return MappingProxyType(
            {name: Name(entry.kind, entry.plural, entry.also) for name, entry in self.front.names.items()}
        )


def read(lines: list[str], path: str) -> Head:
    """Read the front matter of a sheet, if it has any.

    `lines` are the sheet's, without their ends. What is wrong costs the value it stands in, or all values
    where it is not YAML, never the facts: it is among the `findings`, never raised.
    """
    start = next((number for number, line in enumerate(lines) if line.strip()), 0)
    if not lines or lines[start].rstrip() != "---":
        return Head()
    end = _end(lines, start)
    if end < 0:
        return _unclosed(lines, start, path)
    inside = lines[start + 1 : end]
    if not _looks_like_yaml(inside):
        return Head()
    reader = _Reader(path, start + 1)
    return Head(reader.front(inside), end + 1, tuple(reader.findings))


_FENCES = ("---", "...")
_KEY = re.compile(r"""["'\w][^\n]*?:(?:\s|$)|\s*\{|[#%]""")


def _end(lines: list[str], start: int) -> int:
    """The line that closes the front matter, or -1. A tagged span shows that the facts have begun."""
    for number in range(start + 1, len(lines)):
        if lines[number].rstrip() in _FENCES:
            return number
        if "]{." in lines[number]:
            return -1
    return -1


def _looks_like_yaml(inside: list[str]) -> bool:
    """A line of dashes with an empty line under it is a rule, unless a key follows all the same."""
    if not inside or inside[0].strip():
        return True
    first = next((line for line in inside if line.strip()), "")
    return bool(_KEY.match(first))


def _unclosed(lines: list[str], start: int, path: str) -> Head:
    """Without its second line of dashes it is read up to the first empty line, heading or tagged span."""
    if start + 1 >= len(lines) or not _KEY.match(lines[start + 1]):
        return Head()
    end = start + 1
    while (
        end < len(lines)
        and lines[end].strip()
        and "]{." not in lines[end]
        and lines[end][:2] not in ("# ", "##")
    ):
        end += 1
    message = "the front matter is never closed; put a line --- after its last line"
    finding = Finding(Place(path, start + 1, 1), "error", "unclosed-front-matter", message)
    return Head(lines=end, findings=(finding,))


class _Reader:
    """Reads the YAML of one sheet, and remembers where each value stands and what is wrong."""

    def __init__(self, path: str, before: int) -> None:
        self.path = path
        self.before = before
        """Lines of the sheet above the YAML."""
        self.findings: list[Finding] = []
        self.places: dict[Path, Place] = {}
        """Of each value."""
        self.keys: dict[Path, Place] = {}
        """Of each value's key."""

    def front(self, inside: list[str]) -> FrontMatter:
        # YAML counts three more characters as ends of lines; places would be wrong after them.
        text = re.sub("[\x85\u2028\u2029]", " ", "\n".join(inside))
        text = INVISIBLE.sub("\u2060", text)
        if len(text) > LONGEST:
            message = f"the front matter is longer than {LONGEST} characters; keep in it what is needed"
            self.wrong(Place(self.path, self.before + 1), "front-matter-too-long", message)
            return NO_FRONT_MATTER
        node = self.composed(text)
        if node is None:
            return NO_FRONT_MATTER
        if not isinstance(node, yaml.MappingNode):
            message = "the front matter is not made of keys and values; write title: My sheet"
            self.wrong(self.place(node.start_mark), "front-matter-not-keys", message)
            return NO_FRONT_MATTER
        value = self.plain(node, ())
        assert isinstance(value, dict)
        return self.checked(value)

    def composed(self, text: str) -> yaml.Node | None:
        """The tree of the YAML; None where there is none, or where it is broken."""
        try:
            if not self.modest(text):
                return None
            node: yaml.Node | None = yaml.compose(text, Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            self.broken(error)
            return None
        except yaml.YAMLError as error:
            message = f"this is not YAML ({shown(str(error))}); write one key: value a line"
            self.wrong(Place(self.path, self.before + 1), "yaml", message)
            return None
        return node

    def modest(self, text: str) -> bool:
        """Whether it has neither aliases nor depths; looked at event by event, before any tree is built."""
        depth = 0
        for event in yaml.parse(text, Loader=yaml.SafeLoader):
            if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
                message = "& and * at the start of a value have a meaning in YAML; put the value in quotes"
                self.wrong(self.place(event.start_mark), "yaml-alias", message)
                return False
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                message = f"this is nested more than {DEEPEST} deep; write it flat"
                self.wrong(self.place(event.start_mark), "yaml-depth", message)
                return False
        return True

    def plain(self, node: yaml.Node, path: Path) -> object:
        """The node as text, lists and dictionaries of text; None for an empty value."""
        self.places[path] = self.place(node.start_mark)
        if isinstance(node, yaml.SequenceNode):
            values = [self.plain(item, (*path, index)) for index, item in enumerate(node.value)]
            return [value for value in values if value is not None]
        if isinstance(node, yaml.MappingNode):
            return self.mapping(node, path)
        if (
            isinstance(node, yaml.ScalarNode)
            and node.style is None
            and node.value in ("", "~", "null", "Null", "NULL")
        ):
            return None
        return " ".join(str(node.value).replace("\u2060", "").split())

    def mapping(self, node: yaml.MappingNode, path: Path) -> dict[str, object]:
        """A mapping; of two equal keys the first counts."""
        values: dict[str, object] = {}
        for key_node, value_node in node.value:
            place = self.place(key_node.start_mark)
            if not isinstance(key_node, yaml.ScalarNode):
                self.wrong(place, "yaml-key", "this key is not plain text; put it in quotes")
                continue
            key = " ".join(str(key_node.value).replace("\u2060", "").split())
            if key in values:
                self.wrong(place, "duplicate-key", f'"{shown(key)}" is given twice; keep one of them')
                continue
            value = self.plain(value_node, (*path, key))
            values[key] = {} if value is None and path == ("names",) else value
            self.keys[(*path, key)] = place
        return {key: value for key, value in values.items() if value is not None}

    def checked(self, value: dict[str, Any]) -> FrontMatter:
        """The values by pydantic; those that it refuses are reported and left out."""
        while True:
            try:
                return FrontMatter.model_validate(value)
            except ValidationError as error:
                for detail in error.errors(include_url=False):
                    self.refused(detail)
                for detail in error.errors(include_url=False):
                    _drop(value, _given(detail["loc"], value))

    def refused(self, detail: ErrorDetails) -> None:
        """Say in our own words what pydantic did not like."""
        loc = detail["loc"]
        key = str(loc[-1])
        if detail["type"] == "extra_forbidden":
            self.unknown(loc, key)
            return
        named = next((part for part in reversed(loc) if isinstance(part, str)), key)
        meant = _MEANT.get(detail["type"], "{key} cannot be this; look at its spelling")
        if detail["type"] == "string_pattern_mismatch":
            meant = _MEANT[f"{named}_pattern"]
        value = detail["input"] if isinstance(detail["input"], str) else ""
        self.wrong(
            self.place_of(loc), "front-matter-value", meant.format(key=shown(named), value=shown(value))
        )

    def unknown(self, loc: Path, key: str) -> None:
        known = list((FrontMatter if len(loc) == 1 else NameEntry).model_fields)
        meant = nearest(key, known)
        hint = f'"{meant}" is the nearest of' if meant else "known are"
        where = "" if len(loc) == 1 else " of a name"
        message = f'no key{where} is called "{shown(key)}"; {hint} {", ".join(known)}'
        self.wrong(self.keys[loc], "unknown-key", message, "warning")

    def broken(self, error: yaml.MarkedYAMLError) -> None:
        """Say in our own words where the YAML breaks."""
        problem, context = error.problem or "", error.context or ""
        unknown = (f"this is not YAML ({shown(problem)}); write one key: value a line", False)
        told = (meant for sign, meant in _BROKEN.items() if sign in problem or sign in context)
        message, at_context = next(told, unknown)
        mark = error.context_mark if at_context else error.problem_mark
        self.wrong(self.place(mark or error.problem_mark or error.context_mark), "yaml", message)

    def place(self, mark: Any) -> Place:
        """Of a mark of PyYAML's; its two loaders have two types for it."""
        if mark is None:
            return Place(self.path, self.before + 1)
        return Place(self.path, self.before + mark.line + 1, mark.column + 1)

    def place_of(self, loc: Path) -> Place:
        """Of the value, or of the nearest one around it whose place is known."""
        while loc and loc not in self.places:
            loc = loc[:-1]
        return self.places.get(loc, Place(self.path, self.before + 1))

    def wrong(self, place: Place, code: str, message: str, severity: Severity = "error") -> None:
        self.findings.append(Finding(place, severity, code, message))


def _given(loc: Path, value: object) -> Path:
    """As much of a path as leads through dictionaries that were given."""
    path: list[int | str] = []
    for part in loc:
        if not isinstance(value, dict) or part not in value:
            break
        path.append(part)
        value = value[part]
    return tuple(path)


def _drop(value: dict[str, Any], path: Path) -> None:
    for part in path[:-1]:
        value = value[str(part)]
    value.pop(str(path[-1]), None)


_MEANT = {
    "literal_error": '"{value}" is no calendar; write julian or gregorian',
    "string_type": "{key} is not text; write {key}: words",
    "tuple_type": "{key} is not a list; write {key}: [one, two]",
    "bool_parsing": '{key} cannot be "{value}"; write {key}: true or {key}: false',
    "bool_type": "{key} is neither true nor false; write {key}: true or {key}: false",
    "dict_type": "{key} are not names with what is known of them; write Leon Trotsky: {{kind: person}} below it",
    "model_type": "of {key} nothing is said that can be read; write {key}: {{kind: person}}",
    "id_pattern": '"{value}" cannot be an id; ids are made of letters, digits, - and _',
    "language_pattern": '"{value}" is no code of a language; write en, or en-GB',
}
"""What each kind of refusal means to an author."""

_BROKEN = {
    "mapping values are not allowed": ('a second ": " in one value; put the value in quotes', False),
    "while scanning a simple key": ('this line has no ":"; write key: value', True),
    "while parsing a flow sequence": ("this list does not end as it should; write [one, two]", True),
    "while parsing a flow mapping": ("these braces do not end as they should; write {kind: person}", True),
    "while scanning a quoted scalar": ("this quotation mark is never closed; close it on its line", True),
    r"found character '\t'": ("a tab stands where YAML wants spaces; indent by spaces", False),
    "that cannot start any token": (
        "a value cannot begin with this character; put the value in quotes",
        False,
    ),
    "did not find expected key": ("this line does not fit in with those above; indent keys alike", False),
    "expected <block end>": ("this line does not fit in with those above; indent keys alike", False),
    "while scanning an anchor": (
        "& at the start of a value has a meaning in YAML; put the value in quotes",
        True,
    ),
    "while scanning an alias": (
        "* at the start of a value has a meaning in YAML; put the value in quotes",
        True,
    ),
    "expected a single document": ("a second document begins here; keep one", False),
}
"""What YAML says when it breaks, in whole or in part, and what it means to an author: the place is that of the
problem, or of what it was in the middle of."""
