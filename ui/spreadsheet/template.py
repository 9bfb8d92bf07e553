"""An empty workbook to fill in: one sheet a table with its column names, and the guide beside them."""

from allocation.intake.layout import LAYOUTS
from allocation.intake.rows import header_of
from ui.spreadsheet.found import COUNCIL
from ui.spreadsheet.write import Sheets, workbook_bytes
from ui.wording import _
from ui.wording.guide import guide_rows


def template_bytes() -> bytes:
    """The workbook (.xlsx). Filled in, it is read as it is; the guide's sheet is reported and passed over."""
    head = (_("table"), _("column"), _("required"), _("what it is"), _("write"), _("empty means"))
    guide = [(row.table, row.column, row.needed, row.meaning, row.write, row.usual) for row in guide_rows()]
    settings = [("name", ""), ("day", ""), ("bands", "morning; lunch; tea; bed; night")]
    tables: Sheets = {name: (header_of(name), ()) for name in LAYOUTS}
    sheets: Sheets = {_("guide"): (head, guide), COUNCIL: (("key", "value"), settings), **tables}
    meanings = {name: [_(column.meaning) for column in each.columns] for name, each in LAYOUTS.items()}
    return workbook_bytes(sheets, meanings)
