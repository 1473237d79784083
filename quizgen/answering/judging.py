"""The judgement itself: what a typed text is held against, in which order, and what is said of it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from unicodedata import normalize

from quizgen.answering.differences import differences, whole
from quizgen.answering.nearness import near, pairs_of
from quizgen.answering.others import file_others, plain_words
from quizgen.answering.reading import Reading, read
from quizgen.answering.sameness import compare
from quizgen.answering.text import LONGEST
from quizgen.answering.verdict import Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

_ELSEWHERE = "this is the answer to another question"


def judge(
    expected: str, typed: str, also: Sequence[str] = (), others: Sequence[str] = (), wrong: Sequence[str] = ()
) -> Verdict:
    """What a fair teacher says of a typed answer.

    `also` are further right answers. `others` are the other answers of the deck, none of which is a slip for this one;
    hand in the same ones again and they are looked up, not read. `wrong` is what the author calls wrong.
    """
    answers = tuple(dict.fromkeys((expected, *also)))
    if not typed.strip():
        return Verdict("wrong", expected, (whole(expected, typed),), "nothing was typed")
    for answer in answers:
        if answer.strip() == typed.strip():
            return Verdict("right", answer)
    if _is_called_wrong(answers, typed, wrong):
        return Verdict("wrong", expected, (whole(expected, typed),), "that is one of the wrong answers")
    short = tuple(answer for answer in answers if len(answer) <= LONGEST)
    if len(typed) > LONGEST or not short:
        return _of_long(answers, typed)
    composed = normalize("NFC", typed).strip()
    for answer in short:
        if normalize("NFC", answer).strip() == composed:
            return Verdict("right", answer)
    given = read(typed)
    if not given.tokens:
        return Verdict("wrong", expected, (whole(expected, typed),), "there is no word in it")
    return _judge(short, given, (*others, *wrong))


def _is_called_wrong(answers: tuple[str, ...], typed: str, wrong: Sequence[str]) -> bool:
    """Whether the author calls it wrong, but for its capitals, unless by these alone it would be right."""

    def plain(text: str) -> str:
        return normalize("NFC", " ".join(text.split())).replace("’", "'")

    given = plain(typed)
    if any(plain(text) == given for text in wrong):
        return True
    low = given.casefold()
    return any(plain(text).casefold() == low for text in wrong) and not any(
        plain(answer).casefold() == low for answer in answers
    )


def _of_long(answers: tuple[str, ...], typed: str) -> Verdict:
    """Of texts that are too long to be looked into: right only if they are the same but for case and blanks."""
    plain = typed.casefold().split()
    for answer in answers:
        if answer.casefold().split() == plain:
            return Verdict("right", answer)
    reason = "that is far too long" if len(typed) > LONGEST else ""
    return Verdict("wrong", answers[0], (whole(answers[0], typed),), reason)


def _judge(answers: tuple[str, ...], given: Reading, others: tuple[str, ...]) -> Verdict:
    filed = file_others(others)
    plain = "".join(plain_words(given.source))
    ours = frozenset("".join(plain_words(answer)) for answer in answers)
    is_another = plain in filed.whole - ours
    reasons: dict[str, str] = {}
    for answer in answers:
        compared = _compared(answer, given)
        if compared == "" and (not is_another or _compared(given.source, read(answer)) == ""):
            return Verdict("right", answer)
        if compared:
            reasons[answer] = compared
    if is_another:
        return _wrong(answers[0], given, _ELSEWHERE)
    found = {answer: near(answer, given, filed, ours) for answer in answers if answer not in reasons}
    best = min(found, key=lambda answer: found[answer].distance(), default=answers[0])
    slips = found[best].slips if found else None
    if slips == 0:
        return Verdict("right", best)
    if slips is not None and filed.nearest(plain, slips, ours):
        return _wrong(best, given, "that is as near to the answer of another question")
    if slips is not None:
        return Verdict("typo", best, differences(read(best), given))
    reasons |= {answer: each.reason for answer, each in found.items() if each.reason}
    nearest = next(iter(reasons), answers[0])
    return _wrong(nearest, given, reasons.get(nearest, ""))


def _compared(answer: str, given: Reading) -> str | None:
    """What `compare` says of an answer and a typed text, with or without what stands in brackets."""
    found = [compare(one, other) for one, other in pairs_of(answer, given)]
    return "" if "" in found else next((each for each in found if each), None)


def _wrong(answer: str, given: Reading, reason: str) -> Verdict:
    return Verdict("wrong", answer, differences(read(answer), given), reason)
