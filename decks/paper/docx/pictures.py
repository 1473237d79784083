"""Pictures of a Word file: scaled to the page, with the words that stand for them."""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.shape import CT_Inline
from docx.shared import Emu

from decks.paper.characters import plain
from decks.paper.docx.elements import w
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

    from docx.oxml.xmlchemy import BaseOxmlElement as Element
    from docx.parts.document import DocumentPart

    from decks.paper.docx.styles import Measure
    from decks.paper.worksheet import Picture

SHARE = 0.25
"""Of the page's height, at most."""
TWIP = 635
"""In the English metric units of drawings."""


class Pictures:
    """Those of one document; the same file is stored once."""

    def __init__(self, part: DocumentPart) -> None:
        self._part = part
        self._number = 0
        self._read: dict[Path, tuple[str, Image]] = {}

    def inline(self, picture: Picture, measure: Measure) -> list[Element]:
        """The run that shows a picture. Raises QuizgenError where the file is none."""
        if picture.path not in self._read:
            rid, image = self._part.get_or_add_image(io.BytesIO(_readable(picture.path)))
            self._read[picture.path] = rid, image
        rid, image = self._read[picture.path]
        self._number += 1
        width, height = int(image.width), int(image.height)
        room = (measure.text - measure.number) * TWIP, SHARE * measure.height * TWIP
        scale = min(1.0, room[0] / width, room[1] / height)
        name = f"Picture {self._number}"
        drawn = CT_Inline.new_pic_inline(
            self._number, rid, name, Emu(round(width * scale)), Emu(round(height * scale))
        )
        drawn.docPr.set("descr", plain(picture.alt))
        return [w("r", w("drawing", drawn))]


def _readable(path: Path) -> bytes:
    """The bytes of a picture that every word processor shows; drawings and WebP become PNG."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise QuizgenError(f"{path}: cannot be read: {error.strerror or error}") from error
    try:
        Image.from_blob(data)
    except (UnrecognizedImageError, UnexpectedEndOfFileError, InvalidImageStreamError, KeyError, ValueError):
        return _drawn(path, data)
    return data


def _drawn(path: Path, data: bytes) -> bytes:
    import typst  # 34 MB, and few worksheets have a drawing

    source = (
        b"#set page(width: auto, height: auto, margin: 0pt)\n#image(bytes(json(bytes(sys.inputs.picture))))"
    )
    try:
        made = typst.compile(source, format="png", ppi=200.0, sys_inputs={"picture": str(list(data))})
    except typst.TypstError as error:
        said = re.sub(r"\s+", " ", str(error)).strip()
        raise QuizgenError(f"{path}: is no picture that can be read ({said}); save it as PNG") from error
    assert isinstance(made, bytes)
    return made
