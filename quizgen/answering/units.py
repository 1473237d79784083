"""Units of measurement: what a unit is worth in the base units, however it is written.

unit   = factor+ (("/" | "per") factor+)*
factor = ("square" | "cubic")? (symbol | name) ("^"? power | "squared" | "cubed")?
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache

from quizgen.answering.accents import fold_accents
from quizgen.answering.spelling import one_spelling

Dimensions = tuple[tuple[str, int], ...]
"""Base units with their powers, in alphabetical order."""


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit by its worth: a value in it is `value * factor + offset` in base units."""

    factor: Fraction
    dimensions: Dimensions
    offset: Fraction = Fraction(0)


_PREFIXES = {"k": 3, "M": 6, "G": 9, "T": 12, "h": 2, "d": -1, "c": -2, "m": -3, "µ": -6, "μ": -6, "u": -6, "n": -9,
             "p": -12}  # fmt: skip
_PREFIX_NAMES = {"kilo": 3, "mega": 6, "giga": 9, "tera": 12, "hecto": 2, "deci": -1, "centi": -2, "milli": -3,
                 "micro": -6, "nano": -9, "pico": -12}  # fmt: skip

_WITH_PREFIXES = """
m meter = 1 m; g gram = 1/1000 kg; s second = 1 s; A ampere amp = 1 A; K kelvin = 1 K; mol mole = 1 mol
l liter = 1/1000 m3; L litre = 1/1000 m3; N newton = 1 kg m s-2; J joule = 1 kg m2 s-2; W watt = 1 kg m2 s-3
Pa pascal = 1 kg m-1 s-2; Hz hertz = 1 s-1; C coulomb = 1 A s; V volt = 1 kg m2 s-3 A-1; Ω ohm = 1 kg m2 s-3 A-2
F farad = 1 A2 s4 kg-1 m-2; T tesla = 1 kg s-2 A-1; Wb weber = 1 kg m2 s-2 A-1; H henry = 1 kg m2 s-2 A-2
cal calorie = 4184/1000 kg m2 s-2; eV electronvolt = 1 eV; B byte = 8 bit; bit bit = 1 bit
bar bar = 100000 kg m-1 s-2; Bq becquerel = 1 Bq; dB decibel = 1 dB; Sv sievert = 1 Sv; t tonne = 1000 kg
pc parsec = 1 pc; cd candela = 1 cd; lm lumen = 1 lm; lx lux = 1 lx; Wh watthour = 3600 kg m2 s-2
"""
_ALONE = """
min minute mins = 60 s; h hour hr hrs = 3600 s; d day = 86400 s; wk week = 604800 s; sec secs = 1 s
mo month = 1 month; y year yr yrs = 12 month; decade = 120 month; century = 1200 month; millennium = 12000 month
ha hectare = 10000 m2; in inch inches = 254/10000 m; ft foot feet = 3048/10000 m; yd yard = 9144/10000 m
mi mile = 1609344/1000 m; nmi = 1852 m; lb lbs pound = 45359237/100000000 kg; oz ounce = 45359237/1600000000 kg
mph = 44704/100000 m s-1; kph kmh = 1000/3600 m s-1; atm atmosphere = 101325 kg m-1 s-2; mmHg = 1 mmHg
ly lightyear = 1 ly; au AU = 1 au; ° deg degree = 1 deg; rad radian = 1 rad; % percent = 1/100
‰ permille = 1/1000; $ dollar USD = 1 dollar; £ quid GBP = 1 pound; € euro EUR = 1 euro; ¥ yen JPY = 1 yen
₽ ruble rouble RUB = 1 ruble; ₹ rupee INR = 1 rupee; cent = 1 cent; gallon gal = 1 gal; pint pt = 1 pint
knot kn = 1 knot; sr steradian = 1 sr; u Da dalton amu = 1 Da; rpm = 1 rpm; ppm = 1/1000000
"""

_CELSIUS = Unit(Fraction(1), (("K", 1),), Fraction(27315, 100))
_FAHRENHEIT = Unit(Fraction(5, 9), (("K", 1),), Fraction(27315, 100) - Fraction(160, 9))
_DEGREES = {
    "c": _CELSIUS,
    "celsius": _CELSIUS,
    "centigrade": _CELSIUS,
    "f": _FAHRENHEIT,
    "fahrenheit": _FAHRENHEIT,
}
_TEMPERATURE = re.compile(r"(?:°|degrees?\b|deg\b)?\s*(celsius|centigrade|c|fahrenheit|f)", re.IGNORECASE)

_PART = re.compile(r"(?P<over>/|\bper\b)|(?P<before>square|sq|cubic|cu)\b\.?|(?P<after>squared|cubed)\b|"
                   r"\^?(?P<power>-?[1-9])|(?P<name>[^\W\d_]+|[°%‰$£€¥₽₹])|[\s·.*×-]")  # fmt: skip


def _table() -> dict[str, list[Unit]]:
    table: dict[str, list[Unit]] = {}
    for source, prefixed in ((_WITH_PREFIXES, True), (_ALONE, False)):
        for entry in source.strip().replace("\n", ";").split(";"):
            names, _, worth = entry.partition("=")
            unit = _worth(worth.split())
            symbol, *words = names.split()
            _enter(table, unit, symbol, words, prefixed)
    return table


def _worth(words: list[str]) -> Unit:
    powers: dict[str, int] = {}
    for word in words[1:]:
        match = re.fullmatch(r"(\D+?)(-?\d)?", word)
        assert match is not None
        powers[match[1]] = int(match[2] or 1)
    return Unit(Fraction(words[0]), tuple(sorted(powers.items())))


def _enter(table: dict[str, list[Unit]], unit: Unit, symbol: str, words: list[str], prefixed: bool) -> None:
    for name in (symbol, *words):
        table.setdefault(name, []).append(unit)
    if not prefixed:
        return
    for prefix, power in _PREFIXES.items():
        table.setdefault(prefix + symbol, []).append(_times(unit, power))
    for prefix, power in _PREFIX_NAMES.items():
        for name in words:
            table.setdefault(prefix + name, []).append(_times(unit, power))


def _times(unit: Unit, power: int) -> Unit:
    return Unit(unit.factor * Fraction(10) ** power, unit.dimensions)


@lru_cache(maxsize=1)
def _by_name() -> tuple[dict[str, list[Unit]], dict[str, list[Unit]]]:
    """The units by their names as written, and in small letters."""
    table = _table()
    small: dict[str, list[Unit]] = {}
    for name, units in table.items():
        small.setdefault(name.casefold(), []).extend(units)
    return table, small


def _named(name: str) -> list[Unit]:
    exact, small = _by_name()
    if name in exact:
        return exact[name]
    lower = one_spelling(fold_accents(name))
    for tried in (lower, lower.removesuffix("s"), lower.removesuffix("es"), lower.removesuffix("ies") + "y"):
        if tried in small and (tried == lower or len(tried) > 2):
            return small[tried]
    return []


@lru_cache(maxsize=2048)
def read_unit(text: str) -> tuple[Unit, ...]:
    """The units that a text may mean, none where it holds any other word; C is a degree or a coulomb."""
    text = text.strip()
    degrees = _TEMPERATURE.fullmatch(text)
    found = [_DEGREES[degrees[1].lower()]] if degrees else []
    apart = re.sub(r"^([mN]) ?(?=(?:s|m)(?:\^|-)?-?\d?$)", r"\1 ", text)  # ms^-2, Nm
    return tuple(dict.fromkeys((*found, *_compound(text), *(_compound(apart) if apart != text else ()))))


def _compound(text: str) -> list[Unit]:
    made = [Unit(Fraction(1), ())]
    sign, before, position = 1, 1, 0
    last: list[Unit] = []
    while position < len(text):
        match = _PART.match(text, position)
        if match is None:
            return []
        position = match.end()
        if match["over"]:
            sign = -1
        elif match["before"]:
            before = 2 if match["before"] in ("square", "sq") else 3
        elif match["name"]:
            last = _named(match["name"])
            if not last:
                return []
            made = [_product(one, unit, sign * before) for one in made for unit in last]
            before = 1
        elif match["after"] or match["power"]:
            power = {"squared": 2, "cubed": 3}.get(match["after"] or "") or int(match["power"])
            if not last:
                return []
            made = [  # the unit was taken once already
                _product(one, last[index % len(last)], sign * (power - 1)) for index, one in enumerate(made)
            ]
            last = []
        if len(made) > 8:
            return []
    return made if made[0].dimensions or made[0].factor != 1 else []


def _product(one: Unit, other: Unit, power: int) -> Unit:
    powers = dict(one.dimensions)
    for name, exponent in other.dimensions:
        powers[name] = powers.get(name, 0) + exponent * power
    left = tuple(sorted((name, exponent) for name, exponent in powers.items() if exponent))
    return Unit(one.factor * other.factor**power, left)
