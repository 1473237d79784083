"""A review: a person goes through suggested facts and makes each right. It knows neither files nor terminals.

    review = Review(tagged, sheet, keep)
    review.change("where")      # what is in focus is a place
    review.accept()             # and the sentence is a fact; the next one is up

Each deed is a step: what changed, and how it stood before. `keep` is told of a step before it counts, so that nothing
is shown which is not saved; where it raises, nothing has changed. To undo is a step as well, so there is no limit to
it, not even the end of the program. Deeds give back why they cannot be done, in words for a person, or nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.reading.slug import unique
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.review.anew import written_anew
from quizgen.tagging.review.antecedents import antecedents, pronoun_in, tag_of_pronoun
from quizgen.tagging.review.history import History
from quizgen.tagging.review.retagging import all_sure, bounded, resolved, retagged, with_one
from quizgen.tagging.review.reviewed import fact_of, ordered, questions_of, source_of, undecided
from quizgen.tagging.review.stretches import crosses, grown, moved
from quizgen.tagging.review.walk import Walk
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.tagging.passage import Tagged
    from quizgen.tagging.review.history import Deed, Step
    from quizgen.tagging.review.reviewed import Status
    from quizgen.tagging.review.stretches import Side, Stretch


class Review(Walk):
    """Where a person is in a text, what was decided so far, and what can be done."""

    def __init__(
        self, tagged: Sequence[Tagged], sheet: Sheet, keep: Callable[[Step], object] | None = None
    ) -> None:
        """`sheet` has what the front matter of the sheet in the making says; `keep` saves a step or raises."""
        self.sheet = sheet
        refused = {at for at, one in enumerate(tagged) if one.refused}
        self._history = History([undecided(one) for one in tagged], refused, keep)
        self._counts: dict[str, int] = {}
        super().__init__(tagged, self._history.decisions)

    @property
    def left(self) -> int:
        """So many sentences that can be facts are to be decided yet."""
        return self._history.left

    @property
    def is_done(self) -> bool:
        """Whether every sentence that can be a fact was decided."""
        return not self.left

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return self._history.can_undo

    def count(self, status: Status) -> int:
        """So many sentences stand so; the open ones include those that cannot be facts."""
        return self._history.count(status)

    def questions(self) -> tuple[Question, ...]:
        """What would be asked of the sentence that is up."""
        return questions_of(self.decision, self.sentence, self.sheet)

    def source(self) -> str:
        """The sentence that is up with its tags as an author writes them, to be written anew."""
        return source_of(self.decision, self.sheet)

    # Deeds on the sentence

    def accept(self) -> str:
        """The sentence is a fact as it is tagged now."""
        if not self.decision.spans:
            return "nothing in it is tagged; tag what it is to be asked for, or reject it"
        return self._decide("accept", [self.at])

    def accept_paragraph(self) -> str:
        """All that waits from here to the end of the paragraph is a fact as it is tagged now."""
        paragraph = self.sentence.paragraph
        here: list[int] = []
        for at in range(self.at, len(self.decisions)):
            if self.tagged[at].sentence.paragraph != paragraph:
                break
            if self.decisions[at].spans and (at == self.at or self.waits(at, skipped=False)):
                here.append(at)
        if not here:
            return "nothing is tagged from here to the end of the paragraph"
        return self._decide("accept", here)

    def reject(self) -> str:
        """The sentence is to be no fact."""
        return self._settle("reject", "rejected")

    def skip(self) -> str:
        """The sentence is to come again after all others."""
        return self._settle("skip", "skipped")

    def _settle(self, deed: Deed, status: Status) -> str:
        after = replace(self.decision, status=status, id="")
        self._history.do(deed, [(self.at, after)])
        self.go(self.next_open(self.at))
        return ""

    def _decide(self, deed: Deed, places: Sequence[int]) -> str:
        # An id is drawn from copies: where the step cannot be kept, none is taken.
        ids, counts = set(self._history.ids), dict(self._counts)
        after = []
        for at in places:
            decision = self.decisions[at]
            id_ = decision.id or self._fact_id(at)
            if decision.status != "accepted":
                id_ = unique(id_, ids, counts)
            after.append((at, replace(decision, status="accepted", id=id_, spans=all_sure(decision.spans))))
        self._history.do(deed, after)
        self._counts = counts
        self.go(self.next_open(places[-1]))
        return ""

    def _fact_id(self, at: int) -> str:
        return fact_of(self.decisions[at], self.tagged[at].sentence, self.sheet).id

    # Deeds on what is in focus

    def change(self, tag: str) -> str:
        """Give the span in focus another tag, or the words in focus their first one.

        A single word becomes the noun phrase around it, where that is free. What is unsure and was meant so is
        sure from then on, and the next unsure span comes into focus.
        """
        if tag not in TAGS:
            return f"no tag is called {tag}; the tags are {', '.join(TAGS)}"
        span = self.span
        if span is None:
            return self._tag(self.meant(), tag)
        if span.tag == tag and span.sure:
            return f"it is {tag} already"
        self._respan("change", with_one(self.decision.spans, span, retagged(span, tag)))
        self.look_on()
        return ""

    def tag(self, stretch: Stretch, tag: str) -> str:
        """Tag a stretch of the sentence that is none yet."""
        if tag not in TAGS:
            return f"no tag is called {tag}; the tags are {', '.join(TAGS)}"
        return self._tag(stretch, tag)

    def _tag(self, stretch: Stretch, tag: str, attributes: tuple[tuple[str, str], ...] = ()) -> str:
        start, end = stretch
        if not 0 <= start < end <= len(self.decision.text):
            return "no words are chosen"
        if crosses(stretch, self.stretches()):
            return "this would cross a span; move its boundary first, or remove it"
        self._respan("tag", (*self.decision.spans, Suggestion(start, end, tag, attributes)))
        self.focus = stretch
        return ""

    def remove(self) -> str:
        """Take the tag off the span in focus; the one behind it comes into focus, or an unsure one."""
        span = self.span
        if span is None:
            return "no span is in focus"
        behind = span.end
        self._respan("remove", tuple(one for one in self.decision.spans if one is not span))
        spans = self.decision.spans
        after = next((one for one in spans if one.start >= behind), None)
        self.focus = (after.start, after.end) if after else (span.start, span.end)
        self.look_on()
        return ""

    def move(self, side: Side, by: int, *, letters: bool = False) -> str:
        """Move a boundary of the span in focus, or of the words in focus, by words or by letters.

        By words, a span that another grows into becomes a part of it: its tag is gone.
        """
        new = moved(self.decision.text, self.focus, side, by, letters=letters)
        if new is None:
            return "there is no room for that"
        return self.bound(new, over=not letters)

    def grow(self, side: Side) -> str:
        """Move a boundary outwards over the next noun phrase."""
        new = grown(self.decision.text, self.focus, side)
        return self.bound(new, over=True) if new else "there is no phrase on that side"

    def bound(self, new: Stretch, *, over: bool = False) -> str:
        """Give the span in focus, or the words in focus, these boundaries; with `over` it takes in what they cross."""
        if not 0 <= new[0] < new[1] <= len(self.decision.text):
            return "there is no room for that"
        span = self.span
        if span is None:
            self.choose(new)
        elif new != self.focus:
            spans = bounded(self.decision.spans, span, new, over=over)
            if spans is None:
                return "this would cross another span; move its boundary first, or remove it"
            self._respan("move", spans)
            self.focus = (spans[-1].start, spans[-1].end)
        return ""

    def resolve(self, name: str = "") -> str:
        """Say whom the pronoun in focus stands for, or that with which it begins; without a name the next of
        `candidates`."""
        pronoun = pronoun_in(self.decision.text, *self.focus)
        if pronoun is None:
            return "only a pronoun stands for somebody else; choose one first"
        self.focus = pronoun
        candidates = self.candidates()
        span = self.span
        now = dict(span.attributes).get("is", "") if span else ""
        if not name:
            if not candidates:
                return "nobody was named before; write the name"
            name = candidates[(candidates.index(now) + 1) % len(candidates) if now in candidates else 0]
        if span is None:
            return self._tag(self.focus, self._tag_of_pronoun(), (("is", name),))
        if now == name and span.sure:
            return f"it stands for {name} already"
        self._respan("resolve", with_one(self.decision.spans, span, resolved(span, name)))
        return ""

    def candidates(self) -> list[str]:
        """Whom a pronoun in focus may stand for: those of its tag first, and of these the nearest before it."""
        return antecedents(self.decisions, self.at, self.focus[0], self._tag_of_pronoun())

    def _tag_of_pronoun(self) -> str:
        return self.span.tag if self.span else tag_of_pronoun(self.decision.text[slice(*self.focus)])

    def rewrite(self, source: str) -> str:
        """Write the sentence anew, with tags in brackets as an author writes them."""
        new = written_anew(source, self.sheet)
        if isinstance(new, str):
            return new
        before = self.decision
        if new.id and new.id != before.id and new.id in self._history.ids:
            return f"#{new.id} is the id of another fact; choose another"
        id_ = new.id or before.id
        status: Status = before.status if new.spans or before.status != "accepted" else "open"
        self._history.do("rewrite", [(self.at, replace(new, status=status, id=id_))])
        self._look()
        return ""

    def undo(self) -> str:
        """Take back the last thing that was done, and go to where it was."""
        if not self.can_undo:
            return "there is nothing to take back"
        self.go(self._history.undo())
        return ""

    # Steps

    def replay(self, steps: Iterable[Step]) -> None:
        """Do again what was kept, and go to where it stopped; each step's `before` must be how it stands then."""
        last = None
        for last in steps:
            self._history.enter(last)
        if last is None:
            return
        at = last.changes[-1].at
        self.go(self.next_open(at) if last.deed in ("accept", "reject", "skip") else at)

    def _respan(self, deed: Deed, spans: tuple[Suggestion, ...]) -> None:
        before = self.decision
        status: Status = before.status if spans or before.status != "accepted" else "open"
        self._history.do(deed, [(self.at, replace(before, spans=ordered(spans), status=status))])
