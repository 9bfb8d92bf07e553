"""Everything that a person can do, one file for each part of the day: the one door for every surface.

Each is a plain function of a `Desk`. It raises `WorldError` for what a person can mend; nothing is kept then.
"""
