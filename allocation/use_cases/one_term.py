"""One row of the terms renamed, or taken away where nothing rests on it: the editor's acts, in one step."""

from collections.abc import Mapping
from dataclasses import replace
from enum import StrEnum

from allocation.errors import Fault, WorldError
from allocation.model import AwardKey
from allocation.use_cases.amending import (
    LABELS,
    Amended,
    DraftRow,
    Rows,
    TermsDraft,
    new_terms,
    remove_contract,
    save_terms,
    terms_draft,
)
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.terms import Terms, terms_in


class Labelled(StrEnum):
    """What has a name that others use."""

    CONTRACT = "contract"
    LOT = "lot"
    AREA = "area"
    PROVIDER = "provider"


_TABLES = {Labelled(kind): table for table, kind in LABELS.items()}


def rename(desk: Desk, kind: Labelled, label: str, new: str) -> Amended:
    """Give one of the terms another label; everything that names it follows, and what was issued stands.

    Raises `WorldError`: `no_such_term`; `label_empty`; else as `save_terms` does, with `label_taken` or
    `duplicate` where the new label is somebody's already.
    """
    new = new.strip()
    if not new:
        raise WorldError(Fault("label_empty", value=label))
    draft, table = _draft_with(desk, kind, label), _TABLES[kind]
    rows = tuple(
        DraftRow({**row.cells, kind: new}, row.was) if row.was == label else row
        for row in draft.tables[table]
    )
    return _saved(desk, draft, {table: rows})


def remove(desk: Desk, kind: Labelled, label: str) -> Amended:
    """Take one of the terms away that nothing rests on: a contract with all that is its own, a lot with its
    awards.

    Raises `WorldError`: `no_such_term`, or `terms_in_use`, which says what rests on it.
    """
    draft, table = _draft_with(desk, kind, label), _TABLES[kind]
    if kind is Labelled.CONTRACT:
        return remove_contract(desk, label)
    left = {table: tuple(row for row in draft.tables[table] if row.was != label)}
    if kind is Labelled.LOT:
        left["awards"] = tuple(row for row in draft.tables["awards"] if row.cells["lot"] != label)
    return _saved(desk, draft, left)


def remove_award(desk: Desk, key: AwardKey) -> Amended:
    """Take an award away under which nobody has or was promised care. Raises as `remove` does."""
    draft = _draft_of(desk, key.contract)
    wanted = {"lot": key.lot, "step": str(key.step), "provider": key.provider}
    left = tuple(row for row in draft.tables["awards"] if not wanted.items() <= row.cells.items())
    if left == draft.tables["awards"]:
        raise _no_such(f"{key.lot} / {key.step} / {key.provider}")
    return _saved(desk, draft, {"awards": left})


def remove_step(desk: Desk, contract: str, number: int) -> Amended:
    """Take a step without awards away. Raises `WorldError` as `remove` does."""
    draft = _draft_of(desk, contract)
    if any(row.cells["step"] == str(number) for row in draft.tables["awards"]):
        facts: dict[str, str | int] = {"what": "awards"}
        raise WorldError(Fault("terms_in_use", "steps", value=f"{contract} / {number}", facts=facts))
    left = tuple(row for row in draft.tables["steps"] if row.cells["step"] != str(number))
    if left == draft.tables["steps"]:
        raise _no_such(f"{contract} / {number}")
    return _saved(desk, draft, {"steps": left})


def _draft_with(desk: Desk, kind: Labelled, label: str) -> TermsDraft:
    """A draft whose tables have the row of that label."""
    with reading(desk) as view:
        now = terms_in(view)
    if label not in _labels(now, kind):
        raise _no_such(label)
    if kind is Labelled.CONTRACT:
        return terms_draft(desk, label)
    if kind is Labelled.LOT:
        return terms_draft(desk, next(lot.contract for lot in now.lots if lot.lot == label))
    return terms_draft(desk, now.contracts[0].contract) if now.contracts else _without_contract(desk)


def _labels(now: Terms, kind: Labelled) -> set[str]:
    return {
        Labelled.CONTRACT: {each.contract for each in now.contracts},
        Labelled.LOT: {each.lot for each in now.lots},
        Labelled.AREA: {each.area for each in now.areas},
        Labelled.PROVIDER: set(now.provider_names),
    }[kind]


def _draft_of(desk: Desk, contract: str) -> TermsDraft:
    try:
        return terms_draft(desk, contract)
    except WorldError:
        raise _no_such(contract) from None


def _without_contract(desk: Desk) -> TermsDraft:
    draft = new_terms(desk)
    return replace(draft, tables={**draft.tables, "contracts": ()})


def _saved(desk: Desk, draft: TermsDraft, tables: Mapping[str, Rows]) -> Amended:
    return save_terms(desk, replace(draft, tables={**draft.tables, **tables}))


def _no_such(label: str) -> WorldError:
    return WorldError(Fault("no_such_term", value=label))
