"""Providers: who they are, what they said they can take, and what rules them out for a while."""

from collections import defaultdict
from dataclasses import dataclass, replace
from datetime import date

from allocation.acts import Row, RowChange, changed, created, read, removed
from allocation.acts.names import renamed
from allocation.acts.rows import Case, Note, Promise, Return, State
from allocation.errors import Fault, WorldError
from allocation.lists import HistoryLine
from allocation.model import Award, CapacityRow, Contract, Placement, PlacementKind, Provider, Suspension
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, reading, writing
from allocation.use_cases.names import Names, names_of
from allocation.use_cases.notes import NoteRow, notes_on
from allocation.use_cases.snapshot import council_of
from allocation.use_cases.who import Right


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """A provider in the list.

    `room` is the staff minutes a week that it returned; None where it gave no whole week.
    """

    id: str
    version: int
    provider: str
    name: str
    registration: str
    grade: int | None
    lots: int
    room: int | None
    as_at: date | None
    suspended: bool
    follow_up: date | None


@dataclass(frozen=True, slots=True)
class SuspensionRow:
    """A suspension, in labels."""

    id: str
    version: int
    suspension: Suspension


@dataclass(frozen=True, slots=True)
class Held:
    """A package that a provider has or holds."""

    id: str
    reference: str
    state: State


@dataclass(frozen=True, slots=True)
class ProviderDetail:
    """All about one provider, in labels. `return_version` is what `save_return` asks for.

    `by_results`: a contract of its awards pays part of the rate by results.
    """

    id: str
    version: int
    provider: Provider
    awards: tuple[Award, ...]
    rows: tuple[CapacityRow, ...]
    return_version: int
    suspensions: tuple[SuspensionRow, ...]
    notes: tuple[NoteRow, ...]
    packages: tuple[Held, ...]
    history: tuple[HistoryLine, ...]
    by_results: bool = False


def providers(desk: Desk, text: str = "") -> tuple[ProviderRow, ...]:
    """All providers whose label, name or registration has the text, by name."""
    today = desk.clock.today()
    with reading(desk) as view:
        lots: dict[str, set[str]] = defaultdict(set)
        for award in view.rows(Award):
            lots[award.value.provider].add(award.value.lot)
        returns: dict[str, list[Return]] = defaultdict(list)
        for each in view.rows(Return):
            returns[each.value.provider].append(each.value)
        out = {each.value.provider for each in view.rows(Suspension) if _in_force(each.value, today)}
        days: dict[str, list[date]] = defaultdict(list)
        for note in view.rows(Note, done=False):
            if note.value.provider and note.value.follow_up:
                days[note.value.provider].append(note.value.follow_up)
        rows = [
            ProviderRow(
                id=row.key,
                version=row.version,
                provider=row.value.provider,
                name=row.value.name,
                registration=row.value.registration,
                grade=row.value.grade,
                lots=len(lots[row.key]),
                room=_room(returns[row.key]),
                as_at=_as_at(returns[row.key]),
                suspended=row.key in out,
                follow_up=min(days[row.key], default=None),
            )
            for row in view.rows(Provider)
        ]
    wanted = text.casefold()
    found = [row for row in rows if wanted in f"{row.provider} {row.name} {row.registration}".casefold()]
    return tuple(sorted(found, key=lambda row: (row.name.casefold(), row.provider)))


def provider(desk: Desk, key: str) -> ProviderDetail:
    """One provider by its id. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        row = _provider(view, key)
        names = names_of(view)
        returns = view.rows(Return, provider=key)
        suspensions = view.rows(Suspension, provider=key)
        figures = (figure for each in returns for figure in renamed(each.value, names.label).rows)
        return ProviderDetail(
            id=key,
            version=row.version,
            provider=row.value,
            awards=tuple(
                sorted(
                    (renamed(each.value, names.label) for each in view.rows(Award, provider=key)),
                    key=lambda award: award.key,
                )
            ),
            rows=tuple(sorted(figures, key=_grid_order)),
            return_version=_return_version(returns),
            suspensions=tuple(
                SuspensionRow(each.key, each.version, renamed(each.value, names.label))
                for each in sorted(suspensions, key=lambda each: each.value.start, reverse=True)
            ),
            notes=notes_on(view, provider=key),
            packages=_held(view, key),
            history=tuple(view.history([("provider", key), *(("return", each.key) for each in returns)])),
            by_results=any(
                row.value.results_share is not None
                for row in view.rows(
                    Contract, id=[each.value.contract for each in view.rows(Award, provider=key)]
                )
            ),
        )


def save_return(desk: Desk, key: str, rows: tuple[CapacityRow, ...], as_at: date, read_version: int) -> Done:
    """Replace the provider's whole return, given as at a day.

    Rows are in labels; their provider and `as_at` are set here. Raises `WorldError`: `return_twice` (two rows
    with the same cells and `from`), `return_plain` (rows by days or workers without the row for the same
    band), `return_unknown` (no such lot or band), `conflict`.
    """
    with writing(desk, Right.PROVIDERS) as writer:
        row = _provider(writer, key)
        names = names_of(writer)
        given = [replace(each, provider=row.value.provider, as_at=as_at) for each in rows]
        _refuse_wrong(writer, given, names)
        before = writer.rows(Return, provider=key)
        if _return_version(before) != read_version:
            raise conflict("return", row.value.name)
        changes = _return_changes(desk, key, given, before, names)
        facts: dict[str, str | int] = {"provider": row.value.name, "as_at": as_at.isoformat()}
        return keep(desk, writer, "return", changes, reads=[read(row)], facts=facts)


def suspend(
    desk: Desk,
    key: str,
    start: date,
    reason: str,
    decided_by: str,
    until: date | None = None,
    contract: str | None = None,
    lot: str | None = None,
) -> Done:
    """Give the provider nothing from a day on. `contract` and `lot` are ids.

    Raises `WorldError`: `suspension_reason`, `suspension_decided_by`, `suspension_dates`.
    """
    faults = [Fault("suspension_reason", column="reason")] if not reason.strip() else []
    if not decided_by.strip():
        faults.append(Fault("suspension_decided_by", column="decided_by"))
    if until is not None and until < start:
        faults.append(Fault("suspension_dates", column="until", value=until.isoformat()))
    if faults:
        raise WorldError(*faults)
    with writing(desk, Right.PROVIDERS) as writer:
        row = _provider(writer, key)
        suspension = Suspension(key, start, reason, contract, lot, until, decided_by)
        facts: dict[str, str | int] = {"provider": row.value.name, "from": start.isoformat()}
        change = created(desk.new_id(), suspension)
        return keep(desk, writer, "suspend_provider", [change], reads=[read(row)], facts=facts)


def end_suspension(desk: Desk, suspension: str, read_version: int, last_day: date) -> Done:
    """A suspension ends with that day. Raises `WorldError`: `suspension_dates`, `conflict`."""
    with writing(desk, Right.PROVIDERS) as writer:
        row = writer.get(Suspension, suspension)
        if row is None:
            raise not_found("suspension", suspension)
        label = _provider(writer, row.value.provider).value.name
        if row.version != read_version:
            raise conflict("suspension", label)
        if last_day < row.value.start:
            raise WorldError(Fault("suspension_dates", column="until", value=last_day.isoformat()))
        facts: dict[str, str | int] = {"provider": label, "until": last_day.isoformat()}
        return keep(
            desk, writer, "end_suspension", [changed(row, replace(row.value, until=last_day))], facts=facts
        )


def _provider(view: Reading, key: str) -> Row[Provider]:
    row = view.get(Provider, key)
    if row is None:
        raise not_found("provider", key)
    return row


def _return_version(returns: list[Row[Return]]) -> int:
    return max((each.version for each in returns), default=0)


def _grid_order(row: CapacityRow) -> tuple[object, ...]:
    cells = (row.lot or "", row.band or "", row.days or (), row.workers or 0)
    return (*cells, row.applies_from or date.min)


def _refuse_wrong(view: Reading, rows: list[CapacityRow], names: Names) -> None:
    bands = council_of(view).bands
    faults: list[Fault] = []
    seen: set[object] = set()
    plain = {(row.lot, row.band) for row in rows if row.days is None and row.workers is None}
    for number, row in enumerate(rows, start=1):
        same = (row.cells, row.applies_from)
        if same in seen:
            faults.append(Fault("return_twice", row=number, column="band"))
        seen.add(same)
        if row.lot is not None and ("lot", row.lot) not in names.ids:
            faults.append(Fault("return_unknown", row=number, column="lot", value=row.lot))
        if row.band is not None and row.band not in bands:
            faults.append(Fault("return_unknown", row=number, column="band", value=row.band))
        if (row.days is not None or row.workers is not None) and (row.lot, row.band) not in plain:
            faults.append(Fault("return_plain", row=number, column="staff_hours"))
    if faults:
        raise WorldError(*faults)


def _return_changes(
    desk: Desk, key: str, rows: list[CapacityRow], before: list[Row[Return]], names: Names
) -> list[RowChange]:
    """One return for each scope that has figures; a scope that has none any more goes."""
    scopes: dict[str | None, list[CapacityRow]] = defaultdict(list)
    for row in rows:
        figure = renamed(row, names.id)
        scopes[figure.lot].append(figure)
    stood = {each.value.lot: each for each in before}
    changes = [removed(each) for lot, each in stood.items() if lot not in scopes]
    for lot, figures in scopes.items():
        value = Return(key, lot, tuple(sorted(figures, key=_grid_order)))
        changes.append(changed(stood[lot], value) if lot in stood else created(desk.new_id(), value))
    return changes


def _in_force(suspension: Suspension, day: date) -> bool:
    return suspension.start <= day and (suspension.until is None or day <= suspension.until)


def _room(returns: list[Return]) -> int | None:
    """Plain whole-week figures where they stand, else the bands; None without a return."""
    if not returns:
        return None
    total = 0
    for each in returns:
        plain = [row for row in each.rows if row.days is None and row.workers is None]
        week = [row.minutes for row in plain if row.band is None]
        total += max(week) if week else sum(row.minutes for row in plain)
    return total


def _as_at(returns: list[Return]) -> date | None:
    return max((row.as_at for each in returns for row in each.rows if row.as_at), default=None)


def _held(view: Reading, key: str) -> tuple[Held, ...]:
    keys = {each.value.package for each in view.rows(Promise, provider=key, ended=None)}
    placements = [each.value for each in view.rows(Placement, provider=key)]
    keys |= {each.package for each in placements if each.kind is not PlacementKind.PIN}
    cases = view.rows(Case, id=sorted(keys))
    held = [Held(case.key, case.value.package.package, case.value.state) for case in cases]
    return tuple(
        sorted((each for each in held if each.state is not State.ENDED), key=lambda each: each.reference)
    )
