"""Values check themselves when they are built."""

from dataclasses import replace
from datetime import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allocation.model import (
    Area,
    CapacityRow,
    Placed,
    Plan,
    Policy,
    Priority,
    Provider,
    Step,
    Visit,
    Weekday,
)
from tests.allocation.sample import award, package, round_of, visit


@pytest.mark.parametrize(
    "changes",
    [
        {"minutes": 0},
        {"times": 0, "days": ()},
        {"times": 8, "days": ()},
        {"times": 2, "days": (Weekday.MONDAY,)},
        {"times": 2, "days": (Weekday.TUESDAY, Weekday.MONDAY)},
        {"workers": 3},
        {"part": 0},
    ],
)
def test_a_visit_that_cannot_be_is_refused(changes: dict[str, Any]) -> None:
    """Minutes, days, workers and parts have their bounds."""
    with pytest.raises(ValueError, match=r"."):
        replace(visit(), **changes)


def test_staff_minutes() -> None:
    """Minutes times days times care workers."""
    double = Visit(minutes=45, times=3, band=None, workers=2, start=time(9), time_critical="medication")
    assert double.staff_minutes == 270
    assert double.staff_minutes_on((Weekday.MONDAY, Weekday.SUNDAY)) == 180
    assert package(visits=(double, visit())).staff_minutes == 270 + 210


def test_parts_need_somebody_who_allowed_joint_working() -> None:
    """Two parts without a name are refused; with one they stand in order."""
    visits = (visit(part=2), visit(20), visit(10))
    with pytest.raises(ValueError, match="joint working"):
        package(visits=visits)
    parts = package(visits=visits, split_allowed="A Person").parts
    assert [(part.number, part.staff_minutes) for part in parts] == [(1, 210), (2, 210)]


@given(st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_parts_cover_every_visit_once(numbers: list[int]) -> None:
    """However visits are shared out, the parts together have each of them, and each once."""
    visits = tuple(visit(10 + place, part=number) for place, number in enumerate(numbers))
    parts = package(visits=visits, split_allowed="A Person").parts
    assert [part.number for part in parts] == sorted(set(numbers))
    assert sorted(each.minutes for part in parts for each in part.visits) == [each.minutes for each in visits]
    assert all(each.part == part.number for part in parts for each in part.visits)


@pytest.mark.parametrize(
    ("postcode", "sector"), [("EH49 6QW", "EH49 6"), ("EH49 6", "EH49 6"), ("EH49", "EH49"), (None, "A")]
)
def test_sectors(postcode: str | None, sector: str) -> None:
    """The postcode's sector, or the area where there is none."""
    assert package(postcode=postcode).sector == sector


def test_a_round_knows_all_that_it_names() -> None:
    """Duplicate keys and unknown names are refused."""
    round_ = round_of()
    for changes in (
        {"areas": (Area("A"),), "packages": (package(), package())},
        {"capacity": (CapacityRow("nobody", 1),)},
        {"awards": (award(step=3),)},
        {"awards": (award(provider="nobody"),)},
    ):
        with pytest.raises(ValueError, match=r"."):
            replace(round_, **changes)


def test_a_plan_names_each_part_once() -> None:
    """Sorted, without doubles; moving a part makes another plan."""
    with pytest.raises(ValueError, match="each part once"):
        Plan((Placed("P1", 1, None), Placed("P1", 1, None)))
    plan = Plan.of({("P2", 1): None, ("P1", 1): None})
    assert [each.package for each in plan] == ["P1", "P2"]
    assert plan.moved("P1", 1, award().key).awards["P1", 1] == award().key
    with pytest.raises(KeyError):
        plan.moved("P3", 1, None)


def test_a_policy_may_reorder_only_the_last_aims() -> None:
    """Aims 1 to 5 always lead."""
    assert Policy(aims=("score", "pairs")).aims == ("score", "pairs")
    for aims in (("placed_critical",), ("score", "score")):
        with pytest.raises(ValueError, match="aims"):
            Policy(aims=aims)
    with pytest.raises(ValueError, match="day"):
        Policy(promote_after_days=0)
    with pytest.raises(ValueError, match="week"):
        Policy(share_weeks=0)
    with pytest.raises(ValueError, match="ceiling"):
        Policy(budget_ceiling=-1)


def test_grades_quality_shares_and_weights_have_bounds() -> None:
    """Figures outside their scale are refused."""
    for wrong in (
        lambda: Provider("p", "P", grade=7),
        lambda: Provider("p", "P", quality_hundredths=10_001),
        lambda: award(max_share=10_001),
        lambda: award(rate=-1),
        lambda: Step("C", 0, "None"),
        lambda: Step("C", 1, "One", cost_weight=0),
        lambda: CapacityRow("p", -1),
        lambda: CapacityRow("p", 1, workers=1),
    ):
        with pytest.raises(ValueError, match=r"."):
            wrong()


def test_priorities_are_in_order() -> None:
    """Critical first, low last."""
    assert [priority.order for priority in Priority] == [0, 1, 2, 3]
