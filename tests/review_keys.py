"""What a review costs: the keys that a person presses who knows what is right, and the edits that are truly needed.

Every deed and every step of the focus is one key of `tui.app.keys`. An edit is a tag taken off, a tag put on, a class
changed, a boundary put where it belongs, a pronoun resolved. To accept is no edit, and to reject is one.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from typing import TYPE_CHECKING

from quizgen.tagging.review.stretches import grown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from quizgen.tagging.passage import Suggestion, Tagged
    from quizgen.tagging.review.review import Review
    from quizgen.tagging.review.stretches import Side, Stretch

SIDES: tuple[Side, Side] = ("start", "end")


@dataclass(slots=True)
class Cost:
    """Of the sentences so far."""

    sentences: int = 0
    keys: int = 0
    edits: int = 0

    @property
    def above(self) -> float:
        """Keys above the edits, a sentence."""
        return (self.keys - self.edits) / self.sentences


def settle_all(review: Review, right: Sequence[Tagged], cost: Cost) -> None:
    """Go through a text, sentence by sentence; where all the rest of a paragraph is right, it is accepted in one.

    Where the last thing amiss was a tag or a pronoun, its capital letter accepts as well.
    """
    while not review.is_done:
        at = review.at
        finished = bool(right[at].spans) and mend(review, right[at], cost)
        rest = [one for one in range(at, len(right)) if _paragraph(right, one) == _paragraph(right, at)]
        if len(rest) > 1 and all(right[one].spans and _is_right(review, one, right[one]) for one in rest):
            cost.sentences += len(rest)
            _press(cost, review.accept_paragraph)
        else:
            cost.sentences += 1
            cost.keys -= finished
            cost.edits += not right[at].spans
            _press(cost, review.accept if right[at].spans else review.reject)
    for at, one in enumerate(right):
        assert _is_right(review, at, one) or not one.spans


def _paragraph(text: Sequence[Tagged], at: int) -> int:
    return text[at].sentence.paragraph


def _is_right(review: Review, at: int, right: Tagged) -> bool:
    return [_told(one) for one in review.decisions[at].spans] == [_told(one) for one in right.spans]


def mend(review: Review, right: Tagged, cost: Cost) -> bool:
    """Make the sentence that is up what it should be; whether a capital letter could be the last key of that."""
    bounded = True
    for _ in range(20):
        todo = list(_todo(review, right))
        if not todo:
            break
        # What is in the way first, then what is nearest to the focus; what a span grows over needs no removing.
        ways = [
            (want is not None, len(_way(review, _stretch(now or want))), number)
            for number, (now, want) in enumerate(todo)
            if want is not None or not any(_grows_over(pair, now) for pair in todo)
        ]
        bounded = _mend(review, *todo[min(ways)[2]], cost)
    return not bounded


def _grows_over(pair: tuple[Suggestion | None, Suggestion | None], other: Suggestion | None) -> bool:
    now, want = pair
    return now is not None and want is not None and other is not None and _inside(other, want)


def _inside(one: Suggestion, other: Suggestion) -> bool:
    return other.start <= one.start and one.end <= other.end


def _todo(review: Review, right: Tagged) -> Iterator[tuple[Suggestion | None, Suggestion | None]]:
    """Pairs of what is there and what it should be; None where it should not be there, or is not."""
    left = list(right.spans)
    for now in review.decision.spans:
        over = [one for one in left if one.start < now.end and now.start < one.end]
        want = max(over, key=lambda one: min(one.end, now.end) - max(one.start, now.start), default=None)
        if want is not None:
            left.remove(want)
        if want is None or _told(now) != _told(want):
            yield now, want
    yield from ((None, want) for want in left)


def _told(span: Suggestion) -> tuple[int, int, str, str]:
    return (span.start, span.end, span.tag, dict(span.attributes).get("is", ""))


def _stretch(span: Suggestion | None) -> Stretch:
    assert span is not None
    return (span.start, span.end)


def _mend(review: Review, now: Suggestion | None, want: Suggestion | None, cost: Cost) -> bool:
    """One span made right, with the fewest keys to get there; whether the last of them moved a boundary or wrote."""
    cost.keys += _go(review, _stretch(now or want))
    if want is None:
        _press(cost, review.remove)
        cost.edits += 1
        return False
    last = False
    stands = dict(want.attributes).get("is", "")
    if now is None and not stands:
        _press(cost, lambda: review.change(want.tag))
        cost.edits += 1
    elif now is not None and now.tag != want.tag:
        stays = review.focus
        _press(cost, lambda: review.change(want.tag))
        cost.edits += 1
        cost.keys += _go(review, stays)
    if stands and stands != dict(now.attributes if now else ()).get("is", ""):
        cost.edits += 1
        names = review.candidates()
        # The first of those named is one key; another is written, which is P, its letters and Enter.
        cost.keys += names.index(stands) + 1 if stands in names[:4] else len(stands) + 2
        assert review.resolve(stands) == ""
        last = stands not in names[:4]
    for side in (0, 1):
        if review.focus[side] != _stretch(want)[side]:
            cost.edits += now is not None
            # A tag that goes when another grows over it was an edit to make as well.
            cost.edits += sum(1 for one in review.decision.spans if one != review.span and _inside(one, want))
            cost.keys += _bound(review, side, _stretch(want)[side])
            last = True
    return last


def _press(cost: Cost, deed: Callable[[], str]) -> None:
    cost.keys += 1
    assert deed() == ""


def _bound(review: Review, side: int, to: int) -> int:
    """One boundary moved by words as far as they go, and by letters from there (with a key before and one after)."""
    keys = 0
    while review.focus[side] != to:
        before = review.focus
        by = 1 if to > before[side] else -1
        far = grown(review.decision.text, before, SIDES[side]) if (by > 0) == bool(side) else None
        if far is not None and (to - far[side]) * by >= 0 and review.grow(SIDES[side]) == "":
            keys += 1
            continue
        went = review.move(SIDES[side], by) == ""
        if went and (review.focus[side] - to) * (before[side] - to) >= 0:
            keys += 1
            continue
        if went:
            assert review.bound(before) == ""
        return keys + 2 + _by_letters(review, side, to)
    return keys


def _by_letters(review: Review, side: int, to: int) -> int:
    keys = 0
    while review.focus[side] != to:
        by = 1 if to > review.focus[side] else -1
        assert review.move(SIDES[side], by, letters=True) == ""
        keys += 1
    return keys


def _go(review: Review, to: Stretch) -> int:
    """Put this into focus with the fewest keys, which are counted; words that no key leads to are the nearest."""
    way = _way(review, to)
    for step in way:
        step()
    if review.focus != to and review.span is None:
        return len(way) + sum(_bound(review, side, to[side]) for side in (0, 1))
    return len(way)


def _way(review: Review, to: Stretch) -> tuple[Callable[[], object], ...]:
    """The fewest keys that lead to a stretch, or else to the stop that is most like it."""
    start = review.focus
    steps: tuple[Callable[[], object], ...] = (
        lambda: review.next_stop(1),
        lambda: review.next_stop(-1),
        lambda: review.next_word(1),
        lambda: review.next_word(-1),
    )
    ways: dict[Stretch, tuple[Callable[[], object], ...]] = {start: ()}
    waiting = deque([start])
    while waiting and to not in ways:
        here = waiting.popleft()
        for step in steps:
            review.focus = here
            step()
            if review.focus not in ways:
                ways[review.focus] = (*ways[here], step)
                waiting.append(review.focus)
    review.focus = start
    spans = {(one.start, one.end) for one in review.decision.spans}
    text = review.decision.text

    def price(stop: Stretch) -> tuple[int, int]:
        words = (
            text[slice(*sorted((stop[0], to[0])))].split() + text[slice(*sorted((stop[1], to[1])))].split()
        )
        return len(ways[stop]) + len(words), len(words)

    return ways[to] if to in ways else ways[min((one for one in ways if one not in spans), key=price)]
