"""What a provider or a person said, typed by hand: it rules the pair out, and can be undone."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from allocation.acts.rows import EndReason
from allocation.errors import WorldError
from allocation.lists import PackageQuery
from allocation.model import AwardKey, Outcome, Refusal
from allocation.problem import build
from allocation.rules.pair import pair_of, refused
from allocation.use_cases import providers, referrals, rounds, undoing, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.refusals import record_refusal, withdraw_refusal


@dataclass(frozen=True)
class Pair:
    """A package, and a provider that a plan puts it with."""

    package: str
    reference: str
    provider: str
    label: str
    award: AwardKey


@pytest.fixture
def pair(desk: Desk, solved: rounds.RoundView) -> Pair:
    """The first placed package of a round, and its provider."""
    assert solved.plan is not None
    placed = next(each for each in solved.plan if each.award is not None)
    assert placed.award is not None
    ids = {row.provider: row.id for row in providers.providers(desk)}
    label = placed.award.provider
    return Pair(waiting_list.id_of(desk, placed.package), placed.package, ids[label], label, placed.award)


def _codes(
    desk: Desk, pair: Pair, outcome: Outcome, on: date, reason: str, until: date | None = None
) -> list[str]:
    with pytest.raises(WorldError) as refusal:
        record_refusal(desk, pair.package, pair.provider, outcome, on, reason, until)
    return [f"{fault.code} {fault.column}".strip() for fault in refusal.value.faults]


@pytest.mark.parametrize("outcome", Outcome)
def test_what_was_said_rules_the_pair_out_until_it_is_undone(
    desk: Desk, pair: Pair, outcome: Outcome
) -> None:
    """The detail shows it, the next round knows it, and Undo takes it away."""
    today = desk.clock.today()
    before = waiting_list.package(desk, pair.package).refusals
    done = record_refusal(desk, pair.package, pair.provider, outcome, today, " No staff in the mornings ")
    assert done.changed == {"packages"}
    detail = waiting_list.package(desk, pair.package)
    said = Refusal(pair.reference, pair.label, outcome, today, None, "No staff in the mornings")
    assert [each.refusal for each in detail.refusals if each not in before] == [said]
    assert detail.history[0].kind == "refusal"
    problem = build(rounds.freeze_round(desk).round_)
    package = problem.index.packages[pair.reference]
    facts = refused(pair_of(problem.index, package, package.parts[0], problem.index.awards[pair.award]))
    assert facts is not None
    assert facts["outcome"] == outcome
    undoing.undo(desk, done.act)
    assert waiting_list.package(desk, pair.package).refusals == before


def test_everything_wrong_is_said_at_once(desk: Desk, pair: Pair) -> None:
    """A day to come, an end before the beginning, no reason; what holds until withdrawn has no end."""
    today = desk.clock.today()
    yesterday, tomorrow = today - timedelta(1), today + timedelta(1)
    assert _codes(desk, pair, Outcome.DECLINED, tomorrow, " ", today) == [
        "refusal_future on",
        "refusal_dates until",
        "refusal_reason reason",
    ]
    assert _codes(desk, pair, Outcome.EXCLUDED, today, "why", tomorrow) == ["refusal_until until"]
    assert _codes(desk, pair, Outcome.REFUSED_BY_PERSON, yesterday, "") == ["refusal_reason reason"]
    record_refusal(desk, pair.package, pair.provider, Outcome.LAPSED, yesterday, "", tomorrow)
    assert _codes(desk, pair, Outcome.LAPSED, yesterday, "again") == ["refusal_twice"]


def test_an_ended_package_is_offered_to_nobody(desk: Desk, pair: Pair) -> None:
    """So nobody can decline it; nor can what is not there."""
    today = desk.clock.today()
    row = next(row for row in waiting_list.packages(desk, PackageQuery()).rows if row.id == pair.package)
    referrals.close_package(desk, row.id, row.version, EndReason.OTHER)
    assert _codes(desk, pair, Outcome.DECLINED, today, "full") == ["wrong_state"]
    with pytest.raises(WorldError, match="not_found"):
        record_refusal(desk, row.id, "nobody", Outcome.DECLINED, today, "full")


@pytest.mark.parametrize("outcome", Outcome)
def test_what_was_said_is_taken_back(desk: Desk, pair: Pair, outcome: Outcome) -> None:
    """Withdrawn it rules nothing out any more, history keeps both, and an undo brings it back as it was."""
    before = waiting_list.package(desk, pair.package).refusals
    record_refusal(desk, pair.package, pair.provider, outcome, desk.clock.today(), "Asked for somebody else")
    (row,) = (each for each in waiting_list.package(desk, pair.package).refusals if each not in before)
    with pytest.raises(WorldError, match="conflict"):
        withdraw_refusal(desk, row.id, row.version - 1)
    withdraw_refusal(desk, row.id, row.version)
    detail = waiting_list.package(desk, pair.package)
    assert detail.refusals == before
    assert [line.kind for line in detail.history[:2]] == ["withdraw_refusal", "refusal"]
    assert providers.provider(desk, pair.provider).history[0].kind == "withdraw_refusal"
    problem = build(rounds.freeze_round(desk).round_)
    package = problem.index.packages[pair.reference]
    assert (
        refused(pair_of(problem.index, package, package.parts[0], problem.index.awards[pair.award])) is None
    )
    with pytest.raises(WorldError, match="not_found"):
        withdraw_refusal(desk, row.id, row.version)
    undoing.undo(desk, detail.history[0].number)
    assert row.refusal in [each.refusal for each in waiting_list.package(desk, pair.package).refusals]
