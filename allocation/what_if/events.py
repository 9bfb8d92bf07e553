"""What happens to a round between two plans: a provider declines a package, or is lost.

A new referral is no change of a round's rules: it is in the round as it is read anew.
"""

from dataclasses import replace

from allocation.model import Outcome, Refusal, Round, Suspension
from allocation.order import in_order


def declined(round_: Round, package: str, provider: str) -> Round:
    """The round after a provider declined a package. What it had of it is placed anew."""
    refusal = Refusal(package, provider, Outcome.DECLINED, on=round_.day)
    return replace(round_, refusals=in_order([*round_.refusals, refusal]))


def lost(round_: Round, provider: str, reason: str = "lost") -> Round:
    """The round after a provider is lost: it gets nothing and keeps nothing, live care included.

    A suspension is held against wanted starts as they were written, so it begins with the earliest.
    """
    starts = [each.wanted_start for each in round_.packages if each.wanted_start is not None]
    suspension = Suspension(provider, min([round_.day, *starts]), reason)
    return replace(round_, suspensions=in_order([*round_.suspensions, suspension]))
