"""The council's allocation record of one package: who, what care, where it went, on what terms, why."""

from collections.abc import Iterator, Sequence

from reportlab.platypus import Flowable, Spacer

from allocation.record import AllocationRecord, LadderRow, LadderStep, PlacedPart, check_code
from ui.paper.basis import aims_short, basis_facts, record_words
from ui.paper.sheet import Head, Section
from ui.paper.tables import Cell, facts, heading, table
from ui.paper.week import week
from ui.paper.words import LABEL, ROW, ROW_BOLD, STRONG, STRONG_FIGURE, TEXT, Words
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority, priority_name
from ui.wording.figures import day, hours, money
from ui.wording.ranks import points_words, rank_words, ranked_by
from ui.wording.reasons import sentence

MOST_PROVIDERS = 24
"""Providers that a row of the ladder names before it counts the rest."""


def section(record: AllocationRecord) -> Section:
    """The record as a document of its own."""
    basis = record.basis
    head = Head(
        council=basis.council,
        unit=basis.unit,
        title=_("Allocation record"),
        subtitle=_("Package {package} · {area} · {service}").format(
            package=record.package, area=record.area, service=record.service
        ),
        reference=record_words(record.number),
        code=check_code(record),
        foot=_("Round of {day}").format(day=day(basis.day)),
    )
    return Section(head, list(_story(record)))


def _story(record: AllocationRecord) -> Iterator[Flowable]:
    yield from facts(list(_person(record)), strong=[_("Person")])
    yield from _placed(record)
    yield from heading(_("The week’s care"))
    yield from week(record.visits, record.bands)
    yield from heading(_("Why this provider: each step in the contract’s order"))
    yield _ladder(record)
    yield from heading(_("The decision"))
    yield from facts(list(_decision(record)), columns=3)
    yield from heading(_("What the round aimed at, in order"), keep=122)
    yield aims_short(record.basis)
    yield Spacer(0, 4)
    yield Words(_("Fingerprint of the round: {sha}").format(sha=record.basis.round_sha256), LABEL)


def _person(record: AllocationRecord) -> Iterator[tuple[str, str]]:
    yield _("Person"), record.person.name
    yield _("Reference"), record.person.reference
    yield _("Priority"), _priority(record)
    yield _("Waiting since"), _waiting(record)
    yield _("Area"), f"{record.area}, {record.sector}" if record.sector else record.area
    yield _("Service"), record.service + (_(", specialist") if record.specialist else "")
    yield _("Needs"), ", ".join(record.needs)
    yield _("Self-directed support"), _("option {number}").format(number=record.sds_option)


def _priority(record: AllocationRecord) -> str:
    words = marked_priority(record.ranks_as)
    if record.hospital_discharge:
        return _("{priority}, hospital discharge").format(priority=words)
    if record.ranks_as is not record.priority:
        return _("{priority}, raised from {own}").format(priority=words, own=priority_name(record.priority))
    return words


def _waiting(record: AllocationRecord) -> str:
    if record.waiting_since is None:
        return ""
    waited = ngettext("{count} day", "{count} days", record.waited).format(count=record.waited)
    return _("{day} ({waited})").format(day=day(record.waiting_since), waited=waited)


def _placed(record: AllocationRecord) -> Iterator[Flowable]:
    """The table that carries the eye."""
    yield Spacer(0, 8)
    head = [
        _("Placed with"), _("Step and lot"), _("Start"), _("Hours a week"), _("Rate an hour"),
        _("Weekly cost"),
    ]  # fmt: skip
    styles = [STRONG, TEXT, TEXT, STRONG_FIGURE, STRONG_FIGURE, STRONG_FIGURE]
    several = len(record.parts) > 1
    cost = money(record.weekly_pence)
    rows: list[list[Cell]] = [
        [
            _provider(part, len(record.parts)),
            _("{step} {name}\n{lot}").format(step=part.step, name=part.step_name, lot=part.lot),
            day(part.start),
            hours(part.staff_minutes),
            money(part.rate),
            "" if several else cost,
        ]
        for part in record.parts
    ]
    if several:
        rows.append([Words(_("all parts"), TEXT), "", "", hours(record.staff_minutes), "", cost])
    yield table(head, rows, styles, [3.6, 2.9, 1.8, 1.6, 1.5, 1.7], strong_last=several)
    yield from facts(_terms(record))
    for note in dict.fromkeys(_notes(record)):
        yield Words(note, TEXT)


def _terms(record: AllocationRecord) -> list[tuple[str, str]]:
    first, weeks = record.parts[0], record.block_weeks
    block = ngettext("{count} week", "{count} weeks", weeks or 0).format(count=weeks)
    return [
        (_("Block"), block if weeks else _("no end set")),
        (_("Ends"), day(first.end) if first.end else ""),
        (_("First review"), day(first.review)),
        (_("Contract"), _contract(first)),
    ]


def _provider(part: PlacedPart, parts: int) -> list[Words]:
    name = part.provider
    if parts > 1:
        name = _("{provider} (part {part})").format(provider=name, part=part.part)
    return [Words(name, STRONG), *([Words(part.registration, LABEL)] if part.registration else [])]


def _contract(part: PlacedPart) -> str:
    return f"{part.contract} ({part.contract_reference})" if part.contract_reference else part.contract


def _notes(record: AllocationRecord) -> Iterator[str]:
    for part in record.parts:
        if part.delivered_by:
            yield _("Delivered by {name} for {provider}.").format(
                name=part.delivered_by, provider=part.provider
            )
        if part.enhanced:
            yield _("The enhanced rate applies: a specialist service is evidenced.")
    if record.joint_working:
        yield _("Joint working was allowed by {name}.").format(name=record.joint_working)


def _ladder(record: AllocationRecord) -> Flowable:
    rows: list[list[Cell]] = []
    for step in record.ladder:
        name = [Words(f"{step.number} {step.name}", ROW_BOLD)]
        if ranked := ranked_by(step.ranking, step.weights):
            name.append(Words(ranked, ROW))
        if step.needs_authority:
            name.append(Words(_("needs authority"), ROW))
        for place, (providers, why, took) in enumerate(_outcomes(step, len(record.parts))):
            style = ROW_BOLD if took else ROW
            rows.append([name if place == 0 else "", Words(providers, style), Words(why, style)])
    return table([_("Step"), _("Provider"), _("Outcome and why")], rows, widths=[2.4, 3.4, 6.2])


def _outcomes(step: LadderStep, parts: int) -> list[tuple[str, str, bool]]:
    """Providers, why, and whether they took it; providers with the same outcome share a row."""
    found: dict[tuple[str, bool], list[str]] = {}
    lots: dict[str, set[str]] = {}
    for row in step.rows:
        lots.setdefault(row.provider, set()).add(row.lot)
    unreached = 0
    for row in step.rows:
        if all(each.code == "not_reached" for each in row.outcomes):
            unreached += 1
            continue
        found.setdefault((_why(row), row.took_it), []).append(_named(row, parts, len(lots[row.provider])))
    rows = [(_some(names), why, took) for (why, took), names in found.items()]
    if unreached:
        count = ngettext("{count} provider", "{count} providers", unreached).format(count=unreached)
        rows.append((count, _("Not reached: it was placed at an earlier step."), False))
    return rows


def _why(row: LadderRow) -> str:
    why = " ".join(sentence(each) for each in row.outcomes)
    return f"✓ {why}" if row.took_it else why


def _named(row: LadderRow, parts: int, lots: int) -> str:
    """The provider, with the lot where it has several at the step, and the part where there are several."""
    name = _("{provider}, {lot}").format(provider=row.provider, lot=row.lot) if lots > 1 else row.provider
    if row.points is not None:
        name = f"{name} · {points_words(row.points)}"
    elif row.rank is not None:
        name = f"{name} · {rank_words(row.rank, None)}"
    return _("{provider} (part {part})").format(provider=name, part=row.part) if parts > 1 else name


def _some(names: Sequence[str]) -> str:
    names = list(dict.fromkeys(names))
    if len(names) <= MOST_PROVIDERS:
        return ", ".join(names)
    rest = len(names) - MOST_PROVIDERS
    return _("{names} and {count} more").format(names=", ".join(names[:MOST_PROVIDERS]), count=rest)


def _decision(record: AllocationRecord) -> Iterator[tuple[str, str]]:
    yield from basis_facts(record.basis)
    if any(part.needs_authority for part in record.parts):
        given = record.authority
        yield _("Authorised by"), given.by if given else _("not yet: this is a proposal")
        yield _("Reason for the later step"), given.reason if given else ""
    for part in record.parts:
        if part.pinned_by or part.pinned_why:
            yield _("Fixed by"), part.pinned_by
            yield _("Reason"), part.pinned_why
            if part.waives:
                yield _("Waives"), ", ".join(str(each) for each in part.waives)
    if record.replaces:
        yield _("Corrects record"), record.replaces
