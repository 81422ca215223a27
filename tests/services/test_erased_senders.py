"""An old file of an erased person brings nothing back: no trust is asked for, no name comes."""

from pathlib import Path

import pytest
from region import Region, make_region

from rocb_desktop.services.arriving.exchange import accept, preview
from rocb_desktop.services.arriving.waiting import list_waiting
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.sending.outbox import outbox
from rocb_desktop.services.trust.contacts import list_contacts


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def test_an_old_file_of_an_erased_person_asks_nobody_to_let_them_in(region: Region) -> None:
    """No new vouch with the name, which would travel; what is newer than the request is asked about as ever."""
    with region.at("focal") as session:
        erase_person(session, "Sina Leota", "Sina Leota")
        wipe_here(session, waiting_to_wipe(session).records)
        seen = preview(session, [region.file("reply")]).files[0]
        assert (seen.result, seen.why, seen.words, seen.can_trust) == (
            "same",
            "What this file holds was erased.",
            (),
            False,
        )
        assert seen.sender is not None and seen.sender.name == "Erased"
        done = accept(session, [region.file("reply")], trust=True)
        assert done.message == "What this file holds was erased." and done.undo is None
        words = "SELECT count(*) FROM change WHERE held IS NULL AND kind='vouch'"
        assert session.db.execute(words).fetchone() == (0,)
        assert "Sina Leota" not in str(list_contacts(session)) and not list_waiting(session)
    region.make_reply("sina", "newer", q3_text="Queues are gone")
    with region.at("focal") as session:
        assert preview(session, [region.file("newer")]).files[0].result == "waiting"


def test_others_may_be_told_of_an_erased_file_that_they_never_had(region: Region) -> None:
    with region.at("focal") as session:
        erase_person(session, "Sina Leota", "Sina Leota", region.file("erasure"))
        assert outbox(session).files[0].receiver == "Who was erased"
    with region.at("rocb") as session:
        accept(session, [region.file("erasure")])
        done = accept(session, [region.file("reply")], trust=True)
        assert done.message == "What this file holds was erased."
