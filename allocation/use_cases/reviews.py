"""Reviews of care: outcomes agreed and achieved, weekly hours before and after; and what is to be reviewed.

What is written beside a review may tell a person's story: it lies with the person's own fields.
"""

from datetime import date

from allocation.acts import Row, created, read, removed
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, Promise, Review, State
from allocation.errors import Fault, WorldError
from allocation.model import Contract, Placement, Provider
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, conflict, keep, not_found, reading, writing
from allocation.use_cases.held_care import HeldCare, held_care
from allocation.use_cases.review_rows import ToReview, to_review_of
from allocation.use_cases.waiting_list import case_of
from allocation.use_cases.who import Right

IN_CARE = (State.ACCEPTED, State.LIVE, State.SUSPENDED)
"""The states in which somebody gives a package's care."""


def record_review(
    desk: Desk,
    package: str,
    provider: str,
    on: date,
    agreed: int,
    achieved: int,
    *,
    since: date | None = None,
    before: int | None = None,
    after: int | None = None,
    note: str = "",
) -> Done:
    """Record what came of a package's care with a provider (both by id) up to a day, today or before.

    `agreed` and `achieved` count personal outcomes. `since` is the first day that it covers; by default the
    day after the last review, else the start of care. `before` and `after` are staff minutes a week, by
    default as it was placed or last reviewed, and as its visits are now.

    Raises `WorldError`: `not_found`, `review_nobody` (the provider never had it), `review_future`,
    `review_since` (nobody said when care began), `review_dates`, `review_overlap`, `review_agreed`,
    `review_achieved`, `review_before`.
    """
    note = note.replace("\x00", "").strip()  # which PostgreSQL cannot hold
    with writing(desk, Right.REFER) as writer:
        row, asked = case_of(writer, package), writer.get(Provider, provider)
        if asked is None:
            raise not_found("provider", provider)
        label = row.value.package.package
        care = held_care(writer, [row])[package]
        held = next((each for each in care if each.provider == provider), None)
        if held is None:
            facts: dict[str, str | int] = {"package": label, "provider": asked.value.name}
            raise WorldError(Fault("review_nobody", column="provider", facts=facts))
        before = held.agreed_minutes if before is None else before
        after = held.now if after is None else after
        since = since or held.unreviewed_since
        faults = _faults(held, since, on, desk.clock.today(), agreed, achieved, before)
        if faults or since is None:
            raise WorldError(*faults)
        text = writer.keep_personal(row.value.person, Personal(text=note)) if note else None
        review = Review(
            package=package,
            provider=provider,
            contract=held.contract,
            rate=held.rate,
            since=since,
            on=on,
            by=desk.actor.name,
            agreed=agreed,
            achieved=achieved,
            minutes_before=before,
            minutes_after=after,
            payload=text.id if text else "",
            digest=text.digest if text else "",
        )
        facts = {"package": label, "provider": asked.value.name, "on": on.isoformat()}
        facts |= {"agreed": agreed, "achieved": achieved}
        reads = [read(row), read(asked)]
        return keep(desk, writer, "review", [created(desk.new_id(), review)], reads=reads, facts=facts)


def withdraw_review(desk: Desk, review: str, read_version: int) -> Done:
    """Take a review back, as if it had not been made; only the last of a package and provider.

    Raises `WorldError`: `not_found`, `conflict`, `review_not_last`.
    """
    with writing(desk, Right.REFER) as writer:
        row = writer.get(Review, review)
        if row is None:
            raise not_found("review", review)
        value = row.value
        case = case_of(writer, value.package)
        label = case.value.package.package
        if row.version != read_version:
            raise conflict("review", label)
        others = writer.rows(Review, package=value.package, provider=value.provider)
        if any(each.value.on > value.on for each in others):
            raise WorldError(Fault("review_not_last", facts={"package": label}))
        facts: dict[str, str | int] = {"package": label, "on": value.on.isoformat()}
        return keep(desk, writer, "withdraw_review", [removed(row)], reads=[read(case)], facts=facts)


def to_review(desk: Desk) -> tuple[ToReview, ...]:
    """All care that is to be reviewed now or within the week, with the reason: what has grown first."""
    with reading(desk) as view:
        cases = {row.key: row for row in (*view.in_blocks(), *_under_review_terms(view))}
        rows = list(cases.values())
        return to_review_of(view, rows, held_care(view, rows), desk.clock.today())


def _under_review_terms(view: Reading) -> list[Row[Case]]:
    """Packages in care that may be with a contract which speaks of growth or results."""
    contracts = [
        row.key
        for row in view.rows(Contract)
        if row.value.review_growth_minutes is not None or row.value.results_share is not None
    ]
    if not contracts:
        return []
    keys = {row.value.package for row in view.rows(Promise, contract=contracts, ended=None)}
    brought = (*view.rows(Placement, contract=contracts), *view.rows(Placement, contract=None))
    keys |= {row.value.package for row in brought}
    return [case for case in view.rows(Case, id=sorted(keys)) if case.value.state in IN_CARE]


def _faults(
    held: HeldCare, since: date | None, on: date, today: date, agreed: int, achieved: int, before: int
) -> list[Fault]:
    faults = []
    if on > today:
        faults.append(Fault("review_future", column="on", value=on.isoformat()))
    if since is None:
        faults.append(Fault("review_since", column="since"))
    elif since > on:
        faults.append(Fault("review_dates", column="since", value=since.isoformat()))
    elif held.reviewed is not None and since <= held.reviewed:
        facts: dict[str, str | int] = {"until": held.reviewed.isoformat()}
        faults.append(Fault("review_overlap", column="since", value=since.isoformat(), facts=facts))
    if agreed < 1:
        faults.append(Fault("review_agreed", column="agreed", value=str(agreed)))
    elif not 0 <= achieved <= agreed:
        faults.append(Fault("review_achieved", column="achieved", value=str(achieved)))
    if before < 1:
        faults.append(Fault("review_before", column="before"))
    return faults
