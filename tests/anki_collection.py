"""A judge of packages: the real Anki imports them, shows their cards, and is asked what it thinks of them."""

from __future__ import annotations

import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from html.parser import HTMLParser
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from anki import import_export_pb2
from anki.collection import Card as AnkiCard  # anki.cards alone begins in the middle of a circle of imports
from anki.collection import Collection, ImportAnkiPackageOptions, ImportAnkiPackageRequest
from anki.scheduler.v3 import CardAnswer

from decks.anki import write

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from decks.card import Deck

IF_NEWER = import_export_pb2.IMPORT_ANKI_PACKAGE_UPDATE_CONDITION_IF_NEWER
CLEAN = "Database rebuilt and optimized."
"""All that Check Database says when it has nothing to say."""

OUTCOMES = (
    "new",
    "updated",
    "duplicate",
    "conflicting",
    "missing_notetype",
    "missing_deck",
    "empty_first_field",
)


@contextmanager
def collection(folder: Path) -> Iterator[Collection]:
    """A fresh collection in a folder."""
    opened = Collection(str(folder / "judge.anki2"))
    try:
        yield opened
    finally:
        opened.close()


def package(folder: Path, *decks: Deck, name: str = "test.apkg") -> Path:
    """Write decks into a package in a folder."""
    path = folder / name
    with path.open("wb") as out:
        write(decks, out)
    return path


def bring(col: Collection, path: Path) -> dict[str, int]:
    """Import a package as a person does, and count what Anki says became of its notes; zeros are left out."""
    options = ImportAnkiPackageOptions(update_notes=IF_NEWER, update_notetypes=IF_NEWER)
    log = col.import_anki_package(ImportAnkiPackageRequest(package_path=str(path), options=options)).log
    return {name: count for name in OUTCOMES if (count := len(getattr(log, name)))}


def complaints(col: Collection) -> list[str]:
    """What Check Database, Check Media and Empty Cards find wrong."""
    report, good = col.fix_integrity()
    media = col.media.check()
    empty = [f"empty card of note {note.note_id}" for note in col.get_empty_cards().notes]
    missing = [f"missing media {name}" for name in (*media.missing, *media.unused)]
    return [*([] if good and report == CLEAN else [report]), *empty, *missing]


@dataclass(frozen=True)
class Shown:
    """A card as a person meets it."""

    id: str
    """Of our card."""
    deck: str
    tags: tuple[str, ...]
    due: int
    front: dict[str, str]
    """What stands in each part of the side: `prompt`, `answer`, `also`, …; `""` for what is in none."""
    back: dict[str, str]
    emphasised: str
    """What the back marks as the answer in its sentence."""


def shown(col: Collection) -> list[Shown]:
    """All cards, in the order in which Anki brings new ones."""
    return [_shown(col, col.get_card(id_)) for id_ in col.db.list("SELECT id FROM cards ORDER BY due, id")]


def _shown(col: Collection, card: AnkiCard) -> Shown:
    front, back = Side.of(card.question()), Side.of(card.answer())
    for side in (card.question(), card.answer()):
        assert "<img" not in side and "[anki:" not in side and "template-error" not in side
    assert not card.question_av_tags() and not card.answer_av_tags()
    note = card.note()
    return Shown(
        id=Side.of(note["Id"]).parts[""],
        deck=col.decks.name(card.did),
        tags=tuple(note.tags),
        due=card.due,
        front=front.seen(),
        back=back.seen(),
        emphasised=back.cloze,
    )


@dataclass
class Side(HTMLParser):
    """The text of a rendered side, part by part, as a browser lays it out.

    Within a part white space is kept, because the style says so; outside of all parts it shows nothing.
    """

    parts: dict[str, str] = field(default_factory=dict)
    cloze: str = ""
    open: list[str] = field(default_factory=list)
    formulas: bool = False
    """Whether there may be some."""

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    @classmethod
    def of(cls, html: str, *, formulas: bool = False) -> Side:
        side = cls({"": ""}, formulas=formulas)
        side.feed(html)
        side.close()
        assert not side.open, f"not closed: {side.open}"
        return side

    def seen(self) -> dict[str, str]:
        return {name: text for name, text in self.parts.items() if text.strip() or name}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("br", "hr", "img", "input"):
            self._add("\n" if tag == "br" else "")
            return
        if "hidden" in dict(attrs):
            tag = HIDDEN
        self.open.append(tag if tag in (*UNSEEN, "li") else dict(attrs).get("class") or "")
        if tag == "li" and self.parts[self._part()]:
            self._add("\n")
        self.parts.setdefault(self._part(), "")

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()

    def handle_data(self, data: str) -> None:
        if not any(tag in self.open for tag in UNSEEN):
            # MathJax, which Anki runs over the page, takes these for a formula where they stand in one piece.
            assert self.formulas or not re.search(r"\\[(\[]", data)
            self._add(data)

    def _add(self, text: str) -> None:
        self.parts[self._part()] += text
        self.cloze += text if "cloze" in self.open else ""

    def _part(self) -> str:
        return next((name for name in self.open if name in KEEPING), "")


def _keeping() -> frozenset[str]:
    """The parts whose white space the style keeps."""
    style = files("decks.anki").joinpath("looks/style.css").read_text("utf-8")
    (selectors,) = re.findall(r"([^{}]*)\{\s*white-space: pre-wrap;", style)
    selectors = re.sub(r"/\*.*?\*/", "", selectors, flags=re.DOTALL)
    return frozenset(re.findall(r"\.([a-z]+)", selectors))


KEEPING = _keeping()


HIDDEN = "a hidden element"
UNSEEN = ("style", "script", HIDDEN)


def study(col: Collection, answers: int) -> None:
    """Answer that many cards with Anki's own scheduler, FSRS on."""
    col.set_config("fsrs", True)
    decks = col.decks.all_names_and_ids(skip_empty_default=True)
    col.decks.select(min(decks, key=lambda deck: len(deck.name)).id)
    ratings = (CardAnswer.GOOD, CardAnswer.EASY, CardAnswer.AGAIN, CardAnswer.HARD)
    for turn in range(answers):
        (queued,) = col.sched.get_queued_cards(fetch_limit=1).cards
        card = AnkiCard(col, backend_card=queued.card)
        card.start_timer()
        rating = ratings[turn % len(ratings)]
        col.sched.answer_card(col.sched.build_answer(card=card, states=queued.states, rating=rating))
    # Anki at times finds something to mend after its own scheduler; it should not be said of our package.
    col.fix_integrity()


def progress(col: Collection) -> dict[str, tuple[Any, ...]]:
    """What Anki knows of the learning of each card, by our card's id."""
    rows = col.db.all(
        "SELECT n.id, c.id, c.type, c.queue, c.due, c.ivl, c.factor, c.reps, c.lapses, c.left, c.data,"
        " (SELECT count() FROM revlog r WHERE r.cid = c.id) FROM cards c JOIN notes n ON n.id = c.nid"
    )
    return {col.get_note(note)["Id"]: tuple(row) for note, *row in rows}
