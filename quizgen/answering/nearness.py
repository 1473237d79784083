"""How near a typed text is to an answer that it does not say outright: by slips, by a part of a name, by its parts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from quizgen.answering.formulas import is_chemical, is_maths
from quizgen.answering.lists import offers_a_choice, parts_of
from quizgen.answering.others import Others, plain_words
from quizgen.answering.people import given_and_surname, is_short_for
from quizgen.answering.reading import Reading, read
from quizgen.answering.sameness import compare, same_token
from quizgen.answering.text import with_asides, without_asides
from quizgen.answering.typos import slips, slips_in_given_name
from quizgen.distractors.countries import country_of

if TYPE_CHECKING:
    from quizgen.answering.tokens import Token

_NEGATIONS = frozenset(
    {"not", "no", "never", "non", "nor", "without", "neither", "kein", "nicht", "pas", "не", "нет"}
)


_PRONOUNS = frozenset(
    """je tu il elle on nous vous ils elles yo ella nosotros vosotros ellos ellas ich du er sie wir ihr io lui lei noi
    voi loro eu ele ela nos eles elas я ты он она мы вы они""".split()
)
"""What stands before a verb to be conjugated, where the ending is what is asked for."""

_MOST_PAIRS = 150
"""Of more parts that are not the same, slips are not looked for: each would be held against each."""


@dataclass(frozen=True, slots=True)
class Found:
    """What one comparison came to: 0 slips is right, more a typo, None wrong."""

    slips: int | None
    reason: str = ""

    def distance(self) -> tuple[bool, int]:
        """Sorts the better first: few slips, then what is wrong for a reason, then the rest."""
        return self.slips is None, (not self.reason if self.slips is None else self.slips)


RIGHT = Found(0)
FAR = Found(None)


def pairs_of(answer: str, given: Reading) -> list[tuple[Reading, Reading]]:
    """What is compared: the texts as they are, and with and without what stands in brackets."""
    return [(one, other) for one in _readings(answer) for other in _readings(given.source)]


@lru_cache(maxsize=2048)
def _readings(source: str) -> tuple[Reading, ...]:
    if not ("(" in source or "[" in source) or is_chemical(source) or is_maths(source):
        return (read(source),)
    found = (read(source), read(without_asides(source)), read(with_asides(source)))
    return tuple(reading for reading in found if reading.tokens)


def near(answer: str, given: Reading, others: Others, ours: frozenset[str]) -> Found:
    """How near a typed text is to an answer that it does not say word for word."""
    reading = read(answer)
    if not reading.tokens or (is_chemical(answer) and any(char.isdigit() for char in answer)):
        return FAR
    if offers_a_choice(given.source) and not offers_a_choice(answer):
        return Found(None, "two answers are offered; one is asked for" if _holds(given, reading) else "")
    several = _several(answer, given, others, ours)
    if several is not None:
        return several
    best = FAR
    for one, other in pairs_of(answer, given):
        for rule in (_by_person, _by_words, _with_country):
            found = rule(one, other, others, ours)
            best = min(best, found, key=Found.distance)
    return best


def _holds(given: Reading, reading: Reading) -> bool:
    keys = [token.key for token in given.telling]
    wanted = [token.key for token in reading.telling]
    return any(keys[index : index + len(wanted)] == wanted for index in range(len(keys)))


def _several(answer: str, given: Reading, others: Others, ours: frozenset[str]) -> Found | None:
    """Parts in any order; None where the answer has but one."""
    choice = offers_a_choice(answer)
    wanted = parts_of(answer, choice=choice)
    if len(wanted) < 2:
        return None
    typed = list(parts_of(given.source, choice=choice))
    if len(typed) == 1 and all(part.lstrip("-").isdigit() for part in wanted):
        typed = [part.strip() for part in given.source.split(",")]
    if len(typed) == 1 and len(given.telling) == sum(len(read(part).telling) for part in wanted):
        typed = [token.raw for token in given.telling]  # red green blue
    made, missing, left = _assigned(list(wanted), typed, others, ours)
    if missing == len(wanted):
        return None
    if not missing and not left:
        return Found(made)
    if missing and not left:
        some = "one" if len(wanted) - missing == 1 else str(len(wanted) - missing)
        return Found(None, f"only {some} of {_spelt(len(wanted))}")
    return Found(None, "one of them is wrong" if missing else "more than was asked for")


def _assigned(
    wanted: list[str], typed: list[str], others: Others, ours: frozenset[str]
) -> tuple[int, int, int]:
    """How many slips the parts have, each given to one that is wanted, how many are missing, and how many are left."""
    free = list(typed)
    for part in list(wanted):
        same = next((each for each in free if read(each).joined == read(part).joined), None)
        if same is not None:
            wanted.remove(part)
            free.remove(same)
    if len(wanted) * len(free) > _MOST_PAIRS:
        return 0, len(wanted), len(free)
    made, missing = 0, 0
    for part in wanted:
        found = [(each, _part(part, each, others, ours)) for each in free]
        good = [(count, each) for each, count in found if count is not None]
        if not good:
            missing += 1
            continue
        count, taken = min(good)
        made += count
        free.remove(taken)
    return made, missing, len(free)


def _spelt(count: int) -> str:
    return {2: "two", 3: "three", 4: "four", 5: "five"}.get(count, str(count))


def _part(part: str, typed: str, others: Others, ours: frozenset[str]) -> int | None:
    one, other = read(part), read(typed)
    compared = compare(one, other)
    if compared is not None:
        return None if compared else 0
    return min(
        (
            found.slips
            for rule in (_by_person, _by_words)
            if (found := rule(one, other, others, ours)).slips is not None
        ),
        default=None,
    )


def _by_person(reading: Reading, given: Reading, others: Others, ours: frozenset[str]) -> Found:
    """A surname for the whole name, unless another answer has it too."""
    parts = given_and_surname(reading)
    if parts is None or len(given.telling) > 7:
        return FAR
    made: list[int] = []

    def meet(one: Token, other: Token) -> bool:
        count = slips(one, other, others, person=True)
        if isinstance(count, str):
            return False
        made.append(count)
        return True

    def meet_given(one: Token, other: Token) -> bool:
        """As the surname alone would do, a slip may make another name of the given one: Michel for Michael."""
        count = slips_in_given_name(one, other, others)
        made.append(count or 0)
        return count is not None

    for meets in ((same_token, same_token), (meet, meet_given)):
        made.clear()
        if is_short_for(reading, given, *meets):
            typed = plain_words(given.source)
            namesakes = others.last.get(plain_words(reading.source)[-1], frozenset()) - ours
            if namesakes and len(typed) < len(plain_words(reading.source)) and _could_be(typed, namesakes):
                return Found(None, "that is the name of another answer too; say the whole name")
            return Found(sum(made))
    return FAR


def _could_be(typed: tuple[str, ...], namesakes: frozenset[str]) -> bool:
    return len(typed) == 1 or any(name.startswith(typed[0]) for name in namesakes)


def _by_words(reading: Reading, given: Reading, others: Others, ours: frozenset[str]) -> Found:
    """Word by word, each the same or with a slip."""
    mine, yours = reading.telling, given.telling
    if len(mine) != len(yours):
        return _of_unequal(mine, yours)
    alone = not any(
        len(one.key) > 2 and same_token(one, other) for one, other in zip(mine, yours, strict=True)
    )
    person = given_and_surname(reading) is not None
    counts = [
        slips(one, other, others, alone=alone, person=person) for one, other in zip(mine, yours, strict=True)
    ]
    if mine[0].key in _PRONOUNS and any(map(_ends_otherwise, mine, yours)):
        return Found(None, "the ending differs")
    wrong = [count for count in counts if isinstance(count, str)]
    if wrong:
        near = len(mine) == 1 or len(wrong) < len(mine)
        return Found(None, wrong[0] if len(wrong) == 1 and near else "")
    made = [count for count in counts if isinstance(count, int) and count]
    if len(made) > 2 + len(mine) // 4:
        return Found(None, "too many slips")
    return Found(sum(made))


def _ends_otherwise(one: Token, other: Token) -> bool:
    """Whether two words differ in no more than their last two letters, as the forms of a verb do."""
    return one.key != other.key and one.key[:-2] == other.key[: len(one.key) - 2]


def _of_unequal(mine: tuple[Token, ...], yours: tuple[Token, ...]) -> Found:
    """Why a text with more or fewer words is wrong, if it is near; a 's left out is a slip."""
    ours, theirs = [token.key for token in mine], [token.key for token in yours]
    if [key for key in ours if key != "s"] == [key for key in theirs if key != "s"]:
        return Found(1)
    if set(ours) ^ set(theirs) and set(ours) ^ set(theirs) <= _NEGATIONS:
        return Found(None, "that says the opposite")
    if set(theirs) < set(ours):
        gone = next(token.raw for token in mine if token.key not in theirs)
        return Found(None, f"“{gone}” is missing")
    if set(ours) < set(theirs):
        return Found(None, "more than was asked for")
    return FAR


def _with_country(reading: Reading, given: Reading, others: Others, ours: frozenset[str]) -> Found:
    """Paris, France for Paris."""
    place, comma, country = given.source.rpartition(",")
    if comma and country_of(country.strip()) and compare(reading, read(place)) == "":
        return RIGHT
    return FAR
