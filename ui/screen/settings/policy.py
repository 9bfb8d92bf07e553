"""The settings of the rules, each with a sentence that says what it changes; read as council.toml is."""

from dataclasses import replace
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from allocation.intake.council import SETTINGS
from allocation.intake.kinds import YES_NO
from allocation.model import Policy, ScoreBy
from ui.screen.entry import ChoiceEntry, Entry, TextEntry, YesEntry
from ui.screen.widgets import label
from ui.wording import _
from ui.wording.deadlines import NATIONS
from ui.wording.policy import setting_meaning

ORDER = (
    "name",
    "discharge_with_critical",
    "promote_after_days",
    "share_weeks",
    "double_up_skill",
    "score_by",
    "budget_ceiling",
    "nation",
)
"""The policy's fields, but for the aims and the version, in the order in which people think of them."""


class PolicySettings(QWidget):
    """One entry a field, by the policy's own names."""

    def __init__(self) -> None:
        super().__init__()
        self.entries: dict[str, Entry] = {
            "name": TextEntry(_("Name of the policy")),
            "discharge_with_critical": YesEntry(_("Hospital discharge ranks with critical")),
            "promote_after_days": TextEntry(_("Days’ wait to rank one band higher"), _("never")),
            "share_weeks": TextEntry(_("Weeks of live care that shares count"), _("all live care")),
            "double_up_skill": TextEntry(_("Skill that visits by two care workers need"), _("none")),
            "score_by": ChoiceEntry(
                _("The value aim counts"),
                (
                    (ScoreBy.COST.value, _("pence above the cheapest")),
                    (ScoreBy.POINTS.value, _("points short of the best")),
                ),
            ),
            "budget_ceiling": TextEntry(_("The most that one meeting may issue, £ a week"), _("no ceiling")),
            "nation": ChoiceEntry(
                _("Working days are those of"), tuple((each.value, words) for each, words in NATIONS.items())
            ),
        }
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for name in ORDER:
            entry = self.entries[name]
            entry.setMaximumWidth(440)
            column.addWidget(entry)
            meaning = label(setting_meaning(name), "quiet", wrap=True)
            meaning.setMaximumWidth(520)
            column.addWidget(meaning)
            column.addSpacing(8)
            entry.field.setAccessibleDescription(setting_meaning(name))
        column.addStretch(1)

    def show_policy(self, policy: Policy) -> None:
        """Show what is set."""
        for name, entry in self.entries.items():
            value = getattr(policy, name)
            written = "" if value is None else SETTINGS[f"policy.{name}"].kind.write(value)
            entry.set_text("" if written == "no" and isinstance(entry, YesEntry) else written)
            entry.set_fault("")

    def policy(self, before: Policy) -> Policy | None:
        """The policy that is typed, on what it was before; None, and a word at each field at fault."""
        values: dict[str, Any] = {}
        wrong = False
        for name, entry in self.entries.items():
            text = entry.text().strip()
            entry.set_fault("")
            try:
                values[name] = _read(name, text, before)
            except ValueError:
                wrong = True
                entry.set_fault(_fault(name, text))
        return None if wrong else replace(before, **values)


def _read(name: str, text: str, before: Policy) -> Any:
    """What a field's text means. Raises `ValueError` where it means nothing."""
    kind = SETTINGS[f"policy.{name}"].kind
    if kind is YES_NO:
        return bool(text)
    if name == "name":
        return text or before.name
    if name == "double_up_skill":
        text = text.casefold()
    return kind.read(text) if text else None


def _fault(name: str, text: str) -> str:
    expected = SETTINGS[f"policy.{name}"].kind.expected
    return _("“{value}” cannot stand here. Write for example {expected}, or leave it empty.").format(
        value=text, expected=expected.replace(" to ", "–")
    )
