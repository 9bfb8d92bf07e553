"""Ctrl+C while a person watches: the search ends, and the best plan so far is the answer."""

import json
import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.end_to_end.command import MAIN, lotwise
from ui.commandline.watching import stoppable


def test_ctrl_c_asks_first_and_ends_second() -> None:
    """The first press is a question to whoever searches; the second ends the program as usual."""
    before = signal.getsignal(signal.SIGINT)
    with stoppable() as stopped:
        assert not stopped()
        signal.raise_signal(signal.SIGINT)
        assert stopped()
        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


if sys.platform != "win32":
    import pty
    import termios

    def test_ctrl_c_keeps_the_best_plan(tmp_path: Path) -> None:
        """At a terminal the aims are shown as they come; Ctrl+C then writes the best plan."""
        assert lotwise("example", "hartshire", "round", cwd=tmp_path).returncode == 0
        said, code = _typed_at(tmp_path, [MAIN, "allocate", "round", "--out", "out"], "Ctrl+C", b"\x03")
        assert code == 0, said
        assert "Critical" in said
        result = json.loads((tmp_path / "out" / "result.json").read_text(encoding="utf-8"))
        assert result["stopped_by"] == "person"
        assert (result["valid"], result["justified"]) == (True, True)
        assert lotwise("check", "round", "out", cwd=tmp_path).returncode == 0

    def _typed_at(cwd: Path, arguments: list[str | Path], words: str, key: bytes) -> tuple[str, int]:
        """Run a command at a terminal of its own and press a key once it said these words."""
        mine, its = pty.openpty()
        termios.tcsetwinsize(its, (40, 120))
        with subprocess.Popen(
            [sys.executable, "-c", _AT_TERMINAL, *map(str, arguments)],
            cwd=cwd,
            stdin=its,
            stdout=its,
            stderr=its,
            start_new_session=True,
        ) as process:
            os.close(its)
            said, pressed = b"", False
            while chunk := _read(mine):
                said += chunk
                if not pressed and words.encode() in said:
                    os.write(mine, key)
                    pressed = True
            os.close(mine)
            return said.decode(errors="replace"), process.wait()

    def _read(terminal: int) -> bytes:
        """What a terminal says next; nothing once its other end is closed, which Linux calls an error."""
        select.select([terminal], [], [])
        try:
            return os.read(terminal, 65536)
        except OSError:
            return b""

    _AT_TERMINAL = (
        "import fcntl, os, sys, termios; fcntl.ioctl(0, termios.TIOCSCTTY, 0);"
        "os.execv(sys.executable, [sys.executable, *sys.argv[1:]])"
    )
