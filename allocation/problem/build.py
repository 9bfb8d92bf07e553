"""A round to a problem: the rules decide what may go where, then everything becomes whole numbers."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import chain

from allocation.errors import Fault
from allocation.index import Index, index
from allocation.model import (
    Award,
    AwardKey,
    Lot,
    Package,
    Part,
    Placement,
    PlacementKind,
    Round,
    Waiver,
)
from allocation.problem.rating import Rating, rate
from allocation.problem.values import Commitment, Limit, OpenPackage, OpenPart, Option, Problem, Settled
from allocation.rules.pair import Facts, Pair, broken_rules, eligible
from allocation.rules.room import Figure, applying, figures
from allocation.rules.share import largest_minutes, lot_minutes, target_hundredths


def build(round_: Round) -> Problem:
    """The problem of a round.

    Live parts that may stay are settled first, then what is held, then pins in order of package and part,
    each at its first award by step, rank and key that is free of faults.
    """
    return _Builder(index(round_)).problem()


class _Builder:
    """Collects the pieces while limits and pairs get their numbers. One use, then thrown away."""

    def __init__(self, index_: Index) -> None:
        self.index = index_
        self.figures: dict[str, dict[str | None, tuple[Figure, ...]]] = {
            provider: figures(rows, index_.round_.day, index_.round_.bands)
            for provider, rows in index_.capacity.items()
        }
        self.by_lot: dict[str, list[Award]] = defaultdict(list)
        for award in index_.awards.values():
            self.by_lot[award.lot].append(award)
        self.covering: dict[tuple[str, str], list[Award]] = {}
        self.limits: list[Figure | AwardKey] = []
        self.limit_number: dict[Figure | AwardKey, int] = {}
        self.given: list[int] = []
        self.pair_number: dict[tuple[str, str], int] = {}
        self.whole: dict[str, tuple[int, int]] = {}
        self.faults: list[Fault] = []
        self.loose = False
        self.load: dict[int, int] = defaultdict(int)
        self.award_load: dict[AwardKey, int] = defaultdict(int)

    def problem(self) -> Problem:
        settled: list[Settled] = []
        outside: list[tuple[str, int]] = []
        open_: list[tuple[Package, Part]] = []
        fixed: list[tuple[Package, Part, Placement]] = []
        for package in sorted(self.index.round_.packages, key=lambda each: each.package):
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
                    open_.append((package, part))
        fixed.sort(key=lambda each: each[2].kind is PlacementKind.PIN)
        for package, part, placement in fixed:
            if pinned := self._pinned(package, part, placement):
                settled.append(self._settle(part, placement.kind, pinned))
            else:
                outside.append((package.package, part.number))
        packages, parts = self._open(open_)
        return Problem(
            index=self.index,
            packages=packages,
            parts=parts,
            limits=tuple(self._limit(number) for number in range(len(self.limits))),
            settled=tuple(settled),
            outside=tuple(outside),
            commitments=tuple(self._commitments()),
            pairs=tuple(self.pair_number),
            rank_steps=frozenset(key for key, step in self.index.steps.items() if step.ranked),
            last_step=max((step.number for step in self.index.round_.steps), default=1),
            faults=tuple(self.faults),
            loose=self.loose,
        )

    def _open(
        self, open_: list[tuple[Package, Part]]
    ) -> tuple[tuple[OpenPackage, ...], tuple[OpenPart, ...]]:
        members: dict[str, list[int]] = defaultdict(list)
        parts: list[OpenPart] = []
        numbers = {
            package.package: number for number, package in enumerate(dict.fromkeys(p for p, _ in open_))
        }
        for number, (package, part) in enumerate(open_):
            members[package.package].append(number)
            options = tuple(self.options(package, part))
            parts.append(OpenPart(part, numbers[package.package], part.staff_minutes, options))
        packages = tuple(
            OpenPackage(
                package=reference,
                tier=self.index.priority(self.index.packages[reference]).order,
                waited=self.index.waited(self.index.packages[reference]),
                parts=tuple(members[reference]),
            )
            for reference in numbers
        )
        return packages, tuple(parts)

    def options(self, package: Package, part: Part) -> Iterable[Option]:
        """The part's options: eligible awards with a return, or where it stays; by step, rank and key."""
        pairs = [pair for pair in self._pairs(package, part) if eligible(pair)]
        rating = rate(self.index, package, [pair.award for pair in pairs])
        found = [self._option(pair, rating) for pair in pairs if pair.figures is not None or pair.stays]
        return sorted(found, key=lambda option: (option.step, option.rank, option.award))

    def _pairs(self, package: Package, part: Part) -> list[Pair]:
        place = (package.area, package.service.casefold())
        if place not in self.covering:
            lots = [lot for lot in self.index.round_.lots if lot.covers(*place)]
            self.covering[place] = list(chain.from_iterable(self.by_lot[lot.lot] for lot in lots))
        return [
            Pair(self.index, package, part, award, self._figures(award)) for award in self.covering[place]
        ]

    def _figures(self, award: Award) -> tuple[Figure, ...] | None:
        return applying(self.figures.get(award.provider, {}), award.lot)

    def _option(self, pair: Pair, rating: Rating) -> Option:
        package, award, minutes = pair.package, pair.award, pair.part.staff_minutes
        figures_ = () if pair.stays else pair.figures or ()
        used = [(figure, figure.use(pair.part.visits)) for figure in figures_]
        uses = [(self._number(figure, figure.minutes), amount) for figure, amount in used if amount]
        cap = largest_minutes(award, *self._whole(award.lot))
        if cap is not None:
            uses.append((self._number(award.key, cap), minutes))
        where = (award.provider, package.sector)
        return Option(
            award=award.key,
            rank=rating.ranks[award.key],
            uses=tuple(uses),
            wish=award.provider in (*package.preferred_providers, package.current_provider),
            excess=rating.excess[award.key] * (1 if rating.by_points else minutes),
            pair=self.pair_number.setdefault(where, len(self.pair_number)),
            stays=pair.stays,
        )

    def _number(self, what: Figure | AwardKey, minutes: int) -> int:
        if what not in self.limit_number:
            self.limit_number[what] = len(self.limits)
            self.limits.append(what)
            self.given.append(minutes)
        return self.limit_number[what]

    def _whole(self, lot: str) -> tuple[int, int]:
        if lot not in self.whole:
            found: Lot = self.index.lots[lot]
            self.whole[lot] = lot_minutes(self.index, found)
        return self.whole[lot]

    def _limit(self, number: int) -> Limit:
        what, given = self.limits[number], self.given[number]
        left = max(0, given - self.load[number])
        if isinstance(what, Figure):
            return Limit(left, given, figure=what)
        return Limit(left, given, award=what)

    def _settle(self, part: Part, kind: PlacementKind, option: Option) -> Settled:
        for number, minutes in option.uses:
            self.load[number] += minutes
        self.award_load[option.award] += part.staff_minutes
        return Settled(part, kind, option)

    def _matching(self, package: Package, part: Part, placement: Placement) -> list[Pair]:
        awards = [
            award
            for award in self.index.awards.values()
            if award.provider == placement.provider
            and placement.contract in (None, award.contract)
            and placement.lot in (None, award.lot)
        ]
        return [Pair(self.index, package, part, award, self._figures(award)) for award in awards]

    def _rating(self, package: Package, part: Part, own: Award) -> Rating:
        """The rating of the part's eligible awards, with one award that may not be among them."""
        awards = [pair.award for pair in self._pairs(package, part) if eligible(pair)]
        return rate(self.index, package, awards if own in awards else [*awards, own])

    def _live(self, package: Package, part: Part, placement: Placement) -> Option | None:
        """Where a live part stays: the first award of its provider that it may still have."""
        may = [pair for pair in self._matching(package, part, placement) if eligible(pair)]
        self.loose = self.loose or len(may) > 1
        return self._option(may[0], self._rating(package, part, may[0].award)) if may else None

    def _pinned(self, package: Package, part: Part, placement: Placement) -> Option | None:
        """Where a pinned or held part is kept. What it breaks and does not waive is a fault of the pin."""
        tried: list[tuple[Option, list[Fault]]] = []
        for pair in self._matching(package, part, placement):
            option = self._option(pair, self._rating(package, part, pair.award))
            held = placement.kind is PlacementKind.HELD
            tried.append((option, [] if held else list(self._pin_faults(placement, pair, option))))
        if not tried:
            self.faults.append(_pin_fault(placement, part, "no_award", {}))
            return None
        self.loose = self.loose or sum(not faults for _, faults in tried) > 1
        option, faults = min(tried, key=lambda each: len(each[1]))
        self.faults.extend(faults)
        return option

    def _pin_faults(self, placement: Placement, pair: Pair, option: Option) -> Iterable[Fault]:
        for broken in broken_rules(pair):
            yield _pin_fault(placement, pair.part, broken.code, broken.facts)
        if pair.figures is None and Waiver.ROOM not in placement.waives and not pair.stays:
            yield _pin_fault(placement, pair.part, "no_return", {})
        for number, minutes in option.uses:
            what = self.limits[number]
            waiver = Waiver.ROOM if isinstance(what, Figure) else Waiver.SHARE
            left = self.given[number] - self.load[number]
            if minutes > left and waiver not in placement.waives:
                facts: Facts = {"asked": minutes, "left": left}
                if isinstance(what, Figure):
                    facts |= {"band": what.band or "", "lot": what.lot or ""}
                yield _pin_fault(placement, pair.part, str(waiver), facts)

    def _commitments(self) -> Iterable[Commitment]:
        for award in self.index.awards.values():
            target = target_hundredths(award, self._whole(award.lot)[0])
            if award.guaranteed_minutes or target is not None:
                yield Commitment(award.key, award.guaranteed_minutes, target, self.award_load[award.key])


def _pin_fault(placement: Placement, part: Part, code: str, facts: Facts) -> Fault:
    named: Facts = {"package": placement.package, "part": part.number, "provider": placement.provider}
    return Fault(code=f"pin_{code}", file="placements.csv", value=placement.package, facts=named | facts)
