"""Ask for an owner: "whose" takes the place of the name and its 's, and the noun stays with it.

[Mary Shelley]{.who}'s novel was published in 1818.
Whose novel was published in 1818? -> Mary Shelley

Howard Carter opened [Tutankhamun]{.who}'s tomb in 1922.
Whose tomb did Howard Carter open in 1922? -> Tutankhamun
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.number import QUANTITIES
from quizgen.english.wording import join
from quizgen.rules.compose import in_front
from quizgen.rules.subject import about_subject
from quizgen.rules.target import Refusal

if TYPE_CHECKING:
    from quizgen.rules.target import Target, Wording


def _of_owner(target: Target) -> Wording | Refusal | None:
    """As in "the bones of [Richard III] lay …": "Whose bones lay …?", where they are the subject."""
    subject = target.clause.subject
    if target.span.tag != "who" or target.position != "subject" or subject is None:
        return None
    first, last = subject
    of = target.index - 1
    if last - 1 != target.index or of - first < 2 or target.tokens[of].lower != "of":
        return None
    before = target.tokens[first:of]
    plain = before[0].lower == "the" and all(
        token.sort == "word" and not token.proper for token in before[1:]
    )
    if not plain or target.clause.sort not in ("main", "coordinate") or before[-1].lower in QUANTITIES:
        return None
    return about_subject(target, [join("whose", target.parse.words(first + 1, of))], singular=False)


def possessor(target: Target) -> Wording | Refusal | None:
    """Whose + noun, as subject or in front of an inverted clause."""
    if (asked := _of_owner(target)) is not None:
        return asked
    after = target.index + 1
    if after >= len(target.tokens) or target.tokens[after].lower not in words.POSSESSIVE_MARKS:
        return None
    if target.span.tag != "who":
        return Refusal(
            "possessor", 'only a .who can be asked for with "whose"; tag the owner .who, or the whole phrase'
        )
    if after + 1 >= len(target.tokens) or target.tokens[after + 1].is_in(
        words.PREPOSITIONS | words.COORDINATORS
    ):
        return Refusal(
            "possessor", 'nothing stands behind the owner; say what it is, or tag "at St. Mary\'s" as a place'
        )
    owned_token = target.tokens[after + 1] if after + 1 < len(target.tokens) else target.tokens[after]
    noun = next((span.kind for span in target.fact.spans if span.start == owned_token.start), "")
    if owned_token.sort == "phrase" and owned_token.text[:1].isupper() and not noun:
        return Refusal("possessor", 'a title stands behind the name; say what it is with kind="…"')
    if target.position == "subject" and target.clause.subject is not None:
        first, last = target.clause.subject
        if first != target.index or target.clause.sort not in ("main", "coordinate"):
            return Refusal("part-of-phrase", "the owner stands inside a longer phrase; tag the whole of it")
        return about_subject(
            target, [join("whose", noun, target.parse.words(after + 1, last))], singular=False
        )
    piece = target.piece
    if piece is None or piece.sort not in ("noun", "preposition") or piece.inside:
        return Refusal(
            "part-of-phrase", "the owner stands where it cannot be asked for; tag the whole phrase"
        )
    start = piece.noun
    if start != target.index:
        return Refusal("part-of-phrase", "the owner stands inside a longer phrase; tag the whole of it")
    owned = join("whose", noun, target.parse.words(after + 1, piece.end))
    if piece.sort == "noun":
        return in_front(target, [owned], [piece])
    preposition = target.parse.words(piece.start, piece.head)
    return in_front(target, [join(preposition, owned)], [piece])
