"""What each column of a table holds: by the words in its heading, else by what stands in it, else as a person says."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import nearest, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.importing.rows import Row

ROLES = {
    "question": "is the question",
    "answer": "is the answer",
    "wrong": "is a wrong answer",
    "choice": "is a choice",
    "correct": "says which choice is right",
    "also": "holds other right answers",
    "sentence": "is a sentence with the answer in it",
    "feedback": "is the explanation",
    "tags": "holds the tags",
    "section": "is the section",
    "points": "holds the points",
    "id": "is the id",
}
"""What a column can be. Several may be a wrong answer or a choice."""

SEVERAL = ("wrong", "choice")
PASSED_OVER = "nothing"
"""The role of a column that is known and not wanted: numbers of rows, time limits."""

_ABROAD: dict[str, str] = {
    # German, French, Spanish, Italian, Russian; what is spelt as in English stands below
    "question": "frage, fragetext, begriff, vorderseite, wort, aufgabe, terme, mot, recto, pregunta, término, termino,"
    " palabra, anverso, domanda, termine, parola, fronte, вопрос, текст вопроса, термин, слово, понятие",
    "answer": "antwort, lösung, loesung, rückseite, rueckseite, bedeutung, übersetzung, richtige antwort, réponse,"
    " reponse, définition, verso, traduction, signification, bonne réponse, respuesta, definición, definicion, reverso,"
    " traducción, significado, respuesta correcta, risposta, definizione, retro, traduzione, significato,"
    " risposta corretta, risposta esatta, ответ, определение, перевод, значение, правильный ответ",
    "wrong": "falsch, falsche antwort, falsche antworten, faux, fausse réponse, fausses réponses, mauvaise réponse,"
    " mauvaises réponses, incorrecto, incorrecta, respuesta incorrecta, respuestas incorrectas, sbagliato, sbagliata,"
    " errata, risposta sbagliata, risposta errata, risposte sbagliate, risposte errate, неправильно,"
    " неправильный ответ, неправильные ответы, неверный ответ, неверные ответы",
    "feedback": "erklärung, erklaerung, erläuterung, anmerkung, bemerkung, explication, remarque, commentaire,"
    " explicación, explicacion, comentario, spiegazione, commento, nota, пояснение, объяснение, комментарий",
    "section": "thema, kapitel, kategorie, fach, thème, sujet, chapitre, catégorie, tema, capítulo, categoría,"
    " argomento, capitolo, categoria, тема, раздел, глава, категория",
}
_ENGLISH: dict[str, str] = {
    "question": "question, question text, question title, term, front, prompt, cue, stem, word, item, q",
    "answer": "answer, definition, back, response, solution, meaning, translation, right answer, answer text, a",
    "wrong": "wrong, wrong answer, wrong answers, incorrect, incorrect answer, distractor, distractors",
    "choice": "choice, option, alternative, answer option, answer choice, possible answer",
    "correct": "correct, correct answer, correct answers, correct choice, correct option, key, answer key, right",
    "also": "also, other answers, synonyms, synonym, accepted answers, alternatives, alternative answers, variants",
    "sentence": "sentence, fact, statement, full sentence, example, example sentence, context",
    "feedback": "feedback, explanation, note, notes, rationale, comment, comments, extra, hint, justification",
    "tags": "tags, tag, labels, label, keywords, topics",
    "section": "section, chapter, category, unit, topic, lesson, subject, deck, module",
    "points": "points, point, score, marks, mark, weight",
    "id": "id, identifier, guid, uuid, key id, question id",
    PASSED_OVER: "time limit, time, seconds, no, number, nr, row, question image, image, question type, type",
}
_WORDS = {
    word: role for known in (_ABROAD, _ENGLISH) for role, words in known.items() for word in words.split(", ")
}
_ANSWERS = ("answer", "response", "antwort", "réponse", "reponse", "respuesta", "risposta", "ответ")
"""With a number behind them they are choices."""
_ASIDE = re.compile(r"\(.*?\)|\[.*?\]|\s[-–—:]\s.*", re.DOTALL)
_LETTERS = frozenset("ABCDEFGH")
_NUMBERED = re.compile(r"(.*?)[\s_]*(?:\d{1,2}|\b[a-h])\Z")


@dataclass(frozen=True, slots=True)
class Columns:
    """Which column holds what."""

    header: int
    """The place of the row of headings among the rows; -1 where there is none."""
    roles: dict[int, str] = field(default_factory=dict)
    """Of each column that is read, by its number from 0."""
    notes: tuple[str, ...] = ()
    """The same in words."""
    by_number: bool = False
    """Whether the heading says that choices are known by their numbers: "Correct answer(s)", "Answer #"."""

    def of(self, role: str) -> list[int]:
        """The numbers of the columns with a role."""
        return [number for number, one in sorted(self.roles.items()) if one == role]


def find(rows: Sequence[Row], said: Sequence[tuple[str, str]], name: str) -> Columns:
    """Which column holds what. `said` are pairs of a role and a column's number (from 1) or heading.

    Raises QuizgenError where no column is the question, or none the answer.
    """
    header = next((place for place, row in enumerate(rows[:20]) if _is_header(row.cells)), -1)
    if header < 0 and any(not column.isdigit() for _, column in said):
        header = 0  # a column that is called by its heading has one
    names = list(rows[header].cells) if header >= 0 else []
    width = Counter(len(row.cells) for row in rows[header + 1 :]).most_common(1)
    count = max(len(names), width[0][0] if width else 0)
    guessed = _by_name(names) if _is_header(names) else _by_content(rows[header + 1 :], count)
    roles = _settled(_said(said, names, count, guessed, name))
    _check(roles, names, count, name)
    right = [names[number] for number, role in roles.items() if role == "correct" and number < len(names)]
    by_number = any("(s)" in heading or "#" in heading or "number" in heading.casefold() for heading in right)
    notes = list(_notes(roles, names, count))
    if header < 0:
        first = f"row {rows[0].number}" if rows else "row 1"
        notes.append(
            f"no heading is known, so {first} is taken as a question; "
            "if it is the heading, say so by its words, as --map question=WORD"
        )
    return Columns(header, roles, tuple(notes), by_number)


def _is_header(cells: Sequence[str]) -> bool:
    """Whether a row names what questions and answers need."""
    roles = set(_by_name(cells).values())
    return bool(roles & {"question", "sentence"}) and bool(roles & {"answer", "correct", "choice"})


def _role(heading: str) -> str:
    """What a heading says its column is; empty where it says nothing that is known."""
    text = " ".join(_ASIDE.sub(" ", heading).replace("_", " ").casefold().split()).rstrip(":*")
    if text.endswith("#"):
        return PASSED_OVER
    if text in _WORDS:
        return _WORDS[text]
    numbered = _NUMBERED.fullmatch(text)
    word = numbered[1].strip() if numbered else ""
    if word in _ANSWERS:
        return "choice"
    return _WORDS.get(word, "") if _WORDS.get(word) in SEVERAL else ""


def _by_name(names: Sequence[str]) -> dict[int, str]:
    roles: dict[int, str] = {}
    lettered = {"A", "B"} <= {heading.strip().upper() for heading in names}
    for number, heading in enumerate(names):
        role = "choice" if lettered and heading.strip().upper() in _LETTERS else _role(heading)
        if role and (role in (*SEVERAL, PASSED_OVER) or role not in roles.values()):
            roles[number] = role
    return roles


def _by_content(rows: Sequence[Row], count: int) -> dict[int, str]:
    """Of a table without headings: the question, then its answer, or the answer and the sentence it stands in."""
    columns = [
        [row.cells[number] if number < len(row.cells) else "" for row in rows[:200]]
        for number in range(count)
    ]
    roles = {0: PASSED_OVER} if count > 2 and _counts(columns[0]) else {}
    left = [number for number in range(count) if number not in roles and any(columns[number])]
    for number in left[:3]:
        for other in left[:3]:
            if number != other and _share(columns[number], columns[other]):
                return roles | {number: "answer", other: "sentence"}
    asking = next((number for number in left if _asks(columns[number])), None)
    first = left[0] if asking is None and left else asking
    if first is not None:
        roles[first] = "question"
        rest = [number for number in left if number != first]
        roles |= dict.fromkeys(rest[:1], "answer")
    return roles


def _counts(cells: Sequence[str]) -> bool:
    return all(cell.strip() == str(number) for number, cell in enumerate(cells, 1))


def _share(answers: Sequence[str], sentences: Sequence[str]) -> bool:
    """Whether most of these stand in those, which say more."""
    pairs = [(one.strip(), other) for one, other in zip(answers, sentences, strict=True) if one.strip()]
    inside = sum(one in other and len(other.split()) > len(one.split()) + 1 for one, other in pairs)
    return inside * 10 > len(pairs) * 8


def _asks(cells: Sequence[str]) -> bool:
    filled = [cell for cell in cells if cell.strip()]
    return sum(cell.rstrip().endswith("?") or "___" in cell for cell in filled) * 2 > len(filled)


def _said(
    said: Sequence[tuple[str, str]], names: Sequence[str], count: int, guessed: dict[int, str], name: str
) -> dict[int, str]:
    """What was guessed, but for what a person says: neither the role nor the column is then guessed any more."""
    wanted = {_column(column, names, count, name): role for role, column in said}
    for role in wanted.values():
        if role not in ROLES:
            near = nearest(role, ROLES)
            hint = f"did you mean {near}?" if near else f"there are {', '.join(ROLES)}"
            raise QuizgenError(f"--map {shown(role)}=…: a column is never that; {hint}")
    kept = {
        number: role
        for number, role in guessed.items()
        if number not in wanted and role not in wanted.values()
    }
    return kept | wanted


def _column(column: str, names: Sequence[str], count: int, name: str) -> int:
    """The number of a column, from 0, of its number from 1 or its heading."""
    folded = [heading.strip().casefold() for heading in names]
    if column.strip().casefold() in folded:
        return folded.index(column.strip().casefold())
    if column.isascii() and column.isdigit() and len(column) < 6 and 1 <= int(column) <= count:
        return int(column) - 1
    there = (
        f"there are {', '.join(shown(heading) for heading in names if heading)}"
        if names
        else "it has no headings"
    )
    raise QuizgenError(
        f'{name}: no column is called "{shown(column)}"; {there}, and the numbers 1 to {count}'
    )


def _settled(roles: dict[int, str]) -> dict[int, str]:
    """A correct answer is one in words where there is nothing else to choose from."""
    if "choice" not in roles.values() and "answer" not in roles.values():
        return {number: "answer" if role == "correct" else role for number, role in roles.items()}
    if "choice" in roles.values() and "correct" not in roles.values():
        return {number: "correct" if role == "answer" else role for number, role in roles.items()}
    return roles


def _check(roles: dict[int, str], names: Sequence[str], count: int, name: str) -> None:
    there = ", ".join(f"{number} {shown(heading)}".strip() for number, heading in enumerate(names, 1))
    remedy = f"say which, as --map question=1,answer=2; {f'the columns are {there}' if there else f'there are {count}'}"
    if not {"question", "sentence"} & set(roles.values()):
        raise QuizgenError(f"{name}: no column is known to be the question; {remedy}")
    if not {"answer", "correct"} & set(roles.values()):
        raise QuizgenError(f"{name}: no column is known to be the right answer; {remedy}")


def _notes(roles: dict[int, str], names: Sequence[str], count: int) -> Iterator[str]:
    for number in range(count):
        heading = shown(names[number]) if number < len(names) else ""
        called = f"column {number + 1}, {heading}," if heading else f"column {number + 1}"
        role = roles.get(number)
        if role in ROLES:
            yield f"{called} {ROLES[role]}"
        elif role is None and (heading or not names):
            yield f"{called} is not used"
