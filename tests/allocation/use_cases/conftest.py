"""A desk on a real memory, empty, or with a small council."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from db.opening import open_store
from tests.desks import bring_in, desk_on, small_council, solve_round


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """Nothing was brought in yet."""
    store = open_store(str(tmp_path / "lotwise.db"))
    yield desk_on(store)
    store.close()


@pytest.fixture
def desk(empty: Desk) -> Desk:
    """A small council is there."""
    round_, people = small_council()
    bring_in(empty, round_, people)
    return empty


@pytest.fixture
def solved(desk: Desk) -> RoundView:
    """A round of it, allocated."""
    return solve_round(desk)
