"""No screen, a dead screen and a working one, each found before Qt would abort."""

import socket
import sys
from pathlib import Path

import pytest

from rocb_desktop.domain.errors import UserError
from rocb_desktop.ui.display import check_display

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only X11 aborts without a word")


@pytest.mark.parametrize(
    "environ",
    [{}, {"DISPLAY": ""}, {"DISPLAY": ":4242"}, {"DISPLAY": "localhost:4242.0"}, {"DISPLAY": "nonsense"}],
    ids=["none", "empty", "dead", "dead tunnel", "nonsense"],
)
def test_no_screen_is_a_sentence(environ: dict[str, str]) -> None:
    with pytest.raises(UserError) as caught:
        check_display(environ, "linux")
    assert caught.value.code == "no_screen"


@pytest.mark.parametrize(
    ("environ", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux"),
        ({}, "win32"),
        ({}, "darwin"),
    ],
)
def test_where_qt_finds_its_own_way_nothing_is_asked(environ: dict[str, str], platform: str) -> None:
    check_display(environ, platform)


def test_a_tunnel_that_answers_leaves_only_the_libraries_to_check() -> None:
    """Over `ssh -X` the display is a port on localhost. The plugin loads, or its missing part is named."""
    with socket.socket() as server:
        for number in range(50, 100):
            try:
                server.bind(("127.0.0.1", 6000 + number))
            except OSError:
                continue
            break
        server.listen()
        try:
            check_display({"DISPLAY": f"127.0.0.1:{number}.0"}, "linux")
        except UserError as error:
            assert error.code == "missing_library"
            assert Path(str(error.values["library"])).name.startswith("lib")
