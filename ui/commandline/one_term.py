"""`rename` and `remove`: one of the terms, said in a sentence when it is done."""

from collections.abc import Sequence

import typer

from allocation.model import AwardKey
from allocation.use_cases import one_term
from allocation.use_cases.desk import Desk
from allocation.use_cases.one_term import Labelled
from allocation.use_cases.terms import terms
from ui.commandline.terminal import out
from ui.wording import _


def rename(desk: Desk, kind: Labelled, label: str, new: str) -> None:
    """Rename one. Raises `WorldError`."""
    one_term.rename(desk, kind, label, new)
    out().print(_("{old} is called {new} now").format(old=label, new=new.strip()))


def remove(desk: Desk, kind: str, names: Sequence[str]) -> None:
    """Remove what is named. Raises `WorldError`, or `typer.BadParameter` for names that do not fit."""
    if kind == "award":
        lot, step, provider = _named(names, 3, "award LOT STEP PROVIDER")
        contract = next((each.contract for each in terms(desk).lots if each.lot == lot), "")
        one_term.remove_award(desk, AwardKey(_number(step), contract, lot, provider))
    elif kind == "step":
        contract, step = _named(names, 2, "step CONTRACT NUMBER")
        one_term.remove_step(desk, contract, _number(step))
    else:
        (label,) = _named(names, 1, f"{kind} NAME")
        one_term.remove(desk, Labelled(kind), label)
    out().print(_("{name} is removed").format(name=" / ".join(names)))


def _named(names: Sequence[str], count: int, form: str) -> Sequence[str]:
    if len(names) != count:
        raise typer.BadParameter(_("Write it as: remove {form}").format(form=form))
    return names


def _number(text: str) -> int:
    if not text.isdecimal():
        raise typer.BadParameter(_("“{value}” is no step’s number.").format(value=text))
    return int(text)
