"""Says in a sentence why no window can open, where Qt would end the process without one.

On Linux Qt aborts (signal 6) when there is no display to reach or a library of its X11 part is missing. Call
`check_display` before the QApplication is made.
"""

import ctypes
import os
import re
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo

from rocb_desktop.domain.errors import UserError

_X11_NAME = re.compile(r"(?:unix)?(?P<host>[^:]*):(?P<number>\d+)(?:\.\d+)?")
_X11_FIRST_PORT = 6000
_SECONDS = 3.0


def check_display(environ: Mapping[str, str] = os.environ, platform: str = sys.platform) -> None:
    """Raises UserError no_screen or missing_library; says nothing where Qt finds its own way."""
    if platform != "linux" or environ.get("QT_QPA_PLATFORM") or environ.get("WAYLAND_DISPLAY"):
        return
    if not _answers(environ.get("DISPLAY", "")):
        raise UserError("no_screen")
    plugin = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqxcb.so")
    try:
        ctypes.CDLL(str(plugin))
    except OSError as error:  # "libxcb-cursor.so.0: cannot open shared object file: ..."
        raise UserError("missing_library", library=str(error).partition(":")[0]) from error


def _answers(display: str) -> bool:
    """Whether an X server listens under this name, such as ":0" or "localhost:10.0"."""
    name = _X11_NAME.fullmatch(display)
    if name is None:
        return False
    try:
        if name["host"]:
            socket.create_connection((name["host"], _X11_FIRST_PORT + int(name["number"])), _SECONDS).close()
            return True
        with socket.socket(socket.AF_UNIX) as local:
            local.connect(f"/tmp/.X11-unix/X{name['number']}")
    except OSError:
        return False
    return True
