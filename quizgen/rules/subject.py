"""Ask for the subject: the question word takes its place and nothing else moves.

[Ada Lovelace]{.who} wrote the first program in 1843.
Who wrote the first program in 1843? -> Ada Lovelace

[Bees]{.what} collect [nectar]{.what}.
What collects nectar? -> Bees
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.dates import date_in
from quizgen.english import words
from quizgen.english.inversion import subject_verb
from quizgen.english.lexicon import inflect, look_up
from quizgen.english.number import number_of
from quizgen.english.verbs import is_adverb
from quizgen.english.wording import join, question
from quizgen.rules.compose import in_front, piece_of, says_that, wording
from quizgen.rules.phrase import NAME_WORDS, is_part_of_more, is_plural, which
from quizgen.rules.reference import subject_text
from quizgen.rules.tail import lengths, opening, tail_text
from quizgen.rules.target import TOO_DEEP, Refusal, Wording
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token
    from quizgen.rules.target import Target


def subject(target: Target) -> Wording | Refusal | None:
    """Who/What + verb + rest, for a span that is the whole subject."""
    if target.position != "subject" or target.span.tag not in ("who", "what", "where", "when"):
        return None
    clause = target.clause
    if clause.sort not in ("main", "coordinate", "adverbial", "that") and not (
        clause.sort == "relative" and clause.bounded and clause.opener == clause.start
    ):
        return Refusal(
            "island", "the span stands in a clause that cannot be asked alone; say it in a fact of its own"
        )
    if clause.sort == "relative" and isinstance(refusal := subject_text(target), Refusal):
        return refusal
    if (pair := _together(target)) is not None:
        return pair
    if clause.subject is None or not _is_whole(target, *clause.subject):
        return Refusal("part-of-phrase", "only a part of the subject is tagged; tag the whole of it")
    if target.tokens[target.index].lower in words.SUBJECT_PRONOUNS and not target.span.stands_for:
        return Refusal("vague-pronoun", 'the answer would be a pronoun; say who it is with is="…"')
    if target.fact[target.span].split(" ")[0].lower() in (
        "neither",
        "no",
        "none",
        "nobody",
        "nothing",
        "no-one",
    ):
        return Refusal(
            "negative", "the answer would be nobody or nothing; tag another span, or say what is so"
        )
    if _is_only_a_number(target):
        return Refusal(
            "too-little", "nothing but a number would be left to ask by; say more, or do not tag the subject"
        )
    if target.verb == "mean" and target.span.tag == "what" and not target.predicate.group.passive:
        return Refusal("meaning", '"what means …?" is not how people ask for a word; tag the meaning')
    if target.span.tag == "when" and not _unit_of_time(target):
        return Refusal(
            "time",
            "a time that does something can be asked for only if it is a year, a decade or the like; tag it .what",
        )
    if clause.sort == "that":
        return _through_that(target)
    return about_subject(target, _words_for(target), singular=not (target.span.kind and is_plural(target)))


def _is_only_a_number(target: Target) -> bool:
    """As in "[The atomic number of carbon] is 6"."""
    tail = target.predicate.tail
    if target.verb != "be" or len(tail) != 1 or tail[0].sort != "noun" or tail[0].end - tail[0].start != 1:
        return False
    token = target.tokens[tail[0].start]
    return token.sort == "number" or token.kind == "howmany"


_FOUNDED = frozenset({"found", "establish", "create", "launch", "dissolve", "abolish"})
"""What happens to firms and states, never to people: "What was founded by …", even if it is tagged .who."""


def _is_a_name(target: Target) -> bool:
    """As in "[George Eliot] was the pen name of …": a name is a thing."""
    tail = target.predicate.tail[:1]
    head = target.parse.words(tail[0].start, tail[0].end).split(" of ")[0].split(" ")[-1] if tail else ""
    return target.verb == "be" and head.lower() in NAME_WORDS


_UNITS = frozenset({"year", "decade", "century", "month", "day"})


def _unit_of_time(target: Target) -> str:
    """As in "[1816] was known as …", "[The 1970s] saw …": what kind of time it is, empty if none of these."""
    if target.span.kind:
        return which(target)
    date = date_in(target.fact[target.span])
    return date.precision if date is not None and date.precision in _UNITS and date.relation == "at" else ""


_WHERE_IT_IS = frozenset(
    "in at on near around inside outside under above beneath behind beside along".split()
)


def _is_placed(target: Target) -> bool:
    """As in "[The Burj Khalifa] in [Dubai] is …": nothing stands behind the span in the subject but where it is."""
    behind = target.tokens[target.index + 1 : (target.clause.subject or (0, 0))[1]]
    return (
        len(behind) > 1
        and target.index == (target.clause.subject or (-1, 0))[0]
        and behind[0].lower in _WHERE_IT_IS
        and all(token.kind in ("", "where") and not token.is_in(words.COORDINATORS) for token in behind)
        and target.span.tag in ("who", "what")
    )


def _says_kind(target: Target) -> bool:
    """As in "is the only metal that …": "Which metal is the only metal" would say it twice."""
    tail = target.predicate.tail[:1]
    said = target.parse.words(tail[0].start, tail[0].end).lower() if tail and target.verb == "be" else ""
    return target.span.kind.split(" ")[-1].lower() in re.findall(r"\w+", said)


def _words_for(target: Target) -> list[str]:
    if target.span.kind and not _says_kind(target):
        first, last = target.clause.subject or (0, 0)
        behind = target.tokens[target.index + 1 : last]
        by = behind and behind[0].is_in(words.PREPOSITIONS) and first == target.index
        return [join(f"which {which(target)}", target.parse.words(target.index + 1, last) if by else "")]
    if target.span.tag == "when":
        return [f"which {_unit_of_time(target)}"]
    if _is_placed(target):
        place = target.parse.words(target.index + 1, (target.clause.subject or (0, 0))[1])
        return [f"{TAGS[target.span.tag].word} {place}"]
    if target.span.tag == "where":
        return ["what"] if target.verb == "be" else ["which place"]
    founded = target.predicate.group.passive and target.verb in _FOUNDED
    return ["who" if target.span.tag == "who" and not founded and not _is_a_name(target) else "what"]


def _together(target: Target) -> Wording | None:
    """As in "[Bill Gates] and [Paul Allen] set up …": one is asked for together with the other."""
    clause = target.clause
    assert clause.subject is not None
    first, last = clause.subject
    tokens, predicate = target.tokens, target.predicate
    if (
        last - first != 3
        or tokens[first + 1].lower != "and"
        or clause.sort != "main"
        or len(clause.predicates) > 1
    ):
        return None
    pair = (tokens[first], tokens[first + 2])
    object_ = predicate.tail[0] if predicate.tail else None
    if {token.kind for token in pair} != {"who"} or object_ is None or object_.sort != "noun":
        return None
    if predicate.group.passive or target.verb in words.LINKING:
        return None
    other = pair[1] if target.index == first else pair[0]
    verb = subject_verb(target.parse, predicate, singular=True)
    if verb is None:
        return None
    known = target.parse.words(object_.start, object_.end)
    forms = [
        question("Who", verb, known, f"together with {other.text}", tail_text(target, [object_], short=short))
        for short in lengths(target)
    ]
    asked = wording(target, forms)
    return asked if isinstance(asked, Wording) else None


def about_subject(target: Target, asked: list[str], *, singular: bool = True) -> Wording | Refusal:
    """The clause with `asked` for its subject."""
    agrees = singular and not _stays_plural(target)
    forms: list[str] = []
    for short in lengths(target):
        body = _body(target, agrees, short)
        if body is None:
            return Refusal(
                "verb-form",
                "the form of the verb is not understood; use a plainer one, or tag the verb: [rose]{.verb}",
            )
        before = opening(target)
        for word in asked:
            forms.append(question(before, word, _of_one(target, body) if agrees else body))
    return wording(target, forms)


def _body(target: Target, singular: bool, short: bool) -> str | None:
    """All predicates of the clause, the words between them kept."""
    parts: list[str] = []
    clause = target.clause
    for number, predicate in enumerate(clause.predicates):
        verb = subject_verb(target.parse, predicate, singular=singular)
        if verb is None:
            return None
        seen = replace(target, predicate=predicate)
        if number:
            seen = replace(seen, clause=replace(clause, fronted=()))
            parts.append(_between(target, clause.predicates[number - 1].end, predicate.group.first))
        parts += [verb, tail_text(seen, short=short)]
    return join(*parts)


_THEY = re.compile(r"\b(?:they (?P<verb>[a-z]+)|their|them|themselves)\b")
_ONE = {"their": "its", "them": "it", "themselves": "itself"}


def _of_one(target: Target, body: str) -> str:
    """The body with "it" for a "they" that stood for the subject, which is asked for as one: "What is green because
    it contains chlorophyll?". Not where another plural comes before it, which it may stand for."""
    first, last = target.clause.subject or (0, 0)
    verb = target.tokens[target.predicate.group.first].lower
    several = (
        verb in ("are", "were", "have") or number_of(target.parse.words(first, last).lower()) == "plural"
    )
    if target.span.tag != "what" or not several:
        return body
    found = _THEY.search(body)
    if found is None or not found["verb"]:
        return body  # "What cannot fly because their wings …" is how people ask
    if any(token.word.can_be("NNS") for token in _between_verb_and(target, "they")):
        return body
    return _THEY.sub(_it, body)


def _between_verb_and(target: Target, pronoun: str) -> Sequence[Token]:
    behind = target.tokens[target.clause.predicates[0].groups[-1].last + 1 :]
    stop = next((index for index, token in enumerate(behind) if token.lower == pronoun), 0)
    return [
        *(token for token in behind[:stop] if token.sort == "word"),
        *(
            replace(token, word=look_up("things"))
            for token in behind[:stop]
            if token.sort == "phrase" and number_of(token.text) != "singular"
        ),
    ]


def _it(match: re.Match[str]) -> str:
    verb = match["verb"]
    if verb is None:
        return _ONE[match.group()]
    known = look_up(verb)
    if verb in words.MODALS or known.can_be("VBD"):
        return f"it {verb}" if verb != "were" else "it was"
    singular = {"are": "is", "have": "has", "do": "does"}.get(verb)
    return f"it {singular or inflect(verb, 'VBZ') if known.can_be('VB') or singular else verb}"


def _between(target: Target, end: int, first: int) -> str:
    """The "and" or the comma that links two predicates."""
    while first > end and is_adverb(target.tokens[first - 1]):
        first -= 1
    links = [
        token.text
        for token in target.tokens[end:first]
        if token.is_in(words.COORDINATORS) or token.sort == "mark"
    ]
    return " ".join(links)


def _stays_plural(target: Target) -> bool:
    """As in "Who were the leaders of …": be agrees with the noun behind it."""
    named = target.predicate.group.passive and target.verb in words.NAMING | {"know"}
    if not named and (target.verb != "be" or target.predicate.group.aux):
        return False
    nouns = [piece for piece in target.predicate.tail[:1] if piece.sort == "noun"]
    return any(number_of(target.parse.words(piece.start, piece.end)) == "plural" for piece in nouns)


def _is_whole(target: Target, first: int, last: int) -> bool:
    """Whether the span is the whole subject, or all of it but an article and words like "the physicist"."""
    behind = target.tokens[target.index + 1 : last]
    if _is_placed(target):
        return True
    if target.span.kind and first == target.index and behind and behind[0].is_in(words.PREPOSITIONS):
        return True  # "[Aida] by Verdi", asked for as "Which opera by Verdi"
    if last - 1 != target.index and _is_participle(target, target.index + 1):
        last = target.index + 1  # "[Ships] built in Venice"
    if last - 1 != target.index:
        return all(
            clause.bounded and clause.start <= target.index + 2
            for clause in target.parse.clauses
            if clause.sort == "relative" and first < clause.start < last
        ) and any(clause.bounded and clause.start == target.index + 2 for clause in target.parse.clauses)
    before = target.tokens[first : target.index]
    return not is_part_of_more(before) and not (before and before[0].word.can_be("VBG"))


def _is_participle(target: Target, index: int) -> bool:
    token, after = target.tokens[index], target.tokens[index + 1 : index + 2]
    return (
        token.word.can_be("VBN")
        and not token.word.can_be("NN")
        and any(one.is_in(words.PREPOSITIONS) for one in after)
    )


def _through_that(target: Target) -> Wording | Refusal:
    """As in "What did Lavoisier show requires oxygen?": "that" goes, since nothing may stand before the gap."""
    inner = target.clause
    outer = target.parse.clauses[inner.parent]
    if outer.sort != "main" or len(inner.predicates) != 1 or not says_that(target, outer):
        return TOO_DEEP
    piece = piece_of(outer, inner)
    verb = subject_verb(target.parse, inner.predicates[0], singular=True)
    if piece is None or verb is None:
        return TOO_DEEP
    rest = join(verb, tail_text(target))
    return in_front(target.with_clause(outer), _words_for(target), [piece], keep=rest)
