"""The facts of the frame: whose profile it is, what waits where, the last safe copy, the language."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from rocb_desktop.services.overview import look_around, set_language
from rocb_desktop.services.profile.people import change_me
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.safety.backups import make_backup
from rocb_desktop.services.session import Clock, Session, open_session

CLOCK = Clock(date(2021, 10, 14))


def session_for(folder: Path, role: str, administration: str) -> Session:
    create_profile(folder, role, administration, "Sina Leota", clock=CLOCK)
    return open_session(folder, clock=CLOCK)


@pytest.mark.parametrize(
    ("role", "administration", "pages"),
    [
        ("participant", "WS", {"survey", "send"}),
        ("focal_point", "WS", {"national_return", "send"}),
        ("rocb", "ROCB", {"inbox"}),
    ],
)
def test_an_empty_profile_has_nothing_that_waits(
    tmp_path: Path, role: str, administration: str, pages: set[str]
) -> None:
    session = session_for(tmp_path / "p", role, administration)
    facts = look_around(session)
    assert (facts.role, facts.administration, facts.name, facts.lang) == (role, administration, "Sina Leota", "en")
    assert set(facts.counts) == pages
    assert not any(facts.counts.values())
    assert facts.waits == ""
    session.close()


def test_waiting_files_are_counted_and_said(tmp_path: Path) -> None:
    session = session_for(tmp_path / "p", "rocb", "ROCB")
    for number, said in ((1, "1 file waits until you check its sender"), (2, "2 files wait until you check")):
        row = (f"f{number}", "2021-10-14", "a.rocb", "return", "k", "Tui", "FJ", "[]", b"x")
        with session.db.atomic():
            session.db.execute("INSERT INTO waiting VALUES (?,?,?,?,?,?,?,?,?)", row)
        facts = look_around(session)
        assert facts.counts == {"inbox": number}
        assert facts.waits.startswith(said)
    session.close()


def test_the_last_safe_copy_is_a_moment_with_its_zone(tmp_path: Path) -> None:
    session = session_for(tmp_path / "p", "participant", "WS")
    assert look_around(session).last_backup is None
    make_backup(session)
    assert look_around(session).last_backup == datetime(2021, 10, 14, 9, 5, tzinfo=UTC)
    session.close()


def test_a_new_name_and_language_are_told_at_once(tmp_path: Path) -> None:
    session = session_for(tmp_path / "p", "participant", "WS")
    change_me(session, "Sina Leota-Tuala")
    set_language(session, "fr")
    facts = look_around(session)
    assert (facts.name, facts.lang) == ("Sina Leota-Tuala", "fr")
    with pytest.raises(ValueError, match="xx"):
        set_language(session, "xx")
    session.close()
