"""Settings: how the window looks on this machine."""

from typing import ClassVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QButtonGroup, QRadioButton, QVBoxLayout

from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.page import Page
from ui.screen.theme import Scheme
from ui.screen.widgets import label
from ui.wording import _

WORDS = {
    Scheme.SYSTEM: _("As the system"),
    Scheme.LIGHT: _("Light"),
    Scheme.DARK: _("Dark"),
}


class SettingsPage(Page):
    """Window comfort is kept on this machine; what decides placements is the council's policy."""

    id: ClassVar[str] = "settings"
    name: ClassVar[str] = _("Settings")
    concerns: ClassVar[frozenset[Kind]] = frozenset({Kind.COUNCIL})
    more: ClassVar[tuple[str, ...]] = ("shortcuts", "about")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(8)
        column.addWidget(label(_("Colours"), "head"))
        self.schemes = QButtonGroup(self)
        for scheme, words in WORDS.items():
            button = QRadioButton(words)
            button.setChecked(scheme is context.theme.scheme)
            button.toggled.connect(lambda on, scheme=scheme: self._choose(scheme) if on else None)
            self.schemes.addButton(button)
            column.addWidget(button)
        column.addStretch(1)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)

    def _choose(self, scheme: Scheme) -> None:
        QSettings().setValue("window/scheme", scheme.value)
        self.context.theme.choose(scheme)
