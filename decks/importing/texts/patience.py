"""Work that is given up when it takes too long, on every system, whatever it is doing in Python.

Another thread raises an exception in the thread that works. (Signals would need the main thread and no Windows, and
another process would cost a start for each file.) What a C library does in one call is broken off behind it.
"""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


_AGAIN = 0.25
"""Seconds: what is raised while Python frees an object is lost, so it is raised again."""
_STEPS = 100
"""Of a loop: an exception from another thread arrives at the next."""


class OutOfPatience(BaseException):
    """Is raised in the midst of work that takes too long; no `except Exception` on the way keeps it."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise OutOfPatience in what is done inside, when it has taken so many seconds."""
    worker = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    over = threading.Event()

    def lose() -> None:
        pause = seconds
        while not over.wait(pause):
            with lock:
                if not over.is_set():
                    ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(OutOfPatience))
            pause = _AGAIN

    threading.Thread(target=lose, daemon=True).start()  # a daemon, so that Ctrl-C need not wait for it
    try:
        yield
    finally:
        with lock:
            over.set()
        for _ in range(_STEPS):
            pass  # What was raised at the last moment arrives here. (To take it back makes CPython 3.11 spin for ever.)
