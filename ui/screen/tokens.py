"""The look in numbers: colours in light and dark, type sizes, spaces. Nothing else in the window names any.

Every text colour reaches 5:1 on its surface and every control edge 3:1; a test computes it.
"""

from dataclasses import dataclass
from enum import Enum


@dataclass(frozen=True, slots=True)
class Tokens:
    """One scheme's colours as #RRGGBB. Texts are made for `window` and `surface`."""

    name: str
    window: str
    surface: str
    text: str
    quiet: str
    hairline: str
    edge: str
    accent: str
    on_accent: str
    chosen: str
    hover: str
    critical: str
    substantial: str
    moderate: str
    low: str
    good: str


LIGHT = Tokens(
    name="light",
    window="#F4F6F8",
    surface="#FFFFFF",
    text="#1B2430",
    quiet="#4F5B67",
    hairline="#C9D1DA",
    edge="#76828F",
    accent="#1D5FB8",
    on_accent="#FFFFFF",
    chosen="#DCE8F8",
    hover="#EAF0F7",
    critical="#A8231C",
    substantial="#8A5200",
    moderate="#1A6484",
    low="#55606C",
    good="#1C6B41",
)

DARK = Tokens(
    name="dark",
    window="#14181D",
    surface="#1D232A",
    text="#E7EBF0",
    quiet="#AEB8C3",
    hairline="#3A4550",
    edge="#7F8B98",
    accent="#86B4FF",
    on_accent="#0E1A2B",
    chosen="#27384F",
    hover="#242C35",
    critical="#FF9E96",
    substantial="#F2BA62",
    moderate="#82CBE8",
    low="#B4BEC9",
    good="#80D4A4",
)


class Size(Enum):
    """Type sizes in points at 100%: labels, text, section heads, page titles, the one big figure."""

    SMALL = 10
    TEXT = 11
    HEAD = 13
    TITLE = 17
    FIGURE = 22


ROW = 28
"""Height of a table's row in pixels."""

CARD_PADDING = 8
CORNER = 6
