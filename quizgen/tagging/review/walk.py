"""Going about in a text under review, which changes nothing: the sentence that is up, and what in it is in focus."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from quizgen.tagging.review.stretches import phrase_around, phrases_of, words_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.tagging.passage import Sentence, Suggestion, Tagged
    from quizgen.tagging.review.reviewed import Decision
    from quizgen.tagging.review.stretches import Stretch


class Walk:
    """Where a person is in a text."""

    def __init__(self, tagged: Sequence[Tagged], decisions: Sequence[Decision]) -> None:
        """`decisions` are how the sentences stand, now and whenever it is asked again."""
        self.tagged = tagged
        self.decisions = decisions
        self.at = 0
        """The sentence that is up, from 0."""
        self.focus: Stretch = (0, 0)
        """What a deed is about: a span, or words that are none yet; empty where nothing is."""
        self._chosen: Stretch | None = None
        """Words that were chosen one by one, and are meant as they are."""
        self.at = self.next_open(-1)
        self._look()

    # Where we are

    @property
    def decision(self) -> Decision:
        """How the sentence that is up stands."""
        return self.decisions[self.at]

    @property
    def sentence(self) -> Sentence:
        """The sentence that is up, as it is in the text."""
        return self.tagged[self.at].sentence

    @property
    def span(self) -> Suggestion | None:
        """The span in focus; None where the focus is on bare words."""
        return next((one for one in self.decision.spans if (one.start, one.end) == self.focus), None)

    # Going about

    def go(self, at: int) -> None:
        """Put another sentence up, the nearest there is to this number."""
        self.at = max(0, min(at, len(self.decisions) - 1))
        self._look()

    def look_at(self, stretch: Stretch) -> None:
        """Put a stretch of the sentence into focus: the span it lies in, else itself."""
        inside = [one for one in self.decision.spans if one.start <= stretch[0] and stretch[1] <= one.end]
        inner = min(inside, key=lambda one: one.end - one.start, default=None)
        self.focus = (inner.start, inner.end) if inner else stretch
        self._chosen = None

    def choose(self, stretch: Stretch) -> None:
        """Put just these words into focus, in a span or not: what is then tagged is these and no phrase around."""
        self.focus = self._chosen = stretch

    def next_stop(self, by: int = 1) -> None:
        """Go to the next span or untagged noun phrase, or to the one before; round at the ends."""
        self._go_among(self._stops(), by)

    def next_word(self, by: int = 1) -> None:
        """Go to the next word or to the one before; a span is passed in one."""
        spans = self.stretches()
        bare = (
            word
            for word in words_of(self.decision.text)
            if not any(one[0] < word[1] and word[0] < one[1] for one in spans)
        )
        self._go_among(sorted({*spans, *bare}), by)

    def stretches(self) -> list[Stretch]:
        """Where the spans of the sentence that is up stand."""
        return [(one.start, one.end) for one in self.decision.spans]

    def meant(self) -> Stretch:
        """The words in focus, or around a single one that nobody chose its noun phrase."""
        if self.focus == self._chosen or self.focus not in words_of(self.decision.text):
            return self.focus
        around = phrase_around(self.decision.text, self.focus)
        taken = any(one[0] < around[1] and around[0] < one[1] for one in self.stretches())
        return self.focus if taken else around

    def look_on(self) -> None:
        """Look at the next unsure span, where there is one."""
        unsure = [one for one in self.decision.spans if not one.sure]
        if unsure:
            after = next((one for one in unsure if one.start >= self.focus[0]), unsure[0])
            self.focus = (after.start, after.end)

    def waits(self, at: int, *, skipped: bool) -> bool:
        """Whether a sentence is to be decided yet; with `skipped` those too that were put off."""
        status = self.decisions[at].status
        return (status == "open" and not self.tagged[at].refused) or (skipped and status == "skipped")

    def next_open(self, at: int) -> int:
        """The sentence to decide after this one: the next that is open, from the start again, then those skipped."""
        behind = range(at + 1, len(self.decisions))
        for skipped in (False, True):
            for one in chain(behind, range(max(at, 0))):
                if self.waits(one, skipped=skipped):
                    return one
        return max(at, 0)

    def _go_among(self, stops: Sequence[Stretch], by: int) -> None:
        self._chosen = None
        if not stops:
            return
        if self.focus in stops:
            self.focus = stops[(stops.index(self.focus) + by) % len(stops)]
        elif by > 0:
            self.focus = next((one for one in stops if one > self.focus), stops[0])
        else:
            self.focus = next((one for one in reversed(stops) if one < self.focus), stops[-1])

    def _stops(self) -> list[Stretch]:
        spans = self.stretches()
        free = (
            one
            for one in phrases_of(self.decision.text)
            if not any(one[0] < other[1] and other[0] < one[1] for other in spans)
        )
        return sorted({*spans, *free})

    def _look(self) -> None:
        """Put into focus what most needs a look: what is unsure, else the first span, else what may become one."""
        self._chosen = None
        if not self.decisions:
            return
        spans = self.decision.spans
        first = next((one for one in spans if not one.sure), spans[0] if spans else None)
        if first is not None:
            self.focus = (first.start, first.end)
        else:
            self.focus = next(iter(phrases_of(self.decision.text)), (0, 0))
