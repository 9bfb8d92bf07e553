"""A round folder as a clerk types it: only the required files, every loose spelling that is allowed."""

import csv
import json
from pathlib import Path

from tests.end_to_end.command import lotwise

FILES = {
    "packages.csv": """\
 Package , AREA,Priority,Wanted_Start,needs,hospital_discharge,sds_option,chosen_provider,split_allowed,Colour
A-1,North,Critical,07/04/2026,,no,,,,red
A-2,North,substantial,2026-04-08,BSL; Gaelic,0,,,,
A-3,South,low,,,Yes,,,,
A-4,South,moderate,,,,2,Bluebell,,
A-5,South,moderate,,,,1,,,
A-6,North,low,,,,,,A. Manager,
""",
    "visits.csv": """\
package;days;band;minutes;workers;part
A-1;daily;Morning;30;2;
A-2;Mon;any;60;;
A-3;3;tea;45;1;1
A-4;weekdays;morning;30;;
A-5;weekend;bed;15;;
A-6;daily;morning;30;;1
A-6;daily;bed;30;;2
""",
    "providers.csv": """\
provider,name,skills
Ardlaw,"Ardlaw Care, Ltd",bsl;gaelic
Bluebell,<b>Bluebell</b> & Co,
Cairn,Cairn,
""",
    "steps.csv": """\
contract,step,name,ranking,needs_authority,rate_cap
Main,1,Lot provider,,,
Main,2,Reserve,rank,1,£25.00
""",
    "lots.csv": """\
contract,lot,areas
Main,N,North
Main,S,South
Main,All,*
""",
    "awards.csv": """\
contract,lot,step,provider,rate,rank,max_share
Main,N,1,Ardlaw,20.5,,
Main,S,1,Bluebell,"£1,020.50",,
Main,All,2,Cairn,24.99,1,
Main,All,2,Ardlaw,25.01,2,
""",
    "capacity.csv": """\
provider,lot,band,staff_hours,as_at
Ardlaw,N,,7 h 30,2026-04-01
Bluebell,,morning,2:30,
Bluebell,,tea,2.25,
Cairn,,,3.5,
""",
}


def by_hand(folder: Path) -> None:
    """Write the files, and council.toml with nothing but the day."""
    folder.mkdir()
    for name, text in FILES.items():
        (folder / name).write_text(text, encoding="cp1252")
    (folder / "council.toml").write_text("day = 2026-04-07\n", encoding="utf-8")


def test_a_folder_typed_by_hand_is_allocated(tmp_path: Path) -> None:
    """Loose spellings are understood; each package is where reckoning by hand puts it."""
    by_hand(tmp_path / "round")
    done = lotwise("allocate", "round", "--out", "out", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "Colour" in done.stderr
    with (tmp_path / "out" / "plan.csv").open(encoding="utf-8", newline="") as file:
        plan = {(row["package"], row["part"]): row for row in csv.DictReader(file)}
    # A-1 is critical and takes 7 h of the 7 h 30 in lot N. A-2 (1 h, skills that Ardlaw alone has, its
    # rate at step 2 over the cap) no longer fits. A-3, a discharge, has 2 h 15 of teas with Bluebell,
    # A-4's chosen Bluebell its 2 h 30 of mornings. A-5 is a direct payment. A-6 has two parts of 3 h 30
    # each, of which Cairn has room for one alone.
    where = {key: (row["provider"], row["lot"], row["step"]) for key, row in plan.items()}
    assert where == {
        ("A-1", "1"): ("Ardlaw", "N", "1"),
        ("A-2", "1"): ("", "", ""),
        ("A-3", "1"): ("Bluebell", "S", "1"),
        ("A-4", "1"): ("Bluebell", "S", "1"),
        ("A-5", "1"): ("", "", ""),
        ("A-6", "1"): ("", "", ""),
        ("A-6", "2"): ("", "", ""),
    }
    assert plan["A-1", "1"]["staff_minutes"] == "420"
    assert plan["A-1", "1"]["weekly_cost"] == "143.50"
    assert plan["A-1", "1"]["start"] == "2026-04-07"
    result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
    values = {aim["aim"]: aim["value"] for aim in result["aims"]}
    assert [values[f"placed_{each}"] for each in ("critical", "substantial", "moderate", "low")] == [
        2,
        0,
        1,
        0,
    ]
    assert all(aim["proven"] for aim in result["aims"])
    assert lotwise("check", "round", "out", cwd=tmp_path).returncode == 0


def test_every_mistake_of_a_clerk_is_told_at_once(tmp_path: Path) -> None:
    """One mistake in each file: each is told once under its file, and there is no answer."""
    by_hand(tmp_path / "round")
    mistakes = {
        "packages.csv": ("A-3,South,low", "A-3,South,lowish"),
        "visits.csv": ("A-4;weekdays;morning;30", "A-4;weekdays;breakfast;30"),
        "providers.csv": ("Cairn,Cairn,", "Cairn,Cairn,\nCairn,Twice,"),
        "steps.csv": ("£25.00", "25 pounds"),
        "lots.csv": ("Main,S,South", "Main,S,"),
        "awards.csv": ("Main,All,2,Cairn,24.99,1", "Main,All,2,Cairn,24.99,"),
        "capacity.csv": ("2.25", "-2.25"),
        "council.toml": ("day = 2026-04-07", 'day = "soon"'),
    }
    for name, (right, wrong) in mistakes.items():
        path = tmp_path / "round" / name
        text = path.read_text(encoding="cp1252")
        assert right in text
        path.write_text(text.replace(right, wrong), encoding="cp1252")
    done = lotwise("allocate", "round", "--out", "out", cwd=tmp_path)
    assert done.returncode == 1
    assert not (tmp_path / "out").exists()
    lines = done.stderr.splitlines()
    for name in mistakes:
        assert f"{name}:" in lines, done.stderr
    told = lines[lines.index("8 faults") + 1 :]
    assert len(told) == 2 * len(mistakes), done.stderr
