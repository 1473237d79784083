"""Numbers with what belongs to them put together, whether in figures or in words.

number = "-"? figures (("×" | "x" | "*") "10^" figures | "e" figures | "million" …)? ("/" figures)? ("th" …)?
       | number in words
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from quizgen.answering.numerals import in_words
from quizgen.answering.tokens import Token

if TYPE_CHECKING:
    from fractions import Fraction

_POWERS = {"hundred": 2, "thousand": 3, "million": 6, "mn": 6, "billion": 9, "bn": 9, "trillion": 12}


def put_together(tokens: list[Token], chars: str) -> list[Token]:
    """The tokens of a text with its numbers whole."""
    return _spelt_numbers(_figures(tokens, chars), chars)


def _figures(tokens: list[Token], chars: str) -> list[Token]:
    """Numbers with what belongs to them: -5, 7th, 6.02 × 10^23, 3/4, 2 1/2, 5 million."""
    for step in (_signed, _raised, _ordinal, _scaled, _fraction, _mixed):
        index = 0
        while index < len(tokens):
            if tokens[index].kind in ("number", "sign") and (found := step(tokens, index, chars)) is not None:
                made, count = found
                tokens[index : index + count] = [made]
            index += 1
    return tokens


def _made(tokens: list[Token], value: Fraction, *, ordinal: bool = False) -> Token:
    first, last = tokens[0], tokens[-1]
    raw = " ".join(token.raw for token in tokens)
    return Token("number", raw, first.start, last.stop, f"#{value}", values=(value,), ordinal=ordinal)


def _signed(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    if tokens[index].key != "-" or not tokens[index + 1 : index + 2]:
        return None
    sign, number = tokens[index : index + 2]
    if not number.values:
        return None
    before = tokens[index - 1] if index else None
    if sign.raw == "-" and before is not None and before.kind == "number" and before.key != "^":
        return replace(sign, kind="word", key="to"), 1  # 5-10
    if not number.values:
        return None
    made = tuple(-value for value in number.values)
    return replace(number, raw=sign.raw + number.raw, start=sign.start, key=f"#{made[0]}", values=made), 2


def _raised(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """6.02 × 10^23, 10^6, 6.02e23."""
    first = tokens[index]
    if not first.values:
        return None
    following = tokens[index + 1 : index + 5]
    keys = [token.key for token in following]
    if (
        keys[1:3] == ["#10", "^"]
        and keys[0] in ("×", "x", "*", "·")
        and len(following) == 4
        and following[3].values
    ):
        power, count, base = following[3], 5, first.values[0]
    elif first.key == "#10" and keys[:1] == ["^"] and len(following) > 1 and following[1].values:
        power, count, base = following[1], 3, first.values[0] / 10
    elif (
        keys[:1] == ["e"] and len(following) > 1 and following[1].values and following[0].start == first.stop
        and chars[following[0].stop : following[1].start] in ("", "-")
    ):  # fmt: skip
        power, count, base = following[1], 3, first.values[0]
        if following[0].stop < following[1].start:
            power = replace(power, values=(-power.values[0],))
    else:
        return None
    exponent = power.values[0]
    if exponent.denominator != 1 or abs(exponent) > 400:
        return None
    return _made(tokens[index : index + count], base * type(exponent)(10) ** int(exponent)), count


def _ordinal(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    following = tokens[index + 1 : index + 2]
    if tokens[index].values and following and following[0].start == tokens[index].stop and following[0].raw.lower() in (
        "st", "nd", "rd", "th"
    ):  # fmt: skip
        return _made(tokens[index : index + 2], tokens[index].values[0], ordinal=True), 2
    return None


def _scaled(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    following = tokens[index + 1 : index + 2]
    if tokens[index].values and following and following[0].key in _POWERS:
        power = 10 ** _POWERS[following[0].key]
        return _made(tokens[index : index + 2], tokens[index].values[0] * power), 2
    return None


def _fraction(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """3/4; not the 3/4 of 3/4/1917."""
    if [token.key for token in tokens[index + 1 : index + 2]] != ["/"] or len(tokens) < index + 3:
        return None
    upper, lower = tokens[index], tokens[index + 2]
    beyond = tokens[index + 3 : index + 4]
    if not (upper.values and lower.values and lower.values[0]) or (beyond and beyond[0].key == "/"):
        return None
    if index and tokens[index - 1].key == "/":
        return None
    return _made(tokens[index : index + 3], upper.values[0] / lower.values[0]), 3


def _mixed(tokens: list[Token], index: int, chars: str) -> tuple[Token, int] | None:
    """2 1/2."""
    whole, *rest = tokens[index : index + 2]
    if rest and whole.values and rest[0].values and "/" in rest[0].raw and whole.values[0].denominator == 1:
        part = rest[0].values[0]
        if 0 < part < 1 and chars[whole.stop : rest[0].start] in (" ", "  "):
            return _made([whole, rest[0]], whole.values[0] + part), 2
    return None


def _spelt_numbers(tokens: list[Token], chars: str) -> list[Token]:
    """With the numbers in words read: twenty-one, one hundred and five, the eighth."""
    index = 0
    while index < len(tokens):
        if (
            tokens[index].kind == "number"
            and index
            and tokens[index - 1].key == "negative"
            and tokens[index].values
        ):
            value = -tokens[index].values[0]
            tokens[index - 1 : index + 1] = [_made(tokens[index - 1 : index + 1], value)]
        elif tokens[index].kind == "word":
            run = _run(tokens, index, chars)
            found = in_words(run) if not _is_unit_of_time(tokens, index) else None
            if found is not None:
                value, count = found
                ordinal = run[count - 1].endswith(("st", "nd", "rd", "th", "second", "first"))
                made = _made(tokens[index : index + count], value, ordinal=ordinal)
                before = tokens[index - 1] if index else None
                if before is not None and (
                    before.key == "negative" or (before.key == "-" and before.raw != "-")
                ):
                    made = replace(made, key=f"#{-value}", values=(-value,), start=before.start)
                    index, count = index - 1, count + 1
                tokens[index : index + count] = [made]
        index += 1
    return tokens


def _is_unit_of_time(tokens: list[Token], index: int) -> bool:
    """Whether "second" is no ordinal here: "per second", "1 second"."""
    return (
        tokens[index].key == "second"
        and index > 0
        and (tokens[index - 1].key in ("per", "/") or tokens[index - 1].kind == "number")
    )


def _run(tokens: list[Token], index: int, chars: str) -> list[str]:
    """The words from here on that only blanks and hyphens part."""
    run: list[str] = []
    for token in tokens[index : index + 16]:
        if token.kind != "word" or (
            run and chars[tokens[index + len(run) - 1].stop : token.start].strip(" -")
        ):
            break
        run.append(token.accented)
    return run
