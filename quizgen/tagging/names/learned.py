"""What the facts of a sheet tell of the names in them, so that the next chapter's names are known from its start.

    [Lev Kamenev]{.who} met [the Bolsheviks]{.who} in [Petrograd]{.where}.

    names:
      Lev Kamenev: {kind: person}
      the Bolsheviks: {plural: true}
      Petrograd: {kind: place}

A name's kind is what a span says of itself, else what all that is told of it agrees on; where nothing is, or they do
not agree, it is a name without a kind. Then one whose own words tell a reader more than that is left out. `told` has
what a single fact tells.
"""

from __future__ import annotations

from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from quizgen.fact import Name
from quizgen.tagging.names.told import PEOPLE, THING, key_of, told_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence, Set

    from quizgen.fact import Fact, Sheet
    from quizgen.tagging.names.told import Told

MOST = 1000
"""So many names are learned from one sheet, those of the most facts first: every command reads them with the sheet."""


def learned(facts: Iterable[Fact]) -> Mapping[str, Name]:
    """The proper names in the spans of facts, as a front matter lists them, in their order."""
    return gathered(told_in(fact) for fact in facts)


def names_of(sheet: Sheet) -> Mapping[str, Name]:
    """The names of a sheet: what its front matter says of some, and what its facts tell of the others."""
    return gathered((told_in(fact) for fact in sheet.facts), sheet.names)


def gathered(told: Iterable[Sequence[Told]], known: Mapping[str, Name] | None = None) -> Mapping[str, Name]:
    """Names from what is told of them, fact by fact, behind those that are `known` already and stay as they are."""
    known = known or {}
    taken = {key_of(spelt) for name, entry in known.items() for spelt in (name, *entry.also)}
    found: dict[str, list[Told]] = {}
    for of_fact in told:
        for one in of_fact:
            found.setdefault(one.key, []).append(one)
    new = [every for key, every in found.items() if key not in taken]
    if len(new) > MOST:
        often = sorted(range(len(new)), key=[-len(every) for every in new].__getitem__)[:MOST]
        new = [new[at] for at in sorted(often)]
    kinds = [_kind(every) for every in new]
    surnames = _surnames(new, kinds, known)
    names = {
        every[0].name: _name(every, kind)
        for every, kind in zip(new, kinds, strict=True)
        if every[0].key not in surnames or kind not in ("", "person")
    }
    return MappingProxyType({**known, **_spelt_once(names, known)})


def _spelt_once(names: Mapping[str, Name | None], known: Mapping[str, Name]) -> dict[str, Name]:
    """Names without those that are other spellings of one before them: listed, they would count as meant so."""
    listed = {name: told for name, told in names.items() if told is not None}
    doubtful = _misspelt(tuple(listed), tuple(known.items())) if listed else ()
    return {name: told for name, told in listed.items() if name not in doubtful}


@lru_cache(maxsize=4)  # most steps of a review tell of the same names as the one before
def _misspelt(names: tuple[str, ...], known: tuple[tuple[str, Name], ...]) -> frozenset[str]:
    # Deferred: it brings all checks along, and most commands learn no names.
    from quizgen.checks.spelling import misspelt

    return misspelt(names, dict(known))


def _kind(every: Sequence[Told]) -> str:
    """What spans say themselves, else what all that is told agrees on."""
    if sure := next((one.kind for one in every if one.sure), ""):
        return sure
    kinds = {one.kind for one in every} - {""}
    if kinds != {"place", THING}:  # whatever else is known was arrested and besieged as well
        kinds.discard(THING)
    return kinds.pop() if len(kinds) == 1 else ""


def _surnames(new: Iterable[Sequence[Told]], kinds: Iterable[str], known: Mapping[str, Name]) -> Set[str]:
    """The last words of persons' full names: whoever knows these knows them by those alone, too."""
    persons = [every[0].key for every, kind in zip(new, kinds, strict=True) if kind == "person"]
    persons += [key_of(name) for name, entry in known.items() if entry.kind == "person"]
    return {last for name in persons for first, _, last in (name.rpartition(" "),) if first}


def _name(every: Sequence[Told], kind: str) -> Name | None:
    """None for a name that a reader knows better by its words than as one without a kind."""
    if kind == PEOPLE:
        return Name(plural=True)
    return Name(kind) if kind or not any(one.speaks for one in every) else None
