"""Each part of a book: who has it, where it goes, why it leaves, and what leaving it there would cost."""

from collections.abc import Iterable, Iterator, Mapping

from allocation.check import Change, of_several_parts
from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Part, Placement, PlacementKind, Plan
from allocation.moving.avoiding import Avoided, avoidable, avoided
from allocation.moving.nowhere import nowhere
from allocation.moving.values import Cause, Fate, MoveLine
from allocation.problem import Problem
from allocation.problem.fit import left_of
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.pair import broken_rules, pair_of

HAS = (PlacementKind.LIVE, PlacementKind.RELEASE)
"""What placements call care that a provider has."""


class Lines:
    """Makes the lines of one plan; holds what all of them look at. One use, then thrown away."""

    def __init__(self, problem: Problem, plan: Plan, changes: Mapping[str, tuple[Change, ...]]) -> None:
        self.problem, self.plan, self.changes = problem, plan, changes
        self.chosen = problem.chosen(plan)
        self.left = left_of(problem, self.chosen)
        self.numbers = {
            part.key: number for number, part in enumerate(problem.parts) if not problem.pinned(number)
        }
        self.areas = {area.area: area.name or area.area for area in problem.index.round_.areas}
        self.spent: dict[tuple[str, str], int] = {}
        self.by_provider: dict[str, list[Award]] = {}
        for award in problem.index.awards.values():
            self.by_provider.setdefault(award.provider, []).append(award)

    def all(self, held: Mapping[tuple[str, int], Placement]) -> Iterator[MoveLine]:
        """A line for each part that a provider has, by package and part."""
        for package in self.problem.index.round_.packages:
            for part in package.parts:
                placement = held.get((package.package, part.number))
                if placement is not None and placement.kind in HAS and package.sds_option != 1:
                    yield self._line(package, part, placement)

    def _line(self, package: Package, part: Part, placement: Placement) -> MoveLine:
        key = (package.package, part.number)
        award = self.plan.awards[key]
        own = [each for each in self.by_provider.get(placement.provider, ()) if _there(placement, each)]
        own = [each for each in own if self._covers(each, package)] or own
        rates = {each.rate_for(package.specialist) for each in own}
        lots = {each.lot for each in own}
        fate = Fate.UNPLACED if award is None else Fate.MOVES
        if award is not None and award.provider == placement.provider:
            fate = Fate.STAYS
        kept = None if fate is Fate.STAYS else self._avoided(key)
        change = self.changes.get(package.package, ()) if fate is Fate.UNPLACED else ()
        return MoveLine(
            package=package.package,
            part=part.number,
            priority=self.problem.index.priority(package),
            area=self.areas.get(package.area, package.area),
            minutes=part.staff_minutes,
            holder=placement.provider,
            lot_before=placement.lot or (lots.pop() if len(lots) == 1 else ""),
            before=self._grown("before", package, part, rates.pop()) if len(rates) == 1 else None,
            award=award,
            after=self._grown("after", package, part, self._rate(package, award)) if award else 0,
            fate=fate,
            cause=None if fate is Fate.STAYS else self._cause(package, part, placement, kept),
            avoided=kept,
            avoided_pence=_pence(part, self._rate(package, kept.award)) if kept else None,
            change=change[0] if change else None,
            several=fate is Fate.UNPLACED and of_several_parts(self.problem, package.package),
            nowhere=self._nowhere(key, placement.provider) if fate is Fate.UNPLACED else None,
        )

    def _covers(self, award: Award, package: Package) -> bool:
        return self.problem.index.lots[award.lot].covers(package.area, package.service)

    def _rate(self, package: Package, award: AwardKey) -> int:
        return self.problem.index.awards[award].rate_for(package.specialist)

    def _grown(self, what: str, package: Package, part: Part, rate: int) -> int:
        """By what this part lets the package's cost grow, which is rounded once."""
        spent = self.spent.get((what, package.package), 0)
        self.spent[what, package.package] = then = spent + weekly_sixtieths(part.staff_minutes, rate)
        return weekly_pence(then) - weekly_pence(spent)

    def _avoided(self, key: tuple[str, int]) -> Avoided | None:
        number = self.numbers.get(key)
        if number is None or not avoidable(self.problem, number):
            return None
        return avoided(self.problem, self.chosen, self.left, number)

    def _nowhere(self, key: tuple[str, int], holder: str) -> Cause | None:
        number = self.numbers.get(key)
        return None if number is None else nowhere(self.problem, self.left, number, holder)

    def _cause(self, package: Package, part: Part, placement: Placement, kept: Avoided | None) -> Cause:
        index = self.problem.index
        if (package.package, part.number) not in self.numbers:
            pin = index.placements.get((package.package, part.number))
            return Cause("pinned", {"reason": pin.reason if pin else ""})
        if kept is None:
            return _forbidden(index, package, part, self.by_provider.get(placement.provider, ()))
        if kept.against:
            return Cause(kept.against, {"step": kept.award.step})
        if not kept.changes or kept.changes[0].better:
            return Cause("together" if len(package.parts) > 1 else "search", {})
        return Cause("aim", {"aim": kept.changes[0].aim})


def _there(placement: Placement, award: Award) -> bool:
    return placement.contract in (None, award.contract) and placement.lot in (None, award.lot)


def _forbidden(index: Index, package: Package, part: Part, awards: Iterable[Award]) -> Cause:
    """The rule that rules the provider out, of its award there that breaks the fewest; else "no_award".

    An end or a suspension comes before what was so already while the provider had it.
    """
    there = [each for each in awards if index.lots[each.lot].covers(package.area, package.service)]
    broken = [broken_rules(pair_of(index, package, part, each)) for each in there]
    least = min(filter(None, broken), key=len, default=None)
    if least is None:
        return Cause("no_award", {})
    told = next((each for each in least if each.code in ("suspended", "in_force")), least[0])
    return Cause(told.code, told.facts)


def _pence(part: Part, rate: int) -> int:
    return weekly_pence(weekly_sixtieths(part.staff_minutes, rate))
