"""The answers of a deck, sorted by kind once, so that each question finds those like its own without a search."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from quizgen.distractors.kinds import Kind, kind_of
from quizgen.distractors.numbers import HEDGES, read_quantity
from quizgen.distractors.setting import Setting, settings_of
from quizgen.distractors.spelling import Spelling, spelling
from quizgen.distractors.times import read_time
from quizgen.distractors.truths import Truths
from quizgen.english.wording import lower_first
from quizgen.rules.target import TITLED

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.distractors.scale import OnScale
    from quizgen.fact import Fact, Sheet, Span
    from quizgen.question import Question

NEAREST = 24
"""So many answers of a kind are looked at for one question: those that stand nearest to it in the deck."""

_HEDGED = re.compile(rf"(?i)\b(?:{HEDGES})\s*$")

NO_VERBS: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the deck, as it may stand among the options of another question."""

    text: str
    """As it is written in the middle of a sentence."""
    plain: str
    """In lower case and without its article: by this a text is found again."""
    tag: str
    determiner: str
    """The article right before it, outside the brackets."""
    kind: Kind | None
    scale: OnScale | None
    setting: Setting
    fact: int
    """The index of its fact; -1 for a name that only the front matter lists."""
    section: tuple[str, ...]
    year: float | None
    """Of which its fact speaks."""
    spellings: tuple[Spelling, ...]
    """All ways to write it that the sheet knows, its own first."""

    def elsewhere(self) -> Answer:
        """The answer as another deck sees it."""
        return replace(self, fact=-1, section=())


class Pool:
    """The answers of one sheet, and what the sheet says of them."""

    def __init__(self, questions: Sequence[Question], sheet: Sheet, *, latest_year: int) -> None:
        self.latest = latest_year
        self.facts = tuple({id(question.fact): question.fact for question in questions}.values())
        self.index = {id(fact): index for index, fact in enumerate(self.facts)}
        self.truths = Truths(self.facts)
        self._settings = [settings_of(fact) for fact in self.facts]
        self._names = {
            plain_of(spelt): name for name in sheet.names for spelt in (name, *sheet.names[name].also)
        }
        self._sheet = sheet
        self._lower = frozenset(
            word for fact in self.facts for word in re.findall(r"\b[^\W\d_]+", fact.text) if word.islower()
        )
        self._given = self._given_kinds(questions)
        self.answers = [self._answer(question) for question in questions]
        self.places: dict[str, list[int]] = {}
        """The facts where a text is tagged."""
        self.verbs: dict[str, set[tuple[str, str]]] = {}
        """The verbs that a text goes with anywhere, and in what part."""
        self.together: dict[str, set[str]] = {}
        """For each place and thing, those that one fact names with it: one of them may lie in the other."""
        self.kinds: dict[str, list[Answer]] = {}
        self._sort()

        self.words = frozenset(word for said in self.truths.said for word in said.all)
        self.surnames = frozenset(
            answer.text.casefold().split()[-1]
            for answer in self.answers
            if answer.kind is not None
            and answer.kind.name.startswith("person")
            and answer.kind.form == "full"
        )
        kinds = [answer for answer in self.answers if answer.kind is not None]
        self._counts = Counter(
            (answer.section, answer.tag, answer.setting.part, name)
            for answer in kinds
            for name in ("", answer.kind.name if answer.kind else "")
        )
        self._spreads: dict[str, float] = {}
        self._by_id = {question.id: answer for question, answer in zip(questions, self.answers, strict=True)}

    def prevails(self, answer: Answer) -> bool:
        """Whether its section, in answers of its tag and part, speaks mostly of its kind of thing."""
        assert answer.kind is not None
        section = (answer.section, answer.tag, answer.setting.part)
        alike = self._counts[*section, answer.kind.name]
        return alike >= 3 and 3 * alike >= self._counts[*section, ""]

    def spread(self, shape: str) -> float:
        """How far apart the values of a shape lie, the outermost tenths left out; infinite for fewer than three."""
        if shape not in self._spreads:
            values = sorted({answer.scale.value for answer in self.kinds.get(shape, ()) if answer.scale})
            tenth = len(values) // 10
            self._spreads[shape] = values[-1 - tenth] - values[tenth] if len(values) > 2 else float("inf")
        return self._spreads[shape]

    def answer_to(self, question: Question) -> Answer:
        """The answer of a question that the pool was made of. Raises KeyError for any other."""
        return self._by_id[question.id]

    def _given_kinds(self, questions: Sequence[Question]) -> dict[str, str]:
        """What the spans say of their texts, for other spans with the same words."""
        return {plain_of(question.answer): question.span.kind for question in questions if question.span.kind}

    def _sort(self) -> None:
        for answer in self.answers:
            self.places.setdefault(answer.plain, []).append(answer.fact)
            verb = answer.setting.verb
            if verb and not verb.startswith("be"):
                self.verbs.setdefault(answer.plain, set()).add((verb, answer.setting.part))
            self._file(answer)
        for _, named in groupby(
            (one for one in self.answers if one.tag in ("where", "what")), lambda one: one.fact
        ):
            plain = {answer.plain for answer in named}
            for one in plain:
                self.together.setdefault(one, set()).update(plain - {one})
        seen = {answer.plain for answer in self.answers}
        for name, entry in self._sheet.names.items():
            if entry.kind and plain_of(name) not in seen:
                kind = kind_of(name, "who", given=entry.kind)
                self._file(of_no_fact(name, kind, self.spellings(name)))
        for filed in self.kinds.values():
            filed.sort(key=self._where)

    def _where(self, answer: Answer) -> int:
        return len(self.facts) if answer.fact < 0 else answer.fact

    def _file(self, answer: Answer) -> None:
        if answer.scale is not None:
            self.kinds.setdefault(answer.scale.shape, []).append(answer)
        elif answer.kind is not None:
            self.kinds.setdefault(answer.kind.name, []).append(answer)
            if slot := slot_of(answer):
                self.kinds.setdefault(slot, []).append(answer)
            known = self.known_kind(answer.text)
            if known and answer.kind.name != f"kind {known}" and answer.tag != "answer":
                self.kinds.setdefault(f"kind {known}", []).append(answer)

    def known_kind(self, text: str) -> str:
        """What the front matter, or another span, says that a text is; lower case, empty if nothing."""
        plain = plain_of(text)
        name = self._names.get(plain)
        listed = self._sheet.names[name].kind if name else ""
        return (listed or self._given.get(plain, "")).lower()

    def spellings(self, text: str, also: Sequence[str] = ()) -> tuple[Spelling, ...]:
        """All ways to write an answer that the sheet knows."""
        name = self._names.get(plain_of(text))
        listed = (name, *self._sheet.names[name].also) if name else ()
        return tuple(dict.fromkeys(spelling(each) for each in (text, *also, *listed)))

    def middle(self, text: str, fact: Fact, span: Span) -> str:
        """An answer as it is written in the middle of a sentence."""
        if fact.text[: span.start].strip(" \"“'(") or not text[:1].isupper() or span.kind in TITLED:
            return text
        first = re.split(r"[\s,]", text, maxsplit=1)[0]
        is_name = plain_of(text) in self._names and text[:4].lower() != "the "
        return lower_first(text, is_name=is_name, is_common=first.lower() in self._lower)

    def _answer(self, question: Question) -> Answer:
        fact, span = question.fact, question.span
        text = self.middle(span.stands_for or question.answer, fact, span)
        scale = self.scale_of(question, text)
        known = self.known_kind(text)
        kind = None if scale else kind_of(text, span.tag, given=span.kind, known=known)
        if kind is not None and known and kind.loose:
            kind = Kind(f"kind {known}", kind.form)
        before = fact.text[: span.start].split()[-1:]
        determiner = before[0].lower() if before and before[0].lower() in ("a", "an", "the") else ""
        if kind is not None and determiner and kind.name.startswith(("thing", "people")):
            kind = replace(kind, name=f"{kind.name} after {'the' if determiner == 'the' else 'a'}")
        return Answer(
            text=text,
            plain=plain_of(text),
            tag=span.tag,
            determiner=determiner,
            kind=kind,
            scale=scale,
            setting=self._settings[self.index[id(fact)]][span],
            fact=self.index[id(fact)],
            section=fact.section,
            year=dates[0] if (dates := self.truths.said[self.index[id(fact)]].dates) else None,
            spellings=self.spellings(text, span.also),
        )

    def scale_of(self, question: Question, text: str) -> OnScale | None:
        """Where an answer to a question, right or wrong, stands on a scale; None where it stands on none."""
        tag, fact, span = question.span.tag, question.fact, question.span
        if tag == "when":
            return read_time(text, latest=self.latest) or read_quantity(text)
        if tag not in ("howmany", "what", "how") or span.kind:
            return None
        about = _HEDGED.search(fact.text[: span.start]) is not None
        aged = re.search(r"(?i)\b(?:how old|what age)\b", question.text)
        if tag != "howmany" and (text.isalnum() or not re.fullmatch(r"[$£€]?[\d.,]+\s?[%$£€°]?", text)):
            return None  # "1984" is a book, "two-part names" is no number
        return read_quantity(text, about=about, most=110 if aged else float("inf"))

    def near(self, kind: str, at: int) -> Iterator[Answer]:
        """The answers of a kind that stand nearest to the fact at index `at`, both ways, the nearest first."""
        filed = self.kinds.get(kind, [])
        middle = bisect_left(filed, at, key=self._where)
        low, high = middle - 1, middle
        for _ in range(NEAREST):
            if high < len(filed) and (low < 0 or _distance(filed[high], at) <= _distance(filed[low], at)):
                yield filed[high]
                high += 1
            elif low >= 0:
                yield filed[low]
                low -= 1
            else:
                return

    def share_a_verb(self, one: Answer, other: Answer) -> bool:
        """Whether the two go with one verb, in one part, anywhere in the sheet."""
        return not self.verbs.get(one.plain, NO_VERBS).isdisjoint(self.verbs.get(other.plain, NO_VERBS))

    def tagged_in(self, answer: Answer) -> list[int]:
        """The facts where the words of an answer are tagged."""
        return self.places.get(answer.plain, [])


def slot_of(answer: Answer) -> str:
    """What named things that go with one verb in one part have in common, whatever sorts they are of; else empty."""
    if (
        answer.kind is None
        or answer.tag != "what"
        or not answer.kind.name.startswith(("name", "the ", "organisation"))
    ):
        return ""
    setting = answer.setting
    return f"slot {setting.verb} {setting.part} {setting.preposition}" if setting.verb else ""


def _distance(answer: Answer, at: int) -> int:
    return abs(answer.fact - at) if answer.fact >= 0 else 1 << 30


def of_no_fact(text: str, kind: Kind | None, spellings: tuple[Spelling, ...]) -> Answer:
    """An answer that is only a name and its kind: from the front matter, or invented."""
    return Answer(text, plain_of(text), "", "", kind, None, Setting("", "behind"), -1, (), None, spellings)


def plain_of(text: str) -> str:
    """A text in lower case and without its article."""
    low = text.casefold()
    return low.removeprefix("the ").removeprefix("a ").removeprefix("an ")
