"""The selected package: who and what, its week, why it is where it is, and what would place it.

It follows the selection; nothing here changes anything.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from allocation.check import Change
from allocation.index import Index
from allocation.model import Package, Person
from ui.screen.round.week import Week, clock_times, loose
from ui.screen.round.why import LadderStep
from ui.screen.stylesheet import look, set_property
from ui.screen.theme import Theme
from ui.screen.widgets import apart, label
from ui.wording import _, ngettext
from ui.wording.aims import marked_priority
from ui.wording.changes import change_sentence
from ui.wording.figures import day, hours
from ui.wording.reasons import no_ladder


@dataclass(frozen=True, slots=True)
class Explained:
    """Everything that the panel says of one package. `steps` is None while it is being found out, and while a
    search is under way: its passing plans are not explained.
    """

    package: Package
    person: Person | None
    steps: tuple[LadderStep, ...] | None
    changes: Sequence[Change] = ()
    placed: bool = False
    issued: str = ""
    proposal: bool = False
    searching: bool = False


class PackagePanel(QScrollArea):
    """Shows one `Explained`; empty, it says what to do."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("The selected package"))
        self._theme = theme
        self._names: dict[str, str] = {}
        self._index: Index | None = None
        self.body = QWidget()
        self._column = QVBoxLayout(self.body)
        self._column.setContentsMargins(16, 12, 16, 16)
        self._column.setSpacing(4)
        self.setWidget(self.body)
        self.week = Week(theme)
        self.clear()

    def set_index(self, index: Index) -> None:
        """Names of providers and areas come from this round."""
        self._index = index
        self._names = {each.provider: each.name for each in index.round_.providers}

    def clear(self) -> None:
        """Nothing is selected."""
        self._empty()
        self._column.addWidget(label(_("Select a package to see why it is where it is."), "quiet", wrap=True))
        self._column.addStretch(1)

    def explain(self, found: Explained) -> None:
        """Show one package."""
        at = self.verticalScrollBar().value()
        self._empty()
        self._head(found)
        self._column.addSpacing(8)
        self.week = Week(self._theme)
        bands = self._index.round_.bands if self._index else ()
        self.week.show_visits(found.package.visits, bands)
        self._column.addWidget(self.week)
        for line in (*loose(found.package.visits), *clock_times(found.package.visits)):
            self._column.addWidget(label(line, "quiet", wrap=True))
        if found.changes:
            self._section(_("What would place it"))
            for change in found.changes:
                self._column.addWidget(label(change_sentence(change, self._names), wrap=True))
        self._section(_("Why here") if found.placed else _("Why not placed"))
        if found.steps is None:
            coming = _("The reasons follow when the search ends.") if found.searching else _("Looking…")
            self._column.addWidget(label(coming, "quiet", wrap=True))
        else:
            self._steps(found.steps, found.package)
        self._column.addStretch(1)
        self.verticalScrollBar().setValue(at)

    def texts(self) -> list[str]:
        """Every line that is shown, in order: what a test and a screen reader go by."""
        from PySide6.QtWidgets import QLabel

        return [each.text() for each in self.body.findChildren(QLabel)]

    def _head(self, found: Explained) -> None:
        package = found.package
        index = self._index
        priority = index.priority(package) if index else package.priority
        self._column.addWidget(label(package.package, "head"))
        ranks = label(marked_priority(priority))
        set_property(ranks, "tone", priority.value)
        self._column.addWidget(ranks)
        if found.issued:
            self._column.addWidget(
                label(_("✓ issued as {number}").format(number=found.issued), "good-strong")
            )
        if found.proposal:
            words = label(_("! proposal: a named person must authorise it first"), wrap=True)
            set_property(words, "tone", "substantial")
            self._column.addWidget(words)
        if found.person and found.person.name:
            self._column.addWidget(label(apart(found.person.name), wrap=True))
        facts = [_("hospital discharge")] if package.hospital_discharge else []
        facts += [_("option {option}").format(option=package.sds_option)] if package.sds_option != 3 else []
        if facts:
            self._column.addWidget(label(" · ".join(facts), "quiet", wrap=True))
        where = [self._area(package), _("{hours} a week").format(hours=hours(package.staff_minutes))]
        where += [_("two care workers")] if any(visit.workers > 1 for visit in package.visits) else []
        self._column.addWidget(label(" · ".join(where), wrap=True))
        for line in self._asks(package):
            self._column.addWidget(label(line, "quiet", wrap=True))

    def _area(self, package: Package) -> str:
        areas = {each.area: each.name for each in self._index.round_.areas} if self._index else {}
        return areas.get(package.area) or package.area

    def _asks(self, package: Package) -> Iterable[str]:
        if package.waiting_since:
            waited = self._index.waited(package) if self._index else 0
            words = ngettext("Waiting since {day}, {count} day", "Waiting since {day}, {count} days", waited)
            yield words.format(day=day(package.waiting_since), count=waited)
        if package.wanted_start:
            yield _("Wanted from {day}").format(day=day(package.wanted_start))
        if package.needs:
            yield _("Needs: {needs}").format(needs=", ".join(package.needs))
        for words, providers in (
            (_("Chosen: {providers}"), (package.chosen_provider,)),
            (_("Preferred: {providers}"), package.preferred_providers),
            (_("Current: {providers}"), (package.current_provider,)),
            (_("Excluded: {providers}"), package.excluded_providers),
        ):
            named = [self._names.get(each, each) for each in providers if each]
            if named:
                yield words.format(providers=", ".join(named))

    def _steps(self, steps: tuple[LadderStep, ...], package: Package) -> None:
        if not steps:
            self._column.addWidget(label(no_ladder(package), wrap=True))
        for step in steps:
            self._column.addSpacing(4)
            self._column.addWidget(label(step.title, "quiet", wrap=True))
            for rung in step.rungs:
                sign = "✓ " if rung.good else ""
                who = label(sign + ", ".join(rung.providers), "strong", wrap=True)
                self._column.addWidget(who)
                words = label(rung.words, "good" if rung.good else "", wrap=True)
                self._column.addWidget(words)

    def _section(self, title: str) -> None:
        self._column.addSpacing(12)
        rule = QFrame()
        look(rule, "line")
        self._column.addWidget(rule)
        self._column.addSpacing(4)
        self._column.addWidget(label(title, "strong"))

    def _empty(self) -> None:
        while (item := self._column.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()
