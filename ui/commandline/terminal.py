"""Where the command line speaks: results on standard output, everything else on standard error."""

import io
import sys
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, TextIO

from rich.console import Console
from rich.table import Table

from allocation.model import Aim
from ui.wording import _
from ui.wording.aims import aim_name, aim_value
from ui.wording.what_if import trade_heads, trade_rows

if TYPE_CHECKING:
    from allocation.what_if import Bargain

UNBROKEN = 10_000
"""Characters in a line that no file's reader breaks."""


def out() -> Console:
    """For what was asked for."""
    return _console(sys.stdout)


def aside() -> Console:
    """For progress, notices and faults."""
    return _console(sys.stderr)


def say_anything() -> None:
    """Where a terminal or file cannot show a sign, show a question mark instead of failing."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def _console(file: TextIO) -> Console:
    """Names are data: nothing in them is markup, an emoji's name or something to colour.

    Where nobody watches, lines are not broken.
    """
    width = None if file.isatty() else UNBROKEN
    return Console(
        file=file, width=width, markup=False, emoji=False, highlight=False, soft_wrap=width is not None
    )


def aims_table(aims: Iterable[Aim], *, by_points: bool, notes: Mapping[str, str] | None = None) -> Table:
    """The aims one under another: value, best possible, and a tick where that is what was reached.

    `notes` has words that stand beside an aim in place of a tick.
    """
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column(_("Aim"))
    table.add_column(_("Reached"), justify="right")
    table.add_column(_("Best possible"), justify="right")
    table.add_column("")
    for aim in aims:
        bound = "–" if aim.bound is None else aim_value(aim.aim, aim.bound, by_points=by_points)
        word = (notes or {}).get(aim.aim) or proof_word(aim)
        table.add_row(aim_name(aim.aim), aim_value(aim.aim, aim.value, by_points=by_points), bound, word)
    return table


def bargains_table(bargains: Sequence["Bargain"], *, by_points: bool) -> Table:
    """What each change more buys: a row for each number of changes."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for number, head in enumerate(trade_heads()):
        table.add_column(head, justify="left" if number == 2 else "right")
    for changes, more, bought in trade_rows(bargains, by_points=by_points):
        table.add_row(changes, more, "\n".join(bought))
    return table


def proof_word(aim: Aim) -> str:
    """How sure it is that there is no better value."""
    if aim.proven_by == "proven":
        return _("✓ best possible, checked")
    if aim.proven_by == "agreed":
        return _("✓ best possible, two solvers agree")
    return ""
