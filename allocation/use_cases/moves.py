"""Adjusting a plan by hand: every move is a pin, with its reason, judged at once."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from allocation.acts import changed
from allocation.acts.act import Facts
from allocation.acts.rows import Authorisation, KeptPlan, Move
from allocation.check import Verdict, judge
from allocation.errors import Fault, WorldError
from allocation.index import Index
from allocation.model import AwardKey, PlacementKind, Plan, Round, Waiver
from allocation.use_cases.desk import Desk, keep, reading, writing
from allocation.use_cases.effective import with_moves, with_pins
from allocation.use_cases.rounds import RoundView, plan_row, view_of, with_plan
from allocation.use_cases.who import Right, require

SETTLED = (PlacementKind.LIVE, PlacementKind.HELD)
"""What no move touches: care that goes on, and what was promised before."""


def judge_moved(round_: Round, plan: Plan, moves: Sequence[Move]) -> Verdict:
    """The verdict on a plan of a round with these moves made; nothing is kept."""
    return judge(with_pins(round_, moves), with_moves(plan, moves))


def move(
    desk: Desk,
    round_id: str,
    read_version: int,
    package: str,
    part: int,
    award: AwardKey,
    reason: str,
    waives: tuple[Waiver, ...] = (),
    authorised_by: str = "",
) -> RoundView:
    """Fix a part at an award.

    `authorised_by` is needed for what is waived, and authorises a step that needs it. Raises
    `WorldError`: `move_reason`, `move_authority` (a waiver without a name), `move_settled`,
    `move_issued`, `move_unknown`, `conflict`.
    """
    fixed = Move(package, part, award, reason.strip(), desk.actor.name, waives, authorised_by.strip())
    return _keep_moves(desk, round_id, read_version, "move", [fixed])


def unplace(
    desk: Desk, round_id: str, read_version: int, package: str, part: int | None, reason: str
) -> RoundView:
    """Take a part, or (None) the whole package, out of the plan. Raises `WorldError` as `move` does."""
    require(desk.actor, Right.MOVE)
    with reading(desk) as view:
        index = view_of(view, round_id).problem.index
    parts = [part] if part is not None else [each.number for each in index.packages[package].parts]
    taken = [Move(package, number, None, reason.strip(), desk.actor.name) for number in parts]
    return _keep_moves(desk, round_id, read_version, "unplace", taken)


def authorise(
    desk: Desk, round_id: str, read_version: int, packages: Sequence[str], by: str, reason: str
) -> RoundView:
    """A named person allows what the plan proposes for packages at a step that needs authority: one act.

    It stands as long as each package stays with that award. Raises `WorldError`: `authority_by`,
    `authority_reason`, `authority_nothing`, `conflict`.
    """
    faults = [Fault("authority_by", column="by")] if not by.strip() else []
    if not reason.strip():
        faults.append(Fault("authority_reason", column="reason"))
    if faults:
        raise WorldError(*faults)
    with writing(desk, Right.AUTHORISE) as writer:
        row = plan_row(writer, round_id, read_version)
        view = view_of(writer, round_id)
        wanted = {package: needing_authority(view, package) for package in packages}
        nothing = [Fault("authority_nothing", facts={"package": each}) for each in wanted if not wanted[each]]
        if nothing or not wanted:
            raise WorldError(*(nothing or [Fault("authority_nothing", facts={"package": ""})]))
        others = [each for each in row.value.authorised if each.package not in wanted]
        given = [
            Authorisation(package, award, by.strip(), reason.strip())
            for package, awards in wanted.items()
            for award in awards
        ]
        value = replace(row.value, authorised=(*others, *given))
        facts: Facts = {"package": ", ".join(wanted), "by": by.strip()}
        done = keep(desk, writer, "authorise", [changed(row, value)], facts=facts)
    return with_plan(view, done.act, value, done)


def proposals(view: RoundView) -> tuple[str, ...]:
    """Packages placed at a step that needs authority, and not yet authorised there."""
    return tuple(package.package for package in view.round_.packages if unauthorised(view, package.package))


def needing_authority(view: RoundView, package: str) -> list[AwardKey]:
    """The awards of a package's parts that this round decides and whose step needs authority."""
    index, awards = view.problem.index, view.plan.awards
    found = []
    for part in index.packages[package].parts:
        award = awards.get((package, part.number))
        settled = index.placement_kind(package, part.number) in SETTLED
        if award is not None and not settled and index.step_of(index.awards[award]).needs_authority:
            found.append(award)
    return found


def unauthorised(view: RoundView, package: str) -> list[AwardKey]:
    """Of these, the ones that nobody allowed."""
    allowed = {(each.package, each.award) for each in view.authorised}
    return [award for award in needing_authority(view, package) if (package, award) not in allowed]


def _keep_moves(desk: Desk, round_id: str, read_version: int, kind: str, moves: list[Move]) -> RoundView:
    with writing(desk, Right.MOVE) as writer:
        row = plan_row(writer, round_id, read_version)
        view = view_of(writer, round_id)
        faults = [fault for each in moves for fault in _faults(view, each)]
        if faults:
            raise WorldError(*faults)
        moved = {(each.package, each.part) for each in moves}
        stay = [each for each in row.value.moves if (each.package, each.part) not in moved]
        value = replace(
            row.value, moves=tuple(sorted([*stay, *moves], key=lambda each: (each.package, each.part)))
        )
        value = _authorised_by_moves(value, view.problem.index, moves)
        done = keep(desk, writer, kind, [changed(row, value)], facts=_facts(view.problem.index, moves))
    return with_plan(view, done.act, value, done)


def _faults(view: RoundView, move_: Move) -> Iterable[Fault]:
    facts: Facts = {"package": move_.package, "part": move_.part}
    if (move_.package, move_.part) not in view.plan.awards or (
        move_.award is not None and move_.award not in view.problem.index.awards
    ):
        yield Fault("move_unknown", facts=facts)
        return
    if view.problem.index.placement_kind(move_.package, move_.part) in SETTLED:
        yield Fault("move_settled", facts=facts)
    if move_.package in view.issued:
        yield Fault("move_issued", facts={**facts, "number": view.issued[move_.package]})
    if not move_.reason:
        yield Fault("move_reason", column="reason", facts=facts)
    if move_.waives and not move_.authorised_by:
        yield Fault("move_authority", column="authorised_by", facts=facts)


def _authorised_by_moves(value: KeptPlan, index: Index, moves: list[Move]) -> KeptPlan:
    """A move that names who authorised it allows its step too."""
    given = [
        Authorisation(each.package, each.award, each.authorised_by, each.reason)
        for each in moves
        if each.award and each.authorised_by and index.step_of(index.awards[each.award]).needs_authority
    ]
    packages = {(each.package, each.award) for each in given}
    others = [each for each in value.authorised if (each.package, each.award) not in packages]
    return replace(value, authorised=(*others, *given))


def _facts(index: Index, moves: list[Move]) -> Facts:
    award = moves[0].award
    return {
        "package": moves[0].package,
        "provider": index.providers[award.provider].name if award else "",
    }
