"""A survey that is opened again: a later closing day with a reason, for everybody, and noted under Table 1."""

from datetime import date
from pathlib import Path

import pytest
from samoa import PCA, READY, TFA, Samoa, make_samoa

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.region.reopening import reopen_survey
from rocb_desktop.services.region.tables import count_round
from rocb_desktop.services.region.workshops import find_workshop, make_pack
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.sending.outbox import make_reply_file, save_copy
from rocb_desktop.services.survey.homes import participant_home
from rocb_desktop.services.survey.replies import save_reply
from rocb_desktop.store.replies import read_replies
from rocb_desktop.ui.views.survey.home_tasks import next_task

WHY = "Example: a storm closed the offices."


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def reopened(samoa: Samoa) -> Path:
    """TFA closed on 25 December; on 3 January ROCB A/P opens it again until 20 January."""
    pack = samoa.folder / "again.rocb"
    with samoa.at("rocb", date(2022, 1, 3)) as session:
        reopen_survey(session, TFA, date(2022, 1, 20), WHY)
        make_pack(session, TFA, pack)
    return pack


def test_home_says_until_when_it_is_open_again(samoa: Samoa, tmp_path: Path) -> None:
    with samoa.at("sina", date(2021, 10, 2)) as session:
        save_reply(session, PCA, READY)
        save_copy(session, make_reply_file(session, PCA).value.file, tmp_path)
    pack = reopened(samoa)
    with samoa.at("sina", date(2022, 1, 4)) as session:
        assert next_task(participant_home(session)).sentence.startswith("Closed on 25 December 2021.")
        accept(session, [pack])
        home = participant_home(session)
    assert home.next is not None
    assert home.next.survey == "due"
    assert next_task(home).sentence == "Open again until 20 January 2022. You have 16 days left."


def test_what_comes_before_the_new_day_is_not_late_and_table_1_says_why(samoa: Samoa) -> None:
    pack = reopened(samoa)
    with samoa.at("sina", date(2022, 1, 10)) as session:
        accept(session, [pack])
        save_reply(session, TFA, READY)
        file = Path(make_reply_file(session, TFA, "rocb").value.path)
    with samoa.at("rocb", date(2022, 1, 12)) as session:
        accept(session, [file], trust=True)
        assert [reply.late for reply in read_replies(session.db)] == [False]
        notes = [note.text() for note in count_round(session, 2021).tables.notes]
        assert f"Workshop 2: the survey was opened again until 20 January 2022. {WHY}" in notes
        assert check_store(session).ok


@pytest.mark.parametrize(
    ("closes", "why", "field"),
    [(date(2021, 12, 25), WHY, "closes"), (date(2022, 1, 20), "  ", "why"), (date(2022, 1, 20), "x" * 301, "why")],
)
def test_a_day_that_is_not_later_or_no_reason_is_refused(samoa: Samoa, closes: date, why: str, field: str) -> None:
    with samoa.at("rocb") as session:
        with pytest.raises(UserError) as refused:
            reopen_survey(session, TFA, closes, why)
        assert not find_workshop(session, TFA).window.reopened
    assert refused.value.values["field"] == field


def test_only_rocb_opens_a_survey_again(samoa: Samoa) -> None:
    with samoa.at("focal") as session, pytest.raises(UserError) as refused:
        reopen_survey(session, TFA, date(2022, 1, 20), WHY)
    assert refused.value.code == "not_allowed"
