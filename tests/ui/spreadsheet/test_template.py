"""The empty workbook: it has every table, and filled in it is a round."""

from io import BytesIO
from pathlib import Path
from xml.sax.saxutils import escape
from zipfile import ZipFile

from allocation.intake import LAYOUTS, read_round
from allocation.intake.codes import Code
from tests.allocation.intake.folder import DAY
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.template import template_bytes


def test_template_lacks_only_rows(tmp_path: Path) -> None:
    """Read as it is, it is told of nothing but rows that are missing; its guide is passed over."""
    (tmp_path / "round.xlsx").write_bytes(template_bytes())
    tables = read_tables(tmp_path / "round.xlsx")
    assert set(tables.tables) == set(LAYOUTS)
    intake = read_round(tables, today=DAY)
    assert {fault.code for fault in intake.faults} == {Code.NO_ROWS}
    assert [notice.code for notice in intake.notices] == [Code.UNKNOWN_FILE, Code.NO_DAY, Code.NO_CAPACITY]


def test_every_head_says_what_its_column_is() -> None:
    """A comment on each head, in the guide's own words."""
    with ZipFile(BytesIO(template_bytes())) as book:
        comments = "".join(
            book.read(name).decode() for name in book.namelist() if name.startswith("xl/comments")
        )
    told = [escape(column.meaning) for layout in LAYOUTS.values() for column in layout.columns]
    assert [meaning for meaning in told if meaning not in comments] == []
    assert comments.count("<comment ") == len(told)
