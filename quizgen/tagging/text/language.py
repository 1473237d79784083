"""Whether a text is English, the one language in which anything is suggested: by the words that every text has."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from quizgen.tagging.passage import Sentence

_COMMON = frozenset(
    "the of and to in a an is was are were that for with on by as it he she they at from his her their had have has "
    "which or be this not but its who one all when into than after been also can would more".split()
)
FEWEST = 0.15
"""The share of these that no English text stays below; most have a third. Other languages have a twentieth."""
ENOUGH = 30
"""Words by which it can be told."""


class Language:
    """Looks at the sentences that go by."""

    def __init__(self) -> None:
        self._words = self._common = 0

    def watching(self, sentences: Iterable[Sentence]) -> Iterator[Sentence]:
        """The sentences as they are."""
        for one in sentences:
            words = one.text.lower().split()
            self._words += len(words)
            self._common += sum(word in _COMMON for word in words)
            yield one

    @property
    def is_foreign(self) -> bool:
        """Whether what went by is hardly English."""
        return self._words >= ENOUGH and self._common < FEWEST * self._words
