"""Reviews of suggested facts: what a person does, what is then in the sheet, and what it costs in keys."""

from __future__ import annotations

import io
from pathlib import Path
from random import Random
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from review_cases import Play, tagged_of
from review_keys import Cost, settle_all
from rich.cells import cell_len
from screens import compare, play, screen_text, settled
from steps import Case, load

from quizgen.fact import Sheet
from quizgen.finding import QuizgenError
from quizgen.reader import read
from quizgen.tagging.passage import Sentence, Suggestion, Tagged
from quizgen.tagging.review.review import Review
from quizgen.tagging.review.stretches import crosses
from quizgen.tags import TAGS
from tui.review.app import ReviewApp
from tui.review.keeping import SUFFIX, Kept
from tui.review.launch import review
from tui.review.lines import review_lines
from tui.review.words import SIGNS
from tui.settings import Settings

if TYPE_CHECKING:
    from textual.pilot import Pilot

CASES = Path(__file__).parent / "cases" / "tagging" / "reviews"

SHEET = Sheet("sheet", "Sheet", "sheet.md", source="A book")


@pytest.mark.parametrize("case", list(load(CASES)), ids=lambda case: case.name)
def test_a_review_goes_as_it_is_told(tmp_path: Path, case: Case) -> None:
    Play(tmp_path).play(case)


def test_a_review_costs_few_keys_above_the_edits_that_are_needed() -> None:
    suggested, right = [], []
    for line in (CASES.parent / "review_keys.txt").read_text("utf-8").splitlines():
        if line.startswith("= "):
            right[-1] = line[2:]
        else:
            suggested.append(line)
            right.append(line)
    one, cost = Review(tagged_of(suggested), SHEET), Cost()
    settle_all(one, tagged_of(right), cost)
    assert one.is_done
    assert cost.sentences == 20
    assert 0.7 < cost.edits / cost.sentences < 1.2
    assert cost.above <= 1.0, cost


def test_sentences_that_are_right_cost_a_key_each_or_one_a_paragraph() -> None:
    text = tagged_of(["[Ada|who] left.", "[Bob|who] left.", "", "[Cleo|who] left."])
    one, cost = Review(text, SHEET), Cost()
    settle_all(one, text, cost)
    assert (cost.keys, cost.edits) == (2, 0)


TEXT = [
    "# The rising",
    "[Lenin|who] went back into [hiding|what?] in [Petrograd|where].",
    "Tension rose on [18 October|when] when [Kamenev|who] breached party discipline.",
    "!opinion: [He|who] was perhaps right.",
    "",
    "[He|who?] left `\x1b[31m` and [b]this[/b] at once.",
]


@pytest.mark.parametrize(
    ("name", "keys", "columns", "rows"),
    [
        ("begun", "", 80, 24),
        ("tagged", "X shift+right a", 80, 24),
        ("tagged", "X shift+right a", 40, 12),
        ("written", "e", 40, 12),
        ("refused", "down down", 80, 24),
        ("done", "full_stop P", 80, 24),
    ],
)
def test_a_review_reads_as_it_did(rewrite: bool, name: str, keys: str, columns: int, rows: int) -> None:
    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(*keys.split())
        await settled(pilot)
        compare(pilot.app, f"review-{name}-{columns}x{rows}", rewrite)

    play(ReviewApp(Review(tagged_of(TEXT), SHEET), Settings()), act, columns=columns, rows=rows)


def test_the_keys_of_the_screen_do_what_they_say(tmp_path: Path) -> None:
    kept = Kept(tagged_of(TEXT), SHEET, tmp_path / "sheet.md")
    one = kept.review

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("r", "shift+tab", "a", "u", "tab", "l", "shift+left", "l", "shift+right")
        await pilot.press("e", *"[x]{.why}", "enter")
        assert one.source() == (
            "[Lenin]{.who} went back into [hiding]{.where} in [Petrograd]{.where}.[x]{.why}"
        )
        await pilot.press("space", "s", "d")
        assert [one.status for one in one.decisions] == ["accepted", "skipped", "open", "rejected"]
        await pilot.press("u", "equals_sign", *"Lev", "enter", "home", "end", "up", "pagedown")
        assert dict(one.decisions[3].spans[0].attributes) == {"is": "Lev"}

    play(ReviewApp(one, Settings()), act)
    assert Kept(tagged_of(TEXT), SHEET, kept.path).review.decisions == one.decisions


LONG = (
    "[Zoë|who] saw 革命 and 東京 with nai\u0308ve eyes in [Petrograd|where], where the council of the workers and the "
    "soldiers had met since the morning to hear what the delegates of the fleet had to say to them all that day."
)


def _at(app: ReviewApp, words: str) -> tuple[int, int]:
    """The first cell of some words of the text on the screen."""
    end = app.screen.query_one("#text").region.right
    for y, strip in enumerate(app.screen._compositor.render_strips()):
        text = strip.crop(0, end).text
        if words in text:
            return cell_len(text[: text.index(words)]), y
    raise AssertionError(screen_text(app))


async def _drag(pilot: Pilot[None], start: str, end: str) -> None:
    """The mouse goes down on some words, over to others, and is let go there."""
    app = pilot.app
    assert isinstance(app, ReviewApp)
    await pilot.mouse_down(offset=_at(app, start))
    await pilot.hover(offset=_at(app, end))
    await pilot.mouse_up(offset=_at(app, end))
    await pilot.pause()


@pytest.mark.parametrize(("columns", "rows"), [(80, 24), (40, 12)])
def test_words_are_chosen_with_the_mouse(columns: int, rows: int) -> None:
    one = Review(tagged_of([LONG, "[Ada|who] left."]), SHEET)

    async def act(pilot: Pilot[None]) -> None:
        await _drag(pilot, "東京", "saw")
        assert _focus(one) == "saw 革命 and 東京"
        await _drag(pilot, "東京", "東京")  # let go where it began: a click
        await pilot.press("h")
        assert one.span is not None and _focus(one) == "東京"
        await _drag(pilot, "eyes", "ve eyes")
        await pilot.press("a")
        assert _focus(one) == "nai\u0308ve eyes"
        # what stands farther down is scrolled to, and what it is drawn over is all that is tagged
        one.look_at((LONG_TEXT.index("fleet"), LONG_TEXT.index("fleet") + 5))
        pilot.app.screen.draw()  # type: ignore[attr-defined]
        await settled(pilot)
        await _drag(pilot, "delegates", "fleet")
        await pilot.press("a")
        assert _focus(one) == "delegates of the fleet" and one.span is not None

    play(ReviewApp(one, Settings()), act, columns=columns, rows=rows)


LONG_TEXT = tagged_of([LONG])[0].sentence.text


def _focus(one: Review) -> str:
    return one.decision.text[slice(*one.focus)]


def test_a_click_goes_to_a_span_a_word_of_it_or_another_sentence() -> None:
    one = Review(
        tagged_of(["[The old council|who] met in [the Winter Palace|where].", "[Ada|who] left."]), SHEET
    )

    async def act(pilot: Pilot[None]) -> None:
        app = pilot.app
        assert isinstance(app, ReviewApp)
        for words, focus in (("Palace", "the Winter Palace"), ("|who]", "The old council"), ("met", "met")):
            await pilot.click(offset=_at(app, words))
            await pilot.pause()
            assert _focus(one) == focus
        await pilot.click(offset=_at(app, "Winter"), times=2)
        await pilot.pause()
        assert _focus(one) == "Winter"
        await pilot.press("n")
        assert [span.tag for span in one.decision.spans] == ["who", "where", "when"]
        await pilot.press("e")
        await pilot.click(offset=_at(app, "left"))
        assert one.at == 0  # not while something is written
        await pilot.press("escape")
        await pilot.click(offset=_at(app, "left"))
        await pilot.pause()
        assert one.at == 1

    play(ReviewApp(one, Settings()), act)


def test_words_are_chosen_with_the_keys() -> None:
    one = Review(tagged_of(["[Ada|who] drew the old map of Rome."]), SHEET)

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press(
            "right", "right", "right", "shift+right", "shift+right", "ctrl+right", "ctrl+left", "a"
        )
        assert _focus(one) == "old map of Rome" and one.span is not None
        await pilot.press("f1")
        await pilot.press("end")
        await settled(pilot)
        shown = screen_text(pilot.app)
        assert "quizgen tag TEXT --review --plain" in shown and "Mouse:" in shown
        assert "study" not in shown and "F6" not in shown

    play(ReviewApp(one, Settings()), act, columns=120)


def test_a_step_that_cannot_be_saved_is_told_and_not_done(tmp_path: Path) -> None:
    folder = tmp_path / "gone"
    folder.mkdir()
    kept = Kept(tagged_of(TEXT), SHEET, folder / "sheet.md")
    folder.rmdir()

    async def act(pilot: Pilot[None]) -> None:
        await pilot.press("space")
        await settled(pilot)
        assert "Not saved" in screen_text(pilot.app)
        assert kept.review.at == 0
        assert not kept.review.can_undo

    play(ReviewApp(kept.review, Settings()), act, notes=True)


def test_where_nothing_can_be_saved_nothing_is_asked(tmp_path: Path) -> None:
    with pytest.raises(QuizgenError, match=r"there is no folder .*gone"):
        Kept(tagged_of(TEXT), SHEET, tmp_path / "gone" / "sheet.md")
    assert not (tmp_path / "gone").exists()


def test_a_review_goes_on_with_the_options_it_began_with(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    Kept(tagged_of(TEXT), SHEET, path, options="--year 1917").review.accept()
    with pytest.raises(QuizgenError, match="begun with --year 1917; go on with it just so"):
        Kept(tagged_of(TEXT), SHEET, path)
    assert Kept(tagged_of(TEXT), SHEET, path, options="--year 1917").review.count("accepted") == 1


def test_a_sentence_that_was_only_put_off_may_change_in_the_text(tmp_path: Path) -> None:
    path = tmp_path / "sheet.md"
    kept = Kept(tagged_of(TEXT), SHEET, path)
    kept.review.skip()
    kept.review.accept()
    again = Kept(tagged_of(TEXT)[1:], SHEET, path)
    assert again.review.count("accepted") == 1
    with pytest.raises(QuizgenError, match="not in the text any more"):
        Kept(tagged_of(TEXT)[:1], SHEET, path)


def test_only_a_pronoun_stands_for_somebody() -> None:
    one = Review(tagged_of(["[Stalin|who] left.", "[His ports|what] were full."]), SHEET)
    one.look_at((0, 6))
    assert "only a pronoun" in one.resolve("Lenin")
    one.go(1)
    assert one.resolve("Stalin") == ""
    said = [(one.decision.text[span.start : span.end], span.attributes) for span in one.decision.spans]
    assert said == [("His ports", ()), ("His", (("is", "Stalin"),))]


def test_a_first_step_that_could_not_be_saved_can_be_done_again(tmp_path: Path) -> None:
    kept = Kept(tagged_of(TEXT), SHEET, tmp_path / "sheet.md")
    kept.path.write_text("- Mine.\n", "utf-8")
    with pytest.raises(QuizgenError, match="rename it, and do this again"):
        kept.review.accept()
    kept.path.rename(tmp_path / "mine.md")
    assert Kept(tagged_of(TEXT), SHEET, kept.path).review.count("accepted") == 0
    assert kept.review.accept() == ""
    assert Kept(tagged_of(TEXT), SHEET, kept.path).review.count("accepted") == 1


def test_two_windows_do_not_write_over_each_other(tmp_path: Path) -> None:
    one, other = (Kept(tagged_of(TEXT), SHEET, tmp_path / "sheet.md") for _ in range(2))
    one.review.accept()
    with pytest.raises(QuizgenError):
        other.review.reject()
    one.review.accept()
    assert Kept(tagged_of(TEXT), SHEET, one.path).review.decisions == one.review.decisions


@pytest.mark.parametrize(
    "line",
    [
        b"",
        b"{}",
        b"[1]",
        b"\xff\xfe",
        b'{"deed": "undo", "changes": [], "sheet": ""}',
        b'{"deed": "tag", "changes": [{"sentence": "x", "text": "ab", "status": "open", "spans": '
        b'[{"start": 1, "end": 9, "tag": "who"}]}], "sheet": ""}',
        b'{"deed": "accept", "changes": [{"sentence": "x", "text": "a", "status": "accepted", "spans": []}], '
        b'"sheet": ""}',
    ],
)
def test_a_file_that_holds_no_steps_is_left_alone(tmp_path: Path, line: bytes) -> None:
    steps = tmp_path / f"sheet.md{SUFFIX}"
    steps.write_bytes(b'{"review": 1}\n' + line + b"\n")
    with pytest.raises(QuizgenError, match=rf"{SUFFIX}:2: "):
        Kept(tagged_of(TEXT), SHEET, tmp_path / "sheet.md")
    assert steps.read_bytes() == b'{"review": 1}\n' + line + b"\n"


def test_a_sheet_that_is_none_of_a_reviews_is_left_alone(tmp_path: Path) -> None:
    sheet = tmp_path / "sheet.md"
    sheet.write_text("- [Ada]{.who} left.\n", "utf-8")
    with pytest.raises(QuizgenError, match="is there already"):
        Kept(tagged_of(TEXT), SHEET, sheet)


def test_a_review_begins_over_what_was_suggested_and_over_nothing_else(tmp_path: Path) -> None:
    sheet, suggested = tmp_path / "sheet.md", "- [Łódź]{.where} lies there. {#lodz}\n"
    sheet.write_text(suggested, "utf-8", newline="")
    kept = Kept(tagged_of(TEXT), SHEET, sheet, suggested)
    assert sheet.read_text("utf-8") == suggested  # until something is decided
    assert kept.review.accept() == ""
    assert "Lenin" in sheet.read_text("utf-8")
    # who suggests anew in between loses nothing that was reviewed
    sheet.write_text(suggested, "utf-8", newline="")
    again = Kept(tagged_of(TEXT), SHEET, sheet, suggested).review
    assert again.accept() == ""
    assert len(read(sheet).sheet.facts) == 2  # type: ignore[union-attr]
    for mine in (suggested + "\n", suggested.replace("lies", "lay"), "\n"):
        other = tmp_path / "mine.md"
        other.write_text(mine, "utf-8", newline="")
        with pytest.raises(QuizgenError, match="somebody worked on"):
            Kept(tagged_of(TEXT), SHEET, other, suggested)
        assert other.read_text("utf-8") == mine


def test_a_review_in_lines(capsys: pytest.CaptureFixture[str]) -> None:
    said = (
        "?|what|2 where|2 is Smolny|2 = back into hiding|where Petrograd|how back|x 9|x 2||what party discipline|"
        "= [He]{.whom}|b|n|s|2|u|s|He is|1 is Lenin|r|r|q"
    )
    review_lines(Review(tagged_of(TEXT), SHEET), io.StringIO(said.replace("|", "\n")))
    out = capsys.readouterr().out
    assert "3 facts" not in out
    for words in (
        "Sentence 1 of 4, The rising, line 2; 3 left.",
        "2 what: hiding, unsure",
        "Asks: Who went back into hiding in Petrograd? Answer: Lenin",
        "There is no span 9; there are",
        "No tag is called .whom",
        "\u241b[31m",
        "1 fact, 2 rejected, 0 sentences for later.",
        "All is decided.",
    ):
        assert words in out, out


class _Interrupted(io.StringIO):
    """Somebody presses Ctrl-C when asked for the second time."""

    def readline(self, size: int = -1) -> str:  # type: ignore[override]
        line = super().readline(size)
        if not line:
            raise KeyboardInterrupt
        return line


@pytest.mark.parametrize("source", [io.StringIO, _Interrupted])
def test_a_review_in_lines_ends_well_when_nobody_says_any_more(
    capsys: pytest.CaptureFixture[str], source: type[io.StringIO]
) -> None:
    one = Review(tagged_of(["[Ada|who] said “yes” in Rome, and stayed in [Rome|where]."]), SHEET)
    review_lines(one, source('where Rome\nwhat "yes"\n1\n1\nnonsense\ng 99999999\nl\n'))
    out = capsys.readouterr().out
    assert one.source() == "[Ada]{.who} said [“yes”]{.what} in [Rome]{.where}, and stayed in [Rome]{.where}."
    assert out.endswith("0 facts, 0 rejected, 0 sentences for later.\n")
    assert "This means nothing here" in out
    assert (
        out.count("Sentence 1 of 1") == 4
    )  # at first, after each that changed it, and when it was asked for


def test_a_book_of_20000_sentences_is_no_slower(tmp_path: Path) -> None:
    text = [
        Tagged(
            Sentence(f"Ada drew map {at} of Rome.", at, at, at // 5, (f"Chapter {at // 200}",)),
            (Suggestion(0, 3, "who"),),
        )
        for at in range(20_000)
    ]
    kept = Kept(text, SHEET, tmp_path / "sheet.md")
    kept.review.go(19_000)
    begin = perf_counter()
    for _ in range(10):
        assert kept.review.accept() == ""
        kept.review.questions()
    assert perf_counter() - begin < 2  # 60 ms here
    assert Kept(text, SHEET, kept.path).review.at == 19_010


def test_a_review_from_the_standard_input(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "sheet.md"
    for said, facts in (("\n", 1), ("\nr\n", 2)):
        monkeypatch.setattr("sys.stdin", io.StringIO(said))
        review(tagged_of(TEXT), SHEET, path, Settings(), plain=True)
        assert f"sheet.md: facts: {facts};" in capsys.readouterr().err
    assert read(path).sheet is not None


@pytest.mark.parametrize("seed", range(6))
def test_whatever_is_done_can_be_taken_back_and_done_again(tmp_path: Path, seed: int) -> None:
    chance = Random(seed)
    kept = Kept(tagged_of(TEXT), SHEET, tmp_path / "sheet.md")
    one = kept.review
    begun = list(one.decisions)
    for _ in range(50):
        chance.choice(
            [
                one.accept,
                one.accept_paragraph,
                one.reject,
                one.skip,
                one.remove,
                one.undo,
                one.resolve,
                lambda: one.resolve("Lev"),
                lambda: one.change(chance.choice(list(TAGS))),
                lambda: one.move(chance.choice(("start", "end")), chance.choice((-1, 1))),
                lambda: one.move(chance.choice(("start", "end")), chance.choice((-1, 1)), letters=True),
                lambda: one.next_stop(chance.choice((-1, 1))),
                lambda: one.next_word(chance.choice((-1, 1))),
                lambda: one.go(chance.randrange(len(TEXT))),
                lambda: one.rewrite(one.source()),
            ]
        )()
        places = [(span.start, span.end) for span in one.decision.spans]
        assert not any(crosses(place, places[:at]) for at, place in enumerate(places))
        assert all(0 <= start < end <= len(one.decision.text) for start, end in places)
    assert sum(one.count(status) for status in SIGNS) == len(begun)  # type: ignore[arg-type]
    if kept.path.exists():
        facts = read(kept.path).sheet
        assert facts is not None and len(facts.facts) == one.count("accepted")
    again = Kept(tagged_of(TEXT), SHEET, kept.path).review
    assert again.decisions == one.decisions
    while again.can_undo:
        assert again.undo() == ""
    assert again.decisions == begun
