"""The list of what was issued: found by what people type, in any script, and cut to pages."""

from dataclasses import replace
from datetime import date

import pytest

from allocation.lists import RecordKind, RecordQuery
from allocation.use_cases import issuing, moves, records, rounds
from allocation.use_cases.desk import Desk
from tests.desks import (
    PlainPaper,
    bring_in,
    issue_statements,
    small_council,
    solve_round,
)


@pytest.mark.parametrize(("name", "text"), [("Àrd Cùram", "àrd"), ("ÉIRE HOME 50%", "éire 50%")])
def test_a_provider_is_found_without_case_in_any_language(desk: Desk, name: str, text: str) -> None:
    """Both databases fold the letters that have accents, as Gaelic and Welsh names do."""
    round_, people = small_council()
    providers = tuple(replace(each, name=name) for each in round_.providers)
    bring_in(desk, replace(round_, providers=providers), people)
    view = solve_round(desk)
    package = next(p.package for p in view.plan if p.award and p.package not in moves.proposals(view))
    issuing.issue(desk, view.id, view.version, [package], PlainPaper())
    assert [row.package for row in records.records(desk, RecordQuery(text=text)).rows] == [package]
    assert records.records(desk, RecordQuery(text="%")).total == ("%" in name)


def test_statements_stand_among_records_newest_first_page_by_page(desk: Desk) -> None:
    """Pages of any size, put together, are the whole list in one order; a kind, a number or a provider
    narrows it, and a package's own records are no statements.
    """
    round_, people = small_council()
    bring_in(desk, round_, people)
    view = solve_round(desk)
    placed = [p.package for p in view.plan if p.award and p.package not in moves.proposals(view)][:3]
    issue_statements(desk, 2)
    for package in placed:
        issuing.issue(
            desk, view.id, (view := rounds.round_view(desk, view.id)).version, [package], PlainPaper()
        )
    issue_statements(desk, 2, corrects="S2026-00001")
    whole = records.records(desk)
    kinds = [RecordKind.STATEMENT] * 2 + [RecordKind.ALLOCATION] * 3 + [RecordKind.STATEMENT] * 2
    assert [row.kind for row in whole.rows] == kinds
    assert [row.at for row in whole.rows] == sorted((row.at for row in whole.rows), reverse=True)
    for size in (1, 2, 3, 5):
        pages = [records.records(desk, RecordQuery(offset=at, limit=size)) for at in range(0, 7, size)]
        assert tuple(row for page in pages for row in page.rows) == whole.rows
        assert {page.total for page in pages} == {7}
    only = records.records(desk, RecordQuery(kind=RecordKind.STATEMENT, limit=3))
    assert (only.total, {row.kind for row in only.rows}) == (4, {RecordKind.STATEMENT})
    (first,) = records.records(desk, RecordQuery(text="s2026-00001")).rows
    assert (first.package, first.step, first.corrected_by) == ("", 0, "S2026-00004")
    assert (first.first, first.last) == (date(2026, 4, 1), date(2026, 6, 30))
    named = records.records(desk, RecordQuery(text=first.provider, kind=RecordKind.STATEMENT))
    assert named.total == 4
    own = records.records(desk, RecordQuery(package=view.members[placed[0]].id))
    assert [row.package for row in own.rows] == [placed[0]]
