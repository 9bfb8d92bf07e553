"""The guide to the files: every table and column in words, from the same declarations that read them."""

from typing import NamedTuple

from allocation.intake.columns import Column
from allocation.intake.council import SETTINGS
from allocation.intake.layout import LAYOUTS
from ui.wording import _


class GuideRow(NamedTuple):
    """One column of one table: whether it must be filled, what it is, what to write, what empty means."""

    table: str
    column: str
    needed: bool
    meaning: str
    write: str
    usual: str


def guide_rows() -> list[GuideRow]:
    """All settings, then all columns of all tables, in the order in which people read them."""
    council = [
        GuideRow("council", key, False, _(setting.meaning), setting.kind.expected, "")
        for key, setting in SETTINGS.items()
    ]
    columns = [_row(name, column) for name, layout in LAYOUTS.items() for column in layout.columns]
    return [*council, *columns]


def _row(table: str, column: Column[object]) -> GuideRow:
    plain = column.needed or column.default is None
    usual = "" if plain else column.write(column.default)
    write = _("as in {table}").format(table=column.refers) if column.refers else column.kind.expected
    return GuideRow(table, column.name, column.needed, _(column.meaning), write, usual)
