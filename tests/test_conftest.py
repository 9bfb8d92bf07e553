"""The net under every test catches what it is for."""

from pathlib import Path

import pytest

pytest_plugins = ["pytester"]

WRONG = {
    "a warning": """
        import warnings
        def test(): warnings.warn("old", DeprecationWarning)
    """,
    "a line in the log": """
        import logging
        def test(): logging.getLogger("somewhere").warning("odd")
    """,
    "a message from Qt": """
        from PySide6.QtCore import qWarning
        def test(): qWarning("odd")
    """,
    "a thread left running": """
        import threading
        stop = threading.Event()
        def test(): threading.Thread(target=stop.wait, args=(10,)).start()
        def teardown_module(): stop.set()
    """,
    "an expected failure that passes": """
        import pytest
        @pytest.mark.xfail
        def test(): pass
    """,
    "a mark nobody declared": """
        import pytest
        @pytest.mark.slwo
        def test(): pass
    """,
}


@pytest.mark.parametrize("source", WRONG.values(), ids=WRONG)
def test_a_careless_test_fails(source: str, pytester: pytest.Pytester, root: Path) -> None:
    """Each kind of carelessness, alone in an otherwise passing test, makes the run fail."""
    result = _run(pytester, root, source)
    outcomes = result.parseoutcomes()
    assert outcomes.get("failed", 0) + outcomes.get("errors", 0) == 1, result.outlines


def test_a_careful_test_passes(pytester: pytest.Pytester, root: Path) -> None:
    """The same net lets through a test that does nothing wrong, with a home of its own and no screen."""
    result = _run(
        pytester,
        root,
        """
        import os
        from pathlib import Path
        def test_one(home):
            assert os.environ["QT_QPA_PLATFORM"] == "offscreen"
            assert Path.home() == home
            assert not list(home.iterdir())
            (home / "left").touch()
        def test_two(home):
            assert not list(home.iterdir())
        """,
    )
    result.assert_outcomes(passed=2)


def test_the_real_home_is_out_of_reach(home: Path) -> None:
    """Nothing that asks for a person's folders is sent outside this test's own home."""
    import platformdirs

    folders = (platformdirs.user_data_path("lotwise"), platformdirs.user_config_path("lotwise"), Path.home())
    assert all(folder.is_relative_to(home) for folder in folders)


def _run(pytester: pytest.Pytester, root: Path, source: str) -> pytest.RunResult:
    pytester.makepyfile(source)
    pytester.makeconftest((root / "tests" / "conftest.py").read_text(encoding="utf-8"))
    (pytester.path / "pyproject.toml").write_bytes((root / "pyproject.toml").read_bytes())
    return pytester.runpytest_subprocess("-p", "no:cacheprovider", pytester.path)
