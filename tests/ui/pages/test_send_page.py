"""Send and receive: the file at a glance, two ways out, what happens next; for all roles, by key and mouse."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from random import Random
from typing import Any, cast

import pytest
from hands import focused, press, words_of
from PySide6.QtCore import QBuffer, QIODevice, QObject, Qt, QUrl, Slot
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget
from pytestqt.qtbot import QtBot
from samoa import READY, TFA, Samoa
from spoken import unnamed

from rocb_desktop.exchange.text_lines import read_lines
from rocb_desktop.exchange.wrapping import unwrap
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.sending.outbox import make_reply_file, outbox
from rocb_desktop.services.session import Clock, open_session
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.ui.dialogs.small_file_dialog import SmallFileDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.send_page import SendPage
from rocb_desktop.ui.widgets.details import Details
from rocb_desktop.ui.widgets.message import Message
from rocb_desktop.ui.window import MainWindow

OpenPage = Callable[..., Page]
Key = Qt.Key
CTRL = Qt.KeyboardModifier.ControlModifier


class OtherPrograms(QObject):
    """Stands where the e-mail program and the file program are, and remembers what they were asked to open."""

    def __init__(self) -> None:
        super().__init__()
        self.opened: list[QUrl] = []

    @Slot(QUrl)
    def open(self, address: QUrl) -> None:
        self.opened.append(address)


@pytest.fixture
def programs() -> Iterator[OtherPrograms]:
    made = OtherPrograms()
    method: Any = "open"  # PySide's stub asks for bytes, its code for text
    for scheme in ("mailto", "file"):
        QDesktopServices.setUrlHandler(scheme, made, method)
    yield made
    for scheme in ("mailto", "file"):
        QDesktopServices.unsetUrlHandler(scheme)


@pytest.fixture
def made(samoa: Samoa) -> Samoa:
    """The reply of one workshop is a file."""
    with samoa.at("sina") as session:
        save_reply(session, TFA, READY)
        make_reply_file(session, TFA)
    return samoa


def opened(open_page: OpenPage, profile: Path, *size: int) -> SendPage:
    return cast(SendPage, open_page(profile, "send", *size))


def way(samoa: Samoa) -> list[tuple[int, str]]:
    """Version and way of every file, the newest first."""
    with samoa.at("sina") as session:
        return [(one.sent.version, one.way) for one in outbox(session).files]


def steps(page: SendPage) -> list[tuple[str, str]]:
    return [(step.title, step.state) for step in page.steps.steps()]


def test_no_file_yet_says_where_files_are_made(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa.sina)
    assert page.states.state == "empty"
    assert page.primary_button() is None
    QTest.keyClick(focused(), Key.Key_Space)
    assert cast(MainWindow, page.window()).pages.key == "survey"


def test_the_file_at_a_glance(open_page: OpenPage, made: Samoa) -> None:
    page = opened(open_page, made.sina)
    told = words_of(page.card)
    assert "Your file is ready: 2 KB" in told
    assert ["Goes to", "Lani Fuimaono", "National focal point, Samoa"] == told[2:5]
    assert "Only the focal point’s office, ROCB A/P and you" in told
    assert steps(page)[:3] == [("File made", "done"), ("Sent", "now"), ("With focal point", "not_yet")]
    assert focused() is page.ways.buttons["copy"]
    assert unnamed(page) == []


def test_a_copy_on_a_stick_is_checked_and_counts_as_sent(
    open_page: OpenPage, made: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, made.sina)
    target = tmp_path / "stick.rocb"
    QTest.keyClick(focused(), Key.Key_Return, CTRL)
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    assert page.file is not None
    assert Path(dialog.selectedFiles()[0]).name == page.file.sent.name
    dialog.selectFile(str(target))
    dialog.fileSelected.emit(str(target))
    dialog.reject()
    qtbot.waitUntil(lambda: page.notices.text() == "Saved and checked. You can take the stick out.")
    assert target.read_bytes() == Path(page.file.sent.path).read_bytes()
    assert way(made) == [(1, "copy")]
    qtbot.waitUntil(lambda: steps(page)[1] == ("Sent", "done"))


def test_a_stick_that_cannot_be_written_counts_as_nothing(
    open_page: OpenPage, made: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, made.sina)
    page.out.save_as()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "gone" / "x.rocb"))
    dialog.reject()
    qtbot.waitUntil(lambda: "cannot be found" in page.notices.text())
    assert way(made) == [(1, "")]


def test_a_message_with_the_file_opens_and_the_person_says_it_went(
    open_page: OpenPage, made: Samoa, qtbot: QtBot, programs: OtherPrograms
) -> None:
    page = opened(open_page, made.sina)
    QTest.keyClick(focused(), Key.Key_Right)
    assert focused() is page.ways.buttons["mail"]
    QTest.keyClick(focused(), Key.Key_Space)
    qtbot.waitUntil(lambda: len(programs.opened) == 1)
    letter = Path(programs.opened[0].toLocalFile())
    assert page.file is not None
    assert letter.suffix == ".eml" and unwrap(letter.read_bytes()) == Path(page.file.sent.path).read_bytes()
    assert way(made) == [(1, "")]
    press(page, "I have sent it")
    qtbot.waitUntil(lambda: way(made) == [(1, "mail")])
    qtbot.waitUntil(lambda: page.ways.first() is page.ways.buttons["mail"])


def test_a_program_that_takes_no_such_message_gets_its_words(
    open_page: OpenPage, made: Samoa, qtbot: QtBot, programs: OtherPrograms
) -> None:
    page = opened(open_page, made.sina)
    page.out.open_mail()
    qtbot.waitUntil(lambda: len(programs.opened) == 1)
    press(page, "It did not open")
    qtbot.waitUntil(lambda: len(programs.opened) == 3)
    assert [one.scheme() for one in programs.opened[1:]] == ["mailto", "file"]
    assert page.file is not None
    assert page.file.sent.name in QUrl.fromPercentEncoding(programs.opened[1].toEncoded())
    assert Path(programs.opened[2].toLocalFile()) == Path(page.file.sent.path).parent
    press(page, "I have sent it")
    qtbot.waitUntil(lambda: way(made) == [(1, "mail")])


@pytest.mark.qt_log_ignore("QPlatformServices")  # what the platform without a screen says of itself
def test_no_mail_program_says_what_to_do(open_page: OpenPage, made: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, made.sina)
    page.out.open_mail()
    qtbot.waitUntil(lambda: "Your e-mail program did not open." in page.notices.text())
    press(page, "Show in folder")
    assert page.file is not None
    assert str(Path(page.file.sent.path).parent) in page.notices.text()


def test_the_mailbox_folder_is_chosen_once_and_takes_the_file(
    open_page: OpenPage, made: Samoa, qtbot: QtBot, tmp_path: Path
) -> None:
    page = opened(open_page, made.sina)
    box = tmp_path / "shared"
    box.mkdir()
    assert page.mailbox.isHidden()
    press(page.ways.buttons["mailbox"])
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(box))
    dialog.reject()
    qtbot.waitUntil(lambda: page.ways.buttons["mailbox"].text() == "Put it into the folder")
    assert page.mailbox.isVisible()
    press(page.ways.buttons["mailbox"])
    qtbot.waitUntil(lambda: way(made) == [(1, "mailbox")])
    qtbot.waitUntil(lambda: page.ways.first() is page.ways.buttons["mailbox"])
    (there,) = box.iterdir()
    assert page.file is not None
    assert there.read_bytes() == Path(page.file.sent.path).read_bytes()
    assert unnamed(page) == []


def test_the_code_is_shown_saved_and_read_again(open_page: OpenPage, made: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(open_page, made.sina)
    press(page.ways.buttons["code"])
    dialog = page.findChild(SmallFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.code is not None)
    assert dialog.small is not None and dialog.code is not None and dialog.lines is not None
    data = read_lines(dialog.lines.text()).data
    assert data is not None and unwrap(screenshot(dialog.code)) == data
    dialog.save_picture(tmp_path / "code")
    qtbot.waitUntil(lambda: "saved" in dialog.notices.text())
    assert unwrap((tmp_path / "code.png").read_bytes()) == data
    press(dialog, "Copy the lines")
    assert read_lines(QGuiApplication.clipboard().text()).data == data
    assert unnamed(dialog) == []
    press(dialog, "They have it")
    qtbot.waitUntil(lambda: way(made) == [(1, "code")])


def test_the_code_says_whom_it_leaves_out(open_page: OpenPage, samoa: Samoa, qtbot: QtBot) -> None:
    """ROCB A/P could open the whole file; for one code the reply is sealed to the focal point's office alone."""
    with samoa.at("sina") as session:
        chance = Random(1)
        text = "".join(chr(chance.randrange(0x1E00, 0x1EFF)) for _letter in range(230))
        save_reply(session, TFA, {**READY, "q4_text": text})
        make_reply_file(session, TFA)
    page = opened(open_page, samoa.sina)
    press(page.ways.buttons["code"])
    dialog = page.findChild(SmallFileDialog)
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.code is not None)
    assert "ROCB A/P cannot open this code." in [one.first for one in dialog.findChildren(Message)]
    qtbot.waitUntil(lambda: any(one.toggle.isVisible() for one in dialog.findChildren(Details)))
    details = next(one for one in dialog.findChildren(Details) if one.toggle.isVisible())
    assert not details.is_open()
    press(details.toggle)
    assert [one.text() for one in details.findChildren(QLabel)] == [
        "Who can open it: Lani Fuimaono (Samoa)",
        "ROCB A/P cannot open this code.",
    ]


def screenshot(widget: QWidget) -> bytes:
    """What a telephone would see of it."""
    packed = QBuffer()
    packed.open(QIODevice.OpenModeFlag.WriteOnly)
    widget.grab().save(packed, "PNG")
    return bytes(packed.data().data())


def test_a_file_that_is_gone_is_made_again(open_page: OpenPage, made: Samoa, qtbot: QtBot) -> None:
    with made.at("sina") as session:
        Path(outbox(session).files[0].sent.path).unlink()
    page = opened(open_page, made.sina)
    assert page.primary_button() is None
    assert not page.ways.isEnabled()
    press(page, "Make the file again")
    qtbot.waitUntil(lambda: page.ways.isEnabled())
    assert page.file is not None
    assert Path(page.file.sent.path).exists()
    assert page.file.sent.version == 1


def test_a_file_that_was_changed_is_not_copied(open_page: OpenPage, made: Samoa, qtbot: QtBot, tmp_path: Path) -> None:
    page = opened(open_page, made.sina)
    assert page.file is not None
    path = Path(page.file.sent.path)
    path.write_bytes(b"x" * path.stat().st_size)
    page.out.save_as()
    dialog = page.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit(str(tmp_path / "x.rocb"))
    dialog.reject()
    qtbot.waitUntil(lambda: "was changed" in page.notices.text())
    assert not (tmp_path / "x.rocb").exists()
    assert way(made) == [(1, "")]


def test_every_file_is_in_the_list(open_page: OpenPage, made: Samoa, qtbot: QtBot) -> None:
    with made.at("sina") as session:
        save_reply(session, TFA, {**READY, "q4": "no"})
        make_reply_file(session, TFA)
    page = opened(open_page, made.sina)
    table = page.list.table
    badges = [next(c for c in table.rows_model.columns if c.key == "state").text(r) for r in table.rows_model.rows()]
    assert badges == ["Not sent yet", "File made"]
    table.setFocus()
    table.selectRow(1)
    QTest.keyClick(table, Key.Key_Return)
    assert page.file is not None
    assert page.file.sent.version == 1
    assert page.header.context_label.text().endswith("version 1")


def test_a_mistake_leads_back_to_the_reply(open_page: OpenPage, made: Samoa, qtbot: QtBot) -> None:
    page = opened(open_page, made.sina)
    QTest.keyClick(page.mistake.link, Key.Key_Return)
    assert cast(MainWindow, page.window()).pages.key == "survey"


def test_receive_a_file_opens_the_chooser(open_page: OpenPage, samoa: Samoa) -> None:
    page = opened(open_page, samoa.sina)
    press(page, "Receive a file")
    dialog = page.window().findChild(QFileDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Choose files"
    dialog.reject()


def test_rocb_sends_packs_that_everybody_may_open(open_page: OpenPage, samoa: Samoa) -> None:
    with samoa.at("rocb") as session:
        make_pack(session, TFA, samoa.folder / "again.rocb")
    page = opened(open_page, samoa.folder / "rocb")
    assert page.header.title_label.text() == "Send the workshop pack"
    told = words_of(page.card)
    assert "Everybody can open it" in told
    assert page.mistake.isHidden()
    assert not any("office" in words for words in told if "keys of the" not in words)


def test_a_focal_point_sends_the_key_card(open_page: OpenPage, tmp_path: Path) -> None:
    folder = tmp_path / "focal"
    clock = Clock(date(2021, 12, 20))
    create_profile(folder, "focal_point", "WS", "Lani Fuimaono", clock=clock)
    session = open_session(folder, clock=clock)
    make_card(session, tmp_path / "card.rocb")
    session.close()
    page = opened(open_page, folder)
    assert page.header.title_label.text() == "Send your key card"
    assert [title for title, _state in steps(page)][-1] == "They compare the eight words"


@pytest.mark.parametrize("size", [(1366, 768), (1024, 600), (683, 384)])
def test_the_page_fits(open_page: OpenPage, made: Samoa, size: tuple[int, int]) -> None:
    page = opened(open_page, made.sina, *size)
    window = page.window()
    assert (window.width(), window.height()) == size
