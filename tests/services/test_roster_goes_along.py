"""What a focal point noted of people goes with the office to a successor, and goes for good when one is erased."""

from datetime import date
from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.domain.name_lines import NamedLine
from rocb_desktop.services.arriving.answers import TAKE_OVER, Answers
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.erasure_scope import look_at_person
from rocb_desktop.services.national.attendance import add_names, note_attendance
from rocb_desktop.services.national.person_notes import note_person
from rocb_desktop.services.national.reminders import COPY, Chosen, note_reminders
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.national.spellings import join_names
from rocb_desktop.services.national.stand_ins import note_left
from rocb_desktop.services.profile.hand_over import hand_over
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.session import Edit, Session

TOLD = ("attendance", "same_as", "stand_in", "reminder", "desk_note")
DESK = (*TOLD, "clearance", "quote_limit", "source_document")


def tell(session: Session) -> None:
    """Everything an office can note about a person, under two spellings."""
    add_names(session, WORKSHOP, [NamedLine("Leota Pita"), NamedLine("Pita Leota")])
    note_attendance(session, WORKSHOP, "Leota Pita", "partly")
    join_names(session, "Leota Pita", "Pita Leota")
    note_left(session, "Pita Leota", "2021-09", "Lani Fuimaono")
    note_person(session, "Pita Leota", "Works at the harbour now")
    one = Chosen("Pita Leota", "Pita Leota", "", (), "", "en", "S", "T")
    note_reminders(session, [one], COPY)


def tell_rest(session: Session) -> None:
    """The other records of this administration's desk."""
    code, reply = "WS", session.db.execute("SELECT id FROM reply").fetchone()[0]
    session.commit(
        [
            Edit(
                derive("clearance", "2021", code), "clearance", {"round": "2021", "administration": code, "state": "x"}
            ),
            Edit(
                derive("quote_limit", reply, "q3_text", code),
                "quote_limit",
                {"reply": reply, "field": "q3_text", "administration": code, "consent": "count_only"},
            ),
            Edit(
                derive("national_reply", derive("workshop", "2021", "7"), code),
                "national_reply",
                {"workshop": derive("workshop", "2021", "7"), "administration": code, "version": 1, "q3": "yes"},
            ),
            Edit(
                own_id("source_document", session.desk.key, session.ids.token(8)),
                "source_document",
                {"reply": reply, "name": "form.xlsx", "hash": "0" * 64, "size": 1},
            ),
        ]
    )


def counts(session: Session, tables: tuple[str, ...] = DESK) -> dict[str, int]:
    return {table: session.db.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}


def test_all_that_the_desk_noted_goes_to_the_successor(region: Region) -> None:
    region.join("mata", "focal_point", "WS", "Mata Tuala")
    with region.at("mata") as session:
        make_card(session, region.file("mata-card"))
    with region.at("focal") as session:
        tell(session)
        tell_rest(session)
        before = counts(session)
        assert all(before.values())
        hand_over(session, region.file("mata-card"), region.file("over"), "Mata Tuala")
    with region.at("mata") as session:
        accept(session, [region.file("over")], trust=True, answers=Answers(take_over=TAKE_OVER))
        assert counts(session) == before
        national = "SELECT count(*) FROM reply WHERE source='national'"
        assert session.db.execute(national).fetchone()[0] == 1


def test_notes_and_reminders_stay_in_the_administration(region: Region) -> None:
    with region.at("focal") as session:
        tell(session)
        make_return(session, 2021, region.file("return2"))
    region.receive("rocb", "return2")
    with region.at("rocb") as session:
        assert counts(session, TOLD) == {"attendance": 2, "same_as": 1, "stand_in": 1, "reminder": 0, "desk_note": 0}


@pytest.mark.parametrize("name", ["Pita Leota", "leota  PITA"])
def test_erasing_somebody_without_a_key_takes_all_that_was_noted(region: Region, name: str) -> None:
    with region.at("focal") as session:
        tell(session)
        assert dict(look_at_person(session, name).records) == {
            "attendance": 2,
            "desk_note": 1,
            "reminder": 1,
            "same_as": 1,
            "stand_in": 1,
        }
        erase_person(session, name, name, region.file("erasure"))
        assert not any(counts(session, TOLD).values())


def test_somebody_else_who_stands_in_is_erased_too(region: Region) -> None:
    with region.at("focal") as session:
        note_left(session, "Pita Leota", stand_in="Vili Tuala")
        erase_person(session, "Vili Tuala", "Vili Tuala")
        assert counts(session, ("stand_in",)) == {"stand_in": 0}


def test_an_office_that_was_told_before_erases_it_as_well(region: Region, tmp_path: Path) -> None:
    with region.at("focal") as session:
        tell(session)
        make_return(session, 2021, region.file("return2"))
    region.receive("rocb", "return2")
    with region.at("focal", date(2021, 10, 16)) as session:
        erase_person(session, "Pita Leota", "Pita Leota", region.file("erasure"))
    region.receive("rocb", "erasure")
    region.receive("rocb", "return2")
    with region.at("rocb") as session:
        assert not any(counts(session, TOLD).values())
