"""The README's test command runs every kind of check in order and stops at the first that fails."""

from pathlib import Path

import pytest

from ui.commandline.start import checks

SETTINGS = """
[tool.ruff]
line-length = 80
[tool.mypy]
files = ["trade", "tests"]
[tool.pytest.ini_options]
pythonpath = ["."]
[tool.importlinter]
root_package = "trade"
[[tool.importlinter.contracts]]
name = "rules know no plans"
type = "forbidden"
source_modules = ["trade.rules"]
forbidden_modules = ["trade.plans"]
"""
GOOD = {
    "pyproject.toml": SETTINGS,
    "trade/__init__.py": "",
    "trade/plans.py": "ROOM = 1\n",
    "trade/rules.py": "SHARE = 2\n",
    "tests/test_trade.py": (
        "def test_one() -> None:\n    assert True\n\n\ndef test_two() -> None:\n    assert True\n"
    ),
}
BROKEN = {
    "format": {"trade/rules.py": "SHARE=2\n"},
    "lint": {"trade/rules.py": "import os\n"},
    "types": {"trade/rules.py": 'SHARE: int = "2"\n'},
    "imports": {"trade/rules.py": "from trade import plans\n\nSHARE = plans.ROOM\n"},
    "tests": {"tests/test_trade.py": "def test_one() -> None:\n    assert not 1\n"},
}


def _project(folder: Path, files: dict[str, str]) -> Path:
    for name, words in files.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(words, encoding="utf-8")
    return folder


def test_a_good_project_passes_and_pytest_gets_the_arguments(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """All kinds pass; the arguments choose one of two tests; the last line is pytest's summary."""
    assert checks.test(_project(tmp_path, GOOD), ["-q", "-k", "one"]) == 0
    assert capfd.readouterr().out.splitlines()[-1].startswith("1 passed, 1 deselected")


@pytest.mark.parametrize("kind", BROKEN)
def test_the_first_kind_that_fails_ends_it(
    kind: str, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    """A project that is wrong in one way fails by that kind, and no later kind is run."""
    assert checks.test(_project(tmp_path, GOOD | BROKEN[kind]), ["-q"]) != 0
    begun = [line for line in capfd.readouterr().out.splitlines() if line.startswith("== ")]
    assert begun == [f"== {name}" for name in list(BROKEN)[: list(BROKEN).index(kind) + 1]]


def test_format_mends_what_the_checks_would_refuse(tmp_path: Path) -> None:
    """After `format` an untidy project passes the checks of format and lint."""
    project = _project(tmp_path, GOOD | {"trade/rules.py": "import os\nSHARE=2\n"})
    assert checks.format_code(project) == 0
    assert checks.test(project, ["-q"]) == 0
