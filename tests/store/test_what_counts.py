"""What counts in the tables: who vouched, who reviewed, whose key was ended, and whose words a row shows."""

from collections.abc import Iterator

import pytest
from authors import (
    STAMP,
    WORKSHOP,
    Author,
    Said,
    ending,
    person,
    received,
    reply,
    review,
    vouch,
    workshop,
)
from desks import Store, heads

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.exchange.block import SignedBlock
from rocb_desktop.store.changes import states_of
from rocb_desktop.store.replies import read_replies


@pytest.fixture
def store() -> Iterator[Store]:
    made = Store().begin()
    yield made
    made.db.close()


def reply_of(store: Store, **fields: Value) -> tuple[Said, SignedBlock]:
    sina = store.who["sina"]
    what = reply(sina, q3="yes", version=1, **fields)
    said = sina.say(what)
    store.add(said)
    return what, said


def test_a_reply_counts_once_its_focal_point_has_accepted_these_very_words(store: Store) -> None:
    what, said = reply_of(store)
    lani, sina = store.who["lani"], store.who["sina"]
    assert store.status(what) == ("to_review", 0)
    store.add(lani.say(review(what, "WS", heads(said), "correct")))
    assert store.status(what) == ("correction_asked", 0)
    corrected = sina.say(reply(sina, q3="no", version=2), after=heads(said))
    store.add(corrected)
    assert store.status(what) == ("to_review", 0)
    store.add(lani.say(review(what, "WS", heads(said, corrected)), after=[], stamp=STAMP * 2))
    assert store.status(what) == ("to_review", 0)  # two reviews that disagree: nobody has decided


def test_a_later_decision_that_knew_the_first_counts(store: Store) -> None:
    what, said = reply_of(store)
    lani = store.who["lani"]
    first = lani.say(review(what, "WS", heads(said), "correct"))
    second = lani.say(review(what, "WS", heads(said)), after=heads(first), stamp=1)
    store.add(second, first)
    assert store.status(what) == ("accepted", 1)
    taken_back = lani.say(review(what, "WS", [], decision=""), after=heads(second))
    store.add(taken_back)
    assert store.status(what) == ("to_review", 0)


@pytest.mark.parametrize("name", ["tavita", "sina", "rocb", "second", "ben", "stranger"])
@pytest.mark.parametrize("office", ["WS", "FJ", ""])
def test_nobody_else_can_accept_it(store: Store, name: str, office: str) -> None:
    what, said = reply_of(store)
    author = store.who.get(name, Author("stranger", office))
    store.add(author.say(review(what, office, heads(said)), administration=office))
    store.add(author.say(review(what, office, heads(said))))
    assert store.status(what) == ("to_review", 0)


def test_the_words_of_an_ended_focal_point_stop_counting_everywhere(store: Store) -> None:
    """Also in the tables, for a reply that itself was never touched."""
    what, said = reply_of(store)
    lani, rocb = store.who["lani"], store.who["rocb"]
    accepted, dated = lani.say(review(what, "WS", heads(said))), lani.say(received(lani, [said.block.id]))
    store.add(accepted, dated)
    assert (store.status(what), store.received(what)) == (("accepted", 1), "2021-10-14")
    vouched = store.begun[4].block.id
    end = rocb.say(ending(lani.key, ends=[vouched, accepted.block.id]))
    store.add(end)
    assert (store.status(what), store.received(what)) == (("accepted", 1), None)
    store.add(rocb.say(ending(lani.key, ends=[vouched]), after=heads(end)))
    assert (store.status(what), store.received(what)) == (("to_review", 0), None)


def test_a_reply_of_a_key_in_dispute_is_in_no_table(store: Store) -> None:
    what, said = reply_of(store)
    store.add(store.who["lani"].say(review(what, "WS", heads(said))))
    dispute = store.who["tavita"].say(vouch(store.who["sina"], "FJ"))
    store.add(dispute)
    assert store.status(what) == ("accepted", 1)  # she says that she is of Samoa: Fiji silences nobody
    moved = store.who["sina"].say(reply(store.who["sina"], "workshop 2", q3="yes"), administration="FJ")
    written = store.add(moved)
    assert store.status(what) is None
    assert {"reply", "grant"} <= written.tables
    assert store.held(said) == ["key_in_dispute"]


def test_a_reply_of_an_ended_key_counts_up_to_its_end(store: Store) -> None:
    what, said = reply_of(store)
    sina, lani = store.who["sina"], store.who["lani"]
    later = sina.say(reply(sina, q3="no", version=2), after=heads(said))
    store.add(later, lani.say(review(what, "WS", heads(later, said))))
    assert store.status(what) == ("accepted", 1)
    store.add(lani.say(vouch(sina, ends=[said.block.id])))
    row = store.db.execute("SELECT version, effects, counts FROM reply WHERE id=?", (what[0],)).fetchone()
    assert row == (1, 3, 1)
    assert store.held(later) == ["key_ended"]


@pytest.mark.parametrize("name", ["rocb", "lani"])
def test_an_end_that_a_vouch_brought_holds_when_other_files_come(store: Store, name: str) -> None:
    """Also for a key that has a grant, whose vouch is not looked for by the words that come next."""
    lani, ben = store.who["lani"], store.who["ben"]
    later = lani.say(vouch(Author("ana", "WS")))
    ends: list[int | str | bool | None] = [store.begun[4].block.id]
    store.add(later, store.who[name].say(ending(lani.key, "vouch", ends=ends, administration="WS")))
    assert store.held(later) == ["key_ended"]
    store.add(ben.say(reply(ben, q3="yes")))
    store.add(store.who["rocb"].say(workshop(title="Another")))
    assert store.held(later) == ["key_ended"]


@pytest.mark.parametrize("kind", ["action", "received", "workshop", "later"])
def test_a_forged_change_of_another_kind_keeps_no_row_alive(store: Store, kind: str) -> None:
    """It lies held in the record; when the record's own changes stop counting, their row goes all the same."""
    what, said = reply_of(store)
    mallory, lani, sina = Author("mallory", "WS"), store.who["lani"], store.who["sina"]
    store.add(lani.say(review(what, "WS", heads(said))), mallory.say((what[0], kind, {"text": "x"}), audience="rocb"))
    assert store.status(what) == ("accepted", 1)
    store.add(lani.say(vouch(sina, ends=[])))
    assert store.status(what) is None


def test_a_missing_link_that_comes_late_lets_in_what_it_leads_to(store: Store) -> None:
    """An ended focal point's earlier words count as soon as the chain to them is whole, and so do their people."""
    lani, rocb, sina, ana = store.who["lani"], store.who["rocb"], store.who["sina"], Author("ana", "WS")
    first = lani.say(vouch(ana))
    days = ("2021-10-14", "2021-11-01")
    middle, last = (lani.say(received(lani, [], day), audience="rocb") for day in days)
    said = ana.say(reply(ana, q3="yes"))
    store.add(rocb.say(ending(lani.key, ends=[last.block.id])), first, last, said)
    assert store.status(reply(ana)) == ("unconfirmed", 0)
    store.add(middle)
    assert store.status(reply(ana)) == ("to_review", 0)
    assert store.status(reply(sina)) is None


def test_whom_the_office_let_in_counts_at_once(store: Store) -> None:
    ana = Author("ana", "WS")
    store.add(ana.say(reply(ana, q3="yes")))
    assert store.status(reply(ana)) == ("unconfirmed", 0)
    store.add(store.who["rocb"].say(vouch(ana)))
    assert store.status(reply(ana)) == ("direct", 1)
    ws = store.db.execute("SELECT administration FROM reply").fetchone()[0]
    assert ws == "WS"


def test_what_a_person_claims_of_the_own_administration_moves_nothing(store: Store) -> None:
    sina = store.who["sina"]
    what, said = reply_of(store, administration="FJ", received="2020-01-01", source="workbook", name="Somebody")
    store.add(sina.say(person(sina, administration="FJ")), store.who["lani"].say(review(what, "WS", heads(said))))
    row = store.db.execute("SELECT administration, received, source, name, status FROM reply").fetchone()
    assert row == ("WS", None, "own", None, "accepted")


def test_a_header_that_claims_another_administration_holds_the_block(store: Store) -> None:
    sina = store.who["sina"]
    elsewhere = sina.say(reply(sina, q3="yes"), administration="FJ")
    store.add(elsewhere)
    assert store.held(elsewhere) == ["wrong_administration"]
    assert store.status(reply(sina)) is None


def test_a_receipt_cannot_be_written_over_anything_else(store: Store) -> None:
    """A focal point's receipt has no natural key; its id must not be able to name a reply or another's receipt."""
    what, said = reply_of(store)
    tavita, lani = store.who["tavita"], store.who["lani"]
    over: Said = (what[0], "received", {"q3": "no", "blocks": [], "date": "2021-10-14"})
    own = lani.say(received(lani, [said.block.id]))
    foreign: Said = (received(lani, [])[0], "received", {"date": "2031-01-01", "blocks": []})
    blocks = [tavita.say(over, after=heads(said), stamp=0), tavita.say(foreign, after=heads(own), stamp=0)]
    store.add(own, *blocks)
    assert [store.held(block) for block in blocks] == [["not_their_record"]] * 2
    assert store.received(what) == "2021-10-14"
    assert states_of(store.db, [what[0]])[what[0]].values["q3"] == "yes"


def test_an_officer_does_not_write_into_a_reply_either(store: Store) -> None:
    what, said = reply_of(store)
    rocb = store.who["rocb"]
    for kind in ("workshop", "round", "participation", "office", "questionnaire", "reply", "name_list"):
        block = rocb.say((what[0], kind, {"q3": "no", **what[2]}), after=heads(said))
        store.add(block)
        assert store.held(block) == ["not_their_record"]
    assert states_of(store.db, [what[0]])[what[0]].kind == "reply"


def test_only_the_own_office_and_the_region_date_a_reply(store: Store) -> None:
    what, said = reply_of(store)
    tavita, lani, rocb = store.who["tavita"], store.who["lani"], store.who["rocb"]
    store.add(tavita.say(received(tavita, [said.block.id], "2021-01-01")))
    assert store.received(what) is None
    store.add(rocb.say(received(rocb, [said.block.id], "2021-12-01")))
    assert store.received(what) == "2021-12-01"
    store.add(lani.say(received(lani, [said.block.id], "2021-11-01")))
    assert store.received(what) == "2021-11-01"


@pytest.mark.parametrize("date", ["", "soon", "2021-02-30", "2021-11", "0000-00-00", 5, None, ["2021-11-01"]])
def test_a_date_that_is_none_dates_nothing(store: Store, date: Value) -> None:
    what, said = reply_of(store)
    lani = store.who["lani"]
    record, kind, fields = received(lani, [said.block.id])
    store.add(lani.say((record, kind, {**fields, "date": date})))
    assert store.received(what) is None
    assert read_replies(store.db)[0].received is None


@pytest.mark.parametrize(("source", "shown"), [("workbook", "workbook"), ("accepted", "on_behalf"), (5, "on_behalf")])
def test_a_reply_on_behalf_says_where_it_comes_from_in_known_words(store: Store, source: Value, shown: str) -> None:
    fields: dict[str, Value] = {"workshop": WORKSHOP, "administration": "WS", "participant": "x", "source": source}
    record = derive("reply_on_behalf", WORKSHOP, "WS", "x")
    foreign = {**fields, "administration": "FJ"}
    store.add(store.who["lani"].say((record, "reply_on_behalf", fields)))
    store.add(store.who["lani"].say((derive("reply_on_behalf", WORKSHOP, "FJ", "x"), "reply_on_behalf", foreign)))
    found = store.db.execute("SELECT source, status, counts, administration FROM reply").fetchall()
    assert found == [(shown, shown, 1, "WS")]


def test_a_thief_may_copy_words_but_not_wear_them(store: Store) -> None:
    what, said = reply_of(store)
    mallory = Author("mallory", "WS")
    copied = mallory.sign(*said.block.changes)
    store.add(copied)
    assert store.held(copied) == ["not_their_record"]
    row = store.db.execute("SELECT author, administration FROM reply").fetchone()
    assert row == (store.who["sina"].key, "WS")


def test_an_older_file_takes_nothing_back(store: Store) -> None:
    sina = store.who["sina"]
    old = sina.say(reply(sina, q3="no", version=1))
    new = sina.say(reply(sina, q3="yes", version=2), after=heads(old), stamp=0)
    store.add(new)
    store.add(old)
    assert store.db.execute("SELECT version, effects FROM reply").fetchone() == (2, 3)
    assert store.add(old).blocks == []
