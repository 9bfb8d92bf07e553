"""What was issued, records and statements: found again, and printed again byte for byte."""

from typing import Literal

from allocation.acts.rows import Record
from allocation.errors import Fault, WorldError
from allocation.lists import Page, RecordKind, RecordQuery, RecordRow
from allocation.use_cases.desk import Desk, not_found, reading
from allocation.use_cases.issued_statements import statement_pages

What = Literal["record", "confirmation"]


def records(desk: Desk, query: RecordQuery | None = None) -> Page[RecordRow]:
    """A page of what was issued, the newest first."""
    with reading(desk) as view:
        return view.records(query or RecordQuery())


def record_pages(desk: Desk, record: str, what: What = "record") -> bytes:
    """The PDF as it was issued.

    Raises `WorldError`: `not_found`; `erased`, where its person was; `page_altered`, where it is another.
    """
    with reading(desk) as view:
        row = view.get(Record, record)
        if row is None:
            raise not_found("record", record)
        digest = row.value.record_digest if what == "record" else row.value.confirmation_digest
        pages = view.page(record, what, digest)
    if pages is None:
        raise WorldError(Fault("erased", facts={"number": row.value.number}))
    return pages


def pages_of(desk: Desk, row: RecordRow, what: What = "record") -> bytes:
    """The PDF of what a line stands for, as it was issued; a statement has one paper, whatever is wanted.

    Raises `WorldError` as `record_pages` does.
    """
    if row.kind is RecordKind.STATEMENT:
        return statement_pages(desk, row.id)
    return record_pages(desk, row.id, what)
