"""A workbook of one sheet, written as the zip of XML that it is: texts and whole numbers, always the same bytes.

Each text is an inline string, of the type that no spreadsheet takes for a formula, and its style has quotePrefix, so
that it stays one when a person edits the cell. (ECMA-376 part 1: 18.3.1.4 cells, 18.8.45 xf, 18.4.12 text.) openpyxl
would write the hour of writing into the file, and takes six times as long (20,000 rows of seven cells).
"""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, BinaryIO
from xml.sax.saxutils import escape

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

NO_PLACE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]|_x[0-9A-Fa-f]{4}_")
"""What a cell does not give back: what XML has no place for, a carriage return, and what spreadsheets take for the
code of a character."""
LONGEST = 32_767
"""Characters of a cell."""

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_FRAME = {
    "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_TYPE}.styles+xml"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
    "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_RELATIONS}">'
    '<sheets><sheet name="Sheet1" sheetId="1" r:id="rId1"/></sheets></workbook>',
    "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_RELATIONS}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATIONS}/styles" Target="styles.xml"/></Relationships>',
    "xl/styles.xml": f'<styleSheet xmlns="{_MAIN}">'
    '<fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill>'
    '<fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf xfId="0"/>'
    '<xf xfId="0" numFmtId="49" applyNumberFormat="1" quotePrefix="1" applyAlignment="1">'
    '<alignment wrapText="1" vertical="top"/></xf></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
}


def write(out: BinaryIO, rows: Iterable[Sequence[str | int]], widths: Sequence[int]) -> None:
    """Write rows as they come; an empty text leaves its cell empty. `widths` of columns are in characters."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=3) as package:
        for name, content in _FRAME.items():
            package.writestr(_dated(name), _XML + content)
        with package.open(_dated("xl/worksheets/sheet1.xml"), "w", force_zip64=True) as sheet:
            columns = "".join(
                f'<col min="{number}" max="{number}" width="{width}" customWidth="1"/>'
                for number, width in enumerate(widths, 1)
            )
            sheet.write(f'{_XML}<worksheet xmlns="{_MAIN}"><cols>{columns}</cols><sheetData>'.encode())
            for number, row in enumerate(rows, 1):
                sheet.write(_row(number, row).encode())
            sheet.write(b"</sheetData></worksheet>")


def _dated(name: str) -> zipfile.ZipInfo:
    made = zipfile.ZipInfo(name)  # of 1 January 1980, whenever it is written
    made.compress_type = zipfile.ZIP_DEFLATED
    made.external_attr = 0o600 << 16
    made.create_system = 3
    return made


def _row(number: int, row: Sequence[str | int]) -> str:
    cells = "".join(
        f'<c r="{letter}{number}"><v>{cell}</v></c>'
        if isinstance(cell, int)
        else f'<c r="{letter}{number}" s="1" t="inlineStr"><is><t xml:space="preserve">{escape(cell)}</t></is></c>'
        for letter, cell in zip("ABCDEFGHIJKLMNOPQRSTUVWXYZ", row, strict=False)
        if cell != ""
    )
    return f'<row r="{number}">{cells}</row>'
