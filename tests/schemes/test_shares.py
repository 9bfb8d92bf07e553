"""Schemes whose peculiarity is how work is shared, and what was promised."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation.problem import build
from tests.schemes.settled import DAY, many, room, settle, terms
from ui.wording.reasons import sentence


def test_b1_new_work_lands_60_25_15(tmp_path: Path) -> None:
    """Twenty equal packages in an area with room everywhere: twelve, five and three."""
    rooms = [room(provider, 70) for provider in ("alder", "birch", "cedar")]
    done = settle(terms("B1"), [*many(20, "North"), *many(20, "South")], rooms, tmp_path)
    lots: dict[tuple[str, str], int] = {}
    for each in done.decided.plan:
        assert each.award is not None
        key = (each.award.lot, each.award.provider)
        lots[key] = lots.get(key, 0) + 1
    assert [lots["B1-North", provider] for provider in ("alder", "birch", "cedar")] == [12, 5, 3]
    assert [lots["B1-South", provider] for provider in ("birch", "cedar", "alder")] == [12, 5, 3]
    assert done.decided.verdict.aims["commitments"] == 0


def test_b1_a_share_keeps_nobody_waiting(tmp_path: Path) -> None:
    """Where only the third has room, it takes more than its share."""
    done = settle(terms("B1"), many(10, "North"), [room("cedar", 70)], tmp_path)
    assert done.minutes() == {"cedar": 2100}


def test_a8_four_equals_share_a_zone_and_none_has_it_alone(tmp_path: Path) -> None:
    """Each of the four gets a quarter; and where only one has room it may have 40 per cent and no more."""
    four = ("alder", "birch", "cedar", "damson")
    done = settle(terms("A8"), many(20, "North"), [room(each, 70) for each in four], tmp_path / "four")
    assert done.minutes() == dict.fromkeys(four, 5 * 210)
    alone = settle(terms("A8"), many(20, "North"), [room("alder", 70)], tmp_path / "alone")
    assert alone.minutes() == {"alder": 8 * 210}
    waits = next(each.package for each in alone.decided.round_.packages if not alone.provider(each.package))
    assert alone.codes(waits)[1, "alder"] == {"share_full"}


def test_a8_a_block_has_its_end_and_review_on_the_record(tmp_path: Path) -> None:
    """A package of twelve weeks ends on the last day of the twelfth, and is reviewed before that."""
    done = settle(terms("A8"), many(1, "North", block_weeks=12), [room("alder", 70)], tmp_path)
    (record,) = done.decided.records()
    (part,) = record.parts
    assert (part.start, part.end) == (DAY, DAY + timedelta(weeks=12, days=-1))
    assert part.end is not None
    assert part.start < part.review <= part.end
    assert part.rate == 1740


@pytest.mark.parametrize("scheme", ["A8", "B3"])
def test_guarantees_are_filled_before_other_wishes(scheme: str, tmp_path: Path) -> None:
    """What is short of a guarantee is counted to the minute, live care included."""
    round_ = terms(scheme)
    problem = build(round_)
    promised = sum(each.guaranteed for each in problem.commitments)
    assert promised == 60 * {"A8": 16 * 120, "B3": 120 + 90 + 150 + 60 + 100}[scheme]
    assert round_.policy.aims[0] == "commitments"


def test_b3_the_shortfall_of_a_guarantee_is_shown(tmp_path: Path) -> None:
    """A provider with a guarantee of 120 hours and 35 hours of work is counted 85 hours short."""
    round_ = terms("B3")
    done = settle(round_, many(10, "Zone 1"), [room("alder", 200, "B3-1")], tmp_path)
    assert done.minutes() == {"alder": 35 * 60}
    other = 60 * (90 + 150 + 60 + 100)
    assert done.decided.verdict.aims["commitments"] == 100 * (85 * 60 + other)
    assert {each.award.provider for each in done.decided.plan if each.award} == {"alder"}


def test_b3_a_zone_is_its_providers_alone(tmp_path: Path) -> None:
    """Another zone's provider is never asked, whatever its room."""
    done = settle(terms("B3"), many(2, "Zone 2"), [room("alder", 200)], tmp_path)
    assert done.minutes() == {}
    assert set(done.codes("Zone 2-01")) == {(1, "birch")}


def test_a9_costs_are_the_most_that_can_be_paid(tmp_path: Path) -> None:
    """Shared equally and priced by the whole rate, of which part is earned by results."""
    done = settle(
        terms("A9"), many(4, "North", block_weeks=12), [room("alder", 35), room("birch", 35)], tmp_path
    )
    assert done.minutes() == {"alder": 420, "birch": 420}
    assert {each.weekly_pence for each in done.decided.records()} == {210 * 1800 // 60}
    assert {each.parts[0].end for each in done.decided.records()} == {date(2026, 8, 23)}


def test_b1_the_record_says_how_the_shares_stand(tmp_path: Path) -> None:
    """Beside the provider that has a package, and its equals, stands what each has and its share."""
    rooms = [room(provider, 70) for provider in ("alder", "birch", "cedar")]
    done = settle(terms("B1"), many(20, "North"), rooms, tmp_path)
    record = done.decided.records()[0]
    (step,) = record.ladder
    told = {row.provider: sentence(outcome) for row in step.rows for outcome in row.outcomes}
    assert "It has 42 h a week; its share is 42 h." in told["Alder Care"]
    assert "It has 17 h 30 a week; its share is 17 h 30." in told["Birch Home Support"]
    assert "It has 10 h 30 a week; its share is 10 h 30." in told["Cedar Community Care"]


def test_b3_the_record_says_what_is_guaranteed(tmp_path: Path) -> None:
    """A provider with a guarantee has it beside its hours."""
    done = settle(terms("B3"), many(10, "Zone 1"), [room("alder", 200, "B3-1")], tmp_path)
    (row,) = done.decided.records()[0].ladder[0].rows
    assert "It has 35 h a week; 120 h are guaranteed." in sentence(row.outcomes[0])
