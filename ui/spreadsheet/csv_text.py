"""CSV bytes to rows of text: encodings told apart, separators found, rows counted as a spreadsheet counts."""

import csv
import io
import re
from collections.abc import Iterable, Iterator

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.intake.tables import Row, Table
from ui.spreadsheet.limits import LONGEST_CELL, MOST_COLUMNS, MOST_ROWS

_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "'")
"""What a spreadsheet may take for a formula when it opens a CSV file, and the mark that says it is text."""


def decode(data: bytes, file: str) -> tuple[str, tuple[Fault, ...]]:
    """The text of a file, with a notice where it was read as Windows-1252. Raises `WorldError`."""
    if data.startswith(_UTF_16) or _looks_utf_16(data):
        raise WorldError(Fault(Code.UTF_16, file))
    if b"\0" in data:
        raise WorldError(Fault(Code.NOT_TEXT, file))
    try:
        return data.decode("utf-8-sig"), ()
    except UnicodeDecodeError as error:
        if _has_utf_8(data) or data.startswith(b"\xef\xbb\xbf"):
            line = data.count(b"\n", 0, error.start) + 1
            raise WorldError(Fault(Code.MIXED_ENCODING, file, facts={"line": line})) from None
    try:
        return data.decode("cp1252"), (Fault(Code.READ_AS_WINDOWS, file),)
    except UnicodeDecodeError:
        raise WorldError(Fault(Code.NOT_TEXT, file)) from None


def _looks_utf_16(data: bytes) -> bool:
    """UTF-16 without its mark: every other byte of the beginning is nought."""
    start = data[:200]
    return len(start) > 3 and (set(start[::2]) == {0} or set(start[1::2]) == {0})


def _has_utf_8(data: bytes) -> bool:
    """Whether some characters beyond ASCII are UTF-8: by chance that hardly occurs in Windows-1252 text."""
    return any(mark != "\ufffd" and not mark.isascii() for mark in data.decode("utf-8", "replace"))


def read_csv(data: bytes, name: str, file: str) -> tuple[Table, tuple[Fault, ...]]:
    """One table of a CSV file, separated by commas, semicolons or tabs. Raises `WorldError`."""
    text, notices = decode(data, file)
    if not text.strip():
        raise WorldError(Fault(Code.EMPTY_FILE, file))
    return table_of(_rows(text, file), name, file), notices


def _rows(text: str, file: str) -> Iterator[Row]:
    """Rows as a spreadsheet counts them: a line break inside quotes begins no row."""
    csv.field_size_limit(LONGEST_CELL)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text), strict=True)
    number = 0
    try:
        for number, cells in enumerate(reader, 1):
            yield Row(number, tuple(map(undefused, cells)))
    except csv.Error as error:
        code = Code.CELL_TOO_LONG if "field limit" in str(error) else Code.BROKEN_QUOTES
        raise WorldError(Fault(code, file, number + 1, facts={"most": LONGEST_CELL})) from None


def _separator(text: str) -> str:
    """The separator that the header uses most; quoted names do not count."""
    header = re.sub(r'"[^"]*"', "", text.lstrip("\r\n").split("\n", 1)[0][:LONGEST_CELL])
    return max((",", ";", "\t"), key=header.count)


def table_of(rows: Iterable[Row], name: str, file: str, sheet: str = "") -> Table:
    """A table of the rows that are not empty, the first of them its header. Raises `WorldError`."""
    where = Table(name, file, (), (), sheet=sheet).where
    filled = (row for row in rows if any(map(str.strip, row.cells)))
    header = next(filled, None)
    if header is None:
        raise WorldError(Fault(Code.EMPTY_FILE, where))
    names = header.cells
    while names and not names[-1].strip():
        names = names[:-1]
    if len(names) > MOST_COLUMNS:
        raise WorldError(
            Fault(Code.TOO_MANY_COLUMNS, where, facts={"most": MOST_COLUMNS, "found": len(names)})
        )
    kept: list[Row] = []
    for row in filled:
        if len(kept) == MOST_ROWS:
            raise WorldError(Fault(Code.TOO_MANY_ROWS, where, facts={"most": MOST_ROWS}))
        kept.append(row)
    return Table(name, file, names, tuple(kept), header.number, sheet)


_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?", re.ASCII)


def defused(text: str) -> str:
    """A cell's text as it is written to CSV: with an apostrophe before what a spreadsheet might run.

    Plain numbers stand as they are. `undefused` takes exactly that apostrophe off again, so nothing is lost.
    """
    return f"'{text}" if text.startswith(DANGEROUS) and not _NUMBER.fullmatch(text) else text


def undefused(text: str) -> str:
    """The text of a cell that `defused` wrote; any other text as it is."""
    return text[1:] if text[:1] == "'" and text[1:2] in DANGEROUS and len(text) > 1 else text
