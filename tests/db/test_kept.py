"""Terms that are kept between views are what the tables say, whatever was done to them."""

from dataclasses import replace
from random import Random

import pytest

from allocation.acts import changed, created, removed
from allocation.model import Area
from allocation.use_cases.desk import Desk, keep, new_uuid, writing
from allocation.use_cases.undoing import undo
from allocation.use_cases.who import Right
from db.store import SqlStore
from tests.desks import desk_on


def _stored(store: SqlStore) -> list[tuple[str, str]]:
    with store.reading() as view:
        rows = [(row.key, row.value.name) for row in view.rows(Area)]
        one_by_one = [(key, found.value.name) for key, _ in rows if (found := view.get(Area, key))]
    assert rows == one_by_one
    return rows


@pytest.mark.parametrize("seed", range(8))
def test_no_act_leaves_an_old_row_in_sight(seed: int, store: SqlStore) -> None:
    """Rows come, change, go, come back by undo, and fail to come: each view has what stands, no more."""
    dice, desk, known = Random(seed), desk_on(store), dict[str, str]()
    undone: list[dict[str, str]] = []
    for number in range(30):
        before = dict(known)
        choice = dice.choice(("create", "change", "remove", "undo", "fail"))
        if choice == "undo" and undone:
            undo(desk)
            known = undone.pop()
            undone.clear()
        elif choice == "fail":
            _failing(desk, number)
        else:
            _act(desk, dice, choice if known else "create", known, number)
            undone.append(before)
        assert _stored(store) == sorted(known.items())


def _act(desk: Desk, dice: Random, choice: str, known: dict[str, str], number: int) -> None:
    key = new_uuid() if choice in ("create", "undo") else dice.choice(sorted(known))
    with writing(desk, Right.IMPORT) as writer:
        row = writer.get(Area, key)
        if row is None:
            keep(desk, writer, "area", [created(key, Area(f"W{number}", f"Ward {number}"))])
            known[key] = f"Ward {number}"
        elif choice == "remove":
            keep(desk, writer, "area", [removed(row)])
            del known[key]
        else:
            keep(desk, writer, "area", [changed(row, replace(row.value, name=f"Now {number}"))])
            known[key] = f"Now {number}"


def _failing(desk: Desk, number: int) -> None:
    """An act that was read by its own writer, and never stood; the next gets its number."""
    with pytest.raises(RuntimeError, match="power cut"), writing(desk, Right.IMPORT) as writer:  # noqa: PT012
        keep(desk, writer, "area", [created(new_uuid(), Area(f"X{number}"))])
        assert any(row.value.area == f"X{number}" for row in writer.rows(Area))
        raise RuntimeError("power cut")
