"""What the desk and its memory refuse, in sentences that say what to do."""

from datetime import datetime
from functools import cache

from allocation.errors import Fault
from ui.wording import _
from ui.wording.care import written_day
from ui.wording.deadlines import clock_words
from ui.wording.figures import money

_DESCRIBED = {"kind", "what", "state", "right", "why"}
"""Facts that are codes themselves and have words."""

_INSTANTS = {"due"}
"""Facts that are instants."""

_PENCE = {"asked", "issued", "ceiling"}
"""Facts that are pence a week."""


@cache
def desk_sentences() -> dict[str, str]:
    """The sentence of each code, with placeholders for the fault's value and facts."""
    return {
        "conflict": _("Somebody changed this in the meantime ({what}). Nothing was overwritten: look again."),
        "read_only": _("Lotwise is open at another desk on this database, so here you can only read."),
        "not_allowed": _("{who} may not do this."),
        "nobody": _("Nobody is named as the person at the desk. Enter your name in the settings."),
        "not_found": _("This is not there any more ({what})."),
        "undo_nothing": _("There is nothing to {what}."),
        "undo_depends": _("This cannot be undone: later work rests on it ({kind}, by {by})."),
        "undo_left_building": _(
            "This has left the building, so it is not undone. Withdraw or correct it instead."
        ),
        "note_empty": _("The note has no text."),
        "follow_up_past": _("The follow-up day {value} is past. Choose today or a later day."),
        "suspension_reason": _("Say why the provider is suspended."),
        "suspension_decided_by": _("Say who decided the suspension."),
        "suspension_dates": _("A suspension cannot end before it begins. Choose a later day."),
        "refusal_future": _("{value} is still to come. Give the day on which it was said."),
        "refusal_until": _("This holds until it is withdrawn, so it has no last day. Leave that empty."),
        "refusal_dates": _("The last day cannot be before the day on which it was said."),
        "refusal_reason": _("Say why, as the provider or the person said it."),
        "refusal_twice": _("This answer of {value} is recorded already for that day."),
        "return_twice": _("Two figures are for the same lot, band, days and workers. Keep one."),
        "return_unknown": _("“{value}” is not known here. Choose one from the list."),
        "return_plain": _("A figure by days or for double-up needs one for the same band without them."),
        "referral_twice": _("There is a package {value} already. Give this one another reference."),
        "wrong_state": _("Package {package} is {state}, so this cannot be done."),
        "care_future": _("{value} is still to come. Give the day on which it happened."),
        "care_before": _("The package is {state} since {since}, so this cannot have been before that day."),
        "ask_unknown": _("There is no package {value} here."),
        "ask_settled": _("Nobody is asked for {value}: it is with {providers} already."),
        "ask_direct_payment": _("Nobody is asked for {value}: it is a direct payment (option 1)."),
        "round_empty": _("No package is waiting, so there is nothing to allocate."),
        "allocate_issued": _(
            "Records of this round are out ({count}). Make a new round for what still waits, or withdraw "
            "them."
        ),
        "move_reason": _("Say why package {package} is moved by hand."),
        "move_authority": _("Name who authorised what is waived for package {package}."),
        "move_settled": _("Package {package} has its care already, so this round does not move it."),
        "move_issued": _("Package {package} was issued as {number}. Withdraw that record first."),
        "move_unknown": _("This round has no such package or award ({package})."),
        "authority_by": _("Name who authorises."),
        "authority_reason": _("Say why it is authorised."),
        "authority_nothing": _("Nothing of package {package} needs authority in this plan."),
        "issue_nothing": _("No package is chosen."),
        "issue_unplaced": _("Package {package} is not placed, so there is nothing to issue."),
        "issue_stays": _(
            "You left package {package} with the provider that has it, so nothing new is issued for it."
        ),
        "issue_authority": _(
            "Package {package} is placed at a step that a named person must authorise first."
        ),
        "issue_changed": _("Package {package} was changed after this round was frozen. Freeze a new round."),
        "issue_state": _("Package {package} is {state} by now, so it is not issued."),
        "issue_invalid": _("The plan breaks rules ({faults}). Mend it before issuing."),
        "issue_pinned": _(
            "Somebody fixed package {package} with {provider} after this round was frozen. "
            "Freeze a new round."
        ),
        "issue_rule": _(
            "Something changed after this round was frozen, and placements break rules by now ({count}). "
            "Move these packages, or freeze a new round."
        ),
        "issue_room": _("{provider} no longer has the room for package {package}: it was promised since."),
        "offer_out": _("{provider} was asked for package {package} already."),
        "offer_barred": _("{provider} is not asked for package {package}: whom to ask says why."),
        "offer_turn": _("{before} comes before {provider}. Wait for that answer, or say why not."),
        "offer_authority": _("That step ({step}) needs authority: name who gave it, and why."),
        "offer_ended": _("The offer of package {package} to {provider} has ended already."),
        "offer_accepted": _("{provider} accepted package {package} already: who was asked before may still."),
        "offer_reason": _("Say why, as they said it, without names."),
        "offer_early": _("{provider} has until {due} to answer."),
        "care_offers": _("It is offered to several: record first who accepted, and who did not."),
        "undo_room": _("{provider} no longer has the room for package {package}: it was promised since."),
        "issue_ceiling": _(
            "With these packages the meeting would issue {asked} a week, and it may issue {ceiling} at most. "
            "Choose fewer, or leave the others for the next meeting."
        ),
        "review_nobody": _("{provider} has not had package {package}, so there is nothing to review."),
        "review_future": _("{value} is still to come. Give the day on which it was reviewed."),
        "review_since": _("Nobody said when this care began. Give the first day that the review covers."),
        "review_dates": _("The first day that it covers is after the day of the review."),
        "review_overlap": _("A review covers the days until {until} already. Begin after that day."),
        "review_agreed": _("Count at least one outcome that was agreed."),
        "review_achieved": _("As many outcomes can be achieved as were agreed, and no fewer than none."),
        "review_before": _("Give the hours a week that the care had before."),
        "review_not_last": _("Package {package} was reviewed again since. Take the later review back first."),
        "statement_early": _("These months end on {last}. Issue their statement from the day after on."),
        "statement_nothing": _(
            "{provider} has no care of these months under a contract that pays by results."
        ),
        "statement_overlaps": _(
            "Statement {number} covers days of these months already ({from} to {until}). "
            "Take months that begin after them."
        ),
        "statement_same": _("Statement {number} says this already. Print that one again."),
        "scheme_name": _("“{value}” is not in this scheme. It has: {expected}."),
        "scheme_there": _(
            "Here already: {value}. Loading scheme {scheme} would change what was agreed. Amend it on the "
            "contracts page, or write the scheme to a folder and give its contract and lots other names."
        ),
        "withdraw_reason": _("Say why the record is withdrawn."),
        "withdraw_twice": _("Record {number} is withdrawn already."),
        "erase_twice": _("This person was erased already."),
        "page_altered": _(
            "These pages are not what was issued: the database was changed from outside. Put back a copy "
            "from the folder “backups”."
        ),
        "erased": _("The person of record {number} was erased, so its pages cannot be read any more."),
        "band_in_use": _("“{value}” is named by visits or returns, so it stays a part of the day."),
        "band_names": _(
            "Name at least one part of the day, each once, and none “any”; for example {expected}."
        ),
        "council_name": _("The council needs a name."),
        "label_empty": _("Give {value} another name; an empty one names nothing."),
        "no_such_term": _("There is no {value} among the contracts’ terms. Write it as the contract has it."),
        "label_moved": _(
            "“{value}” was another row’s name until now. Save with a third name first, then give it this one."
        ),
        "label_taken": _("“{value}” belongs to another contract already. Give this one another name."),
        "terms_in_use": _(
            "{value} cannot be removed, because {what} name it. Give its awards a last day instead."
        ),
        "grades_nothing": _("{value} changes no grade of the providers here."),
        "database_url": _("This is no database that Lotwise can use. Write for example {expected}."),
        "database_shared": _(
            "{value} is on {why}, where a database can be damaged. Choose a folder on this computer."
        ),
        "database_unreachable": _(
            "The database cannot be reached ({value}). Check that the place exists and is yours."
        ),
        "database_newer": _(
            "A newer Lotwise has used this database. Start that one, or get the newest version."
        ),
        "database_damaged": _(
            "This file is no database, or it is damaged. Put back a copy from the folder “backups”."
        ),
        "database_full": _(
            "There is no room left for the database. Make room, then try again: all that was kept is kept."
        ),
        "database_busy": _("Another program is changing this database. Try again in a moment."),
    }


def desk_sentence(fault: Fault) -> str:
    """The sentence of one of these codes."""
    words = _words()
    facts = {
        name: words.get(str(fact), fact)
        if name in _DESCRIBED
        else money(int(fact))
        if name in _PENCE
        else _instant(str(fact))
        if name in _INSTANTS
        else written_day(str(fact))
        for name, fact in fault.facts.items()
    }
    return desk_sentences()[fault.code].format(
        value=written_day(fault.value), expected=fault.expected, **facts
    )


def _instant(text: str) -> str:
    """An instant that a fact carries as text, as people read it; other text as it is."""
    try:
        return clock_words(datetime.fromisoformat(text))
    except ValueError:
        return text


@cache
def _words() -> dict[str, str]:
    return {
        "accepted": _("accepted"),
        "answers": _("recorded answers"),
        "awards": _("awards"),
        "authorise": _("an authorisation"),
        "care": _("packages that are placed there"),
        "close": _("a closed package"),
        "contract": _("a contract"),
        "contracts": _("other contracts"),
        "correct": _("a corrected referral"),
        "ended": _("ended"),
        "freeze": _("a frozen round"),
        "import": _("an import"),
        "issue": _("an issue"),
        "issue_statement": _("an issued statement"),
        "live": _("live"),
        "move": _("a move"),
        "network": _("a network drive"),
        "note": _("a note"),
        "notes": _("notes"),
        "offered": _("offered"),
        "package": _("a package"),
        "packages": _("packages"),
        "person": _("a person"),
        "plan": _("the plan"),
        "provider": _("a provider"),
        "record": _("a record"),
        "records": _("issued records"),
        "redo": _("redo"),
        "reopen": _("a reopened package"),
        "referral": _("a referral"),
        "refusal": _("a recorded answer"),
        "return": _("a return"),
        "review": _("a review"),
        "reviews": _("recorded reviews"),
        "onward": _("an onward package"),
        "returns": _("returns"),
        "round": _("a round"),
        "statement": _("a statement"),
        "suspended": _("suspended"),
        "suspension": _("a suspension"),
        "suspensions": _("suspensions"),
        "synced": _("a folder that is synced"),
        "terms": _("an amended contract"),
        "undo": _("undo"),
        "waiting": _("waiting"),
        "withdraw": _("a withdrawn record"),
    }
