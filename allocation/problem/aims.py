"""The aims, in order, and the value of each for any plan of a problem (DESIGN, "Aims")."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from allocation.model import AwardKey, Priority
from allocation.problem.values import OpenPart, Option, Problem

PLACED = tuple(f"placed_{priority}" for priority in Priority)


@dataclass(frozen=True, slots=True)
class AimSpec:
    """One aim by its id, and whether more is better."""

    aim: str
    most: bool

    def better(self, one: int, other: int) -> bool:
        """Whether the first value is strictly better than the second."""
        return one > other if self.most else one < other


@dataclass(frozen=True, slots=True)
class AimChange:
    """One aim's value in a plan (`now`) and in another (`then`), never equal; `better`: then is better."""

    aim: str
    now: int
    then: int
    better: bool


def aim_changes(problem: Problem, now: Mapping[str, int], then: Mapping[str, int]) -> tuple[AimChange, ...]:
    """The aims whose value changes from one plan to another, in their order."""
    return tuple(
        AimChange(spec.aim, now[spec.aim], then[spec.aim], spec.better(then[spec.aim], now[spec.aim]))
        for spec in aim_specs(problem)
        if now[spec.aim] != then[spec.aim]
    )


def aim_specs(problem: Problem) -> tuple[AimSpec, ...]:
    """The round's aims in order: 1 to 5 as justice demands, then the policy's."""
    steps = range(problem.last_step, 1, -1)
    by_step = [name for step in steps for name in (f"step_{step}", f"step_{step}_minutes")]
    names = [*PLACED, *by_step, "ranks", *problem.index.round_.policy.aims]
    return tuple(AimSpec(name, name in (*PLACED, "wishes", "waits")) for name in names)


def bounded(problem: Problem) -> int:
    """For how many aims, from the first on, bounds of this problem are bounds of its round."""
    if problem.loose:
        return 0
    specs = aim_specs(problem)
    return next((n for n, spec in enumerate(specs) if spec.aim in problem.loose_aims), len(specs))


def aim_values(problem: Problem, chosen: Sequence[int | None]) -> dict[str, int]:
    """Every aim's value for the plan in which open part i goes to its option `chosen[i]`.

    Aims 1 to 5 leave live parts that stay out; the others count them. A pinned package counts as placed,
    whatever is chosen for it.
    """
    values: dict[str, int] = {spec.aim: 0 for spec in aim_specs(problem)}
    placed = [
        (part, part.options[number])
        for part, number in zip(problem.parts, chosen, strict=True)
        if number is not None
    ]
    _add_packages(problem, chosen, values)
    _add_steps(problem, placed, values)
    options = [option for _, option in placed] + [settled.option for settled in problem.settled]
    values["wishes"] = sum(option.wish for option in options)
    values["score"] = sum(option.excess for option in options)
    values["pairs"] = len({option.pair for option in options})
    load: dict[AwardKey, int] = defaultdict(int)
    for part, option in placed:
        load[option.award] += part.minutes
    values["commitments"] = sum(
        max(0, 100 * (each.guaranteed - each.settled - load[each.award]))
        + (0 if each.target is None else abs(each.target - 100 * (each.settled + load[each.award])))
        for each in problem.commitments
    )
    return {spec.aim: values[spec.aim] for spec in aim_specs(problem)}


def _add_packages(problem: Problem, chosen: Sequence[int | None], values: dict[str, int]) -> None:
    """Aims 1 to 4 and 8: packages placed whole, and the days they waited."""
    values["waits"] = 0
    free = [package for package in problem.packages if not package.pinned]
    for package in free:
        if all(chosen[part] is not None for part in package.parts):
            values[PLACED[package.tier]] += 1
            values["waits"] += package.waited
    pinned = {package.package for package in problem.packages if package.pinned}
    new = pinned | {settled.part.package for settled in problem.settled if settled.is_new}
    fixed = pinned | {settled.part.package for settled in problem.settled}
    for reference in fixed - {package.package for package in free}:
        package_ = problem.index.packages[reference]
        if reference in new:
            values[PLACED[problem.index.priority(package_).order]] += 1
        values["waits"] += problem.index.waited(package_)


def _add_steps(problem: Problem, placed: list[tuple[OpenPart, Option]], values: dict[str, int]) -> None:
    """Aim 5: parts and minutes by step, then ranks."""
    new = [(part.minutes, option) for part, option in placed]
    new += [(each.part.staff_minutes, each.option) for each in problem.settled if each.is_new]
    for minutes, option in new:
        if option.step > 1:
            values[f"step_{option.step}"] += 1
            values[f"step_{option.step}_minutes"] += minutes
        if (option.award.contract, option.step) in problem.rank_steps:
            values["ranks"] += option.rank - 1
