"""A fault as a sentence for people: where it is, what is wrong, and what would be right."""

from allocation.errors import Fault
from ui.wording import _
from ui.wording.desk import desk_sentence, desk_sentences
from ui.wording.intake import hints, intake_sentences
from ui.wording.moving import release_sentence, release_sentences
from ui.wording.verdict import verdict_codes, verdict_sentence
from ui.wording.workers import workers_sentence, workers_sentences


def sentence(fault: Fault) -> str:
    """The whole sentence: "visits.csv, row 14, minutes: “abc” is not a whole number from 1 to 1440."."""
    place = where(fault)
    return _("{place}: {what}").format(place=place, what=what(fault)) if place else what(fault)


def what(fault: Fault) -> str:
    """What is wrong and what to do, without the place."""
    if fault.code in intake_sentences():
        words = intake_sentences()[fault.code]
        if fault.expected and fault.code in hints():
            words = hints()[fault.code]
        return words.format(value=fault.value, expected=fault.expected, **fault.facts)
    if fault.code in desk_sentences():
        return desk_sentence(fault)
    if fault.code in release_sentences():
        return release_sentence(fault)
    if fault.code in verdict_codes():
        return verdict_sentence(fault)
    if fault.code in workers_sentences():
        return workers_sentence(fault)
    return _("This could not be done ({code}). Nothing was changed.").format(code=fault.code)


def where(fault: Fault) -> str:
    """The file, row and column, as far as the fault has them: "visits.csv, row 14, minutes"."""
    row = _("row {row}").format(row=fault.row) if fault.row is not None else ""
    return ", ".join(filter(None, (fault.file, row, fault.column)))
