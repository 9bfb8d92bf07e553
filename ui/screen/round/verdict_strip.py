"""The verdict on the plan in sight, at once and in words: valid, justified, and every fault as a sentence."""

from collections.abc import Mapping

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QPushButton, QVBoxLayout, QWidget

from allocation.check import Verdict
from ui.screen.stylesheet import look
from ui.screen.widgets import Elided, label
from ui.wording import _, ngettext
from ui.wording.figures import together
from ui.wording.verdict import verdict_sentence

PACKAGE = Qt.ItemDataRole.UserRole


def verdict_words(verdict: Verdict) -> tuple[str, str]:
    """Both answers with their signs: whether the plan keeps every rule, and whether it is justified."""
    unjust = sum(fault.code.startswith("justice_") for fault in verdict.faults)
    broken = len(verdict.faults) - unjust
    rules = (
        _("✓ keeps every rule")
        if verdict.valid
        else ngettext("✕ breaks {count} rule", "✕ breaks {count} rules", broken).format(count=broken)
    )
    if not unjust:
        return rules, _("✓ in contract order and priority")
    order = ngettext("! {count} out of order", "! {count} out of order", unjust).format(count=unjust)
    return rules, order


def effect_words(after: Verdict, before: Verdict | None, names: Mapping[str, str]) -> str:
    """What a move would do, against the plan as it is: the faults that it brings, or that it brings none."""
    known = set() if before is None else {verdict_sentence(fault, names) for fault in before.faults}
    new = [words for fault in after.faults if (words := verdict_sentence(fault, names)) not in known]
    if not new:
        return _("✓ The plan would keep every rule, in contract order and priority, as it does now.")
    sign = "!" if after.valid else "✕"
    if len(new) == 1:
        return f"{sign} {new[0]}"
    out_of_order = _("{sign} {count} packages would be out of order or priority. The first: {first}")
    broken = _("{sign} The plan would have {count} faults. The first: {first}")
    return (out_of_order if after.valid else broken).format(sign=sign, count=len(new), first=new[0])


class VerdictStrip(QWidget):
    """Two answers, and `faults`, a list that its owner places. `asked` carries the package of a fault."""

    asked = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.rules = label("", "strong")
        self.order = Elided()
        look(self.order, "strong")
        self.more = QPushButton()
        look(self.more, "link")
        self.more.setCheckable(True)
        self.faults = QListWidget()
        self.faults.setAccessibleName(_("What is wrong with the plan"))
        self.faults.setWordWrap(True)
        self.faults.setMaximumHeight(132)
        self.faults.hide()
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.rules)
        row.addWidget(self.order, 1)
        row.addWidget(self.more)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        self.more.toggled.connect(self._toggle)
        self.faults.itemActivated.connect(lambda item: self.asked.emit(item.data(PACKAGE)))
        self.faults.itemClicked.connect(lambda item: self.asked.emit(item.data(PACKAGE)))
        self.show_verdict(None, {})

    def show_verdict(self, verdict: Verdict | None, names: Mapping[str, str]) -> None:
        """Show the check's answer, or none yet. `names` are providers' names."""
        self.faults.clear()
        self.more.setVisible(bool(verdict and verdict.faults))
        if verdict is None:
            self.rules.hide()
            self.order.setText(_("The check follows when the search ends."))
            look(self.order, "quiet")
            self._toggle(False)
            return
        rules, order = verdict_words(verdict)
        self.rules.setText(rules)
        self.rules.show()
        look(self.rules, "good-strong" if verdict.valid else "fault-strong")
        self.order.setText(order)
        self.order.setAccessibleName(_("Contract order and priority: {answer}").format(answer=order))
        unjust = any(fault.code.startswith("justice_") for fault in verdict.faults)
        look(self.order, "warn-strong" if unjust else "good-strong")
        for fault in verdict.faults:
            item = QListWidgetItem(together(verdict_sentence(fault, names)))
            item.setData(PACKAGE, str(fault.facts.get("package", "")))
            self.faults.addItem(item)
        if not verdict.faults:
            self.more.setChecked(False)
        self._toggle(self.more.isChecked())

    def _toggle(self, on: bool) -> None:
        count = self.faults.count()
        self.faults.setVisible(on and count > 0)
        words = ngettext("Show {count}", "Show all {count}", count) if not on else _("Hide")
        self.more.setText(words.format(count=count))
