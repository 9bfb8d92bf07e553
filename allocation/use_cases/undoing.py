"""Undo and redo: new acts that compensate."""

from allocation.acts import LEFT_THE_BUILDING, Undoing, undo_of
from allocation.acts.undo import changed_since
from allocation.errors import Fault, WorldError
from allocation.lists import HistoryLine
from allocation.use_cases.desk import Desk, Done, keep, reading, writing
from allocation.use_cases.room_again import refuse_without_room
from allocation.use_cases.who import Right


def last(desk: Desk) -> HistoryLine | None:
    """What Undo would undo, or nothing where nothing was done, or where that cannot be undone."""
    with reading(desk) as view:
        line = view.last(undo=False)
    return None if line is None or line.kind in LEFT_THE_BUILDING else line


def undo(desk: Desk, act: int | None = None) -> Done:
    """Undo one act by its number (`Done.act`), or the last that stands.

    Raises `WorldError`: `undo_nothing` (also where it is undone already); `undo_left_building`;
    `undo_depends`, with the later act that rests on it; `undo_room`, where room that it gave back has gone.
    """
    return _compensate(desk, "undo", act)


def redo(desk: Desk) -> Done:
    """Undo the last undo, if nothing else was done since. Raises `WorldError` as `undo` does."""
    return _compensate(desk, "redo", None)


def history(desk: Desk, limit: int = 100) -> list[HistoryLine]:
    """What was done on this memory, the newest first."""
    with reading(desk) as view:
        return view.history([], limit)


def _compensate(desk: Desk, kind: str, number: int | None) -> Done:
    with writing(desk, Right.REFER) as writer:
        line = writer.line(number) if number is not None else writer.last(undo=kind == "redo")
        if line is None or line.undone or (number is not None and line.kind in ("undo", "redo")):
            raise WorldError(Fault("undo_nothing", facts={"what": kind}))
        if line.kind in LEFT_THE_BUILDING:
            raise WorldError(Fault("undo_left_building", facts=_about(line)))
        act = writer.act(line.number)
        keys = [(change.kind, change.key) for change in act.proposal.changes]
        undoing = Undoing(writer.standing(keys), writer.before(act.number))
        needed = writer.relying(act.number)
        if needed:
            raise WorldError(Fault("undo_depends", facts=_about(needed[0])))
        if changed_since(act, undoing):
            raise WorldError(Fault("undo_depends", facts=_about(line)))
        facts = {**act.proposal.facts, "undone": str(act.proposal.facts.get("undone", act.proposal.kind))}
        changes = undo_of(act, undoing)
        kept = keep(desk, writer, kind, changes, facts=facts, undoes=act.number)
        refuse_without_room(desk, writer, changes)
        return kept


def _about(line: HistoryLine) -> dict[str, str | int]:
    return {"act": line.number, "kind": line.kind, "by": line.by, "at": line.at.isoformat()}
