"""A moved book's summary: before and after, who moves and why, what avoiding that would cost, who stays."""

from collections import Counter
from collections.abc import Iterator

from reportlab.platypus import Flowable

from allocation.moving import BookSummary, Fate, LotLine, MoveLine, ProviderLine
from allocation.record import check_code
from ui.paper.basis import decided, summary_head
from ui.paper.listing import Column, listing
from ui.paper.sheet import Section
from ui.paper.tables import facts
from ui.paper.words import LABEL, ROW_FIGURE, TEXT, Words
from ui.wording import _
from ui.wording.aims import marked_priority
from ui.wording.changes import placed_by
from ui.wording.figures import hours, money
from ui.wording.moving import avoided_sentence, cause_name, cost_difference, nowhere_name


def section(summary: BookSummary) -> Section:
    """The summary as a document."""
    code, subtitle = check_code(summary), _("Who stays, who moves and at what cost, from {day}")
    head = summary_head(summary.basis, summary.number, code, _("Moving a book"), subtitle)
    return Section(head, list(_story(summary)))


def _story(summary: BookSummary) -> Iterator[Flowable]:
    yield from facts(list(_headline(summary)), strong=[_("Stay"), _("Move"), _("Not placed")])
    for reason in summary.reasons:
        yield Words(reason, TEXT)
    if summary.book.unplaced or summary.book.unknown:
        words = _(
            "Costs before and after are of the packages that are placed and whose cost before is known."
        )
        yield Words(words, LABEL)
    yield from _causes(summary)
    yield from _by_provider(summary)
    yield from _by_lot(summary)
    yield from _unplaced(summary)
    yield from _avoidable(summary)
    yield from _forced(summary)
    yield from _staying(summary)
    yield from decided(summary.basis)


def _headline(summary: BookSummary) -> Iterator[tuple[str, str]]:
    book = summary.book
    yield _("Packages"), str(book.packages)
    yield _("Stay"), str(book.stay)
    yield _("Move"), str(book.move)
    yield _("Not placed"), str(book.unplaced)
    yield _("Hours a week"), hours(book.minutes)
    yield _("Weekly cost before"), money(book.before_pence)
    yield _("Weekly cost after"), money(book.after_pence)
    yield _("Difference"), cost_difference(book.after_pence - book.before_pence)
    yield _("Moves that a rule forces"), str(book.move - book.could_stay)
    yield _("Moves that could be avoided"), str(book.could_stay)
    if book.unknown:
        yield _("Cost before not known"), str(book.unknown)


def _causes(summary: BookSummary) -> list[Flowable]:
    """How many packages leave their provider for each cause."""
    counted = Counter(
        code
        for _package, code in {(line.package, line.cause.code) for line in summary.book.lines if line.cause}
    )
    columns: list[Column[tuple[str, int]]] = [
        Column(_("Why"), lambda each: cause_name(each[0])),
        Column(_("Packages"), lambda each: str(each[1]), ROW_FIGURE),
    ]
    return listing(
        _("Why care does not stay"), sorted(counted.items(), key=lambda each: (-each[1], each[0])), columns
    )


def _by_provider(summary: BookSummary) -> list[Flowable]:
    columns: list[Column[ProviderLine]] = [
        Column(_("Provider"), lambda line: summary.names.get(line.provider, line.provider)),
        Column(_("Before"), lambda line: str(line.before), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.before_minutes), ROW_FIGURE),
        Column(_("A week"), lambda line: _money(line.before_pence), ROW_FIGURE),
        Column(_("Stay"), lambda line: str(line.stay), ROW_FIGURE),
        Column(_("Leave"), lambda line: str(line.leave), ROW_FIGURE),
        Column(_("Come"), lambda line: str(line.come), ROW_FIGURE),
        Column(_("After"), lambda line: str(line.after), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.after_minutes), ROW_FIGURE),
        Column(_("A week"), lambda line: money(line.after_pence), ROW_FIGURE),
    ]
    return listing(_("Packages by provider, before and after"), summary.book.by_provider, columns)


def _by_lot(summary: BookSummary) -> list[Flowable]:
    columns: list[Column[LotLine]] = [
        Column(_("Lot"), lambda line: summary.lots.get(line.lot, line.lot) or _("not said")),
        Column(_("Before"), lambda line: str(line.before), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.before_minutes), ROW_FIGURE),
        Column(_("A week"), lambda line: _money(line.before_pence), ROW_FIGURE),
        Column(_("After"), lambda line: str(line.after), ROW_FIGURE),
        Column(_("Hours"), lambda line: hours(line.after_minutes), ROW_FIGURE),
        Column(_("A week"), lambda line: money(line.after_pence), ROW_FIGURE),
    ]
    return listing(_("Packages by lot, before and after"), summary.book.by_lot, columns)


def _unplaced(summary: BookSummary) -> list[Flowable]:
    columns: list[Column[MoveLine]] = [
        Column(_("Package"), lambda line: line.package),
        Column(_("Priority"), lambda line: marked_priority(line.priority)),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("With"), lambda line: _name(summary, line.holder)),
        Column(_("Why it cannot stay"), _cause),
        Column(_("Why nowhere else"), lambda line: nowhere_name(line.nowhere)),
        Column(
            _("Would be placed by"),
            lambda line: placed_by(line.change, summary.names, several=line.several),
        ),
    ]
    lines = [line for line in summary.book.lines if line.fate is Fate.UNPLACED]
    return listing(_("Not placed"), lines, columns)


def _forced(summary: BookSummary) -> list[Flowable]:
    """Who moves because a rule leaves no choice: a line each."""
    columns: list[Column[MoveLine]] = [*_who_moves(summary), Column(_("Why"), _cause)]
    lines = [line for line in summary.book.lines if line.fate is Fate.MOVES and line.avoided is None]
    return listing(_("Who moves because a rule leaves no choice"), lines, columns)


def _avoidable(summary: BookSummary) -> list[Flowable]:
    """Who could have stayed, and what leaving each where it is would cost, all else as it is."""
    columns: list[Column[MoveLine]] = [
        *_who_moves(summary),
        Column(_("A week if it stayed"), _staying_cost, ROW_FIGURE),
        Column(_("Staying would miss"), lambda line: _missed(summary, line)),
    ]
    lines = [line for line in summary.book.lines if line.fate is Fate.MOVES and line.avoided is not None]
    return listing(_("Who could have stayed, and what avoiding each move would cost"), lines, columns)


def _who_moves(summary: BookSummary) -> list[Column[MoveLine]]:
    return [
        Column(_("Package"), lambda line: line.package),
        Column(_("Hours"), lambda line: hours(line.minutes), ROW_FIGURE),
        Column(_("From"), lambda line: _name(summary, line.holder)),
        Column(_("To"), lambda line: _name(summary, line.award.provider) if line.award else ""),
        Column(_("A week"), _line_cost, ROW_FIGURE),
    ]


def _staying(summary: BookSummary) -> list[Flowable]:
    """Packages by provider in one cell each: there are many, and nothing happens to them."""
    by_provider: dict[str, list[str]] = {}
    for line in summary.book.lines:
        if line.fate is Fate.STAYS:
            by_provider.setdefault(line.holder, []).append(line.package)
    columns: list[Column[tuple[str, list[str]]]] = [
        Column(_("Provider"), lambda each: summary.names.get(each[0], each[0])),
        Column(_("Packages"), lambda each: str(len(set(each[1]))), ROW_FIGURE),
        Column(_("Who stays"), lambda each: ", ".join(dict.fromkeys(each[1]))),
    ]
    return listing(_("Who stays"), sorted(by_provider.items()), columns)


def _name(summary: BookSummary, provider: str) -> str:
    return summary.names.get(provider, provider)


def _cause(line: MoveLine) -> str:
    return cause_name(line.cause.code) if line.cause else ""


def _missed(summary: BookSummary, line: MoveLine) -> str:
    return avoided_sentence(line.avoided, by_points=summary.basis.score_by_points) if line.avoided else ""


def _staying_cost(line: MoveLine) -> str:
    """Against what it costs where it goes."""
    return cost_difference(line.avoided_pence - line.after) if line.avoided_pence is not None else ""


def _line_cost(line: MoveLine) -> str:
    """Against what it cost before, or the whole where that is not known."""
    return money(line.after) if line.before is None else cost_difference(line.after - line.before)


def _money(pence: int | None) -> str:
    return _("not known") if pence is None else money(pence)
