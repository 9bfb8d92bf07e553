"""What a release lets go, what it leaves alone, and what the round then says of contracts and suspensions."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation.errors import WorldError
from allocation.model import Package, Placement, PlacementKind, Round
from allocation.moving import Release, Why, moving_round
from tests.allocation.sample import DAY, award, package, round_of

LATER = DAY + timedelta(30)


def _book() -> Round:
    """Three with avon, one with bute, one offered to avon, one waiting."""
    packages = tuple(package(f"P{n}", wanted_start=date(2024, 1, 1)) for n in range(6))
    placements = (
        Placement("P0", "avon", PlacementKind.LIVE, contract="C", lot="L"),
        Placement("P1", "avon", PlacementKind.LIVE),
        Placement("P2", "avon", PlacementKind.LIVE, lot="L"),
        Placement("P3", "bute", PlacementKind.LIVE, contract="C", lot="L"),
        Placement("P4", "avon", PlacementKind.HELD, contract="C", lot="L"),
    )
    return round_of(packages=packages, awards=(award("avon"), award("bute")), placements=placements)


def _free(round_: Round) -> list[str]:
    return [each.package for each in round_.placements if each.kind is PlacementKind.RELEASE]


@pytest.mark.parametrize(
    ("why", "what", "free"),
    [
        (Why.CLOSES, "avon", ["P0", "P1", "P2", "P4"]),
        (Why.SUSPENDED, "bute", ["P3"]),
        (Why.SUPERSEDED, "C", ["P0", "P1", "P2", "P3"]),
        (Why.LOTS, "L", ["P0", "P1", "P2", "P3"]),
        (Why.HAND, "P1", ["P1"]),
    ],
)
def test_each_reason_lets_go_its_own(why: Why, what: str, free: list[str]) -> None:
    """A provider's offers go with it, else they stay held; what names no contract is found by its awards."""
    moved = moving_round(_book(), Release(why, (what,), LATER, "A reason"))
    assert _free(moved) == free
    assert {each.reason for each in moved.placements if each.kind is PlacementKind.RELEASE} == {"A reason"}


def test_what_waits_is_left_out_and_the_rest_is_as_it_was() -> None:
    """Only the live book is in the round; only what is released wants care from the day."""
    round_ = _book()
    moved = moving_round(round_, Release(Why.HAND, ("P1",), LATER))
    assert [each.package for each in moved.packages] == ["P0", "P1", "P2", "P3", "P4"]
    starts = {each.package: each.wanted_start for each in moved.packages}
    assert starts.pop("P1") == LATER
    assert set(starts.values()) == {date(2024, 1, 1)}
    assert moved.contracts == round_.contracts
    assert moved.suspensions == round_.suspensions


def test_a_superseded_contract_ends_the_day_before() -> None:
    """And no later than it would have ended; a provider that closes is suspended from the day."""
    round_ = _book()
    ends = {end: _end(round_, end) for end in (None, DAY + timedelta(5), LATER + timedelta(5))}
    assert ends == {
        None: LATER - timedelta(1),
        DAY + timedelta(5): DAY + timedelta(5),
        LATER + timedelta(5): LATER - timedelta(1),
    }
    closed = moving_round(round_, Release(Why.CLOSES, ("avon",), LATER, "Closes"))
    assert [(each.provider, each.start, each.until) for each in closed.suspensions] == [("avon", LATER, None)]


def _end(round_: Round, end: date | None) -> date | None:
    contract = replace(round_.contracts[0], end=end)
    moved = moving_round(replace(round_, contracts=(contract,)), Release(Why.SUPERSEDED, ("C",), LATER))
    return moved.contracts[0].end


@pytest.mark.parametrize(
    ("why", "what", "start", "code"),
    [
        (Why.CLOSES, "clyde", LATER, "release_unknown"),
        (Why.HAND, "P5", LATER, "release_unknown"),
        (Why.CLOSES, "avon", DAY - timedelta(1), "release_early"),
    ],
)
def test_what_cannot_be_is_a_fault(why: Why, what: str, start: date, code: str) -> None:
    """An unknown name, a package that waits, a day that is past."""
    with pytest.raises(WorldError) as error:
        moving_round(_book(), Release(why, (what,), start))
    assert [fault.code for fault in error.value.faults] == [code]


def test_nothing_to_release_is_a_fault() -> None:
    """A provider without anybody's care, and a release that names nothing."""
    round_ = replace(_book(), placements=(Placement("P3", "bute", PlacementKind.LIVE),))
    with pytest.raises(WorldError) as error:
        moving_round(round_, Release(Why.CLOSES, ("avon",), LATER))
    assert error.value.faults[0].code == "release_nothing"
    with pytest.raises(WorldError) as error:
        Release(Why.CLOSES, (), LATER)
    assert error.value.faults[0].code == "release_what"


def test_packages_are_frozen_values() -> None:
    """The round that is given is left as it was."""
    round_ = _book()
    before: tuple[Package, ...] = round_.packages
    moving_round(round_, Release(Why.CLOSES, ("avon",), LATER))
    assert round_.packages is before
