"""Packages and what hangs on them. No personal field is here; a person is a random id."""

from datetime import date

from sqlalchemy import Column, Index, Named, String, Table

from db.tables.base import ID, Canonical, RowColumns, metadata, to_row


class PersonColumns(RowColumns):
    """Where a person's fields lie (`personal`), and their digest. Both empty once the person is erased."""

    payload = Column(ID, nullable=False, index=True)
    digest: Named[str]


class PackageColumns(RowColumns):
    """A case and its package in one row. `package` is the reference; visits are part of the package, as JSON.

    What lists sort and search by is derived when the row is written: everything from `priority_order` on.
    `discharge_order` is that of a policy which ranks discharges with critical; `waiting_order` has a day far
    ahead where none is known.
    """

    package = Column(String, nullable=False, unique=True)
    person = Column(ID, to_row("people"), nullable=False, index=True)
    state = Column(String, nullable=False)
    since: Named[date | None]
    before: Named[str | None]
    ended: Named[str | None]
    area = Column(ID, to_row("areas"), nullable=False, index=True)
    priority: Named[str]
    visits = Column(Canonical, nullable=False)
    postcode: Named[str | None]
    service: Named[str]
    needs = Column(Canonical, nullable=False)
    hospital_discharge: Named[bool]
    discharge_date: Named[date | None]
    waiting_since: Named[date | None]
    wanted_start: Named[date | None]
    sds_option: Named[int]
    chosen_provider: Named[str | None]
    preferred_providers = Column(Canonical, nullable=False)
    excluded_providers = Column(Canonical, nullable=False)
    current_provider: Named[str | None]
    specialist: Named[bool]
    block_weeks: Named[int | None]
    authorised_minutes: Named[int | None]
    split_allowed: Named[str | None]
    priority_order: Named[int]
    discharge_order: Named[int]
    waiting_order: Named[date]
    staff_minutes: Named[int]
    visits_a_week: Named[int]
    double_up: Named[bool]
    service_folded: Named[str]
    search: Named[str]


class RefusalColumns(RowColumns):
    """A provider that was tried or ruled out for a package."""

    package = Column(ID, to_row("packages"), nullable=False, index=True)
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    outcome: Named[str]
    on: Named[date | None]
    until: Named[date | None]
    reason: Named[str]


class PlacementColumns(RowColumns):
    """Care that goes on, or a pin that came with a file."""

    package = Column(ID, to_row("packages"), nullable=False, index=True)
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    kind: Named[str]
    part: Named[int | None]
    contract = Column(ID, to_row("contracts"))
    lot = Column(ID, to_row("lots"))
    waives = Column(Canonical, nullable=False)
    reason: Named[str]
    authorised_by: Named[str]
    since: Named[date | None]


class NoteColumns(RowColumns):
    """On a package or on a provider; the text lies in `personal`."""

    on: Named[date]
    by: Named[str]
    payload: Named[str]
    digest: Named[str]
    package = Column(ID, to_row("packages"), index=True)
    provider = Column(ID, to_row("providers"), index=True)
    follow_up: Named[date | None]
    done: Named[bool]


class ReviewColumns(RowColumns):
    """What came of a package's care with a provider; what was written of it lies in `personal`."""

    package = Column(ID, to_row("packages"), nullable=False, index=True)
    provider = Column(ID, to_row("providers"), nullable=False, index=True)
    contract = Column(ID, to_row("contracts"))
    rate: Named[int]
    since: Named[date]
    on: Named[date]
    by: Named[str]
    agreed: Named[int]
    achieved: Named[int]
    minutes_before: Named[int]
    minutes_after: Named[int]
    payload: Named[str]
    digest: Named[str]


people = Table("people", metadata, PersonColumns)
packages = Table("packages", metadata, PackageColumns)
refusals = Table("refusals", metadata, RefusalColumns)
placements = Table("placements", metadata, PlacementColumns)
notes = Table("notes", metadata, NoteColumns)
reviews = Table("reviews", metadata, ReviewColumns)

# Lists are mostly of one state: each of these gives a page of it already in order.
for _first in ("priority_order", "discharge_order", "staff_minutes", "wanted_start"):
    _order = (packages.c[_first], packages.c.waiting_order, packages.c.package)
    Index(f"ix_packages_{_first}", packages.c.state, *_order)
Index("ix_packages_waiting", packages.c.state, packages.c.waiting_order, packages.c.package)
Index("ix_packages_reference", packages.c.state, packages.c.package)
Index("ix_notes_open", notes.c.done, notes.c.follow_up)
