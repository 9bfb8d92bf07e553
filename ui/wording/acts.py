"""What was done, in words: the history of a package, a provider or the whole desk."""

from functools import cache

from allocation.lists import HistoryLine
from allocation.model import Outcome
from ui.wording import _
from ui.wording.care import ENDS, ERASURES, OUTCOMES, written_day

_REASONS = {str(reason): words for reason, words in (*ENDS.items(), *ERASURES.items())}

_DAYS = {"as_at", "day", "from", "on", "until"}
"""Facts that are civil days, as acts have them: `2026-06-01`."""


def sentence(line: HistoryLine) -> str:
    """What an act did, without when and by whom: "Package WH-0017 closed (moved away)"."""
    kind = line.kind
    facts = dict(line.facts)
    if kind in ("undo", "redo"):
        return act_sentences()[kind].format(what=_of(str(facts.get("undone", "")), facts))
    return _of(kind, facts)


def _of(kind: str, facts: dict[str, str | int]) -> str:
    template = act_sentences().get(kind)
    if template is None:
        return kind
    if "reason" in facts:
        facts["reason"] = _REASONS.get(str(facts["reason"]), facts["reason"])
    if "outcome" in facts:
        facts["outcome"] = OUTCOMES[Outcome(str(facts["outcome"]))]
    for name in _DAYS & facts.keys():
        facts[name] = written_day(str(facts[name]))
    facts.setdefault("about", facts.get("package") or facts.get("provider") or "")
    return template.format_map(_Given(facts))


class _Given(dict[str, str | int]):
    """Facts that an older act did not have are left out of the sentence."""

    def __missing__(self, key: str) -> str:
        return ""


@cache
def act_sentences() -> dict[str, str]:
    """The sentence of each kind of act."""
    return {
        "ask": _("{provider} asked for package {package}"),
        "authorise": _("Package {package} authorised by {by}"),
        "close": _("Package {package} closed ({reason})"),
        "correct": _("Package {package} corrected"),
        "end_suspension": _("Suspension of {provider} ends on {until}"),
        "erase_person": _("Person of {packages} erased ({reason})"),
        "freeze": _("Round of {day} frozen with {packages} packages"),
        "grades": _("Grades of {providers} providers brought in from {source}"),
        "import": _("{source} brought in"),
        "issue": _("{packages} packages issued ({numbers})"),
        "issue_statement": _("Payment by results of {provider} from {from} issued ({number})"),
        "move": _("Package {package} moved to {provider}"),
        "note": _("Note on {about}"),
        "offer_accepted": _("{provider} accepted package {package}"),
        "offer_declined": _("{provider} declined package {package} ({reason})"),
        "offer_lapsed": _("{provider} did not answer for package {package} in time"),
        "onward": _("Package {package} made, to follow {before}"),
        "note_done": _("Follow-up of {on} done"),
        "notice": _("First notice read"),
        "plan": _("Round allocated"),
        "redo": _("Done again: {what}"),
        "referral": _("Package {package} entered"),
        "refusal": _("{provider} ruled out for package {package} ({outcome})"),
        "reopen": _("Package {package} reopened"),
        "resume_care": _("Care of package {package} goes on from {on}"),
        "return": _("Return of {provider} as at {as_at}"),
        "review": _(
            "Package {package} reviewed with {provider}: {achieved} of {agreed} outcomes achieved until {on}"
        ),
        "settings": _("Settings changed (policy version {policy})"),
        "start_care": _("Care of package {package} began on {on}"),
        "suspend_care": _("Care of package {package} rests from {on}"),
        "suspend_provider": _("{provider} suspended from {from}"),
        "terms": _("Contract {contract} amended: {added} added, {changed} changed, {removed} removed"),
        "undo": _("Undone: {what}"),
        "unplace": _("Package {package} taken out of the plan"),
        "withdraw_review": _("Review of package {package} until {on} taken back"),
        "withdraw_refusal": _("Answer of {provider} for package {package} taken back ({outcome})"),
        "withdraw_offer": _("Offer of package {package} to {provider} taken back ({reason})"),
        "withdraw": _("Record {number} of package {package} withdrawn"),
    }
