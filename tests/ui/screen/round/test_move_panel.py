"""The Move panel: one button leads, and what a move still lacks is said beside what it would do."""

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allocation.check.moves import moves
from tests.ui.screen.round.conftest import Week
from ui.screen.round.body import Body


def test_one_button_leads_while_a_move_is_in_hand(body: Body, a_week: Week) -> None:
    """The body says when a move is taken up and when it is put down: its button is the only main one then."""
    part = next(part for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None)
    told: list[bool] = []
    body.in_hand.connect(lambda: told.append(body.moving))
    body.views.select(*part.key)
    assert body.card is not None
    body.show_moves(body.card, moves(a_week.round_, a_week.plan, *part.key))
    assert told
    assert not any(told)
    body.start_move()
    assert told[-1]
    body.end_move()
    assert not told[-1]


def test_a_reason_is_not_taken_over_to_another_package(body: Body, a_week: Week) -> None:
    """What was typed for a move is gone when another package is selected, and stays while it is the same."""
    first, second = [part.key for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None][
        :2
    ]
    for key, expected in ((first, ""), (first, "Known to the care workers"), (second, "")):
        body.views.select(*key)
        assert body.card is not None
        body.show_moves(body.card, moves(a_week.round_, a_week.plan, *key))
        assert body.move_panel.reason.currentText() == expected
        body.move_panel.typed.setText("Known to the care workers")


def test_what_a_move_lacks_takes_nothing_from_what_it_would_do(
    body: Body, qtbot: QtBot, a_week: Week
) -> None:
    """What has to be typed is said beside the warning and goes as it is typed; the warning stays."""
    panel = body.move_panel
    placed = [part.key for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None]
    destinations = ((key, moves(a_week.round_, a_week.plan, *key)) for key in placed)
    key, found = next((key, found) for key, found in destinations if any(each.waives for each in found))
    body.views.select(*key)
    assert body.card is not None
    body.show_moves(body.card, found)
    body.start_move()
    panel.propose(next(each.award for each in found if each.waives))
    panel.show_effect("! The plan would have 5 faults.")
    assert panel.missing.isHidden()
    with qtbot.assertNotEmitted(panel.ordered):
        panel.button.click()
    assert panel.missing.text().splitlines() == [
        "Say why the package is moved: the reason stands on its record.",
        "Name who authorised it: the name stands on its record.",
    ]
    qtbot.keyClicks(panel.typed, "Known to the care workers")
    assert panel.missing.text() == "Name who authorised it: the name stands on its record."
    with qtbot.assertNotEmitted(panel.ordered):
        qtbot.keyClick(panel.typed, Qt.Key.Key_Return)
    assert panel.authority.property("faulty")
    assert panel.effect.text() == "! The plan would have 5 faults."
    qtbot.keyClicks(panel.authority, "Ann Broker")
    assert panel.missing.isHidden()
    assert panel.effect.text() == "! The plan would have 5 faults."


def test_what_a_move_lacked_is_not_said_of_another(body: Body, a_week: Week) -> None:
    """Another package's move has nothing missing yet."""
    first, second = [part.key for part in a_week.problem.parts if a_week.plan.awards[part.key] is not None][
        :2
    ]
    for key in (first, second):
        body.views.select(*key)
        assert body.card is not None
        body.show_moves(body.card, moves(a_week.round_, a_week.plan, *key))
        assert body.move_panel.missing.isHidden()
        assert not body.move_panel.reason.property("faulty")
        body.move_panel.propose(None)
        body.move_panel.button.click()
        assert not body.move_panel.missing.isHidden()
