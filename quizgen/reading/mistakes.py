"""What Markdown makes of lines that were meant as something else, and attributes that mean nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.reading import spans
from quizgen.reading.attributes import FACT_KEYS
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from quizgen.finding import Severity
    from quizgen.reading.drafts import Draft

TAGGED = re.compile(r"\]\{\s*+[.#\w]")
"""What a tagged span looks like where none is read."""
APART = "these attributes stand apart from any fact; write them at the end of its last line"

_ITEM = re.compile(r"\s*+([-+*]|\d{1,9}[.)])\s")
_RULE_OF_TABLE = re.compile(
    r"^[ \t]*+\|?[ \t]*+:?-++:?[ \t]*+(?:\|[ \t]*+:?-++:?[ \t]*+)+\|?[ \t]*+$", re.MULTILINE
)
_UNDERLINE = re.compile(r"\n[ \t]*=+[ \t]*\Z")
_DEFINITION = re.compile(
    r"^[ \t]*(\[(?:\^[^\]\[\n]+\]:.*|[^\]\[\n]+\]:[ \t]*\S+(?:[ \t]+(?:\"[^\"\n]*\"|'[^'\n]*'|\([^()\n]*\)))?))[ \t]*$",
    re.MULTILINE,
)
"""`[name]: address "title"`, and a footnote."""


def look_at_blocks(draft: Draft, lines: list[str], before: int) -> None:
    """Find what was meant as another block than a paragraph.

    `lines` are those of the sheet's body; so many stand `before` them.
    """
    source = draft.stretch.source
    if "\n" not in source and source[:1] not in ("[", "<"):
        return
    tagged = TAGGED.search(source)
    severity: Severity = "error" if tagged else "warning"
    if _RULE_OF_TABLE.search(source):
        draft.wrong(0, "table", "a table is not read; write each of its facts as a sentence", severity)
    elif underline := _UNDERLINE.search(source):
        message = "an underlined heading is not read; write # before it instead"
        draft.wrong(underline.start() + 1, "underlined-heading", message, severity)
    elif (definition := _DEFINITION.search(source)) and not TAGGED.search(definition[0]):
        message = "reference definitions are not read; write links in full: [words](address)"
        draft.wrong(definition.start(1), "reference-definition", message, severity)
    else:
        _look_at_lines(draft, lines, before)


def _look_at_lines(draft: Draft, lines: list[str], before: int) -> None:
    """An item that became part of the paragraph above it, or of the comment before it."""
    source, place = draft.stretch.source, draft.stretch.place
    if source.startswith("<!--") and _ITEM.match(source, source.find("-->") + 3):
        message = "an item cannot follow a comment on its line; put the comment on a line of its own"
        draft.wrong(0, "swallowed-item", message)
    at = source.find("\n") + 1
    while at:
        if item := _ITEM.match(source, at):
            first, this = (_indent(lines[place(offset).line - before - 1]) for offset in (0, at))
            sure = this - first >= 4 or not item[1][0].isdigit()
            if sure or len(item[1]) <= 4:  # longer, it is a year that ends a sentence
                message = "this item became part of the paragraph above it; put an empty line between, or indent less"
                draft.wrong(item.start(1), "swallowed-item", message, "error" if sure else "warning")
            return
        at = source.find("\n", at) + 1


def _indent(line: str) -> int:
    """How far a line is indented; tabs reach to the next fourth column."""
    line = line.expandtabs(4)
    return len(line) - len(line.lstrip())


def look_at_attributes(draft: Draft) -> None:
    """Find what the attributes of the spans, and of the fact, say that means nothing."""
    names: set[str] = set()
    for mark in draft.marked.marks:
        if not spans.is_plain(mark.attributes):
            draft.problems += [problem.shifted(mark.brace) for problem in spans.problems(mark.attributes)]
        name = mark.attributes.id
        if name is None:
            continue
        if name.text in names:
            message = f"#{shown(name.text)} names two spans of this fact; give one of them another name"
            draft.wrong(mark.brace + name.at, "duplicate-name", message)
        names.add(name.text)
    attributes = draft.marked.attributes
    if attributes and attributes.keys:
        unknown = spans.unknown_keys(attributes, FACT_KEYS)
        draft.problems += [problem.shifted(draft.marked.brace) for problem in unknown]


_FORGOTTEN_HASH = re.compile(r"[.!?]\s+(?:\{\s*([a-z][\w-]{2,})\s*\}|#([a-z][\w-]{2,}))\s*\Z")
_FORGOTTEN_TAG = re.compile(r"(?<![\\\]!\w])\[([^\[\]\n]{2,60}(?<!\\))\](?![\[({:\w])")
_EDITORS = re.compile(r"(?i)\W*(?:sic|\d{1,3}|\w|\.+|…|x{1,3}|note|citation needed)\W*")
"""What stands in brackets of its own right: [sic], [12], […]."""


def look_at_forgotten(draft: Draft) -> None:
    """Find an id without its #, and brackets in a tagged fact that were to have a tag."""
    source = draft.stretch.source
    if draft.marked.attributes is None and (end := _FORGOTTEN_HASH.search(source)):
        name = shown(end[1] or end[2])
        written = f"{{{name}}}" if end[1] else f"#{name}"
        at = end.start(1) if end[1] else end.start(2) - 1
        draft.wrong(at, "missing-hash", f"{written} is no id; write {{#{name}}}")
    for found in _FORGOTTEN_TAG.finditer(source):
        telling = re.search(r"[A-Z]|\d{4}", found[1]) and "{" not in found[1]
        if telling and "`" not in source and not _EDITORS.fullmatch(found[1]):
            words = shown(found[1])
            message = f'"[{words}]" has brackets but no tag; write [{words}]{{.what}} or the like, or \\[ for a bracket'
            draft.wrong(found.start(), "missing-tag", message, "warning")


def look_at_untagged(draft: Draft, underlined: bool) -> None:
    """Say why a paragraph without tags is no fact; `underlined` by dashes it was meant as a heading."""
    marked = draft.marked
    if re.match(r"#{1,6}[^#\s]", draft.stretch.source):
        message = "a heading has a space after its #; write # Heading"
        draft.wrong(0, "heading-without-space", message, "warning")
    elif underlined:
        message = "an underlined heading is not read; write ## before it instead"
        draft.wrong(0, "underlined-heading", message, "warning")
    elif marked.text:
        message = "nothing here is tagged, so nothing is asked; tag words like this: [words]{.what}"
        draft.wrong(0, "no-tags", message, "warning")
    elif marked.attributes:
        draft.wrong(marked.brace, "attributes-not-last", APART)
