"""Elements of WordprocessingML, made from plain text: runs, paragraphs, tables, fields."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from decks.paper.characters import around_gaps, directed, plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from docx.oxml.xmlchemy import BaseOxmlElement as Element

GAP = "_" * 14
"""A gap: every word processor draws these as one rule, and a teacher can make it longer."""


def w(tag: str, /, *children: Element, **attributes: object) -> Element:
    """An element of the namespace w, with attributes of the same."""
    element = cast("Element", OxmlElement(f"w:{tag}"))
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def run(text: str, style: str = "", back: bool = False) -> list[Element]:
    """Runs that show `text` letter by letter, in a style of characters; `back`: in a text from right to left."""
    return [_run(piece, style, rtl) for piece, rtl in directed(plain(text), back)]


def _run(text: str, style: str, rtl: bool) -> Element:
    made = w("r")
    if style or rtl:
        made.append(w("rPr", *([w("rStyle", val=style)] if style else []), *([w("rtl")] if rtl else [])))
    for index, line in enumerate(text.split("\n")):
        if index:
            made.append(w("br"))
        for column, piece in enumerate(line.split("\t")):
            if column:
                made.append(w("tab"))
            if piece:
                words = w("t")
                words.text = piece
                words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
                made.append(words)
    return made


def typed(runs: Iterable[Element], size: float, *, bold: bool = False) -> None:
    """Set runs in type of so many points, whatever their paragraph's style says."""
    half = max(8, round(2 * size))
    for one in runs:
        marks = [w("b"), w("bCs")] if bold else []
        marks += [w("sz", val=half), w("szCs", val=half)]
        found = one.xpath("./w:rPr")
        if found:
            place = len(found[0].xpath("./w:rStyle"))
            found[0][place:place] = marks
        else:
            one.insert(0, w("rPr", *marks))


def gapped(text: str, back: bool = False) -> list[Element]:
    """Runs that show a text with its gaps as rules."""
    made: list[Element] = []
    for index, piece in enumerate(around_gaps(text)):
        if index:
            made += [_run(GAP, "Gap", False)]
        made += run(piece, back=back)
    return made


def tab() -> Element:
    """A run that is one tab."""
    return w("r", w("tab"))


def page_break() -> Element:
    """A run that ends the page."""
    return w("r", w("br", type="page"))


def field(instruction: str, shown: str) -> list[Element]:
    """A field, as PAGE, and what it shows until it is worked out."""
    code = w("instrText")
    code.text = f" {instruction} "
    value = w("t")
    value.text = shown
    return [
        w("r", w("fldChar", fldCharType="begin")),
        w("r", code),
        w("r", w("fldChar", fldCharType="separate")),
        w("r", value),
        w("r", w("fldChar", fldCharType="end")),
    ]


def paragraph(
    style: str,
    *runs: Element,
    kept: bool | None = None,
    tabs: Sequence[tuple[str, float] | tuple[str, float, str]] = (),
    more: Iterable[Element] = (),
) -> Element:
    """A paragraph of a style.

    `kept`: whether it stays on the page of the next; None as the style says. `tabs`: kind ("left", "right"), place in
    twips, and leader. `more`: further properties, in the order of the schema behind tabs (spacing, ind, jc).
    """
    properties = [w("pStyle", val=style)]
    if kept is not None:
        properties.append(w("keepNext", val=int(kept)))
    if tabs:
        stops = (
            w("tab", val=kind, **({"leader": leader[0]} if leader else {}), pos=round(at))
            for kind, at, *leader in tabs
        )
        properties.append(w("tabs", *stops))
    return w("p", w("pPr", *properties, *more), *runs)


def cell(
    width: float,
    *paragraphs: Element,
    borders: Element | None = None,
    across: int = 1,
    middle: bool = False,
    shade: str = "",
) -> Element:
    """A cell so many twips wide; `borders` is its tcBorders."""
    properties = [w("tcW", w=round(width), type="dxa")]
    if across > 1:
        properties.append(w("gridSpan", val=across))
    if borders is not None:
        properties.append(borders)
    if shade:
        properties.append(w("shd", val="clear", color="auto", fill=shade))
    if middle:
        properties.append(w("vAlign", val="center"))
    return w("tc", w("tcPr", *properties), *(paragraphs or (paragraph("Small"),)))


def row(*cells: Element, height: float = 0, header: bool = False) -> Element:
    """A row that no page splits; `height` in twips is exact, 0 for what its text wants."""
    properties = [w("cantSplit")]
    if height:
        properties.append(w("trHeight", val=round(height), hRule="exact"))
    if header:
        properties.append(w("tblHeader"))
    return w("tr", w("trPr", *properties), *cells)


def table(
    widths: Sequence[float],
    rows: Iterable[Element],
    *,
    style: str = "Plain",
    back: bool = False,
    jc: str = "",
    indent: float = 0,
    says: str = "",
) -> Element:
    """A table of columns so many twips wide; `says` tells those who cannot see it what it is."""
    properties = [w("tblStyle", val=style)]
    if back:
        properties.append(w("bidiVisual"))
    properties.append(w("tblW", w=round(sum(widths)), type="dxa"))
    if jc:
        properties.append(w("jc", val=jc))
    if indent:
        properties.append(w("tblInd", w=round(indent), type="dxa"))
    properties.append(w("tblLayout", type="fixed"))
    properties.append(
        w("tblLook", val="0020" if style == "KeyTable" else "0000", firstRow=int(style == "KeyTable"))
    )
    if says:
        properties.append(w("tblDescription", val=says))
    columns = w("tblGrid", *(w("gridCol", w=round(width)) for width in widths))
    return w("tbl", w("tblPr", *properties), columns, *rows)


def box(
    kind: str = "tcBorders", sides: str = "top left bottom right", val: str = "single", sz: int = 6
) -> Element:
    """Borders of a cell or a paragraph; `sz` in eighths of a point."""
    space = {"space": 4} if kind == "pBdr" else {}
    return w(kind, *(w(side, val=val, sz=sz, **space, color="000000") for side in sides.split()))
