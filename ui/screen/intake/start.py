"""Where files are chosen or dropped, and on an empty desk an example council."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.wording import _

EXAMPLES = Path(__file__).parents[3] / "resources" / "examples"


class StartPanel(QWidget):
    """`chosen` carries the path of an example; the other buttons are connected by the page."""

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.folder = QPushButton(_("Choose a round folder…"))
        look(self.folder, "main")
        self.file = QPushButton(_("Choose a workbook or table…"))
        self.register = QPushButton(_("Grades from the Care Inspectorate…"))
        self.template = QPushButton(_("Save an empty workbook to fill in…"))
        look(self.template, "link")
        drop = QFrame()
        look(drop, "drop")
        inside = QVBoxLayout(drop)
        inside.setContentsMargins(24, 32, 24, 32)
        inside.setSpacing(16)
        inside.setAlignment(Qt.AlignmentFlag.AlignCenter)
        head = label(_("Drop a round folder, a workbook or a table anywhere on this window"), "head")
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        inside.addWidget(head)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (self.folder, self.file, self.register):
            buttons.addWidget(button)
        buttons.addStretch(1)
        inside.addLayout(buttons)
        inside.addWidget(self.template, 0, Qt.AlignmentFlag.AlignCenter)
        self.examples = QWidget()
        self._lines = QGridLayout(self.examples)
        self._lines.setContentsMargins(0, 0, 0, 0)
        self._lines.setVerticalSpacing(8)
        self._lines.setHorizontalSpacing(12)
        self._lines.setColumnStretch(1, 1)
        self._lines.addWidget(label(_("Or begin with an invented council"), "head"), 0, 0, 1, 2)
        for path in sorted(each for each in EXAMPLES.iterdir() if (each / "council.toml").is_file()):
            self._add_example(path)
        self.scheme = QPushButton(_("Choose a scheme…"))
        other = label(_("Or with a ready-made contract"), "head")
        other.setContentsMargins(0, 12, 0, 0)
        row = self._lines.rowCount()
        self._lines.addWidget(other, row, 0, 1, 2)
        self._lines.addWidget(self.scheme, row + 1, 0)
        about = _("shapes that councils have published; your areas, providers and rates go into them")
        self._lines.addWidget(label(about), row + 1, 1)
        self.examples.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 20, 20, 20)
        column.setSpacing(20)
        column.addWidget(drop)
        column.addWidget(
            label(
                _(
                    "Nothing is kept before you have seen what would change. A file with a fault changes "
                    "nothing. What is missing from a file is reported, never deleted."
                ),
                "quiet",
                wrap=True,
            )
        )
        column.addWidget(self.examples)
        column.addStretch(1)

    def offer_examples(self, empty: bool) -> None:
        """Offer the examples where nothing was brought in yet."""
        self.examples.setVisible(empty)

    def _add_example(self, path: Path) -> None:
        about = path.with_suffix(".md")
        heading = (
            about.read_text(encoding="utf-8").splitlines()[0].lstrip("# ") if about.is_file() else path.name
        )
        button = QPushButton(_("Open {name}").format(name=path.name.title()))
        button.clicked.connect(lambda: self.chosen.emit(str(path)))
        row = self._lines.rowCount()
        self._lines.addWidget(button, row, 0)
        self._lines.addWidget(label(heading.partition(": ")[2] or heading), row, 1)
