"""Outcomes of reviews as files have them: read back to compare or to be written, and brought in."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from allocation.acts import RowChange, changed, created, kind_of
from allocation.acts.names import renamed
from allocation.acts.personal import Personal
from allocation.acts.rows import Case, PersonRef, Review
from allocation.model import CareOutcomes
from allocation.order import in_order
from allocation.ports import Reading, Writing
from allocation.use_cases.desk import Desk, reading
from allocation.use_cases.names import Names, names_of


def outcomes(desk: Desk) -> tuple[CareOutcomes, ...]:
    """Everything that reviews found, in labels, by package, provider and day; of people who were erased
    without what was written beside it.
    """
    with reading(desk) as view:
        return kept_outcomes(view)


def kept_outcomes(view: Reading) -> tuple[CareOutcomes, ...]:
    """The same, in a view that is open already."""
    rows = view.rows(Review)
    names = names_of(view, view.rows(Case, id=sorted({row.value.package for row in rows})))
    texts = view.personal([row.value.payload for row in rows if row.value.payload])
    return in_order(
        _outcomes(renamed(row.value, names.label), texts.get(row.value.payload, Personal()).text)
        for row in rows
    )


def outcome_changes(
    desk: Desk, writer: Writing, given: Sequence[CareOutcomes], names: Names, so_far: Iterable[RowChange]
) -> Iterator[RowChange]:
    """The changes that make reviews say what was read. One is told apart by package, provider and day.

    `so_far` are the import's changes up to here, whose new packages `names` knows; packages that have ended
    are learnt. What was written beside a review is kept with its person, unless that person was erased.
    """
    persons = {change.key: change.row["person"] for change in so_far if _is_package(change) and change.row}
    for case in writer.rows(Case, package=sorted({each.package for each in given})):
        names.add("package", case.key, case.value.package.package)
        persons[case.key] = case.value.person
    wanted = {_key(each, names): each for each in given}
    rows = writer.rows(Review, package=sorted({package for package, _provider, _on in wanted}))
    there = {(row.value.package, row.value.provider, row.value.on.isoformat()): row for row in rows}
    texts = writer.personal([row.value.payload for row in rows if row.value.payload])
    for key, each in wanted.items():
        row = there.get(key)
        made = _review(each, names, row.value.by if row else desk.actor.name)
        text = texts.get(row.value.payload, Personal()).text if row else ""
        if row and text == each.note:
            made = replace(made, payload=row.value.payload, digest=row.value.digest)
        elif each.note and _known(writer, persons[made.package]):
            sealed = writer.keep_personal(persons[made.package], Personal(text=each.note))
            made = replace(made, payload=sealed.id, digest=sealed.digest)
        if row is None:
            yield created(desk.new_id(), made)
        elif made != row.value:
            yield changed(row, made)


def _is_package(change: RowChange) -> bool:
    return change.kind == kind_of(Case)


def _key(each: CareOutcomes, names: Names) -> tuple[str, str, str]:
    return names.id("package", each.package), names.id("provider", each.provider), each.on.isoformat()


def _outcomes(review: Review, note: str) -> CareOutcomes:
    """A review, its names already labels, as a row of a file has it."""
    return CareOutcomes(
        package=review.package,
        provider=review.provider,
        since=review.since,
        on=review.on,
        agreed=review.agreed,
        achieved=review.achieved,
        minutes_before=review.minutes_before,
        minutes_after=review.minutes_after,
        contract=review.contract,
        rate=review.rate,
        note=note,
    )


def _review(each: CareOutcomes, names: Names, by: str) -> Review:
    return renamed(
        Review(
            package=each.package,
            provider=each.provider,
            contract=each.contract,
            rate=each.rate,
            since=each.since,
            on=each.on,
            by=by,
            agreed=each.agreed,
            achieved=each.achieved,
            minutes_before=each.minutes_before,
            minutes_after=each.minutes_after,
        ),
        names.id,
    )


def _known(writer: Writing, person: str) -> bool:
    """Whether the person was not erased; one that this very import brings in is not there yet."""
    row = writer.get(PersonRef, person)
    return row is None or bool(row.value.payload)
