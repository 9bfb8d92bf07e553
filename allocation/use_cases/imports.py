"""Files in: read onto what is kept, previewed, then brought in by one act or not at all."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, TypeVar

from allocation.acts import Row, RowChange, changed, created, kind_of, removed
from allocation.acts.names import renamed
from allocation.acts.rows import COUNCIL_KEY, Case, Council, Return, State
from allocation.errors import WorldError
from allocation.intake import Intake, Tables, read_round
from allocation.intake.checks.capacity import returns_ended
from allocation.intake.ended import packages_named
from allocation.intake.preview import Preview, compare
from allocation.intake.read import Kept, nothing_kept
from allocation.model import (
    Area,
    Award,
    CapacityRow,
    Contract,
    Lot,
    Person,
    Placement,
    PlacementKind,
    Provider,
    Refusal,
    Round,
    Step,
    Suspension,
)
from allocation.ports import Reading, Writing
from allocation.use_cases.desk import Desk, Done, conflict, keep, reading, writing
from allocation.use_cases.names import Names, names_of
from allocation.use_cases.outcomes import kept_outcomes, outcome_changes
from allocation.use_cases.referrals import corrected, new_package, personal_from
from allocation.use_cases.snapshot import council_of, snapshot
from allocation.use_cases.who import Right

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class ImportPreview:
    """What an import would change. `read_up_to` is what `apply_import` asks for."""

    preview: Preview
    read_up_to: int


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import changed: rows by kind."""

    added: dict[str, int]
    changed: dict[str, int]
    done: Done


def is_empty(desk: Desk) -> bool:
    """Whether nothing was brought in or typed yet."""
    with reading(desk) as view:
        return _bare(view)


def read_files(desk: Desk, tables: Tables) -> Intake:
    """Read files onto what is kept: any table may be absent, and rows that are not named stay.

    A package that has ended stays ended: its rows are left out, with a notice. Where nothing is kept yet,
    files that have packages must be whole; terms alone, as a scheme has, need none. Returns that have all
    ended are a notice: the database's next round is as at its own day, whatever day the files are of.
    """
    today = desk.clock.today()
    with reading(desk) as view:
        given = "outcomes" in tables.tables
        kept, head = _kept(desk, view, packages_named(tables), outcomes=given), view.head()
        if kept is None and not {"packages", "visits"} & (tables.tables.keys() | tables.unreadable):
            kept = _terms_first(desk, view)
    intake = read_round(tables, today, kept)
    capacity = tables.tables.get("capacity")
    if capacity and intake.round_:
        ended = returns_ended(intake.round_.capacity, capacity.where, today)
        intake = replace(intake, notices=(*intake.notices, *ended))
    return replace(intake, read_up_to=head)


def preview_import(desk: Desk, intake: Intake) -> ImportPreview:
    """What the import would add, change or leave.

    Raises `WorldError`: the intake's faults, or `conflict` where anything changed since the files were read.
    """
    _refuse_faults(intake)
    with reading(desk) as view:
        if intake.read_up_to not in (None, view.head()):
            raise conflict("import", "")
        kept = _kept(desk, view, outcomes=bool(intake.outcomes))
        if kept and intake.round_:
            # The day is each round's own: the tables have none.
            kept = kept._replace(round_=replace(kept.round_, day=intake.round_.day))
        return ImportPreview(compare(kept, intake), view.head())


def apply_import(desk: Desk, intake: Intake, source: str, read_up_to: int) -> Imported:
    """Bring it in by one act. `source` is the file's own name, for the history.

    Raises `WorldError`: the intake's faults, or `conflict` where anything changed since the preview.
    """
    round_ = _refuse_faults(intake)
    with writing(desk, Right.IMPORT) as writer:
        if writer.head() != read_up_to:
            raise conflict("import", source)
        changes = _Changes(desk, writer, names_of(writer))
        changes.council(round_)
        changes.terms(round_)
        changes.packages(round_, intake.people)
        changes.hanging(round_)
        found = changes.found
        found += outcome_changes(desk, writer, intake.outcomes, changes.names, tuple(found))
        done = keep(desk, writer, "import", changes.found, facts={"source": source, **_totals(changes.found)})
    added, altered = _count(changes.found)
    return Imported(dict(added), dict(altered), done)


def _kept(desk: Desk, view: Reading, named: Iterable[str] = (), *, outcomes: bool = False) -> Kept | None:
    """What is kept, with those of the named packages that have ended, and reviews where they are wanted."""
    if _bare(view):
        return None
    kept = snapshot(view, desk.clock.today(), promises=False, full_postcodes=True)
    ended = view.rows(Case, package=sorted(named), state=State.ENDED)
    references = frozenset(case.value.package.package for case in ended)
    return Kept(kept.round_, kept.people, references, kept_outcomes(view) if outcomes else ())


def _terms_first(desk: Desk, view: Reading) -> Kept:
    """What a council has before its first contract: perhaps its settings."""
    nothing, council = nothing_kept(desk.clock.today()), council_of(view)
    bands = council.bands or nothing.round_.bands
    return Kept(replace(nothing.round_, council=council.name, bands=bands, policy=council.policy), {})


def _bare(view: Reading) -> bool:
    return not any(view.count(kind) for kind in (Area, Provider, Contract, Case))


def _refuse_faults(intake: Intake) -> Round:
    if intake.round_ is None:
        raise WorldError(*intake.faults)
    return intake.round_


def _count(changes: Iterable[RowChange]) -> tuple[Counter[str], Counter[str]]:
    added: Counter[str] = Counter()
    altered: Counter[str] = Counter()
    for change in changes:
        (altered if change.was else added)[change.kind] += 1
    return added, altered


def _totals(changes: list[RowChange]) -> dict[str, int]:
    added, altered = _count(changes)
    return {
        "packages": added["package"] + altered["package"],
        "added": added.total(),
        "changed": altered.total(),
    }


@dataclass
class _Changes:
    """Gathers what differs from the current rows, learning the ids of new ones on the way."""

    desk: Desk
    writer: Writing
    names: Names
    found: list[RowChange] = field(default_factory=list)

    def council(self, round_: Round) -> None:
        """The council's name, bands and policy; a policy that changes gets the next version."""
        row = self.writer.get(Council, COUNCIL_KEY)
        value = Council(round_.council, round_.bands, round_.policy)
        if row is None:
            self.found.append(created(COUNCIL_KEY, value))
            return
        value = replace(value, name=value.name or row.value.name, notice_read_by=row.value.notice_read_by)
        before, policy = row.value.policy, value.policy
        if policy != before and policy.version == before.version:
            value = replace(value, policy=replace(policy, version=before.version + 1))
        if value != row.value:
            self.found.append(changed(row, value))

    def terms(self, round_: Round) -> None:
        """Areas, providers, contracts, steps, lots, awards and returns, those that others name first."""
        self._labelled(Area, round_.areas, lambda each: each.area)
        self._labelled(Provider, round_.providers, lambda each: each.provider)
        self._labelled(Contract, round_.contracts, lambda each: each.contract)
        self._all(Step, round_.steps, lambda each: (each.contract, each.number))
        self._labelled(Lot, round_.lots, lambda each: each.lot)
        self._all(Award, round_.awards, lambda each: each.key)
        self._all(Return, _returns(round_.capacity), lambda each: (each.provider, each.lot))
        self._all(Suspension, round_.suspensions, _suspension_key)

    def packages(self, round_: Round, people: dict[str, Person]) -> None:
        """Packages and their people. A new one waits, or lives where a placement says so."""
        live = {
            each.package
            for each in round_.placements
            if each.kind in (PlacementKind.LIVE, PlacementKind.RELEASE)
        }
        today = self.desk.clock.today()
        rows = {row.value.package.package: row for row in self.writer.rows(Case)}
        for package in round_.packages:
            person = personal_from(package, people.get(package.package, Person()))
            row = rows.get(package.package)
            if row is None:
                state = State.LIVE if package.package in live else State.WAITING
                since = package.waiting_since if state is State.WAITING else None
                changes, key = new_package(
                    self.desk, self.writer, package, person, self.names, state, since or today
                )
                self.found.extend(changes)
            else:
                key = row.key
                self.found.extend(self._corrected(row, package.package in live, package, person))
            self.names.add("package", key, package.package)

    def hanging(self, round_: Round) -> None:
        """Refusals and placements."""
        self._all(Refusal, round_.refusals, lambda each: (each.package, each.provider, each.outcome, each.on))
        self._all(Placement, round_.placements, lambda each: each.package)

    def _corrected(self, row: Row[Case], live: bool, package: Any, person: Any) -> list[RowChange]:
        """What was read, and that a waiting package has care where the file says so."""
        if live and row.value.state is State.WAITING:
            row = replace(row, value=replace(row.value, state=State.LIVE, since=self.desk.clock.today()))
            changes = corrected(self.writer, row, package, person, self.names)
            return (
                changes
                if any(each.kind == "package" for each in changes)
                else [
                    *changes,
                    changed(row, row.value),
                ]
            )
        return corrected(self.writer, row, package, person, self.names)

    def _labelled(self, kind: type[T], values: Iterable[T], label: Callable[[T], str]) -> None:
        """Rows with a label, which others name: their ids are learnt."""
        name = kind_of(kind)
        for value in values:
            if (name, label(value)) not in self.names.ids:
                self.names.add(name, self.desk.new_id(), label(value))
        rows = {row.key: row for row in self.writer.rows(kind)}
        for value in values:
            self._put(rows.get(self.names.id(name, label(value))), self.names.id(name, label(value)), value)

    def _all(self, kind: type[T], values: Iterable[T], key: Callable[[T], object]) -> None:
        """Rows without a label, told apart by what they name. Those that nothing tells apart stand for one
        thing together, and are replaced together as the preview shows them.
        """
        rows: dict[object, list[Row[T]]] = defaultdict(list)
        for row in self.writer.rows(kind):
            rows[key(row.value)].append(row)
        groups: dict[object, list[T]] = defaultdict(list)
        for value in values:
            groups[key(renamed(value, self.names.id))].append(value)
        for name, given in groups.items():
            self._replace(rows[name], given)

    def _replace(self, rows: list[Row[T]], values: list[T]) -> None:
        """These values in place of these rows; the rows that stand already are not touched."""
        left, new = list(rows), []
        for value in values:
            same = next((row for row in left if row.value == renamed(value, self.names.id)), None)
            if same is None:
                new.append(value)
            else:
                left.remove(same)
        for row, value in zip_longest(left, new):
            if value is None:
                self.found.append(removed(row))
            else:
                self._put(row, row.key if row else self.desk.new_id(), value)

    def _put(self, row: Row[T] | None, key: str, value: T) -> None:
        stored = renamed(value, self.names.id)
        if row is None:
            self.found.append(created(key, stored))
        elif stored != row.value:
            self.found.append(changed(row, stored))


def _returns(rows: Iterable[CapacityRow]) -> list[Return]:
    """A return for each provider and scope, from their figures."""
    scopes: dict[tuple[str, str | None], list[CapacityRow]] = defaultdict(list)
    for row in rows:
        scopes[row.provider, row.lot].append(row)
    return [Return(provider, lot, tuple(figures)) for (provider, lot), figures in scopes.items()]


def _suspension_key(each: Suspension) -> object:
    return (each.provider, each.contract, each.lot, each.start)
