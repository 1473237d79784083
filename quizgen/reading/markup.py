r"""What stands inside a paragraph: plain text and bracketed spans, as Pandoc writes them.

    marked = (span | link | image | comment | formula | "\" punctuation | any)*
    span   = "[" marked "]" attributes | link attributes
    link   = "[" marked "]" "(" destination title? ")"
    image  = "!" link

    [[Marie Curie]{.who}'s *notebooks*]{.what} are [radioactive](https://example.org).

Spans nest. A bracket that no brace or parenthesis follows is an ordinary bracket. Emphasis, code, escapes,
character references and automatic links are markdown-it's business and so behave as in CommonMark. HTML is
text like any other, but for comments, which are the author's own and are left out. Formulas between dollars, in
sheets that have some, are kept as they are: what looks like markup in them is TeX.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import accumulate
from typing import TYPE_CHECKING, NamedTuple

from markdown_it import MarkdownIt
from markdown_it.rules_inline.balance_pairs import link_pairs
from markdown_it.rules_inline.emphasis import tokenize as emphasis

from quizgen.reading.attributes import Attributes, Problem, parse
from quizgen.reading.brackets import Brackets, Closed, Opener, before_space, words_end
from quizgen.reading.formulas import formula_at
from quizgen.reading.pictures import Image
from quizgen.reading.quoting import INVISIBLE

if TYPE_CHECKING:
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


class Mark(NamedTuple):
    """A pair of brackets with attributes."""

    start: int
    """Offset into the plain text."""
    end: int
    at: int
    """Offset of the opening bracket in the source."""
    brace: int
    """Offset of the opening brace in the source."""
    attributes: Attributes


class Marked(NamedTuple):
    """A paragraph, read."""

    text: str
    """Plain: markup and comments taken off, white space folded to single spaces."""
    marks: tuple[Mark, ...] = ()
    """In the order of their opening brackets."""
    problems: tuple[Problem, ...] = ()
    """Offsets count in the source."""
    attributes: Attributes | None = None
    """Those of the whole paragraph, which stand at its end."""
    brace: int = -1
    """Where these open in the source."""
    end: int = 0
    """Where the words end in the source: behind it are only attributes, comments and space."""
    pictures: tuple[Image, ...] = ()
    """Taken out of the text, and the space before a comma or full stop with them."""

    @property
    def is_pictures(self) -> bool:
        """Whether there is nothing in it but pictures."""
        return bool(self.pictures) and not self.text and not self.marks and self.attributes is None


class _Tagged(NamedTuple):
    """A span whose offsets are not known yet."""

    first: int
    """The piece it begins with."""
    last: int
    """The piece after its last."""
    closed: Closed


# --- reading a paragraph -----------------------------------------------------------------------------------

_RICH = re.compile(r"[*_`\\<&]|!\[|\]\(")
"""What markdown-it is needed for. Most facts have none of it and are read directly, several times as fast."""
_SIGN = re.compile(r"\[([^][{}]*)\](\{\.\w+\})|[][{]")
"""A bracket or brace, or a span as most are: nothing in it but words, nothing in its braces but a tag."""


def read(source: str, formulas: set[str] | None = None) -> Marked:
    """Read the source of one paragraph. What is wrong in it is among the `problems`, never raised.

    Formulas that stand in it are added to `formulas`; without that, dollars are dollars.
    """
    if _RICH.search(source) or (formulas is not None and "$" in source):
        return read_rich(source, formulas)
    return read_plain(source)


def read_plain(source: str) -> Marked:
    """Read a paragraph that has no markup but brackets and braces."""
    brackets = Brackets(source, words_end(source))
    pieces: list[str] = []
    tagged: list[_Tagged] = []
    done = 0
    for sign in _SIGN.finditer(source):
        at = sign.start()
        if at < done:
            continue
        pieces.append(source[done:at])
        done = at
        if sign[2]:
            closed = Closed("span", sign.end(), Opener(at, len(pieces)), sign.start(2), parse(sign[2]))
            tagged.append(_Tagged(len(pieces), len(pieces) + 1, closed))
            pieces.append(sign[1])
            done = sign.end()
        elif sign[0] == "[":
            brackets.stack.append(Opener(at, len(pieces)))
            pieces.append("[")
            done = at + 1
        elif sign[0] == "{":
            done = brackets.brace_at(at)
        else:
            closed = brackets.close(at)
            done = closed.end
            if closed.kind == "span":
                pieces[closed.opener.slot] = ""
                tagged.append(_Tagged(closed.opener.slot, len(pieces), closed))
            else:
                pieces.append(source[at:done])
    pieces.append(source[done:])
    return _assembled(brackets, pieces, tagged)


def read_rich(source: str, formulas: set[str] | None = None) -> Marked:
    """Read a paragraph by markdown-it, with brackets and comments read as the module says."""
    brackets = Brackets(source, words_end(source))
    tokens: list[Token] = []
    _MARKDOWN.inline.parse(source, _MARKDOWN, {"brackets": brackets, "formulas": formulas}, tokens)
    pieces: list[str] = []
    tagged: list[_Tagged] = []
    open_spans: list[int] = []
    images: list[Image] = []
    alt: list[str] = []
    slots: list[int] = []
    pictures = 0
    for token in tokens:
        kind = token.type
        if kind == "image_open":
            pictures += 1
        elif kind == "image_close":
            pictures -= 1
            if not pictures:
                closed = token.meta["closed"]
                words = " ".join(INVISIBLE.sub("", "".join(alt)).split())
                images.append(Image(words, closed.address, closed.opener.at))
                slots.append(len(pieces))
                alt = []
        elif pictures:
            if kind == "span_open":
                message = "a tagged span in a picture's description is not read; put it into the sentence"
                brackets.wrong(token.meta["closed"].opener.at, "tag-in-image", message)
            alt.append(" " if kind in _BREAKS else token.content)
        elif kind == "span_open":
            open_spans.append(len(pieces))
        elif kind == "span_close":
            tagged.append(_Tagged(open_spans.pop(), len(pieces), token.meta["closed"]))
        elif kind in _BREAKS:
            pieces.append(" ")
        else:
            pieces.append(token.content)
    _close_up(pieces, slots)
    return _assembled(brackets, pieces, tagged)._replace(pictures=tuple(images))


_BREAKS = ("softbreak", "hardbreak")
_CLOSING = (".", ",", ";", ":", "!", "?", ")")


def _close_up(pieces: list[str], slots: list[int]) -> None:
    """Take away the space that stood before a picture, where a comma or the like stood behind it.

    `slots` are the numbers of the pieces before which a picture stood.
    """
    for slot in slots:
        if slot and next((piece for piece in pieces[slot:] if piece), "").startswith(_CLOSING):
            pieces[slot - 1] = pieces[slot - 1].rstrip()


def _assembled(brackets: Brackets, pieces: list[str], tagged: list[_Tagged]) -> Marked:
    """Put the pieces together: fold the white space, and find the spans in what comes out."""
    text = "".join(pieces).rstrip(" ")
    offsets = [0, *accumulate(map(len, pieces))]
    tagged.sort(key=lambda span: span.closed.opener.at)
    edges = [(offsets[span.first], offsets[span.last]) for span in tagged]
    if _UNEVEN.search(text):
        if INVISIBLE.search(text) and not INVISIBLE.search(brackets.source):
            message = (
                "a character reference stands for an invisible character, which is left out; take it out"
            )
            brackets.problems.append(Problem(0, "invisible-character", message, "warning"))
        text, edges = _folded(text, edges)
    marks = []
    for span, (start, end) in zip(tagged, edges, strict=True):
        start, end = min(start, len(text)), min(end, len(text))
        while start < end and text[start] == " ":
            start += 1
        while start < end and text[end - 1] == " ":
            end -= 1
        closed = span.closed
        at = closed.opener.at
        if start == end:
            brackets.wrong(
                at, "empty-span", "there is nothing between the brackets; put the tagged words there"
            )
        marks.append(Mark(start, end, at, closed.brace, closed.attributes))
    end = brackets.brace if brackets.attributes else brackets.words_end
    return Marked(
        text,
        tuple(marks),
        tuple(sorted(brackets.problems, key=lambda problem: problem.at)),
        brackets.attributes,
        brackets.brace,
        before_space(brackets.source, end),
    )


_RUN = re.compile(rf"(?:\s|{INVISIBLE.pattern})+")
_UNEVEN = re.compile(rf"\A\s|\s\Z|\s\s|[^\S ]|{INVISIBLE.pattern}")


def _folded(text: str, edges: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    """White space to single spaces, what is invisible to nothing; and where the edges are then."""
    pieces: list[str] = []
    runs: list[tuple[int, int]] = []
    put_out: list[int] = []
    done = length = 0
    for run in _RUN.finditer(text):
        start, end = run.span()
        space = " " if start > 0 and end < len(text) and INVISIBLE.sub("", run[0]) else ""
        pieces += (text[done:start], space)
        length += start - done + len(space)
        runs.append((start, end))
        put_out.append(length)
        done = end
    pieces.append(text[done:])

    def moved(edge: int) -> int:
        """An edge inside a run of space goes to the end of it: spans are trimmed later."""
        index = bisect_left(runs, (edge, edge)) - 1
        if index < 0:
            return edge
        return put_out[index] + max(edge - runs[index][1], 0)

    return "".join(pieces), [(moved(start), moved(end)) for start, end in edges]


# --- markdown-it, with our brackets ------------------------------------------------------------------------


def _sign_rule(state: StateInline, silent: bool) -> bool:
    """Whatever is ours to read, by its first character; one rule rather than five, as each is tried everywhere."""
    rule = _RULES.get(state.src[state.pos])
    return rule is not None and rule(state)


def _open(state: StateInline) -> bool:
    """`[` and `![`: keep it as text until its closing bracket says what it is."""
    image = state.src[state.pos] == "!"
    if image and not state.src.startswith("![", state.pos):
        return False
    token = state.push("text", "", 0)
    token.content = "![" if image else "["
    brackets: Brackets = state.env["brackets"]
    brackets.stack.append(Opener(state.pos, len(state.tokens) - 1, image, len(state.delimiters)))
    state.pos += len(token.content)
    return True


def _close(state: StateInline) -> bool:
    """`]`: turn the text token of its opener into an opening token, if it closes anything."""
    start = state.pos
    closed: Closed = state.env["brackets"].close(start)
    state.pos = closed.end
    if closed.kind == "text":
        state.push("text", "", 0).content = state.src[start : closed.end]
        return True
    opener = closed.opener
    opening = state.tokens[opener.slot]
    opening.type = f"{closed.kind}_open"
    opening.content = ""
    opening.meta = {"closed": closed}
    state.push(f"{closed.kind}_close", "", 0).meta = {"closed": closed}
    # Emphasis inside brackets does not reach outside: the marks inside are balanced by themselves.
    state.tokens_meta.append({"delimiters": state.delimiters[opener.delimiters :]})
    del state.delimiters[opener.delimiters :]
    return True


def _brace(state: StateInline) -> bool:
    """`{`: attributes of the whole paragraph, or a mistake, or just a brace."""
    end = state.env["brackets"].brace_at(state.pos)
    if end == state.pos:
        return False
    state.pos = end
    return True


def _comment(state: StateInline) -> bool:
    """`<!-- … -->`: nothing."""
    if not state.src.startswith("<!--", state.pos):
        return False
    end = state.env["brackets"].comment_end(state.pos)
    if end < 0:
        return False
    state.pos = end
    return True


def _formula(state: StateInline) -> bool:
    """`$…$`, where the sheet has formulas: whatever stands in it is kept, and noted."""
    formulas: set[str] | None = state.env["formulas"]
    found = formula_at(state.src, state.pos) if formulas is not None else ""
    if formulas is None or not found:
        return False
    token = state.push("formula", "", 0)
    token.content = " ".join(found.split())
    formulas.add(token.content)
    state.pos += len(found)
    return True


def _emphasis(state: StateInline) -> bool:
    """markdown-it's own, which does not say where in the source its marks stand."""
    start = state.pos
    if not emphasis(state, False):
        return False
    marks = state.pos - start
    for number, token in enumerate(state.tokens[-marks:]):
        token.meta = {"at": start + number}
    return True


_RULES = {
    "[": _open,
    "!": _open,
    "]": _close,
    "{": _brace,
    "<": _comment,
    "$": _formula,
    "*": _emphasis,
    "_": _emphasis,
}


def _balance_rule(state: StateInline) -> None:
    """markdown-it's, and then: is a mark left over inside brackets that has its partner outside?"""
    groups = [state.delimiters, *(meta["delimiters"] for meta in state.tokens_meta if meta)]
    before = [[(mark.open, mark.close) for mark in marks] for marks in groups]
    link_pairs(state)
    lonely = []
    for group, marks in enumerate(groups):
        partners = {mark.end for mark in marks}
        lonely += [
            (mark.token, group, mark.marker, *before[group][index])
            for index, mark in enumerate(marks)
            if mark.end < 0 and index not in partners
        ]
    waiting: dict[int, int] = {}
    for token, group, marker, opens, closes in sorted(lonely):
        if closes and waiting.get(marker, group) != group:
            sign = chr(marker)
            message = f"emphasis by {sign} crosses a bracket; begin and end it on the same side of [ and ]"
            state.env["brackets"].wrong(state.tokens[token].meta["at"], "crossing-emphasis", message)
            return
        if opens:
            waiting[marker] = group


def _markdown() -> MarkdownIt:
    """CommonMark's inline rules, with brackets, braces and comments read by ours."""
    markdown = MarkdownIt("commonmark", {"html": False})
    markdown.disable(["link", "image", "html_inline", "emphasis"])
    markdown.inline.ruler.before("newline", "sign", _sign_rule)
    markdown.inline.ruler2.enableOnly(["balance_pairs", "emphasis", "fragments_join"])
    markdown.inline.ruler2.at("balance_pairs", _balance_rule)
    # Where text may end: at the signs of the rules that are left, and nowhere else.
    markdown.inline.terminator_re = re.compile(r"[\n\\`*_\[\]{!<&$]")
    return markdown


_MARKDOWN = _markdown()
