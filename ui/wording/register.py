"""What a newer register says otherwise, in sentences, and the types of services in its grade table."""

from functools import cache

from allocation.intake.register import CARE_AT_HOME
from allocation.use_cases.register import Difference, Differs, Floor, RegisterPreview
from ui.wording import _, ngettext
from ui.wording.grades import grade_words


def differs(kind: Differs) -> str:
    """What differs, in a few words."""
    return _kinds()[kind]


@cache
def _kinds() -> dict[Differs, str]:
    return {
        Differs.GONE: _("Not in the file"),
        Differs.CANCELLED: _("Registration cancelled"),
        Differs.INACTIVE: _("Inactive"),
        Differs.FALLEN: _("Grade fell"),
        Differs.UNGRADED: _("No longer graded"),
        Differs.RISEN: _("Grade rose"),
        Differs.NEWLY_GRADED: _("Newly graded"),
        Differs.RENAMED: _("Another name"),
    }


def kept_here(difference: Difference) -> str:
    """What is kept of the provider, where something of it differs; empty for a service that closed."""
    if difference.kind is Differs.RENAMED:
        return difference.name
    return "" if difference.kind in _CLOSED else grade_words(difference.grade)


def in_register(difference: Difference) -> str:
    """What the register has in its place."""
    if difference.found is None or difference.kind in _CLOSED:
        return ""
    return (
        difference.found.name if difference.kind is Differs.RENAMED else grade_words(difference.found.grade)
    )


_CLOSED = frozenset((Differs.GONE, Differs.CANCELLED, Differs.INACTIVE))


def what_follows(difference: Difference) -> str:
    """What the difference means for the contracts: floors that are not met, awards of a closed service."""
    if difference.floors:
        return " ".join(_floor(floor) for floor in difference.floors)
    if difference.kind not in _CLOSED:
        return ""
    if not difference.awards:
        return _("It has no award here.")
    lots = dict.fromkeys(key.lot for key in difference.awards)
    words = _("Has awards on {lots}: suspend it or end them, if that is so.")
    return words.format(lots=", ".join(lots))


def difference_sentence(difference: Difference) -> str:
    """All of a difference: whose, what, from what to what, and what follows."""
    words = " → ".join(word for word in (kept_here(difference), in_register(difference)) if word)
    whose = f"{difference.name} ({difference.registration}): {differs(difference.kind)}"
    parts = (whose, words, what_follows(difference))
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def _floor(floor: Floor) -> str:
    words = (
        _("Falls below {grade}, the floor of step {step} {name} ({lots}): no new packages there.")
        if floor.fallen
        else _("Is below {grade}, the floor of step {step} {name} ({lots}), as before.")
    )
    return words.format(
        grade=floor.grade, step=floor.step, name=floor.name, lots=", ".join((floor.contract, *floor.lots))
    )


def left_out(preview: RegisterPreview) -> list[str]:
    """Sentences on the providers that are as they were, or of which nothing is said."""
    said = []
    if preview.unchanged:
        words = ngettext(
            "{count} provider is as it is here.", "{count} providers are as they are here.", preview.unchanged
        )
        said.append(words.format(count=preview.unchanged))
    if preview.elsewhere:
        said.append(
            _("Not a care-at-home service of the chosen council areas: {names}.").format(
                names=", ".join(preview.elsewhere)
            )
        )
    if preview.unnumbered:
        said.append(
            _("Without a registration number here: {names}.").format(names=", ".join(preview.unnumbered))
        )
    return said


def service_type(care_service: str, subtype: str) -> str:
    """A type of service as a row's head; the register's own words, but for care at home and all types."""
    if not care_service:
        return _("All services")
    if (care_service.casefold(), subtype.casefold()) == CARE_AT_HOME:
        return _("Care at home")
    return f"{care_service}: {subtype}" if subtype else care_service
