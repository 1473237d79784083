"""Notes of every type: what is in them, and what the real Anki makes of them."""

from __future__ import annotations

import json
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from anki_collection import CLEAN, Side, bring, collection, complaints
from anki_notes import bank_of, notes_of, packed

from decks import deal
from decks.anki.ids import FIELD_NAMES
from decks.anki.linking import address
from decks.anki.media import MediaFiles
from decks.anki.note import Note
from decks.anki.notetype import CARD_NAME, NOTE_TYPES, fields
from decks.anki.noting import Options, notes
from quizgen.finding import QuizgenError
from quizgen.forms import FORMS
from quizgen.reader import read_text
from quizgen.reading.writing import escaped, quoted
from quizgen.sources import find_sheets

if TYPE_CHECKING:
    from quizgen.item import Item

CASES = Path(__file__).parent / "cases" / "anki"
TEXTS = [json.loads(line)["text"] for line in (CASES / "texts.jsonl").read_text("utf-8").splitlines()]


def field(note: Note, name: str) -> str:
    return note.fields[FIELD_NAMES.index(name)]


# The schema


def test_types_are_frozen() -> None:
    """Not a word of this may change: people's collections hold it, and would take no update any more."""
    rows = [json.loads(line) for line in (CASES / "types.jsonl").read_text("utf-8").splitlines()]
    assert rows == [
        {
            "type": kind.key,
            "name": kind.name,
            "id": kind.id,
            "card": [CARD_NAME, kind.card_id],
            "fields": dict(zip(FIELD_NAMES, kind.field_ids, strict=True)),
        }
        for kind in NOTE_TYPES.values()
    ]


def test_no_two_things_of_the_types_have_one_id() -> None:
    kinds = NOTE_TYPES.values()
    every = [id_ for kind in kinds for id_ in (kind.id, kind.card_id, *kind.field_ids)]
    assert len(set(every)) == len(every) == 6 * 20
    assert all(0 < id_ < 1 << 63 for id_ in every)
    assert all(kind.id < 1 << 53 for kind in kinds)


# What is in the fields


@pytest.mark.parametrize("path", list(find_sheets([]))[:3], ids=lambda path: path.stem)
def test_a_question_as_it_is_asked_is_the_note_it_always_was(path: Path) -> None:
    bank = bank_of(path.read_text("utf-8"), path.name)
    made = list(notes(bank))
    cards = [deal.card(bank.sheet, question) for question in bank.questions]
    assert [note.id for note in made] == [card.id for card in cards]
    for note, card in zip(made, cards, strict=True):
        assert note.fields[:9] == tuple(fields(card)[:9])
        assert not any(field(note, name) for name in FIELD_NAMES[9:] if name != "Spare 1")
        assert (note.type, note.cards, note.deck, note.tags) == ("basic", 1, card.deck, card.tags)


DISCOVERIES = """---
math: true
source: A history
---
# Moons

- [Galileo]{.who also="Galileo Galilei"} discovered [four moons of Jupiter]{.what} in [January 1610]{.when}. {#io}
  > He took them for stars.
- [Christiaan Huygens]{.who} discovered [Titan]{.what} in [March 1655]{.when}. {#titan}
- [William Herschel]{.who} discovered [Uranus]{.what} on [13 March 1781]{.when}. {#uranus}
- [Asaph Hall]{.who} discovered [the two moons of Mars]{.what} in [August 1877]{.when}. {#mars}
- [Clyde Tombaugh]{.who} discovered [Pluto]{.what} on [Shrove Tuesday]{.when date="1930-02-18"}. {#pluto}
"""


def one(text: str, form: str, id_: str, look: Options = Options()) -> Note:  # noqa: B008
    (found,) = [note for note in notes_of(text, [form], look) if note.id == f"sheet/{id_}/{form}"]
    return found


def test_choices_mark_the_right_one() -> None:
    note = one(DISCOVERIES, "choice", "uranus/who")
    assert re.findall(r'<li class="right" dir="auto">(.*?)</li>', field(note, "Choices")) == [
        "William Herschel"
    ]
    assert field(note, "Sentence") == "<b>William Herschel</b> discovered Uranus on 13 March 1781."


def test_a_false_statement_has_its_correction_and_a_true_one_none() -> None:
    made = notes_of(DISCOVERIES, ["true-false"])
    said = {field(note, "Answer"): bool(field(note, "Sentence")) for note in made}
    assert said == {"true": False, "false": True}


def test_events_are_dated_in_their_order_and_the_front_knows_no_date() -> None:
    (note,) = notes_of(DISCOVERIES, ["timeline"])
    dates = re.findall(r'<b dir="auto">(.*?)</b>', field(note, "Answer"))
    assert dates == ["January 1610", "March 1655", "13 March 1781", "August 1877", "18 February 1930"]
    assert not re.search(r"\d{4}", field(note, "Choices"))


def test_pairs_stand_together_on_the_back_alone() -> None:
    for note in notes_of(DISCOVERIES, ["matching"]):
        pairs = re.findall(r'<span dir="auto">(.*?)</span><b dir="auto">(.*?)</b>', field(note, "Answer"))
        parts, offers = (
            re.findall(r'<li dir="auto">(.*?)</li>', part) for part in field(note, "Choices").split("</ol>")
        )
        assert [part for part, _ in pairs] == parts
        assert sorted(answer for _, answer in pairs) == sorted(offers)


@pytest.mark.parametrize(
    ("fact", "sentence", "cards"),
    [
        ("The [Sun]{.answer} is a [star]{.answer}.", "The {{c1::Sun}} is a {{c2::star}}.", 2),
        (  # a card that hid only one of two equal answers would tell it
            "From [Rome]{.answer} to [Paris]{.answer} and to [Rome]{.answer}.",
            "From {{c1::Rome}} to {{c2::Paris}} and to {{c1::Rome}}.",
            2,
        ),
        ("[New York]{.answer} and [York]{.answer}.", "{{c1::New York}} and {{c1::York}}.", 1),
        ("[7]{.answer} of [1987]{.answer}.", "{{c1::7}} of {{c2::1987}}.", 2),
        (
            "[Carl Sagan]{.who} wrote [Cosmos]{.what} in [1980]{.when}, and Cosmos was read everywhere.",
            "{{c1::Carl Sagan}} wrote {{c2::Cosmos}} in {{c3::1980}}, and {{c2::Cosmos}} was read everywhere.",
            3,
        ),
        ("`a::b` is [`x::y}}`]{.answer} and [z]{.answer}.",
         "a::b is {{c1::x&#58;&#58;y&#125;&#125;}} and {{c2::z}}.", 2),
    ],
)  # fmt: skip
def test_each_blank_has_its_card_and_hides_its_answer_everywhere(
    fact: str, sentence: str, cards: int
) -> None:
    (note,) = notes_of(f"- {fact}\n", ["blanks"])
    assert (field(note, "Sentence"), note.cards) == (sentence, cards)


@pytest.mark.parametrize(
    ("fact", "typed"),
    [
        ("cat: [chat]{.answer}", True),
        ('Which is prime? [7]{.answer not="6|8"}', False),
        ("Why? [because of the weather]{.answer}", True),
        ("[Kamenev]{.who} left because [he disagreed]{.why}.", False),
        ("Say it: [one two three four five six]{.answer}", False),
        (f"Write it: [{'x' * 41}]{{.answer}}", False),
        ("The [Sun]{.answer} shines.", False),
    ],
)
def test_short_answers_are_typed_where_that_is_wanted(fact: str, typed: bool) -> None:
    made = notes_of(f"- {fact}\n", (), Options(typed=True))
    assert bool(field(made[-1], "Typed")) == typed
    assert not any(field(note, "Typed") for note in notes_of(f"- {fact}\n"))


@pytest.mark.parametrize(
    ("template", "path", "made"),
    [
        ("vscode://file/{path}:{line}", "/a b/x#y.md", "vscode://file/a%20b/x%23y.md:7"),
        ("file:///{path}", "/a/x.md", "file:///a/x.md"),
        ("https://example.org/{path}#L{line}", "sheets/x?.md", "https://example.org/sheets/x%3F.md#L7"),
        ("http://example.org/?f={path}&l={line}", "{line}.md", "http://example.org/?f=%7Bline%7D.md&l=7"),
    ],
)
def test_a_line_has_its_address(template: str, path: str, made: str) -> None:
    drive = Path("/").absolute().as_posix().removesuffix("/")  # Windows has one
    assert address(template, path, 7).replace(f"{drive}/" if drive else "/", "" if drive else "/", 1) == made


@pytest.mark.parametrize(
    "template", ["javascript:alert('{path}')", "{path}", "data:{path}", "https://example.org/", "https://x/{path}{0}",
                 "file:///{path} {line}"]
)  # fmt: skip
def test_what_is_no_address_is_refused_before_anything_is_written(template: str) -> None:
    with pytest.raises(QuizgenError, match=r"no address for a link; write one with \{path\}"):
        notes_of("- cat: [chat]{.answer}\n", (), Options(link=template))


def test_a_link_is_one_attribute_whatever_is_in_it() -> None:
    look = Options(link="https://example.org/\"'><script>/{path}:{line}")
    (note,) = notes_of("- cat: [chat]{.answer}\n", (), look)
    assert re.fullmatch(r'<a href="[^"<>\']*">sheet\.md:1</a>', field(note, "Origin"))


# In Anki


def hostile_sheet() -> str:
    """Every text that once broke an exporter as the answer of a card, and names of that sort in sentences."""
    lines = []
    for number, text in enumerate(TEXTS):
        said = escaped(text)
        lines.append(
            f"- Nr. {number} {said} is [x{number} {said}]{{.answer not={quoted(f'y{number} {text}')}}}\n"
        )
        lines.append(f"- {said} [a{number} {said}]{{.answer}} is {said} [b{number} {said}]{{.answer}}.\n")
    names = ("`<b>A</b>`", "`{{c1::B}}`", "`[sound:c.mp3]`", "`D::}}`")
    planets = (("`\\(x\\)`", "1781"), ("`&lt;`", "1846"), ("`[$]y[/$]`", "1930"), ("`--> <!--`", "2003"))
    for name, (planet, year) in zip(names, planets, strict=True):
        lines.append(
            f"- [Dr. {name}]{{.who}} discovered [the planet {planet}]{{.what}} in [{year}]{{.when}}.\n"
        )
    return "".join(lines)


def test_every_type_is_taken_and_shows_the_text_of_its_item(tmp_path: Path) -> None:
    bank = bank_of(hostile_sheet())
    items = {item.id: item for form in FORMS for item in FORMS[form](bank)}
    made = {note.id: note for note in notes(bank, list(FORMS), Options(typed=True, link="file:///{path}"))}
    assert made.keys() == items.keys()
    assert {note.type for note in made.values()} == set(NOTE_TYPES)
    with collection(tmp_path) as col:
        assert bring(col, packed(tmp_path, made.values())) == {"new": len(made)}
        assert complaints(col) == []
        cards = [col.get_card(id_) for id_ in col.find_cards("")]
        assert len(cards) == sum(note.cards for note in made.values())
        for card in cards:
            id_ = "".join(Side.of(card.note()["Id"]).parts.values())
            front, back = (
                plain("".join(Side.of(side).parts.values())) for side in (card.question(), card.answer())
            )
            assert not card.question_av_tags() and not card.answer_av_tags()
            assert "<img" not in card.question() + card.answer()
            assert_told(items[id_], made[id_], card.ord, front, back)


def plain(text: str) -> str:
    return unicodedata.normalize("NFC", " ".join(text.split()))


def assert_told(item: Item, note: Note, number: int, front: str, back: str) -> None:
    """All of an item can be read, and on the front no more than that."""
    texts = [plain(text) for text in (*item.choices, *item.parts)]
    assert [text for text in texts if text not in front or text not in back] == []
    assert plain(item.correction) in back
    if note.type == "blanks":
        answers = [plain(answer) for answer in item.answers]
        assert all(answer in back for answer in answers)
        assert "[...]" in front
        assert [answer in front for answer in answers] == [at != number for at in range(len(answers))]
        return
    if note.type in ("basic", "choice"):
        assert plain(item.answer) in back
    if field(note, "Cloze"):
        assert "[...]" in front and plain(item.answer) not in front
    else:
        assert plain(item.text) in front and plain(item.text) in back


def test_a_formula_is_one_for_anki_too_and_breaks_no_cloze(tmp_path: Path) -> None:
    sheet = (
        "---\nmath: true\n---\n"
        "- The root of $x^{y_{1}}$ is [$\\frac{a}{b_{c}}::d$]{.answer} and [$$e<f$$ or \\$2 *g*]{.answer}.\n"
        "- It costs [$5 to $9]{.answer}\n- Where is [`$a$`]{.answer}\n"
    )
    made = notes_of(sheet, ["open", "cloze", "blanks"])
    with collection(tmp_path) as col:
        assert bring(col, packed(tmp_path, made)) == {"new": len(made)}
        assert complaints(col) == []
        assert col.card_count() == sum(note.cards for note in made)
        backs = {
            card.note()["Id"]: Side.of(card.answer(), formulas=True).parts
            for card in map(col.get_card, col.find_cards(""))
        }
    prompts = {plain(side["prompt"]) for side in backs.values()}
    assert "The root of \\(x^{y_{1}}\\) is \\(\\frac{a}{b_{c}}::d\\) and \\[e<f\\]or $2 g." in prompts
    assert {side.get("answer") for side in backs.values()} >= {"$5 to $9", "$a$"}


HOSTILE_TEX = (
    "<script>x</script>", "{{c1::y}}", "[sound:z.mp3]", "[latex]a[/latex]", "a\\)<b>", "a\\]<i>", "x::y}}", "&lt;b&gt;",
    "<!--", "\\\\[2pt] b", "\\$ 5", "c1::", "{{Question}}",
)  # fmt: skip


def test_a_formula_is_data_and_ends_where_it_ends(tmp_path: Path) -> None:
    lines = [f"- Nr. {number} ${tex}$ is [$${tex}$$]{{.answer}}.\n" for number, tex in enumerate(HOSTILE_TEX)]
    made = notes_of(f"---\nmath: true\n---\n{''.join(lines)}")
    with collection(tmp_path) as col:
        assert bring(col, packed(tmp_path, made)) == {"new": len(HOSTILE_TEX)}
        assert complaints(col) == []
        cards = [col.get_card(id_) for id_ in col.find_cards("")]
        assert len(cards) == len(HOSTILE_TEX)
        for tex, card in zip(HOSTILE_TEX, cards, strict=True):
            shown = re.sub(r"\\([])])", r"\1", tex)  # what would end a formula is a bracket
            back = Side.of(card.answer(), formulas=True).parts["prompt"]
            assert f"\\({shown}\\) is \\[{shown}\\]." in plain(back)
            assert not card.answer_av_tags()
            assert not re.search("<script>x|<i>|<img|<!--", card.answer())


def test_dollars_are_dollars_where_nothing_is_said_of_formulas() -> None:
    (note,) = notes_of("- It is [$x$]{.answer}\n")
    assert field(note, "Answer") == "$x$"


# Media


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "sheets"
    (made / "more").mkdir(parents=True)
    contents = {
        "Mars Ω.png": b"\x89PNG mars", "more/mars.PNG": b"another", "same.png": b"\x89PNG mars", "empty.png": b"",
        "cat.mp3": b"ID3 cat", "chat.ogg": b"OggS chat", "empty.mp3": b"",
    }  # fmt: skip
    for name, content in contents.items():
        (made / name).write_bytes(content)
    return made


SHOWN = """
- Which? ![red src=x.png "q" <b> [sound:y.mp3]](<Mars Ω.png>) ![](more/mars.PNG) [Mars]{.answer not="Venus|Earth"}
- Again? ![e](empty.png) ![g](gone.png) ![the same](same.png) [Mars, the planet]{.answer}
- cat: ![cat](cat.mp3) ![silence](empty.mp3) [chat]{.answer} ![chat](chat.ogg)
"""


def test_files_come_along_once_under_safe_names_and_others_are_named(tmp_path: Path, folder: Path) -> None:
    (folder / "gone.png").write_bytes(b"x")
    reading = read_text(SHOWN, str(folder / "sheet.md"))
    assert reading.sheet is not None and not reading.findings
    bank = bank_of(SHOWN, str(folder / "sheet.md"))
    (folder / "gone.png").unlink()
    files = MediaFiles()
    made = list(notes(bank, ["open", "choice"], files=files))
    assert {Path(path).name: why.casefold() for path, why in files.left_out.items()} == {
        "empty.png": "it is empty", "empty.mp3": "it is empty", "gone.png": "no such file or directory",
    }  # fmt: skip
    names = {media.name for note in made for media in note.media}
    assert sorted(name[:-15] for name in names) == ["cat", "chat", "mars", "mars-o"]
    assert all(re.fullmatch(r"[a-z0-9-]+-[0-9a-f]{10}\.[a-z0-9]+", name) for name in names)
    with collection(tmp_path) as col:
        assert bring(col, packed(tmp_path, made)) == {"new": len(made)}
        assert complaints(col) == []
        assert {path.name for path in Path(col.media.dir()).iterdir()} == names
        cards = {card.note()["Answer"]: card for card in map(col.get_card, col.find_cards("note:quizgen"))}
        heard = cards["chat"]
        assert [tag.filename[:4] for tag in heard.question_av_tags()] == ["cat-"]
        assert [tag.filename[:4] for tag in heard.answer_av_tags()] == ["chat"]
        for side in (cards["Mars"].question(), cards["Mars"].answer()):
            assert re.findall(r'<img src="([a-z-]+)-[0-9a-f]{10}\.', side) == ["mars-o", "mars"]
            assert 'alt="red src&#61;x.png &#34;q&#34; &#60;b&#62; &#91;sound&#58;y.mp3&#93;"' in side


def test_a_description_that_tells_the_answer_is_left_out(folder: Path) -> None:
    sheet = '- Which? ![{}](cat.mp3) ![{}](same.png) [Mars]{{.answer also="the red planet"}}\n'
    found = []
    for alt in ("Mars from afar", "a marsh", "It is The Red Planet"):
        (note,) = notes_of(sheet.format(alt, alt), path=str(folder / "sheet.md"))
        found += re.findall('alt="(.*?)"', field(note, "Image"))
    assert found == ["", "a marsh", ""]


def test_types_arrive_with_their_ids_and_nothing_to_mend(tmp_path: Path) -> None:
    made = notes_of(DISCOVERIES, list(FORMS))
    with collection(tmp_path) as col:
        bring(col, packed(tmp_path, made))
        for kind in NOTE_TYPES.values():
            got = col.models.get(kind.id)
            assert got is not None and got["name"] == kind.name
            assert [part["id"] for part in got["flds"]] == list(kind.field_ids)
            assert [part["id"] for part in got["tmpls"]] == [kind.card_id]
        assert bring(col, tmp_path / "notes.apkg") == {"duplicate": len(made)}
        report, good = col.fix_integrity()
    assert (report, good) == (CLEAN, True)
