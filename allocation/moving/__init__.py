"""Moving a book: live care placed anew under other terms, with the least change for people.

CONTRACTS, A15 and A16. `release` says what may move, why and from when, and makes the round; `book` says of a
plan who stays, who moves, why and at what cost (`lines` part by part, `values` what they are made of), and
`avoiding` what each move that could be avoided would cost to avoid; `summary` is the value of its paper.
"""

from allocation.moving.avoiding import Avoided
from allocation.moving.book import book_of, moves_care
from allocation.moving.release import Release, Why, moving_round
from allocation.moving.summary import BookSummary, book_summary
from allocation.moving.values import Book, Cause, Fate, LotLine, MoveLine, ProviderLine

__all__ = [
    "Avoided",
    "Book",
    "BookSummary",
    "Cause",
    "Fate",
    "LotLine",
    "MoveLine",
    "ProviderLine",
    "Release",
    "Why",
    "book_of",
    "book_summary",
    "moves_care",
    "moving_round",
]
