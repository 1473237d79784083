"""What a file is by its first bytes: one of the texts that can be read, or something that must be saved otherwise."""

from __future__ import annotations

import codecs
import re

_PICTURE = "this is a picture; have a program for scans (OCR) read it, and save the text that it finds"
_ARCHIVE = "this is an archive; unpack it, and give the text that lies in it"
_OFFICE = (
    "this is a document of an old Office program (.doc); open it in Word or LibreOffice and save it as .docx"
)
_FOREIGN: tuple[tuple[bytes, str], ...] = (
    (rb"\{\\rtf", "this is a Rich Text file (.rtf); open it in a word processor and save it as .docx"),
    (rb"\xd0\xcf\x11\xe0", _OFFICE),
    (rb"PK\x03\x04.{26}mimetypeapplication/epub", "this is an EPUB book; convert it to .docx, .html or .txt first"),
    (
        rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis\.opendocument\.text",
        "this is an OpenDocument text (.odt); open it in a word processor and save it as .docx",
    ),
    (
        rb"PK\x03\x04.{26}mimetypeapplication/vnd\.oasis",
        "this is an OpenDocument file, but no text; save what it says as .docx, .pdf or .txt",
    ),
    (rb"PK\x05\x06|PK\x07\x08|\x1f\x8b|7z\xbc\xaf\x27\x1c|Rar!\x1a|BZh[1-9]1AY|\xfd7zXZ\x00", _ARCHIVE),
    (rb"\x89PNG\r\n|\xff\xd8\xff|GIF8[79]a|II\*\x00|MM\x00\*|RIFF.{4}WEBP|BM.{4}\x00{4}", _PICTURE),
    (rb".{4}ftyp(?:heic|avif)", _PICTURE),
    (rb"%!PS", "this is a PostScript file; convert it to PDF"),
    (rb"AT&TFORM", "this is a DjVu file; convert it to PDF with its text layer, or to .txt"),
    (rb".{60}(?:BOOKMOBI|TEXtREAd)", "this is a book for the Kindle; convert it to .docx, .html or .txt first"),
    (rb"ID3[\x02-\x04]|OggS|fLaC|RIFF.{4}(?:WAVE|AVI )|.{4}ftyp|\x1aE\xdf\xa3", "this is a recording, and no text"),
)  # fmt: skip
_FOREIGNERS = tuple((re.compile(sign, re.DOTALL), said) for sign, said in _FOREIGN)
_PARTS = (
    (b"ppt/", "this is a presentation (.pptx); save it as PDF, or its outline as .txt"),
    (b"xl/", "this is a workbook (.xlsx); save what it says as .docx or .txt"),
)
"""What the names in an Office document tell that is none of Word's."""
_MARKS: tuple[tuple[bytes, str], ...] = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, with whose mark it begins
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROLS = bytes(sign for sign in range(32) if sign not in b"\t\n\r\f\x1b\x1a\x0b")
_NO_TEXT = "this is no text; quizgen reads .txt, .md, .html, .docx and .pdf"
_MOST_CONTROLS = 0.02
"""Share of bytes in a text that nothing prints: bytes at random have a tenth."""


def foreign(start: bytes) -> str:
    """What a file is that is no text of ours, and what to do with it; empty where nothing says that it is one."""
    return next((said for sign, said in _FOREIGNERS if sign.match(start)), "")


def archive(names: list[str]) -> str:
    """The same for a zip that is no Word document, by the names of its parts."""
    for begin, said in _PARTS:
        if any(name.encode().startswith(begin) for name in names):
            return said
    return _ARCHIVE if names else ""


def encoding(start: bytes) -> str:
    """The encoding of a text by its first bytes: utf-16 or utf-32, else utf-8, for which Windows-1252 may stand in."""
    for mark, name in _MARKS:
        if start.startswith(mark):
            return name
    if start.count(0) * 4 > len(start):
        # Every other byte of western UTF-16 is zero: in which half of the pairs says which end comes first.
        return "utf-16-le" if start[1::2].count(0) >= start[::2].count(0) else "utf-16-be"
    return "utf-8"


def no_text(start: bytes) -> str:
    """What is wrong with what should be a plain text; empty where nothing is."""
    if encoding(start) == "utf-8":
        controls = sum(map(start.count, (bytes((sign,)) for sign in _CONTROLS)))
        return _NO_TEXT if controls > _MOST_CONTROLS * len(start) else ""
    text = start.decode(encoding(start), "replace")
    said = sum(sign.isascii() and (sign.isalnum() or sign.isspace()) for sign in text)
    return "" if said * 2 > len(text) or encoding(start) in ("utf-16", "utf-32") else _NO_TEXT
