"""What is odd but refused by nobody: reported, and the round is read all the same."""

import re
from collections.abc import Iterator
from datetime import date

from allocation.errors import Fault
from allocation.intake.care_kinds import widening
from allocation.intake.checks.packages import area_of, areas_by_postcode
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.layout import lots, packages, providers, standing
from allocation.intake.references import Sheets
from allocation.model import Outcome
from allocation.model.provider import CQC_GRADES, UNRATED, plain_rating


def unknown_rating(sheets: Sheets) -> Iterator[Fault]:
    """A CQC rating in words that the Commission has not."""
    for cells in sheets["providers"].rows:
        if cells.has(providers.CQC_RATING):
            rating = plain_rating(cells[providers.CQC_RATING])
            if rating not in UNRATED and rating not in CQC_GRADES:
                yield cells.fault(Code.NOT_A_RATING, providers.CQC_RATING)


def waiting_after_day(sheets: Sheets, day: date) -> Iterator[Fault]:
    """A package that begins to wait after the round's day."""
    for cells in sheets["packages"].rows:
        since = cells[packages.WAITING_SINCE] if cells.has(packages.WAITING_SINCE) else None
        if since is not None and since > day:
            yield cells.fault(Code.WAITING_AFTER_DAY, packages.WAITING_SINCE, day=day.isoformat())


def choice_not_binding(sheets: Sheets) -> Iterator[Fault]:
    """A chosen provider outside option 2, where it binds nobody."""
    for cells in sheets["packages"].rows:
        if cells.has(packages.SDS_OPTION, packages.CHOSEN_PROVIDER):
            option = cells[packages.SDS_OPTION]
            if cells[packages.CHOSEN_PROVIDER] and option != 2:
                yield cells.fault(Code.CHOICE_NOT_BINDING, packages.CHOSEN_PROVIDER, option=option)


def choice_excluded(sheets: Sheets) -> Iterator[Fault]:
    """A chosen provider that the package also excludes: reported, not a fault (FORMATS, "Choice")."""
    for cells in sheets["packages"].rows:
        if cells.has(packages.SDS_OPTION, packages.CHOSEN_PROVIDER, packages.EXCLUDED):
            chosen = cells[packages.CHOSEN_PROVIDER]
            if chosen in cells[packages.EXCLUDED] and cells[packages.SDS_OPTION] == 2:
                yield cells.fault(Code.CHOICE_EXCLUDED, packages.CHOSEN_PROVIDER)


def postcode_elsewhere(sheets: Sheets) -> Iterator[Fault]:
    """A package whose postcode lies in another area than it names; the named area counts."""
    by_postcode = areas_by_postcode(sheets)
    for cells in sheets["packages"].rows:
        if not cells.has(packages.AREA, packages.POSTCODE_) or not cells[packages.POSTCODE_]:
            continue
        postcode, area = cells[packages.POSTCODE_], cells[packages.AREA]
        found = next((by_postcode[place] for place in widening(postcode or "") if place in by_postcode), None)
        if area is not None and found not in (None, area):
            yield cells.fault(Code.POSTCODE_ELSEWHERE, packages.AREA, area=area, other=found or "")


def over_before_it_began(sheets: Sheets) -> Iterator[Fault]:
    """What was declined, or lapsed, until a day before it was; nobody else's word ends by itself."""
    for cells in sheets["refusals"].rows:
        if not cells.has(standing.OUTCOME, standing.ON, standing.UNTIL):
            continue
        if cells[standing.OUTCOME] in (Outcome.DECLINED, Outcome.LAPSED):
            on, until = cells[standing.ON], cells[standing.UNTIL]
            if on and until and until < on:
                yield cells.fault(Code.OVER_BEFORE_IT_BEGAN, standing.UNTIL, on=cells.texts[standing.ON.name])


def in_no_lot(sheets: Sheets) -> Iterator[Fault]:
    """A package whose area and service no lot has together."""
    awarded = [cells for cells in sheets["lots"].rows if cells.has(lots.AREAS, lots.SERVICES)]
    if len(awarded) < len(sheets["lots"].rows):
        return
    by_postcode = areas_by_postcode(sheets)
    known: dict[tuple[str, str], bool] = {}
    for cells in sheets["packages"].rows:
        if not cells.has(packages.AREA, packages.POSTCODE_, packages.SERVICE):
            continue
        area, service = area_of(cells, by_postcode), cells[packages.SERVICE]
        if area is None:
            continue
        place = (area, service.casefold())
        if place not in known:
            known[place] = any(_covers(lot, *place) for lot in awarded)
        if not known[place]:
            column = packages.AREA if cells[packages.AREA] else packages.POSTCODE_
            yield cells.fault(Code.IN_NO_LOT, column, area=area, service=service)


def _covers(cells: Cells, area: str, service: str) -> bool:
    areas, services = cells[lots.AREAS], cells[lots.SERVICES]
    return (areas is None or area in areas) and (services is None or service in services)


def chi_numbers(sheets: Sheets) -> Iterator[Fault]:
    """References of people that are built like a CHI number; the notice does not repeat the number."""
    for cells in sheets["packages"].rows:
        if cells.has(packages.PERSON) and looks_like_chi(cells[packages.PERSON]):
            yield Fault(Code.CHI_KEPT_OUT, cells.table.where, cells.number, packages.PERSON.name)


def looks_like_chi(text: str) -> bool:
    """Whether a reference is built like a CHI number: a date of birth, four digits, and the check digit.

    The check is modulus 11 with weights 10 down to 2, as NHS Scotland's data dictionary gives it.
    """
    digits = re.sub(r"[ -]", "", text)
    if not re.fullmatch(r"\d{10}", digits, re.ASCII):
        return False
    if not (1 <= int(digits[:2]) <= 31 and 1 <= int(digits[2:4]) <= 12):
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False))
    return (11 - total % 11) % 11 == int(digits[9])
