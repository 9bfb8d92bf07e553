"""The rules for one part and one award, whatever else is in the plan.

Each rule is one function of a `Pair` with its code: it returns None where the rule holds, else the facts that
broke it. `PAIR_RULES` lists them in the order in which people ask. Room and shares, which depend on the rest
of the plan, are in `room` and `share`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allocation.index import Index
from allocation.model import Award, Outcome, Package, Part, PlacementKind
from allocation.rules.room import Figure, figures_for, start_of

Facts = dict[str, str | int]


@dataclass(frozen=True, slots=True)
class Pair:
    """One part of a package and one award. `figures` are the award's figures of the return; None: no return.

    A provider without a return is not ineligible: it has no room (FORMATS, "Capacity").
    """

    index: Index
    package: Package
    part: Part
    award: Award
    figures: tuple[Figure, ...] | None

    @property
    def start(self) -> date:
        """When care would start here: as wanted, or later where the return says so.

        Where the provider has the part already, its return says nothing: staying uses no room.
        """
        if self.stays:
            return self.index.wanted_start(self.package)
        return start_of(self.index.wanted_start(self.package), self.part, self.figures or ())

    @property
    def stays(self) -> bool:
        """Whether the provider has this part already, so that it would stay where it is."""
        placement = self.index.placements.get((self.package.package, self.part.number))
        return (
            placement is not None
            and placement.kind in (PlacementKind.LIVE, PlacementKind.RELEASE)
            and placement.provider == self.award.provider
        )


@dataclass(frozen=True, slots=True)
class Broken:
    """A rule that does not hold: its code (the wording's key) and the facts."""

    code: str
    facts: Facts


def coverage(pair: Pair) -> Facts | None:
    """The award's lot has the package's area and its service type."""
    lot = pair.index.lots[pair.award.lot]
    if lot.covers(pair.package.area, pair.package.service):
        return None
    return {"lot": lot.lot, "area": pair.package.area, "service": pair.package.service}


def needs(pair: Pair) -> Facts | None:
    """The provider's skills have every need: skills, language, the worker's sex.

    A double-up is a need only where the policy names a skill for it.
    """
    wanted = set(pair.package.needs)
    skill = pair.index.round_.policy.double_up_skill
    if skill and any(visit.workers == 2 for visit in pair.part.visits):
        wanted.add(skill.casefold())
    missing = wanted - set(pair.index.providers[pair.award.provider].skills)
    return {"missing": "; ".join(sorted(missing))} if missing else None


def in_force(pair: Pair) -> Facts | None:
    """Contract and award are in force on the day care would start."""
    start = pair.start
    contract = pair.index.contracts[pair.award.contract]
    for what, dates in (("contract", contract), ("award", pair.award)):
        if dates.start and start < dates.start:
            return {"what": what, "start": start.isoformat(), "from": dates.start.isoformat()}
        if dates.end and start > dates.end:
            return {"what": what, "start": start.isoformat(), "until": dates.end.isoformat()}
    return None


def suspended(pair: Pair) -> Facts | None:
    """No suspension of the provider is in force on the wanted start, else on the round's day."""
    day = pair.package.wanted_start or pair.index.round_.day
    for suspension in pair.index.suspensions.get(pair.award.provider, ()):
        if (
            suspension.contract in (None, pair.award.contract)
            and suspension.lot in (None, pair.award.lot)
            and suspension.in_force(day)
        ):
            facts: Facts = {"from": suspension.start.isoformat(), "reason": suspension.reason}
            if suspension.until:
                facts["until"] = suspension.until.isoformat()
            return facts
    return None


def grade(pair: Pair) -> Facts | None:
    """The provider's lowest grade, or what its rating counts as, is at or above the step's floor.

    One that has neither meets no floor.
    """
    floor = pair.index.step_of(pair.award).min_grade
    provider = pair.index.providers[pair.award.provider]
    has = provider.standing
    if floor is None or (has is not None and has >= floor):
        return None
    facts: Facts = {"floor": floor, "grade": has or 0}
    return facts if provider.grade is not None or has is None else {**facts, "rating": provider.cqc_rating}


def rate_cap(pair: Pair) -> Facts | None:
    """The rate that would be paid, enhanced for a specialist package, is at or under the step's cap."""
    cap = pair.index.step_of(pair.award).rate_cap
    rate = pair.award.rate_for(pair.package.specialist)
    return {"rate": rate, "cap": cap} if cap is not None and rate > cap else None


def refused(pair: Pair) -> Facts | None:
    """The pair was not ruled out.

    What was declined or lapsed holds until a day or the next return; what was excluded, or refused by the
    person, until it is withdrawn.
    """
    day = pair.index.round_.day
    for refusal in pair.index.refusals.get((pair.package.package, pair.award.provider), ()):
        if refusal.outcome in (Outcome.DECLINED, Outcome.LAPSED):
            if refusal.until is not None:
                if day > refusal.until:
                    continue
            elif refusal.on is not None and any(
                row.as_at is not None and row.as_at > refusal.on
                for row in pair.index.capacity.get(pair.award.provider, ())
            ):
                continue
        facts: Facts = {"outcome": str(refusal.outcome), "reason": refusal.reason}
        if refusal.on:
            facts["on"] = refusal.on.isoformat()
        if refusal.until:
            facts["until"] = refusal.until.isoformat()
        return facts
    return None


def excluded(pair: Pair) -> Facts | None:
    """The package does not exclude the provider."""
    return {} if pair.award.provider in pair.package.excluded_providers else None


def choice(pair: Pair) -> Facts | None:
    """Under option 2 with a chosen provider, only that provider will do."""
    chosen = pair.package.chosen_provider
    if pair.package.sds_option != 2 or chosen in (None, pair.award.provider):
        return None
    return {"chosen": chosen or ""}


def new_packages(pair: Pair) -> Facts | None:
    """The award takes new packages, or this provider has the part already."""
    return None if pair.award.new_packages or pair.stays else {}


def exclusive(pair: Pair) -> Facts | None:
    """No other provider has the lot to itself on the round's day.

    Until an award's `exclusive_until` work in its lot is referred to its provider alone, room or no room; but
    not what that provider may not have by another rule, as when it was asked and declined. Who has the part
    already keeps it.
    """
    alone = pair.index.exclusive.get(pair.award.lot, ())
    if pair.stays or pair.award.provider in {award.provider for award in alone}:
        return None
    for award in alone:
        other = pair_of(pair.index, pair.package, pair.part, award)
        if all(rule(other) is None for rule in PAIR_RULES.values() if rule is not exclusive):
            return {"alone": award.provider, "until": str(award.exclusive_until)}
    return None


PAIR_RULES: dict[str, Callable[[Pair], Facts | None]] = {
    "coverage": coverage,
    "choice": choice,
    "excluded": excluded,
    "refused": refused,
    "needs": needs,
    "in_force": in_force,
    "suspended": suspended,
    "grade": grade,
    "rate_cap": rate_cap,
    "new_packages": new_packages,
    "exclusive": exclusive,
}
"""Every rule of a pair by its code, in the order in which people ask."""


def broken_rules(pair: Pair) -> list[Broken]:
    """Every rule that this pair breaks, in the order of `PAIR_RULES`."""
    found = ((code, rule(pair)) for code, rule in PAIR_RULES.items())
    return [Broken(code, facts) for code, facts in found if facts is not None]


def eligible(pair: Pair) -> bool:
    """Whether the pair breaks no rule; stops at the first that it breaks."""
    return all(rule(pair) is None for rule in PAIR_RULES.values())


def pair_of(index: Index, package: Package, part: Part, award: Award) -> Pair:
    """The pair with the award's figures looked up. For many pairs, look the figures up once instead."""
    return Pair(index, package, part, award, figures_for(index, award))
