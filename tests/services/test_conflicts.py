"""Conflicts: both answers side by side with who and when, decided by who may, and opened again by Undo."""

import shutil
from pathlib import Path

import pytest
from openpyxl import load_workbook
from region import TODAY, WORKSHOP, Region
from two_copies import DAY_HERE, DAY_THERE, HERE, THERE, make_copies

from rocb_desktop.domain.change import own_record, parse_change
from rocb_desktop.domain.errors import UserError
from rocb_desktop.domain.kinds import contact_id
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.history.conflicts import (
    Conflict,
    count_conflicts,
    count_to_decide,
    list_conflicts,
    resolve_conflict,
)
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.outcome import Outcome
from rocb_desktop.services.profile.people import change_me, show_me
from rocb_desktop.services.region.dashboard import round_dashboard
from rocb_desktop.services.region.tables import round_charts, save_workbook, tables
from rocb_desktop.services.session import Edit, Session
from rocb_desktop.services.survey.actions import change_action, list_actions, me, remove_action
from rocb_desktop.services.survey.replies import reply_form, save_reply
from rocb_desktop.store.changes import add_local
from rocb_desktop.ui.views.history.conflict_words import conflict_title, side_note


@pytest.fixture
def copies(region: Region) -> Region:
    return make_copies(region)


def the_one(session: Session) -> Conflict:
    found = list_conflicts(session)
    assert len(found) == 1, [one.field for one in found]
    return found[0]


def answer(session: Session) -> object:
    return reply_form(session, WORKSHOP).answers["q3_text"]


def undone(session: Session, done: Outcome) -> Outcome:
    assert done.undo is not None
    return done.undo.service(session, *done.undo.args)


def test_both_answers_stand_side_by_side_with_who_when_and_where(copies: Region) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        here, there = found.sides
    assert (found.kind, found.field, found.may_decide, found.free_text) == ("reply", "q3_text", True, True)
    assert found.about == "WTO TFA, Sina Leota, Samoa"
    assert "example" in found.label
    assert [side.text for side in found.sides] == [HERE, THERE]
    assert [side.at.date() for side in found.sides] == [DAY_HERE, DAY_THERE]
    assert (here.here, there.here, there.origin.file) == (True, False, "there.rocb")
    assert (here.own, there.own, there.who.words) == (True, True, "Sina Leota, Samoa")
    assert (found.mine, found.theirs, found.shown) == (here.head, there.head, there.head)
    assert [part.text for part in found.parts_of(there) if part.differs] == [" with a proposal to use ASYCUDA World"]


@pytest.mark.parametrize(
    ("take", "text", "kept"),
    [
        ("mine", "", HERE),
        ("theirs", "", THERE),
        ("text", "  Launched AEO, with ASYCUDA. ", "Launched AEO, with ASYCUDA."),
    ],
)
def test_a_decision_is_an_ordinary_change_and_undo_opens_the_question_again(
    copies: Region, take: str, text: str, kept: str
) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        done = resolve_conflict(session, found.record, found.field, take, text)
        assert (list_conflicts(session), answer(session), done.value) == ([], kept, found.id)
        again = undone(session, done)
        assert {side.text for side in the_one(session).sides} == {HERE, THERE}
        assert {side.who.words for side in the_one(session).sides} == {"Sina Leota, Samoa"}
        assert [side.at.date() for side in the_one(session).sides] == [DAY_HERE, DAY_THERE]
        undone(session, again)
        assert (list_conflicts(session), answer(session)) == ([], kept)


def test_a_head_decides_by_its_first_digits(copies: Region) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        resolve_conflict(session, found.record, found.field, found.sides[0].head[:8])
        assert answer(session) == HERE


@pytest.mark.parametrize(("take", "text"), [("nobody", ""), ("text", " "), ("", ""), ("text", "x" * 10_001)])
def test_what_decides_nothing_is_refused(copies: Region, take: str, text: str) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        with pytest.raises(UserError, match="bad_value"):
            resolve_conflict(session, found.record, found.field, take, text)
        assert count_conflicts(session) == 1


def test_who_decided_already_is_told(copies: Region) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        resolve_conflict(session, found.record, found.field, "mine")
        with pytest.raises(UserError, match="nothing_to_decide"):
            resolve_conflict(session, found.record, found.field, "theirs")


def test_others_see_it_count_it_and_are_told_who_can_decide(copies: Region) -> None:
    with copies.at("focal", DAY_THERE) as session:
        accept(session, [copies.file("here"), copies.file("there")])
        found = the_one(session)
        assert (found.may_decide, found.who_may) == (False, "Only Sina Leota can decide this. Ask for a correction.")
        assert (found.mine, found.theirs) == ("", "")
        assert (count_conflicts(session), count_to_decide(session)) == (1, 0)
        with pytest.raises(UserError, match="not_allowed"):
            resolve_conflict(session, found.record, found.field, found.sides[0].head)


def test_the_office_is_told_that_the_author_decides(copies: Region) -> None:
    """Two copies of one person's work, at ROCB A/P: the to-do shows, and offers nothing to decide."""
    with copies.at("rocb", DAY_THERE) as session:
        accept(session, [copies.file("return")])
        accept(session, [copies.file("here")])
        told = accept(session, [copies.file("there")]).value.files[0]
        assert told.why == "Two copies of one person’s work say different things."
        found = the_one(session)
        assert "Write to the focal point, who can ask for a correction." in found.who_may
        assert conflict_title(found) == "Two copies of one person’s work say different things"
        assert not any("you decide" in side_note(found, side, found.sides) for side in found.sides)


def test_the_office_has_nothing_to_decide_on_its_board(copies: Region) -> None:
    with copies.at("focal", DAY_THERE) as session:
        accept(session, [copies.file("here"), copies.file("there")])
        review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "accept")
        make_return(session, 2021, copies.file("both"))
    with copies.at("rocb", DAY_THERE) as session:
        accept(session, [copies.file("both")])
        board = round_dashboard(session)
        assert board is not None
        assert [one.kind for one in board.to_do] == ["others_decide"]


def test_a_wrong_word_names_the_ids_to_take(copies: Region) -> None:
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        with pytest.raises(UserError, match="bad_value") as refused:
            resolve_conflict(session, found.record, found.field, "nobody")
    assert all(side.head[:8] in str(refused.value.values["problem"]) for side in found.sides)


def test_a_decision_travels_and_ends_the_question_everywhere(copies: Region) -> None:
    with copies.at("focal", DAY_THERE) as session:
        accept(session, [copies.file("here"), copies.file("there")])
    with copies.at("sina", DAY_THERE) as session:
        found = the_one(session)
        resolve_conflict(session, found.record, found.field, "mine")
    copies.make_reply("sina", "decided", q1_none="", q1_share_materials="yes", q3_text=HERE)
    with copies.at("focal", DAY_THERE) as session:
        accept(session, [copies.file("decided")])
        assert list_conflicts(session) == []


def test_versions_and_days_that_differ_ask_nobody(region: Region) -> None:
    make_copies(region, there=HERE)  # the same words, on another day
    with region.at("sina", DAY_THERE) as session:
        assert list_conflicts(session) == []


def test_saving_the_form_as_it_is_shown_decides_nothing(copies: Region) -> None:
    with copies.at("sina", DAY_THERE) as session:
        save_reply(session, WORKSHOP, dict(reply_form(session, WORKSHOP).answers))
        assert count_conflicts(session) == 1


def test_changing_another_field_of_an_action_decides_nothing(region: Region) -> None:
    with region.at("sina") as session:
        record = list_actions(session)[0].id
        state = session.state(record)
        assert state is not None
        for number in (20, 30):
            edit = Edit(
                record, "action", {"person": me(session), "reached": number}, after=tuple(state.head_ids(["reached"]))
            )
            session.commit([edit])
        change_action(session, record, text="More")
        assert the_one(session).field == "reached"
        change_action(session, record, reached=25)
        assert list_conflicts(session) == []


def test_saving_who_one_is_decides_only_about_what_was_changed(region: Region) -> None:
    with region.at("sina") as session:
        person = me(session)
        change_me(session, post="Officer", email="sina@example.ws")
        for record, kind, field in ((person, "person", "name"), (contact_id(person), "contact", "email")):
            state = session.state(record)
            assert state is not None
            after = tuple(state.head_ids([field]))
            own = {"administration": "WS"} if kind == "person" else {"person": person}
            for text in ("Sina A", "Sina B"):
                session.commit([Edit(record, kind, {**own, field: text}, after=after)])
        assert {one.field for one in list_conflicts(session)} == {"name", "email"}
        shown = show_me(session)
        change_me(session, shown.name, shown.post, shown.division, shown.email)
        change_me(session, shown.name, "Chief", "Border", shown.email)
        assert {one.field for one in list_conflicts(session)} == {"name", "email"}
        assert (show_me(session).post, show_me(session).division) == ("Chief", "Border")
        change_me(session, "Sina Leota")
        assert [one.field for one in list_conflicts(session)] == ["email"]


def removed_and_changed(region: Region) -> None:
    """On one copy the action is removed, on the other it is changed; then both know of both."""
    shutil.copytree(region.folder / "sina", region.folder / "laptop")
    with region.at("sina") as session:
        remove_action(session, list_actions(session)[0].id)
    with region.at("laptop") as session:
        change_action(session, list_actions(session)[0].id, reached=22)
    merge(region)


def merge(region: Region) -> None:
    """What the copy wrote comes to the other as the store of a copied computer would bring it."""
    with region.at("laptop") as there, region.at("sina", DAY_THERE) as here:
        rows = there.db.execute("SELECT id, record, kind, meta, body FROM change WHERE block IS NULL").fetchall()
        known = {row[0] for row in here.db.execute("SELECT id FROM change")}
        add_local(here.db, here.desk, [parse_change(row[3], row[4]) for row in rows if row[0] not in known])


@pytest.mark.parametrize(("keeps", "left"), [(True, 1), (False, 0)])
def test_a_removal_against_an_edit_asks_whether_it_stays(region: Region, keeps: bool, left: int) -> None:
    removed_and_changed(region)
    with region.at("sina", DAY_THERE) as session:
        found = the_one(session)
        assert (found.removal, found.free_text) == (True, False)
        assert {side.keeps for side in found.sides} == {True, False}
        kept = next(side for side in found.sides if side.keeps)
        assert "22" in kept.text
        assert len(list_actions(session)) == 1  # visible until somebody decides
        side = next(side for side in found.sides if side.keeps is keeps)
        done = resolve_conflict(session, found.record, "deleted", side.head)
        assert (list_conflicts(session), len(list_actions(session))) == ([], left)
        undone(session, done)
        assert (the_one(session).field, len(list_actions(session))) == ("deleted", 1)


def three_answers(session: Session, count: int = 3) -> str:
    """`count` different dates of one action, none of which knew of another."""
    record = own_record(me(session), b"12345678")
    person = {"person": me(session)}
    first = {**person, "type": "others", "status": "done", "text": "0"}
    base, _written = session.commit([Edit(record, "action", first)])
    after = tuple(change.id for change in base)
    for number in range(count):
        session.commit([Edit(record, "action", {**person, "text": f"text {number}"}, after=after)])
    return record


@pytest.mark.parametrize("count", [3, 70, 130])
def test_any_number_of_answers_can_be_decided_and_opened_again(region: Region, count: int) -> None:
    with region.at("sina") as session:
        record = three_answers(session, count)
        found = the_one(session)
        assert (len(found.sides), found.mine, found.theirs) == (count, "", "")
        with pytest.raises(UserError, match="bad_value"):
            resolve_conflict(session, record, "text", "mine")
        done = resolve_conflict(session, record, "text", found.sides[1].head)
        assert list_conflicts(session) == []
        undone(session, done)
        assert len(the_one(session).sides) == count


def two_officers(session: Session) -> str:
    """Two officers of ROCB A/P say different things about one workshop, each on a computer of their own."""
    record = str(session.db.execute("SELECT id FROM workshop").fetchone()[0])
    state = session.state(record)
    assert state is not None
    after = tuple(state.head_ids(["participated"]))
    for number in (13, 14):
        session.commit([Edit(record, "workshop", {"participated": number}, after=after)])
    return record


def test_what_two_officers_say_of_a_workshop_is_undecided_in_the_tables(region: Region) -> None:
    with region.at("rocb", TODAY) as session:
        before = tables(session, 2021).undecided
        record = two_officers(session)
        assert (before, tables(session, 2021).undecided) == (0, 1)
        found = the_one(session)
        assert (found.label, found.about, found.free_text) == ("How many took part", "WTO TFA", False)
        assert [side.text for side in found.sides] == ["13", "14"]
        resolve_conflict(session, record, "participated", found.sides[1].head)
        assert tables(session, 2021).undecided == 0


def test_every_table_every_sheet_and_every_chart_says_what_is_undecided(region: Region, tmp_path: Path) -> None:
    with region.at("rocb", TODAY) as session:
        accept(session, [region.file("return")])
        two_officers(session)
        counted, charts = tables(session, 2021), round_charts(session, 2021)
    said = "1 answer is undecided: two versions differ. Choose one before you publish."
    save_workbook(counted, tmp_path / "tables.xlsx")
    book = load_workbook(tmp_path / "tables.xlsx")
    assert len(book.worksheets) == 7
    for sheet in book.worksheets:
        assert said in {cell.value for row in sheet.iter_rows() for cell in row}, sheet.title
    assert counted.to_json()["undecided"] == 1
    for chart in (charts.reply_rates, charts.actions):
        assert "1 undecided" in chart.words.foot


def test_a_review_is_decided_as_one(region: Region) -> None:
    with region.at("focal") as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota")
        record = str(session.db.execute("SELECT id FROM review").fetchone()[0])
        state = session.state(record)
        assert state is not None
        keys = {"reply": reply.id, "administration": "WS"}
        after = tuple(state.head_ids(["decision", "text", "judged", "date", "reviewer"]))
        judged = state.values["judged"]
        for decision, text, who in (("correct", "Say when.", "Lani"), ("accept", "", "Mele")):
            fields = {"decision": decision, "text": text, "judged": judged, "date": "2021-10-16", "reviewer": who}
            session.commit([Edit(record, "review", {**keys, **fields}, after=after)])
        found = the_one(session)
        assert found.field == "decision"
        assert [side.text for side in found.sides] == [
            "Decision: Correction asked\nText: Say when.",
            "Decision: Accepted\nText: (empty)",
        ]
        done = resolve_conflict(session, record, "decision", found.sides[0].head)
        kept = session.state(record)
        assert kept is not None and (kept.values["reviewer"], kept.conflicts) == ("Lani", {})
        undone(session, done)
        assert the_one(session).field == "decision"
