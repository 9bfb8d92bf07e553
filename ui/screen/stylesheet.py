"""The one style sheet, filled from the tokens. Widgets choose a look by name, never a colour.

Looks of labels: `title` `head` `strong` `figure` `quiet` `fault` `good`; buttons: `main` `link`; frames:
`card` `side` (a page's detail) `panel` `notice` `line`. `look(widget, name)` sets one.
"""

from dataclasses import asdict
from string import Template

from PySide6.QtWidgets import QWidget

from ui.screen.icons import icon_path
from ui.screen.tokens import CORNER, ROW, Size, Tokens

SHEET = Template("""
* { outline: none; }
QWidget { color: $text; }
QMainWindow, QDialog { background: $window; }
QToolTip { background: $surface; color: $text; border: 1px solid $edge; padding: 4px 8px; }

QDialog { border: 1px solid $edge; }
QLabel { background: transparent; }
QLabel[look="title"] { font-size: ${title_size}pt; font-weight: 600; }
QLabel[look="head"] { font-size: ${head_size}pt; font-weight: 600; }
QLabel[look="strong"] { font-weight: 600; }
QLabel[look="figure"] { font-size: ${figure_size}pt; font-weight: 600; }
QLabel[look="quiet"] { color: $quiet; font-size: ${small_size}pt; }
QLabel[look="fault"] { color: $critical; font-size: ${small_size}pt; }
QLabel[look="fault-line"] { color: $critical; }
QLabel[tone="critical"] { color: $critical; }
QLabel[tone="substantial"] { color: $substantial; }
QLabel[tone="moderate"] { color: $moderate; }
QLabel[tone="low"] { color: $low; }
QLabel[look="good"] { color: $good; }
QLabel[look="good-strong"] { color: $good; font-weight: 600; }
QLabel[look="warn-strong"] { color: $substantial; font-weight: 600; }
QLabel[look="fault-strong"] { color: $critical; font-weight: 600; }
QFrame[look="line"] { background: $hairline; border: none; max-height: 1px; min-height: 1px; }
QFrame[look="card"] { background: $surface; border: 1px solid $hairline; border-radius: ${corner}px; }
QFrame[look="panel"], QWidget[look="panel"] { background: $surface; border: none; }
QFrame[look="side"] { background: $surface; border: none; border-left: 1px solid $hairline; }
QFrame[look="top"] { background: $surface; border: none; border-bottom: 1px solid $hairline; }
QFrame[look="bar"] { background: $surface; border: none; border-top: 1px solid $hairline; }
QFrame[look="notice"] { background: $chosen; border: none; border-bottom: 1px solid $hairline; }
QFrame[look="drop"] { background: $chosen; border: 2px dashed $accent; border-radius: ${corner}px; }

QPushButton, QToolButton {
    background: $surface; border: 1px solid $edge; border-radius: ${corner}px;
    padding: 4px 12px; min-height: 20px;
}
QPushButton:hover, QToolButton:hover { background: $hover; }
QPushButton:pressed, QToolButton:pressed { background: $chosen; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3px 11px; }
QPushButton:checked { background: $chosen; border-color: $accent; }
QPushButton:disabled, QToolButton:disabled { color: $edge; border-color: $hairline; background: $window; }
QPushButton::menu-indicator { image: url("$chevron"); subcontrol-position: right center; right: 8px; }
QPushButton[look="menu"] { padding-right: 28px; }
QPushButton[look="main"] {
    background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: 600;
}
QPushButton[look="main"]:hover { border: 1px solid $text; }
QPushButton[look="main"]:focus { border: 2px solid $text; }
QPushButton[look="main"]:disabled { background: $window; color: $edge; border: 1px solid $hairline; }
QPushButton[look="link"] {
    background: transparent; border: 2px solid transparent;
    color: $accent; padding: 1px; font-weight: 600;
}
QPushButton[look="link"]:hover { text-decoration: underline; }
QPushButton[look="link"]:focus { border: 2px solid $accent; padding: 1px; }
QPushButton[look="link"]:disabled { border-color: transparent; background: transparent; }
QToolButton::menu-indicator { image: none; }
QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }
QLineEdit QToolButton { border: none; padding: 0; min-height: 0; background: transparent; }
QFileDialog QToolButton { padding: 2px; min-height: 0; min-width: 0; }

QLineEdit, QPlainTextEdit, QTextEdit, QComboBox, QAbstractSpinBox {
    background: $surface; border: 1px solid $edge; border-radius: ${corner}px;
    padding: 3px 8px; min-height: 22px;
    selection-background-color: $accent; selection-color: $on_accent;
}
QLineEdit, QPlainTextEdit, QTextEdit, QTableView { placeholder-text-color: $quiet; }
QLineEdit:focus, QPlainTextEdit:focus, QTextEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {
    border: 2px solid $accent; padding: 2px 7px;
}
QLineEdit[faulty="true"], QPlainTextEdit[faulty="true"], QComboBox[faulty="true"] {
    border: 2px solid $critical; padding: 2px 7px;
}
QLineEdit:disabled, QPlainTextEdit:disabled, QComboBox:disabled {
    color: $quiet; border-color: $hairline; background: $window;
}
QComboBox { padding-right: 24px; combobox-popup: 0; }
QComboBox::drop-down { border: none; width: 24px; }
QComboBox::down-arrow, QDateEdit::down-arrow { image: url("$chevron"); width: 12px; height: 12px; }
QDateEdit::drop-down { border: none; width: 24px; }
QComboBox QLineEdit, QComboBox QLineEdit:focus {
    border: none; padding: 0; min-height: 0; background: transparent;
}
QComboBox QAbstractItemView {
    background: $surface; border: 1px solid $edge;
    selection-background-color: $chosen; selection-color: $text;
}
QComboBox QAbstractItemView::item { min-height: ${row}px; padding: 0 4px; }
QComboBox QAbstractItemView::item:selected { background: $chosen; color: $text; }
QCheckBox, QRadioButton { spacing: 8px; }
QCheckBox::indicator, QRadioButton::indicator, QListView::indicator {
    width: 14px; height: 14px; background: $surface; border: 1px solid $edge; border-radius: 4px;
}
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked, QListView::indicator:checked {
    background: $accent; border-color: $accent; image: url("$check"); }
QRadioButton::indicator:checked { width: 6px; height: 6px; border: 5px solid $accent; }
QCheckBox::indicator:focus, QRadioButton::indicator:focus {
    width: 12px; height: 12px; border: 2px solid $accent;
}
QCheckBox::indicator:checked:focus { border-color: $text; }
QRadioButton::indicator:checked:focus { width: 6px; height: 6px; border: 5px solid $text; }
QListView::item:disabled { color: $quiet; }
QListView::indicator:disabled { background: $window; border-color: $hairline; }
QCheckBox:focus, QRadioButton:focus { color: $accent; }

QTableView, QTreeView, QListView {
    background: $surface; border: none; gridline-color: $hairline;
    selection-background-color: $chosen; selection-color: $text;
}
QTableView::item, QTreeView::item { padding: 0 8px; border: none; }
QTableView[look="whole-rows"]::item, QTreeView::item { border-bottom: 1px solid $hairline; }
QTreeView::item { min-height: ${row}px; }
QTableView::item:selected, QTreeView::item:selected { background: $chosen; color: $text; }
QTableView::item:focus { border: 2px solid $accent; }
QTableView[look="whole-rows"]::item:focus { border: none; border-bottom: 1px solid $hairline; }
QTableView:focus, QTreeView:focus { border: 1px solid $accent; }
QTableView { border: 1px solid transparent; }
QTableView QLineEdit { border: 2px solid $accent; border-radius: 0; padding: 0 6px; min-height: 0; }
QTableView QComboBox { border: 2px solid $accent; border-radius: 0; padding: 0 24px 0 6px; min-height: 0; }
QTableView QComboBox QLineEdit { border: none; padding: 0; }
QHeaderView { background: $surface; }
QHeaderView::section {
    background: $surface; color: $quiet; font-size: ${small_size}pt; font-weight: 600; border: none;
    border-bottom: 1px solid $edge; padding: 4px 8px;
}
QHeaderView::section:vertical { border-bottom: 1px solid $hairline; }
QHeaderView::section:hover { color: $text; }
QTableCornerButton::section { background: $surface; border: none; }

QListView[look="nav"] { background: $window; border: none; border-right: 1px solid $hairline; }
QListView[look="nav"]::item { min-height: 36px; padding: 0; border: none; }

QListWidget::item { padding: 4px 8px; }
QListView[look="nav"]::item { padding: 0; }
QSplitter::handle { background: $hairline; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget { background: transparent; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 12px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12px; margin: 0; }
QScrollBar::handle {
    background: $edge; margin: 3px; border-radius: 3px; min-height: 32px; min-width: 32px;
}
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenu { background: $surface; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 6px 24px 6px 12px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $edge; }
QMenu::indicator { width: 14px; height: 14px; left: 8px; }
QMenu::indicator:checked { background: $accent; border-radius: 4px; image: url("$check"); }
QMenu::separator { height: 1px; background: $hairline; margin: 4px 8px; }

QProgressBar { background: $hairline; border: none; border-radius: 3px; max-height: 6px; min-height: 6px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QTabBar { background: transparent; }
QTabBar::tab {
    background: transparent; color: $quiet; padding: 6px 12px; border: none;
    border-bottom: 2px solid transparent;
}
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; font-weight: 600; }
QTabBar::tab:focus { color: $accent; }
QTabWidget::pane { border: none; border-top: 1px solid $hairline; }
QGroupBox { border: none; margin-top: 24px; font-weight: 600; }
QGroupBox::title { subcontrol-origin: margin; left: 0; }
""")


def stylesheet(tokens: Tokens) -> str:
    """The style sheet in one scheme's colours."""
    chevron = icon_path(f"chevron-{tokens.name}").as_posix()
    check = icon_path(f"check-{tokens.name}").as_posix()
    sizes = {f"{size.name.lower()}_size": size.value for size in Size}
    return SHEET.substitute(asdict(tokens) | sizes, corner=CORNER, row=ROW, chevron=chevron, check=check)


def look(widget: QWidget, name: str) -> None:
    """Give a widget one of the sheet's looks, also after it has been shown."""
    set_property(widget, "look", name)


def mark_faulty(widget: QWidget, faulty: bool) -> None:
    """Show a field as at fault, or as mended. The words of the fault stand beside it, colour is not alone."""
    set_property(widget, "faulty", faulty)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set a property that the sheet selects by, and have the sheet read it again."""
    widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
