"""The board's items as a Qt list model: selection, search by typing and screen readers work as ever."""

from collections.abc import Callable

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from ui.screen.round.items import Fold, Folding, Item, items
from ui.screen.round.picture import Card, Picture
from ui.screen.round.words import spoken
from ui.wording import _

Index = QModelIndex | QPersistentModelIndex
ITEM = Qt.ItemDataRole.UserRole
NO_INDEX = QModelIndex()


def _plainly(_card: Card) -> str:
    return _("No reason yet")


class BoardModel(QAbstractListModel):
    """The items of one picture, as folded. `show` puts another picture in; what is open stays open."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.folding = Folding()
        self._picture = Picture((), ())
        self._why: Callable[[Card], str] = _plainly
        self.items: list[Item] = []
        self._rows: dict[tuple[object, ...], int] = {}

    def show(self, picture: Picture, why: Callable[[Card], str]) -> None:
        """Show a plan's picture. `why` says in a few words why a card is not placed."""
        self._picture, self._why = picture, why
        self._rebuild()

    def fold(self, key: tuple[object, ...], is_open: bool) -> None:
        """Open or close an item."""
        self.folding.choose(key, is_open)
        self._rebuild()

    def fold_all(self, is_open: bool) -> None:
        """Open or close every lot and what was not placed; what is opened shows its cards."""
        self.folding.choose(("unplaced",), is_open)
        for lot in self._picture.lots:
            self.folding.choose(("lot", lot.lot), is_open)
            if is_open:
                for step in lot.steps:
                    self.folding.choose(("step", lot.lot, step.number), True)
        if is_open:
            for card in self._picture.unplaced:
                self.folding.choose(("reason", self._why(card)), True)
        self._rebuild()

    def row_of(self, key: tuple[object, ...]) -> int | None:
        """The row of an item, unless it is folded away."""
        return self._rows.get(key)

    def item(self, index: Index) -> Item | None:
        """The item at an index."""
        return self.items[index.row()] if index.isValid() else None

    def _rebuild(self) -> None:
        self.beginResetModel()
        self.items = items(self._picture, self.folding, self._why)
        self._rows = {item.key: row for row, item in enumerate(self.items)}
        self.endResetModel()

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        item = self.item(index)
        if item is None:
            return None
        if role == ITEM:
            return item
        if role == Qt.ItemDataRole.DisplayRole:
            return item.value.package if isinstance(item.value, Card) else spoken(item)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = {Fold.OPEN: _("open"), Fold.CLOSED: _("closed"), Fold.NONE: ""}[item.fold]
            return f"{spoken(item)}, {state}" if state else spoken(item)
        if role == Qt.ItemDataRole.ToolTipRole:
            return spoken(item)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        item = self.item(index)
        if item is None:
            return Qt.ItemFlag.NoItemFlags
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if isinstance(item.value, Card) and item.value.movable:
            flags |= Qt.ItemFlag.ItemIsDragEnabled
        return flags
