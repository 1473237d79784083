"""Where a name ends that begins somewhere: what joins capitalised words to one name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from quizgen.distractors.countries import country_of
from quizgen.distractors.vocabulary import LANDMARKS, ORGANISATIONS, RANKS
from quizgen.english import words
from quizgen.english.lexicon import look_up
from quizgen.tagging.names.given import GIVEN
from quizgen.tagging.vocabulary import GROUPS, PEOPLE, PLACES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.token import Token

NEVER = (
    words.DETERMINERS | words.PREPOSITIONS | words.SUBJECT_PRONOUNS | words.OTHER_PRONOUNS | words.COORDINATORS
    | words.SUBORDINATORS | words.WH_WORDS | words.AUXILIARIES | words.ADVERBS | words.NUMBER_WORDS | words.ORDINALS
    | words.OBJECT_PRONOUNS | words.NEGATIONS | {"to", "there", "mr", "i"}
)  # fmt: skip
_NEVER_INSIDE = NEVER - {"great", "may", "will", "he"}
"""Of capitalised words; "Theresa May", "Zheng He" and "Catherine the Great" are names."""
OPENING = frozenset({"On", "In", "To", "Of", "From", "At", "For", "As", "All"})
"""With what titles of works begin, if they begin with a small word."""
PARTICLES = frozenset("van von de der den di da du del della la le al bin ibn ben und zu af av ter".split())
_NUMERAL = re.compile(r"[IVX]+|\d{1,3}")
_JOINING_HEADS = (
    frozenset(LANDMARKS) | ORGANISATIONS | RANKS | GROUPS | PLACES
    | frozenset("house members member bank declaration bill rights origin theory hall day wars art book tale".split())
)  # fmt: skip


def is_capital(token: Token) -> bool:
    """Whether it is a word with a capital."""
    return token.sort == "word" and token.text[:1].isupper()


def end_of(tokens: Sequence[Token], start: int) -> int:
    """Behind the last word of the name that begins at `start`."""
    end = start + 1
    while end < len(tokens):
        wider = _wider(tokens, start, end)
        if wider == end:
            return end
        end = wider
    return end


def _wider(tokens: Sequence[Token], start: int, end: int) -> int:
    """Where the name ends if what stands at `end` belongs to it; `end` if it does not."""
    token = tokens[end]
    if token.text in ("–", "-") and end + 1 < len(tokens) and _glued(tokens, end) and _glued(tokens, end + 1):
        return end + 2 if is_capital(tokens[end + 1]) else end  # "Churyumov–Gerasimenko"
    if _glued(tokens, end) and token.lower not in words.POSSESSIVE_MARKS:
        wide = int(end + 1 < len(tokens) and tokens[end + 1].lower in _COMPASS)
        return end + 2 + wide if token.text == "," and _is_town_in(tokens, start, end) else end
    if is_capital(token) and token.lower not in _NEVER_INSIDE:
        return end if _is_other_people(tokens, start, end) else end + 1
    if _NUMERAL.fullmatch(token.text) and tokens[end - 1].sort == "word":
        scored = end + 1 < len(tokens) and tokens[end + 1].text in ("-", "–") and _glued(tokens, end + 1)
        return end if scored else end + 1  # "beat Argentina 4-2"
    behind = tokens[end + 1] if end + 1 < len(tokens) else None
    if start and tokens[start].text in {"The", "A", "An"} | OPENING and (wide := _in_title(tokens, end)):
        return wide
    if behind is None or not is_capital(behind) or behind.lower in _NEVER_INSIDE:
        return _behind_small_words(tokens, end)
    if token.lower in PARTICLES or (token.lower == "the" and end - start == 1):
        return end + 2
    if token.lower in words.POSSESSIVE_MARKS:
        return end + 2 if behind.lower in LANDMARKS or behind.lower in ("men", "law", "theorem") else end
    if token.lower == "of" and (_joins_of(tokens[end - 1]) or _is_from(tokens, start, end)):
        return end + 2
    if token.lower in ("and", "&") and _is_shared_surname(tokens, start, end):
        return end + 3
    if token.lower == "and" and (_is_pair(tokens, start, end) or _is_in_body(tokens, end)):
        return end + 2
    return end


_IN_TITLE = frozenset("of in on to for from with at and by".split())


def _in_title(tokens: Sequence[Token], end: int) -> int:
    """Behind "to the Moon" in "A Trip to the Moon": a title that begins with an article goes on over small words."""
    if tokens[end].lower not in _IN_TITLE or end + 1 >= len(tokens):
        return 0
    article = tokens[end + 1].text in ("the", "a", "an")
    last = end + 1 + article
    if not article and tokens[end].lower not in ("of", "and"):
        return 0  # "painted The Milkmaid in Delft"
    return (
        last + 1 if last < len(tokens) and is_capital(tokens[last]) and tokens[last].lower not in NEVER else 0
    )


def _is_other_people(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "During Ramadan Muslims …": a people's name behind a name that describes nothing."""
    before = tokens[end - 1].lower
    return (
        end - start == 1
        and tokens[end].lower in words.PEOPLES
        and not look_up(before).forms
        and before not in words.PROPER_ADJECTIVES
    )


_COMPASS = frozenset({"new", "north", "south", "west", "east"})


def _is_town_in(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "in Montgomery, Alabama": two names behind a preposition of place, and no list."""
    if not start or tokens[start - 1].lower not in ("in", "at", "near", "from", "to") or end - start > 2:
        return False
    if end + 1 < len(tokens) and tokens[end + 1].lower in _COMPASS:
        end += 1
    if end + 1 >= len(tokens) or not is_capital(tokens[end + 1]) or tokens[end + 1].lower in NEVER:
        return False
    after = tokens[end + 2] if end + 2 < len(tokens) else None
    if after is None or after.kind == "when" or after.text == ".":
        return True
    beyond = tokens[end + 3] if end + 3 < len(tokens) else None
    return (
        after.text == ","
        and beyond is not None
        and not is_capital(beyond)
        and not beyond.is_in(words.COORDINATORS)
    )


def _behind_small_words(tokens: Sequence[Token], end: int) -> int:
    """As in "Bank of the West", "Ursula von der Leyen"."""
    if end + 2 >= len(tokens) or not is_capital(tokens[end + 2]):
        return end
    pair = (tokens[end].lower, tokens[end + 1].lower)
    if pair[0] in PARTICLES and pair[1] in PARTICLES:
        return end + 3
    return end + 3 if pair == ("of", "the") and _joins_of(tokens[end - 1]) else end


def _joins_of(head: Token) -> bool:
    lower = head.lower
    return (
        lower in _JOINING_HEADS
        or lower.removesuffix("s") in _JOINING_HEADS
        or look_up(lower).can_be("NN", "NNS")
    )


def _is_shared_surname(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "Marie and Pierre Curie": one name, and one of two words behind it."""
    if end - start != 1 or end + 2 >= len(tokens) or not tokens[end + 2].proper or _glued(tokens, end + 2):
        return False
    alone = end + 3 >= len(tokens) or not tokens[end + 3].proper
    single = tokens[start].lower
    if single not in GIVEN and tokens[end + 1].lower in GIVEN:
        return False  # "Picasso and Georges Braque"
    heads = LANDMARKS.keys() | ORGANISATIONS
    return alone and not country_of(tokens[start].text) and tokens[end + 2].lower not in heads | {single}


def _is_in_body(tokens: Sequence[Token], end: int) -> bool:
    """As in "the Women's Social | and Political Union": a describing word before, and a body's name at the end."""
    last = end + 1
    while last + 1 < len(tokens) and is_capital(tokens[last + 1]):
        last += 1
    body = tokens[last].lower in ORGANISATIONS | GROUPS and last > end + 1
    return body and look_up(tokens[end - 1].lower).can_be("JJ", "NN") and tokens[end - 1].lower not in GIVEN


def begins_pair(tokens: Sequence[Token], index: int) -> bool:
    """Whether a title of two common nouns begins here: "War and Peace"."""
    return index + 2 < len(tokens) and is_capital(tokens[index + 2]) and _is_pair(tokens, index, index + 1)


def _is_from(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "Guido of Arezzo", "Philip II of Spain", "Lord Howard of Effingham": names that are no words, a number
    or a title before them."""
    first, last = tokens[start], tokens[end - 1]
    if end - start == 1:
        return not look_up(first.lower).forms and not country_of(first.text)
    unknown = not any(look_up(token.lower).forms or country_of(token.text) for token in tokens[start:end])
    return unknown or first.lower in RANKS or _REGNAL.fullmatch(last.text) is not None


_REGNAL = re.compile(r"[IVX]{1,5}")


def _is_pair(tokens: Sequence[Token], start: int, end: int) -> bool:
    """As in "War and Peace": two common nouns with capitals, which is how works are called."""
    if end - start != 1 or (end + 2 < len(tokens) and is_capital(tokens[end + 2])):
        return False
    if start and tokens[start - 1].text == ",":
        return False  # "Hell, Purgatory and Paradise"
    pair = (tokens[start].lower, tokens[end + 1].lower)
    return all(
        look_up(one).can_be("NN")
        and one not in PEOPLE | PLACES | GROUPS | ORGANISATIONS | words.PROPER_ADJECTIVES
        and LANDMARKS.get(one, "event") == "event"
        and not country_of(one.capitalize())
        for one in pair
    )


def _glued(tokens: Sequence[Token], index: int) -> bool:
    """Whether no space parts a token from the one before it."""
    return tokens[index].start == tokens[index - 1].end
