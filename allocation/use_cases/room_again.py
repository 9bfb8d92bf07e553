"""Whether promises that an undo opens again find their room: no provider is promised more than it has."""

from collections import defaultdict
from collections.abc import Iterable

from allocation.acts import RowChange
from allocation.acts.rows import Case, Move, Promise
from allocation.errors import Fault, WorldError
from allocation.model import AwardKey, PlacementKind, Provider, Waiver
from allocation.ports import Reading
from allocation.problem import build
from allocation.use_cases.desk import Desk
from allocation.use_cases.effective import with_pins
from allocation.use_cases.snapshot import snapshot


def refuse_without_room(desk: Desk, view: Reading, changes: Iterable[RowChange]) -> None:
    """Look once more at the room of promises that these changes, made already, opened again.

    What is in no return (care that stays, what was netted off) needs none. Raises `WorldError` (`undo_room`);
    the transaction then takes the changes back.
    """
    opened = [each for each in changes if each.kind == "promise" and each.row and each.row["ended"] is None]
    if not opened:
        return
    promises = {row.key: row.value for row in view.rows(Promise, ended=None)}
    cases = view.rows(Case, id=sorted({each.package for each in promises.values()}))
    now = snapshot(view, desk.clock.today(), cases=cases, people=False)
    kept = [promises[each.key] for each in opened]
    pins: dict[tuple[str, int], list[Move]] = defaultdict(list)
    held = {(each.package, each.part, each.provider) for each in now.round_.placements if _holds(each.kind)}
    for each in kept:
        award = AwardKey(
            each.step,
            now.names.label("contract", each.contract),
            now.names.label("lot", each.lot),
            now.names.label("provider", each.provider),
        )
        package = now.names.label("package", each.package)
        if (package, each.part, award.provider) in held:
            waives = (Waiver.SHARE,)
            pins[package, each.part].append(Move(package, each.part, award, "undo", desk.actor.name, waives))
    # a part that was out with several is looked at once for each of them: a part has one pin
    for turn in range(max(map(len, pins.values()), default=0)):
        fixed = [several[turn] for several in pins.values() if turn < len(several)]
        for fault in build(with_pins(now.round_, fixed)).faults:
            if fault.code == "pin_room":
                name = str(fault.facts["provider"])
                found = view.get(Provider, now.names.id("provider", name))
                facts = fault.facts | {"provider": found.value.name if found else name}
                raise WorldError(Fault("undo_room", facts=facts))


def _holds(kind: PlacementKind) -> bool:
    return kind is PlacementKind.HELD
