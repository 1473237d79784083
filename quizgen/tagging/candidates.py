"""From the clauses and names of a sentence to spans: each a noun phrase with its tag, none overlapping another."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from quizgen.english import words
from quizgen.tagging.appositions import told_by_noun
from quizgen.tagging.classes import class_of
from quizgen.tagging.constituents import constituents
from quizgen.tagging.heads import COLLECTIVE
from quizgen.tagging.names.in_clauses import name_in_context
from quizgen.tagging.passage import Suggestion

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.english.clause import Parse
    from quizgen.english.token import Token
    from quizgen.tagging.appositions import Told
    from quizgen.tagging.constituents import Constituent
    from quizgen.tagging.names.found import Named
    from quizgen.tagging.names.sorts import Sort


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span, and what led to it."""

    span: Suggestion
    first: int
    """Its first token in the parse."""
    sort: Sort | None = None
    """What its name names; None for a phrase that is no name."""
    subject: bool = False
    name: int = -1
    """Where its name begins in the text; what is told of it may stand before that."""

    def written(self, text: str) -> str:
        """Its name with "the" where that stands before it, or its words where it is none."""
        begin = self.name if self.name >= 0 else self.span.start
        article = "the " if text[max(0, begin - 4) : begin].lower() == "the " else ""
        return f"{article}{text[begin : self.span.end]}"


def candidates(
    parse: Parse, tokens: Sequence[Token], named: Sequence[Named], taken: Sequence[Suggestion]
) -> list[Candidate]:
    """The spans of a sentence, in reading order.

    `tokens` are those in which the names `named` are counted, `taken` the spans that stand already.
    """
    sorts = {tokens[name.end - 1].end: (tokens[name.start].start, name.sort) for name in named}
    found: list[Candidate] = []
    for part in sorted(constituents(parse), key=lambda part: (part.start, -part.end)):
        listed: list[Candidate] = []
        for piece in _pieces(parse, part, sorts):
            if _is_distance(parse.tokens, piece):
                continue
            one = _candidate(parse, piece, sorts)
            if one is not None and _is_free(one.span, [*found, *listed], taken):
                listed.append(one)
        found += _alike(listed)
    for name in named:
        left = _left_over(tokens, name)
        if left is not None and _is_free(left.span, found, taken):
            found.append(left)
    return sorted(found, key=lambda one: one.span.start)


def _alike(listed: Sequence[Candidate]) -> Sequence[Candidate]:
    """As in "took the telegraph office, the stations and the State Bank": among things an organisation is one."""
    if {one.span.tag for one in listed} != {"who", "what"}:
        return listed
    return [
        replace(one, span=replace(one.span, tag="what"))
        if one.span.tag == "who" and one.sort == "organisation" and not one.subject
        else one
        for one in listed
    ]


_LENGTHS = frozenset(
    "mile miles kilometre kilometres kilometer kilometers km metre metres meter meters m foot feet yard yards".split()
)
_BEYOND = frozenset(
    "from away north south east west above below off inland upstream downstream apart".split()
)


def _is_distance(tokens: Sequence[Token], part: Constituent) -> bool:
    """As in "lived two miles from the river": it says where, and only with what follows."""
    behind = tokens[part.end].lower if part.end < len(tokens) else ""
    return tokens[part.end - 1].lower in _LENGTHS and behind in _BEYOND


def _is_free(span: Suggestion, found: Sequence[Candidate], taken: Sequence[Suggestion]) -> bool:
    others = (*taken, *(one.span for one in found))
    return span.start < span.end and all(
        span.end <= one.start
        or one.end <= span.start
        or (one.tag == "when" and span.start < one.start and one.end == span.end)  # "the outbreak of 1854"
        for one in others
    )


def _pieces(parse: Parse, part: Constituent, sorts: dict[int, tuple[int, Sort]]) -> Iterator[Constituent]:
    """The parts of a list of names, each alone; of anything else the whole, up to what ends a noun phrase."""
    tokens = parse.tokens
    part = _trimmed(tokens, part)
    cuts = [index for index in range(part.start + 1, part.end - 1) if _parts_list(tokens, part, index, sorts)]
    start = part.start
    for cut in (*cuts, part.end):
        if start < cut:
            yield _trimmed(tokens, replace(part, start=start, end=cut))
        start = cut + 1


def _parts_list(
    tokens: Sequence[Token], part: Constituent, index: int, sorts: dict[int, tuple[int, Sort]]
) -> bool:
    """Whether two members of a list meet here: not in "the size and shape of", "hot and cold water"."""
    token, before, after = tokens[index], tokens[index - 1], tokens[index + 1]
    if part.whole or (token.text != "," and not token.is_in(words.COORDINATORS)):
        return False
    if part.preposition == "between" or any(
        one.is_in(words.PREPOSITIONS) for one in tokens[part.start : index]
    ):
        return False  # "the border between France and Germany"
    if before.end in sorts:
        return True
    if any(one.lower == "of" for one in tokens[index : part.end]):
        return False
    shared = tokens[part.start].is_in(words.ARTICLES, words.POSSESSIVES) and not after.is_in(
        words.DETERMINERS
    )
    if shared and all(one.text != "," for one in tokens[part.start : part.end]):
        return False  # "their sheep and goats"
    before_is_noun = (
        not before.word.forms
        or (index - part.start == 1 and before.word.can_be("NN"))
        or (before.word.can_be("NN", "NNS") and not before.word.can_be("JJ", "VBN", "VBG"))
    )
    return before_is_noun and after.sort == "word" and not after.is_in(words.OBJECT_PRONOUNS)


def _trimmed(tokens: Sequence[Token], part: Constituent) -> Constituent:
    """Without the marks, the times and the joining words at its ends."""
    start, end = part.start, part.end
    if start < end and tokens[start].lower.endswith(("self", "selves")):
        return replace(part, end=start)  # "crowned himself emperor"
    if start < end and start and tokens[start - 1].lower == "not":
        return replace(part, end=start)
    if end - start > 1 and tokens[start].lower == "not" and tokens[start + 1].lower != "only":
        return replace(part, end=start)  # "but not animal cells"
    for index in range(start + 1, end):
        if tokens[index].kind == "when" and tokens[index - 1].lower == "of" and index == end - 1:
            break  # "the outbreak of 1854"
        if tokens[index].kind == "when" or tokens[index].sort == "aside":
            end = index
            break
    while end > start and (
        tokens[end - 1].sort == "mark"
        or tokens[end - 1].is_in(_LOOSE)
        or (tokens[end - 1].lower.endswith("self") and end - start > 1)
    ):
        end -= 1
    if (
        end - start > 1
        and tokens[end - 1].sort == "number"
        and end < len(tokens)
        and tokens[end].text in ("-", "–")
    ):
        end -= 1  # "beat Argentina 4-2"
    while start < end and (tokens[start].sort == "mark" or tokens[start].is_in(_JOINING)):
        start += 1
    return replace(part, start=start, end=end)


_JOINING = words.COORDINATORS | {"not", "only", "also", "both", "then", "even"}
_LOOSE = (
    words.ADVERBS - {"home"}
    | words.PREPOSITIONS
    | words.COORDINATORS
    | words.ARTICLES
    | {"to", "once", "again", "alone", "online"}
)


def _candidate(parse: Parse, part: Constituent, sorts: dict[int, tuple[int, Sort]]) -> Candidate | None:
    if part.start >= part.end or parse.tokens[part.start].kind == "when":
        return None
    start, end = parse.tokens[part.start].start, parse.tokens[part.end - 1].end
    sort = _sort_of(parse, part, sorts)
    told = _told(parse.tokens, part, sorts[end][0]) if end in sorts and sort in _UNTOLD else None
    sort = told.sort if told is not None else sort
    tag = class_of(parse.tokens, part, sort)
    if tag is None:
        return None
    attributes = (("kind", told.kind),) if told is not None and told.kind and tag == "what" else ()
    span = Suggestion(start, end, tag, attributes, sure=sort not in (None, "name"))
    name = sorts[end][0] if sort is not None else -1
    return Candidate(span, part.start, _as_sort(sort, tag), part.role == "subject", name)


_UNTOLD = frozenset({None, "name", "person", "people", "place", "institution"})
"""What a noun before a name may correct."""


def _told(tokens: Sequence[Token], part: Constituent, start: int) -> Told | None:
    """What the noun before a name says that begins at the character `start`."""
    name = next((index for index in range(part.start, part.end) if tokens[index].start == start), part.start)
    return told_by_noun(tokens, part.start, name)


def _sort_of(parse: Parse, part: Constituent, sorts: dict[int, tuple[int, Sort]]) -> Sort | None:
    """What a phrase names that is a name, an article left out."""
    tokens = parse.tokens
    found = sorts.get(tokens[part.end - 1].end)
    if found is None:
        return None
    before = tokens[part.start]
    for token in tokens[part.start : part.end]:
        if token.start == found[0]:
            return found[1]
        if token.lower == "of" and before.lower in COLLECTIVE:
            before = token
            continue  # "thousands of East Berliners"
        before = token
        if (
            token.is_in(words.PREPOSITIONS, words.POSSESSIVE_MARKS, words.COORDINATORS)
            or token.sort == "mark"
        ):
            return None
    return None


def _as_sort(sort: Sort | None, tag: str) -> Sort | None:
    return "person" if sort == "name" and tag == "who" else sort


def _left_over(tokens: Sequence[Token], name: Named) -> Candidate | None:
    """A name that no clause holds by itself; none that owns what follows, or only describes it."""
    after = tokens[name.end] if name.end < len(tokens) else None
    owns = after is not None and after.lower in words.POSSESSIVE_MARKS
    if owns and name.sort in ("person", "name") and name.start and tokens[name.start - 1].is_in(_LEADING):
        span = Suggestion(tokens[name.start].start, tokens[name.end - 1].end, "who", (), sure=False)
        return Candidate(span, name.start, None)  # "on Kerenski's orders"
    if after is not None and (owns or (after.sort in ("word", "number") and _describes(after))):
        return None
    first = name.start - 1 if name.start and tokens[name.start - 1].lower in _BEFORE_PLACE else name.start
    before = tokens[first - 1] if first else None
    if before is not None and (before.lower in _OUTSIDE or _qualifies(tokens, first - 1)):
        return None
    preposition = before.lower if before is not None and before.is_in(words.PREPOSITIONS) else ""
    if before is not None and before.is_in(words.COORDINATORS):
        preposition = next((token.lower for token in reversed(tokens[max(0, first - 5) : first - 1])
                            if token.is_in(words.PREPOSITIONS)), "")  # fmt: skip
    if name.sort == "name" and before is not None and before.is_in(words.COORDINATORS):
        return None  # as good as what stands before it
    placing = preposition in _PLACING or (preposition == "from" and name.sort in ("country", "place"))
    if name.sort not in ("person", "people") and preposition and not placing:
        return None  # only its clause would tell
    tag = name_in_context(name.sort, preposition, "")
    if tag is None:
        return None
    span = Suggestion(tokens[first].start, tokens[name.end - 1].end, tag, (), sure=name.sort != "name")
    return Candidate(span, name.start, None)


_BEFORE_PLACE = frozenset("the northern southern eastern western central north-eastern north-western".split())
_LEADING = frozenset("on under at in after".split())
_PLACING = frozenset("in at near through across inside outside along between".split())
_OUTSIDE = frozenset({"of", "not", "nor", "than", "like", "unlike", "a", "an"}) | words.POSSESSIVE_MARKS
"""What stands before a name that nothing is told of here."""


def _qualifies(tokens: Sequence[Token], index: int) -> bool:
    """Whether the word before a name is told of it: "a unified China"."""
    before = tokens[index]
    if before.sort != "word" or before.is_in(
        words.PREPOSITIONS, words.COORDINATORS, words.SUBORDINATORS, words.WH_WORDS, words.AUXILIARIES
    ):
        return False
    return before.word.can_be("JJ", "NN") or (index > 0 and tokens[index - 1].is_in(words.DETERMINERS))


def _describes(after: Token) -> bool:
    """Whether a word behind a name is the noun it describes: "the Cassini probe"."""
    closed = after.is_in(
        words.PREPOSITIONS, words.COORDINATORS, words.AUXILIARIES, words.WH_WORDS, words.DETERMINERS
    )
    return not closed and after.word.can_be("NN", "NNS") and not after.word.can_be("VBD")
