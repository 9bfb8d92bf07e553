"""Small files that a test writes: a good round folder, and workbooks made by hand, sound or hostile."""

import io
import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

from tests.allocation.intake.folder import FILES

COUNCIL = 'name = "Ardmore"\nday = 2026-04-06\n'


def write_folder(folder: Path, **changed: bytes | str | None) -> Path:
    """The good folder with some files replaced (None: left out)."""
    folder.mkdir(parents=True, exist_ok=True)
    texts: dict[str, bytes | str | None] = {f"{name}.csv": text.lstrip() for name, text in FILES.items()}
    texts["council.toml"] = COUNCIL
    texts |= {name.replace("_toml", ".toml").replace("_csv", ".csv"): text for name, text in changed.items()}
    for name, text in texts.items():
        if text is not None:
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def packed(path: Path, parts: dict[str, bytes | str]) -> Path:
    """A zip file of these parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as file:
        for name, text in parts.items():
            file.writestr(name, text)
    path.write_bytes(data.getvalue())
    return path


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def xlsx_parts(sheet: str, cells: str, shared: str = "") -> dict[str, bytes | str]:
    """The parts of an .xlsx with one sheet, whose `sheetData` is given as XML."""
    return {
        "[Content_Types].xml": f'<Types xmlns="{_PACKAGE}/content-types"/>',
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="r2" Type="{_OFFICE}/sharedStrings" Target="sharedStrings.xml"/>'
        f'<Relationship Id="r1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{shared}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{cells}</sheetData></worksheet>',
    }


def ods_parts(tables: str) -> dict[str, bytes | str]:
    """The parts of an .ods whose tables are given as XML."""
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text")
    )
    calc = 'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
    return {
        "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
        "META-INF/manifest.xml": "<manifest/>",
        "content.xml": f"<office:document-content {spaces} {calc}><office:body><office:spreadsheet>{tables}"
        "</office:spreadsheet></office:body></office:document-content>",
    }


def ods_table(name: str, rows: list[list[str]]) -> str:
    """A table of texts, as LibreOffice writes it, with the empty rest of the sheet after it."""
    lines = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
            for cell in row
        )
        + '<table:table-cell table:number-columns-repeated="16000"/></table:table-row>'
        for row in rows
    )
    rest = (
        '<table:table-row table:number-rows-repeated="1048000">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )
    return f'<table:table table:name="{name}">{lines}{rest}</table:table>'
