"""Rows in the order in which a round holds them: by key, with what is not given first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TypeVar

from allocation.model import Round

T = TypeVar("T")


def by(rows: Iterable[T], *columns: str) -> tuple[T, ...]:
    """The rows sorted by these attributes; None comes before any value."""

    def key(row: T) -> list[tuple[bool, object]]:
        return [((value := getattr(row, column)) is not None, value) for column in columns]

    return tuple(sorted(rows, key=key))


def in_order(round_: Round) -> Round:
    """The same round with every table sorted by its key, so that equal rounds are equal bytes."""
    return replace(
        round_,
        areas=by(round_.areas, "area"),
        packages=by(round_.packages, "package"),
        providers=by(round_.providers, "provider"),
        contracts=by(round_.contracts, "contract"),
        steps=by(round_.steps, "contract", "number"),
        lots=by(round_.lots, "contract", "lot"),
        awards=by(round_.awards, "key"),
        capacity=by(
            round_.capacity, "provider", "lot", "band", "days", "workers", "applies_from", "until", "as_at"
        ),
        suspensions=by(round_.suspensions, "provider", "start", "reason", "contract", "lot", "until"),
        refusals=by(round_.refusals, "package", "provider", "outcome", "on", "until"),
        placements=by(round_.placements, "package", "part", "provider", "contract", "lot"),
    )
