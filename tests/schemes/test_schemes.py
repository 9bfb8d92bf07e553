"""Every ready-made scheme: there, readable, without a fault, and at home in any council."""

import tomllib
from pathlib import Path

import pytest

from allocation.intake import read_round
from allocation.intake.read import nothing_kept
from allocation.schemes import Scheme, terms_of
from tests.schemes.settled import DAY
from tests.ui.commandline.services import SERVICES
from ui.commandline.app import run
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.schemes import FOLDER, scheme_at, scheme_named, shipped

IDS = [f"A{number}" for number in range(1, 17)] + [f"B{number}" for number in range(1, 11)]
"""The rows of the list of published shapes."""


def the(scheme: str) -> Scheme:
    """A shipped scheme."""
    found = scheme_named(scheme)
    assert found is not None
    return found


def test_there_is_one_for_each_published_shape() -> None:
    """Each row has its file, in order, and nothing else is in the list."""
    assert [scheme.id for scheme in shipped()] == IDS
    assert {path.stem for path in FOLDER.glob("*.toml")} == set(IDS)


@pytest.mark.parametrize("scheme", IDS)
def test_it_says_where_it_comes_from(scheme: str) -> None:
    """Its id is its file's name, and source, publication and set-up are told; its lines can be read."""
    found = the(scheme)
    assert found.id == scheme
    assert all((found.title, found.where, found.published, found.works))
    lines = (FOLDER / f"{scheme}.toml").read_text(encoding="utf-8").splitlines()
    assert max(map(len, lines)) <= 180
    assert len(lines) <= 150


@pytest.mark.parametrize("scheme", IDS)
def test_it_has_no_fault_and_no_notice(scheme: str) -> None:
    """The intake that reads a council's files finds nothing to say, and every table of terms has rows."""
    found = the(scheme)
    intake = terms_of(found, DAY)
    assert (intake.faults, intake.notices, found.tables.notices) == ((), (), ())
    assert intake.round_ is not None
    assert all((intake.round_.areas, intake.round_.lots, intake.round_.awards, intake.round_.steps))
    awarded = {award.provider for award in intake.round_.awards}
    assert awarded == {provider.provider for provider in intake.round_.providers}
    assert {award.lot for award in intake.round_.awards} == {lot.lot for lot in intake.round_.lots}
    names = {each.contract for each in intake.round_.contracts} | {each.lot for each in intake.round_.lots}
    assert all(name.startswith(scheme) for name in names)


@pytest.mark.parametrize("scheme", IDS)
def test_it_is_written_as_files_and_read_back(scheme: str, tmp_path: Path) -> None:
    """As a folder it is the same terms and policy, and brings no day, no name and no person along."""
    round_ = terms_of(the(scheme), DAY).round_
    assert round_ is not None
    assert run(["scheme", scheme, str(tmp_path / "terms")], SERVICES) == 0
    council = tomllib.loads((tmp_path / "terms" / "council.toml").read_text(encoding="utf-8"))
    assert set(council) == {"policy"}
    again = read_round(read_tables(tmp_path / "terms"), DAY, nothing_kept(DAY))
    assert again.faults == ()
    assert again.round_ is not None
    assert again.round_.policy == round_.policy
    for table in ("areas", "providers", "contracts", "steps", "lots", "awards", "capacity"):
        assert getattr(again.round_, table) == getattr(round_, table), table


FILE = """
id = "X1"
title = "t"
where = "w"
published = "p"
works = "k"

areas = '''
# a remark
area
North
'''
lots = '''
contract | lot | areas
X1       | L1  | North | spare
X1       | L2  | Nowhere
'''
steps = '''
contract | step | name
X1       | one  | First
'''
"""


def test_faults_name_the_line_of_the_file(tmp_path: Path) -> None:
    """What is wrong in a table of a scheme file is told with the file's own line and column."""
    path = tmp_path / "mine.toml"
    path.write_text(FILE, encoding="utf-8")
    faults = terms_of(scheme_at(path), DAY).faults
    told = {(fault.file, fault.row, fault.column): fault.value for fault in faults}
    lines = FILE.splitlines()
    assert told["mine.toml, lots", lines.index("X1       | L1  | North | spare") + 1, ""] == "spare"
    assert told["mine.toml, lots", lines.index("X1       | L2  | Nowhere") + 1, "areas"] == "Nowhere"
    assert told["mine.toml, steps", lines.index("X1       | one  | First") + 1, "step"] == "one"
