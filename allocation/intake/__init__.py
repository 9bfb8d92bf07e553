"""Files in: rows of text to a round and its people, with every fault of every file at once (FORMATS).

`read_round` does the whole; `LAYOUTS` says what each table looks like, for reading, writing and the guide.
"""

from allocation.intake.layout import LAYOUTS
from allocation.intake.read import Intake, Kept, read_round
from allocation.intake.tables import Row, Settings, Table, Tables

__all__ = ["LAYOUTS", "Intake", "Kept", "Row", "Settings", "Table", "Tables", "read_round"]
