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


def guide_text() -> str:
    """The guide as plain text, table by table; required columns carry a star."""
    lines = [_("A star marks columns that every row must fill. Tables with a star must be there.")]
    table = ""
    for row in guide_rows():
        if row.table != table:
            table = row.table
            lines += ["", _heading(table)]
        lines.append(f"  {row.column}{'*' if row.needed else ''}: {row.meaning}{_shown(row)}")
    return "\n".join(lines) + "\n"


def _heading(table: str) -> str:
    if table not in LAYOUTS:
        return _("council.toml: The council, the round’s day and the policy.")
    layout = LAYOUTS[table]
    return f"{table}.csv{'*' if layout.required else ''}: {_(layout.meaning)}"


def _shown(row: GuideRow) -> str:
    notes = []
    if row.write:
        notes.append(_("write: {write}").format(write=row.write))
    if row.usual:
        notes.append(_("empty: {usual}").format(usual=row.usual))
    return f" ({'. '.join(notes)})" if notes else ""
