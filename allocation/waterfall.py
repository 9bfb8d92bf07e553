"""The waterfall: package by package, each at the first award in contract order that has room."""

from allocation.problem.waterfall import asked_in, shortfalls, waterfall

__all__ = ["asked_in", "shortfalls", "waterfall"]
