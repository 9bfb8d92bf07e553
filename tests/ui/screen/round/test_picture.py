"""The board's picture says what the plan says, no more and no less."""

from typing import Literal

import pytest

from allocation.index import Index
from allocation.model import AwardKey, PlacementKind
from allocation.order import natural
from allocation.problem.fit import left_of
from tests.ui.screen.round.conftest import Week, week
from ui.screen.round.picture import AwardRow, Card, Picture, picture

Shape = Literal["A1", "A2", "A8"]


def rows(drawn: Picture) -> list[AwardRow]:
    """Every award's row."""
    return [row for lot in drawn.lots for step in lot.steps for row in step.rows]


def _left_out(index: Index, key: tuple[str, int], award: AwardKey | None) -> bool:
    placement = index.placements.get(key)
    if placement and placement.kind is PlacementKind.LIVE:
        return award is not None and award.provider == placement.provider
    return award is None and index.packages[key[0]].sds_option == 1


def cards(drawn: Picture) -> list[Card]:
    """Every card, placed or not."""
    return [card for row in rows(drawn) for card in row.cards] + list(drawn.unplaced)


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
def test_each_part_is_one_card_where_the_plan_has_it(shape: Shape) -> None:
    """Every part that the round decides on is exactly one card, under its award or among the unplaced.

    Live parts that stay with their provider, and direct payments, are none.
    """
    found = week(shape)
    index = found.problem.index
    drawn = {card.key: card.award for card in cards(picture(index, found.plan))}
    left_out = {key for key, award in found.plan.awards.items() if _left_out(index, key, award)}
    assert drawn == {key: award for key, award in found.plan.awards.items() if key not in left_out}
    assert len(cards(picture(index, found.plan))) == len(drawn)


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
def test_what_is_short_of_guarantees_is_what_the_aim_counts(shape: Shape) -> None:
    """The board's shortfalls, live care counted, are those that the check values the plan by."""
    found = week(shape)
    drawn = picture(found.problem.index, found.plan)
    guaranteed = [each for each in found.problem.commitments if each.guaranteed]
    chosen = found.problem.chosen(found.plan)
    load: dict[AwardKey, int] = {each.award: each.settled for each in guaranteed}
    for part, number in zip(found.problem.parts, chosen, strict=True):
        if number is not None and (award := part.options[number].award) in load:
            load[award] += part.part.staff_minutes
    short = {each.award: max(0, each.guaranteed - load[each.award]) for each in guaranteed}
    assert {row.award.key: row.short for row in rows(drawn) if row.award.key in short} == short
    assert sum(lot.short for lot in drawn.lots) == sum(short.values())
    assert any(short.values()) or not short


@pytest.mark.parametrize("shape", ["A1", "A2", "A8"])
def test_bars_leave_what_the_check_leaves(shape: Shape) -> None:
    """A bar says what the core's own reckoning leaves of that figure of the return."""
    found = week(shape)
    left = left_of(found.problem, found.problem.chosen(found.plan))
    by_cells = {}
    for limit, minutes in zip(found.problem.limits, left, strict=True):
        if limit.figure is not None and limit.given == limit.minutes:
            figure = limit.figure
            by_cells[figure.provider, figure.lot, figure.band, figure.days, figure.workers] = minutes
    checked = 0
    for row in rows(picture(found.problem.index, found.plan)):
        for bar in row.bars or ():
            cells = (bar.band, bar.days, 2 if bar.double_up else None)
            known = [
                by_cells[row.award.provider, lot, *cells]
                for lot in (row.award.lot, None)
                if (row.award.provider, lot, *cells) in by_cells
            ]
            if len(known) == 1:
                assert bar.left == known[0]
                checked += 1
    assert checked > 20


def test_a_proposal_is_marked_until_it_is_authorised(a_week: Week) -> None:
    """Cards at a step that needs authority are proposals; what is authorised is not."""
    index = a_week.problem.index
    marked = {card.package for card in cards(picture(index, a_week.plan)) if card.proposal}
    at_step = {
        each.package
        for each in a_week.plan
        if each.award and index.steps[each.award.contract, each.award.step].needs_authority
    }
    assert marked
    assert marked <= at_step
    one = min(marked)
    after = picture(index, a_week.plan, marked - {one})
    assert one not in {card.package for card in cards(after) if card.proposal}


def test_cards_stand_by_priority(a_week: Week) -> None:
    """Under every award the most urgent package comes first."""
    for row in rows(picture(a_week.problem.index, a_week.plan)):
        orders = [card.priority.order for card in row.cards]
        assert orders == sorted(orders)


def test_lots_stand_as_people_count() -> None:
    """Lot 10 stands after lot 9, not after lot 1."""
    assert sorted(["Lot 10", "Lot 9", "Lot 1"], key=natural) == ["Lot 1", "Lot 9", "Lot 10"]
