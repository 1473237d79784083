"""Styles of the Word file: a teacher changes one, and every question follows."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from decks.paper.characters import right_to_left

if TYPE_CHECKING:
    from docx.oxml.xmlchemy import BaseOxmlElement as Element

    from decks.paper.look import Look

MM = 1440 / 25.4
"""Twips in a millimetre."""

MARGIN = 20.0
"""At the sides, in millimetres."""
MARGIN_ABOVE = 16.0
MARGIN_BELOW = 19.0

FONTS = {False: "Calibri", True: "Arial"}
"""By whether the preset wants a typeface without serifs that is drawn widely. Where a machine has neither, Word, Pages
and LibreOffice set Carlito and Liberation Sans, which are as wide letter by letter."""


@dataclass(frozen=True, slots=True)
class Measure:
    """Lengths of a page that follow from a look, in twips."""

    look: Look
    back: bool
    """Whether the text runs from right to left."""

    @property
    def size(self) -> float:
        """Of the type, in twips."""
        return self.look.type.size * 20

    @property
    def page(self) -> tuple[float, float]:
        """Width and height of the paper."""
        width, height = self.look.size
        return width * MM, height * MM

    @property
    def text(self) -> float:
        """From margin to margin."""
        return self.page[0] - 2 * MARGIN * MM

    @property
    def height(self) -> float:
        """From the upper margin to the lower."""
        return self.page[1] - (MARGIN_ABOVE + MARGIN_BELOW) * MM

    @property
    def number(self) -> float:
        """From the margin to the text of a question."""
        return 2.1 * self.size

    @property
    def option(self) -> float:
        """From the letter of an option to its text."""
        return 1.8 * self.size

    @property
    def line(self) -> float:
        """From one line to write on to the next: 9 mm, more for large print."""
        return max(9 * MM, 1.9 * self.size)

    @property
    def mark(self) -> str:
        """What keeps our own English words and their numbers in order between lines from right to left."""
        return "\u200e" if self.back else ""

    @property
    def columns(self) -> int:
        """At most, for short things."""
        return self.look.type.columns


def measure(look: Look, language: str) -> Measure:
    """The lengths for a look in a language."""
    return Measure(look, right_to_left(language))


def styles(measure: Measure, language: str) -> Element:
    """The whole w:styles part."""
    made = _defaults(measure, language) + _tables(measure) + "".join(_paragraphs(measure)) + _LETTERS
    return parse_xml(f"<w:styles {nsdecls('w')}>{made}</w:styles>")


def _defaults(m: Measure, language: str) -> str:
    spoken = language if re.fullmatch(r"[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", language) else "en"
    latin, eastern, back = "en-US" if m.back else spoken, "en-US", spoken if m.back else "ar-SA"
    if spoken[:2] in ("zh", "ja", "ko"):
        eastern = spoken
    font = FONTS[m.look.type.sans]
    spaced = "<w:spacing w:val='8'/>" if m.look.preset == "dyslexia" else ""
    bidi = "<w:bidi/>" if m.back else ""
    return f"""<w:docDefaults><w:rPrDefault><w:rPr>
<w:rFonts w:ascii='{font}' w:hAnsi='{font}' w:cs='Arial' w:eastAsia='{font}'/>{spaced}{_sized(m, 1)}
<w:lang w:val='{latin}' w:eastAsia='{eastern}' w:bidi='{back}'/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>
<w:style w:type='paragraph' w:default='1' w:styleId='Normal'><w:name w:val='Normal'/><w:qFormat/>
<w:pPr><w:widowControl/>{bidi}{_around(m, 0, 0.3, _text(m))}</w:pPr></w:style>
<w:style w:type='character' w:default='1' w:styleId='DefaultParagraphFont'><w:name w:val='Default Paragraph Font'/>
</w:style>"""


def _tables(m: Measure) -> str:
    def margins(above: float, beside: float) -> str:
        sides = (("top", above), ("left", beside), ("bottom", above), ("right", beside))
        inner = "".join(f"<w:{side} w:w='{round(by * m.size)}' w:type='dxa'/>" for side, by in sides)
        return f"<w:tblCellMar>{inner}</w:tblCellMar>"

    rules = "".join(
        f"<w:{side} w:val='single' w:sz='{size}' w:color='{color}'/>"
        for side, size, color in (("top", 8, "000000"), ("bottom", 8, "000000"), ("insideH", 2, "808080"))
    )
    return f"""<w:style w:type='table' w:default='1' w:styleId='TableNormal'><w:name w:val='Normal Table'/>
<w:tblPr><w:tblInd w:w='0' w:type='dxa'/>{margins(0, 0)}</w:tblPr></w:style>
<w:style w:type='table' w:styleId='Plain' w:customStyle='1'><w:name w:val='Plain'/><w:basedOn w:val='TableNormal'/>
</w:style><w:style w:type='table' w:styleId='KeyTable' w:customStyle='1'><w:name w:val='Key Table'/>
<w:basedOn w:val='TableNormal'/><w:tblPr><w:tblBorders>{rules}</w:tblBorders>{margins(0.16, 0.25)}</w:tblPr>
<w:tblStylePr w:type='firstRow'><w:rPr>{_BOLD}</w:rPr></w:tblStylePr></w:style>"""


def _paragraphs(m: Measure) -> list[str]:
    text, tight = _text(m), round(240 * max(1.0, m.look.type.leading / 1.3))
    number = round(m.number)
    right = _stops(("right", m.text))
    numbered = _stops(("left", m.number), ("right", m.text))
    footer = 0.8 if m.look.type.size < 16 else 0.7
    centred = "<w:jc w:val='center'/>"
    one = 240
    return [
        _style("Title", _KEEP + _around(m, 0, 1.0, one), _BOLD + _sized(m, 1.75), "Normal", "Title"),
        _style("Subtitle", _KEEP + _around(m, 0, 0.5, one), _BOLD + _sized(m, 1.1), "Normal", "Subtitle"),
        _style(
            "heading 1",
            f"{_KEEP}{_RULE}{right}{_around(m, 1.5, 0.4, one)}<w:outlineLvl w:val='0'/>",
            _BOLD + _sized(m, 1.2),
            "Instruction",
            "Heading1",
        ),
        _style(
            "heading 2",
            f"{_KEEP}{right}{_around(m, 0.8, 0.3, one)}<w:outlineLvl w:val='1'/>",
            _BOLD,
            "Normal",
            "Heading2",
        ),
        _style("footer", right + _around(m, 0, 0, one), _QUIET + _sized(m, footer), "", "Footer"),
        _style("Score", f"<w:keepNext/>{_frame(2)}{_around(m, 0, 0, one)}{centred}", _BOLD + _sized(m, 1.1)),
        _style("Fill In", _around(m, 0.7, 0.35, one)),
        _style("Instruction", _KEEP + _around(m, 0, 0.4, text), _QUIET),
        _style(
            "Word Bank", f"{_KEEP}{_frame(5)}{_around(m, 0, 0, tight)}<w:ind w:left='110' w:right='110'/>"
        ),
        _style(
            "Question", _KEEP + numbered + _around(m, 0.75, 0.2, text) + _hung(number, number), "", "Option"
        ),
        _style("Question More", _KEEP + _around(m, 0, 0.2, text) + _hung(number, 0), "", "Option"),
        _style("Option", _WHOLE + _around(m, 0.1, 0.1, tight) + _hung(m.number + m.option, m.option)),
        _style(
            "Answer Line",
            _stops(("right", m.text), leader=True)
            + _around(m, m.line / m.size - 1.2, 0, one)
            + _hung(number, 0),
        ),
        _style(
            "Small Label",
            "<w:keepNext/>" + _around(m, 0.2, 0, one) + _hung(number, 0),
            _QUIET + _sized(m, 0.85),
        ),
        _style("In Table", _WHOLE + _around(m, 0.1, 0.1, tight)),
        _style("Clue", _WHOLE + _around(m, 0, 0.15, tight) + _hung(m.option, m.option)),
        _style("Square", _around(m, 0, 0, one) + centred),
        _style("Square Number", _around(m, 0, 0, one)),
        _style("Key", _WHOLE + _around(m, 0, 0, tight)),
        _style("Key Note", _WHOLE + _around(m, 0, 0, tight), _QUIET + _sized(m, 0.85)),
        _style("Card", _WHOLE + _around(m, 0, 0, 250) + centred),
        _style("Card Note", _WHOLE + _around(m, 0.4, 0, one) + centred, _QUIET),
        _style("Small", _around(m, 0, 0, 20, "exact"), "<w:sz w:val='2'/><w:szCs w:val='2'/>"),
    ]


_BOLD = "<w:b/><w:bCs/>"
_QUIET = "<w:color w:val='404040'/>"
_WHOLE = "<w:keepLines/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_RULE = "<w:pBdr><w:bottom w:val='single' w:sz='4' w:space='2' w:color='000000'/></w:pBdr>"

_LETTERS = "".join(
    f"<w:style w:type='character' w:styleId='{name}' w:customStyle='1'><w:name w:val='{name}'/><w:qFormat/>"
    f"<w:rPr>{properties}</w:rPr></w:style>"
    for name, properties in (
        ("Number", _BOLD),
        ("Letter", _BOLD),
        ("Strong", _BOLD),
        ("Points", f"<w:b w:val='0'/><w:bCs w:val='0'/>{_QUIET}"),
        ("Gap", "<w:noProof/><w:spacing w:val='0'/>"),
        ("Box", "<w:bdr w:val='single' w:sz='6' w:space='0' w:color='000000'/>"),
    )
)
"""Styles of characters."""


def _style(name: str, paragraph: str, letters: str = "", following: str = "", id: str = "") -> str:
    """A style of paragraphs; `id` where it is one that every word processor knows."""
    own = "" if id else " w:customStyle='1'"
    follow = f"<w:next w:val='{following}'/>" if following else ""
    return (
        f"<w:style w:type='paragraph' w:styleId='{id or name.replace(' ', '')}'{own}><w:name w:val='{name}'/>"
        f"<w:basedOn w:val='Normal'/>{follow}<w:qFormat/>"
        f"<w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
    )


def _text(m: Measure) -> int:
    """From line to line, in 240ths of a font's own line, which is about 1.2 of its size."""
    return round(240 * m.look.type.leading / 1.2)


def _sized(m: Measure, by: float) -> str:
    half = max(14, round(m.look.type.size * by * 2))
    return f"<w:sz w:val='{half}'/><w:szCs w:val='{half}'/>"


def _around(m: Measure, before: float, after: float, line: int, rule: str = "auto") -> str:
    """Space before and after, in sizes of the type."""
    above, below = round(before * m.size), round(after * m.size)
    return f"<w:spacing w:before='{above}' w:after='{below}' w:line='{line}' w:lineRule='{rule}'/>"


def _hung(left: float, hanging: float) -> str:
    return f"<w:ind w:left='{round(left)}' w:hanging='{round(hanging)}'/>"


def _stops(*stops: tuple[str, float], leader: bool = False) -> str:
    led = " w:leader='underscore'" if leader else ""
    made = "".join(f"<w:tab w:val='{kind}'{led} w:pos='{round(place)}'/>" for kind, place in stops)
    return f"<w:tabs>{made}</w:tabs>"


def _frame(space: int) -> str:
    sides = "".join(
        f"<w:{side} w:val='single' w:sz='6' w:space='{space}' w:color='000000'/>"
        for side in ("top", "left", "bottom", "right")
    )
    return f"<w:pBdr>{sides}</w:pBdr>"
