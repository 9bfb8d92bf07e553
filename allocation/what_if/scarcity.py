"""What is scarce: what one more hour at a provider, in a lot and band, would bring the round.

An hour is what a provider would say: staff minutes of one band in one lot, so every figure of its return that
those minutes come under grows by as much. Candidates are those who are turned away: packages that wait, and
parts at a later step, that the hour alone would let in. Each is then verified by solving the round again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from allocation.model import Plan, Round
from allocation.ports import Solver
from allocation.problem import Option, Problem
from allocation.problem.fit import fit_together, fits, give_back, left_of, take
from allocation.rules.room import Figure
from allocation.what_if.again import LOOK, Again, Question, solve_all
from allocation.what_if.changed import with_more_room
from allocation.what_if.comparing import Comparison, compare

HOUR = 60


@dataclass(frozen=True, slots=True)
class Place:
    """Where an hour is looked for; `band` None: at any time of the week."""

    provider: str
    lot: str
    band: str | None


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place with the figures that an hour there comes under, who is turned away for want of it, most urgent
    first, and a plan of that round with the first of them let in.
    """

    place: Place
    figures: tuple[Figure, ...]
    turned_away: tuple[str, ...]
    start: Plan


@dataclass(frozen=True, slots=True)
class Gain:
    """What so many staff minutes more would bring: at least what `comparison` says, and exactly that up to
    the aim where `again` is settled no more.
    """

    candidate: Candidate
    minutes: int
    again: Again
    comparison: Comparison


def scarce(
    round_: Round,
    plan: Plan,
    problem: Problem,
    solver: Solver,
    minutes: int = HOUR,
    most: int | None = None,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[Gain]:
    """The gain of so many minutes more at each candidate, the likeliest first; `most` candidates at most."""
    found = candidates(problem, plan, minutes)[:most]
    questions = [
        Question(_with_more(round_, each.figures, minutes), each.start, (each.place.provider,))
        for each in found
    ]
    for each, again in zip(found, solve_all(questions, solver, LOOK, cancelled), strict=True):
        if again is not None:
            yield Gain(each, minutes, again, compare(problem, plan, again.problem, again.plan))


def candidates(problem: Problem, plan: Plan, minutes: int = HOUR) -> tuple[Candidate, ...]:
    """Places where so many minutes more would let somebody in who is turned away, most urgent first.

    A band is named only where its own figure stands in the way of somebody, not the week alone.
    """
    chosen = problem.chosen(plan)
    left = left_of(problem, chosen)
    found: list[tuple[tuple[object, ...], Candidate]] = []
    seen: set[tuple[Figure, ...]] = set()
    at_any_time: dict[tuple[str, str], set[str]] = {}
    for place, numbers in _places(problem):
        figures = tuple(figure for n in numbers if (figure := problem.limits[n].figure) is not None)
        if figures in seen:
            continue
        seen.add(figures)
        room = list(left)
        for number in numbers:
            room[number] += minutes
        let_in = list(_let_in(problem, chosen, left, room, place))
        waiting = tuple(dict.fromkeys(each.package for each in let_in))
        known = at_any_time.setdefault(
            (place.provider, place.lot), set(waiting if place.band is None else ())
        )
        if waiting and (place.band is None or not known.issuperset(waiting)):
            matters = (let_in[0].matters, -len(waiting), place.provider)
            found.append((matters, Candidate(place, figures, waiting, problem.plan(let_in[0].chosen))))
    return tuple(each for _, each in sorted(found, key=lambda each: each[0]))


@dataclass(frozen=True, slots=True)
class _LetIn:
    """A package that more room lets in: how much that matters (least most), and the plan with it there."""

    matters: tuple[int, int]
    package: str
    chosen: tuple[int | None, ...]


def _places(problem: Problem) -> Iterator[tuple[Place, tuple[int, ...]]]:
    """Every provider, lot and band with the numbers of the limits that an hour there comes under."""
    index = problem.index
    where = sorted({(award.provider, award.lot) for award in index.awards.values()})
    for provider, lot in where:
        for band in (None, *index.round_.bands):
            numbers = tuple(
                number
                for number, limit in enumerate(problem.limits)
                if (figure := limit.figure) is not None
                and figure.provider == provider
                and figure.lot in (None, lot)
                and figure.band in (None, band)
            )
            if numbers:
                yield Place(provider, lot, band), numbers


def _let_in(
    problem: Problem, chosen: Sequence[int | None], left: Sequence[int], room: list[int], place: Place
) -> Iterator[_LetIn]:
    """Who comes in, or to an earlier step, where the plan has no room and this has; most urgent first."""
    free = (package for package in problem.packages if not package.pinned)
    packages = sorted(free, key=lambda each: (each.tier, -each.waited, each.package))
    for package in packages:
        if any(chosen[part] is None for part in package.parts):
            found = fit_together(problem, package.parts, room)
            if found is not None and fit_together(problem, package.parts, list(left)) is None:
                there = dict(zip(package.parts, found, strict=True))
                placed = (there.get(part, now) for part, now in enumerate(chosen))
                yield _LetIn((0, package.tier), package.package, tuple(placed))
            continue
        for part in package.parts:
            at = problem.parts[part].options[chosen[part] or 0]
            number = _earlier(problem.parts[part].options, at, left, room, place)
            if number is not None:
                moved = tuple(number if each == part else now for each, now in enumerate(chosen))
                yield _LetIn((1, -at.step), package.package, moved)


def _earlier(
    options: Sequence[Option], at: Option, left: Sequence[int], room: list[int], place: Place
) -> int | None:
    """The first option at an earlier step that this room lets the part have, and the plan's does not."""
    before = list(left)
    give_back(at, before)
    give_back(at, room)
    try:
        for number, option in enumerate(options):
            if option.step >= at.step:
                return None
            if option.award.provider == place.provider and fits(option, room) and not fits(option, before):
                return number
        return None
    finally:
        take(at, room)


def _with_more(round_: Round, figures: Sequence[Figure], minutes: int) -> Round:
    """Bands before the week: a week that is the sum of its bands grows with them."""
    for figure in sorted(figures, key=lambda each: each.band is None):
        round_ = with_more_room(round_, figure, minutes)
    return round_
