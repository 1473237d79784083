"""Measure in a process of its own, so that nothing is warm and no memory is used before."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent


def alone(module: str, *arguments: object) -> dict[str, float]:
    """What `python -m module arguments` prints as a JSON object of numbers."""
    command = [sys.executable, "-m", module, *map(str, arguments)]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def peak() -> float:
    """The most memory this process has had, in megabytes; 0 on Windows, which does not say."""
    if os.name == "nt":
        return 0.0
    import resource

    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / 1e6 if sys.platform == "darwin" else most / 1e3
