"""How much of everything the browser window allows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Far above what one person with a few windows needs, far below what hurts the machine."""

    visitors: int = 8
    """Windows at once, and so processes: one that is still ending counts."""
    idle: float = 3600.0
    """Seconds without a key, a click or a move of the mouse, after which a window is closed."""
    start: float = 30.0
    """Seconds an app has to show its first screen."""
    grace: float = 5.0
    """Seconds an app has to finish once its window is gone; then it is told again, and then it is killed."""
    message: int = 65_536
    """Bytes of one message of a browser: a large paste is well below."""
    rate: float = 300.0
    """Messages a second, over a longer time. A held key makes 30, a mouse at most one a frame."""
    burst: int = 500
    """Messages at once."""
    download: int = 67_108_864
    """Bytes of one file that the app hands to the browser."""
