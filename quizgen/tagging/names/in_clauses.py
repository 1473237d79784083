"""Which word asks for a name, by its place in a clause: who, where, what; or none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.tagging.constituents import Constituent
from quizgen.tagging.vocabulary import (
    ASKING,
    DESCRIBING,
    LYING,
    MAKING,
    MOVING,
    REACHING,
    RECEIVING,
    SPEAKING,
    USING,
    WRITING,
)

if TYPE_CHECKING:
    from quizgen.tagging.names.sorts import Sort

AT = frozenset(
    "in at near inside outside within throughout across around beneath under below above along beyond "
    "behind through into onto over on off aboard toward towards between among opposite past upon up down".split()
)  # fmt: skip
"""Prepositions of place."""
_DIRECTION = frozenset({"from", "to", "out of", "out"})


def of_name(part: Constituent, sort: Sort) -> str | None:
    """The tag of a name in a clause; `sort` is what it names."""
    if part.verb in ASKING.get(part.preposition, ()) and sort in ("place", "site", "thing", "name"):
        return "what"
    acts = part.role == "agent" or (part.role == "subject" and not part.passive and part.verb != "be")
    match sort:
        case "person" | "people":
            return "what" if part.role == "object" and part.verb in WRITING else "who"
        case "organisation":
            moved = part.preposition in ("to", "from") and part.verb in MOVING
            at = part.role == "adjunct" and (
                moved or part.preposition in ("in", "at", "inside", "near", "outside")
            )
            return "where" if at else "what" if _is_made(part) else "who"
        case "institution":
            at = part.role == "adjunct" and part.preposition in AT | {"from", "to"}
            held = part.role == "object" or (part.role == "subject" and part.passive)
            return "where" if at else "what" if held else "who"
        case "site" if part.role == "subject" and not part.passive and part.verb in SPEAKING:
            return "who"
        case "country" | "place" | "site":
            return _of_place(part, acts=acts and sort == "country")
        case "thing":
            return "where" if part.role == "adjunct" and part.preposition == "at" else "what"
    return _of_unknown(part)


def _is_made(part: Constituent) -> bool:
    """As in "founded the Red Cross": who is founded does nothing yet."""
    return (part.role == "object" or (part.role == "subject" and part.passive)) and part.verb in MAKING


def _of_place(part: Constituent, *, acts: bool) -> str | None:
    if part.preposition == "according to" or _joins(part):
        return "what"
    if part.preposition == "for" and part.role == "adjunct" and part.verb not in MOVING:
        return "what"
    if part.role == "adjunct":
        if part.preposition in AT or part.preposition in _DIRECTION or part.preposition in ("for", "of"):
            return "where"
        return "who" if part.preposition in ("against", "with", "by") else "where"
    if acts and part.verb not in DESCRIBING:
        return "who"
    if part.role == "object" and part.verb not in MAKING | {"call", "name"}:
        return "where" if part.verb in REACHING else "what"
    return "what"


_TAKING = frozenset(
    "capture take burn besiege conquer occupy buy sell invade destroy bomb liberate annex sack storm cede".split()
)
"""What is done to towns more often than to people."""


def _joins(part: Constituent) -> bool:
    """As in "joins the Mediterranean to the Red Sea": nothing goes there."""
    return part.preposition == "to" and part.after_object and part.verb not in MOVING


def _of_unknown(part: Constituent) -> str | None:
    """A name whose words tell nothing, by its place in the sentence."""
    if part.role == "adjunct":
        if part.preposition in ("in", "at", "near", "into", "through", "across", "throughout", "inside", "outside",
                                "around", "along", "beyond", "on", "onto", "over"):  # fmt: skip
            return "where"
        if part.preposition in ("to", "towards", "toward", "for") and part.verb in MOVING:
            return "where"
        if part.preposition == "from" and part.after_noun and part.verb not in RECEIVING | MOVING | REACHING:
            return None  # "in mineral water from Dürkheim"
        if part.preposition == "between" or (part.preposition == "from" and part.verb not in RECEIVING):
            return "where"
        return "what" if part.preposition in ("as", "of", "into") else "who"
    if part.role == "object":
        if part.verb in REACHING:
            return "where"
        return "what" if part.verb in MAKING | _TAKING or part.verb == "call" else "who"
    if part.role == "subject" and (part.passive or part.verb in LYING):
        return "what" if part.verb in MAKING | LYING | USING else "who"
    if part.role == "subject" and part.said:
        return part.said
    return "what" if part.role == "complement" else "who"


def name_in_context(sort: Sort, preposition: str, verb: str) -> str | None:
    """The tag of a name that no clause holds by itself, by the preposition right before it."""
    if preposition:
        return of_name(Constituent(0, 0, "adjunct", verb, preposition=preposition), sort)
    return of_name(Constituent(0, 0, "object", verb), sort)
