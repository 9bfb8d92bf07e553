"""Packages in parts: each part is asked for apart, and one that is out stays in its package."""

from dataclasses import replace

import pytest

from allocation.acts.offers import Answer
from allocation.acts.rows import State
from allocation.errors import WorldError
from allocation.use_cases import imports, referrals, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.offer_answers import answer_offer
from allocation.use_cases.offers import offer
from tests.allocation.sample import award, package, round_of, visit
from tests.allocation.use_cases.files import tables_of
from tests.allocation.use_cases.offered import FIRST, STEP, council, out, say, state, version
from tests.desks import bring_in


def test_two_parts_are_asked_for_apart(empty: Desk) -> None:
    """The package is accepted when both its parts are."""
    parts = package(visits=(visit(), visit(band="tea", part=2)), split_allowed="The family")
    row = round_of(
        packages=(parts,), steps=(STEP,), awards=(award("avon", rank=1),), bands=("morning", "tea")
    )
    bring_in(empty, row)
    key = waiting_list.id_of(empty, "P1")
    for number in (1, 2):
        offer(empty, key, number, FIRST)
    for row_ in out(empty):
        assert row_.parts == 2
        assert state(empty) is State.OFFERED
        answer_offer(empty, row_.id, version(empty, row_.id), Answer.ACCEPTED)
    assert state(empty) is State.ACCEPTED


def test_a_part_that_is_out_stays_in_its_package(empty: Desk) -> None:
    """Neither a form nor a file may take out a part that a provider was asked for; once that is taken back,
    both may.
    """
    council(empty)
    split = package(visits=(visit(), visit(band="tea", part=2)), split_allowed="A Person")
    whole = package(visits=(visit(), visit(band="tea")))
    bring_in(empty, round_of(packages=(split,)))
    key = waiting_list.id_of(empty, "P1")
    made = offer(empty, key, 2, FIRST)
    draft = referrals.draft_of(empty, key)
    one = replace(draft, visits=(draft.visits[0], {**draft.visits[1], "part": "1"}))
    renamed = replace(one, fields={**one.fields, "package": "P1a"})
    for form, reference in ((one, "P1"), (renamed, "P1a")):
        with pytest.raises(WorldError, match="part_held") as refused:
            referrals.save_referral(empty, form)
        [fault] = refused.value.faults
        assert (fault.file, fault.row, fault.column) == ("visits", 1, "part")
        assert fault.facts == {"package": reference, "part": 2, "provider": "Avon"}
    files = tables_of(round_of(packages=(package("P2"), whole)), {})
    [fault] = imports.read_files(empty, files).faults
    assert (fault.code, fault.file, fault.row, fault.column) == ("part_held", "visits.csv", 3, "part")
    answer_offer(empty, made.key, version(empty, made.key), Answer.WITHDRAWN, reason="One provider after all")
    assert imports.read_files(empty, files).faults == ()
    referrals.save_referral(empty, replace(one, read_version=referrals.draft_of(empty, key).read_version))
    assert len(waiting_list.package(empty, key).package.parts) == 1


def test_a_part_more_is_asked_for_and_a_part_less_leaves_it_accepted(empty: Desk) -> None:
    """A package that was accepted and is then shared out is offered again, so that its new part can be asked
    for; with that part put back it is accepted as before.
    """
    council(empty, hours=20)
    bring_in(empty, round_of(packages=(package(visits=(visit(), visit(band="tea"))),)))
    key = waiting_list.id_of(empty, "P1")
    offer(empty, key, 1, FIRST)
    say(empty, "avon", Answer.ACCEPTED)
    draft = referrals.draft_of(empty, key)
    visits = (draft.visits[0], {**draft.visits[1], "part": "2"})
    fields = {**draft.fields, "split_allowed": "A Person"}
    referrals.save_referral(empty, replace(draft, visits=visits, fields=fields))
    assert state(empty) is State.OFFERED
    made = offer(empty, key, 2, FIRST)
    answer_offer(empty, made.key, version(empty, made.key), Answer.WITHDRAWN, reason="One provider after all")
    assert state(empty) is State.OFFERED
    again = referrals.draft_of(empty, key)
    referrals.save_referral(empty, replace(draft, read_version=again.read_version))
    assert state(empty) is State.ACCEPTED
