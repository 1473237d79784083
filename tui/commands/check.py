"""`quizgen check`: every finding of every sheet, with its place and its remedy."""

from __future__ import annotations

import json
from difflib import get_close_matches
from typing import TYPE_CHECKING

import click

from quizgen.sources import read_all
from tui.report import counted, report_missing_ids
from tui.terminal import safe

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from quizgen.finding import Finding
    from quizgen.reader import Reading


@click.command("check")
@click.argument("paths", nargs=-1, metavar="[SHEET]...")
@click.option("--format", "format_", type=click.Choice(["text", "jsonl"]), default="text", show_default=True,
              help="Lines for people and editors, or one JSON object a line for programs.")  # fmt: skip
@click.option("--choices", type=click.IntRange(2, 10), metavar="N",
              help="Say which questions cannot have N choices, too.")  # fmt: skip
@click.option(
    "--explain", "code", metavar="CODE", help="Say what a code means and what to do, with an example."
)
@click.option("--codes", is_flag=True, help="List the codes that findings can have.")
def command(paths: tuple[str, ...], format_: str, choices: int | None, code: str | None, codes: bool) -> None:
    """List every finding of every sheet, with place and remedy.

    An error costs the fact it stands in. A warning costs nothing and asks for a look. Exits 1 if there is an
    error. With --explain or --codes no sheet is read.
    """
    if code is not None or codes:
        for text in _list_of_codes() if code is None else [_page_of(code)]:
            click.echo(text)
        return
    readings = read_all(paths)
    scarce = _scarce(readings, choices) if choices is not None else {}
    findings = [finding for reading in readings for finding in _all_findings(reading, scarce)]
    for finding in findings:
        click.echo(
            json.dumps(as_json(finding), ensure_ascii=False) if format_ == "jsonl" else as_line(finding)
        )
    report_missing_ids(readings)
    click.echo(_summary(readings, findings), err=True)
    if any(finding.severity == "error" for finding in findings):
        raise click.exceptions.Exit(1)


def _page_of(code: str) -> str:
    # Deferred, as the pages are: few calls need them.
    from quizgen.codes import pages

    known = pages()
    if code not in known:
        meant = get_close_matches(code.lower(), known, n=1)
        remedy = f"did you mean {meant[0]}?" if meant else "quizgen check --codes lists them"
        raise click.UsageError(safe(f"no finding has the code {code}; {remedy}"))
    return f"{code}\n\n{known[code].text}"


def _list_of_codes() -> Iterator[str]:
    # Deferred, as the pages are: few calls need them.
    from quizgen.codes import pages

    for code, page in pages().items():
        yield f"{code:<22} {page.meaning}"


def as_line(finding: Finding) -> str:
    """`path:line:column: what is wrong; what would be right [code]`."""
    mark = finding.code if finding.severity == "error" else f"warning: {finding.code}"
    return safe(f"{finding} [{mark}]").replace("\n", "\\n")


def as_json(finding: Finding) -> dict[str, object]:
    """One finding under the keys that programs rely on."""
    return {
        "path": finding.place.path,
        "line": finding.place.line,
        "column": finding.place.column,
        "severity": finding.severity,
        "code": finding.code,
        "message": finding.message,
        "fact": finding.fact,
    }


def _scarce(readings: list[Reading], count: int) -> dict[str, list[Finding]]:
    """By sheet, the findings about questions that have fewer choices than so many."""
    # Deferred like the rules below.
    from quizgen.choices import scarce_choices
    from quizgen.forms.bank import Options
    from tui.choosing import banks

    sheets = [reading.sheet for reading in readings if reading.sheet is not None]
    return {
        one.sheet.path: list(scarce_choices(one.questions, one.choices.values(), count))
        for one in banks(sheets, Options(count))
    }


def _all_findings(reading: Reading, scarce: dict[str, list[Finding]]) -> Sequence[Finding]:
    """Those of reading the sheet and those of asking its facts, in the order of their places."""
    if reading.sheet is None:
        return reading.findings
    # Deferred: the checks bring the English rules and their lexicon, which a file that cannot be read does not need.
    from quizgen.checks import findings

    together = (*reading.findings, *findings(reading.sheet), *scarce.get(reading.sheet.path, ()))
    return sorted(together, key=lambda finding: (finding.place.line, finding.place.column))


def _summary(readings: list[Reading], findings: list[Finding]) -> str:
    facts = sum(len(reading.sheet.facts) for reading in readings if reading.sheet)
    errors = sum(finding.severity == "error" for finding in findings)
    found = f"{counted(errors, 'error')}, {counted(len(findings) - errors, 'warning')}"
    return f"{found} in {counted(len(readings), 'sheet')} with {counted(facts, 'fact')}"
