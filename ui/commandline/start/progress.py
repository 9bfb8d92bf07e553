"""How far the set-up is, on the terminal: one line that rewrites itself, or plain lines in a log."""

import sys


class Progress:
    """Writes to standard error, since standard output belongs to the command that was asked for."""

    def __init__(self, title: str) -> None:
        self._rewrites = sys.stderr.isatty()
        self._stage = ""
        self._write(f"{title}\n")

    def say(self, stage: str) -> None:
        """Begin a stage that has no steps."""
        self.step(stage, "")

    def step(self, stage: str, detail: str) -> None:
        """One step: on a terminal it replaces the line before; in a log each kind of stage is one line."""
        kind = stage.partition(",")[0]
        if self._rewrites:
            self._write(f"\r\x1b[K  {stage} {detail}"[:100])
        elif kind != self._stage:
            self._write(f"  {kind}\n")
        self._stage = kind

    def end(self, outcome: str) -> None:
        """Leave the outcome on a line of its own."""
        self._write(("\r\x1b[K" if self._rewrites else "") + f"  {outcome}\n")

    def _write(self, text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
