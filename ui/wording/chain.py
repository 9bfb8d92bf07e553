"""Whether everything that was ever done is still as it was kept."""

from allocation.use_cases.chain import ChainReport
from ui.wording import _, ngettext


def chain_sentence(report: ChainReport) -> str:
    """What taking every act's hash again has shown."""
    if report.broken_at is None:
        words = ngettext(
            "{count} act, and it is as it was kept.",
            "{count} acts, and all are as they were kept.",
            report.acts,
        )
        return words.format(count=f"{report.acts:,}")
    return _(
        "Act {number} is not what was kept: the database was changed from outside. Put back a copy from the "
        "folder “backups”."
    ).format(number=report.broken_at)
