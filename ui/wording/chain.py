"""Whether everything that was ever done is still as it was kept."""

from allocation.use_cases.chain import AlteredThing, ChainReport
from ui.wording import _, ngettext

_MOST = 20
"""As many altered things are named; of more the number is told."""


def chain_sentence(report: ChainReport) -> str:
    """What taking every hash and digest again has shown."""
    if report.broken_at is not None:
        return _(
            "Act {number} is not what was kept: the database was changed from outside. Put back a copy from "
            "the folder “backups”."
        ).format(number=report.broken_at)
    if report.altered:
        things = "; ".join(map(_thing, report.altered[:_MOST]))
        if (more := len(report.altered) - _MOST) > 0:
            things += ngettext("; and {count} more", "; and {count} more", more).format(count=f"{more:,}")
        return _(
            "All acts are as they were kept, but what lies beside them is not: {things}. The database was "
            "changed from outside. Put back a copy from the folder “backups”."
        ).format(things=things)
    words = ngettext(
        "{count} act, and it is as it was kept.",
        "{count} acts, and all are as they were kept, with the names, notes and pages that belong to them.",
        report.acts,
    )
    return words.format(count=f"{report.acts:,}")


def _thing(altered: AlteredThing) -> str:
    words = {
        "person": _("name, reference or postcode of package {of}"),
        "note": _("a note on {of}"),
        "review": _("the note of a review of {of}"),
        "record": _("the pages of record {of}"),
        "statement": _("the pages of statement {of}"),
        "round": _("the round of {of}"),
        "plan": _("the plan of the round of {of}"),
    }[altered.kind]
    named = words.format(of=altered.of or _("something that is gone"))
    return _("{thing} (act {number})").format(thing=named, number=altered.act)
