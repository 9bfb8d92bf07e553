"""A package's week as a grid: bands down, days across, minutes in the cells, "×2" for two care workers.

Visits with a number of days but no named ones stand in a line of their own below.
"""

from collections import defaultdict
from collections.abc import Iterable

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from allocation.model import Visit, Weekday
from ui.screen.theme import Theme
from ui.screen.tokens import Size
from ui.screen.widgets import tip
from ui.wording import _
from ui.wording.care import DAYS

ROW = 24
GAP = 8
"""Pixels between the widest band's name and the first day."""


def cells(visits: Iterable[Visit], bands: tuple[str, ...]) -> dict[str, dict[Weekday, str]]:
    """Band to day to what is done there: "30", "45 ×2", "30 + 15". Only bands that are used, in order."""
    found: dict[str, dict[Weekday, list[str]]] = defaultdict(lambda: defaultdict(list))
    for visit in visits:
        for day in visit.days:
            found[visit.band or _("any")][day].append(_cell(visit))
    order = {band: number for number, band in enumerate(bands)}
    return {
        band: {day: " + ".join(texts) for day, texts in found[band].items()}
        for band in sorted(found, key=lambda band: order.get(band, len(order)))
    }


def _cell(visit: Visit) -> str:
    return f"{visit.minutes} ×{visit.workers}" if visit.workers > 1 else f"{visit.minutes}"


def loose(visits: Iterable[Visit]) -> list[str]:
    """Visits without named days: "60 min on 2 days a week, any time"."""
    return [_loose(visit) for visit in visits if not visit.days]


def _loose(visit: Visit) -> str:
    one = _("{minutes} min on {count} day a week, {band}")
    many = _("{minutes} min on {count} days a week, {band}")
    words = one if visit.times == 1 else many
    return words.format(minutes=_cell(visit), count=visit.times, band=visit.band or _("any time"))


def clock_times(visits: Iterable[Visit]) -> list[str]:
    """Visits at a clock time, each with its reason."""
    return [
        _("{band} from {start}: {reason}").format(
            band=visit.band or _("any time"), start=f"{visit.start:%H:%M}", reason=visit.time_critical or ""
        )
        for visit in visits
        if visit.start
    ]


class Week(QWidget):
    """Draws the grid; a screen reader gets it as one sentence a band."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._cells: dict[str, dict[Weekday, str]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self.update)

    def show_visits(self, visits: Iterable[Visit], bands: tuple[str, ...]) -> None:
        """Show these visits."""
        self._cells = cells(visits, bands)
        said = [
            f"{band}: " + ", ".join(f"{DAYS[day]} {text}" for day, text in sorted(days.items()))
            for band, days in self._cells.items()
        ]
        self.setAccessibleName(_("Visits in minutes. {visits}").format(visits="; ".join(said)))
        self.setToolTip(tip("\n".join(said)))
        self.setVisible(bool(self._cells))
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(280, ROW * (1 + len(self._cells)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setFont(self._theme.font(Size.SMALL))
        metrics = painter.fontMetrics()
        middle = int(Qt.AlignmentFlag.AlignCenter)
        names = max((metrics.horizontalAdvance(band) for band in self._cells), default=0) + GAP
        wide = (self.width() - names) // len(DAYS)
        self._pen(painter, "quiet")
        for day, name in enumerate(DAYS):
            painter.drawText(QRect(names + day * wide, 0, wide, ROW), middle, name)
        for line, (band, days) in enumerate(self._cells.items(), 1):
            top = line * ROW
            self._pen(painter, "hairline")
            painter.drawLine(0, top, self.width(), top)
            self._pen(painter, "quiet")
            left = int(Qt.AlignmentFlag.AlignVCenter)
            painter.drawText(QRect(0, top, names, ROW), left, band)
            self._pen(painter, "text")
            for number, text in days.items():
                cell = QRect(names + number * wide, top, wide, ROW)
                tight = text if metrics.horizontalAdvance(text) <= wide - 2 else text.replace(" ", "")
                shown = metrics.elidedText(tight, Qt.TextElideMode.ElideRight, wide - 2)
                painter.drawText(cell, middle, shown)
        painter.end()

    def _pen(self, painter: QPainter, token: str) -> None:
        painter.setPen(QPen(self._theme.colour(token)))
