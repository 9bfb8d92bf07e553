"""What is released, why and from when; and the round in which it may move while all other care stays."""

from collections.abc import Container, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from allocation.errors import Fault, WorldError
from allocation.index import Index, index
from allocation.model import Contract, Package, Placement, PlacementKind, Round, Suspension
from allocation.order import in_order


class Why(StrEnum):
    """Why live care is placed anew. The first two take it away from the provider, the third from the
    contract.

    closes: the provider closes on the day. suspended: it may have no care from the day. superseded: the
    contract ends the day before, and others follow it. lots: lots are awarded anew, and who has care there
    may keep it where it is awarded again. hand: the packages that a person names.
    """

    CLOSES = "closes"
    SUSPENDED = "suspended"
    SUPERSEDED = "superseded"
    LOTS = "lots"
    HAND = "hand"


@dataclass(frozen=True, slots=True)
class Release:
    """What may move from a day on. `what` holds references: one provider, one contract, lots or packages.

    `reason` is free text, kept with each placement that is released. Raises `WorldError` (`release_what`)
    where nothing is named.
    """

    why: Why
    what: tuple[str, ...]
    start: date
    reason: str = ""

    def __post_init__(self) -> None:
        if not self.what:
            raise WorldError(Fault("release_what"))


def moving_round(round_: Round, release: Release) -> Round:
    """The round of the live book in which what is released may move from the day on.

    Everything else live stays; what waits is no part of it. Whoever may move wants care from the day, so that
    contracts, awards and suspensions are asked as they are then. Offers that are out or not yet in a return
    stay held, but not with a provider that closes or is suspended.

    Raises `WorldError`: `release_unknown` for a reference that the round has not, `release_early` for a day
    before the round's, `release_nothing` where it releases no care.
    """
    known = index(round_)
    if release.start < round_.day:
        facts: dict[str, str | int] = {"start": release.start.isoformat(), "day": round_.day.isoformat()}
        raise WorldError(Fault("release_early", facts=facts))
    unknown = [name for name in release.what if name not in _table(known, release.why)]
    if unknown:
        why: dict[str, str | int] = {"what": str(release.why)}
        raise WorldError(*(Fault("release_unknown", value=name, facts=why) for name in unknown))
    placements = [
        replace(each, kind=PlacementKind.RELEASE, reason=release.reason or each.reason)
        if _releases(known, release, each)
        else each
        for each in round_.placements
    ]
    free = {each.package for each in placements if each.kind is PlacementKind.RELEASE}
    if not free:
        raise WorldError(Fault("release_nothing", value=", ".join(release.what)))
    standing = {each.package for each in placements}
    return replace(
        round_,
        packages=tuple(
            _wanted_from(each, release.start) if each.package in free else each
            for each in round_.packages
            if each.package in standing
        ),
        contracts=tuple(_ended(each, release) for each in round_.contracts),
        suspensions=in_order((*round_.suspensions, *_suspensions(release))),
        refusals=tuple(each for each in round_.refusals if each.package in standing),
        placements=in_order(placements),
    )


def _table(known: Index, why: Why) -> Container[str]:
    if why in (Why.CLOSES, Why.SUSPENDED):
        return known.providers
    if why is Why.SUPERSEDED:
        return known.contracts
    return known.lots if why is Why.LOTS else {package for package, _ in known.placements}


def _releases(known: Index, release: Release, each: Placement) -> bool:
    """Whether the release lets this placement go."""
    taken_away = release.why in (Why.CLOSES, Why.SUSPENDED)
    kinds = (PlacementKind.LIVE, PlacementKind.RELEASE)
    if each.kind not in ((*kinds, PlacementKind.HELD) if taken_away else kinds):
        return False
    if taken_away:
        return each.provider in release.what
    if release.why is Why.HAND:
        return each.package in release.what
    at = each.contract if release.why is Why.SUPERSEDED else each.lot
    return at in release.what if at is not None else bool(_own(known, release, each))


def _own(known: Index, release: Release, each: Placement) -> list[str]:
    """Where a placement that does not say may stand: awards of its provider there that cover the package."""
    package = known.packages[each.package]
    return [
        award.lot
        for award in known.awards.values()
        if award.provider == each.provider
        and (award.contract if release.why is Why.SUPERSEDED else award.lot) in release.what
        and known.lots[award.lot].covers(package.area, package.service)
    ]


def _wanted_from(package: Package, start: date) -> Package:
    return replace(package, wanted_start=max(start, package.wanted_start or start))


def _ended(contract: Contract, release: Release) -> Contract:
    """A superseded contract ends the day before, unless it ends earlier already."""
    if release.why is not Why.SUPERSEDED or contract.contract not in release.what:
        return contract
    last = release.start - timedelta(days=1)
    return replace(contract, end=min(last, contract.end or last))


def _suspensions(release: Release) -> Iterator[Suspension]:
    if release.why in (Why.CLOSES, Why.SUSPENDED):
        for provider in release.what:
            yield Suspension(provider, release.start, release.reason or str(release.why))
