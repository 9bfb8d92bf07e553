"""The tables of a round folder, each declared once: column names, kinds and meanings (FORMATS)."""

from typing import Any

from allocation.intake.columns import Layout
from allocation.intake.layout import (
    areas,
    capacity,
    contracts,
    lots,
    outcomes,
    packages,
    providers,
    standing,
    visits,
)

LAYOUTS: dict[str, Layout[Any]] = {
    layout.name: layout
    for layout in (
        areas.LAYOUT,
        packages.LAYOUT,
        visits.LAYOUT,
        providers.LAYOUT,
        contracts.CONTRACTS,
        contracts.STEPS,
        lots.LOTS,
        lots.AWARDS,
        capacity.LAYOUT,
        standing.SUSPENSIONS,
        standing.REFUSALS,
        standing.PLACEMENTS,
        outcomes.LAYOUT,
    )
}
"""Every table by its name, in the order in which people read them."""

__all__ = ["LAYOUTS"]
