"""The ready-made schemes: what each is and where it comes from, fitted to the council and loaded."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from allocation.errors import WorldError
from allocation.intake.kinds import items
from allocation.model import Policy
from allocation.schemes import Areas, Providers, Scheme, terms_of, without_policy
from allocation.use_cases import council, schemes, waiting_list
from allocation.use_cases.waiting_list import Choices
from ui.screen.context import Context
from ui.screen.entry import complete
from ui.screen.facts import Facts
from ui.screen.files import beginning
from ui.screen.page import with_detail
from ui.screen.side import Side
from ui.screen.stylesheet import look
from ui.screen.table.columns import Column
from ui.screen.table.model import RowsModel
from ui.screen.table.view import Table
from ui.screen.widgets import label
from ui.screen.write import write
from ui.wording import _
from ui.wording.faults import sentence
from ui.wording.policy import given_settings

COLUMNS: tuple[Column[Scheme], ...] = (
    Column("id", _("Scheme"), lambda scheme: scheme.id, width=72),
    Column("title", _("What it is"), lambda scheme: scheme.title, width=420),
    Column("where", _("Where"), lambda scheme: scheme.where, width=280, spare=True),
)


class SchemePanel(QWidget):
    """`finished` carries the contract that was loaded, or nothing where the person went back."""

    finished = Signal(str)
    opened = Signal()

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.model: RowsModel[Scheme] = RowsModel(COLUMNS, self)
        self.table = Table(_("Ready-made schemes"), context.theme)
        self.table.setModel(self.model)
        self.table.fit()
        self.side = Side(_("The selected scheme"), _("Select a scheme to see what it is."))
        self.name = label(looks="head", wrap=True)
        self.facts = Facts()
        self.areas: dict[str, QLineEdit] = {}
        self.providers: dict[str, QLineEdit] = {}
        self.own = QFormLayout()
        self.own.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self.faults = label(looks="fault", wrap=True)
        self.policy = QCheckBox(_("With its policy"))
        self.load_button = QPushButton(_("Load this scheme"))
        look(self.load_button, "main")
        self.file = QPushButton(_("Open a scheme file…"))
        self.file.setToolTip(_("A shape of your own, written as the guide says"))
        self.back = QPushButton(_("Go back"))
        self._choices: Choices | None = None
        self._lay_out()
        self.table.selectionModel().currentRowChanged.connect(lambda *_rows: self._show())
        self.load_button.clicked.connect(self.load)
        self.file.clicked.connect(self.choose_file)
        self.back.clicked.connect(lambda: self.finished.emit(""))
        scope = Qt.ShortcutContext.WidgetWithChildrenShortcut
        QShortcut(QKeySequence("Esc"), self, self.back.click, context=scope)
        QShortcut(QKeySequence("Ctrl+Return"), self, self.load, context=scope)
        self.load_button.setToolTip(_("Load this scheme (Ctrl+Enter)"))

    @property
    def scheme(self) -> Scheme | None:
        """The selected scheme."""
        index = self.table.currentIndex()
        return self.model.rows[index.row()] if index.isValid() else None

    def title(self) -> str:
        """What is chosen here."""
        return _("Ready-made schemes")

    def open_list(self) -> None:
        """Read the schemes and show the first."""
        desk = self._context.services.desk
        self._context.operations.run(
            lambda _job: (_shipped(), waiting_list.choices(desk), council.settings(desk).policy),
            on_success=lambda read: self._fill(*read),
        )

    def load(self) -> None:
        """Bring it into the council by one act, with the council's own areas and providers where given."""
        scheme, desk = self.scheme, self._context.services.desk
        if scheme is None:
            return
        areas, providers = self.fitting()
        with_policy = scheme.sets_policy and self.policy.isChecked()
        chosen = scheme if with_policy else without_policy(scheme)
        said = _("Scheme {scheme} loaded with its policy") if with_policy else _("Scheme {scheme} loaded")
        write(
            self._context,
            lambda _job: schemes.load_scheme(desk, schemes.fit(chosen, areas, providers)),
            said.format(scheme=scheme.id),
            on_success=lambda _done: self.finished.emit(next(iter(scheme.names("contracts")), "")),
            on_failure=self._failed,
        )

    def choose_file(self) -> None:
        """Ask for a scheme file, and show it as the last of the list."""
        path, _kind = QFileDialog.getOpenFileName(
            self, _("Open a scheme file"), beginning(), _("Scheme files (*.toml)")
        )
        if path:
            self.open_file(Path(path))

    def open_file(self, path: Path) -> None:
        """Show the scheme in this file, or every fault of it."""
        self._context.operations.run(lambda _job: _at(path), on_success=self._add)

    def fitting(self) -> tuple[Areas, Providers]:
        """The council's own names that were typed in place of the scheme's."""
        areas = {name: tuple(items(field.text())) for name, field in self.areas.items()}
        providers = {name: field.text().strip() for name, field in self.providers.items()}
        return (
            {name: theirs for name, theirs in areas.items() if theirs},
            {name: theirs for name, theirs in providers.items() if theirs},
        )

    def _fill(self, found: Sequence[Scheme], choices: Choices, policy: Policy) -> None:
        self._choices = choices
        self.policy.setText(
            _("With its policy, in place of “{name}”, version {version}").format(
                name=policy.name, version=policy.version
            )
        )
        self.model.show(found)
        if found:
            self.table.setCurrentIndex(self.model.index(0, 0))
            self._show()
        self.table.setFocus()
        self.opened.emit()

    def _add(self, scheme: Scheme) -> None:
        self.model.show((*self.model.rows, scheme))
        self.table.setCurrentIndex(self.model.index(len(self.model.rows) - 1, 0))
        self._show()

    def _show(self) -> None:
        scheme = self.scheme
        self.side.has_content(scheme is not None)
        if scheme is None:
            return
        self.name.setText(f"{scheme.id}  {scheme.title}")
        self.facts.show_facts(
            (
                (_("Where"), scheme.where),
                (_("As published"), _flowing(scheme.published)),
                (_("How it works here"), _flowing(scheme.works)),
                (_("Its policy"), _policy(scheme, self._context.services.desk.clock.today())),
                (_("Beyond the tables"), _flowing(scheme.beyond)),
            )
        )
        while self.own.rowCount():
            self.own.removeRow(0)
        self.areas = self._fields("areas", _("Area {name}"), several=True)
        self.providers = self._fields("providers", _("Provider {name}"), several=False)
        self.policy.setVisible(scheme.sets_policy)
        self.policy.setChecked(True)
        self.faults.hide()
        self.side.area.verticalScrollBar().setValue(0)

    def _fields(self, table: str, words: str, *, several: bool) -> dict[str, QLineEdit]:
        scheme = self.scheme
        assert scheme is not None  # noqa: S101 - a scheme is shown
        known: Sequence[str] = ()
        called = scheme.called(table)
        if self._choices is not None:
            choices = self._choices.areas if several else self._choices.providers
            known = [each.label for each in choices]
        fields: dict[str, QLineEdit] = {}
        for name in scheme.names(table):
            field = QLineEdit()
            field.setAccessibleName(words.format(name=name))
            field.setPlaceholderText(called.get(name, name))
            complete(field, known, several=several)
            self.own.addRow(label(words.format(name=name), "quiet"), field)
            fields[name] = field
        return fields

    def _failed(self, error: WorldError) -> None:
        if len(error.faults) > 1:
            self._context.operations.faulted.emit(error)
            return
        self.faults.setText(sentence(error.faults[0]))
        self.faults.show()

    def _lay_out(self) -> None:
        guide = label(
            _(
                "Its areas and providers are invented: what is grey stays. Put your own in their place here "
                "(several areas with a semicolon), or later in the contract’s tables."
            ),
            "quiet",
            wrap=True,
        )
        foot = QHBoxLayout()
        foot.setContentsMargins(20, 8, 16, 8)
        foot.setSpacing(12)
        foot.addWidget(self.load_button)
        foot.addWidget(self.back)
        foot.addStretch(1)
        foot.addWidget(self.file)
        body = QWidget()
        column = QVBoxLayout(body)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.table, 1)
        self.faults.setContentsMargins(20, 8, 16, 0)
        self.faults.hide()
        choice = QHBoxLayout()
        choice.setContentsMargins(20, 8, 16, 0)
        choice.addWidget(self.policy)
        column.addWidget(self.faults)
        column.addLayout(choice)
        column.addLayout(foot)
        for part in (self.name, self.facts, label(_("Your own names"), "head"), guide):
            self.side.column.addWidget(part)
        self.side.column.addLayout(self.own)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(with_detail(body, self.side, wide=440))


def _shipped() -> tuple[Scheme, ...]:
    from ui.spreadsheet.schemes import shipped

    return shipped()


def _at(path: Path) -> Scheme:
    from ui.spreadsheet.schemes import scheme_at

    return scheme_at(path)


def _policy(scheme: Scheme, day: date) -> str:
    """What loading it makes the council's policy; empty where it has none, or one that cannot be read."""
    round_ = terms_of(scheme, day).round_ if scheme.sets_policy else None
    if round_ is None or scheme.tables.settings is None:
        return ""
    return " ".join(given_settings(round_.policy, scheme.tables.settings.values))


def _flowing(text: str) -> str:
    """Text whose lines were broken for a file, as one paragraph."""
    return " ".join(text.split())
