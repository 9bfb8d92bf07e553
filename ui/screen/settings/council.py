"""The council's own settings: its name, its parts of the day, and the policy that decides between equals."""

from dataclasses import replace

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allocation.errors import WorldError
from allocation.intake.kinds import items
from allocation.lists import HistoryLine
from allocation.use_cases import council
from allocation.use_cases.council import Settings
from allocation.use_cases.desk import Done
from ui.screen.context import Context
from ui.screen.entry import Entry, TextEntry
from ui.screen.history import History
from ui.screen.settings.aims import AimList
from ui.screen.settings.policy import PolicySettings
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.faults import what
from ui.wording.policy import setting_meaning


class CouncilForm(QWidget):
    """Every save that changes the policy is its next version, which records and papers name."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings: Settings | None = None
        self._shown: tuple[object, ...] = ()
        self.name = TextEntry(_("Council"))
        self.bands = TextEntry(_("Parts of the day, with semicolons between"))
        self.policy = PolicySettings()
        self.policy_head = label(_("Policy"), "head")
        self.aims = AimList(context.theme)
        self.up = QPushButton(_("Move up"))
        self.up.setToolTip(_("Move up (Ctrl+Up)"))
        self.down = QPushButton(_("Move down"))
        self.down.setToolTip(_("Move down (Ctrl+Down)"))
        self.history = History()
        self.up.clicked.connect(lambda: self.aims.move_by(-1))
        self.down.clicked.connect(lambda: self.aims.move_by(1))
        score_by = self.policy.entries["score_by"]
        score_by.edited.connect(lambda: self.aims.score_by(score_by.text()))
        self._lay_out()

    def show_settings(self, settings: Settings, history: list[HistoryLine]) -> None:
        """Show what is set, and what was changed when and by whom."""
        self._settings = settings
        self.name.set_text(settings.name)
        self.bands.set_text("; ".join(settings.bands))
        for entry in (self.name, self.bands):
            entry.set_fault("")
        self.policy.show_policy(settings.policy)
        self.policy_head.setText(_("Policy, version {version}").format(version=settings.policy.version))
        self.aims.show_aims(settings.policy.aims)
        self.aims.score_by(settings.policy.score_by)
        self.history.show_lines(history)
        self._shown = self._typed()

    def unsaved(self) -> bool:
        """Whether something was typed or put in another order since it was shown."""
        return self._settings is not None and self._typed() != self._shown

    def _typed(self) -> tuple[object, ...]:
        entries = (self.name, self.bands, *self.policy.entries.values())
        return (*(entry.text().strip() for entry in entries), self.aims.aims())

    def save(self) -> None:
        """Keep the settings, or say at each field what is wrong. Undo brings the old ones back."""
        before = self._settings
        if before is None:
            return
        policy = self.policy.policy(before.policy)
        if policy is None:
            return
        given = replace(
            before,
            name=self.name.text().strip(),
            bands=tuple(dict.fromkeys(items(self.bands.text()))),
            policy=replace(policy, aims=self.aims.aims()),
        )
        desk = self._context.services.desk

        def saved(_done: Done) -> str:
            if replace(given.policy, version=0) == replace(before.policy, version=0):
                return _("Settings saved")
            return _("Policy saved as version {version}").format(version=before.policy.version + 1)

        write(
            self._context,
            lambda _job: council.save_settings(desk, given),
            saved,
            on_failure=self._failed,
        )

    def _failed(self, error: WorldError) -> None:
        fields: dict[str, Entry] = {"bands": self.bands}
        for entry in (self.name, self.bands):
            faults = [fault for fault in error.faults if fields.get(fault.column, self.name) is entry]
            entry.set_fault("\n".join(map(what, faults)))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        left.addWidget(label(_("Council"), "head"))
        for entry in (self.name, self.bands):
            entry.setMaximumWidth(440)
            left.addWidget(entry)
        left.addSpacing(8)
        left.addWidget(self.policy_head)
        left.addWidget(self.policy)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(label(_("What a round aims at"), "head"))
        lead = _(
            "Aims 1 to 5 always lead, because justice rests on them: most people placed whole, critical "
            "first, and then the order of the contracts, step by step and rank by rank."
        )
        right.addWidget(label(lead, "quiet", wrap=True))
        right.addWidget(label(setting_meaning("aims"), "quiet", wrap=True))
        right.addWidget(self.aims)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        right.addLayout(buttons)
        right.addSpacing(12)
        right.addWidget(self.history)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(32)
        across.addLayout(left, 1)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addLayout(across)
