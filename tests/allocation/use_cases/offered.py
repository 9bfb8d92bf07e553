"""A small council whose packages can be offered, and what a test asks of its offers."""

from dataclasses import replace
from typing import Any

from allocation.acts.offers import Answer, Offer
from allocation.acts.rows import State
from allocation.lists import OfferQuery, OfferRow, OfferState
from allocation.model import AwardKey, Ranking, Step
from allocation.use_cases import waiting_list
from allocation.use_cases.asking import ask_now
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offers
from tests.allocation.sample import award, package, round_of
from tests.desks import bring_in

STEP = Step("C", 1, "Lot providers", Ranking.RANK, response_hours=48)
NAMES = ("avon", "brae", "clyde")
FIRST, SECOND, THIRD = (AwardKey(1, "C", "L", name) for name in NAMES)


def council(desk: Desk, *, together: int = 1, hours: int = 5, **step: Any) -> str:
    """Two packages of 3 h 30 a week and three providers, in rank; the first package's id."""
    values: dict[str, Any] = {"steps": (replace(STEP, ask_together=together, **step),)}
    values["awards"] = tuple(award(name, rank=place) for place, name in enumerate(NAMES, 1))
    values["capacity"] = tuple(
        replace(row, provider=name, minutes=60 * hours) for row in round_of().capacity for name in NAMES
    )
    bring_in(desk, round_of(packages=(package(), package("P2")), **values))
    return waiting_list.id_of(desk, "P1")


def out(desk: Desk, state: OfferState = OfferState.OUT) -> list[OfferRow]:
    """The offers in a state."""
    return list(offers(desk, OfferQuery(state=state)).rows)


def say(desk: Desk, provider: str, answer: Answer, reason: str = "") -> bool:
    """A provider answers what it was offered; whether it has the package."""
    [row] = [each for each in out(desk) if each.provider == provider]
    return answer_offer(desk, row.id, row.version, answer, reason=reason).holds


def state(desk: Desk, reference: str = "P1") -> State:
    """A package's state."""
    return waiting_list.package(desk, waiting_list.id_of(desk, reference)).state


def left(desk: Desk, provider: str, reference: str = "P2") -> int:
    """The minutes that another package would find with a provider."""
    rungs = ask_now(desk, waiting_list.id_of(desk, reference)).ladders[0].rungs
    return next(r.room[0].left for r in rungs if r.award.provider == provider)


def version(desk: Desk, key: str) -> int:
    """The version of an offer."""
    with reading(desk) as view:
        row = view.get(Offer, key)
        assert row is not None
        return row.version
