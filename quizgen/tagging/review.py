"""A review: a person goes through suggested facts and makes each right. It knows neither files nor terminals.

    review = Review(tagged, sheet, keep)
    review.change("where")      # what is in focus is a place
    review.accept()             # and the sentence is a fact; the next one is up

Each deed is a step: what changed, and how it stood before. `keep` is told of a step before it counts, so that nothing
is shown which is not saved; where it raises, nothing has changed. To undo is a step as well, so there is no limit to
it, not even the end of the program. Deeds give back why they cannot be done, in words for a person, or nothing.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from itertools import chain
from operator import itemgetter
from typing import TYPE_CHECKING, Literal

from quizgen.english import words as english
from quizgen.reading.slug import unique
from quizgen.tagging.passage import Suggestion
from quizgen.tagging.reviewed import (
    Decision,
    fact_of,
    ordered,
    questions_of,
    source_of,
    undecided,
    written_anew,
)
from quizgen.tagging.stretches import crosses, moved, phrase_around, phrases_of, words_of
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from quizgen.fact import Sheet
    from quizgen.question import Question
    from quizgen.tagging.passage import Sentence, Tagged
    from quizgen.tagging.reviewed import Status
    from quizgen.tagging.stretches import Side, Stretch

Deed = Literal["accept", "reject", "skip", "change", "remove", "move", "tag", "resolve", "rewrite", "undo"]

LOOK_BACK = 60
"""So many sentences before a pronoun are searched for whom it may stand for."""

_PRONOUNS = english.SUBJECT_PRONOUNS | english.OBJECT_PRONOUNS | english.OTHER_PRONOUNS | english.POSSESSIVES
_THINGS = frozenset("it its itself this that these those".split())
_NAMED = ("who", "what", "where")
_PLACES = frozenset("here there".split())


@dataclass(frozen=True, slots=True)
class Change:
    """How one sentence stood, and how it stands."""

    at: int
    """Its number, from 0."""
    before: Decision
    after: Decision


@dataclass(frozen=True, slots=True)
class Step:
    """One thing a person did, with everything it changed."""

    deed: Deed
    changes: tuple[Change, ...]


class Review:
    """Where a person is in a text, and what was decided so far."""

    def __init__(
        self, tagged: Sequence[Tagged], sheet: Sheet, keep: Callable[[Step], object] | None = None
    ) -> None:
        """`sheet` has what the front matter of the sheet in the making says; `keep` saves a step or raises."""
        self.tagged = tagged
        self.sheet = sheet
        self.decisions = [undecided(one) for one in tagged]
        self.at = 0
        """The sentence that is up, from 0."""
        self.focus: Stretch = (0, 0)
        """What a deed is about: a span, or words that are none yet; empty where nothing is."""
        self._keep = keep or (lambda step: None)
        self._steps: list[Step] = []
        self._ids: set[str] = set()
        self._counts: dict[str, int] = {}
        self._statuses = Counter({"open": len(tagged)})
        self.at = self._next(-1)
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

    @property
    def is_done(self) -> bool:
        """Whether every sentence that can be a fact was decided."""
        return not any(self._waits(at, skipped=True) for at in range(len(self.decisions)))

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return bool(self._steps)

    def count(self, status: Status) -> int:
        """So many sentences stand so; the open ones include those that cannot be facts."""
        return self._statuses[status]

    def questions(self) -> tuple[Question, ...]:
        """What would be asked of the sentence that is up."""
        return questions_of(self.decision, self.sentence, self.sheet)

    def source(self) -> str:
        """The sentence that is up with its tags as an author writes them, to be written anew."""
        return source_of(self.decision, self.sheet)

    # Going about, which changes nothing

    def go(self, at: int) -> None:
        """Put another sentence up, the nearest there is to this number."""
        self.at = max(0, min(at, len(self.decisions) - 1))
        self._look()

    def look_at(self, stretch: Stretch) -> None:
        """Put a stretch of the sentence into focus: the span it lies in, else itself."""
        inside = [one for one in self.decision.spans if one.start <= stretch[0] and stretch[1] <= one.end]
        inner = min(inside, key=lambda one: one.end - one.start, default=None)
        self.focus = (inner.start, inner.end) if inner else stretch

    def next_stop(self, by: int = 1) -> None:
        """Go to the next span or untagged noun phrase, or to the one before; round at the ends."""
        self._go_among(self._stops(), by)

    def next_word(self, by: int = 1) -> None:
        """Go to the next word or to the one before; a span is passed in one."""
        spans = self._stretches()
        bare = (
            word
            for word in words_of(self.decision.text)
            if not any(one[0] < word[1] and word[0] < one[1] for one in spans)
        )
        self._go_among(sorted({*spans, *bare}), by)

    def _go_among(self, stops: Sequence[Stretch], by: int) -> None:
        if not stops:
            return
        if self.focus in stops:
            self.focus = stops[(stops.index(self.focus) + by) % len(stops)]
        elif by > 0:
            self.focus = next((one for one in stops if one > self.focus), stops[0])
        else:
            self.focus = next((one for one in reversed(stops) if one < self.focus), stops[-1])

    def _stops(self) -> list[Stretch]:
        spans = self._stretches()
        free = (
            one
            for one in phrases_of(self.decision.text)
            if not any(one[0] < other[1] and other[0] < one[1] for other in spans)
        )
        return sorted({*spans, *free})

    def _stretches(self) -> list[Stretch]:
        return [(one.start, one.end) for one in self.decision.spans]

    def _look(self) -> None:
        """Put into focus what most needs a look: what is unsure, else the first span, else what may become one."""
        if not self.decisions:
            return
        spans = self.decision.spans
        first = next((one for one in spans if not one.sure), spans[0] if spans else None)
        if first is not None:
            self.focus = (first.start, first.end)
        else:
            self.focus = next(iter(phrases_of(self.decision.text)), (0, 0))

    def _waits(self, at: int, *, skipped: bool) -> bool:
        status = self.decisions[at].status
        return (status == "open" and not self.tagged[at].refused) or (skipped and status == "skipped")

    def _next(self, at: int) -> int:
        """The sentence to decide after this one: the next that is open, from the start again, then those skipped."""
        behind = range(at + 1, len(self.decisions))
        for skipped in (False, True):
            for one in chain(behind, range(max(at, 0))):
                if self._waits(one, skipped=skipped):
                    return one
        return max(at, 0)

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
            if self.decisions[at].spans and (at == self.at or self._waits(at, skipped=False)):
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
        self._do(deed, [(self.at, after)])
        self.go(self._next(self.at))
        return ""

    def _decide(self, deed: Deed, places: Sequence[int]) -> str:
        # An id is drawn from copies: where the step cannot be kept, none is taken.
        ids, counts = set(self._ids), dict(self._counts)
        after = []
        for at in places:
            decision = self.decisions[at]
            id_ = decision.id or self._fact_id(at)
            if decision.status != "accepted":
                id_ = unique(id_, ids, counts)
            after.append((at, replace(decision, status="accepted", id=id_, spans=_sure(decision.spans))))
        self._do(deed, after)
        self._counts = counts
        self.go(self._next(places[-1]))
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
            return self._tag(self._meant(), tag)
        if span.tag == tag and span.sure:
            return f"it is {tag} already"
        kept = span.attributes if span.tag == tag else _fitting(span.attributes, tag)
        spans = _with(self.decision.spans, span, replace(span, tag=tag, attributes=kept, sure=True))
        self._respan("change", spans)
        self._on()
        return ""

    def _meant(self) -> Stretch:
        """The words in focus, or around a single one its noun phrase."""
        if self.focus not in words_of(self.decision.text):
            return self.focus
        around = phrase_around(self.decision.text, self.focus)
        taken = any(one[0] < around[1] and around[0] < one[1] for one in self._stretches())
        return self.focus if taken else around

    def tag(self, stretch: Stretch, tag: str) -> str:
        """Tag a stretch of the sentence that is none yet."""
        if tag not in TAGS:
            return f"no tag is called {tag}; the tags are {', '.join(TAGS)}"
        return self._tag(stretch, tag)

    def _tag(self, stretch: Stretch, tag: str, attributes: tuple[tuple[str, str], ...] = ()) -> str:
        start, end = stretch
        if not 0 <= start < end <= len(self.decision.text):
            return "no words are chosen"
        if crosses(stretch, self._stretches()):
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
        self._on()
        return ""

    def move(self, side: Side, by: int, *, letters: bool = False) -> str:
        """Move a boundary of the span in focus, or of the words in focus, by words or by letters.

        By words, a span that another grows into becomes a part of it: its tag is gone.
        """
        new = moved(self.decision.text, self.focus, side, by, letters=letters)
        if new is None:
            return "there is no room for that"
        return self.bound(new, over=not letters)

    def bound(self, new: Stretch, *, over: bool = False) -> str:
        """Give the span in focus, or the words in focus, these boundaries; with `over` it takes in what they cross."""
        span = self.span
        if not 0 <= new[0] < new[1] <= len(self.decision.text):
            return "there is no room for that"
        if span is not None and new != self.focus:
            met = self._met(span, new) if over else []
            new = (
                min(new[0], *(one.start for one in met), new[0]),
                max(new[1], *(one.end for one in met), new[1]),
            )
            others = tuple(one for one in self.decision.spans if one is not span and one not in met)
            if crosses(new, ((one.start, one.end) for one in others)):
                return "this would cross another span; move its boundary first, or remove it"
            # Whom other words stand for, or which day they are, was not said of these.
            said = tuple(pair for pair in span.attributes if pair[0] not in ("is", "date"))
            self._respan(
                "move", (*others, replace(span, start=new[0], end=new[1], attributes=said, sure=True))
            )
        self.focus = new
        return ""

    def _met(self, span: Suggestion, new: Stretch) -> list[Suggestion]:
        """The spans that a span grows into: those it did not touch before."""
        return [
            one
            for one in self.decision.spans
            if (one.end <= span.start or one.start >= span.end) and one.start < new[1] and new[0] < one.end
        ]

    def resolve(self, name: str = "") -> str:
        """Say whom the pronoun in focus stands for; without a name the next of `candidates`."""
        candidates = self.candidates()
        span = self.span
        now = dict(span.attributes).get("is", "") if span else ""
        if not name:
            if not candidates:
                return "nobody was named before; write the name"
            name = candidates[(candidates.index(now) + 1) % len(candidates) if now in candidates else 0]
        if span is None:
            tag = self._kind()
            return self._tag(self.focus, tag, (("is", name),))
        if now == name and span.sure:
            return f"it stands for {name} already"
        others = tuple(pair for pair in span.attributes if pair[0] != "is")
        better = replace(span, attributes=(("is", name), *others), sure=True)
        self._respan("resolve", _with(self.decision.spans, span, better))
        return ""

    def _kind(self) -> str:
        """The tag that a pronoun in focus has, or would have."""
        word = self.decision.text[slice(*self.focus)].casefold()
        usual = "what" if word in _THINGS else "where" if word in _PLACES else "who"
        return self.span.tag if self.span else usual

    def candidates(self) -> list[str]:
        """Whom a pronoun here may stand for: those of its tag first, and of these the nearest before it."""
        found: list[tuple[bool, str]] = []
        kind = self._kind()
        for at in range(self.at, max(-1, self.at - LOOK_BACK), -1):
            decision = self.decisions[at]
            for span in reversed(decision.spans):
                if (at == self.at and span.start >= self.focus[0]) or span.tag not in _NAMED:
                    continue
                words = dict(span.attributes).get("is", "") or decision.text[span.start : span.end]
                if words.casefold() not in _PRONOUNS and words.split()[-1][0].isupper():
                    found.append((span.tag != kind, words))
        return list(dict.fromkeys(words for _, words in sorted(found, key=itemgetter(0))))

    def rewrite(self, source: str) -> str:
        """Write the sentence anew, with tags in brackets as an author writes them."""
        new = written_anew(source, self.sheet)
        if isinstance(new, str):
            return new
        before = self.decision
        if new.id and new.id != before.id and new.id in self._ids:
            return f"#{new.id} is the id of another fact; choose another"
        id_ = new.id or before.id
        self._do("rewrite", [(self.at, replace(new, status=before.status, id=id_))])
        self._look()
        return ""

    def undo(self) -> str:
        """Take back the last thing that was done, and go to where it was."""
        if not self._steps:
            return "there is nothing to take back"
        last = self._steps[-1]
        changes = tuple(Change(one.at, one.after, one.before) for one in last.changes)
        self._take(Step("undo", changes))
        self.go(last.changes[0].at)
        return ""

    # Steps

    def replay(self, steps: Iterable[Step]) -> None:
        """Do again what was kept, and go to where it stopped; each step's `before` must be how it stands then."""
        last = None
        for last in steps:
            self._enter(last)
        if last is None:
            return
        at = last.changes[-1].at
        self.go(self._next(at) if last.deed in ("accept", "reject", "skip") else at)

    def _respan(self, deed: Deed, spans: tuple[Suggestion, ...]) -> None:
        before = self.decision
        status: Status = before.status if spans or before.status != "accepted" else "open"
        self._do(deed, [(self.at, replace(before, spans=ordered(spans), status=status))])

    def _do(self, deed: Deed, after: Sequence[tuple[int, Decision]]) -> None:
        self._take(Step(deed, tuple(Change(at, self.decisions[at], one) for at, one in after)))

    def _take(self, step: Step) -> None:
        self._keep(step)
        self._enter(step)

    def _enter(self, step: Step) -> None:
        for one in step.changes:
            self.decisions[one.at] = one.after
            self._statuses[one.before.status] -= 1
            self._statuses[one.after.status] += 1
        self._ids.difference_update(one.before.id for one in step.changes if one.before.status == "accepted")
        self._ids.update(one.after.id for one in step.changes if one.after.status == "accepted")
        if step.deed == "undo":
            self._steps.pop()
        else:
            self._steps.append(step)

    def _on(self) -> None:
        """Look at the next unsure span, where there is one."""
        unsure = [one for one in self.decision.spans if not one.sure]
        if unsure:
            after = next((one for one in unsure if one.start >= self.focus[0]), unsure[0])
            self.focus = (after.start, after.end)


def _sure(spans: tuple[Suggestion, ...]) -> tuple[Suggestion, ...]:
    return tuple(one if one.sure else replace(one, sure=True) for one in spans)


def _with(spans: tuple[Suggestion, ...], old: Suggestion, new: Suggestion) -> tuple[Suggestion, ...]:
    return tuple(new if one is old else one for one in spans)


def _fitting(attributes: tuple[tuple[str, str], ...], tag: str) -> tuple[tuple[str, str], ...]:
    """What may stay said of a span under another tag: a date belongs to a time alone."""
    return tuple(pair for pair in attributes if pair[0] not in ("date", "calendar", "kind") or tag == "when")
