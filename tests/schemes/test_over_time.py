"""Schemes whose peculiarity is what happens after placing: growth, results, what follows a block."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation.model import CapacityRow, Effort, Package
from allocation.order import capacity_key
from allocation.use_cases import issuing, referrals, reviews, rounds, statements, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.onward import make_onward
from allocation.use_cases.review_rows import WhyReview
from allocation.use_cases.waiting_list import PackageDetail
from db.opening import open_store
from tests.allocation.sample import package
from tests.desks import HandClock, PlainPaper, bring_in, desk_on, never, no_progress
from tests.schemes.settled import DAY, room, terms
from tests.ui.commandline.services import HereSolver


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """A desk with nothing in it, on the day of the schemes' rounds."""
    store = open_store(str(tmp_path / "lotwise.db"))
    yield desk_on(store, day=DAY)
    store.close()


def placed(desk: Desk, scheme: str, packages: list[Package], rooms: list[CapacityRow]) -> list[PackageDetail]:
    """The scheme's council with these packages, all placed and issued today."""
    ordered = tuple(sorted(packages, key=lambda each: each.package))
    round_ = replace(terms(scheme), packages=ordered, capacity=tuple(sorted(rooms, key=capacity_key)))
    bring_in(desk, round_)
    return issued(desk)


def issued(desk: Desk) -> list[PackageDetail]:
    """All that waits, placed and issued by a round of today."""
    view = rounds.freeze_round(desk)
    view = rounds.allocate(desk, view.id, Effort(work=400), HereSolver(), no_progress, never)
    there = [
        row.package
        for row in view.plan
        if row.award and (row.package, row.part) not in view.problem.index.placements
    ]
    issuing.issue(desk, view.id, view.version, there, PlainPaper())
    return [waiting_list.package(desk, waiting_list.id_of(desk, each)) for each in sorted(there)]


def go_to(desk: Desk, day: date) -> None:
    """Let it be another day."""
    assert isinstance(desk.clock, HandClock)
    desk.clock.day = day


def test_a8_growth_beyond_five_hours_is_told(desk: Desk) -> None:
    """Five hours more a week are not; one minute more is, from what was placed to what it is."""
    packages = [package("P1", area="North", block_weeks=12), package("P2", area="North", block_weeks=12)]
    rooms = [room("alder", 70), room("birch", 70)]
    for detail, minutes in zip(placed(desk, "A8", packages, rooms), (300, 301), strict=True):
        draft = referrals.draft_of(desk, detail.id)
        for each in (minutes // 2, minutes - minutes // 2):
            visit = {**dict.fromkeys(draft.visits[0], ""), "days": "1", "band": "any", "minutes": str(each)}
            draft = replace(draft, visits=(*draft.visits, visit))
        referrals.save_referral(desk, draft)
    (due,) = reviews.to_review(desk)
    assert (due.reference, due.why, due.agreed, due.now) == ("P2", WhyReview.GROWN, 210, 511)


def test_a9_a_quarters_statement_by_hand(desk: Desk) -> None:
    """Two packages of 3 h 30 at £18.00, twelve weeks: £756.00 each, of which £75.60 are paid by results.

    One achieved 2 of 3 outcomes and fell by an hour, the other 1 of 1 and rose by half an hour: £25.20 and
    £37.80 for outcomes, and the whole £75.60 for demand that fell from 7 h to 6 h 30.
    """
    packages = [package("P1", area="North", block_weeks=12), package("P2", area="North", block_weeks=12)]
    first, second = placed(desk, "A9", packages, [room("alder", 70)])
    (held,) = first.care
    assert held.block_end == DAY + timedelta(weeks=12, days=-1)
    go_to(desk, held.block_end)
    assert {each.reference for each in reviews.to_review(desk)} == {"P1", "P2"}
    reviews.record_review(desk, first.id, held.provider, held.block_end, 3, 2, after=150)
    reviews.record_review(desk, second.id, held.provider, held.block_end, 1, 1, after=240)
    assert reviews.to_review(desk) == ()
    made = statements.statement(desk, held.provider, statements.quarter_of(held.block_end))
    (found,) = made.contracts
    assert [line.stake for line in found.lines] == [7560, 7560]
    assert [line.outcomes for line in found.lines] == [2520, 3780]
    assert (found.before, found.after) == (420, 390)
    assert (found.demand, made.earned) == (7560, 13860)


def test_a10_what_follows_is_made_in_one_step_and_stays_with_its_provider(desk: Desk) -> None:
    """Reablement with a provider that has care at home too: the next round places the onward package there,
    from the day after the six weeks.
    """
    rooms = [room("alder", 7, "A10-North"), room("alder", 7, "A10-home-North"), room("elder", 7)]
    reablement = package("P1", area="North", service="reablement", block_weeks=6)
    (detail,) = placed(desk, "A10", [reablement], rooms)
    ends = DAY + timedelta(weeks=6, days=-1)
    go_to(desk, ends - timedelta(days=7))
    assert [each.day for each in reviews.to_review(desk)] == [ends]
    made = make_onward(desk, detail.id, detail.version)
    (after,) = issued(desk)
    assert after.package.package == made.reference == "P1-2"
    assert (after.package.service, after.providers) == ("care at home", ("alder",))
    assert after.care[0].since == ends + timedelta(days=1)
