"""An out folder that is whole or not there: written beside its place, then given its name."""

import os
import shutil
import tempfile
from collections.abc import Mapping
from pathlib import Path

from allocation.errors import Fault, WorldError

OURS = frozenset(
    (
        "plan.csv",
        "reasons.csv",
        "result.json",
        "certificate.json",
        "allocation-records.pdf",
        "provider-confirmations.pdf",
        "round-summary.pdf",
        "moves.csv",
        "book-summary.pdf",
    )
)
"""The names of an out folder's files."""


def may_write(out: Path) -> None:
    """Raise `WorldError` where anything but an earlier out folder has the name, or nothing can be written."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        raise WorldError(Fault("out_taken", value=str(out)))
    if out.is_dir():
        names = {each.name for each in out.iterdir()}
        if names - OURS or (names and "plan.csv" not in names):
            other = min(names - OURS, default=min(names))
            raise WorldError(Fault("out_not_ours", value=str(out), facts={"other": other}))
    beside = next(each for each in out.absolute().parents if each.exists())
    if not beside.is_dir() or not os.access(beside, os.W_OK | os.X_OK):
        raise WorldError(Fault("out_not_writable", value=str(out), facts={"folder": str(beside)}))


def write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write all files, or leave everything as it was.

    Raises `WorldError` as `may_write` does, and where the disk refuses.
    """
    may_write(out)
    target = out.absolute()
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = Path(tempfile.mkdtemp(prefix=f".{target.name}-", dir=target.parent))
        try:
            _fill(beside / "new", files)
            if target.exists():
                target.rename(beside / "old")
            (beside / "new").rename(target)
        finally:
            if not target.exists() and (beside / "old").exists():
                (beside / "old").rename(target)
            shutil.rmtree(beside, ignore_errors=True)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(out), facts=facts)) from None


def _fill(folder: Path, files: Mapping[str, bytes]) -> None:
    folder.mkdir()
    for name, data in files.items():
        with (folder / name).open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
