"""Every fault and notice of the intake has a sentence, and its placeholders are what the fault has."""

import ast
import re
import string
from pathlib import Path

import pytest

from allocation.errors import Fault
from allocation.intake import read_round
from allocation.intake.codes import Code
from tests.allocation.intake.folder import DAY, broken, read
from tests.allocation.intake.test_council import BROKEN
from tests.allocation.intake.test_faults import CELLS
from tests.allocation.intake.test_values import NOTICES
from tests.ui.spreadsheet.files import packed
from tests.ui.spreadsheet.test_hostile import BAD_CSV
from tests.ui.spreadsheet.test_hostile_workbooks import HOSTILE_ODS, HOSTILE_XLSX, NOT_WORKBOOKS
from ui.spreadsheet.read import read_tables
from ui.wording.desk import desk_sentences
from ui.wording.faults import sentence, what, where
from ui.wording.intake import intake_sentences
from ui.wording.verdict import verdict_codes
from ui.wording.workers import workers_sentences

PLACEHOLDERS = {"value", "expected"}


def test_each_code_has_a_sentence() -> None:
    """Codes and sentences are the same set; each sentence ends as one."""
    assert set(intake_sentences()) == {code.value for code in Code}
    assert all(re.search(r"[.]$", words) for words in intake_sentences().values())


@pytest.mark.parametrize(("name", "old", "new", "code", "row", "column"), CELLS)
def test_faults_of_cells_in_words(name: str, old: str, new: str, code: Code, row: int, column: str) -> None:
    """Each fault of a cell becomes a sentence that names the file, the row and the column."""
    (fault,) = read(broken(name, old, new)).faults
    words = sentence(fault)
    assert words.startswith(f"{name}.csv, row {row}, {column}: " if column else f"{name}.csv, row {row}: ")
    assert "{" not in words
    assert code == fault.code


def test_faults_of_settings_and_notices_in_words() -> None:
    """So does each fault of the settings, and each notice."""
    for key, value, _ in BROKEN:
        intake = read(broken("areas", "North ward", "N"), {"day": DAY, key: value})
        assert all("{" not in sentence(fault) for fault in (*intake.faults, *intake.notices))
    for name, old, new, *_ in NOTICES:
        for notice in read(broken(name, old, new)).notices:
            assert sentence(notice).startswith(f"{name}.csv")


def test_faults_of_files_in_words(tmp_path: Path) -> None:
    """So does each fault of a file that cannot be read."""
    faults: list[Fault] = []
    for number, (_, data, _code) in enumerate(BAD_CSV):
        path = tmp_path / str(number) / "visits.csv"
        path.parent.mkdir()
        path.write_bytes(data)
        faults.extend(read_round(read_tables(path), today=DAY).faults)
    for _, data, _code in NOT_WORKBOOKS:
        (tmp_path / "round.xlsx").write_bytes(data)
        faults.extend(read_tables(tmp_path / "round.xlsx").faults)
    for _, parts, _code in (*HOSTILE_XLSX, *HOSTILE_ODS):
        faults.extend(read_tables(packed(tmp_path / "round.xlsx", parts)).faults)
    faults.extend(read_tables(tmp_path / "nowhere").faults)
    assert all("{" not in sentence(fault) for fault in faults)


def test_facts_in_the_code_are_the_placeholders_of_the_sentences() -> None:
    """Wherever the code makes a fault, it gives the facts that the sentence of that code asks for."""
    root = Path(__file__).parents[3]
    calls = 0
    for path in (*root.glob("allocation/intake/**/*.py"), *root.glob("ui/spreadsheet/*.py")):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or (made := _made(node)) is None:
                continue
            code, facts = made
            fields = string.Formatter().parse(intake_sentences()[code.value])
            asked = {name for _, name, _, _ in fields if name} - PLACEHOLDERS
            assert asked == facts, f"{path.name}: {code}"
            calls += 1
    assert calls > 60


def _made(call: ast.Call) -> tuple[Code, set[str]] | None:
    """The code and the names of the facts of a call that makes a fault with a code written out."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    codes = [
        Code[each.attr]
        for each in call.args
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "Code"
    ]
    if name not in ("Fault", "fault", "refusal") or len(codes) != 1 or "reader" in ast.unparse(call.func):
        return None
    given = {keyword.arg: keyword.value for keyword in call.keywords if keyword.arg}
    if name == "Fault":
        facts = given.get("facts")
        keys = facts.keys if isinstance(facts, ast.Dict) else []
        return codes[0], {str(key.value) for key in keys if isinstance(key, ast.Constant)}
    return codes[0], {key for key in given if key != "expected"}


def test_words_in_full() -> None:
    """A sentence as a person reads it, whole and without its place."""
    (fault,) = read(broken("visits", "morning,30", "morning,abc")).faults
    assert sentence(fault) == "visits.csv, row 2, minutes: “abc” is not a whole number from 1 to 1440."
    assert what(fault) == "“abc” is not a whole number from 1 to 1440."
    assert where(fault) == "visits.csv, row 2, minutes"


def test_what_may_be_meant_is_offered() -> None:
    """An unknown reference that is near a known one, or differs by case, is told with the known one."""
    for wrong in ("ALBA", "Albo"):
        (fault,) = read(broken("awards", "Alba,,22.50", f"{wrong},,22.50")).faults
        assert what(fault) == f"{wrong} is not in providers. Write Alba if that is meant, or add it there."
    (fault,) = read(broken("awards", "Alba,,22.50", "Zander,,22.50")).faults
    assert what(fault) == "Zander is not in providers. Correct it here, or add it there."


def test_a_code_of_another_part_is_still_a_sentence() -> None:
    """A fault that this part does not know is told all the same, with its code, for the helpdesk."""
    assert sentence(Fault("out_of_tune")) == "This could not be done (out_of_tune). Nothing was changed."


def test_no_code_has_two_sentences() -> None:
    """Codes of files, of the desk and of the verdict are kept apart: one code is one mistake."""
    families = [
        set(intake_sentences()),
        set(desk_sentences()),
        set(verdict_codes()),
        set(workers_sentences()),
    ]
    assert sum(map(len, families)) == len(set.union(*families))


def test_braces_in_a_cell_are_data() -> None:
    """A cell with braces is shown as typed; it is no placeholder."""
    (fault,) = read(broken("visits", "morning,30", "morning,{minutes}")).faults
    assert "“{minutes}” is not a whole number" in sentence(fault)
