"""Other people's questions: what is read of tables and lists, and that the sheet made of them asks the same."""

from __future__ import annotations

import csv
import io
import zipfile
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from quizzes import hostile

from decks.classroom import tables
from decks.classroom.entries import quiz as asked
from decks.formats import FORMATS
from decks.importing.readers import READERS, guess
from decks.importing.sheet import make
from decks.quiz import Entry, Quiz
from quizgen.ask import attempts
from quizgen.checks import findings
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Bank, Options
from quizgen.question import BLANK
from quizgen.reader import read, read_text
from quizgen.reading.writing import folded

if TYPE_CHECKING:
    from decks.quiz import Taken
    from quizgen.question import Question

SEEDS = sorted((Path(__file__).parent.parent / "seeds").glob("*.md"))


def take(text: str | bytes, name: str = "facts.csv", *said: tuple[str, str]) -> Taken:
    data = text.encode() if isinstance(text, str) else text
    return READERS[guess(data, name)].read(data, name, said)


def cards(taken: Taken) -> list[tuple[object, ...]]:
    return [
        (one.text, one.answer, tuple(choice for n, choice in enumerate(one.choices) if n not in one.key))
        for one in taken.quiz.entries
    ]


def bank(text: str, count: int = 10) -> Bank:
    reading = read_text(text, "sheet.md")
    assert [str(finding) for finding in reading.findings if finding.severity == "error"] == []
    assert reading.sheet is not None
    return Bank(reading.sheet, attempts(reading.sheet), Options(count))


# Sheets


def test_a_sheet_made_of_hostile_questions_asks_the_same_and_has_no_findings() -> None:
    entries = [entry for entry in hostile() if entry.kind not in ("ordering", "essay")]
    title = 'Traps: "all" of \'em # {x}'
    made = make(Quiz(title, entries), title, "imported from <b>")
    assert made.left_out == ()
    known = bank(made.text)
    assert (known.sheet.title, known.sheet.source) == (title, "imported from <b>")
    assert all(fact.stamped for fact in known.sheet.facts)
    assert len(known.sheet.facts) == made.cards
    single = sorted(repr(card) for entry in entries if not has_gaps(entry) for card in expected(entry))
    several = sorted(repr(filled(entry)) for entry in entries if has_gaps(entry))
    facts = {question.fact.id: question.fact for question in known.questions if len(question.fact.spans) > 1}
    assert sorted(repr(asks(one, known)) for one in known.questions if one.fact.id not in facts) == single
    assert (
        sorted(repr((fact.text, tuple(fact[span] for span in fact.spans))) for fact in facts.values())
        == several
    )


def has_gaps(entry: Entry) -> bool:
    return entry.kind == "gaps" and len(entry.answers) > 1


def asks(question: Question, known: Bank) -> tuple[str, str, list[str], list[str]]:
    """What a question asks, its answer, other right ones, and the wrong ones its author gave."""
    wrong = known.choices[question.id].options if question.span.wrong else ()
    return question.text, question.key, sorted(question.also), sorted(set(wrong) - {question.key})


def expected(entry: Entry) -> list[tuple[str, str, list[str], list[str]]]:
    """The same of an entry, a card for each of its parts."""
    choices = [folded(choice) for choice in entry.choices]
    if entry.kind == "matching":
        right = [choices[number] for number in entry.key]
        parts = zip(map(folded, entry.parts), right, strict=True)
        return [(part, answer, [], sorted(set(choices) - {answer})) for part, answer in parts]
    asking = " True or false?" if entry.kind == "true-false" else ""
    answer = folded(entry.answer)
    also = sorted({folded(other) for other in entry.answers[1:]} - {answer})
    return [(folded(entry.text) + asking, answer, also, sorted(set(choices) - {answer}))]


def filled(entry: Entry) -> tuple[str, tuple[str, ...]]:
    """The sentence of an entry with gaps, and what stands in them."""
    answers = tuple(map(folded, entry.answers))
    text = folded(entry.text)
    for answer in answers:
        text = text.replace(BLANK, f"\0{answer}\0", 1)
    return text.replace("\0", ""), answers


@pytest.mark.parametrize("name", [name for name in FORMATS if name in READERS])
@pytest.mark.parametrize("forms", [(), ("choice",), ("true-false", "cloze")], ids="-".join)
def test_what_was_exported_and_imported_asks_the_same(name: str, forms: tuple[str, ...]) -> None:
    sheet = read(SEEDS[0]).sheet
    assert sheet is not None
    given = Quiz("Astronomy", tuple(asked([Bank(sheet, attempts(sheet))], forms).entries))
    out = io.BytesIO()
    written = FORMATS[name].write(given, out)
    assert written.left_out == ()
    taken = take(out.getvalue(), f"astronomy{FORMATS[name].suffix}")
    assert taken.left_out == ()
    made = make(taken.quiz, "Astronomy", "imported")
    again = bank(made.text)
    wanted = sorted(repr(expected_again(entry, name)) for entry in given.entries)
    assert sorted(repr(asks(one, again)[:2] + asks(one, again)[3:]) for one in again.questions) == wanted
    assert {finding.code for finding in findings(again.sheet) if finding.severity == "error"} == set()


def expected_again(entry: Entry, name: str) -> tuple[object, ...]:
    wrong = [choice for number, choice in enumerate(entry.choices) if number not in entry.key]
    return entry.text, entry.answer, sorted(wrong) if name != "quizlet" else []


def test_sections_ids_tags_and_explanations_come_along() -> None:
    entry = Entry(
        "a/b c", "short", "Who?", ("Lenin", "V. I. Lenin"), feedback="One.\n# Two\n[x]{.who}",
        tags=("history", "two words", "who", "1917"), section=("T", "A", "B"), source="x:1",
    )  # fmt: skip
    entries = [
        entry,
        Entry("", "short", "Where?", ("Here",)),
        Entry("", "short", "Where?", ("There",), section=("A",)),
    ]
    facts = bank(make(Quiz("T", entries), "T", "x").text).sheet.facts
    assert [(fact.id, fact.section) for fact in facts] == [
        ("fact-" + facts[0].id[5:], ()), ("a-b-c", ("A", "B")), (facts[0].id + "-2", ("A",)),
    ]  # fmt: skip
    assert facts[1].tags == ("history", "two words", "who", "1917")
    assert facts[1].explanation == "One.\n# Two\n[x]{.who}"
    assert facts[1].spans[0].also == ("V. I. Lenin",)


@pytest.mark.parametrize(
    ("entry", "reason"),
    [
        (Entry("x", "ordering", "Order", choices=("a", "b"), key=(1, 0)), "order"),
        (Entry("x", "essay", "Tell"), "a person marks"),
        (Entry("x", "choice", "Which?", choices=("a", "b", "c"), key=(0, 1)), "several choices"),
        (Entry("x", "short", "\x00", ("a",)), "the question has no word"),
        (Entry("x", "short", "a", ("\u202e",)), "the answer has no word"),
    ],
)
def test_what_a_sheet_cannot_hold_is_named(entry: Entry, reason: str) -> None:
    made = make(Quiz("T", [entry]), "T", "x")
    assert made.cards == 0
    assert [(one.name, reason in one.reason) for one in made.left_out] == [("x", True)]


# Tables

PARIS = ("What is the capital of France?", "Paris", ())
LONDON = ("What is the capital of France?", "Paris", ("London", "Rome"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Question,Answer\nWhat is the capital of France?,Paris\n", PARIS),
        ("term\tdefinition\nWhat is the capital of France?\tParis\n", PARIS),
        ("Back;Front\nParis;What is the capital of France?\n", PARIS),
        ("What is the capital of France?,Paris\n", PARIS),
        ("Paris,What is the capital of France?\n", PARIS),
        ("1,What is the capital of France?,Paris\n", PARIS),
        ("sep=;\nWhat is the capital of France?;Paris\n", PARIS),
        ("Notes, and more\nQuestion|Answer\nWhat is the capital of France?|Paris\n", PARIS),
        ("Question,Answer,Wrong 1,Wrong 2\nWhat is the capital of France?,Paris,London,Rome\n", LONDON),
        ("Prompt,Correct Answer,Distractor A,Distractor B\nWhat is the capital of France?,Paris,London,Rome\n", LONDON),
        ("Question,Option A,Option B,Option C,Correct\nWhat is the capital of France?,London,Paris,Rome,B\n", LONDON),
        ("Question,A1,Choice 1,Choice 2,Choice 3,Answer\nWhat is the capital of France?,,London,Paris,Rome,Paris\n",
         LONDON),
        ("Question,Option 1,Option 2,Option 3,Correct\nWhat is the capital of France?,London,,Paris,3\n",
         ("What is the capital of France?", "Paris", ("London",))),
        ("Answer,Sentence\nParis,Paris is the capital.\n", (f"{BLANK} is the capital.", "Paris", ())),
        ("Paris,Paris is the capital.\nRome,Rome is another.\n", (f"{BLANK} is the capital.", "Paris", ())),
        ("Question,Answer\n'=1+1,'-2\n", ("=1+1", "-2", ())),
        ("Question,Answer\n=1+1,2\n", ("=1+1", "2", ())),
    ],
)  # fmt: skip
def test_a_table_is_understood_by_its_headings_or_its_content(
    text: str, expected: tuple[object, ...]
) -> None:
    assert cards(take(text))[0] == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_the_encoding_is_guessed(encoding: str) -> None:
    text = "Question,Answer\r\nWer schrieb „Über Käse“?,Jürgen Müßig – or nobody at all\r\n"
    assert cards(take(text.encode(encoding))) == [
        ("Wer schrieb „Über Käse“?", "Jürgen Müßig – or nobody at all", ())
    ]


@pytest.mark.parametrize(
    ("text", "left_out"),
    [
        ("Question,Answer\n,Paris\nWhere?,Here\n", ("row 2, column 1", "the question is empty")),
        ("Question,Answer\nWho?\nWhere?,Here\n", ("row 2, column 2", "the answer is empty")),
        ('Question,Answer\n"Who?,Lenin\nWhere?,Here\n', ("row 2", "a quotation mark is never closed")),
        ("Question,A,B,Correct\nWho?,x,y,z\nWhere?,Here,There,1\n",
         ("row 2, column 4", '"z" is not one choice, nor its number')),
        ("Question,Choice 1,Choice 2,Choice 3,Correct\nTwo and two?,3,4,2,3\nWhere?,Here,There,,A\n",
         ("row 2, column 5", '"3" is not one choice, nor its number')),
        ("Sentence,Answer\nParis is Paris.,Paris\nIt is Here.,Here\n",
         ("row 2, column 1", "the answer does not stand once in the sentence")),
        ("Question,Answer\nWhere?,Here\n" + "x," * 300 + "\n", ("row 3", "has 301 cells, and 200 are read")),
    ],
)  # fmt: skip
def test_a_bad_row_is_named_and_the_others_are_read(text: str, left_out: tuple[str, str]) -> None:
    taken = take(text)
    assert [(one.name, one.reason.partition(";")[0]) for one in taken.left_out] == [left_out]
    assert [entry.answer for entry in taken.quiz.entries] == ["Here"]


def test_columns_are_shown_and_can_be_said() -> None:
    text = "Frage,Antwort,Thema\nWo?,Hier,Orte\n"
    with pytest.raises(QuizgenError, match=r"no column is known to be the right answer.*3 Thema"):
        take(text, "f.csv", ("question", "Frage"), ("tags", "Antwort"), ("id", "Thema"))
    taken = take(text, "f.csv", ("question", "1"), ("answer", "antwort"), ("tags", "Thema"))
    assert taken.notes == (
        "column 1, Frage, is the question", "column 2, Antwort, is the answer", "column 3, Thema, holds the tags",
    )  # fmt: skip
    assert taken.quiz.entries == (Entry("", "short", "Wo?", ("Hier",), tags=("Orte",), source="f.csv:2"),)


@pytest.mark.parametrize(
    ("said", "message"),
    [
        (("questoin", "1"), "did you mean question"),
        (("question", "9"), "no column is called"),
        (("question", "Nope"), "no column is called"),
    ],
)
def test_a_wrong_map_says_what_there_is(said: tuple[str, str], message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        take("Term,Definition\na,b\n", "f.csv", said)


@pytest.mark.parametrize("name", ["kahoot", "blooket", "gimkit"])
def test_the_files_of_games_are_understood(name: str) -> None:
    entries = [
        Entry("", "choice", f"Question {n}?", choices=("4", "2", f"Rome {n}"), key=(n % 3,)) for n in range(9)
    ]
    out = io.BytesIO()
    FORMATS[name].write(Quiz("t", entries), out)
    taken = take(out.getvalue(), f"game{FORMATS[name].suffix}")
    assert [(one.text, one.answer, sorted(one.choices)) for one in taken.quiz.entries] == [
        (one.text, one.answer, sorted(one.choices)) for one in entries
    ]


@pytest.mark.parametrize(
    ("name", "data", "known"),
    [
        ("a.txt", b"Who? {=Lenin ~Trotsky}", "gift"),
        ("a.txt", b"chat\tcat", "quizlet"),
        ("a.xml", b"<?xml version='1.0'?><questestinterop>", "qti12"),
        ("a.xml", b"<?xml version='1.0'?><quiz>", "moodle-xml"),
        ("a.CSV", b"a,b", "csv"),
        ("a", b'{"id": "x"}', "jsonl"),
    ],
)
def test_a_file_is_known_by_its_name_and_its_beginning(name: str, data: bytes, known: str) -> None:
    assert guess(data, name) == known


def test_a_table_of_ours_survives_a_spreadsheet() -> None:
    out = io.BytesIO()
    entries = [
        Entry("x", "choice", "=1?", choices=("a;b", "c"), key=(1,), tags=("t|u",)),
        Entry("y", "short", "Who?", ("I",)),
    ]
    FORMATS["csv"].write(Quiz("t", entries), out)
    rows = list(csv.reader(io.StringIO(out.getvalue().decode("utf-8-sig"), newline="")))
    saved = io.StringIO(newline="")
    for row in rows:  # with semicolons, quotes only where needed, and no empty cells at the end
        csv.writer(saved, delimiter=";").writerow(row[: max(n for n, cell in enumerate(row, 1) if cell)])
    assert take(saved.getvalue(), "t.csv").quiz.entries == tuple(entries)


# Workbooks


def workbook(*rows: tuple[object, ...]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(out)
    return out.getvalue()


@pytest.mark.parametrize("end", ["\n", "\r", "\r\n"])
def test_a_list_is_read_with_any_line_ends(end: str) -> None:
    taken = take(end.join(("a\tb", "c\td", "")), "list.txt")
    assert [(one.text, one.answer) for one in taken.quiz.entries] == [("a", "b"), ("c", "d")]


@pytest.mark.parametrize(
    "heading",
    [
        "Frage;Antwort;Falsch 1;Erklärung;Thema",
        "Begriff;Definition;Falsche Antwort;Erläuterung;Kapitel",
        "Question;Réponse;Mauvaise réponse;Explication;Thème",
        "Pregunta;Respuesta;Incorrecta 1;Explicación;Tema",
        "Domanda;Risposta;Sbagliata;Spiegazione;Argomento",
        "Вопрос;Ответ;Неправильный ответ;Пояснение;Тема",
    ],
)
def test_headings_in_five_more_languages_are_known(heading: str) -> None:
    taken = take(f"{heading}\nWas?;das;dies;darum;Dinge\n")
    (entry,) = taken.quiz.entries
    assert (entry.text, entry.choices, entry.key) == ("Was?", ("das", "dies"), (0,))
    assert (entry.feedback, entry.section) == ("darum", ("Dinge",))
    assert not any("no heading" in note for note in taken.notes)


def test_a_table_without_a_heading_says_that_its_first_row_is_a_question() -> None:
    taken = take("Jautājums,Atbilde\nKas?,tas\n")
    assert len(taken.quiz.entries) == 2
    assert "no heading is known, so row 1 is taken as a question" in taken.notes[-1]
    assert len(take("Jautājums,Atbilde\nKas?,tas\n", "a.csv", ("question", "jautājums")).quiz.entries) == 1


def test_points_that_are_none_and_wrong_answers_that_are_right_are_named_by_row() -> None:
    taken = take("Question,Answer,Wrong 1,Wrong 2,Points\na?,b,c,d,2\ne?,f,g,f,2.5\nh?,i,j,,many\nk?,l,m,,\n")
    assert [one.points for one in taken.quiz.entries] == [2, 1, 1, 1]
    assert [note for note in taken.notes if note.startswith("row")] == [
        "row 3, column 3: a wrong answer is the right one; it is passed over",
        'row 3, column 5: "2.5" is no whole number from 1 to 9999; 1 point is taken',
        'row 4, column 5: "many" is no whole number from 1 to 9999; 1 point is taken',
    ]
    assert make(taken.quiz, "t", "s").weighed == 1


def test_a_cell_that_is_too_long_is_named_and_the_next_row_is_read() -> None:
    taken = take(f"Question,Answer\na?,{'b' * 131_073}\nc?,d\n")
    assert [one.text for one in taken.quiz.entries] == ["c?"]
    (left,) = taken.left_out
    assert (left.name, left.reason.split(";")[0]) == ("row 2", "has a cell of more than 131,072 characters")


def test_a_sheet_is_never_taken_for_gift() -> None:
    with pytest.raises(QuizgenError, match=r"is not imported; quizgen check facts\.md reads it"):
        guess(b"[Ada]{.who} wrote [it]{.what}. {=a ~b}", "facts.md")


def test_a_workbook_is_read_and_no_formula_of_it_runs() -> None:
    data = workbook(
        ("Question", "Answer"), ("Sum?", "=1+1"), ("How many?", 3.0), ("When?", 1917), ("True?", True), ()
    )
    assert [one.answer for one in take(data, "f.xlsx").quiz.entries] == ["=1+1", "3", "1917", "true"]


def test_a_long_workbook_is_read_to_its_end_and_a_wide_row_is_named() -> None:
    rows = [("Question", "Answer"), *((f"Question {n}?", n) for n in range(6_000))]
    assert len(take(workbook(*rows), "f.xlsx").quiz.entries) == 6_000
    taken = take(workbook(*rows[:3], ("a", *[None] * 299, "b"), ("Who?", "Lenin")), "f.xlsx")
    assert [one.answer for one in taken.quiz.entries] == ["0", "1", "Lenin"]
    assert [one.name for one in taken.left_out] == ["row 4"]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"no zip", "no workbook"),
        (b"PK\x05\x06" + bytes(18), "cannot be read"),
        (workbook(("a",))[:-40], "no workbook"),
    ],
)
def test_what_is_no_workbook_is_refused_in_words(data: bytes, message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        take(data, "f.xlsx")


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package, package.open("xl/x.xml", "w") as part:
        for _ in range(310):
            part.write(bytes(1_000_000))
    with pytest.raises(QuizgenError, match="unpacks to more than 300 MB"):
        take(out.getvalue(), "f.xlsx")


def test_a_workbook_with_entities_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("xl/workbook.xml", '<!DOCTYPE x [<!ENTITY a "aa"><!ENTITY b "&a;&a;">]><x>&b;</x>')
    with pytest.raises(QuizgenError, match="declares entities"):
        take(out.getvalue(), "f.xlsx")


# Lists and lines


@pytest.mark.parametrize("sign", ["\t", " - ", " = ", ";", ","])
def test_a_list_of_quizlets_is_cut_at_its_sign(sign: str) -> None:
    taken = take(f"chat{sign}cat\nchien{sign}dog\nnothing\n", "words.txt")
    assert cards(taken) == [("chat", "cat", ()), ("chien", "dog", ())]
    assert [(one.name, one.reason[:22]) for one in taken.left_out] == [("line 3", "there is no definition")]


def test_lines_of_quizgen_questions_are_read() -> None:
    line = '{"id": "a/b/who", "answer": "Lenin", "also": ["Lenin", "Ulyanov"], "question": "Who?", "form": "open"}'
    taken = take(f"{line}\n\n{{}}\n[1]\nno\n" + '{"question": "x", "answer": "y", "points": -1}', "f.jsonl")
    assert [(one.id, one.answers) for one in taken.quiz.entries] == [("a/b/who", ("Lenin", "Ulyanov"))]
    assert [one.name for one in taken.left_out] == ["line 3", "line 4", "line 5", "line 6"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("f.json", b"{", "f.json:1:2: this is not JSON"),
        ("f.json", b"[" * 100_000, "f.json"),
        ("f.json", b"{}", "no list of questions"),
        ("f.jsonl", b"x", "no object"),
        ("f.csv", b"", "no row"),
        ("f.csv", b"a\nb\n", "no column is known"),
        ("f.txt", b"a\nb\n", "no sign stands between"),
        ("f.csv", b"\xff\xfe\x00", "no text in UTF-16"),
        ("f.docx", b"PK", "say it with --from"),
    ],
)
def test_a_file_that_is_none_of_its_kind_says_so(name: str, data: bytes, message: str) -> None:
    with pytest.raises(QuizgenError, match=message):
        take(data, name)


# Anything at all


NOISE = st.lists(
    st.sampled_from(
        [
            *("Question", "Answer", ",", ";", "\t", "|", "\n", "\r\n", "\r", '"', '""', "'", "=1", "A", "1", "x", "é"),
            *("\x00", "\x0b", "\x85", "\u2028", "\ufeff", "{", "}", "[", "]", ":", '{"id": "', "null", "9" * 5000),
            *('"question": "a"', '"answer": "b"', '"key": ', '"kind": "choice"', '"choices": ["a"]', " - ", "___"),
            *(",".join(f'"{name}"' for name in tables.header(1, 0)) + "\n", "choice", "short", "::", "1e999"),
        ]
    ),
    max_size=40,
).map("".join)  # fmt: skip


@given(
    NOISE,
    st.sampled_from(["csv", "tsv", "quizlet", "json", "jsonl"]),
    st.sampled_from(["utf-8", "utf-16", "latin-1"]),
)
@settings(max_examples=300)
def test_no_file_whatever_is_in_it_does_more_than_raise_our_error(
    text: str, name: str, encoding: str
) -> None:
    data = text.encode(encoding, "replace")
    try:
        taken = READERS[name].read(data, "noise.x", ())
    except QuizgenError as error:
        assert str(error).startswith("noise.x")
        return
    made = make(taken.quiz, taken.quiz.title, "noise")
    reading = read_text(made.text, "noise.md")
    assert reading.sheet is not None
    assert len(reading.sheet.facts) == made.cards


def test_a_workbook_with_a_byte_changed_is_read_or_refused() -> None:
    data = workbook(("Question", "Answer"), ("Who?", "Lenin"))
    chance = Random(5)
    for _ in range(150):
        place = chance.randrange(len(data))
        broken = data[:place] + bytes((chance.randrange(256),)) + data[place + 1 :]
        try:
            assert len(READERS["xlsx"].read(broken, "f.xlsx", ()).quiz.entries) <= 1
        except QuizgenError as error:
            assert str(error).startswith("f.xlsx")
