"""The intake's faults and notices in words: what is wrong, and what to write instead."""

from functools import cache

from allocation.intake.codes import Code
from ui.wording import _


@cache
def intake_sentences() -> dict[str, str]:
    """The sentence of each code; `{value}`, `{expected}` and the fault's facts fill it."""
    parts = (_files(), _tables(), _cells(), _rows(), _settings(), _notices())
    return {code.value: words for part in parts for code, words in part.items()}


@cache
def hints() -> dict[str, str]:
    """Sentences of codes for faults that know what may be meant (`expected`)."""
    return {
        Code.UNKNOWN.value: _("{id} is not in {table}. Write {expected} if that is meant, or add it there."),
        Code.NOT_AS_PLACED.value: _("“{value}” is not right for this placement; it should be {expected}."),
    }


def _files() -> dict[Code, str]:
    return {
        Code.NO_SUCH_FILE: _("There is no file or folder of this name. Check the name, or choose it again."),
        Code.NOT_A_FILE: _("This is not a file. Take away what has its name, and put the file there."),
        Code.NOT_READABLE: _(
            "The file cannot be opened ({why}). Close it in other programs, or ask for leave to read it."
        ),
        Code.UNKNOWN_FORMAT: _(
            "This is no file that can be brought in. Give a folder, a workbook (.xlsx or .ods), "
            "council.toml, or one of: {expected}. Save older workbooks (.xls) as .xlsx."
        ),
        Code.SAME_TABLE_TWICE: _("This table is there twice, also as {first}. Keep one of them."),
        Code.TOO_LARGE: _("The file is larger than {most} MB. Leave out what does not belong to this table."),
        Code.EMPTY_FILE: _("The file is empty. Give at least the row with the column names."),
        Code.EMPTY_JSON: _("The file is empty. Put it back as “allocate” wrote it."),
        Code.EMPTY_TOML: _(
            "The file is empty. Put the council’s settings back; an example’s show what they are."
        ),
        Code.UTF_16: _("The file is in UTF-16. Save it as “CSV UTF-8”."),
        Code.NOT_TEXT: _("The file is not text. Save it as “CSV UTF-8”."),
        Code.MIXED_ENCODING: _(
            "The file mixes UTF-8 with another encoding, first in line {line}. Save it as “CSV UTF-8” "
            "and check the names."
        ),
        Code.BROKEN_QUOTES: _(
            "A quotation mark is out of place here, or one that was opened before is never closed. Write "
            "a quotation mark inside a cell twice."
        ),
        Code.CELL_TOO_LONG: _("This has more than {most} characters. Shorten it."),
        Code.TOO_MANY_ROWS: _(
            "The table has more than {most} rows. Leave out rows that this round does not need."
        ),
        Code.TOO_MANY_COLUMNS: _(
            "The table has {found} columns; at most {most} can be read. Delete the others."
        ),
        Code.NOT_A_WORKBOOK: _(
            "The file has a workbook’s name but is something else ({like}). Open it and save it as "
            ".xlsx, or give it its right name."
        ),
        Code.BROKEN_WORKBOOK: _(
            "The workbook is damaged or cut short. Open it, save it again, and try once more."
        ),
        Code.PASSWORD: _("The workbook has a password. Save it without one."),
        Code.UNPACKS_TOO_LARGE: _(
            "The workbook unpacks to far more than a round needs, which is at most {most} MB. Copy the "
            "tables into a new workbook."
        ),
        Code.XML_ENTITIES: _(
            "The workbook holds declarations that no spreadsheet program writes. Copy the tables into a "
            "new workbook."
        ),
        Code.FORMULA_WITHOUT_VALUE: _(
            "The formula in this cell was never worked out. Open the workbook, save it, or write the "
            "value itself."
        ),
        Code.ERROR_VALUE: _("The cell shows an error, {value}. Write the value itself."),
        Code.BROKEN_TOML: _("The file is not TOML as it should be: {why}."),
    }


def _tables() -> dict[Code, str]:
    return {
        Code.MISSING_FILE: _("The table {table} is missing, and no round can be made without it."),
        Code.NO_ROWS: _("The table has no rows, and no round can be made without them."),
        Code.OTHER_TABLE: _(
            "The first row names none of this table’s columns. It must name: {expected}, separated by commas."
        ),
        Code.MISSING_COLUMN: _("The column is missing. Add a column named {expected}."),
        Code.DUPLICATE_COLUMN: _("Two columns have this name. Rename or delete one of them."),
        Code.EXTRA_CELLS: _(
            "The row has more cells than there are columns, first “{value}”. Put a cell that has a comma "
            "in it between quotation marks."
        ),
        Code.NO_REGISTER: _(
            "This is not the Care Inspectorate’s datastore: no column {expected} in its first lines. "
            "Download its CSV file from the Care Inspectorate’s website."
        ),
        Code.NO_CARE_AT_HOME: _("The register has no care-at-home service. Check that the file is whole."),
        Code.MORE_FAULTS: _("{more} more faults of this table are not listed."),
    }


def _cells() -> dict[Code, str]:
    return {
        Code.NOT_AS_PLACED: _("“{value}” should be empty, as the part is not placed."),
        Code.EMPTY_CELL: _("Nothing is given here. Fill it in."),
        Code.CONTROL_CHARACTER: _("Here is a character that cannot be seen. Type this again."),
        Code.NOT_AN_ID: _(
            "“{value}” cannot be a reference: no semicolon, tab or line break, at most 200 characters; "
            "write for example {expected}."
        ),
        Code.NOT_WHOLE: _("“{value}” is not a whole number from {expected}."),
        Code.NOT_HOURS: _("“{value}” is not a number of hours; write for example 7.5, 7:30 or 7 h 30."),
        Code.NOT_WHOLE_MINUTES: _(
            "“{value}” hours is not a whole number of minutes; write hours and minutes, for example 7:20."
        ),
        Code.NOT_MONEY: _("“{value}” is not an amount in pounds and pence; write for example {expected}."),
        Code.NOT_SHARE: _(
            "“{value}” is not a share; write a number from {expected}, with at most two decimals."
        ),
        Code.NOT_POINTS: _("“{value}” is not a number from {expected} with at most two decimals."),
        Code.TOO_MUCH: _("“{value}” is more than can be right here: at most {expected}."),
        Code.NOT_YES_NO: _("“{value}” is neither yes nor no."),
        Code.NOT_DATE: _("“{value}” is not a date; write for example {expected} or 07/04/2026."),
        Code.NOT_TIME: _("“{value}” is not a time of day; write for example {expected}."),
        Code.NOT_CHOICE: _("“{value}” is not one of: {expected}."),
        Code.NOT_DAYS: _("“{value}” does not name days of the week; write one of: {expected}."),
        Code.NOT_POSTCODE: _(
            "“{value}” is not a postcode, sector or district; write for example {expected}, EH49 6 or EH49."
        ),
        Code.NOT_WEIGHTS: _("“{value}” does not say what a score weighs; write for example {expected}."),
    }


def _rows() -> dict[Code, str]:
    return {
        Code.DUPLICATE: _("{key} stands already in row {first}. Delete or rename one of the two."),
        Code.DIFFERS_BY_CASE: _(
            "“{value}” and “{expected}” in row {first} differ only by capital letters. Write both alike, "
            "or rename one."
        ),
        Code.UNKNOWN: _("{id} is not in {table}. Correct it here, or add it there."),
        Code.UNKNOWN_STEP: _("Contract {contract} has no step {value}. Its steps: {expected}."),
        Code.UNKNOWN_BAND: _("“{value}” is not one of the council’s parts of the day: {expected}."),
        Code.UNKNOWN_PART: _("Package {package} has no part {value}. Its parts: {expected}."),
        Code.OTHER_CONTRACT: _("Lot {value} belongs to contract {owner}, not {contract}."),
        Code.NO_VISITS: _("Package {value} has no visits. Add its rows to visits, or delete the package."),
        Code.TOO_MUCH_CARE: _(
            "Package {package} has more than {expected} staff hours a week. "
            "Check minutes, days and workers of its visits."
        ),
        Code.NO_AREA: _("The package has neither an area nor a postcode. Give one of them."),
        Code.POSTCODE_WITHOUT_AREA: _(
            "No area has the postcode {value}. Give the area here, or add the sector or district to areas."
        ),
        Code.POSTCODE_TWICE: _(
            "{postcode} belongs to the area in row {first} already. Leave it in one of them."
        ),
        Code.DATES_OUT_OF_ORDER: _(
            "{value} is before {first}, the day in column {before}. Correct one of them."
        ),
        Code.TIMES_OUT_OF_ORDER: _(
            "{value} is not after {first}, the time in column {before}. Correct one of them."
        ),
        Code.CLOCK_WITHOUT_REASON: _(
            "The visit has a clock time, {clock}, without the reason. Say why, or leave the time out."
        ),
        Code.REASON_WITHOUT_CLOCK: _(
            "The visit is time-critical ({reason}), without a clock time. Give from or to."
        ),
        Code.PART_WITHOUT_LEAVE: _(
            "Package {package} is in parts, but nobody allowed joint working. Name who did in "
            "split_allowed, or use part 1 only."
        ),
        Code.PART_HELD: _(
            "Part {part} of package {package} is out with {provider}, or was promised. Take the offer back, "
            "or withdraw the record, before its visits are shared out otherwise."
        ),
        Code.NO_RANK: _(
            "Step {step} is ranked by rank, and this award has none. Give its rank, 1 for the first."
        ),
        Code.TOO_MANY_LOTS: _(
            "{provider} has awards in {lots}, and a supplier of this contract may have {most} at most. "
            "Take awards away, or raise most_lots."
        ),
        Code.TWO_IN_FORCE: _("The same figure is in force with row {first}. End one of them, or delete it."),
        Code.NO_PLAIN_ROW: _(
            "A figure for some days or for double-up visits needs one for all days and visits beside it, "
            "for the same lot and part of the day. Add that row."
        ),
        Code.PLACED_TWICE: _(
            "{value}, or this part of it, is placed in row {first} already. Delete one of the two."
        ),
        Code.MORE_THAN_AGREED: _("As many outcomes can be achieved as were agreed: at most {agreed}."),
        Code.NO_HOURS_BEFORE: _("Give the hours a week that the care had before."),
        Code.NO_RATE: _("Give the rate an hour that was paid under {contract}, or leave the contract empty."),
        Code.STILL_TO_COME: _("{value} is still to come; today is {today}. Give the day of the review."),
        Code.REVIEWED_TWICE: _("A review covers the days until {until} already. Begin after that day."),
        Code.WAIVES_WITHOUT_PIN: _("Only a pin can waive a rule. Leave waives empty, or make this a pin."),
        Code.PIN_WITHOUT_REASON: _("A pin needs its reason. Say why the package is fixed here."),
        Code.WAIVER_WITHOUT_AUTHORITY: _("A pin that waives a rule needs the name of who authorised it."),
    }


def _settings() -> dict[Code, str]:
    return {
        Code.SETTING_TYPE: _("“{value}” is not of the right type; write it like {expected}."),
        Code.SETTING_VALUE: _("“{value}” is not right; write for example {expected}."),
        Code.UNKNOWN_AIM: _(
            "“{value}” is not an aim. The aims are: {expected}; and step_2, step_2_minutes for each step."
        ),
        Code.AIMS_OUT_OF_ORDER: _(
            "Aims 1 to 5 always lead in their own order ({expected}, the steps from the last, ranks). "
            "Put them first, or leave them out."
        ),
    }


def _notices() -> dict[Code, str]:
    return {
        Code.UNKNOWN_FILE: _("This is none of a round’s tables, and was not read."),
        Code.UNKNOWN_COLUMN: _("This column is not known, and was kept out."),
        Code.UNKNOWN_SETTING: _("This setting is not known, and was kept out."),
        Code.READ_AS_WINDOWS: _(
            "The file is not UTF-8 and was read as Windows-1252. Check names with accents."
        ),
        Code.NO_DAY: _("No day is given for the round; today was taken."),
        Code.SHARES_OVER_100: _("The target shares of lot {lot} at step {step} add up to more than 100."),
        Code.WAITING_AFTER_DAY: _("{value} is after the round’s day, {day}; no days of waiting are counted."),
        Code.CHOICE_NOT_BINDING: _(
            "A chosen provider binds under option 2 only; this package has option {option}."
        ),
        Code.CHOICE_EXCLUDED: _(
            "{value} was chosen for this package and is excluded for it too: no provider will do. "
            "Correct one of them."
        ),
        Code.CHI_KEPT_OUT: _(
            "The reference is built like a CHI number, and was kept out. Use the case system’s own reference."
        ),
        Code.RETURN_WITHOUT_AWARD: _("{provider} has no award on lot {value}; the figure is not used."),
        Code.POSTCODE_ELSEWHERE: _("The postcode lies in {other}; the area given, {area}, counts."),
        Code.NO_CAPACITY: _("No provider made a return: there is no room anywhere."),
        Code.RETURNS_ENDED: _(
            "Every return has ended, the last on {day}: in a round as at today there is no room anywhere."
        ),
        Code.OVER_BEFORE_IT_BEGAN: _(
            "The refusal ends, {value}, before it was made, {on}: it may rule nothing out. Correct one."
        ),
        Code.SHARE_BELOW_ONE: _(
            "{value} was read as less than one per cent. If the cell is formatted as a percentage, "
            "write the number itself, for example 60 for 60%."
        ),
        Code.IN_NO_LOT: _(
            "No lot has {service} in {area}: no provider can be found for this package under any contract."
        ),
        Code.HAS_ENDED: _(
            "Package {value} has ended and stays ended: its rows were left out. If the care is needed again, "
            "find it under Waiting with the state “ended”, reopen it, and bring the file in once more."
        ),
        Code.PLACED_WITHOUT_AWARD: _(
            "{value} has no award there, so nothing can be fixed with it. Correct the provider, contract "
            "or lot, or add the award."
        ),
        Code.NOT_IN_THE_ROUND: _(
            "Package {value} is not among these packages, so its outcomes were left out. They are kept where "
            "the file is brought into a database that knows the package."
        ),
        Code.NOT_A_RATING: _(
            "{value} is none of the CQC’s ratings, and meets no floor. Write Outstanding, Good, Requires "
            "improvement or Inadequate, or leave the cell empty."
        ),
        Code.PIN_WITHOUT_AUTHORITY: _("The pin does not say who authorised it."),
    }
