"""People and keys: who waits is asked about, keys are ended, given back, handed over and erased in the window."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import cast

import pytest
from fiji import Fiji, make_fiji
from hands import words_on
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget
from pytestqt.qtbot import QtBot

from rocb_desktop.services.arriving.blob_intake import rocb_in
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.profile.hand_over import hand_over
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import list_workshops
from rocb_desktop.services.sending.sent import list_sent
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.blobs import blobs_in
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.services.trust.contacts import Contact
from rocb_desktop.ui.dialogs.contents_dialog import ContentsDialog
from rocb_desktop.ui.dialogs.end_key_dialog import EndKeyDialog
from rocb_desktop.ui.dialogs.erase_dialog import EraseDialog, WipeDialog
from rocb_desktop.ui.dialogs.hand_over_dialog import JOINS, LEAVES, HandOverDialog
from rocb_desktop.ui.dialogs.import_dialog import ImportDialog
from rocb_desktop.ui.dialogs.new_key_dialog import NewKeyDialog
from rocb_desktop.ui.dialogs.office_copy_dialog import OfficeCopyDialog
from rocb_desktop.ui.dialogs.own_data_dialog import OwnDataDialog
from rocb_desktop.ui.page import Page
from rocb_desktop.ui.pages.people_page import PeoplePage
from rocb_desktop.ui.views.keys.contact_list import ContactList

OpenPage = Callable[..., Page]


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("fiji") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    import shutil

    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


@pytest.fixture
def page_of(open_page: OpenPage, fiji: Fiji, qtbot: QtBot) -> Callable[..., PeoplePage]:
    def open_it(who: str = "focal", person: str = "", **size: int) -> PeoplePage:
        page = cast(PeoplePage, open_page(fiji.folder / who, "people", **size))
        qtbot.waitUntil(lambda: page.ready)
        if person:
            choose(qtbot, page, person)
        return page

    return open_it


def choose(qtbot: QtBot, page: PeoplePage, name: str) -> None:
    item = next(one for one in page.list.list._list.items if one.title == name)
    page.list.list.choose(item.key)
    qtbot.waitUntil(lambda: page.pane.detail is not None and page.pane.detail.contact.key == item.key and page.ready)


def states(page: PeoplePage) -> dict[str, str]:
    return {one.title: one.badge.key for one in page.list.list._list.items if one.badge is not None}


@contextmanager
def dialog_of(page: PeoplePage, kind: type[QDialog]) -> Iterator[QDialog]:
    found = next(one for one in page.window().findChildren(kind) if one.isVisible())
    yield found


def looked_at(qtbot: QtBot, over: QWidget) -> ContentsDialog:
    """What leaves, shown before anything is made."""
    qtbot.waitUntil(lambda: any(one.isVisible() for one in over.findChildren(ContentsDialog)))
    found = next(one for one in over.findChildren(ContentsDialog) if one.isVisible())
    qtbot.waitUntil(lambda: not found.is_working and found.make_button.isEnabled())
    return found


def test_a_copy_for_colleagues_is_looked_at_first(page_of: Callable[..., PeoplePage], qtbot: QtBot) -> None:
    page = page_of()
    page.my_key.sync_button.click()
    with dialog_of(page, OfficeCopyDialog) as dialog:
        assert isinstance(dialog, OfficeCopyDialog) and dialog.files.isHidden()
        dialog.save_button.click()
    contents = looked_at(qtbot, page.window())
    assert [one.kind for one in contents.files.contents] == ["office-copy"]
    contents.reject()


def test_materials_and_evidence_go_along_when_ticked(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot, tmp_path: Path
) -> None:
    with fiji.at("focal") as session:
        (tmp_path / "note.txt").write_text("Training notes")
        workshop = list_workshops(session)[0].id
        action = log_action(session, workshop, "others", "2021-05-03", text="A quiz").value
        add_evidence(session, action, tmp_path / "note.txt")
    page = page_of()
    page.my_key.sync_button.click()
    with dialog_of(page, OfficeCopyDialog) as dialog:
        assert isinstance(dialog, OfficeCopyDialog)
        qtbot.waitUntil(dialog.files.isVisible)
        assert dialog.files.hint.text() == "1 file, 1 KB" and not dialog.files.wanted
        dialog.files.tick.click()
        dialog.save(fiji.folder / "copy.rocb")
    qtbot.waitUntil(lambda: "1 material or evidence file goes along." in page.notices.text())
    assert rocb_in(fiji.folder / "copy.rocb") is not None


def test_an_unknown_sender_is_asked_about_and_the_first_focus_lets_nobody_in(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot
) -> None:
    with fiji.at("focal") as session:
        accept(session, [fiji.stranger("Ilai Naro")])
    page = page_of()
    qtbot.waitUntil(lambda: page.check is not None)
    assert states(page)["Ilai Naro"] == "not_checked" and states(page)["Jone Ratu"] == "words_checked"
    check = page.check
    assert check is not None and check.later_button.hasFocus()
    check.same_button.click()
    qtbot.waitUntil(lambda: states(page).get("Ilai Naro") == "words_checked")
    qtbot.waitUntil(lambda: page.check is None)


def test_different_words_are_remembered(page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot) -> None:
    with fiji.at("focal") as session:
        accept(session, [fiji.stranger("Ilai Naro")])
    page = page_of()
    qtbot.waitUntil(lambda: page.check is not None)
    assert page.check is not None
    page.check.different_button.click()
    qtbot.waitUntil(lambda: states(page)["Ilai Naro"] == "words_different")


def test_a_person_is_found_by_name(page_of: Callable[..., PeoplePage], qtbot: QtBot) -> None:
    page = page_of()
    page.list.search.setText("ratu")
    assert list(states(page)) == ["Jone Ratu"]
    page.list.search.clear()
    assert len(states(page)) > 4


def test_a_key_is_ended_with_a_look_at_what_that_takes(page_of: Callable[..., PeoplePage], qtbot: QtBot) -> None:
    page = page_of(person="Jone Ratu")
    page.pane.end_asked.emit()
    with dialog_of(page, EndKeyDialog) as dialog:
        assert isinstance(dialog, EndKeyDialog) and not dialog.end_button.isEnabled()
        dialog.list.choose("none")
        qtbot.waitUntil(lambda: dialog.end_button.isEnabled())
        assert "would no longer count" in dialog.effect.text()
        dialog.end_button.click()
    qtbot.waitUntil(lambda: states(page)["Jone Ratu"] == "key_ended")
    qtbot.waitUntil(lambda: page.ready and page.pane.detail is not None and bool(page.pane.detail.held))
    page.pane.lift_asked.emit()
    qtbot.waitUntil(lambda: states(page)["Jone Ratu"] == "words_checked")


def test_the_work_is_given_back_after_the_words(page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot) -> None:
    create_profile(fiji.folder / "again", "participant", "FJ", "Jone Ratu")
    with fiji.at("again") as session:
        make_card(session, fiji.folder / "again.rocb")
    page = page_of(person="Jone Ratu")
    page.pane.give_back_asked.emit()
    with dialog_of(page, NewKeyDialog) as dialog:
        assert isinstance(dialog, NewKeyDialog)
        dialog.look(fiji.folder / "again.rocb")
        qtbot.waitUntil(lambda: dialog.check is not None and not dialog.is_working)
        assert dialog.check is not None and dialog.check.later_button.hasFocus()
        dialog.compared()
        said = words_on(contents := looked_at(qtbot, dialog))
        assert "You" in said and "Survey replies" in said
        contents.reject()
        dialog.decide(fiji.folder / "back.rocb")
    qtbot.waitUntil(lambda: (fiji.folder / "back.rocb").exists() and page.ready)
    qtbot.waitUntil(lambda: "old_key" in states(page).values())


def test_the_office_is_handed_over_when_the_name_is_typed(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot
) -> None:
    create_profile(fiji.folder / "next", "focal_point", "FJ", "Ana Vula")
    with fiji.at("next") as session:
        make_card(session, fiji.folder / "next.rocb")
    page = page_of()
    page.my_key.hand_over_button.click()
    with dialog_of(page, HandOverDialog) as dialog:
        assert isinstance(dialog, HandOverDialog)
        dialog.look(fiji.folder / "next.rocb")
        qtbot.waitUntil(lambda: dialog.check is not None and not dialog.is_working)
        dialog.compared()
        assert not dialog.make_button.isEnabled()
        dialog.who.set_value(JOINS)
        dialog.who.changed.emit(JOINS)
        assert dialog.make_button.isEnabled()
        dialog.who.set_value(LEAVES)
        dialog.who.changed.emit(LEAVES)
        assert not dialog.make_button.isEnabled()
        dialog.typed.set_text("ana vula")
        assert dialog.make_button.isEnabled()
        dialog.make_button.click()
        contents = looked_at(qtbot, dialog)
        assert "Keys of the office" in words_on(contents)
        contents.reject()
        dialog.decide(fiji.folder / "over.rocb")
    qtbot.waitUntil(lambda: (fiji.folder / "over.rocb").exists() and page.ready)
    qtbot.waitUntil(lambda: "ended" in page.my_key._row.detail_label.text())


def test_a_person_is_erased_and_then_deleted_here(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot, tmp_path: Path
) -> None:
    evidence = sent_evidence(fiji, tmp_path)
    page = page_of(person="Litia Bola")
    page.pane.erase_asked.emit()
    with dialog_of(page, EraseDialog) as dialog:
        assert isinstance(dialog, EraseDialog)
        qtbot.waitUntil(lambda: not dialog.is_working)
        assert not dialog.erase_button.isEnabled() and dialog.cancel_button.hasFocus()
        dialog.typed.set_text("Litia Bola")
        dialog.erase_button.click()
        contents = looked_at(qtbot, dialog)
        assert contents.close_button.hasFocus() and "What is erased" in words_on(contents)
        with fiji.at("focal") as session:
            assert [one for one in list_sent(session) if one.kind == "erasure"] == []
        contents.make_button.click()
    qtbot.waitUntil(lambda: "Litia Bola" not in states(page) and page.ready and bool(page.my_key.erased))
    page.my_key.wipe_button.click()
    with dialog_of(page, WipeDialog) as wiping:
        assert isinstance(wiping, WipeDialog)
        wiping.typed.set_text(str(page.my_key.erased))
        wiping.delete_button.click()
    qtbot.waitUntil(lambda: page.ready and not page.my_key.erased)
    assert not evidence.exists()


def sent_evidence(fiji: Fiji, folder: Path) -> Path:
    """Litia's evidence, where it lies at the focal point's."""
    (folder / "note.txt").write_text("Training notes")
    with fiji.at("litia") as session:
        action = log_action(session, "2021/1", "others", "2021-05-03", text="A quiz").value
        add_evidence(session, action, folder / "note.txt")
        made = make_reply(session, "2021/1", folder, with_evidence=True).value
    with fiji.at("focal") as session:
        accept(session, [Path(made.path)])
        return next(blobs_in(session.profile.path))


def test_a_participant_sees_contacts_and_takes_consent_back(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot
) -> None:
    page = page_of("jone")
    assert set(states(page)) == {"ROCB A/P", "Desk One", "Mere Qalo"}
    page.my_key.data_button.click()
    with dialog_of(page, OwnDataDialog) as dialog:
        assert isinstance(dialog, OwnDataDialog)
        qtbot.waitUntil(lambda: not dialog.is_working and dialog.withdraw_button.isEnabled())
        assert not dialog.erase_button.isEnabled()
        dialog.withdraw_button.click()
        qtbot.waitUntil(lambda: not dialog.is_working and not dialog.withdraw_button.isEnabled())
        dialog.sure.setChecked(True)
        before = len(dialog._replies)
        dialog.erase_button.click()
        looked_at(qtbot, dialog).make_button.click()
        qtbot.waitUntil(lambda: not dialog.is_working and len(dialog._replies) == before - 1)
        dialog.accept()


def test_in_a_narrow_window_one_side_at_a_time(page_of: Callable[..., PeoplePage], qtbot: QtBot) -> None:
    page = page_of(width=683, height=384)
    assert page.list.isVisible() and not page.right.isVisible()
    page.list.list.setFocus()
    qtbot.keyClick(page.list.list, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.right.isVisible() and not page.list.isVisible())
    page.back_button.click()
    assert page.list.isVisible()
    QApplication.processEvents()


def test_a_successor_reads_what_is_missing_until_the_own_work_counts(
    open_page: OpenPage, fiji: Fiji, qtbot: QtBot
) -> None:
    create_profile(fiji.folder / "next", "focal_point", "FJ", "Ana Vula")
    with fiji.at("next") as session:
        make_card(session, fiji.folder / "next.rocb")
    with fiji.at("focal") as session:
        hand_over(session, fiji.folder / "next.rocb", fiji.folder / "over.rocb", "Ana Vula")
    page = cast(PeoplePage, open_page(fiji.folder / "next", "people"))
    page.host.open_files([fiji.folder / "over.rocb"])
    with dialog_of(page, ImportDialog) as dialog:
        assert isinstance(dialog, ImportDialog)
        qtbot.waitUntil(lambda: dialog.check is not None)
        assert dialog.check is not None
        dialog.check.same_button.click()
        qtbot.waitUntil(lambda: dialog.check is None and not dialog.is_working)
        dialog.questions.keeper.set_text("TAKE OVER")
        dialog.start_import()
        qtbot.waitUntil(lambda: not dialog.is_working and dialog.notices.text().startswith("This office is yours now"))
        dialog.accept()
    qtbot.waitUntil(lambda: page.ready and "has not confirmed your key yet" in page.my_key._row.detail_label.text())


def test_the_first_pack_waits_until_the_words_of_the_office_are_compared(
    page_of: Callable[..., PeoplePage], fiji: Fiji, qtbot: QtBot
) -> None:
    create_profile(fiji.folder / "fresh", "participant", "FJ", "Ana Vula")
    with fiji.at("fresh") as session:
        accept(session, fiji.packs[:1])
    page = page_of("fresh")
    qtbot.waitUntil(lambda: page.check is not None)
    assert states(page) == {"ROCB A/P": "not_checked"}
    assert page.check is not None and page.check.later_button.hasFocus()
    page.check.later_button.click()
    assert page.list.list.hasFocus()
    page.check.same_button.click()
    qtbot.waitUntil(lambda: states(page).get("ROCB A/P") == "words_checked" and "Mere Qalo" in states(page))


def test_two_copies_of_somebodys_work_show_in_the_list_and_beside_the_key(
    page_of: Callable[..., PeoplePage], qtbot: QtBot
) -> None:
    page = page_of("rocb", "Mere Qalo")
    detail = page.pane.detail
    assert detail is not None and "copies" not in words_on(page.pane)
    forked = replace(detail.contact, forked=True)
    page.list.set_contacts([forked, replace(forked, key="f" * 64, name="Ended", state="ended")])
    assert states(page) == {"Mere Qalo": "two_copies", "Ended": "key_ended"}
    page.pane.show_detail(replace(detail, contact=forked))
    assert "Two copies of the work of Mere Qalo exist." in words_on(page.pane)


def test_a_long_list_shows_its_beginning(qtbot: QtBot) -> None:
    made = ContactList()
    qtbot.addWidget(made)
    made.set_contacts([Contact(f"{n:064x}", f"Person {n}", "participant", "FJ", "checked") for n in range(2_000)])
    made.show()
    assert made.more.isVisible() and "1500" in made.more.text()
    made.search.setText("person 1999")
    assert not made.more.isVisible() and made.list.model().rowCount() == 1
