"""The words dates are made of: whatever holds another word is no date."""

from __future__ import annotations

MONTHS = "January February March April May June July August September October November December".split()
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()

_UNITS = "first second third fourth fifth sixth seventh eighth ninth".split()
_TEENS = "tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth".split()

ORDINALS = {
    word: number
    for number, word in enumerate(
        [*_UNITS, *_TEENS, "twentieth", *(f"twenty-{unit}" for unit in _UNITS), "thirtieth", "thirty-first"],
        1,
    )
}


def ending(number: int) -> str:
    """What makes figures an ordinal: 1st, 2nd, 11th, …"""
    return "th" if 10 < number % 100 < 14 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


Token = tuple[str, int | str]
"""A kind and a value: ("month", 10), ("era", "bc"); of a word or mark without a value of its own, itself."""

_VALUES: dict[str, dict[str, int | str]] = {
    "era": {"bc": "bc", "bce": "bc", "ad": "ad", "ce": "ad"},
    "season": {"spring": "spring", "summer": "summer", "autumn": "autumn", "fall": "autumn", "winter": "winter"},
    "hedge": {
        **dict.fromkeys("c ca circa about around roughly approximately approx".split(), "approximate"),
        **dict.fromkeys("perhaps possibly probably maybe".split(), "uncertain"),
    },
    "part": {"early": "early", "mid": "mid", "late": "late"},
    "edge": {
        "beginning": "early", "start": "early", "middle": "mid", "end": "late", "close": "late",
    },
    "os": {"os": "julian", "ns": "gregorian", "julian": "julian", "gregorian": "gregorian"},
    "open": dict.fromkeys("before prior after since by up".split(), ""),
    "to": dict.fromkeys("to until till through".split(), ""),
    "lead": dict.fromkeys("in on during throughout".split(), ""),
    "time of day": dict.fromkeys("night morning afternoon evening day".split(), ""),
    "unit": dict.fromkeys("century centuries millennium millennia".split(), ""),
}  # fmt: skip

_PLAIN = "the of year from between and onward old new style calendar half quarter last hours".split()

TABLE: dict[str, Token] = {
    **{word: (word, word) for word in _PLAIN},
    "onwards": ("onward", "onward"),
    "decade": ("called", "decade"),
    **{word: ("ordinal", number) for word, number in ORDINALS.items()},
    **{month[:3].lower(): ("month", number) for number, month in enumerate(MONTHS, 1)},
    **{month.lower(): ("month", number) for number, month in enumerate(MONTHS, 1)},
    "sept": ("month", 9),
    **{day[:3].lower(): ("weekday", number) for number, day in enumerate(WEEKDAYS)},
    **{day.lower(): ("weekday", number) for number, day in enumerate(WEEKDAYS)},
    **{short: ("weekday", number) for short, number in {"tues": 1, "thur": 3, "thurs": 3}.items()},
    **{word: (kind, value or word) for kind, words in _VALUES.items() for word, value in words.items()},
}
"""Of every word, in lower case and without its dots."""

VERBS = frozenset({"may", "march", "mar"})
"""Months that in small letters, with no day beside them, are other words."""
