"""Who has, or had, a package's care: under which contract, at what rate, since when, and how it has grown."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from allocation.acts import Row
from allocation.acts.rows import Case, Promise, Record, Review, State
from allocation.model import Award, Lot, Package, Placement, PlacementKind
from allocation.ports import Reading
from allocation.record.issue import REVIEW_WEEKS

SETTLES = timedelta(days=14)
"""A review that is made no more than so long before a block's end settles that end."""


@dataclass(frozen=True, slots=True)
class HeldCare:
    """What one provider has of one package, by ids. Minutes are staff minutes a week, `rate` pence an hour.

    `since` is the first day of care with that provider: the day on which it is said to have begun, else the
    start in its record; None where nobody said. `placed` is what was last issued to it, on `placed_on` (None:
    it came in a file), `now` what its visits are today. `going_on` no: it had it. `contract` None, with rate
    0: care that came in a file, and no award of the provider covers it. `reviews` are by day.
    """

    package: str
    provider: str
    contract: str | None
    rate: int
    since: date | None
    placed: int
    placed_on: date | None
    now: int
    going_on: bool
    block_weeks: int | None
    reviews: tuple[Review, ...]

    @property
    def reviewed(self) -> date | None:
        """The day of its last review."""
        return self.reviews[-1].on if self.reviews else None

    @property
    def unreviewed_since(self) -> date | None:
        """The first day that no review covers yet."""
        return self.since if self.reviewed is None else self.reviewed + timedelta(days=1)

    @property
    def agreed_minutes(self) -> int:
        """What it was when it was last placed or reviewed, whichever came later."""
        if self.reviewed is None or (self.placed_on is not None and self.reviewed < self.placed_on):
            return self.placed
        return self.reviews[-1].minutes_after

    @property
    def growth(self) -> int:
        """By how much it has grown over that; below nought where it shrank."""
        return self.now - self.agreed_minutes

    @property
    def block_end(self) -> date | None:
        """The last day of its first block that no review has settled; None where it has no blocks.

        Blocks follow one another from the start of care.
        """
        if self.block_weeks is None or self.since is None:
            return None
        length = timedelta(weeks=self.block_weeks)
        end = self.since + length - timedelta(days=1)
        while self.reviewed is not None and end - SETTLES <= self.reviewed:
            end += length
        return end

    @property
    def review_day(self) -> date | None:
        """When it is next to be reviewed: first on the day that its record says, then at each block's end."""
        if self.since is None:
            return None
        first = self.since + timedelta(weeks=REVIEW_WEEKS)
        days = [] if self.reviewed is not None and self.reviewed >= self.since else [first]
        return min([*days, *([self.block_end] if self.block_end else [])], default=None)


def held_care(view: Reading, cases: Sequence[Row[Case]]) -> dict[str, tuple[HeldCare, ...]]:
    """By package's id, a row for each provider that has it, then for each that had it by a record of ours."""
    keys = [case.key for case in cases]
    promises: dict[str, dict[str, list[Promise]]] = defaultdict(lambda: defaultdict(list))
    for promise in view.rows(Promise, package=keys, accepted=True):
        promises[promise.value.package][promise.value.provider].append(promise.value)
    reviews: dict[tuple[str, str], list[Review]] = defaultdict(list)
    for review in view.rows(Review, package=keys):
        reviews[review.value.package, review.value.provider].append(review.value)
    issued = {each.record for all_ in promises.values() for held in all_.values() for each in held}
    records = {row.key: row.value for row in view.rows(Record, id=[key for key in issued if key])}
    brought: dict[str, list[Placement]] = defaultdict(list)
    for placement in view.rows(Placement, package=keys):
        if placement.value.kind in (PlacementKind.LIVE, PlacementKind.RELEASE):
            brought[placement.value.package].append(placement.value)
    awards = _Awards(view)
    found: dict[str, tuple[HeldCare, ...]] = {}
    for case in cases:
        held = [
            *_by_record(case, promises[case.key], records, reviews),
            *_by_file(case, brought[case.key], promises[case.key], awards, reviews),
        ]
        found[case.key] = tuple(sorted(held, key=lambda each: (not each.going_on, each.provider)))
    return found


class _Awards:
    """Awards and lots, read once, and only where care came in a file."""

    def __init__(self, view: Reading) -> None:
        self._view = view
        self._awards: dict[str, list[Award]] | None = None
        self._lots: dict[str, Lot] = {}

    def of(self, package: Package, placement: Placement) -> Award | None:
        """The first award, by step, contract and lot, by which its provider may have it."""
        if self._awards is None:
            self._awards = defaultdict(list)
            for row in sorted(self._view.rows(Award), key=lambda row: row.value.key):
                self._awards[row.value.provider].append(row.value)
            self._lots = {row.key: row.value for row in self._view.rows(Lot)}
        for award in self._awards[placement.provider]:
            if (
                placement.contract in (None, award.contract)
                and placement.lot in (None, award.lot)
                and self._lots[award.lot].covers(package.area, package.service)
            ):
                return award
        return None


def _by_record(
    case: Row[Case],
    promises: dict[str, list[Promise]],
    records: dict[str, Record],
    reviews: dict[tuple[str, str], list[Review]],
) -> Iterator[HeldCare]:
    """Care by issued records; of several of one provider, those that stand, else those that stood last."""
    now = {part.number: part.staff_minutes for part in case.value.package.parts}
    for provider, several in promises.items():
        last = max(each.ended or date.max for each in several)
        held = [each for each in several if (each.ended or date.max) == last]
        record = records[held[0].record] if held[0].record else None
        parts = [each.part for each in held]
        figures = [each for each in record.parts if each.part in parts] if record else []
        yield HeldCare(
            package=case.key,
            provider=provider,
            contract=held[0].contract,
            rate=figures[0].rate if figures else 0,
            since=_began(held) or (record.start if record else held[0].on),
            placed=sum(each.staff_minutes for each in figures),
            placed_on=held[0].on,
            now=sum(now.get(part, 0) for part in parts),
            going_on=last == date.max and case.value.state is not State.ENDED,
            block_weeks=case.value.package.block_weeks,
            reviews=_in_order(reviews[case.key, provider]),
        )


def _by_file(
    case: Row[Case],
    placements: Sequence[Placement],
    promises: dict[str, list[Promise]],
    awards: _Awards,
    reviews: dict[tuple[str, str], list[Review]],
) -> Iterator[HeldCare]:
    """Care that a file brought in live and no record of ours replaced: it was placed as it is authorised."""
    if any(each.ended is None for several in promises.values() for each in several):
        return
    package = case.value.package
    by_provider: dict[str, list[Placement]] = defaultdict(list)
    for placement in placements:
        if placement.provider not in promises:
            by_provider[placement.provider].append(placement)
    for provider, held in by_provider.items():
        award = awards.of(package, held[0])
        parts = {each.part for each in held}
        now = sum(part.staff_minutes for part in package.parts if None in parts or part.number in parts)
        whole = now == package.staff_minutes
        yield HeldCare(
            package=case.key,
            provider=provider,
            contract=award.contract if award else None,
            rate=award.rate_for(package.specialist) if award else 0,
            since=held[0].since,
            placed=package.authorised_minutes if whole and package.authorised_minutes else now,
            placed_on=None,
            now=now,
            going_on=case.value.state is not State.ENDED,
            block_weeks=package.block_weeks,
            reviews=_in_order(reviews[case.key, provider]),
        )


def _began(held: Sequence[Promise]) -> date | None:
    return min((each.began for each in held if each.began), default=None)


def _in_order(reviews: list[Review]) -> tuple[Review, ...]:
    return tuple(sorted(reviews, key=lambda each: each.on))
