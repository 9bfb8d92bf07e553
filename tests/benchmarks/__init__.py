"""Measurements, run by hand: `python -m tests.benchmarks.table --help`.

No test, and nothing here asserts a time.
"""
