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


def test_work_that_may_be_left_ends_alone() -> None:
    """A task with work of its own ends when that is spent, or the solve's, and the solve goes on to end as it
    would; a person who stops it stops the solve.
    """
    meter = Meter(Effort(work=100), lambda: False)
    for own, spent in ((10, 12), (1_000, 100)):
        with meter.at_most(own):
            for _ in range(100):
                meter.spend(4)
        assert (meter.work, meter.most) == (spent, 100)
    with pytest.raises(Stopped):
        meter.spend(1)
    meter = Meter(Effort(), lambda: True)
    with pytest.raises(Stopped) as stopped, meter.at_most(10):
        meter.spend(10)
    assert stopped.value.by is StoppedBy.PERSON
