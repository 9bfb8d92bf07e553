"""Faults on a terminal: each a sentence, file by file."""

import ast
from pathlib import Path

from allocation.errors import Fault
from tests.allocation.sample import package, visit
from ui.commandline import words


def test_faults_are_told_file_by_file() -> None:
    """A file's name stands once above its faults; row and column stand before each."""
    faults = [
        Fault("empty_cell", "visits.csv", 3, "minutes"),
        Fault("empty_cell", "visits.csv", 4, "days"),
        Fault("missing_file", "steps.csv", facts={"table": "steps"}),
    ]
    lines = words.told(faults).splitlines()
    assert lines[:1] + lines[3:4] == ["visits.csv:", "steps.csv:"]
    assert lines[1].startswith("  row 3, minutes: ")
    assert lines[2].startswith("  row 4, days: ")


def test_every_own_fault_has_a_sentence() -> None:
    """Each code that a file of the command line makes a fault of has a sentence there."""
    codes = set()
    for path in Path(words.__file__).parent.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Fault":
                assert isinstance(node.args[0], ast.Constant)
                codes.add(node.args[0].value)
    assert codes
    assert codes == set(words._own())


def test_faults_of_parts_are_told_once_or_with_their_part() -> None:
    """What all parts of a package have is told once; what one has, with the part, where there are several."""
    packages = {"P1": package("P1", visits=(visit(), visit(part=2)), split_allowed="A"), "P2": package("P2")}

    def lines(*parts: tuple[str, int, int]) -> list[str]:
        faults = [
            Fault("justice_order", facts={"package": name, "part": part, "provider": "avon", "step": step})
            for name, part, step in parts
        ]
        return words.told(words.by_part(faults, packages)).splitlines()

    assert [line.split(" could")[0] for line in lines(("P1", 1, 1), ("P1", 2, 1), ("P2", 1, 1))] == [
        "P1",
        "P2",
    ]
    assert [line.split(" could")[0] for line in lines(("P1", 2, 1))] == ["P1, part 2"]
    assert [line.split(" could")[0] for line in lines(("P1", 1, 1), ("P1", 2, 2))] == [
        "P1, part 1",
        "P1, part 2",
    ]
    missing = [Fault("valid_missing", facts={"package": "P1", "part": part}) for part in (1, 2)]
    assert len(words.by_part(missing, packages)) == 2
