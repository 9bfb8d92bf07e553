"""How the aims stand: what the plan in hand has, what bounds are known, and how the two meet."""

from dataclasses import dataclass

from allocation.engine.bounds import Bounds
from allocation.engine.incumbent import Incumbent
from allocation.engine.witnesses import Witnesses
from allocation.model import Aim
from allocation.problem import Problem
from allocation.problem.terms import Terms


@dataclass
class Standing:
    """How each aim stands at any time, for the plan then in hand."""

    problem: Problem
    known: Terms
    incumbent: Incumbent
    bounds: Bounds
    witnesses: Witnesses

    def aims(self) -> tuple[Aim, ...]:
        """Each aim's value, bound, and how they meet."""
        values = self.incumbent.plain
        if self.problem.loose:
            return tuple(
                Aim(spec.aim, value, None, proven=False, proven_by="bound")
                for spec, value in zip(self.known.specs, values, strict=True)
            )
        found: list[Aim] = []
        bounds = self.bounds.now()
        for aim, spec in enumerate(self.known.specs):
            bound = bounds[aim]
            by = "proven" if bound == values[aim] else "bound"
            claim = self.witnesses.agreed(aim)
            if by == "bound" and claim is not None:
                if bound is None or claim < self.known.signed(aim, bound):
                    bound = self.known.signed(aim, claim)
                by = "agreed" if bound == values[aim] else "bound"
            found.append(Aim(spec.aim, values[aim], bound, by != "bound", by))
        return tuple(found)

    def settled(self, aim: int) -> bool:
        """Whether it is proven or agreed that no plan is better in an aim that is as good in those before."""
        bound = self.bounds.now()[aim]
        claim = self.witnesses.agreed(aim)
        return bound == self.incumbent.plain[aim] or (
            claim is not None and claim <= self.incumbent.values[aim]
        )

    def open(self) -> int | None:
        """The first aim that is not settled."""
        return next((aim for aim in range(len(self.known.specs)) if not self.settled(aim)), None)

    def alone(self, aim: int) -> bool:
        """Whether no other aim is open."""
        return all(self.settled(other) for other in range(len(self.known.specs)) if other != aim)

    def agreed(self) -> list[int]:
        """The aims that are agreed on, and not proven."""
        return [aim for aim, each in enumerate(self.aims()) if each.proven_by == "agreed"]

    def gap(self, aim: int) -> int:
        """By how many of its steps an aim may still be bettered, as far as is known; as many as there are
        options where no bound is.
        """
        bound = self.bounds.now()[aim]
        if bound is None:
            return sum(len(part.options) for part in self.problem.parts)
        return abs(bound - self.incumbent.plain[aim]) // self.known.grains[aim]
