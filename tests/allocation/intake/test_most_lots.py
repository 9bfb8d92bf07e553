"""At most so many lots for one supplier of a contract (CONTRACTS, B7)."""

from tests.allocation.intake.folder import FILES, found, read

CONTRACTS = """
contract,name,most_lots
C1,Care at home,1
C2,Spot,
"""
AWARDS = """
contract,lot,step,provider,rank,rate,start,end
C1,L1,1,Alba,,22.50,{first}
C1,L2,2,Alba,1,24,{second}
C2,S1,3,Alba,,26,,
"""


def faults(first: str, second: str) -> list[tuple[str, str, int | None, str]]:
    """What is at fault where Alba has two lots of a contract that allows one, on these dates."""
    awards = AWARDS.format(first=first, second=second)
    return found(read(FILES | {"contracts": CONTRACTS, "awards": awards}))


def test_a_supplier_with_more_lots_than_it_may_have_is_named_with_them() -> None:
    """Two lots where one is allowed: the fault is at the award too many, and names supplier and lots."""
    assert faults(",", ",") == [("too_many_lots", "awards", 3, "lot")]
    intake = read(FILES | {"contracts": CONTRACTS, "awards": AWARDS.format(first=",", second=",")})
    assert intake.faults[0].facts == {"provider": "Alba", "most": 1, "lots": "L1; L2"}


def test_lots_are_counted_on_one_day() -> None:
    """An award that ends before the next begins is no second lot; one day together is."""
    assert faults(",2026-06-30", "2026-07-01,") == []
    assert faults(",2026-07-01", "2026-07-01,2026-12-31") == [("too_many_lots", "awards", 3, "lot")]


def test_a_contract_without_a_limit_has_none() -> None:
    """The spot contract's lot does not count against the other contract, and an empty cell allows any."""
    awards = AWARDS.format(first=",", second=",")
    assert found(read(FILES | {"contracts": CONTRACTS.replace("home,1", "home,"), "awards": awards})) == []
