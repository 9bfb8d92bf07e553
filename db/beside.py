"""Whether what lies beside the chain is what its acts kept: personal payloads, issued pages, frozen bytes.

Acts hold digests of all of it. A payload's and a page's are under the owner's secret, so they can be taken
again only while it stands: what was kept of a person before an erasure is not asked for.
"""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, select

from allocation.acts.altered import Altered
from allocation.acts.personal import Personal
from allocation.codec import to_bytes
from allocation.errors import WorldError
from db import seal
from db.tables import chain, personal

_BYTES = {
    "round": ("round_sha256", "members_sha256"),
    "plan": ("result_sha256",),
    "statement": ("value_sha256", "pages_sha256"),
}
"""By kind of row, which fields are fingerprints of bytes."""

_PAGES = {"record": "record_digest", "confirmation": "confirmation_digest"}
"""By page of a record, which field is its digest."""


class _Kept(NamedTuple):
    """What an act says of a payload or page: whose it is, its digest, and where that stands."""

    owner: str
    digest: str
    where: Altered


def altered(connection: Connection) -> list[Altered]:
    """What is gone or another, in the order in which it was kept."""
    said = _Said()
    said.hear_all(connection)
    found = {*_payloads(connection, said), *_pages(connection, said), *_bytes(connection, said)}
    return sorted(found, key=lambda each: (each.act, each.kind, each.key))


class _Said:
    """All that the acts say, and no erasure has voided since."""

    def __init__(self) -> None:
        self.payloads: dict[str, _Kept] = {}
        self.pages: dict[tuple[str, str], _Kept] = {}
        self.bytes: dict[str, Altered] = {}
        self._persons: dict[str, str] = {}
        self._of: dict[str, list[str]] = defaultdict(list)
        self._void: set[str] = set()

    def hear_all(self, connection: Connection) -> None:
        """Read every act, from the first on."""
        columns = chain.acts.c
        acts = select(columns.number, columns.kind, columns.body).order_by(columns.number)
        with connection.execute(acts.execution_options(yield_per=100)) as rows:
            for row in rows:
                changes = msgspec.json.decode(row.body)["changes"]
                if row.kind == "erase_person":
                    for change in changes:
                        self._erase(change["key"])
                for change in changes:
                    if change["kind"] == "package" and change["row"]:
                        self._persons[change["key"]] = change["row"]["person"]
                for change in changes:
                    if change["row"]:
                        self._hear(change["row"], Altered(change["kind"], change["key"], row.number))

    def _hear(self, row: Mapping[str, Any], where: Altered) -> None:
        match where.kind:
            case "person":
                self._payload(row, where.key, where)
            case "note" | "review":
                package = row["package"]
                self._payload(row, self._persons[package] if package else row["provider"], where)
            case "record":
                owner = self._persons[row["package"]]
                for what, field in _PAGES.items():
                    self.pages[where.key, what] = _Kept(owner, row[field], where)
            case _:
                pass
        for field in _BYTES.get(where.kind, ()):
            if row[field]:
                self.bytes.setdefault(row[field], where)

    def _payload(self, row: Mapping[str, Any], owner: str, where: Altered) -> None:
        payload = row["payload"]
        if payload and payload not in self._void and payload not in self.payloads:
            self.payloads[payload] = _Kept(owner, row["digest"], where)
            self._of[owner].append(payload)

    def _erase(self, owner: str) -> None:
        for payload in self._of.pop(owner, ()):
            self._void.add(payload)
            del self.payloads[payload]
        self.pages = {page: kept for page, kept in self.pages.items() if kept.owner != owner}


def _payloads(connection: Connection, said: _Said) -> Iterator[Altered]:
    """Payloads that are another than their digest says, another's, or gone."""
    missing = dict(said.payloads)
    table, keys = personal.personal, personal.keys
    rows = select(table, keys.c.secret).join_from(table, keys, table.c.owner == keys.c.owner)
    with connection.execute(rows.execution_options(yield_per=500)) as found:
        for row in found:
            if (kept := missing.pop(row.id, None)) is None:
                continue
            payload = Personal(row.reference, row.name, row.postcode, row.text)
            stands = row.search == f"{row.reference} {row.name}".casefold()
            digest = seal.digest(row.secret, to_bytes(payload))
            if not stands or (row.owner, digest) != (kept.owner, kept.digest):
                yield kept.where
    yield from (kept.where for kept in missing.values())


def _pages(connection: Connection, said: _Said) -> Iterator[Altered]:
    """Issued pages that do not open, are another than their digest says, or are gone."""
    missing = dict(said.pages)
    table, keys = personal.pages, personal.keys
    rows = select(table, keys.c.secret).join_from(table, keys, table.c.owner == keys.c.owner)
    with connection.execute(rows.execution_options(yield_per=20)) as found:
        for row in found:
            if (kept := missing.pop((row.record, row.what), None)) is None:
                continue
            try:
                seal.open_(row.secret, row.sealed, f"{row.record} {row.what}", kept.digest)
            except WorldError:
                yield kept.where
    yield from (kept.where for kept in missing.values())


def _bytes(connection: Connection, said: _Said) -> Iterator[Altered]:
    """Rounds, plans and statements whose bytes do not have their fingerprint, or are gone."""
    missing = dict(said.bytes)
    rows = select(chain.blobs.c.sha256, chain.blobs.c.packed)
    with connection.execute(rows.execution_options(yield_per=5)) as found:
        for row in found:
            where = missing.pop(row.sha256, None)
            if where and _fingerprint(row.packed) != row.sha256:
                yield where
    yield from missing.values()


def _fingerprint(packed: bytes) -> str | None:
    try:
        return hashlib.sha256(zlib.decompress(packed)).hexdigest()
    except zlib.error:
        return None
