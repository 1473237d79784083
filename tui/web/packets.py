"""What a Textual app and its window say to each other, over pipes and over the websocket.

To and from the app (`textual.drivers.web_driver`):

    stream = prelude packet*
    packet = kind size payload          kind is a byte, size four bytes, the highest first
    kind   = "D" | "M" | "P"            what a terminal gets, JSON, and packed tuples

From the page (textual-serve's script):

    message = ["stdin", text] | ["resize", {width, height}] | ["focus"] | ["blur"] | ["ping", text]
"""

from __future__ import annotations

import json

PRELUDE = b"__GANGLION__\n"

DATA, META, PACKED = b"D", b"M", b"P"

WIDTHS, HEIGHTS = range(1, 501), range(1, 301)
"""Cells. No screen has more, and an app must not be asked to draw millions."""


def packet(kind: bytes, payload: bytes) -> bytes:
    """One packet, ready for the pipe."""
    return b"%s%s%s" % (kind, len(payload).to_bytes(4, "big"), payload)


def meta(**said: str | int | None) -> bytes:
    """A packet of kind META."""
    return packet(META, json.dumps(said).encode())


def size(width: object, height: object) -> tuple[int, int]:
    """`width` and `height` in cells, brought into what is sensible; raises ValueError if they are no numbers."""
    if type(width) is not int or type(height) is not int:
        raise ValueError("a size is two whole numbers")
    return _within(width, WIDTHS), _within(height, HEIGHTS)


def _within(number: int, numbers: range) -> int:
    return min(max(number, numbers[0]), numbers[-1])


def from_page(message: str) -> bytes:
    """The packet that tells the app what the page said; nothing for a ping. Raises ValueError for nonsense."""
    try:
        said = json.loads(message)
    except RecursionError as error:
        raise ValueError("nested too deep") from error
    match said:
        case ["stdin", str(text)]:
            return packet(DATA, text.encode("utf-8", "replace"))
        case ["resize", {"width": width, "height": height}]:
            columns, rows = size(width, height)
            return meta(type="resize", width=columns, height=rows)
        case ["focus" | "blur" as kind]:
            return meta(type=kind)
        case ["ping", str()]:
            return b""
    raise ValueError("not a message of the page")


def is_input(told: bytes) -> bool:
    """Whether a packet for the app comes from somebody's hand."""
    return told.startswith(DATA)
