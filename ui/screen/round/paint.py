"""How each item of the board is drawn: one function a kind, colours and type from the theme alone."""

from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen

from allocation.check.moves import Can, Move
from ui.screen.round.items import Item, Unplaced
from ui.screen.round.layout import CARD_HEIGHT, bar_rect, name_width
from ui.screen.round.picture import AwardRow, Card, LotGroup, StepGroup
from ui.screen.round.room import Bar
from ui.screen.round.signs import fold_sign, priority_mark
from ui.screen.round.words import (
    CAN,
    bar_left,
    bar_name,
    beside_provider,
    card_tags,
    group_title,
    issued_tag,
    lot_sum,
    lot_title,
    no_bars,
    step_sum,
    step_title,
)
from ui.screen.theme import Theme
from ui.screen.tokens import CARD_PADDING, CORNER, Size
from ui.wording.figures import hours

LEFT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
RIGHT = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight)
WORDS_HEIGHT = 20
MARK_WIDTH = 16
CAN_COLOUR = {Can.HERE: "quiet", Can.YES: "good", Can.AUTHORITY: "substantial", Can.NO: "critical"}


@dataclass(frozen=True, slots=True)
class State:
    """How an item stands just now. `target`: what a drop there would mean, while something is moved."""

    selected: bool = False
    focused: bool = False
    target: Move | None = None
    over: bool = False


class Pen:
    """The theme's fonts and colours at hand, made once a theme rather than once an item."""

    def __init__(self, theme: Theme) -> None:
        self._theme = theme
        self.text = theme.font(Size.TEXT)
        self.strong = theme.font(Size.TEXT, strong=True)
        self.small = theme.font(Size.SMALL)
        self.head = theme.font(Size.HEAD, strong=True)
        self._metrics = {
            id(font): QFontMetrics(font) for font in (self.text, self.strong, self.small, self.head)
        }
        self._colours: dict[str, QColor] = {}
        self._widths: dict[Card, int] = {}

    def colour(self, token: str) -> QColor:
        """One colour of the scheme in force."""
        if token not in self._colours:
            self._colours[token] = self._theme.colour(token)
        return self._colours[token]

    def width(self, font: QFont, text: str) -> int:
        """How wide a text is in one of the four fonts."""
        return self._metrics[id(font)].horizontalAdvance(text)

    def put(
        self, painter: QPainter, rect: QRect, text: str, font: QFont, colour: str, align: int = LEFT
    ) -> int:
        """Draw one line of text, elided where room is short; gives the width it took.

        It stands on the font's own baseline: Qt would move a line whose sign comes from another font.
        """
        metrics = self._metrics[id(font)]
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        used = self.width(font, shown)
        painter.setFont(font)
        painter.setPen(self.colour(colour))
        left = rect.right() + 1 - used if align & Qt.AlignmentFlag.AlignRight else rect.left()
        base = rect.top() + (rect.height() + metrics.ascent() - metrics.descent()) // 2
        painter.drawText(left, base, shown)
        return used

    def card_width(self, card: Card) -> int:
        """How wide a card would like to be: its words and its padding."""
        if card not in self._widths:
            words = MARK_WIDTH + self.width(self.strong, card.package)
            words += self.width(self.text, f"  {hours(card.minutes)}")
            tags = (*card_tags(card), *filter(None, [issued_tag(card)]))
            words += sum(6 + self.width(self.small, tag) for tag in tags)
            words += 6 + self.width(self.strong, "!") if card.proposal else 0
            self._widths[card] = words + 2 * CARD_PADDING + 4
        return self._widths[card]


def paint_item(painter: QPainter, pen: Pen, item: Item, rect: QRect, state: State, width: int) -> None:
    """Draw one item in its rectangle. `width` is the board's, which bars are laid out by."""
    value = item.value
    if isinstance(value, Card):
        _card(painter, pen, value, rect, state)
        return
    if isinstance(value, AwardRow):
        _award(painter, pen, value, rect, state, width)
    elif isinstance(value, LotGroup):
        _head(painter, pen, rect, item, (lot_title(value), lot_sum(value)), pen.head)
        painter.setPen(QPen(pen.colour("hairline"), 1))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
    elif isinstance(value, StepGroup):
        _head(painter, pen, rect, item, (step_title(value), step_sum(value)), pen.strong)
    else:
        font = pen.head if isinstance(value, Unplaced) else pen.text
        _head(painter, pen, rect, item, (group_title(value), ""), font)
    if state.selected:
        _frame(painter, pen, rect, state)


def _head(painter: QPainter, pen: Pen, rect: QRect, item: Item, words: tuple[str, str], font: QFont) -> None:
    """A head that folds: its sign, its title, and beside it what it holds."""
    fold_sign(painter, pen.colour("quiet"), QPoint(rect.left() + 8, rect.center().y() + 1), item.fold)
    title, beside = words
    inside = rect.adjusted(20, 0, -4, 0)
    used = pen.put(painter, inside, title, font, "text")
    if beside:
        pen.put(painter, inside.adjusted(used + 16, 0, 0, 0), beside, pen.small, "quiet")


def _award(painter: QPainter, pen: Pen, row: AwardRow, rect: QRect, state: State, width: int) -> None:
    if state.target is not None:
        _tint(painter, pen, rect, CAN_COLOUR[state.target.can], strong=state.over)
    high = WORDS_HEIGHT if row.bars else CARD_HEIGHT
    name = QRect(rect.left() + 4, rect.top(), name_width(width) - 16, high)
    used = pen.put(painter, name, row.provider, pen.strong, "text")
    beside = name.adjusted(used + 8, 0, 0, 0)
    if state.target is not None and state.target.can is not Can.HERE:
        _verdict(painter, pen, name, used, state.target)
    else:
        words = next(
            (each for each in beside_provider(row) if pen.width(pen.small, each) <= beside.width()), ""
        )
        pen.put(painter, beside, words, pen.small, "quiet")
    for number, bar in enumerate(row.bars or ()):
        _bar(painter, pen, bar, bar_rect(rect, number, width))
    if row.bars is None:
        pen.put(painter, rect.adjusted(name_width(width), 0, -4, 0), no_bars(row), pen.small, "quiet")


def _verdict(painter: QPainter, pen: Pen, name: QRect, used: int, target: Move) -> None:
    """The answer in a word beside the name, or, where the name is long, its sign alone at the right edge."""
    words, colour = CAN[target.can], CAN_COLOUR[target.can]
    beside = name.adjusted(used + 8, 0, 0, 0)
    if pen.width(pen.strong, words) + 8 > beside.width():
        words = words[0]
        beside = QRect(name.right() - 12, name.top(), 24, name.height())
    pen.put(painter, beside, words, pen.strong, colour)


def _bar(painter: QPainter, pen: Pen, bar: Bar, rect: QRect) -> None:
    words = QRect(rect.left(), rect.top(), rect.width(), WORDS_HEIGHT)
    left = bar_left(bar)
    used = pen.put(painter, words, left, pen.small, "critical" if bar.left < 0 else "text", RIGHT)
    pen.put(painter, words.adjusted(0, 0, -used - 6, 0), bar_name(bar), pen.small, "quiet")
    track = QRect(rect.left(), rect.top() + WORDS_HEIGHT, rect.width(), 4)
    painter.fillRect(track, pen.colour("hairline"))
    taken = track.width() if bar.given <= 0 else round(track.width() * min(1.0, 1 - bar.left / bar.given))
    painter.fillRect(QRect(track.left(), track.top(), taken, track.height()), pen.colour("edge"))


def _card(painter: QPainter, pen: Pen, card: Card, rect: QRect, state: State) -> None:
    painter.setBrush(pen.colour("chosen" if state.selected else "surface"))
    edge = "accent" if state.selected else "edge" if card.movable else "hairline"
    painter.setPen(QPen(pen.colour(edge), 2 if state.selected and state.focused else 1))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), CORNER, CORNER)
    inside = rect.adjusted(CARD_PADDING, 0, -CARD_PADDING, 0)
    square = QRect(inside.left(), rect.center().y() - 4, 10, 10)
    priority_mark(painter, pen.colour(card.priority), square, card.priority)
    inside.setLeft(inside.left() + MARK_WIDTH)
    inside.setLeft(inside.left() + pen.put(painter, inside, card.package, pen.strong, "text"))
    inside.setLeft(inside.left() + pen.put(painter, inside, f"  {hours(card.minutes)}", pen.text, "text"))
    tags = [(tag, "quiet") for tag in card_tags(card)]
    tags += [(issued_tag(card), "good")] if card.issued else []
    for tag, colour in tags:
        inside.setLeft(inside.left() + 6)
        inside.setLeft(inside.left() + pen.put(painter, inside, tag, pen.small, colour))
    if card.proposal:
        inside.setLeft(inside.left() + 6)
        pen.put(painter, inside.adjusted(0, 0, 4, 0), "!", pen.strong, "substantial")


def _frame(painter: QPainter, pen: Pen, rect: QRect, state: State) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(pen.colour("accent"), 2 if state.focused else 1))
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), CORNER, CORNER)


def _tint(painter: QPainter, pen: Pen, rect: QRect, token: str, *, strong: bool) -> None:
    colour = QColor(pen.colour(token))
    colour.setAlpha(56 if strong else 24)
    painter.setBrush(colour)
    painter.setPen(QPen(pen.colour(token), 1) if strong else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(rect.adjusted(0, 0, -1, -1), CORNER, CORNER)
