"""A program on a terminal of its own (a pty), watched from outside, as a person meets it."""

from __future__ import annotations

import os
import re
import select
import signal
import struct
import subprocess
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_STYLES = re.compile(rb"\x1b\[[0-9;:?]*[a-zA-Z]")


class Terminal:
    """What a program has written, and when; and the keys it is sent."""

    def __init__(self, master: int, process: subprocess.Popen[bytes], began: float) -> None:
        self.process = process
        self.began = began
        self.written = b""
        self._master = master

    def press(self, keys: bytes) -> None:
        """Send keys, all at once."""
        os.write(self._master, keys)

    def read(self, seconds: float) -> bool:
        """Take what is written within so many seconds; whether there was anything."""
        if not select.select([self._master], [], [], seconds)[0]:
            return False
        try:
            self.written += os.read(self._master, 1 << 16)
        except OSError:  # the program has gone
            return False
        return True

    def settle(self, seconds: float = 0.03, *, whole: bool = False) -> None:
        """Wait until nothing has been written for so many seconds, or with `whole` for so long in all; forget it."""
        end = time.perf_counter() + seconds
        while time.perf_counter() < end and (self.read(max(0.0, end - time.perf_counter())) or whole):
            end = end if whole else time.perf_counter() + seconds
        self.written = b""

    def until(self, words: str, seconds: float = 30) -> float:
        """The moment (of time.perf_counter) at which words stood in what was written since the last call.

        Raises TimeoutError where they do not come.
        """
        end = time.perf_counter() + seconds
        while words.encode() not in _STYLES.sub(b"", self.written):
            if time.perf_counter() > end or (not self.read(0.5) and self.process.poll() is not None):
                raise TimeoutError(f"{words!r} did not come: {self.written[-2000:]!r}")
        now = time.perf_counter()
        self.written = b""
        return now


@contextmanager
def terminal(
    command: Sequence[str], env: dict[str, str], *, columns: int = 80, rows: int = 24
) -> Iterator[Terminal]:
    """A program started on a terminal, and ended with the block. For POSIX alone."""
    import fcntl
    import pty
    import termios

    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    began = time.perf_counter()
    process = subprocess.Popen(
        list(command), stdin=slave, stdout=slave, stderr=slave, env=env, start_new_session=True
    )
    os.close(slave)
    try:
        yield Terminal(master, process, began)
    finally:
        if process.poll() is None:
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        os.close(master)
