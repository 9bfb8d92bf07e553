"""What would place a package that waits: single changes, each tried against the plan as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from allocation.index import Index
from allocation.model import Award, AwardKey, Package, Part, Plan, Round
from allocation.problem import Limit, OpenPart, Problem, build
from allocation.problem.fit import left_of
from allocation.rules.pair import Facts, broken_rules, pair_of

_KIND_OF_RULE = {"grade": "grade", "suspended": "suspension", "rate_cap": "rate", "in_force": "start"}


@dataclass(frozen=True, slots=True)
class Change:
    """One change at one award. `kind` is room, share, return, grade, suspension, start or rate.

    For room, the facts name band and minutes short, and `minutes` is the size by which changes compare; it is
    0 for changes of a rule. `short` lists each limit of room or share that is passed, and by how much.
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

    The least change of each kind, more room first, then by step. Empty for packages of several parts, whose
    placing takes more than one change, and for packages that are placed.
    """
    problem = problem or build(round_)
    part = next((each for each in problem.free if each.part.package == package), None)
    if part is None or len(problem.packages[part.package].parts) > 1 or plan.awards.get(part.key) is not None:
        return ()
    least: dict[str, Change] = {}
    for change in _changes(problem, part, plan):
        known = least.get(change.kind)
        if known is None or (change.minutes, change.step) < (known.minutes, known.step):
            least[change.kind] = change
    order = ("room", "return", "share", "start", "suspension", "grade", "rate")
    return tuple(least[kind] for kind in order if kind in least)


def _changes(problem: Problem, part: OpenPart, plan: Plan) -> Iterator[Change]:
    left = left_of(problem, problem.chosen(plan))
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
