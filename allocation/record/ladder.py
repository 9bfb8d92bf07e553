"""A package's ladder on its record: step by step, each provider with what came of it and how it ranked."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from itertools import groupby
from math import inf

from allocation.check import Reason
from allocation.index import Index
from allocation.model import AwardKey, Package, Ranking
from allocation.record.values import Finding, LadderRow, LadderStep
from allocation.rules.pair import PAIR_RULES, Facts
from allocation.rules.ranks import award_points, award_ranks

Row = tuple[int, AwardKey]
"""A part's number, and an award."""

UNRANKED = frozenset(PAIR_RULES)
"""Outcomes of those that do not rank: they break a rule."""


def ladder(index: Index, package: Package, reasons: Iterable[Reason]) -> tuple[LadderStep, ...]:
    """The reasons by step and contract, one row for each part and award; in a step that ranks its own, those
    that rank stand in that order and before those that do not, else as the reasons come.
    """

    def step(reason: Reason) -> tuple[int, str]:
        return (reason.step, reason.contract)

    return tuple(
        _step(index, package, contract, number, list(group))
        for (number, contract), group in groupby(sorted(reasons, key=step), key=step)
    )


def lot_name(index: Index, lot: str) -> str:
    """What a lot is called."""
    return index.lots[lot].name or lot


def _step(index: Index, package: Package, contract: str, number: int, reasons: list[Reason]) -> LadderStep:
    rows: dict[Row, list[Finding]] = defaultdict(list)
    for reason in reasons:
        award = AwardKey(number, contract, reason.lot, reason.provider)
        rows[reason.part, award].append(Finding(reason.code, _named(index, reason.facts)))
    step = index.steps[contract, number]
    codes = {row: {finding.code for finding in outcomes} for row, outcomes in rows.items()}
    ranks, points = standing(index, package, step.ranking, codes)
    return LadderStep(
        number=number,
        name=step.name,
        contract=index.contracts[contract].name,
        needs_authority=step.needs_authority,
        rows=tuple(
            LadderRow(
                provider=index.providers[award.provider].name,
                lot=lot_name(index, award.lot),
                part=part,
                outcomes=tuple(outcomes),
                rank=ranks.get((part, award)),
                points=points.get((part, award)),
            )
            for (part, award), outcomes in sorted(rows.items(), key=lambda row: by_rank(row[0], ranks))
        ),
        ranking=step.ranking,
        weights=(step.cost_weight, step.quality_weight) if step.ranking is Ranking.SCORE else None,
    )


def by_rank(row: Row, ranks: Mapping[Row, int]) -> tuple[int, float]:
    """What to sort the rows of a step by: part by part, who ranks in that order, then who does not."""
    return row[0], ranks.get(row, inf)


def standing(
    index: Index, package: Package, ranking: Ranking, rows: Mapping[Row, Collection[str]]
) -> tuple[dict[Row, int], dict[Row, int]]:
    """Ranks and points of the awards that each part may have, where the step ranks its own.

    `rows` are the awards of one step, each with the codes of what came of it. A step that was not reached
    ranks nobody: points are measured among all who may have the part, and nobody looked who these are.
    """
    ranks: dict[Row, int] = {}
    points: dict[Row, int] = {}
    if ranking not in (Ranking.RANK, Ranking.SCORE):
        return ranks, points
    unreached = {part for (part, _award), codes in rows.items() if "not_reached" in codes}
    for part in {part for part, _award in rows} - unreached:
        eligible = [
            index.awards[award]
            for (of, award), codes in rows.items()
            if of == part and UNRANKED.isdisjoint(codes)
        ]
        ranks |= {(part, award): rank for award, rank in award_ranks(index, package, eligible).items()}
        if ranking is Ranking.SCORE:
            points |= {(part, award): each for award, each in award_points(index, package, eligible).items()}
    return ranks, points


def _named(index: Index, facts: Facts) -> Facts:
    """Facts with the name of a provider that they speak of in place of its reference."""
    spoken = {fact: index.providers.get(str(facts.get(fact))) for fact in ("chosen", "alone")}
    return {**facts, **{fact: provider.name for fact, provider in spoken.items() if provider}}
