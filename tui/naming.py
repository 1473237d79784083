"""What a file must be called to be read as a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from tui.terminal import safe

if TYPE_CHECKING:
    from pathlib import Path

SUFFIX = ".md"


def check_suffix(path: Path, otherwise: str) -> None:
    """Raise BadParameter where a file of this name would be no sheet, naming one that would; without a stem, with
    `otherwise`."""
    if path.suffix.lower() != SUFFIX:
        right = path.parent / f"{path.stem or otherwise}{SUFFIX}"
        raise click.BadParameter(safe(f"{path}: a sheet's name ends in {SUFFIX}; would {right} be right?"))
