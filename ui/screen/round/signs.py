"""Signs that are drawn rather than typed, so that they are crisp and sit on one line in any font."""

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from allocation.model import Priority
from ui.screen.round.items import Fold


def priority_mark(painter: QPainter, colour: QColor, rect: QRect, priority: Priority) -> None:
    """A priority's shape in a square: triangle, diamond, disc or ring."""
    painter.setPen(QPen(colour, 1.5))
    painter.setBrush(Qt.BrushStyle.NoBrush if priority is Priority.LOW else colour)
    middle, top, bottom = rect.center(), rect.top(), rect.bottom()
    if priority is Priority.CRITICAL:
        painter.drawPolygon([QPoint(middle.x(), top), rect.bottomRight(), rect.bottomLeft()])
    elif priority is Priority.SUBSTANTIAL:
        left, right = QPoint(rect.left(), middle.y()), QPoint(rect.right(), middle.y())
        painter.drawPolygon([QPoint(middle.x(), top), right, QPoint(middle.x(), bottom), left])
    else:
        painter.drawEllipse(rect.adjusted(1, 1, -1, -1))


def fold_sign(painter: QPainter, colour: QColor, at: QPoint, fold: Fold) -> None:
    """A chevron that points down when open and right when closed."""
    painter.setPen(QPen(colour, 1.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    x, y = at.x(), at.y()
    if fold is Fold.OPEN:
        painter.drawPolyline([QPoint(x - 4, y - 2), QPoint(x, y + 2), QPoint(x + 4, y - 2)])
    elif fold is Fold.CLOSED:
        painter.drawPolyline([QPoint(x - 2, y - 4), QPoint(x + 2, y), QPoint(x - 2, y + 4)])
