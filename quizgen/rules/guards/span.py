"""Spans that are no answer to their question word, or one among many: clauses, qualities, conditions, mere kinds."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import value_of
from quizgen.english.parse import parse
from quizgen.rules.guards.refusing import refuses
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target


def no_answer(target: Target) -> Refusal | None:
    """Why what is tagged cannot answer what its tag asks."""
    answer, tag = target.fact[target.span], target.span.tag
    if tag in ("who", "what", "where", "when") and not _is_carried(target) and _is_clause(answer):
        return Refusal("clause", "a whole clause is tagged; tag the phrase in it that is to be asked for")
    if tag == "what" and target.verb == "be" and _is_quality(answer.lower()):
        return Refusal(
            "predicate", 'the span is a quality, which "what" does not ask for; tag the noun with it'
        )
    if target.clause is not target.main and _is_bare_count(target):
        return Refusal("too-little", "what is counted stands in the other half; say it here too")
    if tag in ("why", "how") and re.match(r"(?i)(?:unless|if|when|while|until|although|though)\b", answer):
        why = "the span says under which condition, not why or how; tag the reason, or another span"
        return Refusal("condition", why)
    complement = target.predicate.tail[:1]
    if target.position == "subject" and target.verb == "be" and complement and complement[0].sort == "clause":
        why = "behind the verb stands a clause, which such a question cannot keep; make it a noun"
        return Refusal("nominal", why)
    if tag in ("why", "how") and _is_predicate(target):
        return Refusal("predicate", "the span says what the subject is, not why or how; tag it .what")
    return None


def _is_carried(target: Target) -> bool:
    """Whether a word before the span makes of a clause a time, or all that was said: "when [it rains]"."""
    before = target.parse.text[: target.span.start].rstrip()
    opened = before.endswith(("until", "till", "since", "when", "whenever", "while", "once"))
    said = target.span.tag == "what" and target.tokens[max(target.index - 1, 0)].lower == "that"
    return bool(before) and (opened or said)


def _is_predicate(target: Target) -> bool:
    """As in "The sky is [blue]{.why}"."""
    alone = target.piece is not None and target.predicate.tail[:1] == (target.piece,)
    leads = re.match(
        r"(?i)(?:to|because|so that|in order|by|with|through|for|due|on|from)\b", target.fact[target.span]
    )
    return alone and target.verb == "be" and not target.predicate.group.aux and not leads


_UNSAID = frozenset({"some", "any", "many", "few", "more", "one", "ones"})


def _is_bare_count(target: Target) -> bool:
    """As in "but [a newborn baby] has about 300", "had found some": three hundred what?"""
    tail = target.predicate.tail
    if not tail or tail[-1].sort not in ("noun", "preposition") or target.verb == "be":
        return False
    if target.tokens[tail[-1].start].lower == "at":
        return False  # an age
    alone = (piece for piece in tail if piece.sort == "noun" and piece.end - piece.start == 1)
    if any(
        target.tokens[piece.start].sort == "word" and target.tokens[piece.start].lower in _UNSAID
        for piece in alone
    ):
        return True
    last = target.tokens[tail[-1].end - 1]
    if last.is_in(words.NUMBER_WORDS) and last.lower != "one" and tail[-1].sort == "noun":
        return True  # "whereas [insects] have only six"
    return (last.sort == "number" and not last.is_year) or (last.kind == "howmany" and last.text.isdigit())


def _is_quality(answer: str) -> bool:
    """As in "was almost completely [deaf]"."""
    known = look_up(answer) if answer.isalpha() else None
    return known is not None and known.can_be("JJ") and not known.can_be("NN", "NNS", "VBG")


def _is_clause(answer: str) -> bool:
    found = answer.split(" ")
    if len(found) < 3 or found[0][:1] in "\"“«‘'":
        return False
    reading = parse(answer)
    if not reading.clauses or reading.margin < 3:
        return False
    main = reading.clauses[0]
    group = main.predicates[0].group
    finite = reading.tokens[group.first]
    certain = (
        finite.is_in(words.FINITE_BE, words.MODALS)
        or finite.lower in ("has", "had", "did", "does")
        or (finite.word.can_be("VBD") and not finite.word.can_be("VBN", "NN", "JJ"))
    )
    return certain and main.subject is not None and main.subject[0] == 0 and not main.inverted


_YEARS = re.compile(r"\b(\d{3,4})\b\D{1,12}\b(\d{3,4})\b")


@refuses("leak", "the years in the sentence give the answer; say them in another fact")
def can_be_counted_out(target: Target) -> bool:
    """As in "spent [four] years on it, from 1508 to 1512": the dates would give the answer."""
    behind = target.fact.text[target.span.end :]
    if target.span.tag != "howmany" or not behind.startswith((" years", " year ")):
        return False
    value = value_of(target.fact[target.span].lower())
    found = _YEARS.search(target.fact.text)
    return found is not None and value is not None and int(found[2]) - int(found[1]) == value


_WANTING = frozenset(
    "want wish try hope plan intend decide need agree refuse promise begin start continue attempt aim expect manage "
    "fail learn seem appear tend like love prefer".split()
)
_HELPING = frozenset("help allow enable cause force persuade ask tell order encourage permit want".split())


@refuses("predicate", "the span says what, and not why or how; tag it .what, or a reason")
def completes_the_verb(target: Target) -> bool:
    """As in "wanted [to take it back]", "helps the body [to digest fats]": no reason, but what was wanted."""
    if target.span.tag not in ("why", "how") or not target.fact[target.span].startswith("to "):
        return False
    if target.position != "tail" or target.predicate.group.passive:
        return False
    wanted = not target.leading and target.verb in _WANTING
    helped = [piece.sort for piece in target.leading] == ["noun"] and target.verb in _HELPING
    return wanted or helped


@refuses("predicate", 'the span is a quality, which "how" does not ask for; tag it .what')
def is_a_state(target: Target) -> bool:
    """As in "turns litmus paper [red]{.how}": what colour, and not how."""
    answer = target.fact[target.span]
    if target.span.tag != "how" or not answer.isalpha():
        return False
    known = look_up(answer.lower())
    return known.can_be("JJ") and not known.can_be("RB")


@refuses("too-little", "a kind alone has many names; say more, or tag another span")
def says_only_its_kind(target: Target) -> bool:
    """As in "lays eggs although it is [a mammal]": "What is the platypus?" has many answers."""
    if target.verb != "be" or target.clause.sort != "adverbial" or target.span.tag != "what":
        return False
    alone = target.predicate.tail[:1] == (target.piece,) and len(target.predicate.tail) == 1
    return alone and bool(re.match(r"(?i)an? ", target.fact[target.span]))


@refuses("multi-answer", "nothing tells it from others of its kind; say more about it")
def is_defined(target: Target) -> bool:
    """As in "[The Great Wave] is a woodblock print": "What is a woodblock print?" would ask what such a print is."""
    clause, tail = target.clause, target.predicate.tail
    if target.verb != "be" or target.position != "subject" or target.span.tag != "what" or target.span.kind:
        return False
    if not tail or tail[0].sort != "noun" or target.predicate.group.aux or clause.fronted:
        return False
    piece = tail[0]
    plain = all(
        token.sort == "word" and not token.proper and token.lower != "of"
        for token in target.tokens[piece.start : piece.end]
    )
    alone = len(tail) == 1 or tail[1].sort == "mark"
    return (
        plain and alone and piece.end - piece.start <= 3 and target.tokens[piece.start].lower in ("a", "an")
    )


@refuses("negative-stem", "what something is not has no end of answers; say what it is")
def is_not_one(target: Target) -> bool:
    """As in "[São Paulo] isn't the capital": so is nearly everything else."""
    if target.verb != "be" or target.predicate.group.aux or target.clause.inverted:
        return False
    denied, what = target.predicate.tail[:1], target.predicate.tail[1:2]
    is_not = bool(denied) and target.tokens[denied[0].start].is_in(words.NEGATIONS)
    noun = bool(what) and target.tokens[what[0].start].is_in(words.ARTICLES)
    return is_not and noun and target.span.tag in ("who", "what", "where")
