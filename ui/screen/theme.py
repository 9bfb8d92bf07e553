"""From tokens to what Qt paints with: the palette, the fonts and one style sheet, in light or dark."""

from enum import StrEnum
from typing import Final

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication

from ui.screen.fonts import font, load_fonts
from ui.screen.stylesheet import stylesheet
from ui.screen.tokens import DARK, LIGHT, Size, Tokens


class Scheme(StrEnum):
    """What a person may choose: to follow the system, or always light, or always dark."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


_QT: Final = {
    Scheme.SYSTEM: Qt.ColorScheme.Unknown,
    Scheme.LIGHT: Qt.ColorScheme.Light,
    Scheme.DARK: Qt.ColorScheme.Dark,
}


class Theme(QObject):
    """The colours in force. `changed` tells widgets that paint themselves to paint anew."""

    changed = Signal()

    def __init__(self, application: QApplication, scheme: Scheme = Scheme.SYSTEM) -> None:
        super().__init__(application)
        self._application = application
        load_fonts()
        application.setStyle("Fusion")
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._apply)
        self.scheme = scheme
        hints.setColorScheme(_QT[scheme])
        self._apply()

    @property
    def dark(self) -> bool:
        """Whether dark is in force, by choice or by the system."""
        if self.scheme is Scheme.SYSTEM:
            return self._application.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return self.scheme is Scheme.DARK

    @property
    def tokens(self) -> Tokens:
        """The colours in force."""
        return DARK if self.dark else LIGHT

    def colour(self, token: str) -> QColor:
        """One token as Qt paints it: `colour("critical")`."""
        return QColor(getattr(self.tokens, token))

    def font(self, size: Size = Size.TEXT, *, strong: bool = False) -> QFont:
        """The window's typeface at one of its sizes."""
        return font(size, strong=strong)

    def choose(self, scheme: Scheme) -> None:
        """Follow the system, or stay light or dark."""
        self.scheme = scheme
        self._application.styleHints().setColorScheme(_QT[scheme])
        self._apply()

    def _apply(self) -> None:
        tokens = self.tokens
        self._application.setFont(font(Size.TEXT))
        self._application.setPalette(palette(tokens))
        self._application.setStyleSheet(stylesheet(tokens))
        self.changed.emit()


def palette(tokens: Tokens) -> QPalette:
    """Qt's roles from our tokens, so that parts which the style sheet does not name fit in as well."""
    role = QPalette.ColorRole
    roles = {
        role.Window: tokens.window,
        role.WindowText: tokens.text,
        role.Base: tokens.surface,
        role.AlternateBase: tokens.window,
        role.Text: tokens.text,
        role.PlaceholderText: tokens.quiet,
        role.Button: tokens.surface,
        role.ButtonText: tokens.text,
        role.BrightText: tokens.critical,
        role.ToolTipBase: tokens.surface,
        role.ToolTipText: tokens.text,
        role.Highlight: tokens.chosen,
        role.HighlightedText: tokens.text,
        role.Accent: tokens.accent,
        role.Link: tokens.accent,
        role.LinkVisited: tokens.accent,
        role.Light: tokens.surface,
        role.Midlight: tokens.hairline,
        role.Mid: tokens.hairline,
        role.Dark: tokens.edge,
        role.Shadow: tokens.edge,
    }
    made = QPalette()
    for each, colour in roles.items():
        made.setColor(each, QColor(colour))
    for each in (role.WindowText, role.Text, role.ButtonText):
        made.setColor(QPalette.ColorGroup.Disabled, each, QColor(tokens.edge))
    return made
