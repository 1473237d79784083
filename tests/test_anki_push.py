"""Packages handed to a running Anki: a stand-in speaks the add-on's protocol, and whatever else may listen there."""

from __future__ import annotations

import re
import socket
import time
from typing import TYPE_CHECKING, Any

import pytest
from anki_add_on import GRANTED, TAKEN, AddOn, listening, saying

from decks.anki.push import ADD_ON, KEY, MOST, Pushed, push
from quizgen.finding import QuizgenError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


@pytest.fixture
def package(tmp_path: Path) -> Path:
    path = tmp_path / "maps.apkg"
    path.write_bytes(b"PK")
    return path


@pytest.fixture(autouse=True)
def contacted(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The addresses that anybody connects to; proxies are named that nobody may ask."""
    monkeypatch.delenv(KEY, raising=False)
    monkeypatch.setenv("http_proxy", "http://192.0.2.1:3128")
    monkeypatch.setenv("ALL_PROXY", "http://192.0.2.1:3128")
    seen: list[Any] = []
    connect = socket.socket.connect

    def watched(self: socket.socket, address: Any) -> None:
        seen.append(address)
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", watched)
    return seen


def refused(package: Path, address: str, timeout: float = 5) -> str:
    with pytest.raises(QuizgenError) as raised:
        push(package, address, timeout)
    message = str(raised.value)
    assert "\n" not in message and ";" in message
    return message


def test_anki_takes_a_package(package: Path, contacted: list[Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(package.parent)
    with listening(saying(GRANTED)) as anki:
        assert push(package.relative_to(package.parent), anki.address, 5) == Pushed(anki.address, 6)
        port = anki.server_address[1]
        assert push(package, f"localhost:{port}", 5) == Pushed(f"localhost:{port}", 6)
    assert (
        anki.requests
        == [
            {"action": "requestPermission", "version": 6, "params": {}},
            {"action": "importPackage", "version": 6, "params": {"path": str(package)}},
        ]
        * 2
    )
    assert set(contacted) == {("127.0.0.1", port)}


def test_a_key_is_told_where_one_is_set(package: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = {"result": {"permission": "granted", "requireApikey": True, "version": 6}, "error": None}
    with listening(saying(wanted)) as anki:
        assert KEY in refused(package, anki.address)
        assert [one["action"] for one in anki.requests] == ["requestPermission"]
        monkeypatch.setenv(KEY, "sesame")
        push(package, anki.address, 5)
    assert [one.get("key") for one in anki.requests] == [None, "sesame", "sesame"]


def test_an_add_on_from_before_permissions_is_fine(package: Path) -> None:
    with listening(saying({"result": None, "error": "unsupported action"})) as anki:
        assert push(package, anki.address, 5).version == 0


WRONG_KEY = {"result": None, "error": "valid api key must be provided"}
NOT_THERE = {"result": None, "error": "no such file: \x1b[31m/maps.apkg\n" + "x" * 500}


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (saying({"result": {"permission": "denied"}, "error": None}), "does not let quizgen in; answer Yes"),
        (saying({"result": None, "error": None}), "does not let quizgen in"),
        (saying(GRANTED, WRONG_KEY), "wants a key; set QUIZGEN_ANKI_KEY"),
        (
            saying(GRANTED, NOT_THERE),
            r"could not take maps.apkg \(no such file: .\[31m/maps.apkg x+\); import it",
        ),
        (saying(GRANTED, {"result": None, "error": "unsupported action"}), "as one on a phone"),
        (saying(GRANTED, {"result": False, "error": None}), "did not take maps.apkg; look whether a profile"),
        (saying(GRANTED, {"result": 1, "error": None}), "did not take maps.apkg"),
        (saying(GRANTED, None), "not AnkiConnect, by its answer .JSON without a result"),
        (saying(GRANTED, {"result": True}), "JSON without a result"),
        (saying(GRANTED, b"<html>hello</html>"), "an answer that is no JSON"),
        (saying(GRANTED, b"[" * 100_000), "an answer that is no JSON"),
        (saying(GRANTED, b"\xff\xfe"), "an answer that is no JSON"),
        (saying(GRANTED, b""), "an answer that is no JSON"),
        (saying(GRANTED, b'{"result": tr', length=40), "an answer that is no JSON"),
        (saying(GRANTED, b" " * (MOST + 1)), "an answer of more than 1 MB"),
        (saying(GRANTED, TAKEN, status=403), "refuses programs of this machine; put"),
        (saying(GRANTED, TAKEN, status=500), "status 500"),
        (lambda add_on, _: add_on.wfile.write(b"SSH-2.0-OpenSSH\r\n"), "BadStatusLine"),
        (lambda add_on, _: add_on.connection.close(), "not AnkiConnect|nobody listens"),
    ],
)
def test_what_goes_wrong_is_told(
    answer: Callable[[AddOn, dict[str, Any]], None], told: str, package: Path
) -> None:
    with listening(answer) as anki:
        message = refused(package, anki.address)
    assert message.startswith(f"{anki.address}: ")
    assert re.search(told, message), message
    assert "\x1b" not in message and len(message) < 600
    assert package.is_file()


def test_a_redirect_is_not_followed(package: Path, contacted: list[Any]) -> None:
    with listening(saying(GRANTED)) as other:
        away = saying(GRANTED, b"", status=307, Location=f"http://{other.address}/")
        with listening(away) as anki:
            assert "status 307" in refused(package, anki.address)
    assert not other.requests
    assert set(contacted) == {("127.0.0.1", anki.server_address[1])}


def test_whoever_is_slow_is_given_up(package: Path) -> None:
    def silent(add_on: AddOn, request: dict[str, Any]) -> None:
        time.sleep(0.6)

    def dripping(add_on: AddOn, request: dict[str, Any]) -> None:
        add_on.say(b"", length=1000)
        for _ in range(10):
            add_on.wfile.write(b" ")
            time.sleep(0.1)

    for answer in (silent, dripping):
        with listening(answer) as anki:
            begun = time.monotonic()
            assert "gave no answer in 0.3 seconds" in refused(package, anki.address, 0.3)
            assert time.monotonic() - begun < 2


def test_nobody_there_says_what_to_start(package: Path) -> None:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"127.0.0.1:{free.getsockname()[1]}"
    message = refused(package, address)
    assert "nobody listens there; start Anki" in message
    assert ADD_ON in message


@pytest.mark.parametrize(
    "address",
    [
        "192.0.2.7:8765", "example.org:8765", "0.0.0.0:8765", "localhost.example.org:8765", "127.0.0.1", "8765", "",
        "127.0.0.1:0", "127.0.0.1:65536", "127.0.0.1:http", "127.0.0.1@192.0.2.7:8765", "[::ffff:192.0.2.7]:8765",
        "http://127.0.0.1:8765", "127.0.0.1:8765/x", "127.0.0.1:٨٧٦٥", "\x1b[31m:1",
    ],
)  # fmt: skip
def test_no_other_machine_is_ever_asked(address: str, package: Path, contacted: list[Any]) -> None:
    message = refused(package, address)
    assert "on this machine alone; write the address as 127.0.0.1:8765" in message
    assert "\x1b" not in message
    assert not contacted


def test_a_package_that_is_not_there_is_not_pushed(tmp_path: Path, contacted: list[Any]) -> None:
    assert "no such package" in refused(tmp_path / "none.apkg", "127.0.0.1:8765")
    assert not contacted
