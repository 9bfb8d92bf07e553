"""Offers on both databases: paged by their deadline, found, answered, undone, and replayed from the acts."""

from dataclasses import replace

from allocation.acts.offers import Answer
from allocation.lists import OfferQuery, OfferState
from allocation.model import AwardKey, Ranking, Step
from allocation.use_cases import undoing, waiting_list
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer, offers
from tests.allocation.sample import award, package, round_of
from tests.desks import bring_in, replayed

NAMES = ("avon", "brae", "clyde")


def asked(desk: Desk) -> str:
    """One package that is out with three providers at once; its id."""
    step = Step("C", 1, "Lot providers", Ranking.RANK, ask_together=3)
    awards = tuple(award(name, rank=place) for place, name in enumerate(NAMES, 1))
    round_ = round_of(packages=(package(), package("P2")), steps=(step,), awards=awards)
    named = tuple(replace(each, name=f"Àrd {each.provider}") for each in round_.providers)
    bring_in(desk, replace(round_, providers=named))
    key = waiting_list.id_of(desk, "P1")
    for name in NAMES:
        offer(desk, key, 1, AwardKey(1, "C", "L", name))
    return key


def test_the_list_is_paged_by_deadline_and_found_by_text(desk: Desk) -> None:
    """What is due first stands first, page by page; words are found in the package and the provider."""
    key = asked(desk)
    whole = offers(desk).rows
    assert [row.provider for row in whole] == list(NAMES)
    assert [row.due for row in whole] == sorted(row.due for row in whole)
    paged = [offers(desk, OfferQuery(offset=at, limit=2)) for at in (0, 2)]
    assert tuple(row for page in paged for row in page.rows) == whole
    assert {page.total for page in paged} == {3}
    assert [row.provider for row in offers(desk, OfferQuery(text="p1 àrd CLY")).rows] == ["clyde"]
    assert offers(desk, OfferQuery(package=key)).total == 3
    assert offers(desk, OfferQuery(package=waiting_list.id_of(desk, "P2"))).total == 0


def test_answers_and_their_undo_are_what_the_acts_say(desk: Desk) -> None:
    """The tables are those that the acts make anew, after answers and after they were undone."""
    asked(desk)
    first, second, _third = offers(desk).rows
    answer_offer(desk, second.id, second.version, Answer.ACCEPTED)
    answer_offer(desk, first.id, first.version, Answer.DECLINED, reason="Full")
    assert [row.provider for row in offers(desk, OfferQuery(state=OfferState.ACCEPTED)).rows] == ["brae"]
    assert [row.provider for row in offers(desk, OfferQuery(state=OfferState.ENDED)).rows] == [
        "clyde",
        "avon",
    ]
    undoing.undo(desk)
    assert [row.provider for row in offers(desk).rows] == list(NAMES)
    with reading(desk) as view:
        again = replayed(view)
        for kind in ("offer", "promise", "package", "refusal"):
            rows = again.rows[kind]
            keys = [(kind, key) for key in rows]
            assert view.standing(keys) == {
                (kind, key): (row.version, row.origin) for key, row in rows.items()
            }
