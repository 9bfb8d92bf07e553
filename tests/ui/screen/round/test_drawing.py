"""Drawing: off the GUI thread, the newest only, never out of order."""

import threading
from functools import partial

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from tests.ui.screen.round.conftest import Week
from ui.screen.operation import Job, Operations
from ui.screen.round.drawing import Drawing
from ui.screen.round.drawn import draw, explained
from ui.screen.round.shown import Shown


def test_what_is_asked_for_meanwhile_is_left_out_but_for_the_newest(
    qtbot: QtBot, operations: Operations
) -> None:
    """The first is drawn, and of those that came meanwhile only the last; none of it on this thread."""
    drawing = Drawing(operations, QObject())
    go_on, begun = threading.Event(), threading.Event()
    told: list[int] = []
    threads: set[threading.Thread] = set()

    def slow(_job: Job) -> int:
        threads.add(threading.current_thread())
        begun.set()
        go_on.wait(20)
        return 0

    def quick(number: int, _job: Job) -> int:
        threads.add(threading.current_thread())
        return number

    drawing.ask(slow, told.append)
    assert begun.wait(20)
    for number in range(1, 6):
        drawing.ask(partial(quick, number), told.append)
    go_on.set()
    qtbot.waitUntil(lambda: operations.idle, timeout=20_000)
    assert told == [0, 5]
    assert threading.main_thread() not in threads


def test_reasons_stand_with_their_parts(a_week: Week) -> None:
    """A drawn plan with reasons says for each unplaced package why, on its row as on the board."""
    drawn = draw(Shown(a_week.problem, a_week.plan, a_week.verdict))
    assert drawn.reasons is None
    assert {drawn.why(card) for card in drawn.picture.unplaced} == {"reason to come"}
    after = explained(drawn, a_week.reasons)
    assert after.shown is drawn.shown
    assert after.reasons is not None
    assert sum(len(mine) for mine in after.reasons.values()) == len(a_week.reasons)
    notes = {row.card.key: row.note for row in after.rows if row.card.award is None}
    assert notes == {card.key: after.why(card) for card in after.picture.unplaced}
    assert "reason to come" not in notes.values()
