"""The board by behaviour: keys reach every card, folding hides, drops are judged, a reader hears all."""

import pytest
from PySide6.QtCore import QEvent, QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from allocation.check.moves import Can, moves
from allocation.model import AwardKey
from tests.ui.screen.round.conftest import Week
from ui.screen.round.board import Board
from ui.screen.round.dropping import MIME, Drop
from ui.screen.round.items import Fold
from ui.screen.round.picture import AwardRow, Card, picture
from ui.screen.round.words import issued_tag
from ui.screen.theme import Scheme, Theme


@pytest.fixture
def board(qtbot: QtBot, theme: Theme, a_week: Week) -> Board:
    """The week's board, shown and with the focus."""
    made = Board(theme)
    qtbot.addWidget(made)
    made.resize(720, 480)
    made.show_picture(picture(a_week.problem.index, a_week.plan), lambda _card: "no room")
    with qtbot.waitExposed(made):
        made.show()
    made.setFocus()
    return made


def card_keys(board: Board) -> set[tuple[str, int]]:
    """The parts of all cards on the board."""
    return {item.value.key for item in board.cards.items if isinstance(item.value, Card)}


def test_the_model_is_sound(board: Board, qtmodeltester: ModelTester) -> None:
    """Qt's own tester finds nothing wrong with the board's model."""
    qtmodeltester.check(board.cards)


def test_right_walks_over_every_item(board: Board, qtbot: QtBot) -> None:
    """From the first item, Right reaches every open item in turn, opening closed ones on the way."""
    qtbot.keyClick(board, Qt.Key.Key_Home)
    seen = set()
    for _step in range(2 * len(board.cards.items) + 200):
        item = board.current()
        assert item is not None
        seen.add(item.key)
        qtbot.keyClick(board, Qt.Key.Key_Right)
    assert {item.key for item in board.cards.items} <= seen
    assert all(item.fold is not Fold.CLOSED for item in board.cards.items)


def test_down_and_up_walk_line_by_line(board: Board, qtbot: QtBot) -> None:
    """Down reaches the foot of the board and Up its head again; each goes on to another line."""
    qtbot.keyClick(board, Qt.Key.Key_Home)
    tops: list[int] = []
    for _step in range(300):
        top = board.visualRect(board.currentIndex()).top() + board.verticalOffset()
        if tops and top == tops[-1]:
            break
        tops.append(top)
        qtbot.keyClick(board, Qt.Key.Key_Down)
    assert tops == sorted(set(tops))
    assert board.currentIndex().row() > len(board.cards.items) - 20
    for _step in tops:
        qtbot.keyClick(board, Qt.Key.Key_Up)
    assert board.currentIndex().row() == 0


def test_a_closed_lot_hides_its_cards_and_keeps_its_sum(board: Board, qtbot: QtBot) -> None:
    """Left closes a lot: its cards leave the board, its head keeps its sum; Right brings them back."""
    before = card_keys(board)
    qtbot.keyClick(board, Qt.Key.Key_Home)
    head = board.current()
    assert head is not None
    qtbot.keyClick(board, Qt.Key.Key_Left)
    closed = board.current()
    assert closed is not None
    assert closed.key == head.key
    assert closed.fold is Fold.CLOSED
    assert closed.value == head.value
    assert card_keys(board) < before
    qtbot.keyClick(board, Qt.Key.Key_Right)
    assert card_keys(board) == before


def test_selecting_a_card_opens_what_hides_it(board: Board, qtbot: QtBot) -> None:
    """A package is found even where its lot is closed, and comes into sight."""
    last = max(card_keys(board))
    board.fold_all(False)
    with qtbot.waitSignal(board.chosen, check_params_cb=lambda value: isinstance(value, Card)) as chosen:
        assert board.select_part(*last)
    assert chosen.args[0].key == last
    assert board.viewport().rect().contains(board.visualRect(board.currentIndex()).center())
    assert not board.select_part("nobody", 1)


def test_the_selection_outlives_another_plan(board: Board, a_week: Week) -> None:
    """When the plan changes, the selected package is selected still, where it now is."""
    card = next(i.value for i in board.cards.items if isinstance(i.value, Card) and i.value.award)
    board.select_part(*card.key)
    board.show_picture(picture(a_week.problem.index, a_week.plan.moved(*card.key, None)), lambda _card: "why")
    item = board.current()
    assert item is not None
    assert isinstance(item.value, Card)
    assert item.value.key == card.key
    assert item.value.award is None


def test_m_asks_where_a_card_may_go(board: Board, qtbot: QtBot) -> None:
    """M on a card asks for the move list."""
    board.select_part(*min(card_keys(board)))
    with qtbot.waitSignal(board.move_asked) as asked:
        qtbot.keyClick(board, Qt.Key.Key_M)
    assert asked.args[0].key == min(card_keys(board))


def test_a_screen_reader_hears_every_item(board: Board) -> None:
    """The accessible list has one child an item, and a card's says its package, priority and hours."""
    listed = QAccessible.queryAccessibleInterface(board)
    assert listed.text(QAccessible.Text.Name)
    assert listed.childCount() == len(board.cards.items)
    row, item = next((r, i) for r, i in enumerate(board.cards.items) if isinstance(i.value, Card))
    assert isinstance(item.value, Card)
    said = listed.child(row).text(QAccessible.Text.Name)
    assert item.value.package in said
    assert str(item.value.priority) in said
    assert " h" in said or "min" in said


def _drop(board: Board, card: Card, target: AwardKey | None) -> bool:
    """Let a card go over an award's row (None: over what is not placed); gives whether it was taken."""
    place = ("unplaced",) if target is None else ("award", *target)
    index = board.cards.index(board.cards.row_of(place) or 0, 0)
    board.scrollTo(index)
    point = board.visualRect(index).topLeft() + QPoint(30, 8)
    mime = QMimeData()
    mime.setData(MIME, f"{card.part} {card.package}".encode())
    button, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(point), Qt.DropAction.MoveAction, mime, button, none, QEvent.Type.Drop)
    event.ignore()
    board.dropEvent(event)
    return event.isAccepted()


def test_a_drop_is_taken_only_where_the_rules_allow(board: Board, a_week: Week, qtbot: QtBot) -> None:
    """A card let go where it can be, or over what is not placed, gives a `Drop`; elsewhere nothing."""
    board.fold_all(True)
    card = next(i.value for i in board.cards.items if isinstance(i.value, Card) and i.value.award)
    board.select_part(*card.key)
    answers = {move.award: move for move in moves(a_week.round_, a_week.plan, *card.key)}
    board.show_moves(answers)
    drawn = {i.value.award.key for i in board.cards.items if isinstance(i.value, AwardRow)}
    cannot = next(key for key, move in answers.items() if move.can is Can.NO and key in drawn)
    with qtbot.assertNotEmitted(board.dropped):
        assert not _drop(board, card, cannot)
    able = next(key for key, move in answers.items() if move.can in (Can.YES, Can.AUTHORITY) and key in drawn)
    with qtbot.waitSignal(board.dropped) as dropped:
        assert _drop(board, card, able)
    assert dropped.args[0] == Drop(card.package, card.part, able)
    with qtbot.waitSignal(board.dropped) as dropped:
        assert _drop(board, card, None)
    assert dropped.args[0] == Drop(card.package, card.part, None)


def test_a_refused_drop_asks_why(board: Board, a_week: Week, qtbot: QtBot) -> None:
    """A card let go over a provider that the rules refuse says which, so that the reason can be shown."""
    board.fold_all(True)
    card = next(i.value for i in board.cards.items if isinstance(i.value, Card) and i.value.award)
    board.select_part(*card.key)
    answers = {move.award: move for move in moves(a_week.round_, a_week.plan, *card.key)}
    board.show_moves(answers)
    drawn = {i.value.award.key for i in board.cards.items if isinstance(i.value, AwardRow)}

    def over(award: AwardKey) -> QPoint:
        index = board.cards.index(board.cards.row_of(("award", *award)) or 0, 0)
        board.scrollTo(index)
        return board.visualRect(index).topLeft() + QPoint(30, 8)

    cannot = next(key for key, move in answers.items() if move.can is Can.NO and key in drawn)
    with qtbot.waitSignal(board.refused) as refused:
        board.refuse_at(over(cannot), card)
    assert refused.args[0] == Drop(card.package, card.part, cannot)
    able = next(key for key, move in answers.items() if move.can in (Can.YES, Can.AUTHORITY) and key in drawn)
    with qtbot.assertNotEmitted(board.refused):
        board.refuse_at(over(able), card)
        board.refuse_at(QPoint(-1, -1), card)


def test_it_follows_the_theme(board: Board, theme: Theme) -> None:
    """In dark, the same board is painted on the dark surface."""
    light = board.viewport().grab().toImage().pixelColor(2, 2)
    theme.choose(Scheme.DARK)
    dark = board.viewport().grab().toImage().pixelColor(2, 2)
    assert light.lightness() > 200
    assert dark.lightness() < 60


def test_what_was_issued_is_marked_on_its_card(board: Board, a_week: Week) -> None:
    """Its card says so in a word, a reader hears the number too, and it cannot be dragged."""
    placed = [item.value for item in board.cards.items if isinstance(item.value, Card) and item.value.award]
    done, other = placed[0], placed[1]
    drawn = picture(a_week.problem.index, a_week.plan, issued={done.package: "2026-00007"})
    board.show_picture(drawn, lambda _card: "no room")

    def look_up(card: Card) -> tuple[Card, str, bool]:
        index = board.cards.index(board.cards.row_of(("card", *card.key)) or 0, 0)
        item = board.cards.item(index)
        assert item is not None
        assert isinstance(item.value, Card)
        drags = bool(index.flags() & Qt.ItemFlag.ItemIsDragEnabled)
        return item.value, str(index.data(Qt.ItemDataRole.AccessibleTextRole)), drags

    card, said, drags = look_up(done)
    assert issued_tag(card) == "✓ issued"
    assert "issued as 2026-00007" in said
    assert not drags
    assert board.card_width(card) > board.card_width(done)
    card, said, drags = look_up(other)
    assert issued_tag(card) == ""
    assert "issued" not in said
    assert drags
