"""Draw: what goes into each part, the same for all versions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from random import Random
from typing import TYPE_CHECKING

from decks.paper.candidates import Candidate, candidates, items_of, trimmed, written
from decks.paper.crossword import Layout, lay
from decks.paper.letters import squares_of, words_of
from decks.paper.pick import Picker
from decks.paper.statements import balanced, told
from decks.paper.word_bank import fits_beside, spare_words
from decks.paper.word_search import WordSearch, hide

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from decks.paper.plan import Plan
    from quizgen.forms.bank import Bank
    from quizgen.question import Question

SCARCE_FIRST = (
    "timeline", "match", "first", "crossword", "wordsearch", "blanks", "bank", "true-false", "choice", "long",
    "cloze", "open", "cards",
)  # fmt: skip
"""Who takes what many can have leaves nothing to those who can have little."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A part's items."""

    kind: str
    candidates: tuple[Candidate, ...]
    spare: tuple[str, ...] = ()
    """Words of the word bank that fit nowhere."""
    crossword: Layout | None = None
    search: WordSearch | None = None

    @property
    def printed(self) -> tuple[Candidate, ...]:
        """Those that stand on paper: a puzzle has no room for some."""
        puzzle = self.crossword.placed if self.crossword else self.search.hidden if self.search else None
        return self.candidates if puzzle is None else tuple(self.candidates[word.index] for word in puzzle)


def draw(banks: Sequence[Bank], plan: Plan) -> list[Drawn]:
    """The parts of the plan, in its order, without those that nothing can be found for."""
    items = items_of((one.kind for one in plan.parts), banks)
    pools = {one.kind: candidates(one.kind, items, one.number, plan.seed) for one in plan.parts}
    numbers = {one.kind: one.number for one in plan.parts}
    picker = Picker(pools)
    drawn: dict[str, Drawn] = {}
    for kind in sorted(pools, key=SCARCE_FIRST.index):
        # Cards are to learn from: what stands on them may stand on the sheet.
        by = Picker({kind: pools[kind]}) if kind == "cards" else picker
        drawn[kind] = _DRAW.get(kind, _singly)(by, kind, numbers[kind], plan)
    if "bank" in drawn:
        gaps = drawn["bank"].candidates
        answers = (key for one in picker.kept for key in one.keys)
        drawn["bank"] = replace(drawn["bank"], spare=spare_words(gaps, answers, Random(f"{plan.seed}/bank")))
    return [drawn[one.kind] for one in plan.parts if drawn[one.kind].candidates]


def _singly(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """One after the other."""
    drawn: list[Candidate] = []
    while len(drawn) < number:
        one = picker.pick(
            kind, lambda other: _is_new(other, drawn), lambda other: _worth(kind, other, drawn, plan)
        )
        if one is None:
            break
        drawn.append(one)
    return Drawn(kind, tuple(drawn))


def _statements(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """One after the other, and then some told the other way, so that not all are true, nor all false."""
    drawn = _singly(picker, kind, number, plan).candidates
    return Drawn(kind, balanced(picker, drawn, plan.seed))


def _is_new(one: Candidate, drawn: Sequence[Candidate]) -> bool:
    """Whether no other of the part asks the same of the same words, or prints the same."""
    return not any(
        one.item.questions[0].id == other.item.questions[0].id
        or (one.item.text, one.text) == (other.item.text, other.text)
        for other in drawn
    )


def _worth(kind: str, one: Candidate, drawn: Sequence[Candidate], plan: Plan) -> int:
    """The lower, the better it suits the part."""
    if kind == "choice":
        return max(0, 4 - len(one.item.choices))
    if kind == "true-false":
        return int((one.item.answer == "true") == (2 * told(drawn, "true") > len(drawn)))
    return int(_asks_reason(one)) if kind in ("open", "cloze", "bank", "cards") else 0


def _long(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """What asks for a reason or a manner first, and then anything."""
    drawn: list[Candidate] = []
    while len(drawn) < number:
        one = picker.pick(kind, lambda other: _is_new(other, drawn) and _asks_reason(other)) or picker.pick(
            kind, lambda other: _is_new(other, drawn)
        )
        if one is None:
            break
        drawn.append(one)
    return Drawn(kind, tuple(drawn))


def _asks_reason(one: Candidate) -> bool:
    return one.item.questions[0].ask in ("why", "how")


def _match(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """Sets of three to six pairs, as few sets as make the number."""
    drawn: list[Candidate] = []
    left = number
    while left >= 3:
        sets = [
            trimmed(whole, _least_used(picker, whole, _take(len(whole.item.parts), left)))
            for whole in picker.pools[kind]
        ]
        # A set that leaves one or two pairs over would leave them without a home.
        sets = [one for one in sets if left - len(one.item.parts) not in (1, 2)] or sets
        if not sets:
            break
        best = min(
            sets, key=lambda one: (picker.uses(one), picker.leaks(one), -len(one.item.parts), one.rank)
        )
        picker.pools[kind] = [one for one in picker.pools[kind] if set(one.facts).isdisjoint(best.facts)]
        picker.keep(best)
        drawn.append(best)
        left -= len(best.item.parts)
    return Drawn(kind, tuple(drawn))


def _take(there: int, left: int) -> int:
    """How many pairs of a set, so that those that are left can fill others."""
    return next(
        (take for take in range(min(there, left), 2, -1) if left - take not in (1, 2)), min(there, left)
    )


def _least_used(picker: Picker, whole: Candidate, number: int) -> list[Question]:
    sheet = whole.bank.sheet.id
    by_use = sorted(whole.item.questions, key=lambda question: picker.uses_of((sheet, question.fact.id)))
    return list(by_use[:number])


def _bank(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """Gaps each of which only its own word fills."""
    drawn: list[Candidate] = []
    while len(drawn) < number:
        one = picker.pick(
            kind,
            lambda other: _is_new(other, drawn) and all(fits_beside(other, there) for there in drawn),
            lambda other: _worth(kind, other, drawn, plan),
        )
        if one is None:
            break
        drawn.append(one)
    return Drawn(kind, tuple(drawn))


def _with_squares(picker: Picker, kind: str, number: int) -> list[Candidate]:
    """Candidates whose words are no pieces of each other."""
    drawn: list[Candidate] = []
    while len(drawn) < number:
        one = picker.pick(kind, lambda other: _is_new(other, drawn) and _is_apart(other, drawn), _unwieldy)
        if one is None:
            break
        drawn.append(one)
    return drawn


def _unwieldy(one: Candidate) -> int:
    """The fewer words, the better they read in squares; best of all a name."""
    words = words_of(written(one.item))
    return 2 * len(words) - written(one.item)[:1].isupper()


def _is_apart(one: Candidate, drawn: Sequence[Candidate]) -> bool:
    word = squares_of(written(one.item))
    others = [squares_of(written(other.item)) for other in drawn]
    return all(word not in other and other not in word and word[::-1] not in other for other in others)


def _crossword(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    """Words that cross; some to spare are drawn, and those that find no place go back."""
    drawn = _with_squares(picker, kind, number + max(3, number // 2))
    words = [squares_of(written(one.item)) for one in drawn]
    layout = lay(words, number, f"{plan.seed}/crossword") if words else None
    laid = [drawn[place.index] for place in layout.placed] if layout else []
    picker.release(one for one in drawn if one not in laid)
    return Drawn(kind, tuple(drawn) if layout else (), crossword=layout)


def _search(picker: Picker, kind: str, number: int, plan: Plan) -> Drawn:
    drawn = _with_squares(picker, kind, number)
    words = [squares_of(written(one.item)) for one in drawn]
    search = hide(words, plan.search, f"{plan.seed}/wordsearch") if words else None
    hidden = [drawn[place.index] for place in search.hidden] if search else []
    picker.release(one for one in drawn if one not in hidden)
    return Drawn(kind, tuple(drawn) if search else (), search=search)


_DRAW: dict[str, Callable[[Picker, str, int, Plan], Drawn]] = {
    "true-false": _statements,
    "long": _long,
    "match": _match,
    "bank": _bank,
    "crossword": _crossword,
    "wordsearch": _search,
}
