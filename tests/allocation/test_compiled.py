"""What is compiled runs wherever Lotwise does."""

import pytest

from allocation.compiled import compiled


def _doubled(number: int) -> int:
    """Twice the number."""
    return 2 * number


def test_without_a_place_to_keep_machine_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the program's folder nor the user's can be written: compiled all the same, just not kept."""
    monkeypatch.setattr("numba.core.caching.CompileResultCacheImpl._locator_classes", [])
    assert compiled(_doubled)(21) == 42
