"""The book's rows: everybody who has care, and every provider before and after."""

from collections.abc import Mapping
from dataclasses import dataclass

from allocation.moving import Fate, MoveLine, ProviderLine
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.figures import hours, money
from ui.wording.moving import cause_sentence, cost_difference, fate_name

ORDER = (Fate.UNPLACED, Fate.MOVES, Fate.STAYS)
"""Those first for whom something has to be done."""


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One part with the names that its columns say."""

    line: MoveLine
    names: Mapping[str, str]

    @property
    def reference(self) -> str:
        """The package, with the part where there are more."""
        return self.line.package if self.line.part == 1 else f"{self.line.package} / {self.line.part}"

    @property
    def holder(self) -> str:
        """Who has it."""
        return self.names.get(self.line.holder, self.line.holder)

    @property
    def provider(self) -> str:
        """Who will have it."""
        award = self.line.award
        return self.names.get(award.provider, award.provider) if award else _("not placed")

    @property
    def difference(self) -> str:
        """What a week costs more or less."""
        line = self.line
        return cost_difference(line.after - line.before) if line.award and line.before is not None else ""

    @property
    def why(self) -> str:
        """Why it does not stay."""
        return cause_sentence(self.line.cause, self.names) if self.line.cause else ""


@dataclass(frozen=True, slots=True)
class ProviderRow:
    """One provider before and after."""

    line: ProviderLine
    name: str


def _outcome(row: MoveRow) -> str:
    if row.line.fate is Fate.STAYS:
        return fate_name(row.line.fate)
    return ("→ " if row.line.award else "✕ ") + row.provider


COLUMNS: tuple[Column[MoveRow], ...] = (
    Column("package", _("Package"), lambda row: row.reference, 88),
    Column(
        "priority",
        _("Priority"),
        lambda row: marked_priority(row.line.priority),
        116,
        colour=lambda row: str(row.line.priority),
    ),
    Column("area", _("Area"), lambda row: row.line.area, 120, spare=True),
    Column("hours", _("Hours"), lambda row: hours(row.line.minutes), 72, figures=True),
    Column("from", _("From"), lambda row: row.holder, 160),
    Column(
        "to",
        _("To"),
        _outcome,
        172,
        colour=lambda row: "critical" if row.line.fate is Fate.UNPLACED else "",
    ),
    Column("cost", _("A week"), lambda row: row.difference, 92, figures=True),
    Column("why", _("Why"), lambda row: row.why, 288, tip=lambda row: row.why, spare=True),
)

PROVIDERS: tuple[Column[ProviderRow], ...] = (
    Column("provider", _("Provider"), lambda row: row.name, 208),
    Column("before", _("Before"), lambda row: str(row.line.before), 72, figures=True),
    Column("before_hours", _("Hours"), lambda row: hours(row.line.before_minutes), 88, figures=True),
    Column(
        "before_cost",
        _("A week"),
        lambda row: _("not known") if row.line.before_pence is None else money(row.line.before_pence),
        104,
        figures=True,
    ),
    Column("stay", _("Stay"), lambda row: str(row.line.stay), 64, figures=True),
    Column("leave", _("Leave"), lambda row: str(row.line.leave), 64, figures=True),
    Column("come", _("Come"), lambda row: str(row.line.come), 64, figures=True),
    Column("after", _("After"), lambda row: str(row.line.after), 72, figures=True),
    Column("after_hours", _("Hours"), lambda row: hours(row.line.after_minutes), 88, figures=True),
    Column("after_cost", _("A week"), lambda row: money(row.line.after_pence), 104, figures=True),
)
