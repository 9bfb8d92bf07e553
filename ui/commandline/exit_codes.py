"""What a command ends in; 3 is `main.py`'s own, where the machine lacks something."""

DONE = 0
FAULTS = 1
"""The plan or a file has faults, or a person said no to what was shown."""
WRONG_USE = 2
OUR_FAULT = 4
LEFT = 130
"""Ctrl+C ends in this everywhere."""
