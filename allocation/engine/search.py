"""Improves the incumbent piece by piece: free a few providers, solve that piece exactly, keep what is better.

Large neighbourhood search (Shaw, 1998) over subsets of providers, because every limit belongs to one
provider: the parts of a few providers, and those that wait for them, are a small problem of the same kind,
which an exact solver settles in milliseconds. Pieces start from a part that the aim in question could do
better by, grow along the options that parts share, as ejection chains do (Yagiura, Ibaraki and Glover, 2006),
and grow larger while they are settled cheaply.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeVar

from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.mip import Ask, Peer, improve
from allocation.engine.program import Piece
from allocation.engine.weights import weights
from allocation.problem import Problem
from allocation.problem.terms import Terms

T = TypeVar("T")

SMALLEST, LARGEST = 36, 90
"""Free parts of a piece: at first, and at most."""
STILL, GROWTH = 12, 1.2
"""After so many pieces without improvement they become so much larger; small ones are far cheaper."""
NODES = 60
"""Branching nodes that one piece may take."""


class Search:
    """Piece after piece, from one stream of seeded dice. `size` is what a piece may hold: it grows while
    pieces change nothing.
    """

    def __init__(self, problem: Problem, known: Terms, incumbent: Incumbent, meter: Meter, seed: int) -> None:
        self.problem, self.known, self.incumbent, self.meter = problem, known, incumbent, meter
        self.dice = random.Random(seed)  # noqa: S311 - a search, no secret
        self.begin()
        self.most: dict[int, list[int]] = {}
        self.at_provider: dict[str, list[int]] = defaultdict(list)
        for number, part in enumerate(problem.parts):
            for provider in sorted({option.award.provider for option in part.options}):
                self.at_provider[provider].append(number)

    def begin(self) -> None:
        """Small pieces again, because another aim or another plan comes next."""
        self.size, self.still = float(SMALLEST), 0

    def step(self, aim: int) -> bool:
        """One piece for the sake of one aim and, as far as weights allow, later ones. Says if it helped."""
        piece = self._piece(aim)
        if piece is None:
            self.meter.spend(1)
            return False
        now = self.incumbent.values
        ask = Ask(
            weights=weights(self.problem, self.known, piece.free, aim, self.known.grains),
            grain=1,
            least=tuple(enumerate(now[:aim])),
            nodes=NODES,
            seconds=self.meter.seconds_left,
        )
        answer = improve(self.problem, self.known, piece, ask, Peer.HIGHS)
        better = answer.chosen is not None and self.incumbent.offer(answer.chosen)
        self.still = 0 if better else self.still + 1
        if not answer.final:
            self.size = max(SMALLEST, self.size * 0.8)
        elif self.still >= STILL:
            self.size, self.still = min(LARGEST, self.size * GROWTH), 0
        self.meter.spend(4 + len(self.problem.parts) // 50 + len(piece.free) // 4 + answer.work)
        return better

    def _piece(self, aim: int) -> Piece | None:
        start = self._start(aim)
        if start is None:
            return None
        providers: list[str] = []
        free: set[int] = set()
        waiting = self._shuffled(self._providers(start))
        self._free(free, start)
        while waiting and len(free) < self.size:
            provider = waiting.pop(0)
            providers.append(provider)
            for part in self._shuffled(self.at_provider[provider]):
                option = self.incumbent.chosen[part]
                there = option is not None and (
                    self.problem.parts[part].options[option].award.provider == provider
                )
                if there or (option is None and len(free) < self.size):
                    self._free(free, part)
                if len(free) > 2 * self.size:
                    break
            near = self.dice.choice(sorted(free))
            waiting += [p for p in self._shuffled(self._providers(near)) if p not in (*providers, *waiting)]
        return self._with_options(free, set(providers))

    def _free(self, free: set[int], part: int) -> None:
        """A package moves with all its parts."""
        free.update(self.problem.packages[self.problem.parts[part].package].parts)

    def _with_options(self, free: set[int], providers: set[str]) -> Piece:
        options: dict[int, list[int]] = {}
        for part in sorted(free):
            current = self.incumbent.chosen[part]
            options[part] = [
                number
                for number, option in enumerate(self.problem.parts[part].options)
                if number == current or option.award.provider in providers
            ]
        return Piece(self.incumbent.chosen, options)

    def _start(self, aim: int) -> int | None:
        """A part by which the aim could do better: not where it would like it best."""
        wanting = [part for part in range(len(self.problem.parts)) if self._wanting(aim, part)]
        return self.dice.choice(wanting) if wanting else None

    def _wanting(self, aim: int, part: int) -> bool:
        options = self.problem.parts[part].options
        if not options:
            return False
        if aim in (self.known.commitments, self.known.pairs):
            return True
        chosen = self.incumbent.chosen[part]
        package = self.problem.parts[part].package
        if any(a == aim for a, _ in self.known.packages[package]):
            return chosen is None
        return chosen is not None and self._amount(aim, part, chosen) < self._most(aim)[part]

    def _most(self, aim: int) -> list[int]:
        """The most that each part could add to an aim."""
        if aim not in self.most:
            self.most[aim] = [
                max((self._amount(aim, part, option) for option in range(len(each.options))), default=0)
                for part, each in enumerate(self.problem.parts)
            ]
        return self.most[aim]

    def _amount(self, aim: int, part: int, option: int) -> int:
        return sum(amount for a, amount in self.known.options[part][option] if a == aim)

    def _providers(self, part: int) -> list[str]:
        return sorted({option.award.provider for option in self.problem.parts[part].options})

    def _shuffled(self, things: Sequence[T]) -> list[T]:
        mixed = list(things)
        self.dice.shuffle(mixed)
        return mixed
