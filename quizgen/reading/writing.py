r"""Plain text written into a sheet, so that the reader gives back exactly that text.

    f"- {escaped(prompt)} [{escaped(answer)}]{{.answer not={quoted(*wrong)}}}"

What a sheet cannot hold is folded first, as the reader would (`folded`): white space of any kind, ends of lines among
it, is one space, and none at the ends; control characters, marks that turn the direction of the text and other
characters that cannot be seen are left out.

A backslash goes before each sign that Markdown or the sheet's own brackets could take for markup where it stands, and
before no other, so that what is written stays legible: `snake_case`, `a < b` and `C#` are left as they are.
"""

from __future__ import annotations

import re

from quizgen.reading.quoting import INVISIBLE

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

_IN_VALUE = str.maketrans({"&": "&amp;", '"': "&quot;", "|": "&#124;", "\\": "&#92;", "]": "&#93;"})


def folded(text: str) -> str:
    """What a sheet can hold of a text: visible characters, and single spaces between them."""
    return " ".join(INVISIBLE.sub("", text).split())


def escaped(text: str) -> str:
    """Source whose words, read anywhere in a fact, are `folded(text)`. Lone surrogates are left out, as in `folded`."""
    written = _SIGNS.sub(r"\\\g<0>", folded(text))
    start = _START.match(written)
    if start is None:
        return written
    at = start.end(1) if start[1] else 0
    return f"{written[:at]}\\{written[at:]}"


def quoted(*texts: str) -> str:
    """The value of an attribute in its quotation marks, which is read as `folded` of each text, with bars between.

    Several texts are for what takes several, as `also=` and `not=`; a bar inside a text is no bar between two.
    """
    return '"' + "|".join(folded(text).translate(_IN_VALUE) for text in texts) + '"'
