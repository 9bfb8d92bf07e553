"""A small round as the text of its files, and how a test breaks it."""

from datetime import date

from allocation.intake import Intake, Row, Settings, Table, Tables, read_round

DAY = date(2026, 4, 6)

SETTINGS: dict[str, object] = {"name": "Ardmore", "day": DAY}

FILES = {
    "areas": """
area,name,postcodes
North,North ward,EH49;EH48 1
South,South ward,EH48
""",
    "packages": """
package,area,postcode,person,name,service,needs,priority,hospital_discharge,waiting_since,wanted_start,sds_option,chosen_provider,preferred_providers,excluded_providers,current_provider,block_weeks,authorised_hours,split_allowed
P1,North,,AB1,Ann Aird,,hoist,critical,yes,2026-03-02,2026-04-10,,,,,,12,3.5,
P2,,EH48 1AB,AB2,Bob Bell,,,low,,2026-03-09,07/04/2026,2,Brae,,,,,,J Smith
P3,South,EH48 2CD,AB3,Cat Cowe,,Polish; hoist,moderate,no,,,3,,Alba;Brae,,Brae,,7 h 30,
P4,South,,AB4,Dan Dow,,,substantial,,,,,,,,,,,
""",
    "visits": """
package,days,band,minutes,workers,part,from,to,time_critical
P1,daily,morning,30,,,,,
P2,Mon;Wed,tea,45,2,,16:00,17:00,insulin
P2,3,any,60,,2,,,
P3,weekdays,Lunch,45,1,1,,,
P4,weekend,bed,20,,,,,
""",
    "providers": """
provider,name,registration,grade,quality,skills,email
Alba,Alba Care,CS1,5,80,Hoist;polish,a@example.org
Brae,Brae Home Care,CS2,,70,hoist; Polish,
Clyde,Clyde Support,CS3,4,,,
""",
    "contracts": """
contract,name,kind,start,end,batch
C1,Care at home,framework,2026-01-01,2028-12-31,yes
C2,Spot,spot,,,no
""",
    "steps": """
contract,step,name,ranking,score_weights,no_return,min_grade,rate_cap
C1,1,Lot provider,none,,,,
C1,2,Additional,rank,,ask,3,£25.00
C2,3,Spot,score,cost 60;quality 40,,,
""",
    "lots": """
contract,lot,name,areas,services
C1,L1,Lot one,North,
C1,L2,Lot two,North; South,Care at home
C2,S1,Spot,*,
""",
    "awards": """
contract,lot,step,provider,rank,rate,target_share,max_share,guaranteed_hours,start,end
C1,L1,1,Alba,,22.50,60,100,10,,
C1,L2,2,Brae,1,24,,,,,
C1,L2,2,Clyde,2,24.5,,,,,
C2,S1,3,Clyde,,26.15,,,,2026-01-01,2026-12-31
""",
    "capacity": """
provider,lot,band,days,workers,staff_hours,as_at,from,until
Alba,,morning,,,7:30,2026-04-01,,
Alba,,,,,20,2026-04-01,,
Brae,L2,,,,30,2026-04-01,,2026-05-31
Brae,L2,,Sat;Sun,,4,,,
Brae,L2,,,,35,,2026-06-01,
Clyde,S1,,,,12.25,,,
Clyde,S1,,,2,2,,,
""",
    "suspensions": """
provider,contract,lot,from,until,reason,decided_by
Clyde,C1,L2,2026-04-01,2026-05-01,Grades fell,M Moir
""",
    "refusals": """
package,provider,outcome,on,until,reason
P3,Clyde,declined,2026-03-30,2026-04-30,No staff
""",
    "placements": """
package,part,provider,contract,lot,kind,waives,reason,authorised_by
P2,2,Brae,C1,L2,pin,room,Knows it,M Moir
P4,,Clyde,,S1,live,,,
""",
    "outcomes": """
package,provider,since,on,agreed,achieved,hours_before,hours_after,contract,rate,note
P1,Alba,2026-01-05,2026-02-15,3,2,7,5:30,C1,22.50,Walks again
P1,Alba,2026-02-16,2026-03-29,2,2,5.5,5.5,C1,£22.50,
P4,Clyde,2025-12-01,2026-03-01,1,0,12,12,,,
""",
}
"""A round that has every table and no fault."""


def table(name: str, text: str) -> Table:
    """A table of comma-separated text without quotation marks; row 1 is the header."""
    header, *rows = (tuple(line.split(",")) for line in text.strip().split("\n"))
    numbered = tuple(Row(number, row) for number, row in enumerate(rows, 2) if any(row))
    return Table(name, f"{name}.csv", header, numbered)


def tables(files: dict[str, str], settings: dict[str, object] | None = None) -> Tables:
    """The files as they reach the intake."""
    given = SETTINGS if settings is None else settings
    return Tables({name: table(name, text) for name, text in files.items()}, Settings("council.toml", given))


def broken(name: str, old: str, new: str, **more: str | None) -> dict[str, str]:
    """The files with one text of one of them changed, and others replaced (None: taken away)."""
    assert FILES[name].count(old) == 1, f"{old!r} must stand in {name} once"
    files = FILES | {name: FILES[name].replace(old, new)}
    files.update({each: text for each, text in more.items() if text is not None})
    return {each: text for each, text in files.items() if each not in more or more[each] is not None}


def read(files: dict[str, str], settings: dict[str, object] | None = None) -> Intake:
    """What the intake makes of the files."""
    return read_round(tables(files, settings), today=DAY)


def found(intake: Intake) -> list[tuple[str, str, int | None, str]]:
    """Its faults in brief: code, table, row, column."""
    return [(fault.code, fault.file.removesuffix(".csv"), fault.row, fault.column) for fault in intake.faults]
