"""Broken and hostile files: each ends in one clear fault, and the other files are read all the same."""

import os
from pathlib import Path

import pytest

from allocation.intake import read_round
from allocation.intake.codes import Code
from tests.allocation.intake.folder import DAY, FILES
from tests.ui.spreadsheet.files import write_folder
from ui.spreadsheet.read import read_tables

MB = 2**20


def _codes(path: Path) -> list[str]:
    return [fault.code for fault in read_tables(path).faults]


BAD_CSV: list[tuple[str, bytes, Code]] = [
    ("nothing in it", b"", Code.EMPTY_FILE),
    ("only line ends", b"\r\n\r\n", Code.EMPTY_FILE),
    ("only separators", b",,,\n,,,\n", Code.EMPTY_FILE),
    ("UTF-16 with its mark", "package,days\nP1,daily".encode("utf-16"), Code.UTF_16),
    ("UTF-16 without it", "package,days\nP1,daily".encode("utf-16-le"), Code.UTF_16),
    ("NUL bytes", b"package,days\nP1,da\0ily\n", Code.NOT_TEXT),
    ("a picture", b"\x89PNG\r\n\x1a\n\x81\x8d\x8f", Code.NOT_TEXT),
    ("two encodings", "package,days\nÀ,daily\n".encode() + b"\xc0,daily\n", Code.MIXED_ENCODING),
    ("a quote never closed", b'package,days\n"P1,daily\nP2,daily\n', Code.BROKEN_QUOTES),
    ("a quote out of place", b'package,days\n"P1"x,daily\n', Code.BROKEN_QUOTES),
    ("one long cell", b"package,days\nP1," + b"x" * MB, Code.CELL_TOO_LONG),
    ("a very long cell in quotes", b'package,days\n"' + b"x" * MB + b'",daily\n', Code.CELL_TOO_LONG),
    ("columns without end", b"a," * 16_384 + b"\n", Code.TOO_MANY_COLUMNS),
]


@pytest.mark.parametrize(
    ("data", "code"), [(data, code) for _, data, code in BAD_CSV], ids=[e[0] for e in BAD_CSV]
)
@pytest.mark.parametrize("name", ["visits", "areas", "packages", "contracts"])
def test_bad_csv_is_one_fault_and_nothing_follows(tmp_path: Path, name: str, data: bytes, code: Code) -> None:
    """A file that cannot be read is one fault: it does not count as missing, and nothing follows from it."""
    folder = write_folder(tmp_path / "round", **{f"{name}_csv": data})
    intake = read_round(read_tables(folder), today=DAY)
    assert [(fault.code, fault.file) for fault in intake.faults] == [(code, f"{name}.csv")]
    assert intake.round_ is None


def test_too_large_a_file_is_not_read_whole(tmp_path: Path) -> None:
    """A file over the limit is refused by its size: a sparse file of a terabyte costs nothing."""
    path = tmp_path / "visits.csv"
    with path.open("wb") as file:
        file.truncate(2**40)
    assert _codes(path) == [Code.TOO_LARGE]


def test_too_many_rows(tmp_path: Path) -> None:
    """A million rows end in a fault that names the limit."""
    path = tmp_path / "visits.csv"
    path.write_bytes(b"package,days\n" + b"P1,daily\n" * 1_000_000)
    (fault,) = read_tables(path).faults
    assert (fault.code, fault.facts) == (Code.TOO_MANY_ROWS, {"most": 500_000})


def test_places_that_are_no_files(tmp_path: Path) -> None:
    """What is missing, a folder with a file's name, or a circle of links is one fault each."""
    (tmp_path / "lots.csv").mkdir()
    (tmp_path / "areas.csv").symlink_to(tmp_path / "areas.csv")
    assert _codes(tmp_path / "nowhere") == [Code.NO_SUCH_FILE]
    assert _codes(tmp_path) == [Code.NOT_READABLE, Code.NOT_A_FILE]
    assert _codes(tmp_path / "areas.csv") == [Code.NOT_READABLE]


def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    """A named pipe with a table's name is refused, not waited on."""
    os.mkfifo(tmp_path / "visits.csv")
    assert _codes(tmp_path / "visits.csv") == [Code.NOT_A_FILE]


def test_names_that_are_no_tables(tmp_path: Path) -> None:
    """A file of another kind, or of no table's name, is refused with the names that would do."""
    for name in ("letter.docx", "old.xls", "people.csv"):
        (tmp_path / name).write_bytes(b"x")
        assert _codes(tmp_path / name) == [Code.UNKNOWN_FORMAT]


def test_same_table_twice(tmp_path: Path) -> None:
    """Two files that are one table, told apart only by case, are a fault; one of them is read."""
    folder = write_folder(tmp_path / "round")
    (folder / "Visits.csv").write_text(FILES["visits"].lstrip())
    if len(list(folder.glob("[vV]isits.csv"))) == 2:
        assert _codes(folder) == [Code.SAME_TABLE_TWICE]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("day = 2026-04-31\n", Code.BROKEN_TOML),
        ("day: 2026-04-06\n", Code.BROKEN_TOML),
        ("", Code.EMPTY_TOML),
        ('name = "a"\nname = "b"\n', Code.BROKEN_TOML),
        ("x = " + "[" * 5_000, Code.BROKEN_TOML),
        ("\ufeffday = 2026-04-06\n".encode("utf-16"), Code.UTF_16),
    ],
)
def test_broken_settings(tmp_path: Path, text: str | bytes, code: Code) -> None:
    """council.toml that is no TOML is one fault."""
    intake = read_round(read_tables(write_folder(tmp_path / "round", council_toml=text)), today=DAY)
    assert [fault.code for fault in intake.faults] == [code]
    assert intake.notices == ()
