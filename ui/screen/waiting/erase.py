"""Erasing a person: what goes for good and what stays, why, and the reference typed to be sure."""

from PySide6.QtWidgets import (
    QDialog,
    QFormLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation.acts.rows import EraseReason, State
from allocation.use_cases.waiting_list import PackageDetail
from ui.screen.choice import Choice
from ui.screen.stylesheet import look, mark_faulty
from ui.screen.widgets import button_row, label
from ui.wording import _, ngettext
from ui.wording.care import ERASURES, STATES


class EraseDialog(QDialog):
    """A dialog, because this cannot be undone. Ask with `EraseDialog.ask`."""

    def __init__(self, detail: PackageDetail, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Erase a person"))
        self.setMinimumWidth(560)
        self._reference = detail.package.package
        self.reason = Choice(
            _("Why"), [(_("choose one"), None), *((words, each) for each, words in ERASURES.items())]
        )
        self.typed = QLineEdit()
        self.typed.setAccessibleName(_("The package’s reference, to be sure"))
        self.typed.setPlaceholderText(self._reference)
        self.fault = label("", "fault", wrap=True)
        self.fault.hide()
        form = QFormLayout()
        form.setSpacing(8)
        form.addRow(_("&Why"), self.reason)
        form.addRow(_("&Type its reference, to be sure"), self.typed)
        keep, erase = QPushButton(_("Keep the person")), QPushButton(_("Erase for good"))
        keep.setDefault(True)
        look(keep, "main")
        keep.clicked.connect(self.reject)
        erase.clicked.connect(self._accept)
        buttons = button_row(erase, keep, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(12)
        column.addWidget(label(_("This cannot be undone."), "head"))
        for words in erasure_words(detail):
            column.addWidget(label(words, wrap=True))
        column.addLayout(form)
        column.addWidget(self.fault)
        column.addLayout(buttons)
        self.typed.textEdited.connect(lambda _text: mark_faulty(self.typed, False))

    @classmethod
    def ask(cls, detail: PackageDetail, parent: QWidget) -> EraseReason | None:
        """Why the person is erased, or None where the person at the desk turned back."""
        dialog = cls(detail, parent)
        if not dialog.exec():
            return None
        chosen: EraseReason = dialog.reason.value()
        return chosen

    def _accept(self) -> None:
        why, sure = self.reason.value() is not None, self.typed.text().strip() == self._reference
        mark_faulty(self.reason, not why)
        mark_faulty(self.typed, not sure)
        self.fault.show()
        if why and sure:
            self.accept()
        elif not why:
            self.fault.setText(_("Choose why: it stands in the history."))
        else:
            self.fault.setText(
                _("Type {package} exactly, to be sure that it is this one.").format(package=self._reference)
            )


def erasure_words(detail: PackageDetail) -> list[str]:
    """What goes, what stays, what else hangs on the person, and what to do about backups."""
    count = len(detail.records)
    pages = ngettext(
        "Gone too: the pages of {count} record.", "Gone too: the pages of {count} records.", count
    )
    said = [
        _("Gone for good: the name, the case reference, the full postcode, and the text of every note."),
        *([pages.format(count=count)] if count else []),
        _(
            "What stays, under nobody’s name: the package with its hours and area, the decisions and their "
            "figures, and the history."
        ),
    ]
    if detail.others:
        said.append(_("The same person has also: {packages}.").format(packages=", ".join(detail.others)))
    if detail.state is not State.ENDED:
        said.append(
            _("! Package {package} is {state}. Nobody will see any more whom it is for.").format(
                package=detail.package.package, state=STATES[detail.state]
            )
        )
    said.append(_("Backups that were made before still hold all of it: have them destroyed."))
    return said
