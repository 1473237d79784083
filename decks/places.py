"""Where quizgen keeps its files: what must never be lost, what can be made anew, and what the person chose.

The folders are those that the system names for it, unless an environment variable names another. Who writes
a file makes its folder.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Literal


def data_file(name: str = "progress.db") -> Path:
    """A file that must never be lost: the progress of every card. `QUIZGEN_DATA` names another folder for it."""
    return _folder("data") / name


def cache_file(name: str = "library.db") -> Path:
    """A file that may be thrown away at any time: compiled decks. `QUIZGEN_CACHE` names another folder for it."""
    return _folder("cache") / name


def config_file(name: str = "config.toml") -> Path:
    """A file that the person writes: what they prefer. `QUIZGEN_CONFIG` names another folder for it."""
    return _folder("config") / name


def _folder(kind: Literal["data", "cache", "config"]) -> Path:
    """An empty variable counts as none; a tilde is the person's home."""
    if named := os.environ.get(f"QUIZGEN_{kind.upper()}"):
        return Path(named).expanduser()
    # Deferred: 6 ms, which nobody pays who names the folders in the environment.
    from platformdirs import PlatformDirs

    # Without an author: Windows would else have a folder quizgen inside a folder quizgen.
    dirs = PlatformDirs("quizgen", appauthor=False)
    return {"data": dirs.user_data_path, "cache": dirs.user_cache_path, "config": dirs.user_config_path}[kind]
