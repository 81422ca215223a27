"""A person erased everywhere the files go: hidden at once, deleted on a typed word, and gone when an old file comes."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from fiji import make_fiji
from region import ANSWERS, TODAY, WORKSHOP, Region, make_region

from rocb_desktop.domain.change import Value, derive, make_change, parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import own_id
from rocb_desktop.exchange.block import make_block
from rocb_desktop.exchange.file import read_file
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.erasure.erasing import erase_person, erase_reply
from rocb_desktop.services.erasure.erasure_scope import look_at_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.national.returns import find_reply, make_return
from rocb_desktop.services.profile.hand_over import hand_over, sync_office
from rocb_desktop.services.profile.people import make_card
from rocb_desktop.services.region.workshops import make_pack
from rocb_desktop.services.safety.backups import list_backups, make_backup
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.safety.erased_again import ERASED_IDS
from rocb_desktop.services.safety.old_copies import kept_until
from rocb_desktop.services.safety.restoring import restore_backup, restore_lost
from rocb_desktop.services.sending.letters import write_letter
from rocb_desktop.services.sending.outbox import make_reply_file
from rocb_desktop.services.sending.sent import files_folder
from rocb_desktop.services.sending.signing import make_header, seal_file
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import list_actions
from rocb_desktop.services.survey.evidence import add_evidence
from rocb_desktop.services.survey.opening import open_copy
from rocb_desktop.services.survey.replies import make_reply, reply_form, reply_id, save_reply
from rocb_desktop.store.changes import add_blocks, rebuild
from rocb_desktop.store.drafts import get_draft, put_draft
from rocb_desktop.store.projections import dump

SECRET = b"Queues are shorter"


@pytest.fixture
def region(tmp_path: Path) -> Region:
    made = make_region(tmp_path / "region")
    made.receive("rocb", "return")
    return made


def holds(session: Session) -> bool:
    """Whether a reply of Sina is shown."""
    return session.db.execute("SELECT 1 FROM reply WHERE source='own'").fetchone() is not None


def test_a_person_is_erased_everywhere_and_stays_so(region: Region) -> None:
    with region.at("focal") as session:
        found = look_at_person(session, "sina leota")
        assert dict(found.records) == {"person": 1, "reply": 1, "review": 1, "vouch": 1}
        with pytest.raises(UserError, match="bad_value"):
            erase_person(session, "Sina Leota", "Sina")
        done = erase_person(session, "Sina Leota", "SINA LEOTA", region.file("erasure"))
        assert done.undo is None and not holds(session)
    for who in ("rocb", "sina"):
        with region.at(who) as session:
            assert holds(session)
            accept(session, [region.file("erasure")])
            assert not holds(session)
    for who in ("focal", "rocb"):  # what came before comes once more
        with region.at(who) as session:
            accept(session, [region.file("return" if who == "rocb" else "reply")])
            assert not holds(session)


def test_it_travels_with_the_next_return(region: Region) -> None:
    with region.at("focal") as session:
        erase_person(session, "Sina Leota", "Sina Leota")
        make_return(session, 2021, region.file("return2"))
    with region.at("rocb") as session:
        accept(session, [region.file("return2")])
        assert not holds(session)


def test_the_texts_are_deleted_on_a_typed_number_only(region: Region) -> None:
    store = region.folder / "focal" / "store.sqlite"
    region.make_reply("sina", "waits", q1_none="", q1_share_materials="yes", q5="yes", q5_text="A new office")
    with region.at("focal") as session:
        make_return(session, 2021, region.folder / "focal")  # a made file, in the profile
        make_backup(session)
        erase_person(session, "Sina Leota", "Sina Leota")
        waiting = waiting_to_wipe(session)
        assert waiting.texts and SECRET in store.read_bytes()
        with pytest.raises(UserError, match="bad_value"):
            wipe_here(session, waiting.records + 1)
        done = wipe_here(session, waiting.records)
        assert done.value.texts == waiting.texts and done.value.files == 1
        assert [path.name for path in done.value.elsewhere] == ["return.rocb"]
        assert waiting_to_wipe(session).texts == 0
    assert SECRET not in store.read_bytes() and b"Sina Leota" not in store.read_bytes()
    with region.at("focal") as session:
        accept(session, [region.file("reply")], trust=True)
        assert not holds(session)
    assert SECRET not in store.read_bytes()


def test_backups_of_before_go_after_ninety_days(region: Region) -> None:
    with region.at("focal") as session:
        make_backup(session)
        erase_person(session, "Sina Leota", "Sina Leota")
    with region.at("focal", TODAY + timedelta(days=1)) as session:
        wipe_here(session, waiting_to_wipe(session).records)
        assert kept_until(session) == TODAY + timedelta(days=91)
        before = list_backups(session.profile.path)
        assert any(SECRET in path.read_bytes() for path in before)
    with region.at("focal", TODAY + timedelta(days=90)) as session:
        make_backup(session)
        assert any(SECRET in path.read_bytes() for path in list_backups(session.profile.path))
    with region.at("focal", TODAY + timedelta(days=91)) as session:
        make_backup(session)
        assert kept_until(session) is None
        left = list_backups(session.profile.path)
        assert left and not any(SECRET in path.read_bytes() for path in left)


def test_a_participant_erases_a_reply(region: Region) -> None:
    with region.at("sina") as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        erase_reply(session, reply.id, region.file("erasure"))
        assert not holds(session) and reply_form(session, WORKSHOP).version == 0
    for who in ("focal", "rocb"):
        with region.at(who) as session:
            accept(session, [region.file("erasure")])
            assert not holds(session)


def test_a_new_reply_after_an_erased_one_begins_again(region: Region) -> None:
    with region.at("sina") as session:
        erase_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id)
        save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "Other words"})
        make_reply(session, WORKSHOP, region.file("again"))
    with region.at("focal") as session:
        accept(session, [region.file("again")])
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        assert reply.answers["q3_text"] == "Other words" and reply.version == 1


def test_who_may_erase_whom(region: Region) -> None:
    region.join("tevita", "focal_point", "FJ", "Tevita Rokotui")
    with region.at("sina") as session:
        with pytest.raises(UserError, match="not_allowed"):
            look_at_person(session, "Lani Fuimaono")
        with pytest.raises(UserError, match="unknown_person"):
            erase_reply(session, reply_id("0" * 32, "0" * 32))
        erase_person(session, session.desk.key, "Sina Leota")
        assert not holds(session)
    with region.at("tevita") as session, pytest.raises(UserError, match="unknown_person"):
        look_at_person(session, "Sina Leota")
    with region.at("rocb", date(2021, 10, 16)) as session:
        erase_person(session, "Sina Leota", "Sina Leota")
        assert not holds(session)


def test_a_name_leaves_the_list_of_the_pack_as_well(tmp_path: Path) -> None:
    """ROCB A/P erases: the list of names is written again without that one, and the old list goes everywhere."""
    fiji = make_fiji(tmp_path / "fiji")
    with fiji.at("rocb") as session:
        found = look_at_person(session, "Litia Bola")
        assert dict(found.records) == {"participation": 3}
        erase_person(session, "Litia Bola", "Litia Bola")
        assert not session.db.execute("SELECT 1 FROM participation WHERE name='Litia Bola'").fetchone()
        wipe_here(session, waiting_to_wipe(session).records)
        names = " ".join(row[0] for row in session.db.execute("SELECT names FROM name_list"))
        assert "Litia Bola" not in names and "Jone Ratu" in names
    assert b"Litia Bola" not in (fiji.folder / "rocb" / "store.sqlite").read_bytes()


def test_who_copies_words_of_an_office_and_erases_the_copy_takes_nothing_of_the_office(region: Region) -> None:
    with region.at("sina") as session:
        said = parse_change(*session.db.execute("SELECT meta, body FROM change WHERE kind='workshop'").fetchone())
        keys = session.keys
        named: dict[str, Value] = {"ids": [said.id], "person": ""}
        record = own_id("erase", keys.key, b"12345678")
        request = make_change(record, "erase", "erase@1", said.hlc + 5, [], b"x" * 12, named)
        signed = [make_block(keys.seed, "ab" * 8, "all", "WS", 1, "", [said])]
        signed.append(make_block(keys.seed, "cd" * 8, "rocb", "WS", 1, "", [request]))
    with region.at("rocb") as session:
        make_pack(session, WORKSHOP, files_folder(session) / "mine.rocb")
        put_draft(session.db, "workshop", said.record, {"title": "Typed"}, "2021-10-15")
        copy = make_backup(session).value
        add_blocks(session.db, session.desk, [(one.block, one.header, one.signature) for one in signed], "theirs")
        before = dump(session.db)
        assert wipe_here(session, waiting_to_wipe(session).records).value.files == 0
        assert (files_folder(session) / "mine.rocb").is_file()
        assert get_draft(session.db, "workshop", said.record) == {"title": "Typed"}
        restore_backup(session, copy)
    with region.at("rocb") as session:
        assert dump(session.db)["workshop"] == before["workshop"]
        rebuild(session.db, session.desk)
        assert dump(session.db)["workshop"] == before["workshop"]


def test_what_may_be_about_a_namesake_is_taken_only_when_asked(region: Region) -> None:
    """An office entered a reply under a name that a person with a key has as well."""
    fields: dict[str, Value] = {"administration": "WS", "participant": "Sina Leota", "version": 1, "q3": "yes"}
    entered = "SELECT 1 FROM reply WHERE source<>'own'"
    with region.at("focal") as session:
        (workshop,) = session.db.execute("SELECT id FROM workshop").fetchone()
        record = derive("reply_on_behalf", workshop, "WS", "Sina Leota")
        session.commit([Edit(record, "reply_on_behalf", {"workshop": workshop, **fields})])
        found = look_at_person(session, "SINA  leota")
        assert found.namesakes == (("reply_on_behalf", 1),) and "reply_on_behalf" not in dict(found.records)
        both = look_at_person(session, "Sina Leota", namesakes=True)
        assert set(found.ids) < set(both.ids) and both.listed
        erase_person(session, "Sina Leota", "Sina Leota")
        assert not holds(session) and session.db.execute(entered).fetchone()
        erase_person(session, "Sina Leota", "Sina Leota", namesakes=True)
        assert not session.db.execute(entered).fetchone()


@pytest.mark.parametrize("name", ["Anna Tavita", "\u00c9lodie Tavita"])
def test_nobody_is_erased_by_guessing_a_name(region: Region, name: str) -> None:
    for who in ("one", "two"):
        region.join(who, "participant", "WS", name)
        with region.at(who) as session:
            make_card(session, region.file(f"{who}-card"))
            key = session.desk.key
        with region.at("focal") as session:
            accept(session, [region.file(f"{who}-card")], trust=True)
    with region.at("focal") as session:
        for typed in (name, name.upper()):
            with pytest.raises(UserError, match="bad_value"):
                look_at_person(session, typed)
        assert look_at_person(session, key).name == name


def test_an_officer_who_goes_takes_along_what_is_personal_and_nothing_of_the_office(region: Region) -> None:
    for who in ("focal", "rocb"):
        with region.at(who) as session:
            before = dump(session.db)
            found = look_at_person(session, session.desk.key, namesakes=True)
            kinds = {"person", "contact", "card", "evidence", "action", "reply"}
            assert set(dict(found.records)) <= kinds and not found.listed
            erase_person(session, session.desk.key, session.profile.name)
            after = dump(session.db)
            assert {name for name in before if after[name] != before[name]} <= kinds


def test_evidence_goes_with_the_person(region: Region, tmp_path: Path) -> None:
    picture = tmp_path / "notes.pdf"
    picture.write_bytes(b"%PDF-1.4 the notes of Sina")
    with region.at("sina") as session:
        action = list_actions(session)[0].id
        add_evidence(session, action, picture)
        blobs = session.profile.path / "blobs"
        assert [path for path in blobs.rglob("*") if path.is_file()]
        erase_person(session, session.desk.key, "Sina Leota")
        wipe_here(session, waiting_to_wipe(session).records)
        assert not [path for path in blobs.rglob("*") if path.is_file()]


def test_a_backup_of_before_brings_nobody_back(region: Region) -> None:
    with region.at("focal") as session:
        copy = make_backup(session).value
        erase_person(session, "Sina Leota", "Sina Leota")
        wipe_here(session, waiting_to_wipe(session).records)
        assert SECRET in copy.read_bytes()
    with region.at("focal", TODAY + timedelta(days=1)) as session:
        restore_backup(session, copy)
        assert not holds(session) and not waiting_to_wipe(session).texts
    assert SECRET not in (region.folder / "focal" / "store.sqlite").read_bytes()


def wipe(session: Session) -> None:
    wipe_here(session, waiting_to_wipe(session).records)


def test_a_copy_older_than_the_erasers_grant_shows_nobody_again(region: Region) -> None:
    """The erasure is a focal point's whom the copy does not know: what was deleted stays so without being judged."""
    region.join("mata", "focal_point", "WS", "Mata Tuala")
    with region.at("mata") as session:
        make_card(session, region.file("mata-card"))
    with region.at("rocb") as session:
        copy = make_backup(session).value
        accept(session, [region.file("mata-card")], trust=True)
        make_pack(session, WORKSHOP, region.file("pack2"))
    with region.at("focal") as session:
        accept(session, [region.file("pack2")])
        hand_over(session, region.file("mata-card"), region.file("over"), ending=False)
    with region.at("mata") as session:
        accept(session, [region.file("pack2")], trust=True)
        accept(session, [region.file("over")], trust=True)
        erase_person(session, "Sina Leota", "Sina Leota", region.file("erasure"))
    with region.at("rocb") as session:
        accept(session, [region.file("erasure")])
        wipe(session)
        restore_backup(session, copy)
        assert not holds(session) and check_store(session).ok
        assert session.db.execute("SELECT 1 FROM person WHERE name LIKE 'Sina%'").fetchone() is None
        assert SECRET not in (region.folder / "rocb" / "store.sqlite").read_bytes()
        accept(session, [region.file("return")])
        assert not holds(session)


def test_a_copy_put_back_after_the_store_was_lost_shows_nobody_again(region: Region) -> None:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {**ANSWERS, "q3_text": "Never sent"})
        copy = make_backup(session).value
        erase_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id)
        wipe(session)
    folder = region.folder / "sina"
    with (folder / ERASED_IDS).open("ab") as stream:
        stream.write(b"ab" * 20)  # a crash in the middle of a line
    (folder / "store.sqlite").unlink()
    restore_lost(folder, copy)
    with region.at("sina") as session:
        assert not holds(session) and check_store(session).ok
        assert session.db.execute("SELECT count(*) FROM draft").fetchone() == (0,)
    assert SECRET not in (folder / "store.sqlite").read_bytes()


def test_what_was_only_hidden_is_not_deleted_by_a_restore(region: Region) -> None:
    with region.at("sina") as session:
        copy = make_backup(session).value
        erase_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id)
        restore_backup(session, copy)
        assert not holds(session) and waiting_to_wipe(session).records == 1
    assert not (region.folder / "sina" / ERASED_IDS).exists()


def test_no_file_that_this_computer_keeps_says_it_still(region: Region, tmp_path: Path) -> None:
    """A mail ready to be sent, what was typed, a file of a relay that waits; what lies elsewhere is named."""
    with region.at("sina") as session:
        made = make_reply_file(session, WORKSHOP).value
        kept = [write_letter(session, made.file).value, files_folder(session) / "typed_0.rocb"]
        kept[1].write_bytes(region.file("reply").read_bytes())
        outside = region.file("mine")
        make_reply(session, WORKSHOP, outside)
        other = files_folder(session) / "notes.rocb"
        other.write_bytes(region.file("pack").read_bytes())
        erase_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id)
        done = wipe_here(session, waiting_to_wipe(session).records).value
        assert not any(path.exists() for path in kept) and not Path(made.path).exists()
        assert outside in done.elsewhere and outside.exists() and other.exists()
        assert done.files == 3


def test_a_file_that_waits_is_looked_into_whoever_brought_it(region: Region) -> None:
    region.join("mata", "focal_point", "WS", "Mata Tuala")
    with region.at("focal") as session:
        office = session.keys.office
        sync_office(session, region.file("everything"))
        blocks = read_file(region.file("everything").read_bytes(), session.keys.identities).blocks
    with region.at("mata") as session:
        header = make_header(session, "return", [("WS", office)], with_anchor=False)
        region.file("relayed").write_bytes(seal_file(session, header, blocks, [office]))
    with region.at("focal") as session:
        assert accept(session, [region.file("relayed")]).value.totals["waiting"]
        erase_person(session, "Sina Leota", "Sina Leota")
        wipe(session)
        assert session.db.execute("SELECT count(*) FROM waiting").fetchone() == (0,)


def test_an_opened_copy_of_erased_evidence_goes(region: Region, tmp_path: Path) -> None:
    picture = tmp_path / "photo.pdf"
    picture.write_bytes(b"%PDF-1.7 the only copy")
    with region.at("sina") as session:
        action = list_actions(session)[0].id
        added = add_evidence(session, action, picture)
        del added
        (evidence,) = [row[0] for row in session.db.execute("SELECT id FROM evidence")]
        copy = open_copy(session, evidence).value
        assert copy.exists()
        erase_person(session, session.desk.key, session.profile.name)
        wipe(session)
        assert not copy.exists()
