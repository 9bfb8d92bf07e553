"""What makes the kept terms those of a round: rows added, changed and removed, each in its own kind."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from allocation.acts import Row, RowChange, changed, created, kind_of, removed
from allocation.acts.names import renamed
from allocation.acts.rows import COUNCIL_KEY, Council
from allocation.errors import Fault, WorldError
from allocation.intake.council import DEFAULT_BANDS
from allocation.model import Area, Award, Contract, Lot, Provider, Round, Step
from allocation.ports import Writing
from allocation.use_cases.desk import Desk
from allocation.use_cases.named import still_named
from allocation.use_cases.names import Names

_LABELLED: tuple[tuple[type[Any], str, str], ...] = (
    (Area, "areas", "area"),
    (Provider, "providers", "provider"),
    (Contract, "contracts", "contract"),
    (Lot, "lots", "lot"),
)
"""Kinds that others name: the round's table, and the field that is the label (and the kind's name)."""

_KEYED: tuple[tuple[type[Any], str, Callable[[Any], object]], ...] = (
    (Step, "steps", lambda each: (each.contract, each.number)),
    (Award, "awards", lambda each: each.key),
)
"""Kinds that nothing names, told apart by what they name."""


def terms_changes(
    desk: Desk, writer: Writing, after: Round, was: Mapping[tuple[str, str], str], names: Names
) -> list[RowChange]:
    """The changes, those that take away first.

    `was` gives, by kind and label in `after`, the label under which a row is kept: it keeps its id.
    Raises `WorldError` (`terms_in_use`) with every row that cannot go.
    """
    ids = Names()
    for _kind, table, label in _LABELLED:
        for value in getattr(after, table):
            now = getattr(value, label)
            before = was.get((label, now), now)
            ids.add(label, names.ids.get((label, before)) or desk.new_id(), now)
    gone: list[tuple[str, Row[Any]]] = []
    changes = list(_bands(writer))
    for kind, table, label in _LABELLED:
        values = {ids.id(label, getattr(value, label)): value for value in getattr(after, table)}
        rows = {row.key: row for row in writer.rows(kind)}
        changes += _puts({key: rows.get(key) for key in values}, values, ids)
        gone += [(table, row) for key, row in rows.items() if key not in values]
    for kind, table, key_of in _KEYED:
        stored = {key_of(row.value): row for row in writer.rows(kind)}
        given = {key_of(renamed(value, ids.id)): value for value in getattr(after, table)}
        keys = {key: stored[key].key if key in stored else desk.new_id() for key in given}
        changes += _puts(
            {keys[key]: stored.get(key) for key in given},
            {keys[key]: value for key, value in given.items()},
            ids,
        )
        gone += [(table, row) for key, row in stored.items() if key not in given]
    _refuse_named(writer, gone, names)
    return [*(removed(row) for _table, row in gone), *changes]


def _puts(rows: Mapping[str, Row[Any] | None], values: Mapping[str, Any], ids: Names) -> Iterator[RowChange]:
    for key, value in values.items():
        row, stored = rows[key], renamed(value, ids.id)
        if row is None:
            yield created(key, stored)
        elif row.value != stored:
            yield changed(row, stored)


def _bands(writer: Writing) -> Iterator[RowChange]:
    """A council that never brought in files has the usual parts of the day."""
    row = writer.get(Council, COUNCIL_KEY)
    if row is None:
        yield created(COUNCIL_KEY, Council("", DEFAULT_BANDS))
    elif not row.value.bands:
        yield changed(row, Council(row.value.name, DEFAULT_BANDS, row.value.policy, row.value.notice_read_by))


def _refuse_named(writer: Writing, gone: list[tuple[str, Row[Any]]], names: Names) -> None:
    faults = [
        Fault(
            "terms_in_use",
            table,
            value=_label(row.value, names),
            facts={"what": by, "kind": kind_of(type(row.value))},
        )
        for table, row in gone
        if (by := still_named(writer, row.value, row.key))
    ]
    if faults:
        raise WorldError(*faults)


def _label(value: Any, names: Names) -> str:
    """What a person calls the row."""
    if isinstance(value, Award):
        return f"{names.label('provider', value.provider)} / {names.label('lot', value.lot)}"
    return str(getattr(value, kind_of(type(value))))
