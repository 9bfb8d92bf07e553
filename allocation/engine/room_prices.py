"""Prices of one provider's room, which tell its search for a best set what to leave and what to take."""

from collections.abc import Mapping

from allocation.check.best_set import Worth
from allocation.check.blocks import Block
from allocation.problem import Problem

PASSES = 2


def room_prices(problem: Problem, block: Block, worth: Worth, start: Mapping[int, int]) -> dict[int, int]:
    """Whole-number prices that make (room at its price + what items are worth above it) small.

    Coordinate descent from `start`: one limit at a time, each to its exact best, as Dantzig fills a single
    knapsack.
    """
    items = _items(problem, block, worth)
    prices: dict[int, int] = {}
    users: dict[int, list[int]] = {}
    for number, (_, uses) in enumerate(items):
        for limit in uses:
            users.setdefault(limit, []).append(number)
    lean = [gain for gain, _ in items]
    for limit, numbers in users.items():
        prices[limit] = start.get(limit, 0)
        if prices[limit]:
            for number in numbers:
                lean[number] -= prices[limit] * items[number][1][limit]
    for _ in range(PASSES):
        for limit in sorted(users):
            _improve(problem.limits[limit].minutes, limit, users[limit], items, lean, prices)
    return prices


def _items(problem: Problem, block: Block, worth: Worth) -> list[tuple[int, dict[int, int]]]:
    """Each pick that is worth something, with what it uses."""
    return [
        (gain, dict(problem.parts[part].options[option].uses))
        for part, options in block.parts
        for option in options
        if (gain := worth.gain.get((part, option), 0)) > 0
    ]


def _improve(
    room: int,
    limit: int,
    numbers: list[int],
    items: list[tuple[int, dict[int, int]]],
    lean: list[int],
    prices: dict[int, int],
) -> None:
    """Set one price to its best while the others stand: that of the item with which the room is full."""
    old = prices[limit]
    ratios = []
    for number in numbers:
        used = items[number][1][limit]
        worth = lean[number] + old * used
        if worth > 0:
            ratios.append((-(worth // used), used))
    ratios.sort()
    new = 0
    for ratio, used in ratios:
        room -= used
        if room < 0:
            new = -ratio
            break
    if new != old:
        prices[limit] = new
        for number in numbers:
            lean[number] += (old - new) * items[number][1][limit]
