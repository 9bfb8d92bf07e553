"""Settings: how the window looks on this machine, and the council's name and policy."""

from typing import ClassVar

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QRadioButton, QScrollArea, QVBoxLayout, QWidget

from allocation.use_cases import chain, council
from allocation.use_cases.chain import ChainReport
from ui.screen.changes import Kind
from ui.screen.context import Context
from ui.screen.page import Page
from ui.screen.settings.council import CouncilForm
from ui.screen.theme import Scheme
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.chain import chain_sentence

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
    main: ClassVar[str] = "settings.save"
    more: ClassVar[tuple[str, ...]] = ("settings.verify", "", "shortcuts", "about")

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.form = CouncilForm(context)
        context.actions.bind("settings.save", self.form.save, self)
        context.actions.bind("settings.verify", self._verify, self)
        self.schemes = QButtonGroup(self)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(12)
        column.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(label(_("Colours"), "head"))
        row = QHBoxLayout()
        row.setSpacing(24)
        for scheme, words in WORDS.items():
            button = QRadioButton(words)
            button.setChecked(scheme is context.theme.scheme)
            button.toggled.connect(lambda on, scheme=scheme: self._choose(scheme) if on else None)
            self.schemes.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(12)
        column.addWidget(self.form)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(area)

    def unsaved(self) -> str:
        return self.name if self.form.unsaved() else ""

    def refresh(self, _changed: frozenset[Kind]) -> None:
        desk = self.context.services.desk
        self.context.operations.run(
            lambda _job: (council.settings(desk), council.policy_history(desk)),
            on_success=lambda read: self.form.show_settings(*read),
        )

    def _verify(self) -> None:
        """Take every act's hash again, and say what that shows."""
        desk, messages = self.context.services.desk, self.context.messages

        def told(report: ChainReport) -> None:
            say = messages.say if report.whole else messages.fault
            say(chain_sentence(report))

        self.context.operations.run(
            lambda _job: chain.verify(desk), on_success=told, title=_("Verifying what was kept")
        )

    def _choose(self, scheme: Scheme) -> None:
        QSettings().setValue("window/scheme", scheme.value)
        self.context.theme.choose(scheme)
