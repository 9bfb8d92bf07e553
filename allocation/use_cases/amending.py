"""A contract typed or amended: its tables as rows of text, kept by one act or refused with every fault.

The rows are those of contracts, steps, lots and awards of one contract, and the council's own areas and
providers, which every contract names. They are read by the same columns and checks as files are.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from allocation.errors import Fault, WorldError
from allocation.intake import Table, Tables, read_round
from allocation.intake.codes import Code
from allocation.intake.layout import LAYOUTS
from allocation.intake.read import Kept
from allocation.intake.rows import header_of, rows_of
from allocation.intake.tables import Row as TextRow
from allocation.model import Round
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, reading, writing
from allocation.use_cases.snapshot import snapshot
from allocation.use_cases.terms_changes import terms_changes
from allocation.use_cases.who import Right

OWN = ("contracts", "steps", "lots", "awards")
"""The tables of which a draft has the rows of its own contract."""

SHARED = ("areas", "providers")
"""The tables of which a draft has every row, because all contracts name them."""

LABELS = {"areas": "area", "providers": "provider", "contracts": "contract", "lots": "lot"}
"""The tables whose rows others name, with the column (and the kind of row) that is their label."""

BESIDE = 100_000
"""Rows of the same tables that the draft does not show are numbered from here on."""


@dataclass(frozen=True, slots=True)
class DraftRow:
    """Text by column name. In steps, lots and awards `contract` says nothing: it is the draft's own.

    `was` is the label under which the row is kept, so that a label can be corrected; empty for a new row, and
    in tables whose rows nothing names.
    """

    cells: Mapping[str, str]
    was: str = ""


Rows = tuple[DraftRow, ...]


@dataclass(frozen=True, slots=True)
class TermsDraft:
    """A contract's tables as typed. `before` is what they were when they were read.

    `contract` is the label of the contract that it amends; a new one has none.
    """

    tables: Mapping[str, Rows]
    contract: str = ""
    before: Mapping[str, Rows] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Amended:
    """What was kept, under which label. `notices` refuse nothing; they stand at the rows of the draft."""

    contract: str
    done: Done
    notices: tuple[Fault, ...] = ()


def new_terms(desk: Desk) -> TermsDraft:
    """An empty contract beside the council's areas and providers."""
    with reading(desk) as view:
        tables = _tables(snapshot(view, desk.clock.today(), cases=()).round_, "")
    empty = dict.fromkeys(header_of("contracts"), "")
    return TermsDraft({**tables, "contracts": (DraftRow(empty),)}, "", tables)


def terms_draft(desk: Desk, contract: str) -> TermsDraft:
    """The tables of a contract that is kept. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        tables = _tables(snapshot(view, desk.clock.today(), cases=()).round_, contract)
    if not tables["contracts"]:
        raise not_found("contract", contract)
    return TermsDraft(tables, contract, tables)


def remove_contract(desk: Desk, contract: str) -> Amended:
    """Take a contract away that was never used. Raises `WorldError`: `terms_in_use`, `not_found`."""
    draft = terms_draft(desk, contract)
    return save_terms(desk, replace(draft, tables={**draft.tables, **dict.fromkeys(OWN, ())}))


def save_terms(desk: Desk, draft: TermsDraft) -> Amended:
    """Keep the tables: what is new is added, what differs changed, what is not there any more removed.

    A fault's `file` is its table, its `row` the place in the draft from 1, its `column` the cell; it has no
    row where it is about a row that the draft does not show. Raises `WorldError` with every fault: those of
    reading; else `terms_in_use` for what cannot go because something names it, `label_moved` for a label
    that another row had until now; or `conflict`.
    """
    with writing(desk, Right.TERMS) as writer:
        today = desk.clock.today()
        kept = snapshot(writer, today, cases=())
        draft = _rebased(draft, _tables(kept.round_, draft.contract))
        intake = read_round(_all_text(kept.round_, draft), today, Kept(_emptied(kept.round_), {}))
        if intake.round_ is None:
            raise WorldError(*_once(map(_at_row, intake.faults)))
        moved = list(_moved(draft))
        if moved:
            raise WorldError(*moved)
        changes = terms_changes(desk, writer, intake.round_, _labels(draft), kept.names)
        label = _own_label(draft)
        facts: dict[str, str | int] = {"contract": label or draft.contract}
        counted = Counter(
            "removed" if each.row is None else "changed" if each.was else "added" for each in changes
        )
        facts.update({what: counted[what] for what in ("added", "changed", "removed")})
        done = keep(desk, writer, "terms", changes, facts=facts)
    notices = (_at_row(each) for each in intake.notices)
    return Amended(label, done, tuple(each for each in notices if each.row is not None))


def _rebased(draft: TermsDraft, now: Mapping[str, Rows]) -> TermsDraft:
    """The draft on what is kept now: tables that nobody typed into follow what was changed elsewhere.

    Raises `WorldError` (`conflict`) where a table was typed into here and changed elsewhere.
    """
    tables = dict(draft.tables)
    for name, rows in now.items():
        if rows != draft.before.get(name, ()):
            if tables[name] != draft.before.get(name, ()):
                raise conflict("contract", draft.contract)
            tables[name] = rows
    return TermsDraft(tables, draft.contract, now)


def _tables(round_: Round, contract: str) -> dict[str, Rows]:
    """The draft's tables as they are kept."""
    text = rows_of(round_, {})
    return {name: tuple(_draft_rows(name, text[name], contract)) for name in (*OWN, *SHARED)}


def _draft_rows(name: str, rows: Iterable[tuple[str, ...]], contract: str) -> Iterator[DraftRow]:
    for row in rows:
        cells = dict(zip(header_of(name), row, strict=True))
        if name in SHARED or cells["contract"] == contract:
            yield DraftRow(cells, cells[LABELS[name]] if name in LABELS else "")


def _all_text(round_: Round, draft: TermsDraft) -> Tables:
    """The draft's tables with the rows of other contracts after its own; both follow a corrected label.

    A table without rows is not given, so that what names its rows is told; but areas may be left to the lots.
    """
    label, follow = _own_label(draft), _Follow(draft)
    tables: dict[str, Table] = {}
    for name, kept in rows_of(round_, {}).items():
        if name not in draft.tables:
            continue
        header = header_of(name)
        own = [
            TextRow(number, follow(name, _cells(name, row, label)))
            for number, row in enumerate(draft.tables[name], start=1)
            if any(text.strip() for text in row.cells.values())
        ]
        others = [row for row in kept if name in OWN and row[0] != draft.contract]
        beside = [
            TextRow(number, follow(name, dict(zip(header, row, strict=True))))
            for number, row in enumerate(others, start=BESIDE)
        ]
        if own or beside or name == "areas":
            tables[name] = Table(name, name, header, (*own, *beside), header_row=0)
    return Tables(tables)


class _Follow:
    """Makes cells of a row in which a label that was corrected elsewhere in the draft is corrected too."""

    def __init__(self, draft: TermsDraft) -> None:
        self._now = {(kind, was): label for (kind, label), was in _labels(draft).items() if was != label}
        self._refers = {
            (name, column.name): LABELS[column.refers]
            for name in draft.tables
            for column in LAYOUTS[name].columns
            if column.refers in LABELS
        }

    def __call__(self, name: str, cells: Mapping[str, str]) -> tuple[str, ...]:
        """The row's cells in the order of its table's columns."""
        return tuple(
            self._cell(self._refers.get((name, each)), cells.get(each, "")) for each in header_of(name)
        )

    def _cell(self, kind: str | None, text: str) -> str:
        if kind is None or not self._now:
            return text
        return ";".join(self._now.get((kind, item.strip()), item) for item in text.split(";"))


def _cells(name: str, row: DraftRow, label: str) -> dict[str, str]:
    """The row's text under the draft's own contract."""
    return {**row.cells, "contract": label} if name in OWN else dict(row.cells)


def _own_label(draft: TermsDraft) -> str:
    rows = draft.tables["contracts"]
    return rows[0].cells.get("contract", "").strip() if rows else ""


def _emptied(round_: Round) -> Round:
    """What is kept besides the terms, for the draft's tables to be read onto."""
    return replace(
        round_,
        areas=(),
        providers=(),
        contracts=(),
        steps=(),
        lots=(),
        awards=(),
        capacity=(),
        suspensions=(),
    )


def _labels(draft: TermsDraft) -> dict[tuple[str, str], str]:
    """By kind and label now: the label under which the row is kept."""
    return {
        (kind, row.cells.get(kind, "").strip()): row.was
        for name, kind in LABELS.items()
        for row in draft.tables[name]
        if row.was
    }


def _moved(draft: TermsDraft) -> Iterator[Fault]:
    """A label that another row had until now: two names cannot change places at one stroke."""
    for name, kind in LABELS.items():
        before = {row.was for row in draft.before.get(name, ())}
        renamed = {row.was for row in draft.tables[name] if row.was} - {
            row.was for row in draft.tables[name] if row.cells.get(kind, "").strip() == row.was
        }
        for number, row in enumerate(draft.tables[name], start=1):
            text = row.cells.get(kind, "").strip()
            if text != row.was and text in before and text in renamed:
                yield Fault("label_moved", name, number, kind, text)


def _at_row(fault: Fault) -> Fault:
    """The fault at the draft's own row, even where what is at fault is a row beside it.

    What the draft removes and another contract names cannot go; a label that stands twice is the draft's.
    """
    if fault.row is None or fault.row < BESIDE:
        return replace(fault, row=fault.row or None)
    first = fault.facts.get("first")
    if fault.code in (Code.DUPLICATE, Code.DIFFERS_BY_CASE) and isinstance(first, int) and first < BESIDE:
        return Fault("label_taken", fault.file, first, fault.column, fault.value)
    if fault.code == Code.UNKNOWN:
        facts: dict[str, str | int] = {"what": "contracts"}
        return Fault("terms_in_use", str(fault.facts["table"]), value=str(fault.facts["id"]), facts=facts)
    return replace(fault, row=None)


def _once(faults: Iterable[Fault]) -> list[Fault]:
    """Each fault once: several rows of other contracts may name what is removed."""
    found: list[Fault] = []
    for fault in faults:
        if fault not in found:
            found.append(fault)
    return found
