"""Files in packages, judged by the real Anki: each arrives once, whole, and under a name of its own."""

from __future__ import annotations

import io
import json
import re
import zipfile
from typing import TYPE_CHECKING

import pytest
from anki_collection import bring, collection, complaints
from anki_writing import MONDAY, note, sheet, told

from decks.anki import Written, write_notes
from decks.anki.media import MediaFiles
from decks.anki.note import Media
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from pathlib import Path

    from decks.anki.note import Note


@pytest.fixture
def files(tmp_path: Path) -> list[Path]:
    """Files of 250 contents under 500 paths, most of which have a name of another content's too."""
    made = []
    for number in range(500):
        path = tmp_path / f"folder {number % 20}" / f"Bild ä {number % 50}.PNG"
        path = path.with_stem(f"{path.stem} {number}") if path.exists() else path
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"\x89PNG" + bytes([number % 250]) * 2_000)
        made.append(path)
    return made


def shown(paths: list[Path], number: int) -> list[Note]:
    """That many notes, with two pictures each."""
    met = MediaFiles()
    found = [file for path in paths if (file := met.media(str(path)))]
    assert len(found) == len(paths)
    pairs = [(found[n % len(found)], found[n * 7 % len(found)]) for n in range(number)]
    return [note(f"s/{n}/who", media=tuple(dict.fromkeys(pair))) for n, pair in enumerate(pairs)]


def test_thousand_notes_bring_their_files_each_content_once(tmp_path: Path, files: list[Path]) -> None:
    path = tmp_path / "x.apkg"
    notes = shown(files, 1_000)
    assert told(path, sheet(notes)) == Written(1000, 1, 1000, 250, new=1000, ledger="new")
    wanted = {file.name: (tmp_path / file.path).read_bytes() for one in notes for file in one.media}
    with collection(tmp_path) as col:
        assert bring(col, path) == {"new": 1000}
        assert complaints(col) == []
        folder = tmp_path / "judge.media"
        assert {file.name: file.read_bytes() for file in folder.iterdir()} == wanted
        assert bring(col, path) == {"duplicate": 1000}
    assert len(set(wanted.values())) == len(wanted) == 250
    assert all(re.fullmatch(r"bild-a-\d+(-\d+)?-[0-9a-f]{10}\.png", name) for name in wanted)


def test_picture_with_another_content_is_another_picture_and_its_note_is_updated(tmp_path: Path) -> None:
    picture, path = tmp_path / "radium.png", tmp_path / "x.apkg"
    with collection(tmp_path) as col:
        for number, content in enumerate((b"old", b"new")):
            picture.write_bytes(content)
            told(path, sheet([*shown([picture], 1), note("s/without/who")], MONDAY))
            assert bring(col, path) == ({"updated": 1, "duplicate": 1} if number else {"new": 2})
        (shows,) = re.findall('src="([^"]+)"', col.get_note(col.find_notes("Id:s/0/who")[0])["Image"])
        assert (tmp_path / "judge.media" / shows).read_bytes() == b"new"


def test_files_are_entries_without_the_clock(tmp_path: Path, files: list[Path]) -> None:
    def once() -> bytes:
        out = io.BytesIO()
        write_notes([sheet(shown(files, 30))], out)
        return out.getvalue()

    first = once()
    for path in files:
        path.touch()
    assert once() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        entries = archive.infolist()
        names = json.loads(archive.read("media"))
    numbers = [str(number) for number in range(len(names))]
    assert list(names) == numbers
    assert [entry.filename for entry in entries] == ["collection.anki2", *numbers, "media"]
    assert {(entry.date_time, entry.create_system) for entry in entries} == {((1980, 1, 1, 0, 0, 0), 3)}


def media(tmp_path: Path, *files: tuple[str, str, bytes]) -> list[Note]:
    """A note for each name, path and content."""
    for _, path, content in files:
        (tmp_path / path).write_bytes(content)
    return [
        note(f"s/{number}/who", media=(Media(name, str(tmp_path / path)),))
        for number, (name, path, _) in enumerate(files)
    ]


@pytest.mark.parametrize("other", ["a.png", "A.PNG"])
def test_two_contents_under_one_name_are_refused(tmp_path: Path, other: str) -> None:
    notes = media(tmp_path, ("a.png", "one.png", b"one"), (other, "two.png", b"two"))
    said = f"^{re.escape(str(tmp_path / 'two.png'))}: would be {re.escape(other)} in Anki, and so would .*one.png; give"
    with pytest.raises(QuizgenError, match=said):
        write_notes([sheet(notes)], io.BytesIO())


def test_one_content_under_one_name_goes_in_once(tmp_path: Path) -> None:
    notes = media(tmp_path, ("a.png", "one.png", b"one"), ("a.png", "two.png", b"one"))
    assert write_notes([sheet(notes)], io.BytesIO()).media == 1


def test_file_that_is_gone_when_it_is_wanted_is_named(tmp_path: Path) -> None:
    notes = media(tmp_path, ("a.png", "one.png", b"one"))
    (tmp_path / "one.png").unlink()
    with pytest.raises(QuizgenError, match=f"^{re.escape(str(tmp_path / 'one.png'))}: cannot be read: "):
        told(tmp_path / "x.apkg", sheet(notes))
    assert list(tmp_path.iterdir()) == []
