"""The council, its places, providers and contracts. Columns bear the names of the values' own fields."""

from datetime import date

from sqlalchemy import Column, Named, String, Table, UniqueConstraint

from db.tables.base import ID, Canonical, RowColumns, metadata, to_row


class CouncilColumns(RowColumns):
    """One row, whose key is `council`."""

    name: Named[str]
    bands = Column(Canonical, nullable=False)
    policy = Column(Canonical, nullable=False)
    notice_read_by: Named[str]


class AreaColumns(RowColumns):
    """`area` is the label."""

    area = Column(String, nullable=False, unique=True)
    name: Named[str]
    postcodes = Column(Canonical, nullable=False)


class ProviderColumns(RowColumns):
    """`provider` is the label; `quality_hundredths` are hundredths of a point."""

    provider = Column(String, nullable=False, unique=True)
    name: Named[str]
    registration = Column(String, nullable=False, index=True)
    grade: Named[int | None]
    cqc_rating: Named[str]
    quality_hundredths: Named[int | None]
    skills = Column(Canonical, nullable=False)
    email: Named[str]


class ContractColumns(RowColumns):
    """`contract` is the label."""

    contract = Column(String, nullable=False, unique=True)
    name: Named[str]
    kind: Named[str]
    start: Named[date | None]
    end: Named[date | None]
    reference: Named[str]
    batch: Named[bool]
    clause: Named[str]
    most_lots: Named[int | None]
    results_share: Named[int | None]
    reduction_target: Named[int | None]
    review_growth_minutes: Named[int | None]


class StepColumns(RowColumns):
    """A step is labelled by its contract and number."""

    contract = Column(ID, to_row("contracts"), nullable=False)
    number: Named[int]
    name: Named[str]
    ranking: Named[str]
    cost_weight: Named[int]
    quality_weight: Named[int]
    no_return: Named[str]
    response_hours: Named[int | None]
    urgent_response_hours: Named[int | None]
    ask_together: Named[int]
    needs_authority: Named[bool]
    min_grade: Named[int | None]
    rate_cap: Named[int | None]


class LotColumns(RowColumns):
    """`lot` is the label; `areas` a list of ids, NULL for all, as `services`."""

    contract = Column(ID, to_row("contracts"), nullable=False)
    lot = Column(String, nullable=False, unique=True)
    name: Named[str]
    areas = Column(Canonical)
    services = Column(Canonical)


class AwardColumns(RowColumns):
    """Rates in pence an hour, shares in basis points, guarantees in staff minutes a week."""

    contract = Column(ID, to_row("contracts"), nullable=False)
    lot = Column(ID, to_row("lots"), nullable=False)
    step: Named[int]
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    rate: Named[int]
    rank: Named[int | None]
    enhanced_rate: Named[int | None]
    target_share: Named[int | None]
    max_share: Named[int | None]
    guaranteed_minutes: Named[int]
    new_packages: Named[bool]
    start: Named[date | None]
    end: Named[date | None]
    delivered_by: Named[str | None]
    exclusive_until: Named[date | None]


class ReturnColumns(RowColumns):
    """A provider's return in one scope, with all its figures: it is given, read and replaced as a whole."""

    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    lot = Column(ID, to_row("lots"))
    rows = Column(Canonical, nullable=False)


class SuspensionColumns(RowColumns):
    """NULL in `contract` or `lot` covers all."""

    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    start: Named[date]
    reason: Named[str]
    contract = Column(ID, to_row("contracts"))
    lot = Column(ID, to_row("lots"))
    until: Named[date | None]
    decided_by: Named[str]


councils = Table("councils", metadata, CouncilColumns)
areas = Table("areas", metadata, AreaColumns)
providers = Table("providers", metadata, ProviderColumns)
contracts = Table("contracts", metadata, ContractColumns)
steps = Table("steps", metadata, StepColumns, UniqueConstraint("contract", "number"))
lots = Table("lots", metadata, LotColumns)
awards = Table("awards", metadata, AwardColumns, UniqueConstraint("contract", "lot", "step", "provider"))
returns = Table("returns", metadata, ReturnColumns, UniqueConstraint("provider", "lot"))
suspensions = Table("suspensions", metadata, SuspensionColumns)
