"""Reminders: written in the reader's language for who owes a reply, noted in a log, and never more than was noted."""

import shutil
from datetime import date
from email import policy
from email.parser import BytesParser
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop import texts
from rocb_desktop.domain.errors import Cancelled, UserError
from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.domain.reminder_words import COMING
from rocb_desktop.services.national.attendance import add_names, note_attendance
from rocb_desktop.services.national.reminders import (
    COPY,
    MAILTO,
    Chosen,
    ReminderDraft,
    chosen_of,
    draft_reminders,
    list_reminders,
    note_reminders,
    write_reminders,
)
from rocb_desktop.services.national.stand_ins import note_left
from rocb_desktop.services.session import Session


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    shutil.copytree(made_fiji.folder, tmp_path / "fiji")
    return Fiji(tmp_path / "fiji")


def draft_of(session: Session, name: str, about: str = "asked") -> ReminderDraft:
    return next(one for one in draft_reminders(session, about=about).people if one.name == name)


def chosen(session: Session) -> list[Chosen]:
    return [chosen_of(one) for one in draft_reminders(session).people]


def test_who_owes_a_reply_is_reminded_of_what_and_until_when(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        drafts = draft_reminders(session)
        assert [one.name for one in drafts.people] == ["Asenaca Vuli", "Jone Ratu", "Tomasi Bale", "Vani Kuru"]
        words = draft_of(session, "Vani Kuru").words["en"]
    assert words.subject == "Your reply: Free Zones"
    assert "- Free Zones: open until 20 November 2021. Later replies are accepted too" in words.text
    assert "Dear Vani Kuru," in words.text and words.text.endswith("Mere Qalo\nNational focal point, Fiji\n")
    assert "Check and send" in words.text and "None yet" in words.text


def test_a_correction_and_a_closed_survey_say_so(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        corrected, closed = draft_of(session, "Tomasi Bale"), draft_of(session, "Asenaca Vuli")
    assert "I asked for a correction" in corrected.words["en"].text
    assert "Disruptive Technologies: closed on 10 October 2021. Late replies are accepted." in closed.words["en"].text
    assert closed.due == ""


def test_both_languages_are_there_whatever_the_app_speaks(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        english = draft_of(session, "Vani Kuru").words
        texts.use("fr")
        french = draft_of(session, "Vani Kuru")
        assert (french.words, french.lang) == (english, "fr")
    assert "20 novembre 2021" in english["fr"].text and "novembre" not in english["en"].text
    assert "point focal" in english["fr"].text.casefold()


def test_the_language_of_the_last_reminder_is_kept_for_each(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        note_reminders(session, [chosen_of(draft_of(session, "Vani Kuru"), "fr")], COPY)
        assert draft_of(session, "Vani Kuru").lang == "fr"
        assert draft_of(session, "Jone Ratu").lang == "en"


def test_mails_lie_in_the_folder_and_each_is_noted_once(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        add_names(session, "2021/5", [NamedLine("Ilai Naro", email="ilai@example.fj")])
        done = write_reminders(session, chosen(session), tmp_path)
        assert done.message == "5 messages are ready in the folder, and noted as reminders."
        assert sorted(path.name for path in tmp_path.glob("*.eml")) == [
            f"FJ_reminder_2021-11-05_{n:02}.eml" for n in range(1, 6)
        ]
        log = list_reminders(session)
        assert len(log) == 5 and {one.way for one in log} == {"eml"}
        assert draft_of(session, "Vani Kuru").last == next(one for one in log if one.name == "Vani Kuru")
        again = write_reminders(session, chosen(session)[:1], tmp_path)
        assert again.value[0].name.endswith("_06.eml")
        assert again.undo is not None
        again.undo.service(session, *again.undo.args)
        assert len(list_reminders(session)) == 5
    mail = BytesParser(policy=policy.default).parsebytes(next(iter(done.value[1:2])).read_bytes())
    assert str(mail["To"]) == "Ilai Naro <ilai@example.fj>" and mail["X-Unsent"] == "1"
    assert "Free Zones" in mail.get_content()


def test_who_stands_in_is_written_to(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        note_left(session, "Vani Kuru", stand_in="Litia Bola")
        draft = draft_of(session, "Vani Kuru")
        assert draft.to == "Litia Bola"
        assert "Dear Litia Bola," in draft.words["en"].text
        assert "Vani Kuru took part and has left." in draft.words["en"].text
        note_left(session, "Vani Kuru", stand_in="")
        assert draft_of(session, "Vani Kuru").to == ""


def test_who_did_not_come_is_not_reminded(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        note_attendance(session, "2021/5", "Vani Kuru", "no")
        assert "Vani Kuru" not in {one.name for one in draft_reminders(session).people}


def test_what_is_coming_up(fiji: Fiji) -> None:
    with fiji.at("focal", date(2021, 10, 1)) as session:
        draft = draft_of(session, "Vani Kuru", COMING)
        assert [one.title for one in draft.workshops] == ["WTO Trade Facilitation Agreement", "Free Zones"][-1:]
        assert "Free Zones: the survey opens on 30 October 2021." in draft.words["en"].text
        assert "Action log" in draft.words["en"].text and draft.due == ""


def test_nothing_is_noted_when_a_file_cannot_be_written(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        with pytest.raises(UserError, match="bad_path"):
            write_reminders(session, chosen(session), tmp_path / "nowhere")
        session.stop_requested.set()
        with pytest.raises(Cancelled):
            write_reminders(session, chosen(session), tmp_path)
        session.stop_requested.clear()
        assert list(tmp_path.glob("*.eml")) == [] and list_reminders(session) == []


def test_what_cannot_be_noted(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        with pytest.raises(UserError, match="nothing_to_send"):
            note_reminders(session, [], MAILTO)
        with pytest.raises(UserError, match="bad_value"):
            note_reminders(session, chosen(session), "pigeon")


def test_rocb_and_participants_are_told_who_writes_reminders(fiji: Fiji) -> None:
    for who in ("rocb", "vani"):
        with fiji.at(who) as session, pytest.raises(UserError) as caught:
            draft_reminders(session)
        assert caught.value.what() == "Only a national focal point writes reminders to participants."


def test_a_name_that_means_harm_stays_in_its_header(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        one = Chosen("A\r\nBcc: x@y.z", "A\r\nBcc: x@y.z", "a@b.example", (), "", "en", "S\nBcc: x@y.z", "Text\n.\n")
        done = write_reminders(session, [one], tmp_path)
    mail = BytesParser(policy=policy.default).parsebytes(done.value[0].read_bytes())
    assert mail["Bcc"] is None
