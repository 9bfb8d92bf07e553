"""Two solvers that share no code bear witness: what both say of an aim of the whole problem is agreed."""

from concurrent.futures import ThreadPoolExecutor

from allocation.engine.efforts import EASY_OPTIONS, WHOLE_OPTIONS
from allocation.engine.fixing import Fixing
from allocation.engine.incumbent import Incumbent
from allocation.engine.meter import Meter
from allocation.engine.mip import NODE, Ask, Peer, improve
from allocation.engine.program import Piece
from allocation.engine.relax import Relaxation
from allocation.problem import Problem
from allocation.problem.terms import Terms

Values = tuple[int, ...]


class Witnesses:
    """What both were asked and said in one solve."""

    def __init__(
        self,
        problem: Problem,
        known: Terms,
        incumbent: Incumbent,
        meter: Meter,
        relaxation: Relaxation,
        fixing: Fixing,
    ) -> None:
        self.problem, self.known, self.incumbent, self.meter = problem, known, incumbent, meter
        self.relaxation, self.fixing = relaxation, fixing
        self.options = sum(len(part.options) for part in problem.parts)
        self.claims: dict[int, dict[Peer, tuple[Values, int]]] = {}
        self.asked: dict[Values, int] = {}

    def ask(self, aim: int, nodes: int) -> None:
        """Put the whole problem to both at once; keep what is better, and what they claim. Of many options,
        and where little work is left, they get fewer nodes; nobody is asked what they have answered with as
        many.
        """
        values = self.incumbent.values
        asked = values[: aim + 1]
        if nodes and self.options > EASY_OPTIONS:
            nodes = max(1, nodes * EASY_OPTIONS**3 // self.options**3)
        nodes = min(nodes, self.meter.left // NODE)
        if not nodes or self.options > WHOLE_OPTIONS or self.asked.get(asked, 0) >= nodes:
            return
        self.asked[asked] = nodes
        optimum = self.relaxation.solve(aim, self.incumbent)
        question = Ask(
            weights=((aim, 1),),
            least=tuple(enumerate(values[:aim])),
            grain=self.known.grains[aim],
            nodes=nodes,
            seed=nodes,
            counts=True,
            rows=() if optimum is None else optimum.duals.rows,
            seconds=self.meter.seconds_left,
        )
        piece = Piece(self.incumbent.chosen, self.fixing.free(aim))
        peers = [peer for peer in Peer if not self._content(aim, peer)]
        with ThreadPoolExecutor(len(Peer)) as pool:
            answers = list(
                pool.map(lambda peer: improve(self.problem, self.known, piece, question, peer), peers)
            )
        for peer, answer in zip(peers, answers, strict=True):
            if answer.claim is not None:
                self.claims.setdefault(aim, {})[peer] = (values[:aim], answer.claim)
            if answer.chosen is not None:
                self.incumbent.offer(answer.chosen)
            self.meter.work += answer.work
        self.meter.spend(1)

    def agreed(self, aim: int) -> int | None:
        """The signed value that both claim cannot be passed, with the earlier aims as they are now: the
        weaker of their claims.
        """
        claims = self.claims.get(aim, {})
        if len(claims) < len(Peer) or any(held != self.incumbent.values[:aim] for held, _ in claims.values()):
            return None
        if any(claim < self.incumbent.values[aim] for _, claim in claims.values()):
            return None  # the plan in hand passes it, so somebody's word is worth nothing
        return self.known.rounded(aim, max(claim for _, claim in claims.values()))

    def content(self, aim: int) -> bool:
        """Whether either has said that an aim of the plan in hand cannot be bettered."""
        return any(self._content(aim, peer) for peer in Peer)

    def _content(self, aim: int, peer: Peer) -> bool:
        held, claim = self.claims.get(aim, {}).get(peer, ((), 0))
        values = self.incumbent.values
        return held == values[:aim] and peer in self.claims.get(aim, {}) and claim == values[aim]
