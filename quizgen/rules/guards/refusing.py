"""A guard made of a test: where it holds, the span is refused, always for the same reason."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING

from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rules.target import Target

    Guard = Callable[[Target], Refusal | None]

LEFT_OUT = "the question would leave out what it needs; say it in a fact of its own"


def refuses(code: str, why: str) -> Callable[[Callable[[Target], bool]], Guard]:
    """Makes of a test a guard that refuses with this code and this reason, or has nothing against the span."""
    reason = Refusal(code, why)

    def guard_of(holds: Callable[[Target], bool]) -> Guard:
        @wraps(holds)
        def guard(target: Target) -> Refusal | None:
            return reason if holds(target) else None

        return guard

    return guard_of
