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


_JUMPS = 100
"""So many jumps back: at the first, Python raises what another thread has set; none is left where it has come."""


class OutOfPatience(BaseException):
    """Is raised in the midst of work that takes too long; no `except Exception` on the way keeps it."""


@contextmanager
def patience(seconds: float) -> Iterator[None]:
    """Raise OutOfPatience in what is done inside, when it has taken so many seconds."""
    worker = ctypes.c_ulong(threading.get_ident())
    lock = threading.Lock()
    over = lost = False

    def lose() -> None:
        nonlocal lost
        with lock:
            if not over:
                lost = True
                ctypes.pythonapi.PyThreadState_SetAsyncExc(worker, ctypes.py_object(OutOfPatience))

    timer = threading.Timer(seconds, lose)
    timer.daemon = True  # so that Ctrl-C need not wait for it
    timer.start()
    try:
        yield
    finally:
        with lock:
            over = True
        timer.cancel()
        # It must not be raised behind this block. (To take it back would leave Python looking for it at every
        # jump, for good: what that call sets, only an exception that comes unsets.)
        for _ in range(_JUMPS if lost else 0):
            pass
