"""QTI 1.2 read as Canvas, Blackboard and others write it: a package or bare XML, and every question in it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from decks.classroom.markup import to_plain
from decks.classroom.qti.package import files, is_package
from decks.classroom.qti.questions import entry
from decks.classroom.taking import Basket, UnusableError
from decks.classroom.tree import Node, parse
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from decks.quiz import Taken

_LATER = ("assessmentTest", "assessmentItem", "qti-assessment-test", "qti-assessment-item")


def read(data: bytes, name: str) -> Taken:
    """Return the questions of a QTI 1.2 file, zipped or not; what no entry can be made of is named with its line.

    Raises QuizgenError where it is no zip file and no XML, no safe one, or has no questions of QTI 1.2 in it.
    """
    found = _package(data, name) if is_package(data) else [_file(data, name, "")]
    quizzes = [file for file in found if file.root.tag in ("questestinterop", "item")]
    if not quizzes:
        raise QuizgenError(f"{name}: {_no_quiz([file.root for file in found])}")
    basket = Basket(name)
    for file in quizzes:
        basket.join(file.basket)
    titles = [title for file in quizzes if (title := _title(file.root))]
    metas = [file.root for file in found if file.root.tag == "quiz"]
    description = to_plain(metas[0].said("description")).text if len(metas) == 1 else ""
    return basket.taken(titles[0] if len(titles) == 1 else "", description)


@dataclass(frozen=True, slots=True)
class _File:
    """A file of XML that was read."""

    root: Node
    """Without its questions."""
    basket: Basket


def _package(data: bytes, name: str) -> list[_File]:
    """Return a package's files of XML; of a quiz that is there twice, the one with more."""
    found: dict[str, _File] = {}
    for member, content in files(data, name):
        if content.lstrip()[:1] != b"<" and content[:3] != b"\xef\xbb\xbf":
            continue
        file = _file(content, name, member)
        # A course of Canvas has each quiz in Common Cartridge's form and in its own, which holds more.
        ident = _ident(file.root) or member
        if ident not in found or member.startswith("non_cc_assessments/"):
            found[ident] = file
    return list(found.values())


def _file(data: bytes, name: str, member: str) -> _File:
    where = f"{name}/{member}" if member else name
    basket = Basket(name, f"{member} " if member else "")

    def take(item: Node, above: Sequence[Node]) -> None:
        try:
            basket.entries.append(entry(item, _section(above), f"{where}:{item.line}", basket.notes))
        except UnusableError as reason:
            basket.leave(item.line, item.attributes.get("title", ""), str(reason))

    return _File(parse(data, where, "item", take), basket)


def _section(above: Sequence[Node]) -> tuple[str, ...]:
    """Return the headings above a question: the titles of its quiz and of the sections that it stands in."""
    titles = (node.attributes.get("title", "").strip() for node in above if node.tag in _TITLED)
    return tuple(dict.fromkeys(title for title in titles if title))


_TITLED = ("assessment", "objectbank", "section")


def _ident(root: Node) -> str:
    found = root.find("assessment", "objectbank") if root.tag == "questestinterop" else None
    return found.attributes.get("ident", "") if found is not None else ""


def _title(root: Node) -> str:
    found = root.find("assessment", "objectbank")
    return found.attributes.get("title", "").strip() if found is not None else ""


def _no_quiz(roots: list[Node]) -> str:
    if any(root.tag in _LATER for root in roots):
        return "this is QTI 2 or later; export it as QTI 1.2"
    if any(root.find("question") is not None for root in roots if root.tag == "quiz"):
        return "this is Moodle XML; read it as moodle-xml"
    return "there are no questions of QTI 1.2 in it; they stand in an element <questestinterop>"
