"""The engine's own process: rounds in on standard input, progress and results out on standard output."""

import os
import queue
import sys
import threading
import traceback
from contextlib import suppress
from typing import IO

from allocation.check.cuts import Cut
from allocation.codec import from_bytes, to_bytes
from allocation.engine import frames
from allocation.engine.solve import solve
from allocation.ports import Progress

IDLE = 300.0
"""Seconds without a task after which the process ends by itself."""


def main() -> int:
    """Serve one task after another, until the parent is gone or has nothing for long. Standard output is
    taken away from the solvers, which may print.
    """
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    stop = threading.Event()
    tasks: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(tasks, stop), daemon=True).start()
    with suppress(queue.Empty):
        while (task := tasks.get(timeout=IDLE)) is not None:
            if not _serve(task, out, stop):
                return 1
    return 0


def _serve(body: bytes, out: IO[bytes], stop: threading.Event) -> bool:
    """One task; whether the parent has its answer."""
    sent: tuple[Cut, ...] = ()

    def report(progress: Progress, cuts: tuple[Cut, ...]) -> None:
        nonlocal sent
        if cuts != sent:
            sent = cuts
            frames.write(out, frames.CUTS, to_bytes(cuts))
        frames.write(out, frames.PROGRESS, to_bytes(progress))

    try:
        task = from_bytes(body, frames.Task)
        result = solve(task.round_, task.effort, report, stop.is_set)
        frames.write(out, frames.RESULT, to_bytes(result))
    except BrokenPipeError:
        return False
    except Exception:  # noqa: BLE001 - told to the parent, which raises it there
        frames.write(out, frames.FAILED, traceback.format_exc().encode())
        return False
    return True


def _listen(tasks: "queue.SimpleQueue[bytes | None]", stop: threading.Event) -> None:
    """Tasks are put in line; anything else means stop, and no more. A parent that is gone waits for nothing,
    and a solver in the middle of its work would not hear `stop`: leave at once.
    """
    while (frame := frames.read(sys.stdin.buffer)) is not None:
        if frame[0] == frames.TASK:
            tasks.put(frame[1])
        else:
            stop.set()
            tasks.put(None)
    os._exit(1)


if __name__ == "__main__":
    # The listener may still be reading; leave without waiting for it.
    code = main()
    sys.stderr.flush()
    os._exit(code)
