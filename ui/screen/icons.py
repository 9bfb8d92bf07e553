"""Where the window's drawings lie."""

from pathlib import Path

FOLDER = Path(__file__).parents[2] / "resources" / "icons"


def icon_path(name: str) -> Path:
    """The SVG of this name."""
    return FOLDER / f"{name}.svg"
