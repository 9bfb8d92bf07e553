"""Starts Lotwise: `python3 main.py` (Windows: `py -3 main.py`).

python3 main.py                    opens the window
python3 main.py try                opens it on an invented council, in a database of its own
python3 main.py COMMAND ...        runs one command of the command line; --help lists them
python3 main.py test [PYTEST ...]  runs every check that must pass
python3 main.py format             lays the code out

Only the standard library is imported until Lotwise's own environment stands (`ui/commandline/start/`). This
file must also parse on an old Python 3, to be able to say that it is too old. It is the one place that knows
both `db` and `ui`, and introduces them to each other.

Exit codes: 0 done, 1 the plan or a file has faults, 2 wrong use, 3 the machine lacks something, 4 Lotwise
itself is at fault.
"""

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

    from allocation.use_cases.desk import Desk
    from ui.commandline.services import Services as CommandServices
    from ui.screen.services import Services

OLDEST, NEWEST = (3, 11), (3, 14)
CANNOT_START = 3
ENGINES = 2
"""The engine's processes that wait for the next question: as many as `what_if` asks at a time."""
ROOT = Path(__file__).resolve().parent


def main(arguments: "list[str]") -> int:
    """Run one command, or the window, inside Lotwise's environment; gives the exit code."""
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        return use_another_python(arguments)

    from ui.commandline.start import StartError

    try:
        return develop(arguments) if arguments[:1] in (["test"], ["format"]) else use(arguments)
    except StartError as reason:
        print(reason, file=sys.stderr)
        return CANNOT_START
    except KeyboardInterrupt:
        print("\nStopped.", file=sys.stderr)
        return 130


def use(arguments: "list[str]") -> int:
    """Open the window, or run one command of the command line."""
    from ui.commandline.start import CLUSTER_LOCK, RUNTIME_LOCK, environment

    environment.enter(ROOT, CLUSTER_LOCK if on_a_cluster(arguments) else RUNTIME_LOCK, arguments)
    if arguments and arguments != ["try"]:
        from ui.commandline.app import run as run_command

        return run_command(arguments, compose_commands())

    from ui.commandline.start import screen

    screen.make_ready()
    from ui.screen.app import run as open_window

    return open_window(lambda: compose(example=arguments == ["try"]))


def on_a_cluster(arguments: "list[str]") -> bool:
    """Whether the command needs Dask: to be a worker, or to allocate at a cluster's address."""
    command, rest = arguments[:1], arguments[1:]
    return command == ["worker"] or (command == ["allocate"] and any("://" in each for each in rest))


def compose(*, example: bool) -> "AbstractContextManager[Services]":
    """What the window works with, once it shows: here, and nowhere else, it meets solver and database.

    With `example` the desk is one for trying things out, which begins with an invented council.
    """
    from contextlib import closing, contextmanager

    @contextmanager
    def composed() -> "Iterator[Services]":
        from allocation.engine.process import EngineProcess
        from ui.screen.services import Services

        database = database_to_try() if example else None
        with open_desk(database) as desk, closing(EngineProcess(keep=ENGINES)) as engine:
            if example:
                begin_with_example(desk)
            yield Services(desk=desk, solver=lambda: engine, version=version())

    return composed()


def database_to_try() -> str:
    """The database for trying things out, beside the person's own."""
    from db.location import default_file

    return str(default_file().with_name("try.db"))


def begin_with_example(desk: "Desk") -> None:
    """Bring Westhaven forward to today and in, by the same import as any file, where nothing is kept yet."""
    from allocation.intake.bring_forward import bring_forward
    from allocation.use_cases import imports
    from ui.spreadsheet.read import read_tables

    if not imports.is_empty(desk):
        return
    folder = ROOT / "resources" / "examples" / "westhaven"
    intake = bring_forward(imports.read_files(desk, read_tables(folder)), desk.clock.today())
    preview = imports.preview_import(desk, intake)
    imports.apply_import(desk, intake, folder.name, preview.read_up_to)


def compose_commands() -> "CommandServices":
    """The same for the command line, which opens the database only where a command asks for it."""
    import atexit

    from allocation.engine.joining import begin, join
    from allocation.engine.process import EngineProcess
    from allocation.engine.workers import workers_at
    from ui.commandline.services import Services

    engine = EngineProcess(keep=ENGINES)
    atexit.register(engine.close)
    return Services(lambda: engine, open_desk, version(), workers_at, join, begin)


def open_desk(database: "str | None") -> "AbstractContextManager[Desk]":
    """The desk of whoever is logged in, at the database of a URL or path, for as long as the block lasts."""
    import getpass
    from contextlib import contextmanager

    from allocation.use_cases.clock import SystemClock
    from allocation.use_cases.desk import Desk
    from allocation.use_cases.who import Actor
    from db.opening import open_store

    @contextmanager
    def opened() -> "Iterator[Desk]":
        store = open_store(database)
        try:
            yield Desk(store, SystemClock(), Actor(getpass.getuser()))
        finally:
            store.close()

    return opened()


def version() -> str:
    """Lotwise's own version, as pyproject.toml has it."""
    import tomllib

    return str(tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"])


def develop(arguments: "list[str]") -> int:
    """Run the developer's command that is named first."""
    from ui.commandline.start import DEVELOPMENT_LOCK, environment

    environment.enter(ROOT, DEVELOPMENT_LOCK, arguments)
    from ui.commandline.start import checks

    return checks.test(ROOT, arguments[1:]) if arguments[0] == "test" else checks.format_code(ROOT)


def use_another_python(arguments: "list[str]") -> int:
    """Go on with a Python of this machine that is neither too old nor too new, else say so."""
    import shutil

    for minor in range(NEWEST[1], OLDEST[1] - 1, -1):
        python = shutil.which(f"python3.{minor}")
        if python:
            os.execv(python, [python, str(ROOT / "main.py"), *arguments])
    oldest, newest, here = (".".join(map(str, version[:2])) for version in (OLDEST, NEWEST, sys.version_info))
    print(
        f"Lotwise needs Python {oldest} to {newest}, and this is {here}. "
        "Install one of them, then start again with it.",
        file=sys.stderr,
    )
    return CANNOT_START


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
