"""Sections: paper, margins, and the footer with its page numbers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.part import XmlPart
from docx.oxml.ns import qn

from decks.paper import wording
from decks.paper.docx.elements import field, paragraph, run, tab, w
from decks.paper.docx.styles import MARGIN, MARGIN_ABOVE, MARGIN_BELOW, MM

if TYPE_CHECKING:
    from collections.abc import Sequence

    from docx.document import Document as Word
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.docx.styles import Measure


def footer(word: Word, texts: Sequence[str], measure: Measure, end: str) -> str:
    """The id of a new footer: the texts, then which page of how many.

    `end` is the bookmark in the last paragraph of the section: the page it is on is how many there are. The field
    that counts a section's pages is known to Word alone.
    """
    before, _, rest = wording.page_label("\0", "\1").partition("\0")
    between, _, after = rest.partition("\1")
    return _footer(
        word,
        paragraph(
            "Footer",
            *run(" · ".join(filter(None, texts)), back=measure.back),
            tab(),
            *run(measure.mark + before),
            *field("PAGE", "1"),
            *run(between),
            *field(f"PAGEREF {end}" if end else "NUMPAGES", "1"),
            *run(after + measure.mark),
        ),
    )


def no_footer(word: Word) -> str:
    """The id of a footer with nothing in it; without one, a section has that of the section before."""
    return _footer(word, paragraph("Small"))


def _footer(word: Word, content: Element) -> str:
    name = word.part.package.next_partname("/word/footer%d.xml")
    part = XmlPart(name, CONTENT_TYPE.WML_FOOTER, w("ftr", content), word.part.package)
    return word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTER)


def close(body: Element, made: list[Element], section: Element, *, last: bool, end: str = "") -> None:
    """Put a section into the body, the bookmark `end` in its last paragraph."""
    if made[-1].tag == qn("w:tbl"):
        made.append(paragraph("Small"))
    if end:
        id = len(body)  # no two are the same, since the body grows
        made[-1].extend([w("bookmarkStart", id=id, name=end), w("bookmarkEnd", id=id)])
    body.extend(made)
    if last:
        body.append(section)
    else:
        made[-1].xpath("./w:pPr")[0].append(section)


def section(measure: Measure, footer: str, margin: float | None = None) -> Element:
    """Paper, footer, and `margin` in millimetres on all sides where it is not the usual one."""
    width, height = map(round, measure.page)
    side, above, below = (margin, margin, margin) if margin else (MARGIN, MARGIN_ABOVE, MARGIN_BELOW)
    made = w("sectPr")
    if footer:
        reference = w("footerReference", type="default")
        reference.set(qn("r:id"), footer)
        made.append(reference)
    made.append(w("type", val="oddPage"))
    made.append(w("pgSz", w=width, h=height))
    made.append(
        w("pgMar", top=round(above * MM), right=round(side * MM), bottom=round(below * MM), left=round(side * MM),
          header=round(8 * MM), footer=round(9 * MM), gutter=0)
    )  # fmt: skip
    made.append(w("pgNumType", start=1))
    if measure.back:
        made.append(w("bidi"))
    return made
