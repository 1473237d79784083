"""Paragraphs as sentences: an own splitter, which would rather leave two sentences together than cut one.

A sentence ends at a full stop, an exclamation or question mark or an ellipsis, with the quotes and brackets that close
behind it, where a blank and a capital or a number follow; and where its paragraph ends. It does not end

* inside brackets or quotes that close again;
* behind a title (Dr.), an initial (V. I.) or an abbreviation, unless what follows can only begin a sentence;
* behind words that somebody is then said to have said (“Stop!” Lenin cried).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from quizgen.tagging.passage import Sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.tagging.text.cleaning import Paragraph

_END = re.compile(r"(?<![.!?…])[.!?…]++[\"”’'»)\]]* (?=[—–]? ?[“\"‘'«(\[]*(\w+))")
_ENCLOSED = re.compile(
    r"\([^()]{0,400}\)|\[[^\[\]]{0,400}\]|“[^“”]{0,400}”|«[^«»]{0,400}»|(?<!\S)\"(?=\S)[^\"]{0,400}(?<=\S)\""
    r"|(?<![\w.])'(?=\w)[^']{0,400}(?<=[.!?,])'(?!\w)"
)
_LISTED = re.compile(r"\((?:\d{1,2}|[a-z]|[ivx]{1,4})\) [a-z]")
"""A part of a list in a sentence."""
_LONGEST_SHORT = 3
"""Letters between the stops of an abbreviation: U.S., Ph.D.; example.org is none."""
_LAST = re.compile(r"[\w.]*\w$")

_BACK = 200
"""Characters of a sentence that are looked at to see whether it ends."""

_NEVER = frozenset(
    "mr mrs ms messrs pvt ald cllr dr prof gen col lt maj capt cpt sgt cpl pte adm cdr rev hon pres gov sen rep fr "
    "msgr mme mlle supt insp gens cols drs profs "
    "vs cf viz ca approx b c d fl r v e.g i.e eg ie esp incl".split()
)
"""No sentence ends behind one of these."""
_COUNTING = frozenset("no nos rs fig figs p pp vol vols ch chap art sec op par bk pt nr eq l ll".split())
"""Nor behind one of these where a number follows."""
_SELDOM = frozenset(
    "jr sr st mt ft inc ltd co corp bros dept univ al ph.d m.d b.a m.a ed eds trans rev est ave blvd "
    "jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
"""Behind one of these only where the next word begins a sentence and nothing else."""
_STATES = frozenset(
    "Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Mass Md Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn "
    "Tex Va Vt Wash Wis Wyo".split()
)
"""The same, where they have a capital."""
_TIMES = frozenset("a.m p.m b.c a.d b.c.e c.e".split())
_BEGINS = frozenset(
    "A An The This That These Those He She It They We You His Her Its Their Our My In On At By For From With Within "
    "After Before During Since Until When While As If Although Though Because But And So Then Thus However Meanwhile "
    "Later Soon There Here What How Why Where Which Both Each Some Many Most All Not Only Another Other Others Such "
    "Even Once Instead Yet Now Today Under Over Through Despite To Its Several Unlike Between Among Two Three".split()
)
_COUNTED = frozenset(
    "war vitamin part class type plan group grade appendix section chapter phase point figure table act hepatitis book "
    "volume exhibit category level model".split()
)
"""A single capital behind one of these is no initial: World War I, Plan B."""
_MONTHS = (
    "January|February|March|April|May|June|July|August|September|October|November|December|"
    "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"
)
_DATED = re.compile(rf"(?:{_MONTHS}|[A-Z]{{2,4}})\b")
_ROMAN = re.compile(r"[IVXLC]+\b")
_SAYING = re.compile(
    r"(?:[A-Z][\w’'.-]* ){1,3}(?:said|asked|cried|replied|wrote|shouted|answered|called|exclaimed|declared|added)\b"
)


def sentences(paragraphs: Iterable[Paragraph]) -> Iterator[Sentence]:
    """The sentences of paragraphs, in order. The last of a paragraph may lack its end mark: it was cut."""
    for paragraph in paragraphs:
        for start, end in parted(paragraph.text):
            yield Sentence(
                paragraph.text[start:end],
                paragraph.line(start),
                paragraph.line(end - 1),
                paragraph.number,
                paragraph.heading,
                paragraph.unit,
            )


def parted(text: str) -> Iterator[tuple[int, int]]:
    """Where each sentence of a paragraph begins, and the first character behind it."""
    ends = list(_END.finditer(text))
    enclosed = [(match.start(), match.end()) for match in _ENCLOSED.finditer(text)] if ends else []
    start = 0
    for end in ends:
        behind = end.end() - 1
        if not _inside(behind, enclosed) and _is_end(text, start, end):
            yield start, behind
            start = end.end()
    if start < len(text):
        yield start, len(text)


def _inside(offset: int, enclosed: list[tuple[int, int]]) -> bool:
    index = bisect_right(enclosed, (offset, 0)) - 1
    return index >= 0 and offset < enclosed[index][1]


def _is_end(text: str, start: int, end: re.Match[str]) -> bool:
    """Whether a mark ends the sentence that begins at `start`."""
    following = end[1]
    if following[0].islower() or _LISTED.match(text, end.end()):
        return False
    mark = end[0].rstrip()
    if mark != ".":
        said = mark[-1] in "”’\"'»" and "." not in mark
        return not (said and _SAYING.match(text, end.end()))
    before = text[max(start, end.start() - _BACK) : end.start()]
    last = _LAST.search(before[-20:])
    return last is None or _ends_behind(last[0], before, text[end.end() : end.end() + 40], following)


def _ends_behind(last: str, before: str, rest: str, following: str) -> bool:
    """Whether a sentence ends behind `last` and a full stop. `before` is what stands there of it,
    `rest` what comes next."""
    word = last.lower()
    if word in _TIMES:
        if word == "a.d" and following[0].isdigit():
            return False
        return not _DATED.match(rest) and before.count(" ") > 3
    if word in _NEVER and not (len(last) == 1 and last.isupper()):
        return False
    if word in _COUNTING and not (len(last) == 1 and last.isupper()):
        return not (following[0].isdigit() or _ROMAN.match(rest))
    if last.isdigit():
        listed = len(last) < 4 and before == last
        return not listed and not (len(last) < 3 and _DATED.match(rest) and not rest[:2].isupper())
    if len(last) == 1 and last.isalpha():
        above = before[:-2].rpartition(" ")[2].lower()
        return above in _COUNTED or following in _BEGINS
    if (
        word in _SELDOM
        or last in _STATES
        or ("." in last and last[0].isalpha() and max(map(len, last.split("."))) <= _LONGEST_SHORT)
    ):
        return following in _BEGINS
    return True
