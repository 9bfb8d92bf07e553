"""Garbage is collected on the GUI thread only, for as long as there are threads beside it.

Python's collector of reference cycles runs on whichever thread happens to allocate; a widget that is part of
a cycle would then be destroyed there, and Qt allows that on the widget's own thread alone (Qt's "Threads and
QObjects"). The remedy is the one that Kovid Goyal (PyQt mailing list, August 2011) and Erik Janssens (in
F. Zadrozny, "Should Python garbage collector be disabled?", pydev.blogspot.com, March 2014) describe and that
pyqtgraph, Spyder and others use: automatic collection is off, and a timer of the GUI thread collects when
Python's own counts say so.
"""

import gc
from time import perf_counter
from typing import ClassVar

from PySide6.QtCore import QObject, Qt, QTimer

INTERVAL = 1_000
"""Milliseconds between two looks at the counts; where little was allocated, a look is all."""

REST = 50
"""After a full collection none is begun for so many times as long as it took: at most 2% of the time goes to
them, however much is kept. (Python's own rule, a quarter of new objects, rests on a count that it keeps to
itself.)"""


class Collector(QObject):
    """Automatic collection is off from when the first of these is made until the last one has ended."""

    _at_work: ClassVar[set["Collector"]] = set()
    _was_enabled: ClassVar[bool] = True

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._full_from = 0.0
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.CoarseTimer)
        self._timer.timeout.connect(self.look)
        if not Collector._at_work:
            Collector._was_enabled = gc.isenabled()
            gc.disable()
        Collector._at_work.add(self)
        self._timer.start(INTERVAL)

    def look(self) -> None:
        """Collect as many generations as their counts ask for, as Python would have done by itself."""
        due = [count > limit > 0 for count, limit in zip(gc.get_count(), gc.get_threshold(), strict=True)]
        if due[2] and due[0] and perf_counter() >= self._full_from:
            begun = perf_counter()
            gc.collect()
            ended = perf_counter()
            self._full_from = ended + REST * (ended - begun)
        elif due[0]:
            gc.collect(1 if due[1] else 0)

    def end(self) -> None:
        """Leave collecting to Python again, once nobody else needs it so. Ending twice is no fault."""
        self._timer.stop()
        if self not in Collector._at_work:
            return
        Collector._at_work.discard(self)
        if not Collector._at_work and Collector._was_enabled:
            gc.enable()
