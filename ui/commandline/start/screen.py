"""Whether a window can open here: Qt's system libraries and a screen. Asked before Qt is loaded.

Where one of its libraries or the screen is missing, Qt ends the whole process with words that help no broker.
Only Linux needs asking: Qt's wheels carry all they need on Windows and macOS.
"""

import ctypes
import os
import sys
from collections.abc import Mapping

from ui.commandline.start import StartError, debian

CORE = {
    "libGL.so.1": "libgl1",
    "libEGL.so.1": "libegl1",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
}
"""What every Qt program loads, and the Debian package that has it."""

X11 = {
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}
WAYLAND = {
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}

WITHOUT_A_SCREEN = (
    "Everything that the window does can be done with commands: python3 main.py --help. "
    "To try the window without a screen, set QT_QPA_PLATFORM=offscreen."
)


def make_ready(variables: Mapping[str, str] = os.environ) -> None:
    """Return when a window can open. Raises `StartError` with what to do where it cannot.

    Missing system libraries are brought where we are root on Debian or Ubuntu.
    """
    if not sys.platform.startswith("linux"):
        return
    bring_libraries(_needed(variables))
    if _platform(variables) == "xcb" and not _screen_answers():
        raise StartError(f"The screen {variables.get('DISPLAY', '')} does not answer. {WITHOUT_A_SCREEN}")


def bring_libraries(libraries: Mapping[str, str] = CORE) -> None:
    """Return when all these shared libraries (name: Debian package) can be loaded. Raises `StartError`."""
    if not sys.platform.startswith("linux"):
        return
    missing = [package for library, package in libraries.items() if not _loads(library)]
    if missing:
        debian.bring_or_tell(missing, "Qt's system libraries")


def _platform(variables: Mapping[str, str]) -> str:
    """Qt's name for what it will draw on, or "" where there is nothing."""
    if variables.get("QT_QPA_PLATFORM"):
        return variables["QT_QPA_PLATFORM"].partition(":")[0].partition(";")[0]
    if variables.get("DISPLAY"):
        return "xcb"
    return "wayland" if variables.get("WAYLAND_DISPLAY") else ""


def _needed(variables: Mapping[str, str]) -> Mapping[str, str]:
    platform = _platform(variables)
    if not platform:
        raise StartError(f"There is no screen here (DISPLAY is not set). {WITHOUT_A_SCREEN}")
    return CORE | {"xcb": X11, "wayland": WAYLAND}.get(platform, {})


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _screen_answers() -> bool:
    """Whether the X server takes a connection, asked of libxcb as Qt will."""
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    answers = bool(xcb.xcb_connection_has_error(connection) == 0)
    xcb.xcb_disconnect(connection)
    return answers
