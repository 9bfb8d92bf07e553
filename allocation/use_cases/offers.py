"""Offers: a package's part is put to a provider, with a deadline; what is out holds room till an answer.

Whom to ask, and in which order, is the ladder's matter (`allocation.asking`): an offer is made from a rung of
it, looked at once more in the one writer's transaction, so that no provider is offered more than its room.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from allocation.acts import Row, RowChange, changed, created, read
from allocation.acts.offers import Offer
from allocation.acts.rows import Promise, State
from allocation.asking import Asking
from allocation.errors import Fault, WorldError
from allocation.lists import OfferQuery, OfferRow, Page
from allocation.model import AwardKey, Provider
from allocation.ports import Reading
from allocation.rungs import Rung
from allocation.use_cases.asking import ask_in, award_of
from allocation.use_cases.desk import Desk, Done, keep, reading, writing
from allocation.use_cases.names import Names, names_of
from allocation.use_cases.waiting_list import case_of
from allocation.use_cases.who import Right

MAY_BE_OFFERED = (State.WAITING, State.OFFERED)
"""The states of packages for which providers are asked one by one; what has care moves in a round."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The new offer's id, and until when an answer counts."""

    key: str
    due: datetime
    done: Done


def offers(desk: Desk, query: OfferQuery | None = None) -> Page[OfferRow]:
    """A page of offers."""
    with reading(desk) as view:
        return view.offers(query or OfferQuery())


def offer(
    desk: Desk, package: str, part: int, award: AwardKey, *, reason: str = "", authorised_by: str = ""
) -> Offered:
    """Put a part of a package (by id) to the provider of an award, now.

    Whoever is asked before the first ones of the ladder have answered is asked out of turn, which needs a
    `reason`; so does a step that needs authority, with who gave it. Raises `WorldError`: `wrong_state`,
    `offer_out` (it was asked already), `offer_barred` (it is not asked, as the ladder says), `offer_turn`,
    `offer_authority`, and what `ask_now` raises.
    """
    reason, authorised_by = reason.strip(), authorised_by.strip()
    with writing(desk, Right.ISSUE) as writer:
        row = case_of(writer, package)
        label = row.value.package.package
        if row.value.state not in MAY_BE_OFFERED:
            facts: dict[str, str | int] = {"package": label, "state": row.value.state.value}
            raise WorldError(Fault("wrong_state", facts=facts))
        asking = ask_in(writer, desk, package)
        ladders = [each for each in asking.ladders if each.part.number == part]
        rungs = {rung.award: rung for each in ladders for rung in each.rungs}
        names = names_of(writer, [row])
        provider = writer.get(Provider, names.id("provider", award.provider))
        if award not in rungs or provider is None:
            unknown: dict[str, str | int] = {"package": label, "provider": award.provider}
            raise WorldError(Fault("offer_barred", facts=unknown))
        facts = {"package": label, "provider": provider.value.name or award.provider}
        if faults := _faults(asking, part, rungs, rungs[award], reason, authorised_by):
            raise WorldError(*(replace(each, facts=each.facts | facts) for each in faults))
        key, now = desk.new_id(), desk.clock.now()
        ids = (names.id("contract", award.contract), names.id("lot", award.lot))
        out = open_offers(writer, package, part)
        places = _places(out, rungs, award, names)
        made = Offer(
            package=package,
            part=part,
            provider=provider.key,
            contract=ids[0],
            lot=ids[1],
            step=award.step,
            place=places[""],
            asked=now,
            due=asking.deadlines[award.contract, award.step],
            by=desk.actor.name,
            reason=reason,
            authorised_by=authorised_by,
        )
        holds = Promise(
            package, part, provider.key, *ids, step=award.step, on=desk.clock.today(), accepted=False
        )
        changes: list[RowChange] = [created(key, made), created(key, holds)]
        changes += [
            changed(each, replace(each.value, place=places[each.key]))
            for each in out
            if each.value.place != places[each.key]
        ]
        reads = [read(provider)] if row.value.state is not State.OFFERED else [read(row), read(provider)]
        if row.value.state is not State.OFFERED:
            offered = replace(row.value, state=State.OFFERED, since=desk.clock.today())
            changes.append(changed(row, offered))
        done = keep(desk, writer, "ask", changes, reads=reads, facts=facts)
    return Offered(key, made.due, done)


def open_offers(view: Reading, package: str, part: int) -> list[Row[Offer]]:
    """A part's offers that are out, the first in the order of asking first."""
    held = {row.key for row in view.rows(Promise, package=package, part=part, ended=None, accepted=False)}
    found = [row for row in view.rows(Offer, package=package, part=part) if row.key in held]
    return sorted(found, key=lambda row: row.value.place)


def _faults(
    asking: Asking, part: int, rungs: Mapping[AwardKey, Rung], rung: Rung, reason: str, authorised_by: str
) -> list[Fault]:
    if (part, rung.award) in asking.out:
        return [Fault("offer_out")]
    if rung.turn is None or rung.wave is None:
        return [Fault("offer_barred")]
    faults = []
    if rung.wave > 1 and not reason:
        first = sorted((each for each in rungs.values() if each.wave == 1), key=lambda each: each.turn or 0)
        named = (asking.index.providers[each.award.provider] for each in first)
        before = ", ".join(dict.fromkeys(each.name or each.provider for each in named))
        faults.append(Fault("offer_turn", column="reason", facts={"before": before}))
    step = asking.index.steps[rung.award.contract, rung.award.step]
    if step.needs_authority and not (reason and authorised_by):
        column = "reason" if authorised_by else "authorised_by"
        faults.append(Fault("offer_authority", column=column, facts={"step": step.name}))
    return faults


def _places(
    out: list[Row[Offer]], rungs: Mapping[AwardKey, Rung], award: AwardKey, names: Names
) -> dict[str, int]:
    """The places of a part's offers by id, the new one under "": as the ladder has them now. One that the
    ladder would not ask any more stays before those that it would.
    """
    known = {key: rung.turn or 0 for key, rung in rungs.items()}
    turns = {row.key: known.get(award_of(row.value, names), 0) for row in out} | {"": known[award]}
    before = {row.key: row.value.place for row in out}
    last = len(before) + 1
    ordered = sorted(turns, key=lambda key: (turns[key], before.get(key, last)))
    return {key: place for place, key in enumerate(ordered, start=1)}
