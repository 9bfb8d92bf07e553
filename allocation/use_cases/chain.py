"""Whether the acts are what they were, and what lies beside them is what they kept."""

from dataclasses import dataclass

from allocation.acts.altered import Altered
from allocation.acts.rows import Case, FrozenRound, IssuedStatement, KeptPlan, Note, PersonRef, Record, Review
from allocation.model import Provider
from allocation.ports import Reading
from allocation.use_cases.desk import Desk, reading


@dataclass(frozen=True, slots=True)
class AlteredThing:
    """Something beside the acts that is gone, or another than act number `act` kept.

    `kind` is of the row: person, note, review, record, round, plan, statement. `of` names it as people do, by
    a package, a provider, a number or a day, never by a person's name; empty where the row is gone.
    """

    kind: str
    of: str
    act: int


@dataclass(frozen=True, slots=True)
class ChainReport:
    """`acts` in all; `broken_at` is the first that is not what it was, None where all stand.

    What lies beside them is looked at only where all stand.
    """

    acts: int
    broken_at: int | None
    altered: tuple[AlteredThing, ...] = ()

    @property
    def whole(self) -> bool:
        """Whether everything is as it was kept."""
        return self.broken_at is None and not self.altered


def verify(desk: Desk) -> ChainReport:
    """Take every act's hash again, from the first on, and every digest that the acts hold."""
    with reading(desk) as view:
        broken_at = view.broken_at()
        if broken_at is not None:
            return ChainReport(view.head(), broken_at)
        things = tuple(AlteredThing(each.kind, _of(view, each), each.act) for each in view.altered())
        return ChainReport(view.head(), None, things)


def _of(view: Reading, altered: Altered) -> str:
    match altered.kind:
        case "person" if view.get(PersonRef, altered.key):
            return ", ".join(
                sorted(each.value.package.package for each in view.rows(Case, person=altered.key))
            )
        case "note" if note := view.get(Note, altered.key):
            return _package(view, note.value.package) or _provider(view, note.value.provider)
        case "review" if review := view.get(Review, altered.key):
            return _package(view, review.value.package)
        case "record" if record := view.get(Record, altered.key):
            return record.value.number
        case "statement" if statement := view.get(IssuedStatement, altered.key):
            return statement.value.number
        case "round" if frozen := view.get(FrozenRound, altered.key):
            return frozen.value.day.isoformat()
        case "plan" if plan := view.get(KeptPlan, altered.key):
            held = view.get(FrozenRound, plan.value.round)
            return held.value.day.isoformat() if held else ""
        case _:
            return ""


def _package(view: Reading, key: str | None) -> str:
    case = view.get(Case, key) if key else None
    return case.value.package.package if case else ""


def _provider(view: Reading, key: str | None) -> str:
    provider = view.get(Provider, key) if key else None
    return provider.value.name if provider else ""
