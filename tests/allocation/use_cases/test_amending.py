"""A contract typed, amended and taken away: as files would say it, with every fault at its cell."""

from dataclasses import replace

import pytest

from allocation.errors import Fault, WorldError
from allocation.intake.rows import header_of
from allocation.lists import PackageQuery
from allocation.model import CapacityRow
from allocation.use_cases import amending, issuing, rounds, undoing, waiting_list
from allocation.use_cases.amending import DraftRow, TermsDraft, new_terms, save_terms, terms_draft
from allocation.use_cases.desk import Desk
from allocation.use_cases.providers import provider, providers, save_return
from allocation.use_cases.rounds import RoundView
from allocation.use_cases.terms import terms
from tests.desks import PlainPaper


def rows(table: str, *given: dict[str, str]) -> tuple[DraftRow, ...]:
    """Rows of a table, typed."""
    return tuple(DraftRow({**dict.fromkeys(header_of(table), ""), **each}) for each in given)


def typed(draft: TermsDraft, **tables: tuple[DraftRow, ...]) -> TermsDraft:
    """The draft with these tables in place of its own."""
    return replace(draft, tables={**draft.tables, **tables})


def argyll(desk: Desk) -> TermsDraft:
    """B1, Argyll and Bute 2012: three ranked providers an area; new work shared 60, 25 and 15 per cent."""
    shares = (("P1", "1", "60"), ("P2", "2", "25"), ("P3", "3", "15"))
    return typed(
        new_terms(desk),
        areas=rows("areas", {"area": "Oban", "name": "Oban and Lorn"}),
        providers=rows("providers", *({"provider": each, "name": f"Care {each}"} for each, _, _ in shares)),
        contracts=rows("contracts", {"contract": "AB", "name": "Care at home", "start": "2026-04-01"}),
        steps=rows("steps", {"step": "1", "name": "Ranked providers", "ranking": "rank"}),
        lots=rows("lots", {"lot": "Oban lot", "areas": "Oban"}),
        awards=rows(
            "awards",
            *(
                {
                    "lot": "Oban lot", "step": "1", "provider": each, "rank": rank, "rate": "19.50",
                    "target_share": share,
                }
                for each, rank, share in shares
            ),
        ),
    )  # fmt: skip


def faults_of(desk: Desk, draft: TermsDraft) -> list[Fault]:
    """What saving it is refused with."""
    with pytest.raises(WorldError) as refused:
        save_terms(desk, draft)
    return list(refused.value.faults)


def test_a_contract_is_set_up_from_nothing(empty: Desk) -> None:
    """One act; what was typed comes back; one undo takes it all away, another brings it back."""
    amended = save_terms(empty, argyll(empty))
    assert amended.contract == "AB"
    found = terms(empty)
    assert [award.target_share for award in found.awards] == [6000, 2500, 1500]
    assert [award.rate for award in found.awards] == [1950] * 3
    assert waiting_list.choices(empty).bands == ("morning", "lunch", "tea", "bed", "night")
    undoing.undo(empty)
    assert not terms(empty).contracts
    assert not terms(empty).awards
    undoing.redo(empty)
    assert terms(empty) == found


def test_what_is_read_and_saved_unchanged_is_no_act(desk: Desk) -> None:
    """Every cell goes through the draft as it was."""
    contract = terms(desk).contracts[0].contract
    before = terms(desk)
    done = save_terms(desk, terms_draft(desk, contract)).done
    assert not done.changed
    assert terms(desk) == before


def test_every_fault_is_told_at_its_cell(empty: Desk) -> None:
    """Several tables at once: the row is the draft's own, from 1, and nothing is kept."""
    draft = argyll(empty)
    first, second, third = draft.tables["awards"]
    wrong = typed(
        draft,
        awards=(
            replace(first, cells={**first.cells, "rate": "nineteen", "rank": ""}),
            replace(second, cells={**second.cells, "provider": "P9"}),
            replace(third, cells={**third.cells, "step": "4"}),
        ),
        lots=rows("lots", {"lot": "Oban lot", "areas": "Mull"}),
    )
    found = {(fault.file, fault.row, fault.column) for fault in faults_of(empty, wrong)}
    assert found == {
        ("awards", 1, "rank"),
        ("awards", 1, "rate"),
        ("awards", 2, "provider"),
        ("awards", 3, "step"),
        ("lots", 1, "areas"),
    }
    assert terms(empty).contracts == ()


def test_a_label_is_corrected_everywhere(desk: Desk) -> None:
    """A lot and a provider get another name; awards, here and of other contracts, and returns follow."""
    before = terms(desk)
    contract, lot = before.lots[0].contract, before.lots[0].lot
    draft = terms_draft(desk, contract)
    named = next(row for row in draft.tables["providers"])
    old = named.cells["provider"]
    draft = typed(
        draft,
        lots=tuple(
            replace(row, cells={**row.cells, "lot": "North"}) if row.was == lot else row
            for row in draft.tables["lots"]
        ),
        providers=tuple(
            replace(row, cells={**row.cells, "provider": "NEW"}) if row.was == old else row
            for row in draft.tables["providers"]
        ),
    )
    ids = {row.provider: row.id for row in providers(desk)}
    save_terms(desk, draft)
    after = terms(desk)
    assert {each.lot for each in after.lots} == {each.lot for each in before.lots} - {lot} | {"North"}
    assert {row.provider: row.id for row in providers(desk)}["NEW"] == ids[old]
    assert len(after.awards) == len(before.awards)
    round_ = rounds.freeze_round(desk).round_
    assert "NEW" in {each.provider for each in round_.providers}


def test_what_is_named_elsewhere_cannot_go(desk: Desk) -> None:
    """A provider of another contract, or one that a person wished for, stays; the fault says why."""
    everywhere = terms(desk)
    additional, main = (each.contract for each in everywhere.contracts)
    shared = next(award.provider for award in everywhere.awards if award.contract == main)
    only = next(
        award.provider
        for award in everywhere.awards
        if award.contract == additional
        and award.provider not in {other.provider for other in everywhere.awards if other.contract == main}
    )
    for gone, what in ((shared, "contracts"), (only, "packages")):
        draft = terms_draft(desk, additional)
        draft = typed(
            draft,
            providers=tuple(each for each in draft.tables["providers"] if each.was != gone),
            awards=tuple(each for each in draft.tables["awards"] if each.cells["provider"] != gone),
        )
        assert [(each.code, each.value, each.facts["what"]) for each in faults_of(desk, draft)] == [
            ("terms_in_use", gone, what)
        ]


def test_an_award_is_ended_or_removed(desk: Desk) -> None:
    """A last day ends it in place; without care under way it can go altogether."""
    contract = terms(desk).contracts[0].contract
    draft = terms_draft(desk, contract)
    first, *others = draft.tables["awards"]
    ended = replace(first, cells={**first.cells, "end": "30/06/2026"})
    save_terms(desk, typed(draft, awards=(ended, *others)))
    assert [award.end.isoformat() for award in terms(desk).awards if award.end] == ["2026-06-30"]
    count = len(terms(desk).awards)
    save_terms(desk, typed(terms_draft(desk, contract), awards=tuple(others)))
    assert len(terms(desk).awards) == count - 1


def test_a_lot_of_another_contract_keeps_its_name(empty: Desk) -> None:
    """Lot names are unique across contracts: the fault is at the new row, and names what is wrong."""
    save_terms(empty, argyll(empty))
    second = new_terms(empty)
    second = typed(
        second,
        contracts=rows("contracts", {"contract": "XY"}),
        steps=rows("steps", {"step": "1", "name": "All"}),
        lots=rows("lots", {"lot": "Oban lot", "areas": "*"}),
        awards=rows("awards", {"lot": "Oban lot", "step": "1", "provider": "P1", "rate": "18"}),
    )
    assert ("label_taken", "lots", 1) in {
        (each.code, each.file, each.row) for each in faults_of(empty, second)
    }


def test_names_do_not_change_places_at_one_stroke(empty: Desk) -> None:
    """Two rows that swap labels are refused in words rather than by the database."""
    save_terms(empty, argyll(empty))
    draft = terms_draft(empty, "AB")
    swapped = {"P1": "P2", "P2": "P1"}
    draft = typed(
        draft,
        providers=tuple(
            replace(row, cells={**row.cells, "provider": swapped.get(row.was, row.was)})
            for row in draft.tables["providers"]
        ),
    )
    assert {fault.code for fault in faults_of(empty, draft)} == {"label_moved"}


def test_a_stale_draft_overwrites_nothing(empty: Desk) -> None:
    """Who saves second keeps what was typed where the other changed nothing, else hears of a conflict."""
    save_terms(empty, argyll(empty))
    stale, other = terms_draft(empty, "AB"), terms_draft(empty, "AB")
    save_terms(empty, typed(other, areas=(*other.tables["areas"], *rows("areas", {"area": "Mull"}))))
    award, *rest = stale.tables["awards"]
    dearer = replace(award, cells={**award.cells, "rate": "25.00"})
    save_terms(empty, typed(stale, awards=(dearer, *rest)))
    assert {area.area for area in terms(empty).areas} == {"Oban", "Mull"}
    assert terms(empty).awards[0].rate == 2500
    clash = typed(stale, areas=(*stale.tables["areas"], *rows("areas", {"area": "Coll"})))
    assert [fault.code for fault in faults_of(empty, clash)] == ["conflict"]


def test_an_undo_that_would_leave_names_hanging_is_refused(empty: Desk) -> None:
    """A contract whose lot has a return by now is not undone; the return is, and then the contract."""
    act = save_terms(empty, argyll(empty)).done.act
    row = providers(empty)[0]
    figures = (CapacityRow(row.provider, 600, "Oban lot"),)
    save_return(empty, row.id, figures, empty.clock.today(), 0)
    with pytest.raises(WorldError) as refused:
        undoing.undo(empty, act)
    assert [fault.code for fault in refused.value.faults] == ["undo_depends"]
    undoing.undo(empty)
    undoing.undo(empty, act)
    assert not terms(empty).contracts


def test_an_unused_contract_goes_whole(empty: Desk) -> None:
    """Its steps, lots and awards go with it; areas and providers stay."""
    save_terms(empty, argyll(empty))
    amending.remove_contract(empty, "AB")
    found = terms(empty)
    assert not any((found.contracts, found.steps, found.lots, found.awards))
    assert set(found.provider_names) == {"P1", "P2", "P3"}


def test_a_contract_with_returns_is_not_removed(empty: Desk) -> None:
    """A return for its lot names it."""
    save_terms(empty, argyll(empty))
    row = providers(empty)[0]
    detail = provider(empty, row.id)
    figures = (CapacityRow(row.provider, 600, "Oban lot"),)
    save_return(empty, row.id, figures, empty.clock.today(), detail.return_version)
    with pytest.raises(WorldError) as refused:
        amending.remove_contract(empty, "AB")
    assert [(each.code, each.file, each.value) for each in refused.value.faults] == [
        ("terms_in_use", "lots", "Oban lot")
    ]


def test_packages_stay_as_they_are(desk: Desk) -> None:
    """An amended contract touches no package."""
    before = waiting_list.packages(desk, PackageQuery())
    draft = terms_draft(desk, terms(desk).contracts[0].contract)
    row, *others = draft.tables["awards"]
    save_terms(desk, typed(draft, awards=(replace(row, cells={**row.cells, "rate": "31.00"}), *others)))
    assert waiting_list.packages(desk, PackageQuery()) == before


def test_an_award_under_which_care_was_accepted_stays(desk: Desk, solved: RoundView) -> None:
    """It is ended by a last day instead; the fault names provider and lot."""
    authority = {(step.contract, step.number) for step in solved.round_.steps if step.needs_authority}
    package, award = next(
        (package, award)
        for (package, _part), award in solved.plan.awards.items()
        if award is not None and (award.contract, award.step) not in authority
    )
    issuing.issue(desk, solved.id, solved.version, [package], PlainPaper())
    draft = terms_draft(desk, award.contract)
    left = tuple(
        row
        for row in draft.tables["awards"]
        if (row.cells["lot"], row.cells["provider"], row.cells["step"])
        != (award.lot, award.provider, str(award.step))
    )
    (fault,) = faults_of(desk, typed(draft, awards=left))
    assert (fault.code, fault.value) == ("terms_in_use", f"{award.provider} / {award.lot}")
    assert fault.facts["what"] == "care"
