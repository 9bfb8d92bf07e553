"""The list of issued records is found by what people type, in any script."""

from dataclasses import replace

import pytest

from allocation.lists import RecordQuery
from allocation.model import Effort
from allocation.use_cases import issuing, moves, records, rounds
from allocation.use_cases.desk import Desk
from tests.desks import PlainPaper, Waterfall, bring_in, never, no_progress, small_council


@pytest.mark.parametrize(("name", "text"), [("Àrd Cùram", "àrd"), ("ÉIRE HOME 50%", "éire 50%")])
def test_a_provider_is_found_without_case_in_any_language(desk: Desk, name: str, text: str) -> None:
    """Both databases fold the letters that have accents, as Gaelic and Welsh names do."""
    round_, people = small_council()
    providers = tuple(replace(each, name=name) for each in round_.providers)
    bring_in(desk, replace(round_, providers=providers), people)
    view = rounds.freeze_round(desk)
    view = rounds.allocate(desk, view.id, Effort(), Waterfall(), no_progress, never)
    package = next(p.package for p in view.plan if p.award and p.package not in moves.proposals(view))
    issuing.issue(desk, view.id, view.version, [package], PlainPaper())
    assert [row.package for row in records.records(desk, RecordQuery(text=text)).rows] == [package]
    assert records.records(desk, RecordQuery(text="%")).total == ("%" in name)
