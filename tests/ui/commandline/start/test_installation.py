"""The environment can be made with whatever pip the machine has, and development tools are added to it."""

import pytest

from tests.ui.commandline.start.conftest import Checkout
from ui.commandline.start import CLUSTER_LOCK, DEVELOPMENT_LOCK, StartError, debian, installation, mark


@pytest.fixture
def pip_sees_the_shelf(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let a pip that this process starts see the checkout's shelf only."""
    for name, value in checkout.variables.items():
        monkeypatch.setenv(name, value)


@pytest.mark.usefixtures("pip_sees_the_shelf")
def test_without_ensurepip_the_running_pip_does_it(
    checkout: Checkout, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Debian's Python has no ensurepip; where it has a pip, the environment is made all the same."""
    monkeypatch.setattr(installation, "_has_ensurepip", lambda: False)
    made = installation.make(checkout.root, checkout.lock, checkout.environment)
    assert mark.is_ready(made, checkout.lock)
    assert (checkout.libraries / "tiny.py").exists()
    assert not (checkout.libraries / "pip").exists()


def test_without_any_pip_it_names_the_package(checkout: Checkout, monkeypatch: pytest.MonkeyPatch) -> None:
    """With neither ensurepip nor pip, and no right to install, the line is said and nothing is begun."""
    monkeypatch.setattr(installation, "_has_ensurepip", lambda: False)
    monkeypatch.setattr(installation, "_has_pip", lambda: False)
    monkeypatch.setattr(debian, "_root", lambda: False)
    monkeypatch.setattr("shutil.which", lambda _: "/usr/bin/apt-get")
    with pytest.raises(StartError, match=r"sudo apt-get install .*python3\.\d+-venv"):
        installation.make(checkout.root, checkout.lock, checkout.environment)
    assert not checkout.environment.exists()


@pytest.mark.usefixtures("pip_sees_the_shelf")
def test_development_tools_are_added_to_a_finished_environment(checkout: Checkout) -> None:
    """The development lock adds to the runtime environment, and both locks are then satisfied."""
    folder = installation.make(checkout.root, checkout.lock, checkout.environment)
    (checkout.libraries / "kept.py").touch()
    development = checkout.root / DEVELOPMENT_LOCK
    checkout.require("tiny-1.0", "tool-1.0", lock=development.name)
    installation.make(checkout.root, development, folder)
    assert mark.is_ready(folder, checkout.lock)
    assert mark.is_ready(folder, development)
    assert (checkout.libraries / "tool.py").exists()
    assert (checkout.libraries / "kept.py").exists()


@pytest.mark.usefixtures("pip_sees_the_shelf")
def test_a_cluster_adds_dask_and_takes_nothing_away(checkout: Checkout) -> None:
    """Its lock adds to the runtime environment; one that has the development tools keeps them, and its mark
    says so, so that no command undoes what another set up.
    """
    folder = installation.make(checkout.root, checkout.lock, checkout.environment)
    cluster, development = checkout.root / CLUSTER_LOCK, checkout.root / DEVELOPMENT_LOCK
    checkout.require("tiny-1.0", "daskish-1.0", lock=cluster.name)
    installation.make(checkout.root, cluster, folder)
    assert mark.is_ready(folder, checkout.lock)
    assert mark.is_ready(folder, cluster)
    assert (checkout.libraries / "daskish.py").exists()
    checkout.require("tiny-1.0", "daskish-1.0", "tool-1.0", lock=development.name)
    installation.make(checkout.root, development, folder)
    assert all(mark.is_ready(folder, lock) for lock in (checkout.lock, cluster, development))
    checkout.require("tiny-1.0", "daskish-1.1", lock=cluster.name)
    installation.make(checkout.root, cluster, folder)
    assert all(mark.is_ready(folder, lock) for lock in (checkout.lock, cluster, development))
