"""Whom to ask for one package, on a page: the broker's own sheet, for the phone and for the file.

It names the package and nobody in it, so it may lie on a desk.
"""

from collections.abc import Iterator

from reportlab.platypus import Flowable, Spacer

from allocation.asking import Asking
from allocation.rungs import Ladder
from ui.paper.listing import Column, listing
from ui.paper.sheet import Head, Section
from ui.paper.tables import Cell, facts, heading, table
from ui.paper.week import week
from ui.paper.words import LABEL, ROW, ROW_BOLD, ROW_FIGURE, STRONG, TEXT, Words
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority
from ui.wording.asking import AskLine, AskStep, PassedOver, ToldLine, ask_steps, headline, told_lines
from ui.wording.figures import day, hours

MOST_ASKED, MOST_PASSED_OVER = 12, 10
"""Lines of a part's ladder before the rest is counted: of those to be asked, in their order, since nobody
rings more in a day; and of those that are not. With these a page is enough.
"""

MOST_NAMED = 10
"""Providers that a reason names before it counts the rest."""


def section(asking: Asking) -> Section:
    """The ladder as a document."""
    index, package = asking.index, asking.package
    area = next((each.name for each in index.round_.areas if each.area == package.area), "") or package.area
    head = Head(
        council=index.round_.council,
        unit="",
        title=_("Whom to ask"),
        subtitle=_("Package {package} · {area} · {service}").format(
            package=package.package, area=area, service=package.service
        ),
        reference=day(index.round_.day),
        foot=_("Room changes with every offer"),
    )
    return Section(head, list(_story(asking)))


def _story(asking: Asking) -> Iterator[Flowable]:
    package = asking.package
    yield Words(headline(asking), STRONG)
    yield Spacer(0, 5)
    pairs = [
        (_("Priority"), marked_priority(asking.priority)),
        (_("A week"), hours(package.staff_minutes)),
        (_("Wanted from"), day(asking.index.wanted_start(package))),
        (_("Needs"), ", ".join(package.needs)),
    ]
    yield from facts(pairs)
    yield from week(package.visits, asking.index.round_.bands)
    for ladder in asking.ladders:
        if len(asking.ladders) > 1:
            words = _("Part {part}, {hours} a week")
            yield from heading(words.format(part=ladder.part.number, hours=hours(ladder.part.staff_minutes)))
        yield from _ladder(asking, ladder)
    yield from _told(asking)


def _ladder(asking: Asking, ladder: Ladder) -> Iterator[Flowable]:
    steps = ask_steps(asking, ladder)
    if not steps:
        yield Words(_("No award covers its area and service."), TEXT)
    asked, passed_over = MOST_ASKED, MOST_PASSED_OVER
    for step in steps:
        yield from heading(step.title)
        if step.terms:
            yield Words(". ".join(_sentence(words) for words in step.terms) + ".", LABEL)
            yield Spacer(0, 2)
        if step.asked:
            yield _asked(step, asked)
        yield Spacer(0, 3)
        yield from (Words(_not_asked(each), ROW) for each in step.passed_over[:passed_over])
        if rest := step.passed_over[passed_over:]:
            count = sum(len(each.providers) for each in rest)
            words = ngettext("Not asked: {count} more.", "Not asked: {count} more.", count)
            yield Words(words.format(count=count), ROW)
        asked = max(0, asked - len(step.asked))
        passed_over = max(0, passed_over - len(step.passed_over))


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


def _asked(step: AskStep, most: int) -> Flowable:
    head = [_("Turn"), _("Ask"), _("Stands"), _("Room"), _("Rate"), _("A week"), _("Said, and when")]
    rows: list[list[Cell]] = [list(_row(line)) for line in step.asked[:most]]
    more = len(step.asked) - most
    if more > 0:
        words = (
            ngettext("and {count} more after these", "and {count} more after these", more)
            if most
            else ngettext("{count} more", "{count} more", more)
        )
        rows.append(["", words.format(count=more), "", "", "", "", ""])
    styles = [ROW_BOLD, ROW_BOLD, ROW, ROW, ROW_FIGURE, ROW_FIGURE, ROW]
    return table(head, rows, styles, [0.6, 2.6, 2.2, 3.1, 0.9, 1.1, 1.4])


def _row(line: AskLine) -> Iterator[Cell]:
    yield [Words(line.turn, ROW_BOLD), *([Words(line.at_once, LABEL)] if line.at_once else [])]
    yield [Words(line.provider, ROW_BOLD), Words(line.lot, LABEL)]
    yield [Words(words, ROW) for words in (line.standing, line.out) if words]
    yield from (line.room, line.rate, line.cost, "")


def _told(asking: Asking) -> list[Flowable]:
    """Who was asked before, and what came of it."""
    lines = told_lines(asking)
    part: Column[ToldLine] = Column(_("Part"), lambda line: line.part)
    columns: list[Column[ToldLine]] = [
        Column(_("Provider"), lambda line: line.provider, ROW_BOLD),
        *([part] if any(line.part for line in lines) else []),
        Column(_("Asked"), lambda line: line.asked),
        Column(_("Answer by"), lambda line: line.due),
        Column(_("What was said"), lambda line: line.said),
    ]
    return listing(_("Asked before"), lines, columns)


def _not_asked(each: PassedOver) -> str:
    names = list(each.providers[:MOST_NAMED])
    more = len(each.providers) - MOST_NAMED
    words = ", ".join(names)
    if more > 0:
        words = _("{names} and {count} more").format(names=words, count=more)
    return _("Not asked: {names}. {why}").format(names=words, why=each.why)
