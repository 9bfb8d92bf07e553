"""What a workbook's parts hold, looked at before it is unpacked whole: sizes, entities, repeated text.

An .xlsx or .ods file is a zip of XML. A few kilobytes can unpack to gigabytes in four ways: a part that is
mostly one byte, entities that expand one another, one long shared text used in every cell, and one cell that
is said to repeat a billion times. Each is met here with a stream that keeps nothing, so that the reader after
it is handed only what it can hold.
"""

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import NamedTuple
from xml.parsers import expat

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from ui.spreadsheet.limits import (
    LARGE_PART,
    LONGEST_CELL,
    MOST_COLUMNS,
    MOST_RATIO,
    MOST_ROWS,
    MOST_TEXT,
    MOST_UNPACKED,
)

_CHUNK = 2**16
_MOST_PARTS = 2_000

Attributes = dict[str, str]


def open_packed(data: bytes, file: str) -> zipfile.ZipFile:
    """The zip, its directory read and found of a sane size. Raises `WorldError`."""
    try:
        packed = zipfile.ZipFile(io.BytesIO(data))
    except (zipfile.BadZipFile, ValueError, EOFError, OverflowError, NotImplementedError):
        raise WorldError(Fault(Code.BROKEN_WORKBOOK, file)) from None
    parts = packed.infolist()
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise WorldError(_too_large(file))
    if any(part.file_size > max(LARGE_PART, MOST_RATIO * part.compress_size) for part in parts):
        raise WorldError(_too_large(file))
    if len({part.filename.casefold() for part in parts}) != len(parts):
        raise WorldError(Fault(Code.BROKEN_WORKBOOK, file))
    if any(part.flag_bits & 1 for part in parts):
        raise WorldError(Fault(Code.PASSWORD, file))
    return packed


def encrypted(packed: zipfile.ZipFile, file: str) -> bool:
    """Whether an .ods says that its content is encrypted."""
    return b"encryption-data" in b"".join(chunks(packed, "META-INF/manifest.xml", file))


def _too_large(file: str) -> Fault:
    return Fault(Code.UNPACKS_TOO_LARGE, file, facts={"most": MOST_UNPACKED // 2**20})


def chunks(packed: zipfile.ZipFile, part: str, file: str) -> Iterator[bytes]:
    """A part's bytes, as they unpack; the directory's word on its size is not taken."""
    unpacked = 0
    try:
        with packed.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED:
                    raise WorldError(_too_large(file))
                yield chunk
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError, ValueError, zlib.error):
        raise WorldError(Fault(Code.BROKEN_WORKBOOK, file)) from None


class Scan:
    """A pass over a part's XML that keeps nothing but what its subclass counts. Names are local names."""

    def __init__(self, file: str) -> None:
        self.file = file

    def run(self, packed: zipfile.ZipFile, part: str) -> None:
        """Read a part through. Raises `WorldError` for what is not taken."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self.text
        parser.StartDoctypeDeclHandler = self._doctype
        parser.buffer_text = True
        try:
            for chunk in chunks(packed, part, self.file):
                parser.Parse(chunk, False)
            parser.Parse(b"", True)
        except expat.ExpatError:
            raise WorldError(Fault(Code.BROKEN_WORKBOOK, self.file)) from None

    def _doctype(self, *_: object) -> None:
        raise self.refusal(Code.XML_ENTITIES)

    def _start(self, name: str, attributes: Attributes) -> None:
        local = {key.rpartition(" ")[2]: value for key, value in attributes.items()}
        if "error" in attributes.values():  # LibreOffice says it in a name space of its own
            local["value-type"] = "error"
        self.start(name.rpartition(" ")[2], local)

    def _end(self, name: str) -> None:
        self.end(name.rpartition(" ")[2])

    def start(self, name: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, name: str) -> None:
        """An element ends."""

    def text(self, text: str) -> None:
        """Text within an element."""

    def refusal(self, code: Code, **facts: str | int) -> WorldError:
        """Why the part is not taken."""
        return WorldError(Fault(code, self.file, facts=dict(facts)))

    def check_length(self, characters: int) -> None:
        """Refuse a cell that is longer than a cell may be."""
        if characters > LONGEST_CELL:
            raise self.refusal(Code.CELL_TOO_LONG, most=LONGEST_CELL)


class Budget:
    """What all cells of a workbook may hold together, in characters; a cell itself counts for `CELL`."""

    CELL = 12

    def __init__(self, file: str) -> None:
        self.file = file
        self.left = MOST_TEXT

    def take(self, characters: int) -> None:
        """Take some. Raises `WorldError` where there are no more."""
        self.left -= characters
        if self.left < 0:
            raise WorldError(Fault(Code.UNPACKS_TOO_LARGE, self.file, facts={"most": MOST_TEXT // 2**20}))


class Odd(NamedTuple):
    """A cell without a usable value: a formula never calculated, or one that came to an error."""

    sheet: str
    row: int
    column: int
    code: Code
    text: str = ""


class CellScan(Scan):
    """What the scans of sheets share: where the last filled cell stands, and the odd cells."""

    def __init__(self, file: str, budget: Budget) -> None:
        super().__init__(file)
        self.budget = budget
        self.odd: list[Odd] = []
        self.rows = self.columns = 0

    def filled(self, row: int, column: int) -> None:
        """A cell that holds something. The reader keeps a whole rectangle, so its area is what counts."""
        self.rows, self.columns = max(row, self.rows), max(column, self.columns)
        if self.rows > MOST_ROWS + 1:
            raise self.refusal(Code.TOO_MANY_ROWS, most=MOST_ROWS)
        if self.columns > MOST_COLUMNS:
            raise self.refusal(Code.TOO_MANY_COLUMNS, most=MOST_COLUMNS, found=self.columns)

    def sheet_ends(self) -> None:
        """Count the rectangle."""
        self.budget.take(self.rows * self.columns * Budget.CELL)
        self.rows = self.columns = 0


def whole_number(text: str | None, otherwise: int) -> int:
    """A count in an attribute, or what stands where there is none."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 10 else otherwise
