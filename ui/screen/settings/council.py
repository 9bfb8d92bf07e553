"""The council's own settings: its name and the policy that decides between equals."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation.errors import WorldError
from allocation.model import Policy, ScoreBy
from allocation.model.policy import ADJUSTABLE_AIMS
from allocation.use_cases import council
from allocation.use_cases.council import Settings
from ui.screen.context import Context
from ui.screen.entry import ChoiceEntry, TextEntry, YesEntry
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.aims import aim_name
from ui.wording.faults import what


class CouncilForm(QWidget):
    """Aims 6 to 10 are ticked and dragged (or moved with the buttons) into the council's own order."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self._settings: Settings | None = None
        self.name = TextEntry(_("Council"))
        self.policy = TextEntry(_("Name of the policy"))
        self.discharge = YesEntry(_("Hospital discharge ranks with critical"))
        self.promote = TextEntry(_("Ranks one band higher after days of waiting"), _("never"))
        self.double_up = TextEntry(_("Skill that double-up visits need"), _("none"))
        self.score = ChoiceEntry(
            _("The value aim counts"),
            (
                (ScoreBy.COST.value, _("pence above the cheapest")),
                (ScoreBy.POINTS.value, _("points short of the best")),
            ),
        )
        self.aims = QListWidget()
        self.aims.setAccessibleName(_("Aims 6 to 10, in order"))
        self.aims.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.aims.setMaximumHeight(190)
        self.up = QPushButton(_("Move up"))
        self.up.clicked.connect(lambda: self._move(-1))
        self.down = QPushButton(_("Move down"))
        self.down.clicked.connect(lambda: self._move(1))
        self.save_button = QPushButton(_("Save settings"))
        look(self.save_button, "main")
        self.save_button.clicked.connect(self.save)
        self._lay_out()

    def show_settings(self, settings: Settings) -> None:
        """Show what is set."""
        self._settings = settings
        policy = settings.policy
        self.name.set_text(settings.name)
        self.policy.set_text(policy.name)
        self.discharge.set_text("yes" if policy.discharge_with_critical else "")
        self.promote.set_text(str(policy.promote_after_days or ""))
        self.double_up.set_text(policy.double_up_skill or "")
        self.score.set_text(policy.score_by.value)
        self.aims.clear()
        for aim in (*policy.aims, *(each for each in ADJUSTABLE_AIMS if each not in policy.aims)):
            item = QListWidgetItem(aim_name(aim))
            item.setData(Qt.ItemDataRole.UserRole, aim)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if aim in policy.aims else Qt.CheckState.Unchecked)
            self.aims.addItem(item)
        self.aims.setCurrentRow(0)

    def save(self) -> None:
        """Keep the settings; a policy that changes gets its next version. Undo brings the old one back."""
        days = self.promote.text().strip()
        wrong = bool(days) and not (days.isascii() and days.isdigit() and int(days) > 0)
        self.promote.set_fault(_("Write a whole number of days, or leave it empty.") if wrong else "")
        if self._settings is None or wrong:
            return
        given = replace(
            self._settings,
            name=self.name.text().strip(),
            policy=Policy(
                aims=self.chosen_aims(),
                discharge_with_critical=bool(self.discharge.text()),
                promote_after_days=int(days) if days else None,
                double_up_skill=self.double_up.text().strip().casefold() or None,
                score_by=ScoreBy(self.score.text()),
                name=self.policy.text().strip() or self._settings.policy.name,
                version=self._settings.policy.version,
            ),
        )
        desk = self._context.services.desk
        write(
            self._context,
            lambda _job: council.save_settings(desk, given),
            _("Settings saved"),
            on_failure=self._failed,
        )

    def chosen_aims(self) -> tuple[str, ...]:
        """The ticked aims in their order."""
        items = [self.aims.item(row) for row in range(self.aims.count())]
        return tuple(
            str(item.data(Qt.ItemDataRole.UserRole))
            for item in items
            if item.checkState() is Qt.CheckState.Checked
        )

    def _move(self, by: int) -> None:
        row = self.aims.currentRow()
        if 0 <= row + by < self.aims.count():
            self.aims.insertItem(row + by, self.aims.takeItem(row))
            self.aims.setCurrentRow(row + by)

    def _failed(self, error: WorldError) -> None:
        self.name.set_fault("\n".join(what(fault) for fault in error.faults))

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(12)
        for entry in (self.name, self.policy, self.promote, self.double_up, self.score, self.discharge):
            entry.setMaximumWidth(360)
            left.addWidget(entry)
        left.addStretch(1)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addWidget(
            label(
                _(
                    "Placing people, most urgent first, and the order of the contracts always lead. "
                    "Then these, in this order; what is not ticked does not count."
                ),
                "quiet",
                wrap=True,
            )
        )
        right.addWidget(self.aims)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        buttons.addWidget(self.up)
        buttons.addWidget(self.down)
        buttons.addStretch(1)
        right.addLayout(buttons)
        right.addStretch(1)
        across = QHBoxLayout()
        across.setSpacing(32)
        across.addLayout(left, 1)
        across.addLayout(right, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(_("Council and policy"), "head"))
        column.addLayout(across)
        column.addWidget(self.save_button, 0, Qt.AlignmentFlag.AlignLeft)
