"""An .xlsx looked over: its shared texts, its sheets' sizes, and the cells without a usable value."""

import posixpath
import re
import zipfile
from typing import NamedTuple

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
        self._inside = False

    def start(self, name: str, _attributes: Attributes) -> None:
        """A shared text begins."""
        if name == "si":
            self._length = 0
            self._inside = True

    def text(self, text: str) -> None:
        """Its characters."""
        if self._inside:
            self._length += len(text)
            self.check_length(self._length)

    def end(self, name: str) -> None:
        """It ends."""
        if name == "si":
            self.lengths.append(self._length)
            self._inside = False


class XlsxSheet(CellScan):
    """A sheet of an .xlsx: its size, its text with shared texts counted, and its odd cells."""

    def __init__(self, file: str, budget: Budget, sheet: str, shared: list[int]) -> None:
        super().__init__(file, budget)
        self.sheet, self.shared = sheet, shared
        self._row = self._column = self._length = 0
        self._kind = self._value = ""
        self._formula = self._valued = self._in_value = self._inside = False

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
                self._length, self._value, self._inside = 0, "", True
            case "f":
                self._formula = True
            case "v" | "is":
                self._valued = self._in_value = True
            case _:
                pass

    def text(self, text: str) -> None:
        """Characters of a value, a formula or an inline text; what stands between cells is nobody's."""
        if not self._inside:
            return
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
        elif name == "c":
            self._inside = False
            if self._valued or self._formula:
                self._cell_ends()

    def _cell_ends(self) -> None:
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


class Parts(NamedTuple):
    """Where an .xlsx keeps its sheets, by name, and its shared texts."""

    sheets: dict[str, str]
    shared: str | None


def find_parts(packed: zipfile.ZipFile, file: str) -> Parts:
    """Follow the package's relations, as readers do, from its root to the workbook and on to its sheets.

    Raises `WorldError` for a sheet that is not there. Part names are compared without case, as OPC has it.
    """
    names = {name.casefold(): name for name in packed.namelist()}
    root = _Relations(file, "").read(packed, names.get("_rels/.rels"))
    book = root.of_type("officeDocument", "xl/workbook.xml")
    folder, _, name = book.rpartition("/")
    relations = _Relations(file, folder)
    relations.read(packed, names.get(f"{folder}/_rels/{name}.rels".casefold()))
    relations.read(packed, names.get(book.casefold()))
    wanted = {sheet: relations.targets.get(key, "") for sheet, key in relations.sheets.items()}
    if not wanted:
        raise relations.refusal(Code.NOT_A_WORKBOOK, like="zip")
    if any(part.casefold() not in names for part in wanted.values()):
        raise relations.refusal(Code.BROKEN_WORKBOOK)
    shared = relations.of_type("sharedStrings", f"{folder}/sharedStrings.xml")
    return Parts(
        {sheet: names[part.casefold()] for sheet, part in wanted.items()}, names.get(shared.casefold())
    )


class _Relations(Scan):
    """Relations of one part, and the sheets that a workbook names. Targets are counted from `folder`."""

    def __init__(self, file: str, folder: str) -> None:
        super().__init__(file)
        self.folder = folder
        self.sheets: dict[str, str] = {}
        self.targets: dict[str, str] = {}
        self.types: dict[str, str] = {}

    def read(self, packed: zipfile.ZipFile, part: str | None) -> "_Relations":
        if part is not None:
            self.run(packed, part)
        return self

    def of_type(self, kind: str, otherwise: str) -> str:
        return self.types.get(kind, otherwise)

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "sheet":
            self.sheets[attributes.get("name", "")] = attributes.get("id", "")
        elif name == "Relationship":
            target = attributes.get("Target", "")
            inside = target.startswith("/") or not self.folder
            part = posixpath.normpath(target.lstrip("/") if inside else f"{self.folder}/{target}")
            self.targets[attributes.get("Id", "")] = part
            self.types[attributes.get("Type", "").rpartition("/")[2]] = part


def column_number(letters: str) -> int:
    """The number of a column: A is 1, AA 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
