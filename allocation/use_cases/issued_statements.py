"""Statements of payment by results as records: issued once, numbered, and the same paper for ever.

Until then a quarter is reckoned anew whenever it is asked for (`statements.py`). What changes later is a new
statement that names the old one; the old paper stays what the provider was sent.
"""

from dataclasses import dataclass, replace
from datetime import date

from allocation.acts import Row, created, read
from allocation.acts.rows import IssuedStatement
from allocation.codec import from_bytes, to_bytes
from allocation.errors import Fault, WorldError
from allocation.model import Provider
from allocation.ports import Paper, Reading
from allocation.record.results import ResultsStatement
from allocation.use_cases.desk import Desk, Done, keep, not_found, reading, writing
from allocation.use_cases.issuing import Heading
from allocation.use_cases.statements import statement_in
from allocation.use_cases.who import Right


@dataclass(frozen=True, slots=True)
class Quarter:
    """A provider's quarter as it is reckoned now, and its last issued statement with its id, if there is one.

    `same`: the issued one says what is reckoned now.
    """

    now: ResultsStatement
    issued: IssuedStatement | None = None
    key: str = ""
    same: bool = False


@dataclass(frozen=True, slots=True)
class StatementIssued:
    """The new statement's id and number."""

    key: str
    number: str
    done: Done


def quarter(desk: Desk, provider: str, first: date) -> Quarter:
    """How the three months from `first` on stand for a provider, by id. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        return _quarter(view, provider, first, desk.clock.today())


def issue_statement(
    desk: Desk, provider: str, first: date, paper: Paper, heading: Heading | None = None
) -> StatementIssued:
    """Issue the statement of the three months from `first` on, over by today. Where one was issued of these
    months and says otherwise, the new one corrects it.

    Raises `WorldError`: `not_found`, `statement_early`, `statement_nothing`, `statement_same` (nothing is
    otherwise than in the last), `statement_overlaps` (an issued one of other months shares days with it).
    """
    heading = heading or Heading()
    with writing(desk, Right.ISSUE) as writer:
        today = desk.clock.today()
        asked = writer.get(Provider, provider)
        if asked is None:
            raise not_found("provider", provider)
        found = _quarter(writer, provider, first, today)
        _refuse(found, _others(writer, provider, first, found.now.last), today)
        number = f"S{today.year}-{writer.count(IssuedStatement) + 1:05d}"
        made = replace(
            found.now,
            unit=heading.unit,
            number=number,
            by=desk.actor.name,
            at=desk.clock.now(),
            corrects=found.issued.number if found.issued else None,
            version=heading.version,
        )
        key = desk.new_id()
        row = IssuedStatement(
            number=number,
            provider=provider,
            first=made.first,
            last=made.last,
            earned=made.earned,
            at=desk.clock.now(),
            by=made.by,
            value_sha256=writer.keep_blob(to_bytes(made)),
            pages_sha256=writer.keep_blob(paper.results_statement(made)),
            corrects=made.corrects,
        )
        facts: dict[str, str | int] = {"provider": made.provider, "number": number, "from": first.isoformat()}
        done = keep(desk, writer, "issue_statement", [created(key, row)], reads=[read(asked)], facts=facts)
    return StatementIssued(key, number, done)


def statement_pages(desk: Desk, key: str) -> bytes:
    """The PDF of a statement (by id) as it was issued. Raises `WorldError` (`not_found`)."""
    with reading(desk) as view:
        row = view.get(IssuedStatement, key)
        if row is None:
            raise not_found("statement", key)
        return view.blob(row.value.pages_sha256)


def _quarter(view: Reading, provider: str, first: date, today: date) -> Quarter:
    now = statement_in(view, provider, first, today)
    issued = view.rows(IssuedStatement, provider=provider)
    last = max((row for row in issued if row.value.first == first), key=_number, default=None)
    if last is None:
        return Quarter(now)
    was = from_bytes(view.blob(last.value.value_sha256), ResultsStatement)
    return Quarter(now, last.value, last.key, was.contracts == now.contracts)


def _number(row: Row[IssuedStatement]) -> tuple[int, str]:
    """Numbers in the order in which they were given, beyond five figures too."""
    return len(row.value.number), row.value.number


def _others(view: Reading, provider: str, first: date, last: date) -> list[IssuedStatement]:
    """Issued statements of other months that share days with these."""
    issued = (row.value for row in view.rows(IssuedStatement, provider=provider))
    return [each for each in issued if each.first != first and each.first <= last and first <= each.last]


def _refuse(found: Quarter, others: list[IssuedStatement], today: date) -> None:
    now = found.now
    if today <= now.last:
        raise WorldError(Fault("statement_early", facts={"last": now.last.isoformat()}))
    if others:
        other = others[0]
        facts: dict[str, str | int] = {"number": other.number, "from": other.first.isoformat()}
        raise WorldError(Fault("statement_overlaps", facts={**facts, "until": other.last.isoformat()}))
    if found.issued and found.same:
        raise WorldError(Fault("statement_same", facts={"number": found.issued.number}))
    if not now.contracts and not found.issued:
        raise WorldError(Fault("statement_nothing", facts={"provider": now.provider}))
