"""A round whose halves fool all prices: what only a branching tree can prove."""

from allocation.model import CapacityRow, Package, Priority, Round
from tests.allocation.sample import award, package, round_of, visit

BANDS = tuple("abcdef")
ASKS = {"P1": "abe", "P2": "cde", "P3": "acf", "P4": "bdf"}
ROOM = {"avon": (1, 1, 1, 1, 2, 2), "bute": (2, 1, 1, 2, 1, 1)}


def halves() -> Round:
    """Four packages of low priority: avon could take P1 with P2, or P3 with P4, and bute P1 with P3, or P2
    with P4. So three find a place; but half of each of these pairs is four packages.
    """
    return round_of(
        bands=BANDS,
        packages=tuple(_package(reference, bands) for reference, bands in ASKS.items()),
        awards=(award("avon"), award("bute")),
        capacity=tuple(
            CapacityRow(provider, 210 * room, band=band)
            for provider, rooms in ROOM.items()
            for band, room in zip(BANDS, rooms, strict=True)
        ),
    )


def _package(reference: str, bands: str) -> Package:
    visits = tuple(visit(30, band) for band in bands)
    return package(reference, priority=Priority.LOW, visits=visits)
