"""What would place a package that waits: single changes, each tried against the plan as it stands."""

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from allocation.check.justice import comes_first, room_by_tier
from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Part, Plan, Round
from allocation.problem import Limit, Problem, build
from allocation.problem.fit import left_of
from allocation.rules.pair import Facts, broken_rules, pair_of

_KIND_OF_RULE = {"grade": "grade", "suspended": "suspension", "rate_cap": "rate", "in_force": "start"}

TRIED = 5
"""Changes of a kind, the least first, of which it is asked whether somebody else would come first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one award. `kind` is room, share, return, grade, suspension, start or rate.

    For room, the facts name band and minutes short, and `minutes` is the size by which changes compare; it is
    0 for changes of a rule. `short` lists each limit of room or share that is passed, and by how much. Where
    somebody more urgent waits for such room as well, the facts name that package as `first`.
    """

    kind: str
    provider: str
    step: int
    lot: str
    minutes: int
    facts: Facts
    contract: str = ""
    short: tuple[tuple[Limit, int], ...] = ()

    @property
    def award(self) -> AwardKey:
        """The award that it is about."""
        return AwardKey(self.step, self.contract, self.lot, self.provider)


def of_several_parts(problem: Problem, package: str) -> bool:
    """Whether several parts of this package are to be placed: no single change is then looked for."""
    return any(
        each.package == package and len(each.parts) > 1 for each in problem.packages if not each.pinned
    )


def smallest_changes(
    round_: Round, plan: Plan, package: str, problem: Problem | None = None
) -> tuple[Change, ...]:
    """Changes that would each place this unplaced package of one part, the rest of the plan as it is.

    The least change of each kind, more room first, then by step; one after which somebody more urgent would
    come first only where there is no other of its kind, and last. Empty for packages of several parts, whose
    placing takes more than one change, and for packages that are placed.
    """
    problem = problem or build(round_)
    mine = next((each for each in problem.packages if each.package == package and not each.pinned), None)
    if mine is None or len(mine.parts) > 1 or plan.awards.get(problem.parts[mine.parts[0]].key) is not None:
        return ()
    kinds: dict[str, list[Change]] = defaultdict(list)
    chosen = problem.chosen(plan)
    numbers = {limit: number for number, limit in enumerate(problem.limits)}
    rooms = room_by_tier(problem, chosen)

    def first(change: Change) -> str | None:
        more = {numbers[limit]: by for limit, by in change.short}
        return comes_first(problem, chosen, mine.tier, rooms, more)

    for change in _changes(problem, mine.parts[0], left_of(problem, chosen)):
        kinds[change.kind].append(change)
    order = ("room", "return", "share", "start", "suspension", "grade", "rate")
    found = [_least(kinds[kind], first) for kind in order if kind in kinds]
    return tuple(sorted(found, key=lambda change: "first" in change.facts))


def _least(changes: list[Change], first: Callable[[Change], str | None]) -> Change:
    """The least of a kind after which nobody would come first; where there is none, the least, with who."""
    found: list[Change] = []
    for change in sorted(changes, key=lambda each: (each.minutes, each.step))[:TRIED]:
        who = first(change) if change.short else None
        if who is None:
            return change
        found.append(replace(change, facts={**change.facts, "first": who}))
    return found[0]


def _changes(problem: Problem, number: int, left: list[int]) -> Iterator[Change]:
    part = problem.parts[number]
    index = problem.index
    package = index.packages[part.part.package]
    options = {option.award: option for option in part.options}
    for key, award in index.awards.items():
        if not index.lots[award.lot].covers(package.area, package.service):
            continue
        if option := options.get(key):
            short = [(n, minutes - left[n]) for n, minutes in option.uses if minutes > left[n]]
            limits = tuple((problem.limits[n], by) for n, by in short)
            figures = [(limit.figure, by) for limit, by in limits if limit.figure is not None]
            if figures and len(figures) == len(short):
                facts: Facts = {
                    "bands": "; ".join(figure.band or "" for figure, _ in figures),
                    "short": "; ".join(str(by) for _, by in figures),
                }
                yield _change("room", award, max(by for _, by in figures), facts, limits)
            elif short and not figures:
                yield _change("share", award, short[0][1], {"short": short[0][1]}, limits)
        else:
            yield from _rule_changes(problem, index, package, part.part, award, left)


def _rule_changes(
    problem: Problem, index: Index, package: Package, part: Part, award: Award, left: list[int]
) -> Iterator[Change]:
    """A single rule that stands alone in the way, where there would be room."""
    pair = pair_of(index, package, part, award)
    broken = broken_rules(pair)
    if not broken:
        yield _change("return", award, part.staff_minutes, {"short": part.staff_minutes})
    elif len(broken) == 1 and broken[0].code in _KIND_OF_RULE and pair.figures is not None:
        numbers = {limit.figure: n for n, limit in enumerate(problem.limits) if limit.figure}
        room = all(
            figure.use(part.visits) <= (left[numbers[figure]] if figure in numbers else figure.minutes)
            for figure in pair.figures
        )
        if room:
            yield _change(_KIND_OF_RULE[broken[0].code], award, 0, broken[0].facts)


def _change(
    kind: str, award: Award, minutes: int, facts: Facts, short: tuple[tuple[Limit, int], ...] = ()
) -> Change:
    return Change(kind, award.provider, award.step, award.lot, minutes, facts, award.contract, short)
