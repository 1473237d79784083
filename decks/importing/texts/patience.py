"""Work that is given up when it takes too long, on every system, whatever it is doing in Python.

A timer raises an exception in the thread that works. (Signals would need the main thread and no Windows, and another
process would cost a start for each file.) What a C library does in one call is not broken off, but behind it.
"""

from __future__ import annotations

import ctypes
import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator


class OutOfPatience(BaseException):
    """Is raised in the midst of work that takes too long; no `except Exception` on the way keeps it."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise OutOfPatience in what is done inside, when it has taken so many seconds."""
    worker = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    over = False

    def lose() -> None:
        with lock:
            if not over:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(OutOfPatience))

    timer = threading.Timer(seconds, lose)
    timer.daemon = True  # so that Ctrl-C need not wait for it
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
            ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, None)
        timer.cancel()
