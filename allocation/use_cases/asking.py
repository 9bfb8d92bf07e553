"""Whom to ask for one package now, from the tables as they are: nothing is frozen and nothing is kept."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from allocation.acts.offers import Answer, Offer
from allocation.acts.rows import Case, Promise, Return, State
from allocation.asking import Asked, Asking, Told, ask
from allocation.errors import Fault, WorldError
from allocation.index import index
from allocation.lists import CareLine
from allocation.model import Award, AwardKey, Lot, Package, Placement, PlacementKind
from allocation.ports import Reading
from allocation.problem.alone import counts
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.names import Names
from allocation.use_cases.snapshot import as_at_days, council_of, snapshot
from allocation.use_cases.standing_care import minutes_of, standing, with_care
from allocation.use_cases.waiting_list import case_of

ASKABLE = (State.WAITING, State.OFFERED, State.ACCEPTED, State.LIVE)
"""Of those that are not waiting, who has it is said; what is suspended or ended is asked for by nobody."""


def ask_now(desk: Desk, key: str) -> Asking:
    """The ladder of one package, by its id, as at today, with deadlines for who is asked now.

    Only those packages are read that hold room of a provider which could be asked; and, where shares or
    guarantees count, what else stands there in short lines.
    Raises `WorldError`: `not_found`, `wrong_state`, `ask_settled`, `ask_direct_payment`.
    """
    with reading(desk) as view:
        return ask_in(view, desk, key)


def ask_in(view: Reading, desk: Desk, key: str) -> Asking:
    """The same in a view that is open already, so that an act can rest on it."""
    case = case_of(view, key)
    reference = case.value.package.package
    if case.value.state not in ASKABLE:
        facts: dict[str, str | int] = {"package": reference, "state": case.value.state.value}
        raise WorldError(Fault("wrong_state", facts=facts))
    near = _near(view, case.value)
    cases = view.rows(Case, id=sorted({key, *near.packages}))
    now = snapshot(view, desk.clock.today(), cases=cases, people=False, asked=key)
    whole = index(now.round_)
    if near.counted:
        minutes = minutes_of(view.minutes_by_place(near.areas), near.care, whole, now.names)
        whole = replace(index(with_care(now.round_, near.care, now.names)), minutes=minutes)
    asking = ask(whole, reference).asked_at(desk.clock.now())
    return _with_offers(asking, view, key, now.names)


def _with_offers(asking: Asking, view: Reading, key: str, names: Names) -> Asking:
    """The ladder with the package's offers: those that are out, and what became of the others."""
    held = {row.key for row in view.rows(Promise, package=key, ended=None, accepted=False)}
    out: dict[tuple[int, AwardKey], Asked] = {}
    told: list[Told] = []
    for row in view.rows(Offer, package=key):
        each, award = row.value, award_of(row.value, names)
        if row.key in held:
            out[each.part, award] = Asked(each.asked, each.due, each.answer is Answer.ACCEPTED)
        else:
            said = each.answer.value if each.answer else ""
            told.append(Told(each.part, award, each.asked, each.due, said, each.answered))
    return replace(asking, out=out, told=tuple(sorted(told, key=lambda each: (each.since, each.award))))


def award_of(offer: Offer, names: Names) -> AwardKey:
    """The award of an offer, by its labels."""
    return AwardKey(
        offer.step,
        names.label("contract", offer.contract),
        names.label("lot", offer.lot),
        names.label("provider", offer.provider),
    )


@dataclass(frozen=True, slots=True)
class _Near:
    """What bears on a package: others to be read themselves, and care that is told in short lines.

    `counted`: shares, targets or guarantees matter, and are taken of what there is in `areas` (None: all).
    """

    packages: frozenset[str]
    care: tuple[CareLine, ...] = ()
    counted: bool = False
    areas: tuple[str, ...] | None = None


def _near(view: Reading, case: Case) -> _Near:
    """Ids of the packages that may use room of the providers that could be asked, and the care that counts.

    What was accepted before the oldest return is netted off everywhere. All of a provider's promises matter
    where it did not say as at when; all that it has where that counts towards a share or guarantee, and where
    a pin leaves open at which award it is kept. Where shares are of some weeks, everybody's care says how
    much of the whole is from before them.
    """
    lots = _covering(view, case.package)
    covering = [row.value for row in view.rows(Award) if row.value.lot in lots]
    wanted = {award.provider for award in covering}
    returns = [row.value for row in view.rows(Return)]
    days: list[date] = []
    undated: set[str] = set()
    for each in returns:
        if each.provider in wanted:
            dated = [row.as_at for row in each.rows if row.as_at is not None]
            days += dated
            if len(dated) < len(each.rows):
                undated.add(each.provider)
    pins = [row.value for row in view.rows(Placement, kind=[str(PlacementKind.PIN), str(PlacementKind.HELD)])]
    promises = [
        *view.rows(Promise, ended=None, accepted=False),
        *(view.promised_since(min(days)) if days else ()),
        *view.rows(Promise, ended=None, provider=sorted(undated)),
    ]
    holders = [*pins, *(row.value for row in promises)]
    near = frozenset(each.package for each in holders if each.provider in wanted)
    loose = wanted & {each.provider for each in pins if None in (each.contract, each.lot)}
    counting = [award for award in covering if counts(award)]
    counted = {award.provider for award in counting} | loose
    if not counted:
        return _Near(near)
    weeks = council_of(view).policy.share_weeks is not None
    lines = view.standing_care(None if weeks else sorted(counted))
    care = standing((line for line in lines if line.package not in near), as_at_days(returns))
    return _Near(
        packages=near | care.others,
        care=care.lines,
        counted=True,
        areas=None if loose else _areas(lots[award.lot] for award in counting),
    )


def _covering(view: Reading, package: Package) -> dict[str, Lot]:
    """The lots that have the package's area and service, by id."""
    lots = view.rows(Lot)
    return {row.key: row.value for row in lots if row.value.covers(package.area, package.service)}


def _areas(lots: Iterable[Lot]) -> tuple[str, ...] | None:
    """The ids of all areas of some lots; None where one has every area."""
    found: set[str] = set()
    for lot in lots:
        if lot.areas is None:
            return None
        found.update(lot.areas)
    return tuple(sorted(found))
