"""Where the database is: as given, or in the person's own data folder; never on a shared or synced drive.

SQLite's locks do not hold across a network (sqlite.org/howtocorrupt, section 2), and programs that sync
folders copy files while they change.
"""

import os
import sys
from pathlib import Path

from sqlalchemy import URL, make_url
from sqlalchemy.exc import ArgumentError

from allocation.errors import Fault, WorldError

VARIABLE = "LOTWISE_DATABASE"
"""The environment's word for the database: a path, or a URL."""

_SYNCED = (
    "onedrive",
    "dropbox",
    "google drive",
    "googledrive",
    "icloud",
    "nextcloud",
    "owncloud",
    "box sync",
)
_SYNC_MARKS = (".dropbox", ".dropbox.cache", ".owncloudsync.log", ".sync_journal.db", ".stfolder")
_NETWORK = {
    *("9p", "afpfs", "afs", "ceph", "cifs", "davfs", "fuse.davfs", "fuse.gvfsd-fuse", "fuse.rclone"),
    *("fuse.sshfs", "glusterfs", "lustre", "ncpfs", "nfs", "nfs4", "smb2", "smb3", "smbfs"),
}


def database_url(given: str | None = None) -> URL:
    """The database to open: `given`, else the environment's, else a file in the data folder.

    Raises `WorldError`: `database_url` (a URL of no known kind),
    `database_shared` (a place that is not safe).
    """
    given = given or os.environ.get(VARIABLE)
    if given is None:
        return _of_file(default_file())
    if "://" not in given:
        return _of_file(Path(given))
    try:
        url = make_url(given)
    except ArgumentError:
        raise WorldError(Fault("database_url", expected="sqlite:///file, postgresql://host/name")) from None
    if url.get_backend_name() == "postgresql":
        return url.set(drivername="postgresql+psycopg")  # the one driver that is here
    if url.get_backend_name() != "sqlite" or not url.database:
        raise WorldError(Fault("database_url", expected="sqlite:///file, postgresql://host/name"))
    return _of_file(Path(url.database))


def default_file() -> Path:
    """The file in the person's own data folder."""
    from platformdirs import user_data_path

    return user_data_path("lotwise", appauthor=False) / "lotwise.db"


def _of_file(file: Path) -> URL:
    file = file.expanduser().resolve()
    why = unsafe(file.parent)
    if why:
        raise WorldError(Fault("database_shared", value=str(file), facts={"why": why}))
    return URL.create("sqlite", database=str(file))


def unsafe(folder: Path, mounts: Path = Path("/proc/mounts")) -> str:
    """Why a folder is not safe for a database (`synced` or `network`), or nothing.

    The folder need not be there yet.
    """
    lineage = [folder, *folder.parents]
    if str(folder).startswith(("\\\\", "//")):
        return "network"
    if any(part.casefold().startswith(_SYNCED) for part in folder.parts):
        return "synced"
    if any((parent / mark).exists() for parent in lineage for mark in _SYNC_MARKS):
        return "synced"
    if sys.platform == "win32":
        return _on_windows(folder)
    return _by_mount(lineage, mounts)


def _by_mount(lineage: list[Path], mounts: Path) -> str:
    """Linux: the file system of the nearest mount point above."""
    try:
        lines = [line.split() for line in mounts.read_text(encoding="utf-8", errors="replace").splitlines()]
    except OSError:
        return ""
    kinds = {fields[1].replace("\\040", " "): fields[2] for fields in lines if len(fields) > 2}
    kind = next((kinds[str(each)] for each in lineage if str(each) in kinds), "")
    return "network" if kind in _NETWORK else ""


def _on_windows(folder: Path) -> str:
    """Windows: a drive letter that stands for a share (GetDriveTypeW gives 4, DRIVE_REMOTE)."""
    import ctypes

    remote = 4
    kind = ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\")  # type: ignore[attr-defined, unused-ignore]
    return "network" if kind == remote else ""
