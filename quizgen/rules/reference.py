"""The subject as a question says it: pronouns resolved, relative pronouns replaced, asides left out."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.number import number_of
from quizgen.english.wording import join
from quizgen.rules.target import Refusal, begin

if TYPE_CHECKING:
    from quizgen.english.clause import Piece
    from quizgen.english.token import Token
    from quizgen.rules.target import Target


def subject_text(target: Target) -> str | Refusal:
    """The clause's subject, pronouns resolved, as it stands after the auxiliary."""
    clause = target.clause
    if clause.subject is None:
        return Refusal("no-subject", "no subject was found; say who or what does it, before the verb")
    first, last = clause.subject
    token = target.tokens[first]
    if any(inner.sort == "nominal" and inner.start == first for inner in target.parse.clauses):
        return Refusal(
            "nominal", "the subject is a clause, which cannot stand behind an auxiliary; make it a noun"
        )
    if clause.sort == "relative" and clause.opener != clause.start:
        return Refusal("relative", "the relative clause cannot be asked alone; say it in a fact of its own")
    if clause.sort == "relative" and not _can_stand_alone(target):
        return Refusal("relative", "the relative clause cannot be asked alone; say it in a fact of its own")
    if clause.sort == "relative" and clause.opener == first:
        if clause.antecedent is None or token.lower not in ("who", "which", "that"):
            return Refusal(
                "relative", "the relative clause cannot be asked alone; say it in a fact of its own"
            )
        return antecedent_text(target)
    if last - first == 1 and token.sort == "phrase" and token.lower in words.SUBJECT_PRONOUNS:
        return _stands_for(target, token) or _resolve(target, token)
    if last - first == 1 and token.lower == "it" and _is_expletive(target):
        return "it"
    if last - first == 1 and token.lower in ("you", "we", "i") and token.sort == "word":
        return "I" if token.lower == "i" else token.lower
    if last - first == 1 and token.is_in(words.SUBJECT_PRONOUNS):
        return _resolve(target, token)
    if token.lower.split(" ")[0] in _OWNERS:
        return _owned(target, first, last)
    if clause.sort == "relative" and clause.opener == first - 1 and target.tokens[first - 1].lower == "whose":
        owner = antecedent_text(target)
        return (
            owner if isinstance(owner, Refusal) else f"{possessive(owner)} {target.parse.words(first, last)}"
        )
    if clause.sort in ("coordinate", "adverbial") and _points_back(target, first, last):
        said = target.parse.words(first, last)
        return Refusal("vague-pronoun", f'"{said}" points to the first half of the sentence; say which one')
    if token.is_in(frozenset({"this", "these", "such", "those"})):
        return Refusal("vague-pronoun", f'"{token.text}" points outside the sentence; name what it means')
    said = _without_inner(target, first, last) + _title_behind(target, first, last)
    if token.sort == "phrase" and ", " in token.text and target.tokens[last].text == ",":
        said += ","  # "[John Montagu, the fourth Earl of Sandwich], is said to …"
    return begin(target, first, said)


def _title_behind(target: Target, first: int, last: int) -> str:
    """The ", Queen of Scots," without which "Mary" is anybody."""
    aside = target.clause.asides[0] if target.clause.asides else None
    if aside is None or last - first != 1 or target.tokens[first].sort != "word":
        return ""
    if target.tokens[aside.start].lower not in _TITLES or not target.tokens[aside.start].text[:1].isupper():
        return ""
    return f", {target.parse.words(aside.start, aside.end)},"


_TITLES = frozenset("queen king duke duchess prince princess countess count earl lord lady bishop".split())


def _points_back(target: Target, first: int, last: int) -> bool:
    """As in "…, and the explosion was heard": a definite noun that only the first half explains."""
    found = target.tokens[first:last]
    return len(found) == 2 and found[0].sort == "word" and only_told_before(*found)


_ALWAYS_KNOWN = frozenset(
    "sun moon earth world sky sea government state church king queen pope president".split()
)


def only_told_before(article: Token, noun: Token) -> bool:
    """Whether "the" stands before a common noun of which there is more than one in the world, so that only what was
    said before tells which: "the explosion", but not "the sun"."""
    common = noun.sort == "word" and not noun.proper and noun.word.can_be("NN", "NNS")
    return article.lower == "the" and common and noun.lower not in _ALWAYS_KNOWN


def _without_inner(target: Target, first: int, last: int) -> str:
    """The words of a noun phrase less the clauses between commas inside it."""
    for clause in target.parse.clauses:
        if clause.bounded and first < clause.start and clause.end <= last:
            return join(target.parse.words(first, clause.start - 1), target.parse.words(clause.end + 1, last))
    return target.parse.words(first, last)


def _can_stand_alone(target: Target) -> bool:
    """Whether a relative clause becomes a sentence once its pronoun is replaced."""
    clause = target.clause
    opener = target.tokens[clause.opener or 0].lower
    if opener == "where":
        return place_of_where(target) != ""
    return opener != "when"


def place_of_where(target: Target) -> str:
    """As in "Assisi, where …": "in Assisi"; empty unless it is the bare name of a place."""
    clause = target.clause
    if clause.sort != "relative" or clause.antecedent is None or not clause.bounded:
        return ""
    first, last = clause.antecedent
    token = target.tokens[first]
    bare = (
        last - first == 1
        and token.kind == "where"
        and token.text[:1].isupper()
        and not token.lower.startswith("the ")
    )
    return f"in {token.text}" if bare and target.tokens[clause.opener or 0].lower == "where" else ""


_OWNERS = {"his": "he", "her": "she", "its": "it", "their": "they"}


def _owned(target: Target, first: int, last: int) -> str | Refusal:
    """As in "his first book" in an inner clause: the main subject's."""
    token = target.tokens[first]
    word = token.text.split(" ")[0]
    owner = _resolve(target, replace(token, text=_OWNERS[word.lower()], lower=_OWNERS[word.lower()]), word)
    if isinstance(owner, Refusal):
        return owner
    if re.search(r" (?:in|on|at|of|from|for|between|by) ", owner):
        said = target.parse.words(first, last)
        return Refusal("vague-pronoun", f'"{said}" is too far from whose it is; use a name')
    return f"{possessive(owner)}{target.parse.words(first, last)[len(word) :]}"


def possessive(name: str) -> str:
    """A name as an owner: "Einstein's", "the Bolsheviks'"."""
    return f"{name}'" if name.endswith("s") and number_of(name) == "plural" else f"{name}'s"


def _is_expletive(target: Target) -> bool:
    """As in "It took years to …", "it is known that …": an "it" that stands for nothing."""
    if target.verb in ("rain", "snow", "hail", "thunder", "drizzle"):
        return True
    return target.verb in ("take", "seem", "appear", "require", "cost") and any(
        piece.sort == "infinitive"
        or (piece.sort == "clause" and target.tokens[piece.start].lower in ("that", "to"))
        for piece in target.predicate.tail
    )


def antecedent_text(target: Target) -> str | Refusal:
    """What a relative pronoun stands for; refused where the clause says which one is meant."""
    assert target.clause.antecedent is not None
    if not target.clause.bounded:
        return Refusal(
            "restrictive",
            "the clause says which one is meant, so it cannot be asked alone; tag the noun with it",
        )
    first, last = target.clause.antecedent
    return begin(target, first, target.parse.words(first, last))


def _resolve(target: Target, pronoun: Token, written: str = "") -> str | Refusal:
    """The noun phrase that a pronoun subject of an inner clause stands for: the main clause's subject."""
    refusal = Refusal(
        "vague-pronoun", f'nobody can tell who or what "{written or pronoun.text}" is; use a name, or is="…"'
    )
    main = target.main
    if target.clause is main:
        return _resolve_forward(target, pronoun) or refusal
    if main.subject is None or target.clause.sort not in ("adverbial", "coordinate", "relative"):
        return refusal
    first, last = main.subject
    head = target.tokens[first]
    if head.lower in words.SUBJECT_PRONOUNS and last - first == 1:
        return _stands_for(target, head) or refusal
    if head.is_in(words.SUBJECT_PRONOUNS, words.OTHER_PRONOUNS):
        return refusal
    if not _fits(target, pronoun, first, last) or _may_be_agent(target, pronoun):
        return refusal
    return begin(target, first, target.parse.words(first, last))


def _fits(target: Target, pronoun: Token, first: int, last: int) -> bool:
    """Whether the pronoun agrees with the noun phrase."""
    head = target.tokens[first]
    plural = number_of(target.parse.words(first, last)) == "plural"
    if pronoun.lower in ("he", "she"):
        return not plural and (head.kind == "who" or (head.kind == "" and head.text[:1].isupper()))
    if pronoun.lower == "it":
        return not plural and (head.kind != "who" or head.text.split(" ")[-1][:1].islower())
    return pronoun.lower == "they" and plural


def _may_be_agent(target: Target, pronoun: Token) -> bool:
    """As in "The Web was proposed by [Tim Berners-Lee] while he was working": he did it, and it was done."""
    main = target.main
    if pronoun.lower not in ("he", "she") or main.subject is None or not main.predicates[0].group.passive:
        return False
    by = any(
        target.tokens[piece.start].lower == "by" and target.tokens[piece.end - 1].kind == "who"
        for piece in main.predicates[0].tail
        if piece.sort == "preposition"
    )
    return by and target.tokens[main.subject[0]].kind != "who"


def _stands_for(target: Target, token: Token) -> str:
    """Whom the author says that a tagged pronoun stands for; else empty."""
    return next((span.stands_for for span in target.fact.spans if span.start == token.start), "")


def owner_text(target: Target, piece: Piece) -> str:
    """A piece of an inner clause whose subject is asked for, its "her" replaced by whose it is: "accepted her first
    novel" as "J. K. Rowling's first novel". Empty where it has none; refused by the guard where nobody fits."""
    owner = owner_of(target, piece)
    if owner is None or isinstance(owner, Refusal):
        return ""
    head = target.parse.words(piece.start, piece.noun)
    rest = target.parse.words(piece.noun + 1, piece.end)
    return join(head, possessive(owner), rest)


def owner_of(target: Target, piece: Piece) -> str | Refusal | None:
    """Whose something is in an inner clause, where it is not the clause's own subject's; None where that is so, or no
    "his" or "her" stands."""
    clause = target.clause
    if clause is target.main or clause.sort == "participle" or piece.sort not in ("noun", "preposition"):
        return None
    token = target.tokens[piece.noun] if piece.noun < piece.end else None
    if token is None or token.sort != "word" or token.lower not in _OWNERS:
        return None
    pronoun = replace(token, text=_OWNERS[token.lower], lower=_OWNERS[token.lower])
    own = clause.antecedent if clause.sort == "relative" else clause.subject
    if target.position != "subject" and own is not None:
        first = target.tokens[own[0]]
        if first.is_in(words.SUBJECT_PRONOUNS, words.WH_WORDS) or _fits(target, pronoun, *own):
            return None
    return _resolve(target, pronoun, token.text)


_OBJECTS = {"it": "it", "him": "he", "her": "she", "them": "they"}


def object_fits(target: Target, pronoun: Token, first: int, last: int) -> bool:
    """Whether a pronoun that is an object ("him") agrees with the noun phrase."""
    return _fits(target, replace(pronoun, lower=_OBJECTS[pronoun.lower]), first, last)


def object_text(target: Target, piece: Piece) -> str:
    """A pronoun object of an inner clause ("who patented it") as the noun phrase it stands for; else empty."""
    token = target.tokens[piece.start]
    if piece.end - piece.start == 1 and token.sort == "phrase":
        return _stands_for(target, token)
    main = target.main
    if target.clause is main or target.clause.sort == "participle" or main.subject is None:
        return ""
    if piece.end - piece.start != 1 or token.sort != "word" or token.lower not in _OBJECTS:
        return ""
    first, last = main.subject
    if target.tokens[first].is_in(words.SUBJECT_PRONOUNS) or not object_fits(target, token, first, last):
        return ""
    if target.clause.sort == "coordinate" and _may_be_an_object(target, token):
        return ""
    return begin(target, first, target.parse.words(first, last))


def _may_be_an_object(target: Target, pronoun: Token) -> bool:
    """As in "Orwell wrote Animal Farm, but publishers rejected it": the pronoun may mean an object as well."""
    return any(
        piece.sort == "noun" and object_fits(target, pronoun, piece.start, piece.end)
        for predicate in target.main.predicates
        for piece in predicate.tail
        if target.tokens[piece.end - 1].kind not in ("when", "where", "howmany")
    )


def _resolve_forward(target: Target, pronoun: Token) -> str | None:
    """As in "Because copper conducts electricity well, it …": the subject of the clause in front."""
    for clause in target.parse.clauses[1:]:
        in_front = any(piece.start == clause.start for piece in target.clause.fronted)
        if (
            clause.sort == "adverbial"
            and in_front
            and clause.subject
            and _fits(target, pronoun, *clause.subject)
        ):
            first, last = clause.subject
            if not target.tokens[first].is_in(words.SUBJECT_PRONOUNS):
                return begin(target, first, target.parse.words(first, last))
    return None
