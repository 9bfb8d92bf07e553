"""One package now: who is to be asked for it, in which order, with what room, and why others are not.

The ladder of a package is what the waterfall would do with it alone: everything that is settled stands
(live care, what was offered or accepted since the returns, pins), nothing else is placed, and the awards are
gone through in the waterfall's own order. Only what bears on this package is looked at, the awards whose lot
covers it and what their providers have, so a county's ladder is there at once.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime

from allocation.deadlines import TimeToAnswer, deadline, time_to_answer
from allocation.errors import Fault, WorldError
from allocation.index import Index
from allocation.model import AwardKey, Package, Priority, Step
from allocation.problem import Problem
from allocation.problem.alone import alone
from allocation.problem.candidates import Finder
from allocation.problem.fit import fit_together
from allocation.problem.waterfall import asked_in, shortfalls
from allocation.rungs import Ladder, ladder_of


@dataclass(frozen=True, slots=True)
class Asked:
    """An offer of a part that is out: since when, until when an answer counts (instants), and whether it was
    accepted, which then waits for one that was asked before.
    """

    since: datetime
    due: datetime
    accepted: bool


@dataclass(frozen=True, slots=True)
class Told:
    """An offer of a part that is out no more: since when and until when it was out, what was answered
    (`allocation.acts.offers.Answer`; empty where the package ended first) and when. Instants.
    """

    part: int
    award: AwardKey
    since: datetime
    due: datetime
    answer: str = ""
    answered: datetime | None = None


@dataclass(frozen=True, slots=True)
class Asking:
    """The ladders of a package's parts. `urgent`: the shorter times to answer hold.

    `together` is what the waterfall would do with the package alone, an award for each part; None where its
    parts do not fit at once. `deadlines` say, by contract and step, until when (UTC) an answer would count
    that is asked for now; none where nobody is at a desk. `out` are the offers that are out, by part and
    award: they stand on the ladder as if nobody had been asked yet. `told` are those that are out no more,
    the earliest asked first.
    """

    index: Index
    package: Package
    priority: Priority
    ladders: tuple[Ladder, ...]
    together: tuple[AwardKey, ...] | None
    deadlines: Mapping[tuple[str, int], datetime] = field(default_factory=dict)
    out: Mapping[tuple[int, AwardKey], Asked] = field(default_factory=dict)
    told: tuple[Told, ...] = ()

    @property
    def urgent(self) -> bool:
        """Whether it ranks with critical, so that a step's urgent time to answer holds."""
        return self.priority is Priority.CRITICAL

    def time_to_answer(self, step: Step) -> TimeToAnswer:
        """How long a provider has to answer at a step."""
        return time_to_answer(step, urgent=self.urgent)

    def asked_at(self, now: datetime) -> "Asking":
        """The same with the deadlines of who is asked at this instant."""
        nation, steps = self.index.round_.policy.nation, self.index.steps
        keys = {(rung.award.contract, rung.award.step) for each in self.ladders for rung in each.rungs}
        due = {key: deadline(now, self.time_to_answer(steps[key]), nation) for key in sorted(keys)}
        return replace(self, deadlines=due)


def ask(index: Index, reference: str) -> Asking:
    """The ladder of one package of a round.

    Raises `WorldError` for a package that is not in the round (`ask_unknown`), for which no provider is
    sought (`ask_direct_payment`), or that has its care or was promised it already (`ask_settled`).
    """
    package = index.packages.get(reference)
    if package is None:
        raise WorldError(Fault("ask_unknown", value=reference))
    finder = Finder(index)
    problem = alone(finder, package)
    parts = [number for number, part in enumerate(problem.parts) if part.part.package == reference]
    if not parts:
        raise WorldError(_nothing_to_ask(index, problem, package))
    short = shortfalls(problem)
    ladders = tuple(ladder_of(problem, finder, package, problem.parts[number], short) for number in parts)
    orders = [
        sorted(
            range(len(problem.parts[number].options)),
            key=lambda option, options=problem.parts[number].options: asked_in(options[option], short),  # type: ignore[misc]
        )
        for number in parts
    ]
    found = fit_together(problem, parts, [limit.minutes for limit in problem.limits], orders)
    chosen = zip(parts, found or (), strict=False)
    return Asking(
        index=index,
        package=package,
        priority=index.priority(package),
        ladders=ladders,
        together=None if found is None else tuple(problem.parts[n].options[o].award for n, o in chosen),
    )


def _nothing_to_ask(index: Index, problem: Problem, package: Package) -> Fault:
    held = [each.option.award.provider for each in problem.settled if each.part.package == package.package]
    if not held:
        return Fault("ask_direct_payment", value=package.package)
    names = dict.fromkeys(index.providers[provider].name or provider for provider in held)
    return Fault("ask_settled", value=package.package, facts={"providers": ", ".join(names)})
