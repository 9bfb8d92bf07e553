"""An .xlsx looked over: its shared texts, its sheets' sizes, and the cells without a usable value."""

import re
import zipfile

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from ui.spreadsheet.limits import MOST_ROWS
from ui.spreadsheet.packed import Attributes, Budget, CellScan, Odd, Scan, chunks, whole_number


class SharedTexts(Scan):
    """The lengths of the shared texts of an .xlsx, in order."""

    def __init__(self, file: str) -> None:
        super().__init__(file)
        self.lengths: list[int] = []
        self._length = 0

    def start(self, name: str, _attributes: Attributes) -> None:
        """A shared text begins."""
        if name == "si":
            self._length = 0

    def text(self, text: str) -> None:
        """Its characters."""
        self._length += len(text)
        self.check_length(self._length)

    def end(self, name: str) -> None:
        """It ends."""
        if name == "si":
            self.lengths.append(self._length)


class XlsxSheet(CellScan):
    """A sheet of an .xlsx: its size, its text with shared texts counted, and its odd cells."""

    def __init__(self, file: str, budget: Budget, sheet: str, shared: list[int]) -> None:
        super().__init__(file, budget)
        self.sheet, self.shared = sheet, shared
        self._row = self._column = self._length = 0
        self._kind = self._value = ""
        self._formula = self._valued = self._in_value = False

    def start(self, name: str, attributes: Attributes) -> None:
        """A row, a cell, its formula or its value begins."""
        match name:
            case "row":
                self._row = whole_number(attributes.get("r"), self._row + 1)
                self._column = 0
            case "c":
                letters = re.match(r"[A-Z]{1,3}", attributes.get("r", ""))
                self._column = column_number(letters[0]) if letters else self._column + 1
                self._kind = attributes.get("t", "")
                self._formula = self._valued = False
                self._length, self._value = 0, ""
            case "f":
                self._formula = True
            case "v" | "is":
                self._valued = self._in_value = True
            case _:
                pass

    def text(self, text: str) -> None:
        """Characters of a value, a formula or an inline text."""
        self._length += len(text)
        self.check_length(self._length)
        if self._in_value and len(self._value) < 20:
            self._value += text

    def end(self, name: str) -> None:
        """A cell or its value ends."""
        if name in ("v", "is"):
            self._in_value = False
        elif name == "sheetData":
            self.sheet_ends()
        elif name == "c" and (self._valued or self._formula):
            self.filled(self._row, self._column)
            self.budget.take(self._length)
            if self._kind == "s" and self._value.isdigit() and int(self._value) < len(self.shared):
                self.budget.take(self.shared[int(self._value)])
            if self._kind == "e":
                self._keep(Code.ERROR_VALUE)
            elif self._formula and not self._value and not (self._valued and self._kind == "str"):
                self._keep(Code.FORMULA_WITHOUT_VALUE)

    def _keep(self, code: Code) -> None:
        self.odd.append(Odd(self.sheet, self._row, self._column, code, self._value))


_DIMENSION = re.compile(rb'<(?:\w+:)?dimension ref="[A-Z]+\d+:[A-Z]+(\d+)"')
_VALUE_ENDS = re.compile(rb"</(?:\w+:)?(?:v|is)>")


def refuse_huge(packed: zipfile.ZipFile, part: str, file: str) -> None:
    """Refuse a sheet that says it has too many rows and has as many values, without parsing it.

    A full scan of a million rows takes half a minute; this takes a second or two, and most sheets none: only
    the beginning of one that does not say so is read.
    """
    values = 0
    for number, chunk in enumerate(chunks(packed, part, file)):
        said = _DIMENSION.search(chunk) if number == 0 else None
        if number == 0 and (said is None or int(said[1]) <= MOST_ROWS + 1):
            return
        values += len(_VALUE_ENDS.findall(chunk))
        if values > MOST_ROWS + 1:
            raise WorldError(Fault(Code.TOO_MANY_ROWS, file, facts={"most": MOST_ROWS}))


class Relations(Scan):
    """The sheets of an .xlsx, by name: the part that holds each."""

    def __init__(self, packed: zipfile.ZipFile, file: str) -> None:
        super().__init__(file)
        self._ids: dict[str, str] = {}
        self._targets: dict[str, str] = {}
        self.run(packed, "xl/workbook.xml")
        self.run(packed, "xl/_rels/workbook.xml.rels")
        parts = set(packed.namelist())
        found = ((name, _part(self._targets.get(key, ""))) for name, key in self._ids.items())
        self.parts = {name: part for name, part in found if part in parts}

    def start(self, name: str, attributes: Attributes) -> None:
        """A sheet, or what a sheet's id stands for."""
        if name == "sheet":
            self._ids[attributes.get("name", "")] = attributes.get("id", "")
        elif name == "Relationship":
            self._targets[attributes.get("Id", "")] = attributes.get("Target", "")


def _part(target: str) -> str:
    return target[1:] if target.startswith("/") else f"xl/{target}"


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
