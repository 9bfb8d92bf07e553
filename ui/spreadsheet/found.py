"""What reading has found so far: tables, settings and faults, file by file."""

from dataclasses import dataclass, field

from allocation.errors import Fault, WorldError
from allocation.intake.layout import LAYOUTS
from allocation.intake.tables import Settings, Table, Tables

COUNCIL = "council"
"""The name of the settings, as a file (council.toml) or a sheet."""


@dataclass(slots=True)
class Found:
    """What was read so far; nothing that is wrong with one file keeps the others from being read."""

    tables: dict[str, Table] = field(default_factory=dict)
    settings: Settings | None = None
    unreadable: set[str] = field(default_factory=set)
    faults: list[Fault] = field(default_factory=list)
    notices: list[Fault] = field(default_factory=list)

    def unread(self, name: str, error: WorldError) -> None:
        """Note that a table is there and cannot be read."""
        self.unreadable.add(name)
        self.faults.extend(error.faults)

    def nothing_read(self, error: WorldError) -> None:
        """Note that the whole cannot be read: that tables are missing from it is not known, and not said."""
        self.unreadable.update(LAYOUTS, (COUNCIL,))
        self.faults.extend(error.faults)

    def done(self) -> Tables:
        """What was read, for the intake."""
        return Tables(
            self.tables, self.settings, frozenset(self.unreadable), tuple(self.faults), tuple(self.notices)
        )
