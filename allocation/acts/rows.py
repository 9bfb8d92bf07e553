"""What the desk remembers beyond a round's own values. Rows name one another by id, never by label.

No personal field is in any of these: names, case references, full postcodes and the text of
notes lie apart as payloads under the person's id, and a row holds a payload's id and keyed
digest (`allocation.ports.Writing`).
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from allocation.model import AwardKey, CapacityRow, Package, Policy, Waiver

COUNCIL_KEY = "council"
"""The key of the only council row of a database."""


class State(StrEnum):
    """Where a package is on its way."""

    WAITING = "waiting"
    OFFERED = "offered"
    ACCEPTED = "accepted"
    LIVE = "live"
    SUSPENDED = "suspended"
    ENDED = "ended"


class EndReason(StrEnum):
    """Why a package ended. A choice rather than free text, so that it can be counted and holds no story."""

    NO_LONGER_NEEDED = "no_longer_needed"
    MOVED_AWAY = "moved_away"
    DIED = "died"
    RESIDENTIAL_CARE = "residential_care"
    HOSPITAL = "hospital"
    DIRECT_PAYMENT = "direct_payment"
    FAMILY = "family"
    OTHER = "other"


class EraseReason(StrEnum):
    """Why a person was erased. A choice for the same reason: an act is for ever, and must name nobody."""

    ASKED = "asked"
    RETENTION = "retention"
    MISTAKE = "mistake"


@dataclass(frozen=True, slots=True)
class Council:
    """Whose desk this is: its name, parts of the day and policy, and who read the first start's notice."""

    name: str
    bands: tuple[str, ...] = ()
    policy: Policy = field(default_factory=Policy)
    notice_read_by: str = ""


@dataclass(frozen=True, slots=True)
class PersonRef:
    """A person, known here only by a random id: where the personal fields lie. Both empty once erased."""

    payload: str
    digest: str


@dataclass(frozen=True, slots=True)
class Case:
    """A package on its way.

    `package.postcode` is only a sector or district; the full one lies with the person. `before` is the state
    that a suspension of care interrupted.
    """

    package: Package
    person: str
    state: State = State.WAITING
    since: date | None = None
    before: State | None = None
    ended: EndReason | None = None


@dataclass(frozen=True, slots=True)
class Return:
    """What a provider said it can take in one scope: a lot, or (None) all its lots together.

    Given anew as a whole.
    """

    provider: str
    lot: str | None
    rows: tuple[CapacityRow, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A dated note on a package or a provider; its text is a payload."""

    on: date
    by: str
    payload: str
    digest: str
    package: str | None = None
    provider: str | None = None
    follow_up: date | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Review:
    """What came of a package's care with one provider, from a day to a day (both included).

    Personal outcomes as counted at its block's end, or at a review before; staff minutes a week then and
    after; `rate`, pence an hour, as it was. Without a contract it earns nothing by results. What was written
    beside it is a payload, both empty where nothing was.
    """

    package: str
    provider: str
    contract: str | None
    rate: int
    since: date
    on: date
    by: str
    agreed: int
    achieved: int
    minutes_before: int
    minutes_after: int
    payload: str = ""
    digest: str = ""


@dataclass(frozen=True, slots=True)
class FrozenRound:
    """A round as it was frozen: fingerprints of its bytes, and of which row each reference was."""

    day: date
    round_sha256: str
    members_sha256: str
    packages: int
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Member:
    """Which row, in which version, a reference of a frozen round stood for."""

    id: str
    version: int


@dataclass(frozen=True, slots=True)
class Move:
    """A placement that a person fixed in a plan, named as the frozen round names it.

    `award` None: taken out.
    """

    package: str
    part: int
    award: AwardKey | None
    reason: str
    by: str
    waives: tuple[Waiver, ...] = ()
    authorised_by: str = ""


@dataclass(frozen=True, slots=True)
class Authorisation:
    """Who allowed a placement at a step that needs authority, and why."""

    package: str
    award: AwardKey
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class KeptPlan:
    """The plan of one round: what the solver gave (a result's fingerprint), moved by people since.

    Its key is the round's.
    """

    round: str
    result_sha256: str = ""
    moves: tuple[Move, ...] = ()
    authorised: tuple[Authorisation, ...] = ()


@dataclass(frozen=True, slots=True)
class Promise:
    """Room of a provider that one part holds, from the day it was offered or accepted until it ends.

    `began` is the day on which its care with that provider began, None where nobody said.
    """

    package: str
    part: int
    provider: str
    contract: str
    lot: str
    step: int
    on: date
    accepted: bool
    record: str | None = None
    ended: date | None = None
    began: date | None = None


@dataclass(frozen=True, slots=True)
class RecordPart:
    """The figures of one part of an issued record: pence an hour, staff minutes a week."""

    part: int
    award: AwardKey
    rate: int
    staff_minutes: int


@dataclass(frozen=True, slots=True)
class Record:
    """An issued decision. Never changes; a correction is a new record that names the old one's number.

    The pages and the printed values are sealed under the person's key; the digests are of what was sealed.
    """

    number: str
    package: str
    provider: str
    round: str
    parts: tuple[RecordPart, ...]
    weekly_cost: int
    start: date
    at: datetime
    by: str
    record_digest: str
    confirmation_digest: str
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class IssuedStatement:
    """A provider's statement of payment by results as it was issued. Never changes; a later one of the same
    months names its number in `corrects`.

    `earned` is whole pence. Its pages and the value behind them name no person: they are kept as bytes by
    their fingerprints.
    """

    number: str
    provider: str
    first: date
    last: date
    earned: int
    at: datetime
    by: str
    value_sha256: str
    pages_sha256: str
    corrects: str | None = None


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An issued record was taken back: the record stands, the placement does not. Its key is the record's."""

    record: str
    on: date
    by: str
    reason: str
