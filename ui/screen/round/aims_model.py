"""The aims one under another: name, value, best possible, and a tick where they meet."""

from dataclasses import dataclass

from allocation.model import Aim, ScoreBy
from allocation.problem import Problem
from allocation.problem.aims import aim_specs
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.aims import aim_name, aim_value, direction
from ui.wording.decisions import how_known


@dataclass(frozen=True, slots=True)
class AimRow:
    """One aim as far as it is known; before the solver reaches it, only its name is."""

    aim: str
    known: Aim | None
    by_points: bool

    @property
    def state(self) -> str:
        """How sure the value is, in words."""
        if self.known is None:
            return _("to come")
        return how_known(self.known) if self.known.proven else _("best so far")

    @property
    def sign(self) -> str:
        """The same as one sign: checked without a solver, or only two solvers' word, or neither (no sign)."""
        if self.known is None or not self.known.proven:
            return ""
        return "✓" if self.known.proven_by == "proven" else "="


def aim_rows(problem: Problem, aims: tuple[Aim, ...]) -> list[AimRow]:
    """Every aim of the round in order, with what is known of it."""
    known = {aim.aim: aim for aim in aims}
    by_points = problem.index.round_.policy.score_by is ScoreBy.POINTS
    return [AimRow(spec.aim, known.get(spec.aim), by_points) for spec in aim_specs(problem)]


def _figure(row: AimRow, number: int | None) -> str:
    return "–" if number is None else aim_value(row.aim, number, by_points=row.by_points, short=True)


def _value(row: AimRow) -> str:
    return f"{row.sign} {_figure(row, row.known.value if row.known else None)}".strip()


def _bound(row: AimRow) -> str:
    return _figure(row, row.known.bound if row.known else None)


def _colour(row: AimRow) -> str:
    return "good" if row.sign == "✓" else ""


def _tip(row: AimRow) -> str:
    return f"{aim_name(row.aim)}: {direction(row.aim)} · {row.state}"


COLUMNS: tuple[Column[AimRow], ...] = (
    Column("aim", _("Aim"), lambda row: aim_name(row.aim), 192, tip=_tip),
    Column("value", _("Value"), _value, 104, figures=True, colour=_colour, tip=_tip),
    Column("bound", _("Best"), _bound, 88, figures=True, tip=_tip),
)
