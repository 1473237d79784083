"""Brackets of a paragraph: which belongs to which, and what the braces and parentheses behind them make of them.

Matched by a stack, as cmark does it: every bracket is looked at once, so that time grows with the text and no
more. Where the brackets stand, and what is no bracket because it is code or escaped, is the caller's business.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from markdown_it.helpers import parseLinkDestination, parseLinkTitle

from quizgen.reading.attributes import Attributes, Problem, block_at, looks_like_attributes, parse, unclosed
from quizgen.reading.quoting import nearest, shown
from quizgen.tags import TAGS


class Opener(NamedTuple):
    """A bracket that is open."""

    at: int
    slot: int
    """Which piece (or token) of what is put out it is."""
    image: bool = False
    delimiters: int = 0
    """How many emphasis marks stand before it."""


_NO_OPENER = Opener(-1, -1)
_NO_ATTRIBUTES = Attributes()


class Closed(NamedTuple):
    """What a closing bracket turned out to close."""

    kind: str
    """span, link, image, or text: just a bracket."""
    end: int
    """Offset behind all that belongs to it."""
    opener: Opener = _NO_OPENER
    brace: int = -1
    attributes: Attributes = _NO_ATTRIBUTES
    address: str = ""
    """Of an image."""


@dataclass(slots=True)
class Brackets:
    """The open brackets of one paragraph, and what was found wrong."""

    source: str
    words_end: int
    """Where the last thing that is neither space nor comment ends."""
    stack: list[Opener] = field(default_factory=list)
    no_link_below: int = 0
    """Openers under this height stand around a link already, and links do not nest."""
    problems: list[Problem] = field(default_factory=list)
    attributes: Attributes | None = None
    brace: int = -1
    comments_end: bool = True
    """Whether a comment can still find its end."""

    def close(self, at: int) -> Closed:
        """A closing bracket at `at`: what is it the end of?"""
        opener = self.stack.pop() if self.stack else None
        may_be_link = len(self.stack) >= self.no_link_below
        self.no_link_below = min(self.no_link_below, len(self.stack))
        follower = self.source[at + 1 : at + 2]
        if opener is None:
            return self.close_nothing(at) if follower == "{" else Closed("text", at + 1)
        if follower == "{":
            return self.close_span(opener, at + 1)
        if follower == "(" and (opener.image or may_be_link):
            return self.close_link(opener, at + 1)
        return Closed("text", at + 1)

    def close_nothing(self, at: int) -> Closed:
        """A closing bracket that has no opening one."""
        if not looks_like_attributes(self.source, at + 1):
            return Closed("text", at + 1)
        block = block_at(self.source, at + 1)
        self.wrong(at, "unopened-bracket", "this bracket was never opened; put [ before the tagged words")
        return Closed("text", at + 1 + len(block or "{"))

    def close_span(self, opener: Opener, brace: int) -> Closed:
        """A bracket that a brace follows, at `brace`."""
        block = block_at(self.source, brace)
        if block is None:
            if looks_like_attributes(self.source, brace):
                self.problems.append(unclosed(self.source, brace))
            return Closed("text", brace + 1)
        attributes = parse(block)
        self.problems += [problem.shifted(brace) for problem in attributes.problems]
        return Closed("span", brace + len(block), opener, brace, attributes)

    def close_link(self, opener: Opener, at: int) -> Closed:
        """A bracket that a parenthesis follows, at `at`."""
        end, address = _destination(self.source, at)
        if end < 0:
            return Closed("text", at)
        inside = self.source[at + 1 : end - 1].strip(" .")
        if inside in TAGS:
            message = f"a tag stands in braces, not in parentheses; write {{.{inside}}}"
            self.wrong(at, "round-brackets", message)
        if opener.image:
            return Closed("image", end, opener, address=address)
        self.no_link_below = len(self.stack)
        if self.source.startswith("{", end) and (block := block_at(self.source, end)):
            attributes = parse(block)
            self.problems += [problem.shifted(end) for problem in attributes.problems]
            return Closed("span", end + len(block), opener, end, attributes)
        return Closed("link", end, opener)

    def brace_at(self, at: int) -> int:
        """An opening brace that no bracket leads to: where reading goes on, `at` where it is just text."""
        if not looks_like_attributes(self.source, at):
            return at
        block = block_at(self.source, at)
        if block is None:
            self.problems.append(unclosed(self.source, at))
            return at + 1
        attributes = parse(block)
        end = at + len(block)
        if end >= self.words_end and not self.meant_for_span(at, attributes):
            self.attributes, self.brace = attributes, at
            self.problems += [problem.shifted(at) for problem in attributes.problems]
        else:
            self.misplaced(at, attributes)
        return end

    def meant_for_span(self, at: int, attributes: Attributes) -> bool:
        """Whether attributes at the end of a paragraph are not the paragraph's: they have a tag, or nearly one
        with a closing bracket before them."""
        if attributes.tag:
            return True
        return self.bracket_before(at) >= 0 and any(nearest(word.text, TAGS) for word in attributes.classes)

    def bracket_before(self, at: int) -> int:
        """Where the space begins that parts a brace from a closing bracket; -1 where there is none."""
        before = before_space(self.source, at)
        return before if before < at and self.source.startswith("]", before - 1) else -1

    def misplaced(self, at: int, attributes: Attributes) -> None:
        """Attributes that belong to nothing: say what was probably meant."""
        name = attributes.tag or (attributes.classes[0].text if attributes.classes else "")
        shape = f"{{.{shown(name)}}}"
        before = self.bracket_before(at)
        if name and before >= 0:
            self.wrong(
                before, "space-before-brace", f"there is space before the brace; write ]{shape} without space"
            )
        elif name and self.stack:
            opener = self.stack.pop()
            self.wrong(
                opener.at, "unclosed-bracket", f"this bracket is not closed before {shape}; put ] there"
            )
        elif attributes.tag:
            message = f"{shape} is attached to nothing; put the words it is for in brackets: [words]{shape}"
            self.wrong(at, "attached-to-nothing", message)
        elif attributes.problems:
            self.problems += [problem.shifted(at) for problem in attributes.problems]
        else:
            message = "these attributes are attached to nothing; those of a fact stand at its very end"
            self.wrong(at, "attributes-not-last", message)

    def comment_end(self, at: int) -> int:
        """Behind the comment that opens at `at`; -1 where it does not end in this paragraph."""
        end = self.source.find("-->", at + 2) if self.comments_end else -1
        if end < 0:
            if self.comments_end:
                message = "this comment does not end in its paragraph; close it with -->"
                self.wrong(at, "unclosed-comment", message)
            self.comments_end = False
            return -1
        return end + 3

    def wrong(self, at: int, code: str, message: str) -> None:
        """Note an error at an offset of the source."""
        self.problems.append(Problem(at, code, message))


def _destination(source: str, at: int) -> tuple[int, str]:
    """Behind the `(destination "title")` that opens at `at`, and the destination; -1 where it is none."""
    end = len(source)
    pos = _skip_space(source, at + 1)
    destination = parseLinkDestination(source, pos, end)
    if destination.ok:
        pos = destination.pos
        title_at = _skip_space(source, pos)
        title = parseLinkTitle(source, title_at, end) if title_at > pos else None
        pos = _skip_space(source, title.pos if title and title.ok else title_at)
    return (pos + 1, destination.str) if source.startswith(")", pos) else (-1, "")


_BLANK = re.compile(r"[ \t\n]*+")


def _skip_space(source: str, at: int) -> int:
    match = _BLANK.match(source, at)
    return match.end() if match else at


def before_space(source: str, end: int) -> int:
    """Where the white space that ends at `end` begins."""
    while end > 0 and source[end - 1].isspace():
        end -= 1
    return end


def words_end(source: str) -> int:
    """Where the words of a paragraph end: comments and space behind them do not count."""
    end = before_space(source, len(source))
    while source.endswith("-->", 0, end):
        opening = source.rfind("<!--", 0, end)
        if opening < 0 or source.find("-->", opening + 2) + 3 != end:
            return end
        end = before_space(source, opening)
    return end
