"""Why each package went where it went: step by step, each provider whose lot covers it, one code and its
facts.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from allocation.check.justice import before
from allocation.model import AwardKey, NoReturn, Part, PlacementKind, Plan, Round
from allocation.problem import Limit, OpenPart, Option, Problem, build
from allocation.problem.fit import fits, give_back, left_of, take
from allocation.problem.waterfall import waterfall
from allocation.rules.pair import Facts, broken_rules, pair_of


@dataclass(frozen=True, slots=True)
class Reason:
    """What came of one award for one part.

    Codes: those of `PAIR_RULES` (a rule that it fails), "no_return", "ask_anyway", "no_room", "share_full",
    "not_together", "had_room", "placed", "first_refusal", "pinned", "live", "held", "also_asked", "outside",
    "equal", "ranked_after" and "not_reached". "also_asked": it is out there too, beside the award that has it
    in the plan. Facts are in whole minutes and pence; "placed" and "equal" tell what the award `has` in the
    plan where it was promised a `target` share or `guaranteed` hours.
    """

    package: str
    part: int
    step: int
    contract: str
    lot: str
    provider: str
    code: str
    facts: Facts


def reasons(round_: Round, plan: Plan, problem: Problem | None = None) -> tuple[Reason, ...]:
    """Every reason, by package, part, step, rank and provider. `problem` spares building it again.

    The plan must be one whose placements are options (`judge` finds no fault of a pair); others give no
    reason for the award that they break a rule with.
    """
    problem = problem or build(round_)
    if any(each.by_first_refusal and _at(plan, each.part) != each.option.award for each in problem.settled):
        problem = build(round_, first_refusal=False)
    found: list[Reason] = list(_first_refusals(problem))
    for each in problem.settled:
        if each.by_first_refusal:
            continue
        if each.kind is PlacementKind.PIN:
            found.append(_pinned(problem, each.part, each.option.award))
            continue
        code = "held" if each.kind is PlacementKind.HELD else "live"
        found.append(_reason(each.part.package, each.part.number, each.option.award, code, {}))
    for also, at in sorted(problem.also_asked, key=lambda each: (each[1].step, each[1].rank)):
        found.append(_reason(also.package, also.number, at.award, "also_asked", {}))
    chosen = tuple(
        next((n for n, option in enumerate(part.options) if option.award == plan.awards.get(part.key)), None)
        for part in problem.parts
    )
    for number, part in enumerate(problem.parts):
        award = _at(plan, part.part)
        if problem.pinned(number) and award is not None:
            found.append(_pinned(problem, part.part, award))
    free = [number for number in range(len(problem.parts)) if not problem.pinned(number)]
    found.extend(_of_parts(problem, free, chosen))
    return tuple(sorted(found, key=lambda each: (each.package, each.part)))


def _pinned(problem: Problem, part: Part, award: AwardKey) -> Reason:
    placement = problem.index.placements[part.package, part.number]
    facts: Facts = {"reason": placement.reason, "authorised_by": placement.authorised_by}
    return _reason(part.package, part.number, award, "pinned", facts)


def _at(plan: Plan, part: Part) -> AwardKey | None:
    return plan.awards.get((part.package, part.number))


def _of_parts(problem: Problem, parts: Iterable[int], chosen: tuple[int | None, ...]) -> Iterator[Reason]:
    """The reasons of some open parts, in the plan in which each goes to its option `chosen`."""
    left = left_of(problem, chosen)
    holders, promised = _holders(problem, chosen), _promised(problem, chosen)
    for number in parts:
        for reason in _part_reasons(problem, problem.parts[number], chosen[number], left, holders):
            award = AwardKey(reason.step, reason.contract, reason.lot, reason.provider)
            told = promised.get(award, {}) if reason.code in ("placed", "equal") else {}
            yield replace(reason, facts={**reason.facts, **told}) if told else reason


def _promised(problem: Problem, chosen: tuple[int | None, ...]) -> dict[AwardKey, Facts]:
    """What each award with a share or a guarantee has in the whole plan, and was promised: staff minutes.

    Between providers that are equal in the contract's order it is what speaks for one or the other.
    """
    load: dict[AwardKey, int] = defaultdict(int)
    for part, number in zip(problem.parts, chosen, strict=True):
        if number is not None:
            load[part.options[number].award] += part.minutes
    found: dict[AwardKey, Facts] = {}
    for each in problem.commitments:
        found[each.award] = {"has": each.settled + load[each.award]}
        if each.target is not None:
            found[each.award]["target"] = (each.target + 50) // 100
        if each.guaranteed:
            found[each.award]["guaranteed"] = each.guaranteed
    return found


def _first_refusals(problem: Problem) -> Iterator[Reason]:
    """Why a part came by first refusal where it is: its ladder as it stood in the waterfall. Who held a room
    there (`in_turn`) may be elsewhere in the plan.
    """
    taken = {(each.part.package, each.part.number) for each in problem.settled if each.by_first_refusal}
    if not taken:
        return
    before = build(problem.index.round_, first_refusal=False)
    mine = [number for number, part in enumerate(before.parts) if part.key in taken]
    for reason in _of_parts(before, mine, waterfall(before)):
        if reason.code == "placed":
            yield replace(reason, code="first_refusal", facts={})
        else:
            in_turn: Facts = {"in_turn": 1} if "holders" in reason.facts else {}
            yield replace(reason, facts=reason.facts | in_turn)


def _holders(problem: Problem, chosen: tuple[int | None, ...]) -> dict[int, list[str]]:
    """The packages that use each limit: placed there, settled, or out there with a further offer."""
    holders: dict[int, list[str]] = defaultdict(list)
    placed = [
        (part.part.package, part.options[n])
        for part, n in zip(problem.parts, chosen, strict=True)
        if n is not None
    ]
    settled = [(each.part.package, each.option) for each in problem.settled]
    asked = [(part.package, option) for part, option in problem.also_asked]
    for package, option in placed + settled + asked:
        for limit, _ in option.uses:
            holders[limit].append(package)
    return holders


def _part_reasons(
    problem: Problem, part: OpenPart, chosen: int | None, left: list[int], holders: dict[int, list[str]]
) -> Iterator[Reason]:
    at = part.options[chosen] if chosen is not None else None
    options = {option.award: option for option in part.options}
    package = problem.index.packages[part.part.package]
    if at:
        give_back(at, left)
    for award in _ladder(problem, part, options):
        option = options.get(award)
        if option is None:
            pair = pair_of(problem.index, package, part.part, problem.index.awards[award])
            broken = broken_rules(pair)
            for each in broken:
                yield _reason(*part.key, award, each.code, each.facts)
            if not broken:
                yield _reason(*part.key, award, _without_return(problem, award, at), {})
        else:
            yield from _option_reasons(problem, part, option, at, left, holders)
    if at:
        take(at, left)


def _without_return(problem: Problem, award: AwardKey, at: Option | None) -> str:
    """A provider that said nothing has no room; where its step asks all the same, it is one to be asked."""
    if problem.index.steps[award.contract, award.step].no_return is not NoReturn.ASK:
        return "no_return"
    return "not_reached" if at is not None and at.step < award.step else "ask_anyway"


def _ladder(problem: Problem, part: OpenPart, options: dict[AwardKey, Option]) -> list[AwardKey]:
    """Awards whose lot covers the package, in the order in which the contract reads."""
    package = problem.index.packages[part.part.package]
    lots = problem.index.lots
    covering = [key for key in problem.index.awards if lots[key.lot].covers(package.area, package.service)]
    return sorted(covering, key=lambda key: (key.step, options[key].rank if key in options else 0, key))


def _option_reasons(
    problem: Problem,
    part: OpenPart,
    option: Option,
    at: Option | None,
    left: list[int],
    holders: dict[int, list[str]],
) -> Iterator[Reason]:
    if option is at:
        yield _reason(*part.key, option.award, "placed", {"stays": int(option.stays)})
    elif at is not None and at.step < option.step:
        yield _reason(*part.key, option.award, "not_reached", {})
    elif at is not None and before(problem, at, option) == "rank":
        yield _reason(*part.key, option.award, "ranked_after", {"rank": option.rank})
    elif fits(option, left):
        alone = len(problem.packages[part.package].parts) == 1
        earlier = at is None or before(problem, option, at)
        code = ("had_room" if alone or at is not None else "not_together") if earlier else "equal"
        yield _reason(*part.key, option.award, code, {})
    else:
        for number, minutes in option.uses:
            if minutes > left[number]:
                limit = problem.limits[number]
                facts = limit_facts(limit, minutes, left[number])
                others = dict.fromkeys(each for each in holders[number] if each != part.part.package)
                facts["holders"] = "; ".join(others)
                code = "no_room" if limit.figure is not None else "share_full"
                yield _reason(*part.key, option.award, code, facts)


def limit_facts(limit: Limit, asked: int, left: int) -> Facts:
    """A limit that has less left than was asked of it, as facts; staff minutes."""
    facts: Facts = {"asked": asked, "left": max(0, left)}
    if limit.figure is not None:
        facts["band"] = limit.figure.band or ""
        facts["days"] = "; ".join(day.name.title()[:3] for day in limit.figure.days or ())
        facts["workers"] = limit.figure.workers or 0
    return facts


def _reason(package: str, part: int, award: AwardKey, code: str, facts: Facts) -> Reason:
    return Reason(package, part, award.step, award.contract, award.lot, award.provider, code, facts)
