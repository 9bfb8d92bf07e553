"""Acts on tables in memory: what they leave, what undoes them, and that replays agree."""

from datetime import UTC, datetime
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from allocation.acts import (
    Act,
    Proposal,
    Row,
    RowChange,
    Undoing,
    apply,
    changed,
    created,
    removed,
    seal,
    undo_of,
)
from allocation.acts.act import digest
from allocation.acts.undo import changed_since
from allocation.codec import from_bytes, to_bytes
from allocation.model import Area
from tests.desks import MemoryRows

NOON = datetime(2026, 6, 1, 12, tzinfo=UTC)


class Memory:
    """A chain and its tables in memory."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.rows = MemoryRows()

    def act(self, *changes: RowChange, undoes: int | None = None) -> Act:
        """Append and apply."""
        previous = self.acts[-1].hash if self.acts else "0" * 64
        proposal = Proposal(f"id-{len(self.acts)}", "test", "Ann", "broker", NOON, changes, undoes=undoes)
        act = seal(proposal, len(self.acts) + 1, previous)
        self.acts.append(act)
        apply(act, self.rows)
        return act

    def undoing(self, act: Act) -> Undoing:
        """What an undo of the act needs to know: rows before it, out of the acts."""
        standing = {("area", key): (row.version, row.origin) for key, row in self.rows.rows["area"].items()}
        left = {
            (each.number, (change.kind, change.key)): change.row
            for each in self.acts
            for change in each.proposal.changes
        }
        before: dict[tuple[str, str], dict[str, Any] | None] = {
            (change.kind, change.key): left.get((change.origin, (change.kind, change.key)))
            for change in act.proposal.changes
        }
        return Undoing({**standing, **self.rows.gone}, before)

    def undo(self, act: Act) -> Act | None:
        """Undo the act if nothing changed its rows since."""
        undoing = self.undoing(act)
        if changed_since(act, undoing):
            return None
        return self.act(*undo_of(act, undoing), undoes=act.number)

    def row(self, key: str) -> Row[Any] | None:
        """A row of an area."""
        return self.rows.rows["area"].get(key)

    def values(self) -> dict[str, tuple[Any, int]]:
        """Values and origins, without versions."""
        return {key: (row.value, row.origin) for key, row in self.rows.rows["area"].items()}


def test_a_row_made_changed_and_gone_comes_back_step_by_step() -> None:
    """Each undo brings back the value before, and which act gave it."""
    memory = Memory()
    made = memory.act(created("a", Area("W1")))
    row = memory.row("a")
    assert row is not None
    renamed = memory.act(changed(row, Area("W1", "Ardlaw")))
    row = memory.row("a")
    assert row is not None
    gone = memory.act(removed(row))
    assert memory.values() == {}
    assert memory.undo(gone)
    assert memory.values() == {"a": (Area("W1", "Ardlaw"), renamed.number)}
    assert memory.undo(made) is None
    assert memory.undo(renamed)
    assert memory.values() == {"a": (Area("W1"), made.number)}
    assert memory.undo(made)
    assert memory.values() == {}


def test_an_undo_is_undone_by_the_same_rule() -> None:
    """A redo is the undo of the undo, and gives the row back to the act that made it."""
    memory = Memory()
    made = memory.act(created("a", Area("W1")))
    undo = memory.undo(made)
    assert undo is not None
    assert memory.undo(undo) is not None
    assert memory.values() == {"a": (Area("W1"), made.number)}
    assert memory.rows.undone == {undo.number: 3}


def test_an_act_survives_its_bytes() -> None:
    """A proposal read back from its canonical JSON has the same bytes, and so the same hash."""
    memory = Memory()
    act = memory.act(created("a", Area("W1", "Ŵyn", ("EH49 6",))))
    body = to_bytes(act.proposal)
    assert to_bytes(from_bytes(body, Proposal)) == body
    assert digest(body, act.number, act.previous) == act.hash
    assert digest(body, act.number + 1, act.previous) != act.hash


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["put", "remove", "undo", "redo"]), st.sampled_from("abc"), st.integers(0, 9)
        )
    )
)
def test_whatever_is_done_a_replay_agrees(steps: list[tuple[str, str, int]]) -> None:
    """Random puts, removals, undos and redos: tables from scratch are the tables that grew."""
    memory = Memory()
    for what, key, number in steps:
        row = memory.row(key)
        if what == "put":
            gone = memory.rows.gone.get(("area", key), (0, 0))
            fresh = created(key, Area(key, str(number)))
            fresh = RowChange(fresh.kind, fresh.key, fresh.row, *gone)
            memory.act(changed(row, Area(key, str(number))) if row else fresh)
        elif what == "remove" and row:
            memory.act(removed(row))
        elif what == "undo" and memory.acts:
            act = memory.acts[number % len(memory.acts)]
            before = memory.values()
            undo = memory.undo(act)
            if undo is not None:
                redo = memory.undo(undo)
                assert redo is not None
                assert memory.values() == before
                memory.undo(redo)
    again = MemoryRows()
    for act in memory.acts:
        apply(act, again)
    assert again == memory.rows
