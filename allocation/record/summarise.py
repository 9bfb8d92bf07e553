"""A plan to its round's summary: every table of the meeting's paper, beside the waterfall."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping

from allocation.check import Change, Reason, Verdict, of_several_parts
from allocation.index import Index
from allocation.model import AwardKey, Package, Part, Plan, Priority, Result, Round
from allocation.problem import Problem, build
from allocation.problem.waterfall import waterfall
from allocation.record.basis import basis_of
from allocation.record.ceiling import beyond_ceiling, package_pence
from allocation.record.decisions import decided
from allocation.record.issue import Issue
from allocation.record.summaries import (
    AwardLine,
    PassedOver,
    PlacedLine,
    PriorityLine,
    ProviderLine,
    RoundSummary,
    StepLine,
    UnplacedLine,
)
from allocation.rules.pair import pair_of
from allocation.rules.share import lot_minutes

Decided = list[tuple[Package, list[tuple[Part, AwardKey]]]]


def round_summary(
    round_: Round,
    plan: Plan,
    verdict: Verdict,
    reasons: Iterable[Reason],
    changes: Mapping[str, tuple[Change, ...]],
    issue: Issue,
    result: Result | None = None,
    problem: Problem | None = None,
    number: str = "",
) -> RoundSummary:
    """The summary.

    `changes` are each unplaced package's, smallest first; `number` is the round's own, if any.
    """
    problem = problem or build(round_)
    index = problem.index
    reasons = list(reasons)
    placed = decided(problem, plan)
    first = decided(problem, problem.plan(waterfall(problem)))
    waiting = _waiting(problem, plan)
    settled = {each.part.package for each in problem.settled if not each.is_new}
    names = {provider.provider: provider.name for provider in round_.providers}
    lines = sorted(
        _placed(index, issue, placed), key=lambda line: (line.priority.order, line.package, line.part)
    )
    return RoundSummary(
        basis=basis_of(round_, result, verdict, issue),
        number=number,
        faults=verdict.faults,
        weekly_pence=sum(package_pence(index, each) for each in placed),
        ceiling=round_.policy.budget_ceiling,
        beyond_ceiling=beyond_ceiling(index, placed),
        stays=len(settled),
        by_priority=tuple(_by_priority(index, placed, waiting, first)),
        by_step=tuple(_by_step(index, placed, first)),
        by_provider=tuple(_by_provider(index, placed, first)),
        by_award=tuple(_by_award(index, plan, placed)),
        placed=tuple(lines),
        unplaced=tuple(_unplaced(problem, waiting, reasons, changes)),
        passed_over=tuple(_passed_over(index, placed, waiting, reasons)),
        names=names,
    )


def _waiting(problem: Problem, plan: Plan) -> list[Package]:
    """Packages that the round could have placed and did not, most urgent first, then by their wait."""
    index = problem.index
    waiting = [
        index.packages[each.package]
        for each in problem.packages
        if any(plan.awards.get(problem.parts[part].key) is None for part in each.parts)
    ]
    return sorted(waiting, key=lambda each: (index.priority(each).order, -index.waited(each), each.package))


def _minutes(awards: Iterable[tuple[Part, AwardKey]]) -> int:
    return sum(part.staff_minutes for part, _ in awards)


def _by_priority(
    index: Index, placed: Decided, waiting: list[Package], first: Decided
) -> Iterator[PriorityLine]:
    for priority in Priority:
        mine = [awards for package, awards in placed if index.priority(package) is priority]
        wait = [package for package in waiting if index.priority(package) is priority]
        placed_minutes = sum(_minutes(awards) for awards in mine)
        yield PriorityLine(
            priority=priority,
            packages=len(mine) + len(wait),
            minutes=placed_minutes + sum(package.staff_minutes for package in wait),
            placed=len(mine),
            placed_minutes=placed_minutes,
            waterfall_placed=sum(index.priority(package) is priority for package, _ in first),
        )


def _by_step(index: Index, placed: Decided, first: Decided) -> Iterator[StepLine]:
    now, then = _step_minutes(placed), _step_minutes(first)
    counts = Counter((key.step, key.contract) for _, awards in placed for _, key in awards)
    for number, contract in sorted((step.number, step.contract) for step in index.round_.steps):
        step = index.steps[contract, number]
        where = (number, contract)
        yield StepLine(
            number, step.name, index.contracts[contract].name, counts[where], now[where], then[where]
        )


def _step_minutes(placed: Decided) -> Counter[tuple[int, str]]:
    found: Counter[tuple[int, str]] = Counter()
    for _, awards in placed:
        for part, key in awards:
            found[key.step, key.contract] += part.staff_minutes
    return found


def _by_provider(index: Index, placed: Decided, first: Decided) -> Iterator[ProviderLine]:
    then: Counter[str] = Counter()
    for _, awards in first:
        for part, key in awards:
            then[key.provider] += part.staff_minutes
    mine: dict[str, list[tuple[Package, list[tuple[Part, AwardKey]]]]] = defaultdict(list)
    for package, awards in placed:
        for provider in dict.fromkeys(key.provider for _, key in awards):
            own = [(part, key) for part, key in awards if key.provider == provider]
            mine[provider].append((package, own))
    lines = [
        ProviderLine(
            provider=index.providers[provider].name,
            packages=len(mine[provider]),
            minutes=sum(_minutes(awards) for _, awards in mine[provider]),
            waterfall_minutes=then[provider],
            weekly_pence=sum(package_pence(index, each) for each in mine[provider]),
        )
        for provider in {*mine, *then}
    ]
    yield from sorted(lines, key=lambda line: (-line.minutes, line.provider))


def _by_award(index: Index, plan: Plan, placed: Decided) -> Iterator[AwardLine]:
    """Awards that got something, or have a largest or target share or a guarantee, by lot and step."""
    load, counted = _loads(index, plan)
    got: dict[AwardKey, list[Part]] = defaultdict(list)
    in_lot: Counter[str] = Counter()
    for _, awards in placed:
        for part, key in awards:
            got[key].append(part)
            in_lot[key.lot] += part.staff_minutes
    shown = [
        award
        for award in index.awards.values()
        if award.key in got
        or award.max_share is not None
        or award.target_share is not None
        or award.guaranteed_minutes
    ]
    whole = {lot: lot_minutes(index, index.lots[lot])[0] for lot in {award.lot for award in shown}}
    for award in sorted(shown, key=lambda each: (each.step, each.lot, each.contract, each.provider)):
        minutes = sum(part.staff_minutes for part in got[award.key])
        yield AwardLine(
            lot=index.lots[award.lot].name or award.lot,
            step=award.step,
            provider=index.providers[award.provider].name,
            packages=len({part.package for part in got[award.key]}),
            minutes=minutes,
            share_placed=_basis_points(minutes, in_lot[award.lot]),
            share_whole=_basis_points(counted[award.key], whole[award.lot]),
            largest=award.max_share,
            target=award.target_share,
            guaranteed=award.guaranteed_minutes,
            short=max(0, award.guaranteed_minutes - load[award.key]),
        )


def _loads(index: Index, plan: Plan) -> tuple[Counter[AwardKey], Counter[AwardKey]]:
    """Staff minutes with each award, live care included: all of them, and those that shares count."""
    load: Counter[AwardKey] = Counter()
    counted: Counter[AwardKey] = Counter()
    for package in index.round_.packages:
        for part in package.parts:
            award = plan.awards.get((package.package, part.number))
            if award is None:
                continue
            load[award] += part.staff_minutes
            placement = index.placements.get((package.package, part.number))
            stays = placement is not None and placement.provider == award.provider
            if not (stays and index.before_shares(package.package, part.number)):
                counted[award] += part.staff_minutes
    return load, counted


def _basis_points(minutes: int, whole: int) -> int:
    """A share in hundredths of a percent, half up; nothing of nothing is 0."""
    return (2 * minutes * 10_000 + whole) // (2 * whole) if whole else 0


def _placed(index: Index, issue: Issue, placed: Decided) -> Iterator[PlacedLine]:
    areas = {area.area: area.name for area in index.round_.areas}
    for package, awards in placed:
        for part, key in awards:
            award = index.awards[key]
            step = index.step_of(award)
            yield PlacedLine(
                package=package.package,
                part=part.number,
                priority=index.priority(package),
                area=areas.get(package.area) or package.area,
                minutes=part.staff_minutes,
                provider=index.providers[key.provider].name,
                lot=index.lots[key.lot].name or key.lot,
                step=key.step,
                step_name=step.name,
                start=pair_of(index, package, part, award).start,
                needs_authority=step.needs_authority,
                authority=issue.authorities.get(package.package),
            )


def _unplaced(
    problem: Problem,
    waiting: list[Package],
    reasons: list[Reason],
    changes: Mapping[str, tuple[Change, ...]],
) -> Iterator[UnplacedLine]:
    index = problem.index
    areas = {area.area: area.name for area in index.round_.areas}
    causes: dict[str, Counter[str]] = defaultdict(Counter)
    for package, _, code in {(each.package, each.provider, each.code) for each in reasons}:
        causes[package][code] += 1
    for package_ in waiting:
        reference = package_.package
        least = changes.get(reference, ())
        yield UnplacedLine(
            package=reference,
            priority=index.priority(package_),
            area=areas.get(package_.area) or package_.area,
            minutes=package_.staff_minutes,
            waited=index.waited(package_),
            causes=tuple(sorted(causes[reference].items(), key=_telling)),
            change=least[0] if least else None,
            several=of_several_parts(problem, reference),
        )


def _telling(cause: tuple[str, int]) -> tuple[bool, int, str]:
    """The commonest cause first, but another provider's being chosen last: it says nothing of this one."""
    code, count = cause
    return (code == "choice", -count, code)


def _passed_over(
    index: Index, placed: Decided, waiting: list[Package], reasons: list[Reason]
) -> Iterator[PassedOver]:
    """Waiting packages that asked for room which packages of their own priority were given in this round."""
    new = {package.package: package for package, _ in placed}
    wanted: dict[str, set[str]] = defaultdict(set)
    for reason in reasons:
        if reason.code in ("no_room", "share_full"):
            wanted[reason.package].update(str(reason.facts["holders"]).split("; "))
    for package in waiting:
        priority = index.priority(package)
        holders = [
            (holder, new[holder].staff_minutes)
            for holder in sorted(wanted[package.package] & new.keys())
            if index.priority(new[holder]) is priority
        ]
        if holders:
            yield PassedOver(
                package.package, priority, package.staff_minutes, index.waited(package), tuple(holders)
            )
