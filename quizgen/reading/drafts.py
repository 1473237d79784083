"""From the blocks of a sheet to drafts of its facts: which paragraph is one, under which headings, explained how.

An item's first paragraph is a draft; so is a paragraph outside lists. A paragraph of nothing but pictures belongs to
the draft above it. A block that is neither draft nor heading nor explanation is left out, and said.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.fact import Place
from quizgen.finding import Finding
from quizgen.reading import markup
from quizgen.reading.attributes import Problem
from quizgen.reading.blocks import Stretch, blocks, stretch
from quizgen.reading.mistakes import (
    APART,
    TAGGED,
    look_at_attributes,
    look_at_blocks,
    look_at_forgotten,
    look_at_untagged,
)
from quizgen.reading.quoting import INVISIBLE

if TYPE_CHECKING:
    from markdown_it.token import Token

    from quizgen.finding import Severity
    from quizgen.reading.pictures import Image


@dataclass(slots=True)
class Draft:
    """A paragraph that may become a fact."""

    stretch: Stretch
    section: tuple[str, ...]
    marked: markup.Marked = field(default_factory=lambda: markup.Marked(""))
    problems: list[Problem] = field(default_factory=list)
    explanation: list[str] = field(default_factory=list)
    pictures: list[tuple[Image, Place]] = field(default_factory=list)
    """Its own, and those of the paragraphs under it that have nothing else."""

    def wrong(self, at: int, code: str, message: str, severity: Severity = "error") -> None:
        """Note what is wrong at an offset of its source."""
        self.problems.append(Problem(at, code, message, severity))

    @property
    def sound(self) -> bool:
        """Whether nothing in it costs it."""
        return not self.problems or all(problem.severity != "error" for problem in self.problems)


@dataclass(frozen=True, slots=True)
class Drafted:
    """What the blocks of a sheet came to."""

    drafts: tuple[Draft, ...]
    titles: tuple[tuple[str, bool], ...]
    """Of the headings of the first level, and whether anything stands above each."""
    findings: tuple[Finding, ...]
    """Of what is no draft; each draft has its own problems."""
    formulas: frozenset[str] = frozenset()
    """Those that were read, dollars included."""


def draft(lines: list[str], path: str, before: int = 0, *, math: bool = False) -> Drafted:
    """Read the lines of a sheet's body, without their ends; `before` so many lines stand above them.

    With `math`, what stands between dollars is a formula.
    """
    walk = _Walk(path, lines, before, set() if math else None)
    walk.walk(blocks("\n".join(lines)))
    found = frozenset(walk.formulas or ())
    return Drafted(tuple(walk.drafts), tuple(walk.titles), tuple(walk.findings), found)


@dataclass(slots=True)
class _Item:
    """A list item that is open."""

    draft: Draft | None = None
    """What its first paragraph became."""


class _Walk:
    """Goes once through the blocks of a sheet, and knows in which section and item it is."""

    def __init__(self, path: str, lines: list[str], before: int, formulas: set[str] | None) -> None:
        self.path = path
        self.lines = lines
        self.before = before
        """Lines of front matter above them."""
        self.formulas = formulas
        """Those found so far; None where dollars are dollars."""
        self.findings: list[Finding] = []
        self.drafts: list[Draft] = []
        self.headings: list[tuple[int, str]] = []
        """Those above the next fact: level and text."""
        self.section: tuple[str, ...] = ()
        """Their texts."""
        self.titles: list[tuple[str, bool]] = []
        self.items: list[_Item] = []
        self.above: Draft | None = None
        """What a quote that follows here explains."""
        self.last: tuple[Draft | None, int] = (None, -1)
        """The draft that came last, and the line behind it."""
        self.comment_open = False
        """Whether a comment was opened and not closed."""

    def walk(self, tokens: list[Token]) -> None:
        index = 0
        while index < len(tokens):
            token = tokens[index]
            kind = token.type
            if kind == "inline":
                self.paragraph(token, tokens[index + 1 : index + 3])
            elif kind == "heading_open":
                self.heading(token, tokens[index + 1])
                index += 2
            elif kind == "hr":
                self.above = None
            elif kind == "list_item_open":
                self.above = None
                self.items.append(_Item())
                self.number(token)
            elif kind == "list_item_close":
                self.items.pop()
            elif kind == "blockquote_open":
                end = _closing(tokens, index)
                self.quote(token, tokens[index + 1 : end])
                index = end
            elif kind in ("fence", "code_block"):
                self.code(token)
            elif kind == "unclosed_fence":
                message = (
                    "this code block is never closed; close it with a line of the same marks, or take it out"
                )
                self.report(token, "unclosed-fence", message)
                index += 3
            elif kind == "too_deep":
                self.report(
                    token, "too-deep", "this is nested too deep to be read; write it as a list of its own"
                )
                index += 3
            index += 1

    def number(self, token: Token) -> None:
        """A year and a full stop at the start of a line make an item, and the year is gone."""
        if len(token.info) > 3:
            message = f"{token.info}. is taken for the number of an item and left out; write {token.info}\\. to keep it"
            self.report(token, "number-left-out", message, "warning")

    def heading(self, token: Token, inline: Token) -> None:
        place = self.stretch(inline)
        if self.items:
            message = "a heading inside an item is left out; put it at the start of a line"
            self.report(
                token, "heading-in-item", message, "error" if TAGGED.search(place.source) else "warning"
            )
            return
        marked = markup.read(place.source, self.formulas)
        for mark in marked.marks:
            if mark.attributes.tag:
                message = "a heading is not asked for; put what is to be asked into a fact below it"
                self.add(place.place(mark.at), "warning", "tag-in-heading", message)
        for problem in marked.problems:
            self.add(place.place(problem.at), "warning", problem.code, problem.message)
        self.leave_out(
            marked, place, "a heading shows no picture, and this one is left out; put it into a fact"
        )
        if marked.attributes and (marked.attributes.classes or marked.attributes.keys):
            message = "attributes of a heading mean nothing here; give them to the facts below it"
            self.add(place.place(marked.brace), "warning", "heading-attributes", message)
        level = int(token.tag[1:])
        if level == 1:
            self.titles.append((marked.text, bool(self.drafts or self.headings)))
        self.headings = [above for above in self.headings if above[0] < level]
        if marked.text:
            self.headings.append((level, marked.text))
        self.section = tuple(text for _, text in self.headings)
        self.above = None

    def paragraph(self, token: Token, following: list[Token]) -> None:
        item = self.items[-1] if self.items else None
        if "![" in token.content and self.pictures(token):
            return
        if item and item.draft:
            self.second_paragraph(token)
            return
        draft = self.draft(token, following)
        if item:
            item.draft = draft
        else:
            self.above = draft
        self.last = (draft, token.map[1] if token.map else -1)

    def pictures(self, token: Token) -> bool:
        """Whether a paragraph is nothing but pictures; they belong to the fact above it."""
        place = self.stretch(token)
        marked = markup.read(place.source, self.formulas)
        if not marked.is_pictures:
            return False
        for problem in marked.problems:
            self.add(place.place(problem.at), problem.severity, problem.code, problem.message)
        above = self.explained(token.map[0] if token.map else 0) or self.over(token)
        if above:
            above.pictures += [(image, place.place(image.at)) for image in marked.pictures]
            self.last = (above, token.map[1] if token.map else -1)
        else:
            message = "this picture stands under no fact and is left out; put it into one, or right below it"
            self.leave_out(marked, place, message)
        return True

    def over(self, token: Token) -> Draft | None:
        """The fact above a paragraph, where nothing but empty lines stands between."""
        draft, end = self.last
        between = self.lines[end : token.map[0] if token.map else 0]
        return draft if not self.items and not any(line.strip() for line in between) else None

    def leave_out(self, marked: markup.Marked, place: Stretch, message: str) -> None:
        """A finding for each picture that cannot be shown where it stands."""
        for image in marked.pictures:
            said = message.replace("shows no picture", "plays no sound").replace("picture", "sound")
            self.add(place.place(image.at), "warning", "image-left-out", said if image.is_sound else message)

    def second_paragraph(self, token: Token) -> None:
        place = self.stretch(token)
        tagged = TAGGED.search(place.source)
        marked = markup.read(place.source, self.formulas)
        if not marked.text and marked.attributes:
            self.add(place.place(marked.brace), "error", "attributes-not-last", APART)
            return
        if not tagged and not marked.text:
            return
        message = "only the first paragraph of an item is its fact; make this an item, or quote it with > to explain"
        severity: Severity = "error" if tagged else "warning"
        self.add(place.place(0), severity, "second-paragraph", message)

    def draft(self, token: Token, following: list[Token]) -> Draft:
        """A paragraph as a draft; whatever is wrong with it goes with it."""
        draft = Draft(self.stretch(token), self.section)
        self.drafts.append(draft)
        look_at_blocks(draft, self.lines, self.before)
        draft.marked = markup.read(draft.stretch.source, self.formulas)
        if not draft.sound:  # what else is wrong with it follows from that
            return draft
        draft.problems += draft.marked.problems
        draft.pictures += [(image, draft.stretch.place(image.at)) for image in draft.marked.pictures]
        look_at_attributes(draft)
        self.look_at_comments(draft)
        if not draft.problems and not any(mark.attributes.tag for mark in draft.marked.marks):
            look_at_untagged(draft, underlined=_is_underlined(token, following))
        elif not draft.problems:
            look_at_forgotten(draft)
        return draft

    def look_at_comments(self, draft: Draft) -> None:
        """A comment that begins in one paragraph and ends in another."""
        if any(problem.code == "unclosed-comment" for problem in draft.problems):
            self.comment_open = True
        elif self.comment_open and "-->" in draft.marked.text:
            self.comment_open = False
            message = "a comment ends here that was not opened in this paragraph; open and close it in one"
            draft.wrong(draft.stretch.source.find("-->"), "unopened-comment", message)

    def quote(self, token: Token, inside: list[Token]) -> None:
        """An explanation of the fact above it, or a quote that stands alone."""
        first = token.map[0] if token.map else 0
        draft = self.explained(first)
        texts = []
        tagged: list[tuple[Place, bool]] = []
        for part in inside:
            if part.type == "inline":
                place = self.stretch(part)
                marked = markup.read(place.source, self.formulas)
                texts.append(marked.text)
                self.leave_out(
                    marked,
                    place,
                    "an explanation shows no picture, and this one is left out; put it into the fact",
                )
                if TAGGED.search(place.source):
                    tags = [place.place(mark.at) for mark in marked.marks if mark.attributes.tag]
                    tagged += [(where, self.is_lazy(where.line, first)) for where in tags]
            elif part.type in ("fence", "code_block"):
                texts.append(INVISIBLE.sub("", part.content).strip("\n"))
        for where, lazy in tagged:
            if lazy or draft:
                self.tag_in_quote(where, lazy)
        if draft:
            draft.explanation += [text for text in texts if text]
        else:
            self.stray_quote(token, not all(lazy for _, lazy in tagged))

    def explained(self, line: int) -> Draft | None:
        """What a quote on this line explains: the fact of its item, or the paragraph or item right above."""
        if self.items:
            return self.items[-1].draft
        if self.above:
            return self.above
        draft, end = self.last
        return draft if end == line else None

    def is_lazy(self, line: int, first: int) -> bool:
        """Whether a line of a quote lacks its `>`."""
        number = line - self.before - 1
        return number != first and not self.lines[number].lstrip().startswith(">")

    def tag_in_quote(self, where: Place, lazy: bool) -> None:
        if lazy:
            message = "this line belongs to the quote above it; put an empty line between to make it a fact"
            self.add(where, "error", "swallowed-fact", message)
            return
        message = "an explanation is not asked for, and this tag is taken off; tag words of the fact"
        self.add(where, "warning", "tag-in-explanation", message)

    def stray_quote(self, token: Token, tagged: bool) -> None:
        message = (
            "this quote stands under no fact and is left out; put it right below one, as far in as its text"
        )
        self.report(token, "stray-quote", message, "error" if tagged else "warning")

    def code(self, token: Token) -> None:
        """A code block: by intent, or because something was indented too far."""
        first, last = token.map or [0, 1]
        tagged = TAGGED.search(token.content)
        if token.type == "fence":
            closing = self.lines[last - 1].strip().lstrip("> \t")
            if last - first < 2 or not closing or closing.strip(token.markup[0]):
                message = "this code block is not closed where it stands; close it, or take it out"
                self.report(token, "unclosed-fence", message)
            else:
                what = "a code block with tagged words" if tagged else "a code block"
                self.report(
                    token, "code-left-out", f"{what} is left out; write facts as plain sentences", "warning"
                )
        elif tagged:
            self.indented_facts(first, last)
        else:
            message = "this is indented so far that it is code, and is left out; indent it less"
            self.report(token, "code-left-out", message, "warning")
        if not self.items:
            self.above = None

    def indented_facts(self, first: int, last: int) -> None:
        """One finding for each line of an indented block that has a tag."""
        for number in range(first, last):
            if TAGGED.search(self.lines[number]):
                message = "this is indented so far that it is code and not a fact; indent it less"
                self.add(self.start_of(number), "error", "indented-code", message)

    def stretch(self, token: Token) -> Stretch:
        return stretch(token, self.lines, self.path, self.before)

    def report(self, token: Token, code: str, message: str, severity: Severity = "error") -> None:
        """A finding about a block: it points to its first character."""
        self.add(self.start_of(token.map[0] if token.map else 0), severity, code, message)

    def start_of(self, number: int) -> Place:
        """The first character of a line, space aside."""
        line = self.lines[number]
        return Place(self.path, self.before + number + 1, len(line) - len(line.lstrip()) + 1)

    def add(self, place: Place, severity: Severity, code: str, message: str) -> None:
        self.findings.append(Finding(place, severity, code, message))


def _closing(tokens: list[Token], index: int) -> int:
    """Where the token that opens at `index` is closed."""
    level = tokens[index].level
    index += 1
    while tokens[index].level != level:
        index += 1
    return index


def _is_underlined(token: Token, following: list[Token]) -> bool:
    """Whether a line of dashes stands right under a paragraph, which elsewhere makes it a heading."""
    rule = following[1] if len(following) > 1 else None
    if rule is None or rule.type != "hr" or rule.map is None or token.map is None:
        return False
    return rule.markup[0] == "-" and rule.map[0] == token.map[1]
