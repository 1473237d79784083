"""Measure in a process of its own, so that nothing is warm and no memory is used before; say how time grows."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

ROOT = Path(__file__).parent.parent


def alone(module: str, *arguments: object, env: dict[str, str] | None = None) -> dict[str, float]:
    """What `python -m module arguments` prints as a JSON object of numbers, in this environment or our own."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True, env=env)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def run(measure: Callable[..., dict[str, float]], main: Callable[[], int | None]) -> None:
    """Be the process that `alone` starts, where there are arguments, all digits being numbers: print what was measured
    as JSON. Be the whole benchmark where there are none, and exit as `main` says."""
    if arguments := sys.argv[1:]:
        print(json.dumps(measure(*(int(one) if one.isdigit() else one for one in arguments))))
    else:
        sys.exit(main())


def growth(seconds: Sequence[float]) -> str:
    """How many times as long each size took as the one before it."""
    return ", ".join(f"{later / earlier:.1f}x" for earlier, later in pairwise(seconds))


def peak() -> float:
    """The most memory this process has had, in megabytes; 0 on Windows, which does not say."""
    if os.name == "nt":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3
