"""Run every benchmark in turn, or those named: `python -m bench`, `python -m bench anki reading`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(wanted: list[str]) -> int:
    """Each in a process of its own, so that none warms up or fills the memory of the next; 1 if one failed."""
    known = sorted(path.stem for path in HERE.glob("[!_]*.py"))
    if unknown := sorted(set(wanted) - set(known)):
        print(f"no benchmark is called {unknown[0]}; there are {', '.join(known)}", file=sys.stderr)
        return 2
    failed = [name for name in wanted or known if not _run(name)]
    if failed:
        print(f"failed: {', '.join(failed)}", file=sys.stderr)
    return 1 if failed else 0


def _run(name: str) -> bool:
    print(f"== {name}", flush=True)
    done = subprocess.run([sys.executable, "-m", f"bench.{name}"], cwd=HERE.parent)
    print(flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
