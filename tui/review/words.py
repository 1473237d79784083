"""A sentence under review in words: its spans in brackets with their tags, and what would be asked of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from tui.app.words import QUIET, shown

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.question import Question
    from quizgen.tagging.passage import Suggestion
    from quizgen.tagging.review import Review
    from quizgen.tagging.reviewed import Decision

FOCUS = "reverse bold"
TAG = "italic $text-accent"
SIGNS = {"open": "·", "accepted": "✓", "rejected": "✗", "skipped": "…"}
REFUSED = "!"


def sentence(decision: Decision, focus: tuple[int, int] = (0, 0)) -> Content:
    """`[Lev Kamenev|who] broke …`: an unsure tag has a question mark, what is in focus an arrow before it."""
    return Content.assemble(*_pieces(decision, focus))


def _pieces(decision: Decision, focus: tuple[int, int]) -> Iterator[Content | str | tuple[str, str]]:
    text = decision.text
    bare = focus[0] < focus[1] and focus not in {(one.start, one.end) for one in decision.spans}
    marks: dict[int, list[Content | str | tuple[str, str]]] = {}
    for one in decision.spans:
        marks.setdefault(one.start, []).append("▸[" if (one.start, one.end) == focus else "[")
    for one in decision.spans:  # of those that end together the inner first
        marks.setdefault(one.end, []).insert(0, (f"|{_about(one)}]", TAG))
    # What ends here comes before what begins here.
    if bare:
        marks.setdefault(focus[0], []).append("▸‹")
        marks.setdefault(focus[1], []).insert(0, "›")
    done = 0
    for at in sorted({*marks, *focus, len(text)}):
        piece = shown(text[done:at])
        yield (piece, FOCUS) if focus[0] <= done < at <= focus[1] else piece
        yield from marks.get(at, [])
        done = at


def _about(span: Suggestion) -> str:
    said = "".join(f" {key}={shown(value)}" for key, value in span.attributes)
    return f"{span.tag}{'' if span.sure else '?'}{said}"


def line(review: Review, at: int) -> Content:
    """Another sentence than the one that is up: how it stands, and its words."""
    decision, refused = review.decisions[at], review.tagged[at].refused
    sign = REFUSED if refused and decision.status == "open" else SIGNS[decision.status]
    return Content.assemble(f"{sign} ", shown(decision.text)).stylize(QUIET)


def questions(asked: Sequence[Question]) -> Content:
    """A question a line and its answer; a gap shows that it is none."""
    if not asked:
        return Content("Nothing is asked yet: tag what the sentence can answer.").stylize(QUIET)
    return Content("\n\n").join(
        [Content.assemble(shown(one.text), (f" → {shown(one.key)}", TAG)) for one in asked]
    )


def why(review: Review) -> str:
    """How the sentence that is up stands, where there is something to say of it."""
    status, refused = review.decision.status, review.tagged[review.at].refused
    if status == "open":
        return f"No fact by itself: {shown(refused)}." if refused else ""
    return {"accepted": "✓ A fact.", "rejected": "✗ No fact.", "skipped": "… Later."}[status]
