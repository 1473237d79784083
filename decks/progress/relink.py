"""Relinking: a card that vanished, as its fact was reworded, and the new one that is nearly the same."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.progress.content import Content, content_of
from decks.progress.event import Event

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from difflib import SequenceMatcher

    from decks.card import Card
    from decks.progress.state import CardState
    from decks.progress.store import Store

NEAR = 0.6
"""How alike two texts are that may be one reworded, from 0 to 1, as difflib counts."""
COMMON = 40
"""A word that stands in more cards with the same answer does not help to find one of them."""
COMPARED = 12
"""How many cards that share most words are compared letter by letter."""
_LONGEST = 400
"""Letters compared; their number counts squared."""


@dataclass(frozen=True, slots=True)
class Offer:
    """A card that vanished, and the new one that may go on from where it stood."""

    old: str
    new: str
    state: CardState
    """How the vanished card stands."""
    content: Content
    """What it said when it was last studied."""
    likeness: float
    """0 to 1."""

    def event(self, at: int, offset: int, day: int, session: str) -> Event:
        """What to append when the offer is taken. It can be undone like a grade."""
        return Event("relink", self.new, at, offset, day, session=session, value=self.old)

    def declined(self, at: int, offset: int, day: int) -> Event:
        """What to append when the two are not the same. An event, so that no other computer offers it either."""
        return Event("decline", self.new, at, offset, day, value=self.old)


def declined(store: Store) -> set[tuple[str, str]]:
    """The offers that were declined, each by its old and its new card."""
    return {(event.value, event.card) for event in store.events(("decline",))}


def vanished(store: Store, cards: Iterable[str]) -> list[CardState]:
    """The cards that were studied and are no longer there, of the sheets that these cards are of."""
    present = set(cards)
    gone: list[CardState] = []
    for sheet in sorted({_sheet(card) for card in present}):
        gone += [state for state in store.studied(sheet) if state.card not in present]
    return gone


def offers(store: Store, cards: Iterable[Card], *, but: Collection[tuple[str, str]] = ()) -> list[Offer]:
    """For each vanished card the new one of its sheet that is nearly the same, the likest pairs first.

    `cards` are all cards of their sheets. Near is: the same answer and a similar prompt, or the same prompt or
    sentence and a similar answer. No card is in two offers, and none that has progress of its own is offered. Pairs
    of an old and a new card that stand in `but` are left out.
    """
    present = {card.id: card for card in cards}
    gone = vanished(store, present)
    states = store.states(present) if gone else {}
    fresh = _Index((id, content_of(present[id])) for id, state in states.items() if state.is_new)
    found: list[Offer] = []
    for state in gone:
        content = store.content(state.content)
        if content is not None:
            found += [
                Offer(state.card, new, state, content, likeness)
                for new, likeness in fresh.near(content, _sheet(state.card))
                if (state.card, new) not in but
            ]
    return _apart(sorted(found, key=lambda offer: (-offer.likeness, offer.old, offer.new)))


def _apart(offers: list[Offer]) -> list[Offer]:
    taken: set[str] = set()
    kept = []
    for offer in offers:
        if not taken & {offer.old, offer.new}:
            taken |= {offer.old, offer.new}
            kept.append(offer)
    return kept


class _Index:
    """New cards by what one near to them would share: the answer, the prompt or the sentence."""

    def __init__(self, cards: Iterable[tuple[str, Content]]) -> None:
        self._content: dict[str, Content] = {}
        self._groups: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        self._words: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
        for id, content in cards:
            self._content[id] = content
            for key, text in _keys(content, _sheet(id)):
                self._groups[key].append(id)
                for word in _words(text):
                    self._words[(*key, word)].append(id)

    def near(self, content: Content, sheet: str) -> Iterator[tuple[str, float]]:
        """Ids of new cards of the sheet that are nearly this, and how nearly."""
        from difflib import SequenceMatcher

        matcher = SequenceMatcher(autojunk=False)
        likest: dict[str, float] = {}
        for key, text in _keys(content, sheet):
            # difflib remembers what it knows of the second text.
            matcher.set_seq2(text[:_LONGEST])
            for id in self._candidates(key, text):
                same = dict(_keys(self._content[id], sheet))
                likeness = _likeness(matcher, same[key][:_LONGEST])
                if likeness >= NEAR:
                    likest[id] = max(likest.get(id, 0.0), likeness)
        yield from likest.items()

    def _candidates(self, key: tuple[str, ...], text: str) -> list[str]:
        group = self._groups.get(key, [])
        if len(group) <= COMPARED:
            return group
        shared: Counter[str] = Counter()
        for word in _words(text):
            ids = self._words.get((*key, word), ())
            if len(ids) <= COMMON:
                shared.update(ids)
        return [id for id, _ in shared.most_common(COMPARED)]


def _likeness(matcher: SequenceMatcher[str], text: str) -> float:
    matcher.set_seq1(text)
    if matcher.real_quick_ratio() < NEAR or matcher.quick_ratio() < NEAR:
        return 0.0
    return matcher.ratio()


def _keys(content: Content, sheet: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """What must be the same, and the text that must then be similar."""
    prompt, answer = _folded(content.prompt), _folded(content.answer)
    yield (sheet, "answer", answer), prompt
    yield (sheet, "prompt", prompt), answer
    if sentence := _folded(content.sentence):
        yield (sheet, "sentence", sentence), answer


def _folded(text: str) -> str:
    return " ".join(text.casefold().split())


def _words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def _sheet(card: str) -> str:
    return card.partition("/")[0]
