"""The columns of a package's ladder: those to be asked, and those that are not."""

from dataclasses import dataclass

from allocation.asking import Asking
from allocation.rungs import Ladder
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.asking import AskLine, AskStep, ask_steps


@dataclass(frozen=True, slots=True)
class AskRow:
    """One to be asked, with its step; `part` is empty where the package has one part."""

    part: str
    step: AskStep
    line: AskLine


@dataclass(frozen=True, slots=True)
class OtherRow:
    """One that is not asked, and why."""

    part: str
    step: AskStep
    provider: str
    why: str


def rows_of(asking: Asking) -> tuple[list[AskRow], list[OtherRow]]:
    """Both tables of a ladder: in the order of asking, and step by step."""
    asked: list[AskRow] = []
    others: list[OtherRow] = []
    for ladder in asking.ladders:
        part = _part(asking, ladder)
        steps = ask_steps(asking, ladder)
        mine = [AskRow(part, step, line) for step in steps for line in step.asked]
        asked += sorted(mine, key=lambda row: row.line.rung.turn or 0)
        others += [
            OtherRow(part, step, provider, each.why)
            for step in steps
            for each in step.passed_over
            for provider in each.providers
        ]
    return asked, others


def _part(asking: Asking, ladder: Ladder) -> str:
    return str(ladder.part.number) if len(asking.ladders) > 1 else ""


def _step(row: AskRow | OtherRow) -> str:
    return f"! {row.step.name}" if row.step.needs_authority else row.step.name


def _authority(row: AskRow | OtherRow) -> str:
    return "substantial" if row.step.needs_authority else ""


def _terms(row: AskRow | OtherRow) -> str:
    return "; ".join((row.step.title, *row.step.terms))


def _standing(row: AskRow) -> str:
    """Since when it is asked, else why it stands where it does."""
    return row.line.out_since or row.line.standing


def _full(row: AskRow) -> str:
    """The same, with until when its answer counts."""
    return row.line.out or row.line.standing


def _asked(row: AskRow) -> str:
    return "good" if row.line.out else ""


ASKED: tuple[Column[AskRow], ...] = (
    Column("turn", _("Turn"), lambda row: row.line.turn, width=50, figures=True),
    Column("at_once", _("At once"), lambda row: row.line.at_once, width=72, figures=True),
    Column("provider", _("Ask"), lambda row: row.line.provider, width=160),
    Column("room", _("Room"), lambda row: row.line.left, width=200, tip=lambda row: row.line.room),
    Column("standing", _("Stands"), _standing, width=140, colour=_asked, tip=_full),
    Column("rate", _("Rate"), lambda row: row.line.rate, width=76, figures=True),
    Column("cost", _("A week"), lambda row: row.line.cost, width=90, figures=True),
    Column("step", _("Step"), _step, width=176, colour=_authority, tip=_terms),
    Column("lot", _("Lot"), lambda row: row.line.lot, width=84, spare=True),
    Column("part", _("Part"), lambda row: row.part, width=48, spare=True),
)

NOT_ASKED: tuple[Column[OtherRow], ...] = (
    Column("provider", _("Not asked"), lambda row: row.provider, width=160),
    Column("why", _("Why"), lambda row: row.why, width=500, tip=lambda row: row.why),
    Column("step", _("Step"), _step, width=170, colour=_authority, tip=_terms),
    Column("part", _("Part"), lambda row: row.part, width=48, spare=True),
)
