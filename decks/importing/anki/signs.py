"""Signs that stand for something while a text is put together; they are taken out of what others wrote."""

from __future__ import annotations

BREAK, CELL, ITEM = "\n", "\x1e", "\x1f"
"""Where a line ends, a cell of a table, and an item of a list or a row; the one that parts more is the greater."""
OPEN, HINT, CLOSE = "\ue000", "\ue002", "\ue001"
"""Where a gap begins, with its number behind the sign and another sign behind that; and where it ends."""
LINE = "\ue003"
"""Where a line of code or a row of a table ends, which parts more than all of these."""
DOLLAR = "\ue00f"
"""A dollar at either end of a formula."""

OURS = "\ue000-\ue00f"
"""All that nobody else may write, as the inside of a class of characters."""
