"""`schemes` and `scheme`: the ready-made contract shapes, shown, written as files, or loaded."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

from rich.table import Table

from allocation.errors import Fault, WorldError
from allocation.intake.rows import settings_of
from allocation.schemes import Areas, Providers, Scheme, terms_of, without_policy
from allocation.use_cases.desk import Desk
from allocation.use_cases.schemes import fit, read_scheme
from ui.commandline.imports import keep_if_agreed
from ui.commandline.terminal import aside, out
from ui.commandline.words import noted
from ui.spreadsheet.schemes import scheme_at, scheme_named, shipped
from ui.spreadsheet.write_contract import write_terms
from ui.wording import _


def list_schemes() -> None:
    """One line a scheme: its id, what it is, and where it was published."""
    table = Table(box=None, pad_edge=False, header_style="bold")
    for title in (_("Scheme"), _("What it is"), _("Where")):
        table.add_column(title)
    for scheme in shipped():
        table.add_row(scheme.id, scheme.title, scheme.where)
    out().print(table)


def found(name: str, areas: Iterable[str], providers: Iterable[str], *, own_policy: bool = False) -> Scheme:
    """The scheme of that id, or in the file at that path, fitted to the council's own areas and providers.

    With `own_policy` it is without the scheme's policy, which would take the place of the council's.
    Raises `WorldError`: no such scheme, its faults as a file, or a pair that names nothing in it.
    """
    scheme = scheme_named(name)
    if scheme is None:
        if not Path(name).suffix:
            raise WorldError(Fault("no_scheme", value=name))
        scheme = scheme_at(Path(name))
    if scheme.tables.notices:
        aside().print(noted(scheme.tables.notices))
    chosen = without_policy(scheme) if own_policy else scheme
    return fit(chosen, _areas(areas), _providers(providers))


def show(scheme: Scheme) -> None:
    """Say what a scheme is, where it comes from and how it is set up."""
    console = out()
    console.print(
        f"{scheme.id}  {scheme.title}", scheme.where, "", scheme.published, "", scheme.works, sep="\n"
    )
    if scheme.beyond:
        console.print("", _("Not in any table:"), scheme.beyond, sep="\n")
    console.print()
    console.print(_("Areas: {areas}").format(areas=", ".join(scheme.names("areas"))))
    console.print(_("Providers: {names}").format(names=", ".join(scheme.names("providers"))))


def write_scheme(scheme: Scheme, folder: Path) -> None:
    """Write it as files into a new or empty folder. Raises `WorldError`; then nothing was written."""
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise WorldError(Fault("folder_not_empty", value=str(folder)))
    intake = terms_of(scheme, date.today())  # noqa: DTZ011 - the day only fills a round that nobody solves
    if intake.round_ is None:
        raise WorldError(*intake.faults)
    given = scheme.tables.settings.values if scheme.tables.settings else {}
    settings = {key: text for key, text in settings_of(intake.round_).items() if key in given}
    try:
        write_terms(intake.round_, settings, folder)
    except OSError as error:
        facts: dict[str, str | int] = {"why": error.strerror or type(error).__name__}
        raise WorldError(Fault("out_failed", value=str(folder), facts=facts)) from None
    out().print(
        _(
            "Written to {folder}. It is a round as soon as packages.csv and visits.csv lie beside it and "
            "capacity.csv has the providers' returns."
        ).format(folder=folder)
    )


def load_scheme(desk: Desk, scheme: Scheme, agree: Callable[[], bool]) -> bool:
    """Show what loading it would add, and keep it if that is agreed; gives whether it was."""
    return keep_if_agreed(desk, read_scheme(desk, scheme), scheme.id, agree)


def _areas(pairs: Iterable[str]) -> Areas:
    areas: dict[str, list[str]] = defaultdict(list)
    for mine, theirs in map(_pair, pairs):
        areas[mine].append(theirs)
    return {mine: tuple(theirs) for mine, theirs in areas.items()}


def _providers(pairs: Iterable[str]) -> Providers:
    return dict(map(_pair, pairs))


def _pair(text: str) -> tuple[str, str]:
    mine, _equals, theirs = (part.strip() for part in text.partition("="))
    if not mine or not theirs:
        raise WorldError(Fault("not_a_pair", value=text))
    return mine, theirs
