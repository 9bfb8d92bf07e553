"""Ctrl+C in the terminal that Lotwise was started from, while Qt has the word."""

import signal
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from PySide6.QtCore import QSocketNotifier


@contextmanager
def on_interrupt(close: Callable[[], object], end: Callable[[], object]) -> Iterator[None]:
    """Have the first Ctrl+C within the block `close()` the window, and each further one `end()` the program.

    Python runs a signal's handler only when it next runs Python, which Qt's loop may not do for hours. So the
    signal wakes that loop by a byte in a socket (`signal.set_wakeup_fd`; a pipe would not do on Windows). The
    work is done from the loop, where a window may ask about what is typed, and not inside the handler.
    """
    heard, woken = socket.socketpair()
    heard.setblocking(False)
    woken.setblocking(False)
    times = 0

    def answer() -> None:
        nonlocal times
        for number in heard.recv(1024):
            if number != signal.SIGINT:
                continue
            times += 1
            if times == 1:
                close()
            else:
                end()

    notifier = QSocketNotifier(heard.fileno(), QSocketNotifier.Type.Read)
    notifier.activated.connect(answer)
    handler = signal.signal(signal.SIGINT, lambda *_: None)
    wakeup = signal.set_wakeup_fd(woken.fileno(), warn_on_full_buffer=False)
    try:
        yield
    finally:
        signal.set_wakeup_fd(wakeup)
        signal.signal(signal.SIGINT, handler)
        notifier.setEnabled(False)
        heard.close()
        woken.close()
