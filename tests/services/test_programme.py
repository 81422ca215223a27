"""The programme of a workshop: written by ROCB A/P, and in every later pack."""

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.workshop import MAX_PROGRAMME
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.region.workshops import add_workshop, find_workshop, make_pack, set_programme
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump

LINES = "Day 1, 09:00 Opening\n=cmd|' /C calc'!A0\nDay 2, 16:00 Closing"


def test_a_programme_travels_in_the_pack(region: Region) -> None:
    with region.at("rocb") as session:
        done = set_programme(session, WORKSHOP, f"\n{LINES}   \n\n")
        make_pack(session, WORKSHOP, region.file("again"))
        assert done.undo is not None
    with region.at("sina") as session:
        assert find_workshop(session, WORKSHOP).programme == ""
        accept(session, [region.file("again")])
        assert find_workshop(session, WORKSHOP).programme == LINES
        before = dump(session.db)
        with session.db.atomic():
            rebuild(session.db, session.desk)
        assert dump(session.db) == before
        with pytest.raises(UserError, match="not_allowed"):
            set_programme(session, WORKSHOP, "other")


def test_it_is_taken_back_and_never_too_long(region: Region) -> None:
    with region.at("rocb") as session:
        made = add_workshop(session, "Origin", "regional", "2021-05-04", "2021-05-07", programme="Day 1")
        assert find_workshop(session, made.value).programme == "Day 1"
        done = set_programme(session, made.value, "")
        assert find_workshop(session, made.value).programme == "" and done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert find_workshop(session, made.value).programme == "Day 1"
        with pytest.raises(UserError, match="bad_value"):
            set_programme(session, made.value, "x" * (MAX_PROGRAMME + 1))
