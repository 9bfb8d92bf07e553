"""Contracts: every award, in the order in which it is asked."""

from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from allocation.use_cases.desk import Desk
from allocation.use_cases.terms import terms
from tests.desks import small_council
from tests.ui.screen.conftest import Open
from ui.screen.contracts.columns import OPTIONAL
from ui.screen.contracts.page import ContractsPage
from ui.wording.terms import share


def test_the_terms_are_those_that_were_brought_in(desk: Desk) -> None:
    """Contracts, steps, lots, awards and areas come back in the labels of the files."""
    round_, _people = small_council()
    found = terms(desk)
    assert found.contracts == round_.contracts
    assert found.steps == round_.steps
    assert found.lots == round_.lots
    assert found.awards == round_.awards
    assert found.areas == round_.areas


def test_awards_are_listed_and_searched(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """All awards by step; the search keeps a lot or provider; the detail shows the contract behind."""
    window = open_window(desk, (ContractsPage,))
    page = window.page
    assert isinstance(page, ContractsPage)
    tester = QAbstractItemModelTester(page.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert [award.key for award in page.model.rows] == sorted(award.key for award in terms(desk).awards)
    for place, column in enumerate(page.model.columns):
        if column.id in OPTIONAL and not any(column.text(award) for award in page.model.rows):
            assert page.table.isColumnHidden(place), column.id
    wanted = page.model.rows[-1]
    page.search.setText(terms(desk).provider_names[wanted.provider])
    assert {award.provider for award in page.model.rows} == {wanted.provider}
    contract = next(each for each in terms(desk).contracts if each.contract == wanted.contract)
    assert page.panel.name.text() == contract.name
    tester.deleteLater()


def test_a_share_reads_as_per_cent() -> None:
    """Basis points without needless noughts; nothing where none is agreed."""
    assert [share(points) for points in (None, 0, 2500, 1250, 10_000, 333)] == [
        "", "0%", "25%", "12.5%", "100%", "3.33%",
    ]  # fmt: skip
