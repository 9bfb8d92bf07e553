"""The guide says of every column what FORMATS says, and its examples are what the columns read."""

import contextlib

import pytest

from allocation.intake.columns import Column
from allocation.intake.council import SETTINGS
from allocation.intake.layout import LAYOUTS
from ui.wording.guide import guide_rows

COLUMNS = [(name, column) for name, layout in LAYOUTS.items() for column in layout.columns]


def test_every_column_and_setting_is_in_the_guide() -> None:
    """Each table, column and setting stands there once, with a meaning that is a sentence."""
    rows = guide_rows()
    assert len(rows) == len({(row.table, row.column) for row in rows}) == len(COLUMNS) + len(SETTINGS)
    assert all(row.meaning.endswith(".") for row in rows)


@pytest.mark.parametrize(("table", "column"), COLUMNS, ids=[f"{name}.{each.name}" for name, each in COLUMNS])
def test_examples_are_readable(table: str, column: Column[object]) -> None:
    """What the guide shows as right is right: an example reads, and the usual value reads as itself."""
    assert table in LAYOUTS
    if column.default is not None and not column.needed and (text := column.write(column.default)):
        assert column.kind.read(text) == column.default
    words = column.kind.expected
    if words:
        readable = []
        for part in (words, *words.split("; "), words.split(" to ")[0], words.rsplit("; ", 1)[0]):
            with contextlib.suppress(ValueError):
                column.kind.read(part)
                readable.append(part)
        assert readable
