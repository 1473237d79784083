"""Names that Windows keeps for devices, so that no file can have them, whatever its ending."""

from __future__ import annotations

import re

_RESERVED = re.compile(r"(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|\Z)", re.IGNORECASE)


def is_reserved(name: str) -> bool:
    """Whether a file's name, with its ending or without, is a device's on Windows."""
    return _RESERVED.match(name) is not None


def free(stem: str) -> str:
    """A file's name without its ending, with a line behind it where it would be a device's."""
    return f"{stem}_" if is_reserved(stem) else stem
