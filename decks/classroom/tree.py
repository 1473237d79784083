"""XML of strangers into a tree: nothing is fetched, nothing grows, and every element knows its line.

Expat of the standard library reads it, since it tells exact lines and columns, needs no package, and never goes to
the network or the disk by itself. Entities are what makes a small file huge or lets it look at other files; they
can only be declared inside a document type, so a document type with declarations in it is refused. One that only
names itself, as old QTI files do, is passed over.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html.entities import html5
from typing import TYPE_CHECKING
from xml.parsers import expat

from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

DEEPEST = 200
"""Elements inside one another; real files have fewer than thirty."""


_NONE: list[Node] = []
"""The children of every element without any, most of them: a list of its own for each would cost time."""


class Node:
    """An element; its name without prefix."""

    __slots__ = ("attributes", "children", "line", "tag", "text")

    def __init__(self, tag: str, attributes: dict[str, str], line: int) -> None:
        self.tag = tag
        self.attributes = attributes
        self.line = line
        self.children: list[Node] = _NONE
        self.text = ""
        """What stands directly in it."""

    def child(self, tag: str) -> Node | None:
        """Return the first child of that name."""
        return next((child for child in self.children if child.tag == tag), None)

    def all(self, tag: str) -> list[Node]:
        """Return the children of that name."""
        return [child for child in self.children if child.tag == tag]

    def walk(self, *tags: str) -> Iterator[Node]:
        """Yield the elements of these names inside it, in the order of the file."""
        open_nodes = self.children[::-1]
        while open_nodes:
            node = open_nodes.pop()
            if node.tag in tags:
                yield node
            if node.children:
                open_nodes += node.children[::-1]

    def find(self, *tags: str) -> Node | None:
        """Return the first element of these names inside it."""
        return next(self.walk(*tags), None)

    def said(self, tag: str) -> str:
        """Return the text of the first child of that name, without white space around it."""
        node = self.child(tag)
        return node.text.strip() if node is not None else ""


Take = Callable[[Node, Sequence[Node]], None]
"""Is given an element that ended, and the elements that it stands in, the outermost first."""


def parse(data: bytes, name: str, tag: str = "", take: Take | None = None) -> Node:
    """Return the root element of an XML file; QuizgenError with line and column where it is none, or no safe one.

    Each element called `tag` is given to `take` as soon as it ends and is no part of the tree, so that of a large
    file only one question at a time is in memory.
    """
    parser = expat.ParserCreate()
    builder = _Builder(name, parser, tag if take is not None else "", take)
    parser.buffer_text = True
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.StartDoctypeDeclHandler = builder.doctype
    parser.SkippedEntityHandler = builder.skipped
    try:
        parser.Parse(data, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        if not isinstance(error, expat.ExpatError):
            raise QuizgenError(f"{name}: {error}; XML is written in UTF-8") from error
        place = f"{name}:{error.lineno}:{error.offset + 1}"
        what = expat.errors.messages[error.code]
        raise QuizgenError(
            f"{place}: this is not sound XML ({what}); export it again, or mend this place"
        ) from error
    return builder.root


class _Builder:
    """The elements that are open."""

    def __init__(self, name: str, parser: expat.XMLParserType, tag: str, take: Take | None) -> None:
        self.name = name
        self.parser = parser
        self.tag = tag
        self.take = take
        self.root = Node("", {}, 1)
        self.open: list[Node] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        node = Node(tag.rpartition(":")[2] if ":" in tag else tag, attributes, self.parser.CurrentLineNumber)
        if not self.open:
            self.root = node
        elif len(self.open) == DEEPEST:
            raise self.refused(f"more than {DEEPEST} elements stand inside one another; no quiz is so deep")
        elif (parent := self.open[-1]).children is _NONE:
            parent.children = [node]
        else:
            parent.children.append(node)
        self.open.append(node)

    def end(self, _tag: str) -> None:
        node = self.open.pop()
        if node.tag == self.tag and self.take is not None:
            if self.open:
                self.open[-1].children.pop()
            self.take(node, self.open)

    def text(self, text: str) -> None:
        self.open[-1].text += text

    def doctype(
        self, _name: str, _system: str | None, _public: str | None, has_internal_subset: bool
    ) -> None:
        if has_internal_subset:
            raise self.refused(
                "the document type declares entities, which are not read; take <!DOCTYPE …> out"
            )

    def skipped(self, entity: str, is_parameter: bool) -> None:
        if not is_parameter:
            self.open[-1].text += html5.get(f"{entity};", f"&{entity};")

    def refused(self, why: str) -> QuizgenError:
        return QuizgenError(
            f"{self.name}:{self.parser.CurrentLineNumber}:{self.parser.CurrentColumnNumber + 1}: {why}"
        )
