"""The councils that are shipped in `resources/examples`, and the command that makes them again.

    python -m tests.workloads.examples

A test holds the files to what this would write.
"""

from collections.abc import Callable
from pathlib import Path

from allocation.model import Nation, Person, Policy, Round
from tests.workloads.council import council
from ui.spreadsheet.write_round import write_round

EXAMPLES: dict[str, Callable[[], tuple[Round, dict[str, Person]]]] = {
    "westhaven": lambda: council("A1", 2026, packages=130, providers=20, supply=0.82, live=24),
    "inverbrae": lambda: council("A2", 2026, packages=96, providers=18, supply=0.78, live=15),
    "hartshire": lambda: council(
        "A8", 2026, packages=150, providers=20, supply=0.85, live=30, policy=Policy(nation=Nation.ENGLAND)
    ),
}
FOLDER = Path(__file__).parents[2] / "resources" / "examples"


def write(folder: Path) -> None:
    """Write every example's round folder."""
    for name, make in EXAMPLES.items():
        write_round(*make(), folder / name)


if __name__ == "__main__":
    write(FOLDER)
