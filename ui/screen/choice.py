"""A combo box over plain Python values (Qt's own find takes tuples apart)."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QComboBox


class Choice(QComboBox):
    """Offers (words, value) pairs."""

    def __init__(self, name: str, choices: Sequence[tuple[str, Any]]) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.values: list[Any] = []
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setMinimumWidth(104)
        self.offer(choices)

    def offer(self, choices: Sequence[tuple[str, Any]]) -> None:
        """Offer these; what was chosen stays chosen where it is still there, else the first is."""
        held = self.value() if self.values else None
        self.blockSignals(True)
        self.clear()
        self.values = [value for _words, value in choices]
        for words, _value in choices:
            self.addItem(words)
        self.choose(held)
        self.blockSignals(False)

    def value(self) -> Any:
        """What is chosen."""
        return self.values[self.currentIndex()]

    def choose(self, value: Any) -> None:
        """Choose this value, or the first where it is not offered."""
        self.setCurrentIndex(self.values.index(value) if value in self.values else 0)
