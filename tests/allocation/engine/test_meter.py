"""How much work a solve may take, and what ends it."""

import pytest

from allocation.engine.meter import LEAST_WORK, MOST_WORK, Meter, Stopped
from allocation.model import Effort, StoppedBy


@pytest.mark.parametrize(("parts", "work"), [(0, LEAST_WORK), (200, LEAST_WORK), (100_000, MOST_WORK)])
def test_work_that_nobody_named_fits_the_problem(parts: int, work: int) -> None:
    """A week that a council waits for ends sooner than a round of a whole county."""
    meter = Meter(Effort(), lambda: False)
    meter.fit(parts)
    assert meter.most == work


def test_work_that_was_named_is_taken_as_it_is() -> None:
    """However large the problem is; and it ends the solve when it is spent, not before."""
    meter = Meter(Effort(work=7), lambda: False)
    meter.fit(100_000)
    meter.spend(6)
    with pytest.raises(Stopped) as stopped:
        meter.spend(1)
    assert stopped.value.by is StoppedBy.WORK
