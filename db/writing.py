"""What is written to the database, inside the one writer's transaction: `allocation.ports.Writing`."""

import hashlib
import zlib
from collections import defaultdict
from collections.abc import Sequence
from typing import Any

import msgspec
import uuid_utils
from sqlalchemy import Connection, TableClause, delete, insert, select, update

from allocation.acts import KINDS, Act, Proposal, apply
from allocation.acts.personal import Personal
from allocation.codec import to_bytes
from allocation.errors import Fault, WorldError
from allocation.ports import Sealed
from db import acts, seal
from db.reading import SqlReading
from db.rows import SqlRows
from db.tables import chain, personal


class SqlWriting(SqlReading):
    """Everything of a view, and writing. Its transaction holds the end of the chain.

    `erased` says whether a person was.
    """

    def __init__(self, connection: Connection) -> None:
        super().__init__(connection)
        acts.lock(connection)
        self.erased = False
        self._secrets: dict[str, bytes] = {}
        self._pending: dict[TableClause, list[dict[str, Any]]] = {personal.keys: [], personal.personal: []}

    def append(self, proposal: Proposal) -> Act:
        """Keep the act and apply it. Raises `WorldError` (`conflict`) where what it read is no longer so."""
        self._refuse_stale(proposal)
        self.flush()
        act = acts.append(self._connection, proposal, self._before(proposal))
        apply(act, SqlRows(self._connection))
        return act

    def keep_blob(self, data: bytes) -> str:
        """Keep bytes under their fingerprint, once."""
        sha256 = hashlib.sha256(data).hexdigest()
        there = select(chain.blobs.c.sha256).where(chain.blobs.c.sha256 == sha256)
        if self._connection.scalars(there).one_or_none() is None:
            self._connection.execute(insert(chain.blobs).values(sha256=sha256, packed=zlib.compress(data)))
        return sha256

    def new_owner(self) -> str:
        """A new owner's random id, with a secret of its own."""
        owner = str(uuid_utils.uuid7())
        self._give_secret(owner)
        return owner

    def keep_personal(self, owner: str, given: Personal) -> Sealed:
        """Keep a payload; its digest is under the owner's key."""
        payload = str(uuid_utils.uuid7())
        search = f"{given.reference} {given.name}".casefold()
        row = {"id": payload, "owner": owner, "search": search, **msgspec.to_builtins(given)}
        self._pending[personal.personal].append(row)
        return Sealed(payload, seal.digest(self._secret(owner), to_bytes(given)))

    def personal(self, payloads: Sequence[str]) -> dict[str, Personal]:
        """Payloads by id, those of this transaction too."""
        self.flush()
        return super().personal(payloads)

    def flush(self) -> None:
        """Write what waits to be written together: thousands of people come in by one statement."""
        for table, rows in self._pending.items():
            if rows:
                self._connection.execute(insert(table), rows)
                rows.clear()

    def seal_page(self, record: str, what: str, owner: str, data: bytes) -> str:
        """Keep a page under the owner's key."""
        secret = self._secret(owner)
        self.flush()
        self._connection.execute(
            insert(personal.pages).values(
                record=record, what=what, owner=owner, sealed=seal.close(secret, data, f"{record} {what}")
            )
        )
        return seal.digest(secret, data)

    def erase(self, owner: str) -> None:
        """Destroy payloads and key. SQLite overwrites what it deletes (`secure_delete`).

        The pages stay, and are nobody's: a key that the owner is given later, for a new note, is not theirs.
        """
        self.flush()
        self.erased = True
        of_owner = personal.pages.c.owner == owner
        self._connection.execute(update(personal.pages).where(of_owner).values(owner=""))
        self._connection.execute(delete(personal.personal).where(personal.personal.c.owner == owner))
        self._connection.execute(delete(personal.keys).where(personal.keys.c.owner == owner))
        self._secrets.pop(owner, None)

    def _secret(self, owner: str) -> bytes:
        if owner not in self._secrets:
            keys = personal.keys
            held = self._connection.scalars(select(keys.c.secret).where(keys.c.owner == owner)).one_or_none()
            if held is None:
                return self._give_secret(owner)
            self._secrets[owner] = held
        return self._secrets[owner]

    def _give_secret(self, owner: str) -> bytes:
        self._secrets[owner] = seal.new_secret()
        self._pending[personal.keys].append({"owner": owner, "secret": self._secrets[owner]})
        return self._secrets[owner]

    def _before(self, proposal: Proposal) -> dict[tuple[str, str], bytes]:
        """The rows that a proposal changes, as they are: what an undo brings back."""
        keys: dict[str, list[str]] = defaultdict(list)
        for change in proposal.changes:
            if change.was:
                keys[change.kind].append(change.key)
        return {
            (kind, row.key): to_bytes(row.value)
            for kind, several in keys.items()
            for row in self.rows(KINDS[kind], id=several)
        }

    def _refuse_stale(self, proposal: Proposal) -> None:
        relied = [(each.kind, each.key, each.version) for each in proposal.reads]
        relied += [(each.kind, each.key, each.was) for each in proposal.changes]
        now = self.standing([(kind, key) for kind, key, _ in relied])
        stale = [
            (kind, key)
            for kind, key, version in relied
            if now.get((kind, key), (0, 0))[0] != version
            and (version or acts.is_there(self._connection, kind, key))
        ]
        if stale:
            raise WorldError(
                *(Fault("conflict", facts={"what": kind, "id": key}) for kind, key in stale[:20])
            )
