"""Reviews of care: recorded, taken back, due; what follows a block; a provider's statement."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from allocation.acts.rows import Case, EndReason, EraseReason, State
from allocation.errors import WorldError
from allocation.model import Contract
from allocation.use_cases import (
    care,
    erasure,
    issuing,
    referrals,
    reviews,
    rounds,
    statements,
    undoing,
    waiting_list,
)
from allocation.use_cases.amending import save_terms, terms_draft
from allocation.use_cases.desk import Desk
from allocation.use_cases.onward import make_onward
from allocation.use_cases.review_rows import WhyReview
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.waiting_list import PackageDetail
from tests.desks import HandClock, PlainPaper, issue_first

MONDAY = date(2026, 6, 1)


@pytest.fixture
def live(desk: Desk, solved: RoundView) -> PackageDetail:
    """A package in two-week blocks that was issued and began."""
    package = issue_first(desk, solved)
    detail = look(desk, package)
    care.start_care(desk, detail.id, detail.version)
    draft = referrals.draft_of(desk, detail.id)
    referrals.save_referral(desk, replace(draft, fields={**draft.fields, "block_weeks": "2"}))
    return look(desk, package)


def look(desk: Desk, reference: str) -> PackageDetail:
    """A package by its reference."""
    return waiting_list.package(desk, waiting_list.id_of(desk, reference))


def view(desk: Desk, of: RoundView) -> RoundView:
    """The same round as it stands now."""
    return rounds.round_view(desk, of.id)


def go_to(desk: Desk, day: date) -> None:
    """Let it be another day."""
    assert isinstance(desk.clock, HandClock)
    desk.clock.day = day


def amend(desk: Desk, detail: PackageDetail, **cells: str) -> None:
    """Change the contract that the package is with."""
    (held,) = detail.care
    with desk.store.reading() as view:
        row = view.get(Contract, held.contract or "")
    assert row is not None
    draft = terms_draft(desk, row.value.contract)
    (typed,) = draft.tables["contracts"]
    changed = replace(typed, cells={**typed.cells, **cells})
    save_terms(desk, replace(draft, tables={**draft.tables, "contracts": (changed,)}))


def grow(desk: Desk, detail: PackageDetail, minutes: int) -> None:
    """One visit a week more, of so many minutes."""
    draft = referrals.draft_of(desk, detail.id)
    visit = {**dict.fromkeys(draft.visits[0], ""), "days": "1", "band": "any", "minutes": str(minutes)}
    referrals.save_referral(desk, replace(draft, visits=(*draft.visits, visit)))


def test_a_review_covers_the_days_since_the_one_before(desk: Desk, live: PackageDetail) -> None:
    """The first begins with the care, at what was placed; the next the day after, at what was left then."""
    (held,) = live.care
    go_to(desk, MONDAY + timedelta(40))
    first, second = MONDAY + timedelta(20), MONDAY + timedelta(34)
    assert held.since is not None
    reviews.record_review(desk, live.id, held.provider, first, 3, 2, after=held.now - 30, note="Walks again")
    reviews.record_review(desk, live.id, held.provider, second, 1, 1)
    later, earlier = look(desk, live.package.package).reviews
    assert (earlier.review.since, earlier.review.on) == (held.since, first)
    assert (later.review.since, later.review.on) == (first + timedelta(1), second)
    assert earlier.review.minutes_before == live.package.staff_minutes
    assert later.review.minutes_before == live.package.staff_minutes - 30
    assert later.review.rate == held.rate > 0
    assert (earlier.text, later.text) == ("Walks again", "")


def test_what_is_written_beside_a_review_is_in_no_act(desk: Desk, live: PackageDetail) -> None:
    """It is a personal payload, as a note's text: the chain does not hold it."""
    (held,) = live.care
    go_to(desk, MONDAY + timedelta(40))
    reviews.record_review(desk, live.id, held.provider, desk.clock.today(), 1, 1, note="Walks again")
    with desk.store.reading() as view:
        assert all("Walks again" not in str(act) for act in view.chain())


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("review_future", {"on": MONDAY + timedelta(41)}),
        ("review_dates", {"since": MONDAY + timedelta(31)}),
        ("review_agreed", {"agreed": 0, "achieved": 0}),
        ("review_achieved", {"achieved": 4}),
        ("review_before", {"before": 0}),
    ],
)
def test_a_wrong_review_is_refused_at_its_field(
    desk: Desk, live: PackageDetail, code: str, changes: dict[str, date | int]
) -> None:
    """Each with the code that says what is wrong; nothing is kept."""
    go_to(desk, MONDAY + timedelta(40))
    (held,) = live.care
    usual = {"on": MONDAY + timedelta(30), "agreed": 3, "achieved": 2}
    with pytest.raises(WorldError, match=code):
        reviews.record_review(desk, live.id, held.provider, **{**usual, **changes})  # type: ignore[arg-type]
    assert look(desk, live.package.package).reviews == ()


def test_no_day_is_reviewed_twice(desk: Desk, live: PackageDetail) -> None:
    """Days that a review covers are covered by no other; who never had it has nothing to review."""
    go_to(desk, MONDAY + timedelta(40))
    (held,) = live.care
    reviews.record_review(desk, live.id, held.provider, MONDAY + timedelta(30), 1, 1)
    with pytest.raises(WorldError, match="review_overlap"):
        reviews.record_review(
            desk, live.id, held.provider, MONDAY + timedelta(40), 1, 1, since=MONDAY + timedelta(30)
        )
    other = next(each.id for each in waiting_list.choices(desk).providers if each.id != held.provider)
    with pytest.raises(WorldError, match="review_nobody"):
        reviews.record_review(desk, live.id, other, MONDAY + timedelta(40), 1, 1)


def test_only_the_last_review_is_taken_back(desk: Desk, live: PackageDetail) -> None:
    """Later ones rest on it; taking back can itself be undone."""
    go_to(desk, MONDAY + timedelta(40))
    (held,) = live.care
    for days in (20, 34):
        reviews.record_review(desk, live.id, held.provider, MONDAY + timedelta(days), 1, 1)
    later, earlier = look(desk, live.package.package).reviews
    with pytest.raises(WorldError, match="review_not_last"):
        reviews.withdraw_review(desk, earlier.id, earlier.version)
    reviews.withdraw_review(desk, later.id, later.version)
    assert len(look(desk, live.package.package).reviews) == 1
    undoing.undo(desk)
    assert len(look(desk, live.package.package).reviews) == 2


def test_a_block_is_told_before_its_end_until_it_is_reviewed(desk: Desk, live: PackageDetail) -> None:
    """A week before its last day it stands on the list; a review moves it to the next block's end."""
    (held,) = live.care
    end = held.block_end
    assert held.since is not None
    assert end == held.since + timedelta(13)
    go_to(desk, end - timedelta(8))
    assert reviews.to_review(desk) == ()
    go_to(desk, end - timedelta(7))
    (due,) = reviews.to_review(desk)
    assert (due.reference, due.why, due.day) == (live.package.package, WhyReview.BLOCK_END, end)
    assert look(desk, live.package.package).to_review == (due,)
    reviews.record_review(desk, live.id, held.provider, desk.clock.today(), 1, 1)
    assert reviews.to_review(desk) == ()
    (after,) = look(desk, live.package.package).care
    assert after.block_end == end + timedelta(14)


@pytest.mark.parametrize("late", [-2, 9])
def test_days_count_from_the_day_care_began(desk: Desk, solved: RoundView, late: int) -> None:
    """Not from the start that the record hoped for; a correction with the same provider keeps the day."""
    package = issue_first(desk, solved)
    detail = look(desk, package)
    (planned,) = detail.care
    assert planned.since is not None
    began = min(planned.since, MONDAY) + timedelta(late)
    go_to(desk, max(began, MONDAY))
    care.start_care(desk, detail.id, detail.version, began)
    assert look(desk, package).care[0].since == began
    issuing.issue(desk, solved.id, view(desk, solved).version, [package], PlainPaper())
    (again,) = look(desk, package).care
    assert (again.since, again.placed_on) == (began, desk.clock.today())
    care.start_care(desk, detail.id, look(desk, package).version, desk.clock.today())
    draft = referrals.draft_of(desk, detail.id)
    referrals.save_referral(desk, replace(draft, fields={**draft.fields, "block_weeks": "2"}))
    (held,) = look(desk, package).care
    assert (held.since, held.block_end) == (began, began + timedelta(13))


def test_growth_is_told_where_the_contract_says_from_how_much_on(desk: Desk, live: PackageDetail) -> None:
    """Five hours more is not beyond five hours; a minute more is. A review takes the new hours as agreed."""
    go_to(desk, MONDAY + timedelta(1))
    grow(desk, live, 240)
    grow(desk, live, 60)
    assert reviews.to_review(desk) == ()
    amend(desk, live, review_growth_hours="5")
    assert reviews.to_review(desk) == ()
    grow(desk, live, 1)
    (due,) = reviews.to_review(desk)
    assert (due.why, due.agreed, due.now - due.agreed) == (WhyReview.GROWN, live.package.staff_minutes, 301)
    (held,) = live.care
    go_to(desk, held.since or MONDAY)
    reviews.record_review(desk, live.id, held.provider, desk.clock.today(), 1, 1)
    assert WhyReview.GROWN not in {each.why for each in reviews.to_review(desk)}


def test_a_statement_sums_the_quarters_reviews(desk: Desk, live: PackageDetail) -> None:
    """A tenth of what the block costs; a quarter without a review has nothing but what fell due."""
    amend(desk, live, results_share="10")
    (held,) = live.care
    assert held.since is not None
    on = held.since + timedelta(13)
    go_to(desk, on)
    quarter = statements.quarter_of(on)
    (due,) = statements.statement(desk, held.provider, quarter).contracts
    assert (due.due, due.earned) == ((live.package.package,), 0)
    reviews.record_review(desk, live.id, held.provider, on, 2, 1, after=held.now - 1)
    made = statements.statement(desk, held.provider, quarter)
    (found,) = made.contracts
    whole = 2 * held.rate * held.now
    assert found.stake == (whole + 300) // 600
    assert found.due == ()
    assert (found.before - found.after, found.demand) == (1, found.demand_most)
    assert found.outcomes == (found.outcomes_most + 1) // 2
    assert statements.statement(desk, held.provider, statements.quarter_before(quarter)).contracts == ()


def test_quarters_are_three_months() -> None:
    """From any month on, over the turn of a year too."""
    assert statements.quarter_of(date(2026, 6, 1)) == date(2026, 4, 1)
    assert statements.quarter_before(date(2026, 1, 1)) == date(2025, 10, 1)
    assert statements.last_day(date(2026, 4, 1)) == date(2026, 6, 30)
    assert statements.last_day(date(2026, 12, 1)) == date(2027, 2, 28)


def test_a_block_is_followed_by_a_package_of_the_same_person(desk: Desk, live: PackageDetail) -> None:
    """It waits with who has it now as current provider, from the day after the block; undone in one go."""
    (held,) = live.care
    made = make_onward(desk, live.id, live.version)
    after = look(desk, made.reference)
    assert made.reference == f"{live.package.package}-2"
    assert (after.state, after.person_id, after.person) == (State.WAITING, live.person_id, live.person)
    assert after.package.visits == live.package.visits
    assert after.package.service == "care at home"
    assert after.package.block_weeks is None
    assert held.block_end is not None
    assert after.package.wanted_start == held.block_end + timedelta(1)
    assert after.package.current_provider in live.providers
    undoing.undo(desk, made.done.act)
    with desk.store.reading() as view:
        assert view.get(Case, made.id) is None


def test_an_ended_block_can_be_followed_too_and_each_time_under_a_new_reference(
    desk: Desk, live: PackageDetail
) -> None:
    """Care that ended yesterday may still flow on; a waiting package has nothing to follow."""
    referrals.close_package(desk, live.id, live.version, EndReason.NO_LONGER_NEEDED)
    first = make_onward(desk, live.id, look(desk, live.package.package).version)
    second = make_onward(desk, live.id, look(desk, live.package.package).version)
    assert (first.reference[-2:], second.reference[-2:]) == ("-2", "-3")
    with pytest.raises(WorldError, match="wrong_state"):
        make_onward(desk, first.id, look(desk, first.reference).version)


def test_an_erased_persons_reviews_keep_their_figures_and_lose_their_text(
    desk: Desk, live: PackageDetail
) -> None:
    """What was written goes with the person; the counts stay, so a statement stays what it was."""
    go_to(desk, MONDAY + timedelta(40))
    (held,) = live.care
    reviews.record_review(desk, live.id, held.provider, desk.clock.today(), 3, 2, note="Walks again")
    erasure.erase_person(desk, live.person_id, EraseReason.ASKED)
    (row,) = look(desk, live.package.package).reviews
    assert (row.review.agreed, row.review.achieved, row.text) == (3, 2, "")
