"""Reviews, statements and onward packages, typed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from allocation.use_cases import care, referrals, waiting_list
from allocation.use_cases.amending import save_terms, terms_draft
from allocation.use_cases.desk import Desk
from allocation.use_cases.terms import terms
from tests.desks import HandClock
from tests.ui.commandline.commands.test_packages import accepted_in
from tests.ui.commandline.services import SERVICES, open_desk
from tests.ui.paper.pages import page_texts, squeezed
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE

LATER = date(2026, 7, 10)
"""The day on which the commands are typed."""


@contextmanager
def open_later(database: str | None) -> Iterator[Desk]:
    """A desk at a database, some weeks after the package was issued."""
    with open_desk(database) as desk:
        yield replace(desk, clock=HandClock(LATER))


DESK = replace(SERVICES, open_desk=open_later)


@pytest.fixture
def reviewable(tmp_path: Path) -> tuple[str, str, str]:
    """A database in which a package in blocks is live under a contract that pays by results; its provider."""
    database = str(tmp_path / "lotwise.db")
    package, provider = accepted_in(database)
    with open_desk(database) as now:
        desk = replace(now, clock=HandClock())
        detail = waiting_list.package(desk, waiting_list.id_of(desk, package))
        care.start_care(desk, detail.id, detail.version)
        draft = referrals.draft_of(desk, detail.id)
        referrals.save_referral(desk, replace(draft, fields={**draft.fields, "block_weeks": "2"}))
        for each in terms(desk).contracts:
            typed = terms_draft(desk, each.contract)
            (row,) = typed.tables["contracts"]
            paid = replace(row, cells={**row.cells, "results_share": "10"})
            save_terms(desk, replace(typed, tables={**typed.tables, "contracts": (paid,)}))
    return database, package, provider


def type_(*words: str, database: str) -> int:
    """Run a command on a database."""
    return run([*words, "--database", database], DESK)


def test_outcomes_are_recorded_summed_and_taken_back(
    reviewable: tuple[str, str, str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is due is listed; a review is typed; the quarter's statement has it, on paper and sheet too."""
    database, package, provider = reviewable
    assert type_("reviews", database=database) == 0
    assert "block ends" in capsys.readouterr().out
    on = date(2026, 6, 30)
    words = ("package", "outcome", package, "4", "3", "--on", on.isoformat(), "--after", "1:00")
    assert type_(*words, "--note", "Walks again", database=database) == 0
    assert "3 of 4 outcomes" in capsys.readouterr().out
    assert type_("statement", provider, "2026-04", database=database) == 0
    told = capsys.readouterr().out
    assert "3 of 4" in told
    assert package in told
    assert type_("package", "show", package, database=database) == 0
    told = capsys.readouterr().out
    assert "3 of 4 outcomes" in told
    assert "Walks again" not in told
    pages, sheet = tmp_path / "statement.pdf", tmp_path / "statement.xlsx"
    for path in (pages, sheet):
        assert type_("statement", provider, "2026-04", "--out", str(path), database=database) == 0
    text = squeezed("".join(page_texts(pages.read_bytes())))
    for said in ("Statement of payment by results", "3 of 4 achieved", "10%", package):
        assert squeezed(said) in text
    assert squeezed("Walks again") not in text
    assert sheet.stat().st_size > 0
    assert type_("statement", provider, "2026-04", "--out", str(pages), database=database) == WRONG_USE
    assert squeezed("Not issued") in text
    issued, again, later = (tmp_path / name for name in ("issued.pdf", "again.pdf", "later.pdf"))
    capsys.readouterr()
    assert type_("statement", provider, "2026-04", "--issue", "--out", str(issued), database=database) == 0
    assert "S2026-00001" in capsys.readouterr().out
    assert type_("statement", provider, "2026-04", "--out", str(again), database=database) == 0
    assert type_("records", "--kind", "statement", database=database) == 0
    listed = capsys.readouterr().out
    assert all(each in listed for each in ("S2026-00001", "Apr–Jun 2026"))
    assert type_("records", "--save", "S2026-00001", "--to", str(later), "--confirmation", database=database)
    assert type_("records", "--save", "S2026-00001", "--to", str(later), database=database) == 0
    assert issued.read_bytes() == again.read_bytes() == later.read_bytes()
    assert squeezed("S2026-00001") in squeezed("".join(page_texts(issued.read_bytes())))
    assert type_("statement", provider, "2026-04", "--issue", database=database) == FAULTS
    assert "S2026-00001 says this already" in capsys.readouterr().err
    assert type_("statement", provider, "2026-04", database=database) == 0
    assert "Issued as S2026-00001" in capsys.readouterr().out
    table = tmp_path / "outcomes.csv"
    assert type_("reviews", "--out", str(table), database=database) == 0
    said = table.read_text(encoding="utf-8-sig")
    assert "Walks again" in said
    table.write_text(said.replace(",4,3,", ",4,4,"), encoding="utf-8")
    assert type_("import", str(table), "--yes", database=database) == 0
    assert "achieved 3 → 4" in capsys.readouterr().out
    assert type_("statement", provider, "2026-04", database=database) == 0
    assert "The figures are others by now" in " ".join(capsys.readouterr().out.split())
    assert type_("reviews", "--out", str(tmp_path / "outcomes.docx"), database=database) == WRONG_USE
    assert type_("package", "outcome-back", package, database=database) == 0
    assert type_("package", "outcome-back", package, database=database) == WRONG_USE
    capsys.readouterr()
    assert type_("statement", provider, "2026-04", database=database) == 0
    assert "not reviewed yet" in capsys.readouterr().out


def test_what_is_typed_wrongly_is_said(
    reviewable: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """A month, hours, a provider, an ending that are none; a day to come; more achieved than agreed."""
    database, package, provider = reviewable
    wrong = (
        ("statement", provider, "2026-Q2"),
        ("statement", "nobody", "2026-04"),
        ("statement", provider, "2026-04", "--out", "x.docx"),
        ("package", "outcome", package, "1", "1", "--after", "many"),
        ("package", "outcome", package, "1", "1", "--provider", "nobody"),
    )
    for words in wrong:
        assert type_(*words, database=database) == WRONG_USE, words
    tomorrow = LATER + timedelta(1)
    assert (
        type_("package", "outcome", package, "1", "1", "--on", tomorrow.isoformat(), database=database)
        == FAULTS
    )
    assert type_("package", "outcome", package, "1", "2", database=database) == FAULTS
    assert "As many outcomes" in capsys.readouterr().err


def test_a_package_follows_by_command(
    reviewable: tuple[str, str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    """It waits under a reference of its own."""
    database, package, _provider = reviewable
    assert type_("package", "onward", package, database=database) == 0
    assert f"{package}-2" in capsys.readouterr().out
    assert type_("package", "show", f"{package}-2", database=database) == 0
    assert "waiting" in capsys.readouterr().out
