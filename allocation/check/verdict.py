"""The verdict on any plan of a round: valid, justified, its faults in facts, and every aim's value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from allocation.check.justice import breaches
from allocation.errors import Fault
from allocation.model import AwardKey, Placement, PlacementKind, Plan, Round
from allocation.problem import OpenPart, Problem, Settled, build
from allocation.problem.aims import aim_values
from allocation.problem.fit import left_of
from allocation.rules.pair import Facts, broken_rules, pair_of


@dataclass(frozen=True, slots=True)
class Verdict:
    """`faults` are codes with facts: `valid_...`, `pin_...` and `justice_...`. `aims` are values by id.

    A plan is justified only if it is valid as well.
    """

    valid: bool
    justified: bool
    faults: tuple[Fault, ...]
    aims: dict[str, int]


def judge(round_: Round, plan: Plan, problem: Problem | None = None) -> Verdict:
    """Judge a plan, whoever made it. `problem` spares building it again; it must be `build(round_)`."""
    if problem is None or not _settled_as_planned(problem, plan) or not _pins_kept(problem, plan):
        explicit = _explicit(round_, plan)
        problem = build(explicit)
        if not _pins_kept(problem, plan):
            problem = build(explicit, open_pins=False)
    passed = _passed_first_refusals(problem, plan)
    if passed:
        problem = build(_explicit(round_, plan), first_refusal=False)
    invalid = [*problem.faults, *_rows(problem, plan), *_settled(problem, plan)]
    chosen: list[int | None] = []
    for part in problem.parts:
        award = plan.awards.get(part.key)
        number = next((n for n, option in enumerate(part.options) if option.award == award), None)
        if award is not None and number is None:
            invalid.extend(_broken(problem, part, award))
        chosen.append(number)
    invalid.extend(_limits(problem, chosen))
    invalid.extend(_whole(problem, plan))
    unjust = [
        _fault(
            f"justice_{breach.test}",
            problem.parts[breach.part],
            problem.parts[breach.part].options[breach.option].award,
        )
        for breach in breaches(problem, chosen)
    ]
    unjust.extend(_settled_fault(each, "justice_turn") for each in passed)
    return Verdict(
        valid=not invalid,
        justified=not invalid and not unjust,
        faults=(*invalid, *unjust),
        aims=aim_values(problem, chosen),
    )


def _matches(placement: Placement, award: AwardKey) -> bool:
    return (
        award.provider == placement.provider
        and placement.contract in (None, award.contract)
        and placement.lot in (None, award.lot)
    )


def _settled_as_planned(problem: Problem, plan: Plan) -> bool:
    return all(
        plan.awards.get((each.part.package, each.part.number)) == each.option.award
        for each in problem.settled
    )


def _pins_kept(problem: Problem, plan: Plan) -> bool:
    """Whether the plan has every pin that left a choice at one of the awards that it left."""
    return all(
        any(option.award == plan.awards.get(part.key) for option in part.options)
        for part in problem.parts
        if problem.packages[part.package].pinned
    )


def _passed_first_refusals(problem: Problem, plan: Plan) -> list[Settled]:
    """Parts that the plan has elsewhere than with the provider to which they came by first refusal."""
    return [
        each
        for each in problem.settled
        if each.by_first_refusal
        and plan.awards.get((each.part.package, each.part.number)) != each.option.award
    ]


def _explicit(round_: Round, plan: Plan) -> Round:
    """The round with the contract and lot that the plan chose written into placements that left them open."""
    placements: list[Placement] = []
    packages = {package.package: package for package in round_.packages}
    for placement in round_.placements:
        numbers = (
            [placement.part]
            if placement.part is not None
            else [part.number for part in packages[placement.package].parts]
        )
        for number in numbers:
            award = plan.awards.get((placement.package, number))
            known = replace(placement, part=number)
            if award is not None and _matches(placement, award):
                known = replace(known, contract=award.contract, lot=award.lot)
            placements.append(known)
    return replace(round_, placements=tuple(placements))


def _rows(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """A row for each part of the round and no other; nothing sought for parts that are outside it."""
    known = {part.key for part in problem.parts} | set(problem.outside)
    known |= {(each.part.package, each.part.number) for each in problem.settled}
    for package, number in sorted(known - plan.awards.keys()):
        yield Fault("valid_missing", facts={"package": package, "part": number})
    for package, number in sorted(plan.awards.keys() - known):
        yield Fault("valid_unknown", facts={"package": package, "part": number})
    for package, number in problem.outside:
        if plan.awards.get((package, number)) is not None:
            yield Fault("valid_outside", facts={"package": package, "part": number})


def _settled(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """Pins are kept, and live and held parts stay where they are.

    Where one lot is their provider's at several steps, the plan may name any at which the rules hold.
    """
    for each in problem.settled:
        key = (each.part.package, each.part.number)
        award = plan.awards.get(key)
        if award == each.option.award or key not in plan.awards:
            continue
        if award not in problem.index.awards or not _matches(problem.index.placements[key], award):
            yield _settled_fault(each)
        else:
            package = problem.index.packages[each.part.package]
            pair = pair_of(problem.index, package, each.part, problem.index.awards[award])
            yield from (_settled_fault(each, f"valid_{rule.code}", rule.facts) for rule in broken_rules(pair))


def _settled_fault(each: Settled, code: str | None = None, more: Facts | None = None) -> Fault:
    code = code or ("valid_pin" if each.kind is PlacementKind.PIN else "valid_live")
    facts: Facts = {
        "package": each.part.package,
        "part": each.part.number,
        "provider": each.option.award.provider,
    }
    return Fault(code, facts=facts | (more or {}))


def _fault(code: str, part: OpenPart, award: AwardKey, **facts: str | int) -> Fault:
    where: dict[str, str | int] = {
        "package": part.part.package,
        "part": part.part.number,
        "provider": award.provider,
        "contract": award.contract,
        "lot": award.lot,
        "step": award.step,
    }
    return Fault(code, facts=where | facts)


def _broken(problem: Problem, part: OpenPart, award: AwardKey) -> Iterator[Fault]:
    """Why an award is no option of a part: each rule that it breaks, or that there is no such award or
    return.
    """
    found = problem.index.awards.get(award)
    if found is None:
        yield _fault("valid_award", part, award)
        return
    package = problem.index.packages[part.part.package]
    broken = broken_rules(pair_of(problem.index, package, part.part, found))
    for each in broken:
        yield _fault(f"valid_{each.code}", part, award, **each.facts)
    if not broken:
        yield _fault("valid_no_return", part, award)


def _limits(problem: Problem, chosen: list[int | None]) -> Iterator[Fault]:
    """Room in every figure of every return, and the largest shares."""
    for limit, left in zip(problem.limits, left_of(problem, chosen), strict=True):
        if left >= 0 or left == limit.minutes:
            continue
        if limit.figure is not None:
            figure = limit.figure
            facts: dict[str, str | int] = {
                "provider": figure.provider,
                "lot": figure.lot or "",
                "band": figure.band or "",
                "days": ";".join(day.name.title()[:3] for day in figure.days or ()),
                "workers": figure.workers or 0,
                "given": limit.given,
                "over": -left,
            }
            yield Fault("valid_room", facts=facts)
        elif limit.award is not None:
            facts = {
                "provider": limit.award.provider,
                "lot": limit.award.lot,
                "given": limit.given,
                "over": -left,
            }
            yield Fault("valid_share", facts=facts)


def _whole(problem: Problem, plan: Plan) -> Iterator[Fault]:
    """A package is placed whole or not at all."""
    for package in problem.packages:
        placed = [plan.awards.get(problem.parts[part].key) is not None for part in package.parts]
        if any(placed) and not all(placed):
            yield Fault("valid_whole", facts={"package": package.package})
