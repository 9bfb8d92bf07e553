"""What an import changes: the values that were read against the rows that stand, table by table."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import Any, TypeVar

from allocation.acts import Row, RowChange, changed, created, kind_of, removed
from allocation.acts.names import renamed
from allocation.acts.rows import COUNCIL_KEY, Case, Council, Return, State
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
from allocation.ports import Writing
from allocation.use_cases.desk import Desk
from allocation.use_cases.names import Names
from allocation.use_cases.referrals import corrected, new_package, personal_from

T = TypeVar("T")


@dataclass
class ImportChanges:
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
            changes = corrected(self.writer, row, package, person, self.names, self.desk.clock.today())
            told = any(each.kind == "package" for each in changes)
            return changes if told else [*changes, changed(row, row.value)]
        return corrected(self.writer, row, package, person, self.names, self.desk.clock.today())

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
