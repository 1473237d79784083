r"""The wire format of Protocol Buffers, as much of it as Anki's files need: fields by number, nothing of their meaning.

    message = (key value)*
    key     = varint, number << 3 | wire type
    value   = varint (0) | 8 bytes (1) | varint of a length and that many bytes (2) | 4 bytes (5)

After https://protobuf.dev/programming-guides/encoding/. Groups (3 and 4) are gone from the language since 2008.
"""

from __future__ import annotations

MOST_FIELDS = 1_000_000
"""Of one message; Anki's largest has one for each file of a package."""

_LONGEST = 10
"""Bytes of a varint: seven bits of 64 in each."""


class WireError(ValueError):
    """These bytes are no message."""


def fields(data: bytes) -> dict[int, list[int | bytes]]:
    """The values of each field by its number, in their order: whole numbers, and bytes for all that is longer.

    Raises WireError.
    """
    made: dict[int, list[int | bytes]] = {}
    at = count = 0
    while at < len(data):
        count += 1
        if count > MOST_FIELDS:
            raise WireError("has too many fields")
        key, at = _varint(data, at)
        value, at = _value(data, at, key & 7)
        made.setdefault(key >> 3, []).append(value)
    return made


def number(fields: dict[int, list[int | bytes]], field: int) -> int:
    """The last value of a field, as readers are told to take it; 0 where it was not written."""
    value = fields.get(field, [0])[-1]
    if not isinstance(value, int):
        raise WireError("has text where a number belongs")
    return value


def text(fields: dict[int, list[int | bytes]], field: int) -> str:
    """The last value of a field, as text; empty where it was not written."""
    value = fields.get(field, [b""])[-1]
    if not isinstance(value, bytes):
        raise WireError("has a number where text belongs")
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError as error:
        raise WireError("is not UTF-8") from error


def _value(data: bytes, at: int, wire_type: int) -> tuple[int | bytes, int]:
    """The value that begins at a place, and where the next field begins."""
    if wire_type == 0:
        return _varint(data, at)
    if wire_type == 2:
        length, at = _varint(data, at)
    elif wire_type in (1, 5):
        length = 8 if wire_type == 1 else 4
    else:
        raise WireError(f"has a value of the unknown kind {wire_type}")
    if length > len(data) - at:
        raise WireError("ends too early")
    return data[at : at + length], at + length


def _varint(data: bytes, at: int) -> tuple[int, int]:
    value = 0
    for place, byte in enumerate(data[at : at + _LONGEST]):
        value |= (byte & 0x7F) << 7 * place
        if byte < 0x80:
            return value & 0xFFFF_FFFF_FFFF_FFFF, at + place + 1
    raise WireError("ends too early")
