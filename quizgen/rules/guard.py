"""What no rule may ask: spans whose question would be no question, or not what the fact says."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.english.parse import parse
from quizgen.rules.reference import object_fits, object_text, owner_of
from quizgen.rules.target import Refusal, is_past

if TYPE_CHECKING:
    from quizgen.english.clause import Clause, Piece
    from quizgen.english.token import Token
    from quizgen.rules.target import Target

ISLAND = "the span stands in a clause that cannot be asked alone; say it in a fact of its own"

_LEANS_BACK = re.compile(
    r"(?i)^the (?:next|following|previous|same) |\b(?:later|earlier|afterwards|beforehand|before|after that)$"
)
_COMPARES = re.compile(
    r"(?i)^(?:(?:nearly|almost|about|just|twice|half|three times) )?(?:as|so|too) \w+|^(?:more|less|fewer)\b"
)
_BEHIND_THAN = re.compile(r" than (?:(?:in|on|at|by|during) )?(?:the )?$")
_NOT_ALL = frozenset({"no", "not", "hardly", "few", "little", "only", "neither", "scarcely", "barely"})
_REAL_ONLY_IF_PAST = frozenset(
    {"when", "whenever", "before", "after", "until", "till", "once", "while", "where"}
)


def guard(target: Target) -> Refusal | None:
    """The reason why the span cannot be asked for at all, if there is one."""
    if _not_but(target):
        return Refusal("one-of-several", 'the sentence says "not … but …"; say only what is so')
    if _shares_object(target):
        return Refusal(
            "one-of-several", "two verbs share what stands behind the second; say each in a fact of its own"
        )
    return _clause(target) or _verb(target) or _span(target) or _negation(target) or _surroundings(target)


def _verb(target: Target) -> Refusal | None:
    """A modal that stands for a verb said before: "whereas [paper] cannot"."""
    group = target.predicate.group
    bare = (
        target.verb == "be"
        and all(target.tokens[piece.start].is_in(words.NEGATIONS) for piece in target.predicate.tail)
        and target.clause is not target.main
        and not group.passive
    )
    if bare and not target.clause.inverted and group.first == group.verb:
        return Refusal("verb", "what is said stands in the other half; say it here too")
    if target.says_there and target.clause is not target.main and target.clause.sort != "that":
        return Refusal("there", 'say "there is" in a fact of its own')
    if target.piece is None and group.first == group.verb and target.tokens[group.first].is_in(words.MODALS):
        return Refusal("verb", "the verb is left out here; write it there too")
    return None


def _clause(target: Target) -> Refusal | None:
    """Clauses that state no fact by themselves, or not which one."""
    clause = target.clause
    if clause.sort in ("nominal", "contact") or (clause.sort == "relative" and not clause.bounded):
        return Refusal("island", ISLAND)
    opener = target.tokens[clause.opener].lower if clause.opener is not None else ""
    if clause.sort == "adverbial":
        if opener in words.UNCERTAIN_SUBORDINATORS | {"had", "were", "should"}:
            return Refusal(
                "island",
                f'what stands behind "{opener}" is no fact by itself; tag the other half of the sentence',
            )
        if opener in _REAL_ONLY_IF_PAST and not is_past(target, clause):
            return Refusal(
                "island",
                f'what stands behind "{opener}" is said of any time, not of one; tag the other half of the sentence',
            )
        if opener in ("before", "after") and _says_the_same(target, clause):
            return Refusal(
                "island",
                "the clause only repeats the main one for another time or place; tag the other half of the sentence",
            )
        if target.span.tag == "why" and opener in _REAL_ONLY_IF_PAST:
            return Refusal(
                "island", "it is not certain of which half this is the reason; say it in a fact of its own"
            )
        if _says_too_little(target, clause):
            return Refusal(
                "too-little",
                "the clause says too little by itself for a question; tag the other half of the sentence, or say more",
            )
    if clause.sort == "relative" and clause.antecedent is not None and _counts(target, clause.antecedent):
        return Refusal(
            "relative", "the noun before the relative clause is counted anew; say it in a fact of its own"
        )
    if (
        clause.sort == "relative"
        and clause.antecedent is not None
        and _is_ambiguous(target, clause.antecedent)
    ):
        return Refusal(
            "relative",
            "it is not certain which noun the relative clause is about; say it in a fact of its own",
        )
    return None


def _says_the_same(target: Target, clause: Clause) -> bool:
    def lemma(one: Clause) -> str:
        verb = target.tokens[one.predicates[0].groups[-1].verb]
        return verb.word.lemma("VBN", "VBD", "VBZ", "VB")

    main = target.main
    return bool(main.predicates) and lemma(main) == lemma(clause)


def _says_too_little(target: Target, clause: Clause) -> bool:
    """As in "after [the war] ended", "because [whales] are mammals", "when Mozart was [five]"."""
    if target.verb == "be":
        return target.position == "subject" or target.span.tag == "howmany"
    tail = clause.predicates[0].tail
    told = any(
        piece.sort == "noun" or target.tokens[index].kind
        for piece in tail
        for index in range(piece.start, piece.end)
    )
    return target.position == "subject" and not told


def _counts(target: Target, antecedent: tuple[int, int]) -> bool:
    """As in "has [100] members, who are elected …": not any hundred members."""
    first = target.tokens[antecedent[0]]
    return first.kind == "howmany" or first.sort == "number"


def _is_ambiguous(target: Target, antecedent: tuple[int, int]) -> bool:
    """As in "the revolution in Saint-Domingue, which is now Haiti"."""
    text = target.parse.words(*antecedent)
    opener = target.tokens[target.clause.opener or 0].lower
    last = target.tokens[antecedent[1] - 1]
    if opener in ("who", "whom") and last.kind not in ("", "who"):
        return True  # "[a book by al-Khwārizmī], who …"
    if antecedent[1] - antecedent[0] > 1 and any(
        target.tokens[index].lower == "of" for index in range(*antecedent)
    ):
        return last.sort == "phrase"
    return (
        bool(re.search(r" (?:in|on|at|of|from|near|to) (?:the )?[A-Z]", text))
        and antecedent[1] - antecedent[0] == 1
    )


def _span(target: Target) -> Refusal | None:
    """Spans that are no answer to their question word."""
    answer, tag = target.fact[target.span], target.span.tag
    carried = target.span.start and target.parse.text[: target.span.start].rstrip().endswith(
        ("until", "till", "since", "when", "whenever", "while", "once")
    )
    carried = carried or (tag == "what" and target.tokens[max(target.index - 1, 0)].lower == "that")
    if tag in ("who", "what", "where", "when") and not carried and _is_clause(answer):
        return Refusal("clause", "a whole clause is tagged; tag the phrase in it that is to be asked for")
    if (compared := _comparison(target)) is not None:
        return compared
    if tag == "what" and target.verb == "be" and _is_quality(answer.lower()):
        return Refusal(
            "predicate", 'the span is a quality, which "what" does not ask for; tag the noun with it'
        )
    if target.clause is not target.main and _is_bare_count(target):
        return Refusal("too-little", "what is counted stands in the other half; say it here too")
    if tag in ("why", "how") and re.match(r"(?i)(?:unless|if|when|while|until|although|though)\b", answer):
        return Refusal(
            "condition",
            "the span says under which condition, not why or how; tag the reason, or another span",
        )
    complement = target.predicate.tail[:1]
    if target.position == "subject" and target.verb == "be" and complement and complement[0].sort == "clause":
        return Refusal(
            "nominal", "behind the verb stands a clause, which such a question cannot keep; make it a noun"
        )
    if (
        tag in ("why", "how")
        and target.piece is not None
        and target.verb == "be"
        and (
            target.predicate.tail[:1] == (target.piece,)
            and not target.predicate.group.aux
            and not re.match(r"(?i)(?:to|because|so that|in order|by|with|through|for|due|on|from)\b", answer)
        )
    ):
        return Refusal("predicate", "the span says what the subject is, not why or how; tag it .what")
    return None


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
    return (last.sort == "number" and len(last.text) != 4) or (last.kind == "howmany" and last.text.isdigit())


def _comparison(target: Target) -> Refusal | None:
    """As in "[as many people] as voted", "came as far as [Scotland]", "faster than in [fresh water]"."""
    answer, tag, piece = target.fact[target.span], target.span.tag, target.piece
    before, behind = target.parse.text[: target.span.start], target.parse.text[target.span.end :]
    if behind.startswith(" than ") and _is_degree(answer.lower()):
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    first_half = (
        tag in ("who", "what")
        and _COMPARES.match(answer)
        and (" as " in answer or behind.startswith(" than"))
    )
    if first_half or (tag in ("where", "when") and _BEHIND_THAN.search(before)):
        return Refusal(
            "comparison", "only a part of a comparison is tagged; tag what is compared, outside of it"
        )
    if piece is None or piece.start < 2 or target.verb == "be":
        return None
    if target.tokens[piece.start - 2].lower == target.tokens[piece.start].lower == "as":
        return Refusal(
            "comparison", 'only a part of "as … as" is tagged; tag what is compared, outside of it'
        )
    return None


def _is_quality(answer: str) -> bool:
    """As in "was almost completely [deaf]"."""
    known = look_up(answer) if answer.isalpha() else None
    return known is not None and known.can_be("JJ") and not known.can_be("NN", "NNS", "VBG")


def _is_degree(answer: str) -> bool:
    """As in "[older] than", "[more famous] than"."""
    known = look_up(answer)
    return answer.startswith(("more ", "less ")) or (known.can_be("JJ") and not known.can_be("NN"))


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


def _not_but(target: Target) -> bool:
    """As in "is not Sydney but Canberra": half of it alone would be a trap."""
    group = target.predicate.group
    return group.negation is not None and any(
        piece.sort == "coordinator" and target.tokens[piece.start].lower == "but"
        for piece in target.predicate.tail
    )


def _shares_object(target: Target) -> bool:
    """As in "Haber discovered, and Bosch scaled up, the process": the object stands once for two verbs."""
    main = target.main
    second = next((clause for clause in target.parse.clauses[1:] if clause.sort == "coordinate"), None)
    if not main.predicates or second is None or not second.predicates:
        return False
    ends = [one.predicates[-1].groups[-1].last + 1 for one in (main, second)]
    first_pair, second_pair = (target.tokens[end : end + 2] for end in ends)
    cut = all(len(pair) == 2 and pair[0].text == "," for pair in (first_pair, second_pair))
    return cut and first_pair[1].is_in(words.COORDINATORS) and not second_pair[1].is_in(words.PREPOSITIONS)


def _negation(target: Target) -> Refusal | None:
    """As in "No [woman] was allowed", "Not all snakes lay [eggs]": what is left would say the opposite."""
    clause = target.clause
    turned = clause.inverted and target.span.tag == "when" and target.position == "fronted"
    if not turned and any(
        target.tokens[piece.start].lower in ("not", "hardly", "scarcely") for piece in clause.fronted
    ):
        return Refusal(
            "negative",
            "the sentence begins with a negation, which a question would lose; say first who or what it is about",
        )
    if target.position == "subject" and clause.subject is not None:
        before = target.tokens[clause.subject[0] : target.index]
        if any(token.lower in _NOT_ALL for token in before):
            return Refusal(
                "negative", f'"{before[0].text}" before the span is a part of what is true; tag it too'
            )
    return None


def _surroundings(target: Target) -> Refusal | None:
    """Tails that do not stand without the span, or the span without them."""
    piece, tail = target.piece, target.predicate.tail
    if piece is None:
        return _unresolved(target)
    if (
        piece.inside
        or piece.sort == "participle"
        or (target.position == "fronted" and piece.sort == "infinitive")
    ):
        return Refusal(
            "island", "the span stands in a phrase that cannot be asked alone; say it in a fact of its own"
        )
    if piece.sort == "clause":
        return Refusal("island", ISLAND)
    if target.position == "tail" and _is_gapped(tail, target.tokens):
        return Refusal("one-of-several", "the verb is left out in the second half; write it there too")
    if _is_second_of_both(target):
        return Refusal(
            "one-of-several", 'the span is one half of "not only … but also"; tag the other half too'
        )
    if _is_inside_reduced(target, piece):
        return Refusal(
            "island", "the span stands in a phrase that cannot be asked alone; say it in a fact of its own"
        )
    if _is_behind_comma(target):
        return Refusal(
            "aside",
            "the span stands behind a comma, where it only adds to the sentence; say it in a fact of its own",
        )
    if _is_led(target, piece):
        return Refusal(
            "part-of-phrase", "a word that leads to the span is not tagged; tag it too, or another span"
        )
    second = target.predicate is not target.main.predicates[0] and target.clause.sort in (
        "main",
        "coordinate",
    )
    if second and _leans_on_the_first_half(target):
        return Refusal(
            "one-of-several",
            "the second half of the sentence leans on the first; say each in a fact of its own",
        )
    if target.predicate is not target.clause.predicates[0] and _is_behind_reason(target):
        return Refusal("one-of-several", "what follows the reason may belong to it; tag the whole reason")
    group = target.predicate.group
    if group.first == group.verb and target.tokens[group.first].is_in(words.MODALS):
        return Refusal("verb", "a verb is tagged, which no question word asks for; tag it as .verb")
    if (
        target.span.tag == "when"
        and _LEANS_BACK.search(target.fact[target.span])
        and (target.predicate is not target.main.predicates[0])
    ):
        return Refusal(
            "deixis", "the time is told from something that the question would not have; give the date"
        )
    return _unresolved(target)


def _leans_on_the_first_half(target: Target) -> bool:
    """As in "and has lived in India ever since", "and spent more time in Hamburg"."""
    tail = target.predicate.tail
    found = [token.lower for piece in tail for token in target.tokens[piece.start : piece.end]]
    if found[-1:] and found[-1] in ("since", "afterwards", "thereafter", "later", "then"):
        return True
    return any(word in ("more", "less", "fewer") for word in found) and "than" not in found


def _is_behind_reason(target: Target) -> bool:
    """As in "because [chlorophyll reflects green] and absorbs [red]"."""
    return any(token.kind == "why" for token in target.tokens[: target.predicate.group.first])


def _is_inside_reduced(target: Target, piece: Piece) -> bool:
    """As in "in a ship called [X]", "while working at [CERN]", "[wind] blowing over [the sea]": the verb between is
    no finite one, and what follows it is its own."""
    tail = target.predicate.tail
    before = tail[: tail.index(piece)] if piece in tail else ()
    link = target.index - (2 if target.tokens[target.index - 1].lower == "as" else 1)
    group = target.predicate.groups[-1]
    own = group.first <= link <= group.last or target.verb in ("be", "become", "know")
    if before and target.tokens[link].lower in _NAMED and not own:
        return True
    for number, other in enumerate(before):
        last = target.tokens[other.end - 1]
        led = target.tokens[before[number - 1].end - 1] if number else None
        if not last.word.can_be("VBG") or other.end == other.start:
            continue
        if other.end - other.start == 1 and led is not None and led.lower in ("while", "when"):
            return True
        held = led if other.end - other.start == 1 else target.tokens[other.end - 2]
        if held is not None and held.kind == "what" and target.span.tag in ("where", "when"):
            return True
    return False


_NAMED = frozenset({"called", "named", "known", "nicknamed", "titled"})


def _is_second_of_both(target: Target) -> bool:
    """As in "not only the 5,000 metres but also [the marathon]"."""
    start = max(target.index - 3, target.predicate.groups[-1].last + 1)
    before = [token.lower for token in target.tokens[start : target.index]]
    return "but" in before and any(token.lower == "only" for token in target.tokens[: target.index])


def _is_gapped(tail: tuple[Piece, ...], tokens: tuple[Token, ...]) -> bool:
    """As in "turns red in acids and blue in alkalis"."""
    for number, piece in enumerate(tail[:-2]):
        if (
            piece.sort == "coordinator"
            and tail[number + 2].sort == "preposition"
            and tail[number + 1].sort == "noun"
        ):
            counted = tokens[tail[number + 1].end - 1]
            if counted.kind == "howmany" or counted.sort == "number":
                return True  # "46 in body cells but only 23 in egg cells"
    return any(
        piece.sort == "coordinator"
        and before.sort in ("preposition", "adverb")
        and after.sort in ("noun", "adjective")
        for before, piece, after in zip(tail, tail[1:], tail[2:], strict=False)
    )


def _is_behind_comma(target: Target) -> bool:
    """Whether a comma, a dash or a colon cuts the span off: not a date or place in a row of them ("in Ulm, on …")."""
    tail, piece = target.predicate.tail, target.piece
    if piece not in tail:
        return False
    before = tail[: tail.index(piece)]
    if target.span.tag == "howmany" and target.tokens[piece.start].lower in ("at", "aged"):
        return False  # "in 1558, at the age of [25]"
    if target.span.tag == "why" and before and target.tokens[before[-1].start].lower == "because":
        return False
    cuts = [number for number, other in enumerate(before) if other.sort == "mark"]
    if not cuts:
        return False
    if any(target.tokens[before[number].start].text in (":", ";") for number in cuts):
        return True
    since = before[cuts[-1] + 1 :]
    if any(other.sort == "coordinator" for other in tail) and not (since and since[0].sort == "coordinator"):
        return False  # a list
    if since and since[0].sort == "coordinator":
        return len(cuts) < 2
    plain = (
        target.span.tag in ("when", "where")
        and target.piece is not None
        and target.piece.sort == "preposition"
    )
    return not (plain and all(other.sort in ("preposition", "adverb") for other in since))


_LEADS = frozenset("except besides including like unlike soon only even rather nor such".split())


def _is_led(target: Target, piece: Piece) -> bool:
    """As in "as soon as [the power fails]", "except during [the wars]", "rather than by [force]"."""
    tail = target.predicate.tail
    if piece not in tail:
        return False
    before = tail[: tail.index(piece)]
    if any(
        target.tokens[index].lower == "rather" for other in before for index in range(other.start, other.end)
    ):
        return True
    last = before[-1] if before else None
    leads = last is not None and target.tokens[last.end - 1].lower in _LEADS - {"only", "even"}
    if last is not None and last.end - last.start > 1:
        leads = leads or target.tokens[last.end - 1].lower in ("high", "deep", "low")
    counted = target.span.tag == "howmany" and target.tokens[piece.start].lower in ("only", "even")
    return leads or (target.tokens[piece.start].lower in _LEADS and not counted)


_POINTING = frozenset({"it", "him", "them"})
"""Not "her", which rather owns what follows."""


def _unresolved(target: Target) -> Refusal | None:
    """A pronoun object of an inner clause that stands for nothing we can name."""
    if target.clause is target.main and target.predicate is target.main.predicates[0]:
        return None
    if (lost := _leans_out(target)) is not None:
        return Refusal("vague-pronoun", f'nobody can tell who or what "{lost}" is; use a name')
    if target.predicate is not target.clause.predicates[0] and (lost := _points_back(target)):
        return Refusal("vague-pronoun", f'nobody can tell who or what "{lost}" is; use a name')
    for piece in target.predicate.tail:
        if isinstance(owned := owner_of(target, piece), Refusal):
            return owned
        token = target.tokens[piece.start]
        alone = piece.end - piece.start == 1 and token.sort == "word" and token.lower in _POINTING
        if alone and not object_text(target, piece):
            return Refusal("vague-pronoun", f'nobody can tell who or what "{token.text}" is; use a name')
    return None


def _leans_out(target: Target) -> str | None:
    """A pronoun behind a preposition in a second sentence, for something in the first: "36 of them are black"."""
    if target.clause.sort != "coordinate":
        return None
    inside = range(target.clause.start, target.clause.end)
    return next(
        (
            target.tokens[index].text
            for index in inside
            if target.tokens[index].sort == "word"
            and target.tokens[index].lower in _POINTING
            and index > inside.start
            and target.tokens[index - 1].is_in(words.PREPOSITIONS)
        ),
        None,
    )


def _points_back(target: Target) -> str:
    """The pronoun behind a preposition in a second predicate that stands for an object of the first, which the
    question leaves out: "opened the safes and left notes inside them"; else empty."""
    subject = target.clause.subject
    for piece in target.predicate.tail:
        token = target.tokens[piece.end - 1]
        points = piece.sort == "preposition" and token.sort == "word" and token.lower in _POINTING
        if points and (subject is None or not object_fits(target, token, *subject)):
            return token.text
    return ""
