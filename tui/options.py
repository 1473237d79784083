"""Options that several commands share: which questions are wanted, in which forms, how many, by which chance."""

from __future__ import annotations

from functools import wraps
from random import Random
from typing import TYPE_CHECKING, Any, TypeVar

import click

from quizgen.selection import Selection
from quizgen.tags import TAGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

Thing = TypeVar("Thing")

LIST = "A,B,…"

ASKED = tuple(tag for tag, known in TAGS.items() if known.asks)


def several(known: Iterable[str] = ()) -> Callable[[click.Context, click.Parameter, str], tuple[str, ...]]:
    """A callback for an option of words with commas between them, `who,what`; with `known`, only of those."""
    allowed = tuple(known)

    def words(ctx: click.Context, param: click.Parameter, value: str) -> tuple[str, ...]:
        if value.strip(" ,") == "" and value:
            raise click.BadParameter(f"{value!r} holds no word; write them with commas between", ctx, param)
        found = tuple(dict.fromkeys(word.strip() for word in value.split(",") if word.strip()))
        for word in found:
            if allowed and word.lower() not in allowed:
                raise click.BadParameter(f"{word!r} is none of {', '.join(allowed)}", ctx, param)
        return tuple(word.lower() for word in found) if allowed else found

    return words


def selecting(function: Callable[..., Any]) -> Callable[..., Any]:
    """Give a command the options that choose questions; it receives them as `selection`."""

    @click.option(
        "--ask", default="", metavar=LIST, callback=several(ASKED), help=f"Only these: {', '.join(ASKED)}."
    )
    @click.option("--section", multiple=True, metavar="HEADING",
                  help="Only facts under this heading; may be given several times.")  # fmt: skip
    @click.option(
        "--tags", default="", metavar=LIST, callback=several(), help="Only facts with one of these tags."
    )
    @click.option(
        "--difficulty", default="", metavar=LIST, callback=several(), help="Only facts of these difficulties."
    )
    @wraps(function)
    def wrapped(
        *,
        ask: tuple[str, ...],
        section: tuple[str, ...],
        tags: tuple[str, ...],
        difficulty: tuple[str, ...],
        **others: Any,
    ) -> Any:
        return function(selection=Selection(ask, section, tags, difficulty), **others)

    return wrapped


def limited(things: Iterable[Thing], limit: int | None, seed: int | None) -> Iterator[Thing]:
    """At most `limit` things: the first ones, or with a seed some drawn by chance, in the order they had."""
    if limit is None:
        yield from things
    elif seed is None:
        for _, thing in zip(range(limit), things, strict=False):
            yield thing
    else:
        every = list(things)
        drawn = sorted(Random(f"quizgen limit {seed}").sample(range(len(every)), min(limit, len(every))))
        yield from (every[number] for number in drawn)
