"""The true sentence beside a false statement: told with the wrong answer, and marked so that it is known again."""

from __future__ import annotations

import re

from decks.classroom.markup import to_html, to_plain

_MARKED = re.compile(r'\s*<span class="correction">(.*)</span>\s*\Z', re.DOTALL)


def marked(correction: str) -> str:
    """Return the HTML of a true sentence; empty for none."""
    return f'<span class="correction">{to_html(correction)}</span>' if correction else ""


def unmarked(html: str) -> str:
    """Return the true sentence that a piece of feedback is marked as; empty where it is none."""
    found = _MARKED.match(html)
    return to_plain(found[1]).text if found is not None else ""
