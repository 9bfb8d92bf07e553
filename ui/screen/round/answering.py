"""Types on the round page what a provider or the person said of the selected package."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from allocation.use_cases import waiting_list
from allocation.use_cases.waiting_list import Choices, PackageDetail
from ui.screen.context import Context
from ui.screen.refusal import RefusalForm
from ui.screen.round.picture import Card
from ui.wording import _


class Answering(QObject):
    """Opens the waiting list's own form over the page; what is recorded, it records."""

    def __init__(self, context: Context, parent: QWidget) -> None:
        super().__init__(parent)
        self._context = context
        self._parent = parent
        self.dialog: QDialog | None = None
        self.form: RefusalForm | None = None

    def ask(self, package: str, card: Card) -> None:
        """Ask about a package, by its id; the provider that the plan gives it to stands first."""
        desk = self._context.services.desk
        at = card.award.provider if card.award is not None else ""

        def then(found: tuple[PackageDetail, Choices]) -> None:
            self._open(*found, at)

        self._context.operations.run(
            lambda _job: (waiting_list.package(desk, package), waiting_list.choices(desk)), on_success=then
        )

    def _open(self, detail: PackageDetail, choices: Choices, at: str) -> None:
        dialog, form = QDialog(self._parent), RefusalForm(self._context)
        dialog.setWindowTitle(_("{package}: record an answer").format(package=detail.package.package))
        dialog.setMinimumWidth(480)
        column = QVBoxLayout(dialog)
        column.setContentsMargins(12, 12, 12, 12)
        column.addWidget(form)
        form.finished.connect(dialog.accept)
        form.show_choices(detail, choices)
        form.start()
        there = next((each.id for each in choices.providers if each.label == at), "")
        if there:
            form.provider.set_text(there)
            form.reason.field.setFocus()
        dialog.finished.connect(dialog.deleteLater)
        self.dialog, self.form = dialog, form
        dialog.open()
