"""Who "he", "she" and "they" stand for: who was the subject before. Never sure; a person looks at each."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from quizgen.tagging.passage import Suggestion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from quizgen.english.clause import Parse
    from quizgen.tagging.names.sorts import Sort

_HE_OR_SHE = frozenset({"he", "she"})
_SHE = frozenset("queen princess lady duchess empress countess mrs ms miss saintess tsarina".split())
_HE = frozenset("king prince lord duke emperor count sir mr tsar czar pope sultan baron earl".split())


@dataclass(slots=True)
class Spoken:
    """Of whom the text spoke last: what pronouns of the next sentence look back to."""

    person: str = ""
    """The last person that was a subject."""
    people: str = ""
    """The last group or people that was."""
    paragraph: int = 0
    year: int | None = None
    """That the sentence before told, in full; None where it told none."""
    pronouns: dict[str, str] = field(default_factory=dict)
    """By name: the pronoun that was taken for it; it grows with the text's names."""

    def begin(self, paragraph: int) -> None:
        """Forget what a paragraph further up spoke of: a pronoun hardly reaches beyond the one before its own."""
        if paragraph > self.paragraph + 1:
            self.person = self.people = ""
            self.year = None
        self.paragraph = paragraph

    def says(self, name: str, sort: Sort) -> None:
        """Remember a subject."""
        if sort == "person":
            self.person = name
            title = name.split()[0].lower()
            if title in _SHE | _HE:
                self.pronouns[name] = "she" if title in _SHE else "he"
        elif sort in ("people", "organisation"):
            self.people = name

    def mentions(self, persons: Sequence[str]) -> None:
        """Remember who alone was named in a sentence without a person for a subject; of several nobody can tell."""
        if persons:
            self.person = persons[0] if len(persons) == 1 else ""

    def meant_by(self, pronoun: str) -> str:
        """The name a pronoun stands for; empty where none fits."""
        if pronoun == "they":
            return self.people
        return self.person if self.pronouns.get(self.person, pronoun) == pronoun else ""


def resolve(parse: Parse, spoken: Spoken, subjects: Sequence[tuple[int, str, Sort]]) -> list[Suggestion]:
    """The pronouns that are subjects and look back beyond their sentence.

    `subjects` are the names of this sentence that are subjects, each with its first token: what a pronoun behind
    one of them means, the reader of a sheet finds out by itself.
    """
    found: list[Suggestion] = []
    for clause in sorted(parse.clauses, key=lambda clause: clause.start):
        if clause.subject is None or clause.subject[1] - clause.subject[0] != 1:
            continue
        token = parse.tokens[clause.subject[0]]
        if token.lower not in _HE_OR_SHE | {"they"} or token.sort != "word":
            continue
        fitting = ("person",) if token.lower in _HE_OR_SHE else ("people", "organisation")
        if any(start < clause.subject[0] and sort in fitting for start, _, sort in subjects):
            continue
        if name := spoken.meant_by(token.lower):
            if token.lower in _HE_OR_SHE:
                spoken.pronouns.setdefault(name, token.lower)
            if not found:  # one is enough: the next in the sentence means the same
                found.append(Suggestion(token.start, token.end, "who", (("is", name),), sure=False))
    return found
