"""Which answers of a deck may stand beside a key: none that is right, named in the question, or of another kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from math import log
from typing import TYPE_CHECKING

from quizgen.distractors.spelling import may_be_same, sound
from quizgen.distractors.truths import bag, is_negative, lemmas
from quizgen.distractors.vocabulary import PEOPLE_DO, PERSON_KINDS
from quizgen.reading.slug import slug

if TYPE_CHECKING:
    from random import Random

    from quizgen.distractors.kinds import Kind
    from quizgen.distractors.pool import Answer, Pool
    from quizgen.distractors.truths import Asked
    from quizgen.question import Question

_ONE_OF_A_KIND = re.compile(r"(?:Who|What|Which [^\W_]+) (?:is|was|are|were|became) (?:an?|one of)\b.*\?")
_KIND_OF_MANY = re.compile(r"(?:Who|What) (?:are|were) [^\W_]+\?")
_UNTIL = re.compile(r"(?i)\buntil\b|\btill\b|\bbefore\b")
_OF_ANY_TAG = ("kind", "country", "continent", "language", "person", "title")
"""Kinds that are the same whatever asks for them; elsewhere a thing does not stand with people."""
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Task:
    """One question for which wrong answers are sought."""

    question: Question
    key: Answer
    asked: Asked
    pool: Pool
    stem: str
    """Question, fact and explanation, in lower case: what is named there is no option."""
    stem_spaced: str
    """Its words with a space around each."""
    stem_sounds: frozenset[str]
    """The words of the question and the fact, as they sound."""
    stem_lemmas: frozenset[str]
    own: frozenset[str]
    """The lemmas of the key, which an option may share with the question."""


def task_of(question: Question, key: Answer, pool: Pool) -> Task | None:
    """What is to be done for a question; None where whatever else were offered might be right too."""
    fact, span = question.fact, question.span
    if (key.kind is None and key.scale is None) or _has_many_answers(question, key):
        return None
    if span.tag in ("when", "howmany") and is_negative(fact.text) and not _UNTIL.search(fact.text):
        return None
    asked = pool.truths.asked(pool.index[id(fact)], fact, span, key.setting)
    rest = f"{fact.text[: span.start]} {fact.text[span.end :]}"
    stem = f"{question.text} {rest} {fact.explanation}".casefold()
    heard = frozenset(sound(word) for part in (question.text, rest) for word in slug(part).split("-"))
    return Task(question, key, asked, pool, stem, _spaced(stem), heard, lemmas(stem), bag(key.text))


def _has_many_answers(question: Question, key: Answer) -> bool:
    """As "What is a country in Europe?": the question names a class, and any other of it would be right."""
    if _KIND_OF_MANY.fullmatch(question.text):
        return True
    if question.rule != "subject" or not _ONE_OF_A_KIND.fullmatch(question.text):
        return False
    return key.text[:1].isupper() or len(question.text.split()) < 8


def is_wrong(task: Task, text: str, facts: list[int]) -> bool:
    """Whether a text is surely no right answer; `facts` are the indices of those where it is tagged."""
    if task.asked.negative and task.question.span.tag not in ("when", "howmany"):
        return task.pool.truths.surely_wrong(task.asked, facts)
    return not task.pool.truths.may_be_true(task.asked, text, facts)


def is_named(task: Task, text: str) -> bool:
    """Whether the question, its fact or its explanation names a text, or a telling word of it."""
    return is_spelt_out(task, text) or not (bag(text) & task.stem_lemmas) <= task.own


def is_spelt_out(task: Task, text: str) -> bool:
    """Whether the whole of a text stands in the question, its fact or its explanation."""
    bare = bare_of(text)
    return (len(bare) > 2 and bare in task.stem) or _spaced(bare) in task.stem_spaced


@lru_cache(maxsize=65536)
def bare_of(text: str) -> str:
    """A text in lower case, without its article and its quotation marks."""
    return re.sub(r"^(?:the|an?) ", "", text.casefold()).strip("\"“”«»'‘’")


@lru_cache(maxsize=65536)
def _spaced(text: str) -> str:
    return f" {' '.join(_WORDS.findall(text))} "


def goes_with(task: Task, other: Answer) -> bool:
    """Whether an answer stands in such a setting that it could stand beside the key, as far as a glance tells."""
    key = task.key
    if other.fact == key.fact or other.kind is None or key.kind is None:
        return False
    if key.tag != other.tag and (
        "answer" in (key.tag, other.tag) or not _is_the_same_whatever_asks(task, other)
    ):
        return False
    if (
        key.determiner
        and task.question.form == "cloze"
        and _starts_with_vowel(key) != _starts_with_vowel(other)
    ):
        return False  # "an _____"
    return _like_set(task.pool, key, other) and _is_as_evident(task, other)


def _is_the_same_whatever_asks(task: Task, other: Answer) -> bool:
    """Whether an answer of another tag may stand here: a fleet that was beaten is nobody who entered Moscow."""
    assert task.key.kind is not None and other.kind is not None
    known = task.pool.known_kind(task.key.text) and task.pool.known_kind(other.text)
    return (
        other.fact < 0
        or bool(known)
        or other.kind.form == "acronym"
        or task.key.kind.name.startswith(_OF_ANY_TAG)
    )


def _starts_with_vowel(answer: Answer) -> bool:
    return answer.text[:1].lower() in "aeiou"


def fits(task: Task, other: Answer) -> bool:
    """Whether an answer that goes with the key is another thing, not named in the question, and wrong."""
    key = task.key
    if key.tag == "where" and other.plain in task.pool.together.get(key.plain, ()):
        return False  # one may lie in the other
    if any(may_be_same(one, two) for one in key.spellings for two in other.spellings):
        return False
    if any(set(spelt.words) <= task.stem_sounds for spelt in other.spellings) or is_named(task, other.text):
        return False
    return is_wrong(task, other.text, task.pool.tagged_in(other))


def _like_set(pool: Pool, key: Answer, other: Answer) -> bool:
    """Whether the settings are near enough for answers of this kind."""
    assert key.kind is not None and other.kind is not None
    one, two = key.setting, other.setting
    where = key.tag == other.tag == "where" and key.kind.name.startswith(("place", "thing"))
    if where and one.preposition != two.preposition:
        return False
    if key.tag in ("why", "how") and key.section != other.section:
        return False  # a reason from another subject gives itself away
    if _is_of_another_age(key, other):
        return False
    if other.fact < 0:
        return True
    same_verb = one.verb == two.verb != ""
    if _is_common_noun(key.kind) and not same_verb and not (_is_short(key, other) and pool.prevails(key)):
        return False
    if not key.kind.loose:
        return True
    if key.kind.name.startswith("name"):
        return bool(one.verb) and (one.verb, one.part, one.preposition) == (
            two.verb,
            two.part,
            two.preposition,
        )
    alike = (one.part, one.preposition) == (two.part, two.preposition)
    return alike and (key.section == other.section or one.verb == two.verb)


def _is_short(key: Answer, other: Answer) -> bool:
    """Whether two nouns of a section are so short that they may go with different verbs: "an onion", "a salad"."""
    length, width = len(key.text.split()), len(other.text.split())
    if (key.section, key.setting.part, key.setting.preposition) != (
        other.section, other.setting.part, other.setting.preposition
    ):  # fmt: skip
        return False
    return length < 4 and abs(length - width) < 2


def _is_of_another_age(key: Answer, other: Answer) -> bool:
    """Whether a person lived too long before or after: the further back, the wider an age is."""
    assert key.kind is not None
    if not key.kind.name.startswith("person") or key.year is None or other.year is None:
        return False
    return abs(key.year - other.year) > 100 + (2000 - min(key.year, other.year)) / 4


def _is_common_noun(kind: Kind) -> bool:
    return kind.name.startswith(("thing", "people", "doing"))


def _is_as_evident(task: Task, other: Answer) -> bool:
    """A single word is only beside full names where it is known for a person's: "Apple" is none."""
    assert task.key.kind is not None and other.kind is not None
    if not task.key.kind.name.startswith("person") or task.key.kind.form == other.kind.form:
        return True
    return all(_is_evident(task.pool, answer) for answer in (task.key, other))


def _is_evident(pool: Pool, answer: Answer) -> bool:
    assert answer.kind is not None
    return (
        answer.kind.form != "single"
        or pool.known_kind(answer.text) in PERSON_KINDS
        or (answer.setting.part != "behind" and answer.setting.verb in PEOPLE_DO)
        or answer.text.casefold() in pool.surnames
    )


def fitness(task: Task, other: Answer, random: Random) -> float:
    """How well an answer stands beside the key; more is better, and chance decides among equals."""
    key = task.key
    assert key.kind is not None and other.kind is not None
    score = 1.5 * random.random()
    if key.setting.verb and (key.setting.verb, key.setting.part) == (other.setting.verb, other.setting.part):
        score += 4.0
    elif task.pool.share_a_verb(key, other):
        score += 2.5
    if key.section == other.section:
        score += 3.0
    elif key.section[:1] == other.section[:1]:
        score += 1.5
    score += 3.0 if key.kind.form == other.kind.form else 0.0
    if key.year is not None and other.year is not None:
        score -= min(abs(key.year - other.year) / 40, 4.0)
    elif key.year is not None and other.fact >= 0:
        score -= 1.5  # of whatever age
    if other.fact < 0:
        score -= 2.0
    score -= 0.5 * min(abs(len(key.text.split()) - len(other.text.split())), 4)
    return score - 2.0 * abs(log(len(other.text) / len(key.text)))


def differ(options: list[Answer], other: Answer) -> bool:
    """Whether an answer is surely another thing than each of the options."""
    return not any(
        may_be_same(one, two) for option in options for one in option.spellings for two in other.spellings
    )


def stands_out(key: Answer, others: list[Answer], *, names: bool = False) -> bool:
    """Whether the key is the longest by far; with `names`, by how much more a name may be so than a phrase.

    A name is as long as it is, and its length tells less: "The World Health Organization" beside UNICEF.
    """
    assert key.kind is not None
    most = 2.5 if names and key.kind.name.startswith(("person", "organisation", "country")) else 1.8
    return (
        len(key.text) > 12
        and bool(others)
        and len(key.text) > most * max(len(other.text) for other in others)
    )
