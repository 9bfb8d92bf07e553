"""`release`: the live book of a round folder, as a new folder in which some of it may move."""

from pathlib import Path

from allocation.errors import Fault, WorldError
from allocation.model import PlacementKind
from allocation.moving import Release, moving_round
from ui.commandline.rounds import round_at
from ui.commandline.terminal import out
from ui.spreadsheet.write_round import write_round
from ui.wording import _


def release(path: Path, folder: Path, wanted: Release) -> None:
    """Read, release, write the new folder, and say what is in it.

    Raises `WorldError`; nothing is written then.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorldError(Fault("folder_not_empty", value=str(folder)))
    round_, people = round_at(path)
    moving = moving_round(round_, wanted)
    try:
        write_round(moving, {each.package: people[each.package] for each in moving.packages}, folder)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(folder), facts=facts)) from None
    free = len({each.package for each in moving.placements if each.kind is PlacementKind.RELEASE})
    words = _("{free} of {all} packages with care may move. Written to {folder}; allocate that next.")
    out().print(words.format(free=free, all=len(moving.packages), folder=folder))
