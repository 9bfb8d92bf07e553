"""The engine's own process: a round in on standard input, progress and the result out on standard output."""

import os
import sys
import threading
import traceback

from allocation.check.certificate import Cut
from allocation.codec import from_bytes, to_bytes
from allocation.engine import frames
from allocation.engine.solve import solve
from allocation.ports import Progress


def main() -> int:
    """Serve one task. Standard output is taken away from the solvers, which may print."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    first = frames.read(sys.stdin.buffer)
    if first is None or first[0] != frames.TASK:
        return 2
    stop = threading.Event()
    threading.Thread(target=_listen, args=(stop,), daemon=True).start()
    sent: tuple[Cut, ...] = ()

    def report(progress: Progress, cuts: tuple[Cut, ...]) -> None:
        nonlocal sent
        if cuts != sent:
            sent = cuts
            frames.write(out, frames.CUTS, to_bytes(cuts))
        frames.write(out, frames.PROGRESS, to_bytes(progress))

    try:
        task = from_bytes(first[1], frames.Task)
        result = solve(task.round_, task.effort, report, stop.is_set)
    except BrokenPipeError:
        return 1
    except Exception:  # noqa: BLE001 - told to the parent, which raises it there
        frames.write(out, frames.FAILED, traceback.format_exc().encode())
        return 1
    frames.write(out, frames.RESULT, to_bytes(result))
    return 0


def _listen(stop: threading.Event) -> None:
    """Anything that follows the task means stop. A parent that is gone waits for nothing, and a solver in the
    middle of its work would not hear `stop`: leave at once.
    """
    if frames.read(sys.stdin.buffer) is None:
        os._exit(1)
    stop.set()


if __name__ == "__main__":
    # The listener may still be reading; leave without waiting for it.
    code = main()
    sys.stderr.flush()
    os._exit(code)
