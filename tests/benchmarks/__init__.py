"""Measurements, run by hand: `python -m tests.benchmarks.table --help`, and `growth`, `nation`, `retender`.

Nothing here asserts a time. The one file of tests proves that the peers are what they are said to be.
"""
