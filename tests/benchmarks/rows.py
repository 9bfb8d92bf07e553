"""The workloads that the engine is held to, each with what it should reach (seconds, on 2 cores)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from allocation.model import Round
from tests.benchmarks.measure import Measured, reached
from tests.workloads import nation
from tests.workloads.council import Shape

Reach = tuple[str, Callable[[Measured], bool]]
"""What should be reached, in words, and whether it was."""


@dataclass(frozen=True, slots=True)
class Row:
    """A workload: how many packages, providers and councils; `live` ones are released into a re-tender,
    others wait in a shape at a supply. `seconds` stops the engine, None lets it end by itself.
    """

    name: str
    packages: int
    providers: int
    councils: int
    live: bool
    seconds: float | None
    reach: tuple[Reach, ...]

    def rounds(self, seed: int, shape: Shape, supply: float) -> Iterator[Round]:
        """One round for each council."""
        made = (
            nation.released(seed, self.packages, self.providers, self.councils)
            if self.live
            else nation.waiting(seed, self.packages, self.providers, self.councils, shape, supply)
        )
        return (round_ for round_, _ in made)


def _by(milestone: str, seconds: float) -> Callable[[Measured], bool]:
    return lambda found: found.milestones.get(milestone, seconds + 1) <= seconds


def _near_within(seconds: float) -> Callable[[Measured], bool]:
    """Of the plan that it ends with; one that was near on the way, before the next aim was open, is not."""
    return lambda found: found.plan <= seconds and reached(found.result.aims, "near")


def _justified(found: Measured) -> bool:
    return found.justified


def _first_three(found: Measured) -> bool:
    first = {f"placed_{tier}" for tier in ("critical", "substantial", "moderate")}
    return all(aim.proven for aim in found.result.aims if aim.aim in first)


ROWS = {
    row.name: row
    for row in (
        Row(
            "council",
            130,
            20,
            1,
            live=False,
            seconds=None,
            reach=(
                ("placement and step aims proven within 1 s", _by("placement and step", 1)),
                ("all aims proven within 5 s", _by("all", 5)),
                ("justified", _justified),
            ),
        ),
        Row(
            "county",
            500,
            170,
            1,
            live=False,
            seconds=8,
            reach=(
                ("placement and step aims proven in 10 s", _by("placement and step", 10)),
                ("score within 0.1% of its bound", _by("score near", 13)),
                ("justified", _justified),
            ),
        ),
        Row(
            "hard",
            1000,
            38,
            1,
            live=False,
            seconds=17,
            reach=(
                ("critical, substantial and moderate proven", _first_three),
                ("first open aim near its bound at the end", _near_within(20)),
                ("justified", _justified),
            ),
        ),
        Row(
            "re-tender",
            6000,
            170,
            1,
            live=True,
            seconds=46,
            reach=(
                ("first open aim near its bound at the end", _near_within(60)),
                ("under 2 GB", lambda found: found.memory < 2000),
                ("justified", _justified),
            ),
        ),
        Row(
            "nation",
            60_000,
            715,
            32,
            live=True,
            seconds=13,
            reach=(
                ("first open aim near its bound at the end", _near_within(600)),
                ("justified", _justified),
            ),
        ),
    )
}
