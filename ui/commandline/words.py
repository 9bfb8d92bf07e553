"""Faults on a terminal: all of them, file by file."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby

from allocation.check import Verdict
from allocation.errors import Fault
from allocation.model import Package
from ui.wording import _, ngettext
from ui.wording.faults import what
from ui.wording.verdict import verdict_codes, verdict_sentence


def told(faults: Iterable[Fault], names: Mapping[str, str] | None = None) -> str:
    """Every fault as one line under its file's name, in the order in which they came.

    `names` are providers' names by reference, for faults of plans.
    """
    lines: list[str] = []
    for file, group in groupby(faults, key=lambda fault: fault.file):
        if file:
            lines.append(f"{file}:")
        lines += [f"  {_line(fault, names)}" if file else _line(fault, names) for fault in group]
    return "\n".join(lines)


def _line(fault: Fault, names: Mapping[str, str] | None) -> str:
    if fault.code in _own():
        return _own()[fault.code].format(value=fault.value, **fault.facts)
    if fault.code in verdict_codes():
        return verdict_sentence(fault, names)
    row = _("row {row}").format(row=fault.row) if fault.row is not None else ""
    place = ", ".join(filter(None, (row, fault.column)))
    return f"{place}: {what(fault)}" if place else what(fault)


def by_part(faults: Iterable[Fault], packages: Mapping[str, Package]) -> list[Fault]:
    """A verdict's faults with the part named where a package has several, and once where all are alike."""
    found, alike = list(faults), Counter[str]()
    for fault in found:
        alike[_but_part(fault)] += 1
    told: dict[str, Fault] = {}
    for fault in found:
        package = packages.get(str(fault.facts.get("package")))
        if (
            package is None
            or len(package.parts) == 1
            or "part" not in fault.facts
            or fault.code in NAME_PARTS
        ):
            told[repr(fault)] = fault
        elif alike[_but_part(fault)] == len(package.parts):
            told.setdefault(_but_part(fault), fault)
        else:
            who = _("{package}, part {part}").format(package=package.package, part=fault.facts["part"])
            told[repr(fault)] = replace(fault, facts={**fault.facts, "package": who})
    return list(told.values())


NAME_PARTS = ("valid_missing", "valid_unknown")
"""Faults whose sentence names the part by itself."""


def _but_part(fault: Fault) -> str:
    return repr(replace(fault, facts={key: fact for key, fact in fault.facts.items() if key != "part"}))


def noted(notices: Iterable[Fault]) -> str:
    """Notices under a line that tells them from faults."""
    return "\n".join((_("Noted; nothing is refused because of it:"), told(notices), ""))


def verdict_lines(verdict: Verdict) -> Iterator[str]:
    """Whether a plan is valid and justified, a line each."""
    yield _("Valid: {answer}").format(answer=_("yes") if verdict.valid else _("no"))
    yield _("Justified: {answer}").format(answer=_("yes") if verdict.justified else _("no"))


def counted(count: int) -> str:
    """How many faults there are, in words."""
    return ngettext("{count} fault", "{count} faults", count).format(count=count)


def _own() -> dict[str, str]:
    """The sentences of faults that only the command line finds."""
    return {
        "out_taken": _("{value} is a file or a link. Give the name of a folder that is not there yet."),
        "out_not_ours": _(
            "{value} holds something that is no answer of Lotwise ({other}), and is left alone. Give the "
            "name of a folder that is not there yet, or of an earlier answer."
        ),
        "out_not_writable": _("Nothing can be written in {folder}. Give another place for the answer."),
        "out_failed": _("The answer could not be written to {value} ({why}). Nothing is left half-written."),
        "same_name": _(
            "Two rounds are called {value}, and so would be their answers. Allocate them one after the other."
        ),
        "folder_not_empty": _("{value} is not empty, and is left alone. Give the name of a new folder."),
        "no_scheme": _("There is no scheme {value}. List them with: schemes"),
        "not_a_pair": _("{value} names no pair. Write the scheme's name, =, and yours: North=ward-4"),
        "no_council": _("No service in the file is registered in {value}. There is: {areas}"),
        "not_a_sheet": _("{value} is no spreadsheet. End its name in .xlsx or .csv."),
        "no_such": _("There is no {value} in the database. Write the reference as the files have it."),
        "no_answer": _("{value} has given no answer for package {package}, so there is none to take back."),
        "no_confirmation": _("{value} is a statement of results: it has no confirmation."),
        "no_rung": _("No award of {value} covers package {package}."),
        "no_offer": _("No offer to {value} is out for that package. List them with: offers"),
        "not_in_round": _("Package {value} is not in that round. See which are with: round show"),
        "no_proposal": _("Nothing in this plan waits for authority."),
        "no_round": _("The database has no round {value}. List them with: round list"),
        "no_record": _("There is no record {value}. List them with: records"),
        "file_exists": _("{value} is there already, and is left alone. Give the name of a new file."),
        "no_contract": _("There is no contract {value}. There are: {there}."),
        "why_unknown": _("There is no package {value} in this round."),
        "why_settled": _(
            "{value} is fixed, has its care already, or needs no provider: it could not be elsewhere."
        ),
        "no_provider": _("There is no provider {value} in this round."),
        "not_a_decline": _(
            "{value} names no decline. Write the package, a colon and the provider: WH-0017:PR02"
        ),
        "why_nowhere": _("{value} has no award that covers the area and service of {package}."),
        "no_plan": _("There is no plan.csv in {value}. Give an out folder, or the plan's own file."),
        "certificate_broken": _("certificate.json is no certificate of this round: {why}."),
        "certificate_missing": _(
            "What result.json calls proven cannot be verified, as certificate.json is missing."
        ),
        "result_broken": _("result.json is no result of Lotwise: {why}."),
        "result_other_round": _("result.json is about another round than {value}."),
        "claim_verdict": _("result.json says of the plan: {said}. It is otherwise: {has}."),
        "claim_value": _("In {files}, “{aim}” is {said}; in the plan it is {has}."),
        "claim_unknown_aim": _("The answer speaks of the aim {value}, which this round does not have."),
        "claim_passed": _("result.json says that “{aim}” can be {limit}; in the plan it is {has}."),
        "claim_unmet": _(
            "result.json calls “{aim}” best possible with {reached}, and gives {bound} as the best possible."
        ),
        "claim_not_verified": _("result.json calls “{aim}” proven, which certificate.json does not show."),
    }
