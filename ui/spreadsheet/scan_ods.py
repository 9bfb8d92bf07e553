"""An .ods looked over: its sheets' sizes with all repeats counted, and the cells without a usable value."""

import re

from allocation.intake.codes import Code
from ui.spreadsheet.packed import Attributes, Budget, CellScan, Odd, whole_number


class OdsContent(CellScan):
    """The content of an .ods: its sheets' sizes with repeated rows and cells counted, and its odd cells.

    Repeats that run to a sheet's edge and hold nothing are how empty sheets are written; they cost nothing.
    """

    def __init__(self, file: str, budget: Budget) -> None:
        super().__init__(file, budget)
        self._sheet = self._text = self._formula = ""
        self._row = self._column = self._length = self._row_text = 0
        self._row_repeat = self._cell_repeat = 1
        self._valued = self._error = self._row_filled = self._inside = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A sheet, a row or a cell begins."""
        match name:
            case "table":
                self._sheet, self._row = attributes.get("name", ""), 0
            case "table-row":
                self._row_repeat = whole_number(attributes.get("number-rows-repeated"), 1)
                self._column = self._row_text = 0
                self._row_filled = False
            case "table-cell" | "covered-table-cell":
                self._cell_repeat = whole_number(attributes.get("number-columns-repeated"), 1)
                held = {key: text for key, text in attributes.items() if key in _ODS_VALUES}
                self._valued, self._inside = "value-type" in attributes, True
                self._length, self._text = sum(map(len, held.values())), ""
                self._formula = attributes.get("formula", "")
                self._error = attributes.get("value-type") == "error"
            case "s":
                self._grow(whole_number(attributes.get("c"), 1))
            case _:
                pass

    def text(self, text: str) -> None:
        """Characters of a cell."""
        if not self._inside:
            return
        self._grow(len(text))
        if len(self._text) < 20:
            self._text += text.strip()

    def _grow(self, characters: int) -> None:
        self._length += characters
        self.check_length(self._length)

    def end(self, name: str) -> None:
        """A cell, a row or a sheet ends."""
        if name in ("table-cell", "covered-table-cell"):
            self._cell_ends()
        elif name == "table-row":
            self._row += self._row_repeat
            if self._row_filled:
                self.filled(self._row, 1)
                self.budget.take(self._row_text * self._row_repeat)
        elif name == "table":
            self.sheet_ends()

    def _cell_ends(self) -> None:
        self._inside = False
        self._column += self._cell_repeat
        if self._length or self._valued or self._formula:
            self._row_filled = True
            self.filled(self._row + 1, self._column)
            self._row_text += self._cell_repeat * self._length
        if self._error or (self._formula and _ERROR.match(self._text)):
            self._keep(Code.ERROR_VALUE)
        elif self._formula and not self._valued and not self._length:
            self._keep(Code.FORMULA_WITHOUT_VALUE)

    def _keep(self, code: Code) -> None:
        self.odd.append(Odd(self._sheet, self._row + 1, self._column, code, self._text))


_ERROR = re.compile(r"(#(N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!)|Err:\d+)$")
_ODS_VALUES = ("value", "date-value", "time-value", "boolean-value", "string-value")
