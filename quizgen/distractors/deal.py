"""Deal the options of a question: find wrong answers, and put the key among them."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.distractors.fitness import differ, fitness, fits, goes_with, stands_out, task_of
from quizgen.distractors.invented import invent
from quizgen.distractors.pool import Answer, Pool, of_no_fact, slot_of
from quizgen.distractors.sides import sides
from quizgen.distractors.spelling import spelling
from quizgen.distractors.truths import bag

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from random import Random

    from quizgen.distractors.fitness import Task
    from quizgen.distractors.places import Places
    from quizgen.distractors.scale import OnScale
    from quizgen.fact import Sheet
    from quizgen.question import Question

FEWEST = 2
"""So many wrong answers are enough, where more could be had only of a doubtful sort."""


_YES_OR_NO = (("true", "false"), ("yes", "no"))


class Sister:
    """Another sheet that may lend answers; sorted only when it is first needed."""

    def __init__(self, sheet: Sheet, questions: Sequence[Question], latest_year: int) -> None:
        self._made_of = (questions, sheet, latest_year)
        self._pool: Pool | None = None

    @property
    def pool(self) -> Pool:
        """Its answers."""
        if self._pool is None:
            questions, sheet, latest = self._made_of
            self._pool = Pool(questions, sheet, latest_year=latest)
        return self._pool


class Dealer:
    """Deals options; remembers in what places the keys have stood."""

    def __init__(
        self, pool: Pool, sisters: Sequence[Sister], places: Places, *, invent_names: bool = False
    ) -> None:
        self.pool = pool
        self.sisters = sisters
        self.places = places
        self.invent_names = invent_names

    def deal(
        self, question: Question, key: Answer, count: int, random: Random
    ) -> tuple[tuple[str, ...], int] | None:
        """The options and the index of the key; None where there is no wrong answer.

        The author's own wrong answers come first; those of a plain card are all there are, however many they are.
        """
        own = question.span.wrong
        if not own:
            return self._of_the_deck(question, key, count, random)
        shown = question.span.stands_for or question.answer
        if question.ask == "answer":
            return self._plain(shown, own, random)
        own = own[: count - 1]
        rest = self._of_the_deck(question, key, count, random) if len(own) < count - 1 else None
        named = {text.casefold() for text in (shown, *own)}
        others = [text for text in rest[0] if text.casefold() not in named] if rest else []
        return self._in_order(question, shown, [*own, *others][: count - 1], random)

    def _plain(self, shown: str, wrong: Sequence[str], random: Random) -> tuple[tuple[str, ...], int]:
        """What is true or false is chosen in this order, as everywhere; anything else is shuffled."""
        for pair in _YES_OR_NO:
            if {shown.casefold(), *(text.casefold() for text in wrong)} == set(pair) and len(wrong) == 1:
                key = pair.index(shown.casefold())
                return ((shown, *wrong), 0) if key == 0 else ((*wrong, shown), 1)
        return self._placed(shown, list(wrong), random)

    def _in_order(
        self, question: Question, shown: str, wrong: list[str], random: Random
    ) -> tuple[tuple[str, ...], int]:
        """By value where all have one, else in any order."""
        scales = [self.pool.scale_of(question, text) for text in (shown, *wrong)]
        values = [scale.value for scale in scales if scale is not None]
        if len(values) < len(scales):
            return self._placed(shown, wrong, random)
        options = [text for _, text in sorted(zip(values, (shown, *wrong), strict=True))]
        return tuple(options), options.index(shown)

    def _placed(self, shown: str, wrong: list[str], random: Random) -> tuple[tuple[str, ...], int]:
        random.shuffle(wrong)
        place = self.places.next(len(wrong) + 1, range(len(wrong) + 1))
        return (*wrong[:place], shown, *wrong[place:]), place

    def _of_the_deck(
        self, question: Question, key: Answer, count: int, random: Random
    ) -> tuple[tuple[str, ...], int] | None:
        task = task_of(question, key, self.pool)
        if task is None:
            return None
        shown = question.span.stands_for or question.answer
        if key.scale is not None:
            return self._deal_on_scale(task, key.scale, shown, count, random)
        wrong = [_dressed(text, task) for text in self._wrong(task, count - 1, random)]
        return self._placed(shown, wrong, random) if wrong else None

    def _wrong(self, task: Task, wanted: int, random: Random) -> list[str]:
        """Wrong answers that are words, the best first: the deck's, its sisters', invented ones."""
        chosen: list[Answer] = []
        candidates = self._ranked(task, _own(task), random)
        _choose(task, candidates, chosen, wanted)
        if len(chosen) < min(FEWEST, wanted) and task.asked.repeats and task.asked.once:
            # Better another work of the same hand, of another year, than none.
            task = replace(task, asked=replace(task.asked, repeats=False))
            candidates = self._ranked(task, _own(task), random)
            _choose(task, candidates, chosen, min(FEWEST, wanted))
        for sister in self.sisters if len(chosen) < wanted else ():
            _choose(task, self._ranked(task, _lent(task, sister.pool, random), random), chosen, wanted)
        if self.invent_names and len(chosen) < wanted and task.key.kind and not task.question.span.kind:
            _choose(task, self._invented(task, random), chosen, wanted)
        chosen = _about_as_long(task, chosen, candidates)
        return [answer.text for answer in chosen]

    def _ranked(self, task: Task, candidates: Iterator[Answer], random: Random) -> list[Answer]:
        """The candidates that go with the key, the fittest first; whether each fits is left to be seen."""
        scored = [(fitness(task, answer, random), answer) for answer in candidates if goes_with(task, answer)]
        scored.sort(key=lambda pair: -pair[0])
        return list({answer.text.casefold(): answer for _, answer in scored}.values())

    def _invented(self, task: Task, random: Random) -> Iterator[Answer]:
        kind = task.key.kind
        assert kind is not None
        for name in invent(task.key.text, kind.name, f"{random.random()}"):
            if bag(name).isdisjoint(self.pool.words):
                yield of_no_fact(name, kind, (spelling(name),))

    def _deal_on_scale(
        self, task: Task, scale: OnScale, shown: str, count: int, random: Random
    ) -> tuple[tuple[str, ...], int] | None:
        below, above = sides(task, scale, count - 1, random)
        options = min(count, len(below) + len(above) + 1)
        if options < 2:
            return None
        place = self.places.next(
            options, range(max(0, options - 1 - len(above)), min(options - 1, len(below)) + 1)
        )
        chosen = [*below[:place], *above[: options - 1 - place]]
        texts = [_like(other.text, shown) for other in sorted(chosen, key=lambda other: other.value)]
        return (*texts[:place], shown, *texts[place:]), place


def _own(task: Task) -> Iterator[Answer]:
    """The deck's own answers that are of the key's kind, first those of the very kind that the sheet gives it."""
    key = task.key
    assert key.kind is None or key.kind.name
    if key.kind is None:
        return
    known = task.pool.known_kind(key.text)
    names = [f"kind {known}"] if known and known != "person" else []
    names += [key.kind.name] if not (names and key.kind.name.startswith("kind")) else []
    names += [slot] if (slot := slot_of(key)) else []
    for name in dict.fromkeys((*names, key.kind.name)):
        yield from task.pool.near(name, key.fact)


def _lent(task: Task, pool: Pool, random: Random) -> Iterator[Answer]:
    """A sister's answers of the key's kind, each of which is wrong by what the sister says, too."""
    kind = task.key.kind
    if kind is None or kind.loose:
        return
    for answer in pool.near(kind.name, random.randrange(max(1, len(pool.facts)))):
        asked = pool.truths.asked_elsewhere(task.asked)
        if not pool.truths.may_be_true(asked, answer.text, pool.tagged_in(answer)):
            yield answer.elsewhere()


def _choose(task: Task, candidates: Iterable[Answer], chosen: list[Answer], wanted: int) -> None:
    """Add the best candidates that fit to those chosen, each another thing than the rest."""
    for answer in candidates:
        if len(chosen) >= wanted:
            return
        if fits(task, answer) and differ(chosen, answer):
            chosen.append(answer)


def _about_as_long(task: Task, chosen: list[Answer], candidates: Iterable[Answer]) -> list[Answer]:
    """Those chosen, one given up for a longer one where the key is the longest by far.

    Where there is none, names may stand as they are, if not too far; other answers may not.
    """
    if not stands_out(task.key, chosen):
        return chosen
    for answer in candidates:
        if not stands_out(task.key, [answer]) and fits(task, answer):
            others = [one for one in chosen if differ([one], answer)]
            return [*others[: max(1, len(chosen) - 1)], answer]
    return [] if stands_out(task.key, chosen, names=True) else chosen


def _like(text: str, shown: str) -> str:
    return text[:1].upper() + text[1:] if shown[:1].isupper() and text[:1].islower() else text


def _dressed(text: str, task: Task) -> str:
    """An option with the initial that the key has: both as at the beginning of a sentence, or neither."""
    begins = not task.question.fact.text[: task.question.span.start].strip(" \"“'(")
    return _like(text, task.question.answer) if begins else text
