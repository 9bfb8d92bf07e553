"""A whole round with every table in its order."""

from dataclasses import replace

from allocation.model import Round
from allocation.order import capacity_key, in_order


def round_in_order(round_: Round) -> Round:
    """The same round with every table sorted by its key, so that equal rounds are equal bytes."""
    return replace(
        round_,
        areas=in_order(round_.areas),
        packages=in_order(round_.packages),
        providers=in_order(round_.providers),
        contracts=in_order(round_.contracts),
        steps=in_order(round_.steps),
        lots=in_order(round_.lots),
        awards=tuple(sorted(round_.awards, key=lambda award: award.key)),
        capacity=tuple(sorted(round_.capacity, key=capacity_key)),
        suspensions=in_order(round_.suspensions),
        refusals=in_order(round_.refusals),
        placements=in_order(round_.placements),
    )
