"""Reviews of care and payment by results, in words: for the window, the command line and paper."""

from collections.abc import Iterator, Mapping
from datetime import date

from allocation.acts.rows import Review
from allocation.record.results import WHOLE, ContractResults, ResultLine, ResultsStatement
from allocation.use_cases.issued_statements import Quarter
from allocation.use_cases.review_rows import ToReview, WhyReview
from ui.wording import _
from ui.wording.care import short_day
from ui.wording.decisions import instant
from ui.wording.figures import day, hours, money
from ui.wording.terms import share

WHY_REVIEW: dict[WhyReview, str] = {
    WhyReview.GROWN: _("has grown"),
    WhyReview.FIRST: _("first review"),
    WhyReview.BLOCK_END: _("block ends"),
}


def why_to_review(each: ToReview) -> str:
    """Why and when: `has grown from 7 h to 12 h 30 a week`, `block ends 23 Aug 2026`."""
    if each.why is WhyReview.GROWN:
        words = _("has grown by {more}, from {agreed} to {now} a week")
        more = hours(each.now - each.agreed)
        return words.format(more=more, agreed=hours(each.agreed), now=hours(each.now))
    return f"{WHY_REVIEW[each.why]} {short_day(each.day)}"


def review_line(made: Review, names: Mapping[str, str]) -> str:
    """A review in a line, without what was written beside it: `names` are providers' by label."""
    parts = (
        f"{short_day(made.since)} – {short_day(made.on)}",
        names.get(made.provider, made.provider),
        _("{achieved} of {agreed} outcomes").format(achieved=made.achieved, agreed=made.agreed),
        f"{hours(made.minutes_before)} → {hours(made.minutes_after)}",
    )
    return " · ".join(parts)


def quarter(first: date, last: date) -> str:
    """The three months: `1 April 2026 to 30 June 2026`."""
    return _("{start} to {end}").format(start=day(first), end=day(last))


def statement_title() -> str:
    """What the paper is called."""
    return _("Statement of payment by results")


def statement_name(made: ResultsStatement) -> str:
    """What its files are called: by their number, else by the quarter."""
    return made.number or f"results-{made.first:%Y-%m}"


def issue_state(found: Quarter) -> str:
    """Whether the quarter's statement was issued, under which number, and whether that still holds."""
    issued = found.issued
    if issued is None and found.now.day <= found.now.last:
        return _("Not issued: the quarter ends on {day}.").format(day=day(found.now.last))
    if issued is None:
        return _("Not issued yet.")
    facts = {"number": issued.number, "by": issued.by, "day": instant(issued.at)}
    if found.same:
        return _("Issued as {number} by {by}, {day}.").format(**facts)
    return _(
        "Issued as {number} by {by}, {day}. The figures are others by now: issue it anew to correct it."
    ).format(**facts)


LINE_HEADS: tuple[str, ...] = (
    _("Package"), _("From"), _("To"), _("Days"), _("Rate"), _("Before"), _("After"), _("Outcomes"),
    _("At stake"), _("By outcomes"), _("Earned"),
)  # fmt: skip
"""The heads of the lines below."""


def line_cells(line: ResultLine) -> tuple[str, ...]:
    """One review: what it covers, its outcomes, what they could earn and did."""
    care = line.care
    outcomes = _("{achieved} of {agreed}").format(achieved=care.achieved, agreed=care.agreed)
    return (
        care.package, short_day(care.since), short_day(care.on), str(care.days), money(care.rate),
        hours(care.before), hours(care.after), outcomes, money(line.stake), money(line.outcomes_most),
        money(line.outcomes),
    )  # fmt: skip


SUM_HEADS: tuple[str, ...] = (_("Half"), _("How it stands"), _("Could earn"), _("Earned"))
"""The heads of the sums below."""


def sum_rows(found: ContractResults) -> Iterator[tuple[str, str, str, str]]:
    """The two halves and the whole."""
    agreed = sum(line.care.agreed for line in found.lines)
    achieved = sum(line.care.achieved for line in found.lines)
    outcomes = _("{achieved} of {agreed} achieved").format(achieved=achieved, agreed=agreed)
    demand = _("{before} before, {after} after: {change}").format(
        before=hours(found.before), after=hours(found.after), change=_change(found)
    )
    yield _("Personal outcomes"), outcomes, money(found.outcomes_most), money(found.outcomes)
    yield _("Reduced demand"), demand, money(found.demand_most), money(found.demand)
    yield _("Together"), "", money(found.stake), money(found.earned)


def _change(found: ContractResults) -> str:
    fallen = found.before - found.after
    if fallen == 0:
        return _("no change")
    points = (2 * abs(fallen) * WHOLE + found.before) // (2 * found.before) if found.before else 0
    figures = {"hours": hours(abs(fallen)), "share": share(points)}
    return (_("{hours} less ({share})") if fallen > 0 else _("{hours} more ({share})")).format(**figures)


def reckoning(found: ContractResults) -> Iterator[str]:
    """How the figures come about, each in a sentence."""
    yield _(
        "At stake is {share} of what the hours before cost from the first day to the last: hours a week × "
        "rate × days ÷ 7, to the nearest penny. Half of it is earned by outcomes, half by reduced demand; an "
        "odd penny goes to outcomes."
    ).format(share=share(found.share))
    yield _("Outcomes earn their half in the proportion in which they were achieved, package by package.")
    if found.target is None:
        yield _("Reduced demand earns its half where the hours of all packages together fell at all.")
    else:
        yield _(
            "Reduced demand earns its half where the hours of all packages together fell by {target} or "
            "more, and a part in proportion where they fell by less."
        ).format(target=share(found.target))


def due_sentence(found: ContractResults) -> str:
    """Which packages fell due without a review; empty where none did."""
    if not found.due:
        return ""
    words = _("Block ended in the quarter, not reviewed yet, so nothing is reckoned for: {packages}.")
    return words.format(packages=", ".join(found.due))


def nothing_reviewed(made: ResultsStatement) -> str:
    """What is said where a statement has no lines."""
    words = _("{provider} has no care of this quarter under a contract that pays by results.")
    return words.format(provider=made.provider)
