"""Invented councils and rounds by seed: what tests, measurements and the shipped examples are made from.

`council` makes a whole council in one of four real shapes, `small_round` a handful of
packages in which every rule can bite, `examples` the councils that are shipped. The same seed
gives the same values on every Python.
"""

from tests.workloads.council import Shape, council
from tests.workloads.small import small_round

__all__ = ["Shape", "council", "small_round"]
