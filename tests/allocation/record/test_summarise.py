"""The round's summary adds up, and names who was passed over and why."""

from dataclasses import replace

from allocation.codec import from_bytes, to_bytes
from allocation.model import CapacityRow, Lot, Placement, PlacementKind, Priority, Step
from allocation.problem.waterfall import waterfall
from allocation.record import RoundSummary
from tests.allocation.record.decided import decide, decided_council
from tests.allocation.sample import award, package, round_of, visit


def test_every_table_tells_the_same_story() -> None:
    """Packages, hours and money agree between priorities, steps, providers, awards and the list of places."""
    decided = decided_council()
    summary, records = decided.summary(), decided.records()
    placed_minutes = sum(line.placed_minutes for line in summary.by_priority)
    assert placed_minutes > 0
    assert placed_minutes == sum(line.minutes for line in summary.by_step)
    assert placed_minutes == sum(line.minutes for line in summary.by_provider)
    assert placed_minutes == sum(line.minutes for line in summary.by_award)
    assert placed_minutes == sum(line.minutes for line in summary.placed)
    assert sum(line.placed for line in summary.by_priority) == len(records)
    assert sum(line.packages - line.placed for line in summary.by_priority) == len(summary.unplaced)
    assert summary.weekly_pence == sum(record.weekly_pence for record in records)


def test_it_is_compared_with_the_waterfall_in_priority_order() -> None:
    """The waterfall's own plan differs from itself in nothing; an emptied plan differs by all of it."""
    decided = decided_council()
    same = decided.summary()
    assert all(line.placed == line.waterfall_placed for line in same.by_priority)
    assert all(line.minutes == line.waterfall_minutes for line in same.by_step)
    assert all(line.minutes == line.waterfall_minutes for line in same.by_provider)
    nothing = decided.problem.plan((None,) * len(decided.problem.parts))
    empty = decide(decided.round_, plan=nothing).summary()
    assert sum(line.waterfall_placed for line in empty.by_priority) == sum(
        line.placed for line in same.by_priority
    )
    assert sum(line.minutes for line in empty.by_step) < sum(line.waterfall_minutes for line in empty.by_step)


def test_live_care_that_stays_is_counted_apart() -> None:
    """What goes on is in no table of places."""
    decided = decided_council()
    stays = {
        each.part.package
        for each in decided.problem.settled
        if each.kind in (PlacementKind.LIVE, PlacementKind.HELD)
    }
    summary = decided.summary()
    assert summary.stays == len(stays) > 0
    assert not stays & {line.package for line in summary.placed}


def test_who_was_passed_over_for_an_equal() -> None:
    """Room for one of two equals: the other is named, with who holds the room and its hours."""
    round_ = round_of(
        packages=(package("P1"), package("P2"), package("P3", priority=Priority.LOW)),
        capacity=(CapacityRow("avon", 210),),
    )
    summary = decide(round_).summary()
    assert [(line.package, line.holders) for line in summary.passed_over] == [("P2", (("P1", 210),))]
    assert [line.package for line in summary.unplaced] == ["P2", "P3"]


def test_an_unplaced_package_has_its_causes_and_the_least_change() -> None:
    """How many providers each cause ruled out, and the hours that would do."""
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        awards=(award("avon"), award("bute", step=2)),
        capacity=(CapacityRow("avon", 300),),
    )
    (line,) = decide(round_).summary().unplaced
    assert line.causes == (("no_return", 1), ("no_room", 1))
    assert line.change is not None
    assert (line.change.kind, line.change.provider, line.change.minutes) == ("room", "avon", 120)


def test_a_cause_counts_each_provider_once() -> None:
    """Neither a second part nor a second lot makes two providers of one."""
    visits = (visit(part=1), visit(part=2))
    round_ = round_of(
        packages=(package(visits=visits, split_allowed="M. Innes"),),
        lots=(Lot("C", "L", areas=("A",)), Lot("C", "M", areas=("A",))),
        awards=(award("avon"), award("avon", lot="M"), award("bute", lot="M")),
        capacity=(CapacityRow("avon", 60),),
    )
    (line,) = decide(round_).summary().unplaced
    assert line.causes == (("no_return", 1), ("no_room", 1))


def test_a_package_of_several_parts_is_told_from_one_that_no_change_places() -> None:
    """No change is known of either, but of the one none was looked for."""
    visits = (visit(part=1), visit(part=2))
    round_ = round_of(
        packages=(package("P1", visits=visits, split_allowed="M. Innes"), package("P2", needs=("BSL",))),
        steps=(Step("C", 1, "One", min_grade=3),),
    )
    lines = decide(round_).summary().unplaced
    assert [(line.package, line.change, line.several) for line in lines] == [
        ("P1", None, True),
        ("P2", None, False),
    ]


def test_shares_are_of_what_was_placed_and_of_the_whole_lot() -> None:
    """Half placed with one of two packages: all of what was placed, half of the lot."""
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        awards=(award("avon", max_share=6000),),
        capacity=(CapacityRow("avon", 210),),
    )
    (line,) = decide(round_).summary().by_award
    assert (line.share_placed, line.share_whole, line.largest) == (10_000, 5_000, 6_000)


def test_a_summary_comes_back_from_its_bytes() -> None:
    """Stored canonically and read again, a summary is the same value; so is one of an empty round."""
    empty = decide(replace(round_of(), packages=()))
    assert waterfall(empty.problem) == ()
    for decided in (decided_council(), empty):
        summary = decided.summary()
        assert from_bytes(to_bytes(summary), RoundSummary) == summary


def test_what_a_chosen_provider_lacks_comes_before_the_choice() -> None:
    """Two providers were not chosen, but the cause that helps is the chosen one's."""
    round_ = round_of(
        packages=(package(sds_option=2, chosen_provider="avon"),),
        awards=(award("avon"), award("bute"), award("clyde")),
        capacity=(CapacityRow("bute", 600), CapacityRow("clyde", 600)),
    )
    (line,) = decide(round_).summary().unplaced
    assert line.causes == (("no_return", 1), ("choice", 2))


def test_a_guarantee_shows_what_is_missing_with_all_care_there() -> None:
    """Ten hours are promised: live care and what the round places fill them, the rest is short; an award with
    a guarantee is listed even when it got nothing; and live care counts in the share of the lot.
    """
    live = (Placement("P1", "avon", PlacementKind.LIVE),)
    round_ = round_of(
        packages=(package("P1"), package("P2")),
        awards=(award("avon", guaranteed_minutes=600), award("bute", step=2, guaranteed_minutes=60)),
        placements=live,
    )
    lines = {line.provider: line for line in decide(round_).summary().by_award}
    assert (lines["Avon"].minutes, lines["Avon"].guaranteed, lines["Avon"].short) == (210, 600, 180)
    assert (lines["Avon"].share_placed, lines["Avon"].share_whole) == (10_000, 10_000)
    assert (lines["Bute"].packages, lines["Bute"].short) == (0, 60)
