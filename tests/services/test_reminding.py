"""The reminder: what it says on a day, once a day, and the entry that each system starts with its desktop."""

import os
import plistlib
import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from samoa import PCA, READY, TFA, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import ACCEPT, find_reply, review_reply
from rocb_desktop.services.reminding.due import (
    look_for_reminder,
    note_said,
    reminder_today,
    said_today,
)
from rocb_desktop.services.reminding.entry import (
    DEMO,
    command_for,
    desktop_entry,
    install,
    is_installed,
    launch_agent,
    mark_of,
    registry_value,
    reminder_state,
    remove,
    switch_reminder,
)
from rocb_desktop.services.reminding.places import entry_folder
from rocb_desktop.services.session import STORE, Clock, open_session
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.settings import write_setting

AWKWARD = ["/opt/a b/python", "-m", "rocb_desktop", "remind-me", "--profile", '/home/Sīna "S" $HOME `x`/50 % \\ö']


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    """The oldest survey is answered and out of the way."""
    samoa = make_samoa(tmp_path / "samoa")
    with samoa.at("sina", date(2021, 10, 2)) as session:
        save_reply(session, PCA, READY)
        file = Path(make_reply(session, PCA, samoa.folder).value.path)
    with samoa.at("focal", date(2021, 10, 3)) as session:
        accept(session, [file], trust=True)
        review_reply(session, find_reply(session, f"{PCA}/Sina Leota").id, ACCEPT)
    return samoa


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2021, 12, 4), "The follow-up survey is open until 25 December 2021: Trade Facilitation Agreement."),
        (date(2021, 12, 18), "The follow-up survey closes on 25 December 2021: Trade Facilitation Agreement."),
        (
            date(2021, 12, 26),
            "The follow-up survey closed on 25 December 2021: Trade Facilitation Agreement. Late replies are accepted.",
        ),
        (date(2022, 1, 8), "The follow-up survey closed on 25 December 2021"),
        (date(2022, 1, 9), "1 file of yours waits to be sent."),
        (date(2021, 11, 1), "1 file of yours waits to be sent."),
    ],
)
def test_what_is_said_to_a_participant(samoa: Samoa, day: date, said: str) -> None:
    with samoa.at("sina", day) as session:
        found = reminder_today(session)
    assert found is not None
    assert found.text.startswith(said)


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2099, 1, 1)])
def test_a_wrong_date_reminds_of_nothing(samoa: Samoa, day: date) -> None:
    with samoa.at("sina", day) as session:
        assert reminder_today(session) is None


def test_a_focal_point_hears_of_reviews_and_of_the_return(samoa: Samoa) -> None:
    with samoa.at("sina", date(2021, 12, 5)) as session:
        save_reply(session, TFA, READY)
        file = Path(make_reply(session, TFA, samoa.folder).value.path)
    with samoa.at("focal", date(2021, 12, 6)) as session:
        accept(session, [file])
        found = reminder_today(session)
        assert found is not None
        assert found.text == "1 reply waits for your review."
    with samoa.at("focal", date(2022, 1, 2)) as session:
        found = reminder_today(session)
        assert found is not None
        assert found.text == "The national return is due at ROCB A/P on 8 January 2022."
        assert found.page == "national_return"


def test_rocb_is_not_reminded(samoa: Samoa) -> None:
    with samoa.at("rocb") as session:
        assert reminder_today(session) is None


def test_it_is_said_once_a_day_and_the_store_is_not_touched(samoa: Samoa) -> None:
    before = (samoa.sina / STORE).read_bytes()
    session = open_session(samoa.sina, clock=Clock(date(2021, 12, 10)), readonly=True)
    assert not said_today(session)
    assert reminder_today(session) is not None
    note_said(session)
    assert said_today(session)
    session.close()
    assert (samoa.sina / STORE).read_bytes() == before
    with samoa.at("sina", date(2021, 12, 11)) as again:
        assert not said_today(again)


def test_switching_it_on_and_off_leaves_nothing_behind(samoa: Samoa) -> None:
    folder = entry_folder()
    with samoa.at("sina") as session:
        assert reminder_state(session).possible
        assert not look_for_reminder(session).wanted
        said = switch_reminder(session, True).message
        assert said == "You are reminded when you start this computer."
        assert reminder_state(session).on
        found = look_for_reminder(session)
        assert found.wanted
        assert found.due is not None
        assert not found.said
        switch_reminder(session, True)
        assert len(list(folder.iterdir())) == 1
        switch_reminder(session, False)
        switch_reminder(session, False)
        assert not reminder_state(session).on
    assert list(folder.iterdir()) == []


def test_two_people_have_two_entries(samoa: Samoa) -> None:
    install(samoa.sina)
    install(samoa.folder / "focal")
    assert len(list(entry_folder().iterdir())) == 2
    remove(samoa.sina)
    assert not is_installed(samoa.sina)
    assert is_installed(samoa.folder / "focal")


def test_the_demo_changes_nothing_outside(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        write_setting(session.db, DEMO, "yes")
        assert not reminder_state(session).possible
        with pytest.raises(UserError) as refused:
            switch_reminder(session, True)
    assert refused.value.code == "only_demo"
    assert not entry_folder().exists()


def test_a_folder_that_cannot_be_written_is_said(samoa: Samoa, monkeypatch: pytest.MonkeyPatch) -> None:
    file = samoa.folder / "a file"
    file.write_text("in the way", encoding="ascii")
    monkeypatch.setenv("ROCB_AUTOSTART_DIR", str(file / "autostart"))
    with samoa.at("sina") as session, pytest.raises(UserError) as refused:
        switch_reminder(session, True)
    assert refused.value.code == "bad_path"


def exec_words(entry: str) -> list[str]:
    """The words of Exec as the Desktop Entry Specification reads them: the value first, then the quotes."""
    line = next(one for one in entry.split("\n") if one.startswith("Exec="))
    value = re.sub(r"\\(.)", lambda found: found[1], line.removeprefix("Exec="))
    quoted = re.findall(r'"((?:[^"\\]|\\.)*)"', value)
    return [re.sub(r"\\(.)", lambda found: found[1], word).replace("%%", "%") for word in quoted]


def test_a_desktop_entry_says_exactly_these_words() -> None:
    assert exec_words(desktop_entry(AWKWARD)) == AWKWARD
    assert "Type=Application" in desktop_entry(AWKWARD).splitlines()


@given(st.lists(st.text(st.characters(min_codepoint=32, max_codepoint=0x24F), min_size=1), min_size=1))
def test_every_path_survives_a_desktop_entry(words: list[str]) -> None:
    assert exec_words(desktop_entry(words)) == words


def test_windows_gets_one_line() -> None:
    line = registry_value([r"C:\Program Files\Python\pythonw.exe", "-m", "rocb_desktop", "remind-me"])
    assert line == r'"C:\Program Files\Python\pythonw.exe" -m rocb_desktop remind-me'


def test_a_mac_gets_a_property_list() -> None:
    read = plistlib.loads(launch_agent(AWKWARD, "org.rocb.desktop.reminder-12345678"))
    assert read["ProgramArguments"] == AWKWARD
    assert read["RunAtLoad"] is True


def test_each_system_keeps_entries_in_the_persons_own_folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("ROCB_AUTOSTART_DIR")
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    assert entry_folder("linux") == tmp_path / "autostart"
    assert entry_folder("darwin") == Path.home() / "Library" / "LaunchAgents"
    monkeypatch.delenv("XDG_CONFIG_HOME")
    assert entry_folder("linux") == Path.home() / ".config" / "autostart"


def test_the_command_is_this_app_and_this_person(samoa: Samoa) -> None:
    command = command_for(samoa.sina)
    assert command[-3:] == ["remind-me", "--profile", str(samoa.sina)]
    assert os.access(command[0], os.X_OK)
    assert len(mark_of(samoa.sina)) == 8
