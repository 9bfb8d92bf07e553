"""`release`: the live book of a round folder, as a new folder in which some of it may move."""

from pathlib import Path

from allocation.model import PlacementKind
from allocation.moving import Release, moving_round
from ui.commandline.new_folder import may_make, write_folder
from ui.commandline.rounds import round_at
from ui.commandline.terminal import out
from ui.wording import _


def release(path: Path, folder: Path, wanted: Release) -> None:
    """Read, release, write the new folder, and say what is in it.

    Raises `WorldError`; nothing is written then.
    """
    may_make(folder)
    round_, people = round_at(path)
    moving = moving_round(round_, wanted)
    write_folder(moving, {each.package: people[each.package] for each in moving.packages}, folder)
    free = len({each.package for each in moving.placements if each.kind is PlacementKind.RELEASE})
    words = _("{free} of {all} packages with care may move. Written to {folder}; allocate that next.")
    out().print(words.format(free=free, all=len(moving.packages), folder=folder))
