"""`why`, `scarce`, `compare`, `replan`, `allocate --from`: questions about a plan, answered from files."""

import csv
from pathlib import Path

import pytest

from tests.ui.commandline.services import SERVICES
from tests.ui.paper.pages import page_texts
from ui.commandline.app import run
from ui.commandline.exit_codes import FAULTS, WRONG_USE


@pytest.fixture(scope="module")
def answered(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """A shipped example and an answer to it."""
    folder = tmp_path_factory.mktemp("what_if")
    round_, answer = folder / "round", folder / "answer"
    assert run(["example", "westhaven", str(round_)], SERVICES) == 0
    assert run(["allocate", str(round_), "--out", str(answer), "--work", "1"], SERVICES) == 0
    return round_, answer


def planned(answer: Path) -> dict[str, str]:
    """Each package's provider in an answer, empty where it waits."""
    with (answer / "plan.csv").open(encoding="utf-8-sig") as file:
        return {row["package"]: row["provider"] for row in csv.DictReader(file)}


def test_why_tells_each_provider_and_what_would_place_it(
    answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """A placed package has its ladder; one that waits also what would place it, tried or said not to be."""
    round_, answer = answered
    plan = planned(answer)
    capsys.readouterr()
    assert run(["why", str(round_), str(answer), "WH-0002"], SERVICES) == 0
    said = capsys.readouterr().out
    assert "placed here" in said
    assert "What would place it" not in said
    waiting = [package for package, provider in plan.items() if not provider and package != "WH-0001"]
    answers = []
    for package in waiting[1:3]:
        assert run(["why", str(round_), str(answer), package], SERVICES) == 0
        answers.append(capsys.readouterr().out)
    assert all("What would place it:" in said for said in answers)
    assert any("Solved again: " in said for said in answers)


def test_why_says_that_several_parts_are_not_tried(
    answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Nothing was tried for a package of several parts, so it is not said that nothing would place it."""
    round_, answer = answered
    assert not planned(answer)["WH-0128"]
    capsys.readouterr()
    assert run(["why", str(round_), str(answer), "WH-0128"], SERVICES) == 0
    said = capsys.readouterr().out
    assert "This is not tried for packages of several parts." in said
    assert "No single change" not in said


def test_why_says_that_nobody_is_sought_for_a_direct_payment(
    answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]
) -> None:
    """Not that no award covers it, which a broker would take for a fault of the contract."""
    round_, answer = answered
    capsys.readouterr()
    assert run(["why", str(round_), str(answer), "WH-0088"], SERVICES) == 0
    assert capsys.readouterr().out.strip() == "No provider is sought: direct payment (option 1)."


def test_why_says_of_which_part(answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Of a package of two parts, what holds for both is said once, and anything else with its part."""
    round_, answer = answered
    capsys.readouterr()
    assert run(["why", str(round_), str(answer), "WH-0128"], SERVICES) == 0
    ladder = capsys.readouterr().out.partition("\n\n")[0].splitlines()
    assert len(ladder) == len(set(ladder))
    graded = [line for line in ladder if "Graded 2" in line]
    assert graded == ["Larkrise Support (step 3, Additional): Graded 2; this step asks for 3 or better."]
    asked = [line for line in ladder if "Asked " in line]
    assert {line.split(": ")[0] for line in asked} == {
        "Orchard Lane Care (step 3, Additional), part 1",
        "Orchard Lane Care (step 3, Additional), part 2",
    }
    command = ["why", str(round_), str(answer), "WH-0128", "--at", "PR12"]
    assert run(command, SERVICES) == 0
    assert capsys.readouterr().out.count("It cannot be there:") == 1


def test_why_not_another_provider(answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """With --at, what it would cost to have the package there, or the rule that it would break."""
    round_, answer = answered
    capsys.readouterr()
    assert run(["why", str(round_), str(answer), "WH-0003", "--at", "PR11"], SERVICES) == 0
    said = capsys.readouterr().out
    assert said.startswith("WH-0003 with ")
    assert "move" in said
    assert run(["why", str(round_), str(answer), "WH-0002", "--at", "PR12"], SERVICES) == 0
    assert "It cannot be there:\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("package", "at", "said"),
    [
        ("WH-9999", [], "no package WH-9999"),
        ("WH-0002", ["--at", "nobody"], "nobody has no award"),
        ("WH-0001", ["--at", "PR01"], "could not be elsewhere"),
    ],
)
def test_a_question_about_nothing(
    answered: tuple[Path, Path], package: str, at: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A package or provider that is not there, and a direct payment, are told apart."""
    round_, answer = answered
    assert run(["why", str(round_), str(answer), package, *at], SERVICES) == WRONG_USE
    assert said in capsys.readouterr().err


def test_what_is_scarce(answered: tuple[Path, Path], capsys: pytest.CaptureFixture[str]) -> None:
    """Places where more hours would let somebody in, each with what that would bring."""
    round_, answer = answered
    capsys.readouterr()
    command = ["scarce", str(round_), str(answer), "--hours", "3.5", "--most", "2"]
    assert run(command, SERVICES) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].startswith("What 3 h 30 more a week would bring")
    rows = [line for line in lines if "WH-" in line]
    assert len(rows) == 2
    assert all(" in place of " in row for row in rows)


def test_the_meetings_summary_has_what_is_scarce(answered: tuple[Path, Path], tmp_path: Path) -> None:
    """On paper it is a table of the summary: where, how many hours, who is turned away, what it brings."""
    round_, answer = answered
    out = tmp_path / "summary.pdf"
    assert run(["scarce", str(round_), str(answer), "--out", str(out)], SERVICES) == 0
    text = " ".join(" ".join(page_texts(out.read_bytes())).split())
    assert "Round summary" in text
    assert "What is scarce, tried by solving again" in text
    assert "3 h 30" in text
    assert " in place of " in text
    assert run(["scarce", str(round_), str(answer), "--out", str(out)], SERVICES) == WRONG_USE


def test_after_a_decline_who_moves_is_told(
    answered: tuple[Path, Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """From the answer in hand who declined is placed elsewhere, and compare names everybody who moved."""
    round_, answer = answered
    provider = planned(answer)["WH-0003"]
    after, out = tmp_path / "after", tmp_path / "out"
    after.mkdir()
    for file in round_.iterdir():
        (after / file.name).write_bytes(file.read_bytes())
    with (after / "refusals.csv").open("a", encoding="utf-8") as rows:
        rows.write(f"WH-0003,{provider},declined,2026-06-01,,\n")
    capsys.readouterr()
    command = ["allocate", str(after), "--out", str(out), "--from", str(answer), "--work", "60"]
    assert run(command, SERVICES) == 0
    said = capsys.readouterr().out
    assert "could not stay" in said
    new = planned(out)
    assert new["WH-0003"] != provider
    moved = [package for package, was in planned(answer).items() if new[package] != was]
    assert moved
    assert run(["compare", str(after), str(out), str(out)], SERVICES) == 0
    assert "the plans are the same" in capsys.readouterr().out
    assert run(["compare", str(round_), str(answer), str(out)], SERVICES) == 0
    told = capsys.readouterr().out
    assert "WH-0003: " in told
    assert all(f"{package}: " in told or f"{package} part" in told for package in moved)


@pytest.mark.parametrize("event", ["declined", "lost", "referred"])
def test_after_an_event_a_new_plan_with_few_changes(
    answered: tuple[Path, Path], tmp_path: Path, event: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whoever declined or is lost has nothing of it any more, a new referral is in the plan; who moves is
    told, the round is kept as it then is, and the new answer is right for it.
    """
    round_, answer = answered
    before = planned(answer)
    provider, kept, out = before["WH-0003"], tmp_path / "kept", tmp_path / "out"
    read, events = round_, ["--round", str(kept)]
    if event == "declined":
        events += ["--declined", f"WH-0003:{provider}"]
    elif event == "lost":
        events += ["--lost", provider]
    else:
        read = _with_a_referral(round_, tmp_path / "read")
    capsys.readouterr()
    command = ["replan", str(read), "--from", str(answer), "--out", str(out), "--work", "600", *events]
    assert run(command, SERVICES) == 0
    said = capsys.readouterr().out
    new = planned(out)
    moved = {package for package, was in before.items() if new[package] != was}
    assert all(f"{package}: " in said or f"{package} part" in said for package in moved)
    if event == "declined":
        assert new["WH-0003"] != provider
    elif event == "lost":
        assert provider not in new.values()
        assert "could not stay" in said
        assert "the fewest changes that were found" in said
    else:
        assert "WH-NEW" in new
    assert run(["check", str(kept), str(out)], SERVICES) == 0
    assert run(command, SERVICES) == WRONG_USE  # the folder for the round is taken by now


def _with_a_referral(round_: Path, folder: Path) -> Path:
    """The round folder with one package more, as WH-0003 is."""
    folder.mkdir()
    for file in round_.iterdir():
        text = file.read_text(encoding="utf-8-sig")
        if file.name in ("packages.csv", "visits.csv"):
            lines = [line for line in text.splitlines() if line.startswith("WH-0003,")]
            text = text.rstrip("\n") + "\n" + "\n".join(lines).replace("WH-0003", "WH-NEW") + "\n"
        (folder / file.name).write_text(text, encoding="utf-8")
    return folder


@pytest.mark.parametrize(
    ("event", "said"),
    [
        (["--declined", "WH-0003"], "names no decline"),
        (["--declined", "WH-9999:PR01"], "no package WH-9999"),
        (["--declined", "WH-0003:PR99"], "no provider PR99"),
        (["--lost", "PR99"], "no provider PR99"),
    ],
)
def test_an_event_that_cannot_be(
    answered: tuple[Path, Path],
    tmp_path: Path,
    event: list[str],
    said: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """Names that are not in the round are told, and nothing is written."""
    round_, answer = answered
    out = tmp_path / "out"
    command = ["replan", str(round_), "--from", str(answer), "--out", str(out), *event]
    assert run(command, SERVICES) == WRONG_USE
    assert said in capsys.readouterr().err
    assert not out.exists()


def test_a_plan_that_breaks_a_rule_is_not_asked_about(answered: tuple[Path, Path], tmp_path: Path) -> None:
    """Questions rest on a plan that keeps every rule; another ends with its faults."""
    round_, answer = answered
    broken = tmp_path / "plan.csv"
    lines = (answer / "plan.csv").read_text(encoding="utf-8-sig").splitlines()
    broken.write_text("\n".join(lines[:-1]) + "\n", encoding="utf-8")
    assert run(["scarce", str(round_), str(broken)], SERVICES) == FAULTS
