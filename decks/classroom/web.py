"""A page for any browser: every question, and its answer behind a click. One file; it loads and runs nothing.

All kinds are held, with feedback, correction, tags and points. Text is only ever text: it is escaped, the page forbids
itself everything but its own style, and each text stands in an element of its own direction (`dir="auto"`), so that
one in Arabic is right and no override reaches out of it.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, BinaryIO

from decks.classroom.holding import NOT_XML, check_characters, held
from decks.quiz import Written

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from decks.quiz import Entry, LeftOut, Quiz

MARK = '<meta name="generator" content="quizgen">'
"""Says whose page it is."""

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1.05rem/1.5 system-ui, sans-serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { line-height: 1.2; }
h2 { margin-top: 2.5rem; font-size: 1.2rem; }
li.question { margin: 1.4rem 0; }
.text, .feedback, dd, li li { white-space: pre-wrap; overflow-wrap: anywhere; }
.text { font-weight: 600; margin: 0; }
.choices, .lettered { list-style: upper-alpha; }
.choices { margin: .3rem 0; }
.about { font-size: .85rem; margin: .2rem 0; opacity: .75; }
summary { cursor: pointer; }
details { margin-top: .5rem; padding-left: 1rem; border-left: 3px solid #8888; }
.answers { font-weight: 600; margin: .3rem 0; }
ul.answers { list-style: none; padding-left: 0; }
.feedback { font-size: .95rem; margin: .3rem 0; }
@media print { details { display: none; } li.question { break-inside: avoid; } }
"""


def write(quiz: Quiz, out: BinaryIO) -> Written:
    """Write the questions as they come, a heading before each new section."""
    left_out: list[LeftOut] = []
    out.write(_head(quiz).encode("utf-8", "replace"))
    count, section, within = 0, None, False
    for entry, item in held(quiz.entries, _item, left_out):
        if entry.section != section:
            section = entry.section
            heading = " › ".join(section[1:] or section)
            out.write(("</ol>\n" if within else "").encode())
            out.write((f'<h2 dir="auto">{_text(heading)}</h2>\n' if heading else "").encode())
            out.write(f'<ol start="{count + 1}">\n'.encode())
            within = True
        out.write(item.encode())
        count += 1
    out.write(b"</ol>\n</body>\n</html>\n" if within else b"</body>\n</html>\n")
    return Written(count, tuple(left_out))


def _head(quiz: Quiz) -> str:
    title, about = _text(quiz.title), _text(quiz.description)
    policy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
    return (
        f'<!DOCTYPE html>\n<html lang="{escape(quiz.language)}">\n<head>\n<meta charset="utf-8">\n{MARK}\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<h1 dir="auto">{title}</h1>\n' + (f'<p dir="auto">{about}</p>\n' if about else "")
    )


def _item(entry: Entry) -> str:
    check_characters(entry, NOT_XML, "a page")
    return "".join(_lines(entry))


def _lines(entry: Entry) -> Iterator[str]:
    yield f'<li class="question" data-id="{_text(entry.id)}" data-kind="{entry.kind}">\n'
    yield f'<p class="text" dir="auto">{_text(entry.text)}</p>\n'
    if entry.kind == "choice":
        yield _list("ol", "choices", entry.choices)
    if entry.kind in ("matching", "ordering"):
        yield _list("ul", "parts", entry.parts)
        yield _list("ol", "choices", entry.choices)
    about = [_text(tag) for tag in entry.tags]
    about += [f"{entry.points} points"] if entry.points > 1 else []
    if about:
        yield f'<p class="about" dir="auto">{" · ".join(about)}</p>\n'
    yield "<details><summary>Answer</summary>\n"
    if entry.kind == "choice":
        yield _list("ol", "answers lettered", answers(entry), [number + 1 for number in entry.key])
    else:
        yield _list("ol" if entry.kind in ("ordering", "gaps") else "ul", "answers", answers(entry))
    for name in ("correction", "feedback"):
        if text := getattr(entry, name):
            yield f'<p class="feedback {name}" dir="auto">{_text(text)}</p>\n'
    yield "</details>\n</li>\n"


def _list(kind: str, name: str, texts: Sequence[str], numbers: Sequence[int] = ()) -> str:
    """A list of texts, with their own numbers if they have some."""
    values = [f' value="{number}"' for number in numbers] or [""] * len(texts)
    items = "".join(
        f'<li dir="auto"{value}>{_text(text)}</li>\n' for value, text in zip(values, texts, strict=True)
    )
    return f'<{kind} class="{name}">\n{items}</{kind}>\n' if items else ""


def answers(entry: Entry) -> tuple[str, ...]:
    """What is right, in words: all answers, the right choices in their order, or each part with its own."""
    if entry.kind == "matching":
        return tuple(
            f"{part} — {entry.choices[one]}" for part, one in zip(entry.parts, entry.key, strict=True)
        )
    return entry.answers or tuple(entry.choices[one] for one in entry.key)


def _text(text: str) -> str:
    return escape(text).replace("\r", "&#13;")
