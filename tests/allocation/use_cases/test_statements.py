"""Statements as issued records: numbered, never changed, corrected by a new one."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from allocation.acts.rows import IssuedStatement
from allocation.errors import WorldError
from allocation.lists import RecordKind, RecordQuery
from allocation.use_cases import care, records, reviews, undoing, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.issued_statements import issue_statement, quarter, statement_pages
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.statements import quarter_before, quarter_of
from tests.desks import HandClock, PlainPaper, issue_first, pay_by_results

MONDAY = date(2026, 6, 1)
SPRING = date(2026, 4, 1)

Review = Callable[[date, int], str]


@pytest.fixture
def review(desk: Desk, solved: RoundView) -> Review:
    """Reviews a live package, of which a tenth of the rate is paid by results; gives its provider's id."""
    package = issue_first(desk, solved)
    pay_by_results(desk)
    detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
    care.start_care(desk, detail.id, detail.version)

    def reviewed(on: date, achieved: int) -> str:
        (held,) = waiting_list.package(desk, detail.id).care
        reviews.record_review(desk, detail.id, held.provider, on, 4, achieved)
        return held.provider

    return reviewed


def go_to(desk: Desk, day: date) -> None:
    """Let it be another day."""
    assert isinstance(desk.clock, HandClock)
    desk.clock.day = day


def test_an_issued_statement_is_the_same_paper_for_ever(desk: Desk, review: Review) -> None:
    """It has a number, who issued it and when; what is reviewed afterwards leaves its pages as they are."""
    go_to(desk, date(2026, 7, 1))
    provider = review(date(2026, 6, 28), 3)
    before = quarter(desk, provider, SPRING)
    assert (before.issued, before.now.number) == (None, "")
    made = issue_statement(desk, provider, SPRING, PlainPaper())
    pages = statement_pages(desk, made.key)
    after = quarter(desk, provider, SPRING)
    assert (made.number, after.same) == ("S2026-00001", True)
    assert after.issued is not None
    assert (after.issued.by, after.issued.earned) == (desk.actor.name, before.now.earned)
    assert b"S2026-00001" in pages
    review(date(2026, 6, 30), 4)
    assert statement_pages(desk, made.key) == pages
    (row,) = records.records(desk, RecordQuery(kind=RecordKind.STATEMENT)).rows
    assert (row.id, row.number, row.first) == (made.key, made.number, SPRING)
    assert records.pages_of(desk, row) == records.pages_of(desk, row, "confirmation") == pages


def test_what_changes_later_is_a_new_statement_that_names_the_old(desk: Desk, review: Review) -> None:
    """The same figures are not issued twice; other ones are, with the next number."""
    go_to(desk, date(2026, 7, 1))
    provider = review(date(2026, 6, 28), 3)
    first = issue_statement(desk, provider, SPRING, PlainPaper())
    with pytest.raises(WorldError, match="statement_same"):
        issue_statement(desk, provider, SPRING, PlainPaper())
    review(date(2026, 6, 30), 4)
    assert not quarter(desk, provider, SPRING).same
    second = issue_statement(desk, provider, SPRING, PlainPaper())
    now = quarter(desk, provider, SPRING)
    assert now.issued is not None
    assert (now.issued.number, now.issued.corrects) == (second.number, first.number)
    assert second.number == "S2026-00002"


def test_a_statement_waits_for_its_months_to_end_and_never_pays_a_day_twice(
    desk: Desk, review: Review
) -> None:
    """On the last day it is too early; other months that share a day are refused; so is an empty paper."""
    go_to(desk, date(2026, 6, 30))
    provider = review(date(2026, 6, 28), 3)
    with pytest.raises(WorldError, match="statement_early"):
        issue_statement(desk, provider, SPRING, PlainPaper())
    go_to(desk, date(2026, 9, 1))
    issue_statement(desk, provider, SPRING, PlainPaper())
    with pytest.raises(WorldError, match="statement_overlaps"):
        issue_statement(desk, provider, date(2026, 5, 1), PlainPaper())
    with pytest.raises(WorldError, match="statement_nothing"):
        issue_statement(desk, provider, quarter_before(SPRING), PlainPaper())
    with pytest.raises(WorldError, match="not_found"):
        issue_statement(desk, "nobody", SPRING, PlainPaper())


def test_what_was_sent_is_corrected_and_never_undone(desk: Desk, review: Review) -> None:
    """A statement has left the building; what it was reckoned from can still be taken back."""
    go_to(desk, MONDAY + timedelta(60))
    provider = review(MONDAY + timedelta(20), 3)
    made = issue_statement(desk, provider, quarter_of(MONDAY), PlainPaper())
    with pytest.raises(WorldError, match="undo_left_building"):
        undoing.undo(desk, made.done.act)
    (detail,) = (
        waiting_list.package(desk, row.package_id)
        for row in waiting_list.package(desk, waiting_list.id_of(desk, _package(desk, provider))).records
    )
    (row,) = detail.reviews
    reviews.withdraw_review(desk, row.id, row.version)
    assert not quarter(desk, provider, quarter_of(MONDAY)).same
    last = issue_statement(desk, provider, quarter_of(MONDAY), PlainPaper())
    with desk.store.reading() as view:
        (issued,) = view.rows(IssuedStatement, number=last.number)
    assert (issued.value.earned, issued.value.corrects) == (0, made.number)


def _package(desk: Desk, provider: str) -> str:
    """The only package that the provider was reviewed with."""
    found = quarter(desk, provider, quarter_of(MONDAY)).now.contracts
    return found[0].lines[0].care.package
