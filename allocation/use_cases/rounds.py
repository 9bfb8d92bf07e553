"""Rounds: frozen from the tables, solved, and seen with what people moved since."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from allocation.acts import Row, changed, created
from allocation.acts.rows import (
    Authorisation,
    Case,
    FrozenRound,
    KeptPlan,
    Member,
    Move,
    PersonRef,
    Record,
    State,
    Withdrawal,
)
from allocation.check import Verdict, judge
from allocation.check.confirming import confirmed
from allocation.codec import from_bytes, to_bytes
from allocation.errors import Fault, WorldError
from allocation.model import Effort, Person, Plan, Result, Round
from allocation.older import frozen_round
from allocation.ports import Progress, Reading, Solver, Writing
from allocation.problem import Problem, build
from allocation.problem.waterfall import pins_first
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, reading, writing
from allocation.use_cases.effective import with_moves, with_pins
from allocation.use_cases.snapshot import snapshot
from allocation.use_cases.who import Right, require


@dataclass(frozen=True, slots=True)
class RoundRow:
    """A round in the list. `issued` counts its records."""

    id: str
    day: date
    by: str
    at: datetime
    packages: int
    issued: int


@dataclass(frozen=True)
class RoundView:
    """A round as it stands: `round_` with the pins of people's moves, its plan, and the verdict on that.

    `result` is the solver's last, None before one: then the plan places only what is settled. `version` is
    what moves and issues ask for. `people`, `members` and `issued` (record numbers) are by package reference.
    """

    id: str
    version: int
    day: date
    round_: Round
    problem: Problem
    plan: Plan
    verdict: Verdict
    result: Result | None
    moves: tuple[Move, ...]
    authorised: tuple[Authorisation, ...]
    issued: dict[str, str]
    people: dict[str, Person]
    members: dict[str, Member]
    done: Done | None = None


def freeze_round(desk: Desk, day: date | None = None) -> RoundView:
    """Freeze what is to be placed, the room, the contracts and the policy, as at a day (else today).

    Raises `WorldError` (`round_empty`) where nothing waits.
    """
    with writing(desk, Right.ALLOCATE) as writer:
        day = day or desk.clock.today()
        current = snapshot(writer, day)
        if not writer.count(Case, state=State.WAITING):
            raise WorldError(Fault("round_empty"))
        return freeze(desk, writer, current.round_, current.members)


def freeze(desk: Desk, writer: Writing, round_: Round, members: Mapping[str, Member]) -> RoundView:
    """Keep a round as it is by one act. `members` are the rows of its packages, by reference."""
    key = desk.new_id()
    frozen = FrozenRound(
        day=round_.day,
        round_sha256=writer.keep_blob(to_bytes(round_)),
        members_sha256=writer.keep_blob(to_bytes(dict(members))),
        packages=len(round_.packages),
        by=desk.actor.name,
        at=desk.clock.now(),
    )
    changes = [created(key, frozen), created(key, KeptPlan(key))]
    facts: dict[str, str | int] = {"day": round_.day.isoformat(), "packages": frozen.packages}
    done = keep(desk, writer, "freeze", changes, facts=facts)
    return replace(view_of(writer, key), done=done)


def rounds(desk: Desk) -> tuple[RoundRow, ...]:
    """All rounds, the newest first."""
    with reading(desk) as view:
        rows = view.rows(FrozenRound)
        found = [
            RoundRow(
                row.key,
                row.value.day,
                row.value.by,
                row.value.at,
                row.value.packages,
                view.count(Record, round=row.key),
            )
            for row in rows
        ]
    return tuple(sorted(found, key=lambda row: row.at, reverse=True))


def round_view(desk: Desk, key: str) -> RoundView:
    """A round as it stands. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        return view_of(view, key)


def allocate(
    desk: Desk,
    key: str,
    effort: Effort,
    solver: Solver,
    on_progress: Callable[[Progress], None],
    cancelled: Callable[[], bool],
) -> RoundView:
    """Solve a round as it stands, pins included, and keep the plan. Nothing is locked meanwhile.

    Raises `WorldError`: `conflict` where somebody moved a package in it meanwhile; `allocate_issued` where
    records of it stand, since another plan could have their packages elsewhere. Then nothing is kept.
    """
    require(desk.actor, Right.ALLOCATE)
    view = round_view(desk, key)
    _none_issued(view.issued)
    result = solver.solve(view.round_, effort, on_progress, cancelled)
    verdict = judge(view.round_, result.plan, view.problem)
    result = replace(result, aims=confirmed(view.round_, result, verdict, view.problem))
    return keep_plan(desk, key, result, view.version)


def keep_plan(desk: Desk, key: str, result: Result, read_version: int) -> RoundView:
    """Keep what a solver found for the round as it stood at that version.

    Pins stay; what was taken out is decided anew.
    """
    with writing(desk, Right.ALLOCATE) as writer:
        row = plan_row(writer, key, read_version)
        _none_issued(_issued(writer, key))
        pins = tuple(move for move in row.value.moves if move.award is not None)
        value = replace(row.value, result_sha256=writer.keep_blob(to_bytes(result)), moves=pins)
        placed = len({each.package for each in result.plan if each.award is not None})
        facts: dict[str, str | int] = {"placed": placed, "stopped_by": result.stopped_by.value}
        done = keep(desk, writer, "plan", [changed(row, value)], facts=facts)
        return replace(view_of(writer, key), done=done)


def _none_issued(issued: Mapping[str, str]) -> None:
    """What is issued stays where its record says: what still waits goes into a new round."""
    if issued:
        raise WorldError(Fault("allocate_issued", facts={"count": len(issued)}))


def plan_row(writer: Writing, key: str, read_version: int) -> Row[KeptPlan]:
    """The plan's row in the version that was read. Raises `WorldError`: `not_found`, `conflict`."""
    row = writer.get(KeptPlan, key)
    if row is None:
        raise not_found("round", key)
    if row.version != read_version:
        raise conflict("plan", key)
    return row


def view_of(view: Reading, key: str) -> RoundView:
    """A round as it stands, in a transaction that is open already."""
    frozen, plan = view.get(FrozenRound, key), view.get(KeptPlan, key)
    if frozen is None or plan is None:
        raise not_found("round", key)
    kept = frozen_round(view.blob(frozen.value.round_sha256))
    members = from_bytes(view.blob(frozen.value.members_sha256), dict[str, Member])
    sha256 = plan.value.result_sha256
    result = from_bytes(view.blob(sha256), Result) if sha256 else None
    round_, problem, stands, verdict = _stands(kept, result, plan.value.moves)
    return RoundView(
        id=key,
        version=plan.version,
        day=frozen.value.day,
        round_=round_,
        problem=problem,
        plan=stands,
        verdict=verdict,
        result=result,
        moves=plan.value.moves,
        authorised=plan.value.authorised,
        issued=_issued(view, key),
        people=_people(view, members),
        members=members,
    )


def with_plan(view: RoundView, version: int, plan: KeptPlan, done: Done) -> RoundView:
    """The view after people moved or authorised something in it, without reading the round again."""
    if plan.moves == view.moves:
        return replace(view, version=version, authorised=plan.authorised, done=done)
    opened = {(move.package, move.part) for move in view.moves} - {(m.package, m.part) for m in plan.moves}
    assert not opened  # noqa: S101 - moves are only added or replaced; what a pin hid would have to be read again
    round_, problem, stands, verdict = _stands(view.round_, view.result, plan.moves)
    return replace(
        view,
        version=version,
        round_=round_,
        problem=problem,
        plan=stands,
        verdict=verdict,
        moves=plan.moves,
        authorised=plan.authorised,
        done=done,
    )


def _stands(
    round_: Round, result: Result | None, moves: tuple[Move, ...]
) -> tuple[Round, Problem, Plan, Verdict]:
    """The round with these moves pinned, its problem, its plan and the verdict, which is about no file."""
    round_ = with_pins(round_, moves)
    problem = build(round_)
    base = result.plan if result else problem.plan(pins_first(problem))
    plan = with_moves(base, moves)
    verdict = judge(round_, plan, problem)
    faults = tuple(replace(fault, file="") for fault in verdict.faults)
    return round_, problem, plan, replace(verdict, faults=faults)


def _issued(view: Reading, key: str) -> dict[str, str]:
    """Numbers of records of this round that stand, by package reference."""
    records = view.rows(Record, round=key)
    withdrawn = {row.key for row in view.rows(Withdrawal, id=[row.key for row in records])}
    cases = {row.key: row for row in view.rows(Case, id=[row.value.package for row in records])}
    standing = sorted((row.value for row in records if row.key not in withdrawn), key=lambda each: each.at)
    return {cases[record.package].value.package.package: record.number for record in standing}


def _people(view: Reading, members: dict[str, Member]) -> dict[str, Person]:
    cases = {row.key: row.value.person for row in view.rows(Case, id=[each.id for each in members.values()])}
    refs = {row.key: row.value.payload for row in view.rows(PersonRef, id=sorted(set(cases.values())))}
    payloads = view.personal(list(refs.values()))
    found: dict[str, Person] = {}
    for reference, member in members.items():
        personal = payloads.get(refs.get(cases.get(member.id, ""), ""))
        found[reference] = Person(personal.reference, personal.name) if personal else Person()
    return found
