"""Small random rounds that meet every rule: for properties, and to compare with brute force."""

from collections import Counter
from dataclasses import replace

from hypothesis import assume
from hypothesis import strategies as st

from allocation.model import CapacityRow, Placement, PlacementKind, Round
from allocation.problem import build
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


@st.composite
def open_pins(draw: st.DrawFn, most_packages: int = 5) -> Round:
    """A round in which up to three packages, or parts, are fixed with a provider that may have them under
    several awards.

    Every contract is filled in batches, without which such a pin is settled. Each provider has an award at
    the last step beside others, and a return, so that most have a choice.
    """
    round_ = draw(rounds(most_packages))
    contracts = tuple(replace(each, batch=True) for each in round_.contracts)
    last = {
        each.provider: replace(
            each, contract="C2", lot="L3", step=3, rate=1950 + 50 * draw(st.integers(0, 2))
        )
        for each in round_.awards
    }
    awards = {each.key: each for each in (*last.values(), *round_.awards)}
    silent = {each.provider for each in round_.providers} - {each.provider for each in round_.capacity}
    said = [CapacityRow(provider, 15 * draw(st.integers(20, 70))) for provider in sorted(silent)]
    round_ = replace(
        round_,
        contracts=contracts,
        awards=tuple(awards[key] for key in sorted(awards)),
        capacity=tuple(sorted((*round_.capacity, *said), key=lambda each: each.provider)),
    )
    pinned = {each.package for each in round_.placements}
    pins: list[Placement] = []
    for part in build(round_).parts:
        ways = Counter(option.award.provider for option in part.options)
        several = sorted(provider for provider, count in ways.items() if count > 1)
        if several and part.part.package not in pinned and len(pins) < 3:
            number = part.part.number if draw(st.booleans()) else None
            if number is None:
                pinned.add(part.part.package)
            pins.append(_pin(part.part.package, draw(st.sampled_from(several)), number))
    alone = {each.package for each in pins if each.part is None}
    pins = [each for each in pins if each.part is None or each.package not in alone]
    assume(pins)
    placements = sorted([*round_.placements, *pins], key=lambda each: (each.package, each.part or 0))
    return replace(round_, placements=tuple(placements))


def _pin(package: str, provider: str, part: int | None) -> Placement:
    reason, authorised_by = "Known to the care workers", "A manager"
    return Placement(package, provider, PlacementKind.PIN, part, reason=reason, authorised_by=authorised_by)
