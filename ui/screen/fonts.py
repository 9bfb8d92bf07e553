"""The one typeface, shipped, so that the window reads alike on every machine.

Figures in Noto Sans are tabular as drawn; the signs ▲ ◆ ● ○ ✓ ✕ come from Noto Sans Symbols 2 and further
scripts from the files that lie beside it, glyph by glyph.
"""

from functools import cache
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase

from ui.screen.tokens import Size

FOLDER = Path(__file__).parents[2] / "resources" / "fonts"


FIRST = ("NotoSans-Regular", "NotoSans-Bold", "NotoSansSymbols2-Regular")
"""What the first paint needs; the other scripts follow once the window stands."""


@cache
def load_fonts() -> tuple[str, ...]:
    """Make the window's own fonts known to Qt, and name their families in order. Needs a QGuiApplication."""
    families = [family for name in FIRST for family in _add(FOLDER / f"{name}.ttf")]
    return tuple(dict.fromkeys(families))


@cache
def load_scripts() -> tuple[str, ...]:
    """Make every other shipped script known to Qt, so that any name shows on a machine that lacks fonts."""
    rest = (path for path in sorted(FOLDER.glob("*.ttf")) if path.stem not in FIRST)
    return tuple(family for path in rest for family in _add(path))


def _add(path: Path) -> list[str]:
    return QFontDatabase.applicationFontFamilies(QFontDatabase.addApplicationFont(str(path)))


def font(size: Size = Size.TEXT, *, strong: bool = False) -> QFont:
    """The typeface at one of its sizes; strong is for heads and for the one thing that matters in a row."""
    made = QFont()
    made.setFamilies(list(load_fonts()))
    made.setPointSize(size.value)
    made.setWeight(QFont.Weight.DemiBold if strong else QFont.Weight.Normal)
    return made
