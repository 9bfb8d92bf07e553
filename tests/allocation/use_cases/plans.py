"""What tests of rounds ask of a plan, and how they issue it."""

import pytest

from allocation.errors import WorldError
from allocation.model import AwardKey
from allocation.use_cases import (
    issuing,
    moves,
    records,
)
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.desks import PlainPaper, try_move


def placed(view: RoundView, *, authority: bool = False) -> list[str]:
    """Packages that the plan places, whose step needs no authority (or does)."""
    packages = sorted({each.package for each in view.plan if each.award is not None})
    return [each for each in packages if bool(moves.needing_authority(view, each)) == authority]


def issue(desk: Desk, view: RoundView, *packages: str) -> issuing.Issued:
    """Issue packages of a plan as it stands."""
    return issuing.issue(desk, view.id, view.version, packages, PlainPaper())


def codes(refusal: pytest.ExceptionInfo[WorldError]) -> set[str]:
    """The codes of what was refused with."""
    return {fault.code for fault in refusal.value.faults}


def record_id(desk: Desk, number: str) -> str:
    """The id of the record with this number."""
    return next(row.id for row in records.records(desk).rows if row.number == number)


def elsewhere(view: RoundView, package: str) -> AwardKey:
    """An award that could take the package validly, and has not."""
    part = next(each for each in view.problem.parts if each.part.package == package)
    now = view.plan.awards[part.key]
    return next(
        option.award
        for option in part.options
        if option.award != now and try_move(view, package, part.part.number, option.award).valid
    )


def movable(view: RoundView) -> str:
    """A placed package that could also be elsewhere."""
    for package in placed(view):
        try:
            elsewhere(view, package)
        except StopIteration:
            continue
        return package
    raise AssertionError("nothing can be moved")
