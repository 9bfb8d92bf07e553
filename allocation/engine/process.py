"""The engine behind its port: a process of its own, so that a solve never freezes a window and can always be
ended.
"""

import os
import queue
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, cast

from allocation.check.certificate import Certificate, Cut
from allocation.codec import from_bytes, to_bytes
from allocation.engine import frames
from allocation.engine.solve import EngineError
from allocation.model import Aim, Effort, Result, Round, StoppedBy
from allocation.ports import Progress

ROOT = Path(__file__).resolve().parent.parent.parent
"""The folder that holds the `allocation` package."""
PATIENCE = 0.15
"""Seconds between asking the process to stop and ending it."""
OVERTIME = 3.0
"""Seconds past the effort's own limit after which a process that does not end by itself is ended."""
POLL = 0.02


@dataclass(slots=True)
class _Heard:
    """What came from the process so far."""

    progress: Progress | None = None
    cuts: tuple[Cut, ...] = ()
    result: Result | None = None
    frames: "queue.SimpleQueue[tuple[bytes, bytes] | None]" = field(default_factory=queue.SimpleQueue)


class EngineProcess:
    """Implements `allocation.ports.Solver`: one fresh process for each solve.

    `command` starts the engine; tests give others. The parent keeps the last plan that was reported, which is
    valid and justified, so that ending the process at any moment loses nothing.
    """

    def __init__(self, command: tuple[str, ...] = (sys.executable, "-m", "allocation.engine")) -> None:
        self.command = command

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says. Raises `EngineError` where the process failed before it had a plan to give, or
        reported a failure of its own.
        """
        with tempfile.TemporaryFile() as complaints, self._start(complaints) as process:
            stdin, stdout = cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout)
            heard = _Heard()
            reader = threading.Thread(target=_read, args=(stdout, heard), daemon=True)
            reader.start()
            try:
                frames.write(stdin, frames.TASK, to_bytes(frames.Task(round_, effort)))
                return self._follow(stdin, heard, effort, on_progress, cancelled)
            except BrokenPipeError:
                raise self._crash(process, complaints) from None
            except _Ended:
                raise self._crash(process, complaints) from None
            finally:
                process.kill()
                reader.join()
                _close(stdin)

    def _start(self, complaints: IO[bytes]) -> "subprocess.Popen[bytes]":
        return subprocess.Popen(
            self.command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            # Ctrl+C at a terminal goes to its whole group; the engine is for us to stop, its plan in hand.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )

    def _follow(
        self,
        stdin: IO[bytes],
        heard: _Heard,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """Pass progress on until there is a result, or until the process is to be ended."""
        begun = time.monotonic()
        asked: float | None = None
        while True:
            frame = _next(heard)
            if frame is not None:
                news = _take(heard, *frame)
                if heard.result:
                    return heard.result
                if news:
                    on_progress(news)
            now = time.monotonic()
            if asked is None and cancelled():
                asked = now
                frames.write(stdin, frames.STOP)
            late = effort.seconds is not None and now - begun > effort.seconds + OVERTIME
            over = asked is not None and now - asked > PATIENCE
            if heard.progress and (over or late):
                by = StoppedBy.PERSON if asked is not None else StoppedBy.SECONDS
                return _cut_short(heard.progress, heard.cuts, effort, by)

    @staticmethod
    def _crash(process: "subprocess.Popen[bytes]", complaints: IO[bytes]) -> EngineError:
        process.kill()
        code = process.wait()
        complaints.seek(0)
        said = complaints.read()[-4000:].decode(errors="replace").strip()
        return EngineError(f"the engine's process ended unexpectedly (code {code})\n{said}".strip())


class _Ended(Exception):  # noqa: N818 - turned into an EngineError at once
    """The process closed its output before it gave a result."""


def _read(stream: IO[bytes], heard: _Heard) -> None:
    while (frame := frames.read(stream)) is not None:
        heard.frames.put(frame)
    heard.frames.put(None)


def _next(heard: _Heard) -> tuple[bytes, bytes] | None:
    """The next frame; None where none came in time. Raises `_Ended` where none will come."""
    try:
        frame = heard.frames.get(timeout=POLL)
    except queue.Empty:
        return None
    if frame is None:
        raise _Ended
    return frame


def _take(heard: _Heard, kind: bytes, body: bytes) -> Progress | None:
    """Remember what a frame says; progress is handed back to be passed on."""
    if kind == frames.RESULT:
        heard.result = from_bytes(body, Result)
    elif kind == frames.CUTS:
        heard.cuts = from_bytes(body, tuple[Cut, ...])
    elif kind == frames.PROGRESS:
        heard.progress = from_bytes(body, Progress)
        return heard.progress
    elif kind == frames.FAILED:
        raise EngineError(body.decode(errors="replace"))
    return None


def _cut_short(last: Progress, cuts: tuple[Cut, ...], effort: Effort, by: StoppedBy) -> Result:
    """The result of a process that is ended now: what it last reported, with the certificate that came with
    it.
    """
    if last.plan is None:
        raise EngineError("the engine reported progress without a plan")
    aims: tuple[Aim, ...] = last.aims
    certificate = Certificate(tuple((aim.aim, aim.value) for aim in aims), cuts)
    return Result(last.plan, aims, effort, by, last.work, last.seconds, to_bytes(certificate).decode())


def _close(stream: IO[bytes]) -> None:
    try:
        stream.close()
    except OSError:
        return  # the process is gone, and with it what was still to be sent
