"""A package into an Anki that is running: through the add-on AnkiConnect, on this machine and no other.

The add-on (https://git.sr.ht/~foosoft/anki-connect) takes one JSON object a request and gives one back:

    POST / {"action": "requestPermission", "version": 6}
           {"result": {"permission": "granted", "requireApikey": false, "version": 6}, "error": null}
    POST / {"action": "importPackage", "version": 6, "params": {"path": "/…/deck.apkg"}, "key": "…"}
           {"result": true, "error": null}

Nothing of the package goes over the wire: Anki opens the file itself. No redirect is followed, no proxy is asked, no
name is looked up.
"""

from __future__ import annotations

import json
import os
from contextlib import closing
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from ipaddress import ip_address
from time import monotonic
from typing import TYPE_CHECKING, Any

from quizgen.finding import QuizgenError
from quizgen.reading.quoting import INVISIBLE, shown

if TYPE_CHECKING:
    from http.client import HTTPResponse
    from pathlib import Path

ADDRESS = "127.0.0.1:8765"
"""Where the add-on listens unless a person set it otherwise."""
ADD_ON = "2055492159"
"""What Anki's Tools > Add-ons > Get Add-ons asks for."""
KEY = "QUIZGEN_ANKI_KEY"
"""The environment variable with the add-on's apiKey, where it has one."""
VERSION = 6
"""Of the protocol."""
TIMEOUT = 120.0
"""Seconds; Anki takes some 26,000 notes in each."""
MOST = 1_000_000
"""Bytes of an answer."""
_CHUNK = 65_536
LONGEST = 300
"""Characters of Anki's own words that a message shows."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """What came of it."""

    address: str
    version: int
    """Of the protocol that the add-on speaks; 0 where it did not say."""


def push(path: Path, address: str = ADDRESS, timeout: float = TIMEOUT) -> Pushed:
    """Let the Anki at `address`, host:port, import a package.

    `timeout` is in seconds, for all of it together. Raises QuizgenError where there is no such file, the address is
    not one of this machine, nobody answers there, or Anki will not have it; the package stays where it is.
    """
    host, port = _loopback(address)
    if not path.is_file():
        raise QuizgenError(f"{path}: there is no such package; write it first")
    anki = _Anki(host, port, address, monotonic() + timeout, timeout)
    version = anki.admitted()
    answer = anki.call("importPackage", path=str(path.absolute()))
    if error := answer["error"]:
        raise QuizgenError(_refusal(address, path, str(error)))
    if answer["result"] is not True:
        raise QuizgenError(
            f"{address}: Anki did not take {path.name}; look whether a profile is open there and asks nothing"
        )
    return Pushed(address, version)


@dataclass(frozen=True, slots=True)
class _Anki:
    """The add-on, asked with a new connection each time, as it closes each after its answer."""

    host: str
    port: int
    address: str
    deadline: float
    """On the clock `monotonic`."""
    timeout: float

    def admitted(self) -> int:
        """Ask to be let in, and give the version of the protocol; raises where we are not."""
        answer = self.call("requestPermission")
        if answer["error"]:
            # Before 2021 it knew no permissions, and let everybody in.
            return 0
        said = answer["result"] if isinstance(answer["result"], dict) else {}
        if said.get("permission") != "granted":
            raise QuizgenError(
                f"{self.address}: Anki does not let quizgen in; answer Yes where it asks, or import the package there"
                " by hand with File > Import"
            )
        if said.get("requireApikey") and not os.environ.get(KEY):
            raise QuizgenError(_key(self.address))
        version = said.get("version")
        return version if type(version) is int else 0

    def call(self, action: str, **params: str) -> dict[str, Any]:
        """The answer to an action: an object with `result` and `error`."""
        request: dict[str, Any] = {"action": action, "version": VERSION, "params": params}
        if key := os.environ.get(KEY):
            request["key"] = key
        try:
            with closing(HTTPConnection(self.host, self.port, timeout=self._left())) as connection:
                connection.request("POST", "/", json.dumps(request), {"Content-Type": "application/json"})
                with connection.getresponse() as response:
                    return self._understood(response.status, self._body(response))
        except TimeoutError as error:
            raise QuizgenError(
                f"{self.address}: Anki gave no answer in {self.timeout:g} seconds; look whether it asks something in a"
                " window, or is still importing"
            ) from error
        except ConnectionRefusedError as error:
            raise QuizgenError(_nobody(self.address)) from error
        except (OSError, HTTPException) as error:
            raise QuizgenError(f"{self.address}: {_strange(type(error).__name__)}") from error

    def _left(self) -> float:
        left = self.deadline - monotonic()
        if left <= 0:
            raise TimeoutError
        return left

    def _body(self, response: HTTPResponse) -> bytes:
        body = bytearray()
        # One piece at a time, so that who drips does not hold us for ever.
        while chunk := response.read1(_CHUNK):
            self._left()
            body += chunk
            if len(body) > MOST:
                raise QuizgenError(
                    f"{self.address}: {_strange(f'an answer of more than {MOST // 1_000_000} MB')}"
                )
        return bytes(body)

    def _understood(self, status: int, body: bytes) -> dict[str, Any]:
        if status == 403:
            raise QuizgenError(
                f"{self.address}: Anki refuses programs of this machine; put http://localhost into webCorsOriginList in"
                " the add-on's settings"
            )
        if status != 200:
            raise QuizgenError(f"{self.address}: {_strange(f'status {status}')}")
        try:
            answer = json.loads(body)
        except (ValueError, RecursionError) as error:
            raise QuizgenError(f"{self.address}: {_strange('an answer that is no JSON')}") from error
        if not isinstance(answer, dict) or not {"result", "error"} <= answer.keys():
            raise QuizgenError(f"{self.address}: {_strange('JSON without a result')}")
        return answer


def _loopback(address: str) -> tuple[str, int]:
    """The host and the port; no name but localhost is taken, since who answers to it would be up to others."""
    host, colon, port = address.rpartition(":")
    host = host.strip("[]")
    try:
        here = host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        here = False
    if not (colon and here and port.isascii() and port.isdigit() and 0 < int(port) < 65_536):
        raise QuizgenError(
            f"{shown(address)}: packages are handed to an Anki on this machine alone; write the address as {ADDRESS}"
        )
    return ("127.0.0.1" if host == "localhost" else host), int(port)


def _nobody(address: str) -> str:
    return (
        f"{address}: nobody listens there; start Anki with the add-on AnkiConnect, which Tools > Add-ons > Get Add-ons"
        f" installs by the number {ADD_ON}; Anki 26.09 and later need its newest version"
    )


def _key(address: str) -> str:
    return (
        f"{address}: Anki wants a key; set {KEY} to the apiKey that stands in the add-on's settings (Tools > Add-ons >"
        " AnkiConnect > Config)"
    )


def _strange(what: str) -> str:
    return f"who listens there is not AnkiConnect, by its answer ({what}); see which program has this port"


def _refusal(address: str, path: Path, error: str) -> str:
    if "api key" in error.casefold():
        return _key(address)
    if "unsupported action" in error.casefold():
        return (
            f"{address}: this Anki, as one on a phone, takes no packages so; import {path.name} there by hand"
        )
    said = INVISIBLE.sub("\ufffd", " ".join(error[:LONGEST].split()))
    return f"{address}: Anki could not take {path.name} ({said}); import it there by hand with File > Import"
