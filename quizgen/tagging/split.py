"""Part a sentence of several facts where each part says the same alone: "… in 1914, and Italy joined in 1915."

    joint = ";" ("and" | "but")? | "," ("and" | "but" | "while" | "whereas")

On both sides of a joint stands a main clause with its own subject and finite verb. Wherever something could be shared
(a time in front, a clause behind, a comparison, "both"), and wherever a part points back (`alone`), the sentence stays
whole: a long question is better than one that the text does not bear.
"""

from __future__ import annotations

import re
from copy import copy
from dataclasses import fields, replace
from typing import TYPE_CHECKING, TypeVar

from quizgen.dating.vocabulary import MONTHS
from quizgen.english.parse import parse
from quizgen.english.token import Phrase
from quizgen.tagging.alone import Part, is_whole, points_back

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Clause, Parse
    from quizgen.english.token import Token
    from quizgen.tagging.passage import Sentence, Suggestion, Tagged

LEAST = 12
"""Words of a sentence that is worth parting."""
SURE = 1.0
"""Points by which the reading of the whole leads, and that of each part, which is read again by itself."""

_JOINT = re.compile(r"[,;] (?:and|but|while|whereas) |; ")
_SHARES = re.compile(
    r"(?i)[:—–?“”\"«»‘\[\]]| - | -- |^the (?:more|less|\w+er)\b"
    r"|\b(?:either|neither|nor|whether|not only|no sooner|hardly|scarcely|just as|so \w+ that|such|respectively"
    r"|according to|each|together|the one hand|both (?!\w+(?: \w+){0,2} and\b)|if|unless|as long as|not \w+(?:,| but)"
    r"|rather than|instead of|so that|in order)\b"
)
"""Marks that may enclose a joint, and words that reach beyond it."""


def split(sentence: Sentence, read: Parse) -> tuple[Sentence, ...]:
    """The sentences that it parts into, if it does: nothing but the joint lost, the first letters raised.

    `read` is the whole as the parser sees it. Empty where the sentence stays whole; whether the parts can be asked,
    `stand` says when they are tagged.
    """
    text = sentence.text
    if _JOINT.search(text) is None or len(text.split()) < LEAST or _SHARES.search(text):
        return ()
    parts = _parts(read) if read.margin >= SURE and read.clauses else []
    if not all(_holds(part, number, parts) for number, part in enumerate(parts)):
        return ()
    return tuple(replace(sentence, text=_written(part, parts[-1])) for part in parts)


def _parts(read: Parse) -> list[Part]:
    """The main clauses, if nothing stands before the first and all else lies inside one of them."""
    main, *others = read.clauses
    joined = [one for one in others if one.sort == "coordinate" or _contrasts(read.tokens, one)]
    joined.sort(key=lambda one: one.start)
    if main.fronted or main.inverted or main.subject is None or main.subject[0] != 0:
        return []
    joints = [_joint(read.tokens, one.start) for one in joined]
    if not joints or None in joints or any(one.parent != 0 for one in joined) or not _is_agreed(read, joined):
        return []
    ends = [joint[0] for joint in joints if joint] + [len(read.tokens)]
    starts = [0] + [joint[1] for joint in joints if joint]
    last = starts[-1]
    if not all(_stays_inside(read, one, last) for one in others if one not in joined):
        return []
    return [Part(read, *found) for found in zip((main, *joined), starts, ends, strict=True)]


def _contrasts(tokens: Sequence[Token], clause: Clause) -> bool:
    opener = tokens[clause.start].lower if clause.sort == "adverbial" else ""
    return opener in ("while", "whereas") and clause.start > 0


def _joint(tokens: Sequence[Token], start: int) -> tuple[int, int] | None:
    """The first token of a joint and the one behind it, given where the parser begins the clause."""
    if tokens[start].text == ";":
        return start, start + (2 if tokens[start + 1].lower in ("and", "but") else 1)
    before = tokens[start - 1].text
    if tokens[start].lower in ("and", "but") and before in (",", ";"):
        return start - 1, start + 1
    return (start - 1, start + 1) if tokens[start].lower in ("while", "whereas") and before == "," else None


def _is_agreed(read: Parse, joined: Sequence[Clause]) -> bool:
    """Whether the readings that are nearly as good see the same clauses with the same verbs."""
    seen = {_core(one) for one in joined}
    return all(seen <= {_core(one) for one in rival} for rival in read.rivals)


def _core(clause: Clause) -> tuple[int, tuple[int, int] | None, int]:
    return clause.start, clause.subject, clause.predicates[0].group.verb if clause.predicates else -1


_GAPS = frozenset({"who", "which", "that"})


def _stays_inside(read: Parse, clause: Clause, last: int) -> bool:
    """Whether an inner clause is surely no more than a piece of one part; `last` is where the last part begins."""
    if clause.sort == "participle":
        return clause.start > 0
    if clause.start >= last:
        after_which = clause.bounded and read.tokens[clause.start].lower == "which"
        return clause.sort in ("relative", "that", "nominal") and not after_which
    opener = clause.opener
    return (
        clause.sort == "relative"
        and opener is not None
        and read.tokens[opener].lower in _GAPS
        and clause.subject == (opener, opener + 1)
    )


def _holds(part: Part, number: int, parts: Sequence[Part]) -> bool:
    """Whether it is a sentence, leans on none before it, and shares no end with the one behind it."""
    if not is_whole(part) or (number and points_back(part, parts[number - 1])):
        return False
    if part is not parts[-1] and _is_open(part):
        return False
    return _reads_alike(part, _written(part, parts[-1]))


def _is_open(part: Part) -> bool:
    """Whether a list may go on behind it, or its verb waits for an object: "Watt designed, and Boulton sold, …"."""
    group = part.clause.predicates[-1].groups[-1]
    listed = any(token.text == "," for token in part.read.tokens[group.last + 1 : part.end])
    participle = part.read.tokens[0].word.can_be("VBG") and any(token.text == "," for token in part.tokens)
    return listed or participle or part.end == group.last + 1


def _reads_alike(part: Part, written: str) -> bool:
    """Whether the part alone is surely read as it was in the whole."""
    shift = part.tokens[0].start
    phrases = [
        Phrase(token.start - shift, token.end - shift, token.kind or "what")
        for index, token in enumerate(part.tokens)
        if token.sort == "phrase" or (not index and token.proper)
    ]
    alone = parse(written, phrases)
    if alone.margin < SURE or any(one.sort == "coordinate" for one in alone.clauses):
        return False
    main = alone.clauses[0]
    subject = tuple(number + part.start for number in main.subject or ())
    return subject == part.clause.subject and main.predicates[0].group.verb + part.start == part.group.verb


def _written(part: Part, last: Part) -> str:
    """Its words as a sentence: a full stop, and the first letter raised but in words like mRNA."""
    written = part.read.words(part.start, part.end)
    if part.tokens[0].text.islower():
        written = written[0].upper() + written[1:]
    return written if part is last or written.endswith(".") else f"{written}."


def stand(parts: Sequence[Tagged]) -> bool:
    """Whether the parts of a sentence can all be asked alone, as they were tagged."""
    return not any(part.refused for part in parts) and all(
        _is_told(part, parts[:number]) for number, part in enumerate(parts) if number
    )


_PRONOUN = re.compile(r"(?:[^,]* )?\b([Hh]e|[Ss]he|[Tt]hey)\b")
_YEARLESS = re.compile(rf"(?i)\b(?:{'|'.join(MONTHS)}|\w+day|spring|summer|autumn|winter)\b(?!.*\d{{3}})")


def _is_told(part: Tagged, before: Sequence[Tagged]) -> bool:
    """Whether its times and its pronoun say by themselves what they mean."""
    text = part.sentence.text
    for span in part.spans:
        words = text[span.start : span.end]
        if span.tag == "when" and (not span.sure or _YEARLESS.search(words)):
            return False
    if all(span.tag == "when" for span in part.spans):
        return False
    if _PRONOUN.match(text) is None:
        return True
    people = {_who(one, span) for one in before for span in one.spans if _may_be_somebody(one, span)}
    meant = {value for span in part.spans for name, value in span.attributes if name == "is"}
    return len(people) == 1 and meant == people


def _may_be_somebody(tagged: Tagged, span: Suggestion) -> bool:
    guessed = span.tag == "what" and not span.sure and tagged.sentence.text[span.start].isupper()
    return span.tag == "who" or guessed


def _who(tagged: Tagged, span: Suggestion) -> str:
    return dict(span.attributes).get("is") or tagged.sentence.text[span.start : span.end]


State = TypeVar("State")


def copied(state: State) -> State:
    """What is remembered of a text, so that parts can be tried without being remembered."""
    return replace(state, **{one.name: copy(getattr(state, one.name)) for one in fields(state)})  # type: ignore[type-var,arg-type]
