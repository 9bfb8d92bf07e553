"""What is scarce, as lines of the meeting's summary: an hour more, then half an hour a day more."""

from collections.abc import Callable, Iterator

from allocation.model import Plan, Round
from allocation.ports import Solver
from allocation.problem import Problem
from allocation.record import ScarceLine
from allocation.what_if import Gain, scarce

SIZES = (60, 210)
"""Staff minutes more a week that are tried."""
MOST = 4
"""Places that are tried for each size."""


def scarce_lines(
    round_: Round,
    plan: Plan,
    problem: Problem,
    solver: Solver,
    cancelled: Callable[[], bool] = lambda: False,
) -> Iterator[ScarceLine]:
    """The likeliest places where more room would let in somebody, each tried by solving again."""
    for minutes in SIZES:
        for gain in scarce(round_, plan, problem, solver, minutes, MOST, cancelled):
            yield scarce_line(gain)


def scarce_line(gain: Gain) -> ScarceLine:
    """A gain as the summary has it: the first aim that it betters."""
    place = gain.candidate.place
    better = next((change for change in gain.comparison.changes if change.better), None)
    return ScarceLine(
        provider=place.provider,
        lot=place.lot,
        band=place.band or "",
        minutes=gain.minutes,
        turned_away=gain.candidate.turned_away,
        bought=better,
        exact=better is not None and gain.again.exact(better.aim),
    )
