"""The largest figures that are read fit every database's columns, from the import to what is issued."""

from datetime import date

from allocation.acts.rows import IssuedStatement
from allocation.use_cases import imports, issued_statements, issuing, providers, reviews, waiting_list
from allocation.use_cases.desk import Desk
from allocation.use_cases.outcomes import outcomes
from tests.allocation.intake.folder import FILES, read
from tests.desks import PlainPaper, solve_round

LARGEST = {
    "packages": "package,area,priority,block_weeks,authorised_hours\nP1,North,critical,520,1000\n",
    "visits": "package,days,band,minutes,workers\n"
    + "P1,daily,morning,1440,2\n" * 2
    + "P1,7,any,1374,2\nP1,2,any,108,1\nP1,1,any,228,1\n",
    "providers": "provider,name,grade,quality\nAlba,Alba,6,100.00\n",
    "contracts": (
        "contract,most_lots,results_share,reduction_target,review_growth_hours\nC1,999,100,0.01,1000\n"
    ),
    "steps": (
        "contract,step,name,ranking,score_weights,response_hours,urgent_response_hours,ask_together,min_grade,"
        "rate_cap\nC1,99,Last,score,cost 999999;quality 999999,8760,8760,99,6,10000\n"
    ),
    "lots": "contract,lot,areas\nC1,L1,*\n",
    "awards": (
        "contract,lot,step,provider,rank,rate,enhanced_rate,target_share,max_share,guaranteed_hours\n"
        "C1,L1,99,Alba,999,10000,10000,100,100,100000\n"
    ),
    "capacity": "provider,staff_hours\nAlba,100000\n",
    "outcomes": (
        "package,provider,since,on,agreed,achieved,hours_before,hours_after,contract,rate\n"
        "P1,Alba,1900-01-01,2026-03-29,999,999,1000,0,C1,10000\n"
    ),
}


def test_the_largest_figures_are_kept_placed_and_issued(desk: Desk) -> None:
    """A package of a thousand hours at ten thousand pounds an hour, and a century's results."""
    intake = read({name: LARGEST[name] for name in FILES if name in LARGEST}, {"day": "2026-06-01"})
    assert intake.faults == ()
    assert intake.round_ is not None
    assert intake.round_.packages[0].staff_minutes == 60_000
    imports.apply_import(desk, intake, "test", imports.preview_import(desk, intake).read_up_to)
    view = solve_round(desk)
    (row,) = view.plan
    assert row.award is not None
    issuing.issue(desk, view.id, view.version, ["P1"], PlainPaper())
    (provider,) = providers.providers(desk)
    issued_statements.issue_statement(desk, provider.id, date(2026, 1, 1), PlainPaper())
    with desk.store.reading() as reading:
        (statement,) = reading.rows(IssuedStatement)
    assert statement.value.earned > 2**31
    detail = waiting_list.package(desk, waiting_list.id_of(desk, "P1"))
    today, since = desk.clock.today(), date(2026, 4, 1)
    reviews.record_review(desk, detail.id, provider.id, today, 999, 999, since=since, before=60_000, after=0)
    assert len(outcomes(desk)) == 2
