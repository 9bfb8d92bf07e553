"""Lotwise's environment is made once, is whole or not there, and is entered from every start."""

import os
import subprocess
import sys
from pathlib import Path

from tests.ui.commandline.start.conftest import Checkout
from ui.commandline.start.environment import places


def test_the_first_start_sets_up_and_goes_on(checkout: Checkout) -> None:
    """From a clean checkout the program runs inside its own environment, arguments untouched, and said so."""
    done = checkout.start("two words", "--é=*", WITH_ENSUREPIP="1")
    assert done.stdout.splitlines()[0] == f"{checkout.environment}|1.0|two words|--é=*", done.stderr
    assert str(checkout.environment) in done.stderr
    assert "ready after" in done.stderr


def test_the_second_start_does_not_pay_for_the_first(checkout: Checkout) -> None:
    """With a bare shelf nothing can be installed: the second start says nothing, loads no installer, runs."""
    checkout.start()
    for wheel in checkout.shelf.iterdir():
        wheel.unlink()
    done = checkout.start()
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [f"{checkout.environment}|1.0", "went on"]


def test_a_start_inside_the_environment_stays_there(checkout: Checkout) -> None:
    """Started with the environment's own Python, the same process goes on."""
    checkout.start()
    inner = checkout.environment / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run([inner, *checkout.command()[1:]], capture_output=True, text=True, encoding="utf-8")
    assert (done.stdout.splitlines()[0], done.stderr) == (f"{checkout.environment}|1.0", "")


def test_an_interrupted_installation_heals(checkout: Checkout) -> None:
    """An environment that never got its mark is made anew, whatever half of a library lies in it."""
    checkout.start()
    next(checkout.environment.glob("*.json")).unlink()
    (checkout.libraries / "tiny.py").write_text("VERSION = 'half'")
    (checkout.libraries / "left_over.py").touch()
    assert checkout.start().stdout.startswith(f"{checkout.environment}|1.0")
    assert not (checkout.libraries / "left_over.py").exists()


def test_without_a_connection_it_says_so_and_the_next_start_begins_again(checkout: Checkout) -> None:
    """Nothing to fetch from: plain words and exit code 3; with the library back, the next start succeeds."""
    nobody = {
        "PIP_NO_INDEX": "0",
        "PIP_FIND_LINKS": "",
        "PIP_INDEX_URL": "http://127.0.0.1:9",
        "PIP_RETRIES": "1",
    }
    failed = checkout.start(**nobody)
    assert failed.returncode == 3
    assert "The first start needs a connection" in failed.stderr
    assert "Traceback" not in failed.stderr
    assert checkout.start().returncode == 0


def test_a_system_without_ready_libraries_is_told_so(checkout: Checkout) -> None:
    """Where everything answers but no wheel fits, the sentence says which systems Lotwise runs on."""
    wheel = next(checkout.shelf.iterdir())
    wheel.rename(wheel.with_name("tiny-1.0-cp30-cp30-another_system.whl"))
    refused = checkout.start()
    assert refused.returncode == 3
    assert "glibc 2.34" in refused.stderr


def test_another_lock_means_another_environment(checkout: Checkout) -> None:
    """After an update of Lotwise its new libraries come, and the old ones are gone."""
    checkout.require("tiny-1.0", "former-1.0")
    checkout.start()
    assert (checkout.libraries / "former.py").exists()
    checkout.require("tiny-2.0")
    assert checkout.start().stdout.startswith(f"{checkout.environment}|2.0")
    assert not (checkout.libraries / "former.py").exists()


def test_line_ends_are_no_change(checkout: Checkout) -> None:
    """A lock that git checked out with Windows line ends is still the same lock."""
    checkout.start()
    checkout.lock.write_bytes(checkout.lock.read_bytes().replace(b"\n", b"\r\n"))
    assert checkout.start().stderr == ""


def test_a_moved_checkout_sets_up_again(checkout: Checkout, tmp_path: Path) -> None:
    """Virtual environments hold their own path, so that of a moved checkout is made anew."""
    checkout.start()
    moved = Checkout(checkout.root.rename(tmp_path / "moved"), checkout.shelf, checkout.variables)
    assert moved.start().stdout.splitlines() == [f"{moved.environment}|1.0", "went on"]
    assert str(moved.root) in (moved.environment / "pyvenv.cfg").read_text(encoding="utf-8")


def test_a_library_that_is_not_the_locked_one_is_refused(checkout: Checkout) -> None:
    """A wheel of the right name with other content is not installed."""
    wheel = next(checkout.shelf.iterdir())
    wheel.write_bytes(wheel.read_bytes() + b"PK")
    refused = checkout.start()
    assert refused.returncode == 3
    assert "not the one that Lotwise was tested with" in refused.stderr
    assert not (checkout.libraries / "tiny.py").exists()


def test_two_starts_at_once_set_up_once(checkout: Checkout) -> None:
    """Both go on inside the one environment; only one of them made it."""
    starts = [
        subprocess.Popen(
            checkout.command(str(number)),
            env=os.environ | checkout.variables,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )
        for number in (1, 2)
    ]
    answers = [start.communicate() for start in starts]
    assert [out.splitlines()[0] for out, _ in answers] == [f"{checkout.environment}|1.0|{n}" for n in (1, 2)]
    assert sum("sets up" in errors for _, errors in answers) == 1


def test_where_the_checkout_cannot_be_written_the_environment_goes_to_the_person(
    checkout: Checkout, home: Path
) -> None:
    """With `.venv` barred (by a file of that name), the environment stands in the person's data folder."""
    checkout.environment.touch()
    done = checkout.start()
    assert Path(done.stdout.partition("|")[0]).is_relative_to(home), done.stderr
    assert checkout.start().stderr == ""


def test_the_environment_goes_where_it_is_told(checkout: Checkout, tmp_path: Path) -> None:
    """The variable LOTWISE_ENVIRONMENT names the folder, and nothing is made elsewhere."""
    place = tmp_path / "else where"
    done = checkout.start(LOTWISE_ENVIRONMENT=str(place))
    assert done.stdout.startswith(f"{place}|1.0"), done.stderr
    assert not checkout.environment.exists()


def test_nowhere_to_write_is_said_plainly(checkout: Checkout, tmp_path: Path) -> None:
    """Where no place can be written, one sentence names the places and the way out."""
    (tmp_path / "file").touch()
    refused = checkout.start(LOTWISE_ENVIRONMENT=str(tmp_path / "file"))
    assert refused.returncode == 3
    assert str(tmp_path / "file") in refused.stderr
    assert "LOTWISE_ENVIRONMENT" in refused.stderr


def test_another_environment_that_satisfies_the_lock_is_used(checkout: Checkout, tmp_path: Path) -> None:
    """Started inside an environment of somebody's own that has all libraries, Lotwise makes none."""
    theirs = tmp_path / "theirs"
    checkout.start(LOTWISE_ENVIRONMENT=str(theirs))
    next(theirs.glob("*.json")).unlink()
    for_others = "elsewhere==9.9 ; sys_platform == 'another' \\\n    --hash=sha256:00\n"
    checkout.lock.write_text(checkout.lock.read_text(encoding="utf-8") + for_others, encoding="utf-8")
    inner = theirs / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run([inner, *checkout.command()[1:]], capture_output=True, text=True, encoding="utf-8")
    assert done.stdout.splitlines() == [f"{theirs}|1.0", "went on"], done.stderr
    assert not checkout.environment.exists()


def test_another_environment_that_lacks_a_library_is_left_alone(checkout: Checkout, tmp_path: Path) -> None:
    """Started inside an environment with another version, Lotwise makes its own and leaves that one alone."""
    theirs = tmp_path / "theirs"
    checkout.start(LOTWISE_ENVIRONMENT=str(theirs))
    next(theirs.glob("*.json")).unlink()
    checkout.require("tiny-2.0")
    inner = theirs / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")
    done = subprocess.run(
        [inner, *checkout.command()[1:]],
        env=os.environ | checkout.variables,
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.stdout.startswith(f"{checkout.environment}|2.0"), done.stderr
    assert "1.0" in next(theirs.glob("lib/python3*/site-packages/tiny.py")).read_text()


def test_nothing_from_outside_reaches_into_the_environment(checkout: Checkout, tmp_path: Path) -> None:
    """A library of the same name on PYTHONPATH is neither taken for the locked one nor run in its place."""
    (tmp_path / "tiny.py").write_text("VERSION = 'theirs'")
    assert checkout.start(PYTHONPATH=str(tmp_path)).stdout.startswith(f"{checkout.environment}|1.0")


def test_a_copy_without_its_lock_says_so(checkout: Checkout) -> None:
    """A checkout that lost its lock is named as not whole."""
    checkout.lock.unlink()
    refused = checkout.start()
    assert refused.returncode == 3
    assert "not a whole copy" in refused.stderr


def test_nobody_without_a_home_still_has_a_place(tmp_path: Path) -> None:
    """With every variable unset, the checkout comes first and no place depends on the working directory."""
    found = list(places(tmp_path, {}))
    assert found[0] == tmp_path / ".venv"
    assert all(place.is_absolute() for place in found)
