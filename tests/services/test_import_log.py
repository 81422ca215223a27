"""The imports of a profile: listed with their counts, taken back at any later time, and brought in again."""

from pathlib import Path

import pytest
from region import WORKSHOP, Region

from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.answers import Answers
from rocb_desktop.services.arriving.exchange import Preview, accept, preview
from rocb_desktop.services.arriving.import_log import import_again, list_imports, undo_import, undo_words
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.national.returns import find_reply, make_return, national_return, review_reply
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.tables import tables
from rocb_desktop.services.session import Session
from rocb_desktop.store.changes import rebuild
from rocb_desktop.store.projections import dump
from rocb_desktop.store.settings import read_setting

AGAIN = Answers(again=True)


def took(session: Session, *paths: Path, answers: Answers | None = None) -> Preview:
    done = accept(session, paths, answers=answers or Answers()).value
    assert isinstance(done, Preview)
    return done


def test_an_import_is_listed_with_what_it_did(region: Region) -> None:
    with region.at("rocb") as session:
        done = took(session, region.file("return"), region.file("card"))
        newest, older = list_imports(session)[:2]
        assert newest.id == done.import_id and newest.undone is None and newest.can_undo
        assert [file.name for file in newest.files] == ["return.rocb", "card.rocb"]
        assert newest.counts == done.totals
        assert newest.senders == ("Lani Fuimaono",)
        assert older.files[0].kind == "card"


def test_undo_leaves_everything_as_if_it_had_never_come(region: Region) -> None:
    with region.at("rocb") as session:
        before = dump(session.db)
        outcome = accept(session, [region.file("return")])
        after = dump(session.db)
        assert tables(session, 2021).n == 1 and after != before
        assert outcome.undo is not None
        back = outcome.undo.service(session, *outcome.undo.args)
        assert back.value and dump(session.db)["reply"] == before["reply"]
        assert {name: rows for name, rows in dump(session.db).items() if not name.startswith("received")} == {
            name: rows for name, rows in before.items() if not name.startswith("received")
        }
        assert tables(session, 2021).n == 0
        assert list_imports(session)[0].undone is not None
        assert back.undo is not None
        again = back.undo.service(session, *back.undo.args)
        assert dump(session.db) == after and again.message
        assert list_imports(session)[0].undone is None
        rebuild(session.db, session.desk)
        assert dump(session.db) == after


def test_a_much_older_import_can_be_undone_alone(region: Region) -> None:
    region.join("mata", "participant", "WS", "Mata Ulberg")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    with region.at("focal") as session:
        took(session, region.file("mata"), answers=Answers(everybody=True))
        first = next(one for one in list_imports(session) if one.files[0].name == "reply.rocb")
        undo_import(session, first.id)
        assert [one.name for one in national_return(session, 2021).replies] == ["Mata Ulberg"]
        import_again(session, first.id)
        assert len(national_return(session, 2021).replies) == 2


def test_what_was_taken_back_stays_out_until_somebody_wants_it(region: Region) -> None:
    with region.at("rocb") as session:
        done = took(session, region.file("return"))
        undo_import(session, done.import_id)
        seen = preview(session, [region.file("return")])
        assert seen.totals["taken_back"] == done.totals["new"] and seen.totals["new"] == 0
        assert seen.nothing_new and seen.files[0].result == "taken_back"
        assert seen.files[0].why == f"You took {done.totals['new']} records of it back."
        left = accept(session, [region.file("return")])
        assert left.message == "Nothing new. What you took back was left out." and left.undo is None
        assert tables(session, 2021).n == 0
        wanted = preview(session, [region.file("return")], answers=AGAIN)
        assert wanted.totals["new"] == done.totals["new"] and wanted.totals["taken_back"] == 0
        took(session, region.file("return"), answers=AGAIN)
        assert tables(session, 2021).n == 1


def test_a_later_file_brings_only_what_was_not_taken_back(region: Region) -> None:
    with region.at("rocb") as session:
        undo_import(session, took(session, region.file("return")).import_id)
    region.join("mata", "participant", "WS", "Mata Ulberg")
    region.receive("mata", "pack")
    region.make_reply("mata", "mata")
    region.receive("focal", "mata")
    with region.at("focal") as session:
        review_reply(session, find_reply(session, f"{WORKSHOP}/Mata Ulberg").id, "accept")
        make_return(session, 2021, region.file("return 2"))
    with region.at("rocb") as session:
        done = took(session, region.file("return 2"))
        assert done.totals["taken_back"] and done.totals["new"]
        rebuild_before = dump(session.db)
        rebuild(session.db, session.desk)
        assert dump(session.db) == rebuild_before


def test_people_who_were_trusted_stay_trusted(region: Region) -> None:
    region.join("tala", "participant", "WS", "Tala")
    region.receive("tala", "pack")
    file = region.make_reply("tala", "strange")
    with region.at("focal") as session:
        done = took(session, file, answers=Answers(everybody=True))
        undo_import(session, done.import_id)
        assert preview(session, [file]).files[0].known
    assert "trusted" in undo_words()


def test_a_pinned_office_stays_pinned(region: Region) -> None:
    region.join("new", "participant", "WS", "Newcomer")
    with region.at("new") as session:
        done = took(session, region.file("pack"), answers=Answers(everybody=True))
        assert session.db.execute("SELECT count(*) FROM workshop").fetchone()[0] == 1
        undo_import(session, done.import_id)
        assert session.anchor and session.db.execute("SELECT count(*) FROM workshop").fetchone()[0] == 0
        assert read_setting(session.db, "anchor")


@pytest.mark.parametrize("import_id", ["", "nothing", "0" * 16])
def test_there_is_no_such_import(region: Region, import_id: str) -> None:
    with region.at("rocb") as session:
        for service in (undo_import, import_again):
            with pytest.raises(UserError) as refused:
                service(session, import_id)
            assert refused.value.code == "bad_value"


def test_nothing_that_only_waits_is_listed(region: Region) -> None:
    region.join("lost", "focal_point", "TO", "Sione")
    with region.at("lost") as session:
        make_card(session, region.file("lost"))
    with region.at("rocb") as session:
        count = len(list_imports(session))
        assert accept(session, [region.file("lost")]).undo is None
        assert len(list_imports(session)) == count


def test_who_was_erased_is_not_shown_again_when_the_import_is_taken_back(region: Region) -> None:
    def shown(session: Session) -> bool:
        return session.db.execute("SELECT 1 FROM reply WHERE source='own'").fetchone() is not None

    region.receive("rocb", "return")
    with region.at("sina") as session:
        erase_person(session, session.desk.key, "Sina Leota", region.file("erasure"))
    with region.at("rocb") as session:
        accept(session, [region.file("erasure")])
        undo_import(session, list_imports(session)[0].id)
        assert not shown(session)
        import_again(session, list_imports(session)[0].id)
        assert not shown(session)
