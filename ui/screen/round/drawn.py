"""A plan made ready to be shown: all that takes time is done here, off the GUI thread."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from allocation.check import Reason
from allocation.model import Aim
from ui.screen.round.picture import Card, Picture, picture
from ui.screen.round.plan_table import PlanRow, plan_rows
from ui.screen.round.shown import Shown
from ui.screen.round.summary import summary_line, unbroken
from ui.screen.round.why import main_reasons
from ui.wording import _


@dataclass(frozen=True, slots=True)
class Drawn:
    """A plan with its board, its rows and its summary. `reasons`, by part, are None until they are known.

    `short` is, for each package that was not placed, the nearest reason in a few words.
    """

    shown: Shown
    picture: Picture
    summary: str
    rows: Sequence[PlanRow] = ()
    reasons: Mapping[tuple[str, int], Sequence[Reason]] | None = None
    short: Mapping[str, str] = field(default_factory=dict)

    def why(self, card: Card) -> str:
        """Why a card is not placed, in a few words."""
        return self.short.get(card.package, _("reason to come"))


def draw(shown: Shown, aims: Iterable[Aim] = ()) -> Drawn:
    """Draw a plan. `aims` are those known so far of a passing one; a solver's own plan has them with it."""
    settled = shown.result.aims if shown.result and not shown.edited else tuple(aims)
    drawn = Drawn(
        shown,
        picture(shown.problem.index, shown.plan, shown.proposals, shown.issued),
        unbroken(summary_line(shown.problem, shown.plan, settled, len(shown.issued or ()))),
    )
    return _with_rows(drawn)


def explained(drawn: Drawn, reasons: Iterable[Reason]) -> Drawn:
    """The same plan with the check's reasons for it."""
    by_part: dict[tuple[str, int], list[Reason]] = defaultdict(list)
    for reason in reasons:
        by_part[reason.package, reason.part].append(reason)
    nearest = main_reasons(reason for mine in by_part.values() for reason in mine)
    return _with_rows(replace(drawn, reasons=dict(by_part), short=nearest))


def _with_rows(drawn: Drawn) -> Drawn:
    return replace(drawn, rows=plan_rows(drawn.shown.problem.index, drawn.picture, drawn.why))
