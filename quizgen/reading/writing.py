r"""Text, facts and front matter written into a sheet, so that the reader gives back exactly what was written.

    f"- {escaped(prompt)} [{escaped(answer)}]{{.answer not={quoted(*wrong)}}}"

What a sheet cannot hold is folded first, as the reader would (`folded`): white space of any kind, ends of lines among
it, is one space, and none at the ends; control characters, marks that turn the direction of the text and other
characters that cannot be seen are left out.

A backslash goes before each sign that Markdown or the sheet's own brackets could take for markup where it stands, and
before no other, so that what is written stays legible: `snake_case`, `a < b` and `C#` are left as they are.
"""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizgen.reading.attributes import NAME
from quizgen.reading.formulas import parted
from quizgen.reading.quoting import INVISIBLE
from quizgen.reading.spans import Known, others, spelling_key, spellings
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence, Set

    from quizgen.fact import Fact, Name, Place, Sheet, Span

_SIGNS = re.compile(
    r"[\\`*\[\]{]"
    r"|(?<![^\W_])_|_(?![^\W_])"  # inside a word it is no emphasis
    r"|<(?!\s)|(?<=--)>"  # a link in angle brackets, a comment
    r"|&(?=#|[A-Za-z][A-Za-z0-9]*;)"
    r"|!\Z"  # what follows may begin with a bracket
    r"|(?<=\s)#"  # an id whose braces were forgotten
)
_START = re.compile(r"[-+](?=[\s-]|\Z)|[#>]|~(?=~)|(\d{1,9})[.)](?=\s|\Z)")
"""What makes another block of a line than a paragraph: an item, a rule, a heading, a quote, code."""

_NONE: frozenset[str] = frozenset()
_IN_VALUE = str.maketrans({"&": "&amp;", '"': "&quot;", "|": "&#124;", "\\": "&#92;", "]": "&#93;"})
_IN_ADDRESS = re.compile(r"[\\<>&]")
_PLAIN_ADDRESS = re.compile(r"[\w./-]+")
_CLASS = re.compile(rf"(?![\d-]){NAME}")
_PLAIN_VALUE = re.compile(r"[^\W\d_][\w’.–-]*(?: [\w’.–-]+)*")
"""What YAML reads as a text without quotes, wherever it stands."""
_PLAIN_LINE = re.compile(r"[^\W\d_][\w’'.,;()/–-]*(?: [\w’'.,;()/–-]+)*")
"""The same behind a key, at the end of a line."""


def folded(text: str) -> str:
    """What a sheet can hold of a text: visible characters, and single spaces between them."""
    return " ".join(INVISIBLE.sub("", text).split())


def escaped(text: str, formulas: Set[str] = _NONE) -> str:
    """Source whose words, read anywhere in a fact, are `folded(text)`. Lone surrogates are left out, as in `folded`.

    `formulas` are those of a sheet that has some: they stay as they are, and other dollars are escaped.
    """
    source = _inside(folded(text), formulas)
    start = _START.match(source)
    if start is None:
        return source
    at = start.end(1) if start[1] else 0
    return f"{source[:at]}\\{source[at:]}"


def _inside(text: str, formulas: Set[str]) -> str:
    """What is folded already, as it is written anywhere but at the start of a line."""
    if not formulas:
        return _SIGNS.sub(r"\\\g<0>", text)
    pieces = parted(text, formulas)
    return "".join(
        one if is_formula else _SIGNS.sub(r"\\\g<0>", one).replace("$", r"\$") for one, is_formula in pieces
    )


def quoted(*texts: str) -> str:
    """The value of an attribute in its quotation marks, which is read as `folded` of each text, with bars between.

    Several texts are for what takes several, as `also=` and `not=`; a bar inside a text is no bar between two.
    """
    return '"' + "|".join(folded(text).translate(_IN_VALUE) for text in texts) + '"'


# --- a fact ------------------------------------------------------------------------------------------------


def written(sheet: Sheet, *facts: Fact) -> str:
    """The Markdown of facts of a sheet, as a sheet of their own: what is read from it are equal facts.

    The sheet's tags and source stand with the facts. What else of its front matter is needed to read and to ask them
    alike (language, calendar, formulas, the names that they speak of) stands in a front matter, which is the same
    wherever in the sheet they stand. Title, id and headings are not told: who has the facts knows them.
    """
    names = _needed(sheet, facts)
    loose = sheet.tags if any(not _is_one_tag(tag) for tag in sheet.tags) else ()
    lines = []
    for fact in facts:
        own = [tag for tag in fact.tags if tag not in loose] if loose else fact.tags
        lines.append(_item(sheet, fact, names, own, fact.source or sheet.source))
    formulas = sheet.formulas if any("$" in one for one in lines) else _NONE
    if names or loose or formulas or sheet.language != "en" or sheet.calendar != "gregorian":
        alone = replace(sheet, id="", title="", source="", tags=loose, names=names, formulas=formulas)
        return "\n".join((*front(alone), *lines))
    return "\n".join(lines)


def item(sheet: Sheet, fact: Fact) -> str:
    """The lines of a fact in its sheet, less what its front matter says already: an item, and its explanation."""
    own = [tag for tag in fact.tags if tag not in sheet.tags]
    return _item(sheet, fact, sheet.names, own, fact.source if fact.source != sheet.source else "")


def _item(sheet: Sheet, fact: Fact, names: Mapping[str, Name], tags: Sequence[str], source: str) -> str:
    text = "".join(_marked(sheet, fact, spellings(names) if names else {}))
    pictures = "".join(f" {_image(sheet, one.alt, one.path)}" for one in fact.pictures)
    line = f"- {text}{pictures} {{{_attributes(fact, tags, source)}}}"
    if not fact.explanation:
        return line
    return "\n".join((line, *_explanation(fact.explanation, sheet.formulas)))


def _marked(sheet: Sheet, fact: Fact, known: Mapping[str, Known]) -> Iterator[str]:
    """The sentence with its spans in brackets, an outer one around those inside it, and sounds before or behind
    them as they were."""
    done = 0
    waiting: list[Span] = []
    sounds = list(fact.sounds)
    for span in (*fact.spans, None):
        at = len(fact.text) if span is None else span.start
        while waiting and waiting[-1].end <= at:
            inner = waiting.pop()
            text = _piece(fact.text, done, inner.end, sheet.formulas)
            yield f"{text}]{{{_span(inner, fact[inner], known)}}}"
            done = inner.end
        yield _piece(fact.text, done, at, sheet.formulas)
        done = at
        while sounds and (span is None or _is_before(sounds[0].place, span.place)):
            sound = sounds.pop(0)
            image = _image(sheet, sound.alt, sound.path)
            gap = " " if fact.text[at - 1 : at] in ("", " ") else ""  # what is taken out leaves its spaces
            yield f" {image}" if span is None else f"{image}{gap}"
        if span is not None:
            yield "["
            waiting.append(span)


def _is_before(one: Place, other: Place) -> bool:
    return (one.line, one.column) < (other.line, other.column)


def _piece(text: str, start: int, end: int, formulas: Set[str]) -> str:
    """A part of a sentence that was read from a sheet; the spaces at its ends are kept."""
    piece = text[start:end]
    bare = piece.strip()
    if not bare:
        return piece
    at = piece.index(bare)
    # Only at the start of a line is more needed, but for a # that stands behind a space.
    source = escaped(bare, formulas) if start == 0 or bare[0] == "#" else _inside(bare, formulas)
    return f"{piece[:at]}{source}{piece[at + len(bare) :]}"


def _span(span: Span, words: str, known: Mapping[str, Known]) -> str:
    """What stands in the braces of a span; what the names of the front matter say of it is left out."""
    name = known.get(spelling_key(words)) if known else None
    also, plural = span.also, span.plural
    if name:
        own = tuple(one for one in also if one not in name.spellings)
        also = own if others(words, (*own, *name.spellings), named=True) == also else also
        plural = None if plural == name.name.plural else plural
    return " ".join(
        [
            f".{span.tag}",
            *([f"#{span.name}"] if span.name else []),
            *(["plural"] if plural else []),
            *(["plural=false"] if plural is False else []),
            *_pairs(
                ("is", span.stands_for), ("kind", span.kind), ("date", span.date), ("calendar", span.calendar)
            ),
            *([f"also={quoted(*also)}"] if also else []),
            *([f"not={quoted(*span.wrong)}"] if span.wrong else []),
        ]
    )


def _pairs(*pairs: tuple[str, str]) -> Iterator[str]:
    return (f"{key}={quoted(value)}" for key, value in pairs if value)


def _attributes(fact: Fact, tags: Sequence[str], source: str) -> str:
    """What stands in the braces of a fact: what cannot be a class, or would be taken for a tag, stands in `tags=`."""
    classes = all(_CLASS.fullmatch(tag) and tag not in TAGS and tag != "plural" for tag in tags)
    listed = "" if classes else ", ".join(tags)
    pairs = _pairs(("difficulty", fact.difficulty), ("tags", listed), ("source", source))
    return " ".join([f"#{fact.id}", *(f".{tag}" for tag in tags if classes), *pairs])


def _is_one_tag(tag: str) -> bool:
    """Whether a tag can stand with a fact, and is not taken for two there."""
    return tag == folded(tag) and tag != "" and not re.search("[,|]", tag)


def _image(sheet: Sheet, alt: str, path: str) -> str:
    """`![alt](address)`, the address as seen from the sheet's folder."""
    folder = Path(sheet.path).parent
    address = Path(os.path.relpath(path, folder)).as_posix()
    if not _PLAIN_ADDRESS.fullmatch(address):
        address = f"<{_IN_ADDRESS.sub(lambda sign: f'&#{ord(sign[0])};', address)}>"
    return f"![{escaped(alt, sheet.formulas)}]({address})"


def _explanation(text: str, formulas: Set[str]) -> Iterator[str]:
    """A block quote: a paragraph for each line, or a block of code where a line is none."""
    lines = text.split("\n")
    if all(line and line == folded(line) for line in lines):
        for number, line in enumerate(lines):
            yield from (["  >"] if number else [])
            yield f"  > {escaped(line, formulas)}"
        return
    fence = "~" * max(3, 1 + max(map(len, re.findall("~+", text)), default=0))
    yield from (f"  > {line}".rstrip(" ") if not line else f"  > {line}" for line in (fence, *lines, fence))


# --- front matter ------------------------------------------------------------------------------------------


def front(sheet: Sheet) -> Iterator[str]:
    """The lines of a sheet's front matter, dashes and all; none where there is nothing to say."""
    told = (("title", sheet.title), ("id", sheet.id), ("source", sheet.source))
    lines = [f"{key}: {_yaml(value, _PLAIN_LINE)}" for key, value in told if value]
    lines += [f"calendar: {sheet.calendar}"] if sheet.calendar != "gregorian" else []
    lines += [f"language: {_yaml(sheet.language)}"] if sheet.language != "en" else []
    lines += [f"tags: {_flow(sheet.tags)}"] if sheet.tags else []
    lines += ["math: true"] if sheet.formulas else []
    lines += ["names:"] if sheet.names else []
    lines += [f"  {_yaml(title)}: {{{', '.join(_about(name))}}}" for title, name in sheet.names.items()]
    return iter(["---", *lines, "---"] if lines else [])


def _about(name: Name) -> Iterator[str]:
    if name.kind:
        yield f"kind: {_yaml(name.kind)}"
    if name.plural is not None:
        yield f"plural: {str(name.plural).lower()}"
    if name.also:
        yield f"also: {_flow(name.also)}"


def _flow(texts: Iterable[str]) -> str:
    return f"[{', '.join(map(_yaml, texts))}]"


def _yaml(text: str, plain: re.Pattern[str] = _PLAIN_VALUE) -> str:
    """A text as it is where YAML takes it for one, else in double quotes."""
    if plain.fullmatch(text) and text.lower() != "null":
        return text
    # The reader takes a bracket with a tag behind it for the first of the facts.
    return '"' + "".join(map(_in_yaml, text)).replace("]{", "]\\x7b") + '"'


def _in_yaml(character: str) -> str:
    if character in '"\\':
        return f"\\{character}"
    return character if character.isprintable() else f"\\U{ord(character):08x}"


def _needed(sheet: Sheet, facts: Sequence[Fact]) -> Mapping[str, Name]:
    """The names of a sheet that are needed to read some of its facts, by the alphabet: a sheet that is put together
    from its facts has them in another order."""
    if not sheet.names:
        return sheet.names
    text = "\n".join(fact.text for fact in facts).casefold()
    found = (title for title, every in folded_names(sheet.names).items() if any(one in text for one in every))
    alphabetical = sorted(found, key=lambda title: (title.casefold(), title))
    return MappingProxyType({title: sheet.names[title] for title in alphabetical})


def folded_names(names: Mapping[str, Name]) -> dict[str, tuple[str, ...]]:
    """Each name's spellings, as they would stand in a text whose case is folded."""
    return {
        title: tuple(spelling_key(one).casefold() for one in (title, *name.also))
        for title, name in names.items()
    }
