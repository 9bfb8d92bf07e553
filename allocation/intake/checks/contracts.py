"""Awards: lots and steps of the same contract, ranks where a step is ranked, shares that add up."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from allocation.errors import Fault
from allocation.intake.codes import Code
from allocation.intake.columns import Cells
from allocation.intake.layout import contracts, lots, standing
from allocation.intake.references import Sheets
from allocation.model import Ranking


def contract_of_lots(sheets: Sheets) -> dict[str, str]:
    """The contract that each lot belongs to."""
    return {
        cells[lots.LOT]: cells[lots.CONTRACT]
        for cells in reversed(sheets["lots"].rows)
        if cells.has(lots.LOT, lots.CONTRACT)
    }


def other_contract(sheets: Sheets) -> Iterator[Fault]:
    """A lot that belongs to another contract than the row names, in awards, suspensions and placements."""
    owner = contract_of_lots(sheets)
    known = _known_contracts(sheets)
    for cells in sheets["awards"].rows:
        if cells.has(lots.CONTRACT, lots.AWARD_LOT):
            lot, contract = cells[lots.AWARD_LOT], cells[lots.CONTRACT]
            if contract in known and owner.get(lot, contract) != contract:
                yield cells.fault(Code.OTHER_CONTRACT, lots.AWARD_LOT, contract=contract, owner=owner[lot])
    for table in ("suspensions", "placements"):
        for cells in sheets[table].rows:
            if not cells.has(standing.CONTRACT, standing.LOT):
                continue
            given, where = cells[standing.LOT], cells[standing.CONTRACT]
            if given is not None and where in known and owner.get(given, where) != where:
                yield cells.fault(Code.OTHER_CONTRACT, standing.LOT, contract=where, owner=owner[given])


def _known_contracts(sheets: Sheets) -> set[str]:
    """The contracts that contracts.csv lists; without that table, those that steps and lots name."""
    if sheets["contracts"].rows:
        rows, column = sheets["contracts"].rows, contracts.CONTRACT
        return {cells[column] for cells in rows if cells.has(column)}
    return {
        cells[column]
        for table, column in (("steps", contracts.STEP_CONTRACT), ("lots", lots.CONTRACT))
        for cells in sheets[table].rows
        if cells.has(column)
    }


def steps_by_key(sheets: Sheets) -> dict[tuple[str, int], Cells]:
    """The rows of steps.csv by contract and number."""
    return {
        (cells[contracts.STEP_CONTRACT], cells[contracts.STEP]): cells
        for cells in sheets["steps"].rows
        if cells.has(contracts.STEP_CONTRACT, contracts.STEP)
    }


def unknown_steps(sheets: Sheets) -> Iterator[Fault]:
    """An award at a step that its contract has not. A contract that is unknown itself is told elsewhere."""
    sheet = sheets["steps"]
    key = (contracts.STEP_CONTRACT, contracts.STEP)
    if not sheet.known or not all(cells.has(*key) for cells in sheet.rows):
        return
    steps = steps_by_key(sheets)
    numbers: dict[str, list[int]] = defaultdict(list)
    for contract, number in steps:
        numbers[contract].append(number)
    known = _known_contracts(sheets)
    for cells in sheets["awards"].rows:
        if not cells.has(lots.CONTRACT, lots.STEP):
            continue
        if sheets["contracts"].known and cells[lots.CONTRACT] not in known:
            continue
        contract = cells[lots.CONTRACT]
        if (contract, cells[lots.STEP]) not in steps:
            shown = "; ".join(map(str, sorted(numbers[contract])))
            yield cells.fault(Code.UNKNOWN_STEP, lots.STEP, shown, contract=contract)


def without_rank(sheets: Sheets) -> Iterator[Fault]:
    """An empty rank in a step that is ranked by rank."""
    steps = steps_by_key(sheets)
    for cells in sheets["awards"].rows:
        if not cells.has(lots.CONTRACT, lots.STEP, lots.RANK) or cells[lots.RANK] is not None:
            continue
        step = steps.get((cells[lots.CONTRACT], cells[lots.STEP]))
        if step and step.has(contracts.RANKING) and step[contracts.RANKING] is Ranking.RANK:
            yield cells.fault(Code.NO_RANK, lots.RANK, "1", step=cells[lots.STEP])


def too_many_lots(sheets: Sheets) -> Iterator[Fault]:
    """A supplier with awards in more lots of a contract than it may have at a time, at whatever step."""
    most = {
        cells[contracts.CONTRACT]: number
        for cells in sheets["contracts"].rows
        if cells.has(contracts.CONTRACT, contracts.MOST_LOTS)
        and (number := cells[contracts.MOST_LOTS]) is not None
    }
    held: dict[tuple[str, str], list[Cells]] = defaultdict(list)
    for cells in sheets["awards"].rows:
        needed = (lots.CONTRACT, lots.PROVIDER, lots.AWARD_LOT, lots.START, lots.END)
        if cells.has(*needed) and cells[lots.CONTRACT] in most:
            held[cells[lots.CONTRACT], cells[lots.PROVIDER]].append(cells)
    for (contract, provider), rows in held.items():
        for day in sorted({cells[lots.START] or date.min for cells in rows}):
            there = [cells for cells in rows if _in_force(cells, day)]
            names = sorted({cells[lots.AWARD_LOT] for cells in there})
            if len(names) > most[contract]:
                shown, limit = "; ".join(names), most[contract]
                yield there[-1].fault(
                    Code.TOO_MANY_LOTS, lots.AWARD_LOT, provider=provider, most=limit, lots=shown
                )
                break


def _in_force(cells: Cells, day: date) -> bool:
    return (cells[lots.START] or date.min) <= day <= (cells[lots.END] or date.max)


def shares_below_one(sheets: Sheets) -> Iterator[Fault]:
    """Notice: a share between nought and one, which a cell formatted as a percentage gives for 60%."""
    for cells in sheets["awards"].rows:
        for column in (lots.TARGET_SHARE, lots.MAX_SHARE):
            if cells.has(column) and 0 < (cells[column] or 0) <= 100 and "." in cells.texts[column.name]:
                yield cells.fault(Code.SHARE_BELOW_ONE, column)


def shares_over_whole(sheets: Sheets) -> Iterator[Fault]:
    """Notice: target shares of one lot at one step that add up to more than the lot."""
    totals: dict[tuple[str, int], int] = defaultdict(int)
    for cells in sheets["awards"].rows:
        if cells.has(lots.AWARD_LOT, lots.STEP, lots.TARGET_SHARE):
            key = (cells[lots.AWARD_LOT], cells[lots.STEP])
            before = totals[key]
            totals[key] += cells[lots.TARGET_SHARE] or 0
            if before <= 10_000 < totals[key]:
                yield cells.fault(Code.SHARES_OVER_100, lots.TARGET_SHARE, lot=key[0], step=key[1])
