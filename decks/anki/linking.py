"""The address at which a line of a sheet opens: in an editor, on this machine or on a page."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import quote

from quizgen.finding import QuizgenError

SCHEMES = ("http", "https", "vscode", "file")

_PLACE = re.compile(r"\{(path|line)\}")


def address(template: str, path: str, line: int) -> str:
    """`vscode://file/{path}:{line}` for a sheet's path and line.

    On a page the path is the one that the sheet was named by; elsewhere it is the whole path on this machine.
    Raises QuizgenError for a template that is no address of one of `SCHEMES`, or names no path.
    """
    scheme = template.partition(":")[0].lower()
    if scheme not in SCHEMES or "{path}" not in template or re.search(r"[{}\s]", _PLACE.sub("", template)):
        raise QuizgenError(
            f"{template}: is no address for a link; write one with {{path}} and {{line}} that begins with"
            f" {', '.join(SCHEMES)}, as vscode://file/{{path}}:{{line}}"
        )
    here = scheme in ("vscode", "file")
    named = Path(path).absolute().as_posix() if here else Path(path).as_posix().lstrip("/")
    values = {"path": quote(named, safe="/:" if here else "/"), "line": str(line)}
    made = _PLACE.sub(lambda match: values[match[1]], template)
    # A path that begins with a slash, behind the template's own.
    return re.sub(r"(?<=^vscode://file/)/|(?<=^file:///)/", "", made)
