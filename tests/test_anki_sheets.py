"""Anki's packages into sheets: ours come back as they were, through the real Anki too, and others as plain cards."""

from __future__ import annotations

import hashlib
import json
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from anki.collection import ExportAnkiPackageOptions
from anki_collection import bring, collection
from click.testing import CliRunner
from foreign_notes import TYPES, Few, package, sheet_lines
from hypothesis import given, settings
from hypothesis import strategies as st

from decks.anki import write
from decks.anki.ids import FIELD_NAMES, IDS
from decks.anki.name import guid
from decks.anki.note import NoteDeck
from decks.anki.noting import notes
from decks.anki.package import write_notes
from decks.anki.plain import plain
from decks.anki.reading import opened
from decks.anki.reading.collection import Note
from decks.card import Deck
from decks.deal import card
from decks.importing.anki import gaps, take, template
from decks.importing.anki.attached import Files
from decks.importing.anki.cleaning import LONGEST, cleaned, without_signs
from decks.importing.anki.media import Names
from decks.importing.anki.sheets import text_lines
from quizgen.ask import attempts, questions
from quizgen.checks import findings
from quizgen.fact import Picture, Place
from quizgen.finding import QuizgenError
from quizgen.forms.bank import Bank
from quizgen.reader import read, read_text
from quizgen.reading.pictures import Image
from tui.commands.export import command as export_command
from tui.commands.import_ import command

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from decks.anki.reading.collection import Package
    from quizgen.fact import Sheet

ROOT = Path(__file__).parent.parent
SEEDS = sorted((ROOT / "seeds").glob("*.md"))
FORMS = ("open", "cloze", "choice", "true-false", "blanks", "matching", "timeline", "first", "event")
PNG = b"\x89PNG\r\n\x1a\n"
HARD = """---
title: "Hard: \\"quotes\\" & <b>"
id: hard-sheet
language: de
calendar: julian
source: A book
tags: [one, two words]
math: true
names:
  Gauß: {kind: person, also: [Gauss, C. F. Gauß]}
  die Griechen: {kind: people, plural: true}
---

- [Gauß]{.who} wrote [$a_1 < b$ \\& \\<i\\>]{.what also="$x$|{y}"} on [5 May 1800]{.when}. {#a .own}
  > See $f(x)$.
  >
  > A second \\[line\\].

# C++ & <b> "quoted"

- [Die [Griechen]{.who}]{.who} and *List\\<int\\>*: [\\{\\{c1::x\\}\\}]{.what #x not="y|z"}
  ![a \\[map\\]](<maps/Old map.png>) ![](b.png) {#b difficulty="3" source="p. 3" tags="a::b, c d"}

## Below

- Capital of \\$5? [Paris]{.answer} ![said](<Spoken Word.mp3>) {#c}
- Listen: ![heard](a.ogg) [chat]{.answer} {#d}
"""


def lay(folder: Path) -> Path:
    """The hard sheet, with its files."""
    for name in ("maps/Old map.png", "b.png", "Spoken Word.mp3", "a.ogg"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(PNG + name.encode())
    path = folder / "hard-sheet.md"
    path.write_text(HARD, "utf-8")
    return path


def sheet_of(path: Path) -> Sheet:
    reading = read(path)
    assert [str(finding) for finding in reading.findings if finding.severity == "error"] == []
    assert reading.sheet is not None
    return reading.sheet


def export(sheets: Sequence[Sheet], path: Path, forms: Sequence[str] = ()) -> Path:
    decks = [
        NoteDeck(
            sheet.title,
            list(notes(Bank(sheet, attempts(sheet)), forms)),
            modified=1_700_000_000,
            sheet=sheet.id,
        )
        for sheet in sheets
    ]
    with path.open("wb") as out:
        write_notes(decks, out)
    return path


def through_anki(path: Path, folder: Path, *, legacy: bool) -> Path:
    """What Anki exports after it has imported a package."""
    folder.mkdir()
    out = folder / path.name
    with collection(folder) as col:
        bring(col, path)
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=legacy)
        col.export_anki_package(out_path=str(out), options=options, limit=None)
    return out


def imported(*arguments: str | Path) -> tuple[int, str, str]:
    result = CliRunner().invoke(command, [str(one) for one in arguments])
    if isinstance(result.exception, QuizgenError):
        return 1, result.stdout, f"{result.stderr}{result.exception}"  # as the command line says it
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    return result.exit_code, result.stdout, result.stderr


def held(path: Path) -> list[tuple[Any, ...]]:
    """What a package says, in the order of its notes, but for where a fact stands in its file."""
    with opened(path) as package:
        return list(rows(package))


def rows(package: Package) -> Any:
    decks = {card.note: package.decks[card.deck] for card in package.cards()}
    for note in package.notes():
        fields = list(note.fields)
        del fields[6]
        yield note.guid, package.types[note.type].name, tuple(fields), note.tags, decks[note.id]


@pytest.mark.parametrize("way", ["straight", "legacy", "latest"])
@pytest.mark.parametrize("forms", [(), FORMS], ids=["asked", "forms"])
def test_export_import_export_gives_the_same_notes(way: str, forms: Sequence[str], tmp_path: Path) -> None:
    seeds = SEEDS[-1:] if way == "straight" else SEEDS[:1]
    first = export([sheet_of(path) for path in (*seeds, lay(tmp_path))], tmp_path / "first.apkg", forms)
    given = first if way == "straight" else through_anki(first, tmp_path / "anki", legacy=way == "legacy")
    code, _, said = imported(given, "-o", tmp_path / "back")
    assert (code, [line for line in said.splitlines() if not line.startswith(("wrote", "Next"))]) == (0, [])
    back = [tmp_path / "back" / path.name for path in (*seeds, tmp_path / "hard-sheet.md")]
    assert sorted((tmp_path / "back").glob("*.md")) == sorted(back)
    second = export([sheet_of(path) for path in back], tmp_path / "second.apkg", forms)
    for one, other in zip(held(second), held(first), strict=True):
        assert one == other
    assert files(second) == files(first)


def files(path: Path) -> set[tuple[str, bytes]]:
    with opened(path) as package:
        return {(name, package.file(name)) for name in package.media}


FOREIGN = ROOT / "tests/cases/anki/foreign.jsonl"
_OF_COURSE = ("---", "", "id: deck", "title: Deck", "source: imported from deck.apkg")


def test_notes_of_others_become_plain_cards(rewrite: bool) -> None:
    cases = [json.loads(line) for line in FOREIGN.read_text("utf-8").splitlines()]
    given = [as_case(case) for case in cases]
    if rewrite:
        FOREIGN.write_text("".join(f"{json.dumps(case, ensure_ascii=False)}\n" for case in given), "utf-8")
    for case, expected in zip(given, cases, strict=True):
        assert case == expected


def as_case(case: dict[str, Any]) -> dict[str, Any]:
    """The case with what comes of it."""
    lines, left_out, notes = sheet_lines(package([case]))
    kept = {key: value for key, value in case.items() if key not in ("lines", "left_out", "notes")}
    kept["lines"] = [line for line in lines if line not in _OF_COURSE]
    return kept | ({"left_out": left_out} if left_out else {}) | ({"notes": notes} if notes else {})


def test_the_sheets_of_others_have_no_errors(tmp_path: Path) -> None:
    cases = [json.loads(line) for line in FOREIGN.read_text("utf-8").splitlines()]
    lines, _, _ = sheet_lines(package(cases))
    reading = read_text(
        "\n".join(lines),
        str(tmp_path / "sheet.md"),
        lambda image, place, fact: Picture("", image.address, place),
    )
    assert reading.sheet is not None
    found = [*reading.findings, *findings(reading.sheet)]
    assert [str(finding) for finding in found if finding.severity == "error"] == []


# --- what else a package may hold --------------------------------------------------------------------------


def write_package(
    folder: Path, cases: list[dict[str, Any]], files: Mapping[str, bytes] | None = None
) -> Path:
    """A legacy package with these notes, made by Anki itself."""
    path, media = folder / "deck.apkg", folder / "media"
    media.mkdir()
    with collection(folder) as col:
        for case in cases:
            kind = col.models.by_name(case["type"])
            note = col.new_note(kind)
            for name, text in zip(note.keys(), case["fields"], strict=True):  # of a note of Anki's
                note[name] = text
            note.tags = case.get("tags", "").split()
            deck = col.decks.id("::".join(case.get("deck", ("Deck",))))
            col.add_note(note, deck)
        for name, data in (files or {}).items():
            (media / name).write_bytes(data)
            assert col.media.add_file(str(media / name)) == name
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=str(path), options=options, limit=None)
    return path


SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><circle fill="url(#a)" r="2"/></svg>'


def test_files_lie_beside_the_sheet_under_safe_names(tmp_path: Path) -> None:
    files = {"old map (1).png": PNG, "bad.png": b"MZ", "wörd.mp3": b"x", "draw.svg": SVG,
             "evil.svg": SVG.replace(b"<circle", b"<script>1</script><circle"),
             "far.svg": SVG.replace(b"#a", b"http://x")}  # fmt: skip
    front = "".join(f'<img src="{name}">' for name in files if "mp3" not in name)
    path = write_package(
        tmp_path,
        [
            {"type": "Basic", "fields": [f"What?{front}", "That [sound:wörd.mp3][sound:gone.mp3]"]},
            {"type": "Basic", "fields": ['<img src="bad.png">', "Nothing to be seen"]},
        ],
        files,
    )
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    sheet = sheet_of(tmp_path / "out.md")
    assert code == 0 and len(sheet.facts) == 1
    there = sorted(one.relative_to(tmp_path).as_posix() for one in (tmp_path / "out-media").iterdir())
    assert there == [
        "out-media/draw.svg",
        "out-media/old-map-1.png",
        "out-media/word.mp3",
    ]
    assert len(sheet.facts[0].pictures) == 2 and len(sheet.facts[0].sounds) == 1
    assert [line.split(": ")[1] for line in said.splitlines() if line.startswith("left out")][:4] == [
        "bad.png", "evil.svg", "far.svg", "gone.mp3"]  # fmt: skip
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    assert code == 1 and "is there already" in said
    (tmp_path / "out.md").unlink()
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    assert code == 1 and "out-media: holds other files already" in said and not (tmp_path / "out.md").exists()
    assert imported(path, "-o", tmp_path / "out.md", "--force")[0] == 0


def test_two_files_of_one_name_keep_it_apart_from_each_other() -> None:
    names = Names()
    assert names.name("a.png", b"1") == "a.png"
    assert names.name(f"A-{hashlib.sha256(b'1').hexdigest()[:10]}.PNG", b"1") == "a.png"
    other = hashlib.sha256(b"2").hexdigest()[:10]
    assert names.name(f"a-{other}.png", b"2") == f"{other}/a.png"
    assert names.name("a-0123456789.png", b"3") == "a-0123456789.png"
    assert names.name("....png", b"4") == "file.png"
    assert names.name("CON.png", b"5") == "con_.png"


def test_what_a_person_changed_in_anki_is_not_lost(tmp_path: Path) -> None:
    sheet = sheet_of(lay(tmp_path))
    first = export([sheet], tmp_path / "first.apkg")
    with collection(tmp_path) as col:
        bring(col, first)
        by_id = {note["Id"]: note for note in map(col.get_note, col.find_notes(""))}
        answer, worded, retired = (by_id[f"hard-sheet/{name}"] for name in ("a/who", "c/answer", "b/what-x"))
        answer["Answer"] = "Carl Friedrich <b>Gauß</b>"
        worded["Question"], worded.tags = "Hauptstadt?", [*worded.tags, "mine"]
        retired.tags = [*retired.tags, "quizgen::retired"]
        col.update_notes([answer, worded, retired])
        own = col.new_note(col.models.by_name("Basic"))
        own["Front"], own["Back"] = "My own?", "Yes"
        col.add_note(own, col.decks.id(f"{col.decks.name(answer.cards()[0].did).split('::')[0]}::Own"))
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=True)
        col.export_anki_package(out_path=str(tmp_path / "edited.apkg"), options=options, limit=None)
    code, _, said = imported(tmp_path / "edited.apkg", "-o", tmp_path / "back.md")
    facts = {fact.id: fact for fact in sheet_of(tmp_path / "back.md").facts}
    assert code == 0 and "its note was changed in Anki" in said and "quizgen::retired" in said
    assert 'hard-sheet/c/answer: asks "Hauptstadt?" in Anki' in said
    assert (
        facts["a-who-in-anki"].text.endswith("Carl Friedrich Gauß") and facts["a"].text == sheet.facts[0].text
    )
    assert "mine" in facts["c"].tags
    (mine,) = (fact for fact in facts.values() if fact.text == "My own? Yes")
    assert mine.section == ("Own",)


BESIDE = """---
id: s
title: S
source: A book
{}---

- [Lenin]{{.who also="Ilyich"}} wrote [it]{{.what is="the letter"}} on [5 May 1900]{{.when calendar="julian"}}. {{#a}}
  > In spring.
- [Trotsky]{{.who not="Bronstein"}} read it in [Vienna]{{.where}}. {{#b}}
- [Stalin]{{.who}} kept [the copy]{{.what}}. {{#c source="p. 3"}}
"""


def edited(tmp_path: Path, edits: Mapping[str, Mapping[str, str]], text: str) -> tuple[Path, list[str]]:
    """The sheet that comes back after fields of its notes were edited in Anki, and what was said of it."""
    (tmp_path / "s.md").write_text(text, "utf-8")
    first = export([sheet_of(tmp_path / "s.md")], tmp_path / "first.apkg")
    with collection(tmp_path) as col:
        bring(col, first)
        every = {note["Id"]: note for note in map(col.get_note, col.find_notes(""))}
        for id_, fields in edits.items():
            for name, html in fields.items():
                every[id_][name] = html
            col.update_note(every[id_])
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=str(tmp_path / "edited.apkg"), options=options, limit=None)
    code, _, said = imported(tmp_path / "edited.apkg", "-o", tmp_path / "back.md")
    assert code == 0, said
    lines = said.splitlines()[:-2]
    return tmp_path / "back.md", [line.removeprefix(f"{tmp_path / 'edited.apkg'}: ") for line in lines]


def test_what_was_changed_beside_question_and_answer_is_taken_over(tmp_path: Path) -> None:
    edits = {
        "s/a/who": {
            "Extra": "In <b>May</b>.<br>It rained.",
            "Also": "<ul><li>Ilyich</li><li>V. I. &amp; L.</li></ul>",
        },
        "s/b/who": {"Also": "Bronstein", "Hint": "an ice axe"},
        "s/b/where": {"Source": "Another book", "Question": "Where?"},
        "s/c/who": {"Source": "", "Extra": "New."},
    }
    path, said = edited(tmp_path, edits, BESIDE.format(""))
    a, b, c = sheet_of(path).facts
    assert (a.explanation, a.spans[0].also, a.source) == (
        "In May.\nIt rained.",
        ("Ilyich", "V. I. & L."),
        "A book",
    )
    assert (b.explanation, b.spans[0].also, b.source) == ("", (), "Another book")
    assert (c.explanation, c.source) == ("New.", "")
    assert sorted(said) == [
        's/a/who: its Also is "Ilyich; V. I. & L." in Anki; the sheet has it so now',
        's/a/who: its Extra is "In May.; It rained." in Anki; the sheet has it so now',
        's/b/where: asks "Where?" in Anki; the sheet keeps its own, "Where did Trotsky read it?"',
        's/b/where: its Source is "Another book" in Anki; the sheet has it so now',
        's/b/who: its Also is "Bronstein" in Anki; the sheet keeps its own',
        's/b/who: its Hint "an ice axe" stays in Anki; a sheet has no place for it',
        's/c/who: its Extra is "New." in Anki; the sheet has it so now',
        "s/c/who: its Source is empty in Anki; the sheet has it so now",
    ]


def test_lines_that_no_author_wrote_stay_out_of_the_explanation(tmp_path: Path) -> None:
    edits = {"s/a/when": {"Extra": "In May.<br>5 May 1900 (18 May in the Gregorian calendar)."}}
    path, said = edited(tmp_path, edits, BESIDE.format("math: true\n"))
    assert sheet_of(path).facts[0].explanation == "In May."
    assert len(said) == 1 and "the sheet has it so now" in said[0]


def test_formulas_come_back_from_what_was_changed(tmp_path: Path) -> None:
    edits = {"s/c/who": {"Extra": "It is \\(a_1 &lt; b\\)."}}
    path, said = edited(tmp_path, edits, BESIDE.format("math: true\n").replace("In spring.", "In $s$."))
    sheet = sheet_of(path)
    assert sheet.facts[2].explanation == "It is $a_1 < b$." and "$a_1 < b$" in sheet.formulas
    assert said == ['s/c/who: its Extra is "It is $a_1 < b$." in Anki; the sheet has it so now']


def test_of_two_notes_of_a_fact_the_newer_says_what_explains_it(tmp_path: Path) -> None:
    edits = {"s/c/who": {"Extra": "Old."}, "s/c/what": {"Extra": "New."}}
    made = tmp_path / "one"
    made.mkdir()
    path, said = edited(made, edits, BESIDE.format(""))
    assert sheet_of(path).facts[2].explanation in ("Old.", "New.")
    assert sorted("so now" in line for line in said) == [False, True]
    assert any("the sheet keeps its own, " in line for line in said)


def test_an_older_note_of_a_fact_changes_nothing_of_it(tmp_path: Path) -> None:
    newer = '- &#91;Stalin]&#123;.who} kept &#91;the copy]&#123;.what}. &#123;#c source="p. 4"}<br>  > More.'
    edits = {"s/c/who": {"Spare 1": newer, "Extra": "More.", "Source": "p. 4"}}
    path, said = edited(tmp_path, edits, BESIDE.format(""))
    fact = sheet_of(path).facts[2]
    assert (fact.explanation, fact.source, said) == ("More.", "p. 4", [])


def test_what_explains_a_note_with_choices_or_gaps_is_taken_over_too(tmp_path: Path) -> None:
    (tmp_path / "s.md").write_text(BESIDE.format(""), "utf-8")
    first = export([sheet_of(tmp_path / "s.md")], tmp_path / "first.apkg", ("choice", "blanks", "true-false"))
    with collection(tmp_path) as col:
        bring(col, first)
        for id_ in col.find_notes(""):
            note = col.get_note(id_)
            if note["Id"] in ("s/c/who/choice", "s/b/blanks", "s/a/true-false"):
                note["Extra"] = note["Id"]
                col.update_note(note)
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=str(tmp_path / "edited.apkg"), options=options, limit=None)
    code, _, said = imported(tmp_path / "edited.apkg", "-o", tmp_path / "back.md")
    facts = {fact.id: fact.explanation for fact in sheet_of(tmp_path / "back.md").facts}
    assert (code, facts) == (0, {"a": "s/a/true-false", "b": "s/b/blanks", "c": "s/c/who/choice"})
    assert said.count("so now") == 3


@pytest.mark.parametrize("markdown", ["", "<br>", "- &#91;Stalin]&#123;.who} kept it. "])
def test_a_note_whose_markdown_was_cut_is_named(markdown: str, tmp_path: Path) -> None:
    path, said = edited(tmp_path, {"s/c/who": {"Spare 1": markdown}}, BESIDE.format(""))
    what = "cannot be read" if "kept" in markdown else "is empty"
    assert said == [
        f"s/c/who: its field Spare 1 {what}; its fact is told by another of its notes, or put together from its fields"
    ]
    assert [(fact.id, len(fact.spans)) for fact in sheet_of(path).facts] == [("a", 3), ("b", 2), ("c", 2)]


def test_what_was_changed_of_choices_and_gaps_is_told(tmp_path: Path) -> None:
    sheet = sheet_of(SEEDS[0])
    first = export([sheet], tmp_path / "first.apkg", ("choice", "blanks"))
    with collection(tmp_path) as col:
        bring(col, first)
        every = [col.get_note(id_) for id_ in col.find_notes("")]
        one, other, third = (
            next(note for note in every if note["Id"].endswith(end))
            for end in ("/who/choice", "/blanks", "/when/choice")
        )
        one["Answer"], other["Sentence"], third["Question"] = (
            "Somebody",
            "{{c1::Nothing}} else",
            "When, then?",
        )
        col.update_notes([one, other, third])
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=str(tmp_path / "edited.apkg"), options=options, limit=None)
    code, _, said = imported(tmp_path / "edited.apkg", "-o", tmp_path / "back.md")
    told = [line.split(": ", 2)[1] for line in said.splitlines() if "Anki" in line]
    assert (code, sorted(told)) == (0, sorted([one["Id"], other["Id"], third["Id"]]))


def test_facts_that_stand_alike_in_two_sheets_stay_apart(tmp_path: Path) -> None:
    sheets = []
    head = "math: true\nlanguage: de\n"
    for name, picture in (("a", "red"), ("b", "blue")):
        (tmp_path / name).mkdir()
        (tmp_path / name / "pic.png").write_bytes(PNG + picture.encode())
        path = tmp_path / name / f"sheet-{name}.md"
        facts = "- ![a photo](pic.png) Who? [X]{.answer} {#e}\n- [She]{.who} said [$x$]{.what}. {#f}\n"
        path.write_text(f"---\ntitle: Sheet {name}\nid: sheet-{name}\n{head}---\n\n{facts}", "utf-8")
        sheets.append(sheet_of(path))
    code, _, said = imported(export(sheets, tmp_path / "both.apkg"), "-o", tmp_path / "back")
    assert code == 0 and "in Anki" not in said
    for sheet in sheets:
        back = sheet_of(tmp_path / "back" / f"{sheet.id}.md")
        assert (back.formulas, back.language) == (sheet.formulas, sheet.language)
        assert [fact.id for fact in back.facts] == ["e", "f"]
        assert [Path(one).read_bytes() for one in back.facts[0].files] == [
            Path(one).read_bytes() for one in sheet.facts[0].files
        ]


def test_a_file_is_found_by_its_whole_name() -> None:
    digest, other = "0123456789", "9876543210"
    images = f'<img src="map-of-rome-{digest}.png"><img src="map-{other}.png"><img src="b-{digest}-{"f" * 40}.png">'
    files = Files({"Image": images, "Audio": "", "Spare 2": ""})
    for asked, found in (
        ("maps/Map.png", f"map-{other}.png"),
        (f"b-{digest}.png", f"b-{digest}-{'f' * 40}.png"),
    ):
        picture = files.look(Image("", asked, False), Place("sheet.md"), "a")
        assert isinstance(picture, Picture) and picture.path == found


def test_what_is_suspended_of_ours_gets_no_tag(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        bring(col, export([sheet_of(lay(tmp_path))], tmp_path / "first.apkg"))
        col.sched.suspend_cards(col.find_cards(""))
        col.set_user_flag_for_cards(3, col.find_cards(""))
        options = ExportAnkiPackageOptions(with_scheduling=True, with_media=True, legacy=False)
        col.export_anki_package(out_path=str(tmp_path / "away.apkg"), options=options, limit=None)
    assert imported(tmp_path / "away.apkg", "-o", tmp_path / "back.md")[0] == 0
    assert "anki-" not in (tmp_path / "back.md").read_text("utf-8")


def test_a_copy_of_a_note_of_ours_is_a_card_of_its_own(tmp_path: Path) -> None:
    with collection(tmp_path) as col:
        bring(col, export([sheet_of(lay(tmp_path))], tmp_path / "first.apkg"))
        (told,) = (one for one in map(col.get_note, col.find_notes("")) if one["Id"] == "hard-sheet/c/answer")
        copy = col.new_note(told.note_type())
        copy.fields = [*told.fields]
        copy["Question"], copy["Answer"] = "Capital of Italy?", "Rome"
        col.add_note(copy, col.decks.id("Mine"))
        col.export_collection_package(str(tmp_path / "all.colpkg"), include_media=True, legacy=False)
        col.reopen()
    code, _, said = imported(tmp_path / "all.colpkg", "-o", tmp_path / "back")
    assert code == 0, said
    (fact,) = sheet_of(tmp_path / "back" / "mine.md").facts
    assert fact.text == "Capital of Italy? Rome"
    assert len(sheet_of(tmp_path / "back" / "hard-sheet.md").facts) == 4


def test_packages_from_before_notes_told_their_facts_come_back(tmp_path: Path) -> None:
    sheet = read_text(
        '- [Lenin]{.who also="Ilyich"} met [her]{.who is="Krupskaya" #wife} in [1894]{.when}. {#a}\n  > In spring.\n'
        "# Below\n- [It]{.what} lay beneath [the sea]{.where} & [x < y]{.what}. {#b}\n"
        '- [The Petrograd Soviet]{.what kind="council"} had its seat in [the Smolny]{.where}. {#c}\n'
        '- [A stack]{.what kind="data structure"} gives back [the newest item]{.what}. {#d}',
        "old.md",
    ).sheet
    assert sheet is not None
    with (tmp_path / "old.apkg").open("wb") as out:
        write(
            [Deck(sheet.title, [card(sheet, one) for one in questions(sheet)], modified=1_700_000_000)], out
        )
    assert imported(tmp_path / "old.apkg", "-o", tmp_path / "back.md")[0] == 0
    again = sheet_of(tmp_path / "back.md")
    assert [(one.id, one.text, one.key, one.also, one.fact.section) for one in questions(again)] == [
        (one.id, one.text, one.key, one.also, one.fact.section) for one in questions(sheet)
    ]


TOKENS = (
    *"< <!-- <! <? </ <p/ <p=' <![CDATA[ & &# &#1 --> <div> <sup> <li> <ol><li>a <br>a <rt> <pre> <script".split(),
    *"<script> data: {{c1:: {{c1::x::< {{c1::x::& {{c1::a}} :: }} {{ {{A {{#A}} {{A}} {{cloze:A}}".split(),
    *r"\( \[ [$] [$$] [latex] [latex]$ [sound: [anki:tts $ $a 漢[ 漢 ___ image-occlusion: [ ![]( {# a&nbsp;".split(),
    *(
        "<p ",
        "<a ",
        "<hr ",
        "<!-- ",
        "<p style='",
        "<p a=",
        "<img src='a'",
        '"',
        "\n",
        " 漢",
        "- [x]{.who ",
        "> ",
    ),
    *("\ue000", "\ue000\ue002", "\ue00fa", "<pre>a\n", "{{c1::<img src=a>}}"),
)


def _note(name: str, text: str) -> Few:
    """A package of one note of ours, with a text in one of its fields."""
    said = dict.fromkeys(FIELD_NAMES, "") | {
        "Id": "s/f/who",
        "Sentence": "{{c1::X}} was.",
        "Answer": "X",
        name: text,
    }
    few = package([])
    few.notes_.append(Note(1, guid("s/f/who"), IDS["basic"][1], 1, (), tuple(said.values())))
    return few


READERS: dict[str, Callable[[str], object]] = {
    "prompt": lambda text: sheet_lines(package([{"type": "Basic", "fields": [text, "x"]}])),
    "gap": lambda text: sheet_lines(package([{"type": "Cloze", "fields": [text + "{{c1::x}}", ""]}])),
    "reading": lambda text: template.front("{{furigana:A}}{{kana:A}}", {"A": text}),
    "template": lambda text: template.front("{{A}}" + text, {"A": "x"}),
    "hint": gaps.marked,
    "plain": lambda text: plain(4 * text),
    **{
        f"ours {name}": lambda text, name=name: take(_note(name, text), "x.apkg")  # type: ignore[misc]
        for name in ("Spare 1", "Sentence", "Also", "Image", "Audio")
    },
}


@pytest.mark.parametrize("reader", READERS)
def test_no_field_takes_long(reader: str) -> None:
    """Whatever stands in it. What is quadratic takes minutes here."""
    for token in TOKENS:
        start = time.process_time()
        READERS[reader]((token * LONGEST)[: LONGEST // 2])
        assert time.process_time() - start < 3, token


def test_what_is_longer_than_a_field_may_be_is_left_out() -> None:
    made = take(_note("Spare 1", "<" * 1_000_000), "x.apkg")
    assert [one.reason.split(";")[0] for one in made.left_out] == ["Spare 1 has more than 100,000 characters"]
    assert take(_note("Extra", f'<img src="data:image/png;base64,{"A" * 1_000_000}">'), "x.apkg").sheets


@pytest.mark.parametrize(
    "text", ["&#57&#57344;344;", "&#x0000000E000;", "&#000000057344;", "\ue000", "&#57\ue000344;"]
)
def test_signs_of_our_own_are_taken_out_of_what_others_wrote(text: str) -> None:
    assert "\ue000" not in cleaned(without_signs(text)).text
    assert "\ue000" not in cleaned(template.front(text, {}).html).text


def test_text_files_of_anki_are_read(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "#separator:tab\n#html:true\n#deck column:3\n<b>Hund</b>\tdog\tGerman::Animals\n", "utf-8"
    )
    assert imported(path, "-o", tmp_path / "out.md")[0] == 0
    (fact,) = sheet_of(tmp_path / "out.md").facts
    assert (fact.text, fact.section) == ("Hund dog", ("Animals",))


def test_rows_with_gaps_are_cards_with_gaps_whatever_their_type(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "#separator:tab\n{{c1::Paris}} is large.\nWhat?\tThat\nOf France\tCapital: {{c1::Paris}}\n", "utf-8"
    )
    assert imported(path, "-o", tmp_path / "out.md")[0] == 0
    facts = sheet_of(tmp_path / "out.md").facts
    assert [(fact.text, fact.explanation) for fact in facts] == [
        ("Paris is large.", ""), ("What? That", ""), ("Capital: Paris", "Of France")]  # fmt: skip
    assert [fact[fact.spans[0]] for fact in facts] == ["Paris", "That", "Paris"]


def test_what_a_text_file_lacks_is_named_as_a_person_finds_it(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text(
        "#separator:tab\n#html:true\n#deck:Body\n\n<img src='heart.png'>\tthe heart\n<img src=a.png>\t<br>\n"
        "What?\tThat <img src='b.png'>\n",
        "utf-8",
    )
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    assert code == 0 and said.splitlines()[:-1] == [
        f'{path}: "What?" in Body: its back has a picture, and a sheet shows pictures with the question; only its words'
        " come along",
        "left out: line 6 in Body: there is nothing on its back that is not on its front; write an answer",
        "left out: heart.png: a text file has no pictures or sounds; put the file beside the sheet and write"
        " ![](heart.png) behind its fact, or export an .apkg with its media",
        'left out: "What does the picture show? the heart" in Body: it asks for nothing but heart.png, which does not'
        " come along; see to that file",
        f"wrote {tmp_path / 'out.md'}: 1 fact; 3 left out, named above",
    ]


def test_several_sheets_need_a_folder(tmp_path: Path) -> None:
    decks = [{"type": "Basic", "fields": [f"{name}?", "x"], "deck": [name]} for name in ("One", "Two")]
    path = write_package(tmp_path, decks)
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    assert code == 2 and "2 sheets (one, two)" in said
    assert imported(path, "-o", "-")[0] == 2
    assert imported(path, "-o", tmp_path / "out")[0] == 0
    assert sorted(one.name for one in (tmp_path / "out").iterdir()) == ["one.md", "two.md"]


@pytest.mark.parametrize("force", [(), ("--force",)])
def test_no_sheet_takes_the_place_of_another_packages(
    force: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two of one id, or without -o of packages of one name; then nothing is written at all."""
    given = []
    for number, name in enumerate(("x", "y", "x")):
        folder = tmp_path / str(number)
        folder.mkdir()
        sheet = read_text("---\nid: same\n---\n- [X]{.who} was. {#a}", "same.md").sheet
        assert sheet is not None
        given.append(export([sheet], folder / f"{name}.apkg"))
    (tmp_path / "here").mkdir()
    monkeypatch.chdir(tmp_path / "here")
    for paths in ((given[0], given[1], "-o", "all"), (given[0], given[2])):
        code, _, said = imported(*paths, *force)
        assert code == 1 and f"{given[0]} and one of {paths[1]}" in said
        assert list((tmp_path / "here").iterdir()) == []
    assert imported(given[0], given[1], "-o", "-")[0] == 2
    assert imported(given[0], given[1], *force)[0] == 0
    assert sorted(one.name for one in (tmp_path / "here").iterdir()) == ["x.md", "y.md"]


def test_a_sheet_gets_a_name_that_every_system_has(tmp_path: Path) -> None:
    sheets = [
        read_text(f"---\nid: {id_}\n---\n- [X]{{.who}} was. {{#a}}", "x.md").sheet for id_ in ("con", "Lpt1")
    ]
    path = export([sheet for sheet in sheets if sheet], tmp_path / "x.apkg")
    assert imported(path, "-o", tmp_path / "back")[0] == 0
    back = {one.name: sheet_of(one).id for one in (tmp_path / "back").iterdir()}
    assert back == {"con_.md": "con", "lpt1_.md": "Lpt1"}


def test_nothing_is_written_of_a_package_without_facts(tmp_path: Path) -> None:
    path = write_package(tmp_path, [{"type": "Basic", "fields": ["What?", ""]}])
    code, _, said = imported(path, "-o", tmp_path / "out.md")
    assert code == 1 and '"What?" in Deck: there is nothing on its back' in said
    assert not (tmp_path / "out.md").exists()


_MARKUP = (
    *"<b> </b> <div> </div> <br> <li> <td> <!-- --> <script> </script> <sup>2</sup> <rt> <pre> </pre>".split(),
    *r"{{c1:: {{c2:: :: }} \( \) \[ \] [latex] [/latex] [$] [/$] $ $$ [[ ]] ]( ![ { } | \ _ * ` ~~~".split(),
    *(
        "&nbsp;",
        "&lt;",
        "&#57344;",
        "[x]{.who}",
        "{#id}",
        "- ",
        "# ",
        "> ",
        '"',
        "\n",
        "\t",
        "\x00",
        "\u202e",
    ),
    *("\ue000", "\ue00f", "a", "B", "é", ". ", ", ", "漢[かん]", "___", "...", "?", "!", "1.", 'also="x"'),
    *('<img src="a b.png" alt="[x]">', "[sound:a.mp3]", "<a href='x'>"),
)
HEAPS = st.lists(st.sampled_from(_MARKUP), max_size=12).map("".join)


@settings(max_examples=60)
@given(
    st.sampled_from(sorted(TYPES)),
    st.lists(HEAPS, min_size=11, max_size=11),
    HEAPS,
    st.lists(HEAPS, max_size=3),
)
def test_no_heap_of_markup_breaks_a_sheet(known: str, texts: list[str], tags: str, deck: list[str]) -> None:
    cases = [{"type": known, "fields": texts[: len(TYPES[known].fields)], "tags": tags, "deck": ["A", *deck]}]
    for made in take(package(cases), "deck.apkg").sheets:
        lines = "\n".join(text_lines(made, {name: name for name in made.files}))
        reading = read_text(
            lines, "sheet.md", lambda image, place, fact: Picture(image.alt, image.address, place)
        )
        assert reading.findings == () and reading.sheet is not None
        for fact, again in zip(made.sheet.facts, reading.sheet.facts, strict=True):
            assert (again.id, again.text, again.explanation) == (fact.id, fact.text, fact.explanation)
            assert [(one.start, one.end, one.name, one.wrong) for one in again.spans] == [
                (one.start, one.end, one.name, one.wrong) for one in fact.spans
            ]


def test_choices_of_an_answer_with_its_preposition_are_no_edit(tmp_path: Path) -> None:
    towns = (("Xavier", "Leeds"), ("Yellow", "York"), ("Zebra", "Hull"))
    text = "".join(
        f"- [Port {port}]{{.what}} lies near [{town}]{{.where}}. {{#{port}}}\n" for port, town in towns
    )
    path = tmp_path / "two.md"
    path.write_text(text, "utf-8")
    first = export([sheet_of(path)], tmp_path / "two.apkg", ("choice",))
    code, _, said = imported(first, "-o", tmp_path / "back.md")
    assert (code, "changed in Anki" in said) == (0, False)
    assert (tmp_path / "back.md").read_text("utf-8").count("{#") == 3


def test_our_own_text_file_gives_back_its_answers(tmp_path: Path) -> None:
    path = tmp_path / "s.md"
    path.write_text("- [Lenin]{.who} left [Paris]{.where}. {#a}\n  > Told.\n", "utf-8")
    written_out = CliRunner().invoke(export_command, [str(path), "--to", "anki-tsv"]).stdout
    (tmp_path / "o.txt").write_text(written_out, "utf-8")
    assert imported(tmp_path / "o.txt", "-o", tmp_path / "own.md")[0] == 0
    own = (tmp_path / "own.md").read_text("utf-8")
    assert "Who left Paris? [Lenin]{.answer}" in own
    assert "  > Lenin left Paris." in own
