"""The locks hold what pyproject.toml asks for, pinned and hashed, and name no registry."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-dask.lock")


def read_lock(path: Path) -> dict[str, list[str]]:
    """The lock's requirements, each with its hashes."""
    words = path.read_text(encoding="utf-8").replace("\\\n", " ")
    lines = [line for line in words.splitlines() if line and not line.lstrip().startswith("#")]
    return {
        line.partition(" --hash")[0].strip(): re.findall(r"--hash=sha256:([0-9a-f]{64})\b", line)
        for line in lines
    }


@pytest.mark.parametrize("name", LOCKS)
def test_every_line_is_pinned_and_hashed(name: str, root: Path) -> None:
    """Each requirement names one version and the hash of at least one wheel."""
    lock = read_lock(root / name)
    assert len(lock) > 30
    for requirement, hashes in lock.items():
        assert re.match(r"[a-z0-9-]+==[\w.]+( ;|$)", requirement), requirement
        assert hashes, requirement


@pytest.mark.parametrize("name", LOCKS)
def test_no_registry_is_named(name: str, root: Path) -> None:
    """The locks work with whatever registry or mirror a council uses: they name none."""
    assert not re.search(r"://|index-url|find-links", (root / name).read_text(encoding="utf-8"))


def test_each_lock_is_within_the_next(root: Path) -> None:
    """What is tested is what runs; what a cluster adds changes nothing else: same versions and hashes."""
    runtime, development, cluster = (read_lock(root / name) for name in LOCKS)
    assert runtime.items() <= cluster.items() <= development.items()


def test_the_locks_follow_the_project_file(root: Path) -> None:
    """Every dependency of pyproject.toml is locked, at a version that it allows."""
    project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = project["optional-dependencies"]
    wanted = dict(zip(LOCKS, (project["dependencies"], extras["test"], extras["dask"]), strict=True))
    for name, dependencies in wanted.items():
        locked = {Requirement(line).name: Requirement(line).specifier for line in read_lock(root / name)}
        for dependency in map(Requirement, dependencies):
            (pin,) = locked[canonicalize_name(dependency.name)]
            assert dependency.specifier.contains(pin.version), f"{name}: {dependency} has {pin}"
