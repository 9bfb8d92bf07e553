"""A live book before and after a plan: who stays, who moves and why, and what it costs."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from allocation.check import Change
from allocation.model import Placement, Plan, Round
from allocation.moving.lines import HAS, Lines
from allocation.moving.values import Book, Fate, LotLine, MoveLine, ProviderLine
from allocation.problem import Problem, build


def moves_care(problem: Problem) -> bool:
    """Whether the round may move care that somebody has: it releases some, or some cannot stay."""
    return any(_holds(problem.index.placements.get(part.key)) for part in problem.parts)


def _holds(placement: Placement | None) -> bool:
    return placement is not None and placement.kind in HAS


def book_of(
    round_: Round,
    plan: Plan,
    problem: Problem | None = None,
    changes: Mapping[str, tuple[Change, ...]] | None = None,
    held: Mapping[tuple[str, int], Placement] | None = None,
) -> Book:
    """The book before and after a valid plan. `problem` spares building it again.

    `changes` are each unplaced package's (`smallest_changes`). `held` is who had each part before people
    moved any by hand, by package and part, where the round itself does not say so any more.
    """
    problem = problem or build(round_)
    index = problem.index
    lines = tuple(Lines(problem, plan, changes or {}).all(held or index.placements))
    fates = _fates(lines)
    known = _known(lines)
    compared = [line for line in lines if known[line.package] and fates[line.package] is not Fate.UNPLACED]
    could = {line.package for line in lines if line.avoided and line.avoided.against != "share"}
    return Book(
        packages=len(fates),
        minutes=sum(line.minutes for line in lines),
        stay=_count(fates, Fate.STAYS),
        move=_count(fates, Fate.MOVES),
        unplaced=_count(fates, Fate.UNPLACED),
        could_stay=len(could & {package for package, fate in fates.items() if fate is Fate.MOVES}),
        before_pence=sum(line.before or 0 for line in compared),
        after_pence=sum(line.after for line in compared),
        unknown=sum(not each for each in known.values()),
        lines=lines,
        by_provider=tuple(_by_provider(lines)),
        by_lot=tuple(_by_lot(lines)),
    )


def _fates(lines: Sequence[MoveLine]) -> dict[str, Fate]:
    worst = [Fate.STAYS, Fate.MOVES, Fate.UNPLACED]
    fates: dict[str, Fate] = {}
    for line in lines:
        fates[line.package] = max(line.fate, fates.get(line.package, Fate.STAYS), key=worst.index)
    return fates


def _known(lines: Sequence[MoveLine]) -> dict[str, bool]:
    known: dict[str, bool] = {}
    for line in lines:
        known[line.package] = known.get(line.package, True) and line.before is not None
    return known


def _count(fates: Mapping[str, Fate], fate: Fate) -> int:
    return sum(each is fate for each in fates.values())


def _by_provider(lines: Sequence[MoveLine]) -> Iterator[ProviderLine]:
    """Providers of before and after, those with the most hours after first."""
    before: dict[str, list[MoveLine]] = {}
    after: dict[str, list[MoveLine]] = {}
    for line in lines:
        before.setdefault(line.holder, []).append(line)
        if line.award:
            after.setdefault(line.award.provider, []).append(line)
    found = []
    for provider in {**before, **after}:
        had, has = before.get(provider, []), after.get(provider, [])
        stay = {line.package for line in had if line.fate is Fate.STAYS}
        found.append(
            ProviderLine(
                provider=provider,
                before=len({line.package for line in had}),
                before_minutes=sum(line.minutes for line in had),
                before_pence=_sum(line.before for line in had),
                stay=len(stay),
                leave=len({line.package for line in had} - stay),
                come=len({line.package for line in has} - stay),
                after=len({line.package for line in has}),
                after_minutes=sum(line.minutes for line in has),
                after_pence=sum(line.after for line in has),
            )
        )
    yield from sorted(found, key=lambda line: (-line.after_minutes, -line.before_minutes, line.provider))


def _by_lot(lines: Sequence[MoveLine]) -> Iterator[LotLine]:
    """Lots of before and after, by contract and name."""
    before: dict[str, list[MoveLine]] = {}
    after: dict[str, list[MoveLine]] = {}
    contracts: dict[str, str] = {}
    for line in lines:
        before.setdefault(line.lot_before, []).append(line)
        if line.award:
            after.setdefault(line.award.lot, []).append(line)
            contracts[line.award.lot] = line.award.contract
    for lot in sorted({**before, **after}, key=lambda name: (name == "", name not in after, name)):
        had, has = before.get(lot, []), after.get(lot, [])
        yield LotLine(
            contract=contracts.get(lot, ""),
            lot=lot,
            before=len({line.package for line in had}),
            before_minutes=sum(line.minutes for line in had),
            before_pence=_sum(line.before for line in had),
            after=len({line.package for line in has}),
            after_minutes=sum(line.minutes for line in has),
            after_pence=sum(line.after for line in has),
        )


def _sum(amounts: Iterable[int | None]) -> int | None:
    found = list(amounts)
    return None if None in found else sum(each or 0 for each in found)
