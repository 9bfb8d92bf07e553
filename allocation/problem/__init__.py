"""A round as whole numbers: what may go where and what it uses.

Read by the engine and the check.

`values` says what a problem is made of, `build` makes one from a round by the rules, `aims` values any plan,
`fit` says what fits into what is left, and `waterfall` places package by package.
"""

from allocation.problem.build import build
from allocation.problem.values import Commitment, Limit, OpenPackage, OpenPart, Option, Problem, Settled

__all__ = [
    "Commitment",
    "Limit",
    "OpenPackage",
    "OpenPart",
    "Option",
    "Problem",
    "Settled",
    "build",
]
