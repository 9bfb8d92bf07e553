"""Schemes in the window: loaded in one step, what becomes of the policy, a file of one's own."""

from pathlib import Path

from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allocation.use_cases.council import settings
from allocation.use_cases.desk import Desk
from allocation.use_cases.terms import terms
from tests.ui.screen.conftest import Open, settle
from tests.ui.screen.contracts.test_editor import the_page
from ui.screen.contracts.page import ContractsPage
from ui.spreadsheet.schemes import FOLDER


def test_a_scheme_is_loaded_in_one_step(empty_desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """B1 with two own names: they stand in place of its invented ones; the list is kept to its contract."""
    window = open_window(empty_desk, (ContractsPage,))
    page = the_page(window)
    window.actions_["contracts.scheme"].trigger()
    settle(qtbot, window)
    panel = page.schemes
    place = next(place for place, scheme in enumerate(panel.model.rows) if scheme.id == "B1")
    panel.table.setCurrentIndex(panel.model.index(place, 0))
    panel.areas["North"].setText("Oban; Lorn")
    panel.providers["alder"].setText("ours")
    panel.load()
    settle(qtbot, window)
    found = terms(empty_desk)
    assert {"Oban", "Lorn", "South"} <= {area.area for area in found.areas}
    assert "ours" in found.provider_names
    assert page.chosen == "B1"
    assert len(page.model.rows) == 12
    panel.load()
    settle(qtbot, window)
    assert panel.faults.text()


def test_a_scheme_says_what_becomes_of_the_policy(desk: Desk, open_window: Open, qtbot: QtBot) -> None:
    """A8 has a policy: it is told in sentences, taken where the box is ticked, and left where it is not."""
    window = open_window(desk, (ContractsPage,))
    panel = the_page(window).schemes
    before = settings(desk).policy

    def choose(scheme: str) -> None:
        window.actions_["contracts.scheme"].trigger()
        settle(qtbot, window)
        place = next(place for place, each in enumerate(panel.model.rows) if each.id == scheme)
        panel.table.setCurrentIndex(panel.model.index(place, 0))

    choose("B1")
    assert not panel.policy.isVisible()
    choose("A8")
    assert panel.policy.isVisible()
    assert before.name in panel.policy.text()
    words = " ".join(each.text() for each in panel.facts.findChildren(QLabel))
    assert "Shares and commitments first" in words
    assert "Aims from 6 on: " in words
    panel.policy.setChecked(False)
    panel.load()
    settle(qtbot, window)
    assert settings(desk).policy == before
    window.actions_["undo"].trigger()
    settle(qtbot, window)
    choose("A8")
    panel.load()
    settle(qtbot, window)
    assert settings(desk).policy.name == "Shares and commitments first"
    assert "with its policy" in window.messages.history[-1].text


def test_a_scheme_file_of_ones_own_is_opened_and_loaded(
    empty_desk: Desk, open_window: Open, qtbot: QtBot, tmp_path: Path
) -> None:
    """It stands last in the list, chosen; one with faults is told about and changes nothing."""
    window = open_window(empty_desk, (ContractsPage,))
    panel = the_page(window).schemes
    window.actions_["contracts.scheme"].trigger()
    settle(qtbot, window)
    shipped = len(panel.model.rows)
    text = (FOLDER / "B1.toml").read_text(encoding="utf-8").replace('id = "B1"', 'id = "own"')
    path = tmp_path / "own.toml"
    path.write_text(text, encoding="utf-8")
    panel.open_file(path)
    settle(qtbot, window)
    assert panel.scheme is not None
    assert panel.scheme.id == "own"
    assert panel.providers["alder"].placeholderText() == "Alder Care"
    panel.load()
    settle(qtbot, window)
    assert [each.contract for each in terms(empty_desk).contracts] == ["B1"]
    path.write_text(text.replace('title = "', 'titel = "'), encoding="utf-8")
    panel.open_file(path)
    settle(qtbot, window)
    assert len(panel.model.rows) == shipped + 1
    assert "title" in window.messages.history[-1].text
