"""What may reach a terminal: text of other people's with its control characters made visible."""

from __future__ import annotations

import sys

_CONTROLS = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}
_OTHERS = (
    0x7F,
    *range(0x80, 0xA0),  # the second set of control characters: U+009B alone begins an escape sequence
    *range(0x2028, 0x202F),  # line separators, and overrides that show a text in another order than it has
    *range(0x2066, 0x206A),
)
_VISIBLE: dict[int, str] = _CONTROLS | {code: f"\\u{code:04x}" for code in _OTHERS}


def safe(text: str) -> str:
    r"""Text from a file or a command line, fit to be printed.

    It can no longer move the cursor, set colours or a title, or reorder what stands next to it. Tabs and
    newlines stay; ESC becomes U+241B, the picture of an escape; U+202E becomes the six letters \u202e.
    """
    return text if text.isprintable() else text.translate(_VISIBLE)


def watched() -> bool:
    """Whether somebody may be looking at what is said on stderr, which a caller may have closed."""
    return sys.stderr is not None and sys.stderr.isatty()
