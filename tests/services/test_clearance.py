"""Clearance by a head: its states, what changed since, consent only lowered, naming, the same at ROCB A/P."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji

from rocb_desktop.domain.change import Value, derive
from rocb_desktop.domain.clearing import CLEARED, DRAFT, NAMED, NOT_NAMED, WITH_HEAD
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.quote import limit_id
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.clearance import SignOff, clearance_id, clearance_of, naming_of, set_clearance
from rocb_desktop.services.national.compiling import compile_reply
from rocb_desktop.services.national.quotes import limit_quote, quotes_of
from rocb_desktop.services.national.returns import ACCEPT, find_reply, make_return, review_reply
from rocb_desktop.services.region.workshops import workshop_id
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.store.replies import read_replies

HEAD = SignOff("Ratu Isoa", "Comptroller", "2021-11-04", "paper")


@pytest.fixture
def fiji(tmp_path: Path) -> Fiji:
    return make_fiji(tmp_path / "fiji")


def accept_jone(session: Session) -> None:
    review_reply(session, find_reply(session, "2021/3/Jone Ratu").id, ACCEPT)


def note_attendance(session: Session) -> None:
    fields: dict[str, Value] = {"workshop": workshop_id(2021, 3), "administration": "FJ", "listed": "ana tuala"}
    record = derive("attendance", *map(str, fields.values()))
    session.commit([Edit(record, "attendance", {**fields, "name": "Ana Tuala", "attended": "yes"})])


def test_the_states_of_a_clearance(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        found = clearance_of(session, 2021)
        assert (found.state, len(found.items), found.signed) == (DRAFT, 4, ("", "", ""))
        given = set_clearance(session, 2021, WITH_HEAD)
        found = clearance_of(session, 2021)
        assert (found.state, found.since, found.changed, found.cleared) == (WITH_HEAD, "2021-11-05", (), False)
        set_clearance(session, 2021, CLEARED, HEAD)
        found = clearance_of(session, 2021)
        assert found.cleared and found.signed == ("Ratu Isoa", "Comptroller", "2021-11-04") and found.how == "paper"
        set_clearance(session, 2021, DRAFT)
        assert clearance_of(session, 2021).signed == ("", "", "")
        assert given.undo is not None
        with pytest.raises(UserError, match="changed_since"):
            given.undo.service(session, *given.undo.args)


def test_undo_of_a_first_clearance_leaves_a_draft(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        done = set_clearance(session, 2021, CLEARED, HEAD)
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert clearance_of(session, 2021).state == DRAFT


def test_what_changed_after_clearance_is_named(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        set_clearance(session, 2021, CLEARED, HEAD)
        accept_jone(session)
        assert clearance_of(session, 2021).changed == ("Disruptive Technologies: Jone Ratu",)
        compile_reply(session, "2021/3")
        changed = clearance_of(session, 2021).changed
        assert "Disruptive Technologies: National reply" in changed and "Litia Bola: not in it any more" in changed
        set_clearance(session, 2021, WITH_HEAD)  # the new sheet goes there
        set_clearance(session, 2021, CLEARED, HEAD)
        assert clearance_of(session, 2021).cleared
        quote = next(one for one in quotes_of(session, 2021) if one.workshop.natural_name == "2021/3")
        assert quote.name == "National reply"
        limit_quote(session, quote.reply, quote.field, "members_anonymous")
        assert clearance_of(session, 2021).changed == ("Disruptive Technologies: National reply",)
        set_clearance(session, 2021, WITH_HEAD)
        set_clearance(session, 2021, CLEARED, HEAD)
        limit_quote(session, quote.reply, quote.field, "public")  # lifted again: more than the head agreed to
        assert clearance_of(session, 2021).changed == ("Disruptive Technologies: National reply",)


def test_newer_answers_of_a_cleared_reply_are_named(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        set_clearance(session, 2021, CLEARED, HEAD)
    newer = fiji.send("Vani Kuru", 4, date(2021, 11, 5), q4_text="Two hours less.")
    with fiji.at("focal") as session:
        accept(session, [newer])
        review_reply(session, find_reply(session, "2021/4/Vani Kuru").id, ACCEPT)
        assert clearance_of(session, 2021).changed == ("Trade Facilitation Agreement: Vani Kuru",)


def test_consent_is_lowered_and_never_raised(fiji: Fiji) -> None:
    mine = fiji.send("Litia Bola", 3, date(2021, 11, 4), q7="members_attributed")
    with fiji.at("focal") as session:
        accept(session, [mine])
        review_reply(session, find_reply(session, "2021/3/Litia Bola").id, ACCEPT)
        quote = next(one for one in quotes_of(session, 2021) if one.given == "members_attributed")
        assert quote.choices == ("members_attributed", "members_anonymous", "count_only")
        with pytest.raises(UserError, match="consent_raised"):
            limit_quote(session, quote.reply, quote.field, "public")
        done = limit_quote(session, quote.reply, quote.field, "count_only")

        def consent() -> str:
            return next(one.consent for one in quotes_of(session, 2021) if one.reply == quote.reply)

        assert consent() == "count_only"
        assert done.undo is not None
        done.undo.service(session, *done.undo.args)
        assert consent() == "members_attributed"
        limit_quote(session, quote.reply, quote.field, "members_anonymous")
        limit_quote(session, quote.reply, quote.field, "members_attributed")
        assert consent() == "members_attributed"
        limit_quote(session, quote.reply, quote.field, "members_anonymous")
        assert consent() == "members_anonymous"
        with pytest.raises(UserError, match="bad_value"):
            limit_quote(session, quote.reply, "q99", "count_only")
        with pytest.raises(UserError, match="unknown_person"):
            limit_quote(session, "f" * 64, quote.field, "count_only")


def test_what_is_refused(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        for state, said, code in (
            ("signed", SignOff(), "bad_value"),
            (CLEARED, SignOff(), "missing_name"),
            (CLEARED, SignOff("X", how="fax"), "bad_value"),
            (CLEARED, SignOff("X", naming="maybe"), "bad_value"),
            (CLEARED, SignOff("X", date="2022-01-01"), "bad_value"),
            (CLEARED, SignOff("X", date="tomorrow"), "bad_date"),
        ):
            with pytest.raises(UserError, match=code):
                set_clearance(session, 2021, state, said)
        with pytest.raises(UserError, match="nothing_to_clear"):
            set_clearance(session, 2020, WITH_HEAD)
        assert clearance_of(session, 2021).state == DRAFT
    with fiji.at("rocb") as session, pytest.raises(UserError, match="not_allowed"):
        set_clearance(session, 2021, WITH_HEAD)


def test_clearance_limits_and_naming_travel_with_the_return(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("focal") as session:
        accept_jone(session)
        compile_reply(session, "2021/3")
        quote = quotes_of(session, 2021)[0]
        limit_quote(session, quote.reply, quote.field, "members_anonymous")
        note_attendance(session)
        set_clearance(session, 2021, CLEARED, SignOff("Ratu Isoa", "Comptroller", "2021-11-04", "email", NOT_NAMED))
        make_return(session, 2021, tmp_path / "return.rocb", *clearance_of(session, 2021).signed)
    with fiji.at("rocb") as session:
        assert naming_of(session, 2021) == frozenset()
        accept(session, [tmp_path / "return.rocb"])
        found = clearance_of(session, 2021, "FJ")
        assert found.cleared and (found.name, found.how, found.naming) == ("Ratu Isoa", "email", NOT_NAMED)
        assert naming_of(session, 2021) == {"FJ"}
        assert session.db.execute("SELECT listed, attended FROM attendance").fetchall() == [("ana tuala", "yes")]
        there = {(one.reply, one.field): one.consent for one in quotes_of(session, 2021, "FJ")}
        assert there[quote.reply, quote.field] == "members_anonymous"
    with fiji.at("focal") as session:
        review_reply(session, find_reply(session, "2021/4/Tomasi Bale").id, ACCEPT)
        make_return(session, 2021, tmp_path / "second.rocb", *clearance_of(session, 2021).signed)
    with fiji.at("rocb") as session:
        accept(session, [tmp_path / "second.rocb"])
        assert clearance_of(session, 2021, "FJ").changed == ("Trade Facilitation Agreement: Tomasi Bale",)


def test_two_computers_of_one_desk_that_disagree_count_as_the_narrower_word(fiji: Fiji) -> None:
    with fiji.at("focal") as session:
        quote = quotes_of(session, 2021)[0]
        key: dict[str, Value] = {"reply": quote.reply, "field": quote.field, "administration": "FJ"}
        record = limit_id(quote.reply, quote.field, "FJ")
        for consent in ("count_only", "members_anonymous"):  # the later one knows nothing of the first
            session.commit([Edit(record, "quote_limit", {**key, "consent": consent}, after=())])
        assert next(one for one in quotes_of(session, 2021) if one.reply == quote.reply).consent == "count_only"
        key = {"round": "2021", "administration": "FJ"}
        for state, naming in (("with_head", NOT_NAMED), (CLEARED, NAMED)):
            fields = {**key, "state": state, "naming": naming}
            session.commit([Edit(clearance_id(2021, "FJ"), "clearance", fields, after=())])
        found = clearance_of(session, 2021)
        assert (found.state, found.naming) == (WITH_HEAD, NOT_NAMED)
        assert naming_of(session, 2021) == {"FJ"}


def test_the_same_word_again_clears_nothing_that_came_since(fiji: Fiji) -> None:
    head = SignOff("Ratu Isoa", "Comptroller", "2021-11-05", "paper")
    with fiji.at("focal") as session:
        set_clearance(session, 2021, CLEARED, head)
        waiting = read_replies(session.db, "r.status='to_review'")[0]
        review_reply(session, waiting.id, ACCEPT)
        assert clearance_of(session, 2021).changed
        set_clearance(session, 2021, CLEARED, head)
        assert clearance_of(session, 2021).changed
        set_clearance(session, 2021, CLEARED, replace(head, name="Ratu Tevita"))
        assert clearance_of(session, 2021).changed == ()
