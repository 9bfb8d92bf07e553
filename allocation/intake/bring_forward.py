"""An example council brought forward to today, so that its returns and contracts are in force."""

from dataclasses import fields, is_dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from allocation.intake.codes import Code
from allocation.intake.read import Intake


def bring_forward(intake: Intake, today: date) -> Intake:
    """The same round with every date moved by as many days, so that its day is today. Never backwards.

    For invented councils only: what a council brings in keeps its dates.
    """
    if intake.round_ is None:
        return intake
    by = max(timedelta(0), today - intake.round_.day)
    notices = tuple(each for each in intake.notices if each.code != Code.RETURNS_ENDED)
    moved = _moved(intake.outcomes, by)
    return replace(intake, round_=_moved(intake.round_, by), outcomes=moved, notices=notices)


def _moved(value: Any, by: timedelta) -> Any:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value + by
    if isinstance(value, tuple):
        return tuple(_moved(each, by) for each in value)
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{each.name: _moved(getattr(value, each.name), by) for each in fields(value)})
    return value
