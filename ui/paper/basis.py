"""What a decision rests on, as it stands on every document of a round: who, when, policy, verdict, aims."""

from collections.abc import Iterator

from reportlab.platypus import Flowable

from allocation.record import Basis
from ui.paper.sheet import Head
from ui.paper.tables import facts, heading, table
from ui.paper.words import FINE_FIGURE, FINE_ROW, LABEL, ROW, ROW_FIGURE, Words
from ui.wording import _
from ui.wording.aims import aim_name, aim_value
from ui.wording.decisions import best_possible, how_known, instant, limit, standing, stopped
from ui.wording.figures import day


def record_words(number: str) -> str:
    """The record number in the head; pages that were made before anybody issued say so."""
    return _("Record {number}").format(number=number) if number else _("Not issued")


def basis_facts(basis: Basis) -> Iterator[tuple[str, str]]:
    """Who allocated, when, under which policy, and what the independent check says."""
    yield _("Allocated by"), basis.by or _("nobody yet")
    yield _("On"), instant(basis.at) if basis.at else ""
    yield _("Policy"), _("{name}, version {version}").format(name=basis.policy, version=basis.policy_version)
    yield _("Checked"), standing(basis.valid, basis.justified)
    search = stopped(basis.stopped_by)
    yield (
        _("Search"),
        _("{how}, seed {seed}").format(how=search, seed=basis.seed) if basis.stopped_by else search,
    )
    yield _("Made with"), _("Lotwise {version}").format(version=basis.version) if basis.version else "Lotwise"


def summary_head(basis: Basis, number: str, code: str, title: str, subtitle: str) -> Head:
    """What stands round the pages of a meeting's paper."""
    return Head(
        council=basis.council,
        unit=basis.unit,
        title=title,
        subtitle=subtitle.format(day=day(basis.day)),
        reference=number or ("" if basis.at else _("Not issued")),
        code=code,
        foot=_("Round of {day}").format(day=day(basis.day)),
    )


def decided(basis: Basis) -> Iterator[Flowable]:
    """How a meeting's paper ends: the aims, what the decision rests on, and the round's fingerprint."""
    yield from heading(_("What the round aimed at, in order"))
    yield aims_table(basis)
    yield from heading(_("The decision"))
    yield from facts(list(basis_facts(basis)), columns=3)
    yield Words(_("Fingerprint of the round: {sha}").format(sha=basis.round_sha256), LABEL)


def aims_short(basis: Basis) -> Flowable:
    """The same in half the height, two aims a row: the best possible is ticked where it was reached."""
    half = (len(basis.aims) + 1) // 2
    cells = [
        [
            f"{place} {aim_name(aim.aim)}",
            aim_value(aim.aim, aim.value, by_points=basis.score_by_points),
            limit(aim, by_points=basis.score_by_points),
        ]
        for place, aim in enumerate(basis.aims, 1)
    ]
    cells += [[""] * 3] * (2 * half - len(cells))
    rows = [[*left, *right] for left, right in zip(cells[:half], cells[half:], strict=True)]
    head = [_("Aim"), _("Reached"), _("Best possible")]
    return table(head * 2, rows, [FINE_ROW, FINE_FIGURE, FINE_ROW] * 2, gap=1.4)


def aims_table(basis: Basis) -> Flowable:
    """Every aim in order: its value, the best possible, and how that is known."""
    rows = [
        [
            str(place),
            aim_name(aim.aim),
            aim_value(aim.aim, aim.value, by_points=basis.score_by_points),
            best_possible(aim, by_points=basis.score_by_points),
            how_known(aim),
        ]
        for place, aim in enumerate(basis.aims, 1)
    ]
    head = ["", _("Aim"), _("Reached"), _("Best possible"), _("How that is known")]
    return table(head, rows, [ROW, ROW, ROW_FIGURE, ROW_FIGURE, ROW], [0.5, 4.5, 2.2, 2.2, 3.6])
