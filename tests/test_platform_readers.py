"""Moodle XML, GIFT and QTI as readers of other people's read them: texts, answers and scores, letter for letter."""

from __future__ import annotations

import io
import json
import re
import shutil
import subprocess
import zipfile
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import etree
from quizzes import hostile_quiz, mapped, written

from decks.classroom import gift, marks, moodle, qti
from quizgen.question import BLANK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from decks.quiz import Entry

NPM = Path(__file__).parent / "npm"


# --- what a person sees -----------------------------------------------------------------------------------------


class Browser(HTMLParser):
    """What a browser shows of HTML: white space runs together, and only <br> and <span> are expected."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.shown = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        assert tag in ("br", "span"), tag
        self.shown += "\x01" if tag == "br" else ""

    def handle_data(self, data: str) -> None:
        self.shown += re.sub(r"[ \t\n\r\f]+", " ", data)


def seen(html: str) -> str:
    browser = Browser()
    browser.feed(html)
    browser.close()
    return alike(re.sub(" *\x01 *", "\n", browser.shown).strip(" "))


def alike(text: str) -> str:
    """Return a text with all spaces that look alike made one."""
    return re.sub("\r\n?", "\n", text).replace("\xa0", " ").replace("\t", "\u2003")


def typed(text: str) -> str:
    return re.sub("\r\n?", "\n", text).strip(" \t\n")


def kept(platform: Any) -> tuple[bytes, list[Entry]]:
    """Return the file of a hostile quiz, and the entries that are in it."""
    quiz = hostile_quiz()
    data, left_out = written(platform, quiz)
    return data, [entry for entry in quiz.entries if entry.id not in left_out]


# --- Moodle XML, by lxml, against the structure that Moodle documents ------------------------------------------


def test_moodle_xml_has_moodles_structure() -> None:
    data, entries = kept(moodle)
    root = etree.fromstring(data)
    questions = root.xpath('/quiz/question[@type != "category"]')
    assert len(questions) == len(entries)
    for question, entry in zip(questions, entries, strict=True):
        assert question.xpath("count(name/text) = 1 and count(questiontext[@format='html']/text) = 1"), entry
        assert question.xpath("string(defaultgrade)") == str(entry.points)
        assert question.xpath("string(idnumber)") == entry.id
        assert question.xpath("tags/tag/text/text()") == list(entry.tags)
        assert seen(question.xpath("string(generalfeedback/text)")) == alike(entry.feedback)
        if entry.kind != "gaps":
            assert seen(question.xpath("string(questiontext/text)")) == alike(entry.text)
        assert MOODLE[entry.kind](question, entry), (entry, etree.tostring(question))


def moodle_short(question: Any, entry: Entry) -> bool:
    answers = question.xpath("answer[@fraction='100']/text")
    literal = [answer.text.replace(r"\*", "*") for answer in answers]
    return question.get("type") == "shortanswer" and literal == [typed(answer) for answer in entry.answers]


def moodle_gaps(question: Any, entry: Entry) -> bool:
    """Take gaps apart by Moodle's own pattern: what closes one is not behind a backslash or an ampersand."""
    html = question.xpath("string(questiontext/text)")
    found = re.findall(r"\{(\d+):SHORTANSWER:=(.+?)(?<!\\)(?<!&)(?<!&amp;)\}", html, re.DOTALL)
    answers = []
    for _, answer in found:
        decoded = Browser()
        decoded.handle_data = lambda data: answers.append(data)  # type: ignore[method-assign]
        decoded.feed(answer)
        decoded.close()
    moodles = [answer.replace(r"\}", "}").replace(r"\#", "#").replace(r"\*", "*") for answer in answers]
    text = re.sub(r"\{\d+:SHORTANSWER:=[^{}]*\}", BLANK, html)
    marks = sum(int(points) for points, _ in found)
    return (
        question.get("type") == "cloze"
        and moodles == [typed(answer) for answer in entry.answers]
        and seen(text) == alike(entry.text)
        and marks == max(entry.points, len(entry.answers))
    )


def moodle_choice(question: Any, entry: Entry) -> bool:
    answers = question.xpath("answer")
    worth = ["100" if number in entry.key else "0" for number in range(len(entry.choices))]
    return (
        question.get("type") == "multichoice"
        and question.xpath("string(single)") == "true"
        and [seen(answer.findtext("text")) for answer in answers]
        == [alike(choice) for choice in entry.choices]
        and [answer.get("fraction") for answer in answers] == worth
    )


def moodle_true_false(question: Any, entry: Entry) -> bool:
    right = question.xpath("string(answer[@fraction='100']/text)")
    told = question.xpath("string(answer[@fraction='0']/feedback/text)")
    return (
        question.get("type") == "truefalse"
        and question.xpath("answer/text/text()") == ["true", "false"]
        and right == entry.answer.lower()
        and seen(told) == alike(entry.correction)
    )


def moodle_matching(question: Any, entry: Entry) -> bool:
    pairs = [
        (seen(pair.findtext("text") or ""), pair.findtext("answer/text"))
        for pair in question.xpath("subquestion")
    ]
    wanted = [(alike(part), entry.choices[key]) for part, key in zip(entry.parts, entry.key, strict=True)]
    wanted += [("", choice) for number, choice in enumerate(entry.choices) if number not in entry.key]
    return question.get("type") == "matching" and pairs == [(part, typed(choice)) for part, choice in wanted]


def moodle_ordering(question: Any, entry: Entry) -> bool:
    answers = question.xpath("answer")
    return (
        question.get("type") == "ordering"
        and [answer.get("fraction") for answer in answers] == [str(1 + at) for at in range(len(entry.key))]
        and [seen(answer.findtext("text")) for answer in answers]
        == [alike(entry.choices[key]) for key in entry.key]
    )


def moodle_essay(question: Any, _entry: Entry) -> bool:
    return question.get("type") == "essay" and not question.xpath("answer")


MOODLE = {
    "short": moodle_short,
    "gaps": moodle_gaps,
    "choice": moodle_choice,
    "true-false": moodle_true_false,
    "matching": moodle_matching,
    "ordering": moodle_ordering,
    "essay": moodle_essay,
}


# --- GIFT, by npm's gift-pegjs ------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def pegjs(request: pytest.FixtureRequest) -> Path:
    """The folder with gift-pegjs and our script that asks it."""
    npm, node = shutil.which("npm"), shutil.which("node")
    if npm is None or node is None:
        pytest.skip("no npm or node here")
    folder = Path(request.config.cache.mkdir("npm"))
    for file in NPM.iterdir():
        shutil.copy(file, folder)
    if not (folder / "node_modules" / "gift-pegjs").is_dir():
        wanted = [npm, "install", "--no-package-lock", "--no-audit", "--no-fund", "--ignore-scripts"]
        try:
            done = subprocess.run(wanted, cwd=folder, capture_output=True, text=True, timeout=120)
        except subprocess.TimeoutExpired:
            pytest.skip("npm cannot reach its registry")
        if done.returncode:
            pytest.skip(f"npm could not install gift-pegjs: {done.stderr.strip()[-200:]}")
    return folder


def test_gift_pegjs_reads_what_was_written(pegjs: Path) -> None:
    data, entries = kept(gift)
    whole = data.decode().removeprefix(marks.GIFT)
    blocks = [block for block in whole.split("\n\n") if block and not block.startswith("$CATEGORY:")]
    assert len(blocks) == len(entries)
    read = subprocess.run(
        [str(shutil.which("node")), str(pegjs / "gift.js")],
        input="\n".join(map(json.dumps, blocks)).encode(),
        capture_output=True,
        check=True,
        timeout=120,
    )
    for line, entry, block in zip(
        read.stdout.decode().rstrip("\n").split("\n"), entries, blocks, strict=True
    ):
        found = json.loads(line)
        assert "error" not in found, (found, block)
        [question] = found
        assert pegjs_says(question) == entry_says(entry), block
        if "]" not in entry.id:  # it does not know the escape of Moodle's
            assert question["id"] == entry.id
        if not any("]" in tag for tag in entry.tags):
            assert question["tags"] == (list(entry.tags) or None)


def pegjs_says(question: dict[str, Any]) -> dict[str, object]:
    kind = question["type"]
    said: dict[str, object] = {
        "type": kind,
        "stem": squeezed(seen(question["stem"]["text"])),
        "feedback": squeezed(seen((question.get("globalFeedback") or {"text": ""})["text"])),
    }
    if kind == "Short":
        said["answers"] = [squeezed(choice["text"]["text"]) for choice in question["choices"]]
        said["weights"] = {choice["weight"] for choice in question["choices"]}
    elif kind == "MC":
        said["choices"] = [
            (choice["isCorrect"], seen(choice["text"]["text"])) for choice in question["choices"]
        ]
    elif kind == "TF":
        said["true"] = question["isTrue"]
        said["correction"] = seen((question["trueFeedback"] or {"text": ""})["text"])
    elif kind == "Matching":
        said["pairs"] = [
            (seen(pair["subquestion"]["text"]), squeezed(unheld(pair["subanswer"])))
            for pair in question["matchPairs"]
        ]
    return said


def entry_says(entry: Entry) -> dict[str, object]:
    kinds = {"short": "Short", "gaps": "Short", "choice": "MC", "true-false": "TF", "matching": "Matching"}
    said: dict[str, object] = {
        "type": kinds.get(entry.kind, "Essay"),
        "stem": squeezed(alike(entry.text).replace(BLANK, f" {BLANK} " if entry.kind == "gaps" else BLANK)),
        "feedback": squeezed(alike(entry.feedback)),
    }
    if entry.kind == "gaps" and (entry.text.endswith(BLANK) or entry.text.startswith(BLANK)):
        said["stem"] = squeezed(alike(entry.text))
    if said["type"] == "Short":
        said["answers"] = [squeezed(answer.replace("*", r"\*")) for answer in entry.answers]
        said["weights"] = {100}
    elif said["type"] == "MC":
        said["choices"] = [
            (number in entry.key, alike(choice)) for number, choice in enumerate(entry.choices)
        ]
    elif said["type"] == "TF":
        said["true"] = entry.answer == "True"
        said["correction"] = alike(entry.correction)
    elif said["type"] == "Matching":
        pairs = [(part, entry.choices[key]) for part, key in zip(entry.parts, entry.key, strict=True)]
        pairs += [("", choice) for number, choice in enumerate(entry.choices) if number not in entry.key]
        said["pairs"] = [(alike(part), squeezed(choice)) for part, choice in pairs]
    return said


def squeezed(text: str) -> str:
    """Return a text as gift-pegjs has plain ones: white space of any kind is one space."""
    return " ".join(re.sub(r"[\s\ufeff]+", " ", text).split())


def unheld(text: str) -> str:
    """Resolve the place holders that gift-pegjs forgets in what is matched."""
    return re.sub(r"&&(010|\d{3};)", lambda match: chr(int(match[1].rstrip(";"))), text)


# --- QTI, by lxml, and beside text2qti ------------------------------------------------------------------------------

QTI = {"q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}


def read_qti(data: bytes) -> tuple[str, list[dict[str, Any]]]:
    """Return title and questions of a QTI package, read by its manifest, as a platform does."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        manifest = etree.fromstring(package.read("imsmanifest.xml"))
        hrefs = manifest.xpath("//*[local-name()='file']/@href")
        assert set(hrefs) <= set(package.namelist())
        [path] = [href for href in hrefs if not href.endswith("assessment_meta.xml")]
        root = etree.fromstring(package.read(path))
        meta = etree.fromstring(
            package.read(str(Path(path).parent / "assessment_meta.xml").replace("\\", "/"))
        )
    title = root.xpath("string(q:assessment/@title)", namespaces=QTI)
    assert meta.xpath("string(*[local-name()='title'])") == title
    items = [question_of(item) for item in root.xpath("//q:item", namespaces=QTI)]
    total = sum(item["points"] for item in items)
    assert float(meta.xpath("string(*[local-name()='points_possible'])")) == total
    return title, items


def question_of(item: Any) -> dict[str, Any]:
    def all_of(path: str) -> list[Any]:
        found: list[Any] = item.xpath(path, namespaces=QTI)
        return found

    field = "//q:qtimetadatafield[q:fieldlabel='{}']/q:fieldentry".format
    said: dict[str, Any] = {
        "kind": item.xpath("string(." + field("question_type") + ")", namespaces=QTI),
        "points": float(item.xpath("string(." + field("points_possible") + ")", namespaces=QTI)),
        "stem": shown(all_of("q:presentation/q:material/q:mattext")[0]),
        "feedback": [shown(text) for text in all_of("q:itemfeedback[@ident='general_fb']//q:mattext")],
        "responses": {},
    }
    for response in all_of("q:presentation/q:response_lid"):
        labels = {
            label.get("ident"): shown(label.find(".//q:mattext", QTI))
            for label in response.iterfind(".//q:response_label", QTI)
        }
        asked = response.find("q:material/q:mattext", QTI)
        said["responses"][response.get("ident")] = ("" if asked is None else shown(asked), labels)
    said["right"] = [
        (equal.get("respident"), equal.text or "", float(condition.findtext("q:setvar", namespaces=QTI)))
        for condition in all_of("q:resprocessing/q:respcondition[q:setvar]")
        for equal in condition.iterfind("q:conditionvar/q:varequal", QTI)
    ]
    return said


def shown(mattext: Any) -> str:
    text = mattext.text or ""
    if mattext.get("texttype") != "text/html":
        return alike(text)
    return seen(re.sub(r"^\s*<(p|div)>|</(p|div)>\s*$", "", text))


def test_qti_has_canvas_structure() -> None:
    data, entries = kept(qti)
    title, questions = read_qti(data)
    assert title == hostile_quiz(0).title
    assert len(questions) == len(entries)
    idents: set[str] = set()
    for question, entry in zip(questions, entries, strict=True):
        assert question["points"] == entry.points
        assert question["feedback"] == ([alike(entry.feedback)] if entry.feedback else [])
        assert QTI_KINDS[entry.kind](question, entry), (question, entry)
        answers = {ident for _, labels in question["responses"].values() for ident in labels}
        assert not answers & idents, "answers of two questions have one number"
        idents |= answers
        if entry.kind != "gaps":
            assert question["stem"] == alike(entry.text)


def qti_choice(question: dict[str, Any], entry: Entry) -> bool:
    [(_, labels)] = question["responses"].values()
    [(response, right, score)] = question["right"]
    kind = "true_false_question" if entry.kind == "true-false" else "multiple_choice_question"
    return (
        question["kind"] == kind
        and response == "response1"
        and list(labels.values()) == [alike(choice) for choice in entry.choices]
        and labels[right] == alike(entry.answer)
        and score == 100
    )


def qti_short(question: dict[str, Any], entry: Entry) -> bool:
    wanted = [("response1", typed(answer), 100.0) for answer in entry.answers]
    return question["kind"] == "short_answer_question" and question["right"] == wanted


def qti_gaps(question: dict[str, Any], entry: Entry) -> bool:
    names = [f"gap{number}" for number in range(1, len(entry.answers) + 1)]
    text = question["stem"]
    for name in names:
        assert text.count(f"[{name}]") == 1
        text = text.replace(f"[{name}]", BLANK)
    answers = [next(iter(labels.values())) for _, labels in question["responses"].values()]
    return (
        question["kind"] == "fill_in_multiple_blanks_question"
        and text == alike(entry.text)
        and [asked for asked, _ in question["responses"].values()] == names
        and answers == [alike(typed(answer)) for answer in entry.answers]
        and abs(sum(score for *_, score in question["right"]) - 100) < 0.001
    )


def qti_matching(question: dict[str, Any], entry: Entry) -> bool:
    responses = question["responses"]
    pairs = [
        (responses[response][0], responses[response][1][right]) for response, right, _ in question["right"]
    ]
    wanted = [(part, entry.choices[key]) for part, key in zip(entry.parts, entry.key, strict=True)]
    return (
        question["kind"] == "matching_question"
        and pairs == [(alike(typed(part)), alike(typed(choice))) for part, choice in wanted]
        and all(len(labels) == len(entry.choices) for _, labels in responses.values())
        and abs(sum(score for *_, score in question["right"]) - 100) < 0.001
    )


def qti_essay(question: dict[str, Any], _entry: Entry) -> bool:
    return question["kind"] == "essay_question" and question["right"] == []


QTI_KINDS = {
    "short": qti_short,
    "gaps": qti_gaps,
    "choice": qti_choice,
    "true-false": qti_choice,
    "matching": qti_matching,
    "essay": qti_essay,
}


def test_text2qti_makes_the_same_of_the_same_quiz() -> None:
    """Only of texts that are no Markdown: what it makes of the rest is its own affair."""
    pytest.importorskip("text2qti", reason="text2qti is not installed")
    from text2qti import qti as packages
    from text2qti.config import Config
    from text2qti.quiz import Quiz as Text2qtiQuiz

    made = [replace(mapped(entry, plainly), correction="") for entry in hostile_quiz(1200).entries]
    apart = {entry.text: entry for entry in made}.values()  # it refuses a question that is there twice
    entries = [
        entry
        for entry in apart
        if entry.kind in ("short", "choice", "true-false", "essay")
        and len({choice.casefold() for choice in entry.choices}) == len(entry.choices)
        and not {choice.casefold() for choice in entry.choices} & {"true", "false"} - set(_TRUTH[entry.kind])
        and len(set(entry.answers)) == len(entry.answers)
    ]
    assert len(entries) > 500
    quiz = replace(hostile_quiz(0), title="Petrograd 1917", description="", entries=entries)
    theirs = packages.QTI(
        Text2qtiQuiz(text2qti_source(entries), config=Config(), source_name="quiz")
    ).zip_bytes()
    assert [compared(one) for one in read_qti(written(qti, quiz)[0])[1]] == [
        compared(one) for one in read_qti(theirs)[1]
    ]
    assert read_qti(theirs)[0] == quiz.title
    ours = qti.read(theirs, "theirs.zip").quiz
    assert [
        (one.kind, one.text, one.answers, one.choices, one.key, one.feedback, one.points) for one in entries
    ] == [
        (one.kind, one.text, one.answers, one.choices, one.key, one.feedback, one.points)
        for one in ours.entries
    ]


_TRUTH = {"true-false": ("true", "false"), "choice": (), "short": (), "essay": ()}


def plainly(text: str) -> str:
    """Return a text's letters and figures, which mean the same in Markdown."""
    words = " ".join(re.sub(r"[^A-Za-zéЀ-ӿ ]", " ", text).split())
    return f"so {words}".rstrip() if text not in ("True", "False") else text


def text2qti_source(entries: Iterable[Entry]) -> str:
    lines = ["Quiz title: Petrograd 1917", ""]
    for number, entry in enumerate(entries, 1):
        lines += [f"Points: {entry.points}", f"{number}. {entry.text}"]
        lines += [f"... {entry.feedback}"] if entry.feedback else []
        if entry.kind == "short":
            lines += [f"* {answer}" for answer in entry.answers]
        elif entry.kind == "essay":
            lines.append("____")
        for at, choice in enumerate(entry.choices):
            lines.append(f"{'*' if at in entry.key else ''}{chr(97 + at)}) {choice}")
        lines.append("")
    return "\n".join(lines)


def compared(question: dict[str, Any]) -> dict[str, Any]:
    """Return a question without identifiers, which each writer makes as it likes."""
    labels = {ident: text for _, of_one in question["responses"].values() for ident, text in of_one.items()}
    right = [(labels.get(value, value), score) for _, value, score in question["right"]]
    return {**question, "responses": list(labels.values()), "right": right}
