"""The file itself: a package that does not tell when and where it was made, so the same sheet is the same bytes."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from decks.paper.characters import plain

if TYPE_CHECKING:
    from typing import BinaryIO

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

FIXED = datetime(2000, 1, 1)
"""When every file says it was made."""

UNWANTED = ("customXml", "stylesWithEffects", "thumbnail", "numbering", "webSettings", "fontTable")
"""What the template brings and nobody needs."""

_COMPATIBLE = "".join(
    f'<w:compatSetting w:name="{name}" w:uri="http://schemas.microsoft.com/office/word" w:val="{value}"/>'
    for name, value in (
        ("compatibilityMode", 15),
        ("overrideTableStyleFontSizeAndJustification", 1),
        ("enableOpenTypeFeatures", 1),
        ("doNotFlipMirrorIndents", 1),
    )
)
SETTINGS = f"""<w:settings {nsdecls("w")}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/>
<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{_COMPATIBLE}</w:compat>
<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>"""
"""Without them Word would open the file as one of an older Word."""


def empty(title: str, language: str, styles: Element) -> Word:
    """A document without a paragraph, in our styles."""
    word = Document()
    for relations in (word.part.package.rels, word.part.rels):
        for id, relation in [*relations.items()]:
            if any(name in relation.reltype for name in UNWANTED):
                del relations[id]
    _become(word.styles.element, styles)
    _become(word.settings.element, parse_xml(SETTINGS))
    word.element.body[:] = []
    properties = word.core_properties
    properties.author = properties.last_modified_by = "quizgen"
    properties.title, properties.language = plain(title)[:255], language
    properties.comments = properties.keywords = properties.subject = properties.category = ""
    properties.created = properties.modified = FIXED
    properties.revision = 1
    return word


def _become(old: Element, new: Element) -> None:
    old[:] = []
    old.extend(new)


def save(word: Word, out: BinaryIO) -> None:
    """Write it, its parts in order and all of one date."""
    made = io.BytesIO()
    word.save(made)
    with zipfile.ZipFile(made) as given, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as taken:
        for name in sorted(given.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            entry = zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0))
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            taken.writestr(entry, given.read(name))
