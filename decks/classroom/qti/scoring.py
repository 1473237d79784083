"""The processing of an item of QTI 1.2: which answers bring how many points, and what is told with each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.classroom import taking
from decks.classroom.correction import unmarked
from decks.classroom.qti.material import piece, text_of
from decks.classroom.taking import Answer

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.classroom.tree import Node


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of the processing."""

    score: float
    """What it brings, in the item's own measure."""
    equal: tuple[tuple[str, str], ...]
    """The responses that must equal something, with what."""
    ranges: tuple[tuple[str, float, float], ...]
    """The responses that must lie between two numbers."""
    shows: tuple[str, ...]
    """Names of the feedback that it shows."""


@dataclass(frozen=True, slots=True)
class Scoring:
    """All conditions of an item."""

    conditions: tuple[Condition, ...]
    told: dict[str, str]
    """Feedback by its name, plain."""
    corrected: str
    """The true sentence, where the feedback to a wrong answer is marked as one."""

    @property
    def has_range(self) -> bool:
        """Whether numbers near the answer are right, too."""
        return any(low != high for one in self.conditions if one.score > 0 for _, low, high in one.ranges)

    def worth(self, response: str) -> dict[str, float]:
        """Return what each answer to a response is worth, in hundredths of the best."""
        found: dict[str, float] = {}
        for one in self.conditions:
            for asked, value in one.equal:
                if asked == response or not asked:
                    found[value] = max(found.get(value, 0.0), one.score)
        best = max(found.values(), default=0.0)
        return {value: 100 * score / best for value, score in found.items()} if best > 0 else {}

    def typed(self, response: str) -> list[Answer]:
        """Return the answers that a person may type; of numbers within bounds, the one in the middle."""
        worth = self.worth(response)
        if worth:
            return [Answer(value, share) for value, share in worth.items()]
        return [
            Answer(f"{(low + high) / 2:.12g}", 100)
            for one in self.conditions
            for asked, low, high in one.ranges
            if asked == response and one.score > 0
        ]

    def of_answer(self, value: str) -> str:
        """Return what is told with one answer alone."""
        shown = [
            name
            for one in self.conditions
            for name in one.shows
            if [equal for _, equal in one.equal] == [value]
        ]
        return "\n".join(
            dict.fromkeys(self.told.get(name, "") for name in (*shown, f"{value}_fb") if name in self.told)
        )

    def correction(self) -> str:
        """Return the true sentence that is told with a wrong answer; empty where none is marked as one."""
        return self.corrected

    def feedback(self, answers: Sequence[Answer]) -> str:
        """Return what is told with any answer, with the right one, and with each of the wrong ones."""
        general = [text for name, text in self.told.items() if self._is_general(name)]
        right = [Answer("", 100, text) for name, text in self.told.items() if self._is_right(name)]
        return taking.merged("\n".join(general), [*right, *answers])

    def _is_general(self, name: str) -> bool:
        return "incorrect" not in name and not self._is_right(name) and not self._is_of_answer(name)

    def _is_right(self, name: str) -> bool:
        return name in ("correct_fb", "correct") or any(
            name in one.shows for one in self.conditions if one.score > 0
        )

    def _is_of_answer(self, name: str) -> bool:
        return any(name in one.shows and one.equal for one in self.conditions)


def scoring(item: Node) -> Scoring:
    """Return what the processing of an item says."""
    conditions = tuple(
        _condition(node) for part in item.all("resprocessing") for node in part.all("respcondition")
    )
    told: dict[str, str] = {}
    corrected = ""
    for node in item.all("itemfeedback"):
        html = "".join(text for text, _ in piece(node, ()))
        if true := unmarked(html):
            corrected = true
        elif (text := text_of(node).text).strip():
            told[node.attributes.get("ident", "")] = text
    return Scoring(conditions, told, corrected)


def _condition(node: Node) -> Condition:
    score = sum(_points(setvar) for setvar in node.all("setvar"))
    shows = tuple(shown.attributes.get("linkrefid", "") for shown in node.all("displayfeedback"))
    tests = node.child("conditionvar")
    equal: list[tuple[str, str]] = []
    bounds: dict[str, list[float]] = {}
    for test in _tests(tests) if tests is not None else ():
        response = test.attributes.get("respident", "")
        if test.tag == "varequal":
            equal.append((response, test.text.strip(" \t\r\n")))
        elif taking.NUMBER.match(test.text.strip()):
            bounds.setdefault(response, []).append(float(test.text))
    ranges = tuple(
        (response, min(of_one), max(of_one)) for response, of_one in bounds.items() if len(of_one) > 1
    )
    return Condition(score, tuple(equal), ranges, shows)


def _tests(node: Node) -> Iterator[Node]:
    """Yield the tests that must hold; not those that must not."""
    for child in node.children:
        if child.tag in ("varequal", "varsubstring", "vargte", "vargt", "varlte", "varlt"):
            yield child
        elif child.tag in ("and", "or", "unanswered"):
            yield from _tests(child)


def _points(setvar: Node) -> float:
    name = (setvar.attributes.get("varname") or setvar.attributes.get("variablename") or "SCORE").lower()
    if "score" not in name and name != "que_score":
        return 0.0
    if setvar.attributes.get("action", "Set").lower() not in ("set", "add"):
        return 0.0
    text = setvar.text.strip()
    if text.upper().endswith(".MAX"):
        return 100.0
    return float(text) if taking.NUMBER.match(text) else 0.0
