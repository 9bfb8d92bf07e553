"""Small random rounds that meet every rule: for properties, and to compare with brute force."""

from dataclasses import replace

from hypothesis import strategies as st

from allocation.model import PlacementKind, Round
from tests.workloads.dice import Dice
from tests.workloads.small import thrown_round


class Drawn(Dice):
    """Dice that hypothesis throws, so that it can look for the plainest round that fails."""

    def __init__(self, draw: st.DrawFn) -> None:
        # A throw shrinks towards the top, where nothing out of the ordinary happens.
        self._unit = lambda: 1 - (draw(st.integers(0, 999)) + 1) / 1000


@st.composite
def rounds(draw: st.DrawFn, most_packages: int = 5, placements: bool = True) -> Round:
    """A round of up to `most_packages` packages and three providers, under two contracts.

    The small rounds of the workloads, as hypothesis throws the dice; some live care is held instead.
    """
    packages = draw(st.integers(1, most_packages))
    round_ = thrown_round(Drawn(draw), packages, providers=3, settled=placements)
    held = draw(st.booleans())
    return replace(
        round_,
        placements=tuple(
            replace(each, kind=PlacementKind.HELD, since=None)
            if held and each.kind is PlacementKind.LIVE
            else each
            for each in round_.placements
        ),
    )
