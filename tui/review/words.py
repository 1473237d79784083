"""A sentence under review in words: its spans in brackets with their tags, and what would be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.style import Style

from quizgen.tagging.review.stretches import words_of
from tui.app.words import QUIET, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from quizgen.question import Question
    from quizgen.tagging.passage import Suggestion
    from quizgen.tagging.review.review import Review
    from quizgen.tagging.review.reviewed import Decision
    from quizgen.tagging.review.stretches import Stretch

FOCUS = "reverse bold"
TAG = "italic $text-accent"
SIGNS = {"open": "·", "accepted": "✓", "rejected": "✗", "skipped": "…"}
REFUSED = "!"


WORD, PLACE, UP = "word", "sentence", "up"
"""What pieces on the screen tell of themselves: their stretch, the number of their sentence, that they are in focus."""


def sentence(decision: Decision, focus: Stretch = (0, 0), lit: Stretch | None = None) -> Content:
    """`[Lev Kamenev|who] broke …`: an unsure tag has a question mark, what is in focus an arrow before it.

    With `lit` that stretch is lit up, and what is in focus has its arrow alone. Each word tells in its style where
    it stands, each tag where its span does, so that they can be pointed at.
    """
    return Content("").join(list(_pieces(decision, focus, lit or focus)))


def _pieces(decision: Decision, focus: Stretch, lit: Stretch) -> Iterator[Content]:
    text = decision.text
    marks = _marks(decision, focus)
    words = {edge: word for word in words_of(text) for edge in range(*word)}
    edges = {edge for word in words_of(text) for edge in word}
    done = 0
    for at in sorted({*marks, *focus, *lit, *edges, len(text)}):
        if done < at:
            is_lit = lit[0] <= done < at <= lit[1]
            piece = Content(shown(text[done:at]))
            yield _telling(piece.stylize(FOCUS) if is_lit else piece, words.get(done), up=is_lit)
        yield from marks.get(at, [])
        done = at


def _marks(decision: Decision, focus: Stretch) -> dict[int, list[Content]]:
    """The brackets and tags, by where they stand."""
    bare = focus[0] < focus[1] and focus not in {(one.start, one.end) for one in decision.spans}
    marks: dict[int, list[Content]] = {}
    for one in decision.spans:
        stretch = (one.start, one.end)
        bracket = _telling(Content("▸[" if stretch == focus else "["), stretch)
        marks.setdefault(one.start, []).append(bracket)
    for one in decision.spans:  # of those that end together the inner first
        about = Content.assemble((f"|{_about(one)}]", TAG))
        marks.setdefault(one.end, []).insert(0, _telling(about, (one.start, one.end)))
    # What ends here comes before what begins here.
    if bare:
        marks.setdefault(focus[0], []).append(Content("▸‹"))
        marks.setdefault(focus[1], []).insert(0, Content("›"))
    return marks


def _telling(piece: Content, word: Stretch | None, *, up: bool = False) -> Content:
    told = ({WORD: word} if word else {}) | ({UP: True} if up else {})
    return piece.stylize(Style.from_meta(told)) if told else piece


def _about(span: Suggestion) -> str:
    said = "".join(f" {key}={shown(value)}" for key, value in span.attributes)
    return f"{span.tag}{'' if span.sure else '?'}{said}"


def line(review: Review, at: int) -> Content:
    """Another sentence than the one that is up: how it stands, and its words."""
    decision, refused = review.decisions[at], review.tagged[at].refused
    sign = REFUSED if refused and decision.status == "open" else SIGNS[decision.status]
    words = Content.assemble(f"{sign} ", shown(decision.text)).stylize(QUIET)
    return words.stylize(Style.from_meta({PLACE: at}))


def questions(asked: Sequence[Question]) -> Content:
    """A question a line and its answer; a gap shows that it is none."""
    if not asked:
        return Content("Nothing is asked yet: tag what the sentence can answer.").stylize(QUIET)
    return Content("\n\n").join(
        [Content.assemble(shown(one.text), (f" → {shown(one.key)}", TAG)) for one in asked]
    )


def why(review: Review) -> str:
    """How the sentence that is up stands and what in it is unsure, where there is something to say of it."""
    return " ".join(one for one in (_status(review), _doubt(review)) if one)


def _status(review: Review) -> str:
    status, refused = review.decision.status, review.tagged[review.at].refused
    if status == "open":
        return f"No fact by itself: {shown(refused)}." if refused else ""
    return {"accepted": "✓ A fact.", "rejected": "✗ No fact.", "skipped": "… Later."}[status]


def _doubt(review: Review) -> str:
    span = review.span
    if span is None or span.sure:
        return ""
    told = f"“{shown(review.decision.text[span.start : span.end])}”"
    if meant := dict(span.attributes).get("is"):
        return f"Unsure: does {told} stand for {shown(meant)}?"
    return f"Unsure: is {told} {span.tag}, or another class?"


def counts(review: Review, width: int) -> str:
    """How far one is, in a line this wide."""
    total, facts, left = len(review.decisions), review.count("accepted"), review.left
    if width < 60:
        return f"{review.at + 1:,}/{total:,} left: {left:,}"
    saved = " · saved" if review.can_undo else ""
    return f"sentence {review.at + 1:,} of {total:,} · facts: {facts:,} · left: {left:,}{saved}"


Legend = tuple[tuple[tuple[tuple[str, ...], str], ...], ...]
"""Lines of keys: deeds that are said in one, and what they are called together."""


def legend(keys: Mapping[str, str], lines: Legend, width: int) -> Content:
    """Keys and what they do; where a line is too narrow for all of its own, they go on below, none of them parted."""
    found: list[Content] = []
    for pairs in lines:
        line = Content("")
        for deeds, says in pairs:
            pair = Content.assemble(
                (" ".join(keys[deed] for deed in deeds if deed in keys), "bold"), f" {says}"
            )
            if line and line.cell_length + 2 + pair.cell_length > width:
                found.append(line)
                line = Content("")
            line = Content("  ").join([line, pair]) if line else pair
        found.append(line)
    return Content("\n").join(found)
