"""The date of the computer against what the store knows, and what the app itself knows of its release."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from samoa import READY, TFA, Samoa, make_samoa

import rocb_desktop
from rocb_desktop.paths import resource
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.focal_home import focal_home
from rocb_desktop.services.overview import look_around
from rocb_desktop.services.pc_date import doubt_about_today, latest_day, reckoned_day
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.session import Clock, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import make_reply, save_reply

PACK = date(2020, 10, 1)


class PcClock(Clock):
    """A computer that stands at a day by itself: nobody told it."""

    told = False


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


@pytest.mark.parametrize("day", [date(2001, 1, 1), date(2099, 12, 31)])
@pytest.mark.parametrize("who", ["sina", "focal"])
def test_a_pack_knows_better(samoa: Samoa, who: str, day: date) -> None:
    with samoa.at(who, day) as session:
        found = doubt_about_today(session)
        assert found is not None
        assert (found.today, found.known) == (day, PACK)
        assert reckoned_day(session, found) == PACK
        assert latest_day(session) == date(2025, 10, 1)
        assert look_around(session).doubt == found
        if who == "focal":
            assert focal_home(session).doubt == found


def test_a_right_date_is_left_alone(samoa: Samoa) -> None:
    with samoa.at("sina") as session:
        assert doubt_about_today(session) is None
        assert look_around(session).doubt is None
        assert latest_day(session) == session.clock.today()


def test_without_any_file_only_the_release_speaks(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    create_profile(folder, "participant", "WS", "Sina Leota", clock=Clock(PACK))
    released = date.fromisoformat(rocb_desktop.__released__)
    for day, wrong in (
        (date(2001, 1, 1), True),
        (released - timedelta(days=1), False),
        (released, False),
        (date(2099, 1, 1), True),
    ):
        session = open_session(folder, clock=PcClock(day))
        assert (doubt_about_today(session) is not None) == wrong
        session.close()
    session = open_session(folder, clock=Clock(date(2001, 1, 1)))
    assert doubt_about_today(session) is None
    session.close()


def test_a_file_of_2001_keeps_nobody_from_logging_and_sending(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("rocb", date(2001, 1, 1)) as session:
        make_pack(session, TFA, samoa.folder / "early.rocb")
    folder = tmp_path / "new"
    right = date.fromisoformat(rocb_desktop.__released__) + timedelta(days=30)
    create_profile(folder, "participant", "WS", "Pita Leota", clock=PcClock(right))
    session = open_session(folder, clock=PcClock(right))
    accept(session, [samoa.folder / "early.rocb"], trust=True)
    assert doubt_about_today(session) is None
    assert latest_day(session) == right
    log_action(session, TFA, "share_materials", "2021-06-20")
    save_reply(session, TFA, READY)
    assert Path(make_reply(session, TFA, tmp_path).value.path).is_file()
    session.close()


def test_a_day_that_was_told_is_no_computers_date() -> None:
    assert Clock(PACK).told
    assert not Clock().told


def test_the_release_is_that_of_the_list_of_changes() -> None:
    changes = (resource().parent / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{rocb_desktop.__version__}] - {rocb_desktop.__released__}" in changes
