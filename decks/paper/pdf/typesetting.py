"""Typst at work: templates, data and pictures in, the bytes of a PDF out, or a sentence that says what it could not."""

from __future__ import annotations

import json
import re
import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any, Literal

from decks.paper.pdf.scripts import SCRIPTS, UNASSIGNED, script_of
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from typst import Compiler, Fonts, TypstError

_HERE = Path(__file__).parent
_MISSING = re.compile(r"the text `\"(.*?)\"` could not be displayed|disallowed codepoint `\"(.*?)\"`")
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_CREATOR = re.compile(rb"(?<=/Creator)\(Typst [^()]*\)|(?<=<xmp:CreatorTool>)Typst [^<]*</xmp:CreatorTool>")

_LONG = 1_000_000
"""Bytes of a PDF worth to be forgotten."""

Template = Literal["worksheet", "key"]


def typeset(template: Template, content: Mapping[str, Any], pictures: Mapping[Path, str]) -> bytes:
    """The PDF of a template with its content, tagged as PDF/UA-1 demands, without a time in it.

    Fonts of the system are looked for only when those that are always there have not all letters. Raises QuizgenError
    where a letter cannot be set or a picture not be read.
    """
    from typst import TypstError  # 34 MB of library: for those who want a PDF

    with TemporaryDirectory(prefix="quizgen-") as folder:
        root = prepared(Path(folder), pictures)
        try:
            return _set(template, content, root, system=content["system"])
        except TypstError as error:
            if content["system"] or not _missing(error):
                raise QuizgenError(_refused(error, root, pictures)) from error
        try:
            return _set(template, content, root, system=True)
        except TypstError as error:
            raise QuizgenError(_refused(error, root, pictures)) from error


def _set(template: Template, content: Mapping[str, Any], root: Path, system: bool) -> bytes:
    made = _named(_compiled(compiler(template, content, root, system)))
    if len(made) > _LONG:
        _forget(root)
    return made


def prepared(root: Path, pictures: Mapping[Path, str]) -> Path:
    """A folder with the templates and the pictures, which is all that Typst is shown of the disk."""
    for template in (_HERE / "template").glob("*.typ"):
        shutil.copyfile(template, root / template.name)
    for path, name in pictures.items():
        try:
            shutil.copyfile(path, root / name)
        except OSError as error:
            raise QuizgenError(f"{path}: cannot be read: {error.strerror or error}") from error
    return root


def compiler(template: Template, content: Mapping[str, Any], root: Path, system: bool) -> Compiler:
    """Typst with a template and its content, and with the fonts of the system or without."""
    from typst import Compiler

    return Compiler(
        str(root / f"{template}.typ"),
        root=str(root),
        font_paths=_fonts(system),
        ignore_system_fonts=not system,
        sys_inputs={"data": json.dumps(content, ensure_ascii=False)},
    )


@cache
def _fonts(system: bool) -> Fonts:
    """Looking for fonts takes time, so it is done once."""
    from typst import Fonts

    return Fonts(include_system_fonts=system, include_embedded_fonts=True, font_paths=[str(_HERE / "fonts")])


def _compiled(typst: Compiler) -> bytes:
    made = typst.compile(format="pdf", pdf_standards=["ua-1"], timestamp=0)
    assert isinstance(made, bytes)
    return made


def _forget(root: Path) -> None:
    """Give back the memory of a long document: Typst keeps what it has laid out until it has compiled ten others."""
    from typst import Compiler

    page = root / "empty.typ"
    page.touch()
    empty = Compiler(str(page), root=str(root), font_paths=_fonts(False), ignore_system_fonts=True)
    for _ in range(10):
        empty.compile()


def _named(pdf: bytes) -> bytes:
    """Who made it, for the properties a reader shows. Typst has no option for it; white space behind the shorter name
    keeps all that follows in its place, as the file's table of offsets demands."""

    def ours(found: re.Match[bytes]) -> bytes:
        name = b"(quizgen)" if found[0].startswith(b"(") else b"quizgen</xmp:CreatorTool>"
        return name.ljust(len(found[0]))

    return _CREATOR.sub(ours, pdf)


def _missing(error: TypstError) -> list[str]:
    """The letters that no font had, in the order of the page."""
    found = (one or two for one, two in _MISSING.findall(str(error.diagnostic)))
    return list(dict.fromkeys(letter for text in found for letter in _ESCAPED.sub(_unescaped, text)))


def _unescaped(found: re.Match[str]) -> str:
    return chr(int(found[1], 16)) if found[1] else found[2]


def _refused(error: TypstError, root: Path, pictures: Mapping[Path, str]) -> str:
    """What is wrong, and what would be right."""
    if letters := _missing(error):
        return _no_font(letters)
    for path, name in pictures.items():
        if reason := _unreadable(root, name):
            return f"{path}: cannot be read as a picture: {reason}; save it anew as PNG"
    return f"the PDF cannot be set: {error.message}; write HTML or DOCX instead"


def _unreadable(root: Path, name: str) -> str:
    """Why a picture cannot be drawn, asked of a page with it alone: Typst does not say which of many it was."""
    from typst import Compiler, TypstError

    page = root / "picture.typ"
    page.write_text(f'#image("{name}")', "utf-8")
    try:
        Compiler(str(page), root=str(root), font_paths=_fonts(False), ignore_system_fonts=True).compile()
    except TypstError as error:
        return error.message
    return ""


def _no_font(letters: list[str]) -> str:
    scripts: dict[str, list[str]] = {}
    for letter in letters:
        scripts.setdefault(script_of(letter), []).append(letter)
    said = [
        f"{name} ({', '.join(f'{letter} U+{ord(letter):04X}' for letter in some[:5])}{', …' if some[5:] else ''})"
        for name, some in scripts.items()
    ]
    wanted = [SCRIPTS[name].install if name in SCRIPTS else f"Noto Sans {name}" for name in scripts]
    fonts = " and ".join(dict.fromkeys(font for font in wanted if not font.endswith(UNASSIGNED)))
    remedy = f"install {fonts}" if fonts else "take them out"
    return f"no font has the letters of {' and '.join(said)}; {remedy}, or write HTML or DOCX instead"
