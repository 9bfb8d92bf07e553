"""What a person must have read before going on: a strip under the top, until it is accepted."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton

from allocation.use_cases import council
from allocation.use_cases.council import Notice
from ui.screen.context import Context
from ui.screen.stylesheet import look
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _

WORDS = {
    "invented_data_only": _(
        "Use invented or pseudonymised data only: what Lotwise keeps on this computer is not yet encrypted."
    ),
}


class NoticeBar(QFrame):
    """Hidden where there is nothing to read."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        look(self, "notice")
        self._context = context
        self.words = label(looks="strong", wrap=True)
        self.accept = QPushButton(_("I have read this"))
        self.accept.clicked.connect(self._accept)
        row = QHBoxLayout(self)
        row.setContentsMargins(20, 8, 16, 8)
        row.setSpacing(16)
        row.addWidget(self.words, 1)
        row.addWidget(self.accept)
        self.hide()

    def show_notice(self, notice: Notice | None) -> None:
        """Show a notice, or nothing."""
        self.words.setText(f"! {WORDS[notice.code]}" if notice else "")
        self.setVisible(notice is not None)

    def _accept(self) -> None:
        desk = self._context.services.desk
        self.hide()
        write(self._context, lambda _job: council.accept_notice(desk), _("Notice read"), offer="")
