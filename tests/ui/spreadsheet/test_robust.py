"""Whatever bytes stand in a file, reading ends in tables and faults, never in an error."""

import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from allocation.intake import read_round
from tests.allocation.intake.folder import DAY
from tests.ui.spreadsheet.files import write_folder
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.register import read_register_file
from ui.wording.faults import sentence

MARKS = (b",", b";", b"\t", b"\n", b"\r\n", b'"', b'""', b"=", b"\0", b"\xef\xbb\xbf", b"\xff\xfe", b"\xe9")
WORDS = (b"package", b"days", b"band", b"minutes", b"P1", b"daily", b"any", b"30", b"[policy]", b"day = ")
pieces = st.sampled_from((*MARKS, *WORDS, b"\xc3\xa9"))
contents = st.lists(pieces, max_size=40).map(b"".join) | st.binary(max_size=60)


@settings(max_examples=100)
@given(contents, st.sampled_from(["visits_csv", "packages_csv", "council_toml"]))
def test_any_bytes_end_in_faults_or_a_round(data: bytes, name: str) -> None:
    """A file of any bytes among good ones: no error of ours, and a sentence for each fault."""
    with TemporaryDirectory() as folder:
        intake = read_round(read_tables(write_folder(Path(folder), **{name: data})), today=DAY)
    assert (intake.round_ is None) == bool(intake.faults)
    assert all(sentence(fault) for fault in (*intake.faults, *intake.notices))


@given(contents, st.sampled_from(["round.xlsx", "round.ods", "visits.csv"]))
def test_any_bytes_under_any_name(data: bytes, name: str) -> None:
    """The same for workbooks, single tables and a register."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        path.write_bytes(data)
        read_tables(path)
        assert read_register_file(path).faults


def test_heavy_libraries_load_on_first_use() -> None:
    """Importing the readers and writers loads neither pandas nor the libraries of workbooks."""
    code = (
        "import sys, ui.spreadsheet.read, ui.spreadsheet.workbook, ui.spreadsheet.write_round,"
        " ui.spreadsheet.register\n"
        "print(*sorted({'pandas', 'numpy', 'python_calamine', 'xlsxwriter'} & set(sys.modules)))"
    )
    root = Path(__file__).parents[3]
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
