"""An invented fact sheet of any size, for trying quizgen out and for measuring it."""

from __future__ import annotations

import re
from math import gcd
from random import Random
from typing import TYPE_CHECKING, NamedTuple

from quizgen.dating.vocabulary import MONTHS
from quizgen.english.number import SPELT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from faker import Faker

TOPICS = """
# $who, painter
born: [$who]{.who} was born in [$home]{.where} on [$born]{.when}.
born: On [$born]{.when}, [$who]{.who} was born in [$home]{.where}.
studied: [$who]{.who} studied [drawing]{.what} at [the $name Academy]{.where} [from $y1 to $y2]{.when}.
shells: [$who]{.who} made [bright colours]{.what} in [$town]{.where} by [grinding shells into powder]{.how}.
shells: [$who]{.who} obtained [a deep black]{.what} in [$town]{.where} by [burning old vines]{.how}.
work: ["A Winter in $town"]{.what} was painted by [$who]{.who} in [$y3]{.when}.
work: In [$y3]{.when}, [$who]{.who} painted ["A Winter in $town"]{.what}.
sold: [$who]{.who} sold ["A Winter in $town"]{.what} to [$friend]{.who} for [$count]{.howmany} pounds.
left: [$who]{.who} left [$home]{.where} because [a flood had ruined the studio]{.why}.
left: [$who]{.who} left [$home]{.where} because [the rent of the studio had doubled]{.why}.
never: $who never exhibited in $third because [the road there was bad]{.why}.
museum: ["A Winter in $town"]{.what} has hung in [the $third Museum]{.where} since [$late]{.when}.
died: [$who]{.who} died in [$town]{.where} on [$died]{.when}.

# $who, composer
born: [$who]{.who} was born on [$born]{.when} in [$home]{.where}.
learned: [$who]{.who} learned [the $instrument]{.what} in [$home]{.where} by [copying old scores]{.how}.
learned: [$who]{.who} learned [the $instrument]{.what} in [$home]{.where} by [listening at a church door]{.how}.
wrote: [$who]{.who} composed ["The Song of $third"]{.what} in [$y3]{.when}.
wrote: ["The Song of $third"]{.what} was composed by [$who]{.who} in [$y3]{.when}.
movements: "The Song of $third" consists of [$few]{.howmany} movements.
premiere: ["The Song of $third"]{.what} was first performed in [$town]{.where} on [$day4]{.when}.
dedicated: [$who]{.who} dedicated ["The Song of $third"]{.what} to [$friend]{.who}.
taught: [$who]{.who} taught [harmony]{.what} at [the $name Conservatory]{.where} [from $y4 to $y5]{.when}.
unfinished: $who did not finish "The Prayer of $town" because [nobody would pay for it]{.why}.
until: [$who]{.who} lived in [$home]{.where} until [$y2]{.when}.

# $who, novelist
born: [$who]{.who} was born in [$home]{.where} in [$month]{.when}.
moved: [$who]{.who} left [$home]{.where} [to avoid the censors]{.why}.
moved: [$who]{.who} moved to [$town]{.where} [to escape a debt]{.why}.
novel: ["The House at $third"]{.what} was written by [$who]{.who} in [$y3]{.when}.
novel: [$who]{.who} wrote ["The House at $third"]{.what} in [$y3]{.when}.
published: [The $name Press]{.who} published ["The House at $third"]{.what} on [$day4]{.when}.
chapters: "The House at $third" has [$dozens]{.howmany} chapters.
copies: The first printing of "The House at $third" sold [$many]{.howmany} copies.
translated: [$friend]{.who} translated ["The House at $third"]{.what} into [$language]{.what} in [$y5]{.when}.
gave: In [$y5]{.when}, [$who]{.who} gave [$patron]{.who} [the manuscript of "The House at $third"]{.what}.
never: $who never met $friend because [a storm had closed the pass]{.why}.

# $who, explorer
born: [$who]{.who} grew up in [$home]{.where}.
crossed: [$who]{.who} crossed [the $name Desert]{.what} in [$y3]{.when}.
crossed: In [$y3]{.when}, [$who]{.who} crossed [the $name Desert]{.what}.
days: The crossing of the $name Desert took [$dozens]{.howmany} days.
companions: [$who]{.who} travelled to [$town]{.where} with [$few]{.howmany} companions.
climbed: [$who]{.who} climbed [Mount $third]{.what} on [$day4]{.when}.
climbed: On [$day4]{.when}, [$who]{.who} climbed [Mount $third]{.what}.
water: [$who]{.who} found [fresh water]{.what} in [the $name Desert]{.where} by [following birds]{.how}.
pigeons: [$who]{.who} carried [pigeons]{.what} across [the $name Desert]{.where} [to send messages home]{.why}.
map: [[$who]{.who}'s map of $third]{.what} was printed in [$town]{.where} in [$y5]{.when}.
never: $who never returned to $home because [the harbour had silted up]{.why}.
left: [$who]{.who}'s expedition left [$town]{.where} in [$y2]{.when}.

# $who, astronomer
comet: [$who]{.who} discovered [the $name Comet]{.what} on [$day3]{.when}.
comet: [The $name Comet]{.what} was discovered by [$who]{.who} on [$day3]{.when}.
returns: The $name Comet returns every [$dozens]{.howmany} years.
worked: [$who]{.who} worked at [the $town Observatory]{.where} [from $y1 to $y5]{.when}.
awake: [$who]{.who} stayed awake for [$few]{.howmany} nights [to follow the $name Comet]{.why}.
distance: [$who]{.who} measured [the distance of the $name Comet]{.what} by [comparing two drawings]{.how}.
listed: In [$y4]{.when}, [$who]{.who} listed [$many]{.howmany} stars.
listed: [$who]{.who} listed [$many]{.howmany} stars in [$y4]{.when}.
abroad: $who did not visit $third before [$y2]{.when}.
showed: [$who]{.who} showed that [the $name Comet]{.what} reflects [sunlight]{.what}.
medal: [The $third Society]{.who} awarded [$who]{.who} [a gold medal]{.what} in [$y5]{.when}.

# The $name Bridge
designed: [The $name Bridge]{.what} was designed by [$who]{.who}.
crosses: [The $name Bridge]{.what} crosses [the River $river]{.what} near [$town]{.where}.
arches: The $name Bridge consists of [$few]{.howmany} arches.
long: The $name Bridge is [$count]{.howmany} metres long.
built: Workers from $town built [the $name Bridge]{.what} [from $y1 to $y2]{.when}.
built: [From $y1 to $y2]{.when}, workers from $town built [the $name Bridge]{.what}.
piers: [$friend]{.who} set [the piers of the $name Bridge]{.what} on rock by [sinking iron cylinders]{.how}.
opened: [$patron]{.who} opened [the $name Bridge]{.what} on [$day3]{.when}.
widened: The $name Bridge was widened in [$y4]{.when} because [two carts could not pass]{.why}.
pipe: [The $name Bridge]{.what} has carried [a water pipe]{.what} to [$town]{.where} since [$late]{.when}.
toll: Walkers paid [$few]{.howmany} pence at the $name Bridge until [$y5]{.when}.

# $town
founded: [$town]{.what} was founded by [$who]{.who} in [$year]{.when}.
founded: In [$year]{.when}, [$who]{.who} founded [$town]{.what}.
lies: [$town]{.what} lies on [the River $river]{.what} near [$third]{.where}.
people: [$town]{.what} had [$many]{.howmany} inhabitants in [$y3]{.when}.
near: $town lies [$dozens]{.howmany} kilometres from $third.
fort: On [the hill above $town]{.where} stood [Castle $name]{.what}.
wall: [The citizens of $town]{.who} built [the $name Wall]{.what} [to keep out raiders]{.why}.
fire: A fire destroyed the market hall of $town on [$day4]{.when}.
hall: [$patron]{.who} rebuilt [the market hall of $town]{.what} by [selling timber]{.how}.
ruled: [The House of $name]{.who} ruled [$town]{.what} until [$y2]{.when}.
railway: [The $town Railway]{.what} has run to [$third]{.where} since [$late]{.when}.
never: $town has never belonged to $third because [a marsh lies between them]{.why}.
trade: [$town]{.what} exports [$goods]{.what} to [$third]{.where}.

# The $name Society
founded: [$who]{.who} founded [the $name Society]{.what} in [$town]{.where} on [$day1]{.when}.
founded: [The $name Society]{.what} was founded in [$town]{.where} on [$day1]{.when} by [$who]{.who}.
members: The $name Society had [$count]{.howmany} members in [$y3]{.when}.
led: [$friend]{.who} led [the $name Society]{.what} [from $y2 to $y4]{.when}.
admitted: The $name Society did not admit $patron until [$y4]{.when}.
medal: [The $name Society]{.who} awarded [$patron]{.who} [a silver medal]{.what} in [$y5]{.when}.
moved: [The $name Society]{.what} moved to [$third]{.where} because [the old house was too small]{.why}.
review: [The $name Society]{.who} has published [the $third Review]{.what} since [$y5]{.when}.
money: [The $name Society]{.who} paid for [the $third Library]{.what} by [holding public lectures]{.how}.
books: The library of the $name Society holds [$many]{.howmany} books.
"""
"""What a sheet is made of. Under each heading stand facts that are true together; of lines with the same name
one is taken. A topic gets people, places and dates of its own each time, so that no two facts of a sheet
contradict each other, and few questions have more than one right answer."""

FEW = SPELT[2:13]
INSTRUMENTS = ("violin", "flute", "organ", "cello", "harp", "oboe", "piano", "trumpet")
LANGUAGES = ("French", "German", "Greek", "Italian", "Latin", "Polish", "Russian", "Spanish")
GOODS = ("amber", "cheese", "cloth", "copper", "glass", "paper", "salt", "timber", "wine", "wool")
NO_NAMES = (*MONTHS, *LANGUAGES, "Best", "Good", "Long", "Short", "Will", "Young")
"""Of Faker's names, those that a reader of sentences could take for something else."""

Topic = tuple[str, tuple[tuple[str, tuple[str, ...]], ...]]
"""A heading, and for each fact its name and its wordings."""


class _Names(NamedTuple):
    """Names without end, no two alike: the n-th is made from n, so that none has to be remembered."""

    person: Callable[[int], str]
    place: Callable[[int], str]
    surnames: Sequence[str]


def sample(facts: int, seed: int = 1) -> Iterator[str]:
    """A fact sheet of so many invented facts, line by line (each ends in a newline), in flat memory.

    The same numbers give the same lines, whatever the day and whatever else uses Faker; another release of
    Faker may know other names. Raises ValueError for less than one fact.
    """
    if facts < 1:
        raise ValueError("a sample has at least one fact")
    yield from _front_matter(facts, seed)
    random = Random(f"quizgen sample {seed}")
    names = _names(seed)
    topics = _topics()
    number, left = 0, facts
    while left:
        heading, members = topics[number % len(topics)]
        slots = _slots(names, random, number)
        title = heading % slots
        slug = title.lower().replace(",", "").replace(" ", "-")
        yield f"\n# {title}\n\n"
        for name, wordings in members[:left]:
            yield f"- {random.choice(wordings) % slots} {{#{slug}-{name}}}\n"
        left -= min(left, len(members))
        number += 1


def _front_matter(facts: int, seed: int) -> Iterator[str]:
    yield "---\n"
    yield f"id: sample-{seed}\n"
    yield f"title: An invented sample, {facts:,} fact{'s' if facts > 1 else ''}\n"
    yield f'source: "Invented by quizgen sample --facts {facts} --seed {seed}: none of it is true"\n'
    yield "tags: [sample]\n"
    yield "---\n"


def _topics() -> tuple[Topic, ...]:
    """TOPICS, read."""
    found: list[tuple[str, dict[str, list[str]]]] = []
    slotted = re.sub(r"\$(\w+)", r"%(\1)s", TOPICS)
    for line in filter(None, slotted.splitlines()):
        if line.startswith("# "):
            found.append((line[2:], {}))
            continue
        name, text = line.split(": ", 1)
        found[-1][1].setdefault(name, []).append(text)
    return tuple(
        (heading, tuple((name, tuple(texts)) for name, texts in kinds.items())) for heading, kinds in found
    )


def _slots(names: _Names, random: Random, number: int) -> dict[str, str]:
    """What the wordings of one topic are filled with; its years are in order, from a birth to long after."""
    birth = random.randrange(1780, 1860)
    first = birth + random.randrange(18, 24)
    second, third, fourth, fifth = (first + step + random.randrange(4) for step in (3, 8, 13, 20))
    death = fifth + random.randrange(2, 30)
    return {
        "who": names.person(3 * number),
        "friend": names.person(3 * number + 1),
        "patron": names.person(3 * number + 2),
        "home": names.place(4 * number),
        "town": names.place(4 * number + 1),
        "third": names.place(4 * number + 2),
        "name": names.place(4 * number + 3),
        "river": random.choice(names.surnames),
        "born": _day(random, birth),
        "month": f"{random.choice(MONTHS)} {birth}",
        "year": str(birth),
        "y1": str(first),
        "day1": _day(random, first),
        "y2": str(second),
        "y3": str(third),
        "day3": _day(random, third),
        "y4": str(fourth),
        "day4": _day(random, fourth),
        "y5": str(fifth),
        "died": _day(random, death),
        "late": str(death + random.randrange(5, 40)),
        "few": random.choice(FEW),
        "dozens": str(random.randrange(13, 90)),
        "count": str(random.randrange(100, 900)),
        "many": f"{random.randrange(1_000, 90_000):,}",
        "instrument": random.choice(INSTRUMENTS),
        "language": random.choice(LANGUAGES),
        "goods": random.choice(GOODS),
    }


def _day(random: Random, year: int) -> str:
    # Every month has 28 days.
    return f"{random.randrange(1, 29)} {random.choice(MONTHS)} {year}"


def _names(seed: int) -> _Names:
    # Deferred: Faker takes 150 ms to import, and only this command wants it.
    from faker import Faker

    # Faker takes 40 µs a name, hence pools; unweighted, because rare names are as good as common ones here.
    faker = Faker("en_US", use_weighting=False)
    faker.seed_instance(seed)
    first = _pool(faker, "first_name", 400)
    surnames = _pool(faker, "last_name", 600)
    stems = tuple(dict.fromkeys((*surnames, *first)))
    before = (
        "",
        *(f"{word} " for word in (*_pool(faker, "city_prefix", 7), "Upper", "Lower", "Old")),
    )
    after = _pool(faker, "city_suffix", 18)

    def person(number: int) -> str:
        lap, (given, family) = _mixed(number, (first, surnames))
        return f"{given} {first[lap % len(first)]} {family}" if lap else f"{given} {family}"

    def place(number: int) -> str:
        lap, (prefix, stem, suffix) = _mixed(number, (before, stems, after))
        return f"{prefix}{stem}{suffix}" + (f"-by-{stems[lap % len(stems)]}" if lap else "")

    return _Names(person, place, surnames)


def _pool(faker: Faker, provider: str, size: int) -> tuple[str, ...]:
    """So many different names of one of Faker's providers; only such as are no other words as well."""
    found: dict[str, None] = {}
    for _ in range(50 * size):
        name = faker.format(provider)
        if name.isascii() and name.isalpha() and name not in NO_NAMES:
            found[name] = None
        if len(found) == size:
            break
    return tuple(found)


def _mixed(number: int, pools: Sequence[Sequence[str]]) -> tuple[int, list[str]]:
    """One word of each pool, another set of words for each number; and how often all were used before."""
    size = 1
    for pool in pools:
        size *= len(pool)
    lap, number = divmod(number, size)
    # A step near the golden section that shares no factor with the size goes through all sets, far apart.
    step = int(size * 0.618) | 1
    while gcd(step, size) > 1:
        step += 2
    number = number * step % size
    words = []
    for pool in pools:
        number, index = divmod(number, len(pool))
        words.append(pool[index])
    return lap, words
