"""Recorded reviews as they are shown, and care that is to be reviewed, with the reason."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from allocation.acts import Row
from allocation.acts.names import renamed
from allocation.acts.rows import Case, Review
from allocation.model import Contract, Provider
from allocation.ports import Reading
from allocation.use_cases.held_care import HeldCare
from allocation.use_cases.names import Names

AHEAD = timedelta(days=7)
"""A review is told so long before its day."""


class WhyReview(StrEnum):
    """Why a package's care is to be reviewed."""

    GROWN = "grown"
    FIRST = "first"
    BLOCK_END = "block_end"


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A recorded review, in labels. `text` is empty where nothing was written or its person was erased."""

    id: str
    version: int
    review: Review
    text: str


@dataclass(frozen=True, slots=True)
class ToReview:
    """A package that one provider has and that is to be reviewed: `package` and `provider` are ids.

    `day` is when it falls due, None (now) where it has grown. `agreed` and `now` are staff minutes a week.
    """

    package: str
    reference: str
    provider: str
    provider_name: str
    why: WhyReview
    day: date | None
    agreed: int
    now: int


def reviews_on(view: Reading, package: str, names: Names) -> tuple[ReviewRow, ...]:
    """The reviews of one package, the newest first."""
    rows = sorted(view.rows(Review, package=package), key=lambda row: row.value.on, reverse=True)
    texts = view.personal([row.value.payload for row in rows if row.value.payload])
    return tuple(
        ReviewRow(
            row.key,
            row.version,
            renamed(row.value, names.label),
            texts[row.value.payload].text if row.value.payload in texts else "",
        )
        for row in rows
    )


def to_review_of(
    view: Reading, cases: Sequence[Row[Case]], care: Mapping[str, Sequence[HeldCare]], today: date
) -> tuple[ToReview, ...]:
    """What of this care is to be reviewed now or within the week: what has grown first, then by day.

    Growth is told where its contract says from how much on. A day is told for care that is given in blocks,
    or whose contract speaks of growth or results; a council that records its reviews elsewhere is not
    reminded of every package.
    """
    going_on = [each for case in cases for each in care[case.key] if each.going_on]
    named = sorted({each.contract for each in going_on if each.contract})
    contracts = {row.key: row.value for row in view.rows(Contract, id=named)}
    references = {case.key: case.value.package.package for case in cases}
    due = [
        (each, why, day)
        for each in going_on
        for why, day in _why(each, contracts.get(each.contract or ""), today)
    ]
    providers = {row.key: row.value for row in view.rows(Provider, id=sorted({h.provider for h, *_ in due}))}
    found = [
        ToReview(
            held.package,
            references[held.package],
            held.provider,
            providers[held.provider].name,
            why,
            day,
            held.agreed_minutes,
            held.now,
        )
        for held, why, day in due
    ]
    return tuple(sorted(found, key=lambda each: (each.day or date.min, each.reference, each.why)))


def _why(held: HeldCare, contract: Contract | None, today: date) -> Iterator[tuple[WhyReview, date | None]]:
    most = contract.review_growth_minutes if contract else None
    if most is not None and held.growth > most:
        yield WhyReview.GROWN, None
    reviewed_here = most is not None or (contract is not None and contract.results_share is not None)
    day = held.review_day
    if day is not None and day <= today + AHEAD and (held.block_weeks is not None or reviewed_here):
        yield WhyReview.BLOCK_END if day == held.block_end else WhyReview.FIRST, day
