"""Before Qt is loaded, a machine without a screen or without Qt's libraries is told in words."""

import pytest

from ui.commandline.start import StartError, screen


def test_no_screen_names_the_command_line() -> None:
    """Where nothing can be drawn on, the sentence says what can be done instead."""
    with pytest.raises(StartError, match=r"no screen here.*main\.py --help"):
        screen.make_ready({})


def test_offscreen_needs_no_screen() -> None:
    """QT_QPA_PLATFORM=offscreen is respected, with or without options, and needs only the core libraries."""
    for platform in ("offscreen", "offscreen:size=1280x720"):
        assert screen._needed({"QT_QPA_PLATFORM": platform}) == screen.CORE


@pytest.mark.parametrize(
    ("variables", "package"),
    [
        ({"DISPLAY": ":0"}, "libxcb-cursor0"),
        ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "libxcb-cursor0"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "libwayland-client0"),
        ({"QT_QPA_PLATFORM": "wayland;xcb"}, "libwayland-client0"),
    ],
)
def test_each_kind_of_screen_has_its_libraries(variables: dict[str, str], package: str) -> None:
    """What is asked for follows from what Qt will draw on."""
    needed = screen._needed(variables)
    assert package in needed.values()
    assert needed.items() >= screen.CORE.items()


def test_a_screen_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """A DISPLAY with nothing behind it is said by name, where Qt would end the process."""
    monkeypatch.setattr(screen, "X11", {})
    monkeypatch.setenv("DISPLAY", "127.0.0.1:4095")
    with pytest.raises(StartError, match=r"127\.0\.0\.1:4095 does not answer"):
        screen.make_ready({"DISPLAY": "127.0.0.1:4095"})
