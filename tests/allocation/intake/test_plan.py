"""plan.csv read back, whoever wrote it."""

import pytest

from allocation.intake.plan import PlanRead, read_plan
from allocation.intake.tables import Row, Table
from allocation.model import AwardKey, Plan, Round
from allocation.problem import build
from allocation.problem.waterfall import waterfall
from tests.workloads import council

HEADER = ("package", "part", "provider", "contract", "lot", "step")


@pytest.fixture(scope="module")
def round_() -> Round:
    """A council of ten packages, in lots with one provider each at step 1."""
    return council("A1", 2, packages=10, providers=12)[0]


def read(round_: Round, *rows: tuple[str, ...], header: tuple[str, ...] = HEADER) -> PlanRead:
    """Read rows of text as a plan."""
    table = Table("plan", "plan.csv", header, tuple(Row(n, row) for n, row in enumerate(rows, 2)))
    return read_plan(table, round_)


def told(found: PlanRead) -> list[tuple[str, int | None, str]]:
    """The faults as code, row and column."""
    return [(str(fault.code), fault.row, fault.column) for fault in found.faults]


def test_a_plan_comes_back_as_it_was(round_: Round) -> None:
    """Every row of a real plan is read as the award that it names."""
    problem = build(round_)
    plan = problem.plan(waterfall(problem))
    rows = [
        (
            each.package,
            str(each.part),
            each.award.provider,
            each.award.contract,
            each.award.lot,
            str(each.award.step),
        )
        if each.award
        else (each.package, str(each.part), "", "", "", "")
        for each in plan
    ]
    assert read(round_, *rows) == PlanRead(plan)


def test_one_award_alone_needs_no_more_than_its_provider(round_: Round) -> None:
    """Where a provider has one award, contract, lot and step may be left out, and so may the part."""
    found = read(round_, ("WH-0001", "PR02"), header=("package", "provider"))
    assert found.plan == Plan.of({("WH-0001", 1): AwardKey(1, "CAH", "Lot 2", "PR02")})


def test_an_award_that_is_not_meant_clearly_is_a_fault(round_: Round) -> None:
    """A provider without any award is asked for the contract."""
    assert told(read(round_, ("WH-0001", "1", "PR99", "", "", ""))) == [("empty_cell", 2, "contract")]
    assert told(read(round_, ("WH-0001", "1", "PR02", "CAH", "Lot 3", ""))) == [("empty_cell", 2, "step")]


def test_what_the_round_does_not_know_is_left_to_the_check(round_: Round) -> None:
    """An award, package or part of another round is read as it stands."""
    found = read(round_, ("ELSEWHERE", "7", "PR02", "CAH", "Lot 99", "4"))
    assert found.plan == Plan.of({("ELSEWHERE", 7): AwardKey(4, "CAH", "Lot 99", "PR02")})


def test_every_fault_is_told(round_: Round) -> None:
    """Unreadable cells, a package that is missing and a part that stands twice: each once."""
    found = read(
        round_,
        ("WH-0001", "one", "", "", "", ""),
        ("", "1", "", "", "", ""),
        ("WH-0002", "1", "", "", "", ""),
        ("WH-0002", "1", "PR02", "CAH", "Lot 2", "1"),
    )
    assert found.plan is None
    assert sorted(told(found), key=str) == [
        ("duplicate", 5, "part"),
        ("empty_cell", 3, "package"),
        ("not_whole", 2, "part"),
    ]


def test_the_columns_are_asked_for(round_: Round) -> None:
    """A table without packages or providers is no plan; one that only adds columns is."""
    assert ("missing_column", 1, "package") in told(read(round_, ("PR02",), header=("provider",)))
    assert ("missing_column", 1, "provider") in told(read(round_, ("WH-0001",), header=("package",)))
    found = read(round_, ("WH-0001", "", "mine"), header=("package", "provider", "note"))
    assert found.plan is not None
    assert [str(notice.code) for notice in found.notices] == ["unknown_column"]
