"""Drafts: kept over each other, per page and record, until they are dropped."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.drafts import drop_draft, keep_draft, take_draft
from rocb_desktop.services.lanes import lane_of
from rocb_desktop.services.profile.profiles import create_profile
from rocb_desktop.services.session import Clock, Session, open_session


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    create_profile(tmp_path / "p", "participant", "WS", "Sina Leota")
    made = open_session(tmp_path / "p", clock=Clock(date(2021, 10, 14)))
    yield made
    made.close()


def test_a_draft_is_kept_until_it_is_dropped(session: Session) -> None:
    assert take_draft(session, "actions", "") is None
    keep_draft(session, "actions", "", {"text": "a"})
    outcome = keep_draft(session, "actions", "", {"text": "à bientôt", "n": 3, "on": None, "list": ["x"]})
    assert (outcome.changed, outcome.message) == (frozenset({"draft"}), "")
    assert take_draft(session, "actions", "") == {"text": "à bientôt", "n": 3, "on": None, "list": ["x"]}
    assert take_draft(session, "actions", "another record") is None
    assert drop_draft(session, "actions", "").changed == frozenset({"draft"})
    assert take_draft(session, "actions", "") is None
    assert drop_draft(session, "actions", "").changed == frozenset()


def test_a_draft_is_no_change_and_survives_a_restart(session: Session) -> None:
    before = session.db.execute("SELECT count(*) FROM change").fetchone()
    keep_draft(session, "survey", "r1", {"q3": "yes"})
    assert session.db.execute("SELECT count(*) FROM change").fetchone() == before
    again = open_session(session.profile.path, readonly=True)
    assert take_draft(again, "survey", "r1") == {"q3": "yes"}
    with pytest.raises(UserError, match="store_readonly"):
        keep_draft(again, "survey", "r1", {})
    again.close()


def test_each_runs_on_its_lane() -> None:
    assert [lane_of(service) for service in (keep_draft, take_draft, drop_draft)] == ["write", "read", "write"]
