"""Whom to ask for one package now, from the tables as they are: nothing is frozen and nothing is kept."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from allocation.acts.rows import Case, Promise, Return, State
from allocation.asking import Asking, ask
from allocation.errors import Fault, WorldError
from allocation.index import index
from allocation.model import Award, Lot, Placement, PlacementKind
from allocation.ports import Reading
from allocation.problem.alone import counts
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.snapshot import council_of, snapshot
from allocation.use_cases.waiting_list import case_of

ASKABLE = (State.WAITING, State.OFFERED, State.ACCEPTED, State.LIVE)
"""Of those that are not waiting, who has it is said; what is suspended or ended is asked for by nobody."""


def ask_now(desk: Desk, key: str) -> Asking:
    """The ladder of one package, by its id, as at today.

    Of the thousands of live packages only those are read that hold room of a provider which could be asked;
    all of them only where shares are of some weeks, because then it matters when each began.
    Raises `WorldError`: `not_found`, `wrong_state`, `ask_settled`, `ask_direct_payment`.
    """
    with reading(desk) as view:
        case = case_of(view, key)
        reference = case.value.package.package
        if case.value.state not in ASKABLE:
            facts: dict[str, str | int] = {"package": reference, "state": case.value.state.value}
            raise WorldError(Fault("wrong_state", facts=facts))
        covering = _covering(view, case.value)
        counted = {award.provider for award in covering if counts(award)}
        if counted and council_of(view).policy.share_weeks is not None:
            return ask(index(snapshot(view, desk.clock.today(), people=False).round_), reference)
        near = _near(view, {award.provider for award in covering}, counted)
        cases = view.rows(Case, id=sorted({key, *near}))
        now = snapshot(view, desk.clock.today(), cases=cases, people=False)
        index_ = index(now.round_)
        if counted:
            places = view.minutes_by_place()
            labels = now.names.label
            index_ = replace(
                index_,
                minutes={(labels("area", area), service): size for (area, service), size in places.items()},
            )
    return ask(index_, reference)


def _covering(view: Reading, case: Case) -> list[Award]:
    """The awards, in ids, on lots that have the package's area and service."""
    package = case.package
    lots = [row.key for row in view.rows(Lot) if row.value.covers(package.area, package.service)]
    return [row.value for row in view.rows(Award, lot=lots)]


def _near(view: Reading, providers: Iterable[str], counted: Iterable[str]) -> set[str]:
    """Ids of the packages that are promised to, or placed with, these providers and may use room of theirs.

    What was accepted before the oldest return is netted off everywhere. All of a provider's packages matter
    where they count towards a share or guarantee (`counted`), where it did not say as at when, and where a
    pin leaves open at which award it is kept.
    """
    wanted = set(providers)
    days: list[date] = []
    whole = set(counted)
    for row in view.rows(Return, provider=sorted(wanted)):
        dated = [each.as_at for each in row.value.rows if each.as_at is not None]
        days += dated
        if len(dated) < len(row.value.rows):
            whole.add(row.value.provider)
    pins = view.rows(Placement, kind=[str(PlacementKind.PIN), str(PlacementKind.HELD)])
    whole |= {row.value.provider for row in pins if None in (row.value.contract, row.value.lot)} & wanted
    promises = [
        *view.rows(Promise, ended=None, accepted=False),
        *(view.promised_since(min(days)) if days else ()),
        *view.rows(Promise, ended=None, provider=sorted(whole)),
    ]
    placements = [
        *pins,
        *view.rows(Placement, kind=str(PlacementKind.LIVE), provider=sorted(whole)),
    ]
    return {
        *(row.value.package for row in promises if row.value.provider in wanted),
        *(row.value.package for row in placements if row.value.provider in wanted),
    }
