"""A whole council by seed: its terms, its waiting list, what providers returned, and what happened before."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Literal

from allocation.index import index
from allocation.model import (
    Outcome,
    Package,
    Person,
    Placement,
    PlacementKind,
    Policy,
    Refusal,
    Round,
    Suspension,
    Waiver,
)
from allocation.rules.pair import Pair, eligible
from tests.workloads.demand import allowed_by, package
from tests.workloads.dice import Dice
from tests.workloads.order import round_in_order
from tests.workloads.supply import capacity
from tests.workloads.terms import (
    Terms,
    framework_then_ad_hoc,
    lots_then_reserves,
    three_to_an_area,
    zones_of_equals,
)

Shape = Literal["A1", "A2", "A8", "B1"]
SHAPES: dict[Shape, Callable[[Dice, int], Terms]] = {
    "A1": lots_then_reserves,
    "A2": framework_then_ad_hoc,
    "A8": zones_of_equals,
    "B1": three_to_an_area,
}
DAY = date(2026, 6, 1)
USUAL = Policy()
BANDS = ("morning", "lunch", "tea", "bed", "night")


def council(
    shape: Shape,
    seed: int,
    packages: int = 130,
    providers: int = 20,
    supply: float = 0.8,
    live: int = 0,
    policy: Policy = USUAL,
) -> tuple[Round, dict[str, Person]]:
    """A council's round and the people in it, by package reference.

    `packages` wait to be placed and `live` more have care that stays, is released or is about to be pinned.
    `supply` is all providers' room over the demand that the rules leave them. Same arguments, same values.
    """
    terms = SHAPES[shape](Dice(seed, f"{shape} terms"), providers)
    made = _people(Dice(seed, f"{shape} people"), terms, packages + live)
    people = {each.package: person for each, person in made}
    dice = Dice(seed, f"{shape} wishes")
    wishing = [_with_wishes(dice, each, terms) for each, _ in made]
    round_ = Round(
        council=terms.council,
        day=DAY,
        bands=BANDS,
        areas=terms.areas,
        packages=tuple(_with_two_parts(dice, each, n) for n, each in enumerate(wishing)),
        providers=terms.providers,
        contracts=terms.contracts,
        steps=terms.steps,
        lots=terms.lots,
        awards=terms.awards,
        capacity=(),
        policy=policy,
    )
    before = Dice(seed, f"{shape} before")
    round_ = replace(
        round_,
        suspensions=_suspensions(before, terms),
        refusals=_refusals(before, round_, packages),
    )
    round_ = replace(round_, placements=_placements(before, round_, packages))
    rows = capacity(Dice(seed, f"{shape} supply"), index(round_), supply, terms.room, silent=0.15)
    return round_in_order(replace(round_, capacity=rows)), people


def _people(dice: Dice, terms: Terms, count: int) -> list[tuple[Package, Person]]:
    return [
        package(dice, f"{terms.prefix}-{number:04}", dice.pick(terms.areas), DAY, terms.block_weeks)
        for number in range(1, count + 1)
    ]


def _with_wishes(dice: Dice, each: Package, terms: Terms) -> Package:
    """The package with the person's choice (about one in ten has option 2), wishes and present provider."""
    lots = [lot.lot for lot in terms.lots if lot.covers(each.area, each.service)]
    near = sorted({award.provider for award in terms.awards if award.lot in lots})
    if dice.chance(0.1):
        return replace(each, sds_option=2, chosen_provider=dice.pick(near))
    return replace(
        each,
        preferred_providers=tuple(dice.some(near, 1)) if dice.chance(0.08) else (),
        excluded_providers=tuple(dice.some(near, 1)) if dice.chance(0.03) else (),
        current_provider=dice.pick(near) if dice.chance(0.06) else None,
    )


def _with_two_parts(dice: Dice, each: Package, number: int) -> Package:
    """Every fortieth package of two visits or more may be shared by two providers."""
    if number % 40 != 7 or len(each.visits) < 2:
        return each
    visits = tuple(replace(visit, part=2 if place else 1) for place, visit in enumerate(each.visits))
    return replace(each, visits=visits, split_allowed=allowed_by(dice))


def _suspensions(dice: Dice, terms: Terms) -> tuple[Suspension, ...]:
    who = dice.pick(terms.providers)
    return (
        Suspension(
            who.provider,
            DAY - timedelta(days=20),
            "New packages paused while the improvement plan runs",
            until=DAY + timedelta(days=40),
            decided_by=allowed_by(dice),
        ),
    )


def _refusals(dice: Dice, round_: Round, waiting: int) -> tuple[Refusal, ...]:
    """About one package in twelve was tried before."""
    tried = dice.some(round_.packages[:waiting], waiting // 12)
    return tuple(
        Refusal(
            each.package,
            dice.pick(round_.providers).provider,
            outcome := dice.weighted(
                (
                    (Outcome.DECLINED, 60.0),
                    (Outcome.LAPSED, 20.0),
                    (Outcome.EXCLUDED, 8.0),
                    (Outcome.REFUSED_BY_PERSON, 12.0),
                )
            ),
            on=DAY - timedelta(days=dice.whole(1, 9)),
            until=DAY + timedelta(days=dice.whole(-2, 14)) if dice.chance(0.4) else None,
            reason="No worker for the round" if outcome is Outcome.DECLINED else "",
        )
        for each in tried
    )


def _placements(dice: Dice, round_: Round, waiting: int) -> tuple[Placement, ...]:
    """Where the packages beyond `waiting` are: most stay, one in five is released; and one pin."""
    found, known = [], index(round_)
    for number, each in enumerate(round_.packages[waiting:]):
        lots = {lot.lot for lot in round_.lots if lot.covers(each.area, each.service)}
        with_it = [award for award in round_.awards if award.lot in lots]
        proper = [
            award
            for award in with_it
            if all(eligible(Pair(known, each, part, award, None)) for part in each.parts)
        ]
        award = dice.pick([award for award in proper if award.step == 1] or proper or with_it)
        kind = PlacementKind.RELEASE if number % 5 == 4 else PlacementKind.LIVE
        found.append(Placement(each.package, award.provider, kind, contract=award.contract, lot=award.lot))
    if len(found) >= 5:
        found.append(_pin(dice, round_, waiting))
    return tuple(found)


def _pin(dice: Dice, round_: Round, waiting: int) -> Placement:
    """A waiting package and a provider that may have it by every rule, fixed there even without room."""
    known = index(round_)
    each, award = next(
        (each, award)
        for each in dice.shuffled(round_.packages[:waiting])
        for award in known.awards.values()
        if each.sds_option == 3 and all(eligible(Pair(known, each, part, award, None)) for part in each.parts)
    )
    return Placement(
        each.package,
        award.provider,
        PlacementKind.PIN,
        contract=award.contract,
        lot=award.lot,
        waives=(Waiver.ROOM, Waiver.SHARE),
        reason="Known to the care workers from an earlier spell",
        authorised_by=allowed_by(dice),
    )
