"""The order in which characters of a line stand on paper, where some of it reads from the right.

The Unicode bidirectional algorithm (UAX 9) as python-bidi has it, which resolves the levels; here it is
asked for the levels alone, because glyphs are chosen by shaping, not by swapping characters.
"""

import unicodedata
from typing import Any

RIGHT_TO_LEFT = {"R", "AL", "AN"}

_KNOWN = {
    "L", "R", "AL", "EN", "ES", "ET", "AN", "CS", "NSM", "B", "S", "WS", "ON",
}  # fmt: skip


def reads_right(text: str) -> bool:
    """Whether any of the text reads from the right."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in RIGHT_TO_LEFT for char in text)


def levels(text: str) -> list[int]:
    """The level of each character: odd ones read from the right. The first strong character sets the base."""
    if not reads_right(text):
        return [0] * len(text)
    from bidi import algorithm

    stand_ins = "".join(map(_stand_in, text))
    storage = algorithm.get_empty_storage()
    base = algorithm.get_base_level(stand_ins)
    storage["base_level"], storage["base_dir"] = base, "LR"[base]
    algorithm.get_embedding_levels(stand_ins, storage)
    algorithm.explicit_embed_and_overrides(storage)
    algorithm.resolve_weak_types(storage)
    _resolve_brackets(storage)
    algorithm.resolve_neutral_types(storage, debug=False)
    algorithm.resolve_implicit_levels(storage, debug=False)
    return [char["level"] for char in storage["chars"]]


def _resolve_brackets(storage: dict[str, Any]) -> None:
    """Rule N0, which python-bidi lacks: a pair of brackets reads as what it encloses or stands in."""
    for run in storage["runs"]:
        chars = storage["chars"][run["start"] : run["start"] + run["length"]]
        for opening, closing in _bracket_pairs(chars):
            own = "LR"[chars[opening]["level"] % 2]
            inside = {_strong(char) for char in chars[opening + 1 : closing]} - {None}
            if not inside:
                continue
            before = [strong for char in chars[:opening] if (strong := _strong(char))]
            outside = before[-1] if before else run["sor"]
            kind = own if own in inside or outside == own else outside
            chars[opening]["type"] = chars[closing]["type"] = kind


def _bracket_pairs(chars: list[dict[str, Any]]) -> list[tuple[int, int]]:
    """Places of brackets that belong together, by the opening one (rule BD16)."""
    from bidi.mirror import MIRRORED

    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, char in enumerate(chars):
        kind = unicodedata.category(char["ch"])
        if char["type"] != "ON" or kind not in ("Ps", "Pe"):
            continue
        if kind == "Ps":
            waiting.append((MIRRORED.get(char["ch"], ""), place))
            continue
        for number in range(len(waiting) - 1, -1, -1):
            if waiting[number][0] == char["ch"]:
                pairs.append((waiting[number][1], place))
                del waiting[number:]
                break
    return sorted(pairs)


def _strong(char: dict[str, Any]) -> str | None:
    """L, R or None; numbers count as R."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(char["type"])


def _stand_in(char: str) -> str:
    """A character of the same direction that keeps its place, as joiners and unassigned ones would not."""
    kind = unicodedata.bidirectional(char)
    if kind in _KNOWN:
        return char if kind != "B" else " "
    return "\N{COMBINING GRAVE ACCENT}" if kind == "BN" else "a"


def visual_order(line_levels: list[int]) -> list[int]:
    """Indices of a line's items as they stand from left to right (UAX 9, rule L2)."""
    order = list(range(len(line_levels)))
    odd = [level for level in line_levels if level % 2]
    if not odd:
        return order
    for level in range(max(line_levels), min(odd) - 1, -1):
        start = None
        for place in range(len(order) + 1):
            inside = place < len(order) and line_levels[order[place]] >= level
            if inside and start is None:
                start = place
            elif not inside and start is not None:
                order[start:place] = reversed(order[start:place])
                start = None
    return order
