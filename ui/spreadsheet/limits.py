"""How much a file may hold. Above any council's or nation's week, and below what would hang a laptop."""

MOST_BYTES = 64 * 2**20
"""Bytes of one file, as it lies on the disk."""

MOST_UNPACKED = 256 * 2**20
"""Bytes of a workbook's parts together, unpacked."""

MOST_RATIO = 100
"""How many times its packed size a large part may unpack to; spreadsheets reach some 10 to 30."""

LARGE_PART = 32 * 2**20
"""Bytes from which a part counts as large."""

MOST_TEXT = 128 * 2**20
"""Characters of all cells of a workbook together, each shared text counted as often as it is used."""

MOST_ROWS = 500_000
"""Rows of one table. The nation's 60,000 packages have some 240,000 rows of visits."""

MOST_COLUMNS = 256
"""Columns of one table."""

LONGEST_CELL = 32_767
"""Characters of one cell, as Excel has it."""
