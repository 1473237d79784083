"""What stands in a book around its text and is none of it, known by its shape: notes, captions, tables, contents, …

note      = mark words                 its mark was met in the text, or it begins as a reference does ("See", "Ibid.")
caption   = ("Figure" | "Table" | …) number words, ("Source" | "Photo" | …) ":" words
contents  = words "....." page
row       = cell (tab | blanks cell)+ | "|" cell ("|" cell)*       cells that are sentences are text
exercise  = item that asks or orders, or has a gap to fill in
entry     = words "," page ("," page)+                              of an index
reference = surname "," initials … "(" year ")"                     of a bibliography
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.tagging.text.characters import DIGITS, ENDED

if TYPE_CHECKING:
    from collections.abc import Mapping

CELL = "| "
"""Begins a line that is a row of a table, or one cell of it; readers of other formats write it."""

_SECTIONS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?:(?:\d+(?:\.\d+)*|[ivxlc]+|[A-H])\.?\s+)?(?:{words})\W*", re.IGNORECASE))
    for kind, words in (
        ("notes", r"(?:foot|end)?notes|chapter notes|notes (?:to|for|on) (?:chapter|part|the).*|"
                  r"notes and references|references and notes|notes and sources"),
        ("references", r"references(?: cited)?|(?:select(?:ed)? |annotated )?bibliography|works cited|citations|"
                       r"(?:suggestions for )?(?:further|suggested|recommended|additional) reading|"
                       r"external links|see also|literature cited|primary sources|secondary sources"),
        ("index entries", r"(?:general |subject |name )?index(?: of (?:names|subjects|places|persons))?"),
        ("lines of contents", r"(?:table of |brief |detailed )?contents|"
                              r"list of (?:figures|tables|illustrations|maps|plates|abbreviations)"),
        ("exercises", r"exercises?|questions|(?:review|study|discussion|practice|chapter|key|essay|short[ -]answer|"
                      r"multiple[ -]choice|comprehension|revision|further|test|reading|critical[ -]thinking|exam|"
                      r"self[ -]check) questions|questions (?:for|to) .{0,40}|test yourself|self-test|"
                      r"check your (?:understanding|knowledge|progress)|quiz|homework|assignments?|"
                      r"(?:review|practice) (?:problems|exercises|test)|comprehension(?: check)?"),
        ("captions", r"(?:picture|image|photo|illustration)s? credits|credits"),
    )
)  # fmt: skip
"""Sections of which nothing is text, by the whole words of their headings."""

_LABEL = (
    r"(?:figures?|figs?\.?|tables?|maps?|plates?|photos?|photographs?|illustrations?|illus\.|charts?|diagrams?|"
    r"exhibits?|ill\.|pl\.)"
)
_CAPTION = re.compile(
    rf"(?:{_LABEL}\s?(?:\d+(?:[.–-]\d+)*|[IVX]+)(?:\s?\([a-z]\)|[a-z])?\s?(?:[.:|—–-]|\s(?=[A-Z“‘])|$)"
    r"|(?:sources?|photo|photograph|image|picture|map|illustration|credit|courtesy)(?: credit| by| courtesy of)?:\s)",
    re.IGNORECASE,
)
_REFERRED = re.compile(
    r"(?:\b(?:in|see|of|from|and|or|to|by|with|on|cf|also|than|e\.g|i\.e)|[(,;])\W?$", re.IGNORECASE
)
"""What stands before the number of a figure that the text speaks of."""
_CITED = re.compile(
    r"(?i:see|ibid|cf|op\. ?cit|loc\. ?cit|quoted (?:in|by|from)|cited (?:in|by)|idem|trans\.|"
    r"for (?:more|further|details|discussion|examples?|an? |the ))\b"
    r"|[A-Z][\w’'-]+, [“‘A-Z].{0,200}(?:\bpp?\. ?\d|, \d{1,4}(?:[–-]\d+)?\.?$)"
    r"|.{0,80}\b(?i:pp?\. ?\d|vol\. ?[\dIVX]|https?://|doi\b|op\. cit|ibid)"
)
_NOTE = re.compile(
    r"(?:\[(?P<bracketed>\d{1,3}|[a-z]|[*†‡])\]|(?P<number>\d{1,3})[.)]?|(?P<raised>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})|(?P<sign>[*†‡§]{1,3}))"
    r"(?P<blank>\s*)(?=[“‘\"'(\[A-Z]|(?:see|cf|ibid|op\.|loc\.|e\.g|https?:)\b)"
)
_MONTH = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_LED = re.compile(
    r".{0,200}?(?:(?:\.{4,}|(?:\. ){3,}\.?|…{2,}|(?:· ?){4,})\s*(?:\d{1,4}|[ivxlc]+)|\.{8,}|(?:\. ){8,}\.?)\s*"
)
_WIDE = re.compile(r"\b(?:\w ){2,}\w\b")
_GAP = re.compile(r"\t+| {3,}")
_MOST_IN_CELL = 40
_SENTENCE = re.compile(r"[“‘\"(]?[A-Z0-9]\S*\s\S*\s.*[.!?][\"”’)]*")
_NUMBER = re.compile(r"[\d.,%–+/()$£€-]*\d[\d.,%–+/()$£€-]*|[–—-]|n/?a")

_BLANK = re.compile(r"_{3,}|\.{6,}|…{3,}")
_ORDER = re.compile(
    r"(?:Explain|Describe|Discuss|Compare|Contrast|Define|Identify|Calculate|Compute|Fill in|Summari[sz]e|Evaluate|"
    r"Analy[sz]e|Translate|Underline|Tick|True or [Ff]alse|In your own words)\b"
    r"|(?:List|Name|Give|State|Complete|Choose|Match|Write|Draw|Outline|Circle|Answer|Look|Find|Imagine|Prove|Show|Solve|"
    r"Work|Research) (?:the|an?|why|how|what|which|who|when|where|whether|each|every|all|one|two|three|four|five|six|"
    r"at|your|these|those|this|some|any|out|up|down|that|in)\b(?! (?:of|was|is|were|are|had|has|said|made)\b)"
)
_TASK = re.compile(
    r"(?:question|exercise|task|activity|problem|assignment|q)\s?\d+[.:)]?(?:\s+[A-Z]|$)", re.IGNORECASE
)
_ENTRY = re.compile(
    r"[^.!?;]{2,80}?,? \d{1,4}(?:[–-]\d{1,4})?n?(?:[,;] ?(?:\d{1,4}(?:[–-]\d{1,4})?n?|[a-z][^.!?,;]{2,60}))+"
    r"|[^.!?]{2,60}[.,] [Ss]ee (?:also )?[^.!?]{2,60}\.?|[^.!?,;]{2,50}, \d{1,3}(?:[–-]\d{1,4})"
)
_AUTHOR = r"[A-Z][^\W\d_’'-]*(?:[’'-][A-Z]?[^\W\d_]+)*(?: [A-Z][^\W\d_]+)?, (?:[A-Z]\.[ -]?)+"
_REFERENCE = re.compile(
    rf"(?:\[\d+\]\s*)?{_AUTHOR}.{{0,200}}\(?\b(?:1[4-9]|20)\d\d[a-z]?\b"
    r"|(?:\[\d+\]\s*)?[A-Z][^\W\d_’'-]+, [A-Z][^,.]{1,40}[.,] .{3,300}"
    r"(?:[A-Z][\w. ]+: [A-Z][^:.]{2,60}, (?:1[4-9]|20)\d\d|"
    r"\b(?:University )?Press, (?:1[4-9]|20)\d\d|\([A-Z][^()]{2,80}, (?:1[4-9]|20)\d\d\))"
)
_IMPRINT = re.compile(
    r"(?:©|\(c\) ?\d{4}|copyright (?:©|\d{4})|isbn\b|issn\b|all rights reserved|printed and bound|downloaded from|"
    r"printed in (?:the u|great b|china\b)|this page (?:is |was )?(?:intentionally )?(?:left )?blank|doi:|"
    r"(?:https?://|www\.)\S+$|advertisement$|read more:|follow us |share this|sign up for our|click here)",
    re.IGNORECASE,
)
_LOOKED_AT = 400
"""Characters by which a line or a paragraph is known; what is longer is no line of contents, row or entry."""
_FEWEST_IN_PROSE = 12
"""Words: an entry of an index or a table of contents has fewer, or no end mark."""
_FEWEST_IN_ITEM = 6
"""Words: an item in small letters with fewer goes on in a sentence above it."""
_CITING = re.compile(
    r"\b(?:pp?\. ?\d|vol\.|ed\.|eds\.|ibid|op\. cit|Press\b|https?:|doi\b)|\([^()]*\d{4}[a-z]?\)",
    re.IGNORECASE,
)
_RETURN = re.compile(r"[↩↑⏎]\ufe0e?$|^\^ ")
"""What leads back from a note to its place in the text."""
_CITED_ALONE = re.compile(r"(?i:see|ibid|cf|op\. cit|quoted|cited)\b.{0,60}(?:\d|$)")


def left_out(counts: Mapping[str, int]) -> str:
    """What was left out, as a person is told; empty where nothing was."""
    told = [f"{count} {kind if count > 1 else _one(kind)}" for kind, count in sorted(counts.items()) if count]
    return f"left out: {', '.join(told)}" if told else ""


def _one(kind: str) -> str:
    first, blank, rest = kind.partition(" of ")
    singular = f"{first[:-3]}y" if first.endswith("ies") else first.removesuffix("s")
    return f"{singular}{blank}{rest}"


def section(words: str) -> str:
    """What stands below a heading that says that it is no text; empty below any other."""
    return next((kind for kind, pattern in _SECTIONS if pattern.fullmatch(words)), "")


def caption(text: str, before: str) -> bool:
    """Whether a caption begins with a line; `before` is the line that it follows without a gap, or empty."""
    return _CAPTION.match(text) is not None and not (before and _REFERRED.search(before))


def note(text: str, met: set[str], *, apart: bool) -> str:
    """The mark of the note that begins with a line; empty for any other line.

    `met` are the marks that the text had so far; `apart` is whether the line before ended a sentence, or was none.
    """
    found = _NOTE.match(text)
    if found is None:
        return ""
    rest = text[found.end() :]
    mark = (found["bracketed"] or found["number"] or found["raised"] or found["sign"]).translate(DIGITS)
    cited = _CITED.match(rest[:_LOOKED_AT]) is not None
    if found["number"]:
        led = mark in met and not _MONTH.match(rest)
        return mark if led or (cited and apart and not _MONTH.match(rest)) else ""
    if found["raised"] or (found["sign"] and found["sign"] != "*"):
        return mark
    return mark if mark in met or (cited and found["bracketed"]) else ""


def contents(text: str) -> bool:
    """Whether a line is one of a table of contents: dots lead to its page."""
    if len(text) > _LOOKED_AT:
        return False
    return ("...." in text or ". . ." in text or "…" in text or "·" in text) and _LED.fullmatch(
        text
    ) is not None


def cells(text: str) -> tuple[str, ...]:
    """The cells of a row of a table; none for any other line."""
    if text.startswith(CELL):
        return tuple(cell.strip() for cell in text.removeprefix(CELL).split(" | "))
    text = text.strip()
    if len(text) > _LOOKED_AT or ENDED.search(text):
        return ()
    parts = _GAP.split(text) if ("   " in text or "\t" in text) and not _WIDE.search(text) else []
    if len(parts) > 1 and all(0 < len(part) <= _MOST_IN_CELL for part in parts) and len(parts[0]) > 3:
        return tuple(parts)
    words = text.split()
    numbers = sum(1 for word in words if _NUMBER.fullmatch(word))
    return tuple(words) if len(words) > 2 and numbers > 2 and numbers >= 0.6 * len(words) else ()


def is_sentence(cell: str) -> bool:
    """Whether what stands in a cell is a sentence, by its ends."""
    return _SENTENCE.fullmatch(cell) is not None


def kind(text: str, *, listed: bool) -> str:
    """What a whole paragraph is that is no text; empty for one that is. `listed` is whether it is an item of a list."""
    start = text[:_LOOKED_AT]
    if _BLANK.search(text) or _TASK.match(start):
        return "exercises"
    if _RETURN.search(start) or (listed and _CITED_ALONE.match(start)):
        return "notes"
    if listed and (text.endswith("?") or (_ORDER.match(text) and len(text) < 400)):
        return "exercises"
    if _CAPTION.match(text):
        return "captions"
    if is_imprint(text):
        return "imprint lines"
    if listed and text[0].islower() and (text[-1] != "." or len(text.split()) < _FEWEST_IN_ITEM):
        return "items of lists"
    if _REFERENCE.match(start):
        return "references"
    if len(text) <= _LOOKED_AT and not ENDED.search(text) and _ENTRY.fullmatch(text):
        return "index entries"
    return ""


def is_imprint(text: str) -> bool:
    """Whether a line or a paragraph is what a publisher adds."""
    return _IMPRINT.match(text) is not None


def is_prose(text: str, below: str) -> bool:
    """Whether a paragraph shows that what should be no text, by the heading above it, is over: in a PDF not every
    heading is known as one. `below` is the kind that `section` gave."""
    words = len(text.split())
    if not ENDED.search(text):
        return False
    if below in ("lines of contents", "index entries"):
        return words > _FEWEST_IN_PROSE and not _ENTRY.fullmatch(text[:_LOOKED_AT])
    return below in ("notes", "references") and words > 4 * _FEWEST_IN_PROSE and not _CITING.search(text)
