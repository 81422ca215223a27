"""Since you last looked: what came in, once, and not what was made here."""

from datetime import date
from pathlib import Path

import pytest
from samoa import PCA, READY, TFA, Samoa, make_samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import list_imports, undo_import
from rocb_desktop.services.national.returns import ACCEPT, CORRECT, find_reply, make_return, review_reply
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.since_last_look import SinceLastLook, note_look, since_last_look
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store import came_in


@pytest.fixture
def samoa(tmp_path: Path) -> Samoa:
    return make_samoa(tmp_path / "samoa")


def look(samoa: Samoa, who: str, day: date) -> SinceLastLook:
    """What is new; and it is seen."""
    with samoa.at(who, day) as session:
        found = since_last_look(session)
        note_look(session, found.mark)
        return found


def reply(samoa: Samoa, workshop: str, day: date) -> Path:
    with samoa.at("sina", day) as session:
        save_reply(session, workshop, READY)
        return Path(make_reply(session, workshop, samoa.folder).value.path)


def told(found: SinceLastLook) -> dict[str, int]:
    return {one.kind: one.count for one in found.things}


def test_the_first_look_has_nothing_to_compare_with(samoa: Samoa) -> None:
    found = look(samoa, "sina", date(2021, 11, 1))
    assert (found.looked, found.things) == (None, ())


def test_what_is_made_here_is_not_new(samoa: Samoa) -> None:
    look(samoa, "sina", date(2021, 11, 1))
    with samoa.at("sina", date(2021, 11, 2)) as session:
        log_action(session, TFA, "others", "2021-07-01", text="Example")
    reply(samoa, PCA, date(2021, 11, 2))
    found = look(samoa, "sina", date(2021, 11, 3))
    assert (found.looked, found.things) == (date(2021, 11, 1), ())


def test_the_whole_way_of_a_reply_is_told_on_every_home(samoa: Samoa) -> None:
    for who in ("sina", "focal", "rocb"):
        look(samoa, who, date(2021, 12, 5))
    files = [reply(samoa, PCA, date(2021, 12, 6)), reply(samoa, TFA, date(2021, 12, 6))]
    with samoa.at("focal", date(2021, 12, 7)) as session:
        accept(session, files, trust=True)
    found = look(samoa, "focal", date(2021, 12, 8))
    assert told(found) == {"reply": 2}
    (line,) = found.things
    assert line.page == "national_return"
    assert any("Sina Leota" in name for name in line.names)
    with samoa.at("focal", date(2021, 12, 9)) as session:
        review_reply(session, find_reply(session, f"{PCA}/Sina Leota").id, ACCEPT)
        review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, CORRECT, "Question 3, in a sentence.")
        receipts = [Path(one.path) for one in make_receipts(session).value]
        returned = Path(make_return(session, 2021, samoa.folder).value.path)
    with samoa.at("sina", date(2021, 12, 10)) as session:
        accept(session, receipts)
    found = look(samoa, "sina", date(2021, 12, 11))
    assert told(found) == {"correction": 1, "accepted": 1, "receipt": 1}
    assert [one.page for one in found.things] == ["survey", "survey", "send"]
    assert look(samoa, "sina", date(2021, 12, 12)).things == ()
    with samoa.at("rocb", date(2021, 12, 12)) as session:
        accept(session, [returned])
    assert told(look(samoa, "rocb", date(2021, 12, 13))) == {"return": 1, "reply": 1}


def test_what_was_taken_back_is_not_told(samoa: Samoa) -> None:
    look(samoa, "focal", date(2021, 12, 5))
    file = reply(samoa, TFA, date(2021, 12, 6))
    with samoa.at("focal", date(2021, 12, 7)) as session:
        accept(session, [file], trust=True)
        undo_import(session, list_imports(session)[0].id)
        assert since_last_look(session).things == ()


def test_of_very_much_it_is_said_that_there_is_more(samoa: Samoa, monkeypatch: pytest.MonkeyPatch) -> None:
    look(samoa, "focal", date(2021, 12, 5))
    files = [reply(samoa, PCA, date(2021, 12, 6)), reply(samoa, TFA, date(2021, 12, 6))]
    with samoa.at("focal", date(2021, 12, 7)) as session:
        for file in files:
            accept(session, [file], trust=True)
        assert not since_last_look(session).more
        monkeypatch.setattr(came_in, "MOST_FILES", 1)
        found = since_last_look(session)
        assert (found.more, told(found)) == (True, {"reply": 1})
        monkeypatch.undo()
        monkeypatch.setattr(came_in, "MOST_CHANGES", 1)
        assert since_last_look(session).more


def test_a_visit_goes_on_from_where_it_began(samoa: Samoa) -> None:
    look(samoa, "focal", date(2021, 12, 5))
    file = reply(samoa, TFA, date(2021, 12, 6))
    with samoa.at("focal", date(2021, 12, 7)) as session:
        began = since_last_look(session).began
        accept(session, [file], trust=True)
        note_look(session, since_last_look(session).mark)
        assert since_last_look(session).things == ()
        assert told(since_last_look(session, began)) == {"reply": 1}
