"""Authority for proposals: which packages, who gave it, and why."""

from PySide6.QtWidgets import QDialog, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ui.screen.stylesheet import look, mark_faulty
from ui.screen.widgets import button_row, label
from ui.wording import _


class AuthoriseDialog(QDialog):
    """Ask with `AuthoriseDialog.ask`."""

    def __init__(self, what: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Authorise"))
        self.setMinimumWidth(560)
        self.by = QLineEdit()
        self.by.setAccessibleName(_("Authorised by (name and post)"))
        self.reason = QLineEdit()
        self.reason.setAccessibleName(_("Reason"))
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(_("&Authorised by (name and post)"), self.by)
        form.addRow(_("&Reason"), self.reason)
        back, given = QPushButton(_("Not now")), QPushButton(_("Authorise"))
        look(given, "main")
        given.setDefault(True)
        back.clicked.connect(self.reject)
        given.clicked.connect(self._accept)
        buttons = button_row(back, given, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(what, wrap=True))
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addLayout(buttons)

    @classmethod
    def ask(cls, what: str, parent: QWidget) -> tuple[str, str] | None:
        """Who authorised it and why, or None where the person turned back."""
        dialog = cls(what, parent)
        return (dialog.by.text().strip(), dialog.reason.text().strip()) if dialog.exec() else None

    def _accept(self) -> None:
        for field in (self.by, self.reason):
            mark_faulty(field, not field.text().strip())
        if self.by.text().strip() and self.reason.text().strip():
            self.accept()
        else:
            self.fault.setText(_("Name who authorised it, and why: both stand on the record."))
            self.fault.show()
