"""Worksheets as PDF: what is on the pages, and where."""

from __future__ import annotations

import io
import re
import shutil
import struct
import subprocess
import zlib
from dataclasses import replace
from pathlib import Path

import pytest
from pdf_marks import Mark, marks
from worksheets import HOSTILE, KINDS, LONE, OVERRIDES, ordinary, worksheet

from decks.paper import pdf
from decks.paper.look import PRESETS, Look
from decks.paper.pdf import typesetting
from decks.paper.pdf.sheet import sheet as laid_out
from decks.paper.worksheet import (
    Choices,
    Clues,
    Exercise,
    Flashcard,
    Line,
    Order,
    Pairs,
    Part,
    Picture,
    Space,
    Text,
    Version,
    Words,
    Worksheet,
)
from quizgen.finding import QuizgenError
from quizgen.question import BLANK

LOOKS = [Look(paper, preset) for paper in ("a4", "letter") for preset in PRESETS]
MILLIMETRE = 72 / 25.4

needs_poppler = pytest.mark.skipif(
    not (shutil.which("pdftotext") and shutil.which("pdfinfo")),
    reason="needs pdftotext and pdfinfo (poppler)",
)


def set_(sheet: Worksheet) -> bytes:
    out = io.BytesIO()
    pdf.write(sheet, out)
    return out.getvalue()


def key(sheet: Worksheet) -> bytes:
    out = io.BytesIO()
    pdf.write_key(sheet, out)
    return out.getvalue()


def one(*blocks: object, **fields: object) -> Worksheet:
    """A worksheet of one exercise."""
    exercise = Exercise(1, "sheet/fact/who", blocks, 1, (Line("An answer", "sheet/fact/who"),))  # type: ignore[arg-type]
    part = Part("open", "Questions", "Answer them.", (exercise,))
    sheet = Worksheet("Sheet", (Version("", (part,)),))
    return replace(sheet, **fields)  # type: ignore[arg-type]


def poppler(tool: str, made: bytes, *options: str) -> str:
    done = subprocess.run(
        [tool, *options, "-", "-"][: 3 + len(options)], input=made, stdout=-1, stderr=-3, check=True
    )
    return done.stdout.decode()


def text(made: bytes) -> str:
    """All words of a PDF, with single spaces between them."""
    return " ".join(poppler("pdftotext", made, "-raw").split())


def boxes(made: bytes) -> list[tuple[int, float, float, str]]:
    """Page, left and right edge in points, and the word, of each word of a PDF."""
    found, page = [], 0
    for line in poppler("pdftotext", made, "-bbox").splitlines():
        page += line.lstrip().startswith("<page ")
        if word := re.search(r'<word xMin="(.*?)".*? xMax="(.*?)".*?>(.*)</word>', line):
            found.append((page, float(word[1]), float(word[2]), word[3]))
    return found


def gathered(first: int, number: int, look: Look) -> Worksheet:
    """So many worksheets as the versions of one, so that they are set in one go."""
    few = tuple(kind for kind in KINDS if kind not in LONE)
    sheets = [
        worksheet(seed, look, most=2, kinds=tuple(KINDS) if seed % 8 == 0 else few)
        for seed in range(first, first + number)
    ]
    versions = tuple(replace(sheet.versions[0], name=f"{n}", cards=()) for n, sheet in enumerate(sheets))
    return replace(sheets[0], versions=versions, answer_sheet=False)


def paired(found: list[Mark]) -> list[tuple[Mark, Mark]]:
    """The marks of where each exercise begins and where it ends."""
    ends = {(mark.version, mark.number): mark for mark in found if mark.kind == "end"}
    return [(mark, ends[mark.version, mark.number]) for mark in found if mark.kind == "begin"]


def foot(look: Look) -> float:
    """Where the text of a page ends at most, in points from above."""
    margin = 24 if look.size[0] > 250 else 19
    return (look.size[1] - margin) * MILLIMETRE - look.type.size + 1


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: f"{look.paper}-{look.preset}")
def test_no_exercise_of_a_hundred_sheets_is_split_or_cut_and_no_heading_stands_alone(look: Look) -> None:
    seed = 10_000 * LOOKS.index(look)
    whole = tall = 0
    for first in range(seed, seed + 100, 25):
        found = marks(gathered(first, 25, look))
        begins = {}
        for begin, end in paired(found):
            begins[begin.version, begin.number] = begin
            assert begin.tall or begin.page == end.page, (first, begin)
            assert end.y <= foot(look), (first, end)
            tall += begin.tall
            whole += not begin.tall
        for mark in found:
            assert mark.kind != "part" or mark.page == begins[mark.version, mark.number].page, (first, mark)
    assert whole > 100
    assert tall < 0.35 * whole


LONG = " ".join(["Nobody knows how many letters were read that night."] * 90)
TALL = {
    "a text longer than a page": (Text(LONG * 3), Space(2)),
    "thirty lines of space": (Text("Write an essay."), Space(30)),
    "sixty lines of space": (Text("Write an essay."), Space(60)),
    "long options": (Text("Which?"), Choices((LONG, LONG, LONG))),
    "many events": (Order((LONG, *(f"Event {n} of a long day" for n in range(60)))),),
    "many pairs": (
        Pairs(tuple(f"Left {n} " + "word " * 20 for n in range(14)), tuple("right " * 12 for _ in range(14))),
    ),
    "many words": (Words(tuple(f"word{n}" for n in range(400)), "Words"), Text("Use them.")),
}


@pytest.mark.parametrize("look", [Look(), Look("letter", "large-36")], ids=lambda look: look.preset)
@pytest.mark.parametrize("name", TALL)
def test_what_is_taller_than_a_page_goes_on_on_the_next(name: str, look: Look) -> None:
    sheet = one(*TALL[name], look=look)
    ((begin, end),) = paired(marks(sheet))
    assert begin.page == 1 or not begin.tall
    assert end.y <= foot(look)
    assert begin.tall or begin.page == end.page
    if shutil.which("pdftotext"):
        made = text(set_(sheet))
        blocks = TALL[name]
        for block in blocks:
            if isinstance(block, Text):
                assert block.text in re.sub(r" Sheet page \d+ of \d+", "", made)


def test_thirty_lines_come_nearer_to_each_other_rather_than_onto_two_pages() -> None:
    ((begin, end),) = paired(marks(one(*TALL["thirty lines of space"])))
    assert begin.page == end.page == 1


@pytest.mark.parametrize("preset", PRESETS)
def test_pages_are_tagged_named_and_the_same_every_time(preset: str) -> None:
    sheet = worksheet(3, Look("a4", preset), versions=2)
    for made, again in ((set_(sheet), set_(sheet)), (key(sheet), key(sheet))):
        assert made == again
        assert b"/Creator(quizgen)" in made
        assert b"<xmp:CreatorTool>quizgen<" in made
        assert b"<pdfuaid:part>1<" in made
        assert b"/Lang(en)" in made
        assert b"Typst 0" not in made


@needs_poppler
def test_properties_of_a_file_are_whole(tmp_path: Path) -> None:
    (tmp_path / "made.pdf").write_bytes(set_(replace(ordinary(number=3), language="de-AT")))
    done = subprocess.run(["pdfinfo", tmp_path / "made.pdf"], stdout=-1, stderr=-1, text=True, check=True)
    said = dict(re.findall(r"(?m)^(.+?): +(.*)$", done.stdout))
    assert (said["Title"], said["Creator"], said["Tagged"]) == ("Petrograd, October 1917", "quizgen", "yes")


@needs_poppler
@pytest.mark.parametrize("preset", ["standard", "large-18"])
def test_code_is_set_letter_by_letter(preset: str) -> None:
    part = Part(
        "open",
        HOSTILE[1],
        HOSTILE[2],
        tuple(
            Exercise(
                n,
                f"id {hostile}",
                (Text(hostile), Choices((hostile, "B"))),
                1,
                (Line(hostile, hostile, hostile, hostile),),
            )
            for n, hostile in enumerate(HOSTILE, 1)
        ),
    )
    cards = tuple(Flashcard(hostile, hostile, hostile, hostile) for hostile in HOSTILE)
    sheet = Worksheet(
        HOSTILE[0], (Version(HOSTILE[3], (part,), cards),), Look("a4", preset), instructions=HOSTILE[4]
    )
    for made, times in ((text(set_(sheet)), 5), (text(key(sheet)), 4)):
        for hostile in HOSTILE:
            words = "".join(hostile.split())
            assert made.replace(" ", "").count(words) >= times, hostile


@needs_poppler
def test_marks_that_turn_what_stands_around_them_are_left_out() -> None:
    assert "left right isolated" in text(set_(one(Text(OVERRIDES))))


@needs_poppler
def test_a_gap_is_read_aloud_as_a_gap() -> None:
    assert re.search(
        r"Lenin came from _+ to _+ ?\.", text(set_(one(Text(f"Lenin came from {BLANK} to {BLANK}."))))
    )


@needs_poppler
@pytest.mark.parametrize("look", LOOKS[:5], ids=lambda look: look.preset)
def test_no_word_runs_over_the_edge(look: Look) -> None:
    long = "Rindfleischetikettierungsüberwachungsaufgabenübertragungsgesetz" * 2
    sheet = one(
        Text(f"{long} and {long}"),
        Choices((long, long)),
        Choices((long, "False"), inline=True),
        Pairs((long, "left"), (long, "right")),
        Order((long,)),
        Words((long, "word"), "Words"),
        title=long,
        look=look,
    )
    part = replace(sheet.versions[0].parts[0], title=long, instruction=long)
    line = Line(long, long.replace("ü", "/"), f"/home/{long}.md:14", long)
    part = replace(part, exercises=(replace(part.exercises[0], key=(line,)),))
    sheet = replace(
        sheet, versions=(Version("A", (part,), (Flashcard("c", long, long, long),)), Version("B", (part,)))
    )
    for made, width in ((set_(sheet), look.size[0]), (key(sheet), 210.0)):
        for page, left, right, word in boxes(made):
            assert left > 0.9 * 8 * MILLIMETRE, (page, word)
            assert right < (width - 8) * MILLIMETRE, (page, word)


@needs_poppler
@pytest.mark.parametrize(
    ("options", "columns"), [(("Lenin", "Trotsky"), 2), (("word " * 12, "x"), 1), (("x\ny", "z"), 1)]
)
def test_options_stand_in_two_columns_where_they_fit(options: tuple[str, ...], columns: int) -> None:
    placed = {word: left for _, left, _, word in boxes(set_(one(Choices(options))))}
    assert (placed["B"] > placed["A"] + 100) == (columns == 2)
    large = {
        word: left for _, left, _, word in boxes(set_(one(Choices(options), look=Look("a4", "large-18"))))
    }
    assert large["A"] == pytest.approx(large["B"], abs=2)


def test_each_of_several_versions_begins_on_a_leaf_of_its_own() -> None:
    sheet = ordinary(names=("A", "B", "C"), number=9)
    first = {mark.version: mark.page for mark in marks(sheet) if mark.number == 1 and mark.kind == "begin"}
    assert [page % 2 for page in first.values()] == [1, 1, 1]
    assert len(set(first.values())) == 3


@needs_poppler
def test_every_page_says_version_and_number() -> None:
    made = set_(ordinary(names=("A", "B"), number=20))
    pages = [" ".join(page.split()) for page in poppler("pdftotext", made, "-raw").split("\f")[:-1]]
    footers = [re.search(r"Version (\w) page (\d) of (\d)$", page) for page in pages if page]
    many = len(footers) // 2
    assert [found and found.groups() for found in footers] == [
        (name, str(number), str(many)) for name in "AB" for number in range(1, many + 1)
    ]


@pytest.mark.parametrize("look", LOOKS[:5], ids=lambda look: look.preset)
@pytest.mark.parametrize("number", [1, 11])
def test_the_back_of_each_card_lies_behind_its_front(look: Look, number: int) -> None:
    cards = tuple(
        Flashcard(f"c{n}", f"Front {n}", f"Back {n}", "A note. " * 9 * (n % 2)) for n in range(number)
    )
    sheet = replace(one(Text("x")), look=look)
    found = marks(replace(sheet, versions=(replace(sheet.versions[0], cards=cards),)))
    fronts = {mark.number: mark for mark in found if mark.kind == "front"}
    backs = {mark.number: mark for mark in found if mark.kind == "back"}
    assert sorted(fronts) == sorted(backs) == list(range(number))
    left = min(mark.x for mark in (*fronts.values(), *backs.values()))
    for n, front in fronts.items():
        back = backs[n]
        assert front.page % 2 == 1 and back.page == front.page + 1
        assert back.y == pytest.approx(front.y)
        columns = 2 if look.preset in ("standard", "dyslexia", "large-18") else 1
        wide = (look.size[0] * MILLIMETRE - 2 * 8 * MILLIMETRE) / columns
        # Mirrored at the middle of the sheet: what is so far from the left edge is as far from the right one.
        assert back.x == pytest.approx(look.size[0] * MILLIMETRE - front.x - wide)
    assert left == pytest.approx(8 * MILLIMETRE)


@needs_poppler
def test_a_card_that_is_full_of_text_loses_none_of_it() -> None:
    sheet = one(Text("x"))
    card = Flashcard("c", LONG, "A back", LONG)
    made = text(set_(replace(sheet, versions=(replace(sheet.versions[0], cards=(card,)),))))
    assert made.count("Nobody knows how many letters were read that night.") == 180


@needs_poppler
def test_the_key_has_every_answer_with_its_source_and_tells_numbers_by_question() -> None:
    sheet = ordinary(names=("A", "B"), number=6)
    last = sheet.versions[1].parts[0].exercises
    turned = tuple(
        replace(one, number=4 - one.number, key=(replace(one.key[0], letter="ABCD"[one.number]),))
        for one in last
    )
    sheet = replace(
        sheet,
        source="A book of 1976",
        versions=(
            sheet.versions[0],
            replace(
                sheet.versions[1],
                parts=(
                    replace(sheet.versions[1].parts[0], exercises=turned[::-1]),
                    *sheet.versions[1].parts[1:],
                ),
            ),
        ),
    )
    said = text(key(sheet))
    for version in sheet.versions:
        for part in version.parts:
            for exercise in part.exercises:
                for line in exercise.key:
                    assert f"{line.answer} {line.note}" in said or (line.answer in said and line.note in said)
                    assert line.source in said
                    assert line.id in said
    assert said.index("Version A") < said.index("Version B") < said.index("By question")
    assert "october-1917/fact-1/who 1 3 B" in said
    assert said.endswith("page 1 of 1") or "A book of 1976" in said


@needs_poppler
def test_an_answer_sheet_has_a_row_for_every_number() -> None:
    sheet = replace(ordinary(names=("A",), number=90), answer_sheet=True)
    pages = poppler("pdftotext", set_(sheet), "-layout").split("\f")
    (first,) = (n for n, page in enumerate(pages) if "Answer sheet" in page)
    rows = "".join(pages[first:])
    assert {str(n) for n in range(1, 91)} <= set(rows.split())
    assert rows.count("A ") >= 45


@needs_poppler
def test_the_name_of_a_pupil_is_filled_in() -> None:
    sheet = ordinary(names=("Anna Karenina",), number=2)
    said = text(set_(replace(sheet, versions=(replace(sheet.versions[0], pupil=True),))))
    assert "Name Anna Karenina Class Date" in said
    assert "Version" not in said


@needs_poppler
def test_a_hebrew_sheet_runs_from_the_right() -> None:
    sheet = one(Text("מי כתב את המכתב?"), Choices(("לנין", "טרוצקי")), language="he", title="פטרוגרד")
    placed = {word: left for _, left, _, word in boxes(set_(sheet))}
    middle = 105 * MILLIMETRE
    assert placed["1"] > middle
    assert placed["A"] > middle > placed["B"]
    assert b"/Lang(he)" in set_(sheet)


def test_a_sheet_of_usual_letters_never_looks_for_fonts_of_the_system(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    before = typesetting._fonts
    monkeypatch.setattr(
        typesetting, "_fonts", lambda system: before(system) if not system else pytest.fail("searched")
    )
    for preset in ("standard", "dyslexia"):
        sheet = one(Text("Łódź, Анна, Σωκράτης, שלום, H₂O → 2 × 10⁻³ ≤ ½ ☐ ★"), look=Look("a4", preset))
        assert set_(sheet).startswith(b"%PDF-1.7")


def test_letters_without_a_font_are_named_with_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    before = typesetting._fonts
    monkeypatch.setattr(typesetting, "_fonts", lambda system: before(False))
    with pytest.raises(QuizgenError) as caught:
        set_(one(Text("A tablet says 𒀀𒀁, and a letter 漢.")))
    assert str(caught.value) == (
        "no font has the letters of Cuneiform (𒀀 U+12000, 𒀁 U+12001) and CJK (漢 U+6F22); "
        "install Noto Sans Cuneiform and Noto Sans CJK, or write HTML or DOCX instead"
    )
    with pytest.raises(QuizgenError, match=r"Unassigned.*take them out"):
        key(replace(one(Text("x")), source="\U000e1234 \u0378"))


def test_arabic_is_not_left_to_a_typewriter_face() -> None:
    assert laid_out(one(Text("من كتب الرسالة؟"), language="ar"), {})["system"]
    assert not laid_out(one(Text("Кто? Τίς; מי?")), {})["system"]


SAMPLES = {
    "Arabic": ("ar", "من كتب الرسالة؟"),
    "Devanagari": ("hi", "पत्र किसने लिखा?"),
    "Thai": ("th", "ใครเขียนจดหมาย"),
    "CJK": ("zh", "谁写了这封信？"),
    "Hiragana": ("ja", "だれが手紙を書きましたか。"),
    "Hangul": ("ko", "누가 편지를 썼습니까?"),
}


@pytest.mark.parametrize("script", SAMPLES)
def test_other_scripts_are_set_with_fonts_of_the_system(script: str) -> None:
    language, said = SAMPLES[script]
    try:
        made = set_(one(Text(said), language=language, title=said))
    except QuizgenError as error:
        pytest.skip(f"no font here: {error}")
    assert f"/Lang({language})".encode() in made
    if shutil.which("pdftotext") and script not in ("Arabic", "Devanagari", "Thai"):
        assert said in text(made)


def png() -> bytes:
    """The smallest picture there is: one black dot."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 40, 30, 8, 0, 0, 0, 0)
    rows = zlib.compress(b"".join(b"\0" + bytes(40) for _ in range(30)))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


@pytest.mark.parametrize("alt", ["", "A black field", HOSTILE[0]])
def test_a_picture_is_drawn_with_what_it_shows(tmp_path: Path, alt: str) -> None:
    path = tmp_path / 'odd "name" #panic.PNG'.replace('"', "'")
    path.write_bytes(png())
    made = set_(one(Picture(path, alt), Text("What is to be seen?")))
    assert b"/Subtype/Image" in made
    assert (b"/Alt" in made) == bool(alt)


def test_a_picture_that_is_none_or_gone_is_named(tmp_path: Path) -> None:
    broken, gone = tmp_path / "broken.png", tmp_path / "gone.png"
    broken.write_bytes(b"not a picture")
    with pytest.raises(QuizgenError, match=re.escape(f"{broken}: cannot be read as a picture")):
        set_(one(Picture(broken, "x")))
    with pytest.raises(QuizgenError, match=re.escape(f"{gone}: cannot be read")):
        set_(one(Picture(gone, "x")))


EMPTY = (Text(""), Choices(()), Space(0), Pairs((), ()), Order(()), Words(()), Clues((), ()))


@pytest.mark.parametrize(
    "fields", [{"title": ""}, {"title": " \n", "blanks": ()}, {"language": "x-none"}, {"instructions": "\n"}]
)
def test_what_is_empty_or_odd_can_be_set(fields: dict[str, object]) -> None:
    sheet = one(*EMPTY, Text("a\tb\r\nc\u2028d\x0c\x00\x1b[31m\ufeff\uffff"), **fields)
    part = replace(sheet.versions[0].parts[0], title="", exercises=())
    bare = replace(sheet, versions=(Version("", (part,)), Version("", ())), answer_sheet=True)
    cards = replace(sheet, versions=(Version("", (), (Flashcard("c", "", ""),)),))
    for made in map(set_, (sheet, bare, cards)):
        assert made.startswith(b"%PDF-1.7")
    for made in map(key, (sheet, bare, cards)):
        assert made.startswith(b"%PDF-1.7")


def test_any_sheet_can_be_set_with_its_key(tmp_path: Path) -> None:
    path = tmp_path / "dot.png"
    path.write_bytes(png())
    for seed, look in enumerate(LOOKS):
        sheet = worksheet(70_000 + seed, look, versions=2, most=4, picture=path)
        assert set_(sheet).startswith(b"%PDF-1.7")
        assert key(sheet).startswith(b"%PDF-1.7")
