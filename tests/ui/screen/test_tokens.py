"""The colours can be read: contrast as WCAG 2 computes it."""

import pytest

from ui.screen.tokens import DARK, LIGHT, Tokens


def _light(colour: str) -> float:
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast of two colours, 1 to 21."""
    brighter, darker = sorted((_light(one), _light(other)), reverse=True)
    return (brighter + 0.05) / (darker + 0.05)


def test_contrast_is_computed_as_the_standard_does() -> None:
    """Black on white is 21 to 1, and a grey in between is as published."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21)
    assert contrast("#767676", "#FFFFFF") == pytest.approx(4.54, abs=0.01)


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface"])
@pytest.mark.parametrize(
    "text", ["text", "quiet", "accent", "critical", "substantial", "moderate", "low", "good"]
)
def test_every_text_reaches_five_to_one(tokens: Tokens, ground: str, text: str) -> None:
    """Each colour that words are written in can be read on both grounds."""
    assert contrast(getattr(tokens, text), getattr(tokens, ground)) >= 5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read_on_what_is_chosen(tokens: Tokens) -> None:
    """A selected or hovered row, and the main button, keep their words readable."""
    assert contrast(tokens.text, tokens.chosen) >= 5
    assert contrast(tokens.text, tokens.hover) >= 5
    assert contrast(tokens.on_accent, tokens.accent) >= 5
    for priority in ("critical", "substantial", "moderate", "low", "good"):
        assert contrast(getattr(tokens, priority), tokens.chosen) >= 4.5


@pytest.mark.parametrize("tokens", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize("ground", ["window", "surface"])
def test_every_control_edge_reaches_three_to_one(tokens: Tokens, ground: str) -> None:
    """The edge of a field or button can be seen."""
    assert contrast(tokens.edge, getattr(tokens, ground)) >= 3
