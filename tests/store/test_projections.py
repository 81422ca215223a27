"""The typed tables: built piece by piece or from nothing the same, and whole whatever somebody writes into a field."""

import json
from random import Random

import pytest
from authors import WORKSHOP, Author, Said, contact, person, received, reply, review, rows, vouch, workshop
from hypothesis import given, settings
from hypothesis import strategies as st
from replicas import memory_store, plain
from talk import ANCHOR, organised, people, talk

from rocb_desktop.domain.authority import state
from rocb_desktop.domain.change import Value, derive, own_record
from rocb_desktop.domain.kinds import KINDS, own_id
from rocb_desktop.domain.questionnaire import load
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.actions import read_actions
from rocb_desktop.store.cells import cell, exact_day
from rocb_desktop.store.changes import Desk, add_blocks, all_records, rebuild, states_of
from rocb_desktop.store.database import Database
from rocb_desktop.store.materials import named_blobs, read_evidence, read_materials
from rocb_desktop.store.people import read_officers, read_person
from rocb_desktop.store.projections import PLAIN, TABLES, dump
from rocb_desktop.store.replies import collapse_round, read_replies
from rocb_desktop.store.undecided import count_undecided
from rocb_desktop.store.workshops import (
    read_name_list,
    read_participations,
    read_questionnaire,
    read_rounds,
    read_workshops,
)

DESK = Desk(ANCHOR, "", "")


def filled(db: Database, blocks: list[SignedBlock]) -> None:
    add_blocks(db, DESK, rows(blocks), None)


@settings(max_examples=60)
@given(talk(), st.randoms(use_true_random=False), st.integers(1, 5))
def test_piece_by_piece_in_any_order_or_at_once(blocks: list[SignedBlock], chance: Random, size: int) -> None:
    """And the store says what the model says of the same blocks."""
    at_once, piece_by_piece = memory_store(), memory_store()
    filled(at_once, blocks)
    shuffled = [*blocks, *blocks[:2]]
    chance.shuffle(shuffled)
    for at in range(0, len(shuffled), size):
        filled(piece_by_piece, shuffled[at : at + size])
        kept = dump(piece_by_piece)
        rebuild(piece_by_piece, DESK)
        assert dump(piece_by_piece) == kept
    assert dump(piece_by_piece) == dump(at_once)
    whole = {signed.block.id: signed.block for signed in reversed(blocks)}  # the first of two has its texts
    assert plain(states_of(at_once, all_records(at_once))) == plain(state(whole.values(), ANCHOR))


@settings(max_examples=30)
@given(talk())
def test_no_count_rests_on_words_that_do_not_count(blocks: list[SignedBlock]) -> None:
    """Whoever counts is vouched for now, and was let in directly, accepted by the own focal point, or is that one."""
    db = memory_store()
    filled(db, blocks)
    query = (
        "SELECT r.status, r.administration, s.role, s.administration, s.disputed, s.granted_by, v.decision"
        " FROM reply r LEFT JOIN standing s ON s.key = r.author"
        " LEFT JOIN review v ON v.reply = r.id AND v.administration = r.administration"
        " WHERE r.counts = 1 AND r.source = 'own'"
    )
    for status, office, role, said, disputed, by, decision in db.execute(query):
        assert (disputed, said) == (0, office or "")
        assert status in ("accepted", "direct")
        if status == "accepted":
            assert decision == "accept" or (role == "focal_point" and decision is None)
        else:
            assert role == "participant" and by in ("rocb", "anchor")
    for (author,) in db.execute("SELECT DISTINCT author FROM reply WHERE source <> 'own'"):
        assert author == ""


def test_rebuild_makes_good_what_was_harmed() -> None:
    db, who = memory_store(), people()
    sina = who["sina"]
    filled(db, [*organised(who), sina.say(reply(sina, q3="yes"))])
    kept = dump(db)
    for table in (*TABLES, "standing", "conflict", "received_block"):
        db.execute(f"DELETE FROM {table}")
    db.execute("INSERT INTO conflict VALUES ('x', 'reply', 'q3')")
    db.execute("UPDATE change SET held='not_their_role'")
    rebuild(db, DESK)
    assert dump(db) == kept


def test_a_deleted_record_has_no_row() -> None:
    db, who = memory_store(), people()
    rocb = who["rocb"]
    *_begun, made = begun = organised(who)
    filled(db, begun)
    assert read_workshops(db)
    filled(db, [rocb.say(workshop(deleted=True), after=[made.block.changes[0].id])])
    assert not read_workshops(db) and read_rounds(db) == []


def test_two_who_disagree_are_undecided_until_somebody_decides() -> None:
    db, who = memory_store(), people()
    sina, rocb = who["sina"], who["rocb"]
    direct = vouch(sina)
    one, two = sina.say(reply(sina, q3="yes")), sina.say(reply(sina, q3="no"))
    filled(db, [*organised(who), rocb.say(direct), one, two])
    assert count_undecided(db, 2021) == 1
    both = [one.block.changes[0].id, two.block.changes[0].id]
    filled(db, [sina.say(reply(sina, q3="no"), after=both)])
    assert count_undecided(db, 2021) == 0
    assert [row.effects for row in collapse_round(db, 2021)] == [1]


# Whatever somebody writes into a field

_FIELDS = sorted(
    {column for row in PLAIN.values() for column in row.columns}
    | {field.id for field in load().fields}
    | {
        "surveyed",
        "round",
        "kind",
        "mode",
        "start",
        "end",
        "participated",
        "source",
        "received",
        "withdrawn",
        "deleted",
    }
)
_values: st.SearchStrategy[Value] = st.sampled_from(
    [None, True, False, 0, -1, 2**63 - 1, 1 - 2**63, "", "yes", "2021-04-23", "2021-13", "[", '{"a":1}', "\u202e", "%s"]
) | st.lists(st.sampled_from([None, "x", 5, True, 2**62]), max_size=2)


OF_LOG = ("own_material", "recommendation", "project", "effect", "gap")


def records(who: dict[str, Author]) -> list[tuple[Author, Said]]:
    """One record of each kind that its author may write."""
    rocb, lani, sina = who["rocb"], who["lani"], who["sina"]
    key: dict[str, Value] = {"workshop": WORKSHOP, "administration": "WS", "participant": "x"}
    plain_kinds = ("round", "questionnaire", "office", "participation", "material")
    listed: dict[str, Value] = {"workshop": WORKSHOP, "administration": "WS", "listed": "x"}
    place: dict[str, Value] = {"administration": "WS", "listed": "x"}
    about: dict[str, Value] = {"reply": "x", "field": "q3_text", "administration": "WS"}
    office: list[Said] = [(derive(kind, "x"), kind, {}) for kind in plain_kinds]
    office += [(derive("feedback", "2021", ""), "feedback", {"round": "2021", "workshop": ""})]
    office += [(WORKSHOP, "workshop", {}), (derive("name_list", WORKSHOP), "name_list", {"workshop": WORKSHOP})]
    own: list[Said] = [person(sina), contact(sina), reply(sina)]
    own += [(own_record(sina.person, b"action"), "action", {"person": sina.person})]
    own += [(own_id("evidence", sina.person, b"evidence"), "evidence", {"person": sina.person})]
    own += [(own_id(kind, sina.person, b"of a log"), kind, {"person": sina.person}) for kind in OF_LOG]
    report: dict[str, Value] = {"workshop": WORKSHOP, "person": sina.person}
    own += [(derive("mission_report", WORKSHOP, sina.person), "mission_report", report)]
    own += [(derive("card", sina.key), "card", {"key": sina.key})]
    desk: list[Said] = [
        received(lani, []),
        review(reply(sina), "WS", []),
        (derive("reply_on_behalf", WORKSHOP, "WS", "x"), "reply_on_behalf", key),
        (derive("national_return", "2021", "WS"), "national_return", {"round": "2021", "administration": "WS"}),
        (derive("clearance", "2021", "WS"), "clearance", {"round": "2021", "administration": "WS"}),
        (derive("attendance", WORKSHOP, "WS", "x"), "attendance", listed),
        (derive("same_as", "WS", "x"), "same_as", place),
        (derive("stand_in", "WS", "x"), "stand_in", place),
        (derive("national_reply", WORKSHOP, "WS"), "national_reply", {"workshop": WORKSHOP, "administration": "WS"}),
        (derive("quote_limit", "x", "q3_text", "WS"), "quote_limit", about),
        (derive("desk_note", "x", "WS"), "desk_note", {"about": "x", "administration": "WS"}),
        (own_id("reminder", lani.key, b"12345678"), "reminder", {"name": "x"}),
        (own_id("source_document", lani.key, b"12345678"), "source_document", {"reply": "x"}),
    ]
    return [*((rocb, one) for one in office), *((lani, one) for one in desk), *((sina, one) for one in own)]


def test_every_kind_is_among_these_records() -> None:
    assert {kind for _author, (_record, kind, _fields) in records(people())} == set(KINDS) - {"grant", "vouch", "erase"}


@settings(max_examples=80)
@given(st.data())
def test_a_field_of_another_kind_than_its_column_harms_nobody(data: st.DataObject) -> None:
    """A name that is a number, a list for a date, half of JSON: the tables stay readable for everybody."""
    db, who = memory_store(), people()
    blocks = organised(who)
    for author, (record, kind, fields) in data.draw(
        st.lists(st.sampled_from(records(who)), min_size=3, max_size=8, unique_by=lambda one: one[1][0])
    ):
        odd: dict[str, Value] = data.draw(st.dictionaries(st.sampled_from(_FIELDS), _values, max_size=12))
        blocks.append(author.say((record, kind, {**odd, **fields})))
    filled(db, blocks)
    kept = dump(db)
    rebuild(db, DESK)
    assert dump(db) == kept
    read_replies(db)
    read_actions(db)
    read_materials(db)
    read_evidence(db)
    named_blobs(db)
    read_workshops(db)
    read_rounds(db)
    read_participations(db, WORKSHOP)
    read_name_list(db, WORKSHOP)
    read_questionnaire(db, "followup", 1)
    read_officers(db, "focal_point", "WS")
    read_person(db, who["sina"].person)
    collapse_round(db, 2021)
    count_undecided(db, 2021)
    columns = {"number": int, "version": int, "reached": int, "participated": int, "approximate": int, "size": int}
    for table in TABLES:
        names = [row[1] for row in db.execute(f"PRAGMA table_info({table})")]
        for row in db.execute(f"SELECT * FROM {table}"):
            for name, value in zip(names, row, strict=True):
                assert value is None or isinstance(value, columns.get(name, str | int))


@pytest.mark.parametrize(
    ("column", "value", "kept"),
    [
        ("name", "Sina", "Sina"),
        ("name", 5, None),
        ("name", ["Sina"], None),
        ("reached", 5, 5),
        ("reached", True, 1),
        ("reached", "5", None),
        ("judged", ["a", None], '["a",null]'),
        ("judged", "a", None),
        ("date", "2021-4-3", "2021-04-03"),
        ("date", "2021-04", "2021-04"),
        ("date", "April", None),
        ("date", 20210403, None),
        ("name", None, None),
    ],
)
def test_cells(column: str, value: Value, kept: object) -> None:
    assert cell(column, value) == kept


def test_a_whole_day_is_no_month() -> None:
    assert exact_day("2021-04-03") == "2021-04-03"
    assert exact_day("2021-04") is exact_day(None) is None


def test_lists_lie_in_their_columns_as_json() -> None:
    db, who = memory_store(), people()
    filled(db, [*organised(who), who["rocb"].say(workshop(administrations=["WS", "FJ"]))])
    text = db.execute("SELECT administrations FROM workshop").fetchone()[0]
    assert json.loads(text) == ["WS", "FJ"]
