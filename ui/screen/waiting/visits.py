"""The visits of a referral: one line each, as in the file of visits, with what is wrong under the line."""

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QGridLayout, QLineEdit, QPushButton, QWidget

from allocation.errors import Fault
from allocation.intake.care_kinds import DAYS as DAYS_KIND
from allocation.intake.codes import Code
from ui.screen.stylesheet import look, mark_faulty
from ui.screen.waiting.fields import VISIT_COLUMNS
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.faults import what
from ui.wording.figures import hours

DAYS = ("daily", "weekdays", "weekend", "Mon;Wed;Fri", "Tue;Thu", "Sat;Sun")
USUAL = {"days": "daily", "band": "morning", "minutes": "30", "workers": "1", "part": "1"}


class VisitLine:
    """The fields of one visit."""

    def __init__(self, bands: Sequence[str], number: int) -> None:
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        for column, words, width in VISIT_COLUMNS:
            field: QLineEdit | QComboBox = QLineEdit()
            if column in ("band", "workers"):
                field = QComboBox()
                for choice in (*bands, "any") if column == "band" else ("1", "2"):
                    field.addItem(choice)
            elif column == "days" and isinstance(field, QLineEdit):
                field.setPlaceholderText(_("daily, Mon;Wed or 3"))
                field.setCompleter(QCompleter(list(DAYS), field))
            if column != "time_critical":
                field.setFixedWidth(width)
            field.setAccessibleName(_("Visit {number}: {words}").format(number=number, words=words))
            self.fields[column] = field
        self.remove = QPushButton("✕")
        look(self.remove, "link")
        self.remove.setToolTip(_("Remove this visit"))
        self.remove.setAccessibleName(_("Remove visit {number}").format(number=number))
        self.fault = label(looks="fault", wrap=True)
        self.fault.hide()

    def texts(self) -> dict[str, str]:
        """What is typed, by column."""
        return {
            column: field.currentText() if isinstance(field, QComboBox) else field.text()
            for column, field in self.fields.items()
        }

    def fill(self, texts: Mapping[str, str]) -> None:
        """Show these texts."""
        for column, field in self.fields.items():
            text = texts.get(column, "")
            if isinstance(field, QComboBox):
                place = field.findText(text)
                if place < 0 and text:
                    field.addItem(text)
                    place = field.count() - 1
                field.setCurrentIndex(max(place, 0))
            else:
                field.setText(text)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Mark the fields at fault and say why under the line."""
        wrong = {fault.column for fault in faults}
        for column, field in self.fields.items():
            mark_faulty(field, column in wrong)
        words = {column: words for column, words, _width in VISIT_COLUMNS}
        self.fault.setText("\n".join(f"{words.get(each.column, '')}: {what(each)}" for each in faults))
        self.fault.setVisible(bool(faults))

    def widgets(self) -> list[QWidget]:
        """Everything on the line."""
        return [*self.fields.values(), self.remove, self.fault]


def staff_minutes(visits: Sequence[Mapping[str, str]]) -> int | None:
    """Staff minutes a week of visits as typed; None while one of them cannot be read."""
    total = 0
    for visit in visits:
        try:
            times = DAYS_KIND.read(visit["days"].strip()).times
            total += times * int(visit["minutes"]) * int(visit["workers"])
        except ValueError:
            return None
    return total


class Visits(QWidget):
    """As many lines as there are visits, a button for one more, and what they come to a week."""

    edited = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._bands: tuple[str, ...] = ()
        self.lines: list[VisitLine] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(4)
        self.heads = [label(words, "quiet") for _column, words, _width in VISIT_COLUMNS]
        for place, head in enumerate(self.heads):
            self._grid.addWidget(head, 0, place)
        self._grid.setColumnStretch(len(VISIT_COLUMNS) - 1, 1)
        self.more = QPushButton(_("Add a visit"))
        look(self.more, "link")
        self.more.clicked.connect(self._add_another)
        self.sum = label(looks="strong")
        self.edited.connect(self._sum_up)
        self.fault = label(looks="fault", wrap=True)
        self.fault.hide()

    def show_visits(self, visits: Sequence[Mapping[str, str]], bands: tuple[str, ...]) -> None:
        """Show these in place of what was shown."""
        self._bands = bands
        for line in self.lines:
            self._drop(line)
        self.lines = []
        for texts in visits:
            self._add(texts)
        self._arrange()

    def texts(self) -> tuple[dict[str, str], ...]:
        """What is typed, visit by visit."""
        return tuple(line.texts() for line in self.lines)

    def show_faults(self, faults: Sequence[Fault]) -> None:
        """Faults name the visit by their row, from 1; what is said of no line stands under them all."""
        loose = [fault for fault in faults if not 1 <= (fault.row or 0) <= len(self.lines)]
        self.fault.setText("\n".join(_said(fault) for fault in loose))
        self.fault.setVisible(bool(loose))
        for number, line in enumerate(self.lines, 1):
            line.show_faults([fault for fault in faults if fault.row == number])

    def _add(self, texts: Mapping[str, str]) -> VisitLine:
        line = VisitLine(self._bands, len(self.lines) + 1)
        line.fill(texts)
        line.remove.clicked.connect(lambda: self._remove(line))
        for field in line.fields.values():
            signal = field.activated if isinstance(field, QComboBox) else field.textEdited
            signal.connect(lambda *_: self.edited.emit())
        self.lines.append(line)
        return line

    def _add_another(self) -> None:
        last = self.lines[-1].texts() if self.lines else USUAL
        line = self._add({**last, "from": "", "to": "", "time_critical": ""})
        self._arrange()
        line.fields["days"].setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _remove(self, line: VisitLine) -> None:
        self.lines.remove(line)
        self._drop(line)
        self._arrange()
        self.more.setFocus(Qt.FocusReason.OtherFocusReason)
        self.edited.emit()

    def _drop(self, line: VisitLine) -> None:
        for widget in line.widgets():
            self._grid.removeWidget(widget)
            widget.setParent(None)
            widget.deleteLater()

    def _arrange(self) -> None:
        for number, line in enumerate(self.lines):
            row = 1 + 2 * number
            for place, field in enumerate(line.fields.values()):
                self._grid.addWidget(field, row, place)
            self._grid.addWidget(line.remove, row, len(VISIT_COLUMNS))
            self._grid.addWidget(line.fault, row + 1, 0, 1, len(VISIT_COLUMNS))
        last = 2 * len(self.lines) + 1
        self._grid.addWidget(self.more, last, 0, Qt.AlignmentFlag.AlignLeft)
        self._grid.addWidget(self.sum, last, 1, 1, len(VISIT_COLUMNS) - 1)
        self._grid.addWidget(self.fault, last + 1, 0, 1, len(VISIT_COLUMNS))
        for head in self.heads:
            head.setVisible(bool(self.lines))
        self._sum_up()

    def _sum_up(self) -> None:
        minutes = staff_minutes(self.texts())
        self.sum.setText("" if not minutes else _("{hours} a week").format(hours=hours(minutes)))


def _said(fault: Fault) -> str:
    """The fault as a form says it: what is an empty table in a file is here a referral without visits."""
    if fault.code == Code.NO_ROWS:
        return _("There is no visit yet. Add at least one.")
    return what(fault)
