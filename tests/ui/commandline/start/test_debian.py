"""Debian's packages are brought where Lotwise may, else the exact line is said."""

from pathlib import Path

import pytest

from ui.commandline.start import StartError, debian, screen


@pytest.fixture
def apt(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is all of PATH, with an apt-get that notes how it was called; gives the notes."""
    notes = tmp_path / "notes"
    _program(tmp_path / "apt-get", f'echo "$@" >> {notes}\necho fetched')
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(debian, "_root", lambda: True)
    return notes


def test_root_gets_the_packages(apt: Path, capfd: pytest.CaptureFixture[str]) -> None:
    """As root the lists are renewed, the packages installed, and the person told what and why."""
    debian.bring_or_tell(["libone1", "libtwo2"], "two libraries")
    assert apt.read_text().splitlines() == ["update", "install -y --no-install-recommends libone1 libtwo2"]
    assert "two libraries" in capfd.readouterr().err


def test_anybody_else_gets_the_line(apt: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the right to install nothing is run; the line can be pasted as it is."""
    monkeypatch.setattr(debian, "_root", lambda: False)
    with pytest.raises(StartError) as refused:
        debian.bring_or_tell(["libone1"], "a library")
    line = "    sudo apt-get install -y --no-install-recommends libone1"
    assert line in str(refused.value).splitlines()
    assert not apt.exists()


def test_a_failing_apt_is_quoted(apt: Path) -> None:
    """Where apt-get fails, its last words and the line to run are shown."""
    _program(apt.parent / "apt-get", "echo E: Unable to locate package libone1\nexit 100")
    with pytest.raises(StartError) as refused:
        debian.bring_or_tell(["libone1"], "a library")
    assert "E: Unable to locate package libone1" in str(refused.value)
    assert "apt-get install -y --no-install-recommends libone1" in str(refused.value)


def test_a_system_without_apt_hears_the_names(apt: Path) -> None:
    """On another Linux the packages are named as Debian calls them."""
    (apt.parent / "apt-get").unlink()
    with pytest.raises(StartError, match=r"package manager.*libone1 libtwo2"):
        debian.bring_or_tell(["libone1", "libtwo2"], "two libraries")


def test_only_missing_libraries_are_brought(apt: Path) -> None:
    """Libraries that load need no package; one that does not is brought."""
    screen.bring_libraries({"libc.so.6": "libc6", "libno-such-thing.so.7": "libnosuch7"})
    assert apt.read_text().splitlines()[-1].endswith("--no-install-recommends libnosuch7")


def _program(path: Path, words: str) -> None:
    path.write_text(f"#!/bin/sh\n{words}\n")
    path.chmod(0o755)
