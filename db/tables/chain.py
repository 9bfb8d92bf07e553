"""The acts, what they touched, and what an undo needs to know. Append-only, but for head and marks."""

from sqlalchemy import Column, Index, Integer, LargeBinary, Named, String, Table, Text, TypedColumns

from db.tables.base import ID, Instant, metadata


class HeadColumns(TypedColumns):
    """One row: the end of the chain. Whoever appends locks it first, so acts are made one after another."""

    id = Column(Integer, primary_key=True, autoincrement=False)
    number: Named[int]
    hash: Named[str]


class ActColumns(TypedColumns):
    """`body` is the proposal's canonical JSON, exactly as it was hashed; the other columns are for lists."""

    number = Column(Integer, primary_key=True, autoincrement=False)
    id = Column(ID, nullable=False, unique=True)
    kind: Named[str]
    by: Named[str]
    at = Column(Instant, nullable=False)
    facts = Column(Text, nullable=False)
    undoes: Named[int | None]
    previous: Named[str]
    hash: Named[str]
    body = Column(LargeBinary, nullable=False)


class LinkColumns(TypedColumns):
    """An act read (`wrote` 0) or changed (1) a row, which until then had its value from the act `origin`.

    `before` is that value as JSON: what an undo brings back. The acts
    themselves would tell it too, more slowly.
    """

    number = Column(Integer, primary_key=True, autoincrement=False)
    kind = Column(String, primary_key=True)
    key = Column(ID, primary_key=True)
    wrote = Column(Integer, primary_key=True, autoincrement=False)
    origin: Named[int]
    before = Column(LargeBinary)


class GoneColumns(TypedColumns):
    """A row that is no longer there: since which act, and whose absence it is."""

    kind = Column(String, primary_key=True)
    key = Column(ID, primary_key=True)
    version: Named[int]
    origin: Named[int]


class UndoneColumns(TypedColumns):
    """An act that is undone, and by which act."""

    number = Column(Integer, primary_key=True, autoincrement=False)
    by: Named[int]


class BlobColumns(TypedColumns):
    """Bytes without any personal field, packed, by the fingerprint of what they unpack to."""

    sha256 = Column(String(64), primary_key=True)
    packed = Column(LargeBinary, nullable=False)


head = Table("chain_head", metadata, HeadColumns)
acts = Table("acts", metadata, ActColumns)
links = Table("act_links", metadata, LinkColumns)
gone = Table("gone", metadata, GoneColumns)
undone = Table("undone", metadata, UndoneColumns)
blobs = Table("blobs", metadata, BlobColumns)

Index("ix_act_links_row", links.c.kind, links.c.key, links.c.number)
Index("ix_act_links_origin", links.c.origin)
