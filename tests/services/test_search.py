"""Search over everything: found at once after a write, in all roles, and never again what is gone."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from region import WORKSHOP, Region, make_region
from region_feedback import feedback_file

from rocb_desktop.domain.change import derive
from rocb_desktop.domain.kinds import natural_id, own_id
from rocb_desktop.domain.search_words import holds, typed_words
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.arriving.import_log import import_again, undo_import
from rocb_desktop.services.demo.demo import DAYS, make_demo
from rocb_desktop.services.erasure.erasing import erase_person
from rocb_desktop.services.erasure.wiping import waiting_to_wipe, wipe_here
from rocb_desktop.services.region.rosters import add_participant
from rocb_desktop.services.safety.checking import check_store, repair_store
from rocb_desktop.services.search.indexing import index_everything, index_next
from rocb_desktop.services.search.searching import Hit, search_everything
from rocb_desktop.services.session import Clock, Edit, Session, open_session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.store.search import find
from rocb_desktop.store.search_sources import SOURCES


@pytest.fixture
def region(tmp_path: Path) -> Region:
    return make_region(tmp_path / "region")


def hits(session: Session, text: str, group: str = "") -> list[Hit]:
    index_everything(session)
    return [hit for found in search_everything(session, text, group=group).groups for hit in found.hits]


def plain(parts: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _marked in parts)


def test_a_reply_is_found_by_its_words_its_person_and_its_administration(region: Region) -> None:
    with region.at("focal") as session:
        for words in ("shorter queue", "sina shorter", "WSM queues", "samoa leota queues"):
            (hit,) = (one for one in hits(session, words) if one.source == "reply")
            assert plain(hit.title) == "WTO TFA, Sina Leota, Samoa"
            assert hit.place.page == "national_return" and hit.place.what == {"reply": hit.record}
        (hit,) = hits(session, "shorter queue")
        assert ("Queues", True) in hit.line and ("shorter", True) in hit.line and hit.label
        assert search_everything(session, "shorter").count == 1


def test_what_is_written_is_found_after_the_next_batch(region: Region) -> None:
    with region.at("sina") as session:
        index_everything(session)
        logged = log_action(session, WORKSHOP, "others", "2021-06-01", text="Tuʻi Ōkubo taught the customs ʻaiga")
        assert search_everything(session, "okubo").behind
        assert not index_next(session)
        result = search_everything(session, "TUI okubo aiga")
        assert not result.behind
        (group,) = result.groups
        (hit,) = group.hits
        assert (group.key, group.count, hit.record) == ("log", 1, logged.value)
        assert (hit.place.page, hit.place.what) == ("actions", {"action": logged.value})
        session.commit([Edit(logged.value, "action", {"person": _me(session), "text": "Something else"})])
        assert hits(session, "okubo") == []
        (hit,) = hits(session, "something else")
        session.commit([Edit(logged.value, "action", {"person": _me(session), "deleted": True})])
        assert search_everything(session, "something else").groups == ()  # also before the index knows
        assert hits(session, "something else") == []


def _me(session: Session) -> str:
    return derive("person", session.desk.key)


def test_every_kind_that_holds_words_is_found_in_its_group(region: Region) -> None:
    with region.at("focal") as session:
        key, me = session.desk.key, _me(session)
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        own = {"person": me, "workshop": workshop}
        told = {
            "own_material": {**own, "title": "Zanzibar"},
            "recommendation": {**own, "text": "Zanzibar"},
            "project": {**own, "title": "Zanzibar"},
            "effect": {**own, "title": "Zanzibar"},
            "gap": {**own, "situation": "Zanzibar"},
        }
        edits = [Edit(own_id(kind, me, b"12345678"), kind, fields) for kind, fields in told.items()]
        report = derive("mission_report", workshop, me)
        edits.append(Edit(report, "mission_report", {**own, "lessons": "Zanzibar"}))
        at = {"workshop": workshop, "administration": "WS"}
        edits.append(Edit(derive("national_reply", workshop, "WS"), "national_reply", {**at, "q3_text": "Zanzibar"}))
        listed = {"administration": "WS", "listed": "Old Name"}
        for kind, fields in {
            "clearance": {"round": "2021", "administration": "WS", "how": "Zanzibar"},
            "attendance": {"workshop": workshop, **listed, "note": "Zanzibar"},
            "stand_in": {**listed, "stand_in": "Zanzibar"},
            "same_as": {**listed, "same_as": "Zanzibar"},
            "desk_note": {"about": workshop, "administration": "WS", "text": "Zanzibar"},
        }.items():
            edits.append(Edit(natural_id(kind, fields) or "", kind, fields))
        for kind, fields in {
            "reminder": {"administration": "WS", "name": "Zanzibar"},
            "source_document": {"title": "Zanzibar"},
        }.items():
            edits.append(Edit(own_id(kind, key, b"12345678"), kind, fields))
        session.commit(edits)
        found = {hit.source: hit for hit in hits(session, "zanz")}
        assert found.keys() == {
            *("own_material", "recommendation", "project", "effect", "gap", "mission_report", "reply", "clearance"),
            *("attendance", "stand_in", "same_as", "desk_note", "reminder", "source_document"),
        }
        for hit in found.values():
            assert any(marked for _text, marked in (*hit.title, *hit.line)), hit
            assert hit.place.page and plain(hit.title)


def test_files_that_were_made_came_in_or_wait_are_found(region: Region) -> None:
    with region.at("rocb") as session:
        (made,) = hits(session, "pack rocb", "sent")
        assert made.source == "sent" and made.place.what == {"file": made.record}
        (came,) = (one for one in hits(session, "card", "sent") if one.source == "import")
        assert came.place.page == "history" and "imported" in came.place.what
    region.join("ana", "participant", "WS", "Ana Pele")
    region.receive("ana", "pack")
    region.make_reply("ana", "unknown")
    region.receive("focal", "unknown", trust=False)
    with region.at("focal") as session:
        (waits,) = (one for one in hits(session, "unknown") if one.source == "waiting")
        assert waits.place.page == "people" and waits.place.what["person"]


def test_a_person_who_gets_another_name_is_found_by_it_everywhere(region: Region) -> None:
    with region.at("sina") as session:
        before = hits(session, "sina")
        assert {hit.source for hit in before} >= {"person", "reply"}
        session.commit([Edit(_me(session), "person", {"name": "Tala Toleafoa"})])
        assert {"person", "reply"} <= {hit.source for hit in hits(session, "tala")}
        assert not {"person", "reply"} & {hit.source for hit in hits(session, "sina")}


def test_an_import_that_is_taken_back_is_not_found_and_comes_again(region: Region) -> None:
    with region.at("rocb") as session:
        taken = accept(session, [region.file("return")]).value.import_id
        assert [hit.source for hit in hits(session, "shorter")] == ["reply"]
        undo_import(session, taken)
        assert search_everything(session, "shorter").groups == ()
        assert hits(session, "shorter") == [] and not find(session.db, ("shorter",), 5).counts
        import_again(session, taken)
        assert [hit.source for hit in hits(session, "shorter")] == ["reply"]


def test_no_word_of_an_erased_text_stays_in_the_file(region: Region) -> None:
    with region.at("focal") as session:
        add = [
            Edit(derive("desk_note", "x", "WS"), "desk_note", {"about": "x", "administration": "WS", "text": "Kept"})
        ]
        session.commit(add)
        assert hits(session, "shorter")
        erase_person(session, "Sina Leota", "Sina Leota")
        assert search_everything(session, "shorter").groups == ()
        wipe_here(session, waiting_to_wipe(session).records)
        assert hits(session, "kept") and not find(session.db, ("shorter",), 5).counts
    data = (region.folder / "focal" / "store.sqlite").read_bytes()
    assert b"kept" in data and b"shorter" not in data and b"leota" not in data.lower()
    for beside in ("store.sqlite-wal", "store.sqlite-shm"):
        assert not (region.folder / "focal" / beside).exists()


def test_check_compares_the_index_and_repair_makes_it_again(region: Region) -> None:
    with region.at("focal") as session:
        assert check_store(session).ok  # nothing is indexed yet
        index_everything(session)
        assert check_store(session).ok
        session.db.execute("UPDATE search_doc SET words='other' WHERE source='reply'")
        assert check_store(session).tables == ("search",)
        repair_store(session)
        assert check_store(session).ok
        assert hits(session, "shorter") and check_store(session).ok
        session.db.execute("INSERT INTO search(rowid, words) VALUES (77, 'nobody')")  # found, and stands nowhere
        assert check_store(session).tables == ("search",)
        assert check_store(session).repairable


def test_an_old_store_is_indexed_bit_by_bit_and_at_the_next_start(region: Region) -> None:
    with region.at("rocb") as session:
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        for number in range(400):
            add_participant(session, workshop, f"Officer Number{number}", "WS")
        session.db.execute("DELETE FROM setting WHERE key='search_rules'")  # as another version left it
    with region.at("rocb") as session:
        assert index_next(session)
    with region.at("rocb") as session:
        assert search_everything(session, "officer").behind
        while index_next(session):
            pass
        assert search_everything(session, "officer number399").count == 1
        assert search_everything(session, "officer", limit=10).count == 400
        assert len(search_everything(session, "officer", limit=10).groups[0].hits) == 10
        assert check_store(session).ok


def test_each_group_has_its_share_and_one_alone_has_all(region: Region) -> None:
    with region.at("rocb") as session:
        workshop = session.db.execute("SELECT id FROM workshop").fetchone()[0]
        for number in range(60):
            add_participant(session, workshop, f"Tfa Number{number}", "WS")
        index_everything(session)
        both = search_everything(session, "tfa").groups
        assert [(one.key, one.count) for one in both] == [("workshops", 1), ("people", 60)]
        assert sum(len(one.hits) for one in both) == 50
        (alone,) = search_everything(session, "tfa", group="people").groups
        assert len(alone.hits) == 50


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """The demo of ROCB A/P, indexed."""
    profile = make_demo(tmp_path_factory.mktemp("demo") / "demo", "rocb")
    session = open_session(profile, clock=Clock(DAYS["rocb"]))
    index_everything(session)
    yield session
    session.close()


_TYPED = st.one_of(
    st.text(max_size=40),
    st.text("\"*()^:-+'AND OR NOT NEAR{}a’ʻ%_\\", max_size=20),
    st.lists(st.sampled_from("customs report PNG fiji 2021 Training’s é workshop".split()), max_size=4).map(" ".join),
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(_TYPED)
def test_any_text_is_asked_without_an_error_and_finds_what_a_plain_reading_finds(demo: Session, text: str) -> None:
    typed = typed_words(text)
    docs = demo.db.execute("SELECT source, words FROM search_doc").fetchall()
    wanted: dict[str, int] = {}
    for source, words in docs if typed else ():
        if holds(words, typed):
            wanted[SOURCES[source].group] = wanted.get(SOURCES[source].group, 0) + 1
    assert dict(find(demo.db, typed, 5).counts) == wanted
    found = search_everything(demo, text, limit=20)
    for group in found.groups:
        for hit in group.hits:
            assert plain(hit.title)


@pytest.mark.parametrize("role", list(DAYS))
def test_every_place_is_one_that_the_role_has(role: str, tmp_path: Path) -> None:
    from rocb_desktop.ui.registry import entries_for

    profile = make_demo(tmp_path / "demo", role)
    pages = {entry.key for entry in entries_for(role)}
    with_hits = open_session(profile, clock=Clock(date(2021, 12, 21)))
    index_everything(with_hits)
    found = [hit for letter in "abcdefghijklmnoprstuvw2" for hit in hits(with_hits, letter)]
    assert {hit.place.page for hit in found} <= pages and len(found) > 20
    with_hits.close()


def test_a_good_practice_of_the_feedback_is_found(region: Region) -> None:
    file = feedback_file(region)
    for who in ("sina", "focal"):
        with region.at(who) as session:
            accept(session, [file])
            (hit,) = (one for one in hits(session, "queues") if one.source == "feedback")
            assert plain(hit.line) == "Queues are shorter" and hit.label == "Good practices"
            assert hit.place.page == "feedback" and hit.place.what == {"feedback": hit.record}
