"""`allocate` for several rounds at once: councils, or scenarios of one.

Each round goes three ways: read here, solved by whichever worker is free, and finished here, where the
independent check looks at what came back before anything of it is written. Reading and finishing take
processes of their own, so that many cores divide these too. Names stay on this machine.
"""

import multiprocessing
import os
import signal
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from allocation.codec import from_bytes, to_bytes
from allocation.errors import Fault, WorldError
from allocation.intake import read_round
from allocation.model import Effort, Person, Result, Round, StoppedBy
from allocation.ports import Progress, Workers
from allocation.use_cases.answer import Answer, answer
from ui.commandline import out_folder
from ui.commandline.allocate import came_of, why_stopped
from ui.commandline.out_files import out_files
from ui.commandline.services import Services
from ui.commandline.terminal import aside, out
from ui.commandline.watching import stoppable, waiting
from ui.commandline.words import noted
from ui.spreadsheet.read import read_tables
from ui.wording import _

POLL = 0.2
"""Seconds between looks at whether Ctrl+C was pressed."""


@dataclass(frozen=True, slots=True)
class _Read:
    """A round's files as read: its canonical bytes (None: it has faults) and its people."""

    round_: bytes | None
    people: Mapping[str, Person]
    notices: tuple[Fault, ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class _Finished:
    """What there is to say of an answer that was written, or why nothing was."""

    lines: tuple[str, ...]
    faults: tuple[Fault, ...] = ()


def allocate_many(
    paths: Sequence[Path], folder: Path, effort: Effort, workers: str | None, services: Services
) -> None:
    """Answer each round in a folder of its own, named as the round, within `folder`.

    A round with faults keeps none of the others from being answered. Raises `WorldError` with all faults of
    all rounds, each file under its round's name, after everything else is done.
    """
    targets = targets_of(paths, folder)
    for target in targets.values():
        out_folder.may_write(target)
    with services.workers(workers) as at_work, _processes(len(paths)) as pool, stoppable() as stopped:
        faults = _Run(pool, at_work, effort, services.version, targets).through(stopped)
    if folder.exists():
        out().print(_("Written to {folder}").format(folder=folder))
    if faults:
        raise WorldError(*faults)


def targets_of(paths: Sequence[Path], folder: Path) -> dict[Path, Path]:
    """Where each round's answer goes; a single one into the folder itself.

    Raises `WorldError` (`same_name`).
    """
    if len(paths) == 1:
        return {paths[0]: folder}
    found: dict[str, Path] = {}
    for path in paths:
        whole = path.resolve()
        name = whole.name if whole.is_dir() else whole.stem
        if name in found:
            raise WorldError(Fault("same_name", value=name))
        found[name] = path
    return {path: folder / name for name, path in found.items()}


class _Run:
    """Takes every round its three ways; what is under way, and where each stands, is in `pending`."""

    def __init__(
        self,
        pool: ProcessPoolExecutor,
        workers: Workers,
        effort: Effort,
        version: str,
        targets: Mapping[Path, Path],
    ) -> None:
        self.pool, self.workers, self.effort, self.version = pool, workers, effort, version
        self.targets = targets
        self.read: dict[Path, _Read] = {}
        self.faults: list[Fault] = []
        self.pending: dict[Future[Any], tuple[Path, Callable[[Path, Any], None]]] = {
            pool.submit(_read, path): (path, self._solve) for path in targets
        }

    def through(self, stopped: Callable[[], bool]) -> list[Fault]:
        """Go on until nothing is under way; a person who stops it keeps what each round has by then."""
        told = False
        while self.pending:
            words = _("{count} rounds are under way. Ctrl+C stops and keeps the best so far.")
            with waiting(words.format(count=len(self.pending))):
                done, _others = wait(self.pending, timeout=POLL, return_when=FIRST_COMPLETED)
                while not done and not (stopped() and not told):
                    done, _others = wait(self.pending, timeout=POLL, return_when=FIRST_COMPLETED)
            if stopped() and not told:
                told = True
                self.workers.stop()
            for future in done:
                path, then = self.pending.pop(future)
                try:
                    then(path, future.result())
                except WorldError as error:
                    self._refuse(path, error.faults)
        return self.faults

    def _solve(self, path: Path, read: _Read) -> None:
        if read.notices:
            aside().print(noted(_of(path, read.notices)))
        if read.round_ is None:
            self._refuse(path, read.faults)
            return
        self.read[path] = read
        self.pending[self.workers.solve(read.round_, self.effort)] = (path, self._finish)

    def _finish(self, path: Path, result: bytes) -> None:
        finished = self.pool.submit(_finish, self.read.pop(path), result, self.targets[path], self.version)
        self.pending[finished] = (path, self._tell)

    def _tell(self, path: Path, finished: _Finished) -> None:
        self._refuse(path, finished.faults)
        if finished.lines:
            out().print(f"{path.name}:", *finished.lines, sep="\n  ")

    def _refuse(self, path: Path, faults: Sequence[Fault]) -> None:
        self.faults += _of(path, faults)


def _of(path: Path, faults: Sequence[Fault]) -> list[Fault]:
    """Faults, each file named with its round."""
    return [replace(each, file=f"{path.name}: {each.file}" if each.file else path.name) for each in faults]


def _read(path: Path) -> _Read:
    """In a process of its own: a round's files."""
    try:
        intake = read_round(read_tables(path))
    except WorldError as error:
        return _Read(None, {}, (), error.faults)
    round_ = None if intake.round_ is None else to_bytes(intake.round_)
    return _Read(round_, intake.people, tuple(intake.notices), tuple(intake.faults))


def _finish(read: _Read, result: bytes, target: Path, version: str) -> _Finished:
    """In a process of its own: check what a worker found, say why, draw the papers, write the folder."""
    assert read.round_ is not None  # noqa: S101 - only such rounds are solved
    found = from_bytes(result, Result)
    try:
        answered = answer(from_bytes(read.round_, Round), read.people, found.effort, _Found(found))
        out_folder.write(target, out_files(answered, version))
    except WorldError as error:
        return _Finished((), error.faults)
    return _Finished(tuple(_told(answered)))


def _told(answered: Answer) -> Iterator[str]:
    """What came of one round of many, in a few lines; its result.json has the aims one by one."""
    yield from came_of(answered)
    result = answered.result
    proven = sum(aim.proven_by == "proven" for aim in result.aims)
    yield _("{proven} of {all} aims are at their best possible value, checked.").format(
        proven=proven, all=len(result.aims)
    )
    if result.stopped_by is not StoppedBy.DONE:
        yield why_stopped(result.stopped_by)


class _Found:
    """A solver that has found it already: what is believed of it is what the check confirms, as ever."""

    def __init__(self, result: Result) -> None:
        self.result = result

    def solve(
        self,
        _round: Round,
        _effort: Effort,
        _on_progress: Callable[[Progress], None],
        _cancelled: Callable[[], bool],
    ) -> Result:
        """As the port says, at once."""
        return self.result


@contextmanager
def _processes(most: int) -> Iterator[ProcessPoolExecutor]:
    """Processes to read and finish in: one a core, and no more than there are rounds."""
    with ProcessPoolExecutor(
        max(1, min(most, os.cpu_count() or 1)), multiprocessing.get_context("spawn"), _leave_ctrl_c
    ) as pool:
        try:
            yield pool
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_ctrl_c() -> None:
    """Ctrl+C at a terminal goes to every process of its group; it is the first one's to answer."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
