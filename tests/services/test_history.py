"""History: who changed what and when, page by page, and the way back."""

import json
from datetime import date

import pytest
from region import TODAY, WORKSHOP, Region
from two_copies import DAY_HERE, DAY_THERE, HERE, THERE, make_copies

from rocb_desktop.domain.change import erased_body
from rocb_desktop.domain.errors import UserError
from rocb_desktop.services.arriving.import_log import undo_import
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.history.conflicts import list_conflicts, resolve_conflict
from rocb_desktop.services.history.going_back import change_detail, go_back, preview_back, preview_day
from rocb_desktop.services.history.history import FILES, MINE, Entry, list_history
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import change_action, list_actions, log_action, remove_action
from rocb_desktop.services.survey.replies import reply_form, save_reply
from rocb_desktop.services.undoing import take_back


def told(entry: Entry) -> dict[str, tuple[str, str]]:
    return {one.label: (one.old, one.new) for one in entry.fields}


def an_action(session: Session) -> str:
    return list_actions(session)[0].id


def test_what_changed_is_told_in_words_newest_first(region: Region) -> None:
    with region.at("sina", date(2021, 10, 16)) as session:
        change_action(session, an_action(session), reached=22, text="For the <b>new</b> officers")
        newest, *_rest = list_history(session).entries
        first = list_history(session, an_action(session)).entries[-1]
    assert (newest.deed, newest.about) == ("Changed an action", "WTO TFA, Sina Leota, Samoa")
    assert told(newest) == {"How many were reached": ("14", "22"), "Text": ("", "For the <b>new</b> officers")}
    assert (newest.who.words, newest.who.own, newest.at.date(), newest.received) == (
        "Sina Leota, Samoa",
        True,
        date(2021, 10, 16),
        None,
    )
    assert (first.deed, first.held) == ("Logged an action", "")
    assert told(first)["Action"] == ("", "Share training materials")
    assert told(first)["Date"] == ("", "3 May 2021")


def test_what_a_file_brought_says_which_and_when(region: Region) -> None:
    with region.at("focal", TODAY) as session:
        brought = list_history(session, show=FILES).entries
        mine = list_history(session, show=MINE).entries
    reply = next(entry for entry in brought if entry.kind == "reply")
    assert (reply.file, reply.who.words) == ("reply.rocb", "Sina Leota, Samoa")
    assert reply.received is not None and reply.received.date() == TODAY
    assert reply.deed == "Made version 1 of a reply"
    assert {entry.kind for entry in mine} >= {"review", "vouch", "national_return"}
    assert all(entry.who.own and entry.received is None for entry in mine)
    assert next(entry for entry in mine if entry.kind == "review").deed == "Accepted a reply"


def test_pages_hang_together_and_lose_nothing(region: Region) -> None:
    with region.at("rocb") as session:
        whole = list_history(session).entries
        found: list[Entry] = []
        before: int | None = None
        while True:
            page = list_history(session, before=before, most=3)
            found += page.entries
            before = page.more
            if before is None:
                break
    assert found == list(whole)
    assert len(whole) > 6


@pytest.mark.parametrize(
    ("words", "kinds"), [("Sina", {"reply", "review"}), ("queues are", {"reply"}), ("100%", set()), ("_", None)]
)
def test_words_find_names_titles_and_texts(region: Region, words: str, kinds: set[str] | None) -> None:
    with region.at("focal") as session:
        found = {entry.kind for entry in list_history(session, words=words).entries}
    assert kinds is None or kinds <= found
    assert kinds != set() or not found


def test_one_import_and_one_record(region: Region) -> None:
    with region.at("focal") as session:
        reply = next(entry for entry in list_history(session).entries if entry.kind == "reply")
        of_import = list_history(session, imported=reply.imported).entries
        of_record = list_history(session, reply.record).entries
    assert {entry.imported for entry in of_import} == {reply.imported}
    assert reply.id in {entry.id for entry in of_record}
    assert {entry.record for entry in of_record} == {reply.record}


def test_what_does_not_count_says_why(region: Region) -> None:
    region.join("ana", "participant", "WS", "Ana Tuala")
    region.receive("ana", "pack")
    region.make_reply("ana", "strange")
    with region.at("focal") as session:
        session.db.execute("UPDATE change SET held='key_ended' WHERE kind='reply'")
        entry = next(entry for entry in list_history(session).entries if entry.kind == "reply")
    assert (entry.held, entry.why) == ("key_ended", "Its author's key was ended before this was written.")


def test_a_text_that_is_not_here_shows_no_text(region: Region) -> None:
    with region.at("focal") as session:
        row = session.db.execute("SELECT seq, body FROM change WHERE kind='reply'").fetchone()
        session.db.execute("UPDATE change SET body=?, held='text_missing' WHERE seq=?", (erased_body(row[1]), row[0]))
        entry = next(entry for entry in list_history(session).entries if entry.seq == row[0])
    assert (entry.fields, entry.held) == ((), "text_missing")


def test_what_was_erased_is_told_without_its_text(region: Region) -> None:
    with region.at("focal") as session:
        session.db.execute("UPDATE change SET held='erased' WHERE instr(CAST(body AS TEXT), 'Queues')")
        entries = [entry for entry in list_history(session).entries if entry.kind == "reply"]
        assert list_history(session, words="Queues").entries == ()
    erased = next(entry for entry in entries if entry.held)
    assert (erased.fields, erased.why) == ((), "It was erased.")
    assert "Queues" not in repr(entries)


def test_a_decision_says_that_it_is_one(region: Region) -> None:
    make_copies(region)
    with region.at("sina", DAY_THERE) as session:
        save_reply(session, WORKSHOP, {**reply_form(session, WORKSHOP).answers, "q4_text": "Less paper"})
        found = list_conflicts(session)[0]
        resolve_conflict(session, found.record, found.field, "mine")
        entries = list_history(session, found.record).entries
    assert [entry.deed for entry in entries[:2]] == ["Decided between two answers", "Changed a survey reply"]
    assert told(entries[0]) == {found.label: (THERE, HERE)}
    assert entries[0].fields[0].decided


def test_a_decision_for_the_newest_answer_says_what_was_not_kept(region: Region) -> None:
    make_copies(region)
    with region.at("sina", DAY_THERE) as session:
        found = list_conflicts(session)[0]
        resolve_conflict(session, found.record, found.field, "theirs")
        entries = list_history(session, found.record).entries
    assert told(entries[0]) == {found.label: (HERE, THERE)}


def test_the_newest_change_is_undone_an_older_one_shows_the_way_back(region: Region) -> None:
    with region.at("sina") as session:
        record = an_action(session)
        change_action(session, record, reached=22)
        change_action(session, record, reached=30, text="New")
        newest, middle, first = list_history(session, record).entries
        assert (change_detail(session, newest.seq).can_undo, change_detail(session, newest.seq).versions) == (True, 3)
        assert (change_detail(session, middle.seq).can_undo, change_detail(session, middle.seq).can_go_back) == (
            False,
            True,
        )
        take_back(session, [newest.id])
        assert list_actions(session)[0].reached == 22
        back = preview_back(session, record, first.seq)
        assert [(one.label, one.old, one.new) for one in back.fields] == [("How many were reached", "22", "14")]
        done = go_back(session, record, first.seq)
        assert list_actions(session)[0].reached == 14
        assert preview_back(session, record, first.seq).nothing
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert list_actions(session)[0].reached == 22


def test_back_to_a_day_brings_back_what_was_removed(region: Region) -> None:
    with region.at("sina", date(2021, 10, 18)) as session:
        record = an_action(session)
        remove_action(session, record)
        back = preview_day(session, record, date(2021, 10, 17))
        assert (back.brings_back, back.fields) == (True, ())
        go_back(session, record, back.upto)
        assert len(list_actions(session)) == 1
        with pytest.raises(UserError, match="nothing_before"):
            preview_day(session, record, date(2021, 10, 1))


def test_what_is_not_ones_own_can_only_be_read(region: Region) -> None:
    with region.at("focal") as session:
        reply = next(entry for entry in list_history(session).entries if entry.kind == "reply")
        detail = change_detail(session, reply.seq)
        assert (detail.can_undo, detail.can_go_back, detail.why_not) == (False, False, "")
        with pytest.raises(UserError, match="not_allowed"):
            go_back(session, reply.record, reply.seq)


def test_what_was_sent_is_not_undone(region: Region) -> None:
    with region.at("sina") as session:
        sent = next(entry for entry in list_history(session).entries if "version" in entry.deed)
        detail = change_detail(session, sent.seq)
    assert (detail.can_undo, detail.why_not) == (False, "This was sent. Make a new version instead.")


def test_every_kind_of_change_has_words(region: Region) -> None:
    for who in ("rocb", "focal", "sina"):
        with region.at(who) as session:
            for entry in list_history(session).entries:
                assert entry.deed and "newer version" not in entry.deed
                assert json.dumps([one.label for one in entry.fields])
                assert entry.about, entry
                for one in entry.fields:
                    assert one.label[0].isupper(), one


def test_a_clone_s_changes_are_told_with_the_day_they_came(region: Region) -> None:
    make_copies(region)
    with region.at("sina", DAY_THERE) as session:
        log_action(session, WORKSHOP, "others", text="x")
        came = [entry for entry in list_history(session, show=FILES).entries if entry.file == "there.rocb"]
    assert came and all(entry.day == DAY_THERE for entry in came)
    assert DAY_HERE < DAY_THERE


def test_what_was_taken_back_stays_in_the_history_of_its_record_and_of_its_import(region: Region) -> None:
    with region.at("focal") as session:
        reply = next(entry for entry in list_history(session).entries if entry.kind == "reply")
        undo_import(session, reply.imported)
        assert reply.id not in {entry.id for entry in list_history(session).entries}
        for found in (list_history(session, reply.record), list_history(session, imported=reply.imported)):
            entry = next(entry for entry in found.entries if entry.id == reply.id)
            assert (entry.held, entry.why) == ("taken_back", "The import that brought it was taken back.")
            assert entry.file == "reply.rocb" and entry.who.words == reply.who.words


def test_a_person_who_was_erased_leaves_no_text_in_the_history(region: Region) -> None:
    with region.at("focal") as session:
        person = str(session.db.execute("SELECT author FROM reply").fetchone()[0])
        before = {entry.id for entry in list_history(session).entries if entry.kind == "reply"}
        erase_person(session, person, "Sina Leota")
        entries = list_history(session).entries
    erased = [entry for entry in entries if entry.id in before]
    assert erased and all(entry.held in ("erased", "text_missing") and not entry.fields for entry in erased)
    assert "Queues" not in repr(entries)
    assert entries[0].kind in ("erase", "received") and "erase" in {entry.kind for entry in entries}
