"""A store that cannot be opened: the window says so, and a backup brings the work back without a command."""

from collections.abc import Callable
from pathlib import Path

import pytest
from hands import press, words_on
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.session import open_session
from rocb_desktop.ui.window import MainWindow

OpenWindow = Callable[..., MainWindow]


def test_a_backup_is_put_back_before_the_first_page(
    open_window: OpenWindow, sina: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    session = open_session(sina)
    good, bad = make_backup(session).value, make_backup(session).value
    session.close()
    bad.write_bytes(b"nothing")
    (sina / "store.sqlite").write_bytes(b"damaged" * 1000)
    window = open_window(sina)
    window.show()
    qtbot.waitUntil(lambda: "The file with your data is damaged." in words_on(window))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(bad), ""))
    press(window, "Restore a backup")
    qtbot.waitUntil(lambda: "This backup cannot be opened." in words_on(window))
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_all: (str(good), ""))
    press(window, "Restore a backup")
    qtbot.waitUntil(lambda: bool(window.pages.key))
    assert [path.name for path in good.parent.glob("damaged-*.sqlite")] != []
