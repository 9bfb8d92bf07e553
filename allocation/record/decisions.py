"""A plan to the council's records and the providers' confirmations, by package and by provider."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import date, timedelta

from allocation.check import Reason, Verdict
from allocation.index import Index
from allocation.model import AwardKey, Package, Part, Person, PlacementKind, Plan, Result, Round
from allocation.problem import Problem, build
from allocation.record.basis import basis_of
from allocation.record.issue import Issue
from allocation.record.ladder import ladder, lot_name
from allocation.record.values import (
    AllocationRecord,
    Basis,
    PlacedPart,
    ProviderConfirmation,
)
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.pair import pair_of

NOBODY = Person()


def allocation_records(
    round_: Round,
    plan: Plan,
    verdict: Verdict,
    reasons: Iterable[Reason],
    people: Mapping[str, Person],
    issue: Issue,
    result: Result | None = None,
    problem: Problem | None = None,
) -> tuple[AllocationRecord, ...]:
    """A record of each package that the plan places, by package; not of live care that stays or offers that
    were out before, unless they were accepted since and `issue` has a number for the package. `problem`
    spares building it again.
    """
    problem = problem or build(round_)
    basis = basis_of(round_, result, verdict, issue)
    ladders: dict[str, list[Reason]] = defaultdict(list)
    for reason in reasons:
        ladders[reason.package].append(reason)
    return tuple(
        _record(problem.index, basis, issue, people, package, awards, ladders[package.package])
        for package, awards in decided(problem, plan, issue.numbers)
    )


def provider_confirmations(records: Iterable[AllocationRecord]) -> tuple[ProviderConfirmation, ...]:
    """What each provider of each record gets, by record, then provider."""
    return tuple(confirmation for record in records for confirmation in _confirmations(record))


def decided(
    problem: Problem, plan: Plan, accepted: Collection[str] = ()
) -> list[tuple[Package, list[tuple[Part, AwardKey]]]]:
    """The packages that this round places, each with its parts and their awards; and those, by reference,
    whose offers were accepted before it.
    """
    before = {
        (each.part.package, each.part.number)
        for each in problem.settled
        if each.kind is PlacementKind.LIVE
        or (each.kind is PlacementKind.HELD and each.part.package not in accepted)
    }
    found: list[tuple[Package, list[tuple[Part, AwardKey]]]] = []
    for package in problem.index.round_.packages:
        awards = [
            (part, award)
            for part in package.parts
            if (package.package, part.number) not in before
            and (award := plan.awards.get((package.package, part.number))) is not None
        ]
        if awards:
            found.append((package, awards))
    return found


def _record(
    index: Index,
    basis: Basis,
    issue: Issue,
    people: Mapping[str, Person],
    package: Package,
    awards: list[tuple[Part, AwardKey]],
    reasons: list[Reason],
) -> AllocationRecord:
    areas = {area.area: area.name for area in index.round_.areas}
    parts = tuple(_placed_part(index, issue, package, part, award) for part, award in awards)
    return AllocationRecord(
        basis=basis,
        number=issue.numbers.get(package.package, ""),
        replaces=issue.replaces.get(package.package, ""),
        package=package.package,
        person=people.get(package.package, NOBODY),
        area=areas.get(package.area) or package.area,
        sector=package.sector if package.postcode else "",
        service=package.service,
        needs=package.needs,
        priority=package.priority,
        ranks_as=index.priority(package),
        hospital_discharge=package.hospital_discharge,
        waiting_since=package.waiting_since,
        waited=index.waited(package),
        sds_option=package.sds_option,
        specialist=package.specialist,
        joint_working=package.split_allowed or "",
        block_weeks=package.block_weeks,
        bands=index.round_.bands,
        visits=package.visits,
        staff_minutes=package.staff_minutes,
        weekly_pence=weekly_pence(sum(weekly_sixtieths(part.staff_minutes, part.rate) for part in parts)),
        parts=parts,
        authority=issue.authorities.get(package.package),
        ladder=ladder(index, package, reasons),
    )


def _placed_part(index: Index, issue: Issue, package: Package, part: Part, key: AwardKey) -> PlacedPart:
    award = index.awards[key]
    provider, contract, step = (
        index.providers[key.provider],
        index.contracts[key.contract],
        index.step_of(award),
    )
    start = pair_of(index, package, part, award).start
    end = start + timedelta(weeks=package.block_weeks, days=-1) if package.block_weeks else None
    placement = index.placements.get((package.package, part.number))
    pin = placement if placement and placement.kind is PlacementKind.PIN else None
    return PlacedPart(
        part=part.number,
        provider=provider.name,
        registration=provider.registration,
        delivered_by=award.delivered_by or "",
        contract=contract.name,
        contract_reference=contract.reference,
        lot=lot_name(index, key.lot),
        step=key.step,
        step_name=step.name,
        visits=part.visits,
        staff_minutes=part.staff_minutes,
        rate=award.rate_for(package.specialist),
        enhanced=package.specialist and award.enhanced_rate is not None,
        start=start,
        end=end,
        review=_review(start, end, issue.review_weeks),
        needs_authority=step.needs_authority,
        pinned_by=pin.authorised_by if pin else "",
        pinned_why=pin.reason if pin else "",
        waives=pin.waives if pin else (),
    )


def _review(start: date, end: date | None, weeks: int) -> date:
    review = start + timedelta(weeks=weeks)
    return min(review, end) if end else review


def _confirmations(record: AllocationRecord) -> Iterable[ProviderConfirmation]:
    by_provider: dict[tuple[str, str], list[PlacedPart]] = defaultdict(list)
    for part in record.parts:
        by_provider[part.provider, part.registration].append(part)
    for (provider, registration), terms in sorted(by_provider.items()):
        yield ProviderConfirmation(
            council=record.basis.council,
            unit=record.basis.unit,
            contact=record.basis.contact,
            by=record.basis.by,
            at=record.basis.at,
            day=record.basis.day,
            number=record.number,
            package=record.package,
            person=record.person,
            area=record.area,
            sector=record.sector,
            service=record.service,
            needs=record.needs,
            bands=record.bands,
            provider=provider,
            registration=registration,
            terms=tuple(terms),
            block_weeks=record.block_weeks,
        )
