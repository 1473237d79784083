"""HTML parted at its tags, in time that grows with its length and not faster, whatever somebody wrote into it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_TAG = re.compile(r"""</?[a-zA-Z][^\s<>/"']*+(?:[^<>"']++|"[^"]*+"|'[^']*+')*+>""")
_DECLARATION = re.compile(r"<[!?][^<>]{0,500}>")


def parted(html: str, longest: int | None = None) -> Iterator[tuple[str, str]]:
    """Each text, its entities as they were written, with the tag behind it; the last has an empty one.

    Comments and declarations are dropped, and a comment without an end drops all behind it. A `<` that begins no tag
    that ends is text, and so is a tag of more than `longest` characters.
    """
    pieces: list[str] = []
    done = 0
    comments_end = True
    while (at := html.find("<", done)) >= 0:
        pieces.append(html[done:at])
        done = at + 1
        if html.startswith("<!--", at):
            end = html.find("-->", at + 2) if comments_end else -1
            comments_end = end >= 0
            done = end + 3 if comments_end else len(html)
        elif tag := _TAG.match(html, at, len(html) if longest is None else at + longest):
            yield "".join(pieces), tag[0]
            pieces.clear()
            done = tag.end()
        elif declaration := _DECLARATION.match(html, at):
            done = declaration.end()
        else:
            pieces.append("<")
    yield "".join((*pieces, html[done:])), ""
