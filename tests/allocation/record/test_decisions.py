"""Records say what was decided, of every package that the round placed and of no other."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation.codec import from_bytes, to_bytes
from allocation.model import (
    CapacityRow,
    Person,
    Placement,
    PlacementKind,
    Priority,
    Provider,
    Ranking,
    Step,
    Waiver,
)
from allocation.record import AllocationRecord, Issue, check_code, provider_confirmations
from tests.allocation.record.decided import decide, decided_council
from tests.allocation.sample import award, package, round_of, visit


def test_every_placed_package_has_one_record() -> None:
    """A record for each package with a new place, none for those that wait or go on as they were."""
    decided = decided_council()
    before = {
        each.part.package
        for each in decided.problem.settled
        if each.kind in (PlacementKind.LIVE, PlacementKind.HELD)
    }
    placed = {each.package for each in decided.plan if each.award is not None} - before
    assert [record.package for record in decided.records()] == sorted(placed)
    assert before
    assert len(placed) < len(decided.round_.packages) - len(before)


def test_the_ladder_has_every_step_and_every_provider_that_could_be_asked() -> None:
    """The placing award is marked once; providers of the same lot stand beside it with their reasons."""
    round_ = round_of(
        awards=(award("avon"), award("bute", step=2), award("clyde", step=3)),
        steps=(Step("C", 1, "Lot provider", min_grade=5),),
        providers=(Provider("avon", "Avon Care", grade=3),),
    )
    (record,) = decide(round_).records()
    assert [
        (step.number, step.rows[0].provider, step.rows[0].outcomes[0].code) for step in record.ladder
    ] == [
        (1, "Avon Care", "grade"),
        (2, "Bute", "placed"),
        (3, "Clyde", "not_reached"),
    ]
    assert [row.took_it for step in record.ladder for row in step.rows] == [False, True, False]


def test_a_step_that_ranks_reads_in_its_own_order() -> None:
    """The best score stands first, also before one without a return; who breaks a rule stands last."""
    scored = (("avon", 5_000), ("bute", 9_000), ("clyde", 7_000), ("dee", 9_900))
    round_ = round_of(
        awards=tuple(award(provider) for provider, _quality in scored),
        steps=(Step("C", 1, "Reserve", Ranking.SCORE, 20, 80, min_grade=4),),
        providers=tuple(
            Provider(each, each.title(), grade=3 if each == "dee" else 5, quality_hundredths=quality)
            for each, quality in scored
        ),
        capacity=tuple(CapacityRow(each, 600) for each in ("bute", "clyde", "dee")),
    )
    (record,) = decide(round_).records()
    assert [(row.provider, row.outcomes[0].code, row.points) for row in record.ladder[0].rows] == [
        ("Bute", "placed", 920_000),
        ("Clyde", "ranked_after", 760_000),
        ("Avon", "no_return", 600_000),
        ("Dee", "grade", None),
    ]


def test_a_step_that_was_not_reached_ranks_nobody() -> None:
    """One without a return there has no points either: they would be measured among part of the providers."""
    round_ = round_of(
        awards=(award("avon"), award("bute", step=2), award("clyde", step=2)),
        steps=(Step("C", 2, "Reserve", Ranking.SCORE, 20, 80),),
        capacity=(CapacityRow("avon", 600), CapacityRow("bute", 600)),
    )
    (record,) = decide(round_).records()
    assert [(row.outcomes[0].code, row.rank, row.points) for row in record.ladder[1].rows] == [
        ("no_return", None, None),
        ("not_reached", None, None),
    ]


def test_cost_is_rounded_once_a_package() -> None:
    """Two parts at odd rates: the sum of their costs is rounded, not each of them."""
    two = package(
        visits=(visit(10, days=(), times=1), visit(10, days=(), times=1, part=2)), split_allowed="M. Innes"
    )
    (record,) = decide(round_of(packages=(two,), awards=(award(rate=2001),))).records()
    assert [part.staff_minutes for part in record.parts] == [10, 10]
    assert record.weekly_pence == 667  # twice 333.5 pence; rounded one by one it would be 668


@pytest.mark.parametrize(
    ("weeks", "end", "review"),
    [
        (None, None, date(2026, 7, 13)),
        (12, date(2026, 8, 23), date(2026, 7, 13)),
        (4, date(2026, 6, 28), date(2026, 6, 28)),
    ],
)
def test_block_end_and_review(weeks: int | None, end: date | None, review: date) -> None:
    """A block ends the day before its next week would begin; the review is after six weeks or at the end."""
    (record,) = decide(round_of(packages=(package(block_weeks=weeks),))).records()
    assert (record.parts[0].start, record.parts[0].end, record.parts[0].review) == (
        date(2026, 6, 1),
        end,
        review,
    )


def test_a_pin_is_on_the_record_with_its_reason() -> None:
    """Who fixed it, why, and what was waived."""
    pin = Placement(
        "P1",
        "avon",
        PlacementKind.PIN,
        waives=(Waiver.ROOM,),
        reason="known to her",
        authorised_by="M. Innes",
    )
    (record,) = decide(round_of(placements=(pin,))).records()
    part = record.parts[0]
    assert (part.pinned_by, part.pinned_why, part.waives) == ("M. Innes", "known to her", (Waiver.ROOM,))


def test_a_discharge_ranks_as_critical_and_says_so() -> None:
    """The record keeps the package's own priority beside the one it was placed with."""
    (record,) = decide(round_of(packages=(package(hospital_discharge=True),))).records()
    assert (record.priority, record.ranks_as) == (Priority.SUBSTANTIAL, Priority.CRITICAL)


def test_the_confirmation_knows_nothing_of_other_providers() -> None:
    """Of two providers of one package, neither's paper holds the other's name, rate or visits."""
    two = package(visits=(visit(30), visit(600, "tea", part=2)), split_allowed="M. Innes")
    round_ = round_of(
        packages=(two,),
        awards=(award("avon", rate=2000), award("bute", rate=2345)),
        capacity=(CapacityRow("avon", 300), CapacityRow("bute", 6000)),
    )
    first, second = provider_confirmations(decide(round_).records())
    assert (first.provider, second.provider) == ("Avon", "Bute")
    for mine, other in ((first, second), (second, first)):
        written = to_bytes(mine)
        assert other.provider.encode() not in written
        assert b'"rate":%d' % other.terms[0].rate not in written


def test_nothing_issued_yet_says_so() -> None:
    """Without an issue there is no number, nobody and no instant, and the records are made all the same."""
    decided = decided_council()
    for record in replace(decided, issue=Issue()).records():
        assert (record.number, record.basis.by, record.basis.at) == ("", "", None)


def test_bounds_stand_only_as_far_as_the_plan_is_the_solvers() -> None:
    """After a move by hand an aim keeps its bound up to the first changed value; later ones have none."""
    decided = decided_council()
    moved = next(each for each in decided.plan if each.award is not None and each.award.step == 3)
    emptied = decide(decided.round_, plan=decided.plan.moved(moved.package, moved.part, None))
    aims = {aim.aim: aim for aim in replace(emptied, result=decided.result).records()[0].basis.aims}
    solved = {aim.aim: aim.value for aim in decided.result.aims}
    changed = next(name for name, aim in aims.items() if aim.value != solved[name])
    names = list(aims)
    assert all(aims[name].proven for name in names[: names.index(changed)])
    assert aims[changed].bound == solved[changed]
    assert not aims[changed].proven
    later = names[names.index(changed) + 1 :]
    assert later
    assert all(aims[name].bound is None and not aims[name].proven for name in later)


def test_a_record_comes_back_from_its_bytes() -> None:
    """Stored canonically and read again, a record is the same value with the same check code."""
    for record in decided_council().records():
        again = from_bytes(to_bytes(record), AllocationRecord)
        assert again == record
        assert check_code(again) == check_code(record)


def test_the_check_code_tells_a_changed_page() -> None:
    """One penny, one letter or one day changes the code; it has no sign that is read for another."""
    record = decided_council().records()[0]
    part = record.parts[0]
    changed = (
        replace(record, weekly_pence=record.weekly_pence + 1),
        replace(record, person=Person(record.person.reference, record.person.name + "e")),
        replace(record, parts=(replace(part, start=part.start + timedelta(days=1)), *record.parts[1:])),
    )
    codes = [check_code(each) for each in (record, *changed)]
    assert len(set(codes)) == 4
    assert all(len(code) == 9 and code[4] == "-" and not set(code) & set("01IO") for code in codes)
