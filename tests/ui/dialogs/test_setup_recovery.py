"""First run with a sheet of paper, or with the office file beside the program."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hands import press, put_in_front, words_of, words_on
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from region import Region

from rocb_desktop import paths, texts
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.profile.office_file import find_office_file, look_into_office, make_office_file
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.profile.recovery import make_sheet
from rocb_desktop.services.session import open_session
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.setup_dialog import SetupDialog
from rocb_desktop.ui.recovery_paper import sheet_pdf
from rocb_desktop.ui.views.setup.setup_recover import RecoverStep
from rocb_desktop.ui.views.setup.setup_safe import SafeStep
from rocb_desktop.ui.views.setup.setup_steps import PersonStep, RoleStep

pytestmark = pytest.mark.usefixtures("styled")


@pytest.fixture
def setup(qtbot: QtBot) -> Iterator[SetupDialog]:
    dialog = SetupDialog(None)
    qtbot.addWidget(dialog)
    put_in_front(qtbot, dialog)
    yield dialog
    dialog.hide()


@pytest.fixture
def lines(region: Region) -> tuple[str, ...]:
    """The sheet of the focal point."""
    with region.at("focal") as session:
        return make_sheet(session).lines


def recover_step(setup: SetupDialog) -> RecoverStep:
    assert isinstance(setup.step, RoleStep)
    press(setup.step.sheet_button)
    assert isinstance(setup.step, RecoverStep)
    return setup.step


def test_the_lines_are_typed_one_after_the_other(
    setup: SetupDialog, region: Region, lines: tuple[str, ...], qtbot: QtBot
) -> None:
    step = recover_step(setup)
    step.lines.set_text(lines[0].lower())
    assert step.state.text() == "Lines 2 to 4 are missing."
    press(setup.next_button)
    assert setup.step is step and step.lines.error() == "Lines 2 to 4 are missing."
    wrong = lines[2][:-4] + ("7" if lines[2][-4] != "7" else "8") + lines[2][-3:]
    step.lines.set_text("\n".join([lines[0], lines[3], wrong, lines[1]]))
    assert step.state.text() == "Line 3 of 4 is mistyped."
    setup.set_language("fr")  # what was typed stays, also when everything is said anew
    setup.set_language("en")
    again = setup.step
    assert isinstance(again, RecoverStep)
    again.lines.set_text("\n".join([again.lines.text(), lines[2]]))
    assert again.done.text() == "This is the sheet of Lani Fuimaono, Samoa."
    press(setup.next_button)
    assert isinstance(setup.step, SafeStep) and "lani-fuimaono-ws" in words_on(setup)
    press(setup.next_button)
    qtbot.waitUntil(lambda: "Next: get your work back" in words_on(setup))
    assert "Your keys are in files that only you can read" in words_on(setup)
    assert setup.profile_path == paths.default_profiles_dir() / "lani-fuimaono-ws"
    session = open_session(setup.profile_path, readonly=True)
    with region.at("focal") as before:
        assert session.keys.key == before.keys.key and session.keys.office == before.keys.office
    session.close()


def test_going_back_is_another_way(setup: SetupDialog, lines: tuple[str, ...]) -> None:
    step = recover_step(setup)
    step.lines.set_text("\n".join(lines))
    setup.back()
    press(setup.next_button)
    assert isinstance(setup.step, PersonStep)
    setup.back()
    assert recover_step(setup).lines.text() == "\n".join(lines)


def test_a_picture_that_is_none_says_so(setup: SetupDialog, tmp_path: Path) -> None:
    step = recover_step(setup)
    (tmp_path / "no.png").write_bytes(b"no picture")
    step.open_picture(tmp_path / "no.png")
    assert step.found.keys is None and step.state.text()


def test_the_office_file_beside_the_program_is_offered(setup: SetupDialog, region: Region, qtbot: QtBot) -> None:
    """Without any pack: the words are compared, the office is pinned, and the profile says what is next."""
    paths.default_profiles_dir().mkdir(parents=True)
    with region.at("rocb") as session:
        make_office_file(session, paths.default_profiles_dir() / "office.rocb")
        anchor = session.anchor
    found = find_office_file()
    assert found is not None and found.path.name == "office.rocb"

    compared: list[str] = []

    def compare() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportDialog) or dialog.is_working or dialog.check is None:
            QTimer.singleShot(20, compare)
            return
        compared.extend(words_of(dialog.check))
        press(dialog.check.same_button)
        close()

    def close() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ImportDialog):
            return
        ready = (
            [] if dialog.is_working else [one for one in dialog.buttons() if one.text() in ("Import 1 file", "Done")]
        )
        for one in ready:
            one.click()
        QTimer.singleShot(20, close)

    press(setup.next_button)
    assert isinstance(setup.step, PersonStep)
    setup.step.name.set_text("Mele Tau")
    setup.step.administration.set_value("TO")
    press(setup.next_button)
    QTimer.singleShot(0, compare)
    press(setup.next_button)
    qtbot.waitUntil(lambda: "Your profile is ready." in words_on(setup))
    assert {word.text for word in found.words} <= set(compared)
    assert setup.profile_path is not None
    made = open_session(setup.profile_path, readonly=True)
    assert set(made.anchor) == set(anchor)
    made.close()


def test_a_file_that_only_says_it_is_the_office_is_none(region: Region, tmp_path: Path) -> None:
    with pytest.raises(UserError):
        look_into_office(region.file("card"))
    paths.default_profiles_dir().mkdir(parents=True)
    (paths.default_profiles_dir() / "office.rocb").write_bytes(b"nothing")
    assert find_office_file() is None
    create_profile(tmp_path / "fj", "focal_point", "FJ", "Mere Qalo")
    session = open_session(tmp_path / "fj")
    with pytest.raises(UserError) as refused:
        make_office_file(session, tmp_path / "office.rocb")
    assert refused.value.code == "not_allowed"
    session.close()


def test_the_paper_is_one_page_in_french_too(region: Region) -> None:
    texts.use("fr")
    with region.at("rocb") as session:
        for second in (False, True):
            data = sheet_pdf(make_sheet(session, second))
            assert data.count(b"/Type /Page\n") == 1
