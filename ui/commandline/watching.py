"""A solve as a person at a terminal follows it: aim by aim, and Ctrl+C to keep the best so far."""

import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType

from rich.console import Group
from rich.live import Live
from rich.text import Text

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
    with Live(console=console, transient=True, refresh_per_second=8) as live:
        live.update(Text(_("Reading the round …")))

        def show(progress: Progress) -> None:
            line = _("{seconds} s. Ctrl+C stops and keeps the best so far.").format(
                seconds=int(progress.seconds)
            )
            live.update(Group(aims_table(progress.aims, by_points=by_points), Text(line)))

        yield show


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
