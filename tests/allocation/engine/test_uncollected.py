"""Nothing is collected while a problem is built, and what was so before is so again."""

import gc

import pytest

from allocation.engine.uncollected import uncollected


@uncollected()
def _built() -> None:
    assert not gc.isenabled()
    raise MemoryError


@pytest.mark.parametrize("was", [True, False])
def test_the_collector_is_as_it_was_whatever_happens(was: bool) -> None:
    """On again after it, also where building fails; and not on where it was off, as in the window."""
    before = gc.isenabled()
    try:
        gc.enable() if was else gc.disable()
        with pytest.raises(MemoryError):
            _built()
        assert gc.isenabled() is was
    finally:
        gc.enable() if before else gc.disable()
