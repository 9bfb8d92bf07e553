"""The council's own settings, its policy, and the notice of the first start."""

from dataclasses import dataclass, replace

from allocation.acts import changed, created
from allocation.acts.rows import COUNCIL_KEY, Case, Council, Return
from allocation.errors import Fault, WorldError
from allocation.intake.council import DEFAULT_BANDS
from allocation.intake.layout.visits import ANY
from allocation.lists import HistoryLine
from allocation.model import Policy
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, Done, conflict, keep, reading, writing
from allocation.use_cases.snapshot import council_of
from allocation.use_cases.who import Right


@dataclass(frozen=True, slots=True)
class Settings:
    """The council's name, parts of the day and policy. A policy that changes gets the next version."""

    version: int
    name: str
    bands: tuple[str, ...]
    policy: Policy


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that a person must have read before they go on; `code` selects its words."""

    code: str


def settings(desk: Desk) -> Settings:
    """What is set."""
    with reading(desk) as view:
        row = view.get(Council, COUNCIL_KEY)
    council = row.value if row else Council("")
    bands = council.bands or DEFAULT_BANDS
    return Settings(row.version if row else 0, council.name, bands, council.policy)


def policy_history(desk: Desk) -> list[HistoryLine]:
    """What was changed of the settings, the newest first."""
    with reading(desk) as view:
        return view.history([("council", COUNCIL_KEY)])


def save_settings(desk: Desk, given: Settings) -> Done:
    """Set them. Raises `WorldError`: `conflict`, `council_name`, `band_names`, `band_in_use`."""
    if not given.name.strip():
        raise WorldError(Fault("council_name", column="name"))
    folded = [band.casefold() for band in given.bands]
    if not folded or len(set(folded)) != len(folded) or ANY in folded:
        raise WorldError(Fault("band_names", column="bands", expected="; ".join(DEFAULT_BANDS)))
    with writing(desk, Right.SETTINGS) as writer:
        row = writer.get(Council, COUNCIL_KEY)
        if (row.version if row else 0) != given.version:
            raise conflict("council", given.name)
        before = row.value if row else Council("")
        _refuse_used(writer, set(before.bands) - set(given.bands))
        policy = given.policy
        if replace(policy, version=before.policy.version) != before.policy:
            policy = replace(policy, version=before.policy.version + 1)
        value = replace(before, name=given.name.strip(), bands=given.bands, policy=policy)
        change = changed(row, value) if row else created(COUNCIL_KEY, value)
        return keep(desk, writer, "settings", [change], facts={"policy": policy.version})


def _refuse_used(view: Reading, gone: set[str]) -> None:
    """A part of the day that visits or returns name stays. Raises `WorldError` (`band_in_use`)."""
    if not gone:
        return
    used = {visit.band for case in view.rows(Case) for visit in case.value.package.visits}
    used |= {figure.band for each in view.rows(Return) for figure in each.value.rows}
    faults = [Fault("band_in_use", column="bands", value=band) for band in sorted(gone) if band in used]
    if faults:
        raise WorldError(*faults)


def notice(desk: Desk) -> Notice | None:
    """Until encryption is built: invented or pseudonymised data only, until somebody has read it."""
    with reading(desk) as view:
        return None if council_of(view).notice_read_by else Notice("invented_data_only")


def accept_notice(desk: Desk) -> Done:
    """The person at the desk has read the notice."""
    with writing(desk, Right.SETTINGS) as writer:
        row = writer.get(Council, COUNCIL_KEY)
        value = replace(row.value if row else Council(""), notice_read_by=desk.actor.name)
        return keep(desk, writer, "notice", [changed(row, value) if row else created(COUNCIL_KEY, value)])
