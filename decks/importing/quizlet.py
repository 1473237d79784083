"""Quizlet's export: a card a line, the term and its definition with a tab between, or another sign that was chosen.

list = (term sign definition? "\\n")*        sign = tab | " - " | " – " | " = " | ";" | ","
"""

from __future__ import annotations

from decks.importing.decoding import decoded
from decks.importing.rows import MOST_ROWS
from decks.importing.titles import title_of
from decks.quiz import Entry, LeftOut, Quiz, Taken
from quizgen.finding import QuizgenError

_SIGNS = {"\t": "a tab", " - ": '" - "', " – ": '" – "', " = ": '" = "', ";": "a semicolon", ",": "a comma"}


def read(data: bytes, name: str) -> Taken:
    """Read a list. Raises QuizgenError where no sign stands in most of its lines."""
    text, notes = decoded(data, name)
    ends = text.replace("\r\n", "\n").replace("\r", "\n")  # an old Mac's too
    lines = [(n, line) for n, line in enumerate(ends.split("\n"), 1) if line.strip()]
    sign = next((one for one in _SIGNS if sum(one in line for _, line in lines) * 2 > len(lines)), "")
    if not sign:
        raise QuizgenError(
            f"{name}: no sign stands between term and definition in most lines; export it with tabs"
        )
    entries: list[Entry] = []
    left_out: list[LeftOut] = []
    for number, line in lines[:MOST_ROWS]:
        term, _, definition = line.partition(sign)
        if not term.strip() or not definition.strip():
            missing = "definition" if term.strip() else "term"
            left_out.append(
                LeftOut(f"line {number}", f"there is no {missing}; write it, with {_SIGNS[sign]} between")
            )
            continue
        answers = (definition.strip(),)
        entries.append(Entry("", "short", term.strip(), answers, source=f"{name}:{number}"))
    if len(lines) > MOST_ROWS:
        reason = f"there are {MOST_ROWS:,} cards at most; split it"
        left_out.append(LeftOut(f"line {lines[MOST_ROWS][0]} and all below", reason))
    said = f"the term is the question, and what stands behind {_SIGNS[sign]} is the answer"
    return Taken(Quiz(title_of(name), tuple(entries)), tuple(left_out), (*notes, said))
