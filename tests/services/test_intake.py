"""Excel questionnaires that come back: shown first, entered on behalf with the workbook as their source, one undo."""

import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from fiji import Fiji, make_fiji
from filled_forms import put_in
from openpyxl import load_workbook

from rocb_desktop.domain.errors import UserError
from rocb_desktop.exchange.questionnaire_reader import open_filled
from rocb_desktop.exchange.questionnaire_sheet import HIDDEN, checksum
from rocb_desktop.paths import resource_text
from rocb_desktop.services.lanes import lane_of
from rocb_desktop.services.national.form_books import read_books
from rocb_desktop.services.national.intake import Taken, preview_intake, take_in
from rocb_desktop.services.national.on_behalf import entered_from
from rocb_desktop.services.national.return_desk import return_desk
from rocb_desktop.services.national.returns import reply_detail
from rocb_desktop.services.region.tables import count_round
from rocb_desktop.services.safety.unused_blobs import unused_files
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.blobs import blob_path
from rocb_desktop.services.survey.excel_form import plan_form, plan_forms, plan_own_form, saved_words, write_forms
from rocb_desktop.services.undoing import take_back
from rocb_desktop.store.source_documents import read_source_documents

ANSWERS = {"q1_share_materials": "Yes", "q3": "Not yet", "q4": "Yes", "q5": "No", "q7": "Yes, without our name"}


@pytest.fixture(scope="module")
def made_fiji(tmp_path_factory: pytest.TempPathFactory) -> Fiji:
    """Made once; nobody writes into it."""
    return make_fiji(tmp_path_factory.mktemp("made") / "fiji")


@pytest.fixture
def fiji(made_fiji: Fiji, tmp_path: Path) -> Fiji:
    """A desk of the test's own."""
    return Fiji(Path(shutil.copytree(made_fiji.folder, tmp_path / "fiji")))


@pytest.fixture
def focal(fiji: Fiji) -> Iterator[Session]:
    with fiji.at("focal") as session:
        yield session


def filled(session: Session, path: Path, name: str = "Vani Kuru", workshop: str = "2021/5", **more: object) -> Path:
    write_forms(plan_form(session, workshop, path, "en", name))
    return put_in(path, {**ANSWERS, **{key.replace("at_", "@"): value for key, value in more.items()}})


def test_a_form_is_shown_then_entered_with_its_source(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx")
    (form,) = preview_intake(focal, read_books([path])).forms
    assert (form.state, form.name, form.administration, form.next_version) == ("ready", "Vani Kuru", "FJ", 0)
    assert form.workshop is not None and form.workshop.natural_name == "2021/5"
    assert form.missing == () and not read_source_documents(focal.db)
    done = take_in(focal, read_books([path]), "2021-11-03")
    taken: Taken = done.value
    (record,) = taken.replies
    said = entered_from(focal, record)
    assert said is not None
    assert (said.source, said.received, [one.file.name for one in said.documents]) == (
        "excel",
        "2021-11-03",
        ["form.xlsx"],
    )
    assert said.documents[0].here
    detail = reply_detail(focal, record)
    assert (detail.reply.source, detail.reply.version, detail.reply.consent) == ("on_behalf", 1, "members_anonymous")
    assert detail.reply.answers["q1_share_materials"] == "yes" and detail.reply.answers["q1_others"] == "no"


def test_what_was_looked_at_is_entered_or_nothing(focal: Session, tmp_path: Path) -> None:
    kept, changed = filled(focal, tmp_path / "one.xlsx"), filled(focal, tmp_path / "two.xlsx", "Jone Ratu")
    gone = filled(focal, tmp_path / "three.xlsx", "Asenaca Vuli")
    books = read_books([kept, changed, gone])
    assert preview_intake(focal, books).count("ready") == 3
    put_in(changed, {"q5": "Yes", "q5_text": "Something else"})
    gone.unlink()
    taken: Taken = take_in(focal, books).value
    assert [reply_detail(focal, one).reply.name for one in taken.replies] == ["Vani Kuru"]
    assert [one.error.code for one in taken.left if one.error] == ["not_the_file", "bad_path"]
    assert not [one for one in read_source_documents(focal.db) if one.reply not in taken.replies]
    assert unused_files(focal).count == 0


def test_no_workbook_is_opened_or_written_where_the_store_is(focal: Session, tmp_path: Path) -> None:
    assert [lane_of(one) for one in (read_books, write_forms)] == ["draw", "draw"]
    assert [lane_of(one) for one in (plan_form, plan_forms, plan_own_form, preview_intake)] == ["read"] * 4
    books = read_books([filled(focal, tmp_path / "form.xlsx")])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("openpyxl.load_workbook", lambda *_args, **_more: pytest.fail("a workbook was opened"))
        assert preview_intake(focal, books).count("ready") == 1
        assert len(take_in(focal, books).value.replies) == 1
        plan_forms(focal, "2021/5", tmp_path)
    assert not list(tmp_path.glob("FJ_*"))


def test_the_same_file_twice_brings_nothing_new(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx")
    take_in(focal, read_books([path]))
    copy = tmp_path / "copy of form.xlsx"
    copy.write_bytes(path.read_bytes())
    assert [form.state for form in preview_intake(focal, read_books([path, copy])).forms] == ["here", "here"]
    again = take_in(focal, read_books([path, copy]))
    assert (again.value.replies, again.message, again.undo) == ((), "Nothing new in these files.", None)


def test_one_undo_for_all_and_the_way_back(focal: Session, tmp_path: Path) -> None:
    paths = [filled(focal, tmp_path / "one.xlsx"), filled(focal, tmp_path / "two.xlsx", "Jone Ratu")]
    done = take_in(focal, read_books(paths))
    assert len(done.value.replies) == 2 and done.undo is not None
    undone = take_back(focal, *done.undo.args)
    assert not read_source_documents(focal.db)
    assert focal.db.execute("SELECT count(*) FROM reply WHERE source='on_behalf'").fetchone()[0] == 0
    assert [form.state for form in preview_intake(focal, read_books(paths)).forms] == ["ready", "ready"]
    assert undone.undo is not None
    take_back(focal, *undone.undo.args)
    assert [form.state for form in preview_intake(focal, read_books(paths)).forms] == ["here", "here"]


def test_after_an_undo_it_can_be_entered_again(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "one.xlsx")
    done = take_in(focal, read_books([path]))
    assert done.undo is not None
    take_back(focal, *done.undo.args)
    again = take_in(focal, read_books([path]))
    assert again.value.replies == done.value.replies
    assert reply_detail(focal, again.value.replies[0]).reply.version == 1


def test_a_corrected_form_of_a_person_is_the_next_version(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx")
    record = take_in(focal, read_books([path])).value.replies[0]
    put_in(path, {"q5": "Yes", "q5_text": "A new AEO programme", "q7": None})
    (form,) = preview_intake(focal, read_books([path])).forms
    assert (form.state, form.next_version) == ("ready", 2)
    assert take_in(focal, read_books([path])).value.replies == (record,)
    reply = reply_detail(focal, record).reply
    assert (reply.version, reply.answers["q5"], reply.consent) == (2, "yes", "")
    assert len(read_source_documents(focal.db, "reply=?", (record,))) == 2


def test_same_person_is_asked_and_both_answers_keep_both(focal: Session, tmp_path: Path) -> None:
    first = filled(focal, tmp_path / "form.xlsx")
    record = take_in(focal, read_books([first])).value.replies[0]
    blank = filled(focal, tmp_path / "blank.xlsx", "", at_name="VANI  kuru", q5="Yes")
    (form,) = preview_intake(focal, read_books([blank])).forms
    assert (form.state, form.same is not None and form.same.id) == ("asks", record)
    left = take_in(focal, read_books([blank])).value.left
    assert [one.state for one in left] == ["asks"]
    another = take_in(focal, read_books([blank]), same={form.digest: False})
    (second,) = another.value.replies
    assert second != record and reply_detail(focal, record).reply.version == 1
    assert another.undo is not None
    take_back(focal, *another.undo.args)
    assert take_in(focal, read_books([blank]), same={form.digest: True}).value.replies == (record,)
    assert reply_detail(focal, record).reply.version == 2


def test_two_forms_of_one_name_in_one_go(focal: Session, tmp_path: Path) -> None:
    one = filled(focal, tmp_path / "a.xlsx", "", at_name="New Officer")
    two = filled(focal, tmp_path / "b.xlsx", "", at_name="new officer", q3="No")
    forms = preview_intake(focal, read_books([one, two])).forms
    assert [form.state for form in forms] == ["ready", "asks"]
    assert "This name is not on the list of the workshop." in forms[0].notes
    done = take_in(focal, read_books([one, two]), same={forms[1].digest: True})
    assert len(set(done.value.replies)) == 1
    assert reply_detail(focal, done.value.replies[0]).reply.version == 2


def test_bad_cells_are_named_and_the_form_is_left_out(focal: Session, tmp_path: Path) -> None:
    bad = filled(focal, tmp_path / "bad.xlsx", q3="perhaps", q1_share_materials_reached="many")
    nameless = filled(focal, tmp_path / "nameless.xlsx", "")
    other = tmp_path / "letter.xlsx"
    other.write_bytes(b"no workbook")
    forms = preview_intake(focal, read_books([bad, nameless, other, tmp_path / "gone.xlsx"])).forms
    assert [form.state for form in forms] == ["cells", "cells", "refused", "refused"]
    assert [cell.says for cell in forms[0].cells] == ["many", "perhaps"]
    assert "The name is missing." in forms[1].cells[0].line
    assert [form.error.code for form in forms[2:] if form.error] == ["bad_workbook", "bad_path"]
    assert len(take_in(focal, read_books([bad, nameless, other])).value.left) == 3


def test_an_incomplete_form_is_entered_and_says_what_it_lacks(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx", q3=None)
    (form,) = preview_intake(focal, read_books([path])).forms
    assert (form.state, form.missing) == ("ready", ("Question 3: Choose Yes, Not yet or No",))
    record = take_in(focal, read_books([path])).value.replies[0]
    assert [one.field for one in reply_detail(focal, record).problems] == ["q3"]


def test_the_day_it_came_decides_lateness(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx", workshop="2021/1", name="Asenaca Vuli")
    record = take_in(focal, read_books([path]), "2021-10-01").value.replies[0]
    assert reply_detail(focal, record).reply.late is True
    with pytest.raises(UserError) as refused:
        take_in(focal, read_books([path]), "2021-12-01")
    assert refused.value.code == "bad_value"


def test_a_correction_does_not_make_a_reply_late(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx", workshop="2021/1", name="Asenaca Vuli")
    record = take_in(focal, read_books([path]), "2021-08-10").value.replies[0]
    put_in(path, {"q4": "No"})
    take_in(focal, read_books([path]))
    reply = reply_detail(focal, record).reply
    assert (reply.version, str(reply.received), reply.late) == (2, "2021-08-10", False)


def test_a_colleague_who_wrote_into_a_form_takes_no_reply_away(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("vani") as session:
        mine = write_forms(plan_own_form(session, "2021/5", tmp_path / "mine.xlsx", "en"))[0]
    hers = Path(shutil.copy(mine, tmp_path / "hers.xlsx"))
    put_in(hers, {**ANSWERS, "@name": "Peni Tui", "q4": "No"})
    put_in(mine, {**ANSWERS, "@name": "Vani Kuru"})
    with fiji.at("focal") as focal:
        (form,) = preview_intake(focal, read_books([hers])).forms
        assert (form.state, form.participant, form.notes[0]) == ("ready", "Peni Tui", "It was made for Vani Kuru.")
        peni = take_in(focal, read_books([hers])).value.replies
        (form,) = preview_intake(focal, read_books([mine])).forms
        assert (form.state, form.next_version) == ("ready", 0)
        vani = take_in(focal, read_books([mine])).value.replies
        assert [reply_detail(focal, one).reply.name for one in (*peni, *vani)] == ["Peni Tui", "Vani Kuru"]
        put_in(hers, {"@name": "Peni Tuilagi"})
        (form,) = preview_intake(focal, read_books([hers])).forms
        assert (form.state, form.same is not None and form.same.name) == ("asks", "Vani Kuru")


def test_a_workbook_never_says_which_file_is_opened(focal: Session, tmp_path: Path) -> None:
    evil = tmp_path / "evil-1.json"
    evil.write_text(resource_text("questionnaires", "followup-1.json"), encoding="utf-8")
    path = filled(focal, tmp_path / "form.xlsx")
    book = open_filled(path)
    assert book.identity is not None
    changed = replace(book.identity, questionnaire=f"{evil.parent}/evil@1")
    sheets = load_workbook(path)
    for row in sheets[HIDDEN].iter_rows():
        if row[0].value == "questionnaire":
            row[1].value = changed.questionnaire
        if row[0].value == "checksum":
            row[1].value = checksum(changed, book.places)
    sheets.save(path)
    (form,) = preview_intake(focal, read_books([path])).forms
    assert (form.state, form.error is not None and form.error.code) == ("refused", "newer_format")


def test_an_own_signed_reply_comes_first(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx", "Jone Ratu", "2021/1", q5="Yes", q5_text="Something")
    (form,) = preview_intake(focal, read_books([path])).forms
    assert any("It comes first" in note for note in form.notes)
    before = count_round(focal, 2021)
    take_in(focal, read_books([path]))
    assert count_round(focal, 2021) == before


def test_a_folder_and_other_administrations(focal: Session, fiji: Fiji, tmp_path: Path) -> None:
    folder = tmp_path / "forms"
    folder.mkdir()
    filled(focal, folder / "one.xlsx")
    (folder / "~$one.xlsx").write_bytes(b"lock")
    (folder / "letter.docx").write_bytes(b"letter")
    with fiji.at("rocb") as office:
        write_forms(plan_form(office, "2021/5", folder / "two.xlsx", "fr", "Sina Leota", "WS"))
        assert [form.administration for form in preview_intake(office, read_books([folder])).forms] == ["FJ", "WS"]
    forms = preview_intake(focal, read_books([folder])).forms
    assert [(form.path.name, form.state) for form in forms] == [("one.xlsx", "ready"), ("two.xlsx", "refused")]
    assert forms[1].error is not None and forms[1].error.code == "not_for_you"


def test_without_ids_the_place_is_read_from_the_sheet(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx")
    book = load_workbook(path)
    del book["rocb-questionnaire"]
    book.save(path)
    (form,) = preview_intake(focal, read_books([path])).forms
    assert (form.state, form.name) == ("ready", "Vani Kuru")
    assert any("read by the words of its rows" in note for note in form.notes)


def test_a_participant_saves_an_own_form_and_the_focal_point_enters_it(fiji: Fiji, tmp_path: Path) -> None:
    with fiji.at("vani") as session:
        (mine,) = write_forms(plan_own_form(session, "2021/5", tmp_path, "fr", {"q3": "no", "q4": "yes"}))
        with pytest.raises(UserError) as refused:
            preview_intake(session, read_books([mine]))
        assert refused.value.code == "not_allowed"
    with fiji.at("focal") as focal:
        record = take_in(focal, read_books([mine])).value.replies[0]
        assert reply_detail(focal, record).reply.name == "Vani Kuru"
        assert focal.state(record) is not None
        put_in(mine, {"q4": "Non"})
        assert preview_intake(focal, read_books([mine])).forms[0].next_version == 2


def test_one_form_for_each_person_of_a_workshop(focal: Session, tmp_path: Path) -> None:
    made = write_forms(plan_forms(focal, "2021/3", tmp_path, "fr"))
    assert [path.name for path in made] == [
        "FJ_2021-03_Asenaca-Vuli.xlsx",
        "FJ_2021-03_Jone-Ratu.xlsx",
        "FJ_2021-03_Litia-Bola.xlsx",
        "FJ_2021-03_Tomasi-Bale.xlsx",
    ]
    assert saved_words(made) == "4 Excel questionnaires are saved."


def test_the_workbook_is_evidence(focal: Session, tmp_path: Path) -> None:
    path = filled(focal, tmp_path / "form.xlsx")
    take_in(focal, read_books([path]))
    (document,) = read_source_documents(focal.db)
    assert blob_path(focal, document.file.hash).read_bytes() == path.read_bytes()


def test_entered_replies_count_in_the_matrix(focal: Session, tmp_path: Path) -> None:
    take_in(focal, read_books([filled(focal, tmp_path / "form.xlsx")]), date(2021, 11, 4).isoformat())
    desk = return_desk(focal)
    assert desk is not None
    seat = next(row for row in desk.rows if row.name == "Vani Kuru").seat(desk.workshops[4].id)
    assert seat is not None and seat.status == "on_behalf"
