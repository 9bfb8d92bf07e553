"""The plan as a plain table, the other view of the same round: one row a part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from allocation.index import Index
from allocation.rules.cost import weekly_pence, weekly_sixtieths
from allocation.rules.pair import pair_of
from ui.screen.round.picture import Card, Picture
from ui.screen.round.words import card_tags
from ui.screen.table.columns import Column
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.care import short_day
from ui.wording.figures import hours, money


@dataclass(frozen=True, slots=True)
class PlanRow:
    """One part with all that a column says of it. `weekly_cost` is pence, None where it is not placed."""

    card: Card
    area: str
    provider: str
    lot: str
    step: int
    weekly_cost: int | None
    start: date | None
    note: str


def plan_rows(index: Index, picture: Picture, why: Callable[[Card], str]) -> list[PlanRow]:
    """Every card of the board as a row, by package and part."""
    areas = {each.area: each.name for each in index.round_.areas}
    cards = [card for lot in picture.lots for step in lot.steps for row in step.rows for card in row.cards]
    return [
        _row(index, card, areas.get(card.area) or card.area, why)
        for card in sorted((*cards, *picture.unplaced), key=lambda card: card.key)
    ]


def row_of(rows: Sequence[PlanRow], card: Card | None) -> int:
    """The place of a card's row; -1 where there is none."""
    places = (place for place, row in enumerate(rows) if card is not None and row.card.key == card.key)
    return next(places, -1)


def _row(index: Index, card: Card, area: str, why: Callable[[Card], str]) -> PlanRow:
    if card.award is None:
        return PlanRow(card, area, "", "", 0, None, None, why(card))
    package, award = index.packages[card.package], index.awards[card.award]
    part = next(part for part in package.parts if part.number == card.part)
    tags = card_tags(card) + ([_("! authority needed")] if card.proposal else [])
    return PlanRow(
        card,
        area,
        index.providers[award.provider].name,
        award.lot,
        award.step,
        weekly_pence(weekly_sixtieths(part.staff_minutes, award.rate_for(package.specialist))),
        pair_of(index, package, part, award).start,
        ", ".join(tags),
    )


def _reference(row: PlanRow) -> str:
    card = row.card
    return f"{card.package} / {card.part}" if card.of > 1 else card.package


def _priority(row: PlanRow) -> str:
    return marked_priority(row.card.priority)


def _step(row: PlanRow) -> str:
    """Its number, marked where authority is still needed."""
    return "" if not row.step else f"! {row.step}" if row.card.proposal else str(row.step)


RECORD = "record"
"""The column of record numbers: left out while nothing of the round is issued."""

COLUMNS: tuple[Column[PlanRow], ...] = (
    Column("package", _("Package"), _reference, 92),
    Column("priority", _("Priority"), _priority, 112, colour=lambda row: str(row.card.priority)),
    Column("area", _("Area"), lambda row: row.area, 112, spare=True),
    Column("hours", _("Hours"), lambda row: hours(row.card.minutes), 72, figures=True),
    Column(
        "step",
        _("Step"),
        _step,
        48,
        figures=True,
        colour=lambda row: "substantial" if row.card.proposal else "",
        tip=lambda row: row.note,
    ),
    Column("lot", _("Lot"), lambda row: row.lot, 88),
    Column("provider", _("Provider"), lambda row: row.provider or _("not placed"), 164),
    Column(RECORD, _("Issued as"), lambda row: row.card.issued, 100, figures=True),
    Column(
        "cost",
        _("A week"),
        lambda row: "" if row.weekly_cost is None else money(row.weekly_cost),
        84,
        figures=True,
        spare=True,
    ),
    Column("start", _("Start"), lambda row: short_day(row.start) if row.start else "", 108, spare=True),
    Column("note", _("Note"), lambda row: row.note, 160, tip=lambda row: row.note, spare=True),
)

ORDER: dict[str, Callable[[PlanRow], object]] = {
    "priority": lambda row: row.card.priority.order,
    "hours": lambda row: row.card.minutes,
    "step": lambda row: row.step or 99,
    "cost": lambda row: row.weekly_cost or 0,
    "start": lambda row: row.start or date.max,
}
"""Columns that do not sort by their words."""
