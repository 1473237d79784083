"""Categories of Moodle's question bank: paths of names, in which a slash that is part of a name is doubled."""

from __future__ import annotations

import re

_SLASH = re.compile(r"(?<!/)/(?!/)")


def category_path(section: tuple[str, ...], title: str) -> str:
    """Return the path of a question's category; a slash in a name is doubled, as Moodle wants it."""
    names = [" ".join(name.split()).replace("/", "//") for name in section or (title,)]
    return "/".join(("$course$", "top", *(name for name in names if name)))


def category_names(path: str) -> tuple[str, ...]:
    """Return the names of a category's path, outermost first: "$course$/top/AC//DC" is ("AC/DC",)."""
    names = [name.strip().replace("//", "/") for name in _SLASH.split(path.strip())]
    if names and re.fullmatch(r"\$\w+\$", names[0]):
        names = names[2:] if names[1:2] == ["top"] else names[1:]
    return tuple(name for name in names if name)
