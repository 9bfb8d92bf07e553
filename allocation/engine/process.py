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
from contextlib import suppress
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import IO, cast

from allocation.check.certificate import Certificate
from allocation.check.cuts import Cut
from allocation.codec import from_bytes, to_bytes
from allocation.engine import frames
from allocation.engine.solve import EngineError
from allocation.model import Aim, Effort, Result, Round, StoppedBy
from allocation.ports import Progress

ROOT = Path(__file__).resolve().parent.parent.parent
"""The folder that holds the `allocation` package."""
PATIENCE = 0.15
"""Seconds between asking the process to stop and ending it."""
OVERTIME, SHARE = 3.0, 0.2
"""Seconds past the effort's own limit, and at most that share of it, after which a process that does not end
by itself is ended. They are counted from its first report, since the solvers have to be loaded before.
"""
POLL = 0.02


@dataclass(slots=True)
class _Heard:
    """What came from the process of a task so far."""

    progress: Progress | None = None
    cuts: tuple[Cut, ...] = ()
    result: Result | None = None


class _Running:
    """A process of the engine, and what it says."""

    def __init__(self, command: tuple[str, ...]) -> None:
        self.complaints = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `end`, with the process
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.complaints,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT)},
            # Ctrl+C at a terminal goes to its whole group; the engine is for us to stop, its plan in hand.
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0)
            | getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0),
        )
        self.stdin = cast("IO[bytes]", self.process.stdin)
        self.stdout = cast("IO[bytes]", self.process.stdout)
        self.frames: queue.SimpleQueue[tuple[bytes, bytes] | None] = queue.SimpleQueue()
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def _read(self) -> None:
        while (frame := frames.read(self.stdout)) is not None:
            self.frames.put(frame)
        self.frames.put(None)

    def next(self) -> tuple[bytes, bytes] | None:
        """The next frame; None where none came in time. Raises `_Ended` where none will come."""
        try:
            frame = self.frames.get(timeout=POLL)
        except queue.Empty:
            return None
        if frame is None:
            raise _Ended
        return frame

    def crash(self) -> EngineError:
        """What to say of a process that ended by itself."""
        self.process.kill()
        code = self.process.wait()
        self.complaints.seek(0)
        said = self.complaints.read()[-4000:].decode(errors="replace").strip()
        return EngineError(f"the engine's process ended unexpectedly (code {code})\n{said}".strip())

    def end(self) -> None:
        """Leave nothing of it, whatever it does."""
        self.process.kill()
        self.process.wait()
        self.reader.join()
        for stream in (self.stdin, self.stdout, self.complaints):
            _close(stream)


class EngineProcess:
    """Implements `allocation.ports.Solver` by processes of its own: a fresh one for each solve, or one that
    has answered before, of which up to `keep` wait for the next task, so that a question need not wait for
    the solvers to be loaded. A solve that is stopped, or fails, takes its process with it.

    `command` starts the engine; tests give others. The parent keeps the last plan that was reported, which is
    valid and justified, so that ending the process at any moment loses nothing. Threads may share it; with
    `keep` it is to be closed.
    """

    def __init__(
        self, command: tuple[str, ...] = (sys.executable, "-m", "allocation.engine"), *, keep: int = 0
    ) -> None:
        self.command = command
        self._keep = keep
        self._idle: list[_Running] = []
        self._taking = threading.Lock()

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
        task = to_bytes(frames.Task(round_, effort))
        if (running := self._take()) is not None:
            with suppress(_Ended):  # it may have gone while it waited; then a fresh one is asked
                return self._ask(running, task, effort, on_progress, cancelled)
        running = _Running(self.command)
        try:
            return self._ask(running, task, effort, on_progress, cancelled)
        except _Ended as ended:
            raise EngineError(str(ended)) from None

    def close(self) -> None:
        """End the processes that wait for a task."""
        while (running := self._take()) is not None:
            running.end()

    def _take(self) -> _Running | None:
        with self._taking:
            return self._idle.pop() if self._idle else None

    def _give_back(self, running: _Running) -> bool:
        """Keep a process for the next task, where there are not enough yet."""
        with self._taking:
            if len(self._idle) < self._keep:
                self._idle.append(running)
                return True
        return False

    def _ask(
        self,
        running: _Running,
        task: bytes,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """One task to one process. Raises `_Ended` with what is to be said where it ended by itself."""
        kept = False
        try:
            frames.write(running.stdin, frames.TASK, task)
            result, done = self._follow(running, effort, on_progress, cancelled)
            kept = done and self._give_back(running)
        except (BrokenPipeError, _Ended):
            raise _Ended(running.crash()) from None
        finally:
            if not kept:
                running.end()
        return result

    def _follow(
        self,
        running: _Running,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> tuple[Result, bool]:
        """Pass progress on until there is a result, or until the process is to be ended. Gives as well
        whether the process came to the end of the task, and nobody has told it to stop: then it may have
        another.
        """
        begun: float | None = None
        asked: float | None = None
        heard = _Heard()
        while True:
            frame = running.next()
            if frame is not None:
                news = _take(heard, *frame)
                if heard.result:
                    return heard.result, asked is None
                if news:
                    on_progress(news)
            now = time.monotonic()
            begun = now if begun is None and heard.progress else begun
            if asked is None and cancelled():
                asked = now
                frames.write(running.stdin, frames.STOP)
            late = begun is not None and now - begun > _longest(effort)
            over = asked is not None and now - asked > PATIENCE
            if heard.progress and (over or late):
                by = StoppedBy.PERSON if asked is not None else StoppedBy.SECONDS
                return _cut_short(heard.progress, heard.cuts, effort, by), False


def _longest(effort: Effort) -> float:
    """Seconds after which a process is ended that did not end by itself."""
    seconds = effort.seconds
    return inf if seconds is None else seconds + min(OVERTIME, SHARE * seconds)


class _Ended(Exception):  # noqa: N818 - turned into an EngineError at once
    """The process closed its output before it gave a result."""


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
