"""Which earlier round to look at."""

from collections.abc import Sequence

from PySide6.QtWidgets import QInputDialog, QWidget

from allocation.use_cases.rounds import RoundRow
from ui.wording import _, ngettext
from ui.wording.figures import day


def ask_round(found: Sequence[RoundRow], parent: QWidget) -> str:
    """Let a person choose one of these rounds; gives its id, "" where they turn back."""
    words = [f"{number}. {_told(row)}" for number, row in enumerate(found, 1)]
    chosen, sure = QInputDialog.getItem(
        parent, _("Earlier rounds"), _("Rounds, newest first"), words, 0, False
    )
    return found[words.index(chosen)].id if sure and chosen in words else ""


def _told(row: RoundRow) -> str:
    words = _("{day}, {packages}, by {who}")
    packages = ngettext("{count} package", "{count} packages", row.packages).format(count=row.packages)
    told = words.format(day=day(row.day), packages=packages, who=row.by)
    if not row.issued:
        return told
    issued = ngettext("{count} record issued", "{count} records issued", row.issued).format(count=row.issued)
    return f"{told}, {issued}"
