r"""Markdown: a worksheet to paste into whatever a teacher writes in, all its text escaped, so that it appears as it is.

The worksheet is CommonMark; its key and the cards have tables, as GitHub, Obsidian and Pandoc read them. Pictures are
named by their paths as the sheet's was given, so the Markdown has to be read from where it was written. Answers are
written on rules of \_\_\_\_.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never
from urllib.parse import quote

from decks.paper import wording
from decks.paper.answer_sheet import fields, is_asked, pair_label
from decks.paper.by_question import by_question, heading, with_sheets
from decks.paper.characters import around_gaps, letter, plain
from decks.paper.worksheet import Choices, Clue, Clues, Grid, Order, Pairs, Picture, Space, Text, Words

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence
    from typing import BinaryIO

    from decks.paper.answer_sheet import Field
    from decks.paper.worksheet import Block, Cell, Exercise, Flashcard, Part, Version, Worksheet

END = "<!-- quizgen -->"
"""The last line, by which a file of ours is known."""
GAP = r"\_\_\_\_\_\_\_\_"
SHORT = r"\_\_\_\_"
RULE = r"\_" * 40

_ACTIVE = re.compile(r"[\\`*_\[\]<>~|$^]|&(?=#?\w+;)|!(?=\[)")
"""What means something anywhere in a line, in CommonMark or in what is often added to it."""
_BEGINNING = re.compile(r"^(\s*)([-+#=:]|\d+(?=[.)]))(?=([.)]?))")
"""What means something at the beginning of a line."""


def write(worksheet: Worksheet, out: BinaryIO) -> None:
    """All versions one after the other, then the cards of the first."""
    blocks = [block for version in with_sheets(worksheet) for block in _sheet(worksheet, version)]
    deck = worksheet.versions[0].cards
    if deck:
        blocks.append(_table(("", ""), [_card(card) for card in deck]))
    _save(blocks, out)


def write_key(worksheet: Worksheet, out: BinaryIO) -> None:
    """The key of all versions, and by question where there are several."""
    blocks = [f"# {_line(f'{wording.KEY_TITLE}: {worksheet.title}')}"]
    several = len(worksheet.versions) > 1
    for version in worksheet.versions:
        if label := heading(version):
            blocks.append(f"## {_line(label)}")
        for part in version.parts:
            blocks += _answers(part, "###" if label else "##")
    if several:
        names = [wording.QUESTION_ID, *map(heading, worksheet.versions)]
        rows = [[escape(id), *numbers] for id, numbers in by_question(worksheet)]
        blocks += [f"## {wording.BY_ID_TITLE}", _table(list(map(_line, names)), rows)]
    if worksheet.source:
        blocks.append(f"{wording.SOURCE}: {escape(worksheet.source)}")
    _save(blocks, out)


def escape(text: str) -> str:
    r"""The CommonMark that shows `text` letter by letter, on as many lines: each ends with a backslash but the last."""
    lines = [
        _beginning(_ACTIVE.sub(r"\\\g<0>", line.strip())) or "&nbsp;" for line in plain(text).split("\n")
    ]
    return "\\\n".join(lines)


def _beginning(line: str) -> str:
    found = _BEGINNING.match(line)
    if found is None:
        return line
    if found[2].isdigit():
        return f"{found[2]}\\{line[found.end(2) :]}"
    return f"\\{line}"


def _line(text: str) -> str:
    """The same on one line, for headings and cells of tables."""
    return escape(text).replace("\\\n", "<br>")


def _gapped(text: str) -> str:
    """A text with its gaps."""
    mark = "\ue000"
    while mark in text:
        mark += "\ue000"
    return escape(mark.join(around_gaps(text))).replace(mark, GAP)


def _save(blocks: Sequence[str], out: BinaryIO) -> None:
    out.write("\n\n".join([*blocks, END]).encode("utf-8") + b"\n")


def _sheet(worksheet: Worksheet, version: Version) -> list[str]:
    made = _head(worksheet, version, worksheet.title)
    if worksheet.instructions:
        made.append(escape(worksheet.instructions))
    for part in version.parts:
        points = f" ({wording.points_label(part.points)})" if part.points else ""
        made.append(f"## {_line(part.title)}{points}")
        if part.instruction:
            made.append(escape(part.instruction))
        made += [one for item in part.before for one in _block(item)]
        for one in part.exercises:
            made += _exercise(one)
    if worksheet.answer_sheet:
        made += _answer_sheet(worksheet, version)
    return made


def _head(worksheet: Worksheet, version: Version, title: str) -> list[str]:
    label = [f"**{_line(heading(version))}**"] if heading(version) else []
    lines = [
        f"{_line(blank)} {_line(version.name) if version.pupil and index == 0 else GAP + GAP}"
        for index, blank in enumerate(worksheet.blanks)
    ]
    score = [f"{SHORT} {wording.total_label(version.points)}"] if version.points else []
    return [f"# {_line(title)}", *label, "   ".join([*lines, *score])]


def _exercise(one: Exercise) -> list[str]:
    lead = f"**{one.number}**" + (f" [{one.points}]" if one.points != 1 else "")
    first, *rest = one.blocks
    if isinstance(first, Text):
        text = f"**{one.number}** {_gapped(first.text)}" + (f" \\[{one.points}\\]" if one.points != 1 else "")
        made = [text]
    else:
        made = [lead.replace("[", "\\[").replace("]", "\\]"), *_block(first)]
    return made + [block for item in rest for block in _block(item)]


def _block(item: Block) -> list[str]:
    match item:
        case Text(text=text):
            return [_gapped(text)]
        case Choices(options=options):
            return [_list(_lettered(options))]
        case Space(lines=lines, label=label):
            return [*([escape(label)] if label else []), *[RULE] * lines]
        case Pairs(left=left, right=right, labelled=labelled):
            # Another bullet begins another list.
            return [_list(_ruled(left, pair_label if labelled else None)), _list(_lettered(right), "*")]
        case Order(events=events, labelled=labelled):
            return [_list(_ruled(events, letter if labelled else None))]
        case Words(words=words, label=label):
            return [*([f"**{_line(label)}**"] if label else []), _list(map(escape, words))]
        case Grid(rows=rows, hidden=hidden):
            return [_grid(rows, hidden)]
        case Clues(across=across, down=down):
            made = []
            for title, clues in ((wording.ACROSS, across), (wording.DOWN, down)):
                if clues:
                    made += [f"**{title}**", _list(map(_clue, clues))]
            return made
        case Picture(path=path, alt=alt):
            return [f"![{_line(alt)}]({quote(path.as_posix())})"]
    assert_never(item)


def _ruled(items: Iterable[str], label: Callable[[int], str] | None) -> list[str]:
    """Each behind a short rule, and before that its label."""
    return [
        f"{f'**{label(index)}** ' if label else ''}{SHORT} {escape(item)}" for index, item in enumerate(items)
    ]


def _lettered(options: Iterable[str]) -> list[str]:
    return [f"{letter(index)}. {escape(option)}" for index, option in enumerate(options)]


def _clue(clue: Clue) -> str:
    return f"**{clue.number}** {_gapped(clue.text)} ({', '.join(map(str, clue.lengths))})"


def _list(items: Iterable[str], bullet: str = "-") -> str:
    return "\n".join(f"{bullet} " + item.replace("\n", "\n  ") for item in items)


def _grid(rows: Sequence[Sequence[Cell]], hidden: bool) -> str:
    """A block of code: letters side by side, or squares in brackets with their numbers."""
    search = not any(cell.number or cell.blocked for row in rows for cell in row)
    if search:
        lines = [" ".join(plain(cell.letter) for cell in row) for row in rows]
    else:
        lines = ["".join(_square(cell, hidden) for cell in row).rstrip() for row in rows]
    return "\n".join(["```text", *lines, "```"])


def _square(cell: Cell, hidden: bool) -> str:
    if cell.blocked:
        return "    "
    return f"[{cell.number or '':>2}]" if hidden else f"[{plain(cell.letter):>2}]"


def _answer_sheet(worksheet: Worksheet, version: Version) -> list[str]:
    made = _head(worksheet, version, f"{wording.ANSWER_SHEET_TITLE}: {worksheet.title}")
    for part in version.parts:
        for one in part.exercises:
            if one.bubbles:
                made.append(f"**{one.number}** " + "   ".join(map(letter, range(one.bubbles))))
            elif is_asked(one):
                made.append(f"**{one.number}** " + ("   ".join(map(_field, fields(one))) or RULE))
    return made


def _field(one: Field) -> str:
    return f"{one.label} {GAP if one.wide else SHORT}".lstrip()


def _answers(part: Part, level: str) -> list[str]:
    rows = []
    for one in part.exercises:
        for index, line in enumerate(one.key):
            note = f"<br>{_line(line.note)}" if line.note else ""
            first = (str(one.number), str(one.points)) if index == 0 else ("", "")
            rows.append([first[0], f"**{_line(line.answer)}**{note}", first[1], _line(line.source)])
    names = (wording.NUMBER, wording.ANSWER, wording.POINTS, wording.SOURCE)
    solved = [
        block
        for one in part.exercises
        if one.solution
        for block in (f"**{one.number}**", _grid(one.solution.rows, hidden=False))
    ]
    return [f"{level} {_line(part.title)}", _table(names, rows), *solved]


def _card(card: Flashcard) -> list[str]:
    note = f"<br>{_line(card.note)}" if card.note else ""
    return [f"**{_line(card.front)}**", _line(card.back) + note]


def _table(names: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [names, ["---"] * len(names), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
