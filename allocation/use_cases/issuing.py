"""Issuing: a named person turns placements into promises, with records that never change.

Everything is looked at again in the one writer's transaction (`standing_against.py`), so that no provider is
promised more than its room whatever number of desks act at once.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from allocation.acts import Row, RowChange, changed, created, read
from allocation.acts.rows import Case, Promise, Record, RecordPart, State
from allocation.check import reasons
from allocation.codec import to_bytes
from allocation.errors import Fault, WorldError
from allocation.model import AwardKey, Package
from allocation.ports import Paper, Reading, Writing
from allocation.record import (
    AllocationRecord,
    Authority,
    Issue,
    ProviderConfirmation,
    allocation_records,
    provider_confirmations,
)
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.use_cases.ceiling import over_ceiling
from allocation.use_cases.desk import Desk, Done, keep, not_found, reading, writing
from allocation.use_cases.names import Names, names_of
from allocation.use_cases.referrals import end_promises
from allocation.use_cases.rounds import RoundView, plan_row, view_of
from allocation.use_cases.standing_against import placed_whole, standing_against, standing_against_each
from allocation.use_cases.who import Right

RECORD, CONFIRMATION, VALUE = "record", "confirmation", "value"
"""What is sealed with a record: its pages, its provider's confirmations, and the value behind them."""


@dataclass(frozen=True, slots=True)
class Issued:
    """Record numbers by package reference."""

    numbers: dict[str, str]
    done: Done


@dataclass(frozen=True, slots=True)
class Heading:
    """What the council prints on every record beside the decision itself."""

    unit: str = "Service Matching Unit"
    contact: str = ""
    version: str = ""


def issue(
    desk: Desk,
    round_id: str,
    read_version: int,
    packages: Iterable[str],
    paper: Paper,
    heading: Heading | None = None,
) -> Issued:
    """Issue placed packages of a plan: their providers have accepted, and the council's records are made.

    A package whose earlier record stands gets a new one that names the old as corrected. Raises `WorldError`
    with every reason at once: `issue_nothing`, `issue_unplaced`, `issue_authority`, `issue_changed`,
    `issue_state`, `issue_stays`, `issue_pinned`, `issue_invalid` (with the verdict's faults), `issue_room`,
    `issue_rule` (with the rule that a placement breaks by now), `issue_ceiling`, `conflict`.
    """
    wanted = tuple(dict.fromkeys(packages))
    if not wanted:
        raise WorldError(Fault("issue_nothing"))
    with writing(desk, Right.ISSUE) as writer:
        plan = plan_row(writer, round_id, read_version)
        view = view_of(writer, round_id)
        cases = _cases(writer, view, wanted)
        names = names_of(writer, cases.values())
        faults = standing_against(desk, writer, view, cases, names)
        if faults := [*faults, *over_ceiling(writer, view, wanted)]:
            raise WorldError(*faults)
        work = _Work(desk, writer, view, cases, names, desk.clock.now())
        numbers = _numbers(desk, writer, wanted)
        drawn = _draw(work, wanted, numbers, heading or Heading())
        for package in wanted:
            work.issue(package, numbers[package], drawn[package], paper)
        facts: dict[str, str | int] = {"packages": len(wanted), "numbers": ", ".join(numbers.values())}
        done = keep(desk, writer, "issue", work.changes, reads=[read(plan)], facts=facts)
    return Issued(numbers, done)


def against(desk: Desk, round_id: str, packages: Iterable[str]) -> dict[str, list[Fault]]:
    """What stands by now against issuing each of these packages, by reference: looked at beforehand.

    Nothing is locked: `issue` looks once more. Raises `WorldError` (`not_found`).
    """
    with reading(desk) as view:
        round_ = view_of(view, round_id)
        cases = _cases(view, round_, packages)
        return standing_against_each(desk, view, round_, cases, names_of(view, cases.values()))


def against_all(desk: Desk, round_id: str, packages: Iterable[str]) -> list[Fault]:
    """What stands by now against issuing these packages together, as `issue` would say it; nothing is locked.

    Raises `WorldError` (`not_found`).
    """
    wanted = tuple(dict.fromkeys(packages))
    with reading(desk) as view:
        round_ = view_of(view, round_id)
        cases = _cases(view, round_, wanted)
        faults = standing_against(desk, view, round_, cases, names_of(view, cases.values()))
        return [*faults, *over_ceiling(view, round_, wanted)]


def _cases(reading_: Reading, view: RoundView, wanted: Iterable[str]) -> dict[str, Row[Case]]:
    """The packages' rows as they are now, by the round's references."""
    unknown = [package for package in wanted if package not in view.members]
    if unknown:
        raise not_found("package", unknown[0])
    rows = reading_.rows(Case, id=[view.members[package].id for package in wanted])
    references = {view.members[package].id: package for package in wanted}
    return {references[row.key]: row for row in rows}


def _numbers(desk: Desk, writer: Writing, wanted: Iterable[str]) -> dict[str, str]:
    """The next numbers of this database: the year, and a running number that nobody else can take."""
    last = writer.count(Record)
    year = desk.clock.today().year
    return {package: f"{year}-{last + place:05d}" for place, package in enumerate(wanted, start=1)}


def _draw(
    work: "_Work", wanted: tuple[str, ...], numbers: Mapping[str, str], heading: Heading
) -> dict[str, AllocationRecord]:
    """The values that pages are drawn from."""
    view = work.view
    issue = Issue(
        by=work.desk.actor.name,
        at=work.at,
        numbers=numbers,
        replaces={package: view.issued[package] for package in wanted if package in view.issued},
        authorities={each.package: Authority(each.by, each.reason) for each in view.authorised},
        unit=heading.unit,
        contact=heading.contact,
        version=heading.version,
    )
    found = allocation_records(
        view.round_,
        view.plan,
        view.verdict,
        reasons(view.round_, view.plan, view.problem),
        view.people,
        issue,
        view.result,
        view.problem,
    )
    return {record.package: record for record in found}


@dataclass
class _Work:
    """One issue, gathering its changes."""

    desk: Desk
    writer: Writing
    view: RoundView
    cases: dict[str, Row[Case]]
    names: Names
    at: datetime
    changes: list[RowChange] = field(default_factory=list)

    def issue(self, package: str, number: str, record: AllocationRecord, paper: Paper) -> None:
        """Promise, seal and record one package."""
        row = self.cases[package]
        key, today, owner = self.desk.new_id(), self.desk.clock.today(), row.value.person
        awards = placed_whole(self.view, package)
        before = [each.value for each in self.writer.rows(Promise, package=row.key, ended=None)]
        self.changes += end_promises(self.writer, row.key, today)
        for part, award in awards.items():
            promise = _going_on(self._promise(row.key, part, award, key), before)
            self.changes.append(created(self.desk.new_id(), promise))
        confirmations = provider_confirmations([record])
        pages = self._seal(key, owner, record, confirmations, paper)
        value = self._record(number, row, record, awards, pages)
        self.changes.append(created(key, value))
        was = row.value.before if row.value.state is State.ACCEPTED else row.value.state
        accepted = replace(row.value, state=State.ACCEPTED, since=today, before=was)
        self.changes.append(changed(row, accepted))

    def _promise(self, package: str, part: int, award: AwardKey, record: str) -> Promise:
        return Promise(
            package=package,
            part=part,
            provider=self.names.id("provider", award.provider),
            contract=self.names.id("contract", award.contract),
            lot=self.names.id("lot", award.lot),
            step=award.step,
            on=self.desk.clock.today(),
            accepted=True,
            record=record,
        )

    def _seal(
        self,
        key: str,
        owner: str,
        record: AllocationRecord,
        confirmations: tuple[ProviderConfirmation, ...],
        paper: Paper,
    ) -> dict[str, str]:
        """Seal pages and value under the person's key; their digests."""
        drawn = {
            RECORD: paper.allocation_records([record]),
            CONFIRMATION: paper.provider_confirmations(confirmations),
            VALUE: to_bytes(record),
        }
        return {what: self.writer.seal_page(key, what, owner, data) for what, data in drawn.items()}

    def _record(
        self,
        number: str,
        row: Row[Case],
        record: AllocationRecord,
        awards: dict[int, AwardKey],
        digests: dict[str, str],
    ) -> Record:
        index = self.view.problem.index
        package: Package = index.packages[record.package]
        minutes = {part.number: part.staff_minutes for part in package.parts}
        parts = tuple(
            RecordPart(part, award, index.awards[award].rate_for(package.specialist), minutes[part])
            for part, award in awards.items()
        )
        cost = sum(weekly_sixtieths(part.staff_minutes, part.rate) for part in parts)
        return Record(
            number=number,
            package=row.key,
            provider=self.names.id("provider", parts[0].award.provider),
            round=self.view.id,
            parts=parts,
            weekly_cost=weekly_pence(cost),
            start=min(part.start for part in record.parts),
            at=self.at,
            by=self.desk.actor.name,
            record_digest=digests[RECORD],
            confirmation_digest=digests[CONFIRMATION],
            corrects=self.view.issued.get(record.package),
        )


def _going_on(promise: Promise, before: Iterable[Promise]) -> Promise:
    """The promise, with the day on which its provider's care of the part began where that goes on."""
    same = (each for each in before if (each.part, each.provider) == (promise.part, promise.provider))
    return replace(promise, began=next((each.began for each in same), None))
