"""A round back to rows of text, table by table: what the writer writes and the preview compares."""

from collections.abc import Iterable, Mapping
from typing import Any

from allocation.intake.council import SETTINGS
from allocation.intake.layout import LAYOUTS
from allocation.intake.layout.packages import Referral
from allocation.intake.layout.visits import PackageVisit
from allocation.model import CareOutcomes, Person, Round

TextRow = tuple[str, ...]


def rows_of(
    round_: Round, people: Mapping[str, Person], outcomes: Iterable[CareOutcomes] = ()
) -> dict[str, list[TextRow]]:
    """The rows of every table, cells in the layout's order. Reading them again gives an equal round."""
    tables = (*_values(round_, people), ("outcomes", outcomes))
    return {name: [LAYOUTS[name].write(value) for value in values] for name, values in tables}


def header_of(table: str) -> TextRow:
    """The column names of a table."""
    return tuple(column.name for column in LAYOUTS[table].columns)


def _values(round_: Round, people: Mapping[str, Person]) -> Iterable[tuple[str, Iterable[Any]]]:
    yield "areas", round_.areas
    yield "packages", [Referral(each, people.get(each.package, Person())) for each in round_.packages]
    yield "visits", [PackageVisit(each.package, visit) for each in round_.packages for visit in each.visits]
    yield "providers", round_.providers
    yield "contracts", round_.contracts
    yield "steps", round_.steps
    yield "lots", round_.lots
    yield "awards", round_.awards
    yield "capacity", round_.capacity
    yield "suspensions", round_.suspensions
    yield "refusals", round_.refusals
    yield "placements", round_.placements


def settings_of(round_: Round) -> dict[str, str]:
    """The settings by key, as text; what is not set is left out."""
    policy = round_.policy
    values: dict[str, Any] = {
        "name": round_.council or None,
        "day": round_.day,
        "bands": round_.bands,
        "policy.name": policy.name,
        "policy.version": policy.version,
        "policy.aims": policy.aims,
        "policy.discharge_with_critical": policy.discharge_with_critical,
        "policy.promote_after_days": policy.promote_after_days,
        "policy.double_up_skill": policy.double_up_skill,
        "policy.share_weeks": policy.share_weeks,
        "policy.budget_ceiling": policy.budget_ceiling,
        "policy.score_by": policy.score_by,
        "policy.nation": policy.nation,
    }
    return {key: SETTINGS[key].kind.write(value) for key, value in values.items() if value is not None}
