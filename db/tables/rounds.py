"""Rounds, their plans, what was promised and what was issued."""

from datetime import date, datetime

from sqlalchemy import BigInteger, Column, Named, String, Table

from db.tables.base import ID, Canonical, Instant, RowColumns, metadata, to_row


class RoundColumns(RowColumns):
    """A frozen round; its bytes are blobs, by their fingerprints."""

    day: Named[date]
    round_sha256: Named[str]
    members_sha256: Named[str]
    packages: Named[int]
    by: Named[str]
    at = Column(Instant, nullable=False)


class PlanColumns(RowColumns):
    """The plan of a round, under the round's own key."""

    round = Column(ID, to_row("rounds"), nullable=False)
    result_sha256: Named[str]
    moves = Column(Canonical, nullable=False)
    authorised = Column(Canonical, nullable=False)


class PromiseColumns(RowColumns):
    """Room that a part holds; open while `ended` is NULL."""

    package = Column(ID, to_row("packages"), nullable=False, index=True)
    part: Named[int]
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    contract = Column(ID, to_row("contracts"), nullable=False)
    lot = Column(ID, to_row("lots"), nullable=False)
    step: Named[int]
    on: Named[date]
    accepted: Named[bool]
    record = Column(ID, to_row("records"))
    ended: Named[date | None]
    began: Named[date | None]


class OfferColumns(RowColumns):
    """Under the key of the promise that holds its room; `due` and `asked` are instants."""

    package = Column(ID, to_row("packages"), nullable=False, index=True)
    part: Named[int]
    provider = Column(ID, to_row("providers"), nullable=False)
    contract = Column(ID, to_row("contracts"), nullable=False)
    lot = Column(ID, to_row("lots"), nullable=False)
    step: Named[int]
    place: Named[int]
    asked: Column[datetime] = Column(Instant, nullable=False)
    due: Column[datetime] = Column(Instant, nullable=False, index=True)
    by: Named[str]
    reason: Named[str]
    authorised_by: Named[str]
    answer: Named[str | None]
    answered: Column[datetime | None] = Column(Instant)
    answered_by: Named[str]


class RecordColumns(RowColumns):
    """An issued record's figures; its pages are sealed in `pages`."""

    number = Column(String, nullable=False, unique=True)
    package = Column(ID, to_row("packages"), nullable=False, index=True)
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    round = Column(ID, to_row("rounds"), nullable=False, index=True)
    parts = Column(Canonical, nullable=False)
    weekly_cost: Named[int]
    start: Named[date]
    at: Column[datetime] = Column(Instant, nullable=False, index=True)
    by: Named[str]
    record_digest: Named[str]
    confirmation_digest: Named[str]
    corrects: Named[str | None]


class WithdrawalColumns(RowColumns):
    """Under the key of the record that it takes back."""

    record = Column(ID, to_row("records"), nullable=False)
    on: Named[date]
    by: Named[str]
    reason: Named[str]


class StatementColumns(RowColumns):
    """An issued statement of payment by results; its pages are blobs, by their fingerprints."""

    number = Column(String, nullable=False, unique=True)
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    first: Named[date]
    last: Named[date]
    earned = Column(BigInteger, nullable=False)
    at: Column[datetime] = Column(Instant, nullable=False, index=True)
    by: Named[str]
    value_sha256: Named[str]
    pages_sha256: Named[str]
    corrects: Named[str | None]


rounds = Table("rounds", metadata, RoundColumns)
plans = Table("plans", metadata, PlanColumns)
records = Table("records", metadata, RecordColumns)
promises = Table("promises", metadata, PromiseColumns)
offers = Table("offers", metadata, OfferColumns)
withdrawals = Table("withdrawals", metadata, WithdrawalColumns)
statements = Table("statements", metadata, StatementColumns)
