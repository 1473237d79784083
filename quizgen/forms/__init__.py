"""FORMS: the shapes in which the questions of a sheet can be put."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.forms.asked import cloze, open_
from quizgen.forms.blanks import blanks
from quizgen.forms.choice import choice
from quizgen.forms.matching import matching
from quizgen.forms.row import event, first, timeline
from quizgen.forms.true_false import true_false

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from quizgen.forms.bank import Bank
    from quizgen.item import Item

FORMS: dict[str, Callable[[Bank], Iterator[Item]]] = {
    "open": open_,
    "cloze": cloze,
    "choice": choice,
    "true-false": true_false,
    "blanks": blanks,
    "matching": matching,
    "timeline": timeline,
    "first": first,
    "event": event,
}
"""Each makes the items of its form from a bank, and leaves out what it cannot make well."""
