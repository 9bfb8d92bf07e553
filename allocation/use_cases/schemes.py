"""A ready-made scheme into the council: fitted to its areas and providers, previewed, kept by one act."""

from collections.abc import Iterable

from allocation.errors import Fault, WorldError
from allocation.intake import Intake
from allocation.model import Area, Contract, Lot, Provider
from allocation.schemes import Areas, Providers, Scheme, fitted, without
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.imports import Imported, apply_import, preview_import, read_files


def fit(scheme: Scheme, areas: Areas, providers: Providers) -> Scheme:
    """The scheme with the council's own areas and providers in place of invented ones.

    Raises `WorldError`: `scheme_name` for each name that the scheme does not have.
    """
    faults = [
        *_unknown("areas", areas, scheme.names("areas")),
        *_unknown("providers", providers, scheme.names("providers")),
    ]
    if faults:
        raise WorldError(*faults)
    return fitted(scheme, areas, providers)


def read_scheme(desk: Desk, scheme: Scheme) -> Intake:
    """Read a scheme onto what the council has, through the intake, which tells every fault of it.

    Areas and providers that the council has already stay as they are. For `preview_import` and
    `apply_import`. Raises `WorldError`: `scheme_there` where a contract or lot of that name stands, so that
    nothing that was agreed is ever changed by loading a scheme.
    """
    with reading(desk) as view:
        areas = frozenset(row.value.area for row in view.rows(Area))
        providers = frozenset(row.value.provider for row in view.rows(Provider))
        contracts = {row.value.contract for row in view.rows(Contract)}
        lots = {row.value.lot for row in view.rows(Lot)}
    there = [*_standing("contracts", scheme, contracts), *_standing("lots", scheme, lots)]
    if there:
        raise WorldError(Fault("scheme_there", value="; ".join(there), facts={"scheme": scheme.id}))
    mine = without(without(scheme, "areas", areas), "providers", providers)
    return read_files(desk, mine.tables)


def load_scheme(desk: Desk, scheme: Scheme) -> Imported:
    """Bring the scheme in by one act. Raises `WorldError`: as `read_scheme`, or the intake's faults."""
    intake = read_scheme(desk, scheme)
    preview = preview_import(desk, intake)
    return apply_import(desk, intake, scheme.id, preview.read_up_to)


def _unknown(table: str, given: Iterable[str], known: tuple[str, ...]) -> list[Fault]:
    expected = "; ".join(known)
    return [
        Fault("scheme_name", column=table, value=name, expected=expected)
        for name in given
        if name not in known
    ]


def _standing(table: str, scheme: Scheme, there: set[str]) -> list[str]:
    return [name for name in scheme.names(table) if name in there]
