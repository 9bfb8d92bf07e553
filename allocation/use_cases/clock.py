"""The clock on the wall."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


class SystemClock:
    """The machine's clock (`allocation.ports.Clock`)."""

    def now(self) -> datetime:
        """The present instant, in UTC."""
        return datetime.now(UTC)

    def today(self) -> date:
        """Today's date in Europe/London."""
        return datetime.now(LONDON).date()
