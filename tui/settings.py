"""What a person has set for good: the configuration file, and what counts where it says nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field, fields
from hashlib import sha256
from typing import TYPE_CHECKING

from decks.scheduling.fsrs import Scheduler
from decks.study.options import Options
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

    from decks.study.options import Mode

ABOUT: dict[str, str] = {
    "new": "new cards a day",
    "reviews": "due cards a day",
    "mode": "how cards are answered: cards, choice, typed, mixed",
    "rollover": "the hour at which a new day begins",
    "retention": "the share of cards that you want to know when they come up, from 0.7 to 0.99",
    "longest": "the longest interval, in days",
    "siblings": "cards of one fact: apart (others between them) or bury (one a day)",
    "leech": "how often a card is forgotten before it is called a leech; 0 for never",
    "leeches": "what is done with a leech: suspend or tell",
    "weights": "your own 21 weights of the scheduler, as quizgen weights prints them; [] for the usual ones",
    "theme": "colours: a name from the list that F5 shows; empty for the usual ones",
    "editor": "your editor; empty for $VISUAL or $EDITOR",
}
"""Each setting in the words of the file that `template` makes."""


@dataclass(frozen=True, slots=True)
class Settings:
    """One field a setting, named as in the file."""

    new: int = 20
    reviews: int = 200
    mode: Mode = "cards"
    rollover: int = 4
    retention: float = 0.9
    longest: int = 36500
    siblings: str = "apart"
    leech: int = 8
    leeches: str = "suspend"
    weights: tuple[float, ...] = ()
    theme: str = ""
    editor: str = ""
    keys: dict[str, str] = field(default_factory=dict)
    """Keys by the id of what they do (`session.undo`), with commas between."""

    @property
    def scheduler(self) -> Scheduler:
        """The scheduler that the settings make."""
        usual = Scheduler(retention=self.retention, maximum=self.longest)
        return Scheduler(self.weights, self.retention, self.longest) if self.weights else usual

    def options(self, **chosen: object) -> Options:
        """Options of a session by the settings, but for what was chosen otherwise (None: was not)."""
        same = ("new", "reviews", "mode", "rollover", "siblings", "leech", "leeches")
        set_ = {name: getattr(self, name) for name in same} | {"scheduler": self.scheduler}
        return Options(**set_ | {name: value for name, value in chosen.items() if value is not None})


def load(file: Path, cache: Path) -> Settings:
    """The settings of a file, or the usual ones where there is no file.

    Pydantic, which checks it, takes longer to load than a session to start: a file that was found sound is kept
    as JSON in the folder `cache` under the hash of its bytes, and is not checked again. Raises QuizgenError,
    `path:line: what is wrong; what would be right`.
    """
    try:
        written = file.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise QuizgenError(f"{file}: cannot be read: {error.strerror or error}") from error
    kept = cache / f"settings-{sha256(written).hexdigest()[:16]}.json"
    known = _kept(kept)
    if known is not None:
        return known
    # Deferred: pydantic, see above.
    from tui.configuration import checked

    settings = checked(written, str(file))
    _keep(kept, settings)
    return settings


def _kept(path: Path) -> Settings | None:
    try:
        found = json.loads(path.read_text("utf-8"))
        if set(found) != {one.name for one in fields(Settings)}:
            return None  # of another version
        return Settings(**found | {"weights": tuple(found["weights"])})
    except (OSError, ValueError, TypeError):
        return None


def _keep(path: Path, settings: Settings) -> None:
    """Keep what was checked. Where it cannot be kept, it will be checked again."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        for old in path.parent.glob("settings-*.json"):
            old.unlink(missing_ok=True)
        part = path.with_suffix(".part")
        part.write_text(json.dumps(asdict(settings)), "utf-8")
        part.replace(path)
    except OSError:
        pass


def template() -> str:
    """A configuration file that says what can be set, and sets nothing."""
    usual = Settings()
    lines = ["# Settings of quizgen. Take the # from a line to change what it says.", ""]
    for name, about in ABOUT.items():
        value = getattr(usual, name)
        lines.append(f"# {about}")
        lines.append(f"# {name} = {json.dumps(list(value) if isinstance(value, tuple) else value)}")
        lines.append("")
    lines += [
        "# Other keys, by the names that the help (F1) shows.",
        "# [keys]",
        '# "session.undo" = "u,ctrl+z"',
        "",
    ]
    return "\n".join(lines)
