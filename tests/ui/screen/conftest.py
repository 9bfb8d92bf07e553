"""What every test of the window shares: the theme, and operations whose threads end with the test."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from ui.screen.operation import Operations
from ui.screen.theme import Scheme, Theme


@pytest.fixture
def theme(qapp: QApplication) -> Theme:
    """The look, light, whatever the machine's scheme."""
    return Theme(qapp, Scheme.LIGHT)


@pytest.fixture
def operations(qapp: QApplication) -> Iterator[Operations]:
    """The door for slow work; its threads have ended when the test has."""
    made = Operations()
    yield made
    made.close()
