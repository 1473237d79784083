"""What people write in GIFT, Moodle XML and QTI, and what is understood of it; what is unsafe, and said to be."""

from __future__ import annotations

import io
import time
import zipfile
from contextlib import suppress
from pathlib import Path

import pytest
from quizzes import hostile_quiz

from decks.classroom import gift, moodle, qti
from decks.quiz import Entry, Taken
from quizgen.finding import QuizgenError

CASES = Path(__file__).parent / "cases" / "platforms"
PLATFORMS = {"moodle-xml": moodle, "gift": gift, "qti12": qti}
AROUND = {
    "gift": "{}",
    "moodle-xml": '<?xml version="1.0"?>\n<quiz>\n{}</quiz>',
    "qti12": '<questestinterop><assessment title="Quiz"><section ident="root_section">\n{}'
    "</section></assessment></questestinterop>",
}


@pytest.mark.parametrize("name", PLATFORMS)
def test_what_people_write_is_understood(name: str, rewrite: bool) -> None:
    """A case is a title behind "===", what the file says, and behind "---" what is understood."""
    path = CASES / f"{name}.txt"
    cases = [case.partition("\n") for case in path.read_text("utf-8").split("=== ")[1:]]
    found = []
    for title, _, body in cases:
        written = body.partition("---\n")[0]
        taken = PLATFORMS[name].read(AROUND[name].format(written).encode(), "f")
        found.append(f"=== {title}\n{written}---\n" + "".join(f"{line}\n" for line in told(taken)))
    if rewrite:
        path.write_text("".join(found), "utf-8", newline="\n")
    assert path.read_text("utf-8") == "".join(found)


def told(taken: Taken) -> list[str]:
    lines = [line for entry in taken.quiz.entries for line in said(entry)]
    lines += [f"left out: {one.name}: {one.reason}" for one in taken.left_out]
    return lines + [f"note: {note}" for note in taken.notes]


def said(entry: Entry) -> list[str]:
    """Return an entry in lines: what it asks, what is right, and the rest where there is any."""
    answers = list(entry.answers)
    answers += [f"{part} = {entry.choices[key]}" for part, key in zip(entry.parts, entry.key, strict=False)]
    if entry.kind == "ordering":
        answers += [entry.choices[key] for key in entry.key]
    elif not entry.parts:
        answers += [
            ("+" if number in entry.key else "-") + choice for number, choice in enumerate(entry.choices)
        ]
    answers += [
        f"({choice})"
        for number, choice in enumerate(entry.choices)
        if entry.parts and number not in entry.key
    ]
    rest = {
        "id": entry.id,
        "points": "" if entry.points == 1 else str(entry.points),
        "tags": ", ".join(entry.tags),
        "section": " > ".join(entry.section if entry.section != ("Quiz",) else ()),
        "correction": entry.correction,
        "feedback": entry.feedback,
    }
    lines = [f"{entry.source} {entry.kind}: {entry.text} -> {' | '.join(answers)}".rstrip()]
    lines += [f"    {name}: {value}" for name, value in rest.items() if value]
    return [line.replace("\n", "⏎") for line in lines]


def test_marks_of_order_and_line_ends_of_any_system_are_read() -> None:
    text = "﻿Who?{=a}\r\n\r\nWhat?\r\n{=b}\r\rHow?{=c}"
    for data in (text.encode(), text.removeprefix("﻿").encode("utf-16")):
        assert [entry.text for entry in gift.read(data, "f").quiz.entries] == ["Who?", "What?", "How?"]


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("gift", b"Who \xff?{=a}", "f:1: this is not UTF-8"),
        ("gift", b"// nothing\n\n", "f: there is no question in it"),
        ("moodle-xml", b"<quiz><question>", "f:1:17: this is not sound XML"),
        ("moodle-xml", b"Who?", "f:1:1: this is not sound XML"),
        ("moodle-xml", b"", "f:1:1: this is not sound XML"),
        ("moodle-xml", b"<questestinterop/>", "a Moodle XML file begins with <quiz>"),
        ("moodle-xml", b'<?xml version="1.0" encoding="x-none"?><quiz/>', "f"),
        ("moodle-xml", b"<quiz>" + b"<a>" * 300, "more than 200 elements"),
        (
            "moodle-xml",
            b'<!DOCTYPE quiz [<!ENTITY a "b">]><quiz>&a;</quiz>',
            "f:1:16: the document type declares",
        ),
        (
            "qti12",
            b'<!DOCTYPE q [<!ENTITY x SYSTEM "file:///etc/passwd">]><q>&x;</q>',
            "document type declares",
        ),
        ("qti12", b"<quiz><question/></quiz>", "read it as moodle-xml"),
        ("qti12", b"<assessmentTest/>", "this is QTI 2 or later"),
        ("qti12", b"PK\x03\x04rubbish", "this zip file cannot be read"),
    ],
)
def test_what_is_no_such_file_is_said_in_a_sentence(name: str, data: bytes, message: str) -> None:
    with pytest.raises(QuizgenError) as error:
        PLATFORMS[name].read(data, "f")
    assert message in str(error.value)


def test_a_billion_laughs_are_refused_at_once() -> None:
    entities = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    data = f'<!DOCTYPE quiz [<!ENTITY l0 "ha">{entities}]><quiz>&l11;</quiz>'.encode()
    start = time.monotonic()
    with pytest.raises(QuizgenError, match="declares entities"):
        moodle.read(data, "f")
    assert time.monotonic() - start < 1


def test_a_document_type_that_only_names_itself_is_passed_over() -> None:
    item = ITEM.format("caf&eacute;?")
    data = (
        f'<!DOCTYPE questestinterop SYSTEM "ims_qtiasiv1p2p1.dtd"><questestinterop>{item}</questestinterop>'
    )
    assert [entry.text for entry in qti.read(data.encode(), "f").quiz.entries] == ["café?"]


def package(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return out.getvalue()


ITEM = (
    '<item ident="i"><presentation><material><mattext>{}</mattext></material>'
    '<response_str ident="r"><render_fib/></response_str></presentation></item>'
)


def quiz_file(ident: str, *texts: str) -> bytes:
    items = "".join(map(ITEM.format, texts))
    quiz = f'<assessment ident="{ident}" title="T {ident}">{items}</assessment>'
    return f"<questestinterop>{quiz}</questestinterop>".encode()


def test_a_package_is_read_whatever_its_paths_are() -> None:
    data = package(
        {"../../evil.xml": quiz_file("a", "One"), "/b.xml": quiz_file("b", "Two"), "x.png": b"\x89PNG"}
    )
    entries = qti.read(data, "f.zip").quiz.entries
    assert [(entry.text, entry.section) for entry in entries] == [("One", ("T a",)), ("Two", ("T b",))]
    assert [entry.source for entry in entries] == ["f.zip/../../evil.xml:1", "f.zip//b.xml:1"]


def test_a_quiz_that_a_course_has_twice_is_read_once() -> None:
    files = {
        "g1/assessment_qti.xml": quiz_file("g1", "One"),
        "non_cc_assessments/g1.xml.qti": quiz_file("g1", "One", "Two"),
    }
    assert [entry.text for entry in qti.read(package(files), "f").quiz.entries] == ["One", "Two"]


def test_a_package_that_swells_is_refused() -> None:
    with pytest.raises(QuizgenError, match=r"a\.xml (unpacks to more than|is larger than)"):
        qti.read(package({"a.xml": b"<a>" + b" " * (80 * 2**20)}), "f")
    with pytest.raises(QuizgenError, match="unpacks to more than 300 times"):
        qti.read(package({"a.xml": b"<a>" + b" " * (8 * 2**20)}), "f")
    with pytest.raises(QuizgenError, match="it has 5001 files"):
        qti.read(package({f"{number}.txt": b"" for number in range(5001)}), "f")


@pytest.mark.parametrize("name", PLATFORMS)
def test_a_file_that_was_cut_or_changed_is_read_or_refused_in_a_sentence(name: str) -> None:
    """Every hundredth of it is cut off, and some bytes are changed: an error of ours, or what can be read of it."""
    out = io.BytesIO()
    PLATFORMS[name].write(hostile_quiz(60), out)
    data = out.getvalue()
    step = max(1, len(data) // 100)
    broken = [data[:end] for end in range(0, len(data), step)]
    broken += [data[:at] + bytes([data[at] ^ 0x15]) + data[at + 1 :] for at in range(0, len(data), step)]
    for one in broken:
        try:
            taken = PLATFORMS[name].read(one, "f")
        except QuizgenError as error:
            assert str(error).startswith("f"), error
        else:
            assert all(entry.text for entry in taken.quiz.entries)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        (
            "moodle-xml",
            "<quiz><question type='cloze'><questiontext><text><![CDATA[{}]]></text></questiontext></question></quiz>",
        ),
        (
            "moodle-xml",
            "<quiz><question type='essay'><questiontext><text><![CDATA[{}]]></text></questiontext></question></quiz>",
        ),
        ("gift", "{}"),
    ],
)
@pytest.mark.parametrize(
    "bait", ["{1:SA:=a~", "<a '", "<p", "<sub>", "{", "\\", "~%", "=", "&", "<ul><li>", "a -> =", "#"]
)
def test_no_text_takes_long(name: str, text: str, bait: str) -> None:
    start = time.monotonic()
    with suppress(QuizgenError):
        PLATFORMS[name].read(text.replace("{}", bait * 30_000).encode(), "f")
    assert time.monotonic() - start < 5
