"""What is odd but refused by nobody: reported, and the round is read all the same."""

import re
from collections.abc import Iterator
from datetime import date

from allocation.errors import Fault
from allocation.intake.care_kinds import widening
from allocation.intake.checks.packages import areas_by_postcode
from allocation.intake.codes import Code
from allocation.intake.layout import packages
from allocation.intake.references import Sheets


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
