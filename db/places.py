"""How much care there is in each place: what shares are taken of, summed where it is stored."""

from sqlalchemy import Connection, exists, func, or_, select

from allocation.acts.rows import State
from db.tables.packages import packages, placements
from db.tables.rounds import promises

IN_ROUNDS = tuple(str(state) for state in State if state is not State.ENDED)


def minutes_by_place(connection: Connection) -> dict[tuple[str, str], tuple[int, int]]:
    """By area id and service (without case): staff minutes a week of all packages that a round of today would
    have, and of the largest. Those are the packages that wait, and those whose care stands somewhere.
    """
    promised = exists().where(promises.c.package == packages.c.id, promises.c.ended.is_(None))
    placed = exists().where(placements.c.package == packages.c.id)
    statement = (
        select(
            packages.c.area,
            packages.c.service_folded,
            func.sum(packages.c.staff_minutes),
            func.max(packages.c.staff_minutes),
        )
        .where(packages.c.state.in_(IN_ROUNDS))
        .where(or_(packages.c.state == str(State.WAITING), promised, placed))
        .group_by(packages.c.area, packages.c.service_folded)
    )
    return {
        (area, service): (int(whole), int(largest))
        for area, service, whole, largest in connection.execute(statement)
    }
