"""A round to a problem: the rules decide what may go where, then everything becomes whole numbers."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from allocation.errors import Fault
from allocation.index import Index, index
from allocation.model import (
    Award,
    AwardKey,
    Package,
    Part,
    Placement,
    PlacementKind,
    Round,
    Waiver,
)
from allocation.problem.candidates import Finder
from allocation.problem.first_refusal import settle_first_refusals
from allocation.problem.left_open import LeftOpen
from allocation.problem.limits import Limits
from allocation.problem.rating import Rating, rate
from allocation.problem.values import Commitment, OpenPackage, OpenPart, Option, Problem, Settled
from allocation.problem.waterfall import pins_first
from allocation.rules.pair import Facts, Pair, broken_rules, eligible
from allocation.rules.room import Figure
from allocation.rules.share import target_hundredths


def build(round_: Round, *, first_refusal: bool = True, open_pins: bool = True) -> Problem:
    """The problem of a round.

    Live parts that may stay are settled first, then what is held, pins that waive something and other pins,
    in order of package and part, each at its first award by step, contract and lot that is free of faults;
    then, unless `first_refusal` is off, what goes by first refusal.

    A pin that waives nothing and leaves its provider a choice of awards is no settled part but an open one,
    of a `pinned` package. It is settled all the same where `open_pins` is off, where another pin waives a
    limit of one of these awards and uses it, where the waterfall finds no room for all of them, and where
    anything goes by first refusal, since whose turn comes when would hang on the choice.
    """
    known = index(round_)
    if open_pins and all(contract.batch for contract in known.contracts.values()):
        problem = _Builder(known, open_pins=True).problem(round_.packages)
        first = pins_first(problem)
        if all(first[part] is not None for each in problem.packages if each.pinned for part in each.parts):
            return problem
    problem = _Builder(known).problem(round_.packages)
    return settle_first_refusals(problem) if first_refusal else problem


def build_alone(finder: Finder, package: Package, others: Iterable[Package]) -> Problem:
    """The problem of one package of a round, with what is settled of some others, as if nothing else were in
    it, but for the wholes that shares are taken of (`Index.minutes`). It is exact for whoever gives every
    package that is settled at a provider whose limits matter, since a limit belongs to one provider. Aims are
    not: what is settled is not compared with its other awards.
    """
    return _Builder(finder.index, finder, compared=False).problem([package, *others], package.package)


_Open = tuple[Package, Part, tuple[Option, ...] | None]
"""A part that the plan places; of a pinned one the options."""


class _Builder:
    """Collects the pieces while limits and pairs get their numbers. One use, then thrown away."""

    def __init__(
        self, index_: Index, finder: Finder | None = None, *, compared: bool = True, open_pins: bool = False
    ) -> None:
        self.index = index_
        self.compared = compared
        self.open_pins = open_pins
        self.finder = finder or Finder(index_)
        self.limits = Limits(index_)
        self.by_provider: dict[str, list[Award]] = defaultdict(list)
        for award in index_.awards.values():
            self.by_provider[award.provider].append(award)
        self.pair_number: dict[tuple[str, str], int] = {}
        self.faults: list[Fault] = []
        self.left_open = LeftOpen(index_)
        self.award_load: dict[AwardKey, int] = defaultdict(int)
        self.before_load: dict[AwardKey, int] = defaultdict(int)

    def problem(self, packages_: Iterable[Package], alone: str | None = None) -> Problem:
        """The problem; `alone` is the only package whose parts are open, where it is given."""
        settled: list[Settled] = []
        also_asked: list[tuple[Part, Option]] = []
        outside: list[tuple[str, int]] = []
        open_: list[_Open] = []
        fixed: list[tuple[Package, Part, Placement]] = []
        for package in sorted(packages_, key=lambda each: each.package):
            for part in package.parts:
                placement = self.index.placements.get((package.package, part.number))
                kind = placement.kind if placement else None
                if placement and kind in (PlacementKind.PIN, PlacementKind.HELD):
                    fixed.append((package, part, placement))
                elif package.sds_option == 1:
                    outside.append((package.package, part.number))
                elif (
                    placement
                    and kind is PlacementKind.LIVE
                    and (option := self._live(package, part, placement))
                ):
                    settled.append(self._settle(part, PlacementKind.LIVE, option))
                else:
                    open_.append((package, part, None))
        fixed.sort(key=lambda each: (each[2].kind is PlacementKind.PIN, not each[2].waives))
        for package, part, placement in fixed:
            if choice := self._choice(package, part, placement):
                open_.append((package, part, choice))
            elif pinned := self._pinned(package, part, placement):
                settled.append(self._settle(part, placement.kind, pinned, placement.waives))
                also_asked.extend(self._hold_for_others(package, part))
            else:
                outside.append((package.package, part.number))
        packages, parts = self._open([each for each in open_ if alone in (None, each[0].package)])
        return Problem(
            index=self.index,
            packages=packages,
            parts=parts,
            limits=self.limits.limits(),
            settled=tuple(settled),
            outside=tuple(outside),
            commitments=tuple(self._commitments()),
            pairs=tuple(self.pair_number),
            rank_steps=frozenset(key for key, step in self.index.steps.items() if step.ranked),
            last_step=max((step.number for step in self.index.round_.steps), default=1),
            faults=tuple(self.faults),
            loose=self.left_open.all or bool(self.faults and self.left_open.aims),
            loose_aims=frozenset(self.left_open.aims),
            also_asked=tuple(also_asked),
        )

    def _open(self, open_: list[_Open]) -> tuple[tuple[OpenPackage, ...], tuple[OpenPart, ...]]:
        members: dict[tuple[str, bool], list[int]] = defaultdict(list)
        for number, (package, _, choice) in enumerate(open_):
            members[package.package, choice is not None].append(number)
        numbers = {row: number for number, row in enumerate(members)}
        parts = [
            OpenPart(
                part,
                numbers[package.package, choice is not None],
                part.staff_minutes,
                choice or tuple(self.options(package, part)),
            )
            for package, part, choice in open_
        ]
        packages = tuple(
            OpenPackage(
                package=reference,
                tier=self.index.priority(self.index.packages[reference]).order,
                waited=self.index.waited(self.index.packages[reference]),
                parts=tuple(found),
                pinned=pinned,
            )
            for (reference, pinned), found in members.items()
        )
        return packages, tuple(parts)

    def options(self, package: Package, part: Part) -> Iterator[Option]:
        """The part's options: eligible awards with a return, or where it stays; by step, rank and key."""
        found = self.finder.candidates(package, part)
        for key, award in found.awards.items():
            pair = self.finder.pair(package, part, award)
            if pair.figures is not None or pair.stays:
                yield self._option(pair, key, found.rating)

    def _option(self, pair: Pair, key: AwardKey, rating: Rating) -> Option:
        package, award, stays = pair.package, pair.award, pair.stays
        where = (award.provider, package.sector)
        return Option(
            award=key,
            rank=rating.ranks[key],
            uses=self.limits.uses(
                pair.part, award, key, None if stays else pair.figures, counted=not self._goes_on(pair)
            ),
            wish=stays or award.provider in (*package.preferred_providers, package.current_provider),
            excess=rating.excess[key] * (1 if rating.by_points else pair.part.staff_minutes),
            pair=self.pair_number.setdefault(where, len(self.pair_number)),
            stays=stays,
        )

    def _goes_on(self, pair: Pair) -> bool:
        """Whether it is care that stays from before the weeks of which shares are taken."""
        return pair.stays and self.index.before_shares(pair.package.package, pair.part.number)

    def _settle(
        self, part: Part, kind: PlacementKind, option: Option, waives: Collection[Waiver] = ()
    ) -> Settled:
        self.limits.settle(option.uses, waives)
        self.award_load[option.award] += part.staff_minutes
        if option.stays and self.index.before_shares(part.package, part.number):
            self.before_load[option.award] += part.staff_minutes
        return Settled(part, kind, option)

    def _hold_for_others(self, package: Package, part: Part) -> Iterator[tuple[Part, Option]]:
        """Of a part that is out with several providers, take what it holds at those beside the first."""
        for other in self.index.also_asked.get((package.package, part.number), ()):
            if asked := self._pinned(package, part, other):
                self.limits.settle(asked.uses)
                yield part, asked

    def _matching(self, package: Package, part: Part, placement: Placement) -> list[Pair]:
        return [
            self.finder.pair(package, part, award)
            for award in self.by_provider[placement.provider]
            if placement.contract in (None, award.contract) and placement.lot in (None, award.lot)
        ]

    def _rating(self, package: Package, part: Part, own: Award) -> Rating:
        """The rating of the part's eligible awards, with one award that may not be among them."""
        if not self.compared:
            return Rating({own.key: 1}, {own.key: 0}, by_points=False)
        found = self.finder.candidates(package, part)
        if own.key in found.awards:
            return found.rating
        return rate(self.index, package, (*found.awards.values(), own))

    def _live(self, package: Package, part: Part, placement: Placement) -> Option | None:
        """Where a live part stays: the first award of its provider that it may still have.

        An award that the placement names comes before all others; without one that holds, as where a
        contract has a successor, any award of the provider will do.
        """
        may = [pair for pair in self._matching(package, part, placement) if eligible(pair)]
        if not may:
            its = (self.finder.pair(package, part, award) for award in self.by_provider[placement.provider])
            may = sorted(filter(eligible, its), key=lambda pair: pair.award.key)[:1]
        if not may:
            return None
        kept, *others = (
            self._option(pair, pair.award.key, self._rating(package, part, pair.award)) for pair in may
        )
        self.left_open.add(kept, others, pinned=False)
        return kept

    def _choice(self, package: Package, part: Part, placement: Placement) -> tuple[Option, ...] | None:
        """The awards among which a pin leaves the choice; None where it leaves none, or is to be settled.

        What a pin waives is taken off limits that never fall below zero, which no option could say; nor that
        a limit which another pin waives has as much left as if that one were not there.
        """
        if not self.open_pins or placement.kind is not PlacementKind.PIN or placement.waives:
            return None
        if package.sds_option == 1:
            return None
        there = {pair.award.key for pair in self._matching(package, part, placement)}
        if len(there) < 2:
            return None
        found = tuple(option for option in self.options(package, part) if option.award in there)
        beside = any(number in self.limits.waived for option in found for number, _ in option.uses)
        return found if len(found) > 1 and not beside else None

    def _pinned(self, package: Package, part: Part, placement: Placement) -> Option | None:
        """Where a pinned or held part is kept. What it breaks and does not waive is a fault of the pin."""
        tried: list[tuple[Option, list[Fault]]] = []
        for pair in self._matching(package, part, placement):
            option = self._option(pair, pair.award.key, self._rating(package, part, pair.award))
            held = placement.kind is PlacementKind.HELD
            tried.append((option, [] if held else list(self._pin_faults(placement, pair, option))))
        if not tried:
            self.faults.append(_pin_fault(placement, part, "no_award", {}))
            return None
        option, faults = min(tried, key=lambda each: len(each[1]))
        if sum(not each for _, each in tried) > 1:
            others = [other for other, _ in tried if other is not option]
            self.left_open.add(option, others, pinned=placement.kind is PlacementKind.PIN)
        self.faults.extend(faults)
        return option

    def _pin_faults(self, placement: Placement, pair: Pair, option: Option) -> Iterable[Fault]:
        if pair.package.sds_option == 1:
            yield _pin_fault(placement, pair.part, "outside", {})
        for broken in broken_rules(pair):
            yield _pin_fault(placement, pair.part, broken.code, broken.facts)
        if pair.figures is None and Waiver.ROOM not in placement.waives and not pair.stays:
            yield _pin_fault(placement, pair.part, "no_return", {})
        for number, minutes in option.uses:
            what, waiver = self.limits.slots[number].what, self.limits.waiver(number)
            left = self.limits.left_of_pins(number)
            if minutes > left and waiver not in placement.waives:
                facts: Facts = {"asked": minutes, "left": left}
                if isinstance(what, Figure):
                    facts |= {"band": what.band or "", "lot": what.lot or ""}
                yield _pin_fault(placement, pair.part, str(waiver), facts)

    def _commitments(self) -> Iterable[Commitment]:
        for award in self.index.awards.values():
            target = target_hundredths(award, self.limits.whole(award.lot)[0])
            load, before = self.award_load[award.key], self.before_load[award.key]
            if target is not None:
                target += 100 * before
            if award.guaranteed_minutes or target is not None:
                yield Commitment(award.key, award.guaranteed_minutes, target, load)


def _pin_fault(placement: Placement, part: Part, code: str, facts: Facts) -> Fault:
    named: Facts = {"package": placement.package, "part": part.number, "provider": placement.provider}
    return Fault(code=f"pin_{code}", file="placements.csv", value=placement.package, facts=named | facts)
