"""QTI 1.2 read as Canvas, Blackboard and others write it: a package or bare XML, and every question in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from decks.classroom.markup import to_plain
from decks.classroom.qti.package import files, is_package
from decks.classroom.qti.questions import entry
from decks.classroom.taking import Basket, Unusable
from decks.classroom.tree import Node, parse
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from decks.quiz import Taken

_LATER = ("assessmentTest", "assessmentItem", "qti-assessment-test", "qti-assessment-item")


def read(data: bytes, name: str) -> Taken:
    """Return the questions of a QTI 1.2 file, zipped or not; what no entry can be made of is named with its line.

    Raises QuizgenError where it is no zip file and no XML, no safe one, or has no questions of QTI 1.2 in it.
    """
    roots = _package(data, name) if is_package(data) else {"": parse(data, name)}
    quizzes = {member: root for member, root in roots.items() if root.tag in ("questestinterop", "item")}
    if not quizzes:
        raise QuizgenError(f"{name}: {_no_quiz(list(roots.values()))}")
    basket = Basket(name)
    titles: list[str] = []
    for member, root in quizzes.items():
        basket.member = f"{member} " if member else ""
        title = _title(root)
        titles += [title] if title else []
        for item, section in _items(root, (title,) if title else ()):
            source = f"{name}/{member}:{item.line}" if member else f"{name}:{item.line}"
            try:
                basket.entries.append(entry(item, section, source, basket.notes))
            except Unusable as reason:
                basket.leave(item.line, item.attributes.get("title", ""), str(reason))
    metas = [root for root in roots.values() if root.tag == "quiz"]
    description = to_plain(metas[0].said("description")).text if len(metas) == 1 else ""
    return basket.taken(titles[0] if len(titles) == 1 else "", description)


def _package(data: bytes, name: str) -> dict[str, Node]:
    """Return the roots of a package's files of XML; of a quiz that is there twice, the one with more."""
    roots: dict[str, Node] = {}
    members: dict[str, str] = {}
    for member, content in files(data, name):
        if not content.lstrip()[:1] == b"<" and content[:3] != b"\xef\xbb\xbf":
            continue
        root = parse(content, f"{name}/{member}")
        ident = _ident(root)
        if ident and ident in members:
            # A course of Canvas has each quiz in Common Cartridge's form and in its own, which holds more.
            if not member.startswith("non_cc_assessments/"):
                continue
            del roots[members[ident]]
        members[ident] = member
        roots[member] = root
    return roots


def _ident(root: Node) -> str:
    found = root.find("assessment", "objectbank") if root.tag == "questestinterop" else None
    return found.attributes.get("ident", "") if found is not None else ""


def _title(root: Node) -> str:
    found = root.find("assessment", "objectbank")
    return found.attributes.get("title", "").strip() if found is not None else ""


def _items(root: Node, section: tuple[str, ...]) -> Iterator[tuple[Node, tuple[str, ...]]]:
    """Yield the questions of a file with the headings above them."""
    if root.tag == "item":
        yield root, section
    for node in root.children:
        if node.tag == "item":
            yield node, section
        elif node.tag in ("assessment", "objectbank", "section"):
            title = node.attributes.get("title", "").strip() if node.tag == "section" else ""
            yield from _items(node, (*section, title) if title and title not in section else section)


def _no_quiz(roots: list[Node]) -> str:
    if any(root.tag in _LATER for root in roots):
        return "this is QTI 2 or later; export it as QTI 1.2"
    if any(root.find("question") is not None for root in roots if root.tag == "quiz"):
        return "this is Moodle XML; read it as moodle-xml"
    return "there are no questions of QTI 1.2 in it; they stand in an element <questestinterop>"
