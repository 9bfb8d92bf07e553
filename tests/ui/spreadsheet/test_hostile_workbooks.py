"""Broken and hostile workbooks: each ends in one clear fault, without being parsed whole."""

import zipfile
from pathlib import Path

import pytest

from allocation.intake import read_round
from allocation.intake.codes import Code
from tests.ui.spreadsheet.files import ods_parts, packed, xlsx_parts
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.write import workbook_bytes

MB = 2**20


def _codes(path: Path) -> list[str]:
    return [fault.code for fault in read_tables(path).faults]


def _cell(place: str, inner: str, kind: str = "") -> str:
    return f'<c r="{place}"{kind and f" t={chr(34)}{kind}{chr(34)}"}>{inner}</c>'


NOT_WORKBOOKS: list[tuple[str, bytes, Code]] = [
    ("a web page", b"<html><table><tr><td>package</td></tr></table></html>", Code.NOT_A_WORKBOOK),
    ("a CSV file", b"package,days\nP1,daily\n", Code.NOT_A_WORKBOOK),
    ("an old workbook", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000), Code.NOT_A_WORKBOOK),
    (
        "a workbook with a password",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(2_000) + "EncryptedPackage".encode("utf-16-le"),
        Code.PASSWORD,
    ),
    ("noise", bytes(range(256)) * 9, Code.NOT_A_WORKBOOK),
    ("the beginning of a zip", b"PK\x03\x04" + bytes(40), Code.BROKEN_WORKBOOK),
    ("nothing", b"", Code.EMPTY_FILE),
]


@pytest.mark.parametrize(
    ("data", "code"), [(data, code) for _, data, code in NOT_WORKBOOKS], ids=[e[0] for e in NOT_WORKBOOKS]
)
@pytest.mark.parametrize("ending", ["xlsx", "ods"])
def test_what_only_has_a_workbooks_name(tmp_path: Path, ending: str, data: bytes, code: Code) -> None:
    """A file that is something else inside is one fault that says so; nothing is said of tables that it may
    have.
    """
    path = tmp_path / f"round.{ending}"
    path.write_bytes(data)
    assert _codes(path) == [code]
    assert [fault.code for fault in read_round(read_tables(path)).faults] == [code]


@pytest.mark.parametrize("left", [0.1, 0.5, 0.9, 0.99])
def test_truncated_workbook(tmp_path: Path, left: float) -> None:
    """A workbook that was cut short is a fault, wherever it was cut."""
    data = workbook_bytes({"visits": (["package", "days"], [["P1", "daily"]] * 50)})
    path = tmp_path / "round.xlsx"
    path.write_bytes(data[: int(len(data) * left)])
    assert _codes(path) == [Code.BROKEN_WORKBOOK]


def test_any_byte_wrong_in_a_workbook(tmp_path: Path) -> None:
    """A workbook with one byte turned over is read or refused, never an error of ours."""
    data = workbook_bytes({"visits": (["package", "days"], [["P1", "daily"]] * 5)})
    path = tmp_path / "round.xlsx"
    for place in range(0, len(data), 61):
        path.write_bytes(data[:place] + bytes([data[place] ^ 0x55]) + data[place + 1 :])
        read_tables(path)


_ROW = '<row r="1">' + _cell("A1", "<is><t>package</t></is>", "inlineStr") + "</row>"

HOSTILE_XLSX: list[tuple[str, dict[str, bytes | str], Code]] = [
    (
        "entities that expand one another",
        xlsx_parts("visits", _ROW)
        | {
            "xl/sharedStrings.xml": '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]><sst>'
            "<si><t>&b;</t></si></sst>"
        },
        Code.XML_ENTITIES,
    ),
    ("one long cell", xlsx_parts("visits", _ROW, f"<si><t>{'x' * 40_000}</t></si>"), Code.CELL_TOO_LONG),
    (
        "a hundred megabytes in one cell",
        xlsx_parts(
            "visits", '<row r="1">' + _cell("A1", f"<is><t>{'x' * 100 * MB}</t></is>", "inlineStr") + "</row>"
        ),
        Code.UNPACKS_TOO_LARGE,
    ),
    (
        "one long text in many cells",
        xlsx_parts(
            "visits",
            "".join(f'<row r="{n}">{_cell(f"A{n}", "<v>0</v>", "s")}</row>' for n in range(1, 6_000)),
            f"<si><t>{'x' * 30_000}</t></si>",
        ),
        Code.UNPACKS_TOO_LARGE,
    ),
    (
        "a cell at the end of the sheet",
        xlsx_parts("visits", _ROW + '<row r="1048576">' + _cell("A1048576", "<v>1</v>") + "</row>"),
        Code.TOO_MANY_ROWS,
    ),
    (
        "a cell in the last column",
        xlsx_parts("visits", '<row r="1">' + _cell("XFD1", "<v>1</v>") + "</row>"),
        Code.TOO_MANY_COLUMNS,
    ),
    (
        "two cells with a desert between them",
        xlsx_parts("visits", '<row r="400000">' + _cell("IV400000", "<v>1</v>") + "</row>"),
        Code.UNPACKS_TOO_LARGE,
    ),
    ("XML that is cut short", xlsx_parts("visits", "<row><c>"), Code.BROKEN_WORKBOOK),
    ("no sheet at all", {"readme.txt": "hello"}, Code.NOT_A_WORKBOOK),
]


@pytest.mark.parametrize(
    ("parts", "code"), [(parts, code) for _, parts, code in HOSTILE_XLSX], ids=[e[0] for e in HOSTILE_XLSX]
)
def test_hostile_xlsx(tmp_path: Path, parts: dict[str, bytes | str], code: Code) -> None:
    """Each way to make a small .xlsx large, or to break it, is one fault; nothing is unpacked whole."""
    assert _codes(packed(tmp_path / "round.xlsx", parts)) == [code]


def _ods_row(cell: str, repeat: int = 1) -> str:
    row = f'<table:table-row table:number-rows-repeated="{repeat}">{cell}</table:table-row>'
    return f'<table:table table:name="visits">{row}</table:table>'


def _ods_cell(text: str, attributes: str = "") -> str:
    head = f'<table:table-cell office:value-type="string" {attributes}>'
    return f"{head}<text:p>{text}</text:p></table:table-cell>"


HOSTILE_ODS: list[tuple[str, dict[str, bytes | str], Code]] = [
    ("a row repeated a million times", ods_parts(_ods_row(_ods_cell("x"), 1_000_000)), Code.TOO_MANY_ROWS),
    (
        "a cell repeated to the edge",
        ods_parts(_ods_row(_ods_cell("x", 'table:number-columns-repeated="16384"'))),
        Code.TOO_MANY_COLUMNS,
    ),
    (
        "long rows repeated",
        ods_parts(_ods_row(_ods_cell("x" * 30_000), 100_000)),
        Code.UNPACKS_TOO_LARGE,
    ),
    ("spaces without end", ods_parts(_ods_row(_ods_cell('<text:s text:c="99999999"/>'))), Code.CELL_TOO_LONG),
    (
        "a password",
        ods_parts("")
        | {"META-INF/manifest.xml": "<manifest><encryption-data/></manifest>", "content.xml": b"?"},
        Code.PASSWORD,
    ),
    ("no XML", ods_parts("") | {"content.xml": b"\x00\x01"}, Code.BROKEN_WORKBOOK),
]


@pytest.mark.parametrize(
    ("parts", "code"), [(parts, code) for _, parts, code in HOSTILE_ODS], ids=[e[0] for e in HOSTILE_ODS]
)
def test_hostile_ods(tmp_path: Path, parts: dict[str, bytes | str], code: Code) -> None:
    """The same for an .ods, where a repeat is one attribute."""
    assert _codes(packed(tmp_path / "round.ods", parts)) == [code]


_MILLION = '<dimension ref="A1:E1048576"/>'


def test_a_million_rows_in_a_workbook_are_not_parsed(tmp_path: Path) -> None:
    """A sheet that says it has a million rows, and has more values than a table may have rows, is refused."""
    row = "<row><c><v>1</v></c></row>"
    parts = xlsx_parts("visits", row * 510_000)
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"{_MILLION}<sheetData>")
    assert _codes(packed(tmp_path / "round.xlsx", parts)) == [Code.TOO_MANY_ROWS]


def test_text_between_cells_is_nobodys(tmp_path: Path) -> None:
    """Long notes, rules and blanks between a sheet's cells do not make any cell long."""
    parts = xlsx_parts("visits", f"{_ROW}{' ' * 100_000}")
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("</sheetData>", f"</sheetData><x>{'y' * 100_000}</x>")
    assert _codes(packed(tmp_path / "round.xlsx", parts)) == []


def test_sheets_kept_elsewhere_are_looked_over_too(tmp_path: Path) -> None:
    """A package may keep its sheets under any name; relations lead there, and to a missing one nowhere."""
    parts = xlsx_parts("visits", "<row>" + _cell("XFD1", "<v>1</v>") + "</row>")
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    moved = {"xl/Odd/One.xml": parts.pop("xl/worksheets/sheet1.xml")}
    for target, code in (("odd/one.xml", Code.TOO_MANY_COLUMNS), ("gone.xml", Code.BROKEN_WORKBOOK)):
        led: dict[str, bytes | str] = {
            "xl/_rels/workbook.xml.rels": relations.replace("worksheets/sheet1.xml", target)
        }
        assert _codes(packed(tmp_path / "round.xlsx", parts | moved | led)) == [code]


def test_empty_rows_to_the_end_are_no_rows(tmp_path: Path) -> None:
    """A sheet that was formatted to its end says it has a million rows; only rows with values count."""
    parts = xlsx_parts("visits", _ROW + '<row r="1048576"><c r="E1048576" s="1"/></row>')
    sheet = str(parts["xl/worksheets/sheet1.xml"])
    parts["xl/worksheets/sheet1.xml"] = sheet.replace("<sheetData>", f"{_MILLION}<sheetData>")
    assert _codes(packed(tmp_path / "round.xlsx", parts)) == []


def test_zip_bomb_is_refused_by_its_directory(tmp_path: Path) -> None:
    """Parts that say they unpack to more than the limit are refused without unpacking any."""
    path = tmp_path / "round.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as file:
        for number in range(20):
            file.writestr(f"xl/worksheets/sheet{number}.xml", bytes(30 * MB))
    assert path.stat().st_size < MB
    assert _codes(path) == [Code.UNPACKS_TOO_LARGE]


def test_part_that_is_mostly_one_byte_is_refused(tmp_path: Path) -> None:
    """A large part that unpacks to hundreds of times its size is no spreadsheet's."""
    path = packed(tmp_path / "round.xlsx", xlsx_parts("visits", _ROW + " " * 40 * MB))
    assert _codes(path) == [Code.UNPACKS_TOO_LARGE]


def test_zip_that_lies_about_its_size(tmp_path: Path) -> None:
    """A directory that says less than a part holds does not get more unpacked: the part is broken."""
    path = packed(tmp_path / "round.xlsx", xlsx_parts("visits", _ROW + " " * 100_000))
    data = path.read_bytes()
    size = len(xlsx_parts("visits", _ROW + " " * 100_000)["xl/worksheets/sheet1.xml"])
    lied = data.replace(size.to_bytes(4, "little"), (300).to_bytes(4, "little"))
    assert lied != data
    path.write_bytes(lied)
    assert _codes(path) == [Code.BROKEN_WORKBOOK]


def _formula_book(cells: str) -> dict[str, bytes | str]:
    header = _cell("A1", "<is><t>package</t></is>", "inlineStr") + _cell(
        "B1", "<is><t>days</t></is>", "inlineStr"
    )
    return xlsx_parts("visits", f'<row r="1">{header}</row><row r="2">{cells}</row>')


def test_formulas_count_by_their_value(tmp_path: Path) -> None:
    """A formula that was worked out is its value; the text of one in quotes stays text."""
    parts = _formula_book(
        _cell("A2", "<f>1+1</f><v>2</v>") + _cell("B2", '<f>"da"&amp;"ily"</f><v>daily</v>', "str")
    )
    tables = read_tables(packed(tmp_path / "round.xlsx", parts))
    assert tables.faults == ()
    assert tables.tables["visits"].rows[0].cells == ("2", "daily")


@pytest.mark.parametrize(
    ("cell", "code", "value"),
    [
        ("<f>1+1</f>", Code.FORMULA_WITHOUT_VALUE, ""),
        ("<f>1+1</f><v></v>", Code.FORMULA_WITHOUT_VALUE, ""),
    ],
)
def test_formula_never_worked_out(tmp_path: Path, cell: str, code: Code, value: str) -> None:
    """A formula without a value is a fault at its cell, with row and column."""
    parts = _formula_book(_cell("A2", "<v>1</v>") + _cell("B2", cell))
    (fault,) = read_tables(packed(tmp_path / "round.xlsx", parts)).faults
    assert (fault.code, fault.file, fault.row, fault.column, fault.value) == (
        code,
        "round.xlsx, sheet visits",
        2,
        "days",
        value,
    )


def test_error_values_are_faults(tmp_path: Path) -> None:
    """A cell that shows #N/A is a fault at its cell, in .xlsx and .ods; it is never read as empty."""
    parts = _formula_book(_cell("A2", "<v>1</v>") + _cell("B2", "<f>NA()</f><v>#N/A</v>", "e"))
    (fault,) = read_tables(packed(tmp_path / "round.xlsx", parts)).faults
    assert (fault.code, fault.row, fault.column, fault.value) == (Code.ERROR_VALUE, 2, "days", "#N/A")
    head = f"<table:table-row>{_ods_cell('package')}{_ods_cell('days')}</table:table-row>"
    wrong = '<table:table-cell table:formula="of:=NA()" office:value-type="string" office:string-value="" '
    wrong += 'calcext:value-type="error"><text:p>#N/A</text:p></table:table-cell>'
    row = f"<table:table-row>{_ods_cell('P1')}{wrong}</table:table-row>"
    table = f'<table:table table:name="visits">{head}{row}</table:table>'
    (fault,) = read_tables(packed(tmp_path / "round.ods", ods_parts(table))).faults
    assert (fault.code, fault.row, fault.column, fault.value) == (Code.ERROR_VALUE, 2, "days", "#N/A")
