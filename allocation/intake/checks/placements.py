"""Placements: parts that exist, each placed once; pins with their reason, waivers with their authority."""

from collections import defaultdict
from collections.abc import Iterator

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.layout import lots, standing, visits
from allocation.intake.references import Sheets
from allocation.model import PlacementKind


def _parts(sheets: Sheets) -> dict[str, set[int]]:
    """The parts of each package; a package with a part that could not be read is left out."""
    parts: dict[str, set[int]] = defaultdict(set)
    doubtful: set[str] = set()
    for cells in sheets["visits"].rows:
        if cells.has(visits.PACKAGE, visits.PART):
            parts[cells[visits.PACKAGE]].add(cells[visits.PART])
        elif cells.has(visits.PACKAGE):
            doubtful.add(cells[visits.PACKAGE])
    return {package: numbers for package, numbers in parts.items() if package not in doubtful}


def unknown_parts(sheets: Sheets) -> Iterator[Fault]:
    """A placement of a part that its package has not."""
    parts = _parts(sheets)
    for cells in sheets["placements"].rows:
        if not cells.has(standing.PACKAGE, standing.PART):
            continue
        package, part = cells[standing.PACKAGE], cells[standing.PART]
        if part is not None and package in parts and part not in parts[package]:
            shown = "; ".join(map(str, sorted(parts[package])))
            yield cells.fault(Code.UNKNOWN_PART, standing.PART, shown, package=package)


def placed_twice(sheets: Sheets) -> Iterator[Fault]:
    """A part, or a whole package, that has two placements."""
    rows: dict[str, dict[int | None, int]] = defaultdict(dict)
    for cells in sheets["placements"].rows:
        if not cells.has(standing.PACKAGE, standing.PART):
            continue
        package, part = cells[standing.PACKAGE], cells[standing.PART]
        before = rows[package]
        same = before if part is None else before.keys() & {None, part}
        if same:
            first = min(before[each] for each in same)
            yield cells.fault(Code.PLACED_TWICE, standing.PACKAGE, first=first)
        before.setdefault(part, cells.number)


def waivers(sheets: Sheets) -> Iterator[Fault]:
    """Only a pin may waive; a pin says why; one that waives says who authorised it."""
    for cells in sheets["placements"].rows:
        if not cells.has(standing.KIND, standing.WAIVES):
            continue
        pin = cells[standing.KIND] is PlacementKind.PIN
        if cells[standing.WAIVES] and not pin:
            yield cells.fault(Code.WAIVES_WITHOUT_PIN, standing.WAIVES)
        if pin and cells.has(standing.REASON) and not cells[standing.REASON]:
            yield cells.fault(Code.PIN_WITHOUT_REASON, standing.REASON)
        if pin and cells[standing.WAIVES] and not cells[standing.AUTHORISED_BY]:
            yield cells.fault(Code.WAIVER_WITHOUT_AUTHORITY, standing.AUTHORISED_BY)


def pins_without_authority(sheets: Sheets) -> Iterator[Fault]:
    """Notice: a pin that waives nothing and names nobody who authorised it."""
    for cells in sheets["placements"].rows:
        if not cells.has(standing.KIND, standing.WAIVES) or cells[standing.WAIVES]:
            continue
        if cells[standing.KIND] is PlacementKind.PIN and not cells[standing.AUTHORISED_BY]:
            yield cells.fault(Code.PIN_WITHOUT_AUTHORITY, standing.AUTHORISED_BY)


def without_award(sheets: Sheets) -> Iterator[Fault]:
    """Notice: a pin to a provider that has no award there; the check tells it again as a fault of the pin."""
    awards: set[tuple[str, str, str]] = set()
    for cells in sheets["awards"].rows:
        if not cells.has(lots.CONTRACT, lots.AWARD_LOT, lots.PROVIDER):
            return
        awards.add((cells[lots.PROVIDER], cells[lots.CONTRACT], cells[lots.AWARD_LOT]))
    if not awards:
        return
    owner = {lot: contract for _, contract, lot in awards}
    for cells in sheets["placements"].rows:
        columns = (standing.PROVIDER, standing.CONTRACT, standing.LOT, standing.KIND)
        if not cells.has(*columns) or cells[standing.KIND] is not PlacementKind.PIN:
            continue
        provider, contract, lot = cells[standing.PROVIDER], cells[standing.CONTRACT], cells[standing.LOT]
        if lot is not None and contract is not None and owner.get(lot, contract) != contract:
            continue
        if not any(
            provider == award[0] and contract in (None, award[1]) and lot in (None, award[2])
            for award in awards
        ):
            yield cells.fault(Code.PLACED_WITHOUT_AWARD, standing.PROVIDER)
