"""Issuing: which packages, by whom, and what it prints. A dialog, because it cannot be undone.

Proposals at a step that needs authority are shown, but cannot be chosen until somebody has authorised them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ui.screen.stylesheet import look
from ui.screen.widgets import button_row, label, tip
from ui.wording import _, ngettext

PACKAGE = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True)
class Issuable:
    """One placed package. `barred` says why it cannot be issued yet, "" if it can.

    `corrects` is the number of its record that stands, which another one would correct: not ticked at first.
    """

    package: str
    words: str
    barred: str = ""
    corrects: str = ""


class IssueDialog(QDialog):
    """Ask with `IssueDialog.ask`; a test fills it by its own methods.

    Enter in the search issues nothing, since what has left the building is not undone: it goes to the list.
    """

    def __init__(
        self, packages: Sequence[Issuable], issuer: str, notes: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(_("Issue records"))
        self.resize(640, 520)
        self.search = QLineEdit()
        self.search.setPlaceholderText(_("Search packages and providers"))
        self.search.setAccessibleName(_("Search packages and providers"))
        self.search.setClearButtonEnabled(True)
        self.all = QPushButton(_("Choose all"))
        self.none = QPushButton(_("Choose none"))
        self.list = QListWidget()
        self.list.setWordWrap(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Packages to issue"))
        self.prints = label("", wrap=True)
        self.issue = QPushButton()
        look(self.issue, "main")
        self.issue.setToolTip(_("Issue (Ctrl+Return)"))
        self.cancel = QPushButton(_("Not now"))
        for button in (self.all, self.none, self.issue, self.cancel):
            button.setAutoDefault(False)
        for each in packages:
            self.list.addItem(_item(each))
        self._lay_out(issuer, notes)
        self.list.itemChanged.connect(lambda _item: self._count())
        self.search.textChanged.connect(self._filter)
        self.all.clicked.connect(lambda: self._choose(Qt.CheckState.Checked))
        self.none.clicked.connect(lambda: self._choose(Qt.CheckState.Unchecked))
        self.issue.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._count()

    @classmethod
    def ask(
        cls, packages: Sequence[Issuable], issuer: str, notes: Sequence[str], parent: QWidget
    ) -> tuple[str, ...] | None:
        """The packages to issue, or None where the person turned back."""
        dialog = cls(packages, issuer, notes, parent)
        return dialog.chosen() if dialog.exec() else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, with Ctrl the one that issues."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focused = self.focusWidget()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.issue.click()
        elif isinstance(focused, QPushButton):
            focused.click()
        elif focused is self.search:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def chosen(self) -> tuple[str, ...]:
        """The packages that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(PACKAGE) for item in items if item.checkState() is Qt.CheckState.Checked)

    def _choose(self, state: Qt.CheckState) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            if item.flags() & Qt.ItemFlag.ItemIsEnabled and not item.isHidden():
                item.setCheckState(state)

    def _filter(self, text: str) -> None:
        for row in range(self.list.count()):
            item = self.list.item(row)
            item.setHidden(text.casefold() not in item.text().casefold())

    def _count(self) -> None:
        count = len(self.chosen())
        self.issue.setEnabled(count > 0)
        issue = ngettext("Issue {count} package", "Issue {count} packages", count)
        self.issue.setText(issue.format(count=count))
        prints = ngettext(
            "Keeps and prints {count} allocation record and {count} provider’s confirmation.",
            "Keeps and prints {count} allocation records and {count} provider’s confirmations.",
            count,
        )
        self.prints.setText(prints.format(count=count))

    def _lay_out(self, issuer: str, notes: Sequence[str]) -> None:
        top = QHBoxLayout()
        top.addWidget(self.search, 1)
        top.addWidget(self.all)
        top.addWidget(self.none)
        foot = button_row(self.cancel, self.issue, right=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(8)
        column.addWidget(label(_("Issued by {name}").format(name=issuer), "head"))
        for note in notes:
            column.addWidget(label(note, "warn-strong", wrap=True))
        column.addLayout(top)
        column.addWidget(self.list, 1)
        column.addWidget(self.prints)
        what_is_sent = _("A record that is issued never changes; what is wrong is corrected by a new one.")
        column.addWidget(label(what_is_sent, "quiet", wrap=True))
        column.addLayout(foot)


def _item(each: Issuable) -> QListWidgetItem:
    again = _("issued; again corrects {number}").format(number=each.corrects) if each.corrects else ""
    item = QListWidgetItem(" · ".join(text for text in (each.words, each.barred, again) if text))
    item.setData(PACKAGE, each.package)
    item.setToolTip(tip(each.barred))
    flags = Qt.ItemFlag.ItemIsUserCheckable | Qt.ItemFlag.ItemIsSelectable
    item.setFlags(flags if each.barred else flags | Qt.ItemFlag.ItemIsEnabled)
    ticked = not each.barred and not each.corrects
    item.setCheckState(Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked)
    return item
