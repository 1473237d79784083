"""Whether a typed text says what is expected, in whatever way of writing; nothing is forgiven here."""

from __future__ import annotations

from typing import TYPE_CHECKING

from quizgen.answering.formulas import is_chemical, is_exact, is_maths, same_formula, same_maths
from quizgen.answering.people import TITLES
from quizgen.answering.quantities import compare_quantities, read_quantity
from quizgen.answering.reading import ARTICLES
from quizgen.answering.times import compare_times, read_time
from quizgen.answering.tokens import same_number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.answering.reading import Reading
    from quizgen.answering.tokens import Token

_SAME = {
    name.replace(" ", ""): group[0].replace(" ", "")
    for group in (
        ("united states", "united states of america", "usa", "us", "america"),
        ("united kingdom", "uk", "united kingdom of great britain and northern ireland"),
        ("united arab emirates", "uae"), ("soviet union", "ussr", "union of soviet socialist republics"),
        ("european union", "eu"), ("united nations", "un", "uno"), ("czech republic", "czechia"), ("myanmar", "burma"),
        ("ivory coast", "cote divoire"), ("cape verde", "cabo verde"), ("timor leste", "east timor"),
        ("eswatini", "swaziland"), ("netherlands", "holland"), ("china", "peoples republic of china", "prc"),
        ("democratic republic of congo", "dr congo", "drc"), ("south korea", "republic of korea"),
        ("world war #1", "#1 world war", "wwi", "ww #1", "great war"),
        ("world war #2", "#2 world war", "wwii", "ww #2"),
        ("new york city", "nyc"), ("dna", "deoxyribonucleic acid"), ("rna", "ribonucleic acid"),
        ("yes", "true"), ("no", "false"),
    )
    for name in group
}  # fmt: skip
"""Names of one thing, without blanks and articles; not those that time or place tells apart, as Russia and the USSR."""

FOREIGN_ARTICLES = frozenset(
    "der die das den dem ein eine el la los las un una le les l lo il gli une uno het een det".split()
)
_LEADS = frozenset("in on at by to of from because into onto with".split())
_FILLERS = (("it", "is"), ("it", "was"), ("they", "are"), ("they", "were"), ("he", "was"), ("she", "was"),
            ("this", "is"), ("that", "is"), ("that", "was"), ("it", "s"), ("its",), ("i", "think"), ("called",),
            ("named",), ("answer",), ("is",), ("was",))  # fmt: skip
_HEADS = frozenset(
    "city town country state island planet element gas metal river mount village year number".split()
)

Compared = str | None
"""Empty: the same. None: that is for the others to say. Otherwise what differs, for good."""


def compare(expected: Reading, typed: Reading) -> Compared:
    """Empty where the two say the same; why not, where they are dates, quantities or formulas; else None."""
    if expected.source.strip() == typed.source.strip():
        return ""
    for rule in (_formulas, _times, _quantities):
        compared = rule(expected, typed)
        if compared is not None:
            return compared
    return "" if _same_words(expected, typed) else None


def _formulas(expected: Reading, typed: Reading) -> Compared:
    if is_chemical(expected.source):
        if same_formula(expected.source, typed.source):
            return ""
        if is_exact(expected.source) or is_chemical(typed.source):
            return "a formula must be exact"
    return None


def _times(expected: Reading, typed: Reading) -> Compared:
    return compare_times(expected, typed)


def _quantities(expected: Reading, typed: Reading) -> Compared:
    ours, theirs = read_quantity(expected), read_quantity(typed)
    if ours is not None and theirs is not None and (not ours.counted or read_time(expected.source) is None):
        compared = compare_quantities(ours, theirs)
        if compared == "" or (compared and not is_maths(expected.source)):
            return compared
    if is_maths(expected.source):
        return "" if same_maths(expected.source, typed.source) else "a formula must be exact"
    return None


def _same_words(expected: Reading, typed: Reading) -> bool:
    ours, theirs = expected.telling, typed.telling
    if not ours or not theirs:
        return False
    if same_tokens(ours, theirs) or (
        expected.joined == typed.joined and len(expected.joined) > 1 and not _accents_differ(ours, theirs)
    ):
        return True
    if _contracted(expected) == _contracted(typed):
        return True
    mine, yours = _SAME.get(_numbered(expected)), _SAME.get(_numbered(typed))
    if mine is not None and mine == yours:
        return True
    return any(
        same_tokens(one, other)
        for one in _ways(ours, typed=False)
        for other in _ways(theirs, typed=True)
        if _may_meet(ours, theirs, one, other)
    )


_CONTRACTED = tuple(
    (f" {long} ", f" {short} ")
    for long, short in (
        ("it is", "its"),
        ("it s", "its"),
        ("he is", "hes"),
        ("she is", "shes"),
        ("that is", "thats"),
        ("they are", "theyre"),
        ("we are", "were"),
        ("can not", "cant"),
        ("cannot", "cant"),
        ("will not", "wont"),
        *((f"{verb} not", f"{verb}nt") for verb in "is are was were do does did has have had".split()),
    )
)


def _contracted(reading: Reading) -> str:
    """The keys in a row, with "it is" as "its"."""
    spaced = f" {' '.join(token.strict for token in reading.telling)} "
    for long, short in _CONTRACTED:
        spaced = spaced.replace(long, short)
    return spaced.replace(" ", "")


def _numbered(reading: Reading) -> str:
    """The keys in a row, Roman numerals as numbers."""
    return "".join(f"#{token.roman}" if token.roman else token.strict for token in reading.telling)


def _accents_differ(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    return len(ours) == len(theirs) and not same_tokens(ours, theirs)


def same_tokens(ours: Sequence[Token], theirs: Sequence[Token]) -> bool:
    """Whether two rows of tokens are the same, each with each."""
    return len(ours) == len(theirs) and all(map(same_token, ours, theirs))


def same_token(one: Token, other: Token) -> bool:
    """Whether two tokens are the same: by value, or in letters; ü is u or ue, unless its dots count."""
    if one.values and other.values:
        return same_number(one.values, one.raw, other.values, other.raw)
    if one.roman is not None and other.values:
        return one.roman == other.values[0]
    if other.roman is not None and one.values:
        return other.roman == one.values[0]
    if one.key == other.key:
        return one.accented == other.accented or not (one.fixed or other.fixed) or one.kind == "sign"
    if one.kind != "word" or other.kind != "word":
        return False
    return other.key == one.also or one.key == other.also or (one.also != "" and one.also == other.also)


def _ways(tokens: tuple[Token, ...], *, typed: bool) -> list[tuple[Token, ...]]:
    """A row of tokens as it is, and without what may stand or not stand in front."""
    ways = [tokens]
    rest = tokens
    if typed:
        rest = _without_fillers(rest)
        ways.append(rest)
    if len(rest) > 1 and rest[0].key in ("it", "they"):
        rest = rest[1:]
        ways.append(rest)
    if len(rest) > 1 and rest[0].key in _LEADS:
        rest = rest[1:]
        ways.append(rest)
    if len(rest) > 1 and rest[0].key in FOREIGN_ARTICLES and (typed or rest[0].raw.islower()):
        rest = rest[1:]
        ways.append(rest)
    if typed and len(rest) > 1 and rest[0].key in _HEADS:
        rest = rest[2:] if rest[1].key in ("of", "called", "named") and len(rest) > 2 else rest[1:]
        ways.append(rest)
    if len(rest) > 1 and rest[0].key in ("mount", "river") and not typed:
        ways.append(rest[1:])
    if len(rest) > 1 and rest[0].key in TITLES and rest[0].key != "saint":
        ways.append(rest[1:])
    if typed and len(rest) > 1 and rest[-1].key in ("gas", "metal", "river"):
        ways.append(rest[:-1])
    return ways


def _without_fillers(tokens: tuple[Token, ...]) -> tuple[Token, ...]:
    for filler in _FILLERS:
        if tuple(token.key for token in tokens[: len(filler)]) == filler and len(tokens) > len(filler):
            return tokens[len(filler) :]
    return tokens


def _may_meet(
    ours: tuple[Token, ...], theirs: tuple[Token, ...], one: tuple[Token, ...], other: tuple[Token, ...]
) -> bool:
    """Whether nothing that was left out contradicts: "in Paris" is "Paris", but "from Paris" is not "to Paris"."""
    left, right = ours[: len(ours) - len(one)], theirs[: len(theirs) - len(other)]
    if not left or not right:
        return True
    for sort in (_LEADS, FOREIGN_ARTICLES | ARTICLES, TITLES):
        mine, yours = ({token.key for token in row if token.key in sort} for row in (left, right))
        if mine and yours and mine != yours:
            return False
    return True
