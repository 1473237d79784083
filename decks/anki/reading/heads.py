"""What stands at the head of a collection: when it was made, its note types and its decks, in both ways to keep them.

Until schema 14 they are JSON in the one row of the table `col`; since schema 15 they have tables, whose columns
`config` are messages of Protocol Buffers. Of a type or a deck that is broken only itself is lost.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from decks.anki.reading import wire
from decks.anki.reading.broken import BrokenError, Losses, number, text
from decks.anki.reading.collection import NoteType, Template
from quizgen.reading.quoting import shown

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from decks.anki.reading.database import Database

ROLLOVER = 4
"""The hour at which Anki's days begin where nobody says another."""
NEWEST = 18
"""The last schema of a collection that is known."""
MOST_TYPES = 10_000
MOST_FIELDS = 1_000
"""Of one note type, and as many templates."""
MOST_DECKS = 100_000
MOST_LEVELS = 100

_64 = 2**63
_TIME = 253_402_300_799
"""The last second of the year 9999."""


@dataclass(frozen=True, slots=True)
class Heads:
    """What is read at once, before any note."""

    created: int
    rollover: int
    types: dict[int, NoteType]
    decks: dict[int, tuple[str, ...]]
    left_out: Losses


def heads(database: Database) -> Heads:
    """The head of a collection. Raises QuizgenError where all of it is broken, or too new."""
    row = next(database.rows("SELECT crt, ver, conf, models, decks FROM col LIMIT 1"), None)
    if row is None:
        raise database.damaged("its collection is empty")
    created, version, conf, models, decks = row
    try:
        created = number(created, 0, _TIME, "day of creation")
        version = number(version, 1, _64, "schema")
    except BrokenError as error:
        raise database.damaged(f"of its collection, {error}") from error
    if version > NEWEST:
        raise database.damaged(
            f"its collection is of schema {version}, and {NEWEST} is the newest that is known"
        )
    losses = Losses("note type or deck")
    if database.later:
        types = _each(database, "note type", _later_types(database), losses, MOST_TYPES)
        found = _each(database, "deck", _later_decks(database), losses, MOST_DECKS)
        hours = next(database.rows("SELECT val FROM config WHERE KEY = 'rollover'"), (b"",))[0]
    else:
        types = _each(database, "note type", _earlier(database, models, _type_of_json), losses, MOST_TYPES)
        found = _each(database, "deck", _earlier(database, decks, _deck_of_json), losses, MOST_DECKS)
        hours = conf
    return Heads(created, _rollover(hours), types, found, losses)


def _each(
    database: Database,
    what: str,
    made: Iterable[tuple[object, Callable[[], tuple[int, Any]]]],
    losses: Losses,
    most: int,
) -> dict[int, Any]:
    """All that can be made, by id; whatever cannot is lost alone."""
    all_: dict[int, Any] = {}
    for name, make in made:
        if len(all_) >= most:
            raise database.damaged(f"it has more than {most:,} {what}s")
        try:
            id_, value = make()
        except (BrokenError, wire.WireError) as error:
            losses.lose(_said(name), str(error))
        else:
            all_[id_] = value
    return all_


def _said(name: object) -> str:
    return shown(name.decode("utf-8", "replace") if isinstance(name, bytes) else str(name))


def _rollover(said: object) -> int:
    """The hour, from the number that stands for it, or from the settings that it is one of."""
    try:
        hour = json.loads(said) if isinstance(said, (bytes, str)) else None
    except (ValueError, RecursionError):
        return ROLLOVER
    if isinstance(hour, dict):
        hour = hour.get("rollover")
    return hour if type(hour) is int and 0 <= hour <= 23 else ROLLOVER


# Until schema 14.


def _earlier(
    database: Database, said: object, make: Callable[[dict[str, Any]], tuple[int, Any]]
) -> Iterator[tuple[object, Callable[[], tuple[int, Any]]]]:
    try:
        every = json.loads(said) if isinstance(said, (bytes, str)) else None
    except (ValueError, RecursionError) as error:
        raise database.damaged("its note types or decks are no JSON") from error
    if not isinstance(every, dict):
        raise database.damaged("its note types or decks are missing")
    for key, one in every.items():
        yield key, partial(_made, make, one)


def _made(make: Callable[[dict[str, Any]], tuple[int, Any]], one: object) -> tuple[int, Any]:
    return make(_object(one))


def _type_of_json(model: dict[str, Any]) -> tuple[int, NoteType]:
    fields = _in_order(model, "flds")
    templates = _in_order(model, "tmpls")
    id_ = _id(model)
    return id_, NoteType(
        id=id_,
        name=_string(model, "name"),
        fields=tuple(_string(field, "name") for field in fields),
        templates=tuple(
            Template(_string(one, "name"), _string(one, "qfmt"), _string(one, "afmt")) for one in templates
        ),
        cloze=model.get("type") == 1,
    )


def _deck_of_json(deck: dict[str, Any]) -> tuple[int, tuple[str, ...]]:
    return _id(deck), tuple(_string(deck, "name").split("::", MOST_LEVELS))


def _id(one: dict[str, Any]) -> int:
    said = one.get("id")
    if isinstance(said, str) and said.isascii() and said.isdigit() and len(said) < 20:
        said = int(said)  # genanki and old Ankis write both
    return number(said, 0, _64, "id")


def _in_order(model: dict[str, Any], key: str) -> list[dict[str, Any]]:
    """Its fields or templates, by their places where they say them."""
    every = model.get(key)
    if not isinstance(every, list) or not every:
        raise BrokenError("it has no fields or no templates")
    if len(every) > MOST_FIELDS:
        raise BrokenError(f"it has more than {MOST_FIELDS:,} fields or templates")
    objects = [_object(one) for one in every]
    places = [one.get("ord") for one in objects]
    if all(type(place) is int for place in places):
        objects.sort(key=lambda one: int(one["ord"]))
    return objects


def _object(one: object) -> dict[str, Any]:
    if not isinstance(one, dict):
        raise BrokenError("it is no JSON object")
    return one


def _string(one: dict[str, Any], key: str) -> str:
    said = one.get(key)
    if not isinstance(said, str):
        raise BrokenError(f"its {key} is no text")
    # Halves of surrogate pairs, which JSON can say, can be written nowhere.
    return said.encode("utf-8", "replace").decode("utf-8")


# Since schema 15.


def _later_types(database: Database) -> Iterator[tuple[object, Callable[[], tuple[int, NoteType]]]]:
    fields = _by_type(database, "SELECT ntid, name FROM fields ORDER BY ntid, ord")
    templates = _by_type(database, "SELECT ntid, name, config FROM templates ORDER BY ntid, ord")
    for id_, name, config in database.rows("SELECT id, name, config FROM notetypes ORDER BY id"):
        rows = (fields.get(id_, []), templates.get(id_, []))
        yield name, partial(_later_type, id_, name, config, *rows)


def _later_type(
    id_: object, name: object, config: object, fields: list[tuple[Any, ...]], templates: list[tuple[Any, ...]]
) -> tuple[int, NoteType]:
    made = number(id_, 0, _64, "id")
    if not fields or not templates:
        raise BrokenError("it has no fields or no templates")
    return made, NoteType(
        id=made,
        name=text(name, "name"),
        fields=tuple(text(field, "field's name") for (field,) in fields),
        templates=tuple(_template(*row) for row in templates),
        cloze=wire.number(_message(config), 1) == 1,
    )


def _by_type(database: Database, query: str) -> dict[object, list[tuple[Any, ...]]]:
    rows: dict[object, list[tuple[Any, ...]]] = {}
    for type_, *row in database.rows(query):
        every = rows.setdefault(type_, [])
        every.append(tuple(row))
        if len(every) > MOST_FIELDS or len(rows) > MOST_TYPES:
            raise database.damaged(f"a note type of it has more than {MOST_FIELDS:,} fields or templates")
    return rows


def _template(name: object, config: object) -> Template:
    said = _message(config)
    return Template(text(name, "template's name"), wire.text(said, 1), wire.text(said, 2))


def _later_decks(database: Database) -> Iterator[tuple[object, Callable[[], tuple[int, tuple[str, ...]]]]]:
    for id_, name in database.rows("SELECT id, name FROM decks ORDER BY id"):
        yield name, partial(_later_deck, id_, name)


def _later_deck(id_: object, name: object) -> tuple[int, tuple[str, ...]]:
    return number(id_, 0, _64, "id"), tuple(text(name, "name").split("\x1f", MOST_LEVELS))


def _message(config: object) -> dict[int, list[int | bytes]]:
    if not isinstance(config, bytes):
        raise BrokenError("its settings are no message")
    return wire.fields(config)
