"""A desk on a real memory, empty, or with a small council."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allocation.model import Effort
from allocation.use_cases import rounds
from allocation.use_cases.desk import Desk
from allocation.use_cases.rounds import RoundView
from db.opening import open_store
from tests.desks import Waterfall, bring_in, desk_on, never, no_progress, small_council


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
    view = rounds.freeze_round(desk)
    return rounds.allocate(desk, view.id, Effort(), Waterfall(), no_progress, never)
