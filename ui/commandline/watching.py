"""A solve as a person at a terminal follows it: aim by aim, and Ctrl+C to keep the best so far."""

import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Group
from rich.live import Live
from rich.text import Text

from allocation.model import Aim
from allocation.ports import Progress
from ui.commandline.terminal import aims_table, aside
from ui.wording import _


@contextmanager
def shown(*, by_points: bool) -> Iterator[Callable[[Progress], None]]:
    """Show progress on a terminal; say nothing where standard error is none."""
    console = aside()
    if not console.is_terminal:
        yield lambda _progress: None
        return
    begun = time.monotonic()
    aims: tuple[Aim, ...] = ()

    def screen() -> Group:
        words = _("{seconds} s. Ctrl+C stops and keeps the best so far.")
        line = Text(words.format(seconds=int(time.monotonic() - begun)))
        return Group(aims_table(aims, by_points=by_points), line) if aims else Group(line)

    def show(progress: Progress) -> None:
        nonlocal aims
        aims = progress.aims

    with Live(console=console, get_renderable=screen, transient=True, refresh_per_second=4):
        yield show


@contextmanager
def waiting(words: str) -> Iterator[None]:
    """Say on a terminal what takes a while; say nothing elsewhere."""
    console = aside()
    if console.is_terminal:
        with console.status(Text(words)):
            yield
    else:
        yield


@contextmanager
def stoppable() -> Iterator[Callable[[], bool]]:
    """Ask whether Ctrl+C was pressed. Pressed a second time, it ends the program, as it does elsewhere."""
    pressed = False

    def note(_number: int, _frame: FrameType | None) -> None:
        nonlocal pressed
        if pressed:
            raise KeyboardInterrupt
        pressed = True

    before = signal.signal(signal.SIGINT, note)
    try:
        yield lambda: pressed
    finally:
        signal.signal(signal.SIGINT, before)
