"""Walk through one reading of a sentence, left to right, with a stack of open clauses."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.english.verbs import is_adverb

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import ClauseSort
    from quizgen.english.token import Token
    from quizgen.english.verbs import Group


COMMAS = frozenset({",", "—", "–", "-"})

STOPS = frozenset({";", ":"})

_ENDS = frozenset({".", "!", "…"})
"""Marks that end a sentence, where they are not tagged themselves: "is written [.]"."""


_THAT = frozenset({"that"})

_IN_NOUNS = frozenset({"about", "in", "on", "for", "with", "from", "at"})
"""Prepositions that a subject can hold: "after his radio play about Martians had frightened …"."""
_CLAUSE_MARKS = frozenset({"that", "to"})


def ends_as_well_as(tokens: Sequence[Token], last: int) -> bool:
    """Whether "as well as" ends here, which joins verbs like "and": "wrote as well as illustrated"."""
    return last > 1 and [token.lower for token in tokens[last - 2 : last + 1]] == ["as", "well", "as"]


def _tense(token: Token) -> str:
    """Past or present, where the form leaves no doubt; else empty."""
    past, present = token.word.can_be("VBD"), token.word.can_be("VB", "VBZ")
    return "past" if past and not present else "present" if present and not past else ""


@dataclass(slots=True)
class Open:
    """A clause being walked through."""

    sort: ClauseSort
    start: int
    opener: int | None = None
    parent: int = -1
    antecedent: tuple[int, int] | None = None
    bounded: bool = False
    groups: list[Group] = field(default_factory=list)
    end: int = -1


class Walk:
    """One reading of the sentence, walked left to right."""

    def __init__(self, tokens: Sequence[Token], groups: dict[int, Group]) -> None:
        self.tokens = tokens
        self.groups = groups
        self.end = len(tokens)
        while self.end and tokens[self.end - 1].sort == "mark" and tokens[self.end - 1].text in _ENDS:
            self.end -= 1
        self.clauses = [Open("main", 0)]
        self.stack = [0]
        self.lost = 0.0

    def run(self) -> None:
        """Open and close clauses until the sentence ends."""
        index = 0
        while index < self.end:
            if index in self.groups:
                self._verb(self.groups[index])
                index = self.groups[index].last + 1
                continue
            token = self.tokens[index]
            if token.sort == "mark" and token.text in COMMAS:
                self._comma(index)
            elif token.sort == "word":
                self._word(index)
            index += 1
        while self.stack:
            self._close(self.end)

    @property
    def _top(self) -> Open:
        return self.clauses[self.stack[-1]]

    def _open(self, clause: Open) -> None:
        clause.parent = self.stack[-1]
        self.clauses.append(clause)
        self.stack.append(len(self.clauses) - 1)

    def _close(self, end: int) -> None:
        clause = self._top
        while end > clause.start + 1 and is_adverb(self.tokens[end - 1]) and end < self.end:
            end -= 1  # an adverb before the next verb belongs to that verb
        clause.end = end
        self.stack.pop()

    def _comma(self, index: int) -> None:
        top = self._top
        if not top.groups or len(self.stack) == 1:
            return
        fronted = not self.clauses[top.parent].groups
        if (top.sort == "relative" and top.bounded) or (top.sort == "adverbial" and fronted):
            top.end = index
            self.stack.pop()

    def _word(self, index: int) -> None:
        token = self.tokens[index]
        if index == 0 and token.lower in ("had", "were", "should"):
            self._open(Open("adverbial", index, index))
        elif self._is_by_the_time(index):
            self._open(Open("adverbial", index, index + 2))
        elif token.lower == "because" and (self._lower(index + 1) == "of" or self._kind(index + 1) == "why"):
            return
        elif token.is_in(words.SUBORDINATORS) and self._verb_ahead(index):
            if token.lower == "once" and not self._clause_follows(index):
                return  # "once one of the biggest firms"
            if token.lower != "so" or self._lower(index + 1) == "that":
                self._open(Open("adverbial", index, index))
        elif token.is_in(words.CLAUSE_PREPOSITIONS) and self._clause_follows(index):
            self._open(Open("adverbial", index, index))
        elif token.is_in(words.WH_WORDS, _THAT) and self._verb_ahead(index):
            self._wh_word(index)

    def _is_by_the_time(self, index: int) -> bool:
        words_here = (self._lower(index), self._lower(index + 1), self._lower(index + 2))
        return words_here == ("by", "the", "time") and self._clause_follows(index + 2)

    def _lower(self, index: int) -> str:
        return self.tokens[index].lower if 0 <= index < self.end else ""

    def _kind(self, index: int) -> str:
        return self.tokens[index].kind if index < self.end else ""

    def _verb_ahead(self, index: int) -> bool:
        return any(index < first for first in self.groups)

    def _clause_follows(self, index: int) -> bool:
        """After "before", "since", "as" …: one noun phrase and then a finite verb."""
        first = min((first for first in self.groups if first > index + 1), default=None)
        if first is None:
            return False
        between = self.tokens[index + 1 : first]
        # Where the clause before has its verb, another can only be that of a new one.
        told = bool(self._top.groups) and self.tokens[index].lower in ("after", "before")
        ends = words.PREPOSITIONS_BUT_OF - _IN_NOUNS if told else words.PREPOSITIONS_BUT_OF
        if any(
            token.sort == "mark" or token.is_in(ends, words.WH_WORDS, words.SUBORDINATORS, _CLAUSE_MARKS)
            for token in between
        ):
            return False
        last = first - 1
        while last > index and is_adverb(self.tokens[last]):
            last -= 1
        if last == index or self.tokens[last].is_in(words.COORDINATORS):
            return False
        waiting = any(not self.clauses[number].groups for number in self.stack)
        return not waiting or any(later > first and later > self.groups[first].last for later in self.groups)

    def _wh_word(self, index: int) -> None:
        token = self.tokens[index]
        before = index - 1
        start = index
        if (
            token.lower in ("whom", "which", "whose")
            and self.tokens[before].is_in(words.PREPOSITIONS)
            and before > 0
        ) or (self._lower(before) == "of" and token.lower in ("whom", "which")):
            start = before
            before -= 1
        bounded = before > 0 and self.tokens[before].text in COMMAS
        if bounded:
            before -= 1
        noun = before >= self._top.start and self._is_noun_end(before)
        after_verb = bool(self._top.groups) and before <= self._after_verb(self._top.groups[-1])
        if token.lower == "that":
            self._that(index, start, before, noun and not after_verb, bounded)
        elif token.lower in ("what", "how", "why", "whether") or not noun:
            if token.lower == "when" or (token.lower == "where" and self._top.groups and not after_verb):
                self._open(Open("adverbial", index, index))
            else:
                self._open(Open("nominal", index, index))
        elif token.lower == "when":
            self._open(Open("adverbial", index, index))
        else:
            self._open(Open("relative", start, index, antecedent=self._noun_before(before), bounded=bounded))

    def _that(self, index: int, start: int, before: int, noun: bool, bounded: bool) -> None:
        saying = False
        if self._top.groups:
            verb = self.tokens[self._top.groups[-1].verb]
            lemma = verb.word.lemma("VBD", "VBN", "VBZ", "VB")
            time = self.tokens[before].kind in ("when", "how") or self.tokens[before].sort == "number"
            saying = lemma in words.TELLING or ((not noun or time) and lemma in words.SAYING)
        if saying or (self._top.groups and not noun):
            self._open(Open("that", index, index))
        elif noun and self._lower(index + 1) not in ("of", "year", "time", "day"):
            self._open(Open("relative", start, index, antecedent=self._noun_before(before), bounded=bounded))

    def _after_verb(self, group: Group) -> int:
        """The last token of the verb group, adverbs behind it included."""
        last = group.last
        while last + 1 < self.end and is_adverb(self.tokens[last + 1]):
            last += 1
        return last

    def _is_noun_end(self, index: int) -> bool:
        token = self.tokens[index]
        if token.sort in ("phrase", "quoted", "number", "aside") or token.proper:
            return True
        return token.word.can_be("NN", "NNS") or token.is_in(words.OTHER_PRONOUNS)

    def _noun_before(self, last: int) -> tuple[int, int]:
        """The noun phrase that ends with token `last`."""
        first = last
        inside = {index for group in self.groups.values() for index in range(group.first, group.last + 1)}
        while first - 1 >= self._top.start and first - 1 not in inside:
            if self.tokens[first].sort == "phrase" and self._lower(first - 1) != "of":
                break
            before = self.tokens[first - 1]
            if before.sort == "mark" or before.is_in(words.PREPOSITIONS_BUT_OF) or before.lower == "to":
                break
            first -= 1
            if before.is_in(words.ARTICLES) and self._lower(first - 1) != "of":
                break
        return first, last + 1

    def _verb(self, group: Group) -> None:
        while True:
            top = self._top
            if not top.groups:
                top.groups.append(group)
                return
            link = self._link(group.first, top)
            if link == "verb" and self._rather_joins_outer(top, group):
                self._close(group.first)
                continue
            if link == "verb":
                top.groups.append(group)
                return
            if isinstance(link, int):
                self._coordinate(link, group)
                return
            if len(self.stack) > 1 and top.sort != "coordinate":
                self._close(group.first)
                continue
            self._stray(group)
            return

    def _rather_joins_outer(self, top: Open, group: Group) -> bool:
        """As in "return to the beach where they hatched and | bury": the tense is that of the outer verb."""
        outer = (
            self.clauses[top.parent]
            if len(self.stack) > 1 and top.sort in ("relative", "adverbial")
            else None
        )
        if outer is None or not outer.groups or self.stack[-2] != top.parent:
            return False
        tense, inner, outside = (
            _tense(self.tokens[one.first]) for one in (group, top.groups[-1], outer.groups[-1])
        )
        return bool(tense) and tense == outside and inner not in ("", tense)

    def _link(self, first: int, top: Open) -> str | int | None:
        """How a further verb joins an open clause: "verb" (and wrote), the index of the coordinator before a
        new subject (and he wrote), or not at all."""
        before = first - 1
        while before > top.groups[-1].last and is_adverb(self.tokens[before]):
            before -= 1
        token = self.tokens[before]
        if token.is_in(words.COORDINATORS) or token.lower == "then" or ends_as_well_as(self.tokens, before):
            return "verb"
        if token.text in COMMAS and self._list_goes_on(first):
            return "verb"
        for index in range(first - 1, top.groups[-1].last, -1):
            token = self.tokens[index]
            if token.text in STOPS or (token.lower == "so" and self.tokens[index - 1].text in COMMAS):
                return index
            if token.is_in(words.COORDINATORS) and not self.tokens[index + 1].is_in(words.PREPOSITIONS):
                if self.tokens[index - 1].text not in COMMAS:
                    self.lost += 1.5
                return index
        return None

    def _list_goes_on(self, first: int) -> bool:
        """Whether "…, removes waste and returns" has its "and" before a later verb."""
        for later in self.groups:
            if later > first:
                before = later - 1
                while before > first and is_adverb(self.tokens[before]):
                    before -= 1
                if self.tokens[before].is_in(words.COORDINATORS):
                    return True
        return False

    def _coordinate(self, start: int, group: Group) -> None:
        while len(self.stack) > 1:
            open_ = self._top.sort
            self._close(start)
            if open_ == "coordinate":
                break
        self._open(Open("coordinate", start, start, groups=[group]))

    def _stray(self, group: Group) -> None:
        """A verb that joins nothing: the one before may have been a contact clause's."""
        top = self._top
        earlier = top.groups[-1]
        lemma = self.tokens[earlier.verb].word.lemma("VBD", "VBN", "VBZ", "VB")
        has_subject = group.first > earlier.last + 1
        border = self._border(top, earlier)
        if lemma in words.SAYING and has_subject and border is None:
            self._open(Open("that", earlier.last + 1, None, groups=[group]))
            self.lost += 0.5
        elif border is not None and len(top.groups) == 1:
            contact = Open(
                "contact",
                border,
                None,
                self.stack[-1],
                self._noun_before(border - 1),
                groups=[earlier],
                end=group.first,
            )
            self.clauses.append(contact)
            top.groups[:] = [group]
            self.lost += 1.5
        else:
            top.groups.append(group)
            self.lost += 9.0

    def _border(self, top: Open, group: Group) -> int | None:
        """Where two noun phrases touch before the verb: "the telegram | Zimmermann sent"."""
        for index in range(top.start + 1, group.first):
            token, before = self.tokens[index], self.tokens[index - 1]
            begins = (
                token.proper
                or token.kind == "who"
                or token.is_in(words.SUBJECT_PRONOUNS, words.ARTICLES, words.POSSESSIVES)
            )
            ends = before.kind in ("who", "what", "where") or (
                before.sort == "word" and before.word.can_be("NN", "NNS") and not before.proper
            )
            if begins and ends and before.text not in COMMAS:
                return index
        return None
