"""What people type, choose and keep wrongly (product description, section 6)."""

import sqlite3

import pytest
from bad_input import Attempt, BadInput, Case
from region import WORKSHOP, Region
from workbooks import WORKSHOPS, Rows, replies, save_workbook

from rocb_desktop.domain.questionnaire import answer_from_text, load
from rocb_desktop.services.arriving.exchange import accept
from rocb_desktop.services.national.returns import find_reply, make_return, review_reply
from rocb_desktop.services.profile.people import change_me
from rocb_desktop.services.region.rosters import import_roster
from rocb_desktop.services.region.rounds import import_workbook
from rocb_desktop.services.region.workshops import add_workshop, make_pack
from rocb_desktop.services.session import Session
from rocb_desktop.services.survey.actions import log_action
from rocb_desktop.services.survey.replies import make_reply, save_reply

table = BadInput()


# answers


@table.row("ticks Others without text", "sina", "reply_has_problems")
def others_without_text(region: Region) -> Attempt:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {"q1_others": "yes", "q3": "no", "q4": "no", "q5": "no"})
    return lambda session: make_reply(session, WORKSHOP, region.file("mine"))


@table.row("direct effects without an example", "sina", "reply_has_problems")
def no_example(region: Region) -> Attempt:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {"q1_none": "yes", "q3": "yes", "q4": "no", "q5": "no"})
    return lambda session: make_reply(session, WORKSHOP, region.file("mine"))


@table.row("none yet, and an action with it", "sina", "reply_has_problems")
def none_and_one(region: Region) -> Attempt:
    with region.at("sina") as session:
        answers = {"q1_none": "yes", "q1_submit_report": "yes", "q3": "no", "q4": "no", "q5": "no"}
        save_reply(session, WORKSHOP, answers)
    return lambda session: make_reply(session, WORKSHOP, region.file("mine"))


@table.row("a future date in a reply", "sina", "reply_has_problems")
def future_answer(region: Region) -> Attempt:
    with region.at("sina") as session:
        ticked = {"q1_submit_report": "yes", "q1_submit_report_date": "2022-01-01"}
        save_reply(session, WORKSHOP, {**ticked, "q3": "no", "q4": "no", "q5": "no"})
    return lambda session: make_reply(session, WORKSHOP, region.file("mine"))


@table.row("a future date in the log", "sina", "bad_value")
def future_action(region: Region) -> Attempt:
    return lambda session: log_action(session, WORKSHOP, "submit_report", "2021-10-16")


@table.row("a date before the workshop", "sina", "bad_value")
def early_action(region: Region) -> Attempt:
    return lambda session: log_action(session, WORKSHOP, "submit_report", "2021-04-05")


@table.row("a date in words", "sina", "bad_date")
def date_in_words(region: Region) -> Attempt:
    return lambda session: log_action(session, WORKSHOP, "submit_report", "last Monday")


@table.row("a decimal comma where a whole number goes", "sina", "bad_value")
def decimal_comma(region: Region) -> Attempt:
    return lambda session: answer_from_text(load(), "q1_share_materials_reached", "1,5")


@table.row("wrong workshop of the same title", "sina", "ambiguous_workshop")
def same_title(region: Region) -> Attempt:
    with region.at("rocb") as session:
        for number in (8, 9):
            add_workshop(session, "Canines", "regional", "2021-06-08", "2021-06-10", number=number)
            make_pack(session, f"2021/{number}", region.file(f"pack-{number}"))
    region.receive("sina", "pack-8")
    region.receive("sina", "pack-9")
    return lambda session: log_action(session, "canines", "submit_report", "2021-06-20")


@table.row("a workshop that nobody brought", "sina", "unknown_workshop")
def unknown_workshop(region: Region) -> Attempt:
    return lambda session: log_action(session, "2021/99", "submit_report", "2021-06-20")


@table.row("a reply for a workshop that is not surveyed", "sina", "not_surveyed")
def not_surveyed(region: Region) -> Attempt:
    with region.at("rocb") as session:
        add_workshop(session, "Accreditation", "accreditation", "2021-05-04", "2021-05-06", number=8)
        make_pack(session, "2021/8", region.file("pack-8"))
    region.receive("sina", "pack-8")
    with region.at("sina") as session:
        save_reply(session, "2021/8", {"q1_none": "yes", "q3": "no", "q4": "no", "q5": "no"})
    return lambda session: make_reply(session, "2021/8", region.file("mine"))


@table.row("a text longer than any line of a file", "sina", "bad_value")
def endless_text(region: Region) -> Attempt:
    return lambda session: save_reply(session, WORKSHOP, {"q6_text": "x" * 1_100_000})


@table.row("a very long name", "sina", "bad_value")
def long_name(region: Region) -> Attempt:
    return lambda session: change_me(session, "Tuʻipelehake " * 30)


@table.row("a name of blanks", "sina", "missing_name")
def blank_name(region: Region) -> Attempt:
    return lambda session: change_me(session, " \t ")


@table.row("a correction that does not say what to correct", "focal", "missing_correction")
def empty_correction(region: Region) -> Attempt:
    return lambda session: review_reply(session, find_reply(session, f"{WORKSHOP}/Sina Leota").id, "correct", "  ")


# roles


@table.row("a participant reviews", "sina", "not_allowed")
def participant_reviews(region: Region) -> Attempt:
    with region.at("focal") as session:
        reply = find_reply(session, f"{WORKSHOP}/Sina Leota").id
    return lambda session: review_reply(session, reply, "accept")


@table.row("a focal point sets up a workshop", "focal", "not_allowed")
def focal_point_plans(region: Region) -> Attempt:
    return lambda session: add_workshop(session, "Mine", "regional", "2022-02-01", "2022-02-03")


@table.row("a return before anything was accepted", "focal", "nothing_to_send")
def empty_return(region: Region) -> Attempt:
    return lambda session: make_return(session, 2020, region.file("empty"))


# workbooks


@table.row("a formula in a cell", "rocb", "bad_cell")
def formula(region: Region) -> Attempt:
    rows: Rows = [*WORKSHOPS, [4, "=cmd|' /C calc'!A0", "regional", "2021-02-01", "2021-02-02", "FJ", None, "yes"]]
    book = save_workbook(region.folder / "formula.xlsx", {"Workshops": rows})
    return lambda session: import_workbook(session, book)


@table.row("replies for a workshop that is not surveyed", "rocb", "bad_cell")
def replies_not_surveyed(region: Region) -> Attempt:
    rows = replies([3, "FJ", None, "yes", "no", "yes", "no"])
    book = save_workbook(region.folder / "not.xlsx", {"Workshops": WORKSHOPS, "Replies": rows})
    return lambda session: import_workbook(session, book)


@table.row("two spellings of one person in a workbook", "rocb", "bad_cell")
def two_spellings(region: Region) -> Attempt:
    rows = replies(["2", "FJ", "Ana Qalo", "yes"], ["2", "Fiji", "ANA  qalo", "no"])
    book = save_workbook(region.folder / "twice.xlsx", {"Workshops": WORKSHOPS, "Replies": rows})
    return lambda session: import_workbook(session, book)


@table.row("more replies than took part", "rocb", "bad_cell")
def too_many_replies(region: Region) -> Attempt:
    many = replies(*[[1, code, None, "yes"] for code in ("FJ", "WS", "TO", "VU", "PG", "NZ", "AU")])
    book = save_workbook(region.folder / "many.xlsx", {"Workshops": WORKSHOPS, "Replies": many})
    return lambda session: import_workbook(session, book)


@table.row("a reply file where a workbook belongs", "rocb", "bad_workbook")
def no_workbook(region: Region) -> Attempt:
    return lambda session: import_workbook(session, region.file("reply"))


@table.row("a participant list of an administration nobody knows", "rocb", "bad_cell")
def unknown_office(region: Region) -> Attempt:
    rows: Rows = [["name", "administration"], ["Ana", "Atlantis"]]
    book = save_workbook(region.folder / "roster.xlsx", {"Participants": rows})
    return lambda session: import_roster(session, book, WORKSHOP)


@table.row("a workshop with an administration nobody knows", "rocb", "unknown_administration")
def unknown_code(region: Region) -> Attempt:
    return lambda session: add_workshop(session, "X", "regional", "2022-02-01", "2022-02-03", ("FJ", "XX"))


@table.row("a workshop's number twice", "rocb", "bad_value")
def number_twice(region: Region) -> Attempt:
    return lambda session: add_workshop(session, "X", "regional", "2021-04-01", "2021-04-02", number=7)


# places and stores


@table.row("the USB stick is pulled before the file is written", "sina", "bad_path")
def stick_pulled(region: Region) -> Attempt:
    with region.at("sina") as session:
        save_reply(session, WORKSHOP, {"q1_none": "yes", "q3": "no", "q4": "no", "q5": "no"})
    return lambda session: make_reply(session, WORKSHOP, region.folder / "stick" / "reply.rocb")


def fill_disk(session: Session) -> None:
    """From now on the store may not grow."""
    pages = session.db.execute("PRAGMA page_count").fetchone()[0]
    session.db.execute(f"PRAGMA max_page_count={pages}")


@table.row("the disk is full while a file comes in", "focal", "disk_full")
def disk_full(region: Region) -> Attempt:
    region.join("mata", "participant", "WS", "Mata")
    region.receive("mata", "pack")
    region.make_reply("mata", "long", q3_text="long " * 300, q6_text="".join(map(chr, range(0x4E00, 0x5300))))

    def attempt(session: Session) -> None:
        fill_disk(session)
        accept(session, [region.file("long")], trust=True)

    return attempt


@table.row("the disk is full while answers are saved", "sina", "disk_full")
def disk_full_saving(region: Region) -> Attempt:
    def attempt(session: Session) -> None:
        fill_disk(session)
        save_reply(session, WORKSHOP, {"q6_text": "x" * 500_000})

    return attempt


@table.row("the store is open in another program", "sina", "store_busy")
def opened_twice(region: Region) -> Attempt:
    other = sqlite3.connect(region.folder / "sina" / "store.sqlite", isolation_level=None)

    def attempt(session: Session) -> None:
        session.db.execute("PRAGMA busy_timeout=0")
        other.execute("BEGIN IMMEDIATE")
        try:
            log_action(session, WORKSHOP, "submit_report", "2021-05-03")
        finally:
            other.execute("ROLLBACK")
            other.close()

    return attempt


@pytest.mark.parametrize("one", table.cases, ids=lambda one: one.name)
def test_it_is_refused_with_a_sentence_and_nothing_changes(one: Case, region: Region) -> None:
    one.check(region)
