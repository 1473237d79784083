"""What was done in a review, step by step: how each sentence stood before it, and how it stands now."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Set

    from quizgen.tagging.review.reviewed import Decision, Status

Deed = Literal["accept", "reject", "skip", "change", "remove", "move", "tag", "resolve", "rewrite", "undo"]


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


class History:
    """How all sentences stand, and the steps that led there."""

    def __init__(
        self, decisions: list[Decision], refused: Set[int], keep: Callable[[Step], object] | None = None
    ) -> None:
        """`refused` are the sentences that cannot be facts; `keep` saves a step, or raises and nothing has changed."""
        self.decisions = decisions
        self.ids: set[str] = set()
        """Of the sentences that are facts."""
        self._keep = keep or (lambda step: None)
        self._steps: list[Step] = []
        self._refused = refused
        self._statuses = Counter(one.status for one in decisions)
        self.left = sum(self._waits(at, one) for at, one in enumerate(decisions))
        """So many sentences that can be facts are open or put off."""

    @property
    def can_undo(self) -> bool:
        """Whether something was done that can be taken back."""
        return bool(self._steps)

    def count(self, status: Status) -> int:
        """So many sentences stand so; the open ones include those that cannot be facts."""
        return self._statuses[status]

    def do(self, deed: Deed, after: Iterable[tuple[int, Decision]]) -> None:
        """Keep a step that leaves sentences as told, each by its number, and take it."""
        step = Step(deed, tuple(Change(at, self.decisions[at], one) for at, one in after))
        self._keep(step)
        self.enter(step)

    def undo(self) -> int:
        """Take back the newest step that was not; the first sentence that it changed. There must be one."""
        changes = self._steps[-1].changes
        self.do("undo", ((one.at, one.before) for one in changes))
        return changes[0].at

    def enter(self, step: Step) -> None:
        """Take a step that is kept already; its `before` must be how the sentences stand."""
        for one in step.changes:
            self.decisions[one.at] = one.after
            self.left += self._waits(one.at, one.after) - self._waits(one.at, one.before)
            self._statuses[one.before.status] -= 1
            self._statuses[one.after.status] += 1
        self.ids.difference_update(one.before.id for one in step.changes if one.before.status == "accepted")
        self.ids.update(one.after.id for one in step.changes if one.after.status == "accepted")
        if step.deed == "undo":
            self._steps.pop()
        else:
            self._steps.append(step)

    def _waits(self, at: int, decision: Decision) -> bool:
        return decision.status == "skipped" or (decision.status == "open" and at not in self._refused)
