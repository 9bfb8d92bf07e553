"""The aims of a plan by the second judge's own arithmetic, and the best plan by trying every one.

Slow and plain like `plain_checker`, and as ignorant of the product. Amounts are whole numbers: minutes,
hundredths of a minute for commitments, sixtieths of a penny (minutes times pence an hour) for the score.
"""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

from tests.end_to_end.plain_checker import PRIORITIES, Checker, Part, Plan, Where
from tests.end_to_end.plain_files import day_of, minutes, several, staff_minutes

MOST = ("placed_critical", "placed_substantial", "placed_moderate", "placed_low", "wishes", "waits")
POINT = 10_000


def aims(checker: Checker, plan: Plan) -> dict[str, int]:
    """Every aim's value, in the policy's order."""
    values = _first_five(checker, plan)
    values["ranks"] = sum(
        rank(checker, part, where) - 1
        for part, where in _placed(checker, plan)
        if not checker.stays_live(part)
    )
    others = {
        "wishes": sum(_wished(checker, part, where) for part, where in _placed(checker, plan)),
        "commitments": _commitments(checker, plan),
        "waits": _waits(checker, plan),
        "score": sum(excess(checker, part, where) for part, where in _placed(checker, plan)),
        "pairs": len({(where.provider, _sector(part)) for part, where in _placed(checker, plan)}),
    }
    named = checker.policy.get("aims", list(others))
    return values | {name: others[name] for name in named if name in others}


def key_of(values: dict[str, int]) -> tuple[int, ...]:
    """Aims as a tuple of which the greatest is best."""
    return tuple(value if aim in MOST else -value for aim, value in values.items())


def every_valid_plan(checker: Checker, most: int) -> Iterator[Plan]:
    """Every valid plan; none at all where there would be more than `most` to try.

    What is settled stands at the first award that will do. But for pins: these stand at each that their row
    leaves open, unless something goes by first refusal, and whose turn comes when would hang on the choice.
    """
    choices: dict[tuple[str, str], list[Where | None]] = {}
    by_batch = all(row["batch"] != "no" for row in checker.contracts.values())
    for key, part in checker.parts.items():
        possible: list[Where | None] = [where for where in checker.awards if not checker.broken(part, where)]
        if checker.outside(part):
            possible = [None]
        elif checker.settled(part):
            there: list[Where | None] = [each for each in checker.awards if checker.matches(part, each)]
            possible = [each for each in there if each in possible]
            if not (checker.kind(part) == "pin" and by_batch):
                possible = possible[:1]
        else:
            possible.append(None)
        choices[key] = possible
    count = 1
    for possible in choices.values():
        count *= len(possible)
    if count > most:
        return
    from tests.end_to_end.plain_turns import first_refusals  # it stands on this file

    settled = {key: possible[0] if possible else None for key, possible in choices.items()}
    for key, where in first_refusals(checker, settled).items():
        choices[key] = [where]
    for chosen in product(*choices.values()):
        plan = dict(zip(choices, chosen, strict=True))
        if not checker.invalid(plan):
            yield plan


def rank(checker: Checker, part: Part, where: Where) -> int:
    """The award's rank for this part: as awarded, or by score, where equals share one; 1 where unranked."""
    ranking = checker.steps[where.contract, where.step]["ranking"]
    if ranking == "rank":
        return int(checker.awards[where]["rank"])
    if ranking != "score":
        return 1
    mine = checker.score(part, where)
    rivals = [
        other
        for other in checker.awards
        if (other.contract, other.step) == (where.contract, where.step) and not checker.broken(part, other)
    ]
    return 1 + sum(checker.score(part, other) > mine for other in rivals)


def excess(checker: Checker, part: Part, where: Where) -> int:
    """What the award costs above the part's cheapest valid one, or its points short of the best."""
    valid = [other for other in checker.awards if not checker.broken(part, other)]
    if checker.policy.get("score_by") == "points":

        def points(award: Where) -> int:
            weights = checker.weights(award)
            return int(Fraction(checker.score(part, award) * POINT, sum(weights.values())))

        return max(points(other) for other in [*valid, where]) - points(where)
    cheapest = min(checker.rate(part, other) for other in [*valid, where])
    return _minutes(part) * (checker.rate(part, where) - cheapest)


def _minutes(part: Part) -> int:
    return sum(staff_minutes(visit) for visit in part.visits)


def _placed(checker: Checker, plan: Plan) -> list[tuple[Part, Where]]:
    return [(checker.parts[key], where) for key, where in plan.items() if where is not None]


def _whole(checker: Checker, plan: Plan) -> Iterator[list[Part]]:
    """The parts of each package that is placed whole."""
    for reference in checker.packages:
        own = [part for key, part in checker.parts.items() if key[0] == reference]
        if all(plan[part.key] is not None for part in own):
            yield own


def _first_five(checker: Checker, plan: Plan) -> dict[str, int]:
    values = {f"placed_{priority}": 0 for priority in PRIORITIES}
    for own in _whole(checker, plan):
        if not all(checker.stays_live(part) for part in own):
            values[f"placed_{PRIORITIES[checker.tier(own[0])]}"] += 1
    last = max(int(number) for _, number in checker.steps)
    for number in range(last, 1, -1):
        there = [
            part
            for part, where in _placed(checker, plan)
            if int(where.step) == number and not checker.stays_live(part)
        ]
        values[f"step_{number}"] = len(there)
        values[f"step_{number}_minutes"] = sum(_minutes(part) for part in there)
    return values


def _wished(checker: Checker, part: Part, where: Where) -> bool:
    wishes = [*several(part.package["preferred_providers"]), part.package["current_provider"]]
    return where.provider in wishes or checker.has_it(part, where)


def _commitments(checker: Checker, plan: Plan) -> int:
    total = 0
    for where, award in checker.awards.items():
        load = sum(_minutes(part) for part, at in _placed(checker, plan) if at == where)
        guaranteed = minutes(award["guaranteed_hours"] or "0")
        total += max(0, 100 * (guaranteed - load))
        if award["target_share"]:
            whole, _largest = checker.whole(where.lot)
            target = int(whole * Fraction(award["target_share"]) + Fraction(1, 2))
            shared = sum(checker.counted(part, where) for part, at in _placed(checker, plan) if at == where)
            total += abs(target - 100 * shared)
    return total


def _waits(checker: Checker, plan: Plan) -> int:
    days = 0
    for own in _whole(checker, plan):
        since = day_of(own[0].package["waiting_since"])
        days += max(0, (checker.day - since).days) if since else 0
    return days


def _sector(part: Part) -> str:
    postcode = part.package["postcode"]
    outward, _, inward = postcode.partition(" ")
    return f"{outward} {inward[:1]}" if postcode else part.package["area"]
