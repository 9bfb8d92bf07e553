"""One referral: typed, corrected, closed, opened again."""

from dataclasses import dataclass, replace
from datetime import date

from allocation.acts import Row, RowChange, changed, created, removed
from allocation.acts.names import renamed
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, EndReason, PersonRef, Promise, State
from allocation.errors import Fault, WorldError
from allocation.intake import Table, Tables, read_round
from allocation.intake.layout import LAYOUTS
from allocation.intake.layout.packages import Referral
from allocation.intake.layout.visits import PackageVisit
from allocation.intake.read import Kept
from allocation.intake.rows import header_of
from allocation.intake.tables import Row as TextRow
from allocation.model import Package, Person, Placement
from allocation.ports import Writing
from allocation.use_cases.desk import Desk, Done, conflict, keep, writing
from allocation.use_cases.held_parts import held_parts
from allocation.use_cases.names import Names, names_of
from allocation.use_cases.snapshot import snapshot
from allocation.use_cases.waiting_list import PackageDetail, case_as_read, case_of, package, personal_of
from allocation.use_cases.who import Right

PACKAGES, VISITS = "packages", "visits"


@dataclass(frozen=True, slots=True)
class Draft:
    """A referral as typed: text by the column names of packages.csv, and visits by those of visits.csv.

    `id` and `read_version` are of the package that it corrects; a new one has none.
    """

    fields: dict[str, str]
    visits: tuple[dict[str, str], ...]
    id: str | None = None
    read_version: int = 0


@dataclass(frozen=True, slots=True)
class Saved:
    """The package that was kept."""

    id: str
    done: Done


def new_draft(desk: Desk) -> Draft:
    """An empty form: it waits from today."""
    fields = dict.fromkeys(header_of(PACKAGES), "")
    return Draft(fields | {"waiting_since": desk.clock.today().isoformat()}, ())


def draft_of(desk: Desk, key: str) -> Draft:
    """The form of a package that is there. Raises `WorldError` (`not_found`)."""
    detail = package(desk, key)
    return Draft(
        dict(zip(header_of(PACKAGES), LAYOUTS[PACKAGES].write(_referral(detail)), strict=True)),
        tuple(
            dict(zip(header_of(VISITS), LAYOUTS[VISITS].write(PackageVisit("", visit)), strict=True))
            for visit in detail.package.visits
        ),
        key,
        detail.version,
    )


def save_referral(desk: Desk, draft: Draft) -> Saved:
    """Keep a referral: read by the same columns and checks as files, and refused with every fault at once.

    A fault's `file` is `packages` or `visits`, its `column` the field, its `row` the visit's number from 1.
    Raises `WorldError`, with `conflict` where the package changed since it was read.
    """
    with writing(desk, Right.REFER) as writer:
        read, person = _parse(writer, draft, desk.clock.today())
        names = names_of(writer)
        twin = next(iter(writer.rows(Case, package=read.package)), None)
        if twin is not None and twin.key != draft.id:
            raise WorldError(Fault("referral_twice", PACKAGES, column="package", value=read.package))
        if draft.id is None:
            changes, key = new_package(desk, writer, read, person, names, State.WAITING, desk.clock.today())
            return Saved(key, keep(desk, writer, "referral", changes, facts={"package": read.package}))
        row = case_of(writer, draft.id)
        if row.version != draft.read_version:
            raise conflict("package", row.value.package.package)
        changes = corrected(writer, row, read, person, names, desk.clock.today())
        return Saved(row.key, keep(desk, writer, "correct", changes, facts={"package": read.package}))


def close_package(desk: Desk, key: str, read_version: int, reason: EndReason) -> Done:
    """The package ends, with a reason; what it held is free again. An undo opens it again."""
    with writing(desk, Right.REFER) as writer:
        row = case_as_read(writer, key, read_version, *(state for state in State if state is not State.ENDED))
        today = desk.clock.today()
        ended = replace(row.value, state=State.ENDED, since=today, before=row.value.state, ended=reason)
        changes = [changed(row, ended), *end_promises(writer, key, today)]
        facts: dict[str, str | int] = {"package": row.value.package.package, "reason": reason.value}
        return keep(desk, writer, "close", changes, facts=facts)


def reopen_package(desk: Desk, key: str, read_version: int) -> Done:
    """An ended package waits again, from today and for any provider: the care that it had is over.

    Raises `WorldError` (`wrong_state`, `conflict`).
    """
    with writing(desk, Right.REFER) as writer:
        row = case_as_read(writer, key, read_version, State.ENDED)
        today = desk.clock.today()
        package_ = replace(row.value.package, waiting_since=today)
        waiting = replace(
            row.value, package=package_, state=State.WAITING, since=today, before=None, ended=None
        )
        over = [removed(placement) for placement in writer.rows(Placement, package=key)]
        return keep(
            desk, writer, "reopen", [changed(row, waiting), *over], facts={"package": package_.package}
        )


def new_package(
    desk: Desk, writer: Writing, read: Package, person: Personal, names: Names, state: State, since: date
) -> tuple[list[RowChange], str]:
    """The changes that bring in a package and its person, and the package's id."""
    key, owner = desk.new_id(), writer.new_owner()
    kept = writer.keep_personal(owner, person)
    case = Case(_stored(read, names), owner, state, since)
    return [created(owner, PersonRef(kept.id, kept.digest)), created(key, case)], key


def corrected(
    writer: Writing, row: Row[Case], read: Package, person: Personal, names: Names, today: date
) -> list[RowChange]:
    """The changes that make a package and its person what was read; none where they are so already."""
    changes: list[RowChange] = []
    case = replace(row.value, package=_stored(read, names))
    if case.package.parts != row.value.package.parts:
        state = _state(writer, row.key, case)
        case = replace(case, state=state, since=case.since if state is case.state else today)
    if case != row.value:
        changes.append(changed(row, case))
    if personal_of(writer, row.value.person) != person:
        ref = writer.get(PersonRef, row.value.person)
        kept = writer.keep_personal(row.value.person, person)
        value = PersonRef(kept.id, kept.digest)
        changes.append(changed(ref, value) if ref else created(row.value.person, value))
    return changes


def _state(writer: Writing, key: str, case: Case) -> State:
    """Of a package that was asked for: accepted where each part that it now has is, else offered. What was
    issued stands until its record is withdrawn.
    """
    held = [row.value for row in writer.rows(Promise, package=key, ended=None)]
    if case.state not in (State.OFFERED, State.ACCEPTED) or any(each.record for each in held):
        return case.state
    accepted = {each.part for each in held if each.accepted}
    return State.ACCEPTED if accepted >= {part.number for part in case.package.parts} else State.OFFERED


def end_promises(writer: Writing, key: str, day: date) -> list[RowChange]:
    """The changes that end what a package holds."""
    held = writer.rows(Promise, package=key, ended=None)
    return [changed(promise, replace(promise.value, ended=day)) for promise in held]


def personal_from(package_: Package, person: Person) -> Personal:
    """What is kept apart: reference, name and full postcode."""
    return Personal(person.reference, person.name, package_.postcode or "")


def _stored(read: Package, names: Names) -> Package:
    """As rows hold it: named by ids, and the postcode cut to its sector or district."""
    return renamed(replace(read, postcode=read.sector if read.postcode else None), names.id)


def _referral(detail: PackageDetail) -> Referral:
    return Referral(detail.package, detail.person)


def _parse(writer: Writing, draft: Draft, today: date) -> tuple[Package, Personal]:
    """The package that the form says, read onto what is kept.

    Raises `WorldError` with the faults of its fields.
    """
    reference = draft.fields.get("package", "").strip()
    visits = [{**visit, "package": reference} for visit in draft.visits]
    cases = [case_of(writer, draft.id)] if draft.id else []
    kept = snapshot(writer, today, cases=cases, promises=False, full_postcodes=True)
    tables = {PACKAGES: _table(PACKAGES, [draft.fields]), VISITS: _table(VISITS, visits)}
    held = held_parts(writer, draft.id) if draft.id else {}
    mine = {(reference, part): who for (_, part), who in held.items()}
    intake = read_round(Tables(tables), today, Kept(kept.round_, kept.people, held=mine))
    if intake.round_ is None:
        raise WorldError(*(_at_field(fault) for fault in intake.faults if not _echo(fault)))
    package_ = next(each for each in intake.round_.packages if each.package == reference)
    return package_, personal_from(package_, intake.people[reference])


def _at_field(fault: Fault) -> Fault:
    """The first row of a form's table is 1: it has no header."""
    return replace(fault, row=fault.row - 1 if fault.row else None)


def _echo(fault: Fault) -> bool:
    """A visit without a reference says again what the form's own field says."""
    return fault.file == VISITS and fault.column == "package"


def _table(name: str, rows: list[dict[str, str]]) -> Table:
    header = header_of(name)
    cells = [tuple(row.get(column, "") for column in header) for row in rows]
    return Table(
        name, name, header, tuple(TextRow(number, each) for number, each in enumerate(cells, start=2))
    )
