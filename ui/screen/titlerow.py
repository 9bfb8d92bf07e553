"""The row above a page: its title, its one main action, and the rest behind More."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPushButton, QVBoxLayout

from ui.screen.actions import Actions
from ui.screen.page import Page
from ui.screen.stylesheet import look
from ui.screen.widgets import Elided, line
from ui.wording import _


class TitleRow(QFrame):
    """Follows the page in sight."""

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self.title = Elided()
        look(self.title, "title")
        self.main = QPushButton()
        look(self.main, "main")
        self.more = QPushButton(_("More"))
        look(self.more, "menu")
        self.more.setAccessibleName(_("More actions"))
        self._menu: QMenu | None = None
        self.main.clicked.connect(self._trigger)
        self._main_id = ""
        row = QHBoxLayout()
        row.setContentsMargins(20, 12, 16, 12)
        row.setSpacing(8)
        row.addWidget(self.title, 1)
        row.addWidget(self.main, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignVCenter)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        column.addWidget(line())

    def set_title(self, title: str) -> None:
        """Change the words."""
        self.title.setText(title)

    def show_page(self, page: Page) -> None:
        """Take title and actions from this page."""
        self.set_title(page.title())
        self._main_id = page.main_action()
        self.main.setVisible(bool(self._main_id))
        if self._main_id:
            action = self._actions[self._main_id]
            self.main.setText(action.text())
            self.main.setToolTip(action.toolTip())
            self.main.setEnabled(action.isEnabled())
            action.changed.connect(self._follow, Qt.ConnectionType.UniqueConnection)
        if self._menu is not None:
            self._menu.deleteLater()
        self._menu = self._actions.menu(page.more, self) if page.more else None
        if self._menu is not None:
            self.more.setMenu(self._menu)
            self._menu.aboutToHide.connect(self._not_hovered)
        self.more.setVisible(bool(page.more))

    def _follow(self) -> None:
        if self._main_id:
            action = self._actions[self._main_id]
            self.main.setEnabled(action.isEnabled())
            self.main.setText(action.text())

    def _not_hovered(self) -> None:
        """Qt does not tell a button that the mouse left it while its menu was open."""
        over = self.more.rect().contains(self.more.mapFromGlobal(QCursor.pos()))
        self.more.setAttribute(Qt.WidgetAttribute.WA_UnderMouse, over)
        self.more.update()

    def _trigger(self) -> None:
        self._actions[self._main_id].trigger()
