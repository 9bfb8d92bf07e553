"""The out folder is there whole or not at all, and nothing else is ever overwritten."""

from pathlib import Path

import pytest

from allocation.errors import WorldError
from ui.commandline.out_folder import OURS, may_write, write

FILES = dict.fromkeys(sorted(OURS), b"one")


def code_of(out: Path) -> str:
    """The code of the fault that refuses this folder."""
    with pytest.raises(WorldError) as refused:
        may_write(out)
    return refused.value.faults[0].code


def test_writes_a_new_folder_and_its_parents(tmp_path: Path) -> None:
    """All files stand under their names, and nothing beside the folder."""
    out = tmp_path / "week 23" / "out"
    write(out, FILES)
    assert {path.name: path.read_bytes() for path in out.iterdir()} == FILES
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_replaces_an_earlier_answer_whole(tmp_path: Path) -> None:
    """No file of the earlier answer is left."""
    out = tmp_path / "out"
    write(out, FILES)
    write(out, {"plan.csv": b"two"})
    assert {path.name: path.read_bytes() for path in out.iterdir()} == {"plan.csv": b"two"}
    assert [path.name for path in tmp_path.iterdir()] == ["out"]


def test_an_empty_folder_may_be_filled(tmp_path: Path) -> None:
    """A folder made for the answer is as good as none."""
    (tmp_path / "out").mkdir()
    write(tmp_path / "out", FILES)
    assert len(list((tmp_path / "out").iterdir())) == len(FILES)


def test_leaves_anything_else_alone(tmp_path: Path) -> None:
    """A folder with one other file, a file, a link and a folder of only some of our names are refused."""
    mixed = tmp_path / "mixed"
    write(mixed, FILES)
    (mixed / "notes.txt").touch()
    assert code_of(mixed) == "out_not_ours"
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "file") == "out_taken"
    (tmp_path / "link").symlink_to(mixed, target_is_directory=True)
    assert code_of(tmp_path / "link") == "out_taken"
    (tmp_path / "some").mkdir()
    (tmp_path / "some" / "result.json").touch()
    assert code_of(tmp_path / "some") == "out_not_ours"
    with pytest.raises(WorldError):
        write(mixed, FILES)
    assert (mixed / "notes.txt").exists()


def test_a_parent_that_is_a_file_is_told(tmp_path: Path) -> None:
    """An answer cannot stand under a file."""
    (tmp_path / "file").touch()
    assert code_of(tmp_path / "file" / "out") == "out_not_writable"


def test_what_cannot_be_written_leaves_the_earlier_answer(tmp_path: Path) -> None:
    """A name that the disk refuses ends in a fault; the earlier answer stands, nothing is left beside it."""
    out = tmp_path / "out"
    write(out, FILES)
    with pytest.raises(WorldError) as refused:
        write(out, {"plan.csv": b"two", "x" * 300: b"too long a name"})
    assert refused.value.faults[0].code == "out_failed"
    assert {path.name: path.read_bytes() for path in out.iterdir()} == FILES
    assert [path.name for path in tmp_path.iterdir()] == ["out"]
