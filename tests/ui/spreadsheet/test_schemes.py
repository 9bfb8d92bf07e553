"""Scheme files of any content end in a scheme or in faults, fitted and read, never in an error."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allocation.errors import Fault, WorldError
from allocation.intake.codes import Code
from allocation.schemes import SCHEME_TABLES, Scheme, fitted, terms_of, without
from tests.allocation.intake.folder import DAY
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.schemes import FOLDER, scheme_at
from ui.wording.faults import sentence

ABOUT = 'id = "X"\ntitle = "t"\nwhere = "w"\npublished = "p"\nworks = "k"\n'
WORDS = (
    *("area", "name", "provider", "contract", "lot", "step", "areas", "rate", "rank", "North", "alder", "1"),
    *("|", " | ", "||", "\n", "#", "*", ";", "20.00", "'", '"', "=", "\\", "é"),
)
cells = st.lists(st.sampled_from(WORDS), max_size=25).map("".join).map(lambda text: text.replace("'''", "'"))
files = st.lists(st.tuples(st.sampled_from(SCHEME_TABLES), cells), max_size=4, unique_by=lambda each: each[0])


@given(files)
@example([("areas", "name\nNorth")])
@example([("areas", "area|area\nNorth|South"), ("lots", "lot|lot|areas\nA|B|North")])
@example([("awards", "provider\nalder|1|2")])
def test_any_tables_end_in_faults_or_terms(tables: list[tuple[str, str]]) -> None:
    """Whatever stands in its tables, a scheme is fitted and read, and each fault has a sentence."""
    text = ABOUT + "".join(f"{name} = '''\n{block}\n'''\n" for name, block in tables)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_text(text, encoding="utf-8")
        read_tables(path)
        refused: tuple[Fault, ...] = ()
        scheme: Scheme | None
        try:
            scheme = scheme_at(path)
        except WorldError as error:
            refused = error.faults
            scheme = None
    assert all(sentence(fault) for fault in refused)
    assert (scheme is None) == bool(refused)
    if scheme is None:
        return
    own = fitted(scheme, {"North": ("W1", "W2")}, {"alder": "mine"})
    own = without(own, "areas", frozenset({"W1"}))
    intake = terms_of(own, DAY)
    assert (intake.round_ is None) == bool(intake.faults)
    assert all(sentence(fault) for fault in (*intake.faults, *intake.notices))
    assert "North" not in own.names("areas")


@pytest.mark.parametrize("mark", ["'''", '"""'])
@pytest.mark.parametrize("begins", ["\n", ""])
def test_rows_are_counted_as_an_editor_counts_them(mark: str, begins: str, tmp_path: Path) -> None:
    """A table may begin beside its opening quotes or under them, with either kind of quotes."""
    text = f"{ABOUT}\n# areas = nothing\nareas = {mark}{begins}area\n\n# remark\nNorth|extra\n{mark}\n"
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8", newline="\r\n")
    (fault,) = (each for each in terms_of(scheme_at(path), DAY).faults if each.code == Code.EXTRA_CELLS)
    assert fault.row == text.splitlines().index("North|extra") + 1


def test_unknown_keys_are_noted(tmp_path: Path) -> None:
    """What the file has besides is told and kept out, as columns are; nothing is refused for it."""
    path = tmp_path / "mine.toml"
    path.write_text(
        (FOLDER / "B1.toml").read_text(encoding="utf-8") + "\n[more]\nkey = 1\n", encoding="utf-8"
    )
    notices = scheme_at(path).tables.notices
    assert [(each.code, each.column) for each in notices] == [(Code.UNKNOWN_SETTING, "more")]
    assert terms_of(scheme_at(path), DAY).round_ is not None


def test_fitting_hides_no_fault(tmp_path: Path) -> None:
    """An area that stands twice, or has no name, is told as ever when others are fitted."""
    path = tmp_path / "mine.toml"
    table = "areas = '''\narea | name\nNorth | n\nSouth | s\nSouth | s\n | nameless\n'''\n"
    path.write_text(ABOUT + table, encoding="utf-8")
    own = fitted(scheme_at(path), {"North": ("W1",)}, {})
    codes = {fault.code for fault in terms_of(own, DAY).faults}
    assert codes >= {Code.DUPLICATE, Code.EMPTY_CELL}
