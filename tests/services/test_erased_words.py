"""Erased words leave whatever an office made of them: read in the bytes of every store that held them."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest
from fiji import ANSWERS, Fiji, make_fiji

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.kinds import KINDS, contact_id, own_id
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import undo_import
from rocb_desktop.services.erasure.erasing import erase_person, erase_reply
from rocb_desktop.services.erasure.erasure_scope import look_at_person
from rocb_desktop.services.erasure.following import follow_erasures
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.feedback.making import make_feedback
from rocb_desktop.services.national.compiling import compilation, compile_reply
from rocb_desktop.services.national.newest import heads_of
from rocb_desktop.services.national.on_behalf import Entry, enter_reply
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import add_workshop, make_pack, workshop_id
from rocb_desktop.services.safety.checking import check_store
from rocb_desktop.services.search.indexing import index_everything
from rocb_desktop.services.search.searching import search_everything
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import me
from rocb_desktop.services.survey.replies import make_reply, save_reply
from rocb_desktop.store.drafts import put_draft

WORDS = "Cranes of zanzibar wait one hour less."
LATER = date(2021, 11, 6)
NATIONAL = "SELECT count(*) FROM reply WHERE source='national'"


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    """With replies of two more administrations, so that feedback can be made."""
    fiji = make_fiji(tmp_path / "fiji")
    with fiji.at("rocb") as session:
        add_workshop(session, "Canines", "regional", "2021-04-08", "2021-04-10", ("TO", "VU"), number=8)
        for code in ("TO", "VU"):
            enter_reply(session, Entry("2021/8", code, f"Officer of {code}", "paper", "2021-10-12"), ANSWERS)
    return fiji


def says(fiji: Fiji, who: str, words: str = "zanzibar") -> bool:
    """Whether a profile holds these words in any file but its backups, which go after ninety days."""
    files = [path for path in (fiji.folder / who).rglob("*") if path.is_file() and "backups" not in path.parts]
    return any(words.encode() in path.read_bytes() for path in files)


def wipe(session: Session) -> None:
    index_everything(session)
    wipe_here(session, waiting_to_wipe(session).records)
    assert not search_everything(session, "zanzibar").groups
    assert check_store(session).ok


def nationals(session: Session) -> int:
    return int(session.db.execute(NATIONAL).fetchone()[0])


def send_on(fiji: Fiji, name: str, day: date = LATER) -> str:
    """A return of the focal point, read at ROCB A/P; what ROCB A/P says of it."""
    with fiji.at("focal", day) as session:
        make_return(session, 2021, fiji.folder / name)
    with fiji.at("rocb", day) as session:
        return accept(session, [fiji.folder / name]).message


def test_a_reply_entered_on_behalf_leaves_the_national_reply(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        entry = Entry("2021/5", "FJ", "Peni Tui", "paper", "2021-11-02")
        enter_reply(session, entry, {**ANSWERS, "q4_text": WORDS})
        compile_reply(session, "2021/5")
    send_on(fiji, "r.rocb")
    assert says(fiji, "rocb")
    with fiji.at("focal", LATER) as session:
        found = look_at_person(session, "Peni Tui")
        assert dict(found.records)["national_reply"] == 1
        erase_person(session, "Peni Tui", "Peni Tui", namesakes=True)
        assert compilation(session, "2021/5").national is None
        wipe(session)
    send_on(fiji, "r2.rocb")
    with fiji.at("rocb", LATER) as session:
        assert not nationals(session)
        wipe(session)
    assert not says(fiji, "focal") and not says(fiji, "rocb")
    assert not says(fiji, "focal", "Peni Tui") and not says(fiji, "rocb", "Peni Tui")


def with_words_of_litia(fiji: Fiji, *, sent: bool = True) -> None:
    """Litia's newest words, compiled with Jone's, and at ROCB A/P."""
    new = fiji.send("Litia Bola", 3, date(2021, 11, 4), q4_text=WORDS)
    with fiji.at("focal") as session:
        accept(session, [new])
        for name in ("Litia Bola", "Jone Ratu"):
            review_reply(session, find_reply(session, f"2021/3/{name}").id, "accept")
        compile_reply(session, "2021/3")
        make_return(session, 2021, fiji.folder / "r.rocb")
    if sent:
        with fiji.at("rocb") as session:
            accept(session, [fiji.folder / "r.rocb"])


def erase_litia(fiji: Fiji) -> Path:
    path = fiji.folder / "erase.rocb"
    with fiji.at("litia", LATER) as session:
        erase_person(session, session.desk.key, "Litia Bola", path)
        wipe(session)
    return path


def test_who_erases_themselves_leaves_the_national_reply_at_every_office(fiji: Fiji) -> None:
    with_words_of_litia(fiji)
    path = erase_litia(fiji)
    for who in ("focal", "rocb"):
        assert says(fiji, who)
        with fiji.at(who, LATER) as session:
            assert nationals(session)
            done = accept(session, [path])
            assert not nationals(session)
            assert "The national reply of 1 workshop held erased words and is gone: compile it again." in done.message
            assert "Litia Bola erased everything of theirs." in done.message
            wipe(session)
            assert not follow_erasures(session).tables
        assert not says(fiji, who)


def test_what_is_compiled_again_stays_and_an_old_return_brings_nothing_back(fiji: Fiji) -> None:
    with_words_of_litia(fiji)
    path = erase_litia(fiji)
    with fiji.at("focal", LATER) as session:
        accept(session, [path])
        wipe(session)
        compile_reply(session, "2021/3")
    send_on(fiji, "r2.rocb")
    with fiji.at("rocb", LATER) as session:
        assert nationals(session) == 1
        wipe(session)
        accept(session, [fiji.folder / "r.rocb"])
        assert nationals(session) == 1 and not waiting_to_wipe(session).texts
    assert not says(fiji, "focal") and not says(fiji, "rocb")


def test_a_return_that_comes_after_the_request_is_erased_when_it_comes(fiji: Fiji) -> None:
    with_words_of_litia(fiji, sent=False)
    path = erase_litia(fiji)
    with fiji.at("rocb", LATER) as session:
        accept(session, [path])
        done = accept(session, [fiji.folder / "r.rocb"])
        assert not nationals(session) and "compile it again" in done.message
        wipe(session)
    assert not says(fiji, "rocb")


def test_a_focal_points_own_reply_leaves_the_national_reply(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        save_reply(session, "2021/3", {**ANSWERS, "q4_text": WORDS})
        make_reply(session, "2021/3", fiji.folder)
        compile_reply(session, "2021/3")
    send_on(fiji, "r.rocb")
    assert says(fiji, "rocb")
    with fiji.at("focal", LATER) as session:
        assert "national_reply" in dict(look_at_person(session, session.desk.key).records)
        erase_reply(session, find_reply(session, "2021/3/Mere Qalo").id)
        assert not nationals(session)
        wipe(session)
    send_on(fiji, "r2.rocb")
    with fiji.at("rocb", LATER) as session:
        assert not nationals(session)
        wipe(session)
    assert not says(fiji, "focal") and not says(fiji, "rocb")


@pytest.mark.parametrize("by", ["rocb", "litia"])
def test_feedback_is_made_again_without_the_words(fiji: Fiji, by: str) -> None:
    """Whoever asks: ROCB A/P takes them out, and the next open file has the old text erased wherever it lies."""
    with_words_of_litia(fiji)
    with fiji.at("rocb", LATER) as session:
        make_feedback(session, 2021, fiji.folder / "fb.rocb")
    for who in ("focal", "vani"):
        with fiji.at(who, LATER) as session:
            accept(session, [fiji.folder / "fb.rocb"])
        assert says(fiji, who)
    with fiji.at("rocb", LATER) as session:
        if by == "rocb":
            done = erase_person(session, "Litia Bola", "Litia Bola", fiji.folder / "erase.rocb", namesakes=True)
    if by == "litia":
        path = erase_litia(fiji)
        with fiji.at("rocb", LATER) as session:
            done = accept(session, [path])
    assert "1 feedback was written again without erased words" in done.message
    with fiji.at("rocb", LATER) as session:
        quoted, figures = session.db.execute("SELECT practices, figures FROM feedback").fetchone()
        assert "zanzibar" not in quoted and "wharf" in quoted and figures
        wipe(session)
        make_feedback(session, 2021, fiji.folder / "fb2.rocb")
    assert not says(fiji, "rocb")
    with fiji.at("focal", LATER) as session:
        accept(session, [fiji.folder / "erase.rocb"])
    for who in ("focal", "vani"):
        with fiji.at(who, LATER) as session:
            accept(session, [fiji.folder / "fb2.rocb"])
            assert not session.db.execute("SELECT 1 FROM feedback WHERE practices LIKE '%zanzibar%'").fetchone()
            wipe(session)
        assert not says(fiji, who)


def test_the_request_about_feedback_goes_along_with_a_pack_and_names_nobody(fiji: Fiji) -> None:
    with_words_of_litia(fiji)
    with fiji.at("rocb", LATER) as session:
        make_feedback(session, 2021, fiji.folder / "fb.rocb")
    with fiji.at("vani", LATER) as session:
        accept(session, [fiji.folder / "fb.rocb"])
        assert session.db.execute("SELECT 1 FROM feedback").fetchone()
    with fiji.at("rocb", LATER) as session:
        erase_person(session, "Litia Bola", "Litia Bola")
        make_pack(session, "2021/4", fiji.folder / "pack.rocb")
        rows = session.db.execute(
            "SELECT c.body FROM change c JOIN block b ON b.seq=c.block WHERE c.kind='erase' AND b.audience='all'"
        ).fetchall()
        assert rows and not any(b"Litia" in row[0] or me(session).encode() in row[0] for row in rows)
    with fiji.at("vani", LATER) as session:
        accept(session, [fiji.folder / "pack.rocb"])
        wipe(session)
    assert not says(fiji, "vani")


def test_names_and_typed_words_beside_the_changes_go_as_well(fiji: Fiji) -> None:
    with_words_of_litia(fiji)
    path = erase_litia(fiji)
    named = fiji.folder / "Litia_Bola-erase.rocb"
    named.write_bytes(path.read_bytes())
    with fiji.at("focal", LATER) as session:
        accept(session, [named])
        put_draft(session.db, "desk", "", {"text": f"She says: {WORDS}"}, "2021-11-06")
        put_draft(session.db, "desk", "b", {"text": "Ring Litia  Bola"}, "2021-11-06")
        put_draft(session.db, "desk", "c", {"text": "Ring Jone Ratu", "q7": "members_anonymous"}, "2021-11-06")
        wipe(session)
        assert session.db.execute("SELECT record FROM draft").fetchall() == [("c",)]
        assert not session.db.execute(
            "SELECT 1 FROM import WHERE name LIKE '%litia%' OR sender_name<>'' AND sender_name LIKE '%litia%'"
        ).fetchone()


# What becomes of each kind when a person is erased by the offices, who ask for what is under the name as well.
# goes: all of it; stays: it says nothing of a participant.
KINDS_OF = """
goes: person contact card action evidence own_material recommendation project effect mission_report gap reply
goes: reply_on_behalf review vouch attendance same_as stand_in national_reply desk_note reminder source_document
goes: participation name_list feedback
stays: grant round workshop questionnaire office material received erase clearance quote_limit national_return
"""
GOES = {kind for line in KINDS_OF.split("\n") if line.startswith("goes") for kind in line.split()[1:]}
STAYS = {kind for line in KINDS_OF.split("\n") if line.startswith("stays") for kind in line.split()[1:]}
_PLACE = workshop_id(2021, 3)
_NAME = "Litia Bola"


def test_every_kind_was_thought_of() -> None:
    assert set(KINDS) == GOES | STAYS and not GOES & STAYS


def said(kind: str) -> str:
    return f"zanzibar {kind} of hers"


def own_words(session: Session) -> list[Edit]:
    """One record of each kind that a person writes, with words of its own."""
    person = me(session)
    column = {"action": "text", "recommendation": "text", "project": "text", "effect": "text", "gap": "gap"}
    apart = ("action", "evidence", "own_material", "recommendation", "project", "effect", "gap")
    return [
        *(
            Edit(
                own_id(kind, person, bytes([at]) * 8),
                kind,
                {"person": person, "workshop": _PLACE, "hash": f"{at:064x}", column.get(kind, "title"): said(kind)},
            )
            for at, kind in enumerate(apart, 1)
        ),
        Edit(contact_id(person), "contact", {"person": person, "post": said("contact")}),
        Edit(
            derive("mission_report", _PLACE, person),
            "mission_report",
            {"workshop": _PLACE, "person": person, "summary": said("mission_report")},
        ),
    ]


def words_of_the_focal_point(session: Session) -> list[Edit]:
    reply = find_reply(session, "2021/3/Litia Bola").id
    here: dict[str, Value] = {"administration": "FJ"}
    judged = sorted(heads_of(session, reply))
    keyed: Mapping[str, dict[str, Value]] = {
        "reply_on_behalf": {"workshop": _PLACE, "participant": _NAME, "q3_text": said("reply_on_behalf"), "q3": "yes"},
        "review": {"reply": reply, "decision": "accept", "judged": [*judged], "text": said("review")},
        "attendance": {"workshop": _PLACE, "listed": _NAME, "note": said("attendance")},
        "same_as": {"listed": _NAME, "same_as": said("same_as")},
        "stand_in": {"listed": _NAME, "name": _NAME, "stand_in": "Jone Ratu", "note": said("stand_in")},
        "national_reply": {
            "workshop": _PLACE,
            "replies": [reply],
            "judged": [*judged],
            "q4_text": said("national_reply"),
        },
        "desk_note": {"about": reply, "text": said("desk_note")},
    }
    edits = []
    for kind, fields in keyed.items():
        record = derive(kind, *(str({**fields, **here}[name]) for name in KINDS[kind].key))
        edits.append(Edit(record, kind, {**fields, **here}))
    key = session.desk.key
    reminder: dict[str, Value] = {"name": _NAME, "date": "2021-11-05", "way": said("reminder"), **here}
    paper: dict[str, Value] = {"reply": reply, "hash": f"{99:064x}", "title": said("source_document")}
    return [
        *edits,
        Edit(own_id("reminder", key, b"r" * 8), "reminder", reminder),
        Edit(own_id("source_document", key, b"s" * 8), "source_document", paper),
    ]


def test_no_kind_keeps_a_word_of_who_is_erased(fiji: Fiji) -> None:
    """Every kind written, sent, and erased at every desk; then the bytes of every store are read."""
    with fiji.at("litia") as session:
        session.commit(own_words(session))
        save_reply(session, "2021/3", {**ANSWERS, "q4_text": said("reply")})
        make_reply(session, "2021/3", fiji.folder / "new.rocb")
    with fiji.at("focal") as session:
        accept(session, [fiji.folder / "new.rocb"])
        session.commit(words_of_the_focal_point(session))
    send_on(fiji, "r.rocb", date(2021, 11, 5))
    with fiji.at("rocb") as session:
        record = derive("participation", "3", _NAME)
        session.commit([Edit(record, "participation", {"post": said("participation")})])
        make_feedback(session, 2021, fiji.folder / "fb.rocb")
        make_pack(session, "2021/3", fiji.folder / "named.rocb", with_names=True)
    with fiji.at("focal", LATER) as session:
        accept(session, [fiji.folder / "fb.rocb", fiji.folder / "named.rocb"])
        here = {kind for who in ("litia", "focal", "rocb") for kind in GOES if says(fiji, who, said(kind))}
        assert here >= GOES - {"person", "card", "vouch", "name_list", "feedback"}  # these hold the name or a quote
        assert says(fiji, "focal", _NAME) and session.db.execute("SELECT 1 FROM feedback").fetchone()
        erase_person(session, _NAME, _NAME, fiji.folder / "erase.rocb", namesakes=True)
    with fiji.at("rocb", LATER) as session:
        accept(session, [fiji.folder / "erase.rocb"])
        erase_person(session, _NAME, _NAME, fiji.folder / "erase2.rocb", namesakes=True)
        wipe(session)
        make_feedback(session, 2021, fiji.folder / "fb2.rocb")
    for who in ("focal", "litia"):
        with fiji.at(who, LATER) as session:
            accept(session, [fiji.folder / "erase.rocb", fiji.folder / "erase2.rocb", fiji.folder / "fb2.rocb"])
            if who == "litia":  # what never left this computer only she can name
                erase_person(session, session.desk.key, _NAME)
            wipe(session)
    for who in ("focal", "rocb", "litia"):
        assert not says(fiji, who)
    assert not says(fiji, "focal", _NAME) and not says(fiji, "rocb", _NAME)


def test_what_followed_a_request_stays_erased_when_the_import_is_taken_back(fiji: Fiji) -> None:
    """As the request itself, which nobody takes back."""
    with_words_of_litia(fiji)
    path = erase_litia(fiji)
    with fiji.at("focal", LATER) as session:
        undo_import(session, accept(session, [path]).value.import_id)
        assert not nationals(session) and check_store(session).ok
        assert "compile it again" not in accept(session, [path]).message
        wipe(session)
    assert not says(fiji, "focal")


def test_an_office_is_told_of_a_name_until_it_erases_it(fiji: Fiji) -> None:
    path = erase_litia(fiji)
    with fiji.at("focal", LATER) as session:
        assert "Your office still holds the name" in accept(session, [path]).message
        assert erase_person(session, _NAME, _NAME, namesakes=True).message.count("Litia Bola") == 1
        assert "Litia" not in accept(session, [path]).message
        held = "SELECT DISTINCT kind FROM change WHERE held IS NULL AND instr(body, 'Litia Bola')"
        assert session.db.execute(held).fetchall() == [("name_list",)]  # of ROCB A/P, which alone can erase it
