"""What the core asks of outside, as protocols: main.py, or a test, supplies them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Protocol

from allocation.model import Aim, Effort, Plan, Result, Round


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a solve is: its aims so far (in order), and its best plan whenever that improved."""

    aims: tuple[Aim, ...]
    plan: Plan | None
    work: int
    seconds: float


class Solver(Protocol):
    """Round to Result.

    Its implementation is one class of `allocation.engine`, which runs a process of its own.
    """

    def solve(
        self,
        round_: Round,
        effort: Effort,
        on_progress: Callable[[Progress], None],
        cancelled: Callable[[], bool],
    ) -> Result:
        """The best plan within the effort.

        Returns within 0.3 s of `cancelled` turning true, with the best so far.

        `on_progress` is called on the thread that called `solve`.
        """
        ...
