"""Tables out and in again: nothing is lost, text is never a formula, and a round comes back equal."""

import csv
import dataclasses
import io
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date, time
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allocation.codec import round_sha256
from allocation.intake import read_round
from allocation.intake.checks.notices import looks_like_chi
from allocation.model import Package, Person, Round
from tests.allocation.intake.folder import FILES, read
from tests.allocation.rounds import rounds
from ui.spreadsheet.csv_text import defused, undefused
from ui.spreadsheet.read import read_tables
from ui.spreadsheet.write import csv_bytes, workbook_bytes, write_table
from ui.spreadsheet.write_round import write_round

SEEN = st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"], exclude_characters="\ufffe\uffff")
texts = st.text(SEEN, max_size=20).map(str.strip)
"""Any text that a cell may hold, with = + - @ and quotation marks among it."""

tricky = st.sampled_from(
    ["=1+1", "+44 1506 1", "-x", "@a", "'=1", "''a", "a;b", 'say "yes"', "a,b", "<b>&", "1.0"]
)


@st.composite
def with_words(draw: st.DrawFn) -> tuple[Round, dict[str, Person]]:
    """A random round with random names, reasons and settings, and its people."""
    round_ = draw(rounds(most_packages=3))
    assume(round_.awards)
    words = texts | tricky
    awarded = {award.provider for award in round_.awards}
    placements = [each for each in round_.placements if each.provider in awarded]
    packages = tuple(_dressed(draw, package) for package in round_.packages)
    round_ = replace(
        round_,
        council=draw(words),
        placements=tuple(replace(each, reason=draw(words) or "R") for each in placements),
        packages=packages,
        providers=tuple(
            replace(each, name=draw(words) or "N", email=draw(words)) for each in round_.providers
        ),
        contracts=tuple(replace(each, clause=draw(words)) for each in round_.contracts),
        policy=replace(round_.policy, name=draw(words) or "P", version=draw(st.integers(1, 99))),
    )
    people = {
        package.package: Person(draw(words.filter(lambda text: not looks_like_chi(text))), draw(words))
        for package in packages
    }
    return round_, people


def _dressed(draw: st.DrawFn, package: Package) -> Package:
    visits = package.visits
    if draw(st.booleans()):
        timed = replace(visits[0], start=time(8), finish=time(9, 5), time_critical=draw(texts) or "insulin")
        visits = (timed, *visits[1:])
    return replace(
        package,
        visits=visits,
        postcode=draw(st.sampled_from([None, "EH49 6AB", "EH49 6", "G1"])),
        authorised_minutes=draw(st.none() | st.integers(0, 3_000)),
        block_weeks=draw(st.none() | st.integers(1, 26)),
        discharge_date=draw(st.none() | st.dates(date(2020, 1, 1), date(2030, 1, 1))),
    )


@settings(max_examples=40)
@given(with_words(), st.sampled_from(["round", "round.xlsx"]))
def test_a_round_written_and_read_again_is_equal(given_: tuple[Round, dict[str, Person]], name: str) -> None:
    """As a folder and as a workbook: the same values, the same people, no fault; then the same bytes."""
    round_, people = given_
    with TemporaryDirectory() as folder:
        path = Path(folder) / name
        write_round(round_, people, path)
        intake = read_round(read_tables(path))
        assert intake.faults == ()
        assert intake.round_ is not None
        assert _rows(intake.round_) == _rows(round_)
        assert intake.people == people
        write_round(intake.round_, people, path)
        again = read_round(read_tables(path))
        assert again.round_ is not None
        assert round_sha256(again.round_) == round_sha256(intake.round_)


def _rows(round_: Round) -> dict[str, object]:
    """A round's fields, its tables as multisets: random rounds are not sorted as rounds from files are."""
    fields = {field.name: getattr(round_, field.name) for field in dataclasses.fields(round_)}
    return {
        name: Counter(map(repr, value)) if isinstance(value, tuple) and name != "bands" else value
        for name, value in fields.items()
    }


def test_every_table_comes_back(tmp_path: Path) -> None:
    """A round that has every table and every kind of cell comes back equal, through both formats."""
    good = read(FILES)
    assert good.round_ is not None
    for name in ("round", "round.xlsx"):
        write_round(good.round_, good.people, tmp_path / name, good.outcomes)
        again = read_round(read_tables(tmp_path / name))
        assert (again.round_, again.people, again.faults) == (good.round_, good.people, ())
        assert again.outcomes == good.outcomes


def test_writing_again_leaves_no_old_table(tmp_path: Path) -> None:
    """A folder written over says what the new round says: an old table that it has not is gone."""
    good = read(FILES)
    assert good.round_ is not None
    write_round(good.round_, good.people, tmp_path, good.outcomes)
    bare = replace(good.round_, suspensions=(), refusals=(), placements=())
    write_round(bare, good.people, tmp_path)
    again = read_round(read_tables(tmp_path))
    assert (again.round_, again.outcomes) == (bare, ())


@given(st.text())
def test_defused_text_is_no_formula_and_comes_back(text: str) -> None:
    """No text but a plain number begins as a formula would, and taking the apostrophe off gives it back."""
    cell = defused(text)
    assert undefused(cell) == text
    if cell.startswith(("=", "@", "\t", "\r", "+", "-")):
        float(cell)


@given(st.lists(st.lists(texts | tricky, min_size=2, max_size=2), max_size=5))
def test_csv_is_read_by_others_as_written(rows: list[list[str]]) -> None:
    """Another program reads the cells as written, but for the apostrophe before what it might run."""
    read_back = list(csv.reader(io.StringIO(csv_bytes(["a", "b"], rows).decode("utf-8-sig"), newline="")))
    assert read_back == [["a", "b"], *([defused(cell) for cell in row] for row in rows)]


def test_workbook_holds_no_formula_and_no_link() -> None:
    """Text in a workbook is text, whatever it begins with."""
    rows = [["=1+1"], ["+1"], ["@x"], ["https://example.org"], ["{=1}"], ["'x"]]
    data = workbook_bytes({"t": (["a"], rows)})
    with zipfile.ZipFile(io.BytesIO(data)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        shared = parts.read("xl/sharedStrings.xml").decode()
    assert "<f>" not in sheet
    assert "hyperlink" not in sheet
    assert all(f"<t>{row[0]}</t>" in shared for row in rows)


def test_table_endings(tmp_path: Path) -> None:
    """A table is written as .csv or .xlsx by its name, and as nothing else."""
    write_table(tmp_path / "a.csv", ["day", "n", "ok"], [[date(2026, 4, 6), 7.5, True], [None, 3, False]])
    assert (tmp_path / "a.csv").read_bytes() == b"\xef\xbb\xbfday,n,ok\r\n2026-04-06,7.5,yes\r\n,3,no\r\n"
    write_table(tmp_path / "a.xlsx", ["day"], [[date(2026, 4, 6)]], sheet="areas")
    assert read_tables(tmp_path / "a.xlsx").tables["areas"].rows[0].cells == ("2026-04-06",)
    with pytest.raises(ValueError, match="pdf"):
        write_table(tmp_path / "a.pdf", ["a"], [])
