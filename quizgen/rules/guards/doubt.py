"""Shapes whose question, though well formed, would say less than the fact, or something else."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.number import value_of
from quizgen.rules.reference import object_fits
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from quizgen.rules.target import Target


def doubt(target: Target) -> Refusal | None:
    """Why a question would not be what the fact says, though nothing is wrong with its grammar."""
    return next((reason for holds, reason in _DOUBTS if holds(target)), None)


def _may_be_so(target: Target) -> bool:
    """As in "people may be living in [cities]": "Where may people be living" would ask for leave."""
    group = target.predicate.group
    may = target.tokens[group.first].lower in ("may", "might")
    lasts = len(group.aux) > 1 and target.tokens[group.verb].word.can_be("VBG")
    return may and lasts and target.position != "subject"


_ANCHORS = frozenset("by before when after until till since once already within".split())


def _had_before(target: Target) -> bool:
    """As in "had been [a schoolteacher]": before what?"""
    group, clause = target.predicate.group, target.clause
    if (
        target.tokens[group.first].lower != "had"
        or not group.aux
        or clause.sort not in ("main", "coordinate")
    ):
        return False
    if target.verb != "be" or target.tokens[group.aux[-1]].lower == "to":
        return False
    told = any(
        token.kind == "when" or (token.sort == "number" and len(token.text) == 4) or token.lower in _ANCHORS
        for token in target.tokens
    )
    return not told


_ELSE = frozenset({"otherwise", "instead", "either", "too"})


def _goes_on_from_before(target: Target) -> bool:
    """As in "otherwise it may crack in [the kiln]", "but they also have [unlimited liability]"."""
    clause = target.clause
    if clause.sort != "coordinate":
        return False
    inside = target.tokens[clause.start : clause.end]
    behind = target.tokens[target.predicate.group.last + 1 : clause.end]
    if any(token.is_in(_ELSE) for token in inside) or any(token.lower == "there" for token in behind):
        return True  # "otherwise it may crack", "and he died there in [1821]"
    return (
        target.verb == "have" and len(target.predicate.tail) == 1 and any(t.lower == "also" for t in inside)
    )


def _is_most_of_what(target: Target) -> bool:
    """As in "and [Algeria] is the largest": the largest what?"""
    if target.verb != "be" or target.position != "subject" or len(target.predicate.tail) != 1:
        return False
    if target.clause.sort == "relative":
        return False  # "of which [Abu Dhabi] is the largest"
    piece = target.predicate.tail[0]
    last = target.tokens[piece.end - 1]
    return (
        piece.end - piece.start == 2
        and target.tokens[piece.start].lower == "the"
        and last.sort == "word"
        and (last.lower.endswith("est") or last.lower in ("first", "last", "only", "most", "best", "worst"))
        and not target.span.kind
    )


def _owner_comes_later(target: Target) -> bool:
    """As in "After [the Armada] was defeated, many of its ships sank": asked, the ships come before the Armada."""
    clause = target.clause
    if clause.subject is None or target.index < clause.subject[1]:
        return False
    first, last = clause.subject
    if clause is not target.main:  # "although most of its committees work in [Brussels]"
        return any(target.tokens[index].is_in(words.POSSESSIVES) for index in range(first + 1, last))
    owned = any(target.tokens[index].is_in(words.POSSESSIVES) for index in range(first, last))
    return owned and any(piece.sort == "clause" for piece in clause.fronted)


def _is_told_which(target: Target) -> bool:
    """As in "passed [a law] which banned …": not any law."""
    return (
        target.position == "tail"
        and target.span.tag in ("who", "what")
        and bool(re.match(r"(?i)an? ", target.fact[target.span]))
        and any(
            clause.sort == "relative" and not clause.bounded and clause.start == target.index + 1
            for clause in target.parse.clauses
        )
    )


_STAYS = frozenset(
    "journey journeys voyage voyages trip trips flight march expedition tour crossing visit visits stay stays "
    "trek passage pilgrimage mission".split()
)
_MAKING = frozenset(
    "make take undertake lead go complete organise organize send finance fund begin start".split()
)


def _belongs_to_journey(target: Target) -> bool:
    """As in "paid for her own journey to [the Crimea]", "during a stay near [Lake Geneva]"."""
    before, piece = target.before, target.piece
    if target.span.tag != "where" or before is None or piece is None or piece.sort != "preposition":
        return False
    opener = target.tokens[before.start].lower if before.sort == "preposition" else ""
    if (
        opener in ("after", "before", "since", "until")
        and before.end - before.head > 1
        and before.end == piece.start
    ):
        return target.tokens[piece.start].lower in (
            "at",
            "in",
            "on",
            "of",
            "near",
        )  # "after his defeat at [Waterloo]"
    if target.tokens[before.end - 1].lower not in _STAYS:
        return False
    made = before.sort == "noun" and target.verb in _MAKING
    return not made


_YEARS = re.compile(r"\b(\d{3,4})\b\D{1,12}\b(\d{3,4})\b")


def _can_be_counted_out(target: Target) -> bool:
    """As in "spent [four] years on it, from 1508 to 1512": the dates would give the answer."""
    if target.span.tag != "howmany" or not target.fact.text[target.span.end :].startswith(
        (" years", " year ")
    ):
        return False
    value = value_of(target.fact[target.span].lower())
    found = _YEARS.search(target.fact.text)
    return found is not None and value is not None and int(found[2]) - int(found[1]) == value


_BARE_END = re.compile(
    r"(?i) but [^,;]+ (?:do|does|did|is|are|was|were|has|have|had|can|could|will"
    r"|would|must|should)(?:n['’]t| ?not)?[.!]?$"
)


def _ends_half_said(target: Target) -> bool:
    """As in "loses its contents when the power is off, but ROM doesn't", read as a part of the clause before it."""
    match = _BARE_END.search(target.fact.text)
    if match is None:
        return False
    return not any(
        clause.sort == "coordinate" and abs(target.tokens[clause.start].start - match.start()) < 6
        for clause in target.parse.clauses
    )


def _goes_onward(target: Target) -> bool:
    """As in "from [1944] onwards": the word behind the date belongs to it."""
    behind = target.tokens[target.index + 1 : target.index + 2]
    return target.span.tag == "when" and bool(behind) and behind[0].lower in ("onwards", "onward")


def _tells_more_of_time(target: Target) -> bool:
    """As in "since [1 January 2023], when it replaced [the kuna]": a clause about the date, not a condition."""
    clause = target.clause
    if clause.sort != "adverbial" or clause.opener is None or clause.opener < 2:
        return False
    if target.tokens[clause.opener].lower not in ("when", "where"):
        return False
    comma, before = target.tokens[clause.opener - 1], target.tokens[clause.opener - 2]
    dated = before.kind in ("when", "where") or (before.sort == "number" and len(before.text) == 4)
    return comma.text == "," and dated


def _pronoun_may_be_object(target: Target) -> bool:
    """As in "used to contain [lead], but it was banned": lead was, and not what contained it."""
    clause, main = target.clause, target.main
    if clause.sort != "coordinate" or clause.subject is None or main.subject is None:
        return False
    first, last = clause.subject
    token = target.tokens[first]
    if last - first != 1 or token.lower != "it" or token.sort != "word" or not target.predicate.group.passive:
        return False
    if not object_fits(target, token, *main.subject):
        return False
    return any(
        piece.sort == "noun" and object_fits(target, token, piece.start, piece.end)
        for predicate in main.predicates
        for piece in predicate.tail
        if target.tokens[piece.end - 1].kind == "what"
    )


def _is_defined(target: Target) -> bool:
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


def _is_not_one(target: Target) -> bool:
    """As in "[São Paulo] isn't the capital": so is nearly everything else."""
    if target.verb != "be" or target.predicate.group.aux or target.clause.inverted:
        return False
    denied, what = target.predicate.tail[:1], target.predicate.tail[1:2]
    is_not = bool(denied) and target.tokens[denied[0].start].is_in(words.NEGATIONS)
    noun = bool(what) and target.tokens[what[0].start].is_in(words.ARTICLES)
    return is_not and noun and target.span.tag in ("who", "what", "where")


def _is_shared_out(target: Target) -> bool:
    """As in "turns [red] in an acid and [blue] in an alkali", read as if the acid were blue."""
    tail = target.predicate.tail
    if target.position != "tail":
        return False
    for piece, after in pairwise(tail):
        inside = target.tokens[piece.start : piece.end]
        same = target.tokens[piece.start].lower == target.tokens[after.start].lower
        joined = any(
            one.is_in(words.COORDINATORS) and other.kind == target.span.tag for one, other in pairwise(inside)
        )
        if piece.sort == after.sort == "preposition" and same and joined:
            return True
    return False


_ALWAYS_KNOWN = frozenset(
    "sun moon earth world sky sea government state church king queen pope president".split()
)


def _names_by_the_first_half(target: Target) -> bool:
    """As in "reached [England] and killed [a third] of the people": of which people, the first half says."""
    if target.predicate is target.main.predicates[0] or target.clause is not target.main:
        return False
    for piece in target.predicate.tail:
        if piece.sort not in ("noun", "preposition") or piece.end - piece.noun < 2:
            continue
        article, last = target.tokens[piece.end - 2], target.tokens[piece.end - 1]
        bare = article.lower == "the" and last.sort == "word" and not last.proper
        if bare and last.lower not in _ALWAYS_KNOWN and last.word.can_be("NN", "NNS"):
            return True
    return False


def _acts_on_itself(target: Target) -> bool:
    """As in "[African elephants] cool themselves": "What cools itself" is another thing."""
    if target.position != "subject" or target.span.tag not in ("what", "where") or target.span.kind:
        return False
    if not target.predicate.tail:
        return False
    first = target.predicate.tail[0].start
    behind = [token.lower for token in target.tokens[first : first + 2]]
    return behind[:1] == ["themselves"] or behind in (["each", "other"], ["one", "another"])


def _leaves_out_what_it_is(target: Target) -> bool:
    """As in "Mercury, the planet closest to the Sun, takes [88] days to go round it": the question drops the Sun."""
    if target.clause is not target.main or not target.clause.asides:
        return False
    behind = target.tokens[target.predicate.group.last + 1 : target.predicate.end]
    pointing = [number for number, token in enumerate(behind) if token.is_in(_POINTING)]
    nouns = [
        number
        for number, token in enumerate(behind)
        if token.kind in ("who", "what", "where") or token.proper
    ]
    return bool(pointing) and not any(number < pointing[0] for number in nouns)


_POINTING = frozenset({"it", "him", "them"})


def _is_verb_of_pronoun(target: Target) -> bool:
    """As in "when it [freezes]": the pronoun's verb is tagged, and not the time."""
    if target.index < 2 or target.span.tag == "verb" or " " in target.fact[target.span]:
        return False
    opener, pronoun = target.tokens[target.index - 2 : target.index]
    told = pronoun.is_in(words.SUBJECT_PRONOUNS) and opener.is_in(words.SUBORDINATORS)
    return told and look_up(target.fact[target.span].lower()).can_be("VBZ", "VBD", "VB")


def _nobody_more_than(target: Target) -> bool:
    """As in "No country has won [the World Cup] more often than Brazil"."""
    subject = target.clause.subject
    if subject is None or target.tokens[subject[0]].lower not in ("no", "nobody", "none", "few"):
        return False
    return any(token.lower == "than" for token in target.tokens[subject[1] :])


def _is_compared_in_front(target: Target) -> bool:
    """As in "Unlike [frogs], toads have dry skin": "Unlike what" is not how people ask."""
    piece = target.piece
    return (
        target.position == "fronted"
        and piece is not None
        and target.tokens[piece.start].lower in ("unlike", "like")
    )


_WORKS = frozenset("design designs plans drawings words music lyrics ideas poems texts songs letters".split())


def _made_the_work(target: Target) -> bool:
    """As in "was built to designs by [Costa]": he made the designs, and not what was built."""
    piece = target.piece
    if piece is None or target.position != "tail" or target.tokens[piece.start].lower != "by":
        return False
    return target.tokens[piece.start - 1].lower in _WORKS


_HEARSAY = frozenset("say think believe suppose report know rumour claim".split())


def _is_hearsay(target: Target) -> bool:
    """As in "is said to have thought of gravity when he saw [an apple]": nobody was said to at that moment."""
    main = target.main
    group = main.predicates[0].group if main.predicates else None
    if target.clause.sort != "adverbial" or group is None or not group.passive:
        return False
    tail = main.predicates[0].tail[:1]
    verb = target.tokens[group.verb].word.lemma("VBN")
    return verb in _HEARSAY and bool(tail) and tail[0].sort == "infinitive"


def _leads_to_more(target: Target) -> bool:
    """As in "without [any harm] to the patient": what follows belongs to the span."""
    piece, behind = target.piece, target.behind
    if piece is None or behind is None or target.tokens[piece.start].lower != "without":
        return False
    return target.tokens[behind.start].lower in ("to", "of", "for")


_CONDITION = re.compile(r"(?i), (?:provided|providing|on condition) (?:that )?")


def _holds_only_if(target: Target) -> bool:
    """As in "wins, provided that the lead is two points": true of no half alone."""
    return bool(_CONDITION.search(target.fact.text))


_SOME_OF_THEM = re.compile(
    r"(?i),? (?:and|but) (?:most|some|many|all|both|few|several|none|half) of (?:them|these)\b"
)


def _speaks_of_some(target: Target) -> bool:
    """As in "find their way by …, and most of them eat [insects]", read as one half."""
    match = _SOME_OF_THEM.search(target.fact.text)
    if match is None or target.span.start < match.end():
        return False
    return not any(
        clause.sort == "coordinate" and abs(target.tokens[clause.start].start - match.start()) < 7
        for clause in target.parse.clauses
    )


_WANTING = frozenset(
    "want wish try hope plan intend decide need agree refuse promise begin start continue attempt aim expect manage "
    "fail learn seem appear tend like love prefer".split()
)
_HELPING = frozenset("help allow enable cause force persuade ask tell order encourage permit want".split())


def _completes_the_verb(target: Target) -> bool:
    """As in "wanted [to take it back]", "helps the body [to digest fats]": no reason, but what was wanted."""
    if target.span.tag not in ("why", "how") or not target.fact[target.span].startswith("to "):
        return False
    if target.position != "tail" or target.predicate.group.passive:
        return False
    wanted = not target.leading and target.verb in _WANTING
    helped = [piece.sort for piece in target.leading] == ["noun"] and target.verb in _HELPING
    return wanted or helped


def _is_a_state(target: Target) -> bool:
    """As in "turns litmus paper [red]{.how}": what colour, and not how."""
    answer = target.fact[target.span]
    if target.span.tag != "how" or not answer.isalpha():
        return False
    known = look_up(answer.lower())
    return known.can_be("JJ") and not known.can_be("RB")


def _owner_is_asked_for(target: Target) -> bool:
    """As in "after [Lord Byron] had challenged his guests": his may be the one's who is asked for."""
    if target.position != "subject" or target.span.tag != "who" or target.clause.sort != "adverbial":
        return False
    return any(
        target.tokens[piece.noun].lower in ("his", "her") and target.tokens[piece.noun].sort == "word"
        for piece in target.predicate.tail
        if piece.noun < piece.end
    )


def _says_only_its_kind(target: Target) -> bool:
    """As in "lays eggs although it is [a mammal]": "What is the platypus?" has many answers."""
    if target.verb != "be" or target.clause.sort != "adverbial" or target.span.tag != "what":
        return False
    alone = target.predicate.tail[:1] == (target.piece,) and len(target.predicate.tail) == 1
    return alone and bool(re.match(r"(?i)an? ", target.fact[target.span]))


_LEFT_OUT = "the question would leave out what it needs; say it in a fact of its own"

_DOUBTS: tuple[tuple[Callable[[Target], bool], Refusal], ...] = (
    (
        _may_be_so,
        Refusal("modal", 'asked with "may", it would be about leave and not about chance; say what is so'),
    ),
    (
        _had_before,
        Refusal("tense", 'it is not said before what it "had" been so; say when, or use a plain past'),
    ),
    (
        _goes_on_from_before,
        Refusal("one-of-several", "the second half leans on the first; say it in a fact of its own"),
    ),
    (_is_most_of_what, Refusal("too-little", "it is not said of what; write the noun again")),
    (
        _owner_comes_later,
        Refusal("vague-pronoun", "the question would say whose it is before it says who; use a name"),
    ),
    (
        _is_told_which,
        Refusal("part-of-phrase", "the clause behind the span says which one is meant; tag it too"),
    ),
    (
        _belongs_to_journey,
        Refusal("part-of-phrase", "the place belongs to the noun before it; tag both together"),
    ),
    (
        _can_be_counted_out,
        Refusal("leak", "the years in the sentence give the answer; say them in another fact"),
    ),
    (
        _ends_half_said,
        Refusal("one-of-several", "the second half leaves out its verb; write it there, or make two facts"),
    ),
    (_goes_onward, Refusal("part-of-phrase", "tag the whole of it: [from 1944 onwards]{.when}")),
    (_tells_more_of_time, Refusal("island", _LEFT_OUT)),
    (_pronoun_may_be_object, Refusal("vague-pronoun", '"it" may be either of two things; use a name')),
    (_names_by_the_first_half, Refusal("one-of-several", _LEFT_OUT)),
    (
        _acts_on_itself,
        Refusal("verb", 'asked with "what", the verb and "themselves" would not agree; give a kind="…"'),
    ),
    (
        _leaves_out_what_it_is,
        Refusal("vague-pronoun", "the question would not say what the pronoun means; use a name"),
    ),
    (
        _is_verb_of_pronoun,
        Refusal("verb", "a verb is tagged, which no question word asks for; tag the whole clause"),
    ),
    (
        _nobody_more_than,
        Refusal("comparison", "only a part of the comparison would be left; say who has most"),
    ),
    (
        _is_compared_in_front,
        Refusal("comparison", "what something is unlike has no end of answers; tag another span"),
    ),
    (_made_the_work, Refusal("part-of-phrase", "the span belongs to the noun before it; tag both together")),
    (_is_hearsay, Refusal("island", _LEFT_OUT)),
    (_leads_to_more, Refusal("part-of-phrase", "what follows the span belongs to it; tag all of it")),
    (
        _holds_only_if,
        Refusal("condition", "it is so only under a condition; say in another fact what is always so"),
    ),
    (
        _speaks_of_some,
        Refusal("one-of-several", "the second half speaks of some of the first; say it in a fact of its own"),
    ),
    (
        _completes_the_verb,
        Refusal("predicate", "the span says what, and not why or how; tag it .what, or a reason"),
    ),
    (_is_a_state, Refusal("predicate", 'the span is a quality, which "how" does not ask for; tag it .what')),
    (_owner_is_asked_for, Refusal("vague-pronoun", "it is not certain whose it is; use a name")),
    (
        _says_only_its_kind,
        Refusal("too-little", "a kind alone has many names; say more, or tag another span"),
    ),
    (_is_defined, Refusal("multi-answer", "nothing tells it from others of its kind; say more about it")),
    (_is_not_one, Refusal("negative-stem", "what something is not has no end of answers; say what it is")),
    (
        _is_shared_out,
        Refusal("one-of-several", "each of two answers goes with a place of its own; make two facts"),
    ),
)
"""Tried in this order."""
