"""Measurements, run by hand: `python -m tests.benchmarks.rounds --help`.

No test, and nothing here asserts a time.
"""
