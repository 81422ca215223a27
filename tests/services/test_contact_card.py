"""The contact card: who to ask, with the day on which somebody said that it is right."""

from datetime import date
from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import contact_id
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import make_return
from rocb_desktop.services.profile.contact_card import confirm_card, keep_card, list_cards, own_card
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.session import Edit
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.replies import make_reply
from rocb_desktop.store.settings import read_setting


def test_a_card_that_nobody_checked_for_a_year_is_due(region: Region) -> None:
    with region.at("focal", date(2021, 5, 3)) as session:
        assert own_card(session).due and own_card(session).checked == "Never checked"
        done = keep_card(session, "Lani Fuimaono", "Head of training", "HR", "lani@customs.example", "+685 21561")
        card = own_card(session)
        assert (card.due, card.checked) == (False, "Checked on 3 May 2021")
        assert (card.person.post, card.person.phone) == ("Head of training", "+685 21561")
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert own_card(session).due and own_card(session).person.phone == ""
        keep_card(session, "Lani Fuimaono", "Head", "", "", "")
    with region.at("focal", date(2022, 5, 3)) as session:
        assert not own_card(session).due
    with region.at("focal", date(2022, 5, 4)) as session:
        assert own_card(session).due
        confirm_card(session)
        assert own_card(session).checked == "Checked on 4 May 2022" and own_card(session).person.post == "Head"


def test_a_new_name_is_written_too(region: Region) -> None:
    with region.at("focal") as session:
        keep_card(session, "Lani T. Fuimaono", "", "", "", "")
        assert own_card(session).person.name == "Lani T. Fuimaono"
        with pytest.raises(UserError, match="missing_name"):
            keep_card(session, "  ", "", "", "", "")


def test_a_new_name_and_a_new_post_are_taken_back_together(region: Region) -> None:
    with region.at("focal") as session:
        before = own_card(session).person
        done = keep_card(session, "Lani T. Fuimaono", "Head of training", "", "", "+685 21561")
        assert done.undo is not None
        undone = done.undo.service(session, *done.undo.args)
        assert own_card(session).person == before
        assert read_setting(session.db, "name") == before.name
        assert undone.undo is not None
        undone.undo.service(session, *undone.undo.args)
        after = own_card(session).person
        assert (after.name, after.post) == ("Lani T. Fuimaono", "Head of training")
        assert read_setting(session.db, "name") == after.name


@pytest.mark.parametrize(
    ("verified", "checked", "due"),
    [
        ("2021-05", "Checked on May 2021", False),
        ("soon", "Never checked", True),
        ("2019-05", "Checked on May 2019", True),
    ],
)
def test_what_another_app_says_of_the_day_harms_no_card(region: Region, verified: str, checked: str, due: bool) -> None:
    with region.at("focal") as session:
        person = me(session)
        session.commit([Edit(contact_id(person), "contact", {"person": person, "verified": verified})])
        (mine,) = [one for one in list_cards(session) if one.person.id == person]
        assert (mine.checked, mine.due) == (checked, due)


def test_rocb_reads_the_cards_that_came_and_has_none(region: Region) -> None:
    with region.at("focal") as session:
        keep_card(session, "Lani Fuimaono", "Head of training", "", "lani@customs.example", "+685 21561")
        make_return(session, 2021, region.file("return2"))
    region.receive("rocb", "return2")
    with region.at("rocb") as session:
        first, *rest = list_cards(session)
        assert (first.role, first.person.phone, first.person.verified) == ("focal_point", "+685 21561", "2021-10-15")
        assert [one.role for one in rest] == ["participant"]
        with pytest.raises(UserError, match="not_allowed"):
            confirm_card(session)


def test_no_open_file_holds_a_telephone_number(region: Region, tmp_path: Path) -> None:
    with region.at("focal") as session:
        keep_card(session, "Lani Fuimaono", "", "", "", "+685 21561")
        make_return(session, 2021, region.file("return2"))
        make_card(session, region.file("card2"))
    region.receive("rocb", "return2")
    region.receive("rocb", "card2")
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, region.file("pack2"))
    with region.at("sina") as session:
        accept(session, [region.file("pack2")])
        keep_card(session, "Sina Leota", "", "", "", "+685 99999")
        make_reply(session, WORKSHOP, region.file("open"), "open")
    for name in ("pack2", "card2", "open"):
        file = read_file(region.file(name).read_bytes(), [])
        text = " ".join(str(change.fields) for item in file.blocks for change in item.block.changes)
        assert "+685" not in text
