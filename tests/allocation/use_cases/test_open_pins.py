"""A pin that leaves its provider a choice of awards, from the file to the issued record."""

from dataclasses import replace

import pytest

from allocation.engine import solve
from allocation.model import Award, Effort, Placement, PlacementKind, Round
from allocation.problem import build
from allocation.record.decisions import decided
from allocation.use_cases import issuing, records, rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from tests.desks import PlainPaper, bring_in, small_council, solve_round


def _with_a_choice() -> tuple[Round, Placement, list[Award]]:
    """A council in which one package is fixed with a provider that may have it at two steps of one lot."""
    round_, _people = small_council()
    round_ = replace(round_, contracts=tuple(replace(each, batch=True) for each in round_.contracts))
    part = next(part for part in build(round_).parts if len(part.options) > 1)
    first = next(each for each in round_.awards if each.key == part.options[0].award)
    steps = sorted(each.number for each in round_.steps if each.contract == first.contract)
    second = replace(first, step=next(step for step in steps if step > first.step), rate=first.rate + 100)
    placed = Placement(
        part.part.package, first.provider, PlacementKind.PIN, reason="Knows her", authorised_by="A Person"
    )
    awards = sorted((*round_.awards, second), key=lambda each: each.key)
    placements = sorted((*round_.placements, placed), key=lambda each: (each.package, each.part or 0))
    changed = replace(round_, awards=tuple(awards), placements=tuple(placements))
    return changed, placed, [first, second]


def _at(view: RoundView, pin: Placement) -> object:
    return view.plan.awards[pin.package, 1]


def test_from_the_file_to_the_record(empty: Desk) -> None:
    """It stands before anything is solved, is solved and issued where it stands, and the record names who
    fixed it.
    """
    round_, pin, awards = _with_a_choice()
    bring_in(empty, round_, small_council()[1])
    frozen = rounds.freeze_round(empty)
    assert frozen.problem.parts != frozen.problem.free
    assert _at(frozen, pin) in {each.key for each in awards}
    assert not [fault for fault in frozen.verdict.faults if fault.code.startswith("valid_")]
    view = solve_round(empty, frozen.id)
    assert view.verdict.justified
    assert _at(view, pin) in {each.key for each in awards}
    assert pin.package in {package.package for package, _ in decided(view.problem, view.plan)}
    assert issuing.issue(empty, view.id, view.version, [pin.package], PlainPaper()).numbers
    assert records.records(empty).total == 1


@pytest.mark.parametrize("work", [1, 400])
def test_the_engine_may_be_cut_anywhere(work: int) -> None:
    """However little it may do, the pin is kept and bounds are given."""
    round_, pin, awards = _with_a_choice()
    result = solve(round_, Effort(work=work))
    assert result.plan.awards[pin.package, 1] in {each.key for each in awards}
    if work > 1:
        assert all(aim.bound is not None for aim in result.aims)
