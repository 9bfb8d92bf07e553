"""What is typed and not kept yet is not lost without a word: one question, asked only where there is any."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMessageBox, QWidget

from ui.wording import _


class LeaveDialog(QMessageBox):
    """Ask with `LeaveDialog.ask`. To keep typing is what Enter and Esc mean."""

    def __init__(self, what: Sequence[str], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Not saved"))
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setText(_("What you typed is not saved: {what}.").format(what="; ".join(what)))
        self.keep = self.addButton(_("Keep typing"), QMessageBox.ButtonRole.RejectRole)
        self.leave = self.addButton(_("Leave without saving"), QMessageBox.ButtonRole.DestructiveRole)
        self.setDefaultButton(self.keep)
        self.setEscapeButton(self.keep)

    @classmethod
    def ask(cls, what: Sequence[str], parent: QWidget) -> bool:
        """Whether the person leaves all the same; `what` names each thing that was typed."""
        dialog = cls(what, parent)
        dialog.exec()
        return dialog.clickedButton() is dialog.leave
