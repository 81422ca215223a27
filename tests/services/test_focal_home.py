"""A focal point's Home: of several open rounds the older one that waits comes first; receipts are handed on."""

from datetime import date
from pathlib import Path

from region import Region
from samoa import READY, TFA, make_samoa

from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.focal_home import focal_home, open_desks
from rocb_desktop.services.national.returns import ACCEPT, find_reply, review_reply
from rocb_desktop.services.sending.receipts import make_receipts
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.ui.views.national.focal_tasks import next_task


def test_a_reply_of_an_older_round_is_not_overlooked(tmp_path: Path) -> None:
    samoa = make_samoa(tmp_path / "samoa")
    with samoa.at("sina", date(2021, 12, 5)) as session:
        save_reply(session, TFA, READY)
        file = Path(make_reply(session, TFA, samoa.folder).value.path)
    with samoa.at("focal", date(2021, 12, 6)) as session:
        before = focal_home(session)
        assert before.desk is not None
        assert (before.task, before.desk.round) == ("up_to_date", 2022)
        accept(session, [file], trust=True)
        assert [desk.round for desk in open_desks(session)] == [2022, 2021]
        home = focal_home(session)
        assert home.desk is not None
        assert (home.task, home.desk.round) == ("review", 2021)
        review_reply(session, find_reply(session, f"{TFA}/Sina Leota").id, ACCEPT)
        home = focal_home(session)
        assert home.desk is not None
        assert (home.task, home.desk.round) == ("make_return", 2021)


def test_receipts_that_were_not_made_yet_are_a_task(region: Region) -> None:
    with region.at("focal") as session:
        home = focal_home(session)
        assert (home.task, next_task(home).task) == ("hand_on", "Hand on 1 receipt")
        make_receipts(session, region.folder)
        assert focal_home(session).task == "up_to_date"
