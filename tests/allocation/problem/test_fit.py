"""What fits nowhere is left out, and nothing else."""

from hypothesis import HealthCheck, assume, given, settings

from allocation.model import CapacityRow, Round
from allocation.problem import build
from allocation.problem.fit import without_misfits
from tests.allocation.engine.brute import plans, size
from tests.allocation.rounds import open_pins, rounds
from tests.allocation.sample import award, package, round_of, visit


@settings(max_examples=150, suppress_health_check=[HealthCheck.filter_too_much])
@given(rounds(most_packages=5) | open_pins(most_packages=4))
def test_no_valid_plan_is_lost(round_: Round) -> None:
    """With and without the options that fit nowhere there are the same valid plans."""
    whole = build(round_)
    assume(size(whole) <= 5_000)
    fewer = without_misfits(whole)
    assert {fewer.plan(chosen) for chosen in plans(fewer)} == {whole.plan(chosen) for chosen in plans(whole)}


def test_what_is_larger_than_the_room_is_left_out() -> None:
    """Of two providers one has too little room for the package; of neither has the other package any left."""
    round_ = round_of(
        packages=(package("P1"), package("P2", visits=(visit(300),))),
        awards=(award(), award("bourne")),
        capacity=(CapacityRow("avon", 60), CapacityRow("bourne", 600)),
    )
    parts = without_misfits(build(round_)).parts
    assert [[option.award.provider for option in part.options] for part in parts] == [["bourne"], []]
